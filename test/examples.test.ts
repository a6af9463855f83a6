/** The rules' examples, over all rules: what they mark is found and nothing else, and their good sides are silent. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { analyse, folderHost, sourcesIn } from "./support/analyser";
import { compareFindings, parseExpectations } from "./support/expectations";
import { RULES_FOLDER, testRules } from "./support/rules";

const examples = sourcesIn(RULES_FOLDER).map((file) => ({ file, name: path.relative(RULES_FOLDER, file) }));

describe("examples", () => {
  test.each(examples)("$name", ({ file, name }) => {
    const text = readFileSync(file, "utf8");
    expect(compareFindings(name, text, analyse(file, text, folderHost()).findings)).toEqual([]);
  });

  test.each([...testRules().values()])(
    "$id has a bad example that shows it and a good one that does not",
    (rule) => {
      const shown = examples
        .filter(({ name }) => path.dirname(name) === path.join(rule.group, rule.id))
        .map(({ file, name }) => ({
          side: path.basename(name).split(/[-.]/)[0],
          rules: parseExpectations(readFileSync(file, "utf8")).map((expectation) => expectation.rule),
        }));
      expect(shown.some(({ side, rules }) => side === "bad" && rules.includes(rule.id))).toBe(true);
      expect(shown.some(({ side, rules }) => side === "good" && !rules.includes(rule.id))).toBe(true);
    },
  );
});
