/**
 * The macros that a file and the headers it includes define. A file's own definitions count before its headers', the
 * last one before later ones are undone; a constant that the branches of a conditional define differently is unknown.
 */
import type { Directive, Macro, SourceFile } from "../syntax/source";
import { addText, type Hash } from "./hash";

/** One `#define` or `#undef`. */
export interface MacroEvent {
  /** Null for `#undef`. */
  readonly macro: Macro | null;
  /** Not in a piece that conditionals switched off. */
  readonly active: boolean;
  readonly start: number;
}

/** Events by macro name, in the order of the file. */
export type MacroEvents = ReadonlyMap<string, readonly MacroEvent[]>;

export function macroEvents(file: SourceFile): MacroEvents {
  const events = new Map<string, MacroEvent[]>();
  const { inactive } = file;
  let next = 0;
  for (const directive of file.directives) {
    const name = nameOf(directive);
    if (name === undefined) continue;
    while (next < inactive.length && inactive[next].end <= directive.start) next++;
    const active = next === inactive.length || directive.start < inactive[next].start;
    const macro = directive.kind === "define" ? directive.macro : null;
    const list = events.get(name);
    const event: MacroEvent = { macro, active, start: directive.start };
    if (list === undefined) events.set(name, [event]);
    else list.push(event);
  }
  return events;
}

function nameOf(directive: Directive): string | undefined {
  if (directive.kind === "define") return directive.macro.name;
  return directive.kind === "undef" ? directive.name : undefined;
}

/** Adds everything about the events but their places. */
export function addEvents(hash: Hash, events: readonly MacroEvent[]): void {
  for (const { macro, active } of events) {
    addText(hash, active ? "1" : "0");
    if (macro === null) {
      addText(hash, "#undef");
      continue;
    }
    addText(hash, macro.name);
    if (macro.params !== null) for (const param of macro.params) addText(hash, param);
    addText(hash, macro.params === null ? "" : "()");
    addText(hash, macro.body);
  }
}

/** Whether what the name stands for depends on where in the file it is used. */
export function dependsOnPlace(events: readonly MacroEvent[]): boolean {
  let first: Macro | null = null;
  for (const { macro, active } of events) {
    if (!active) continue;
    if (macro === null) return true;
    if (first !== null && !sameMacro(first, macro)) return true;
    first ??= macro;
  }
  return false;
}

function sameMacro(a: Macro, b: Macro): boolean {
  return (
    a.body === b.body &&
    (a.params === null) === (b.params === null) &&
    (a.params ?? []).join() === (b.params ?? []).join()
  );
}

/**
 * What `name` stands for at `place` (an offset in the file; -1 if the place is not known). `own` and `headers` are the
 * events of the file and of its headers; undefined: not a macro, or not known which.
 */
export function visibleMacro(
  own: readonly MacroEvent[] | undefined,
  headers: readonly (readonly MacroEvent[])[],
  place: number,
): Macro | undefined {
  if (own !== undefined) {
    const found = lastActive(own, place);
    if (found === null) return undefined;
    if (found !== undefined) return isCertain(found, own, headers, place) ? found : undefined;
  }
  for (let i = headers.length - 1; i >= 0; i--) {
    const found = lastActive(headers[i], -1);
    if (found === null) return undefined;
    if (found !== undefined) return isCertain(found, own, headers, -1) ? found : undefined;
  }
  return undefined;
}

/** The last definition before `place`; null if it is undone there, undefined if there is none. */
function lastActive(events: readonly MacroEvent[], place: number): Macro | null | undefined {
  let found: Macro | null | undefined;
  for (const { macro, active, start } of events) {
    if (!active) continue;
    if (place >= 0 && start > place) break;
    // Not knowing the place, a definition that is undone later still is the likeliest.
    if (macro !== null || place >= 0) found = macro;
  }
  return found;
}

/** Function-like macros, types and names are taken as the chosen branches say; a number must be the same in all. */
function isCertain(
  macro: Macro,
  own: readonly MacroEvent[] | undefined,
  headers: readonly (readonly MacroEvent[])[],
  place: number,
): boolean {
  if (macro.params !== null || !isNumeric(macro.body)) return true;
  const agrees = (events: readonly MacroEvent[], ordered: boolean) =>
    events.every(
      (event) => event.macro === null || event.macro.body === macro.body || (ordered && event.active),
    );
  if (own !== undefined && !agrees(own, place >= 0)) return false;
  return own !== undefined || headers.every((events) => agrees(events, false));
}

/** Whether a number stands in the text, outside of words and strings. */
function isNumeric(body: string): boolean {
  if (body.includes('"')) return false;
  for (let i = 0; i < body.length; i++) {
    const unit = body.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) continue;
    const before = i === 0 ? 0 : body.charCodeAt(i - 1) | 0x20;
    if (!(before >= 0x61 && before <= 0x7a) && before !== 0x7f && !(before >= 0x30 && before <= 0x39))
      return true;
  }
  return false;
}

/** The words of a text, each once. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (let i = 0; i < text.length; ) {
    const from = i;
    while (i < text.length && isWordUnit(text.charCodeAt(i))) i++;
    const first = text.charCodeAt(from);
    if (i > from && !(first >= 0x30 && first <= 0x39)) words.add(text.slice(from, i));
    if (i === from) i++;
  }
  return [...words];
}

function isWordUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f ||
    unit >= 0x80
  );
}
