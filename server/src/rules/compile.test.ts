import { describe, expect, test } from "vitest";
import { compileRules, type RuleFile } from "./compile";
import { rulesReference, rulesSchema } from "./document";

const METADATA = `id: loose-cable
title: Cable not fixed
severity: warning
confidence: evidence
cwe: [1, 20]
cert: [ABC01-C]
topic: data
fixes: [tighten]
`;

const GUIDANCE = `# Cable not fixed

The cable is loose, and it
will fall off.

## What goes wrong

## How it is attacked

## How to write it instead

## When it may be ignored

## References
`;

function files(metadata = METADATA, guidance = GUIDANCE): RuleFile[] {
  return [
    { path: "cables/loose-cable/rule.yaml", text: metadata },
    { path: "cables/loose-cable/guidance.md", text: guidance },
    { path: "cables/loose-cable/bad.c", text: "int x;" },
    { path: "models/house.yaml", text: "functions:\n  - int cable(void)\n" },
  ];
}

function problemsOf(given: readonly RuleFile[]): string[] {
  return compileRules(given).problems.map(
    ({ path, line, column, message }) => `${path}:${line}:${column} ${message}`,
  );
}

describe("compiling", () => {
  test("a folder becomes a rule, a model file becomes models", () => {
    const { rules, models, problems } = compileRules(files());
    expect(problems).toEqual([]);
    expect(rules).toEqual([
      {
        id: "loose-cable",
        group: "cables",
        title: "Cable not fixed",
        severity: "warning",
        confidence: "evidence",
        enabled: true,
        cwe: [1, 20],
        cert: ["ABC01-C"],
        standards: [],
        topic: "data",
        fixes: ["tighten"],
        sources: [],
        joinedSources: [],
        tags: [],
        summary: "The cable is loose, and it will fall off.",
        guidance: GUIDANCE,
      },
    ]);
    expect(models.map(({ name }) => name)).toEqual(["cable"]);
  });

  test.each([
    [METADATA.replace("loose-cable", "cable"), '1:5 the id must be the folder\'s name, "loose-cable"'],
    [METADATA.replace("severity: warning\n", ""), "1:1 rule.yaml needs severity"],
    [
      METADATA.replace("severity: warning", "severity: warn"),
      '3:11 severity must be one of error, warning, note, not "warn"',
    ],
    [METADATA.replace("[1, 20]", "[CWE-1]"), "5:7 a CWE is given by its number alone, e.g. 787"],
    [METADATA.replace("fixes:", "fixs:"), '8:1 rule.yaml has no key "fixs" - did you mean "fixes"?'],
    ["", "1:1 rule.yaml must be a mapping"],
  ])("metadata problem %#", (metadata, expected) => {
    expect(problemsOf(files(metadata))).toContain(`cables/loose-cable/rule.yaml:${expected}`);
  });

  test.each([
    [GUIDANCE.replace("# Cable not fixed", "Cable"), "1:1 must start with a title"],
    [GUIDANCE.replace("## How it is attacked\n", ""), '9:1 section 2 must be "## How it is attacked"'],
    ["# Title\n", "1:1 needs a summary below the title"],
  ])("guidance problem %#", (guidance, expected) => {
    expect(problemsOf(files(METADATA, guidance))).toContain(`cables/loose-cable/guidance.md:${expected}`);
  });

  test("guidance is asked for, and names are unique over all files", () => {
    const [metadata, , , model] = files();
    expect(problemsOf([metadata, { ...metadata, path: "other/loose-cable/rule.yaml" }])).toEqual([
      "cables/loose-cable/rule.yaml:1:1 guidance.md is missing",
      "other/loose-cable/rule.yaml:1:1 guidance.md is missing",
      'other/loose-cable/rule.yaml:1:1 there are two rules "loose-cable"',
    ]);
    expect(problemsOf([model, { ...model, path: "models/other.yaml" }])).toEqual([
      "models/other.yaml:1:1 cable is modelled in models/house.yaml too",
    ]);
  });
});

describe("generated from rules", () => {
  const rule = { ...compileRules(files()).rules[0], group: "memory" };

  test("the reference has a row for each rule", () => {
    expect(rulesReference([rule])).toContain(
      "| [`loose-cable`](../rules/memory/loose-cable/guidance.md) | Cable not fixed | warning | [1](https://cwe.mitre.org/data/definitions/1.html), [20](https://cwe.mitre.org/data/definitions/20.html) | ABC01-C | `tighten` |",
    );
  });

  test("the settings know each rule and its default", () => {
    expect(rulesSchema([rule, { ...rule, id: "quiet", enabled: false }])).toMatchObject({
      additionalProperties: false,
      properties: { "loose-cable": { default: "warning" }, quiet: { default: "off" } },
    });
  });
});
