/** What the result of a function says of how it went. */
import type { Context } from "../../flow/events";
import { upper } from "../../flow/numbers";
import { UNINITIALISED, type Value } from "../../flow/values";
import { TypeKind } from "../../semantics/types";

/** Whether a result says that the function failed: null, false, or a negative number. */
export function saysFailure(v: Value, context: Context): boolean {
  if (v <= UNINITIALISED) return false;
  const { state } = context;
  const kind = context.function.type.to?.kind;
  if (upper(state, v) < 0) return true;
  return v === state.values.zero && (kind === TypeKind.Pointer || kind === TypeKind.Bool);
}
