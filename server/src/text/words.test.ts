import { expect, test } from "vitest";
import { isWordUnit, wordAt } from "./words";

test.each([
  ["no word", "", 0, -1],
  ["count", "count", 0, 0],
  ["counter count", "count", 0, 8],
  ["recount.count", "count", 0, 8],
  ["count count", "count", 1, 6],
  ["$count _count count1 countä", "count", 0, -1],
  ["", "count", 0, -1],
])("in %o the word %o from %i on stands at %i", (text, word, from, at) => {
  expect(wordAt(text, word, from)).toBe(at);
});

test("there is no word beyond a text's ends", () => {
  expect(isWordUnit("a".charCodeAt(-1))).toBe(false);
  expect(isWordUnit("a".charCodeAt(1))).toBe(false);
});
