/**
 * What is known to be missed and known to be wrong. In `test/known/`, a function whose name begins with `FN_` holds a
 * weakness that is not found yet (its comment says what is missing in the engine), one that begins with `FP_` is right
 * and reported all the same. The snapshot shows what is found in each. When the engine learns a case, the test says
 * so: move the function to the rule's examples.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyse, ROOT, sourcesIn } from "./support/analyser";
import { functionsOf, tokenise } from "./support/tokens";

const FOLDER = path.join(ROOT, "test", "known");

describe.each(sourcesIn(FOLDER).map((file) => ({ file, name: path.basename(file) })))("$name", ({ file }) => {
  const text = readFileSync(file, "utf8");
  const tokens = tokenise(text);
  const { findings } = analyse(file, text);
  const cases = functionsOf(tokens)
    .filter(({ name }) => /^F[NP]_/.test(name))
    .map(({ name, first, close }) => ({
      name,
      found: findings
        .filter(({ start }) => start >= tokens[first].start && start < tokens[close].end)
        .map(({ rule }) => rule),
    }));

  test("what is found", () => {
    expect(Object.fromEntries(cases.map(({ name, found }) => [name, found]))).toMatchSnapshot();
  });

  test.each(cases.filter(({ name }) => name.startsWith("FN_")))("$name is still missed", ({ found }) => {
    expect(found).toEqual([]);
  });

  test.each(cases.filter(({ name }) => name.startsWith("FP_")))("$name is still reported", ({ found }) => {
    expect(found).not.toEqual([]);
  });
});
