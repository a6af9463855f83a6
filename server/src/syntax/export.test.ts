import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { loadGrammars } from "./grammars";
import { Field, KIND_NAMES, Kind } from "./kinds";
import { grammarBytes, grammars, parseUnit } from "./testing";
import type { Language, Tree } from "./tree";
import { childByField, childByKind, findInside, nodeText } from "./walk";

const require = createRequire(import.meta.url);

function arraysOf(tree: Tree): unknown[] {
  return [tree.kind, tree.field, tree.start, tree.end, tree.parent, tree.firstChild, tree.nextSibling];
}

test("a function becomes arrays whose nodes carry kind, field and text", () => {
  const tree = parseUnit("int add(int a, int b) { return a + b; }");
  expect(tree.hasError).toBe(false);
  const definition = childByKind(tree, 0, Kind.FunctionDefinition);
  expect(nodeText(tree, childByField(tree, definition, Field.Type))).toBe("int");
  expect(nodeText(tree, findInside(tree, definition, Kind.BinaryExpression))).toBe("a + b");
});

test("raw calls and the public cursor give the same arrays on real code", async () => {
  const slow = await loadGrammars(grammarBytes, false);
  const scanner = readFileSync(require.resolve("tree-sitter-cpp/src/scanner.c"), "utf8");
  const parser = readFileSync(require.resolve("tree-sitter-c/src/parser.c"), "utf8").slice(0, 200_000);
  const samples: [string, Language][] = [
    [scanner, "c"],
    [scanner, "cpp"],
    [parser, "c"],
    ["", "c"],
    ["int x = ;", "cpp"],
  ];
  for (const [text, language] of samples) {
    const fast = grammars.parse(text, language);
    expect(arraysOf(fast)).toEqual(arraysOf(slow.parse(text, language)));
    expect(fast.kind.includes(Kind.None)).toBe(false);
  }
});

test("every visible symbol of both grammars has a kind", () => {
  const words =
    '__inline int a; __asm("x"); _Alignas(8) int b; int c = __alignof(int); _Noreturn void d(void);';
  for (const language of ["c", "cpp"] as const) {
    const tree = grammars.parse(words, language);
    expect([...tree.kind].filter((kind) => kind === Kind.None)).toEqual([]);
  }
  expect(new Set(KIND_NAMES.slice(1)).size).toBeGreaterThan(300);
});

test("offsets count UTF-16 code units", () => {
  const text = 'const char *s = "é😀"; int later;';
  const tree = parseUnit(text);
  const second = tree.nextSibling[tree.firstChild[0]];
  expect(tree.start[second]).toBe(text.indexOf("int later"));
});

test("ten thousand nested braces are read without recursion", () => {
  const depth = 10_000;
  const tree = parseUnit(`void f(void) ${"{".repeat(depth)}${"}".repeat(depth)}`);
  let blocks = 0;
  for (let n = 0; n < tree.count; n++) if (tree.kind[n] === Kind.CompoundStatement) blocks++;
  expect(blocks).toBe(depth);
});

test("a text that takes too long is given up, and the next one is parsed", () => {
  const stuck = parseUnit("(T)".repeat(400_000));
  expect([stuck.count, stuck.hasError]).toEqual([1, true]);
  const huge = parseUnit(`int x = ${"1 + ".repeat(1 << 20)}1;`);
  expect([huge.count, huge.hasError]).toEqual([1, true]);
  expect(parseUnit("int x;").hasError).toBe(false);
});

test("nodes and parses are counted", () => {
  const before = { ...grammars.counts };
  const tree = parseUnit("int counted;");
  expect(grammars.counts).toEqual({ nodes: before.nodes + tree.count, parses: before.parses + 1 });
});
