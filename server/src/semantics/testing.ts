/**
 * For tests only: environments of pieces of source, and the expression or type that stands in a marked place.
 */
import { Field, Kind } from "../syntax/kinds";
import type { SourceFile } from "../syntax/source";
import { grammars, parseFile, parseUnit } from "../syntax/testing";
import type { Language, Tree } from "../syntax/tree";
import { childByField, findInside } from "../syntax/walk";
import { buildEnvironment, type FileEnvironment } from "./build";
import { DATA_MODELS, type DataModel } from "./types";
import { createTypes, type Types } from "./types-table";

const tables = new Map<string, Types>();

/** One table for each data model, so that types of different environments compare. */
export function typesOf(model: DataModel["name"] = "lp64"): Types {
  let types = tables.get(model);
  if (types === undefined) tables.set(model, (types = createTypes(DATA_MODELS[model])));
  return types;
}

export interface EnvironmentOptions {
  readonly language?: Language;
  readonly model?: DataModel["name"];
  readonly headers?: readonly SourceFile[];
}

export function environmentOf(text: string, options: EnvironmentOptions = {}): FileEnvironment {
  return buildEnvironment({
    file: parseFile(text, { language: options.language ?? "c" }),
    headers: options.headers ?? [],
    types: typesOf(options.model),
    models: new Map(),
    parse: grammars.parse,
  });
}

/** The tree of `int _ = EXPRESSION;` and the expression's node. */
export function expressionIn(text: string, language: Language = "c"): { tree: Tree; node: number } {
  const tree = parseUnit(`int _ = ${text};`, language);
  return { tree, node: childByField(tree, findInside(tree, 0, Kind.InitDeclarator), Field.Value) };
}
