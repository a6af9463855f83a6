/**
 * Puts everything under `rules/` together: the rules and the function models, checked against each other, as plain
 * data that the build bundles and tests read directly. Knows paths only as names within `rules/`.
 */
import { loadModels } from "../models/load";
import type { FunctionModel } from "../models/model";
import type { Problem } from "../models/reader";
import { loadRule } from "./load";
import type { Rule, Rules } from "./rule";

/** `path` is relative to `rules/`, with `/` between its parts. */
export interface RuleFile {
  readonly path: string;
  readonly text: string;
}

export interface FileProblem extends Problem {
  readonly path: string;
}

/** What `dist/rules.json` holds. */
export interface Compiled {
  /** Sorted by id. */
  readonly rules: readonly Rule[];
  /** Sorted by the path of their file, then in its order. */
  readonly models: readonly FunctionModel[];
  readonly problems: readonly FileProblem[];
}

/** Files that are neither metadata, guidance nor models (the examples) are passed over. Never throws. */
export function compileRules(files: readonly RuleFile[]): Compiled {
  const problems: FileProblem[] = [];
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const paths = [...texts.keys()].sort();
  const rules = compileFolders(paths, texts, problems);
  const models: FunctionModel[] = [];
  const homes = new Map<string, string>();
  for (const path of paths) {
    if (!/^models\/.*\.yaml$/.test(path)) continue;
    const loaded = loadModels(texts.get(path) ?? "");
    for (const problem of loaded.problems) problems.push({ ...problem, path });
    for (const model of loaded.models) {
      const home = homes.get(model.name);
      if (home === undefined) models.push(model);
      else problems.push({ path, line: 1, column: 1, message: `${model.name} is modelled in ${home} too` });
      homes.set(model.name, path);
    }
  }
  return { rules, models, problems };
}

function compileFolders(
  paths: readonly string[],
  texts: ReadonlyMap<string, string>,
  problems: FileProblem[],
): Rule[] {
  const rules = new Map<string, Rule>();
  for (const path of paths) {
    const [, group, id] = /^([^/]+)\/([^/]+)\/rule\.yaml$/.exec(path) ?? [];
    if (id === undefined) continue;
    const guidancePath = `${group}/${id}/guidance.md`;
    const guidance = texts.get(guidancePath);
    if (guidance === undefined)
      problems.push({ path, line: 1, column: 1, message: "guidance.md is missing" });
    const loaded = loadRule(texts.get(path) ?? "", guidance ?? "", { group, id });
    for (const problem of loaded.problems.metadata) problems.push({ ...problem, path });
    if (guidance !== undefined) {
      for (const problem of loaded.problems.guidance) problems.push({ ...problem, path: guidancePath });
    }
    if (loaded.rule === undefined) continue;
    if (rules.has(id)) problems.push({ path, line: 1, column: 1, message: `there are two rules "${id}"` });
    else rules.set(id, loaded.rule);
  }
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Rules by id. */
export function indexRules(rules: readonly Rule[]): Rules {
  return new Map(rules.map((rule) => [rule.id, rule]));
}
