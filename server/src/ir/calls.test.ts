import { describe, expect, it } from "vitest";
import { ir } from "./testing";

describe("calls", () => {
  it("arguments are converted to the parameters", () => {
    expect(
      ir(`void g(long a, char b, const void *p, ...); void f(int n, char *s) { g(n, n, s, n, 1.0f); }`),
    ).toMatchInlineSnapshot(`
      "f(n: int, s: char*) void
      b0:
        %0 = convert n int -> long
        %1 = convert n int -> char
        %2 = 1 float
        g(%0, %1, s, n, %2) void
        end"
    `);
  });

  it("through pointers", () => {
    expect(
      ir(
        `struct O { int (*run)(int, void *); }; int f(struct O *o, int (*p)(long), void (*table[2])(void)) { (*table[1])(); return o->run(1, o) + p(2) + (*p)(3); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(o: O*, p: (int(long))*, table: (void())**) int
      b0:
        %0 = 1 int
        %1 = table + %0 * 8 (void())**
        %2 = *%1 (void())*
        (*%2)() void
        %3 = &o->run (+0)
        %4 = *%3 (int(int, void*))*
        %5 = 1 int
        %6 = (*%4)(%5, o) int
        %7 = 2 long
        %8 = (*p)(%7) int
        %9 = %6 + %8 int
        %10 = 3 long
        %11 = (*p)(%10) int
        %12 = %9 + %11 int
        return %12"
    `);
  });

  it("functions as values", () => {
    expect(
      ir(
        `int cmp(const void *, const void *); void sort(int (*)(const void *, const void *)); void f(void) { int (*p)(const void *, const void *) = &cmp; sort(cmp); sort(p); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f() void
        p: (int(void*, void*))*
      b0:
        enter p
        %0 = &function cmp
        p = %0
        %1 = &function cmp
        sort(%1) void
        sort(p) void
        leave p
        end"
    `);
  });

  it("K&R definitions and undeclared functions", () => {
    expect(ir(`int f(a, s) int a; char *s; { return g(a, s); }`)).toMatchInlineSnapshot(`
      "f(a: int, s: char*) int
      b0:
        %0 = g(a, s) ?
        %1 = convert %0 ? -> int
        return %1"
    `);
  });

  it("assertions and functions that never return", () => {
    expect(
      ir(
        `void die(void) __attribute__((noreturn)); int f(int *p, int n) { assert(p && n > 0); if (n == 7) die(); if (__builtin_expect(n == 8, 0)) __builtin_unreachable(); return *p; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(p: int*, n: int) int
      b0:
        if p b1 else b7
      b1:
        %0 = 0 int
        %1 = n > %0 int
        if %1 b2 else b7
      b2:
        %2 = 7 int
        %3 = n == %2 int
        if %3 b3 else b4
      b3:
        die() void
        unreachable
      b4:
        %4 = 8 int
        %5 = n == %4 int
        if %5 b5 else b6
      b5:
        unreachable
      b6:
        %6 = *p int
        return %6
      b7:
        unreachable"
    `);
  });

  it("variable arguments", () => {
    expect(
      ir(`int f(int n, ...) { va_list ap; va_start(ap, n); int a = va_arg(ap, int); va_end(ap); return a; }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        ap: ?va_list, a: int
      b0:
        enter ap
        %0 = opaque()
        ap = %0
        enter a
        %1 = opaque()
        a = %1
        %2 = a
        leave a
        leave ap
        return %2"
    `);
  });

  it("an argument written while the next is evaluated", () => {
    expect(ir(`void g(int, int); void f(int i) { g(i, i++); }`)).toMatchInlineSnapshot(`
      "f(i: int) void
      b0:
        %0 = i
        %1 = i
        %2 = 1 int
        %3 = i + %2 int
        i = %3
        g(%0, %1) void
        end"
    `);
  });

  it("compiler names of library functions", () => {
    expect(
      ir(
        `void *memcpy(void *, const void *, unsigned long); void f(char *d, char *s) { __builtin___memcpy_chk(d, s, 4, __builtin_object_size(d, 0)); }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(d: char*, s: char*) void
      b0:
        %0 = 4 unsigned long
        %1 = 0 int
        %2 = __builtin_object_size(d, %1) ?
        %3 = memcpy(d, s, %0, %2) void*
        end"
    `);
  });
});
