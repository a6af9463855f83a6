import { describe, expect, it } from "vitest";
import type { Macro } from "../syntax/source";
import { expandMacro, expandText, splitArguments } from "./macros";

/** `NAME body` or `NAME(a, b) body` each. */
function table(...definitions: string[]): (name: string) => Macro | undefined {
  const macros = new Map<string, Macro>();
  for (const text of definitions) {
    const match = /^(\w+)(?:\(([^)]*)\))? ?(.*)$/.exec(text)!;
    const names = match[2]
      ?.split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "");
    const variadic = names?.at(-1)?.endsWith("...") ?? false;
    const params = names?.map((name) => (name === "..." ? "__VA_ARGS__" : name.replace("...", "")));
    macros.set(match[1], {
      name: match[1],
      params: params ?? null,
      variadic,
      body: match[3],
      start: 0,
      end: 0,
    });
  }
  return (name) => macros.get(name);
}

describe("expansion", () => {
  it.each([
    ["nested", ["A B + 1", "B (2)"], "A", "(2) + 1"],
    ["arguments", ["MAX(a,b) ((a)>(b)?(a):(b))"], "MAX(x, f(1, 2))", "((x)>(f(1, 2))?(x):(f(1, 2)))"],
    [
      "nested use",
      ["MIN(a,b) ((a)<(b)?(a):(b))"],
      "MIN(MIN(1,2),3)",
      "((((1)<(2)?(1):(2)))<(3)?(((1)<(2)?(1):(2))):(3))",
    ],
    ["self reference", ["f(x) f(x + 1)"], "f(2)", "f(2 + 1)"],
    ["mutual reference", ["a b", "b a"], "a", "a"],
    ["stringising", ["S(x) #x", "T(x) S(x)", "N 3"], 'S(N) T(N) S("a\\n")', '"N" "3" "\\"a\\\\n\\""'],
    ["pasting", ["CAT(a,b) a##b", "xy 7"], "CAT(x, y)", "7"],
    ["pasting in chains", ["F(a) pre_##a##_post"], "F(mid)", "pre_mid_post"],
    ["pasting of nothing", ["F(a,b) x a##b y"], "F(,)", "x y"],
    ["variadic", ["LOG(fmt, ...) printf(fmt, __VA_ARGS__)"], 'LOG("%d", 1, 2)', 'printf("%d", 1, 2)'],
    ["GNU comma", ["LOG(fmt, ...) printf(fmt, ##__VA_ARGS__)"], 'LOG("x")', 'printf("x")'],
    ["named variadic", ["LOG(args...) printf(args)"], "LOG(a, b)", "printf(a, b)"],
    ["function-like without parentheses", ["f(x) x"], "f + f(1)", "f + 1"],
    ["use assembled while rescanning", ["f(x) (x)", "g f"], "g(1)", "(1)"],
    ["tokens kept apart", ["NEG -1"], "x-NEG", "x- -1"],
    ["no parameters", ["f() 1"], "f()", "1"],
    // C11 6.10.3.5, example 3
    [
      "standard's example",
      ["x 3", "f(a) f(x * (a))", "g f", "z z[0]", "h g(~", "m(a) a(w)", "w 0,1", "t(a) a"],
      "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);",
      "f(3 * (y+1)) + f(3 * (f(3 * (z[0])))) % f(3 * (0)) + t(1);",
    ],
  ])("%s", (_, definitions, text, expected) => {
    // White space may differ: no white space rule of the standard is tested here.
    expect(expandText(text, table(...definitions))?.replace(/\s+/g, "")).toBe(expected.replace(/\s+/g, ""));
  });

  it("keeps operators apart that would merge", () => {
    expect(expandText("x-NEG", table("NEG -1"))).toBe("x- -1");
  });

  it("refuses uses that do not fit", () => {
    const lookup = table("F(a,b) a+b", "O 1");
    expect(expandMacro(lookup("F")!, ["1"], lookup)).toBeUndefined();
    expect(expandMacro(lookup("O")!, ["1"], lookup)).toBeUndefined();
    expect(expandMacro(lookup("F")!, null, lookup)).toBeUndefined();
    expect(expandMacro(lookup("F")!, ["1", "2"], lookup)).toBe("1+2");
  });

  it("gives up on what grows without bound", () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `D${i} D${i + 1} D${i + 1}`);
    expect(expandText("D0", table(...doubling))).toBeUndefined();
  });

  it("splits arguments at top-level commas", () => {
    expect(splitArguments("a, f(b, c), \"x,y\", ','")).toEqual(["a", "f(b, c)", '"x,y"', "','"]);
  });
});
