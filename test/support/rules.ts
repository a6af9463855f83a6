/**
 * Reads `rules/` from the disk for tests, which thereby see what is there now and not what was last built.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { indexModels } from "../../server/src/models/load";
import type { Models } from "../../server/src/models/model";
import { type Compiled, compileRules, indexRules, type RuleFile } from "../../server/src/rules/compile";
import type { Rules } from "../../server/src/rules/rule";

export const RULES_FOLDER = fileURLToPath(new URL("../../rules/", import.meta.url));

/** Every file under `rules/`, examples included, with paths relative to it. */
function readRuleFiles(): RuleFile[] {
  return readdirSync(RULES_FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(RULES_FOLDER.length).replace(/\\/g, "/"),
      text: readFileSync(file, "utf8"),
    }));
}

let compiled: Compiled | undefined;

/** The compiled rules and models; read once a process. */
export function compiledRules(): Compiled {
  compiled ??= compileRules(readRuleFiles());
  return compiled;
}

export function testRules(): Rules {
  return indexRules(compiledRules().rules);
}

export function testModels(): Models {
  return indexModels(compiledRules().models);
}
