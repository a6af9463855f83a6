import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTreeCache } from "./cache";
import { readSource } from "./file";
import type { SourceFile } from "./source";
import { grammars, parseFile } from "./testing";
import type { Language, Tree } from "./tree";

const require = createRequire(import.meta.url);
const scanner = readFileSync(require.resolve("tree-sitter-cpp/src/scanner.c"), "utf8");

const SAMPLE = `#include <stdio.h>
#define API __attribute__((visibility("default")))
/* A counter. */
API static int counter;
#ifdef DEBUG
int trace(const char *s, ...) PRINTF_LIKE(1, 2);
#else
#define trace(...)
#endif
struct node { struct node *next; __packed int value; };
int sum(const struct node *n)
{
  int total = 0;
  LIST_FOREACH(item, n, next) {
    total += item->value; // add
  }
#if DEBUG
  trace("%d", total);
#else
  counter++;
#endif
  return total;
}
TEST(sum) { check(sum(NULL), ==, 0); }
`;

/** What must agree between two readings of one text. */
function digest(file: SourceFile): unknown {
  return {
    language: file.language,
    comments: file.comments,
    directives: file.directives,
    inactive: file.inactive,
    units: file.units.map(({ kind, namespaces, start, end, text, tree }) => {
      const { kind: kinds, start: starts, end: ends, hasError } = tree();
      return { kind, namespaces, start, end, text, kinds, starts, ends, hasError };
    }),
  };
}

/** The laws of every file: units are slices of the text, in order, with line breaks and kept characters in place. */
function checkLaws(file: SourceFile): void {
  let at = 0;
  for (const { start, end, text } of file.units) {
    expect(start).toBeGreaterThanOrEqual(at);
    expect(end).toBeGreaterThan(start);
    expect(end).toBeLessThanOrEqual(file.text.length);
    expect(text.length).toBe(end - start);
    at = end;
  }
  for (const span of [...file.comments, ...file.directives, ...file.inactive]) {
    expect(span.start).toBeLessThanOrEqual(span.end);
    expect(span.end).toBeLessThanOrEqual(file.text.length);
  }
}

function checkTree(tree: Tree): void {
  for (let n = 0; n < tree.count; n++) {
    expect(tree.start[n]).toBeLessThanOrEqual(tree.end[n]);
    expect(tree.end[n]).toBeLessThanOrEqual(tree.text.length);
    expect(tree.parent[n]).toBeLessThan(n);
  }
}

describe("laws", () => {
  test("on a sample", () => {
    const file = parseFile(SAMPLE);
    checkLaws(file);
    for (const unit of file.units) expect([unit.text, unit.tree().hasError]).toEqual([unit.text, false]);
    expect(file.units.map((unit) => unit.kind)).toEqual(["other", "other", "type", "function", "function"]);
    const sum = file.units[3];
    const call = sum.text.indexOf("total += item->value;");
    expect(SAMPLE.indexOf("total += item->value;")).toBe(sum.start + call);
  });

  test("any edits give what a fresh reading of the final text gives", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      ";",
      '"',
      "'",
      "/*",
      "*/",
      "//",
      "\n",
      "#if A\n",
      "#else\n",
      "#endif\n",
      "#define B C\n",
      "int x;",
      "FOO(x)",
      "\\\n",
      " ",
    );
    const edit = fc.record({ at: fc.nat(), remove: fc.nat(12), insert: fc.array(piece, { maxLength: 2 }) });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.constantFrom<Language>("c", "cpp"),
        (edits, language) => {
          const cache = createTreeCache(grammars, 2000);
          let text = SAMPLE;
          let last = readSource("x", text, { language }, grammars, cache);
          for (const { at, remove, insert } of edits) {
            const start = at % (text.length + 1);
            text = text.slice(0, start) + insert.join("") + text.slice(start + remove);
            last = readSource("x", text, { language }, grammars, cache);
            for (const unit of last.units) unit.tree();
          }
          checkLaws(last);
          expect(digest(last)).toEqual(digest(readSource("x", text, { language }, grammars)));
        },
      ),
      { numRuns: 60 },
    );
  });

  test("nothing crashes on noise, truncated code, lone surrogates or NULs", () => {
    const unit = fc.constantFrom(
      ..."{}()[];:,<>=*&#~.\"'\\/@ \n\r\0abAB19_".split(""),
      ...'\ud800 é \u2028 R"( #if #else #endif #define struct enum template operator new delete case goto asm'.split(
        " ",
      ),
      ...'FOO(x) __attribute__((x)) if(x) for namespace extern"C" class typedef ... :: -> return'.split(" "),
    );
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 120 }),
        fc.constantFrom("x.c", "x.cpp", "x.h"),
        (text, path) => {
          const file = readSource(path, text, {}, grammars);
          checkLaws(file);
          for (const unit of file.units) checkTree(unit.tree());
        },
      ),
      { numRuns: 400 },
    );
    for (let end = 0; end < SAMPLE.length; end += 7) checkLaws(parseFile(SAMPLE.slice(0, end)));
  });

  test("real code reads without errors and within its laws", () => {
    for (const language of ["c", "cpp"] as const) {
      const file = parseFile(scanner, { language });
      checkLaws(file);
      expect(file.units.filter((unit) => unit.tree().hasError).map((unit) => unit.text)).toEqual([]);
    }
  });
});

