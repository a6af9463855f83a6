import { describe, expect, test } from "vitest";
import { type Inlinable, inlineCalls } from "./inline";
import type { IrFunction } from "./ir";
import { printFunction } from "./print";
import { lowerText } from "./testing";
import { verify } from "./verify";

function bodyOf(fn: IrFunction, source: string): Inlinable {
  return {
    fn,
    source,
    segments: [],
    fills: [],
    isNullable: false,
    isDeep: false,
    keeps: [],
    deciders: [],
    definition: `d ${fn.name}`,
    reports: new Set(),
  };
}

/** The last function of the text with the bodies of the others in it. */
function inlined(text: string) {
  const functions = lowerText(text);
  const bodies = new Map(functions.slice(0, -1).map((fn) => [fn.name, bodyOf(fn, text)]));
  const whole = inlineCalls(functions[functions.length - 1], text, (ins) =>
    bodies.get(ins.callee?.name ?? ""),
  );
  expect(verify(whole.fn)).toEqual([]);
  return whole;
}

describe("inlining", () => {
  test("a body takes the place of its call, its parameters become variables", () => {
    const { fn } = inlined("int twice(int n) { return n + n; } int f(int a) { return twice(a) + 1; }");
    const text = printFunction(fn);
    expect(text).not.toContain("twice(");
    expect(text).toContain("enter n");
    expect(text).toContain("n + n");
    expect(text).toContain("leave n");
  });

  test("every return goes on behind the call", () => {
    const { fn } = inlined(
      "int sign(int n) { if (n < 0) return -1; return 1; } int f(int a) { return sign(a); }",
    );
    expect(fn.blocks.filter(({ terminator }) => terminator.kind === "return")).toHaveLength(1);
  });

  test("nothing comes behind a body that never returns", () => {
    const { fn } = inlined("void stop(void) { for (;;) {} } int f(int a) { if (a) stop(); return 2; }");
    expect(fn.blocks.filter(({ terminator }) => terminator.kind === "return")).toHaveLength(1);
  });

  test("parameters that live in memory are stored there", () => {
    const { fn } = inlined("void set(int *p); void g(int n) { set(&n); } void f(void) { g(7); }");
    expect(printFunction(fn)).toMatch(/%\d+ = &n\n +\*%\d+ = %\d+ int/);
  });

  test("spans tell which text they are of", () => {
    const text = "void g(char *p) { *p = 1; } void f(char *q) { g(q); g(q); }";
    const { source, segments, fn } = inlined(text);
    expect(segments).toHaveLength(2);
    expect(segments[1]).toMatchObject({ start: 2 * text.length, definition: "d g" });
    expect(segments[1].callStart).toBe(segments[0].callStart + "g(q); ".length);
    const stores = fn.blocks.flatMap((b) => b.instructions).filter((ins) => ins.start >= text.length);
    expect(stores.map(({ start, end }) => source.slice(start, end))).toContain("*p = 1");
  });

  test("bodies within bodies bring their segments along", () => {
    const [h, g, f] = lowerText(
      "void h(int *p) { *p = 1; } void g(int *q) { h(q); } void f(int *r) { g(r); }",
    );
    const source = "x".repeat(100);
    const inner = inlineCalls(g, source, () => bodyOf(h, source));
    const outer = inlineCalls(f, source, () => ({ ...bodyOf(g, source), ...inner }));
    expect(outer.segments.map(({ start, end, name }) => [start, end, name])).toEqual([
      [100, 200, "g"],
      [200, 300, "h"],
    ]);
    expect(outer.segments[1].callStart).toBeGreaterThanOrEqual(100);
  });
});
