import { describe, expect, it } from "vitest";
import { ir } from "./testing";

describe("expressions", () => {
  it("usual arithmetic conversions", () => {
    expect(
      ir(`long f(char c, unsigned u, long l, short s) { return c + u + l * s; }`),
    ).toMatchInlineSnapshot(`
      "f(c: char, u: unsigned int, l: long, s: short) long
      b0:
        %0 = convert c char -> unsigned int
        %1 = %0 + u unsigned int
        %2 = convert s short -> long
        %3 = l * %2 long
        %4 = convert %1 unsigned int -> long
        %5 = %4 + %3 long
        return %5"
    `);
  });

  it("constants take the type they are used in", () => {
    expect(ir(`long f(long x) { unsigned char c = 7; return x + 1 - c; }`)).toMatchInlineSnapshot(`
      "f(x: long) long
        c: unsigned char
      b0:
        enter c
        %0 = 7 unsigned char
        c = %0
        %1 = 1 long
        %2 = x + %1 long
        %3 = convert c unsigned char -> long
        %4 = %2 - %3 long
        leave c
        return %4"
    `);
  });

  it("folds constants", () => {
    expect(
      ir(`int f(int n) { char b[4 * 16 + 1]; return sizeof(b) * 2 + (1 << 4) + -3 + ~0; }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        b: char[65] memory
      b0:
        enter b
        %0 = 146 unsigned long
        %1 = -3 int
        %2 = convert %1 int -> unsigned long
        %3 = %0 + %2 unsigned long
        %4 = -1 int
        %5 = convert %4 int -> unsigned long
        %6 = %3 + %5 unsigned long
        %7 = convert %6 unsigned long -> int
        leave b
        return %7"
    `);
  });

  it("pointers", () => {
    expect(
      ir(`char f(char *p, int *q, unsigned n) { p += n; q -= 2; p = p - n; return p[q - (int *)0]; }`),
    ).toMatchInlineSnapshot(`
      "f(p: char*, q: int*, n: unsigned int) char
      b0:
        %0 = p + n * 1 char*
        p = %0
        %1 = -2 long
        %2 = q + %1 * 4 int*
        q = %2
        %3 = convert n unsigned int -> long
        %4 = -%3 long
        %5 = p + %4 * 1 char*
        p = %5
        %6 = 0 int*
        %7 = (q - %6) / 4
        %8 = p + %7 * 1 char*
        %9 = *%8 char
        return %9"
    `);
  });

  it("the old value of a variable that is written later in the expression", () => {
    expect(ir(`int f(int i, int *a) { return i + (i = 2) + a[i++] - i--; }`)).toMatchInlineSnapshot(`
      "f(i: int, a: int*) int
      b0:
        %0 = i
        %1 = 2 int
        i = %1
        %2 = %0 + i int
        %3 = i
        %4 = 1 int
        %5 = i + %4 int
        i = %5
        %6 = a + %3 * 4 int*
        %7 = *%6 int
        %8 = %2 + %7 int
        %9 = i
        %10 = 1 int
        %11 = i - %10 int
        i = %11
        %12 = %8 - %9 int
        return %12"
    `);
  });

  it("short circuits as conditions", () => {
    expect(
      ir(`int g(int); void f(int a, int b, int c) { if ((a && !b) || g(c)) g(1); else g(2); }`),
    ).toMatchInlineSnapshot(`
      "f(a: int, b: int, c: int) void
      b0:
        if a b1 else b2
      b1:
        if b b2 else b3
      b2:
        %0 = g(c) int
        if %0 b3 else b4
      b3:
        %1 = 1 int
        %2 = g(%1) int
        jump b5
      b4:
        %3 = 2 int
        %4 = g(%3) int
        jump b5
      b5:
        end"
    `);
  });

  it("short circuits as values", () => {
    expect(ir(`int f(int a, int b) { int c = a && b; return !c || !(a || b); }`)).toMatchInlineSnapshot(`
      "f(a: int, b: int) int
        c: int, tmp#3: int, tmp#4: int
      b0:
        enter c
        if a b1 else b3
      b1:
        if b b2 else b3
      b2:
        %0 = 1 int
        tmp#3 = %0
        jump b4
      b3:
        %1 = 0 int
        tmp#3 = %1
        jump b4
      b4:
        c = tmp#3
        if c b5 else b8
      b5:
        if a b7 else b6
      b6:
        if b b7 else b8
      b7:
        %2 = 0 int
        tmp#4 = %2
        jump b9
      b8:
        %3 = 1 int
        tmp#4 = %3
        jump b9
      b9:
        %4 = tmp#4
        leave c
        return %4"
    `);
  });

  it("conditional expressions", () => {
    expect(
      ir(
        `int f(int a, long b, char *p) { const char *q = p ? p : "none"; return (a ?: b) + (a ? 1 : 2L) + *q; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(a: int, b: long, p: char*) int
        q: char*, tmp#4: char*, tmp#5: long, tmp#6: long
      b0:
        enter q
        if p b1 else b2
      b1:
        tmp#4 = p
        jump b3
      b2:
        %0 = "none"
        tmp#4 = %0
        jump b3
      b3:
        q = tmp#4
        if a b4 else b5
      b4:
        %1 = convert a int -> long
        tmp#5 = %1
        jump b6
      b5:
        tmp#5 = b
        jump b6
      b6:
        if a b7 else b8
      b7:
        %2 = 1 long
        tmp#6 = %2
        jump b9
      b8:
        %3 = 2 long
        tmp#6 = %3
        jump b9
      b9:
        %4 = tmp#5 + tmp#6 long
        %5 = *q char
        %6 = convert %5 char -> long
        %7 = %4 + %6 long
        %8 = convert %7 long -> int
        leave q
        return %8"
    `);
  });

  it("compound assignment converts back", () => {
    expect(
      ir(`void f(char c, double d, int n, char *p) { c += 300; n *= d; n <<= 2; *p |= c; p[n++] -= 1; }`),
    ).toMatchInlineSnapshot(`
      "f(c: char, d: double, n: int, p: char*) void
      b0:
        %0 = 300 int
        %1 = convert c char -> int
        %2 = %1 + %0 int
        %3 = convert %2 int -> char
        c = %3
        %4 = convert n int -> double
        %5 = %4 * d double
        %6 = convert %5 double -> int
        n = %6
        %7 = 2 int
        %8 = n << %7 int
        n = %8
        %9 = *p char
        %10 = convert %9 char -> int
        %11 = convert c char -> int
        %12 = %10 | %11 int
        %13 = convert %12 int -> char
        *p = %13 char
        %14 = n
        %15 = 1 int
        %16 = n + %15 int
        n = %16
        %17 = p + %14 * 1 char*
        %18 = *%17 char
        %19 = 1 int
        %20 = convert %18 char -> int
        %21 = %20 - %19 int
        %22 = convert %21 int -> char
        *%17 = %22 char
        end"
    `);
  });

  it("comparisons", () => {
    expect(
      ir(`int f(unsigned u, int i, char *p) { return (u < i) + (p == 0) + (p != (void *)0); }`),
    ).toMatchInlineSnapshot(`
      "f(u: unsigned int, i: int, p: char*) int
      b0:
        %0 = convert i int -> unsigned int
        %1 = u < %0 unsigned int
        %2 = 0 char*
        %3 = p == %2 char*
        %4 = %1 + %3 int
        %5 = 0 char*
        %6 = p != %5 char*
        %7 = %4 + %6 int
        return %7"
    `);
  });

  it("address-taken variables live in memory", () => {
    expect(ir(`void g(int *); int f(int n) { int x = 1; g(&x); return x + n; }`)).toMatchInlineSnapshot(`
      "f(n: int) int
        x: int memory
      b0:
        enter x
        %0 = &x
        %1 = 1 int
        *%0 = %1 int
        %2 = &x
        g(%2) void
        %3 = &x
        %4 = *%3 int
        %5 = %4 + n int
        leave x
        return %5"
    `);
  });

  it("bit-fields", () => {
    expect(
      ir(
        `struct S { unsigned a : 3, b : 5; int c; }; int f(struct S *s) { s->a = 1; s->b++; return s->a + s->c; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(s: S*) int
      b0:
        %0 = &s->a (+-1)
        %1 = 1 unsigned int
        *%0 = %1 unsigned int
        %2 = &s->b (+-1)
        %3 = *%2 unsigned int
        %4 = 1 unsigned int
        %5 = %3 + %4 unsigned int
        *%2 = %5 unsigned int
        %6 = &s->a (+-1)
        %7 = *%6 unsigned int
        %8 = &s->c (+4)
        %9 = *%8 int
        %10 = convert %9 int -> unsigned int
        %11 = %7 + %10 unsigned int
        %12 = convert %11 unsigned int -> int
        return %12"
    `);
  });

  it("unions and nested fields", () => {
    expect(
      ir(
        `struct S { int a; union { int b; char c[4]; }; struct { int d[2]; } e; }; int f(struct S *s) { s->b = 1; s->c[2] = 3; return s->e.d[1]; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(s: S*) int
      b0:
        %0 = &s-><1> (+4)
        %1 = &%0->b (+0)
        %2 = 1 int
        *%1 = %2 int
        %3 = &s-><1> (+4)
        %4 = &%3->c (+0)
        %5 = 2 int
        %6 = %4 + %5 * 1 char*
        %7 = 3 char
        *%6 = %7 char
        %8 = &s->e (+8)
        %9 = &%8->d (+0)
        %10 = 1 int
        %11 = %9 + %10 * 4 int*
        %12 = *%11 int
        return %12"
    `);
  });

  it("records by value", () => {
    expect(
      ir(
        `struct S { int a[4]; }; void g(struct S); void f(struct S *p, struct S s) { struct S t = *p; *p = s; g(t); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(p: S*, s: S memory) void
        t: S memory
      b0:
        enter t
        %0 = &t
        copy %0 <- p 16
        %1 = &s
        copy p <- %1 16
        %2 = &t
        g(%2) void
        leave t
        end"
    `);
  });

  it("statement expressions and commas", () => {
    expect(
      ir(`int g(int); int f(int a) { return ({ int b = a; g(b); b + 1; }) + (g(1), g(2)); }`),
    ).toMatchInlineSnapshot(`
      "f(a: int) int
        b: int
      b0:
        enter b
        b = a
        %0 = g(b) int
        %1 = 1 int
        %2 = b + %1 int
        leave b
        %3 = 1 int
        %4 = g(%3) int
        %5 = 2 int
        %6 = g(%5) int
        %7 = %2 + %6 int
        return %7"
    `);
  });

  it("_Generic and offsetof", () => {
    expect(
      ir(
        `struct S { int a; long b; }; int f(int x) { return _Generic(x, long: 1, int: 2, default: 3) + (int)offsetof(struct S, b); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(x: int) int
      b0:
        %0 = 10 int
        return %0"
    `);
  });

  it("asm", () => {
    expect(
      ir(
        `int f(int a, int *p) { int r; asm volatile("x" : "=r"(r), "=m"(*p) : "r"(a) : "memory"); return r; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(a: int, p: int*) int
        r: int
      b0:
        enter r
        %0 = opaque(p, a)
        %1 = opaque()
        r = %1
        %2 = r
        leave r
        return %2"
    `);
  });

  it("strings and floats", () => {
    expect(
      ir(`double f(void) { const char *s = "a" "\\n"; return s[0] * 1.5f + 0x10 + 'x'; }`),
    ).toMatchInlineSnapshot(`
      "f() double
        s: char*
      b0:
        enter s
        %0 = "a\\n"
        s = %0
        %1 = 0 int
        %2 = s + %1 * 1 char*
        %3 = *%2 char
        %4 = 1.5 float
        %5 = convert %3 char -> float
        %6 = %5 * %4 float
        %7 = 16 float
        %8 = %6 + %7 float
        %9 = 120 float
        %10 = %8 + %9 float
        %11 = convert %10 float -> double
        leave s
        return %11"
    `);
  });

  it("deep nesting is given up, not recursed", () => {
    expect(
      ir(
        `int f(int a) { return ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a)))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(a: int) int
      b0:
        %0 = opaque()
        %1 = convert %0 ? -> int
        return %1
      hole opaque: nesting too deep"
    `);
  });
});
