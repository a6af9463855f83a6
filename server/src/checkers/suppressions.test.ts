import { describe, expect, test } from "vitest";
import type { Finding } from "../findings";
import { parseFile } from "../syntax/testing";
import { applySuppressions } from "./suppressions";

const KNOWN = new Set(["double-free", "use-after-free"]);

/** Suppresses findings of `rule` that start at every `HERE` in the code. */
function apply(code: string, rule = "double-free", isOn = true) {
  const file = parseFile(code);
  const findings: Finding[] = [...code.matchAll(/HERE/g)].map(({ index }) => ({
    rule,
    start: index,
    end: index + 4,
    message: "",
    confidence: "definite",
    severity: "error",
    steps: [],
    facts: {},
  }));
  const { findings: kept, suppressed, own } = applySuppressions(file, findings, KNOWN, () => isOn);
  return { kept: kept.length, suppressed: suppressed.length, own: own.map((finding) => finding.rule) };
}

describe("what a suppression covers", () => {
  test.each([
    ["its own line", "void f() {\n HERE(); // parapet: allow double-free -- tested by hand\n}"],
    ["the line below", "void f() {\n // parapet: allow double-free -- tested by hand\n HERE();\n}"],
    [
      "the next line with code",
      "void f() {\n // parapet: allow double-free -- why\n // more words\n\n HERE();\n}",
    ],
    ["in a block comment", "void f() {\n /* parapet: allow double-free -- why */\n HERE();\n}"],
    ["several rules", "void f() {\n HERE(); // parapet: allow double-free, double-free -- why\n}"],
    ["with Windows line breaks", "void f() {\r\n // parapet: allow double-free -- why\r\n HERE();\r\n}"],
  ])("%s", (_, code) => {
    expect(apply(code)).toEqual({ kept: 0, suppressed: 1, own: [] });
  });

  test.each([
    ["a line further down", "void f() {\n // parapet: allow double-free -- why\n g();\n HERE();\n}"],
    ["the line above", "void f() {\n HERE();\n g(); // parapet: allow double-free -- why\n}"],
  ])("not %s", (_, code) => {
    expect(apply(code)).toEqual({ kept: 1, suppressed: 0, own: ["unused-suppression"] });
  });
});

describe("what is wrong with a suppression", () => {
  test("no reason", () => {
    expect(apply("void f() {\n HERE(); // parapet: allow double-free\n}")).toEqual({
      kept: 0,
      suppressed: 1,
      own: ["suppression-without-reason"],
    });
  });
  test("another rule", () => {
    expect(apply("void f() {\n HERE(); // parapet: allow use-after-free -- why\n}").own).toEqual([
      "unused-suppression",
    ]);
  });
  test("a rule that is switched off is not unused", () => {
    expect(
      apply("void f() {\n // parapet: allow use-after-free -- why\n g();\n}", "double-free", false).own,
    ).toEqual([]);
  });
  test("an unknown rule, with the one that was meant", () => {
    const file = parseFile("void f() {\n g(); // parapet: allow doublefree -- why\n}");
    const { own } = applySuppressions(file, [], KNOWN, () => true);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ rule: "unknown-suppression", facts: { nearest: "double-free" } });
    expect(file.text.slice(own[0].start, own[0].end)).toBe("doublefree");
  });
  test("no rule", () => {
    expect(apply("void f() {\n g(); // parapet: allow -- why\n}").own).toEqual(["unknown-suppression"]);
  });
  test("other words after the mark are prose", () => {
    expect(apply("void f() {\n g(); // parapet: allowed here\n}").own).toEqual([]);
  });
});
