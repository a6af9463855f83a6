import { expect, test } from "vitest";
import { commented, randomFrom, renamed, reordered, respaced, withCarriageReturns } from "./rewrites";
import { functionsOf, tokenise } from "./tokens";

const TEXT = `#include <stdlib.h>
#define TWICE(x) \\
  ((x) + (x))
static int sum(const int *from, int n) { int total = 0; for (int i = 0; i < n; i++) { total += from[i]; } return total; }
struct point { int total; };
/* Uses '"' and ";" in a comment. */
char *word(struct point *p) { char *text = malloc(8); p->total = 1; return text; }
int main(void) { return sum(0, 0); }
`;

/** The tokens but for the names that a rewrite may change. */
const texts = (text: string) => tokenise(text).map((token) => token.text.replace(/_\d+$/, ""));

test("tokens and functions", () => {
  expect(tokenise('a->b[0x1f] = \'x\'; // c\n#if 1 /* y */\n"s\\""').map((token) => token.text)).toEqual([
    "a",
    "->",
    "b",
    "[",
    "0x1f",
    "]",
    "=",
    "'x'",
    ";",
    '"s\\""',
  ]);
  expect(functionsOf(tokenise(TEXT)).map(({ name }) => name)).toEqual(["sum", "word", "main"]);
});

test.each([respaced, commented, withCarriageReturns, renamed])(
  "%o keeps tokens and moves positions",
  (rewrite) => {
    for (let seed = 1; seed < 30; seed++) {
      const { text, map } = rewrite(TEXT, randomFrom(seed));
      expect(texts(text)).toEqual(texts(TEXT));
      const moved = tokenise(text);
      tokenise(TEXT).forEach((token, i) => {
        expect(map(token.start)).toBe(moved[i].start);
      });
    }
  },
);

test("renames locals, and neither members nor parameters", () => {
  const { text } = renamed(TEXT, () => 0.5);
  expect(text).toContain("int total_500 = 0");
  expect(text).toContain("return total_500;");
  expect(text).toContain("p->total = 1");
  expect(text).toContain("from[i");
});

test("exchanges independent neighbours only", () => {
  for (let seed = 1; seed < 10; seed++) {
    const { text, map } = reordered(TEXT, randomFrom(seed));
    expect(functionsOf(tokenise(text)).map(({ name }) => name)).toEqual(["sum", "main", "word"]);
    expect(text.startsWith("return text", map(TEXT.indexOf("return text")))).toBe(true);
    expect(text.startsWith("return sum", map(TEXT.indexOf("return sum")))).toBe(true);
  }
});
