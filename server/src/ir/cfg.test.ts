import { describe, expect, it } from "vitest";
import { analyseCfg, dominates } from "./cfg";
import { lowerText } from "./testing";

/** The function's shape: loop of each block, and heads. */
function shape(text: string) {
  const [fn] = lowerText(text);
  const cfg = analyseCfg(fn);
  return {
    fn,
    cfg,
    heads: [...cfg.isLoopHead.keys()].filter((block) => cfg.isLoopHead[block] === 1),
    loop: [...cfg.loop],
    outer: [...cfg.outerLoop],
  };
}

describe("control flow", () => {
  it("a loop's head dominates its body, which precedes what follows", () => {
    const { heads, loop, cfg } = shape("void f(int n) { while (n) { if (n == 2) g(); n--; } h(); }");
    expect(heads).toEqual([1]);
    expect(loop).toEqual([-1, 1, 1, 1, 1, -1]);
    expect(dominates(cfg, 1, 4)).toBe(true);
    expect(dominates(cfg, 3, 4)).toBe(false);
    expect(cfg.predecessors[1]).toEqual([0, 4]);
  });

  it("nested loops know the loop around them", () => {
    const { heads, outer, loop } = shape(
      "void f(int n) { for (int i = 0; i < n; i++) { for (int j = 0; j < i; j++) g(j); g(i); } }",
    );
    expect(heads.length).toBe(2);
    const [first, second] = heads;
    expect(outer[second]).toBe(first);
    expect(outer[first]).toBe(-1);
    expect(loop[second]).toBe(second);
    expect(loop[second + 1]).toBe(second);
  });

  it("three nested loops, and two side by side", () => {
    const { heads, outer } = shape(
      "void f(int n) { do { k(); while (g()) { for (;;) { if (h()) break; } } while (h()) k(); } while (n); }",
    );
    expect(heads.length).toBe(4);
    const parents = heads.map((head) => heads.indexOf(outer[head]));
    expect(parents).toEqual([-1, 0, 1, 0]);
  });

  it("a jump into a loop is a loop all the same", () => {
    const { heads, loop } = shape(
      "void f(int n) { if (n) goto in; again: g(); in: h(); if (n--) goto again; }",
    );
    expect(heads.length).toBe(1);
    expect(loop.filter((l) => l === heads[0]).length).toBe(2);
  });

  it("temporaries that outlive their block are marked, others not", () => {
    const { fn, cfg } = shape("int f(int *p, int a) { return p[a] + (a ? 1 : 2); }");
    const crossing = [...cfg.crossesBlocks.keys()].filter((register) => cfg.crossesBlocks[register] === 1);
    expect(crossing.length).toBe(1);
    expect(fn.blocks[0].instructions.some((i) => i.dst === crossing[0])).toBe(true);
  });

  it("drops what is never reached", () => {
    const { fn } = shape("int f(int n) { return n; g(); while (1) h(); }");
    expect(fn.blocks.length).toBe(1);
  });
});
