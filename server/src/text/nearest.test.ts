import { expect, test } from "vitest";
import { nearest } from "./nearest";

test.each([
  ["exlude", ["include", "exclude"], "exclude"],
  ["dubble-free", ["double-free", "use-after-free"], "double-free"],
  ["OFF", ["on", "off"], "off"],
  ["ab", ["ac", "ad"], "ac"],
  ["warn", ["warning"], undefined],
  ["", ["a"], "a"],
  ["scna", ["rules", "scan"], "scan"],
  ["xyz", ["abc"], undefined],
  ["same", [], undefined],
])("nearest to %j of %j is %j", (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
