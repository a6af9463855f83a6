/** Blocks and handles that a call hands out. */
import type { Instruction } from "../../ir/ir";
import type { AllocateEffect, FunctionModel } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { findEntry, isPrivate } from "../join";
import { publish, publishHeld, write } from "../memory";
import { assume, bound, lower, nullness, typeMax, typeMin, upper } from "../numbers";
import { Fill, factsWith, Life, NO_FACTS, Origin, type State, Termination } from "../state";
import { outsideOf } from "../taint";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../values";
import { formatLength } from "./formats";
import { sizeOf, stringLength } from "./lengths";
import { mayBecomeStandard } from "./releases";

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
  // What a library makes of a text is as foreign as that, but laid out by the library.
  const foreign = state.factsOf(region).outside;
  const made = foreign === null ? null : { ...foreign, isRaw: false };
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
      escaped: effect.failure === "negative" && mayBecomeStandard(machine, state, effect.family),
      version: machine.epoch,
      length:
        source !== undefined && size === -1
          ? -1
          : effect.string && source !== undefined
            ? stringLength(machine, state, source)
            : -1,
      termination: effect.string ? Termination.Terminated : Termination.Unknown,
      outside: source === undefined ? made : outsideOf(state, values.regionOf(source)),
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

/**
 * What a function that is not known has made is to be given back, as the function that is analysed does it elsewhere.
 * `answer` is what the call returns; -1 if that is nothing, or nobody looks at it.
 */
export function makeAgreed(machine: Interpreter, state: State, call: Call, answer: Value): void {
  const agreement = machine.agreements.makes.get(call.instruction);
  if (agreement === undefined) return;
  const { family, memory, how, param } = agreement;
  const { values } = machine;
  const { instruction, name } = call;
  const facts = { family, memory, allocator: name, allocated: instruction, version: machine.epoch };
  if (how === "result") {
    if (answer !== -1) state.setFacts(values.pointee(answer), factsWith(NO_FACTS, facts));
    return;
  }
  const at = param === -1 ? -1 : call.args[param];
  if (param !== -1 && (at === -1 || at === UNINITIALISED)) return;
  const type = how === "pointer" ? machine.fn.variables[agreement.variable].type : null;
  const made = machine.fresh(state, type, MADE);
  if (how === "pointer") write(state, at, machine.pointerSize, made, machine.epoch);
  // The answer tells whether there is anything: what is released elsewhere after the same answer is there.
  const isAnswered = how === "pointer" || answer !== -1;
  const lent = isAnswered && param !== -1 ? [{ site: instruction, result: answer, toRead: true }] : null;
  state.setFacts(values.pointee(made), factsWith(NO_FACTS, { ...facts, lent }));
}

/** Tells what a call makes besides its result from that. */
const MADE = 3;

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
  const unchecked = factsWith(NO_FACTS, {
    mayFail: true,
    allocated: instruction,
    allocator: call.name,
    size: sizeOf(machine, state, call, model.allocates?.size ?? null),
  });
  const released = state.factsOf(region);
  if (values.regionKind[region] === RegionKind.Pointee)
    state.updateFacts(region, {
      family: released.family || (model.allocates?.family ?? "heap"),
      life: Life.Released,
      released: instruction,
      releaser: call.name,
    });
  // What lay in the old block lies in the new one, where nobody follows it.
  publishHeld(state, old);
  if (!bound(state, pointer, 1, Infinity, null, Origin.Derived)) return [failed];
  // With an unknown or zero size a null result is no failure; only a size that is surely positive splits.
  if (!bound(failed, pointer, 0, 0, null, Origin.Derived)) return [state];
  failed.setFacts(values.pointee(pointer), unchecked);
  // Who asks for more room for a block owns it: the place that it was read from is where it is kept.
  if (values.kind[old] === ValueKind.Content) machine.reallocated.set(pointer, old);
  return [state, failed];
}

/** The function has made a larger block of the one that was there, or left it. */
function replaced({ values }: Interpreter, state: State, holder: Value, size: number): void {
  const c = state.content(values.regionOf(holder));
  const at = findEntry(c, values.offsetOf(holder), size);
  const old = at === -1 ? UNINITIALISED : c.entries[at + 2];
  const region = old > UNINITIALISED ? values.existingPointee(old) : undefined;
  const f = region === undefined ? undefined : state.allFacts.get(region);
  if (region !== undefined && f !== undefined)
    state.setFacts(region, factsWith(f, { life: Life.Unknown, escaped: true, lent: null }));
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
  const holderRegion = values.regionOf(holder);
  const held = values.regionType[holderRegion];
  const type = held?.kind === TypeKind.Array ? held.to : held;
  const size = type?.kind === TypeKind.Int && type.size > 0 ? type.size : machine.pointerSize;
  const { model } = call;
  if (model?.reallocates === effect.to) replaced(machine, state, holder, size);
  const least = model?.returnsRange?.min;
  if (least?.kind === "constant") bound(state, status, least.value, Infinity, null, Origin.Derived);
  const failed = effect.mayFail ? state.fork() : null;
  const formatted = effect.string ? formattedText(machine, state, call) : null;
  const places = [...Array(effect.count).keys()].map((i) => ({
    at: values.offset(holder, i * size),
    n: i + 3,
  }));
  for (const { at, n } of places) {
    const pointer = machine.fresh(state, type ?? null, n);
    write(state, at, size, pointer, machine.epoch);
    allocate(machine, state, instruction, call, { ...effect, mayFail: false, failure: "null" }, pointer);
    for (const { to, kind } of model?.sources ?? [])
      if (to === effect.to)
        state.updateFacts(values.pointee(pointer), { outside: { source: kind, site: instruction } });
    if (formatted !== null) state.updateFacts(values.pointee(pointer), formatted);
    if (holderRegion !== -1 && !isPrivate(state, holderRegion)) publish(state, pointer);
  }
  // Whatever it answers: something is always handed out.
  if (failed === null) return [state];
  const ok =
    effect.failure === "negative"
      ? bound(state, status, 0, Infinity, null, Origin.Derived)
      : effect.failure === "status"
        ? bound(state, status, 0, 0, null, Origin.Derived)
        : effect.failure !== "zero" || assume(state, status, true, null);
  for (const { at, n } of places)
    write(failed, at, size, machine.fresh(failed, null, n + effect.count), machine.epoch);
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

/** What is known of a text that a call of printf's kin hands out: how it was put together, and what of it is from outside. */
function formattedText(machine: Interpreter, state: State, call: Call) {
  const format = call.model?.format;
  if (format?.style !== "printf" || machine.literalText(call.args[format.param]) === undefined) return null;
  const formatted = formatLength(machine, state, call);
  if (formatted === null) return null;
  const { part, variable, lead, quotes, outside } = formatted;
  return { text: { site: call.instruction, part, harmless: !variable, lead, quotes }, outside };
}
