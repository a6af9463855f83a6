import { describe, expect, it } from "vitest";
import { ir } from "./testing";

describe("macros", () => {
  it("arguments are evaluated as often as the body says", () => {
    expect(
      ir(`#define MAX(a, b) ((a) > (b) ? (a) : (b))
int f(int i, int j) { return MAX(i++, j); }`),
    ).toMatchInlineSnapshot(`
  "f(i: int, j: int) int
    tmp#2: int
  b0:
    %0 = i  ;MAX
    %1 = 1 int  ;MAX
    %2 = i + %1 int  ;MAX
    i = %2  ;MAX
    %3 = %0 > j int  ;MAX
    if %3 b1 else b2
  b1:
    %4 = i  ;MAX
    %5 = 1 int  ;MAX
    %6 = i + %5 int  ;MAX
    i = %6  ;MAX
    tmp#2 = %4  ;MAX
    jump b3
  b2:
    tmp#2 = j  ;MAX
    jump b3
  b3:
    return tmp#2"
`);
  });

  it("statements", () => {
    expect(
      ir(`#define FREE(p) do { free(p); (p) = 0; } while (0)
void f(char *p) { FREE(p); }`),
    ).toMatchInlineSnapshot(`
  "f(p: char*) void
  b0:
    %0 = free(p) ?  ;FREE
    %1 = 0 char*  ;FREE
    p = %1  ;FREE
    end"
`);
  });

  it("arguments that are statements", () => {
    expect(
      ir(`#define CHECK(what, otherwise) do { if (!(what)) { otherwise; } } while (0)
int f(char *p) { CHECK(p != 0, /* nothing */ return -1;); return *p; }`),
    ).toMatchInlineSnapshot(`
      "f(p: char*) int
      b0:
        %0 = 0 char*  ;CHECK
        %1 = p != %0 char*  ;CHECK
        if %1 b1 else b2
      b1:
        %2 = *p char
        %3 = convert %2 char -> int
        return %3
      b2:
        %4 = -1 int  ;CHECK
        return %4"
    `);
  });

  it("control flow in macros", () => {
    expect(
      ir(`#define CHECK(x) if (!(x)) goto fail
int g(void); int f(int a) { int r = 0; CHECK(a); r = g(); CHECK(r); return 0; fail: return -1; }`),
    ).toMatchInlineSnapshot(`
  "f(a: int) int
    r: int
  b0:
    enter r
    %0 = 0 int
    r = %0
    if a b1 else b3
  b1:
    %1 = g() int
    r = %1
    if r b2 else b3
  b2:
    %2 = 0 int
    leave r
    return %2
  b3:
    %3 = -1 int
    leave r
    return %3"
`);
  });

  it("declarations and labels", () => {
    expect(
      ir(`#define BUFFER(name, n) char name[n]
void g(char *); void f(void) { BUFFER(b, 8); g(b); }`),
    ).toMatchInlineSnapshot(`
  "f() void
    b: char[8] memory
  b0:
    enter b  ;BUFFER
    %0 = &b
    g(%0) void
    leave b
    end"
`);
  });

  it("names that stand for expressions", () => {
    expect(
      ir(`#define N 4
#define BUF ctx->buf
#define my_free free
struct C { char *buf; }; void f(struct C *ctx) { BUF[N - 1] = 0; my_free(BUF); }`),
    ).toMatchInlineSnapshot(`
  "f(ctx: C*) void
  b0:
    %0 = &ctx->buf (+0)  ;BUF
    %1 = *%0 char*  ;BUF
    %2 = 3 int
    %3 = %1 + %2 * 1 char*
    %4 = 0 char
    *%3 = %4 char
    %5 = &ctx->buf (+0)  ;BUF
    %6 = *%5 char*  ;BUF
    %7 = free(%6) ?
    end"
`);
  });

  it("conditions", () => {
    expect(
      ir(`#define READY(p) ((p) && (p)[0])
int f(char *p) { if (READY(p)) return 1; return 0; }`),
    ).toMatchInlineSnapshot(`
  "f(p: char*) int
  b0:
    if p b1 else b3
  b1:
    %0 = 0 int  ;READY
    %1 = p + %0 * 1 char*  ;READY
    %2 = *%1 char  ;READY
    if %2 b2 else b3
  b2:
    %3 = 1 int
    return %3
  b3:
    %4 = 0 int
    return %4"
`);
  });

  it("what cannot be read is a call", () => {
    expect(
      ir(`#define WEIRD(a) a } {
int f(int a) { WEIRD(a); return a; }`),
    ).toMatchInlineSnapshot(`
      "f(a: int) int
      b0:
        %0 = WEIRD(a) ?
        %1 = opaque(a)
        a = %1
        return a"
    `);
  });

  it("spans are those of the use, the name that of the outermost macro", () => {
    expect(
      ir(`#define INNER(x) ((x) + 1)
#define OUTER(x) INNER(INNER(x))
int f(int a) { return OUTER(a); }`),
    ).toMatchInlineSnapshot(`
  "f(a: int) int
  b0:
    %0 = 1 int  ;OUTER
    %1 = a + %0 int  ;OUTER
    %2 = 1 int  ;OUTER
    %3 = %1 + %2 int  ;OUTER
    return %3"
`);
  });

  it("recursion ends", () => {
    expect(
      ir(`#define A B
#define B A
#define F(x) F(x + 1)
int f(int A) { return F(A); }`),
    ).toMatchInlineSnapshot(`
  "f(A: int) int
  b0:
    %0 = 1 int  ;F
    %1 = A + %0 int  ;F
    %2 = F(%1) ?  ;F
    %3 = convert %2 ? -> int
    return %3"
`);
  });
});
