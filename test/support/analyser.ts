/**
 * The engine as tests use it: grammars from `node_modules`, rules and models from `rules/`, and hosts that stand for
 * the rest of the project, either a folder on the disk or texts given by the test.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { createAnalyser } from "../../server/src/engine/analyser";
import { type Analyser, DEFAULT_SETTINGS, type FileResult, type Host } from "../../server/src/engine/api";
import { grammars } from "../../server/src/syntax/testing";
import { testModels, testRules } from "./rules";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const SAMPLES = path.join(ROOT, "samples");
export const SOURCE = /\.(c|cc|cpp|cxx|h|hpp)$/;

/** A fresh analyser that has seen nothing yet. */
export function newAnalyser(): Analyser {
  return createAnalyser({ grammars, rules: testRules(), models: testModels() });
}

/** A project without other files. */
export const LONELY: Host = { resolveInclude: () => undefined, read: () => undefined };

/** A project that is a folder on the disk: includes are looked up beside the file and in `includeFolders`. */
export function folderHost(includeFolders: readonly string[] = []): Host {
  const texts = new Map<string, string | undefined>();
  return {
    resolveInclude(from, spec) {
      return [path.dirname(from), ...includeFolders]
        .map((folder) => path.join(folder, spec))
        .find((candidate) => existsSync(candidate));
    },
    read(file) {
      if (!texts.has(file)) texts.set(file, existsSync(file) ? readFileSync(file, "utf8") : undefined);
      return texts.get(file);
    },
  };
}

export const SAMPLE_HOST = folderHost([path.join(SAMPLES, "include"), path.join(SAMPLES, "vendor")]);

/** One file, analysed afresh with the default settings. */
export function analyse(file: string, text: string, host: Host = LONELY): FileResult {
  return newAnalyser().analyse({ path: file, text }, DEFAULT_SETTINGS, host);
}

/** The source files below a folder, as absolute paths in alphabetical order. */
export function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
