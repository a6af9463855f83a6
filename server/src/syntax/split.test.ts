import { describe, expect, test } from "vitest";
import { parseFile } from "./testing";
import type { Language } from "./tree";

/** Units as `kind namespaces: text`, runs of blanks as one. */
function split(text: string, language: Language = "cpp"): string[] {
  return parseFile(text, { language }).units.map(
    ({ kind, namespaces, text }) => `${kind} ${namespaces.join("::")}: ${text.replace(/\s+/g, " ")}`,
  );
}

describe("units", () => {
  test("functions, types, other declarations", () => {
    expect(
      split(`int x = 3;
int f(int a) { if (a) { return 1; } return 0; }
struct s { int a; };
typedef struct { int b; } t;
enum e { A, B };
struct s make(void) { struct s r = {0}; return r; }
struct s value = { 1 }, *other;
typedef int (*callback)(int);
int prototype(struct s *);
using u = int;
`),
    ).toEqual([
      "other : int x = 3;",
      "function : int f(int a) { if (a) { return 1; } return 0; }",
      "type : struct s { int a; };",
      "type : typedef struct { int b; } t;",
      "type : enum e { A, B };",
      "function : struct s make(void) { struct s r = {0}; return r; }",
      "other : struct s value = { 1 }, *other;",
      "type : typedef int (*callback)(int);",
      "other : int prototype(struct s *);",
      "type : using u = int;",
    ]);
  });

  test("the symbol of an operator is no initialiser", () => {
    expect(
      split(
        "A &A::operator=(const A &a) { return *this; }\nbool operator()(int a) { return a < 3; }\nint x;",
      ),
    ).toEqual([
      "function : A &A::operator=(const A &a) { return *this; }",
      "function : bool operator()(int a) { return a < 3; }",
      "other : int x;",
    ]);
  });

  test("namespaces and linkage blocks are entered", () => {
    expect(
      split(`namespace a { namespace b::c { int x; } int y; }
inline namespace v1 { int z; }
namespace { int hidden; }
extern "C" { int f(void); int g(void) { return 1; } }
extern "C" int h(void) { return 2; }
int last;`),
    ).toEqual([
      "other a::b::c: int x;",
      "other a: int y;",
      "other v1: int z;",
      "other : int hidden;",
      "other : int f(void);",
      "function : int g(void) { return 1; }",
      'function : extern "C" int h(void) { return 2; }',
      "other : int last;",
    ]);
  });

  test("C++ forms that have more than one pair of braces or a colon", () => {
    expect(
      split(`X::X() : a{1}, b(2) { run(); }
template <class T, class U = void> struct P<T(U)> : Q<(sizeof(T) > 2)> { T t; };
template <typename T> T twice(T v) { return v + v; }
class A : public B { void m() { } int n; };
auto l = [](int x) { return x; };
int f() try { return 1; } catch (...) { return 2; }
std::function<void()> make() { return {}; }
T operator()(int a) { return a; }
X::~X() noexcept(true) { }`).map((unit) => unit.slice(0, unit.indexOf(" : "))),
    ).toHaveLength(9);
  });

  test("old-style definitions keep their parameters' declarations", () => {
    expect(split("int f(a, b)\n int a; char *b;\n{ return a; }\nint g(a, b);\nint c;", "c")).toEqual([
      "function : int f(a, b) int a; char *b; { return a; }",
      "other : int g(a, b);",
      "other : int c;",
    ]);
  });

  test("stray braces and empty declarations belong to no unit", () => {
    expect(split("int a;;\n} } int b;\nvoid f() {};\nint c;")).toEqual([
      "other : int a;",
      "other : int b;",
      "function : void f() {}",
      "other : int c;",
    ]);
  });
});

describe("unfinished code costs only its own unit", () => {
  const rest = "\nint g(int a)\n{\n  return a;\n}\n\nstatic int h(void) { return 2; }\n";
  const whole = ["function : int g(int a) { return a; }", "function : static int h(void) { return 2; }"];

  test.each([
    "int f(void) {\n  if (x) {\n    y();\n}\n",
    "int f(void) {\n  while (1) {\n",
    "int f(int a,\n",
    "int f(void) { g(1, (2;\n}\n",
    "int x = (1 + \n",
    "int x = 3\n",
    'char *s = "open;\n',
    "struct s { int a;\n",
    "int f(void) { return 1; }\n}\n",
    "#ifdef A\nint f(void) {\n#endif\n",
  ])("%j", (start) => {
    expect(split(start + rest).slice(-2)).toEqual(whole);
  });
});
