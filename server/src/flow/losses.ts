/** The last reference to something acquired goes: overwritten, out of scope, or still held at a way out. */
import { type Instruction, type IrFunction, Op } from "../ir/ir";
import { TypeKind } from "../semantics/types";
import { AGREED } from "./agreements";
import { terminatorSite } from "./events";
import type { Interpreter } from "./interpreter";
import { isPrivate } from "./join";
import { isReferenced, publish } from "./memory";
import { isOfNoBytes, lower, nullness, upper } from "./numbers";
import type { Site } from "./site";
import { factsWith, Life, type ObjectFacts, type State } from "./state";
import { type Region, RegionKind, UNINITIALISED, type Value, ValueKind } from "./values";

/** A variable is about to take a new value: was its old one the last reference to an object? */
export function overwrite(machine: Interpreter, state: State, ins: Instruction, v: Value): void {
  if (ins.dst >= machine.fn.variables.length || state.allFacts.size === 0) return;
  const old = state.register(ins.dst);
  if (old !== v) lost(machine, state, old, v, ins, "overwritten", ins.dst);
}

/**
 * `old` is held no more by register (-1 for memory), which holds `next` now: tells if nothing else holds what it referred
 * to.
 */
export function lost(
  machine: Interpreter,
  state: State,
  old: Value,
  next: Value,
  site: Site,
  how: "overwritten" | "scope",
  register: number,
): void {
  if (
    old <= machine.values.one ||
    !machine.values.isSymbol(old) ||
    (next !== -1 && machine.values.mentions(next, old))
  )
    return;
  const region = machine.values.existingPointee(old);
  if (region === undefined) return;
  const f = state.allFacts.get(region);
  if (f === undefined || f.family === "" || f.life !== Life.Live) return;
  if (f.escaped && f.lent === null) return;
  if (isFailed(machine, state, old, region) || isOnNobodysBehalf(machine, state, f)) return;
  if (isReferenced(state, region, register)) return;
  for (const r of machine.written)
    if (machine.scratchLive(r) && machine.values.mentions(machine.scratch[r], old)) return;
  machine.emit(state, "loss", { region, site, how, value: -1 });
  state.setFacts(region, factsWith(f, { escaped: true, lent: null }));
}

/** A block is given back as it is: tells of what nothing but it held, which goes with it. */
export function lostWith(machine: Interpreter, state: State, block: Region, site: Site): void {
  const { values } = machine;
  if (state.allFacts.size < 2) return;
  for (const [holder, c] of [...state.contents]) {
    if (values.rootRegion(holder) !== block) continue;
    for (let i = 2; i < c.entries.length; i += 3) {
      const held = c.entries[i];
      if (held <= values.one || !values.isSymbol(held)) continue;
      const region = values.existingPointee(held);
      const f = region === undefined ? undefined : state.allFacts.get(region);
      if (region === undefined || f === undefined || f.family === "" || f.life !== Life.Live || f.escaped)
        continue;
      if (isFailed(machine, state, held, region) || isOnNobodysBehalf(machine, state, f)) continue;
      if (isReferenced(state, region, -1, block)) continue;
      machine.emit(state, "loss", { region, site, how: "released", value: -1 });
      state.setFacts(region, factsWith(f, { escaped: true, lent: null }));
    }
  }
}

/** A failed reallocation's null is stored where the block that is still there was kept. */
export function forgotten(
  machine: Interpreter,
  state: State,
  address: Value,
  v: Value,
  ins: Instruction,
): void {
  const { values } = machine;
  const old = machine.reallocated.get(v)!;
  if (endsOnFailure(machine)) return;
  const isKeptThere = values.timeless(values.a[old]) === values.timeless(address);
  const region = values.existingPointee(old);
  if (!isKeptThere || region === undefined || nullness(state, v) !== 1) return;
  const made = values.existingPointee(v);
  if (made !== undefined && isOfNoBytes(state, state.factsOf(made))) return;
  if (state.factsOf(region).life !== Life.Live || isReferenced(state, region, -1)) return;
  const event = { region, site: ins, how: "reallocated", value: -1 } as const;
  machine.emit(state, "loss", event);
}

/** Whether the block asks something at its end, and on one of the answers the program is over: nothing is missed then. */
function endsOnFailure(machine: Interpreter): boolean {
  const { terminator } = machine.fn.blocks[machine.block];
  return (
    terminator.kind === "branch" &&
    (machine.endsProgram(terminator.ifTrue) || machine.endsProgram(terminator.ifFalse))
  );
}

/** The pointer or handle says that nothing was acquired. */
function isFailed(machine: Interpreter, state: State, owner: Value, region: Region): boolean {
  const f = state.factsOf(region);
  const most = upper(state, owner);
  // Descriptors up to 2 are those every program has; who keeps one of them means to.
  if (machine.values.type[owner]?.kind === TypeKind.Int)
    return most <= 2 || equalsUnknown(machine, state, owner);
  if (f.family === "") return false;
  // Some answer with an address of all ones: MAP_FAILED, INVALID_HANDLE_VALUE.
  if (nullness(state, owner) === 1 || most < 0 || lower(state, owner) >= 2 ** 31) return true;
  return equalsUnknown(machine, state, owner);
}

/**
 * Whether a helper allocated the object as it does for callers that name no owner, such as an arena, and nothing in this
 * function tells whether there is one: it was handed in.
 */
