import { expect, test } from "vitest";
import { HeaderMacros } from "./header-macros";
import type { Macro } from "./source";

function macro(name: string, body: string, params: readonly string[] | null = null): Macro {
  return { name, params, variadic: false, body, start: 0, end: 0 };
}

const NEAR = macro("NEAR", "");
const LEVEL = macro("LEVEL", "3");

test("the same array answers alike, whatever was asked", () => {
  const all = [NEAR, LEVEL];
  const headers = new HeaderMacros(all);
  headers.definitions("LEVEL");
  expect(headers.isAnsweredAlike(all)).toBe(true);
});

test("only what was asked has to be answered alike", () => {
  const headers = new HeaderMacros([NEAR, LEVEL]);
  expect(headers.soleDefinition("LEVEL")).toBe(LEVEL);
  expect(headers.definitions("missing")).toEqual([]);
  expect(headers.isAnsweredAlike([macro("FAR", ""), macro("LEVEL", "3")])).toBe(true);
  expect(headers.isAnsweredAlike([NEAR, macro("LEVEL", "4")])).toBe(false);
  expect(headers.isAnsweredAlike([NEAR, macro("LEVEL", "3", ["x"])])).toBe(false);
  expect(headers.isAnsweredAlike([NEAR])).toBe(false);
});

test("a second definition, and one of a name that had none, are other answers", () => {
  const headers = new HeaderMacros([LEVEL]);
  headers.definitions("LEVEL");
  expect(headers.isAnsweredAlike([LEVEL, LEVEL])).toBe(false);
  expect(headers.isAnsweredAlike([LEVEL, NEAR])).toBe(true);
  headers.definitions("NEAR");
  expect(headers.isAnsweredAlike([LEVEL, NEAR])).toBe(false);
});
