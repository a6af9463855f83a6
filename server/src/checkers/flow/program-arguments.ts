/**
 * What `main` is given: `argv[argc]` is null (C17 5.1.2.2.1), so an argument that nobody has asked `argc` for may be the
 * null behind the last one.
 */
import type { Context } from "../../flow/events";
import { differenceUpper, lower, upper } from "../../flow/numbers";
import { type Value, ValueKind } from "../../flow/values";
import { TypeKind } from "../../semantics/types";

/** Whether a pointer is an element of `argv` that may be the one behind the last argument, as far as `argc` was asked. */
export function mayBeLastArgument(context: Context, pointer: Value): boolean {
  const { state, function: fn } = context;
  const { values } = state;
  if (fn.name !== "main" || values.kind[pointer] !== ValueKind.Content) return false;
  const at = values.a[pointer];
  const region = values.regionOf(at);
  if (region === -1) return false;
  const list = values.regionOwner[region];
  if (values.kind[list] !== ValueKind.Initial || fn.variables[values.a[list]]?.param !== 1) return false;
  const index = indexIn(context, values.offsetOf(at), values.type[pointer]?.size ?? 0);
  if (index === -1) return false;
  const counted = fn.variables.findIndex(({ param, type }) => param === 0 && type.kind === TypeKind.Int);
  // A program that leaves its number of arguments out of account relies on nobody's giving too few.
  if (counted === -1) return false;
  const count = values.existing(ValueKind.Initial, counted, 0) ?? -1;
  if (values.isConstant(index)) {
    const least = count === -1 ? 1 : Math.max(lower(state, count), 1);
    return values.number[index] >= least && (count === -1 || upper(state, count) >= values.number[index]);
  }
  // A counter that is known to stop at the count, and not before it: `i < argc`, and then `argv[i + 1]`.
  return count !== -1 && differenceUpper(state, index, count) === 0;
}

/** The number of the element that lies so many bytes behind the first; -1 if that is no plain one. */
function indexIn({ state: { values } }: Context, offset: Value, size: number): Value {
  if (size <= 0) return -1;
  const rest = values.addend(offset);
  if (rest % size !== 0) return -1;
  if (values.isConstant(offset)) return values.constant(values.number[offset] / size);
  const scaled = values.base(offset);
  if (values.kind[scaled] !== ValueKind.Scale || values.number[values.b[scaled]] !== size) return -1;
  return values.offset(values.a[scaled], rest / size);
}
