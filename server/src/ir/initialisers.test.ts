import { describe, expect, it } from "vitest";
import { ir } from "./testing";

describe("initialisers", () => {
  it("arrays and strings", () => {
    expect(
      ir(
        `void f(int n) { int a[3] = {1, n}; char s[8] = "hi"; char t[] = "abc"; char u[] = {"xy"}; int z[4] = {0}; const char *names[] = {"a", "b"}; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        a: int[3] memory, s: char[8] memory, t: char[4] memory, u: char[3] memory, z: int[4] memory, names: char*[2] memory
      b0:
        enter a
        %0 = &a
        zero %0 12
        %1 = 0 long
        %2 = %0 + %1 * 4 int*
        %3 = 1 int
        *%2 = %3 int
        %4 = 1 long
        %5 = %0 + %4 * 4 int*
        *%5 = n int
        enter s
        %6 = &s
        string %6 "hi" char[8]
        enter t
        %7 = &t
        string %7 "abc" char[4]
        enter u
        %8 = &u
        zero %8 3
        string %8 "xy" char[3]
        enter z
        %9 = &z
        zero %9 16
        enter names
        %10 = &names
        zero %10 16
        %11 = 0 long
        %12 = %10 + %11 * 8 char**
        %13 = "a"
        *%12 = %13 char*
        %14 = 1 long
        %15 = %10 + %14 * 8 char**
        %16 = "b"
        *%15 = %16 char*
        leave names
        leave z
        leave u
        leave t
        leave s
        leave a
        end"
    `);
  });

  it("records, nested and without inner braces", () => {
    expect(
      ir(
        `struct P { int x, y; }; struct L { struct P a, b; char name[4]; }; void f(struct P p) { struct L l = {1, 2, {3, 4}, "abc"}; struct L m = {p, .b.y = 7, .name = {1}}; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(p: P memory) void
        l: L memory, m: L memory
      b0:
        enter l
        %0 = &l
        zero %0 20
        %1 = &%0->a (+0)
        %2 = &%1->x (+0)
        %3 = 1 int
        *%2 = %3 int
        %4 = &%1->y (+4)
        %5 = 2 int
        *%4 = %5 int
        %6 = &%0->b (+8)
        %7 = &%6->x (+0)
        %8 = 3 int
        *%7 = %8 int
        %9 = &%6->y (+4)
        %10 = 4 int
        *%9 = %10 int
        %11 = &%0->name (+16)
        string %11 "abc" char[4]
        enter m
        %12 = &m
        zero %12 20
        %13 = &%12->a (+0)
        %14 = &p
        copy %13 <- %14 8
        %15 = &%12->b (+8)
        %16 = &%15->y (+4)
        %17 = 7 int
        *%16 = %17 int
        %18 = &%12->name (+16)
        %19 = 0 long
        %20 = %18 + %19 * 1 char*
        %21 = 1 char
        *%20 = %21 char
        leave m
        leave l
        end"
    `);
  });

  it("designators", () => {
    expect(
      ir(
        `void f(void) { int a[6] = {[2] = 5, 6, [0 ... 1] = 9}; struct { int x; int y[2]; } s = {.y[1] = 3, x: 4}; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f() void
        a: int[6] memory, s: {} memory
      b0:
        enter a
        %0 = &a
        zero %0 24
        %1 = 2 long
        %2 = %0 + %1 * 4 int*
        %3 = 5 int
        *%2 = %3 int
        %4 = 3 long
        %5 = %0 + %4 * 4 int*
        %6 = 6 int
        *%5 = %6 int
        %7 = 0 long
        %8 = %0 + %7 * 4 int*
        %9 = 9 int
        *%8 = %9 int
        %10 = 1 long
        %11 = %0 + %10 * 4 int*
        %12 = 9 int
        *%11 = %12 int
        enter s
        %13 = &s
        zero %13 12
        %14 = &%13->y (+4)
        %15 = 1 long
        %16 = %14 + %15 * 4 int*
        %17 = 3 int
        *%16 = %17 int
        %18 = &%13->x (+0)
        %19 = 4 int
        *%18 = %19 int
        leave s
        leave a
        end"
    `);
  });

  it("compound literals", () => {
    expect(
      ir(
        `struct S { int a; }; void g(struct S *); void f(int n) { g(&(struct S){n}); while (n) g(&(struct S){.a = 1}); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        tmp#1: S memory, tmp#2: S memory
      b0:
        enter tmp#1
        %0 = &tmp#1
        zero %0 4
        %1 = &%0->a (+0)
        *%1 = n int
        g(%0) void
        jump b1
      b1:
        if n b2 else b3
      b2:
        enter tmp#2
        %2 = &tmp#2
        zero %2 4
        %3 = &%2->a (+0)
        %4 = 1 int
        *%3 = %4 int
        g(%2) void
        leave tmp#2
        jump b1
      b3:
        leave tmp#1
        end"
    `);
  });

  it("variable-length arrays", () => {
    expect(
      ir(`unsigned long f(int n) { int a[n + 1][2]; n = 0; a[1][1] = 2; return sizeof(a); }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) unsigned long
        a: int[*][2] memory, tmp#2: unsigned long
      b0:
        %0 = 1 int
        %1 = n + %0 int
        %2 = convert %1 int -> unsigned long
        tmp#2 = %2
        enter a [tmp#2]
        %3 = 0 int
        n = %3
        %4 = &a
        %5 = 1 int
        %6 = %4 + %5 * 8 int[2]*
        %7 = 1 int
        %8 = %6 + %7 * 4 int*
        %9 = 2 int
        *%8 = %9 int
        %10 = 8 unsigned long
        %11 = tmp#2 * %10 unsigned long
        leave a
        return %11"
    `);
  });

  it("static locals and externs", () => {
    expect(
      ir(
        `int f(void) { static int count = 1; extern int other; static char buf[16]; return count++ + other + buf[0]; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f() int
        count: int static, buf: char[16] static
      b0:
        %0 = &count
        %1 = *%0 int
        %2 = 1 int
        %3 = %1 + %2 int
        *%0 = %3 int
        %4 = &global other
        %5 = *%4 int
        %6 = %1 + %5 int
        %7 = &buf
        %8 = 0 int
        %9 = %7 + %8 * 1 char*
        %10 = *%9 char
        %11 = convert %10 char -> int
        %12 = %6 + %11 int
        return %12"
    `);
  });

  it("unknown types", () => {
    expect(
      ir(`void f(int n) { foo_t x = {0}; bar_t y = { .a = n, .b = &n }; foo_t z = x; }`),
    ).toMatchInlineSnapshot(`
      "f(n: int memory) void
        x: ?foo_t, y: ?bar_t, z: ?foo_t
      b0:
        enter x
        %0 = opaque()
        x = %0
        enter y
        %1 = &n
        %2 = *%1 int
        %3 = &n
        %4 = opaque(%2, %3)
        y = %4
        enter z
        z = x
        leave z
        leave y
        leave x
        end"
    `);
  });
});
