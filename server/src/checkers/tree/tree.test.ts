import { describe, expect, test } from "vitest";
import { found } from "./testing";

/** Holds that `rule` finds exactly `expected` in the body of a function. */
function inBody(rule: string, body: string, ...expected: string[]): void {
  expect(found(rule, `void f(int x, int y, char *p, unsigned u)\n{\n${body}\n}\n`)).toEqual(expected);
}

describe("assignment-in-condition", () => {
  const rule = "assignment-in-condition";

  test.each([
    ["if", "if (x = y) {}", "x = y"],
    ["while", "while (x = next()) {}", "x = next()"],
    ["do", "do {} while (x = y);", "x = y"],
    ["for", "for (; x = y;) {}", "x = y"],
  ])("%s", (_, code, text) => inBody(rule, code, `3: ${text}`));

  test.each([
    ["a second pair of parentheses", "if ((x = y)) {}"],
    ["a comparison with the result", "while ((x = next()) != 0) {}"],
    ["a comparison", "if (x == y) {}"],
    ["a compound assignment", "while (x -= y) {}"],
    ["an assignment in a part", "if (x && (y = 2)) {}"],
  ])("silent for %s", (_, code) => inBody(rule, code));

  test("silent for a declaration", () => {
    expect(found(rule, "void f() { if (int *p = g()) {} }", "cpp")).toEqual([]);
  });

  test("C++ conditions with and without an initialiser", () => {
    expect(found(rule, "void f(int a) {\n if (a = 1) {}\n if (int b = 2; a = b) {}\n}", "cpp")).toEqual([
      "2: a = 1",
      "3: a = b",
    ]);
  });
});

describe("implicit-fallthrough", () => {
  const rule = "implicit-fallthrough";
  const caseOf = (statements: string) => `switch (x) {\ncase 1:\n${statements}\ncase 2:\ng();\nbreak;\n}`;

  test("a statement runs on", () => inBody(rule, caseOf("y = 1;"), "6: case"));
  test("a block runs on", () => inBody(rule, caseOf("{ y = 1; }"), "6: case"));
  test("one branch runs on", () => inBody(rule, caseOf("if (y) return; else y = 2;"), "6: case"));
  test("a loop that ends", () => inBody(rule, caseOf("while (y) { y--; }"), "6: case"));

  test.each([
    "/* fall through */",
    "// fallthrough",
    "/* FALLTHRU */",
    "// Falls through.",
    "/* else, intentional fall-through */",
    "/*-fallthrough*/",
    "/* no break */",
    "/* drops through on purpose */",
    "/*lint -fallthrough */",
    "__attribute__((fallthrough));",
    "[[fallthrough]];",
    "FALLTHROUGH;",
    "Q_FALLTHROUGH();",
    "unknown_fall_through",
  ])("silent for %s", (mark) => inBody(rule, caseOf(`y = 1;\n${mark}`).replace("6: case", "")));

  test.each([
    "return;",
    "break;",
    "goto out;",
    "exit(1);",
    "abort();",
    "for (;;) { y++; }",
    "while (1) { if (y) return; }",
    "if (y) { return; } else { break; }",
    "{ y = 1; break; }",
    "switch (y) { case 1: return; default: return; }",
    "die(1);",
    "assert(0);",
    "y = 1; UNREACHABLE();",
    ";",
  ])("silent after %s", (statement) => inBody(rule, `${caseOf(statement)} out:;`));

  test("speaks after an endless loop with a break", () =>
    inBody(rule, caseOf("for (;;) { if (y) break; }"), "6: case"));
  test("silent for stacked labels", () => inBody(rule, "switch (x) { case 1: case 2: y = 1; break; }"));
  test("silent before a label that only breaks", () =>
    inBody(rule, "switch (x) { case 1: y = 1; default: break; }"));
  test("silent for a ladder", () =>
    inBody(rule, "switch (x) { case 3: y += 3; case 2: y += 2; case 1: y += 1; }"));
  test("a suppression's own words are no mark", () =>
    inBody(rule, caseOf("y = 1;\n// parapet: allow implicit-fallthrough -- because").slice(0), "7: case"));
});

