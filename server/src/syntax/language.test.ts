import { expect, test } from "vitest";
import { readSource } from "./file";
import { grammars } from "./testing";

function languageOf(path: string, text: string): string {
  return readSource(path, text, {}, grammars).language;
}

test("extensions decide where they say something", () => {
  expect(languageOf("a/b.c", "class X;")).toBe("c");
  for (const path of ["x.cc", "x.cpp", "x.cxx", "x.C", "x.hpp", "x.hh", "x.ino"])
    expect(languageOf(path, "")).toBe("cpp");
});

test.each([
  "class X { int a; };",
  "namespace a { int x; }",
  "template <class T> T f(T);",
  "struct X { private: int a; };",
  "void f(const std::string s);",
  "using x = int;",
  "int f(int a = 3);",
  "void f(item &x);",
  "#if 1\nclass X;\n#endif",
])("a header with %j is C++", (text) => {
  expect(languageOf("x.h", text)).toBe("cpp");
});

test.each([
  "struct s { int class, new, template; };",
  '#ifdef __cplusplus\nextern "C" {\nclass X;\n#endif\nint f(void);',
  "int t[] = { (A & B), [C] = 2 };",
  "static int f(int a) { for (int i = 0; i < a; i = i + 1) g(a & i); return 0; }",
  "// class X in namespace std::\nint x;",
  '"class X";',
])("a header with %j is C", (text) => {
  expect(languageOf("x.h", text)).toBe("c");
});

test("a forced language wins", () => {
  expect(readSource("x.c", "int x;", { language: "cpp" }, grammars).language).toBe("cpp");
});
