/** What a helper asks of the numbers and pointers it is handed: it does so for all its callers, and that tells nothing of this one. */
import { type Access, type Context, terminatorSite } from "../../flow/events";
import { differenceUpper } from "../../flow/numbers";
import { Origin } from "../../flow/state";
import { type Value, ValueKind } from "../../flow/values";
import { TypeKind } from "../../semantics/types";

/**
 * Whether an access that ends at `end` is too large only in the branch that a body that was taken in has for large
 * numbers: who calls it with an object of that extent may well know that its numbers are not.
 */
export function isForOthersNumbers(context: Context, { site }: Access, end: Value, extent: Value): boolean {
  const { state } = context;
  if (context.isOwnCode(site) || state.values.taintOf(end) !== null) return false;
  const unasked = state.fork();
  for (const [v, c] of state.allConstraints)
    if (c.loOrigin === Origin.Check && c.site !== null && !context.isOwnCode(c.site))
      unasked.deleteConstraint(v);
  return differenceUpper(unasked, extent, end) >= 0;
}

/**
 * Whether a helper found a pointer to be null that it was given: what its callers give it is another matter. `isFailure`
 * tells of pointers that are known to be null sometimes.
 */
export function wasGivenNull(context: Context, isFailure?: (pointer: Value) => boolean): boolean {
  const { values, allDecisions } = context.state;
  const { blocks } = context.function;
  for (const [question, { isTrue, block }] of allDecisions) {
    const isNull = values.kind[question] === ValueKind.Equal ? isTrue : !isTrue;
    const v =
      values.isComparison(question) && values.b[question] === values.zero ? values.a[question] : question;
    if (!isNull || values.type[v]?.kind !== TypeKind.Pointer || isFailure?.(v)) continue;
    if (!context.isOwnCode(terminatorSite(blocks[block].terminator))) return true;
  }
  return false;
}
