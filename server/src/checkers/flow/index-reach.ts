/** How far an index or an offset gets in what it points into, and which of that the code does not mean. */
import type { Access, Context } from "../../flow/events";
import { read } from "../../flow/memory";
import { lower, nullness, upper } from "../../flow/numbers";
import { highest, lowest } from "../../flow/reach";
import { Origin, type State } from "../../flow/state";
import { RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "../../flow/values";
import { type Type, TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";

/** How far v gets; a mask that lets through many times `size` was not written for that. */
export function farthest(state: State, v: Value, size: number, masks: boolean): number | undefined {
  const n = highest(state, v, masks);
  return n !== undefined && masks && n > 2 * size ? highest(state, v, false) : n;
}

/** Whether the last index of an element of an array of arrays leaves its row: into the next one, or out of them all. */
export function leavesRow(event: Access, context: Context): "definite" | "evidence" | undefined {
  const { row } = event;
  const { state } = context;
  if (row === undefined || row.index <= UNINITIALISED) return undefined;
  if (upper(state, row.index) < 0 || lower(state, row.index) >= row.count) return "definite";
  const masks = isWrittenFor(event, context);
  const most = farthest(state, row.index, row.count, masks);
  const least = lowest(state, row.index, masks);
  return (most !== undefined && most >= row.count) || (least !== undefined && least < 0)
    ? "evidence"
    : undefined;
}

/**
 * Whether a mask that limits the place of an access was written for it. What is read from memory was taken apart when it
 * was put there: the mask then tells the width of a field, not what the field can be.
 */
export function isWrittenFor({ call, site }: Access, context: Context): boolean {
  if (call !== null) return true;
  const text = withoutComments(context.text(site));
  const index = text.slice(text.indexOf("[") + 1, text.lastIndexOf("]")).trim();
  if (!/^\w+$/.test(index)) return /[&%]/.test(index);
  const { start, end } = context.function;
  return new RegExp(`\\b${index}\\b[^=;<>!]*=[^=;][^;]*[&%]`).test(
    withoutComments(context.source.slice(start, end)),
  );
}

/**
 * Whether rounds of a loop walk a constant table of pointers, by no number that was compared: the last of its elements
 * is null, and the loop ends there.
 */
export function isUpToSentinel({ address, write }: Access, { state }: Context): boolean {
  const { values } = state;
  const root = values.rootRegion(values.regionOf(address));
  const element = values.regionType[root]?.kind === TypeKind.Array ? values.regionType[root]?.to : undefined;
  if (write || values.regionKind[root] !== RegionKind.Global || !element) return false;
  const isTable = (type: Type): boolean =>
    type.kind === TypeKind.Pointer || (type.record?.fields ?? []).some((f) => isTable(f.type));
  if (!element.isConst || !isTable(element)) return false;
  const symbols = new Set<Value>();
  values.collectSymbols(address, symbols);
  for (const s of symbols)
    if (values.kind[s] === ValueKind.JoinRegister && state.constraint(s)?.hiOrigin === Origin.Reached)
      return true;
  return false;
}

/** Whether a part of an offset grows without limit. */
export function isMovedOn(context: Context, offset: Value): boolean {
  const { values } = context.state;
  switch (values.kind[offset]) {
    case ValueKind.Sum:
      return isMovedOn(context, values.a[offset]) || isMovedOn(context, values.b[offset]);
    case ValueKind.Scale:
      return values.number[values.b[offset]] > 0 && isMovedOn(context, values.a[offset]);
    case ValueKind.Offset:
    case ValueKind.Convert:
      return isMovedOn(context, values.a[offset]);
    default:
      return context.isUnlimited(offset);
  }
}

/** Whether an element of a text is touched right behind one that is known not to end it: there is one more. */
export function isInText({ address, call, instruction }: Access, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const { type } = instruction;
  if (call !== null || type.kind !== TypeKind.Int || type.size > 4) return false;
  const before = values.offset(address, -type.size);
  const element = read(state, before, type.size, type, context.function);
  return element > UNINITIALISED && !values.isConstant(element) && nullness(state, element) === 0;
}

/**
 * Whether an address before the start of a member is still in the record around it, or that may be: from a member to its
 * record leads a known number of bytes back.
 */
export function isWithinContainer(context: Context, address: Value, offset: number): boolean {
  const { values } = context.state;
  let at = offset;
  for (let r = values.regionOf(address); values.regionKind[r] === RegionKind.Field; ) {
    const start = context.fieldOffset(r);
    if (start < 0) return true;
    at += start;
    if (at >= 0) return true;
    r = values.parentRegion(r);
  }
  return false;
}

/** The number that an offset in bytes is computed from. */
export function indexOf(values: Values, offset: Value): Value {
  let at = offset;
  while (values.kind[at] === ValueKind.Offset || values.kind[at] === ValueKind.Scale) at = values.a[at];
  return at;
}
