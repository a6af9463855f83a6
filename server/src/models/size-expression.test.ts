import { describe, expect, test } from "vitest";
import type { SizeExpression } from "./model";
import { parseSize } from "./size-expression";

const PARAMS = ["dst", "src", "n"];
const paramOf = (name: string) => PARAMS.indexOf(name);

function shown(size: SizeExpression): string {
  switch (size.kind) {
    case "constant":
      return String(size.value);
    case "param":
      return PARAMS[size.index];
    case "strlen":
    case "pointee":
      return `${size.kind} ${PARAMS[size.index]}`;
    default:
      return `(${size.kind} ${shown(size.left)} ${shown(size.right)})`;
  }
}

describe("sizes", () => {
  test.each([
    ["n", "n"],
    ["16", "16"],
    ["-1", "-1"],
    ["strlen(src) + 1", "(add strlen src 1)"],
    ["n * sizeof(*dst)", "(multiply n pointee dst)"],
    ["min(n, strlen(src)) + 1", "(add (min n strlen src) 1)"],
    ["(n + 1) * 2 - 3", "(subtract (multiply (add n 1) 2) 3)"],
    ["n - 1 - 2", "(subtract (subtract n 1) 2)"],
  ])("%s", (text, expected) => {
    const size = parseSize(text, paramOf);
    expect("error" in size ? size : shown(size)).toBe(expected);
  });

  test.each([
    ["", 0, "a size is missing"],
    ["length", 0, '"length" is not a parameter'],
    ["n +", 3, "a size is missing"],
    ["(n", 2, 'expected ")"'],
    ["n n", 2, 'unexpected "n"'],
    ["n % 2", 1, '"% 2" is not part of a size'],
    ["strlen(7)", 7, '"7" is not a parameter'],
    ["sizeof(dst)", 7, 'expected "*" before "dst"'],
  ])("refuses '%s'", (text, offset, error) => expect(parseSize(text, paramOf)).toEqual({ error, offset }));

  test("absurd nesting is refused, not overflowed", () => {
    const size = parseSize(`${"(".repeat(100_000)}n`, paramOf);
    expect(size).toMatchObject({ error: "nested too deeply" });
  });
});
