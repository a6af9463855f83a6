/** Input that is no program, through the engine: it ends, soon, without an exception, and hurts nothing beside it. */
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../server/src/engine/api";
import { LONELY, newAnalyser } from "./support/analyser";
import { HOSTILE, SENTINEL } from "./support/hostile";

/** Milliseconds: generous, for a busy machine; a hang is minutes. */
const PATIENCE = 20_000;

const analyser = newAnalyser();

function analyse(path: string, text: string) {
  return analyser.analyse({ path, text }, DEFAULT_SETTINGS, LONELY);
}

describe.each(["hostile.c", "hostile.cpp"])("%s", (path) => {
  test.each(HOSTILE)("%s", { timeout: PATIENCE }, (_, text) => {
    const { findings, suppressed, skipped } = analyse(path, text);
    for (const span of [...findings, ...suppressed, ...skipped]) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.start).toBeLessThanOrEqual(span.end);
      expect(span.end).toBeLessThanOrEqual(text.length);
    }
  });
});

test.each(HOSTILE)("after %s, all is as before", { timeout: PATIENCE }, (_, text) => {
  analyse("hostile.c", text);
  expect(analyse("sentinel.c", SENTINEL).findings.map(({ rule }) => rule)).toEqual(["double-free"]);
});

test("a syntax error costs its own function only", () => {
  const text = `void broken(int a { if ( ]] } \n${SENTINEL}void broken_too(void) { )( ; "\n}\n${SENTINEL.replace("sentinel", "other")}`;
  const { findings, skipped } = analyse("two.c", text);
  expect(findings.filter(({ rule }) => rule === "double-free").map((finding) => finding.function)).toEqual([
    "sentinel",
    "other",
  ]);
  expect(skipped.length).toBeGreaterThan(0);
});
