import v8 from "node:v8";
import { describe, expect, test } from "vitest";
import { RegionKind, ValueKind, Values } from "./values";

v8.setFlagsFromString("--allow-natives-syntax");
const isFloating = new Function("array", "return %HasDoubleElements(array)") as (array: unknown) => boolean;

describe("tables", () => {
  test("hold small integers though numbers come in as floating-point ones", () => {
    // What is read from an array that holds a fraction is a floating-point number, whatever its value.
    const [, three] = [0.5, 3];
    const values = new Values();
    const region = values.region(RegionKind.Literal, three, "", null);
    values.address(region, values.offset(values.symbol(ValueKind.Initial, three, three, null), 8));
    expect(isFloating([0.5, 3])).toBe(true);
    for (const table of [values.kind, values.a, values.b, values.regionOwner, values.weight])
      expect(isFloating(table)).toBe(false);
  });

  test("grow, and equal structure stays equal", () => {
    const values = new Values();
    const made = Array.from({ length: 2000 }, (_, i) => values.symbol(ValueKind.Result, i, i % 7, null));
    expect(new Set(made).size).toBe(made.length);
    made.forEach((v, i) => {
      expect(values.symbol(ValueKind.Result, i, i % 7, null)).toBe(v);
      expect(values.existing(ValueKind.Result, i, i % 7)).toBe(v);
    });
    expect(values.existing(ValueKind.Content, 1, 1)).toBeUndefined();
  });

  test("tell regions apart by owner or by name", () => {
    const values = new Values();
    const variable = values.region(RegionKind.Variable, 1, "a", null);
    expect(values.region(RegionKind.Variable, 1, "a", null)).toBe(variable);
    expect(values.region(RegionKind.Literal, 1, "", null)).not.toBe(variable);
    const global = values.named(RegionKind.Global, "a", null);
    expect(values.named(RegionKind.Global, "a", null)).toBe(global);
    expect(values.named(RegionKind.Function, "a", null)).not.toBe(global);
  });
});
