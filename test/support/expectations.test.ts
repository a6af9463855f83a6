import { expect, test } from "vitest";
import type { Finding } from "../../server/src/findings";
import { compareFindings, parseExpectations } from "./expectations";

function finding(rule: string, start: number): Finding {
  return {
    rule,
    start,
    end: start + 1,
    message: "Wrong.",
    confidence: "definite",
    severity: "warning",
    steps: [],
    facts: {},
  };
}

test("reads rules, places and lines above", () => {
  const text = [
    "free(p); // expect: double-free at `free`; memory-leak",
    "/* expect -1: use-after-free */",
  ].join("\n");
  expect(parseExpectations(text)).toEqual([
    { rule: "double-free", line: 0, at: "free" },
    { rule: "memory-leak", line: 0, at: undefined },
    { rule: "use-after-free", line: 0, at: undefined },
  ]);
});

test("backquoted text may hold a semicolon", () => {
  expect(parseExpectations("f(a; b); // expect: x at `a; b`")[0].at).toBe("a; b");
});

test("refuses what it cannot read, and places that are not there", () => {
  expect(() => parseExpectations("f(); // expect: double-free on `f`")).toThrow("line 1");
  expect(() => parseExpectations("f(); // expect:")).toThrow("line 1");
  expect(() => parseExpectations("f(); // expect: double-free at `g`")).toThrow("has no `g`");
});

test("equal sets have no difference, whatever the order", () => {
  const text = "int a;\nfree(p), free(q); // expect: double-free at `free(q)`; invalid-free at `free(p)`";
  expect(compareFindings("a.c", text, [finding("invalid-free", 7), finding("double-free", 16)])).toEqual([]);
});

test("one finding matches one comment only", () => {
  const text = "free(p); // expect: double-free";
  expect(compareFindings("a.c", text, [finding("double-free", 0), finding("double-free", 0)])).toEqual([
    "a.c:1:1 unexpected double-free at `free(p); // expect: double-free`: Wrong.",
  ]);
});

test("says what was not found, what was not expected, and what is elsewhere on the line", () => {
  const text = "f(p);\nfree(p); // expect: double-free at `free`\nreturn; // expect: memory-leak";
  expect(compareFindings("a.c", text, [finding("null-dereference", 2), finding("double-free", 11)])).toEqual([
    "a.c:1:3 unexpected null-dereference at `p);`: Wrong.",
    "a.c:2:6 expected at `free`, found double-free at `p); // expect: double-free at `free``: Wrong.",
    "a.c:3 not found: memory-leak",
  ]);
});
