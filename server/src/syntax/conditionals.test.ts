import { describe, expect, test } from "vitest";
import { parseFile } from "./testing";
import type { Language } from "./tree";

/** The units' texts with runs of blanks as one. */
function unitsOf(text: string, language: Language = "c"): string[] {
  return parseFile(text, { language }).units.map((unit) => unit.text.replace(/\s+/g, " "));
}

/** What is left of a function's body. */
function bodyOf(text: string, language: Language = "c"): string {
  return unitsOf(`void f(void) {\n${text}\n}`, language)[0].slice("void f(void) { ".length, -2);
}

describe("between declarations", () => {
  test("branches of whole declarations are all kept", () => {
    const file = parseFile("#ifdef A\nint f(void) { return 1; }\n#elif B\nint g;\n#else\nint h;\n#endif\n");
    expect(file.units.map((u) => u.text)).toEqual(["int f(void) { return 1; }", "int g;", "int h;"]);
    expect(file.inactive).toEqual([]);
  });

  test("of branches that cut a declaration one is kept", () => {
    expect(unitsOf("#ifdef A\nint f(int a)\n#else\nint f(long a)\n#endif\n{ return 1; }")).toEqual([
      "int f(int a) { return 1; }",
    ]);
    expect(unitsOf("int t[] = {\n#ifdef A\n1,\n#else\n2,\n#endif\n};")).toEqual(["int t[] = { 1, };"]);
    expect(unitsOf("struct s {\n#ifdef A\nint a;\n#else\nlong a;\n#endif\n};")).toEqual([
      "struct s { int a; };",
    ]);
  });

  test("literals and the language decide", () => {
    expect(unitsOf("#if 0\nint a;\n#else\nint b;\n#endif")).toEqual(["int b;"]);
    expect(unitsOf("#if 1\nint a;\n#else\nint b;\n#endif")).toEqual(["int a;"]);
    const guarded = '#ifdef __cplusplus\nextern "C" {\n#endif\nint a;\n#ifdef __cplusplus\n}\n#endif';
    expect(unitsOf(guarded, "c")).toEqual(["int a;"]);
    expect(unitsOf(guarded, "cpp")).toEqual(["int a;"]);
  });

  test("header guards are no reason to drop anything", () => {
    expect(unitsOf("#ifndef X_H\n#define X_H\nint a;\n#endif")).toEqual(["int a;"]);
  });
});

describe("within a body", () => {
  test.each([
    ["#if 0\na();\n#else\nb();\n#endif", "b();"],
    ["#ifdef A\na();\n#else\nb();\n#endif", "a();"],
    ["#ifndef A\na();\n#else\nb();\n#endif", "a();"],
    ["#ifdef A\nif (x) {\n#else\nif (y) {\n#endif\nz();\n}", "if (x) { z(); }"],
    ["#if A\na();\n#endif\n#if !A\nb();\n#endif", "a();"],
    ["#ifdef A\na();\n#endif\n#ifndef A\nb();\n#else\nc();\n#endif", "a(); c();"],
    [
      "#if defined(A) && B > 2\na();\n#endif\n#if !defined(A)\nb();\n#endif\n#if B > 2\nc();\n#else\nd();\n#endif",
      "a(); c();",
    ],
    ["#if A || B\na();\n#endif\n#ifdef A\nb();\n#endif", "a(); b();"],
    ["#if VERSION >= 3\na();\n#else\nb();\n#endif", "a();"],
    ["#define N 2\n#if N >= 3\na();\n#elif N == 2\nb();\n#endif", "b();"],
    ["#define D\n#ifndef D\na();\n#else\nb();\n#endif", "b();"],
    ["#undef D\n#ifdef D\na();\n#else\nb();\n#endif", "b();"],
    ["#ifdef _WIN32\na();\n#else\nb();\n#endif", "b();"],
    ["#ifndef READY\n#error no\n#else\na();\n#endif", "a();"],
    ["#if (1 + 1) * 2 == 4 && !(3 < 2)\na();\n#endif", "a();"],
    ["#if 010 == 8 && 0x10 == 16UL && -1 < 0\na();\n#endif", "a();"],
    ["#if 1 / 0\na();\n#endif", "a();"],
    ["#if HAS(x, (y))\na();\n#else\nb();\n#endif\n#if HAS(x, (y))\nc();\n#endif", "a(); c();"],
    ["#if\na();\n#endif", "a();"],
    ["#if (((\na();\n#endif", "a();"],
  ])("%j leaves %j", (text, left) => {
    expect(bodyOf(text)).toBe(left);
  });

  test("the language decides here too", () => {
    const text = "#if defined(__cplusplus) && __cplusplus >= 201103L\na();\n#else\nb();\n#endif";
    expect(bodyOf(text, "c")).toBe("b();");
    expect(bodyOf(text, "cpp")).toBe("a();");
  });
});

