import { describe, expect, test } from "vitest";
import { DATA_MODELS } from "../semantics/types";
import { createTypes } from "../semantics/types-table";
import { join } from "./join";
import { assume, assumeAtMost, differenceUpper, lower, truth, upper } from "./numbers";
import { State } from "./state";
import { type Value, ValueKind, Values } from "./values";

const types = createTypes(DATA_MODELS.lp64);

function setup(symbols: number) {
  const values = new Values();
  const state = State.initial(values, 4);
  const s: Value[] = [];
  for (let i = 0; i < symbols; i++) s.push(values.symbol(ValueKind.Initial, i, 0, types.int));
  return { values, state, s };
}

describe("symbolic values", () => {
  test("arithmetic is exact and hash-consed", () => {
    const { values, s } = setup(2);
    expect(values.offset(values.offset(s[0], 3), -3)).toBe(s[0]);
    expect(values.difference(values.sum(s[0], s[1]), s[0])).toBe(s[1]);
    expect(values.difference(values.offset(s[0], 5), s[0])).toBe(values.constant(5));
    expect(values.sum(s[0], values.difference(s[1], s[0]))).toBe(s[1]);
    expect(values.scale(values.offset(s[0], 2), 4)).toBe(values.offset(values.scale(s[0], 4), 8));
  });

  test("a pointer symbol is the address of the start of what it points to", () => {
    const { values, s } = setup(1);
    const region = values.regionOf(s[0]);
    expect(values.address(region, values.zero)).toBe(s[0]);
    const moved = values.address(region, values.constant(8));
    expect(values.regionOf(moved)).toBe(region);
    expect(values.offset(moved, -8)).toBe(s[0]);
  });

  test("substitution reaches into structure", () => {
    const { values, s } = setup(2);
    const v = values.offset(values.scale(s[0], 4), 1);
    values.startRenaming([s[0]], [s[1]]);
    expect(values.renamed(v)).toBe(values.offset(values.scale(s[1], 4), 1));
    expect(values.mentions(v, s[0])).toBe(true);
    expect(values.mentions(v, s[1])).toBe(false);
  });
});

describe("conditions", () => {
  test("a comparison with a constant bounds the symbol, and the opposite is then impossible", () => {
    const { values, state, s } = setup(1);
    const less = values.binary(ValueKind.Less, s[0], values.constant(10), null);
    expect(assume(state, less, true, null)).toBe(true);
    expect(upper(state, s[0])).toBe(9);
    expect(truth(state, less)).toBe(1);
    expect(assume(state.fork(), less, false, null)).toBe(false);
  });

  test("what may have wrapped on the way into its type bounds nothing, and the length of a text does not", () => {
    const { values, state, s } = setup(1);
    const length = values.symbol(ValueKind.Length, s[0], 0, null);
    for (const [n, most] of [
      [s[0], 2 ** 31 - 1],
      [length, 9],
    ]) {
      const next = values.convert(n === length ? n : values.offset(n, 1), types.int);
      const less = values.binary(ValueKind.Less, next, values.constant(10), null);
      expect(assume(state, less, true, null)).toBe(true);
      expect(upper(state, n)).toBe(most);
    }
  });

  test("a comparison of symbols bounds their difference, also through sums", () => {
    const { values, state, s } = setup(3);
    // s0 <= s1 - s2 with s2 >= 0
    expect(assumeAtMost(state, values.zero, s[2], 0, null)).toBe(true);
    expect(assumeAtMost(state, s[0], values.difference(s[1], s[2]), 0, null)).toBe(true);
    expect(differenceUpper(state, values.sum(s[0], s[2]), s[1])).toBeLessThanOrEqual(0);
  });

  test("what is not null is at least one", () => {
    const values = new Values();
    const state = State.initial(values, 1);
    const p = values.symbol(ValueKind.Initial, 0, 0, types.pointer(types.int));
    const isNull = values.binary(ValueKind.Equal, p, values.zero, null);
    expect(truth(state, isNull)).toBe(-1);
    const other = state.fork();
    expect(assume(state, isNull, false, null)).toBe(true);
    expect(lower(state, p)).toBe(1);
    expect(assume(other, isNull, true, null)).toBe(true);
    expect(upper(other, p)).toBe(0);
  });

  test("an unsigned conversion of a checked value is the value", () => {
    const { values, state, s } = setup(1);
    const size = values.convert(s[0], types.sizeT);
    // (size_t)n <= 64 leaves no room for a negative n
    expect(assumeAtMost(state, size, values.constant(64), 0, null)).toBe(true);
    expect(lower(state, s[0])).toBe(0);
    expect(upper(state, s[0])).toBe(64);
  });
});

describe("joins", () => {
  const at = {
    block: 7,
    widen: false,
    around: null,
    steps: [],
    loopStart: -1,
    thresholds: [0, 1, 10],
    registerTypes: [types.int, types.int, null, null],
    textLength: () => -1,
    isHarmless: () => false,
  };

  test("different values become a symbol bounded by both", () => {
    const { values, state, s } = setup(2);
    const other = state.fork();
    state.setRegister(0, s[0]);
    assumeAtMost(state, s[0], s[1], 0, null);
    other.setRegister(0, s[1]);
    const merged = join(state, other, at);
    expect(merged).not.toBeNull();
    const v = merged!.register(0);
    expect(v).not.toBe(s[0]);
    // min(s0, s1) written with a branch is at most s1
    expect(differenceUpper(merged!, v, s[1])).toBe(0);
    void values;
  });

  test("a growing counter is widened to the next threshold and then stays", () => {
    const { values, state } = setup(0);
    const head = state.fork();
    head.setRegister(0, values.zero);
    const second = state.fork();
    second.setRegister(0, values.one);
    const first = join(head, second, at)!;
    const counter = first.register(0);
    expect(lower(first, counter)).toBe(0);
    expect(upper(first, counter)).toBe(1);
    const third = first.fork();
    const older = values.symbol(ValueKind.Older, counter, 0, types.int);
    third.rename([counter], [older]);
    third.setRegister(0, values.offset(older, 1));
    const widened = join(first, third, { ...at, widen: true })!;
    expect(upper(widened, counter)).toBe(10);
    expect(join(widened, widened.fork(), { ...at, widen: true })).toBeNull();
  });
});

describe("conversions that change the sign", () => {
  function converted() {
    const { values, state } = setup(0);
    const u = values.symbol(ValueKind.Initial, 0, 0, types.unsignedInt);
    return { values, state, u, n: values.convert(u, types.int) };
  }

  test("a limit from above leaves the number negative, and what it was made from great", () => {
    const { values, state, u, n } = converted();
    expect(assumeAtMost(state, n, values.constant(99), 0, null)).toBe(true);
    expect(upper(state, n)).toBe(99);
    expect(lower(state, n)).toBe(-(2 ** 31));
    expect(upper(state, u)).toBe(2 ** 32 - 1);
  });

  test("limits from both sides hold for what it was made from", () => {
    const { values, state, u, n } = converted();
    expect(assumeAtMost(state, values.zero, n, 0, null)).toBe(true);
    expect(assumeAtMost(state, n, values.constant(99), 0, null)).toBe(true);
    expect(lower(state, u)).toBe(0);
    expect(upper(state, u)).toBe(99);
  });
});