describe("incremental reading", () => {
  test("typing in one function parses that function alone", () => {
    const cache = createTreeCache(grammars);
    const before = readSource("x.c", scanner, {}, grammars, cache);
    for (const unit of before.units) unit.tree();
    const at = scanner.lastIndexOf("return") + "return".length;
    const { parses } = grammars.counts;
    const after = readSource("x.c", `${scanner.slice(0, at)}  ${scanner.slice(at)}`, {}, grammars, cache);
    for (const unit of after.units) unit.tree();
    expect(grammars.counts.parses - parses).toBe(1);
  });

  test("the same text gives the same tree object, until the cache is full", () => {
    const cache = createTreeCache(grammars, 60);
    const first = cache.tree("int a;", "c");
    expect(cache.tree("int a;", "c")).toBe(first);
    expect(cache.tree("int a;", "cpp")).not.toBe(first);
    for (let i = 0; i < 20; i++) cache.tree(`int b${i};`, "c");
    expect(cache.tree("int a;", "c")).not.toBe(first);
    expect(cache.tree("int a;", "c").kind).toEqual(first.kind);
  });

  test("an unclosed brace does not change the units behind it", () => {
    const text = `${SAMPLE}\nint later(int a)\n{\n  return a;\n}\n`;
    const whole = parseFile(text).units.map((unit) => unit.text);
    const broken = text.replace("int total = 0;", "int total = 0; if (n) {");
    expect(
      parseFile(broken)
        .units.map((unit) => unit.text)
        .slice(-1),
    ).toEqual(whole.slice(-1));
  });
});

describe("robustness", () => {
  test.each([
    ["empty", ""],
    ["only a comment", "/* nothing"],
    ["binary", Array.from({ length: 5000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join("")],
    ["one long line", `int x = ${"1+".repeat(50_000)}1;`],
    ["nested conditionals", "#if A\n".repeat(3000) + "#else\n#endif\n".repeat(3000)],
    ["nested brackets", `void f(void) { ${"(".repeat(5000)}`],
    ["macro calls", "FOO(x)\n".repeat(20_000)],
    [
      "macros that name each other",
      `${Array.from({ length: 3000 }, (_, i) => `#define A${i} A${i + 1}\n`).join("")}A0 x;`,
    ],
    ["open templates", "template<".repeat(3000)],
  ])("%s", (_, text) => {
    const file = parseFile(text, { language: "cpp" });
    checkLaws(file);
    for (const unit of file.units) unit.tree();
  });

  test("five megabytes are read in seconds", () => {
    const text = scanner.repeat(Math.ceil(5_000_000 / scanner.length));
    const file = parseFile(text, { language: "c" });
    checkLaws(file);
    expect(file.units.length).toBeGreaterThan(1000);
  });
});
