/**
 * Lengths that a message says of itself and that decide how much of it is read, with nothing on the way that compares
 * them with how much of it there is.
 */
import type { Access, Call, Context, Listener } from "../../flow/events";
import { upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { Origin, type State } from "../../flow/state";
import { outsideOf } from "../../flow/taint";
import {
  type Region,
  RegionKind,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { quoted } from "../wording";
import { plain } from "./copied-length";
import { isChecked } from "./origin";

export const messageLength: Listener = {
  access(event, context) {
    if (event.write || context.state.doubtful) return;
    if (event.call === null) readRound(event, context);
    else readAtOnce(event, event.call, context);
  },

  call({ model, callee, args, instruction, name }, context) {
    // What a function of the house answers when it is asked about a number, it may well have compared.
    if (model !== undefined || callee.type?.variadic === true || instruction.type.kind === TypeKind.Pointer)
      return;
    if (instruction.dst === -1 || isTalk(name)) return;
    const { values } = context.state;
    for (const arg of args) {
      const message = arg <= UNINITIALISED ? -1 : messageAt(context, arg);
      // Whoever is shown all of it may have seen to the lengths in it.
      if (message !== -1) context.notes.set(shownKey(message), { site: instruction, text: "" });
      if (arg <= UNINITIALISED || values.kind[arg] === ValueKind.Address) continue;
      const parts: Value[] = [];
      if (readFrom(values, arg, -1, 8, parts))
        for (const p of parts) context.notes.set(`told ${p}`, { site: instruction, text: "" });
    }
  },
};

/** Notes that a function of the house was given a message. */
function shownKey(message: Region): string {
  return `shown ${message}`;
}

/** A library function reads as much of a message as the message says. */
function readAtOnce(event: Access, call: Call, context: Context): void {
  const { values } = context.state;
  if (event.size <= UNINITIALISED || event.upTo) return;
  const region = messageAt(context, event.address);
  if (region === -1) return;
  const parts: Value[] = [];
  if (!readFrom(values, event.size, region, 8, parts) || parts.length === 0) return;
  if (isWholeBlock(context.state, event.address, parts)) return;
  if (isLookedAt(context, event.size, parts)) {
    const given = shortOf(event, region, parts, context);
    if (given !== undefined) reportShort(event, call, given, context);
    else if (isBeyondMessage(context, event)) reportBeyond(event, call, context);
    return;
  }
  const length = context.sizeText(event.size);
  context.report({
    rule: "buffer-overread",
    site: event.site,
    message: `${call.name}() reads ${length === "" ? "as many bytes" : `${length} bytes`}, as the data at ${quoted(context.argument(call, event.param))} says itself, and nothing compares that with how much data there is.`,
    confidence: "evidence",
    steps: [],
    // Who calls a function of this file only is known here, and may well have looked.
    isUpToCallers: context.function.isStatic,
  });
}

/** A parameter that says how much data there is, and the least that it was compared with. */
interface Given {
  readonly name: string;
  readonly least: number;
  readonly site: Site | null;
}

/**
 * The parameter behind that of the message that says how long it is, if this path has asked whether it is at least so
 * much, and the access goes beyond that: the length that the message says of itself was compared with other numbers,
 * such as the size of what it is copied to, but not with how much there is.
 */
function shortOf(
  { address, size }: Access,
  region: Region,
  parts: readonly Value[],
  { state, notes, function: fn }: Context,
): Given | undefined {
  const { values } = state;
  const owner = values.regionOwner[region];
  const param = values.kind[owner] === ValueKind.Initial ? fn.variables[values.a[owner]].param : -1;
  const at = param < 0 ? -1 : fn.variables.findIndex((v) => v.param === param + 1);
  if (at === -1 || fn.variables[at].type.kind !== TypeKind.Int) return undefined;
  const given = values.existing(ValueKind.Initial, at, 0) ?? -1;
  const c = given === -1 ? undefined : state.constraint(given);
  if (c === undefined || c.loOrigin !== Origin.Check || c.lo < 1) return undefined;
  const end = upper(state, values.sum(values.offsetOf(address), size));
  if (end <= c.lo || end === Infinity) return undefined;
  if (notes.has(shownKey(region)) || parts.some((p) => notes.has(`told ${p}`)) || isRelated(state, size, 8))
    return undefined;
  if (isAskedFor(state, parts, true)) return undefined;
  return { name: fn.variables[at].name, least: c.lo, site: c.site };
}

/** Whether a length, or a number that it is made of, was compared with another one, constants aside. */
function isRelated(state: State, v: Value, depth: number): boolean {
  if (state.differencesFrom(v) !== undefined) return true;
  const { values } = state;
  const k = values.kind[v];
  if (depth === 0 || k <= ValueKind.Older || k >= ValueKind.Equal) return false;
  const isSingle = k === ValueKind.Convert || k === ValueKind.Complement;
  return (
    isRelated(state, values.a[v], depth - 1) ||
    (!isSingle && !values.isConstant(values.b[v]) && isRelated(state, values.b[v], depth - 1))
  );
}

function shortKey({ start }: Site): string {
  return `short of ${start}`;
}

function reportShort(event: Access, call: Call, { name, least, site }: Given, context: Context): void {
  context.veto(shortKey(event.site));
  const length = context.sizeText(event.size);
  context.report({
    rule: "buffer-overread",
    site: event.site,
    message: `${call.name}() reads ${length === "" ? "as many bytes" : `${length} bytes`}, as the data at ${quoted(context.argument(call, event.param))} says itself, and nothing compares that with ${quoted(name)}, which may be ${least}.`,
    confidence: "evidence",
    steps: site === null ? [] : [{ site, message: "all that is asked of how much data there is" }],
  });
}

/**
 * Whether a call reads as many bytes of what the caller handed over as those bytes say themselves, from a place that was
 * compared with a number of the caller's, while that length was compared with none: it may lead past the message's end.
 */
function isBeyondMessage(context: Context, { address, size }: Access): boolean {
  const { state, function: fn } = context;
  const { values } = state;
  const region = values.regionOf(address);
  if (size <= UNINITIALISED || fn.isStatic || state.doubtful || region === -1) return false;
  if (values.regionKind[region] !== RegionKind.Pointee) return false;
  if (values.kind[values.regionOwner[region]] !== ValueKind.Initial) return false;
  const parts: Value[] = [];
  if (!readFrom(values, size, region, 8, parts) || parts.length === 0) return false;
  const place = values.base(values.offsetOf(address));
  if (values.isConstant(place) || !isMeasured(state, place)) return false;
  // Only what is compared with numbers that are written down: how much of the message there is, those do not tell.
  if (isRelated(state, size, 8) || state.differencesFrom(values.sum(place, size)) !== undefined) return false;
  return !parts.some((part) => isWeighed(state, part));
}

/** Whether a condition on this path compared a number from a message with anything but what is written down. */
function isWeighed(state: State, part: Value): boolean {
  const { values } = state;
  const now = values.timeless(part);
  for (const question of state.allDecisions.keys()) {
    if (!values.mentions(question, part) && !values.mentions(question, now)) continue;
    if (!values.isComparison(question)) return true;
    const [a, b] = [values.a[question], values.b[question]];
    const asked = values.isConstant(b) ? a : values.isConstant(a) ? b : -1;
    const at = asked === -1 ? -1 : plain(values, values.base(plain(values, asked)));
    if (at !== part && at !== now) return true;
  }
  return false;
}

/** Whether v was compared with a number that the caller gave. */
function isMeasured(state: State, v: Value): boolean {
  for (const other of state.differencesFrom(v)?.keys() ?? [])
    if (state.values.kind[plain(state.values, other)] === ValueKind.Initial) return true;
  return false;
}

/** A length that what is read says of itself; not told of where more is known of it on another way. */
function reportBeyond({ param, site }: Access, call: Call, context: Context): void {
  const from = quoted(context.argument(call, param));
  context.reportUnlessVetoed(shortKey(site), {
    rule: "unchecked-length",
    site,
    message: `The length given to ${call.name}() is what the message says of itself, and is never compared with how much of it there is behind ${from}.`,
    confidence: "evidence",
    steps: [],
    facts: {},
  });
}

/**
 * Whether a block that says how long it is, as a list in one piece or a block of the house's allocator does, is taken as
 * a whole, from its start or from behind its head: whoever keeps such blocks wrote the length. Messages come from outside.
 */
function isWholeBlock(state: State, address: Value, parts: readonly Value[]): boolean {
  const { values } = state;
  if (outsideOf(state, values.regionOf(address)) !== null) return false;
  return (
    values.offsetOf(address) === values.zero ||
    parts.some((p) => values.kind[p] === ValueKind.Content && upper(state, values.offsetOf(values.a[p])) < 0)
  );
}

/** A loop reads as many elements of a message as the message says. */
function readRound(event: Access, context: Context): void {
  const { state } = context;
  const { values } = state;
  const offset = values.offsetOf(event.address);
  if (values.isConstant(offset)) return;
  const region = messageAt(context, event.address);
  if (region === -1) return;
  const near = state.differencesFrom(values.base(offset));
  if (near === undefined) return;
  for (const [limit, bound] of near) {
    if (bound > -1 || bound < -8) continue;
    const parts: Value[] = [];
    if (!readFrom(values, limit, region, 8, parts) || parts.length === 0) continue;
    if (isLookedAt(context, limit, parts)) continue;
    context.report({
      rule: "buffer-overread",
      site: event.site,
      message: `How many rounds read ${quoted(context.text(event.site))}, the data says itself, and nothing compares that with how much data there is.`,
      confidence: "evidence",
      steps: [],
      isUpToCallers: context.function.isStatic,
    });
    return;
  }
}

/** The memory of bytes of unknown extent that v points into; -1 if it is something else. */
function messageAt(context: Context, v: Value): Region {
  const { values } = context.state;
  const region = values.regionOf(v);
  if (region === -1 || values.regionKind[region] !== RegionKind.Pointee || context.extent(v) !== -1)
    return -1;
  const type = values.regionType[region];
  const isBytes =
    type === null || type.kind === TypeKind.Void || (type.kind === TypeKind.Int && type.size === 1);
  return isBytes && isHandedIn(values, region) && !isOwnData(context, region) ? region : -1;
}

/** Whether a method reads what a member of an object points to: the class wrote it, with the length in it. */
function isOwnData({ function: fn, state: { values } }: Context, region: Region): boolean {
  const owner = values.regionOwner[region];
  if (!fn.name.includes("::") || values.kind[owner] !== ValueKind.Content) return false;
  const held = values.regionOf(values.a[owner]);
  return held !== -1 && values.regionKind[held] === RegionKind.Field;
}

/** Whether memory is reached from what a function is given or told: what tables lead to is the program's own. */
function isHandedIn(values: Values, region: Region): boolean {
  let root = values.rootRegion(region);
  while (values.regionKind[root] === RegionKind.Pointee) {
    const owner = values.regionOwner[root];
    if (values.kind[owner] !== ValueKind.Content) return values.kind[owner] !== ValueKind.JoinRegister;
    const held = values.regionOf(values.a[owner]);
    if (held === -1) return true;
    root = values.rootRegion(held);
  }
  return values.regionKind[root] !== RegionKind.Global || values.regionType[root]?.kind !== TypeKind.Array;
}

/** Whether v is made of nothing but constants and what was read from the region, or from any for -1; `parts` takes the latter. */
function readFrom(values: Values, v: Value, region: Region, depth: number, parts: Value[]): boolean {
  const k = values.kind[v];
  if (k === ValueKind.Constant) return true;
  if (k === ValueKind.Content) {
    const from = values.regionOf(values.a[v]);
    if (region !== -1 && from !== region) return false;
    parts.push(v);
    return true;
  }
  const made = values.reordered.get(v);
  if (made !== undefined) {
    if (!readFrom(values, made, region, depth - 1, parts)) return false;
    parts.push(v);
    return true;
  }
  if (k <= ValueKind.Older || k >= ValueKind.Equal || depth <= 0) return false;
  if (k === ValueKind.Remainder) return false;
  const isSingle = k === ValueKind.Convert || k === ValueKind.Complement;
  return (
    readFrom(values, values.a[v], region, depth - 1, parts) &&
    (isSingle || readFrom(values, values.b[v], region, depth - 1, parts))
  );
}

/** Whether something on this path compares a length or what it is made of with anything but a single number. */
function isLookedAt(context: Context, length: Value, parts: readonly Value[]): boolean {
  const { state, notes } = context;
  return (
    isChecked(state, length, 8) ||
    parts.some((p) => isChecked(state, p, 2) || notes.has(`told ${p}`)) ||
    isAskedFor(state, parts)
  );
}

/** Whether a question mentions one of the parts; `ofOthers`: one that compares it with more than a constant. */
function isAskedFor(state: State, parts: readonly Value[], ofOthers = false): boolean {
  const { values } = state;
  for (const question of state.allDecisions.keys()) {
    const sides = values.isComparison(question) ? [values.a[question], values.b[question]] : [];
    const k = values.kind[question];
    const isEquality = k === ValueKind.Equal || k === ValueKind.NotEqual;
    if ((isEquality || ofOthers) && sides.some((side) => values.isConstant(side))) continue;
    // Whether one more round is made, a loop asks of its counter.
    if (!isEquality && sides.some((side) => isCounter(values, side))) continue;
    // Questions are kept without the time at which memory was read.
    if (parts.some((p) => values.mentions(question, p) || values.mentions(question, values.timeless(p))))
      return true;
  }
  return false;
}

/** Whether v is what rounds of a loop count: it begins with a constant and differs from round to round. */
function isCounter(values: Values, v: Value): boolean {
  const k = values.kind[values.base(v)];
  return k === ValueKind.Constant || k === ValueKind.JoinRegister || k === ValueKind.Older;
}

/** Whether a function by its name makes something of that size or writes about it: it answers nothing about the number. */
export function isTalk(name: string): boolean {
  const lower = name.toLowerCase();
  return TALK.some((word) => lower.includes(word));
}

const TALK = ["alloc", "log", "print", "debug", "trace"];
