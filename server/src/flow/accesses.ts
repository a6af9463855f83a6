/** Reads, writes and copies of memory, and the addresses that they are made at. */
import { type Instruction, Op } from "../ir/ir";
import { type Type, TypeKind } from "../semantics/types";
import { fixedText } from "./calls/texts";
import { taintOfSource } from "./characters";
import { copyElements } from "./containers";
import { rangeOf } from "./element-range";
import type { Row } from "./events";
import { follow, stepsWithin } from "./inner-paths";
import type { Interpreter } from "./interpreter";
import { isPrivate } from "./join";
import { forgotten, lost } from "./losses";
import { apart, forgetHolders, publish, read, write } from "./memory";
import { bound, lower, typeMax, typeMin, upper } from "./numbers";
import { Fill, Origin, type State, Termination } from "./state";
import { outsideOf } from "./taint";
import { fillKey, isBeyondWritten, noteFill, uninitialisedMemory } from "./unwritten";
import {
  MAX_WEIGHT,
  type Region,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "./values";

/** The address `index` elements after `base`. */
export function pointerAdd(
  machine: Interpreter,
  state: State,
  base: Value,
  index: Value,
  ins: Instruction,
): Value {
  const values = machine.values;
  const region = values.regionOf(base);
  // The first element of a null pointer is at null.
  if (base === values.zero && (index === values.zero || isDereferenced(machine, ins.dst))) return base;
  if (region === -1 || ins.imm < 0) {
    publish(state, base);
    return machine.fresh(state, ins.type);
  }
  const moved = values.sum(values.offsetOf(base), values.scale(index, ins.imm));
  const start = recordBefore(machine, region, moved);
  return start === -1 ? values.address(region, moved) : start;
}

/**
 * The start of the record that `moved` bytes from a member of it lead back to, as `container_of` does; -1 if they lead
 * elsewhere. Places between members stay written from the member: who counts elements from 1 comes back to it.
 */
function recordBefore({ values, fields }: Interpreter, member: Region, moved: Value): Value {
  if (!values.isConstant(moved) || values.number[moved] >= 0) return -1;
  let at = values.number[moved];
  for (let r = member; values.regionKind[r] === RegionKind.Field; ) {
    const within = fields.get(r) ?? -1;
    const record = values.regionOwner[r];
    const before = values.offsetOf(record);
    if (within < 0) return -1;
    at += within;
    if (at === 0) return record;
    if (!values.isConstant(before)) return -1;
    at += values.number[before];
    r = values.regionOf(record);
    if (at === 0) return values.address(r, values.zero);
  }
  return -1;
}

/** Whether the rest of the present block reads or writes at the address that the instruction being run computes. */
function isDereferenced(machine: Interpreter, address: number): boolean {
  const { instructions } = machine.fn.blocks[machine.block];
  const names = [address];
  for (let i = machine.epoch - machine.firstEpoch[machine.block] + 1; i < instructions.length; i++) {
    const ins = instructions[i];
    if ((ins.op === Op.Load || ins.op === Op.Store) && names.includes(ins.a)) return true;
    if (ins.op === Op.Copy && names.includes(ins.a)) names.push(ins.dst);
  }
  return false;
}

/** The address of a member of the record at `base`. */
export function fieldAddress(machine: Interpreter, state: State, base: Value, ins: Instruction): Value {
  const values = machine.values;
  if (base === UNINITIALISED) return machine.fresh(state, ins.type);
  const region = values.regionOf(base);
  if (region === -1) {
    if (values.isConstant(base))
      return base === values.zero ? base : values.offset(base, Math.max(ins.imm, 0));
    return machine.fresh(state, ins.type);
  }
  const record = ins.from?.record ?? values.regionType[region]?.record ?? null;
  const type = ins.type.to;
  // The members of a union share their storage: they are one place, told apart by nothing.
  // One that the union in sight does not have is of another configuration, and need not be the same place.
  const isShared =
    record?.tag === "union" && (!record.complete || record.fields.some((f) => f.name === ins.name));
  const field = isShared ? values.shared(base, type) : values.field(base, ins.name, type);
  if (ins.imm >= 0) machine.fields.set(field, ins.imm);
  if (record?.fields.at(-1)?.name === ins.name) machine.fields.last.add(field);
  return values.address(field, values.zero);
}

/** Tells of an instruction of the program itself that reads or writes `size` bytes. */
export function touch(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  write: boolean,
  address: Value,
  size: number,
  row?: Row,
  stored: Value = -1,
): void {
  machine.emitAccess(state, {
    write,
    address,
    size: machine.values.constant(size),
    upTo: false,
    least: -1,
    site: instruction,
    instruction,
    call: null,
    param: -1,
    row,
    stored,
  });
}

/** Whether a read gives something else each time. A pointer of the function's own is volatile for `longjmp` alone. */
function isChangeable(state: State, address: Value, type: Type): boolean {
  if (!type.isVolatile) return false;
  const { values } = state;
  const region = values.regionOf(address);
  const isOwn = region !== -1 && values.regionKind[region] === RegionKind.Variable;
  return !isOwn || type.kind !== TypeKind.Pointer || state.factsOf(region).escaped;
}

/** What is read at an address: something unknown if nothing is known of what is there. */
export function load(machine: Interpreter, state: State, address: Value, ins: Instruction): Value {
  const values = machine.values;
  const type = ins.type;
  touch(machine, state, ins, false, address, type.size > 0 ? type.size : 1, machine.rowOf(ins.a));
  if (isChangeable(state, address, type)) {
    const now = machine.fresh(state, type);
    if (type.kind === TypeKind.Int) values.changeable.set(now, address);
    return now;
  }
  if (values.weight[address] > MAX_WEIGHT) return machine.fresh(state, type);
  const v = read(state, address, type.size, type, machine.fn);
  if (v === UNINITIALISED) {
    // What is of a type that is not known may be an array, and its value no more than its address.
    if (type.kind !== TypeKind.Unknown) uninitialisedMemory(machine, state, address, ins);
    const unknown = machine.fresh(state, type);
    if (type.size > 0) write(state, address, type.size, unknown, machine.epoch);
    return unknown;
  }
  if (type.kind === TypeKind.Pointer) publishAmong(state, address, type.size, v);
  if (isBeyondWritten(machine, state, address))
    uninitialisedMemory(
      machine,
      state,
      address,
      ins,
      fillKey(machine, machine.cfg.loop[machine.block], address),
    );
  if (v === -1) {
    const whole = type.kind === TypeKind.Unknown ? soleContent(state, address) : -1;
    if (whole !== -1) return whole;
    const unknown = machine.fresh(state, type);
    if (type.size === 1 && values.regionOf(address) !== -1) values.readFrom.set(unknown, address);
    boundElement(state, address, type, unknown);
    return unknown;
  }
  if (values.kind[v] === ValueKind.Content || values.kind[v] === ValueKind.JoinMemory)
    boundElement(state, address, type, v);
  if (values.kind[v] === ValueKind.Content) {
    machine.ages.noteEpoch(v, values.b[v] - 1);
    // The standard streams are there from the start.
    if (type.kind === TypeKind.Reference || isStandardStream(values, address))
      bound(state, v, 1, Infinity, null, Origin.Derived);
  }
  return v;
}

/** All that is known to lie in a variable whose type nothing declares: the handle, say, that a library has put there. */
function soleContent(state: State, address: Value): Value {
  const { values } = state;
  const region = values.regionOf(address);
  if (region === -1 || values.regionKind[region] !== RegionKind.Variable) return -1;
  const { entries } = state.content(region);
  const isSole = entries.length === 3 && entries[0] === values.zero;
  return isSole && values.offsetOf(address) === values.zero ? entries[2] : -1;
}

/** What is read of an array that is filled here is no other number than those that were written to it. */
function boundElement(state: State, address: Value, type: Type, v: Value): void {
  const region = state.values.regionOf(address);
  const content = type.kind === TypeKind.Int ? state.contents.get(region) : undefined;
  const range = content === undefined ? null : rangeOf(state, content, type.size);
  if (range === null || range.lo > range.hi || range.lo < typeMin(type) || range.hi > typeMax(type)) return;
  bound(state, v, range.lo, range.hi, null, Origin.Derived);
}

/** What is read may be one of several pointers that were stored there by numbers nobody knows: whose it is then is open. */
function publishAmong(state: State, address: Value, size: number, v: Value): void {
  const { values } = state;
  const { entries } = state.content(values.regionOf(address));
  const off = values.offsetOf(address);
  for (let i = 0; i < entries.length; i += 3)
    if (entries[i + 2] !== v && !apart(state, entries[i], entries[i + 1], off, size))
      publish(state, entries[i + 2]);
}

function isStandardStream(values: Values, address: Value): boolean {
  const region = values.regionOf(address);
  return values.regionKind[region] === RegionKind.Global && STANDARD_STREAMS.has(values.regionName[region]);
}

const STANDARD_STREAMS = new Set(["stdin", "stdout", "stderr"]);

/** Writes v at an address, and with it what texts, holders and loops depend on it. */
export function store(machine: Interpreter, state: State, address: Value, v: Value, ins: Instruction): void {
  const values = machine.values;
  const type = ins.type;
  touch(machine, state, ins, true, address, type.size > 0 ? type.size : 1, machine.rowOf(ins.a), v);
  const region = values.regionOf(address);
  if (region === -1) {
    publish(state, v);
    return;
  }
  // A loop that writes as it reads is ahead of itself by then.
  if (machine.inLoop) noteFill(machine, address);
  const stored = isOpaqueCopy(machine, v, type) ? machine.fresh(state, type, 3) : v;
  if (stored !== v) publish(state, v);
  const old = previous(machine, state, address, type.size);
  const lengthBefore = v === machine.values.zero ? textBounds(machine, state, region) : null;
  if (values.kind[values.offsetOf(address)] !== ValueKind.Constant)
    machine.ages.retireContents(state, machine.epoch);
  // What is stored in a size that nobody knows cannot be found again.
  if (
    !isPrivate(state, region) ||
    isStatic(machine, region) ||
    (type.size <= 0 && isAcquired(machine, state, v))
  )
    publish(state, v);
  if (values.kind[stored] === ValueKind.Address) machine.storeSites.set(address, ins);
  // Of what size is not known: all that was known of its members is over.
  if (type.size <= 0) {
    machine.ages.retireContents(state, machine.epoch);
    state.refill(region, Fill.Unknown, machine.epoch);
  }
  if (type.kind === TypeKind.Pointer || type.kind === TypeKind.Unknown) {
    forgetOtherNames(machine, state, region);
    const element = unlinkedBy(values, region, v);
    if (element !== -1) {
      machine.ages.retireContents(state, machine.epoch);
      forgetHolders(state, element, machine.epoch);
    }
  }
  write(state, address, type.size, stored, machine.epoch);
  const outside = copiedCharacter(machine, state, address, v, type);
  if (outside !== null) state.updateFacts(region, { outside });
  if (lengthBefore !== null && (type.size === 1 || type.size === machine.wideSize))
    terminated(machine, state, region, values.offsetOf(address), type.size, lengthBefore);
  if (old !== -1 && old !== v) lost(machine, state, old, v, ins, "overwritten", -1);
  else if (machine.reallocated.has(v)) forgotten(machine, state, address, v, ins);
}

/** Where a character came in from that becomes one of a text, at a place that moves on: `*out++ = *in++`. */
function copiedCharacter(
  machine: Interpreter,
  state: State,
  address: Value,
  v: Value,
  type: Type,
): Taint | null {
  const { values } = machine;
  if (type.kind !== TypeKind.Int || type.size !== 1) return null;
  if (values.isConstant(v) || values.isConstant(values.offsetOf(address))) return null;
  let character = v;
  while (values.kind[character] === ValueKind.Convert) character = values.a[character];
  const source = taintOfSource(state, character);
  if (source !== null || values.kind[character] !== ValueKind.Result) return source;
  // What a function hands over character by character, as getchar() does.
  return machine.instructionAt(values.a[character])?.op === Op.Call ? values.taintOf(character) : null;
}

/** Whether places of two types may be one: of types that are not known, any two. */
function mayBeSame(a: Type | null, b: Type | null): boolean {
  const isUnknown = (t: Type | null) => t === null || t.kind === TypeKind.Unknown;
  return a === b || (isUnknown(a) && isUnknown(b));
}

/**
 * A pointer is written through a pointer that was read from memory: what is known by another name may be the same place,
 * as the first element that a list's head holds is what `*e->previous = e->next` sets. Members have that in common only
 * with members of the same name and type.
 */
function forgetOtherNames(machine: Interpreter, state: State, region: Region): void {
  const { values } = machine;
  const root = values.rootRegion(region);
  if (values.regionKind[root] !== RegionKind.Pointee) return;
  const owner = values.kind[values.regionOwner[root]];
  if (owner !== ValueKind.Content && owner !== ValueKind.JoinMemory && owner !== ValueKind.Older) return;
  const isMember = values.regionKind[region] === RegionKind.Field;
  const type = values.regionType[region];
  let isFirst = true;
  for (let r = 0; r < values.regionKind.length; r++) {
    if (r === region || !mayBeSame(values.regionType[r], type)) continue;
    if (
      isMember
        ? values.regionName[r] !== values.regionName[region]
        : values.regionKind[r] === RegionKind.Pointee
    )
      continue;
    if (isPrivate(state, values.rootRegion(r))) continue;
    if (isFirst) machine.ages.retireContents(state, machine.epoch);
    isFirst = false;
    const { entries } = state.content(r);
    for (let i = 2; i < entries.length; i += 3) publish(state, entries[i]);
    state.refill(r, Fill.Unknown, machine.epoch);
  }
}

/**
 * The element that is taken out of its list where v is written in the region: what one of its links leads to is given
 * what another one holds, `e->previous->next = e->next`. -1 if there is none.
 */
function unlinkedBy(values: Values, region: Region, v: Value): Value {
  const root = values.rootRegion(region);
  if (values.regionKind[root] !== RegionKind.Pointee) return -1;
  const element = linkOwner(values, values.regionOwner[root]);
  return element !== -1 && element === linkOwner(values, v) ? element : -1;
}

/** The pointer to the record that v was read from; -1 if v was read elsewhere. */
function linkOwner(values: Values, v: Value): Value {
  if (values.kind[v] !== ValueKind.Content) return -1;
  const root = values.rootRegion(values.regionOf(values.a[v]));
  return values.regionKind[root] === RegionKind.Pointee ? values.regionOwner[root] : -1;
}

/** Whether v, the address of a record or of what nobody knows the type of, stands for what is there: that is what is stored. */
function isOpaqueCopy(machine: Interpreter, v: Value, type: Type): boolean {
  const { values } = machine;
  if (type.kind !== TypeKind.Unknown || values.kind[v] !== ValueKind.Address) return false;
  const kind = values.regionType[values.regionOf(v)]?.kind;
  return kind === TypeKind.Unknown || kind === TypeKind.Record;
}

/** Whether the region is a local variable that outlives its function. */
function isStatic(machine: Interpreter, region: Region): boolean {
  const { values } = machine;
  const root = values.rootRegion(region);
  return (
    values.regionKind[root] === RegionKind.Variable && machine.fn.variables[values.regionOwner[root]].isStatic
  );
}

/** Whether v is what an allocator or an opener handed out. */
function isAcquired(machine: Interpreter, state: State, v: Value): boolean {
  const region = machine.values.existingPointee(v);
  return region !== undefined && state.factsOf(region).family !== "";
}

/** Least and greatest length in characters of the text in a region, as far as it was told. */
function textBounds(machine: Interpreter, state: State, region: Region): readonly [number, number] {
  const { values } = machine;
  const f = state.factsOf(region);
  const start = values.address(region, values.zero);
  const length = f.length === -1 ? values.existing(ValueKind.Length, start, f.version) : f.length;
  return length === undefined ? [0, Infinity] : [Math.max(0, lower(state, length)), upper(state, length)];
}

/** A zero was written at `off` bytes, as one character of `unit` bytes: the string ends there, if not before. */
function terminated(
  machine: Interpreter,
  state: State,
  region: Region,
  off: Value,
  unit: number,
  [least, most]: readonly [number, number],
): void {
  const { values } = machine;
  const end = values.isConstant(off) ? Math.floor(values.number[off] / unit) : -1;
  const low = Math.min(least, end);
  const high = Math.min(most, end);
  const length = end >= 0 && low === high ? values.constant(low) : -1;
  state.updateFacts(region, { termination: Termination.Terminated, terminationSite: null, length });
  if (length !== -1 || end < 0) return;
  const symbol = values.symbol(ValueKind.Length, values.address(region, values.zero), machine.epoch, null);
  machine.ages.noteEpoch(symbol, machine.epoch);
  bound(state, symbol, low, high, null, Origin.Derived);
}

/** The value that a store replaces, if it may hold an object; -1 else. */
function previous(machine: Interpreter, state: State, address: Value, size: number): Value {
  if (state.allFacts.size === 0) return -1;
  const values = machine.values;
  const c = state.contents.get(values.regionOf(address));
  if (c === undefined) return -1;
  const off = values.offsetOf(address);
  for (let i = 0; i < c.entries.length; i += 3)
    if (c.entries[i] === off && c.entries[i + 1] === size) return c.entries[i + 2];
  return -1;
}

/** Assigns a record, member by member as far as they are known. */
export function copyMemory(machine: Interpreter, state: State, ins: Instruction): void {
  const values = machine.values;
  const to = machine.operand(state, ins.a, ins);
  const from = machine.operand(state, ins.b, ins);
  // What was opened, and what was allocated under a type nobody knows, is no record to copy: its pointer is stored.
  const isHandle =
    isAcquired(machine, state, from) &&
    (ins.type.kind === TypeKind.Unknown || !state.factsOf(values.regionOf(from)).memory);
  if (isHandle) publish(state, from);
  // An initialiser that is no record: of a type whose members are not known.
  if (to === from || values.isConstant(from) || isHandle) {
    if (values.regionOf(to) !== -1) state.refill(values.regionOf(to), Fill.Unknown, machine.epoch);
    return;
  }
  const size = Math.max(1, ins.imm);
  // An object that is made of characters asks for itself what they are.
  const isText = isCharacters(values.type[from]);
  if (!isText) touch(machine, state, ins, false, from, size);
  touch(machine, state, ins, true, to, size);
  const target = values.regionOf(to);
  if (target === -1) return;
  if (ins.type.kind === TypeKind.Unknown && copyElements(machine, state, to, from)) return;
  // Fields are read before the target changes: the two may overlap in what they reach.
  const record = ins.type.record;
  const fields =
    record?.complete && record.tag !== "union" && record.fields.length <= 24 ? record.fields : [];
  const kept: { name: string; type: Type; offset: number; value: Value }[] = [];
  const unset: { name: string; type: Type }[] = [];
  if (values.regionOf(from) !== -1)
    for (const f of fields) {
      if (f.bits > 0 || f.type.size <= 0 || f.type.kind === TypeKind.Record || f.type.kind === TypeKind.Array)
        continue;
      const source = values.address(values.field(from, f.name, f.type), values.zero);
      const v = read(state, source, f.type.size, f.type, machine.fn);
      if (v > UNINITIALISED) kept.push({ name: f.name, type: f.type, offset: f.offset, value: v });
      else if (v === UNINITIALISED) unset.push(f);
    }
  machine.ages.retireContents(state, machine.epoch);
  state.refill(target, Fill.Unknown, machine.epoch);
  const source = values.regionOf(from);
  if (source !== -1) {
    const { text, outside, length, termination, constant } = state.factsOf(source);
    state.updateFacts(target, {
      // A text object that is handed a literal is made of it.
      text: fixedText(machine, from, ins) ?? text,
      outside: outside ?? outsideOf(state, source) ?? (isText ? values.taint[from] : null),
      length,
      termination,
      constant,
      version: machine.epoch,
    });
  }
  copyOrigins(machine, state, to, from);
  const outside = !isPrivate(state, target);
  // What had no value has none in the copy.
  if (kept.length > 0)
    for (const { name, type } of unset)
      state.refill(values.field(to, name, type), Fill.Uninitialised, machine.epoch);
  for (const k of kept) {
    const field = values.field(to, k.name, k.type);
    if (k.offset >= 0) machine.fields.set(field, k.offset);
    if (outside) publish(state, k.value);
    write(state, values.address(field, values.zero), k.type.size, k.value, machine.epoch);
  }
}

function isCharacters(type: Type | null): boolean {
  return type?.kind === TypeKind.Pointer && type.to?.kind === TypeKind.Int;
}

/** What members of a record that is copied hold from outside, those of the copy hold too. */
function copyOrigins(machine: Interpreter, state: State, to: Value, from: Value): void {
  const { values } = machine;
  const source = values.regionOf(from);
  if (source === -1 || values.offsetOf(from) !== values.zero) return;
  for (const [region, { outside, text, termination }] of [...state.allFacts]) {
    if (outside === null || region === source || !values.isWithin(region, source)) continue;
    const steps = stepsWithin(values, region, source);
    const member = steps === undefined ? -1 : follow(state, to, steps, machine.fn);
    if (member !== -1)
      state.updateFacts(member, { outside, text, termination, length: -1, version: machine.epoch });
  }
}
