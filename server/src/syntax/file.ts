/**
 * From a file's text to its `SourceFile`, in two steps: what the text says by itself (tokens, comments, directives), and
 * with what its headers define, the masked view cut into units. Either takes over what an edit left as it was. Parsing
 * waits until a unit's tree is asked for.
 */
import { detached } from "../text/detached";
import type { Span } from "../text/span";
import { createTreeCache, type TreeCache } from "./cache";
import { inactiveBeforeIncludes, resolveConditionals } from "./conditionals";
import { readDirectives } from "./directives";
import type { Grammars } from "./grammars";
import { languageByEvidence, languageByExtension } from "./language";
import { lex, readComments, relex, type Tokens } from "./lexer";
import { maskTokens } from "./masking/mask";
import { renderMasked } from "./render";
import type { Comment, Directive, Macro, SourceFile, Unit } from "./source";
import { splitUnits } from "./split";
import type { Language, Tree } from "./tree";

export interface ReadOptions {
  /** Forced by the editor's language id or the command line; else told from path and text. */
  readonly language?: Language;
  /** Macros that the file's headers define. Pass the same array as long as they are the same. */
  readonly headerMacros?: readonly Macro[];
}

/** What a text says by itself, whatever its headers define. */
export interface LexedSource {
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly directives: readonly Directive[];
  /** All tokens; never changed. */
  readonly tokens: Tokens;
  /** What conditionals switch off when no header defines anything, up to the last include. */
  readonly inactive: readonly Span[];
}

const NO_MACROS: readonly Macro[] = [];

/** Lexes a text; `before` is an earlier version of it, if there is one. */
export function lexSource(
  path: string,
  text: string,
  language?: Language,
  before?: LexedSource,
): LexedSource {
  const tokens = before === undefined ? lex(text) : relex(before.tokens, text);
  const directives = readDirectives(tokens);
  let inactive: readonly Span[] | undefined;
  let known = language ?? languageByExtension(path);
  if (known === undefined) {
    const asC = resolveConditionals(tokens, directives, "c", NO_MACROS);
    inactive = asC.inactive;
    known = languageByEvidence(asC.active);
    if (known !== "c") inactive = undefined;
  }
  const found = known;
  return {
    path,
    language: found,
    text,
    comments: readComments(tokens),
    directives,
    tokens,
    get inactive() {
      inactive ??= inactiveBeforeIncludes(tokens, directives, found);
      return inactive;
    },
  };
}

/**
 * The file as its headers' macros make it; `before` is an earlier version of it, if there is one. What cannot be
 * understood shows as error nodes in the trees of its units.
 */
export function maskSource(
  source: LexedSource,
  headerMacros: readonly Macro[],
  cache: TreeCache,
  before?: SourceFile,
): SourceFile {
  const { path, language, text, comments, directives } = source;
  const { active, inactive } = resolveConditionals(source.tokens, directives, language, headerMacros);
  const patches = maskTokens(active, language, directives, headerMacros);
  const masked = renderMasked(active, patches);
  const known = before?.language === language ? before.units : [];
  const slices = splitUnits(active);
  const units: Unit[] = [];
  for (let i = 0; i < slices.length; i++) {
    const { kind, namespaces, start, end } = slices[i];
    // Most edits leave units as they are and where they are in the order, counted from the start or from the end.
    const old =
      sameText(known[i], masked, start, end) ??
      sameText(known[known.length - slices.length + i], masked, start, end);
    const own = old?.text ?? detached(masked.substring(start, end));
    units.push(createUnit(kind, namespaces, start, own, old?.tree ?? treeOf(own, language, cache)));
  }
  return { path, language, text, comments, directives, inactive, units };
}

/** The unit if its text is what stands from `start` to `end`. */
function sameText(unit: Unit | undefined, masked: string, start: number, end: number): Unit | undefined {
  return unit !== undefined && unit.text.length === end - start && masked.startsWith(unit.text, start)
    ? unit
    : undefined;
}

function createUnit(
  kind: Unit["kind"],
  namespaces: readonly string[],
  start: number,
  text: string,
  tree: () => Tree,
): Unit {
  return { kind, namespaces, start, end: start + text.length, text, tree };
}

/** The tree from the cache, or parsed on first use. */
function treeOf(text: string, language: Language, cache: TreeCache): () => Tree {
  let tree: Tree | undefined;
  return () => {
    tree ??= cache.tree(text, language);
    return tree;
  };
}

/** Reads a file of which no earlier version is known. Never throws. */
export function readSource(
  path: string,
  text: string,
  options: ReadOptions,
  grammars: Grammars,
  cache: TreeCache = createTreeCache(grammars),
): SourceFile {
  return maskSource(lexSource(path, text, options.language), options.headerMacros ?? NO_MACROS, cache);
}
