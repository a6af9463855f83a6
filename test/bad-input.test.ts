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

describe("what is cut short is said", () => {
  test.each(["a function of 20,000 lines", "nested ifs", "nested parentheses"])(
    "%s",
    { timeout: PATIENCE },
    (name) => {
      const [, text] = HOSTILE.find(([title]) => title === name) ?? ["", ""];
      const { skipped, counts } = analyse("large.c", text);
      expect(counts.functions).toBe(1);
      expect(skipped.map(({ reason }) => reason)).not.toEqual([]);
    },
  );
});

test("files that include each other", () => {
  const texts = new Map([
    ["/a.h", '#include "b.h"\nvoid a(char *p);\n'],
    ["/b.h", '#include "c.h"\n#include "a.h"\nstatic void drop(char *p) { free(p); }\n'],
    ["/c.h", '#include "b.h"\n#include "c.h"\n#include "main.c"\n'],
  ]);
  const text = '#include <stdlib.h>\n#include "a.h"\nvoid twice(char *p) { drop(p); free(p); }\n';
  texts.set("/main.c", text);
  const host = {
    resolveInclude: (_: string, name: string) => (texts.has(`/${name}`) ? `/${name}` : undefined),
    sources: () => ["/main.c"],
    read: (file: string) => texts.get(file),
  };
  const { findings } = analyser.analyse({ path: "/main.c", text }, DEFAULT_SETTINGS, host);
  expect(findings.map(({ rule }) => rule)).toEqual(["double-free"]);
});
