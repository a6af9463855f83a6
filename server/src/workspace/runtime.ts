/**
 * The engine as it is delivered: grammars, rules and models are files beside the bundle, read here and nowhere else.
 * Command line, workers and language server start from this.
 */
import fs from "node:fs";
import { createAnalyser } from "../engine/analyser";
import { indexModels } from "../models/load";
import type { FunctionModel } from "../models/model";
import { type Compiled, indexRules } from "../rules/compile";
import type { Rules } from "../rules/rule";
import { loadGrammars } from "../syntax/grammars";
import { reasonOf } from "./problem";
import type { AnalyserFactory } from "./session";

/** The bundles lie side by side, and so do the chunks that they share. */
const beside = (name: string) => new URL(`./${name}`, import.meta.url);

/** The module that a scan's worker threads run. */
export const WORKER = beside("worker.mjs");

export interface Knowledge {
  readonly rules: Rules;
  readonly models: readonly FunctionModel[];
}

function read(name: string): Buffer {
  try {
    return fs.readFileSync(beside(name));
  } catch (error) {
    throw new Error(`this installation is broken: ${name} cannot be read: ${reasonOf(error)}`);
  }
}

/** Throws when the files are not there. */
export function loadKnowledge(): Knowledge {
  const compiled = JSON.parse(read("rules.json").toString()) as Compiled;
  return { rules: indexRules(compiled.rules), models: compiled.models };
}

/** Rejects when the files are not there. */
export async function loadAnalyserFactory({ rules, models }: Knowledge): Promise<AnalyserFactory> {
  const grammars = await loadGrammars({
    runtime: read("web-tree-sitter.wasm"),
    c: read("tree-sitter-c.wasm"),
    cpp: read("tree-sitter-cpp.wasm"),
  });
  return (own) => createAnalyser({ grammars, rules, models: indexModels(models, own) });
}
