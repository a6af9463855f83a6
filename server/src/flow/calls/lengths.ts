/** Sizes that models tell of arguments, and lengths of texts. */
import type { ReadEffect, SizeExpression, WriteEffect } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { assumeAtMost, bound, differenceUpper, lower, upper } from "../numbers";
import { Origin, type State, Termination } from "../state";
import { type Region, RegionKind, UNINITIALISED, type Value, ValueKind } from "../values";

/** A size expression over the arguments as a value; -1 if unknown. */
export function sizeOf(machine: Interpreter, state: State, call: Call, e: SizeExpression | null): Value {
  const values = machine.values;
  if (e === null) return -1;
  switch (e.kind) {
    case "constant":
      return values.constant(e.value);
    case "param": {
      const v = call.args[e.index];
      return v === undefined || v === UNINITIALISED ? -1 : v;
    }
    case "strlen": {
      const v = call.args[e.index];
      return v === undefined ? -1 : stringLength(machine, state, v, unitOf(machine, call, e.index));
    }
    case "pointee": {
      // A block that was just allocated has no type yet but what the function takes it for.
      const unit = unitOf(machine, call, e.index);
      if (unit > 1) return values.constant(unit);
      const region = call.args[e.index] === undefined ? -1 : values.regionOf(call.args[e.index]);
      const object = region === -1 ? null : values.regionType[region];
      // An array that is handed over has become a pointer to its first element, or to that of one of its rows.
      let t = object;
      while (t?.kind === TypeKind.Array) t = t.to;
      return t !== null && t.size > 0 ? values.constant(t.size) : -1;
    }
    default: {
      const x = sizeOf(machine, state, call, e.left);
      const y = sizeOf(machine, state, call, e.right);
      if (x === -1 || y === -1) return -1;
      if (e.kind === "add") return values.sum(x, y);
      if (e.kind === "subtract") return values.difference(x, y);
      if (e.kind === "multiply") {
        if (values.isConstant(x)) return values.scale(y, values.number[x]);
        if (values.isConstant(y)) return values.scale(x, values.number[y]);
        return values.binary(ValueKind.Multiply, Math.min(x, y), Math.max(x, y), null);
      }
      if (e.kind === "divide") return values.isConstant(y) ? values.quotient(x, values.number[y]) : -1;
      if (differenceUpper(state, x, y) <= 0) return x;
      if (differenceUpper(state, y, x) <= 0) return y;
      // Either may be the less: a number that exceeds neither, and may reach the one that is known.
      const least = machine.fresh(state, null, 32);
      const top = Math.min(upper(state, x), upper(state, y));
      bound(state, least, Math.min(lower(state, x), lower(state, y)), top, null, Origin.Check);
      assumeAtMost(state, least, x, 0, null);
      assumeAtMost(state, least, y, 0, null);
      return least;
    }
  }
}

/** Whether what is read ends with the text at the latest, `min(n, strlen(s) + 1)`, and the text is known to have an end. */
export function endsWithText(
  { values, allFacts }: State,
  address: Value,
  { param, size }: ReadEffect,
): boolean {
  if (size === "string" || size.kind !== "min" || size.right.kind !== "add") return false;
  const { left, right } = size.right;
  const isText =
    left.kind === "strlen" && left.index === param && right.kind === "constant" && right.value === 1;
  const region = isText && address !== UNINITIALISED ? values.regionOf(address) : -1;
  return allFacts.get(region)?.termination === Termination.Terminated;
}

/** Bytes of one character of the string that a parameter points to, by its declared type. */
export function unitOf(machine: Interpreter, call: Call, param: number): number {
  return call.model?.paramTypes[param]?.includes("wchar_t") ? machine.wideSize : 1;
}

/** No container has more elements: addresses of today's processors have no more bits. */
const MOST_ELEMENTS = 2 ** 48;

/**
 * Length in characters, of `unit` bytes each, of the string at `address` as a value: known, or a symbol that stays the
 * same until the text changes.
 */
export function stringLength(machine: Interpreter, state: State, address: Value, unit = 1): Value {
  const values = machine.values;
  const region = values.regionOf(address);
  if (region === -1) return machine.fresh(state, null);
  const off = values.offsetOf(address);
  const type = values.regionType[region];
  if (type?.name === "std::array" && type.count >= 0) return values.constant(type.count);
  const owner = values.regionKind[region] === RegionKind.Characters ? values.regionOwner[region] : -1;
  const container = owner === -1 ? -1 : values.regionOf(owner);
  // A text that a container of characters holds ends somewhere among them.
  const isAmongElements = container !== -1 && values.regionType[container]?.to != null;
  // The characters of a string object are as long as the object says.
  if (owner !== -1 && off === values.zero && !isAmongElements)
    return stringLength(machine, state, owner, unit);
  if (values.regionKind[region] === RegionKind.Literal && values.isConstant(off)) {
    const s = machine.literals.strings[values.regionOwner[region]];
    if (s.value !== undefined) {
      const end = s.value.indexOf("\0", values.number[off]);
      return values.constant(Math.max(0, (end === -1 ? s.value.length : end) - values.number[off]));
    }
  }
  const f = state.factsOf(region);
  if (f.length !== -1 && values.isConstant(off) && !isAmongElements) {
    const rest = values.offset(f.length, -Math.floor(values.number[off] / unit));
    if (lower(state, rest) >= 0) return rest;
  }
  const behind = suffixLength(state, region, off, f.version);
  if (behind >= 0 && unit === 1 && !isAmongElements) return values.constant(behind);
  // Copies that were made by assigning characters one by one are not followed; the length has a name all the same.
  const version = isAmongElements ? Math.max(f.version, state.factsOf(container).version) : f.version;
  const length = values.symbol(ValueKind.Length, address, version, null);
  machine.ages.noteEpoch(length, version);
  if (type?.kind === TypeKind.Unknown && state.constraint(length) === undefined)
    bound(state, length, 0, MOST_ELEMENTS, null, Origin.Derived);
  const room = machine.roomOf(state, address);
  // A string ends inside the object that holds it, whatever a way knows on which nobody has asked yet.
  if (room !== -1 && (state.constraint(length)?.hi ?? Infinity) === Infinity) {
    if (unit === 1 && !values.isConstant(room)) assumeAtMost(state, length, room, -1, null);
    bound(state, length, 0, Infinity, null, Origin.Derived);
    bound(state, length, -Infinity, Math.floor(upper(state, room) / unit) - 1, null, Origin.Room);
  }
  return length;
}

/** How many characters are left of a text at `strlen(text) - n`: n; -1 for other places. */
function suffixLength({ values }: State, region: Region, offset: Value, version: number): number {
  const n = -values.addend(offset);
  if (n < 0) return -1;
  // No text is as long as that it would not fit into an int.
  let length = values.base(offset);
  while (values.kind[length] === ValueKind.Convert) length = values.a[length];
  if (values.kind[length] !== ValueKind.Length || values.b[length] !== version) return -1;
  const start = values.a[length];
  return values.regionOf(start) === region && values.offsetOf(start) === values.zero ? n : -1;
}

export function sourceLength(machine: Interpreter, state: State, call: Call, w: WriteEffect): Value {
  if (w.content !== "copy" || w.terminates === "no") return -1;
  const from = call.args[w.from];
  return from === undefined ? -1 : stringLength(machine, state, from, unitOf(machine, call, w.from));
}
