import { describe, expect, test } from "vitest";
import { membersOf, outlineOf } from "./outline";
import { parseFile } from "./testing";
import type { Language } from "./tree";

function outlines(text: string, language: Language = "c") {
  return parseFile(text, { language }).units.map(outlineOf);
}

describe("outlines", () => {
  test("a function by name, and what it calls", () => {
    expect(outlines("static int f(int n) { if (n) g(n); return sizeof(n) + h(1); }")).toEqual([
      { defines: "f", isStatic: true, calls: ["g", "h"] },
    ]);
  });

  test("methods, constructors and destructors by their classes and namespaces", () => {
    const text = "namespace n { A::A(int x) : m(x), k(f()) {} A::~A() {} int A::get() const { return m; } }";
    expect(outlines(text, "cpp").map(({ defines }) => defines)).toEqual(["n::A::A", "n::A::~A", "n::A::get"]);
  });

  test("a function whose name stands in parentheses", () => {
    expect(outlines("API void (f) (int n) { g(n); }")).toEqual([
      { defines: "f", isStatic: false, calls: ["g"] },
    ]);
  });

  test("the specialisation of a template by the template's name", () => {
    const text = "template <typename T> int f() { return 0; } template <> int f<char>() { return 1; }";
    expect(outlines(text, "cpp").map(({ defines }) => defines)).toEqual(["f", "f"]);
  });

  test("a function whose address is handed on may be called", () => {
    expect(outlines("void f(void) { run(work); atexit(done); }")[0].calls).toEqual([
      "run",
      "atexit",
      "work",
      "done",
    ]);
  });

  test("names of parameters and variables are no calls", () => {
    expect(outlines("void f(char *data) { int n = 3; use(data, n); }")[0].calls).toEqual(["use"]);
  });

  test("text in literals is no call", () => {
    expect(outlines('void f(void) { puts("g(1) \\" h("); }')[0].calls).toEqual(["puts"]);
  });

  test("declarations define nothing", () => {
    expect(outlines("int f(int);")[0].defines).toBe("");
  });

  test("a class by the bodies in it", () => {
    const text =
      "namespace n { class A : public B { A(int x) : m(x), k{1} {} ~A() { f(); } int get() const { return m; } " +
      "int g(int); bool operator==(const A &a) { return true; } int m = 3; struct C { void in() {} }; }; }";
    expect(membersOf(parseFile(text, { language: "cpp" }).units[0])).toEqual([
      "n::A::A",
      "n::A::~A",
      "n::A::get",
      "n::A::operator==",
    ]);
    expect(membersOf(parseFile("struct A::B { void f() {} };", { language: "cpp" }).units[0])).toEqual([
      "A::B::f",
    ]);
  });

  test("operators by their symbols, in their class and outside of it", () => {
    const inside =
      "struct A { T &operator[] (int i) { return t[i]; } bool operator()(int a) const { return a < f(); } " +
      "A *operator->() { return this; } explicit operator bool() const { return true; } int n; " +
      "void *operator new(size_t n) { return g(n); } operator const char *() { return s; } };";
    expect(membersOf(parseFile(inside, { language: "cpp" }).units[0])).toEqual([
      "A::operator[]",
      "A::operator()",
      "A::operator->",
      "A::operator bool",
    ]);
    const outside =
      "bool n::A::operator () (int a) const { return f(a); } static A operator+(const A &a, A b) { return b; } " +
      "void *operator new(size_t n) { return g(n); }";
    expect(outlines(outside, "cpp")).toEqual([
      { defines: "n::A::operator()", isStatic: false, calls: ["f"] },
      { defines: "operator+", isStatic: true, calls: [] },
      { defines: "", isStatic: false, calls: ["g"] },
    ]);
  });

  test("templates have no members that could be told apart", () => {
    expect(
      membersOf(parseFile("template<class T> struct A { void f() {} };", { language: "cpp" }).units[0]),
    ).toEqual([]);
  });
});