test("constants of headers decide", () => {
  const headerMacros = [{ name: "LEVEL", params: null, variadic: false, body: "3", start: 0, end: 0 }];
  const file = parseFile("void f(void) {\n#if LEVEL < 3\na();\n#else\nb();\n#endif\n}", { headerMacros });
  expect(file.units[0].text.replace(/\s+/g, "")).toBe("voidf(void){b();}");
});

test("what is switched off is recorded", () => {
  const text = "void f(void) {\n#ifdef A\na();\n#else\nb();\n#endif\n}\n#if 0\nint x;\n#endif\n";
  const file = parseFile(text);
  expect(file.inactive.map(({ start, end }) => text.substring(start, end).trim())).toEqual([
    "b();",
    "int x;",
  ]);
});

test("branches that are kept beside the chosen one are recorded", () => {
  const others = (text: string) =>
    parseFile(text).others.map(({ start, end }) => text.substring(start, end).trim());
  expect(others("#ifdef A\nint a;\n#else\nint b;\n#endif\n")).toEqual(["int b;"]);
  expect(others("#ifdef _WIN32\nint a;\n#else\nint b;\n#endif\n")).toEqual(["int a;"]);
  expect(others("#ifdef A\nint a;\n#endif\n")).toEqual([]);
});

test("what bodies assume later decides which declarations are chosen", () => {
  const declared = "#ifdef SMALL\nint t[2];\n#else\nint t[10];\n#endif\n";
  const others = (text: string) => {
    const { text: all, others: spans } = parseFile(text, { language: "c" });
    return spans.map(({ start, end }) => all.slice(start, end).trim());
  };
  expect(others(declared)).toEqual(["int t[10];"]);
  expect(others(`${declared}void f(void) {\n#ifndef SMALL\nbig();\n#endif\n}`)).toEqual(["int t[2];"]);
  // What the file defines is no assumption.
  expect(others("#ifndef A\n#define A 1\nint a;\n#else\nint b;\n#endif\n")).toEqual(["int b;"]);
});

test("names that speak of a system are not assumed where there is a choice", () => {
  const text = "#ifdef X_HAVE_WINDOWS\na();\n#elif defined TARGET_DARWIN\nb();\n#else\nc();\n#endif";
  expect(bodyOf(text)).toBe("c();");
  expect(bodyOf("#ifdef TARGET_DARWIN\na();\n#endif")).toBe("a();");
});

test("what another branch defines decides nothing", () => {
  const text =
    "#ifdef _WIN32\n#define D\nint w;\n#else\nint p;\n#endif\nvoid f(void) {\n#ifdef D\na();\n#else\nb();\n#endif\n}";
  const other =
    "#ifdef _WIN32\n#define _WIN64\nint w;\n#else\nint p;\n#endif\nvoid f(void) {\n#ifdef _WIN64\na();\n#else\nb();\n#endif\n}";
  expect(unitsOf(text).at(-1)).toBe("void f(void) { a(); }");
  expect(unitsOf(other).at(-1)).toBe("void f(void) { b(); }");
});

test("a header of a system that is included if there is one makes it no program for that system", () => {
  const choice = "#ifdef _WIN32\na();\n#else\nb();\n#endif";
  expect(bodyOf(`#include <windows.h>\n${choice}`)).toBe("a();");
  expect(bodyOf(`#ifdef HAVE_WINDOWS_H\n#include <windows.h>\n#endif\n${choice}`)).toBe("b();");
});

test("an open conditional keeps the rest of the file", () => {
  expect(unitsOf("#ifdef A\nint a;\n#else\nint b;\nint c;")).toEqual(["int a;", "int b;", "int c;"]);
  expect(unitsOf("#endif\n#else\nint a;\n#elif X\nint b;")).toEqual(["int a;", "int b;"]);
});