describe("unused-result", () => {
  const rule = "unused-result";
  test("a dropped result", () => inBody(rule, "setuid(0);", "3: setuid(0)"));
  test.each(["(void)setuid(0);", "if (setuid(0) != 0) return;", "x = setuid(0);"])("silent for %s", (code) =>
    inBody(rule, code),
  );
  test("silent for a function of the file with that name", () => {
    expect(found(rule, "static int setuid(int u) { return u; }\nvoid f(void) { setuid(1); }")).toEqual([]);
  });
  test("silent for another number of arguments: a method", () => {
    expect(found(rule, "void A::f() { setuid(1, 2); }", "cpp")).toEqual([]);
  });
});

describe("tautological-comparison", () => {
  const rule = "tautological-comparison";
  test.each([
    "u < 0",
    "u >= 0",
    "0 > u",
    "x == x",
    "p[y] != p[y]",
    "x > 5 && x < 3",
    "x == 1 && x == 2",
    "x != 1 || x != 2",
    "x < 5 || x > 3",
    "x >= 3 || x < 3",
  ])("%s", (condition) => inBody(rule, `if (${condition}) x = 1;`, `3: ${condition}`));

  test.each([
    "x < 0",
    "u > 0",
    "u < 0 || u > 9",
    "u >= 0 && u < 9",
    "x > 3 && x < 5",
    "x != 1 && x != 2",
    "x == 1 || x == 2",
    "x < 3 || x > 5",
    "g(x) == g(x)",
    "x++ == x++",
    "unknown == unknown",
    "sizeof(x) >= 0",
  ])("silent for %s", (condition) => inBody(rule, `if (${condition}) x = 1;`));

  test("constants that a narrow type cannot hold", () => {
    const code =
      "void f(unsigned char c, signed char s, short h) {\n if (c > 255 || s == 200) {}\n if (h < -40000) {}\n}";
    expect(found(rule, code)).toEqual(["2: c > 255", "2: s == 200", "3: h < -40000"]);
  });
  test("silent for constants that it can hold", () => {
    expect(found(rule, "void f(unsigned char c, short h) { if (c == 255 || h >= 32767) {} }")).toEqual([]);
  });
  test("silent for floating values, which may be no number", () => {
    expect(found(rule, "int f(double d) { return d != d; }")).toEqual([]);
  });
  test("silent in assertions", () => inBody(rule, "assert(u >= 0);"));
  test("silent for macros of this configuration", () => {
    expect(
      found(rule, "#define LEVEL(v) ((unsigned char)(v))\nint f(int v) { return LEVEL(v) > 300; }"),
    ).toEqual([]);
  });
});

describe("sizeof-pointer", () => {
  const rule = "sizeof-pointer";
  test.each([
    ["memset(p, 0, sizeof(p));", "sizeof(p)"],
    ["memset(p, 0, sizeof p);", "sizeof p"],
    ['strncpy(p, "abc", sizeof(p) - 1);', "sizeof(p)"],
    ['snprintf(p, sizeof(p), "%d", x);', "sizeof(p)"],
    ["fgets(p, sizeof(p), stdin);", "sizeof(p)"],
    ["memset((void *)p, 0, sizeof(p));", "sizeof(p)"],
    ['snprintf(p + x, sizeof(p) - x, "%d", x);', "sizeof(p)"],
  ])("%s", (code, text) => inBody(rule, code, `3: ${text}`));

  test("array parameters are pointers", () => {
    expect(found(rule, "void f(char a[16]) {\n memset(a, 0, sizeof(a));\n}")).toEqual(["2: sizeof(a)"]);
  });
  test.each([
    "char a[8]; memset(a, 0, sizeof(a));",
    "memset(p, 0, sizeof(*p));",
    "char *q; memcpy(&q, &p, sizeof(q));",
    "struct s v; memset(&v, 0, sizeof(v));",
    "memcpy(p, &x, sizeof(x));",
    "char **pp; memset(pp, 0, sizeof(pp));",
  ])("silent for %s", (code) => inBody(rule, code));
});

