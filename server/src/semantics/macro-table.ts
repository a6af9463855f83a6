/**
 * The macros that a file and the headers it includes define. A file's own definitions count before its headers', the
 * last one before later ones are undone; a constant that the branches of a conditional define differently is unknown,
 * unless one of them only hands on what a user may set, and nobody does.
 */
import { excludeEachOther } from "../syntax/builds";
import type { Directive, Macro, SourceFile } from "../syntax/source";
import type { Span } from "../text/span";
import { isWordUnit, wordAt } from "../text/words";
import { addNumber, addText, type Hash } from "./hash";

/** One `#define` or `#undef`. */
export interface MacroEvent {
  /** Null for `#undef`. */
  readonly macro: Macro | null;
  /** Not in a piece that conditionals switched off. */
  readonly active: boolean;
  /** Of another configuration than the one that bodies are read in. */
  readonly isOther: boolean;
  readonly start: number;
  /** Definitions of the same name that no build has together with this one, as they stand in other branches. */
  readonly rivals: readonly Macro[];
  /** The name that users set, if all this does is to hand it on where it is defined; "" otherwise. */
  readonly setting: string;
}

/** Events by macro name, in the order of the file. */
export type MacroEvents = ReadonlyMap<string, readonly MacroEvent[]>;

export function macroEvents(file: SourceFile): MacroEvents {
  const events = new Map<string, MacroEvent[]>();
  const { inactive, others } = file;
  let next = 0;
  let other = 0;
  const asked: Asked[] = [];
  for (const directive of file.directives) {
    noteAsked(asked, directive);
    const name = nameOf(directive);
    if (name === undefined) continue;
    while (next < inactive.length && inactive[next].end <= directive.start) next++;
    const active = next === inactive.length || directive.start < inactive[next].start;
    while (other < others.length && others[other].end <= directive.start) other++;
    const isOther = other < others.length && others[other].start <= directive.start;
    const macro = directive.kind === "define" ? directive.macro : null;
    const list = events.get(name);
    const setting = macro !== null && asked.length > 0 ? handedOn(macro, asked[asked.length - 1]) : "";
    const { start } = directive;
    const event: MacroEvent = { macro, active, isOther, start, rivals: NO_RIVALS, setting };
    if (list === undefined) events.set(name, [event]);
    else list.push(event);
  }
  for (const [name, list] of events)
    if (list.length > 1 && list.length <= MAX_RIVALS) events.set(name, withRivals(file, list));
  return events;
}

/** What the branch asks that a directive stands in: whether a name, "" for anything else, is defined. */
interface Asked {
  readonly name: string;
  readonly isDefined: boolean;
}

const ASKED_ELSE: Asked = { name: "", isDefined: false };

/** Keeps the innermost branch at the end of `asked`. */
function noteAsked(asked: Asked[], directive: Directive): void {
  switch (directive.kind) {
    case "ifdef":
    case "ifndef":
      asked.push({ name: directive.condition, isDefined: directive.kind === "ifdef" });
      return;
    case "if":
      asked.push(askedBy(directive.condition));
      return;
    case "elif":
      if (asked.pop() !== undefined) asked.push(askedBy(directive.condition));
      return;
    case "else": {
      const before = asked.pop() ?? ASKED_ELSE;
      asked.push({ name: before.name, isDefined: !before.isDefined });
      return;
    }
    case "endif":
      asked.pop();
  }
}

const DEFINED = /^(!?)\s*defined\s*(?:\(\s*(\w+)\s*\)|\s(\w+))$/;

function askedBy(condition: string): Asked {
  const match = DEFINED.exec(condition);
  return match === null ? ASKED_ELSE : { name: match[2] ?? match[3], isDefined: match[1] === "" };
}

/** `#ifdef USER_SIZE`, `#define SIZE USER_SIZE`: the name that a definition hands on; "" if it says more. */
function handedOn({ params, body }: Macro, { name, isDefined }: Asked): string {
  if (params !== null || !isDefined || name === "" || !body.includes(name)) return "";
  return body === name || body === `(${name})` ? name : "";
}

const NO_RIVALS: readonly Macro[] = [];

/** Names that are defined more often are not compared, each definition with each. */
const MAX_RIVALS = 16;

function withRivals(file: SourceFile, list: readonly MacroEvent[]): MacroEvent[] {
  return list.map((event) => {
    const rivals: Macro[] = [];
    for (const { macro, start } of list)
      if (macro !== null && start !== event.start && excludeEachOther(file, start, event.start))
        rivals.push(macro);
    return rivals.length === 0 ? event : { ...event, rivals };
  });
}

function nameOf(directive: Directive): string | undefined {
  if (directive.kind === "define") return directive.macro.name;
  return directive.kind === "undef" ? directive.name : undefined;
}

