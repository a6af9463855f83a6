import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { RULES as KNOWN } from "../report/testing";
import { configSchema, findConfig, parseConfig, readConfig } from "./config";

const RULES = new Set([...KNOWN.keys(), "use-after-free"]);
const parse = (text: string) => parseConfig(text, "/p/.parapet.yaml", RULES);
/** Each problem as `line:column level message`. */
const problems = (text: string) =>
  parse(text).problems.map((p) => `${p.line}:${p.column} ${p.level} ${p.message}`);

describe("parseConfig", () => {
  test("reads every key", () => {
    const text = `
rules:
  double-free: warning
  use-after-free: off
exclude: [third_party, "**/*.gen.c"]
dataModel: ilp32
confidence: definite
maxFileSize: 2 MB
maxStackFrame: 2 KB
includePaths: [include, ../common]
models: models
`;
    expect(parse(text)).toEqual({
      values: {
        rules: { "double-free": "warning", "use-after-free": "off" },
        exclude: ["third_party", "**/*.gen.c"],
        dataModel: "ilp32",
        confidence: "definite",
        maxFileSize: 2 * 1024 * 1024,
        maxStackFrame: 2048,
        includePaths: ["include", "../common"],
        models: ["models"],
      },
      problems: [],
    });
  });

  test("says nothing about an empty file or key", () => {
    expect(parse("")).toEqual({ values: {}, problems: [] });
    expect(parse("# nothing yet\n")).toEqual({ values: {}, problems: [] });
    expect(parse("rules:\nexclude:\n")).toEqual({ values: {}, problems: [] });
  });

  test.each([
    ["exlude: [a]\n", '1:1 error the project file has no key "exlude" - did you mean "exclude"?'],
    [
      "rules:\n  dubble-free: error\n",
      '2:3 error there is no rule "dubble-free" - did you mean "double-free"?',
    ],
    [
      "rules:\n  double-free: warn\n",
      '2:16 error rules.double-free must be one of error, warning, note, off, not "warn"',
    ],
    [
      "rules:\n  double-free: false\n",
      '2:16 error rules.double-free must be one of error, warning, note, off, not "no"',
    ],
    [
      "rules:\n  double-free:\n",
      '2:15 error rules.double-free must be one of error, warning, note, off, not "null"',
    ],
    [
      "dataModel: lp46\n",
      '1:12 error dataModel must be one of lp64, ilp32, llp64, ip16, not "lp46" - did you mean "lp64"?',
    ],
    ["maxFileSize: huge\n", '1:14 error maxFileSize must be a size, such as 200000 or "16 MB"'],
    ["exclude: [{}]\n", "1:11 error exclude must be a string"],
    ["exclude: ['!keep']\n", '1:10 error exclude cannot take back with "!": "!keep"'],
    ["- a\n- b\n", "1:1 error the project file must be a mapping"],
    ["confidence: evidence\n---\nb: 2\n", "3:1 error a project file is a single document"],
  ])("places the mistake in %j", (text, problem) => expect(problems(text)).toEqual([problem]));

  test("keeps what is right beside a mistake", () => {
    const { values, problems } = parse("rules: 7\nexclude: [a]\nconfidence: sure\n");
    expect(values).toEqual({ rules: {}, exclude: ["a"] });
    expect(problems).toHaveLength(2);
  });

  test.each([
    "rules: [",
    "rules: {a: ",
    "\tx: 1",
    "a: b: c",
    "rules: *nowhere",
    "? [a]\n: b",
    "exclude: !!binary x",
    "%YAML 9.9\n---\n-",
  ])("survives %j", (text) => {
    const { problems } = parse(text);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.message).not.toContain("\n");
  });

  test.each([
    ["brackets", "[".repeat(100_000)],
    ["dashes", "- ".repeat(100_000)],
    ["indentation", Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
  ])("survives absurd nesting by %s", (_, text) => {
    expect(problems(text)).toEqual(["1:1 error is nested too deeply"]);
  });

  test("__proto__ is a key like another", () => {
    expect(problems("__proto__: 1\n")).toEqual(['1:1 error the project file has no key "__proto__"']);
  });
});

test("findConfig takes the nearest file upwards, but none from outside the repository", () => {
  const top = mkdtempSync(path.join(tmpdir(), "parapet-"));
  const deep = path.join(top, "repo", "src", "drivers");
  mkdirSync(deep, { recursive: true });
  mkdirSync(path.join(top, "repo", ".git"));
  writeFileSync(path.join(top, ".parapet.yaml"), "");
  expect(findConfig(deep)).toBeUndefined();
  writeFileSync(path.join(top, "repo", ".parapet.yml"), "");
  expect(findConfig(deep)).toBe(path.join(top, "repo", ".parapet.yml"));
  writeFileSync(path.join(deep, ".parapet.yaml"), "");
  expect(findConfig(deep)).toBe(path.join(deep, ".parapet.yaml"));
});

test("readConfig reports a file it cannot read", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "parapet-"));
  expect(readConfig(folder, RULES).problems).toMatchObject([
    { kind: "configuration", level: "error", message: "is not a regular file" },
  ]);
});

test("configSchema lists the keys and the rules", () => {
  const schema = configSchema([...KNOWN.values()]) as { properties: Record<string, unknown> };
  expect(Object.keys(schema.properties)).toContain("maxFileSize");
  expect(schema.properties.rules).toMatchObject({
    properties: { "double-free": { enum: ["error", "warning", "note", "off"] } },
  });
});
