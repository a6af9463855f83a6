/**
 * Programs that look at a text from outside character by character: whoever asks about every character whether it is
 * one that does harm has thought of it. Which sinks the question is good for depends on what was asked.
 */
import type { SinkKind } from "../models/model";
import { TypeKind } from "../semantics/types";
import { pointerBehind } from "./memory";
import type { State } from "./state";
import { outsideOf } from "./taint";
import { type Region, RegionKind, type Taint, type Value, ValueKind, type Values } from "./values";

/** What a look at data is good for: any sink, names of files, lines of a log, or to know who made it. */
export type Concern = "all" | "name" | "line" | "origin";

const CONCERNS: Readonly<Partial<Record<SinkKind, Concern>>> = {
  path: "name",
  "path-question": "name",
  log: "line",
  image: "origin",
};

/** Characters that end a word for a shell or a text for SQL; those of quoted words and lists are split at as well. */
const HARMFUL = new Set([..."';|$`"].map((c) => c.charCodeAt(0)));
const SEPARATORS = new Set([..."/\\"].map((c) => c.charCodeAt(0)));
const LINE_ENDS = new Set([..."\n\r"].map((c) => c.charCodeAt(0)));
/** Characters that end a literal or a name in SQL. */
const LITERAL_ENDS = new Set([..."'`"].map((c) => c.charCodeAt(0)));
/** Ends of an alphabet; digits and `f` are those of numbers too. */
const LAST_LETTERS = new Set([..."Zz[{"].map((c) => c.charCodeAt(0)));
/** Bounds of what can be printed. */
const PRINTED = new Set([0x1f, 0x20, 0x7e, 0x7f]);

/** The object that holds the text at v, or the text of which v is a character; -1 if unknown. */
export function textRegion(values: Values, v: Value): Region {
  const place = placeOfCharacter(values, v);
  return values.regionOf(place === -1 ? v : place);
}

/** Where the text comes from that v is a character of: its bytes, or the pointer to it. */
export function taintOfCharacter(state: State, v: Value): Taint | null {
  const { values } = state;
  const place = placeOfCharacter(values, v);
  const region = place === -1 ? -1 : values.regionOf(place);
  if (region === -1) return null;
  return values.taintOf(v) ?? outsideOf(state, region) ?? values.taintOf(pointerBehind(values, place));
}

/** Where the text comes from that a character was taken from as it is; null for what was looked up or computed by it. */
export function taintOfSource(state: State, v: Value): Taint | null {
  const { values } = state;
  const place = placeOfCharacter(values, v);
  const region = place === -1 ? -1 : values.regionOf(place);
  if (region === -1) return null;
  const owner = values.regionKind[region] === RegionKind.Pointee ? values.regionOwner[region] : -1;
  return outsideOf(state, region) ?? (owner === -1 ? null : values.taintOf(owner));
}

/** The address that v was read from, if v is a character, at most converted; -1 if not. */
function placeOfCharacter(values: Values, v: Value): Value {
  let s = v;
  while (values.kind[s] === ValueKind.Convert || values.kind[s] === ValueKind.Offset) s = values.a[s];
  if (values.kind[s] === ValueKind.Content && values.type[s]?.kind === TypeKind.Int) return values.a[s];
  return values.readFrom.get(s) ?? -1;
}

/** Notes what the condition of a branch asks about the characters of a text. */
export function askComparison(state: State, condition: Value): void {
  const { values } = state;
  if (!values.isComparison(condition)) {
    askEnd(state, condition);
    return;
  }
  const a = values.a[condition];
  const b = values.b[condition];
  const k = values.kind[condition];
  const isOrder = k !== ValueKind.Equal && k !== ValueKind.NotEqual;
  if (values.isConstant(b)) askCharacter(state, a, values.number[b], isOrder);
  else if (values.isConstant(a)) askCharacter(state, b, values.number[a], isOrder);
}

