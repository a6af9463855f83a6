/**
 * Pointers and numbers in containers of the library: one cell stands for all elements. As long as everything that was put
 * in is the same, what comes out is that; otherwise whatever was put in may be reached by anybody.
 */
import type { ElementEffect } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";
import type { Call } from "./events";
import type { Interpreter } from "./interpreter";
import { publish, publishHeld } from "./memory";
import { Fill, type State } from "./state";
import { RegionKind, UNINITIALISED, type Value, type Values } from "./values";

/** Name of the cell within the container's region; no member can have it. */
const CELL = "[]";

/** Whether a container is followed, and what the call gives back if it refers to an element (-1: nothing). */
export interface Followed {
  readonly result: Value;
}

/**
 * Applies what a container's method does to the elements; undefined if they are not followed: then it is a call like
 * any other.
 */
export function onElements(
  machine: Interpreter,
  state: State,
  call: Call,
  effect: ElementEffect,
): Followed | undefined {
  const { values } = machine;
  const object = call.args[0];
  const cell = object === undefined ? -1 : cellOf(state, object);
  if (object === undefined || cell === -1) return undefined;
  const last = call.args[call.args.length - 1];
  switch (effect) {
    case "put":
      put(machine, state, cell, isElement(machine, call, cell) ? last : -1);
      return { result: -1 };
    case "refer":
      return { result: refer(machine, state, call, cell) };
    case "count":
      // Who counts may well go through them, as often as there are some.
      publishHeld(state, object);
      return { result: -1 };
    case "keep":
      return { result: -1 };
    case "clear":
      publishHeld(state, object);
      state.refill(values.regionOf(cell), Fill.Uninitialised, machine.epoch);
      return { result: -1 };
    case "mix":
      publish(state, object);
      state.refill(values.regionOf(cell), Fill.Unknown, machine.epoch);
      return { result: -1 };
    case "copy":
      if (call.args.length === 1) state.refill(values.regionOf(cell), Fill.Uninitialised, machine.epoch);
      else if (call.args.length !== 2 || !copyElements(machine, state, object, last)) return undefined;
      return { result: -1 };
  }
}

/** The elements of one container are those of another from here on; false if they are not followed. */
export function copyElements(machine: Interpreter, state: State, to: Value, from: Value): boolean {
  const { values } = machine;
  const target = cellOf(state, to);
  const source = cellOf(state, from);
  if (target === -1 || source === -1) return false;
  const { entries, fill } = state.content(values.regionOf(source));
  state.refill(values.regionOf(target), entries.length === 0 ? fill : Fill.Unknown, machine.epoch);
  if (entries.length === 0) return true;
  const { fill: filled, epoch, rest } = state.content(values.regionOf(target));
  state.setContent(values.regionOf(target), { fill: filled, epoch, entries, rest, range: null });
  return true;
}

const FOLLOWED: ReadonlySet<TypeKind> = new Set([TypeKind.Pointer, TypeKind.Int, TypeKind.Float]);

/** Address of the cell for the elements of a local container of pointers or numbers; -1 for everything else. */
function cellOf(state: State, object: Value): Value {
  if (object <= UNINITIALISED) return -1;
  const { values } = state;
  const region = values.regionOf(object);
  if (region === -1 || values.regionKind[region] !== RegionKind.Variable) return -1;
  const element = elementOf(values.regionType[region]);
  if (element === null || state.factsOf(region).escaped) return -1;
  return cellAddress(values, object, element);
}

function cellAddress(values: Values, object: Value, element: Type): Value {
  return values.address(values.field(object, CELL, element), values.zero);
}

/** Whether the last argument of a call is itself what becomes an element. */
function isElement(machine: Interpreter, call: Call, cell: Value): boolean {
  const { values } = machine;
  const kind = machine.argumentKind(call, call.args.length - 1);
  return kind !== undefined && kind === values.regionType[values.regionOf(cell)]?.kind;
}

/** The type of the elements if they are pointers or numbers: the last argument of the template. */
function elementOf(type: Type | null): Type | null {
  if (type?.kind !== TypeKind.Unknown || type.params === null) return null;
  const last = type.params[type.params.length - 1];
  return last !== undefined && FOLLOWED.has(last.kind) ? last : null;
}

function put(machine: Interpreter, state: State, cell: Value, v: Value): void {
  const { values } = machine;
  const region = values.regionOf(cell);
  const { fill, entries } = state.content(region);
  const [, , before] = entries;
  if (before === v && v !== -1) return;
  if (v > UNINITIALISED && before === undefined && fill === Fill.Uninitialised) {
    state.setContent(region, {
      fill,
      epoch: machine.epoch,
      entries: [values.zero, values.regionType[region]?.size ?? machine.pointerSize, v],
      rest: -1,
      range: null,
    });
    return;
  }
  if (before !== undefined) publish(state, before);
  if (v !== -1) publish(state, v);
  state.refill(region, Fill.Unknown, machine.epoch);
}

/** Where the element is that a call refers to; unknown if there is none, or if another may take its place. */
function refer(machine: Interpreter, state: State, call: Call, cell: Value): Value {
  const { values } = machine;
  const region = values.regionOf(cell);
  const { fill, entries } = state.content(region);
  const stored = machine.storedThrough(call.instruction.dst);
  if (stored !== -1 && machine.isReadThrough(call.instruction.dst)) {
    // An element that is changed was there before, or began as 0.
    if (entries.length > 0) publish(state, entries[2]);
    state.refill(region, Fill.Unknown, machine.epoch);
    return -1;
  }
  if (entries.length === 0) return stored !== -1 && fill === Fill.Uninitialised ? cell : -1;
  // A variable holds already what is about to be stored; what is computed after the call does not.
  const isSame = stored < machine.fn.variables.length && machine.registerOf(state, stored) === entries[2];
  if (stored === -1 || isSame) return cell;
  publish(state, entries[2]);
  state.refill(region, Fill.Unknown, machine.epoch);
  return -1;
}
