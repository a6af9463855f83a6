/**
 * Reading and writing a state's memory: places are a region and an offset; what overlaps a write is forgotten, what an
 * unknown function can reach becomes unknown.
 */
import { type Type, TypeKind } from "../semantics/types";
import { rangeWith } from "./element-range";
import { findEntry, isPrivate, restOf } from "./join";
import { differenceUpper, upper } from "./numbers";
import {
  type Content,
  Fill,
  factsWith,
  isWorldly,
  type Lending,
  MAX_LENDINGS,
  type State,
  Termination,
} from "./state";
import { outsideOf } from "./taint";
import { type Region, RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "./values";

/** Offset of a field's region in its record, in bytes; -1 if unknown. */
export class FieldOffsets extends Map<Region, number> {
  /** Those that are the last of their records. */
  readonly last = new Set<Region>();
}

export interface Literals {
  readonly strings: readonly { readonly value: string | undefined; readonly unit: number }[];
}

/** Whether a record ends in an array that an initialiser may give elements: then it is as large as that makes it. */
function endsOpen({ record }: Type): boolean {
  const last = record?.tag === "struct" ? record.fields.at(-1)?.type : undefined;
  return last?.kind === TypeKind.Array && last.size <= 0;
}

/** Whether a union has a member whose size is not known: then its own size is only a lower bound. */
function hasOpenMember(type: Type): boolean {
  return type.record?.tag === "union" && type.record.fields.some((f) => f.type.size <= 0);
}

/** Size of a region in bytes as a value, or -1 when unknown. `offset` values count from the region's start. */
export function extentOf(state: State, region: Region, literals: Literals, fields: FieldOffsets): Value {
  const values = state.values;
  switch (values.regionKind[region]) {
    case RegionKind.Variable:
    case RegionKind.Global: {
      const known = state.allFacts.get(region)?.size ?? -1;
      if (known !== -1) return known;
      const t = values.regionType[region];
      // Of a reference that lives in memory the size is that of what it refers to, not its own.
      if (t?.kind === TypeKind.Reference) return -1;
      if (t === null || t.size <= 0 || hasOpenMember(t)) return -1;
      return values.regionKind[region] === RegionKind.Global && endsOpen(t) ? -1 : values.constant(t.size);
    }
    case RegionKind.Literal: {
      const s = literals.strings[values.regionOwner[region]];
      return s.value === undefined ? -1 : values.constant((s.value.length + 1) * s.unit);
    }
    case RegionKind.Pointee: {
      const { size } = state.factsOf(region);
      if (size !== -1) return size;
      // A reference to an array is to a whole one.
      const referred = values.type[values.regionOwner[region]];
      const array = referred?.kind === TypeKind.Reference ? referred.to : null;
      return array?.kind === TypeKind.Array && array.size > 0 ? values.constant(array.size) : -1;
    }
    case RegionKind.Field: {
      const t = values.regionType[region];
      const parent = values.parentRegion(region);
      if (
        t !== null &&
        t.kind === TypeKind.Array &&
        t.count > 1 &&
        t.size > 0 &&
        !(fields.last.has(region) && isMadeToMeasure(state, parent))
      ) {
        const rest = extentBehind(state, region, literals, fields);
        // What lies in an object that is too small for it ends where that ends.
        const isCut = rest !== -1 && values.isConstant(rest) && values.number[rest] < t.size;
        return isCut ? rest : values.constant(t.size);
      }
      if (t !== null && t.kind !== TypeKind.Array && t.size <= 0) return -1;
      return extentBehind(state, region, literals, fields);
    }
    case RegionKind.Characters:
      return extentOfElements(state, region);
    default:
      return -1;
  }
}

/** Bytes from the start of a member to the end of what its record lies in; -1 if unknown. */
function extentBehind(state: State, region: Region, literals: Literals, fields: FieldOffsets): Value {
  const { values } = state;
  const parent = values.parentRegion(region);
  const at = fields.get(region) ?? -1;
  if (parent === -1 || at < 0) return -1;
  const container = values.regionType[parent];
  if (container !== null && hasOpenMember(container)) return -1;
  const whole = extentOf(state, parent, literals, fields);
  if (whole === -1) return -1;
  return values.offset(values.difference(whole, values.offsetOf(values.regionOwner[region])), -at);
}

/**
 * Whether a block is as large as something says: the array at the end of a record in it was then given more room than it
 * is declared with, as in `malloc(sizeof(struct entry) - 4 + length)` for `uint8_t value[4]`.
 */
function isMadeToMeasure({ values, allFacts }: State, region: Region): boolean {
  if (region === -1 || values.regionKind[region] !== RegionKind.Pointee) return false;
  const size = allFacts.get(region)?.size ?? -1;
  return size !== -1 && !values.isConstant(size);
}

/** Bytes of the elements of a container, or of a text with its terminator, as far as their number has a name. */
function extentOfElements(state: State, region: Region): Value {
  const { values } = state;
  const object = values.regionOwner[region];
  const owner = values.regionOf(object);
  const f = state.factsOf(owner);
  const type = owner === -1 ? null : values.regionType[owner];
  const size = countedSize(type);
  if (type === null || size <= 0) return -1;
  if (type.name === "std::array") return type.count < 0 ? -1 : values.constant(type.count * size);
  const count = f.length === -1 ? values.existing(ValueKind.Length, object, f.version) : f.length;
  if (count === undefined) return -1;
  return values.scale(type.name === "std::string" ? values.offset(count, 1) : count, size);
}

/**
 * Bytes of an element of a container of the library, or of a character of a text; 1 for elements of which no size is
 * known, which are counted all the same; -1 for other types.
 */
export function countedSize(type: Type | null): number {
  if (type?.kind !== TypeKind.Unknown) return -1;
  if (type.name === "std::string" || type.name === "std::string_view") return 1;
  if (type.to === null) return -1;
  // An element of which nobody knows the size counts as one: what is asked is how many there are.
  return type.to.size > 0 ? type.to.size : 1;
}

/** The pointer value that an access through `address` rests on: `p` for `p->a.b[3]`; the address itself if it is none. */
export function pointerBehind(values: Values, address: Value): Value {
  const region = values.regionOf(address);
  if (region === -1) return address;
  const root = values.rootRegion(region);
  return values.regionKind[root] === RegionKind.Pointee ? values.regionOwner[root] : address;
}

/** Whether two places of one region, sizes in bytes (-1 unknown), surely do not overlap. */
export function apart(state: State, off1: Value, size1: number, off2: Value, size2: number): boolean {
  if (size1 < 0 || size2 < 0) return false;
  return differenceUpper(state, off1, off2) <= -size1 || differenceUpper(state, off2, off1) <= -size2;
}

/** What `size` bytes at address hold, as a value of `type`; -1 if address points to nothing known. */
export function read(state: State, address: Value, size: number, type: Type, literals: Literals): Value {
  const values = state.values;
  const region = values.regionOf(address);
  if (region === -1) return -1;
  const off = values.offsetOf(address);
  const kind = values.regionKind[region];
  if (kind === RegionKind.Literal && values.kind[off] === ValueKind.Constant) {
    const s = literals.strings[values.regionOwner[region]];
    const i = values.number[off] / s.unit;
    if (s.value !== undefined && size === s.unit && i >= 0 && i <= s.value.length)
      return values.constant(i === s.value.length ? 0 : s.value.charCodeAt(i));
  }
  const c = state.content(region);
  const i = findEntry(c, off, size);
  if (i !== -1) return c.entries[i + 2];
  if (c.fill === Fill.Zero || c.fill === Fill.Uninitialised)
    if (mayBeWrittenPart(state, region) || mayBeWrittenMember(state, region, off, size)) return -1;
  let overlapping = false;
  for (let j = 0; j < c.entries.length && !overlapping; j += 3)
    overlapping = !apart(state, c.entries[j], c.entries[j + 1], off, size);
  if (!overlapping) {
    // Which element of a table is read, its counter may know: one that has been filled. And what is of a type that is not
    // known may be an array, which is an address and no null.
    const isAnyPointer = type.kind === TypeKind.Pointer && values.kind[off] !== ValueKind.Constant;
    if (c.fill === Fill.Zero && (isAnyPointer || type.kind === TypeKind.Unknown)) return -1;
    if (c.fill === Fill.Zero) return type.kind === TypeKind.Float ? values.float(0) : values.zero;
    if (c.fill === Fill.Uninitialised) return UNINITIALISED;
  } else if (c.fill === Fill.Uninitialised || c.fill === Fill.Zero) return -1;
  const s = values.symbol(
    ValueKind.Content,
    values.address(region, off),
    c.fill === Fill.Initial ? 0 : c.epoch + 1,
    type,
  );
  if (overlapping) return -1;
  const outside = outsideOf(state, region);
  if (outside !== null && values.taint[s] === null) values.taint[s] = outside;
  return s;
}

/**
 * Whether the region is a field of an element that is not known by number, and fields of others have been written, or of
 * what was written as something else: another member of a union.
 */
function mayBeWrittenPart(state: State, region: Region): boolean {
  const { values } = state;
  for (let r = region, p = values.parentRegion(r); p !== -1; r = p, p = values.parentRegion(r)) {
    if (values.kind[values.offsetOf(values.regionOwner[r])] === ValueKind.Constant) {
      if (state.content(p).entries.length > 0) return true;
      continue;
    }
    for (const other of state.contents.keys()) if (other !== p && values.isWithin(other, p)) return true;
  }
  return false;
}

/** Whether members that were written by name lie where `size` bytes at `off` are read, as when a record is read byte by byte. */
function mayBeWrittenMember(state: State, region: Region, off: Value, size: number): boolean {
  const { values } = state;
  let type = values.regionType[region];
  while (type?.kind === TypeKind.Array) type = type.to;
  // Numbers and pointers have no members; this is asked of every one that is read.
  if (
    type != null &&
    (type.kind === TypeKind.Int || type.kind === TypeKind.Pointer || type.kind === TypeKind.Float)
  )
    return false;
  for (const [r, c] of state.contents) {
    if (r === region || !values.isWithin(r, region)) continue;
    if (c.fill === Fill.Uninitialised && c.entries.length === 0) continue;
    const at = startWithin(values, r, region);
    const length = values.regionType[r]?.size ?? -1;
    if (at < 0 || length <= 0 || !apart(state, values.constant(at), length, off, size)) return true;
  }
  return false;
}

/** Bytes from the start of a region to that of a member in it; -1 if unknown. */
function startWithin(values: Values, member: Region, region: Region): number {
  let start = 0;
  for (let r = member; r !== region; ) {
    const parent = values.parentRegion(r);
    const before = values.offsetOf(values.regionOwner[r]);
    const name = values.regionName[r];
    const field = values.regionType[parent]?.record?.fields.find((f) => f.name === name);
    if (field === undefined || field.offset < 0 || !values.isConstant(before)) return -1;
    start += values.number[before] + field.offset;
    r = parent;
  }
  return start;
}

/** `size` bytes at address become v. `epoch` numbers the instruction. */
export function write(state: State, address: Value, size: number, v: Value, epoch: number): void {
  const values = state.values;
  const region = values.regionOf(address);
  if (region === -1) return;
  const off = values.offsetOf(address);
  const c = state.content(region);
  const entries: number[] = [];
  for (let j = 0; j < c.entries.length; j += 3)
    if (c.entries[j] !== off && apart(state, c.entries[j], c.entries[j + 1], off, size))
      entries.push(c.entries[j], c.entries[j + 1], c.entries[j + 2]);
    // What may have been overwritten, and may not, is held by nobody who is known.
    else if (c.entries[j] !== off || c.entries[j + 1] !== size) publish(state, c.entries[j + 2]);
  entries.push(off, size, v);
  const moving = values.kind[off] !== ValueKind.Constant;
  const rest = c.fill === Fill.Uninitialised && !moving ? -1 : restAfter(state, c, off, size);
  const range = moving || c.range !== null ? rangeWith(state, c, size, v) : null;
  const next: Content = moving
    ? { fill: Fill.Unknown, epoch, entries, rest, range }
    : { fill: c.fill, epoch: c.epoch, entries, rest, range };
  state.setContent(region, next);
  fillAround(state, region, epoch);
  textChanged(state, region, epoch);
  for (let p = values.parentRegion(region); p !== -1; p = values.parentRegion(p)) {
    const f = state.allFacts.get(p);
    if (f !== undefined && (f.length !== -1 || f.text !== null || f.arrived !== -1))
      textChanged(state, p, epoch);
  }
}

/** From which byte on nothing is written yet, after a write of `size` bytes (-1 unknown) at `off`; -1 if not known. */
function restAfter(state: State, c: Content, off: Value, size: number): number {
  const before = restOf(state.values, c);
  const end = size < 0 ? Infinity : upper(state, off) + size;
  return before === -1 || end === Infinity ? -1 : Math.max(before, end);
}

/** Bytes of one element of what a region holds; -1 if unknown. */
function elementSize(values: Values, region: Region): number {
  const type = values.regionType[region];
  return (type?.kind === TypeKind.Array ? type.to?.size : type?.size) ?? -1;
}

/** By how much an offset moves from one element to the next; -1 if it is no multiple of anything. */
function strideOf(values: Values, off: Value): number {
  const base = values.base(off);
  return values.kind[base] === ValueKind.Scale ? values.number[values.b[base]] : -1;
}

/** A field of an element that is not known by number was written: no element is surely without a value any more. */
function fillAround(state: State, region: Region, epoch: number): void {
  const { values } = state;
  for (let r = region, p = values.parentRegion(r); p !== -1; r = p, p = values.parentRegion(r)) {
    if (values.kind[values.offsetOf(values.regionOwner[r])] === ValueKind.Constant) continue;
    const c = state.content(p);
    if (c.fill !== Fill.Uninitialised && c.rest === -1) continue;
    const off = values.offsetOf(values.regionOwner[r]);
    const size = elementSize(values, p);
    // A block has no type until it is used: its elements are as large as the steps that number them.
    const rest = restAfter(state, c, off, size > 0 ? size : strideOf(values, off));
    state.setContent(p, { fill: Fill.Unknown, epoch, entries: c.entries, rest, range: null });
  }
}

/** Whatever was known of the text in the region does not hold any more. */
export function textChanged(state: State, region: Region, epoch: number): void {
  const f = state.allFacts.get(region);
  if (f === undefined) {
    state.setVersion(region, epoch);
    return;
  }
  state.setFacts(
    region,
    factsWith(f, {
      length: -1,
      version: epoch,
      text: null,
      constant: false,
      arrived: -1,
      termination: f.termination === Termination.Missing ? Termination.Missing : Termination.Unknown,
    }),
  );
}

/** Whoever keeps v may now use what it points to, and what can be reached from there, at any time. */
export function publish(state: State, v: Value, seen: Set<Region> = new Set()): void {
  const values = state.values;
  let held = v;
  // A handle is the same in a wider type.
  while (values.kind[held] === ValueKind.Convert) held = values.a[held];
  // With a mark in its last bits it is still the only way to what it names.
  if (values.kind[held] === ValueKind.Or) {
    publish(state, values.a[held], seen);
    publish(state, values.b[held], seen);
    return;
  }
  publishItself(state, held);
  const region = values.regionOf(held);
  if (region === -1) return;
  const root = values.rootRegion(region);
  if (seen.has(root)) return;
  seen.add(root);
  const kind = values.regionKind[root];
  if (kind === RegionKind.Literal || kind === RegionKind.Function) return;
  const f = state.factsOf(root);
  if ((!f.escaped || f.lent !== null) && (f.family !== "" || kind === RegionKind.Variable))
    state.setFacts(root, factsWith(f, { escaped: true, lent: null }));
  for (const [r, c] of state.contents) {
    if (values.rootRegion(r) !== root) continue;
    for (let i = 2; i < c.entries.length; i += 3) publish(state, c.entries[i], seen);
  }
}

/**
 * A node that others made may point to itself: who is given what its links lead to may be given the node, as the list is
 * that it is linked into.
 */
function publishItself(state: State, v: Value): void {
  const { values } = state;
  const type = values.type[v];
  const at = values.kind[v] === ValueKind.Content ? values.regionOf(values.a[v]) : -1;
  if (at === -1 || type?.kind !== TypeKind.Pointer) return;
  const node = values.rootRegion(at);
  const f = values.regionKind[node] === RegionKind.Pointee ? state.allFacts.get(node) : undefined;
  if (f === undefined || f.family === "" || (f.escaped && f.lent === null)) return;
  if (values.type[values.regionOwner[node]]?.to === type.to)
    state.setFacts(node, factsWith(f, { escaped: true, lent: null }));
}

/**
 * A function that is not known is given v. It may keep it, so nobody else is sure to own it any more; but what the
 * program releases later by itself it was only lent, and then it was the same wherever that call leads.
 */
export function lend(state: State, v: Value, lending: Lending): void {
  const region = state.values.regionOf(v);
  const f = region === -1 ? undefined : state.allFacts.get(region);
  const isFollowed =
    f !== undefined &&
    f.family !== "" &&
    (!f.escaped || f.lent !== null) &&
    (f.lent?.length ?? 0) < MAX_LENDINGS;
  if (!isFollowed) {
    publish(state, v);
    return;
  }
  publishHeld(state, v);
  state.setFacts(region, factsWith(f, { escaped: true, lent: [...(f.lent ?? []), lending] }));
}

/** Whoever changes what v points to may take over, or release, what is held there. */
export function publishHeld(state: State, v: Value): void {
  const { values } = state;
  const region = values.regionOf(v);
  if (region === -1) return;
  for (const [r, c] of state.contents) {
    if (!values.isWithin(r, region)) continue;
    for (let i = 2; i < c.entries.length; i += 3) publish(state, c.entries[i]);
  }
}

/** An unknown function was given v: it may write all that it can reach from there, and keep it. */
export function havoc(state: State, v: Value, epoch: number, seen: Set<Region> = new Set()): void {
  const values = state.values;
  const region = values.regionOf(v);
  if (region === -1 || seen.has(region)) return;
  seen.add(region);
  const kind = values.regionKind[region];
  if (kind === RegionKind.Literal || kind === RegionKind.Function) return;
  for (const [r, c] of [...state.contents]) {
    if (!values.isWithin(r, region)) continue;
    for (let i = 2; i < c.entries.length; i += 3) havoc(state, c.entries[i], epoch, seen);
  }
  state.refill(region, Fill.Unknown, epoch);
  forgetText(state, region, epoch);
}

export function forgetText(state: State, region: Region, epoch: number): void {
  for (const [r, f] of state.allFacts)
    if (
      (f.length !== -1 || f.text !== null || f.termination !== Termination.Unknown || f.outside !== null) &&
      state.values.isWithin(r, region)
    )
      state.setFacts(
        r,
        factsWith(f, {
          length: -1,
          text: null,
          constant: false,
          termination: Termination.Unknown,
          outside: null,
          arrived: -1,
          version: epoch,
        }),
      );
  const f = state.allFacts.get(region);
  if (f === undefined) state.setVersion(region, epoch);
  else if (f.version !== epoch) state.setFacts(region, factsWith(f, { version: epoch }));
}

/** All that other code can reach may have changed. */
export function havocWorld(state: State, epoch: number): void {
  state.changeWorld(
    epoch,
    (r) => isPrivate(state, r) || !isWorldly(state.values, state.values.rootRegion(r)),
  );
  for (const [r, f] of state.allFacts)
    if ((f.length !== -1 || f.text !== null) && !isPrivate(state, r))
      state.setFacts(r, factsWith(f, { length: -1, text: null, version: epoch }));
}

/**
 * A function is given v, which was read from memory, and may follow it back: an element that knows its list is taken out
 * of it, and what held it holds another then.
 */
export function forgetHolders(state: State, v: Value, epoch: number): void {
  const { values } = state;
  const type = values.regionType[values.regionOf(v)];
  // What it points to may be declared by a macro that nobody knows.
  const mayBeRecord = type == null || type.kind === TypeKind.Record || type.kind === TypeKind.Unknown;
  if (!mayBeRecord) return;
  for (let region = values.regionOf(v); region !== -1; ) {
    const root = values.rootRegion(region);
    let owner = values.regionKind[root] === RegionKind.Pointee ? values.regionOwner[root] : -1;
    while (owner !== -1 && values.kind[owner] === ValueKind.Older) owner = values.a[owner];
    if (owner === -1 || values.kind[owner] !== ValueKind.Content) return;
    region = values.regionOf(values.a[owner]);
    if (region === -1 || isPrivate(state, region)) return;
    const { entries } = state.content(region);
    for (let i = 2; i < entries.length; i += 3) publish(state, entries[i]);
    state.refill(region, Fill.Unknown, epoch);
  }
}

/** Whether anything but `exceptRegister` and what lies in `exceptBlock` still mentions the object at `region`. */
export function isReferenced(
  state: State,
  region: Region,
  exceptRegister: number,
  exceptBlock: Region = -1,
): boolean {
  const values = state.values;
  const owner = values.regionOwner[region];
  const regs = state.registers;
  for (let r = 0; r < regs.length; r++)
    if (r !== exceptRegister && values.mentions(regs[r], owner)) return true;
  for (const [holder, c] of state.contents) {
    if (holder === region || values.isWithin(holder, region)) continue;
    if (exceptBlock !== -1 && values.rootRegion(holder) === exceptBlock) continue;
    for (let i = 2; i < c.entries.length; i += 3) if (values.mentions(c.entries[i], owner)) return true;
  }
  return false;
}
