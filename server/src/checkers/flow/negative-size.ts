/**
 * Sizes that were negative before they became the unsigned number that a function takes: -1 is then the greatest size
 * there is. Speaks when the number surely is negative, when a function that answers -1 for failure gave it, or when it
 * comes from outside and was compared from above only.
 */
import type { Confidence } from "../../findings";
import type { Context } from "../../flow/events";
import { lower, typeMax, upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { type Taint, type Value, ValueKind } from "../../flow/values";
import {
  failingResult,
  isAskedFor,
  isChecked,
  isCheckedBelow,
  sourceName,
  taintSteps,
  unlimitedInput,
} from "./origin";

export interface NegativeSize {
  readonly confidence: Confidence;
  readonly why: string;
  readonly taint: Taint | null;
}

/** Why `size`, in bytes as a function takes it, was or may have been negative; undefined if nothing says so. */
export function negativeSize(context: Context, size: Value): NegativeSize | undefined {
  const { state } = context;
  const { values } = state;
  if (state.doubtful) return undefined;
  if (values.isConstant(size)) {
    const isNegative = values.number[size] >= 2 ** (8 * context.pointerSize - 1) || values.number[size] < 0;
    return isNegative ? { confidence: "definite", why: "is negative", taint: null } : undefined;
  }
  let at = size;
  while (values.kind[at] === ValueKind.Scale || values.kind[at] === ValueKind.Offset) at = values.a[at];
  if (values.kind[at] !== ValueKind.Convert || values.type[at]?.signed !== false) return undefined;
  const given = values.a[at];
  const wrapped = wrappedDifference(context, given);
  if (wrapped !== undefined) return wrapped;
  // Other differences of unsigned numbers are not known well enough: this is about numbers that have a sign.
  const isNumber = values.isSymbol(given) || values.kind[given] === ValueKind.Convert;
  if (!isNumber || values.type[given]?.signed !== true) return undefined;
  if (lower(state, given) >= 0) return undefined;
  if (upper(state, given) < 0) return { confidence: "definite", why: "is negative", taint: null };
  if (isCheckedBelow(state, given)) return undefined;
  const failing = failingResult(context, given);
  if (failing !== undefined)
    return {
      confidence: "evidence",
      why: `is the result of ${failing.name}(), which is -1 when that fails, and nothing asks for it`,
      taint: null,
    };
  const taint = values.taintOf(given);
  const isLimited = upper(state, given) < typeMax(values.type[given]) || isChecked(state, given, 6);
  if (taint === null || !isLimited) return undefined;
  return {
    confidence: "evidence",
    why: `comes from ${sourceName(taint)} and is compared from above only: it may be negative`,
    taint,
  };
}

/**
 * A length from outside less what precedes it, `total - HEADER`, or what a text from outside leaves of a width: nothing
 * asks whether there is as much, and what is less than nothing becomes one of the greatest numbers.
 */
function wrappedDifference(context: Context, difference: Value): NegativeSize | undefined {
  const { state } = context;
  const { values } = state;
  if (values.kind[difference] !== ValueKind.Offset || lower(state, difference) >= 0) return undefined;
  let at = values.a[difference];
  const isTaken = values.kind[at] === ValueKind.Scale && values.number[values.b[at]] === -1;
  if (isTaken) at = values.a[at];
  if (isTaken ? upper(state, at) === Infinity : values.number[values.b[difference]] >= 0) return undefined;
  const received = isTaken ? undefined : values.received.get(at);
  if (received !== undefined) return isAskedFor(state, new Set([at])) ? undefined : shortMessage(received);
  if (isTaken ? isChecked(state, at, 6) : isCheckedBelow(state, at)) return undefined;
  const taint =
    values.kind[at] === ValueKind.Length
      ? isTaken && isCheckedBelow(state, difference)
        ? null
        : (state.allFacts.get(values.regionOf(values.a[at]))?.outside ?? null)
      : unlimitedInput(context, at, !isTaken);
  if (taint === null || taint.isHeld === true) return undefined;
  return {
    confidence: "evidence",
    why: `is a difference with a number from ${sourceName(taint)} and nothing asks which is greater: it may be negative`,
    taint,
  };
}

/** What came in is shorter than what is taken from its length: that it is not empty, or no failure, is not enough. */
function shortMessage(taint: Taint): NegativeSize {
  return {
    confidence: "evidence",
    why: `is what came in from ${sourceName(taint)} less what precedes it, and nothing asks whether so much came: it may be negative`,
    taint,
  };
}

/** `use`: what the size is for, as the subject of a clause ("malloc() allocates"). */
export function reportNegative(
  context: Context,
  { confidence, why, taint }: NegativeSize,
  use: string,
  site: Site,
): void {
  context.report({
    rule: "negative-size",
    site,
    message: `The size that ${use} ${why}; as an unsigned number it is among the greatest there are.`,
    confidence,
    steps: taintSteps(taint),
  });
}
