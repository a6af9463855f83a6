/**
 * What a file's includes bring, as far as that can be known: which standard headers, and whether anything came in that
 * was not seen. Whoever claims that something is not declared must ask here first.
 */
import type { SourceFile } from "../../syntax/source";
import { wordAt } from "../../text/words";
import { isKnownHeader, namesDeclaredBy } from "./standard-headers";

export interface IncludeView {
  /** Every included header is in the project or known; nothing else can have declared a name. */
  readonly complete: boolean;
  /** The known headers of the standards that are included, also by project headers. */
  readonly standard: ReadonlySet<string>;
  /** The file and the project headers that it includes. */
  readonly files: readonly SourceFile[];
}

/** `isInProject` tells whether an `#include` of `spec` in the file `from` was resolved, so is among `headers`. */
export function includesOf(
  file: SourceFile,
  headers: readonly SourceFile[],
  isInProject: (from: string, spec: string, system: boolean) => boolean,
): IncludeView {
  const files = [file, ...headers];
  const standard = new Set<string>();
  // A header relies on what the files that include it have included before.
  let complete = !/\.(?:h|hh|hpp|hxx|inc)$/i.test(file.path);
  for (const { path, directives, inactive } of files) {
    for (const directive of directives) {
      if (directive.kind !== "include") continue;
      if (isKnownHeader(directive.path)) standard.add(directive.path);
      // A system header found in the project may be another of the same name.
      else if (directive.system || !isInProject(path, directive.path, false)) complete = false;
      else if (isWithin(inactive, directive.start)) complete = false;
    }
  }
  return { complete, standard, files };
}

function isWithin(spans: SourceFile["inactive"], offset: number): boolean {
  return spans.some(({ start, end }) => offset >= start && offset < end);
}

export function isDeclaredByStandard(view: IncludeView, name: string): boolean {
  for (const header of view.standard) if (namesDeclaredBy(header).has(name)) return true;
  return false;
}

/**
 * Whether `name` occurs as a word anywhere outside function bodies: in a declaration that was not understood, a macro,
 * or code that conditionals switch off. Any of these may declare it.
 */
export function isMentioned(view: IncludeView, name: string): boolean {
  let known = mentions.get(view);
  if (!known) mentions.set(view, (known = new Map()));
  let answer = known.get(name);
  if (answer === undefined) known.set(name, (answer = findMention(view, name)));
  return answer;
}

/** Answers by name, for as long as the view lives. */
const mentions = new WeakMap<IncludeView, Map<string, boolean>>();

function findMention(view: IncludeView, name: string): boolean {
  for (const file of view.files) {
    for (const directive of file.directives) {
      if (directive.kind === "define" && hasWord(directive.macro.body, name)) return true;
    }
    for (const { start, end } of file.inactive) {
      if (hasWord(file.text.substring(start, end), name)) return true;
    }
    if (isOutsideBodies(file, name)) return true;
  }
  return false;
}

/** Whether the word stands in the file's code anywhere but in function bodies, macro bodies and comments. */
function isOutsideBodies(file: SourceFile, word: string): boolean {
  const { text, comments, units } = file;
  let at = wordAt(text, word, 0);
  let comment = 0;
  let unit = 0;
  for (; at >= 0; at = wordAt(text, word, at + 1)) {
    while (comment < comments.length && comments[comment].end <= at) comment++;
    if (comment < comments.length && comments[comment].start <= at) continue;
    while (unit < units.length && units[unit].end <= at) unit++;
    const around = unit < units.length && units[unit].start <= at ? units[unit] : undefined;
    if (around?.kind !== "function") return true;
    const brace = around.text.indexOf("{");
    if (brace < 0 || at < around.start + brace) return true;
  }
  return false;
}

function hasWord(text: string, word: string): boolean {
  return wordAt(text, word, 0) >= 0;
}
