/** What a call writes through its arguments. */
import type { WriteEffect } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { restOf } from "../join";
import { forgetText, publishHeld, read, write } from "../memory";
import { assumeAtMost, bound, differenceUpper, lower, upper } from "../numbers";
import { isBare, quotesBehind, UNKNOWN_QUOTES } from "../quotes";
import { type BuiltText, Fill, factsWith, Origin, type State, Termination } from "../state";
import { outsideOf } from "../taint";
import {
  type Region,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../values";
import { type Formatted, formatLength, longestTime } from "./formats";
import { sizeOf, stringLength, unitOf } from "./lengths";
import { sourceKind } from "./sources";
import { fixedText, isHarmless, isOpenEnded, knownText, NO_LEAD, ownText } from "./texts";

/** Whether a call writes there: a transfer may go the other way, which a constant text surely does. */
export function isWritten({ values }: State, call: Call, { param, ifSet }: WriteEffect): boolean {
  if (ifSet === null) return true;
  const direction = call.args[ifSet.param];
  if (direction !== undefined && direction > UNINITIALISED && values.isConstant(direction))
    return (values.number[direction] & ifSet.bits) !== 0;
  const region = call.args[param] === undefined ? -1 : values.regionOf(call.args[param]);
  return region === -1 || values.regionKind[region] !== RegionKind.Literal;
}

/** Tells the checkers of a write, and for texts how long they can get: [least, greatest] with terminator, or null. */
export function emitWrite(machine: Interpreter, state: State, call: Call, w: WriteEffect): Formatted | null {
  const address = call.args[w.param];
  if (address === undefined) return null;
  const { instruction, model } = call;
  if (model?.format?.style === "scanf") return null;
  let formatted: Formatted | null = null;
  if (w.content === "format" && model?.format?.style === "printf")
    formatted = formatLength(machine, state, call);
  const unit = unitOf(machine, call, w.param);
  const { zero } = machine.values;
  const before = w.append ? machine.values.scale(stringLength(machine, state, address, unit), unit) : zero;
  // That the text so far ends inside its own buffer says nothing of how long it gets.
  const isOwnRoom = state.constraint(machine.values.base(before))?.hiOrigin === Origin.Room;
  const longest = isOwnRoom ? zero : before;
  if (w.content === "format" && w.size === null && formatted !== null) {
    machine.emitTextWrite(state, {
      call,
      param: w.param,
      address,
      needLow: formatted.low === -1 ? -1 : machine.values.sum(before, formatted.low),
      needHigh: formatted.high === -1 ? -1 : machine.values.sum(longest, formatted.high),
      unbounded: formatted.unbounded,
      part: formatted.part,
      source: -1,
    });
    return formatted;
  }
  if (w.content === "copy" && w.terminates === "yes" && w.size !== null && !w.upTo) {
    const size = sizeOf(machine, state, call, w.size);
    const need = size === -1 ? -1 : machine.values.sum(before, size);
    machine.emitTextWrite(state, {
      call,
      param: w.param,
      address,
      needLow: need,
      needHigh: size === -1 ? -1 : machine.values.sum(longest, size),
      unbounded:
        size !== -1 && upper(state, size) === Infinity && isOpenEnded(machine, state, call.args[w.from]),
      part: machine.argumentSite(call, w.from),
      source: call.args[w.from] ?? -1,
    });
    return null;
  }
  const size = sizeOf(machine, state, call, w.size);
  machine.emitAccess(state, {
    write: true,
    address,
    size: size === -1 || !w.append ? size : machine.values.sum(before, size),
    upTo: w.upTo,
    least: formatted === null ? -1 : formatted.low,
    site: instruction,
    instruction,
    call,
    param: w.param,
    stored: -1,
  });
  return formatted;
}

/**
 * The zeros that are known to stay behind the `size` bytes at an address, as entries of what the memory holds: those that
 * were stored, and the last of an object that was all zeros.
 */
function zerosBehind(
  state: State,
  address: Value,
  size: Value,
  room: Value,
  unit: number,
): readonly number[] {
  const { values } = state;
  if (size === -1) return NONE;
  const { entries, fill } = state.content(values.regionOf(address));
  const start = values.offsetOf(address);
  const end = values.sum(start, size);
  const zeros: number[] = [];
  for (let i = 0; i < entries.length; i += 3)
    if (entries[i + 2] === values.zero && differenceUpper(state, end, entries[i]) <= 0)
      zeros.push(entries[i], entries[i + 1], values.zero);
  if (
    fill === Fill.Zero &&
    entries.length === 0 &&
    room !== -1 &&
    differenceUpper(state, size, room) <= -unit
  )
    zeros.push(values.offset(values.sum(start, room), -unit), unit, values.zero);
  return zeros;
}

/** Whether more than `size` bytes of memory were filled with zeros before. */
function wasCleared(state: State, region: Region, size: Value): boolean {
  const cleared = state.values.cleared.get(region) ?? -1;
  return cleared !== -1 && size !== -1 && differenceUpper(state, size, cleared) < 0;
}

/** Of memory whose end is not known, the last of the zeros that were written there: it stays where less is written later. */
function noteLastZero(state: State, address: Value, size: Value): void {
  const { values } = state;
  const region = values.regionOf(address);
  const content = state.content(region);
  if (size === -1 || lower(state, size) <= 0 || content.entries.length > 0) return;
  const last = values.offset(values.sum(values.offsetOf(address), size), -1);
  state.setContent(region, { ...content, entries: [last, 1, values.zero] });
}

const NONE: readonly number[] = [];

export function applyWrite(
  machine: Interpreter,
  state: State,
  call: Call,
  w: WriteEffect,
  sourceLen: Value,
  formatted: Formatted | null,
): void {
  const values = machine.values;
  const address = call.args[w.param];
  if (address === undefined || address === UNINITIALISED) return;
  const region = values.regionOf(address);
  if (region === -1) return;
  const size = sizeOf(machine, state, call, w.size);
  const atStart = values.offsetOf(address) === values.zero;
  const room = machine.roomOf(state, address);
  const constantSize = size !== -1 && values.isConstant(size) ? values.number[size] : -1;
  const old = state.factsOf(region);
  // Zeros behind what is written end the text, if some are left.
  const zeroed = state.content(region).fill === Fill.Zero || values.regionKind[region] === RegionKind.Global;
  const leavesRoom = size !== -1 && room !== -1 && differenceUpper(state, size, room) < 0;
  const zeros = zerosBehind(state, address, size, room, unitOf(machine, call, w.param));
  const leavesZero = (zeroed && leavesRoom) || zeros.length > 0;
  // What is behind it in memory that others have written may well be one.
  const mayLeaveZero =
    (leavesRoom && state.content(region).fill !== Fill.Uninitialised) ||
    (room === -1 && old.termination === Termination.Terminated && old.length === values.zero) ||
    // What was cleared before others got to see it may still end where it did.
    (room === -1 && state.content(region).entries.length === 0 && wasCleared(state, region, size));
  const isLoose = room === -1 && size !== -1 && isOfNoDeclaration(values, size);
  const from = w.from >= 0 ? call.args[w.from] : undefined;
  const epoch = machine.epoch;
  machine.ages.retireContents(state, epoch);

  // What is left of the text is as foreign as it was: `strtok` only cuts it.
  const isKept = call.model?.flows.some((f) => f.from === w.param && f.to === w.param) === true;
  // Pointers that are sorted or copied lie where nobody follows them.
  if (isKept) publishHeld(state, address);
  if (w.content === "copy" && from !== undefined && w.terminates === "no") publishHeld(state, from);

  // Content.
  const pointeeSize = values.regionType[region]?.size ?? -1;
  const whole =
    atStart &&
    size !== -1 &&
    ((room !== -1 && differenceUpper(state, room, size) <= 0) ||
      (pointeeSize > 0 && constantSize >= pointeeSize));
  const rest = restBehind(state, address, size !== -1 ? size : (formatted?.high ?? -1));
  const filler = w.content === "fill" ? machine.fillerOf(call) : -1;
  if (filler === values.zero || w.content === "zero") values.cleared.set(region, size);
  if ((w.content === "zero" || filler === values.zero) && whole && !w.upTo)
    state.refill(region, Fill.Zero, epoch);
  else if (
    w.content === "copy" &&
    from !== undefined &&
    constantSize > 0 &&
    constantSize <= 8 &&
    !w.append &&
    w.terminates === "no"
  ) {
    // A scalar copied by memcpy keeps its value.
    const declared = values.regionType[region];
    // The members of a record are places of their own, which do not see what is written to the whole.
    const t = declared?.kind === TypeKind.Record || declared?.kind === TypeKind.Array ? null : declared;
    const v = t !== null ? read(state, from, constantSize, t, machine.literals) : -1;
    if (v !== -1 && v !== UNINITIALISED && t?.size === constantSize)
      write(state, address, constantSize, v, epoch);
    else state.refill(region, Fill.Unknown, epoch);
  } else {
    state.refill(region, Fill.Unknown, epoch);
    if (rest !== -1 || zeros.length > 0)
      state.setContent(region, { fill: Fill.Unknown, epoch, entries: zeros, rest, range: null });
  }
  if ((filler === values.zero || w.content === "zero") && room === -1 && !w.upTo)
    noteLastZero(state, address, size);
  const remaining = isKept ? outsideOf(state, region) : null;
  forgetText(state, region, epoch);

  // Text.
  const sourceRegion = from === undefined ? -1 : values.regionOf(from);
  const outside =
    w.content === "outside"
      ? {
          source: sourceKind(machine, state, call, address),
          site: call.instruction,
          isRaw: w.terminates === "no",
        }
      : w.content === "copy" && sourceRegion !== -1
        ? outsideOf(state, sourceRegion)
        : (formatted?.outside ?? remaining);
  let length: Value = -1;
  let termination = Termination.Unknown;
  const kept = w.append ? old.text : textBefore(machine, state, address, old.text);
  let text = kept;
  if (w.terminates === "yes") {
    termination = Termination.Terminated;
    if (w.content === "copy" && sourceLen !== -1 && !w.upTo) {
      if (!w.append && atStart) length = sourceLen;
      else if (w.append && old.length !== -1) length = values.sum(old.length, sourceLen);
    } else if (
      formatted !== null &&
      formatted.low !== -1 &&
      formatted.low === formatted.high &&
      atStart &&
      !w.append &&
      w.size === null
    )
      length = values.offset(formatted.low, -1);
  } else if (w.terminates === "if-short") {
    const known = sourceLen !== -1 && size !== -1;
    if (known && differenceUpper(state, sourceLen, size) < 0) {
      termination = Termination.Terminated;
      if (atStart) length = sourceLen;
    } else if (leavesZero || (size !== -1 && lower(state, size) > w.longest))
      termination = Termination.Terminated;
    // strncpy says by its use that a string is meant; memcpy only if it surely stops short of the terminator.
    else if (!isRawCopy(call, w) || (known && differenceUpper(state, size, sourceLen) <= 0))
      termination = mayLeaveZero || isLoose ? Termination.Unknown : Termination.Missing;
  } else if (leavesZero) termination = Termination.Terminated;
  else if (filler === values.zero && atStart && !w.upTo && size !== -1 && lower(state, size) > 0) {
    termination = Termination.Terminated;
    length = values.zero;
  } else if (
    whole &&
    !w.upTo &&
    filler !== -1 &&
    values.isConstant(filler) &&
    values.number[filler] % 256 !== 0
  )
    termination = Termination.Missing;
  else if (w.content === "outside" || (w.content === "copy" && sourceLen === -1)) {
    termination = w.content === "outside" ? Termination.Missing : Termination.Unknown;
    if (
      w.content === "copy" &&
      from !== undefined &&
      size !== -1 &&
      sourceRegion !== -1 &&
      w.terminates === "no"
    ) {
      // memcpy of a whole string with its terminator; of the characters without it leaves none.
      const n = stringLength(machine, state, from, unitOf(machine, call, w.from));
      if (values.difference(size, n) === values.one && atStart) {
        termination = Termination.Terminated;
        length = n;
      } else if (size === n && !mayLeaveZero && (atStart || room !== -1)) termination = Termination.Missing;
    }
  }
  if (w.content === "copy" && from !== undefined && w.terminates !== "no") {
    const sourceText = sourceRegion === -1 ? null : state.factsOf(sourceRegion).text;
    const harmless = isHarmless(machine, state, from);
    const isBuilt = text !== null && !text.harmless;
    const site = call.instruction;
    if (!w.append && kept === null) text = sourceText ?? fixedText(machine, from, site);
    else if (!isBuilt) {
      const piece = knownText(machine, state, from, site);
      const { lead } = kept ?? piece ?? NO_LEAD;
      const before = kept?.quotes ?? UNKNOWN_QUOTES;
      const quotes = quotesBehind(before, piece);
      if (!harmless || isBare(before, piece))
        text = { site, part: machine.argumentSite(call, w.from), harmless: false, lead, quotes };
      else text = kept === null ? sourceText : { ...kept, quotes };
    }
  }
  if (w.content === "format" && formatted !== null)
    text = {
      site: call.instruction,
      part: formatted.part,
      given: formatted.given,
      harmless: !formatted.variable,
      lead: formatted.lead,
      quotes: formatted.quotes,
    };
  // What a library writes of its own, an address or a digest or an escaped text, is not what a peer sent.
  if (w.content === "unknown" && w.terminates === "yes") text = ownText(call.instruction);
  const f = state.factsOf(region);
  const isBehindHead = outside !== null && arrivesIn(state, address, outside);
  state.setFacts(
    region,
    factsWith(f, {
      length,
      termination,
      terminationSite: termination === Termination.Missing ? call.instruction : null,
      text,
      // A copy of what the program fixes is as fixed as that.
      constant:
        w.content === "copy" &&
        from !== undefined &&
        ((!w.append && atStart) || old.constant) &&
        (machine.isConstantText(from) || state.factsOf(sourceRegion).constant),
      outside: isBehindHead ? old.outside : (outside ?? (w.append || kept !== null ? old.outside : null)),
      version: epoch,
    }),
  );
  // What is read into the characters of an object is what the object holds.
  if (outside !== null && values.regionKind[region] === RegionKind.Characters)
    state.updateFacts(values.regionOf(values.regionOwner[region]), { outside });
  if (filler !== -1 && values.isConstant(filler) && filler !== values.zero && atStart && constantSize > 0) {
    // So many characters that end no string.
    const n = values.symbol(ValueKind.Length, address, epoch, null);
    machine.ages.noteEpoch(n, epoch);
    bound(
      state,
      n,
      Math.floor(constantSize / unitOf(machine, call, w.param)),
      Infinity,
      null,
      Origin.Derived,
    );
  }
  const isLimited = size !== -1 && w.upTo && length === -1 && w.size !== null;
  if (
    isLimited &&
    termination === Termination.Terminated &&
    !atStart &&
    unitOf(machine, call, w.param) === 1
  ) {
    // The text that it goes on ends where it does, at the latest.
    const n = values.symbol(ValueKind.Length, values.address(region, values.zero), epoch, null);
    machine.ages.noteEpoch(n, epoch);
    const end = values.sum(values.offsetOf(address), size);
    assumeAtMost(state, n, end, -1, null);
    if (upper(state, end) < Infinity) bound(state, n, 0, upper(state, end) - 1, null, Origin.Derived);
  }
  if (isLimited && termination === Termination.Terminated && atStart) {
    // snprintf, fgets: the string and its terminator lie inside the limit, or, once a wrong limit was told, in the room.
    const limit = room !== -1 && differenceUpper(state, size, room) > 0 ? room : size;
    const n = values.symbol(ValueKind.Length, address, epoch, null);
    machine.ages.noteEpoch(n, epoch);
    const unit = unitOf(machine, call, w.param);
    if (unit === 1) assumeAtMost(state, n, limit, -1, null);
    if (upper(state, limit) < Infinity)
      bound(state, n, 0, Math.floor(upper(state, limit) / unit) - 1, null, Origin.Derived);
    // Nor does it get longer than what the format makes.
    const most = formatted?.high ?? longestTime(machine, call);
    if (most !== -1 && unit === 1) {
      assumeAtMost(state, n, most, -1, null);
      if (upper(state, most) < Infinity) bound(state, n, 0, upper(state, most) - 1, null, Origin.Derived);
    }
  }
  if (w.most !== null) limitWritten(machine, state, address, sizeOf(machine, state, call, w.most));
}

/** The number that was just written at an address says how much came, which is no more than was asked for. */
function limitWritten({ literals }: Interpreter, state: State, address: Value, most: Value): void {
  const type = state.values.regionType[state.values.regionOf(address)];
  if (type?.kind !== TypeKind.Int) return;
  const written = read(state, address, type.size, type, literals);
  if (written <= UNINITIALISED) return;
  // That the library keeps to it is no check that the program makes.
  bound(state, written, 0, most === -1 ? Infinity : upper(state, most), null, Origin.Derived);
  if (most !== -1 && !state.values.isConstant(most)) assumeAtMost(state, written, most, 0, null);
}

/** From which byte on nothing will have been written yet, when at most `size` bytes at `address` are; -1 if not known. */
function restBehind(state: State, address: Value, size: Value): number {
  const { values } = state;
  const region = values.regionOf(address);
  const before = restOf(values, state.content(region));
  if (before === -1 || size === -1) return -1;
  for (const r of state.contents.keys()) if (r !== region && values.isWithin(r, region)) return -1;
  const end = upper(state, values.offsetOf(address)) + upper(state, size);
  return end === Infinity ? -1 : Math.max(before, end);
}

/** What stays of a text when something is written behind its beginning: its lead, as far as it lies before. */
function textBefore(
  { values }: Interpreter,
  state: State,
  address: Value,
  text: BuiltText | null,
): BuiltText | null {
  const before = lower(state, values.offsetOf(address));
  if (text === null || before <= 0) return null;
  const unit = values.regionType[values.regionOf(address)]?.to?.size ?? 1;
  const lead = text.lead.slice(0, Math.floor(before / Math.max(unit, 1)));
  return { ...text, lead };
}

/** memcpy, unlike strncpy, reads and writes the same number of bytes whatever they are. */
function isRawCopy(call: Call, w: WriteEffect): boolean {
  return (
    call.model?.reads.some((r) => r.param === w.from && r.size !== "string" && r.size.kind === "param") ??
    false
  );
}

/** Whether v is what nothing declares: a macro, say, with another value in each configuration. Arrays may be as long. */
function isOfNoDeclaration(values: Values, v: Value): boolean {
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  for (const s of symbols) {
    const region = values.kind[s] === ValueKind.Content ? values.regionOf(values.a[s]) : -1;
    if (region === -1 || values.regionKind[region] !== RegionKind.Global) continue;
    if (values.regionType[region]?.kind === TypeKind.Unknown) return true;
  }
  return false;
}

/** Marks the members of a record that what comes in behind its head lands in; false if it is not known which those are. */
function arrivesIn(state: State, address: Value, outside: Taint): boolean {
  const { values } = state;
  const region = values.regionOf(address);
  const offset = values.offsetOf(address);
  const record = values.regionType[region]?.record;
  const start = values.isConstant(offset) ? values.number[offset] : 0;
  if (start <= 0 || !record?.complete || record.fields.every((f) => f.offset < start)) return false;
  const whole = values.address(region, values.zero);
  for (const { name, type, offset: at } of record.fields)
    if (at >= start) state.updateFacts(values.field(whole, name, type), { outside });
  return true;
}
