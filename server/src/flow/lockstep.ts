/**
 * Variables that a loop moves in step: what a pointer gains in a round, the number of bytes that are left loses. Their
 * sum is the same in every round, an affine equality as in Karr, "Affine Relationships Among Variables of a Program"
 * (1976), here between two variables only. Where states meet at the head of such a loop, the second is written as what
 * the first leaves of the sum, and what is asked of the one holds for the other.
 */
import { type Type, TypeKind } from "../semantics/types";
import { type Value, ValueKind, type Values } from "./values";

/** A number that has one value on one path and another on the other. */
interface Met {
  readonly symbol: Value;
  readonly inA: Value;
  readonly inB: Value;
}

/** Variables that are looked at as partners of one. */
const MAX_PARTNERS = 8;
/** Parts that a sum may have. */
const MAX_TERMS = 2;
const MAX_STEPS = 16;

/** One of those joined before that a number, `va` here and `vb` there, makes up the same sum with on both ways. */
export function partnerOf<T extends Met>(
  values: Values,
  va: Value,
  vb: Value,
  joined: readonly T[],
): { counter: T; total: Value } | undefined {
  let partners = 0;
  for (const counter of joined) {
    if (!isNumber(values.type[counter.symbol])) continue;
    if (++partners > MAX_PARTNERS) break;
    const total = sumOf(values, va, counter.inA);
    if (total !== -1 && total === sumOf(values, vb, counter.inB)) return { counter, total };
  }
  return undefined;
}

/**
 * What a number is that goes several times as fast as one of those joined before, `*dst++` twice in each round for one
 * `*src++`: so many times that one, and the rest that is the same on both ways. -1 if there is none.
 */
export function pacedBy(values: Values, va: Value, vb: Value, joined: readonly Met[]): Value {
  const step = stepBetween(values, va, vb);
  if (!(step >= FAST) && paceOf(values, va) < FAST) return -1;
  let partners = 0;
  for (const { symbol, inA, inB } of joined) {
    if (!isNumber(values.type[symbol])) continue;
    if (++partners > MAX_PARTNERS) break;
    // From the second round on it is written as so many times the other already.
    const pace = Number.isNaN(step) ? paceOf(values, va) : step / stepBetween(values, inA, inB);
    if (!Number.isInteger(pace) || pace < FAST) continue;
    const rest = sumOf(values, va, inA, -pace);
    if (rest !== -1 && rest === sumOf(values, vb, inB, -pace))
      return values.sum(values.scale(symbol, pace), rest);
  }
  return -1;
}

/** Whether a round moves a number on by more than one: of two that go at different pace the slower one is the counter. */
export function goesFast(values: Values, va: Value, vb: Value): boolean {
  const isPlace = values.kind[va] === ValueKind.Address;
  if (isPlace && (values.kind[vb] !== ValueKind.Address || values.regionOf(va) !== values.regionOf(vb)))
    return false;
  const [x, y] = isPlace ? [values.offsetOf(va), values.offsetOf(vb)] : [va, vb];
  return paceOf(values, x) >= FAST || stepBetween(values, x, y) >= FAST;
}

const FAST = 2;

/** How many times another number v is written as. */
function paceOf(values: Values, v: Value): number {
  const base = values.base(v);
  return values.kind[base] === ValueKind.Scale ? values.number[values.b[base]] : 1;
}

/** By how much vb is more than va; NaN if that is not known. */
function stepBetween(values: Values, va: Value, vb: Value): number {
  const step = sumOf(values, vb, va, -1);
  return step !== -1 && values.isConstant(step) ? values.number[step] : Number.NaN;
}

/** Whether a round took a number down: of two that go in step the other one is the counter. */
export function goesDown(values: Values, va: Value, vb: Value): boolean {
  if (values.isConstant(va) && values.isConstant(vb)) return values.number[vb] < values.number[va];
  return values.kind[values.base(vb)] === ValueKind.Difference || values.addend(vb) < 0;
}

/** Whether both are what something leaves of a sum: in step with that on the way to here, they may be so from here on. */
export function areRests(values: Values, va: Value, vb: Value): boolean {
  return (
    values.kind[values.base(va)] === ValueKind.Difference &&
    values.kind[values.base(vb)] === ValueKind.Difference
  );
}

/** Offsets in what a pointer points into have no type. */
export function isNumber(type: Type | null): boolean {
  return type === null || type.kind === TypeKind.Int;
}

/** The sum of two numbers, the second taken `factor` times, with all that cancels left out, the same for all ways to write it; -1 if it is a long one. */
function sumOf(values: Values, x: Value, y: Value, factor = 1): Value {
  const terms = new Map<Value, number>();
  const rest = collect(values, x, 1, terms, 0) + collect(values, y, factor, terms, 0);
  if (Number.isNaN(rest)) return -1;
  const atoms = [...terms.keys()].filter((v) => terms.get(v) !== 0).sort((v, w) => v - w);
  if (atoms.length > MAX_TERMS) return -1;
  let sum = values.constant(rest);
  for (const v of atoms) sum = values.sum(sum, values.scale(v, terms.get(v) ?? 0));
  return sum;
}

/** Adds `factor` times the parts of v to `terms`, and gives the constant among them; NaN if v is no plain sum. */
function collect(values: Values, v: Value, factor: number, terms: Map<Value, number>, depth: number): number {
  const k = values.kind[v];
  if (depth > MAX_STEPS || k === ValueKind.Address || k === ValueKind.Float || k === ValueKind.Uninitialised)
    return Number.NaN;
  const a = values.a[v];
  const b = values.b[v];
  switch (k) {
    case ValueKind.Constant:
      return factor * values.number[v];
    case ValueKind.Offset:
      return factor * values.number[b] + collect(values, a, factor, terms, depth + 1);
    case ValueKind.Scale:
      return collect(values, a, factor * values.number[b], terms, depth + 1);
    case ValueKind.Sum:
      return collect(values, a, factor, terms, depth + 1) + collect(values, b, factor, terms, depth + 1);
    case ValueKind.Difference:
      return collect(values, a, factor, terms, depth + 1) + collect(values, b, -factor, terms, depth + 1);
    default:
      terms.set(v, (terms.get(v) ?? 0) + factor);
      return 0;
  }
}
