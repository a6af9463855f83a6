/** What holds for all of `rules/`: it compiles, says where its knowledge is from, and fits the fixes that exist. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { FIX_BUILDERS } from "../server/src/fixes/all";
import { loadModels } from "../server/src/models/load";
import { ROOT } from "./support/analyser";
import { compiledRules } from "./support/rules";

const { rules, models, problems } = compiledRules();

test("every file is understood", () => expect(problems).toEqual([]));

describe("rules", () => {
  test.each(rules)("$id cites its weaknesses and standards in its guidance", ({ cwe, cert, guidance }) => {
    const references = guidance.slice(guidance.indexOf("## References"));
    expect(cwe.length).toBeGreaterThan(0);
    for (const number of cwe) expect(references).toContain(`definitions/${number}.html`);
    for (const id of cert) expect(references).toContain(id);
  });

  test("list the fixes that exist and no others", () => {
    const listed = new Set(rules.flatMap((rule) => rule.fixes));
    // Suppressing is offered for every finding, so no rule lists it.
    const built = new Set(FIX_BUILDERS.map((builder) => builder.id).filter((id) => id !== "suppress"));
    expect([...listed].sort()).toEqual([...built].sort());
  });

  test("have a summary that fits a hover", () => {
    for (const { id, summary } of rules) expect([id, summary.length < 240]).toEqual([id, true]);
  });
});

describe("models", () => {
  test("say where they are from", () => {
    expect(models.filter((model) => model.source === "").map((model) => model.name)).toEqual([]);
  });

  test("that ask for a release are released somewhere", () => {
    const released = new Set(models.flatMap((model) => model.releases.map((release) => release.family)));
    const asked = models.flatMap((model) => (model.allocates === null ? [] : [model.allocates.family]));
    // What alloca hands out ends with the function.
    expect([...new Set(asked)].filter((family) => family !== "stack" && !released.has(family))).toEqual([]);
  });

  test("name functions that are modelled, or standard, as the better ones", () => {
    const names = new Set(models.map((model) => model.name));
    const unknown = models.filter((model) => model.instead !== "" && !names.has(model.instead));
    expect(unknown.map((model) => `${model.name}: ${model.instead}`)).toEqual([]);
  });

  test("take no parameter for null and not null at once", () => {
    for (const model of models) {
      for (const param of model.nonNull)
        expect([model.name, param < model.params.length]).toEqual([model.name, true]);
    }
  });

  test("are written as their documentation shows", () => {
    const page = readFileSync(path.join(ROOT, "docs", "models.md"), "utf8");
    const files = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((block) => block[1]);
    const shown = files.filter((text) => text.includes("functions:"));
    expect(shown.length).toBeGreaterThan(1);
    for (const text of shown) expect(loadModels(text)).toMatchObject({ problems: [] });
  });
});
