/**
 * From a file's text to its `SourceFile`: lex, read directives, decide conditionals, mask, split. Parsing waits until
 * a unit's tree is asked for.
 */
import { createTreeCache, type TreeCache } from "./cache";
import { resolveConditionals } from "./conditionals";
import { readDirectives } from "./directives";
import type { Grammars } from "./grammars";
import { languageByEvidence, languageByExtension } from "./language";
import { lex, readComments, type Tokens } from "./lexer";
import { maskTokens } from "./masking/mask";
import { renderMasked } from "./render";
import type { Macro, SourceFile, Unit } from "./source";
import { splitUnits } from "./split";
import type { Language, Tree } from "./tree";

export interface ReadOptions {
  /** Forced by the editor's language id or the command line; else told from path and text. */
  readonly language?: Language;
  /** Macros that the file's headers define. Pass the same array as long as they are the same. */
  readonly headerMacros?: readonly Macro[];
}

const NO_MACROS: readonly Macro[] = [];

/** One unit; its tree comes from the cache, or is parsed on first use. */
function createUnit(
  kind: Unit["kind"],
  namespaces: readonly string[],
  start: number,
  text: string,
  language: Language,
  cache: TreeCache,
): Unit {
  let tree: Tree | undefined;
  return {
    kind,
    namespaces,
    start,
    end: start + text.length,
    text,
    tree() {
      tree ??= cache.tree(text, language);
      return tree;
    },
  };
}

/** Reads a file. Never throws; what cannot be understood shows as error nodes in the trees of its units. */
export function readSource(
  path: string,
  text: string,
  options: ReadOptions,
  grammars: Grammars,
  cache: TreeCache = createTreeCache(grammars),
): SourceFile {
  let tokens: Tokens = lex(text);
  const comments = readComments(tokens);
  const directives = readDirectives(tokens);
  let language = options.language ?? languageByExtension(path);
  const headerMacros = options.headerMacros ?? NO_MACROS;
  let inactive = resolveConditionals(tokens, directives, language ?? "c", headerMacros);
  if (language === undefined) {
    language = languageByEvidence(tokens);
    if (language === "cpp") {
      tokens = lex(text);
      inactive = resolveConditionals(tokens, directives, language, headerMacros);
    }
  }
  const patches = maskTokens(tokens, language, directives, headerMacros);
  const masked = renderMasked(tokens, patches);
  const units: Unit[] = [];
  for (const { kind, namespaces, start, end } of splitUnits(tokens)) {
    units.push(createUnit(kind, namespaces, start, masked.substring(start, end), language, cache));
  }
  return { path, language, text, comments, directives, inactive, units };
}
