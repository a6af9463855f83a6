/**
 * For tests only: from source text to IR and its printed form, each function checked by the verifier.
 */
import { expect } from "vitest";
import type { Models } from "../models/model";
import { buildEnvironment } from "../semantics/build";
import { DATA_MODELS } from "../semantics/types";
import { createTypes } from "../semantics/types-table";
import { grammars, parseFile } from "../syntax/testing";
import type { Language } from "../syntax/tree";
import type { IrFunction } from "./ir";
import { lowerFunctions } from "./lower";
import { printFunction } from "./print";
import { verify } from "./verify";

/** Lowers every function of a file. */
export function lowerText(text: string, language: Language = "c", models: Models = new Map()): IrFunction[] {
  const file = parseFile(text, { language });
  const environment = buildEnvironment({
    file,
    headers: [],
    types: createTypes(DATA_MODELS.lp64),
    models,
    parse: (fragment, inLanguage) => grammars.parse(fragment, inLanguage),
  });
  const functions: IrFunction[] = [];
  for (const unit of file.units) {
    const view = (path: readonly string[]) => environment.view(path);
    const source = file.text.substring(unit.start, unit.end);
    functions.push(...lowerFunctions({ tree: unit.tree(), source, namespaces: unit.namespaces, view }));
  }
  return functions;
}

/** The printed IR of every function of a file, separated by blank lines; fails on unsound IR. */
export function ir(text: string, language: Language = "c", models?: Models): string {
  const functions = lowerText(text, language, models);
  for (const fn of functions) expect(verify(fn), printFunction(fn)).toEqual([]);
  return functions.map(printFunction).join("\n\n");
}
