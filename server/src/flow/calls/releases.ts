/** Blocks and handles that a call takes back. */
import type { ReleaseEffect } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { AGREED } from "../agreements";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { lostWith } from "../losses";
import { publish } from "../memory";
import { lower, nullness, upper } from "../numbers";
import { factsWith, Life, type State } from "../state";
import { type Region, RegionKind, UNINITIALISED, type Value, ValueKind } from "../values";
import { sizeOf } from "./lengths";

/** Whether a release of so many bytes takes all of the object; one of a part leaves it as something nobody follows. */
export function releasesAll(machine: Interpreter, state: State, call: Call, effect: ReleaseEffect): boolean {
  const v = call.args[effect.param];
  const region = v === undefined ? -1 : machine.values.regionOf(v);
  if (v === undefined || region === -1) return false;
  const f = state.factsOf(region);
  const size = sizeOf(machine, state, call, effect.size);
  const { values } = machine;
  if (values.offsetOf(v) === values.zero && (f.life === Life.Released || (size !== -1 && size === f.size)))
    return true;
  state.setFacts(region, factsWith(f, { life: Life.Unknown, escaped: true, lent: null }));
  return false;
}

/** Whether a descriptor is a number that was computed from another: they are different things, not parts of one. */
function isCounted({ values }: Interpreter, v: Value): boolean {
  return values.kind[v] === ValueKind.Offset && values.type[values.base(v)]?.kind === TypeKind.Int;
}

/** The record that v is the address of, where v is written as that of its first member. */
function recordOf({ values, fields }: Interpreter, v: Value): Value {
  let start = v;
  for (let r = values.regionOf(v); r !== -1; r = values.regionOf(start)) {
    if (values.regionKind[r] !== RegionKind.Field || fields.get(r) !== 0) break;
    if (values.offsetOf(start) !== values.zero) break;
    start = values.regionOwner[r];
  }
  return start;
}

/** Descriptors up to this one are those that every program has from its start. */
const LAST_STANDARD = 2;

/** Stands for the descriptors that every program has: closed so that others take their place, or not. */
function standard({ values }: Interpreter, family: string): Region {
  return values.named(RegionKind.Global, `standard ${family}`, null);
}

function noteStandard(machine: Interpreter, state: State, call: Call, param: number, family: string): void {
  const v = call.args[param];
  const type = call.model?.paramTypes[param];
  if (type === undefined || type.includes("*") || lower(state, v) < 0 || upper(state, v) > LAST_STANDARD)
    return;
  state.updateFacts(standard(machine, family), { life: Life.Released });
}

/**
 * Whether what is opened now may become one of the descriptors that every program has, as one of them was closed: it is
 * there to stay.
 */
export function mayBecomeStandard(machine: Interpreter, state: State, family: string): boolean {
  return state.factsOf(standard(machine, family)).life !== Life.Live;
}

/**
 * A loop releases what a member of some element holds: elements that are known by another name hold what it may be, or
 * may have been in an earlier round, in the same member.
 */
function releaseAlike(state: State, v: Value): void {
  const { values } = state;
  const member = values.kind[v] === ValueKind.Content ? values.regionOf(values.a[v]) : -1;
  if (member === -1 || values.regionKind[member] !== RegionKind.Field) return;
  for (const [region, { entries }] of state.contents) {
    if (region === member || values.regionName[region] !== values.regionName[member]) continue;
    if (values.regionType[region] !== values.regionType[member]) continue;
    for (let i = 2; i < entries.length; i += 3) publish(state, entries[i]);
  }
}

export function release(machine: Interpreter, state: State, call: Call, param: number, family: string): void {
  const given = call.args[param];
  if (given === undefined || given === UNINITIALISED) return;
  noteStandard(machine, state, call, param, family);
  if (isCounted(machine, given)) return;
  const v = recordOf(machine, given);
  machine.emitRelease(state, { value: v, family, call, param });
  if (nullness(state, v) === 1) return;
  const region = machine.values.regionOf(v);
  if (region === -1) return;
  const kind = machine.values.regionKind[region];
  if (kind !== RegionKind.Pointee) return;
  if (machine.inLoop) releaseAlike(state, v);
  const f = state.factsOf(region);
  state.setFacts(
    region,
    factsWith(f, {
      family: f.family || family,
      // What takes any block takes memory.
      memory: f.memory || family === "",
      life: machine.values.several.has(machine.values.regionOwner[region]) ? Life.Unknown : Life.Released,
      released: call.instruction,
      releaser: call.name,
    }),
  );
  // A function of the project that takes a record back may well look after what is in it.
  if (family === "heap" && call.callee.summary !== call.model)
    lostWith(machine, state, region, call.instruction);
}

/** Takes back what was made by another function that is not known, as the function that is analysed has it. */
export function giveBack(machine: Interpreter, state: State, call: Call): void {
  const { agreements, values } = machine;
  const giving = agreements.gives.get(call.instruction);
  const given = giving === undefined ? UNINITIALISED : call.args[giving.param];
  if (giving === undefined || given === undefined || given === UNINITIALISED) return;
  if (giving.record !== -1) {
    for (const region of recordsMade(machine, state, giving.record))
      endAgreed(machine, state, call, region, given);
    return;
  }
  const region = values.regionOf(given);
  if (region !== -1) endAgreed(machine, state, call, region, given);
}

function endAgreed(machine: Interpreter, state: State, call: Call, region: Region, given: Value): void {
  const f = state.factsOf(region);
  if (f.family !== AGREED || f.life !== Life.Live) return;
  const { param } = machine.agreements.gives.get(call.instruction)!;
  const value = machine.values.regionOf(given) === region ? given : machine.values.regionOwner[region];
  machine.emitRelease(state, { value, family: AGREED, call, param });
  state.setFacts(
    region,
    factsWith(f, { life: Life.Unknown, released: call.instruction, releaser: call.name }),
  );
}

/** What was made behind a record that is a variable, and has to be given back still. */
export function recordsMade({ agreements }: Interpreter, state: State, variable: number): Region[] {
  const found: Region[] = [];
  for (const [region, { family, life, allocated }] of state.allFacts) {
    if (family !== AGREED || life !== Life.Live || allocated === null) continue;
    for (const [made, making] of agreements.makes)
      if (made === allocated && making.how === "record" && making.variable === variable) found.push(region);
  }
  return found;
}
