/** Blocks and handles that a call takes back. */
import type { ReleaseEffect } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { nullness } from "../numbers";
import { factsWith, Life, type State } from "../state";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../values";
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

export function release(machine: Interpreter, state: State, call: Call, param: number, family: string): void {
  const given = call.args[param];
  if (given === undefined || given === UNINITIALISED || isCounted(machine, given)) return;
  const v = recordOf(machine, given);
  machine.emitRelease(state, { value: v, family, call, param });
  if (nullness(state, v) === 1) return;
  const region = machine.values.regionOf(v);
  if (region === -1) return;
  const kind = machine.values.regionKind[region];
  if (kind !== RegionKind.Pointee) return;
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
}
