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

/** The sum of two numbers with all that cancels left out, the same for all ways to write it; -1 if it is a long one. */
function sumOf(values: Values, x: Value, y: Value): Value {
  const terms = new Map<Value, number>();
  const rest = collect(values, x, 1, terms, 0) + collect(values, y, 1, terms, 0);
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
