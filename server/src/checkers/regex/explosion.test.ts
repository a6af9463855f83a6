import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Extent, explosionOf } from "./explosion";
import { contains, type Pattern, parsePattern } from "./parse";

const explodes = (expression: string, extent: Extent = "part") =>
  explosionOf(expression, extent) !== undefined;

describe("expressions whose matching explodes", () => {
  it.each([
    "^(a+)+$",
    "^(a*)*$",
    "(a|a)*b",
    "(a|ab|b)*c",
    "^([a-zA-Z0-9]+)*@",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "^(\\d+)*;",
    "^([\\w.-]+)+\\.com$",
    "(\\s*\\w*)*;",
    "^(?:x?y?)*z",
    "^(a{1,30}){2,}$",
    "^([0-9]{2}|[0-9]{3})+$",
    "^(.*,)*!",
    '^([^"]|\\\\.)*"',
    "(?:(?:a+)b?)+c",
    "^(?<name>[a-z]+-?)+:$",
    "((a+)?b?)+c",
    "^([[:alnum:]]+)+$",
    "^(\\x61|a)+\\.",
  ])("%s", (expression) => {
    expect(explodes(expression)).toBe(true);
  });

  it("says what to send", () => {
    expect(explosionOf("^id=(\\d+)+;", "part")).toEqual({
      loop: "(\\d+)+",
      prefix: "id=0",
      pump: "0",
      suffix: "",
    });
  });

  it("names the innermost loop that does it", () => {
    expect(explosionOf("^(x(y+)+z)*$", "part")?.loop).toBe("(y+)+");
  });
});

describe("expressions whose matching does not explode", () => {
  it.each([
    "^[a-z]+$",
    "^(a+b)+$",
    "^([a-z]+,)*[a-z]+$",
    "^\\d{1,3}(\\.\\d{1,3}){3}$",
    "^([0-9a-f]{2}:){5}[0-9a-f]{2}$",
    "^[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+$",
    "^(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)$",
    '^"([^"\\\\]|\\\\.)*"$',
    "(a+)+",
    "(a|b)*",
    "(a+)+.*",
    "^(a+)?$",
    "a*a*b",
    "^(\\w+\\s)*\\w+$",
    "^([a-z]{8}|[0-9]{8})*$",
    // Nothing goes back into these.
    "^(?>a+)+$",
    "^(a++)+$",
    // Not understood, so nothing is said.
    "^(?=(a+)+$)",
    "^(\\b\\w+\\b)+$",
    "(a+)\\1+",
    "(a+)+$(",
    "",
  ])("%s", (expression) => {
    expect(explodes(expression)).toBe(false);
  });

  it("asks whether the end has to be reached", () => {
    expect(explodes("(a+)+", "whole")).toBe(true);
    expect(explodes("(a+b)+", "whole")).toBe(false);
    expect(explodes("[\\s\\S]*", "whole")).toBe(false);
    expect(explodes("([\\s\\S]+)*", "whole")).toBe(false);
  });

  it("gives up on what is large instead of hanging", () => {
    expect(explodes(`^(${"a{0,900}".repeat(50)})+$`)).toBe(false);
    expect(explodes("(".repeat(5000))).toBe(false);
    expect(explodes(`^(${"(a|b)*".repeat(60)})+$`)).toBeDefined();
  });
});

/** Steps beyond which a matcher is not followed. */
const MAX_STEPS = 100_000;

/** Steps that a matcher which goes back takes to fail, or to find that some beginning of the text fits. */
function stepsOf(pattern: Pattern, text: string): number {
  let steps = 0;
  const match = (p: Pattern, at: number, then: (at: number) => boolean): boolean => {
    if (++steps > MAX_STEPS) return true;
    switch (p.kind) {
      case "empty":
        return then(at);
      case "set":
        return at < text.length && contains(p.set, text.charCodeAt(at)) && then(at + 1);
      case "choice":
        return p.items.some((item) => match(item, at, then));
      case "sequence": {
        const from =
          (i: number) =>
          (here: number): boolean =>
            i === p.items.length ? then(here) : match(p.items[i], here, from(i + 1));
        return from(0)(at);
      }
      case "repeat": {
        const round =
          (n: number) =>
          (here: number): boolean =>
            (n < p.max &&
              match(p.item, here, (next) => (next !== here || n < p.min) && round(n + 1)(next))) ||
            (n >= p.min && then(here));
        return round(0)(at);
      }
    }
  };
  match(pattern, 0, () => true);
  return steps;
}

const expressions = fc.letrec<{ atom: string; piece: string; whole: string }>((tie) => ({
  atom: fc.oneof(
    fc.constantFrom("a", "b", "[ab]", "(c?)"),
    tie("whole").map((inner) => `(${inner})`),
  ),
  piece: fc
    .tuple(tie("atom"), fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}"))
    .map((parts) => parts.join("")),
  whole: fc.oneof(
    { depthSize: "small" },
    tie("piece"),
    fc.tuple(tie("piece"), tie("piece")).map((parts) => parts.join("")),
    fc.tuple(tie("piece"), tie("piece")).map((parts) => parts.join("|")),
  ),
})).whole;

it("what is sent takes twice the steps for each further pump, whatever the expression", () => {
  fc.assert(
    fc.property(expressions, (expression) => {
      const found = explosionOf(`${expression}z`, "part");
      if (found === undefined) return;
      const steps = (n: number) =>
        stepsOf(parsePattern(`${expression}z`)!, found.prefix + found.pump.repeat(n) + found.suffix);
      expect(steps(12)).toBeGreaterThan(Math.min(12 * steps(4), MAX_STEPS));
    }),
    { numRuns: 300 },
  );
});
