import { describe, expect, test } from "vitest";
import { open } from "../checkers/tree/testing";
import type { Finding } from "../findings";
import { FIX_BUILDERS } from "./all";
import { FIX_CASES, type FixCase } from "./cases";
import { applyEdits, sorted } from "./edits";
import { fixContext } from "./fix";
import { isRepaired, type Outcome, verifiedFixes } from "./verify";

/** The code without marks, and the finding that they mark. */
function read({
  rule,
  before,
  facts = {},
  steps = [],
}: Pick<FixCase, "rule" | "before" | "facts" | "steps">) {
  const start = before.indexOf("«");
  const end = before.indexOf("»") - 1;
  const text = before.replace(/[«»]/g, "");
  const resolved: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(facts)) {
    if (typeof value === "number" || !value.startsWith("{")) {
      resolved[key] = value;
      continue;
    }
    const at = text.indexOf(value.slice(1, -1));
    resolved[`${key}Start`] = at;
    resolved[`${key}End`] = at + value.length - 2;
  }
  const finding: Finding = {
    rule,
    start,
    end,
    message: "",
    confidence: "definite",
    severity: "error",
    steps: steps.map((step) => {
      const at = text.indexOf(step.slice(1, -1));
      return { start: at, end: at + step.length - 2, message: "" };
    }),
    facts: resolved,
  };
  return { text, finding };
}

/** The code after the first candidate of the fix; undefined if there is none. */
function fixed(fixCase: FixCase): string | undefined {
  const { text, finding } = read(fixCase);
  const { file, env, includes } = open(text, fixCase.language);
  const context = fixContext(file, finding, (path) => env.view(path), includes);
  const builder = FIX_BUILDERS.find(({ id }) => id === fixCase.id);
  const candidate = builder?.build(context)[0];
  const edits = candidate && sorted(candidate.edits);
  return edits && applyEdits(text, edits);
}

for (const id of new Set(FIX_CASES.map((fixCase) => fixCase.id))) {
  describe(id, () => {
    test.each(FIX_CASES.filter((fixCase) => fixCase.id === id))("$name", (fixCase) => {
      expect(fixed(fixCase)).toBe(fixCase.after);
    });
  });
}

test("every fix has a case", () => {
  const tried = new Set(FIX_CASES.map(({ id }) => id));
  expect(FIX_BUILDERS.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

test("no fix throws, whatever it is asked about", () => {
  for (const { before, language } of FIX_CASES) {
    const { text } = read({ rule: "", before });
    const { file, env, includes } = open(text, language);
    for (let start = 0; start < text.length; start += 7) {
      const { finding } = read({ rule: "", before });
      const facts = { pointer: "p", variable: "p", family: "new", allocStart: start, allocEnd: start + 3 };
      const anywhere = { ...finding, start, end: Math.min(start + 5, text.length), facts };
      const context = fixContext(file, anywhere, (path) => env.view(path), includes);
      for (const builder of FIX_BUILDERS) {
        for (const { edits } of builder.build(context)) {
          for (const edit of edits) expect(edit.start).toBeLessThanOrEqual(edit.end);
        }
      }
    }
  }
});

describe("verification", () => {
  const finding: Finding = { ...read({ rule: "a", before: "«x»" }).finding, rule: "a" };

  function result(rules: readonly string[], functionsNotUnderstood = 0): Outcome {
    return {
      findings: rules.map((rule) => ({ ...finding, rule })),
      suppressed: [],
      skipped: [],
      counts: { functionsNotUnderstood },
    };
  }

  test.each([
    ["the finding is gone", ["a", "b"], ["b"], true],
    ["another of its rule stays", ["a", "a"], ["a"], true],
    ["it is still there", ["a", "b"], ["a", "b"], false],
    ["a new one came", ["a"], ["b"], false],
    ["one more of another rule", ["a", "b"], ["b", "b"], false],
  ])("%s", (_, before, after, expected) => {
    expect(isRepaired(finding, result(before), result(after))).toBe(expected);
  });

  test("not when the code is understood less", () => {
    expect(isRepaired(finding, result(["a"]), result([], 1))).toBe(false);
  });

  test("offers the first candidate that holds", () => {
    const { text, finding: marked } = read({ rule: "a", before: "int a = «1»;" });
    const { file, env, includes } = open(text);
    const context = fixContext(file, marked, (path) => env.view(path), includes);
    const candidate = (value: string) => ({
      title: value,
      edits: [{ start: marked.start, end: marked.end, text: value }],
      safe: true,
    });
    const fixes = verifiedFixes(
      context,
      [{ id: "change", build: () => [candidate("2"), candidate("3"), candidate("4")] }],
      { before: result(["a"]), analyse: (changed) => result(changed.includes("2") ? ["a"] : []) },
    );
    expect(fixes.map(({ id, title }) => `${id} ${title}`)).toEqual(["change 3"]);
  });
});