function isOnNobodysBehalf(machine: Interpreter, state: State, { allocated }: ObjectFacts): boolean {
  if (allocated === null || machine.isOwnCode(allocated)) return false;
  const { values } = machine;
  for (const [question, { isTrue, block }] of state.allDecisions)
    if (
      !isTrue &&
      values.kind[question] === ValueKind.Initial &&
      values.type[question]?.kind === TypeKind.Pointer &&
      !machine.isOwnCode(terminatorSite(machine.fn.blocks[block].terminator))
    )
      return true;
  return false;
}

/** Whether the path has found v to be equal to something else: a word for failure, or another name of the object. */
function equalsUnknown(machine: Interpreter, state: State, v: Value): boolean {
  const { values } = machine;
  for (const [question, { isTrue }] of state.allDecisions) {
    const k = values.kind[question];
    if (k !== ValueKind.Equal && k !== ValueKind.NotEqual) continue;
    const other =
      values.a[question] === v ? values.b[question] : values.b[question] === v ? values.a[question] : -1;
    if (other !== -1 && !values.isConstant(other) && isTrue === (k === ValueKind.Equal)) return true;
  }
  return false;
}

/** The function returns v: what stays behind in memory that lives on is looked at, and what is still held. */
export function atReturn(machine: Interpreter, state: State, v: Value, site: Site, explicit: boolean): void {
  const values = machine.values;
  machine.emit(state, "return", { value: v, site, explicit });
  for (const [holder, c] of state.contents) {
    const root = values.rootRegion(holder);
    const kind = values.regionKind[root];
    if (kind !== RegionKind.Global && !(kind === RegionKind.Pointee && !isPrivate(state, root))) continue;
    for (let i = 2; i < c.entries.length; i += 3) {
      reportDangling(machine, state, holder, c.entries[i]);
      const region =
        values.kind[c.entries[i]] === ValueKind.Address
          ? values.rootRegion(values.regionOf(c.entries[i]))
          : -1;
      if (region === -1 || values.regionKind[region] !== RegionKind.Variable) continue;
      const variable = values.regionOwner[region];
      if (machine.fn.variables[variable].isStatic) continue;
      const stored = machine.storeSites.get(values.address(holder, c.entries[i - 2])) ?? site;
      machine.emit(state, "outlivingStore", { variable, site: stored, holder });
    }
  }
  if (v > UNINITIALISED) publish(state, v);
  losses(machine, state, site, "returned", v);
}

/** Tells of a block that this function made and released, if memory of the caller's still holds it at `holder`. */
function reportDangling(machine: Interpreter, state: State, holder: Region, v: Value): void {
  const { values } = machine;
  if (values.kind[v] !== ValueKind.Result) return;
  const block = values.existingPointee(v);
  const f = block === undefined ? undefined : state.allFacts.get(block);
  if (block === undefined || f?.life !== Life.Released || f.released === null || f.family === AGREED) return;
  const owner = state.allFacts.get(values.rootRegion(holder));
  if (owner !== undefined && owner.life !== Life.Live) return;
  const event = { block, holder, site: f.released };
  machine.emit(state, "danglingStore", event);
}

/** Objects that are still held when control leaves the function. */
export function losses(
  machine: Interpreter,
  state: State,
  site: Site,
  how: "returned" | "thrown",
  value: Value,
): void {
  const { values } = machine;
  for (const [region, f] of [...state.allFacts]) {
    if (
      f.family === "" ||
      f.life !== Life.Live ||
      (f.escaped && f.lent === null) ||
      values.regionKind[region] !== RegionKind.Pointee
    )
      continue;
    if (isFailed(machine, state, values.regionOwner[region], region)) continue;
    if (isOnNobodysBehalf(machine, state, f)) continue;
    // What a returned or stored object refers to went with it.
    machine.emit(state, "loss", { region, site, how, value });
  }
}

/** What plain pointers in an object hold that is never completed: no destructor releases it. */
export function unbuilt(machine: Interpreter, state: State, site: Site): void {
  const { values, fn } = machine;
  const own = fn.variables.findIndex(({ name, param }) => name === "this" && param === 0);
  if (own === -1 || !isConstructor(fn)) return;
  const object = values.existingPointee(state.register(own));
  if (object === undefined) return;
  for (const [holder, c] of state.contents) {
    if (values.rootRegion(holder) !== object) continue;
    for (let i = 2; i < c.entries.length; i += 3) {
      const region = values.existingPointee(c.entries[i]);
      const f = region === undefined ? undefined : state.allFacts.get(region);
      if (region === undefined || f === undefined || f.family === "" || f.life !== Life.Live) continue;
      if (!isFailed(machine, state, values.regionOwner[region], region))
        machine.emit(state, "loss", { region, site, how: "unbuilt", value: -1 });
    }
  }
}

/** Whether a function builds an object by itself: after a constructor that it hands over to, the destructor would run. */
function isConstructor({ name, blocks }: IrFunction): boolean {
  const simple = name.slice(name.lastIndexOf(":") + 1);
  if (name !== `${simple}::${simple}` && !name.endsWith(`::${simple}::${simple}`)) return false;
  return !blocks[0].instructions.some(
    ({ op, callee }) => op === Op.Call && callee?.kind === "constructor" && callee.name === name,
  );
}
