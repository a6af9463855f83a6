/**
 * Positions that a function keeps from one call to the next, in a static variable or in a record: what it writes at, and
 * moves on, without asking whether there is room for one more, or as far as its own question lets it; or moves back, and
 * nobody asks whether there is anything before.
 */
import type { Access, Context, Listener, Note } from "../../flow/events";
import { read } from "../../flow/memory";
import { lower, upper } from "../../flow/numbers";
import { highest } from "../../flow/reach";
import { Origin, type State } from "../../flow/state";
import {
  type Region,
  RegionKind,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { questionsAbout } from "../../syntax/questions";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";
import { isGivenLength } from "./origin";

/** A position that an array is written at. */
interface Cursor {
  /** What it was when the function began. */
  readonly before: Value;
  /** Where the access is, counted from that. */
  readonly moved: Value;
  /** The least position at which the access is beyond the end. */
  readonly beyond: number;
}

export const cursors: Listener = {
  access(event, context) {
    const { write, site } = event;
    if (!write || context.state.doubtful || !context.isOwnCode(site)) return;
    judgeStored(event, context);
    const cursor = cursorOf(event, context);
    if (cursor === undefined) return;
    if (movesBelow(event, cursor, context)) return;
    const key = `${KEY}${cursor.before} ${cursor.beyond}`;
    context.notes.set(key, { site, text: context.objectText(event.address) });
  },

  branch({ value }, context) {
    const { values } = context.state;
    if (context.notes.size === 0 || !values.isComparison(value)) return;
    const asked = askedLimit(values, value);
    if (asked === undefined) return;
    const before = placeAsked(values, asked.number);
    const beyond = asked.limit - values.addend(asked.number);
    const note = context.notes.get(`${KEY}${before} ${beyond}`);
    if (note === undefined || !isOpen(context.state, before)) return;
    const name = values.regionName[values.regionOf(placeOf(values, before))];
    const how = `comes before the question whether ${quoted(name)} is less than ${beyond}: where it is not, that is beyond the end of`;
    report(context, note, name, how, false);
  },

  return(_, context) {
    for (const [key, note] of context.notes) {
      if (!key.startsWith(KEY)) continue;
      const [before, beyond] = key.slice(KEY.length).split(" ").map(Number);
      judge(before, beyond, note, context);
    }
  },
};

const KEY = "cursor ";

/**
 * Judges what is stored as the new position where others may change it, so that what is read back tells nothing: who
 * asks first, and stores then, has said how far it may get.
 */
function judgeStored({ address, stored }: Access, context: Context): void {
  const { state } = context;
  const { values } = state;
  if (stored <= UNINITIALISED || values.changeable.size === 0 || values.isConstant(stored)) return;
  for (const [key, note] of context.notes) {
    if (!key.startsWith(KEY)) continue;
    const [before, beyond] = key.slice(KEY.length).split(" ").map(Number);
    if (values.changeable.get(before) !== address) continue;
    const most = highest(state, stored);
    if (most !== undefined && most >= beyond && most < 2 * beyond) reportLeft(context, note, address, most);
  }
}

function reportLeft(context: Context, note: Note, address: Value, most: number): void {
  const { values } = context.state;
  const name = values.regionName[values.regionOf(address)];
  const how = `begins where the call before has left ${quoted(name)}, which may be ${most}: that is beyond the end of`;
  report(context, note, name, how);
}

/** Judges where a function leaves a position that it has written at. */
function judge(before: Value, beyond: number, note: Note, context: Context): void {
  const { state } = context;
  const { values } = state;
  const address = placeOf(values, before);
  const type = values.type[before];
  const after = type === null ? -1 : read(state, address, type.size, type, context.function);
  if (after <= UNINITIALISED || after === before) return;
  const name = values.regionName[values.regionOf(address)];
  // Who asks about it after the access, says how far the next call may find it.
  const most = highest(state, after);
  if (
    most === undefined &&
    isOpen(state, before) &&
    movesOn(values, before, after) &&
    !asksItself(name, context)
  ) {
    const how = `moves ${quoted(name)} on with every call, and nothing asks whether it has come to the end of`;
    report(context, note, name, how, true, beyond === Infinity);
  } else if (most !== undefined && !values.isConstant(after) && most >= beyond && most < 2 * beyond)
    reportLeft(context, note, address, most);
}

/** `isUpToCallers`: whether it takes callers who go on and on; `isCall`: whether a library function writes. */
function report(
  context: Context,
  { site, text: object }: Note,
  name: string,
  how: string,
  isUpToCallers = true,
  isCall = false,
): void {
  const text = context.text(site);
  context.report({
    rule: isCall ? "buffer-overflow" : "index-out-of-bounds",
    site,
    message: `${quoted(text)} ${how} ${object}.`,
    confidence: "evidence",
    steps: [],
    isUpToCallers,
    unasked: name,
  });
}

/** The number of which a condition asks whether it is less than a limit, or whether it is that. */
function askedLimit(values: Values, question: Value): { number: Value; limit: number } | undefined {
  const a = values.a[question];
  const b = values.b[question];
  const isWhole = values.kind[question] !== ValueKind.LessEqual;
  if (values.isConstant(b)) return { number: a, limit: values.number[b] + (isWhole ? 0 : 1) };
  const isLess = values.kind[question] === ValueKind.Less;
  return values.isConstant(a) ? { number: b, limit: values.number[a] + (isLess ? 1 : 0) } : undefined;
}

/** Says of a position that was moved back before it was written at, and that nobody asks whether it can be; false if it was not. */
function movesBelow(event: Access, { before, moved }: Cursor, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const back = -values.addend(moved);
  const c = state.constraint(before);
  if (back <= 0 || c?.loOrigin === Origin.Check || c?.not === 0 || lower(state, before) >= back)
    return back > 0;
  const region = values.regionOf(placeOf(values, before));
  const name = values.regionName[region];
  context.report({
    rule: "index-out-of-bounds",
    site: event.site,
    message: `${quoted(context.text(event.site))} moves ${quoted(name)} back, and nothing asks whether it is at the start of ${context.objectText(event.address)}.`,
    confidence: "evidence",
    steps: [],
    // Who calls a method may have asked the object.
    isUpToCallers: values.regionKind[values.rootRegion(region)] !== RegionKind.Global,
    unaskedBelow: name,
  });
  return true;
}

/** Where a position is kept. */
function placeOf(values: Values, before: Value): Value {
  return values.changeable.get(before) ?? values.a[before];
}

/** The position that a number is made of by adding to it. */
function placeAsked(values: Values, asked: Value): Value {
  let at = values.base(asked);
  while (values.kind[at] === ValueKind.Convert) at = values.base(values.a[at]);
  return at;
}

/** Whether the function itself asks about the position, on whatever path. */
function asksItself(name: string, { source, function: { start, end } }: Context): boolean {
  return questionsAbout(withoutComments(source.slice(start, end)), name) > 0;
}

function isOpen(state: State, before: Value): boolean {
  return state.constraint(before)?.hiOrigin !== Origin.Check && state.differencesFrom(before) === undefined;
}

function movesOn(values: Values, before: Value, after: Value): boolean {
  const moved = values.kind[after] === ValueKind.Convert ? values.a[after] : after;
  const place = values.changeable.get(before);
  const isBefore = (v: Value) => v === before || (place !== undefined && values.changeable.get(v) === place);
  const base = values.base(moved);
  if (values.kind[base] === ValueKind.Sum) return isBefore(values.a[base]) || isBefore(values.b[base]);
  return isBefore(base) && values.addend(moved) > 0;
}

/** The position that an access to an array of a known size is made at, if the function found it in memory and asked nothing. */
function cursorOf(event: Access, context: Context): Cursor | undefined {
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(event.address);
  // What a function makes anew in every call is at no position that it has kept.
  if (region === -1 || values.regionKind[values.rootRegion(region)] === RegionKind.Variable) return undefined;
  const offset = values.offsetOf(event.address);
  let moved = offset;
  let step = 1;
  if (values.kind[values.base(offset)] === ValueKind.Scale) {
    const scaled = values.base(offset);
    step = values.number[values.b[scaled]];
    moved = values.offset(values.a[scaled], Math.floor(values.addend(offset) / step));
  }
  while (values.kind[values.base(moved)] === ValueKind.Convert)
    moved = values.offset(values.a[values.base(moved)], values.addend(moved));
  const index = values.base(moved);
  const type = values.type[index];
  const place = values.changeable.get(index) ?? -1;
  const isContent = values.kind[index] === ValueKind.Content && values.b[index] === 0;
  if ((!isContent && place === -1) || type?.kind !== TypeKind.Int) return undefined;
  const extent = context.extent(event.address);
  if (extent === -1 || !values.isConstant(extent) || event.size <= UNINITIALISED) return undefined;
  const size = values.isConstant(event.size) ? values.number[event.size] : Number.NaN;
  if (event.call === null ? Number.isNaN(size) : !isOpenLength(event, context)) return undefined;
  if (upper(state, offset) + size <= values.number[extent] && values.addend(moved) >= 0) return undefined;
  // Where a comparison has been made already, the access itself is judged.
  if (
    step <= 0 ||
    state.constraint(index)?.hiOrigin === Origin.Check ||
    !isKept(values, values.regionOf(place === -1 ? values.a[index] : place))
  )
    return undefined;
  const room = values.number[extent] - size - values.addend(offset);
  const beyond = Number.isNaN(room) ? Infinity : Math.floor(room / step) + 1;
  return { before: index, moved, beyond };
}

/** Whether nothing limits how much a call writes. */
function isOpenLength({ size, upTo }: Access, context: Context): boolean {
  const { state } = context;
  if (upTo || state.differencesFrom(size) !== undefined || isGivenLength(context, size)) return false;
  return highest(state, size) === undefined;
}

/** Whether memory outlives the call: a variable of the program, or a member of a record that is handed in. */
function isKept(values: Values, region: Region): boolean {
  if (region === -1) return false;
  const root = values.rootRegion(region);
  const kind = values.regionKind[root];
  if (kind === RegionKind.Global) return true;
  return (
    kind === RegionKind.Pointee &&
    values.regionKind[region] === RegionKind.Field &&
    values.kind[values.regionOwner[root]] === ValueKind.Initial
  );
}
