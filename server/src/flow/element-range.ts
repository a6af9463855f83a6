/**
 * How large the elements of an array are that code fills itself: a table of digits, an index into another one. Which of
 * them is read nobody knows, but none is another than those that were written.
 */
import { lower, upper } from "./numbers";
import { type Content, Fill, type State } from "./state";
import { UNINITIALISED, type Value } from "./values";

/** Bounds of all numbers of `width` bytes that were written to a region, inclusive. */
export interface ElementRange {
  readonly lo: number;
  readonly hi: number;
  readonly width: number;
  /** How often loops have widened it. */
  readonly widened: number;
}

/** A loop in whose rounds the range grows more often than that gives no bound. */
const MAX_WIDENED = 12;

/** Bounds of what lies in the numbers of `width` bytes of a region; null if something else may lie there. */
export function rangeOf(state: State, { fill, entries, range }: Content, width: number): ElementRange | null {
  if (range !== null) return range.width === width ? range : null;
  if (width <= 0 || (fill !== Fill.Uninitialised && fill !== Fill.Zero)) return null;
  let lo = fill === Fill.Zero ? 0 : Infinity;
  let hi = fill === Fill.Zero ? 0 : -Infinity;
  for (let i = 0; i < entries.length; i += 3) {
    if (entries[i + 1] !== width) return null;
    if (entries[i + 2] === UNINITIALISED) continue;
    lo = Math.min(lo, lower(state, entries[i + 2]));
    hi = Math.max(hi, upper(state, entries[i + 2]));
  }
  return isUseless(lo, hi, width) ? null : { lo, hi, width, widened: 0 };
}

/** The range when v, of `width` bytes, is written as well; null if it is not known then. */
export function rangeWith(state: State, content: Content, width: number, v: Value): ElementRange | null {
  const before = v === UNINITIALISED ? null : rangeOf(state, content, width);
  if (before === null) return null;
  const lo = Math.min(before.lo, lower(state, v));
  const hi = Math.max(before.hi, upper(state, v));
  if (lo === before.lo && hi === before.hi) return before;
  return isUseless(lo, hi, width) ? null : { lo, hi, width, widened: before.widened };
}

/** The range where two states meet of the elements of an array or block, `widen` at the head of a loop. */
export function joinRanges(
  a: State,
  ca: Content,
  b: State,
  cb: Content,
  widen: boolean,
): ElementRange | null {
  const width = (ca.range ?? cb.range)?.width ?? ca.entries[1] ?? cb.entries[1] ?? -1;
  if (width === -1) return null;
  const ra = rangeOf(a, ca, width);
  const rb = ra === null ? null : rangeOf(b, cb, width);
  if (ra === null || rb === null) return null;
  if (rb.lo >= ra.lo && rb.hi <= ra.hi) return ra;
  const lo = Math.min(ra.lo, rb.lo);
  const hi = Math.max(ra.hi, rb.hi);
  const widened = ra.widened + Number(widen);
  return widened > MAX_WIDENED || isUseless(lo, hi, width) ? null : { lo, hi, width, widened };
}

/** Whether bounds say no more than that a number has so many bytes. */
function isUseless(lo: number, hi: number, width: number): boolean {
  return lo === -Infinity || hi === Infinity || hi - lo >= 2 ** (8 * width) - 1;
}