/** Notes that the program asks of v, if that is any character of a text, whether it is `c`, or one below or above. */
export function askCharacter(state: State, v: Value, c: number, isOrder: boolean): void {
  if (c === 0) askEnd(state, v);
  const concern = concernOf(c, isOrder);
  if (concern === null) return;
  const { values } = state;
  const place = placeOfCharacter(values, v);
  const region = place === -1 ? -1 : values.regionOf(place);
  // A character at a fixed place says nothing of the others.
  if (region === -1 || values.isConstant(values.offsetOf(place))) return;
  if (!isOrder && LITERAL_ENDS.has(c)) values.quotesAsked.add(objectOf(values, region));
  const taint = taintOfCharacter(state, v);
  if (taint !== null) examine(values, taint, concern);
  else examineText(values, region, concern);
}

/** A text of which the number reaches to the end is a number, and carries nothing else: `strtol(s, &end, 10); if (*end)`. */
function askEnd({ values }: State, v: Value): void {
  if (values.numberEnds.size === 0) return;
  const place = placeOfCharacter(values, v);
  const end = place === -1 ? -1 : pointerBehind(values, place);
  const taint =
    end !== -1 && values.kind[end] === ValueKind.Content
      ? values.numberEnds.get(values.regionOf(values.a[end]))
      : undefined;
  if (taint !== undefined) examine(values, taint, "all");
}

/** From here on the text of which nobody knows where it comes from counts as looked at; arrays are used for several. */
export function examineText(values: Values, region: Region, concern: Concern): void {
  const isArray = values.regionType[region]?.kind === TypeKind.Array;
  if (isArray && values.regionKind[region] === RegionKind.Variable) return;
  const text = objectOf(values, region);
  const concerns = values.examinedTexts.get(text);
  if (concerns === undefined) values.examinedTexts.set(text, new Set([concern]));
  else concerns.add(concern);
}

/** The string object whose characters a region is; any other region is itself the text. */
function objectOf(values: Values, region: Region): Region {
  return values.regionKind[region] === RegionKind.Characters ? values.parentRegion(region) : region;
}

/** Whether the program has looked at a text for what does harm in this kind of sink; without one, in any. */
export function isTextExamined(values: Values, region: Region, sink?: SinkKind): boolean {
  const concerns = values.examinedTexts.get(objectOf(values, region));
  if (concerns === undefined) return false;
  const concern = sink === undefined ? undefined : CONCERNS[sink];
  return concerns.has("all") || (concern !== undefined && concerns.has(concern));
}

/** From here on the data counts as looked at. */
export function examine(values: Values, { site }: Taint, concern: Concern): void {
  if (concern === "all") values.examined.add(site);
  else if (concern === "name") values.examinedNames.add(site);
  else if (concern === "line") values.examinedLines.add(site);
  else values.examinedOrigins.add(site);
}

/** Whether the program has looked at data for what does harm in this kind of sink. */
export function isExaminedFor(values: Values, { site }: Taint, sink: SinkKind): boolean {
  if (values.examined.has(site)) return true;
  const concern = CONCERNS[sink];
  return (
    (concern === "name" && values.examinedNames.has(site)) ||
    (concern === "line" && values.examinedLines.has(site)) ||
    (concern === "origin" && values.examinedOrigins.has(site))
  );
}

/** What it is good for to look for any of the characters of a set, or for a text. */
export function concernOfSet(set: string): Concern | null {
  let found: Concern | null = set === ".." ? "name" : null;
  for (let i = 0; i < set.length; i++) {
    const concern = concernOf(set.charCodeAt(i), false);
    if (concern === "all" || (concern !== null && found !== "name")) found = concern;
  }
  return found;
}

function concernOf(c: number, isOrder: boolean): Concern | null {
  if (isOrder) return LAST_LETTERS.has(c) ? "all" : PRINTED.has(c) ? "line" : null;
  return HARMFUL.has(c) ? "all" : SEPARATORS.has(c) ? "name" : LINE_ENDS.has(c) ? "line" : null;
}
