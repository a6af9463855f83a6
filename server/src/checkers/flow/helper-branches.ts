/** What a helper asks of the numbers it is handed: it does so for all its callers, and that tells nothing of this one. */
import type { Access, Context } from "../../flow/events";
import { differenceUpper } from "../../flow/numbers";
import { Origin } from "../../flow/state";
import type { Value } from "../../flow/values";

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
