import { describe, expect, it } from "vitest";
import { unlikeness } from "./partition";

describe("how unlike two states are", () => {
  const traits = (...entries: [number, number][]) => new Map(entries);

  it("counts what only one of them has, by its weight", () => {
    expect(unlikeness(traits([1, 3], [2, 1]), traits([1, 3]), Infinity)).toBe(1);
    expect(unlikeness(traits([1, 3]), traits([1, 3], [4, 12]), Infinity)).toBe(12);
    expect(unlikeness(traits([1, 3]), traits([2, 3]), Infinity)).toBe(6);
    expect(unlikeness(traits([1, 6]), traits([1, 3]), Infinity)).toBe(3);
    expect(unlikeness(traits([1, 3]), traits([1, 3]), Infinity)).toBe(0);
  });

  it("stops where it is enough", () => {
    expect(unlikeness(traits([1, 5], [2, 5], [3, 5]), traits(), 6)).toBeGreaterThanOrEqual(6);
  });
});