describe("suspicious-sizeof", () => {
  const rule = "suspicious-sizeof";
  test.each([
    ["x = sizeof(sizeof(x));", "sizeof(sizeof(x))"],
    ["x = sizeof(p) / sizeof(p[0]);", "sizeof(p)"],
    ["x = sizeof(p) / sizeof(*p);", "sizeof(p)"],
    ["char a[9]; x = sizeof(a + 1);", "sizeof(a + 1)"],
    ["x = sizeof('a');", "sizeof('a')"],
  ])("%s", (code, text) => inBody(rule, code, `3: ${text}`));

  test("an allocation of the pointer's size", () => {
    const code =
      "struct big { char a[99]; };\nvoid f(void) {\n struct big *b = malloc(sizeof(b));\n b = malloc(sizeof(struct big *));\n}";
    expect(found(rule, code)).toEqual(["3: sizeof(b)", "4: sizeof(struct big *)"]);
  });
  test("an array parameter", () => {
    expect(found(rule, "int f(int a[9]) {\n return sizeof(a);\n}")).toEqual(["2: sizeof(a)"]);
  });
  test("this", () => {
    expect(found(rule, "struct A { int n; int f() { return sizeof(this); } };", "cpp")).toEqual([
      "1: sizeof(this)",
    ]);
  });
  test.each([
    "char a[9]; x = sizeof(a) / sizeof(a[0]);",
    "int *q = malloc(4 * sizeof(*q));",
    "char **q = malloc(4 * sizeof(char *));",
    "x = sizeof(x + 1L);",
    "x = sizeof(int *);",
  ])("silent for %s", (code) => inBody(rule, code));
});

describe("implicit-declaration", () => {
  const rule = "implicit-declaration";
  test("a function of the library without its header", () => {
    expect(found(rule, "#include <stdio.h>\nint f(char *s) {\n return atoi(s);\n}")).toEqual(["3: atoi"]);
  });
  test("a function that nothing declares, once", () => {
    expect(found(rule, "void f(void) {\n start();\n start();\n}")).toEqual(["2: start"]);
  });
  test.each([
    ["with the header", "#include <stdlib.h>\nint f(char *s) { return atoi(s); }"],
    [
      "with a header that includes it",
      "#include <strings.h>\n#include <string.h>\nint f(char *s) { return strcasecmp(s, s); }",
    ],
    ["with an unknown header", '#include "all.h"\nint f(char *s) { return atoi(s); }'],
    ["with an unknown system header", "#include <lib.h>\nvoid f(void) { start(); }"],
    ["declared below", "void f(void) { start(); }\nvoid start(void);"],
    ["declared in a block", "void f(void) { void start(void); start(); }"],
    ["a macro", "#define start() 1\nint f(void) { return start(); }"],
    ["a parameter", "int f(int (*start)(void)) { return start(); }"],
    ["a capital name", "void f(void) { START(); }"],
    ["made by a macro", "#define DEFINE(n) void n(void) {}\nDEFINE(start)\nvoid f(void) { start(); }"],
    ["a fragment of another file", "void f(state *s) { start(s); }"],
    ["reserved names", "void f(void) { __builtin_trap(); }"],
  ])("silent %s", (_, code) => {
    expect(found(rule, code)).toEqual([]);
  });
  test("silent in C++ and in headers", () => {
    expect(found(rule, "void f() { start(); }", "cpp")).toEqual([]);
  });
});

describe("warning-disabled", () => {
  const rule = "warning-disabled";
  test.each([
    '#pragma GCC diagnostic ignored "-Wunused"',
    '#pragma clang diagnostic ignored "-Wunused"',
    "#pragma warning(disable: 4996)",
    "#pragma warning(push) \n#pragma warning(disable : 4996 4100)",
    "#pragma diag_suppress=Pe174",
  ])("%s", (pragma) => {
    const lines = pragma.split("\n");
    expect(found(rule, `int a;\n\n${pragma}\nint b;\n`)).toEqual([`${2 + lines.length}: ${lines.at(-1)}`]);
  });
  test("one finding for pragmas in a row", () => {
    const pragmas = '#pragma GCC diagnostic ignored "-Wa"\n#pragma GCC diagnostic ignored "-Wb"\n';
    expect(found(rule, pragmas)).toHaveLength(1);
  });
  test.each([
    '/* the vendor macro casts */\n#pragma GCC diagnostic ignored "-Wcast-qual"',
    '#pragma GCC diagnostic ignored "-Wcast-qual" // the vendor macro casts',
    '// the vendor macro casts\n#pragma GCC diagnostic push\n#pragma GCC diagnostic ignored "-Wcast-qual"',
    "#pragma once",
    "#pragma GCC diagnostic pop",
    '#pragma GCC diagnostic error "-Wunused"',
  ])("silent for %s", (code) => {
    expect(found(rule, `int a;\n\n${code}\nint b;\n`)).toEqual([]);
  });
});

