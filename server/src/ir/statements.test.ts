import { describe, expect, it } from "vitest";
import { ir } from "./testing";

describe("statements", () => {
  it("loops with break and continue", () => {
    expect(
      ir(
        `int f(int n) { int s = 0; for (int i = 0; i < n; i++) { if (i == 3) continue; if (s > 9) break; s += i; } return s; }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        s: int, i: int
      b0:
        enter s
        %0 = 0 int
        s = %0
        enter i
        %1 = 0 int
        i = %1
        jump b1
      b1:
        %2 = i < n int
        if %2 b2 else b6
      b2:
        %3 = 3 int
        %4 = i == %3 int
        if %4 b5 else b3
      b3:
        %5 = 9 int
        %6 = s > %5 int
        if %6 b6 else b4
      b4:
        %7 = s + i int
        s = %7
        jump b5
      b5:
        %8 = 1 int
        %9 = i + %8 int
        i = %9
        jump b1
      b6:
        leave i
        %10 = s
        leave s
        return %10"
    `);
  });

  it("loops forever", () => {
    expect(ir(`void f(int n) { while (1) { if (n--) return; } }`)).toMatchInlineSnapshot(`
      "f(n: int) void
      b0:
        jump b1
      b1:
        %0 = n
        %1 = 1 int
        %2 = n - %1 int
        n = %2
        if %0 b2 else b1
      b2:
        return"
    `);
  });

  it("do-while once", () => {
    expect(ir(`void g(void); void f(void) { do { g(); } while (0); }`)).toMatchInlineSnapshot(`
      "f() void
      b0:
        g() void
        end"
    `);
  });

  it("switches with fall-through, and leaves scopes on break", () => {
    expect(
      ir(
        `int g; void f(int n) { switch (n) { case 1: g = 1; case 2: case 3: { int z = n; g = z; break; } default: g = 0; } }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        z: int
      b0:
        switch n 1:b1 2:b2 3:b2 else:b3
      b1:
        %0 = &global g
        %1 = 1 int
        *%0 = %1 int
        jump b2
      b2:
        enter z
        z = n
        %2 = &global g
        *%2 = z int
        leave z
        jump b4
      b3:
        %3 = &global g
        %4 = 0 int
        *%3 = %4 int
        jump b4
      b4:
        end"
    `);
  });

  it("Duff's device", () => {
    expect(
      ir(
        `void f(char *to, char *from, int n) { switch (n % 2) { case 0: do { *to = *from++; case 1: *to = *from++; } while (--n > 0); } }`,
      ),
    ).toMatchInlineSnapshot(`
      "f(to: char*, from: char*, n: int) void
      b0:
        %0 = 2 int
        %1 = n % %0 int
        switch %1 0:b2 1:b1 else:b3
      b1:
        %2 = from
        %3 = 1 long
        %4 = from + %3 * 1 char*
        from = %4
        %5 = *%2 char
        *to = %5 char
        %6 = 1 int
        %7 = n - %6 int
        n = %7
        %8 = 0 int
        %9 = n > %8 int
        if %9 b2 else b3
      b2:
        %10 = from
        %11 = 1 long
        %12 = from + %11 * 1 char*
        from = %12
        %13 = *%10 char
        *to = %13 char
        jump b1
      b3:
        end"
    `);
  });

  it("a case whose value is not known", () => {
    expect(
      ir(`int g; void f(int n) { switch (n) { case UNKNOWN: g = 1; break; case 2: g = 2; } }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
      b0:
        %0 = &global UNKNOWN
        %1 = *%0 ?
        %2 = n == %1 int
        if %2 b1 else b2
      b1:
        %3 = &global g
        %4 = 1 int
        *%3 = %4 int
        jump b4
      b2:
        switch n 2:b3 else:b4
      b3:
        %5 = &global g
        %6 = 2 int
        *%5 = %6 int
        jump b4
      b4:
        end"
    `);
  });

  it("a variable declared in a switch before the first case", () => {
    expect(
      ir(`int f(int n) { switch (n) { int x; case 1: x = 2; return x; } return 0; }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) int
        x: int
      b0:
        switch n 1:b1 else:b2
      b1:
        enter x
        %0 = 2 int
        x = %0
        %1 = x
        leave x
        return %1
      b2:
        %2 = 0 int
        return %2"
    `);
  });

  it("goto out of scopes", () => {
    expect(
      ir(`void g(int); void f(int n) { int a = 1; { int b = 2; if (n) goto out; g(b); } g(a); out: g(0); }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        a: int, b: int
      b0:
        enter a
        %0 = 1 int
        a = %0
        enter b
        %1 = 2 int
        b = %1
        if n b1 else b2
      b1:
        leave b
        jump b3
      b2:
        g(b) void
        leave b
        g(a) void
        jump b3
      b3:
        %2 = 0 int
        g(%2) void
        leave a
        end"
    `);
  });

  it("goto back, over a declaration", () => {
    expect(
      ir(`void g(int); void f(int n) { again:; int a = n; g(a); if (a) goto again; }`),
    ).toMatchInlineSnapshot(`
      "f(n: int) void
        a: int
      b0:
        jump b1
      b1:
        enter a
        a = n
        g(a) void
        if a b2 else b3
      b2:
        leave a
        jump b1
      b3:
        leave a
        end"
    `);
  });

  it("computed goto", () => {
    expect(ir(`void f(void *p, int n) { a: if (n) goto *p; b: n = 2; goto *p; }`)).toMatchInlineSnapshot(`
      "f(p: void*, n: int) void
      b0:
        jump b1
      b1:
        if n b2 else b3
      b2:
        either b1 b3
      b3:
        %0 = 2 int
        n = %0
        either b1 b3"
    `);
  });

  it("return after evaluating the value", () => {
    expect(ir(`int f(void) { int a = 1; return a; }`)).toMatchInlineSnapshot(`
      "f() int
        a: int
      b0:
        enter a
        %0 = 1 int
        a = %0
        %1 = a
        leave a
        return %1"
    `);
  });

  it("a record that is returned lives on", () => {
    expect(
      ir(`struct S { int a, b; }; struct S f(void) { struct S s = {1, 2}; int x = 1; return s; }`),
    ).toMatchInlineSnapshot(`
      "f() S
        s: S memory, x: int
      b0:
        enter s
        %0 = &s
        zero %0 8
        %1 = &%0->a (+0)
        %2 = 1 int
        *%1 = %2 int
        %3 = &%0->b (+4)
        %4 = 2 int
        *%3 = %4 int
        enter x
        %5 = 1 int
        x = %5
        %6 = &s
        leave x
        return %6"
    `);
  });

  it("what did not parse", () => {
    expect(ir(`void g(int); void f(int a) { g(1); a = = 2; g(a); }`)).toMatchInlineSnapshot(`
      "f(a: int) void
      b0:
        %0 = 1 int
        g(%0) void
        %1 = opaque all()
        %2 = opaque(a)
        a = %2
        g(a) void
        end
      hole syntax: not parsed"
    `);
  });

  it("seh", () => {
    expect(ir(`void g(void); void f(void) { __try { g(); } __finally { g(); } }`)).toMatchInlineSnapshot(`
      "f() void
      b0:
        g() void
        g() void
        end"
    `);
  });

  it("case ranges", () => {
    expect(
      ir(`int f(int c) { switch (c) { case 'a' ... 'z': return 1; default: return 0; } }`),
    ).toMatchInlineSnapshot(`
      "f(c: int) int
      b0:
        switch c 97..122:b1 else:b2
      b1:
        %0 = 1 int
        return %0
      b2:
        %1 = 0 int
        return %1"
    `);
  });
});
