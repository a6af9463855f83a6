/** Blocks and handles that a call hands out. */
import type { Instruction } from "../../ir/ir";
import type { AllocateEffect, FunctionModel } from "../../models/model";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { isPrivate } from "../join";
import { publish, write } from "../memory";
import { assume, bound, lower, nullness, typeMax, typeMin, upper } from "../numbers";
import { Fill, factsWith, Life, NO_FACTS, Origin, type State, Termination } from "../state";
import { outsideOf } from "../taint";
import { RegionKind, UNINITIALISED, type Value } from "../values";
import { sizeOf, stringLength } from "./lengths";

export function allocate(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  effect: AllocateEffect,
  pointer: Value,
): void {
  const values = machine.values;
  const region = values.pointee(pointer);
  const size = sizeOf(machine, state, call, effect.size);
  if (size !== -1) machine.emitAllocation(state, { call, size });
  const source = effect.string ? call.args.find((a) => values.regionOf(a) !== -1) : undefined;
  state.setFacts(
    region,
    factsWith(NO_FACTS, {
      family: effect.family,
      allocator: call.name,
      size,
      memory: effect.size !== null || effect.string || isHeap(effect.family),
      allocated: instruction,
      mayFail: effect.mayFail && effect.failure !== "negative",
      version: machine.epoch,
      length:
        source !== undefined && size === -1
          ? -1
          : effect.string && source !== undefined
            ? stringLength(machine, state, source)
            : -1,
      termination: effect.string ? Termination.Terminated : Termination.Unknown,
      outside: source === undefined ? null : outsideOf(state, values.regionOf(source)),
    }),
  );
  state.refill(
    region,
    effect.content === "zero" ? Fill.Zero : effect.content === "raw" ? Fill.Uninitialised : Fill.Unknown,
    machine.epoch,
  );
  if (!effect.mayFail && effect.failure === "null") bound(state, pointer, 1, Infinity, null, Origin.Derived);
  if (effect.failure === "negative") bound(state, pointer, -1, Infinity, null, Origin.Derived);
}

/** Whether blocks of the family come from the language's own allocators, as they are: bytes nobody has written yet. */
export function isHeap(family: string): boolean {
  return family === "heap" || family === "new" || family === "new[]";
}

/** realloc: on success the old block is gone, on failure it is still there. */
export function reallocate(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  model: FunctionModel,
  pointer: Value,
): State[] {
  const old = call.args[model.reallocates];
  const values = machine.values;
  const region = values.regionOf(old);
  state.refill(values.pointee(pointer), Fill.Unknown, machine.epoch);
  if (region === -1 || nullness(state, old) === 1) return [state];
  machine.emitRelease(state, {
    value: old,
    family: model.allocates?.family ?? "heap",
    call,
    param: model.reallocates,
  });
  const failed = state.fork();
  const unchecked = factsWith(NO_FACTS, { mayFail: true, allocated: instruction, allocator: call.name });
  const released = state.factsOf(region);
  if (values.regionKind[region] === RegionKind.Pointee)
    state.updateFacts(region, {
      family: released.family || (model.allocates?.family ?? "heap"),
      life: Life.Released,
      released: instruction,
      releaser: call.name,
    });
  if (!bound(state, pointer, 1, Infinity, null, Origin.Derived)) return [failed];
  // With an unknown or zero size a null result is no failure; only a size that is surely positive splits.
  if (!bound(failed, pointer, 0, 0, null, Origin.Derived)) return [state];
  failed.setFacts(values.pointee(pointer), unchecked);
  return [state, failed];
}

export function allocateThrough(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  effect: AllocateEffect,
): State[] {
  const values = machine.values;
  const status = machine.fresh(state, instruction.type);
  if (instruction.dst !== -1) machine.setRegister(state, instruction.dst, status);
  const holder = call.args[effect.to];
  if (holder === undefined || holder === UNINITIALISED) return [state];
  const pointerSize = machine.pointerSize;
  const pointer = machine.fresh(state, values.regionType[values.regionOf(holder)] ?? null, 1);
  const failed = effect.mayFail ? state.fork() : null;
  write(state, holder, pointerSize, pointer, machine.epoch);
  const holderRegion = values.regionOf(holder);
  allocate(machine, state, instruction, call, { ...effect, mayFail: false, failure: "null" }, pointer);
  if (holderRegion !== -1 && !isPrivate(state, holderRegion)) publish(state, pointer);
  const ok =
    effect.failure === "negative"
      ? bound(state, status, 0, Infinity, null, Origin.Derived)
      : effect.failure === "status"
        ? bound(state, status, 0, 0, null, Origin.Derived)
        : effect.failure !== "zero" || assume(state, status, true, null);
  if (failed === null) return [state];
  write(failed, holder, pointerSize, machine.fresh(failed, null, 2), machine.epoch);
  const fails =
    effect.failure === "negative"
      ? bound(failed, status, -Infinity, -1, null, Origin.Derived)
      : effect.failure === "status"
        ? !(lower(failed, status) === 0 && upper(failed, status) === 0)
        : effect.failure !== "zero" || bound(failed, status, 0, 0, null, Origin.Derived);
  if (effect.failure === "status" && fails)
    failed.setConstraint(status, {
      lo: typeMin(instruction.type),
      hi: typeMax(instruction.type),
      loOrigin: Origin.Derived,
      hiOrigin: Origin.Derived,
      site: null,
      not: 0,
    });
  return ok ? (fails ? [state, failed] : [state]) : [failed];
}
