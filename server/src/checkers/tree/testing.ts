/**
 * For tests only: findings of the tree's checkers for a piece of code, with the real grammars, semantics and models, and
 * everything that fixes need to work on them.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { indexModels, loadModels } from "../../models/load";
import type { FunctionModel, Models } from "../../models/model";
import { buildEnvironment, type FileEnvironment } from "../../semantics/build";
import { DATA_MODELS } from "../../semantics/types";
import { createTypes } from "../../semantics/types-table";
import type { SourceFile } from "../../syntax/source";
import { grammars, parseFile } from "../../syntax/testing";
import type { Language } from "../../syntax/tree";
import type { RawFinding } from "./checker";
import { type IncludeView, includesOf } from "./includes";
import { checkFile, checkUnit, placeFinding } from "./run";

function readModels(folder: string): FunctionModel[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return readModels(path);
    return entry.name.endsWith(".yaml") ? [...loadModels(readFileSync(path, "utf8")).models] : [];
  });
}

const MODELS: Models = indexModels(readModels(join(import.meta.dirname, "../../../../rules/models")));
const TYPES = createTypes(DATA_MODELS.lp64);

export interface Opened {
  readonly file: SourceFile;
  readonly env: FileEnvironment;
  readonly includes: IncludeView;
}

/** Reads a file; headers it includes are not there. */
export function open(text: string, language: Language = "c"): Opened {
  const file = parseFile(text, { language });
  const env = buildEnvironment({
    file,
    headers: [],
    types: TYPES,
    models: MODELS,
    parse: (fragment, as) => grammars.parse(fragment, as),
  });
  return { file, env, includes: includesOf(file, [], () => false) };
}

/** All findings, absolute, by place. */
export function findingsIn({ file, env, includes }: Opened): RawFinding[] {
  const view = (path: readonly string[]) => env.view(path);
  const findings = checkFile(file, view, includes);
  for (const unit of file.units) {
    for (const finding of checkUnit({ file, unit, view, includes })) {
      findings.push(placeFinding(finding, unit.start));
    }
  }
  return findings.sort((a, b) => a.start - b.start);
}

/** `line: text` of every finding of a rule: the 1-based line and the source that the finding spans. */
export function found(rule: string, text: string, language: Language = "c"): string[] {
  const opened = open(text, language);
  return findingsIn(opened)
    .filter((finding) => finding.rule === rule)
    .map(({ start, end }) => `${text.slice(0, start).split("\n").length}: ${text.slice(start, end)}`);
}
