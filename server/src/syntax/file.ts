/**
 * From a file's text to its `SourceFile`, in two steps: what the text says by itself (tokens, comments, directives), and
 * with what its headers define, the masked view cut into units. Either takes over what an edit left as it was. Parsing
 * waits until a unit's tree is asked for.
 */
import { detached } from "../text/detached";
import type { Span } from "../text/span";
import { createTreeCache, type TreeCache } from "./cache";
import { chunkStarts } from "./chunks";
import { inactiveBeforeIncludes, resolveConditionals } from "./conditionals";
import { readDirectives } from "./directives";
import type { Grammars } from "./grammars";
import { HeaderMacros, sameMacro } from "./header-macros";
import { languageByEvidence, languageByExtension } from "./language";
import { lex, readComments, relex, sharedEnds, sliceTokens, type Tokens } from "./lexer";
import { type Learned, learnMacros } from "./masking/learn";
import { maskTokens } from "./masking/mask";
import { describeWords, type WordTable } from "./masking/words";
import { renderMasked } from "./render";
import type { Comment, Directive, Macro, SourceFile, Unit } from "./source";
import { FILE_LEVEL, type Nesting, sameNesting, splitUnits } from "./split";
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
    const asC = resolveConditionals(tokens, directives, "c", new HeaderMacros(NO_MACROS));
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

/** A chunk of a file with its units; `start` is the offset of its first token, `end` that of the next chunk's. */
interface Chunk extends Span {
  readonly around: Nesting;
  readonly after: Nesting;
  readonly units: readonly Unit[];
}

/** A file that knows how it was made, so that the next version of it costs what has changed. */
export interface MaskedSource extends SourceFile {
  readonly chunks: readonly Chunk[];
  readonly learned: Learned;
  /** The macros of its headers, with what was asked of them. */
  readonly headers: HeaderMacros;
}

/**
 * The file as its headers' macros make it; `before` is an earlier version of it, if there is one. What cannot be
 * understood shows as error nodes in the trees of its units.
 */
export function maskSource(
  source: LexedSource,
  headerMacros: readonly Macro[],
  cache: TreeCache,
  before?: MaskedSource,
): MaskedSource {
  const { path, language, text, comments, directives } = source;
  const isAlike =
    before?.language === language &&
    before.headers.all === headerMacros &&
    sameMacros(before.directives, directives);
  const headers = isAlike ? before.headers : new HeaderMacros(headerMacros);
  const { active, inactive, others } = resolveConditionals(source.tokens, directives, language, headers);
  const learned = isAlike ? before.learned : learnMacros(directives, headers);
  const reuse = isAlike ? createReuse(before, text, inactive) : undefined;
  let words: WordTable | undefined;
  let nesting = FILE_LEVEL;
  const starts = chunkStarts(active);
  const chunks: Chunk[] = [];
  for (let i = 0; i < starts.length; i++) {
    const next = i + 1 < starts.length ? starts[i + 1] : active.count;
    const start = active.start[starts[i]];
    const end = next < active.count ? active.start[next] : text.length;
    let chunk = reuse?.(start, end, nesting);
    // Masking changes the tokens of the chunk, which nobody looks at again.
    if (chunk === undefined) chunk = makeChunk(sliceTokens(active, starts[i], next), start, end, nesting);
    nesting = chunk.after;
    chunks.push(chunk);
  }
  const units: Unit[] = [];
  for (const chunk of chunks) for (const unit of chunk.units) units.push(unit);
  return { path, language, text, comments, directives, inactive, others, units, chunks, learned, headers };

  function makeChunk(tokens: Tokens, start: number, end: number, around: Nesting): Chunk {
    words ??= describeWords(active.names, learned);
    const patches = maskTokens(tokens, language, words);
    const masked = renderMasked(tokens, patches, start, end);
    const { slices, after } = splitUnits(tokens, around);
    const units: Unit[] = [];
    for (const slice of slices) {
      const own = detached(masked.substring(slice.start - start, slice.end - start));
      units.push(createUnit(slice, slice.start, own, treeOf(own, language, cache)));
    }
    return { start, end, around, after, units };
  }
}

/** Whether the directives define the same macros in the same order, wherever they stand. */
function sameMacros(a: readonly Directive[], b: readonly Directive[]): boolean {
  let j = 0;
  for (const directive of a) {
    if (directive.kind !== "define") continue;
    while (j < b.length && b[j].kind !== "define") j++;
    const other = b[j++];
    if (other?.kind !== "define" || !sameMacro(directive.macro, other.macro)) return false;
  }
  while (j < b.length && b[j].kind !== "define") j++;
  return j >= b.length;
}

/**
 * Finds the chunks of an earlier version that an edit left as they were: those whose text, with what conditionals
 * switch off in it, lies before or behind all that differs. To be asked in the order of the file.
 */
function createReuse(before: MaskedSource, text: string, inactive: readonly Span[]) {
  const shift = text.length - before.text.length;
  const [head, tail] = sharedEnds(before.text, text);
  const old = before.inactive;
  let same = 0;
  while (same < old.length && same < inactive.length && sameSpan(old[same], inactive[same], 0)) same++;
  const headEnd = Math.min(head, old[same]?.start ?? head, inactive[same]?.start ?? head);
  let [a, b] = [old.length - 1, inactive.length - 1];
  while (a >= same && b >= same && sameSpan(old[a], inactive[b], shift)) {
    a--;
    b--;
  }
  const tailStart = Math.max(
    text.length - tail,
    a >= same ? old[a].end + shift : 0,
    b >= same ? inactive[b].end : 0,
  );
  let next = 0;
  return (start: number, end: number, around: Nesting): Chunk | undefined => {
    const by = end <= headEnd ? 0 : shift;
    if (end > headEnd && start < tailStart) return undefined;
    while (next < before.chunks.length && before.chunks[next].start + by < start) next++;
    const chunk = before.chunks[next];
    if (chunk === undefined || !sameSpan(chunk, { start, end }, by)) return undefined;
    if (!sameNesting(chunk.around, around)) return undefined;
    if (by === 0) return chunk;
    const units = chunk.units.map((unit) => createUnit(unit, unit.start + by, unit.text, unit.tree));
    return { start, end, around: chunk.around, after: chunk.after, units };
  };
}

function sameSpan(a: Span, b: Span, shift: number): boolean {
  return a.start + shift === b.start && a.end + shift === b.end;
}

function createUnit(
  { kind, namespaces }: Pick<Unit, "kind" | "namespaces">,
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
): MaskedSource {
  return maskSource(lexSource(path, text, options.language), options.headerMacros ?? NO_MACROS, cache);
}
