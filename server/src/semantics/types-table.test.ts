import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { typesOf } from "./testing";
import { maximumOf, minimumOf, spell } from "./type-queries";
import type { Type } from "./types";
import { DATA_MODELS } from "./types";
import { createTypes, type Types } from "./types-table";

const types = typesOf();

/** Ways to make types, as data, so that the same way can be taken twice. */
type Recipe =
  | { readonly leaf: keyof Types }
  | {
      readonly wrap: "pointer" | "reference" | "const" | "volatile" | "array" | "function";
      readonly of: Recipe;
    };

const LEAVES = [
  "bool",
  "char",
  "unsignedShort",
  "int",
  "long",
  "unsignedLongLong",
  "double",
  "voidPointer",
] as const;

const { recipe } = fc.letrec<{ recipe: Recipe }>((tie) => ({
  recipe: fc.oneof(
    { depthSize: "small" },
    fc.record({ leaf: fc.constantFrom(...LEAVES) }),
    fc.record({
      wrap: fc.constantFrom("pointer", "reference", "const", "volatile", "array", "function"),
      of: tie("recipe"),
    }),
  ),
}));

function make(recipe: Recipe): Type {
  if ("leaf" in recipe) return types[recipe.leaf] as Type;
  const inner = make(recipe.of);
  switch (recipe.wrap) {
    case "pointer":
      return types.pointer(inner);
    case "reference":
      return types.reference(inner);
    case "const":
      return types.withConst(inner);
    case "volatile":
      return types.withVolatile(inner);
    case "array":
      return types.array(inner, 3);
    case "function":
      return types.func(inner, [inner], false);
  }
}

describe("hash-consing", () => {
  it("gives the same object for the same construction", () => {
    fc.assert(
      fc.property(recipe, (r) => {
        expect(make(structuredClone(r))).toBe(make(r));
      }),
    );
  });

  it("spells different unqualified constructions differently", () => {
    fc.assert(
      fc.property(recipe, recipe, (a, b) => make(a) === make(b) || spell(make(a)) !== spell(make(b))),
    );
  });

  it("adds qualifiers in any order and only once", () => {
    fc.assert(
      fc.property(recipe, (r) => {
        const type = make(r);
        const both = types.withConst(types.withVolatile(type));
        expect(types.withVolatile(types.withConst(type))).toBe(both);
        expect(types.withConst(both)).toBe(both);
        expect(both.size).toBe(type.size);
      }),
    );
  });
});

describe("conversions", () => {
  const arithmetic = [
    types.bool,
    types.char,
    types.signedChar,
    types.unsignedChar,
    types.short,
    types.unsignedShort,
    types.int,
    types.unsignedInt,
    types.long,
    types.unsignedLong,
    types.longLong,
    types.unsignedLongLong,
    types.float,
    types.double,
  ];

  it("are symmetric, idempotent and never narrower than the promoted operands", () => {
    for (const a of arithmetic) {
      for (const b of arithmetic) {
        const common = types.common(a, b);
        expect(types.common(b, a)).toBe(common);
        expect(types.common(common, a)).toBe(common);
        if (common.size > 0 && !Number.isNaN(maximumOf(common))) {
          expect(maximumOf(common)).toBeGreaterThanOrEqual(maximumOf(types.promote(a)));
        }
      }
    }
  });

  it.each([
    ["unsignedShort", "int", "lp64", "int"],
    ["unsignedShort", "int", "ip16", "unsigned int"],
    ["unsignedInt", "long", "lp64", "long"],
    ["unsignedInt", "long", "ilp32", "unsigned long"],
    ["unsignedLong", "longLong", "lp64", "unsigned long long"],
    ["int", "float", "lp64", "float"],
  ] as const)("%s and %s under %s make %s", (a, b, model, expected) => {
    const table = typesOf(model);
    expect(spell(table.common(table[a], table[b]))).toBe(expected);
  });
});

describe("sizes", () => {
  it("follow when a record gets its body after arrays of it were made", () => {
    const table = createTypes(DATA_MODELS.lp64);
    const record = table.record("struct", "s", "1");
    const array = table.withConst(table.array(table.array(record, 3), 2));
    expect(array.size).toBe(-1);
    table.complete(record, {
      fields: [],
      size: 12,
      align: 4,
      bases: [],
      hasVirtual: false,
      hasVirtualDestructor: false,
      virtuals: new Set(),
      hasDestructor: false,
      startsRaw: false,
      methods: new Map(),
    });
    expect(array.size).toBe(72);
    expect(array.align).toBe(4);
  });

  it.each([
    ["lp64", "size_t", 8],
    ["ilp32", "size_t", 4],
    ["llp64", "long_ptr", undefined],
    ["llp64", "size_t", 8],
    ["llp64", "DWORD", 4],
    ["ip16", "int32_t", 4],
    ["ip16", "size_t", 2],
  ] as const)("under %s, %s has %s bytes", (model, name, size) => {
    expect(typesOf(model).builtin(name)?.size).toBe(size);
  });

  it("bound integer values", () => {
    expect([minimumOf(types.short), maximumOf(types.unsignedChar), maximumOf(types.bool)]).toEqual([
      -32768, 255, 1,
    ]);
  });
});
