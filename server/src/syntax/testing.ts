/**
 * For tests only: grammars loaded from `node_modules`, and one-line ways from a string to a `Tree` or a `SourceFile`.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { readSource } from "./file";
import { loadGrammars } from "./grammars";
import type { Macro, SourceFile } from "./source";
import type { Language, Tree } from "./tree";

const require = createRequire(import.meta.url);

export const grammarBytes = {
  runtime: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
  c: readFileSync(require.resolve("tree-sitter-c/tree-sitter-c.wasm")),
  cpp: readFileSync(require.resolve("tree-sitter-cpp/tree-sitter-cpp.wasm")),
};

export const grammars = await loadGrammars(grammarBytes);

/** The tree of a piece of code without directives or dialect words. */
export function parseUnit(text: string, language: Language = "c"): Tree {
  return grammars.parse(text, language);
}

/** A whole file; `language` defaults to what path and text tell. */
export function parseFile(
  text: string,
  options: {
    readonly path?: string;
    readonly language?: Language;
    readonly headerMacros?: readonly Macro[];
  } = {},
): SourceFile {
  const path = options.path ?? (options.language === "cpp" ? "test.cpp" : "test.c");
  return readSource(path, text, options, grammars);
}