/** Adds everything about the events but their places. */
export function addEvents(hash: Hash, events: readonly MacroEvent[]): void {
  for (const { macro, active, isOther, rivals, setting } of events) {
    addNumber(hash, rivals.length);
    addText(hash, setting);
    addText(hash, active ? (isOther ? "2" : "1") : "0");
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
 * What a name stands for within `at`, a piece of the file (undefined: anywhere). `allOwn` and `allHeaders` are the
 * name's events in the file and its headers; `isSet` tells of another name whether they define it. Undefined: not a
 * macro, or not known which.
 */
export function visibleMacro(
  allOwn: readonly MacroEvent[] | undefined,
  allHeaders: readonly (readonly MacroEvent[])[],
  at: Span | undefined,
  isSet: (name: string) => boolean,
): Macro | undefined {
  const own = allOwn && asSet(allOwn, isSet);
  const headers = allHeaders.map((events) => asSet(events, isSet));
  if (own !== undefined) {
    const found = at === undefined ? anyActive(own) : activeWithin(own, at);
    if (found === null) return undefined;
    if (found !== undefined) return isCertain(found, own, at) ? fullest(found, own) : undefined;
  }
  for (let i = headers.length - 1; i >= 0; i--) {
    const found = anyActive(headers[i]);
    if (found === undefined) continue;
    const certain = headers.every((events) => isCertain(found, events, undefined));
    return certain && (own === undefined || isCertain(found, own, undefined))
      ? fullest(found, headers[i])
      : undefined;
  }
  return undefined;
}

/** The events that are left where what users may set is set, or is not: the default then, as if it stood alone. */
function asSet(events: readonly MacroEvent[], isSet: (name: string) => boolean): readonly MacroEvent[] {
  const handing = events.filter(({ setting }) => setting !== "");
  if (handing.length === 0) return events;
  const taken = handing.filter(({ setting }) => isSet(setting));
  if (taken.length > 0)
    return events.filter(
      ({ rivals }) => !taken.some(({ macro }) => macro !== null && rivals.includes(macro)),
    );
  const left = events.filter(({ setting, active }) => setting === "" && active);
  const isDefault = (rival: Macro) => !handing.some(({ macro }) => macro === rival);
  return left.length === 0 ? events : left.map((e) => ({ ...e, rivals: e.rivals.filter(isDefault) }));
}

/**
 * The last definition, those of other configurations aside: one that is undone further on still is the likeliest where
 * the place is not known.
 */
function anyActive(events: readonly MacroEvent[]): Macro | undefined {
  let found: Macro | undefined;
  for (const { macro, active, isOther } of events)
    if (active && macro !== null && !(isOther && found !== undefined)) found = macro;
  return found;
}

/**
 * The definition in force where the piece begins, or else the first one inside of it: functions define macros for
 * themselves. Null if it is undone there, undefined if no event comes before the piece's end.
 */
function activeWithin(events: readonly MacroEvent[], at: Span): Macro | null | undefined {
  let found: Macro | null | undefined;
  for (const { macro, active, isOther, start } of events) {
    if (!active || (isOther && found)) continue;
    if (start > at.start && (found || start > at.end)) break;
    if (start <= at.start || macro !== null) found = macro;
  }
  return found;
}

/**
 * Of the definitions that branches make of a function-like macro, one that asks its arguments goes before one that
 * answers for them: `#define ALWAYS(x) (1)` says what a build trusts in, not what callers may.
 */
function fullest(macro: Macro, events: readonly MacroEvent[]): Macro {
  if (macro.params === null || macro.params.length === 0 || !SETTLED.test(macro.body)) return macro;
  const rivals = events.find((event) => event.macro === macro)?.rivals ?? NO_RIVALS;
  return (
    rivals.find((rival) => rival.params?.length === macro.params?.length && usesParameters(rival)) ?? macro
  );
}

/** A question that is answered beforehand. */
const SETTLED = /^[(\s]*(?:\d+|true|false)[)\s]*$/;

function usesParameters({ params, body }: Macro): boolean {
  return params?.some((param) => wordAt(body, param, 0) !== -1) ?? false;
}

/** Nothing, as a macro gives it where a feature is left out: `((struct metric *)NULL)`. */
const NULL_BODY = /^\(*\s*(?:\([\w\s*]+\))?\s*\(?\s*(?:NULL|nullptr)\s*\)*$/;

/** Function-like macros, types and names are taken as the chosen branches say; a number or null must be the same in all. */
function isCertain(macro: Macro, events: readonly MacroEvent[], at: Span | undefined): boolean {
  if ((macro.params !== null || !isNumeric(macro.body)) && !NULL_BODY.test(macro.body)) return true;
  for (const event of events) {
    if (event.macro === macro && event.rivals.some((rival) => rival.body !== macro.body)) return false;
    if (event.macro === null || event.macro.body === macro.body) continue;
    // Definitions that follow each other do not contradict, unless both hold somewhere in the piece.
    const elsewhere = at !== undefined && event.active && (event.start <= at.start || event.start > at.end);
    if (!elsewhere) return false;
  }
  return true;
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
