/**
 * How two states that meet become one: intervals take their hull, and different values become a join symbol bounded by
 * both. Cousot's widening with thresholds makes loops end.
 */
import { type Type, TypeKind } from "../semantics/types";
import { joinRanges } from "./element-range";
import { movesOn } from "./endless";
import { areRests, goesDown, goesFast, isNumber, pacedBy, partnerOf } from "./lockstep";
import { bound, differenceUpper, isOfNoBytes, lower, nullness, typeMax, typeMin, upper } from "./numbers";
import { isPointer, isPointerSymbol } from "./partition";
import { NO_QUOTES, UNKNOWN_QUOTES } from "./quotes";
import { isOfNoRound } from "./reach";
import {
  type BuiltText,
  type Constraint,
  type Content,
  type Differences,
  Fill,
  factsWith,
  Life,
  LockState,
  mergedHold,
  NO_FACTS,
  type ObjectFacts,
  Origin,
  type State,
  sameLendings,
  Termination,
} from "./state";
import { taintOfText, unlimitedTaint } from "./taint";
import {
  MEETINGS,
  type Region,
  RegionKind,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "./values";

/** How much joined values may grow before they are unbounded: the constants that occur in the function, sorted. */
export type Thresholds = readonly number[];

export interface JoinPoint {
  readonly block: number;
  readonly widen: boolean;
  /** Of the head of a loop in a loop, where a state comes from outside; null for all others. */
  readonly around: Around | null;
  /** What is found to go in step while the states are joined. */
  readonly steps: Step[];
  /** Where the loop begins in the source whose head the block is; -1 if it is none. */
  readonly loopStart: number;
  readonly thresholds: Thresholds;
  /** Types of the state's registers. */
  readonly registerTypes: readonly (Type | null)[];
  /** Length of the constant text at v, or -1 if it is not constant. */
  readonly textLength: (state: State, v: Value) => Value;
  /** Whether v is null or a text that can carry nothing. */
  readonly isHarmless: (state: State, v: Value) => boolean;
}

/**
 * The state that covers both `a` (already here) and `b` (arriving); null if `a` covers `b` already. Symbols that an
 * earlier visit of this join made must have been renamed in `b`.
 */
export function join(a: State, b: State, at: JoinPoint): State | null {
  // What is not meant to happen adds nothing to what is.
  if (a.doubtful !== b.doubtful) return a.doubtful ? b : null;
  if (b.weight > PRUNE_AT) b.prune();
  const values = a.values;
  const result = a.fork();
  let changed = false;
  const joined: Joined[] = [];
  const dropped: Value[] = [];

  const regsA = a.registers;
  const regsB = b.registers;
  const late: number[] = [];
  const take = (r: number) => {
    const type = at.registerTypes[r];
    const v = joinValues(values, regsA[r], regsB[r], ValueKind.JoinRegister, r, type, at, joined);
    if (v !== regsA[r]) changed = true;
    result.setRegister(r, v);
  };
  const outer = at.around === null ? NO_REGISTERS : joinOuter(result, a, b, at.around, joined);
  changed = changed || outer.size > 0;
  for (let r = 0; r < regsA.length; r++)
    if (regsA[r] === regsB[r] || outer.has(r)) continue;
    else if (isLeft(values, regsA[r], regsB[r], at)) late.push(r);
    else take(r);
  for (const r of late) take(r);

  if (a.contents !== b.contents) {
    for (const [region, ca] of a.contents) {
      const cb = b.content(region);
      if (ca === cb) continue;
      const c = joinContents(a, b, region, ca, cb, at, joined, dropped);
      if (c === ca) continue;
      changed = changed || !sameContent(c, ca);
      result.setContent(region, c);
    }
    for (const [region, cb] of b.contents) {
      if (a.contents.has(region)) continue;
      const ca = a.content(region);
      if (ca === cb) continue;
      const c = joinContents(a, b, region, ca, cb, at, joined, dropped);
      changed = changed || !sameContent(c, ca);
      result.setContent(region, c);
    }
  }
  joinTaints(a, b, joined);
  if (a.worldEpoch !== b.worldEpoch) {
    const epoch = joinEpoch(at.block);
    if (result.worldEpoch !== epoch) changed = true;
    result.worldEpoch = epoch;
  }

  result.doubtful = a.doubtful && b.doubtful;
  // From here on the paths can be told apart by nothing that is made only now.
  result.meeting = values.kind.length;
  if (a.allDecisions !== b.allDecisions) result.keepDecisions((v, d) => b.decision(v)?.isTrue === d.isTrue);
  if (result.doubtful !== a.doubtful || result.allDecisions.size !== a.allDecisions.size) changed = true;
  changed = joinFacts(result, a, b, joined, at) || changed;
  for (const v of dropped) changed = unfollow(result, v) || changed;
  for (const { symbol, inA, inB } of joined) {
    const isMemory = values.kind[symbol] === ValueKind.JoinMemory;
    changed = unfollow(result, inA, isMemory) || changed;
    changed = unfollow(result, inB, isMemory) || changed;
  }
  changed = joinArrivals(result, a, b, joined) || changed;
  changed = joinConstraints(result, a, b, joined, at) || changed;
  changed = joinSteps(result, a, b, at) || changed;
  changed = joinDifferences(result, a, b, joined, at) || changed;
  return changed ? result : null;
}

const NO_REGISTERS: ReadonlySet<number> = new Set();

/**
 * A loop is entered again, in a later round of one around it: what it does not write is what it is in that round, and
 * what was there before was so in an earlier one. Gives the registers for which that is all there is to say.
 */
function joinOuter(result: State, a: State, b: State, around: Around, joined: Joined[]): ReadonlySet<number> {
  const { values } = result;
  const counters: Value[] = [];
  const before: Value[] = [];
  for (let r = 0; r < a.registers.length; r++) {
    const [va, vb] = [a.registers[r], b.registers[r]];
    if (va === vb || va === UNINITIALISED || around.writes(r)) continue;
    const counter = counterIn(values, vb);
    if (counter === -1 || !around.isCounter(counter) || counters.includes(counter)) continue;
    const was = counter === vb ? va : partIn(values, va, vb);
    if (was === -1 || a.mentions(counter)) continue;
    counters.push(counter);
    before.push(was);
  }
  if (counters.length === 0) return NO_REGISTERS;
  values.startRenaming(counters, before);
  const taken = new Set<number>();
  for (let r = 0; r < a.registers.length; r++) {
    const vb = b.registers[r];
    if (a.registers[r] === vb || around.writes(r) || values.renamed(vb) !== a.registers[r]) continue;
    result.setRegister(r, vb);
    taken.add(r);
  }
  for (const [i, symbol] of counters.entries()) joined.push({ symbol, inA: before[i], inB: symbol });
  return taken;
}

/** The symbol that v is, or that it is so many elements or bytes behind the start of an object; -1 if it is neither. */
function counterIn(values: Values, v: Value): Value {
  const off = values.kind[v] === ValueKind.Address ? values.offsetOf(v) : v;
  const at = values.kind[off] === ValueKind.Scale && off !== v ? values.a[off] : off;
  return values.kind[at] === ValueKind.JoinRegister && isNumber(values.type[at]) ? at : -1;
}

/** What stands in `va` where the counter stands in address `vb`; -1 if nothing does. */
function partIn(values: Values, va: Value, vb: Value): Value {
  if (values.regionOf(va) !== values.regionOf(vb)) return -1;
  const off = values.offsetOf(vb);
  return values.kind[off] === ValueKind.Scale
    ? values.quotient(values.offsetOf(va), values.number[values.b[off]])
    : values.offsetOf(va);
}

/** Constraints that a state may carry before those of dead symbols are looked for. */
export const PRUNE_AT = 48;

/** Where a text was put together that is one of several. */
const NOWHERE = { start: 0, end: 0 };

export interface Joined {
  readonly symbol: Value;
  readonly inA: Value;
  readonly inB: Value;
}

/** What loops around a loop count. */
export interface Around {
  /** Whether a symbol is what a variable has come to in a round of a loop around this one. */
  readonly isCounter: (symbol: Value) => boolean;
  /** Whether this loop writes a register. */
  readonly writes: (register: number) => boolean;
}

/** A number that the loop moves in step with another. */
export interface Step {
  /** It, as what `counter` leaves of `total`. */
  readonly rest: Value;
  readonly counter: Joined;
  readonly total: Value;
  readonly inA: Value;
  readonly inB: Value;
  readonly type: Type | null;
}

/** Epochs of joins, above those of instructions. */
const FIRST_JOIN = 2 ** 20;

export function joinEpoch(block: number): number {
  return FIRST_JOIN + block;
}

/** Whether something changed last where states met: which of several changes that was is not known. */
export function isMeeting(epoch: number): boolean {
  return epoch >= FIRST_JOIN;
}

/** How far apart two offsets are, or by how much the first one moved before; 0 if that is not known. */
function stepBetween(values: Values, x: Value, y: Value): number {
  if (values.isConstant(x) && values.isConstant(y)) return Math.abs(values.number[x] - values.number[y]);
  return values.kind[x] === ValueKind.Scale ? values.number[values.b[x]] : 0;
}

function joinValues(
  values: Values,
  va: Value,
  vb: Value,
  kind: ValueKind,
  key: number,
  type: Type | null,
  at: JoinPoint,
  joined: Joined[],
): Value {
  if (va === vb) return va;
  const ra = values.kind[va] === ValueKind.Address ? values.a[va] : -1;
  const rb = values.kind[vb] === ValueKind.Address ? values.a[vb] : -1;
  const regionA = ra !== -1 ? ra : (values.existingPointee(va) ?? -1);
  const regionB = rb !== -1 ? rb : (values.existingPointee(vb) ?? -1);
  if (regionA !== -1 && regionA === regionB) {
    // Pointers that walk are counted in elements, so that one before the end has room for a whole one.
    const [x, y] = [values.offsetOf(va), values.offsetOf(vb)];
    let stride = type !== null && type.kind === TypeKind.Pointer ? (type.to?.size ?? 0) : 0;
    let na = stride > 1 ? values.quotient(x, stride) : -1;
    let nb = na === -1 ? -1 : values.quotient(y, stride);
    // Helpers are told how large the elements are that they walk over.
    if (nb === -1 && stride > 1) {
      stride = stepBetween(values, x, y);
      na = stride > 1 ? values.quotient(x, stride) : -1;
      nb = na === -1 ? -1 : values.quotient(y, stride);
    }
    if (nb !== -1) {
      const n = joinSymbol(values, na, nb, kind, key, at.block * MEETINGS + 2, null, at, joined);
      return values.address(regionA, values.scale(n, stride));
    }
    const off = joinSymbol(
      values,
      values.offsetOf(va),
      values.offsetOf(vb),
      kind,
      key,
      at.block * MEETINGS + 1,
      null,
      at,
      joined,
    );
    return values.address(regionA, off);
  }
  return joinSymbol(
    values,
    va,
    vb,
    kind,
    key,
    at.block * MEETINGS,
    type ?? values.type[va] ?? values.type[vb],
    at,
    joined,
  );
}

/** Whether a number is what another one leaves of a sum, and is to be joined behind that. */
function isLeft(values: Values, va: Value, vb: Value, at: JoinPoint): boolean {
  if (at.loopStart === -1) return areRests(values, va, vb);
  return goesDown(values, va, vb) || goesFast(values, va, vb);
}

function joinSymbol(
  values: Values,
  va: Value,
  vb: Value,
  kind: ValueKind,
  key: number,
  where: number,
  type: Type | null,
  at: JoinPoint,
  joined: Joined[],
): Value {
  if (va === vb) return va;
  const isInStep = isNumber(type) && (at.loopStart !== -1 || areRests(values, va, vb));
  const step = isInStep ? partnerOf(values, va, vb, joined) : undefined;
  if (step !== undefined) {
    const { counter, total } = step;
    const rest = values.difference(total, counter.symbol);
    at.steps.push({ rest, counter, total, inA: va, inB: vb, type });
    return rest;
  }
  const paced = isInStep && at.loopStart !== -1 ? pacedBy(values, va, vb, joined) : -1;
  if (paced !== -1) return paced;
  const symbol = values.symbol(kind, where, key, type);
  joined.push({ symbol, inA: va, inB: vb });
  return symbol;
}

/** Where what was joined came in from; of numbers also whether every way limits them. */
function joinTaints(a: State, b: State, joined: readonly Joined[]): void {
  const { taint, type } = a.values;
  for (const { symbol, inA, inB } of joined) {
    const known = taint[symbol];
    if (known !== null && known.isClamped !== true) continue;
    const from = a.values.taintOf(inA) ?? a.values.taintOf(inB);
    if (from === null) continue;
    if (type[symbol]?.kind !== TypeKind.Int || !isLimited(a, inA) || !isLimited(b, inB))
      taint[symbol] = from.isClamped === true ? { source: from.source, site: from.site } : from;
    else if (known === null) taint[symbol] = { source: from.source, site: from.site, isClamped: true };
  }
}

/** Whether a number is none from outside, or one that was compared. */
function isLimited(state: State, v: Value): boolean {
  const { values } = state;
  const taint = values.taintOf(v);
  return taint === null || taint.isClamped === true || (!taint.isHeld && unlimitedTaint(state, v) === null);
}

function unlimited(state: State, v: Value): Value {
  return unlimitedTaint(state, v) === null ? -1 : v;
}

function sameContent(x: Content, y: Content): boolean {
  if (x === y) return true;
  if (x.fill !== y.fill || x.epoch !== y.epoch || x.rest !== y.rest) return false;
  if (x.range !== y.range && (x.range?.lo !== y.range?.lo || x.range?.hi !== y.range?.hi)) return false;
  if (x.entries.length !== y.entries.length) return false;
  for (let i = 0; i < x.entries.length; i++) if (x.entries[i] !== y.entries[i]) return false;
  return true;
}

function joinContents(
  a: State,
  b: State,
  region: Region,
  ca: Content,
  cb: Content,
  at: JoinPoint,
  joined: Joined[],
  dropped: Value[],
): Content {
  const sameFill = ca.fill === cb.fill && ca.epoch === cb.epoch;
  const entries: number[] = [];
  const values = a.values;
  const declared = values.regionType[region];
  const take = (off: Value, size: number, va: Value, vb: Value) => {
    const address = values.address(region, off);
    const isPointer = declared?.kind === TypeKind.Pointer && off === values.zero;
    const type = isPointer ? declared : (values.type[va] ?? values.type[vb]);
    entries.push(off, size, joinValues(values, va, vb, ValueKind.JoinMemory, address, type, at, joined));
  };
  for (let i = 0; i < ca.entries.length; i += 3) {
    const vb = valueAt(b, region, cb, ca.entries[i], ca.entries[i + 1], unlimited(a, ca.entries[i + 2]));
    if (vb === -1) dropped.push(ca.entries[i + 2]);
    else take(ca.entries[i], ca.entries[i + 1], ca.entries[i + 2], vb);
  }
  for (let i = 0; i < cb.entries.length; i += 3) {
    if (findEntry(ca, cb.entries[i], cb.entries[i + 1]) !== -1) continue;
    const va = valueAt(a, region, ca, cb.entries[i], cb.entries[i + 1], unlimited(b, cb.entries[i + 2]));
    if (va === -1) dropped.push(cb.entries[i + 2]);
    else take(cb.entries[i], cb.entries[i + 1], va, cb.entries[i + 2]);
  }
  if (!sameFill && entries.length === 0) {
    const [va, vb] = [lookedAt(a, region, ca), lookedAt(b, region, cb)];
    if (va !== -1 && vb !== -1) take(values.zero, values.regionType[region]?.size ?? -1, va, vb);
  }
  const rest = joinRests(values, ca, cb);
  const range = isOfOneValue(values, region) ? null : joinRanges(a, ca, b, cb, at.widen);
  const next: Content = sameFill
    ? { fill: ca.fill, epoch: ca.epoch, entries, rest, range }
    : { fill: Fill.Unknown, epoch: joinEpoch(at.block), entries, rest, range };
  return sameContent(next, ca) ? ca : next;
}

/** What a variable or field holds of which it is not known, but was asked about; -1 if it was not, or is more than a number. */
function lookedAt(state: State, region: Region, { fill, epoch, entries }: Content): Value {
  const { values } = state;
  const type = values.regionType[region];
  const isNumber = type !== null && (type.kind === TypeKind.Int || type.kind === TypeKind.Pointer);
  if (!isNumber || entries.length > 0 || (fill !== Fill.Unknown && fill !== Fill.Initial)) return -1;
  const place = values.address(region, values.zero);
  const v = values.existing(ValueKind.Content, place, fill === Fill.Initial ? 0 : epoch + 1) ?? -1;
  return state.constraint(v) === undefined ? -1 : v;
}

/** Whether a region is a variable or member that holds one number or pointer. */
function isOfOneValue(values: Values, region: Region): boolean {
  return (
    values.regionKind[region] !== RegionKind.Pointee && values.regionType[region]?.kind !== TypeKind.Array
  );
}

function joinRests(values: Values, ca: Content, cb: Content): number {
  if (ca.fill === Fill.Uninitialised && cb.fill === Fill.Uninitialised) return -1;
  const a = restOf(values, ca);
  const b = restOf(values, cb);
  return a === -1 || b === -1 ? -1 : Math.max(a, b);
}

/** From which byte on nothing was written yet; -1 if that is not known. */
export function restOf(values: Values, { fill, entries, rest }: Content): number {
  if (fill !== Fill.Uninitialised) return rest;
  let end = 0;
  for (let i = 0; i < entries.length; i += 3) {
    if (!values.isConstant(entries[i]) || entries[i + 1] < 0) return -1;
    end = Math.max(end, values.number[entries[i]] + entries[i + 1]);
  }
  return end;
}

export function findEntry(c: Content, off: Value, size: number): number {
  for (let i = 0; i < c.entries.length; i += 3)
    if (c.entries[i] === off && c.entries[i + 1] === size) return i;
  return -1;
}

/** The value at an offset where another path wrote, `other` if that came from outside; -1 if nothing is known about it. */
function valueAt(state: State, region: Region, c: Content, off: Value, size: number, other: Value): Value {
  const i = findEntry(c, off, size);
  if (i !== -1) return c.entries[i + 2];
  const values = state.values;
  if (c.fill === Fill.Zero) return values.zero;
  if (c.fill === Fill.Uninitialised) return UNINITIALISED;
  if (c.entries.length > 0 || values.kind[off] !== ValueKind.Constant) return -1;
  const place = values.address(region, off);
  const epoch = c.fill === Fill.Initial ? 0 : c.epoch + 1;
  // What came in from outside on the other path is not forgotten because this one never looked here.
  if (c.fill === Fill.Initial && other !== -1)
    return values.symbol(ValueKind.Content, place, epoch, values.type[other]);
  return values.existing(ValueKind.Content, place, epoch) ?? -1;
}

function joinFacts(
  result: State,
  a: State,
  b: State,
  joined: readonly Joined[],
  { block, textLength, isHarmless }: JoinPoint,
): boolean {
  const epoch = joinEpoch(block);
  let changed = false;
  const known = a.allFacts;
  if (known !== b.allFacts) {
    for (const [region, f] of known)
      if (b.allFacts.get(region) !== f) changed = joinFactsOf(result, a, b, region, epoch) || changed;
    for (const region of b.allFacts.keys())
      if (!known.has(region)) changed = joinFactsOf(result, a, b, region, epoch) || changed;
  }
  changed = looseHolds(result, a, b) || changed;
  changed = joinFailures(result, a, b) || changed;
  if (a.allVersions !== b.allVersions) changed = joinVersions(result, a, b, epoch) || changed;
  // One of several literals is a constant text too, as long as the longest of them.
  for (const { symbol, inA, inB } of joined) {
    const la = textLength(a, inA);
    const lb = la === -1 ? -1 : textLength(b, inB);
    const region = a.values.pointee(symbol);
    if (result.factsOf(region).constant) continue;
    if (lb === -1) {
      if (!isPointerSymbol(a.values, symbol)) continue;
      // What came in, or was put together, on one path may well be what is used.
      const outside = taintOfText(a, inA) ?? taintOfText(b, inB);
      if (outside !== null) a.values.taint[symbol] ??= { source: outside.source, site: outside.site };
      if (result.factsOf(region).text !== null) continue;
      const built = builtText(a, inA) ?? builtText(b, inB);
      if (built !== null) {
        result.updateFacts(region, { text: { ...built, lead: "", quotes: UNKNOWN_QUOTES } });
        changed = true;
        continue;
      }
      if (!isHarmless(a, inA) || !isHarmless(b, inB)) continue;
      const text = { site: NOWHERE, part: NOWHERE, harmless: true, lead: "", quotes: NO_QUOTES };
      result.updateFacts(region, { text });
      changed = true;
      continue;
    }
    const length = a.values.symbol(ValueKind.Length, symbol, epoch, null);
    const lo = Math.min(lower(a, la), lower(b, lb));
    const hi = Math.max(upper(a, la), upper(b, lb));
    result.setConstraint(length, {
      lo,
      hi,
      loOrigin: Origin.Derived,
      hiOrigin: Origin.Derived,
      site: null,
      not: Number.NaN,
    });
    result.setFacts(
      region,
      factsWith(NO_FACTS, {
        constant: true,
        length,
        version: epoch,
        termination: Termination.Terminated,
      }),
    );
    changed = true;
  }
  return changed;
}

/**
 * An object that is known by another name on the other path, or by none, cannot be followed any further. `isMemory`: the
 * name stands in memory, and whoever gets at that gets at the object: a variable too.
 */
function unfollow(result: State, v: Value, isMemory = false): boolean {
  const { values } = result;
  const isAddress = values.kind[v] === ValueKind.Address;
  const region = isAddress ? values.rootRegion(values.regionOf(v)) : values.existingPointee(v);
  const f = region === undefined ? undefined : result.allFacts.get(region);
  if (isMemory && isAddress && values.regionKind[region!] === RegionKind.Variable) {
    if (f?.escaped) return false;
    result.setFacts(region!, factsWith(f ?? NO_FACTS, { escaped: true, lent: null }));
    return true;
  }
  if (f === undefined || f.family === "" || (f.escaped && f.lent === null)) return false;
  result.setFacts(region!, factsWith(f, { escaped: true, lent: null }));
  return true;
}

/** How the text at v was put together from parts that vary; null if it was not. */
function builtText(state: State, v: Value): BuiltText | null {
  const region = v > UNINITIALISED ? state.values.regionOf(v) : -1;
  const text = region === -1 ? null : state.factsOf(region).text;
  return text?.harmless === false ? text : null;
}

/** What was acquired on one of two ways only has a holder that says so no more: no loss of it is claimed. */
function looseHolds(result: State, a: State, b: State): boolean {
  const { values } = result;
  const isNone = (state: State, region: Region) => {
    const hi = state.constraint(values.regionOwner[region])?.hi ?? Infinity;
    return hi <= 0 && (hi < 0 || values.type[values.regionOwner[region]]?.kind === TypeKind.Pointer);
  };
  let changed = false;
  for (const [region, f] of result.allFacts) {
    if (f.family === "" || f.life !== Life.Live || (f.escaped && f.lent === null)) continue;
    if (values.regionKind[region] !== RegionKind.Pointee || isNone(a, region) === isNone(b, region)) continue;
    result.setFacts(region, factsWith(f, { escaped: true, lent: null }));
    changed = true;
  }
  return changed;
}

/**
 * Where one way asked for no bytes and got null, and another made sure of its block, no allocation has failed: which of
 * the two it was, the meeting does not tell any more.
 */
function joinFailures(result: State, a: State, b: State): boolean {
  const { values } = result;
  let changed = false;
  for (const [region, f] of result.allFacts) {
    if (!f.mayFail || f.size === -1 || values.regionKind[region] !== RegionKind.Pointee) continue;
    const pointer = values.regionOwner[region];
    const inA = nullness(a, pointer);
    const inB = nullness(b, pointer);
    if (!(inA === 1 && inB === 0 && isOfNoBytes(a, f)) && !(inB === 1 && inA === 0 && isOfNoBytes(b, f)))
      continue;
    result.setFacts(region, factsWith(f, { mayFail: false }));
    changed = true;
  }
  return changed;
}

function joinFactsOf(result: State, a: State, b: State, region: Region, epoch: number): boolean {
  const fa = a.allFacts.get(region) ?? (a.allVersions.has(region) ? a.factsOf(region) : undefined);
  const fb = b.allFacts.get(region) ?? (b.allVersions.has(region) ? b.factsOf(region) : undefined);
  if (fa === fb) return false;
  const f =
    fa === undefined
      ? oneSided(fb!, epoch)
      : fb === undefined
        ? oneSided(fa, epoch)
        : mergeFacts(fa, fb, epoch);
  if (fa !== undefined && sameFacts(fa, f)) return false;
  result.setFacts(region, f);
  return true;
}

function joinVersions(result: State, a: State, b: State, epoch: number): boolean {
  let changed = false;
  for (const [region, version] of a.allVersions) {
    const other = b.allVersions.get(region);
    if (other === version || b.allFacts.has(region)) continue;
    if (other === undefined) changed = joinTouched(result, a, region, version, epoch) || changed;
    else if (version !== epoch) {
      result.setVersion(region, epoch);
      changed = true;
    }
  }
  for (const [region, version] of b.allVersions)
    if (!a.allVersions.has(region) && !a.allFacts.has(region))
      changed = joinTouched(result, a, region, version, epoch) || changed;
  return changed;
}

/** A text that was changed on one path only. What holds it counts as handed on if it is a variable. */
function joinTouched(result: State, a: State, region: Region, version: number, epoch: number): boolean {
  const next = version === 0 ? 0 : epoch;
  if (a.values.regionKind[region] === RegionKind.Variable)
    result.setFacts(region, factsWith(NO_FACTS, { version: next, escaped: true }));
  else if (a.allVersions.get(region) === next) return false;
  else result.setVersion(region, next);
  return true;
}

/** Facts known on one path only: what may harm stays as a possibility, what would prove something goes. */
function oneSided(f: ObjectFacts, epoch: number): ObjectFacts {
  return mergeFacts(
    f,
    factsWith(NO_FACTS, {
      life: f.family === "" ? Life.Live : Life.Unknown,
      family: f.family,
      size: f.size,
      escaped: true,
    }),
    epoch,
  );
}

function mergeFacts(x: ObjectFacts, y: ObjectFacts, epoch: number): ObjectFacts {
  const sameLife = x.life === y.life;
  const hold = sameLife ? mergedHold(x, y) : null;
  return {
    family: x.family || y.family,
    allocator: x.allocator || y.allocator,
    size: x.size === y.size ? x.size : -1,
    memory: x.memory || y.memory,
    life: sameLife ? x.life : Life.Unknown,
    allocated: x.allocated ?? y.allocated,
    released: x.released ?? y.released,
    releaser: x.releaser || y.releaser,
    escaped: hold === null || hold.escaped,
    lent: hold === null ? null : hold.lent,
    mayFail: x.mayFail && y.mayFail,
    constant: x.constant && y.constant,
    inside: x.inside === y.inside ? x.inside : -1,
    length: x.length === y.length ? x.length : -1,
    termination:
      x.termination === y.termination
        ? x.termination
        : x.termination === Termination.Missing || y.termination === Termination.Missing
          ? Termination.Missing
          : Termination.Unknown,
    terminationSite: x.terminationSite ?? y.terminationSite,
    // What varies on one of the paths varies.
    text: mergedText(x.text, y.text),
    version: x.version === y.version ? x.version : epoch,
    lock: x.lock === y.lock ? x.lock : LockState.Unknown,
    locked: x.locked ?? y.locked,
    outside: x.outside ?? y.outside,
    arrived: x.arrived === y.arrived ? x.arrived : -1,
  };
}

/**
 * How much came is told by the number that was joined from it and the constant that a failed path gives instead, if it
 * became one; and by nothing where what the paths know of it differs and no variable tells them apart.
 */
function joinArrivals(result: State, a: State, b: State, joined: readonly Joined[]): boolean {
  const { values } = result;
  let changed = false;
  for (const region of values.arrivals) {
    const { arrived } = result.factsOf(region);
    if (arrived === -1 || a.factsOf(region).arrived !== b.factsOf(region).arrived) continue;
    const told = joined.find(
      ({ inA, inB }) =>
        (unconverted(values, inA) === arrived && isFailure(b, inB, arrived)) ||
        (unconverted(values, inB) === arrived && isFailure(a, inA, arrived)),
    );
    if (told === undefined && (lower(a, arrived) === lower(b, arrived) || isHeld(result, arrived))) continue;
    result.updateFacts(region, { arrived: told?.symbol ?? -1 });
    changed = true;
  }
  return changed;
}

/** Whether v says that nothing came, and nothing did. */
function isFailure(state: State, v: Value, arrived: Value): boolean {
  return upper(state, v) <= 0 && upper(state, arrived) <= 0;
}

function isHeld({ registers, values }: State, v: Value): boolean {
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  for (const r of registers) for (const s of symbols) if (values.mentions(r, s)) return true;
  return false;
}

function unconverted(values: Values, v: Value): Value {
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  return at;
}

function mergedText(x: BuiltText | null, y: BuiltText | null): BuiltText | null {
  const text = x?.harmless === false ? x : (y ?? x);
  if (x === null || y === null || text === null || x.quotes === y.quotes) return text;
  const { site, part, harmless, lead } = text;
  return { site, part, harmless, lead, quotes: UNKNOWN_QUOTES };
}

/** Whether two texts are put together in the same place in the same way, though in different rounds. */
function sameText(x: BuiltText | null, y: BuiltText | null): boolean {
  if (x === y) return true;
  if (x === null || y === null) return false;
  return x.site === y.site && x.harmless === y.harmless && x.lead === y.lead && x.quotes === y.quotes;
}

function sameFacts(x: ObjectFacts, y: ObjectFacts): boolean {
  return (
    x.life === y.life &&
    x.escaped === y.escaped &&
    sameLendings(x.lent, y.lent) &&
    x.size === y.size &&
    x.length === y.length &&
    x.arrived === y.arrived &&
    x.termination === y.termination &&
    sameText(x.text, y.text) &&
    (x.outside === y.outside ||
      (x.outside?.site === y.outside?.site && x.outside?.source === y.outside?.source)) &&
    x.mayFail === y.mayFail &&
    x.constant === y.constant &&
    x.inside === y.inside &&
    x.lock === y.lock &&
    x.family === y.family &&
    x.version === y.version
  );
}

function joinConstraints(
  result: State,
  a: State,
  b: State,
  joined: readonly Joined[],
  at: JoinPoint,
): boolean {
  let changed = false;
  const fresh = new Set<Value>();
  for (const { symbol } of joined) fresh.add(symbol);
  const { kind } = a.values;
  for (const [v, ca] of a.allConstraints) {
    // What both say of a symbol is known by itself; what is made of symbols has bounds of those too.
    if (b.constraint(v) === ca && kind[v] <= ValueKind.Older) continue;
    if (fresh.has(v)) continue;
    const next = ofLaterRound(a, b, v, at) ?? hull(a, b, v, v, v, at);
    if (next === null) {
      result.deleteConstraint(v);
      changed = true;
    } else if (!sameBounds(next, ca)) {
      result.setConstraint(v, next);
      changed = true;
    }
  }
  for (const { symbol, inA, inB } of joined) {
    const old = a.constraint(symbol);
    const isUnknown = inA === UNINITIALISED || inB === UNINITIALISED;
    const next = isUnknown
      ? null
      : ((symbol === inB ? ofLaterRound(a, b, inA, at, symbol) : null) ?? hull(a, b, inA, inB, symbol, at));
    if (next === null) {
      if (old !== undefined) {
        result.deleteConstraint(symbol);
        changed = true;
      }
    } else if (old === undefined || !sameBounds(old, next)) {
      result.setConstraint(symbol, next);
      changed = true;
    }
  }
  return changed;
}

/** What a round of a loop around this one says of its counter, which covers what earlier rounds said; null if it does not. */
function ofLaterRound(a: State, b: State, inA: Value, at: JoinPoint, symbol = inA): Constraint | null {
  if (at.around === null || !at.around.isCounter(symbol)) return null;
  const later = b.constraint(symbol);
  return later !== undefined && later.lo <= lower(a, inA) && later.hi >= upper(a, inA) ? later : null;
}

/** What goes in step with a counter keeps its least number, and with that the counter its greatest. */
function joinSteps(result: State, a: State, b: State, at: JoinPoint): boolean {
  let changed = false;
  for (const { rest, inA, inB, type } of at.steps) {
    const before = lower(a, inA);
    let lo = Math.min(before, lower(b, inB));
    if (at.widen && inA === rest && lo < before) lo = thresholdBelow(lo, at.thresholds);
    lo = Math.max(lo, typeMin(type));
    if (inA === rest && lo < before) changed = true;
    if (lo > -Infinity) bound(result, rest, lo, Infinity, null, Origin.Derived);
  }
  return changed;
}

function sameBounds(x: Constraint, y: Constraint): boolean {
  return (
    x.lo === y.lo &&
    x.hi === y.hi &&
    Object.is(x.not, y.not) &&
    x.loOrigin === y.loOrigin &&
    x.hiOrigin === y.hiOrigin
  );
}

/** Constraint of `target` that covers va in a and vb in b; null if that says no more than its type. */
function hull(a: State, b: State, va: Value, vb: Value, target: Value, at: JoinPoint): Constraint | null {
  const values = a.values;
  const loA = lower(a, va);
  const loB = lower(b, vb);
  const hiA = upper(a, va);
  const hiB = upper(b, vb);
  let lo = Math.min(loA, loB);
  let hi = Math.max(hiA, hiB);
  const ca = a.constraint(values.base(va));
  const cb = b.constraint(values.base(vb));
  if (at.widen && va === target) {
    if (loB < loA) lo = thresholdBelow(lo, at.thresholds);
    // A text is never longer than its object: that is where it ends anyhow.
    if (hiB > hiA && cb?.hiOrigin !== Origin.Room) hi = thresholdAbove(hi, at.thresholds);
  }
  const t = values.type[target];
  if (lo < typeMin(t)) lo = typeMin(t);
  if (hi > typeMax(t)) hi = typeMax(t);
  const not = excludedInBoth(a, b, va, vb, ca, cb);
  const isEndless =
    isHeadOf(at, va, target) &&
    (hi >= typeMax(t) || (t === null && TYPE_ENDS.has(hi))) &&
    ca?.hiOrigin !== Origin.Check &&
    // What memory keeps from before may be anything; where a register begins, the function says as a rule.
    (hiA < hi || ca?.hiOrigin === Origin.Endless || values.kind[target] === ValueKind.JoinMemory) &&
    movesOn(b, target, vb);
  if (lo <= typeMin(t) && hi >= typeMax(t) && Number.isNaN(not) && !isEndless) return null;
  const isSame = va === vb && ca !== undefined && cb !== undefined;
  const isNumber = !isPointer(t);
  // How far a round takes a counter is told by what the loop itself asks of it, not by what was asked before the loop.
  const isCounted = values.isConstant(vb) || (cb?.site?.start ?? -1) >= at.loopStart;
  return {
    lo,
    hi,
    loOrigin: originOfHull(
      isSame ? (loA <= loB ? ca : cb).loOrigin : Origin.Derived,
      va === target ? ca?.loOrigin : undefined,
      isNumber && lo === loA && isAttained(a, va, lo, "lo"),
      isNumber && isCounted && lo === loB && isAttained(b, vb, lo, "lo"),
    ),
    hiOrigin: isEndless
      ? Origin.Endless
      : originOfHull(
          isSame ? (hiA >= hiB ? ca : cb).hiOrigin : Origin.Derived,
          va === target ? ca?.hiOrigin : undefined,
          isNumber && hi === hiA && isAttained(a, va, hi, "hi"),
          isNumber && isCounted && hi === hiB && isAttained(b, vb, hi, "hi"),
        ),
    site: ca?.site ?? cb?.site ?? null,
    not,
  };
}

/** The greatest numbers of types, which what memory holds gets to where its type is not known here. */
const TYPE_ENDS: ReadonlySet<number> = new Set([2 ** 31 - 1, 2 ** 32 - 1, 2 ** 63 - 1, 2 ** 64 - 1]);

function isHeadOf(at: JoinPoint, va: Value, target: Value): boolean {
  return at.loopStart !== -1 && va === target;
}

/**
 * `common`: the origin of the wider bound if it is one of the same value on both paths. `before`: that of the joined
 * value after earlier arrivals, which only gets weaker, so that there is an end to it.
 */
function originOfHull(common: Origin, before: Origin | undefined, inA: boolean, inB: boolean): Origin {
  if (common !== Origin.Derived) return common;
  // A bound that only one path has can be told from the others later on.
  if (inA && inB && (before ?? Origin.Check) === Origin.Check) return Origin.Check;
  return inA || inB ? Origin.Reached : Origin.Derived;
}

/** Whether v is n on some way here, by what the code says: it is that very number, or was compared with it. */
function isAttained(state: State, v: Value, n: number, side: "lo" | "hi"): boolean {
  const { values } = state;
  if (values.isConstant(v)) return true;
  const base = values.base(v);
  const c = state.constraint(base);
  if (c === undefined || !Number.isFinite(n)) return false;
  if (c.lo === c.hi) return !isOfNoRound(state, base);
  if (c[side] + values.addend(v) !== n) return false;
  const origin = side === "lo" ? c.loOrigin : c.hiOrigin;
  return origin === Origin.Check || origin === Origin.Reached;
}

/** A number that neither value can be: in practice null. */
function excludedInBoth(
  a: State,
  b: State,
  va: Value,
  vb: Value,
  ca: Constraint | undefined,
  cb: Constraint | undefined,
): number {
  const candidate =
    va === a.values.base(va) && ca !== undefined && !Number.isNaN(ca.not) ? ca.not : (cb?.not ?? Number.NaN);
  if (Number.isNaN(candidate)) return candidate;
  return excludes(a, va, candidate) && excludes(b, vb, candidate) ? candidate : Number.NaN;
}

function excludes(state: State, v: Value, n: number): boolean {
  return lower(state, v) > n || upper(state, v) < n || state.constraint(v)?.not === n;
}

function thresholdAbove(n: number, thresholds: Thresholds): number {
  for (const t of thresholds) if (t >= n) return t;
  return Infinity;
}

function thresholdBelow(n: number, thresholds: Thresholds): number {
  for (let i = thresholds.length - 1; i >= 0; i--) if (thresholds[i] <= n) return thresholds[i];
  return -Infinity;
}

/** Joined values whose differences to others, and to each other, are worth looking at. */
const MAX_JOINED = 12;
const MAX_PAIRS = 6;

function joinDifferences(
  result: State,
  a: State,
  b: State,
  joined: readonly Joined[],
  at: JoinPoint,
): boolean {
  const values = a.values;
  const next = new Map<Value, Map<Value, number>>();
  let size = 0;
  const keep = (x: Value, y: Value, inAx: Value, inBx: Value, inAy: Value, inBy: Value) => {
    if (values.kind[x] === ValueKind.Constant || values.kind[y] === ValueKind.Constant || x === y) return;
    const da = differenceUpper(a, inAx, inAy, 1);
    if (da === Infinity) return;
    // What the intervals say anyway is not worth keeping.
    const free = upper(result, x, 1) - lower(result, y, 1);
    if (da >= free) return;
    const db = differenceUpper(b, inBx, inBy, 1);
    if (db === Infinity || (at.widen && db > da)) return;
    const d = Math.max(da, db);
    if (d >= free) return;
    let inner = next.get(x);
    if (inner === undefined) {
      inner = new Map();
      next.set(x, inner);
    }
    if (!inner.has(y)) size++;
    inner.set(y, d);
  };
  const fresh = new Set<Value>();
  for (const { symbol } of joined) fresh.add(symbol);
  if (a.allDifferences.size === 0 && b.allDifferences.size === 0 && joined.length === 0) return false;
  for (const [x, inner] of a.allDifferences)
    if (!fresh.has(x)) for (const y of inner.keys()) if (!fresh.has(y)) keep(x, y, x, x, y, y);
  const numeric = joined
    .filter(({ inA, inB }) => inA !== UNINITIALISED && inB !== UNINITIALISED)
    .slice(0, MAX_JOINED);
  for (const { counter, total } of at.steps)
    keep(
      counter.symbol,
      values.base(total),
      counter.inA,
      counter.inB,
      values.base(total),
      values.base(total),
    );
  let moved: readonly Value[] | undefined;
  for (const { symbol, inA, inB } of numeric) {
    const baseA = values.base(inA);
    const baseB = values.base(inB);
    const others = new Set([baseA, baseB]);
    // A number that is written down is compared by what is known of the other since.
    if (values.isConstant(inA) && values.isConstant(inB))
      for (const v of (moved ??= movedBounds(a, b))) {
        others.add(v);
        values.noteUncompared(symbol, v);
      }
    // Only what was compared on both ways can have a bound on both.
    addCompared(a, baseA, others);
    addCompared(b, baseB, others);
    for (const v of others) {
      if (v === symbol || fresh.has(v) || values.kind[v] === ValueKind.Constant) continue;
      if (values.uncompared.get(baseA)?.has(v) || values.uncompared.get(baseB)?.has(v))
        values.noteUncompared(symbol, v);
      keep(symbol, v, inA, inB, v, v);
      keep(v, symbol, v, v, inA, inB);
    }
  }
  const pairs = Math.min(numeric.length, MAX_PAIRS);
  for (let i = 0; i < pairs; i++)
    for (let j = 0; j < pairs; j++) {
      if (i === j) continue;
      const x = numeric[i];
      const y = numeric[j];
      keep(x.symbol, y.symbol, x.inA, x.inB, y.inA, y.inB);
    }
  let before = 0;
  let changed = false;
  for (const [x, inner] of a.allDifferences) {
    before += inner.size;
    for (const [y, d] of inner) if (next.get(x)?.get(y) !== d) changed = true;
  }
  if (!changed && size === before) return false;
  result.replaceDifferences(next as Differences);
  return true;
}

/** Symbols of which comparisons say more on one way than on the other: of rounds of a loop, which counts up to them. */
function movedBounds(a: State, b: State): Value[] {
  const moved: Value[] = [];
  for (const [v, ca] of a.allConstraints) {
    const cb = b.constraint(v);
    if (cb === undefined || moved.length >= MAX_JOINED) continue;
    const isLow = ca.lo !== cb.lo && ca.loOrigin === Origin.Check && cb.loOrigin === Origin.Check;
    const isHigh = ca.hi !== cb.hi && ca.hiOrigin === Origin.Check && cb.hiOrigin === Origin.Check;
    if (isLow || isHigh) moved.push(v);
  }
  return moved;
}

/** Adds what a bound for its difference to x is kept for. */
function addCompared(state: State, x: Value, to: Set<Value>): void {
  for (const [y, inner] of state.allDifferences)
    if (y === x) for (const z of inner.keys()) to.add(z);
    else if (inner.has(x)) to.add(y);
}

/** Whether the region is an object of this function that nobody else has been given. */
export function isPrivate(state: State, region: Region): boolean {
  const values = state.values;
  const root = values.rootRegion(region);
  const f = state.factsOf(root);
  const kind = values.regionKind[root];
  if (kind === RegionKind.Literal) return true;
  if (f.escaped) return false;
  return kind === RegionKind.Variable || (kind === RegionKind.Pointee && f.family !== "");
}
