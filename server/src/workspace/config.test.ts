import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { configSchema, findConfig, parseConfig, readConfig } from "./config";

const RULES = new Set(["double-free", "use-after-free", "sql-concatenation"]);
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

  test("places a mistake and suggests what was meant", () => {
    expect(problems("exlude: [a]\n")).toEqual(["1:1 error unknown key 'exlude'; did you mean 'exclude'?"]);
    expect(problems("rules:\n  dubble-free: error\n")).toEqual([
      "2:3 warning unknown rule 'dubble-free'; did you mean 'double-free'?",
    ]);
    expect(problems("rules:\n  double-free: warn\n")).toEqual([
      "2:16 error 'rules.double-free' must be one of error, warning, note, off",
    ]);
    expect(problems("rules:\n  double-free: false\n")).toEqual([
      "2:16 error 'rules.double-free' must be one of error, warning, note, off",
    ]);
    expect(problems("dataModel: lp46\n")).toEqual([
      "1:12 error 'dataModel' must be one of lp64, ilp32, llp64, ip16",
    ]);
    expect(problems("maxFileSize: huge\n")).toEqual([
      "1:14 error 'maxFileSize' must be a size, such as 200000 or '16 MB'",
    ]);
    expect(problems("exclude: [1, '!keep']\n")).toEqual([
      "1:11 error 'exclude' must be a list of strings",
      "1:10 error 'exclude' cannot take back with '!': '!keep'",
    ]);
    expect(problems("- a\n- b\n")).toEqual([
      "1:1 error must hold keys with values, such as `exclude: [third_party]`",
    ]);
  });

  test("keeps what is right beside a mistake", () => {
    const { values, problems } = parse("rules: 7\nexclude: [a]\nconfidence: sure\n");
    expect(values).toEqual({ rules: undefined, exclude: ["a"], confidence: undefined });
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
    "---\na: 1\n---\nb: 2\n",
    "\u0000",
  ])("survives %j", (text) => {
    const { problems } = parse(text);
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem.message).not.toContain("\n");
  });

  test("__proto__ is a key like another", () => {
    expect(problems("__proto__: 1\n")).toEqual(["1:1 error unknown key '__proto__'"]);
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
  const schema = configSchema([...RULES]) as { properties: Record<string, unknown> };
  expect(Object.keys(schema.properties)).toContain("maxFileSize");
  expect(schema.properties.rules).toMatchObject({
    properties: { "double-free": { enum: ["error", "warning", "note", "off"] } },
  });
});
