import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, INITIAL, type IRawGrammar, Registry } from "vscode-textmate";

/** As much of VS Code's grammar of C as the injections hold on to: strings and comments, under the same names. */
const C = {
  scopeName: "source.c",
  patterns: [
    { name: "comment.line.double-slash.c", begin: "//", end: "$" },
    { name: "comment.block.c", begin: "/\\*", end: "\\*/" },
    {
      name: "string.quoted.double.c",
      begin: '"',
      end: '"',
      patterns: [{ name: "constant.character.escape.c", match: "\\\\." }],
    },
  ],
  repository: {},
} as unknown as IRawGrammar;

const FILES: Record<string, string> = {
  "parapet.sql-in-strings": "sql-in-strings.tmLanguage.json",
  "parapet.suppressions": "suppressions.tmLanguage.json",
};

let grammar: IGrammar;

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(fs.readFileSync(wasm).buffer as ArrayBuffer);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      if (scope === C.scopeName) return C;
      const file = path.join(import.meta.dirname, FILES[scope]);
      return JSON.parse(fs.readFileSync(file, "utf8")) as IRawGrammar;
    },
    getInjections: () => Object.keys(FILES),
  });
  grammar = (await registry.loadGrammar(C.scopeName)) as IGrammar;
});

/** The words of a line that have a scope of ours, as `word scope` with the scope's tail cut off. */
function ours(...lines: string[]): string[] {
  let state = INITIAL;
  const found: string[] = [];
  for (const line of lines) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const scope = scopes.at(-1) ?? "";
      if (scope.endsWith(".parapet") && !scope.startsWith("meta.")) {
        found.push(`${line.slice(startIndex, endIndex)} ${scope.replace(/(\.sql)?\.parapet$/, "")}`);
      }
    }
  }
  return found;
}

test("SQL in a literal", () => {
  expect(ours(`db("SELECT name FROM patients WHERE id = ? AND age > 17", 1);`)).toEqual([
    "SELECT keyword.other",
    "FROM keyword.other",
    "WHERE keyword.other",
    "= keyword.operator",
    "? variable.parameter",
    "AND keyword.other",
    "> keyword.operator",
    "17 constant.numeric",
  ]);
});

test("a quote left open by concatenation ends with the literal", () => {
  expect(ours(`s = "DELETE FROM log WHERE who = '" + name + "'"; int select = 1;`)).toEqual([
    "DELETE keyword.other",
    "FROM keyword.other",
    "WHERE keyword.other",
    "= keyword.operator",
  ]);
});

test("format specifiers and continuations", () => {
  expect(ours(`sprintf(b, "insert into t values(%d, '%s')"`, `  "WHERE x = %u");`)).toEqual([
    "insert keyword.other",
    "into keyword.other",
    "values keyword.other",
    "%d constant.other.placeholder",
    "%s constant.other.placeholder",
    "WHERE keyword.other",
    "= keyword.operator",
    "%u constant.other.placeholder",
  ]);
});

test("prose and includes are no SQL", () => {
  expect(ours(`puts("Select a file from the list"); puts("update failed: set x");`)).toEqual([]);
  expect(ours(`puts("from where we stand"); puts("AND"); #include "select.h"`)).toEqual([]);
});

test("suppressions in both kinds of comments", () => {
  const expected = [
    "parapet: keyword.control.suppression",
    "allow keyword.control.suppression",
    "double-free entity.name.tag.rule",
    "memory-leak entity.name.tag.rule",
    "-- punctuation.separator.reason",
  ];
  expect(ours("// parapet: allow double-free, memory-leak -- owned by the pool")).toEqual([
    ...expected,
    "owned by the pool string.unquoted.reason",
  ]);
  expect(ours("/* parapet: allow double-free, memory-leak -- ours */ free(p);")).toEqual([
    ...expected,
    "ours  string.unquoted.reason",
  ]);
  expect(ours("// a parapet is a wall")).toEqual([]);
});