describe("C++ ownership", () => {
  test("raw-new: a local that the function deletes", () => {
    const code =
      "void f(int n) {\n T *p = new T(n);\n p->go();\n delete p;\n int *a = new int[n];\n delete[] a;\n}";
    expect(found("raw-new", code, "cpp")).toEqual(["2: new T(n)", "5: new int[n]"]);
  });
  test("raw-new: a result, where smart pointers are known", () => {
    const code = "#include <memory>\nstd::unique_ptr<A> g();\nA *f() {\n return new A();\n}";
    expect(found("raw-new", code, "cpp")).toEqual(["4: new A()"]);
    expect(found("raw-new", "A *f() { return new A(); }", "cpp")).toEqual([]);
  });
  test("raw-new: a member that a copy would delete again", () => {
    const owner = (copies: string) =>
      `class B {\npublic:\n B() : p_(new int) {}\n ~B() { delete p_; }\n${copies}private:\n int *p_;\n};`;
    expect(found("raw-new", owner(""), "cpp")).toEqual(["3: new int"]);
    expect(found("raw-new", owner(" B(const B &) = delete;\n"), "cpp")).toEqual([]);
  });
  test.each([
    "void f() { std::unique_ptr<T> p(new T); }",
    "void f() { p.reset(new T); }",
    "void f() { add(new T); }",
    "void f(void *b) { T *p = new (b) T; p->~T(); }",
    "void f() { static T *p = new T; use(p); }",
    "void f() { T *p = new T; if (!list.add(p)) delete p; }",
    "struct N { N *clone() const { return new N(*this); } std::unique_ptr<N> p; };",
  ])("raw-new is silent for %s", (code) => {
    expect(found("raw-new", code, "cpp")).toEqual([]);
  });

  test("malloc-in-cpp", () => {
    const code = "void f() {\n char *p = static_cast<char *>(std::malloc(9));\n std::free(p);\n}";
    expect(found("malloc-in-cpp", code, "cpp")).toEqual(["2: std::malloc(9)"]);
    expect(found("malloc-in-cpp", "void f() { char *p = malloc(9); free(p); }")).toEqual([]);
    expect(found("malloc-in-cpp", "void f(R *r) { r->data = (char *)malloc(9); }", "cpp")).toEqual([]);
    expect(found("malloc-in-cpp", "char *f() { char *p = (char *)malloc(9); return p; }", "cpp")).toEqual([]);
  });

  test("auto-ptr", () => {
    expect(found("auto-ptr", "void f() { std::auto_ptr<int> p(new int); }", "cpp")).toEqual([
      "1: std::auto_ptr<int>",
    ]);
    expect(found("auto-ptr", "void f() { std::unique_ptr<int> p; my::auto_ptr<int> q; }", "cpp")).toEqual([]);
  });

  test.each([
    ["abstract, destructor declared", "class A {\npublic:\n ~A() {}\n virtual void f() = 0;\n};", ["1: A"]],
    [
      "deleted through the base",
      "struct A { virtual void f(); };\nstruct B : A {};\nvoid g(A *a) { delete a; }",
      ["1: A"],
    ],
    ["held by a unique_ptr", "struct A { virtual void f() = 0; };\nstd::unique_ptr<A> a;", ["1: A"]],
    ["virtual", "struct A { virtual ~A(); virtual void f() = 0; };\nvoid g(A *a) { delete a; }", []],
    ["protected", "class A { public: virtual void f() = 0; protected: ~A(); };", []],
    ["final", "struct A final { virtual void f(); };\nvoid g(A *a) { delete a; }", []],
    ["never deleted", "struct A { virtual void f() = 0; };\nstruct B : A {};", []],
    ["virtual in the base", "struct R { virtual ~R(); };\nstruct A : R { virtual void f() = 0; ~A(); };", []],
    ["an unknown base", "struct A : R { virtual void f() = 0; ~A(); };", []],
  ])("missing-virtual-destructor: %s", (_, code, expected) => {
    expect(found("missing-virtual-destructor", code, "cpp")).toEqual(expected);
  });
});

test("broken code ends without findings or errors", () => {
  for (const code of [
    "switch (",
    "void f() { switch (x) { case",
    "class A { virtual ~",
    "#pragma GCC diagnostic ignored",
    "void f() { if (",
    "sizeof(",
    "x = new",
  ]) {
    expect(() => found("", code)).not.toThrow();
    expect(() => found("", code, "cpp")).not.toThrow();
  }
});
