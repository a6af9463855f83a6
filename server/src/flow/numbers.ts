/**
 * What a state knows about numbers: intervals of values, upper bounds of differences between them, and what assuming a
 * condition adds to that. Difference bounds are kept between symbols only, as in Logozzo, Fähndrich: "Pentagons" (SAC
 * 2008), here with a constant (`a - b <= k`) and without transitive closure beyond one step.
 */
import { type Type, TypeKind } from "../semantics/types";
import type { Site } from "./site";
import { type Constraint, type ObjectFacts, Origin, type State } from "./state";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "./values";

const DEPTH = 6;
/** Differences need fewer steps and branch at each. */
const DIFFERENCE_DEPTH = 2;

/** 2^(8 * n - 1) and 2^(8 * n) by n bytes. */
const HALF: readonly number[] = Array.from({ length: 17 }, (_, n) => 2 ** (8 * n - 1));
const FULL: readonly number[] = Array.from({ length: 17 }, (_, n) => 2 ** (8 * n));

/** Least value of an integer type; pointers and unknown types included. */
export function typeMin(type: Type | null): number {
  if (type === null) return -Infinity;
  switch (type.kind) {
    case TypeKind.Bool:
    case TypeKind.Pointer:
    case TypeKind.Reference:
    case TypeKind.Array:
      return 0;
    case TypeKind.Int:
    case TypeKind.Enum:
      if (!type.signed) return 0;
      return type.size > 0 ? -HALF[type.size] : -Infinity;
    default:
      return -Infinity;
  }
}

/** Greatest value of an integer type. */
export function typeMax(type: Type | null): number {
  if (type === null) return Infinity;
  switch (type.kind) {
    case TypeKind.Bool:
      return 1;
    case TypeKind.Int:
    case TypeKind.Enum:
      if (type.size <= 0) return Infinity;
      return (type.signed ? HALF[type.size] : FULL[type.size]) - 1;
    default:
      return Infinity;
  }
}

/** Differences that one question may look at: sums of sums have more ways through them than anybody can wait for. */
const MAX_STEPS = 100;
let steps = 0;

/** Least possible number of v, -Infinity if unbounded. */
export function lower(state: State, v: Value, depth = DEPTH): number {
  steps = MAX_STEPS;
  return least(state, v, depth);
}

/** Greatest possible number of v, Infinity if unbounded. */
export function upper(state: State, v: Value, depth = DEPTH): number {
  steps = MAX_STEPS;
  return greatest(state, v, depth);
}

/** Upper bound of x - y, Infinity if none is known. */
export function differenceUpper(state: State, x: Value, y: Value, depth = DIFFERENCE_DEPTH): number {
  steps = MAX_STEPS;
  return gap(state, x, y, depth);
}

function least(state: State, v: Value, depth: number): number {
  const values = state.values;
  const k = values.kind[v];
  if (k === ValueKind.Constant || k === ValueKind.Float) return values.number[v];
  const c = state.constraint(v);
  const own = c === undefined ? -Infinity : c.lo;
  if (k <= ValueKind.Older) {
    if (k === ValueKind.Length) return Math.max(own, 0);
    return Math.max(own, typeMin(values.type[v]));
  }
  if (depth === 0) return own;
  const a = values.a[v];
  const b = values.b[v];
  const d = depth - 1;
  switch (k) {
    case ValueKind.Offset:
      return Math.max(own, least(state, a, d) + values.number[b]);
    case ValueKind.Scale: {
      const n = values.number[b];
      return Math.max(own, times(n >= 0 ? least(state, a, d) : greatest(state, a, d), n));
    }
    case ValueKind.Sum:
      return Math.max(own, least(state, a, d) + least(state, b, d));
    case ValueKind.Difference:
      return Math.max(own, -gap(state, b, a, d));
    case ValueKind.Multiply:
      return Math.max(own, product(state, a, b, d, Math.min));
    case ValueKind.Divide: {
      const l = least(state, a, d);
      return l >= 0 && least(state, b, d) >= 1 ? Math.max(own, Math.floor(l / greatest(state, b, d))) : own;
    }
    case ValueKind.Remainder: {
      const l = least(state, a, d);
      // What is less than the divisor is its own remainder.
      if (l >= 0) return Math.max(own, greatest(state, a, d) < least(state, b, d) ? l : 0);
      const m = Math.max(Math.abs(least(state, b, d)), Math.abs(greatest(state, b, d)));
      return Math.max(own, 1 - m);
    }
    case ValueKind.And:
      if (least(state, a, d) >= 0 || least(state, b, d) >= 0) return Math.max(own, 0);
      return Math.max(own, -bitsOf(state, a, b, d));
    case ValueKind.Or:
      return least(state, a, d) >= 0 && least(state, b, d) >= 0
        ? Math.max(own, least(state, a, d), least(state, b, d))
        : Math.max(own, -bitsOf(state, a, b, d));
    case ValueKind.Xor:
      if (least(state, a, d) >= 0 && least(state, b, d) >= 0) return Math.max(own, 0);
      return Math.max(own, -bitsOf(state, a, b, d));
    case ValueKind.ShiftRight:
      return least(state, a, d) >= 0 ? Math.max(own, 0) : own;
    case ValueKind.ShiftLeft:
      return least(state, a, d) >= 0 ? Math.max(own, least(state, a, d)) : own;
    case ValueKind.Convert: {
      const t = values.type[v];
      const l = least(state, a, d);
      const fits = l >= typeMin(t) && greatest(state, a, d) <= typeMax(t);
      return Math.max(own, fits ? l : typeMin(t));
    }
    case ValueKind.Equal:
    case ValueKind.NotEqual:
    case ValueKind.Less:
    case ValueKind.LessEqual:
      return 0;
    case ValueKind.Address:
      return 1;
    default:
      return own;
  }
}

/** Bound of a + b where a exceeds no c of which it was asked how large c + b is. */
function sumLimit(state: State, a: Value, b: Value): number {
  const { values } = state;
  let limit = Infinity;
  for (const [c, k] of state.differencesFrom(a) ?? []) {
    const known = values.existing(ValueKind.Sum, Math.min(c, b), Math.max(c, b));
    const asked = known === undefined ? undefined : state.constraint(known);
    if (asked !== undefined) limit = Math.min(limit, asked.hi + k);
  }
  return limit;
}

/** What `x & mask` is a multiple of where the mask clears but the last bits, as `~3` does in an int or an unsigned int: 4. */
export function unitOf(mask: number): number {
  const unit = mask < 0 ? -mask : 2 ** 32 - mask;
  return unit > 1 && unit <= 2 ** 16 && Number.isInteger(Math.log2(unit)) ? unit : 1;
}

function greatest(state: State, v: Value, depth: number): number {
  const values = state.values;
  const k = values.kind[v];
  if (k === ValueKind.Constant || k === ValueKind.Float) return values.number[v];
  const c = state.constraint(v);
  const own = c === undefined ? Infinity : c.hi;
  if (k <= ValueKind.Older) return Math.min(own, typeMax(values.type[v]));
  if (depth === 0) return own;
  const a = values.a[v];
  const b = values.b[v];
  const d = depth - 1;
  switch (k) {
    case ValueKind.Offset:
      return Math.min(own, greatest(state, a, d) + values.number[b]);
    case ValueKind.Scale: {
      const n = values.number[b];
      return Math.min(own, times(n >= 0 ? greatest(state, a, d) : least(state, a, d), n));
    }
    case ValueKind.Sum:
      return Math.min(
        own,
        greatest(state, a, d) + greatest(state, b, d),
        sumLimit(state, a, b),
        sumLimit(state, b, a),
      );
    case ValueKind.Difference:
      return Math.min(own, gap(state, a, b, d));
    case ValueKind.Multiply:
      return Math.min(own, product(state, a, b, d, Math.max));
    case ValueKind.Divide: {
      const l = least(state, b, d);
      const h = greatest(state, a, d);
      return l >= 1 && h >= 0 ? Math.min(own, Math.floor(h / l)) : own;
    }
    case ValueKind.Remainder: {
      const m = Math.max(Math.abs(least(state, b, d)), Math.abs(greatest(state, b, d)));
      return Math.min(own, m - 1, Math.max(greatest(state, a, d), 0));
    }
    case ValueKind.And: {
      let h = own;
      if (least(state, a, d) >= 0) h = Math.min(h, greatest(state, a, d));
      if (least(state, b, d) >= 0) h = Math.min(h, greatest(state, b, d));
      const unit = values.isConstant(b) && least(state, a, d) >= 0 ? unitOf(values.number[b]) : 1;
      return Number.isFinite(h) ? h - (h % unit) : h;
    }
    case ValueKind.Or:
    case ValueKind.Xor:
      return least(state, a, d) >= 0 && least(state, b, d) >= 0
        ? Math.min(own, allOnes(Math.max(greatest(state, a, d), greatest(state, b, d))))
        : Math.min(own, bitsOf(state, a, b, d) - 1);
    case ValueKind.ShiftRight: {
      const n = least(state, b, d);
      const h = greatest(state, a, d);
      return n >= 0 && h >= 0 ? Math.min(own, Math.floor(h / 2 ** n)) : own;
    }
    case ValueKind.ShiftLeft: {
      const n = greatest(state, b, d);
      const h = greatest(state, a, d);
      return n >= 0 && h >= 0 ? Math.min(own, h * 2 ** n) : own;
    }
    case ValueKind.Convert: {
      const t = values.type[v];
      const h = greatest(state, a, d);
      const fits = h <= typeMax(t) && least(state, a, d) >= typeMin(t);
      return Math.min(own, fits ? h : typeMax(t));
    }
    case ValueKind.Equal:
    case ValueKind.NotEqual:
    case ValueKind.Less:
    case ValueKind.LessEqual:
      return 1;
    default:
      return own;
  }
}

/** The power of two that numbers of as many bits as a and b have, one of them for the sign, stay below. */
function bitsOf(state: State, a: Value, b: Value, d: number): number {
  const most = Math.max(greatest(state, a, d), greatest(state, b, d), 0);
  const lowest = Math.min(least(state, a, d), least(state, b, d), 0);
  return allOnes(Math.max(most, -lowest - 1)) + 1;
}

/** Least number of the form 2^n - 1 that is at least h. */
function allOnes(h: number): number {
  return h === Infinity ? h : 2 ** Math.ceil(Math.log2(Math.max(h, 0) + 1)) - 1;
}

/** n * m where 0 * Infinity is 0. */
function times(n: number, m: number): number {
  return n === 0 || m === 0 ? 0 : n * m;
}

function product(state: State, a: Value, b: Value, d: number, pick: (...n: number[]) => number): number {
  const la = least(state, a, d);
  const ha = greatest(state, a, d);
  const lb = least(state, b, d);
  const hb = greatest(state, b, d);
  return pick(times(la, lb), times(la, hb), times(ha, lb), times(ha, hb));
}

function gap(state: State, x: Value, y: Value, depth: number): number {
  const values = state.values;
  if (x === y) return 0;
  if (--steps < 0) return Infinity;
  const bx = values.kind[x] === ValueKind.Constant ? values.zero : values.base(x);
  const by = values.kind[y] === ValueKind.Constant ? values.zero : values.base(y);
  const n = values.addend(x) - values.addend(y);
  if (bx === by) return n;
  let best = greatest(state, bx, depth) - least(state, by, depth);
  if (Number.isNaN(best)) best = Infinity;
  if (depth === 0) return best + n;
  const kx = values.kind[bx];
  const ky = values.kind[by];
  if (kx > ValueKind.Older || ky > ValueKind.Older) best = structuralGap(state, bx, by, depth, best);
  const near = state.differencesFrom(bx);
  if (near !== undefined) {
    const floor = least(state, by, 1);
    for (const [q, bound] of near) {
      if (q === by) best = Math.min(best, bound);
      else {
        const next = state.difference(q, by);
        if (next !== undefined) best = Math.min(best, bound + next);
        else if (floor > -Infinity) best = Math.min(best, bound + greatest(state, q, 1) - floor);
      }
    }
  }
  return Number.isNaN(best) ? Infinity : best + n;
}

/** What the structure of x and y says about x - y, where it is better than `best`. */
function structuralGap(state: State, bx: Value, by: Value, depth: number, known: number): number {
  const { values } = state;
  const kx = values.kind[bx];
  const ky = values.kind[by];
  let best = known;
  if (kx === ValueKind.Scale && ky === ValueKind.Scale && values.b[bx] === values.b[by]) {
    const factor = values.number[values.b[bx]];
    if (factor > 0) best = Math.min(best, factor * gap(state, values.a[bx], values.a[by], depth - 1));
  } else if (kx === ValueKind.Scale || ky === ValueKind.Scale)
    best = Math.min(best, unequalGap(state, bx, by, depth - 1));
  // A remainder is less than its divisor, a sum of non-negative parts no less than each of them.
  if (kx === ValueKind.Remainder && values.b[bx] === by && least(state, by, 2) >= 1)
    best = Math.min(best, -1);
  if (ky === ValueKind.Sum) {
    if (values.a[by] === bx) best = Math.min(best, -least(state, values.b[by], depth - 1));
    else if (values.b[by] === bx) best = Math.min(best, -least(state, values.a[by], depth - 1));
    else {
      // x - (p + q) <= (x - p) - least(q)
      best = Math.min(
        best,
        gap(state, bx, values.a[by], 1) - least(state, values.b[by], 2),
        gap(state, bx, values.b[by], 1) - least(state, values.a[by], 2),
      );
    }
  }
  if (kx === ValueKind.Sum) {
    if (values.a[bx] === by) best = Math.min(best, greatest(state, values.b[bx], depth - 1));
    else if (values.b[bx] === by) best = Math.min(best, greatest(state, values.a[bx], depth - 1));
    else {
      // (p + q) - y where q <= y - p was checked: q - (y - p)
      const p = values.a[bx];
      const q = values.b[bx];
      const rest = values.difference(by, p);
      if (values.kind[values.base(rest)] === ValueKind.Difference)
        best = Math.min(best, gap(state, q, rest, 1));
      const other = values.difference(by, q);
      if (values.kind[values.base(other)] === ValueKind.Difference)
        best = Math.min(best, gap(state, p, other, 1));
    }
  }
  // x - y <= k with x = a - b is a - (b + y)
  if (kx === ValueKind.Difference) {
    best = Math.min(
      best,
      greatest(state, values.a[bx], 2) - least(state, values.b[bx], 2) - least(state, by, 2),
    );
    // (a - b) - y <= (a - y) - least(b)
    best = Math.min(best, gap(state, values.a[bx], by, 1) - least(state, values.b[bx], 2));
  }
  // What a conversion does not change can be compared in its place.
  const ux = kx === ValueKind.Convert ? kept(state, bx) : bx;
  const uy = ky === ValueKind.Convert ? kept(state, by) : by;
  if (ux !== bx || uy !== by) best = Math.min(best, gap(state, ux, uy, depth));
  if (kx === ValueKind.Divide || kx === ValueKind.ShiftRight || kx === ValueKind.And) {
    // No greater than the left operand, if that is not negative.
    const left = values.a[bx];
    if (least(state, left, 2) >= 0) best = Math.min(best, gap(state, left, by, depth - 1));
  }
  return best;
}

/** What it says about n·a - m·b, where n and m differ, that a exceeds b by so much at most. */
function unequalGap(state: State, x: Value, y: Value, depth: number): number {
  const { values } = state;
  const isScaled = (v: Value) => values.kind[v] === ValueKind.Scale;
  const n = isScaled(x) ? values.number[values.b[x]] : 1;
  const m = isScaled(y) ? values.number[values.b[y]] : 1;
  if (n <= 0 || m <= 0) return Infinity;
  const a = isScaled(x) ? values.a[x] : x;
  const b = isScaled(y) ? values.a[y] : y;
  const rest = n < m ? -least(state, b, 2) : greatest(state, a, 2);
  return rest === Infinity ? Infinity : Math.min(n, m) * gap(state, a, b, depth) + Math.abs(n - m) * rest;
}

/**
 * The code looks at a floating-point number: by comparing it, or by asking a function (`fabs`, `isnan`). What follows
 * for its range is not followed, but whether it may be zero was thought of.
 */
export function judged(state: State, v: Value): void {
  const { values } = state;
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  if (!values.isSymbol(at)) return;
  const c = state.constraint(at);
  state.setConstraint(at, {
    lo: c?.lo ?? -Infinity,
    hi: c?.hi ?? Infinity,
    loOrigin: c?.loOrigin ?? Origin.Derived,
    hiOrigin: c?.hiOrigin ?? Origin.Derived,
    site: c?.site ?? null,
    not: 0,
  });
}

/** 1 if x is surely true (not zero), 0 if surely false, -1 if either. */
export function truth(state: State, v: Value): 0 | 1 | -1 {
  const values = state.values;
  const k = values.kind[v];
  if (k === ValueKind.Constant || k === ValueKind.Float) return values.number[v] !== 0 ? 1 : 0;
  if (k === ValueKind.Address) return 1;
  if (values.isComparison(v)) {
    const a = values.a[v];
    const b = values.b[v];
    switch (k) {
      case ValueKind.Equal:
        return decideEqual(state, a, b);
      case ValueKind.NotEqual: {
        const e = decideEqual(state, a, b);
        return e === -1 ? -1 : e === 1 ? 0 : 1;
      }
      case ValueKind.Less:
        if (differenceUpper(state, a, b) < 0) return 1;
        return differenceUpper(state, b, a) <= 0 ? 0 : -1;
      default:
        if (differenceUpper(state, a, b) <= 0) return 1;
        return differenceUpper(state, b, a) < 0 ? 0 : -1;
    }
  }
  if (v === UNINITIALISED) return -1;
  const lo = lower(state, v);
  const hi = upper(state, v);
  if (lo > 0 || hi < 0) return 1;
  if (lo === 0 && hi === 0) return 0;
  return state.constraint(v)?.not === 0 ? 1 : -1;
}

function decideEqual(state: State, a: Value, b: Value): 0 | 1 | -1 {
  if (a === b) return 1;
  const values = state.values;
  if (b === values.zero && values.isComparison(a)) {
    const t = truth(state, a);
    return t === -1 ? -1 : t === 1 ? 0 : 1;
  }
  const ka = values.kind[a];
  const kb = values.kind[b];
  if (ka === ValueKind.Address && kb === ValueKind.Address) {
    if (values.a[a] === values.a[b]) return decideEqual(state, values.b[a], values.b[b]);
    return -1;
  }
  if (isFresh(state, a, b) || isFresh(state, b, a)) return 0;
  const d = differenceUpper(state, a, b);
  const e = differenceUpper(state, b, a);
  if (d < 0 || e < 0) return 0;
  if (d === 0 && e === 0) return 1;
  if (kb === ValueKind.Constant && state.constraint(a)?.not === values.number[b]) return 0;
  if (ka === ValueKind.Constant && state.constraint(b)?.not === values.number[a]) return 0;
  return -1;
}

/** Whether `fresh` is an object that this function made or declared and `other` a pointer it got from elsewhere. */
function isFresh(state: State, fresh: Value, other: Value): boolean {
  const { values } = state;
  const kind = values.kind[other];
  if (
    kind !== ValueKind.Initial &&
    kind !== ValueKind.Content &&
    kind !== ValueKind.Address &&
    kind !== ValueKind.Result
  )
    return false;
  if (values.kind[fresh] === ValueKind.Address) {
    const root = values.rootRegion(values.a[fresh]);
    if (values.regionKind[root] !== RegionKind.Variable) return false;
    const f = state.allFacts.get(values.existingPointee(other) ?? -1);
    return kind === ValueKind.Initial || (f !== undefined && f.family !== "");
  }
  const region = values.existingPointee(fresh);
  const f = region === undefined ? undefined : state.allFacts.get(region);
  return (
    f !== undefined && f.allocated !== null && f.family !== "" && !f.escaped && kind !== ValueKind.Result
  );
}

/** Adds to `state` that v is true (or false). False if that cannot be: the path is infeasible. */
export function assume(state: State, v: Value, isTrue: boolean, site: Site | null): boolean {
  const values = state.values;
  const known = truth(state, v);
  if (known !== -1) return (known === 1) === isTrue;
  const a = values.a[v];
  const b = values.b[v];
  if (!values.isComparison(v)) {
    const k = values.kind[v];
    if (isTrue && k === ValueKind.And && !assumeBoth(state, a, b, true, site)) return false;
    if (!isTrue && k === ValueKind.Or && !assumeBoth(state, a, b, false, site)) return false;
    return isTrue ? exclude(state, v, 0, site) : bound(state, v, 0, 0, site);
  }
  switch (values.kind[v]) {
    case ValueKind.Equal:
      return isTrue ? assumeEqual(state, a, b, site) : assumeDifferent(state, a, b, site);
    case ValueKind.NotEqual:
      return isTrue ? assumeDifferent(state, a, b, site) : assumeEqual(state, a, b, site);
    case ValueKind.Less:
      return isTrue ? assumeAtMost(state, a, b, -1, site) : assumeAtMost(state, b, a, 0, site);
    default:
      return isTrue ? assumeAtMost(state, a, b, 0, site) : assumeAtMost(state, b, a, -1, site);
  }
}

/** What has a bit in common is not 0, neither part of it; what has no bit at all has none in either: `ok &= f()`, `error |= g()`. */
function assumeBoth(state: State, a: Value, b: Value, isTrue: boolean, site: Site | null): boolean {
  return assume(state, a, isTrue, site) && assume(state, b, isTrue, site);
}

/** Whether v is the outcome of a comparison, or put together from such: that it is 0, or not, says something of its parts. */
function isOfOutcomes(values: State["values"], v: Value): boolean {
  return values.isComparison(v) || values.kind[v] === ValueKind.And || values.kind[v] === ValueKind.Or;
}

function assumeEqual(state: State, a: Value, b: Value, site: Site | null): boolean {
  const values = state.values;
  if (b === values.zero && isOfOutcomes(values, a)) return assume(state, a, false, site);
  return assumeAtMost(state, a, b, 0, site) && assumeAtMost(state, b, a, 0, site);
}

function assumeDifferent(state: State, a: Value, b: Value, site: Site | null): boolean {
  const values = state.values;
  if (b === values.zero && isOfOutcomes(values, a)) return assume(state, a, true, site);
  if (values.kind[b] === ValueKind.Constant) return exclude(state, a, values.number[b], site);
  if (values.kind[a] === ValueKind.Constant) return exclude(state, b, values.number[a], site);
  if (
    values.kind[a] === ValueKind.Address &&
    values.kind[b] === ValueKind.Address &&
    values.a[a] === values.a[b]
  )
    return assumeDifferent(state, values.b[a], values.b[b], site);
  // Not equal, and already not greater: less.
  if (differenceUpper(state, a, b) <= 0) return assumeAtMost(state, a, b, -1, site);
  if (differenceUpper(state, b, a) <= 0) return assumeAtMost(state, b, a, -1, site);
  return true;
}

/** a - b <= k. */
export function assumeAtMost(state: State, a: Value, b: Value, k: number, site: Site | null): boolean {
  if (differenceUpper(state, b, a) < -k) return false;
  const values = state.values;
  const ka = values.kind[a];
  const kb = values.kind[b];
  if (ka === ValueKind.Float || kb === ValueKind.Float) return true;
  if (ka === ValueKind.Address && kb === ValueKind.Address && values.a[a] === values.a[b])
    return assumeAtMost(state, values.b[a], values.b[b], k, site);
  const hi = upper(state, b) + k;
  const lo = lower(state, a) - k;
  if (hi < Infinity && !bound(state, a, -Infinity, hi, site, limitOrigin(state, b, "hi"))) return false;
  if (lo > -Infinity && !bound(state, b, lo, Infinity, site, limitOrigin(state, a, "lo"))) return false;
  if (ka === ValueKind.Constant || kb === ValueKind.Constant) return true;
  relate(state, a, b, k);
  return true;
}

/** A comparison with a number that only its type limits says nothing about how large the programmer expects it. */
export function limitOrigin(state: State, v: Value, side: "lo" | "hi"): Origin {
  const { values } = state;
  const base = values.base(v);
  if (values.isConstant(base)) return Origin.Check;
  const c = state.constraint(base);
  if (c !== undefined) return side === "lo" ? c.loOrigin : c.hiOrigin;
  // What is less the nearer a counter comes to its end is least there.
  if (values.kind[base] === ValueKind.Difference && values.a[base] === values.zero)
    return limitOrigin(state, values.b[base], side === "lo" ? "hi" : "lo");
  return Origin.Derived;
}

/** A comparison that can have but one outcome is one all the same: the limit that follows from it is meant. */
export function confirm(state: State, question: Value, isTrue: boolean, site: Site): void {
  const { values } = state;
  const k = values.kind[question];
  const isEqual = k === ValueKind.Equal;
  if (isEqual || k === ValueKind.NotEqual) {
    const limit = values.b[question];
    if (isEqual === isTrue || !values.isConstant(limit)) return;
    confirmBound(state, values.a[question], values.number[limit] - 1, "hi", site);
    confirmBound(state, values.a[question], values.number[limit] + 1, "lo", site);
  } else if (k === ValueKind.Less || k === ValueKind.LessEqual) {
    const less = isTrue ? values.a[question] : values.b[question];
    const more = isTrue ? values.b[question] : values.a[question];
    const step = (k === ValueKind.Less) === isTrue ? 1 : 0;
    if (values.isConstant(more)) confirmBound(state, less, values.number[more] - step, "hi", site);
    else if (values.isConstant(less)) confirmBound(state, more, values.number[less] + step, "lo", site);
  }
}

function confirmBound(state: State, v: Value, n: number, side: "lo" | "hi", site: Site): void {
  const { values } = state;
  const base = values.base(v);
  const c = state.constraint(base);
  if (c === undefined || c[side] + values.addend(v) !== n) return;
  const [lo, hi] = inSteps(state, base, c.lo, c.hi);
  if (side === "hi" && c.hiOrigin === Origin.Derived)
    state.setConstraint(base, { ...c, hi, hiOrigin: Origin.Check, site });
  else if (side === "lo" && c.loOrigin === Origin.Derived)
    state.setConstraint(base, { ...c, lo, loOrigin: Origin.Check, site });
}

/** Records a - b <= k between the symbols of a and b, looking through scaling and value-preserving conversions. */
function relate(state: State, a: Value, b: Value, k: number): void {
  const values = state.values;
  const x = values.base(a);
  const y = values.base(b);
  if (x === y || x === values.zero || y === values.zero) return;
  const n = k - values.addend(a) + values.addend(b);
  const old = state.difference(x, y);
  if (old === undefined || n < old) state.setDifference(x, y, n);
  if (values.uncompared.size > 0) values.uncompared.get(x)?.delete(y);
  // Multiples of one number are as far apart as what they are multiples of.
  if (
    values.kind[x] === ValueKind.Scale &&
    values.kind[y] === ValueKind.Scale &&
    values.b[x] === values.b[y]
  ) {
    const factor = values.number[values.b[x]];
    if (factor > 1) relate(state, values.a[x], values.a[y], Math.floor(n / factor));
  }
  const ux = unconverted(state, x);
  const uy = unconverted(state, y);
  if (ux !== x || uy !== y) relate(state, ux, uy, n);
  // x + z < y leaves as much less for x as z is at least.
  if (values.kind[x] === ValueKind.Sum && !mayHaveWrapped(state, x)) {
    relatePart(state, values.a[x], values.b[x], y, n);
    relatePart(state, values.b[x], values.a[x], y, n);
  }
  // x < y - z is x + z < y
  if (values.kind[y] === ValueKind.Difference) {
    const sum = values.sum(x, values.b[y]);
    if (values.a[y] === values.zero) bound(state, sum, -Infinity, n, null, Origin.Derived);
    else relate(state, sum, values.a[y], n);
  }
}

/** Records what part - y is, where part + other - y <= n. */
function relatePart(state: State, part: Value, other: Value, y: Value, n: number): void {
  const least = lower(state, other);
  if (least > 0 && Number.isFinite(least)) relate(state, part, y, n - least);
}

/** v without conversions that cannot have changed it, by what the state knows. */
function unconverted(state: State, v: Value): Value {
  if (state.values.kind[v] !== ValueKind.Convert) return v;
  steps = MAX_STEPS;
  return kept(state, v);
}

/** What was converted to v, if that cannot have changed it; v itself otherwise. */
function kept(state: State, v: Value): Value {
  const { values } = state;
  const inner = values.a[v];
  const t = values.type[v];
  const most = isOfAnyWidth(values, inner) && (t?.size ?? 0) >= 8 ? 0 : greatest(state, inner, 2);
  const fits = least(state, inner, 2) >= typeMin(t) && most <= typeMax(t);
  return fits || isALittleLess(state, inner, t) ? inner : v;
}

/** Whether the type of a number is not known: it is none that is wider than 64 bits. */
function isOfAnyWidth(values: State["values"], v: Value): boolean {
  const base = values.base(v);
  return (
    values.isSymbol(base) && (values.type[base] === null || values.type[base]?.kind === TypeKind.Unknown)
  );
}

/** Whether v is a size less one or two: whoever compares with `size - 1` has one that is not 0. */
function isALittleLess({ values }: State, v: Value, type: Type | null): boolean {
  if (values.kind[v] !== ValueKind.Offset || type?.kind !== TypeKind.Int || type.signed) return false;
  const less = values.number[values.b[v]];
  return less < 0 && less >= -2 && values.type[values.a[v]] === type && values.isSymbol(values.a[v]);
}

/** lo <= v <= hi; pushed down to the symbols that v is made of. False if impossible. */
export function bound(
  state: State,
  v: Value,
  lo: number,
  hi: number,
  site: Site | null,
  origin = Origin.Check,
): boolean {
  const values = state.values;
  const k = values.kind[v];
  if (lo > upper(state, v) || hi < lower(state, v)) return false;
  switch (k) {
    case ValueKind.Constant:
    case ValueKind.Float:
    case ValueKind.Uninitialised:
      return true;
    case ValueKind.Offset: {
      const n = values.number[values.b[v]];
      return bound(state, values.a[v], lo - n, hi - n, site, origin);
    }
    case ValueKind.Scale: {
      const n = values.number[values.b[v]];
      if (n > 0) return bound(state, values.a[v], Math.ceil(lo / n), Math.floor(hi / n), site, origin);
      break;
    }
    case ValueKind.Convert: {
      narrow(state, v, lo, hi, site, origin);
      const inner = values.a[v];
      const t = values.type[v];
      // What lies in the type's range goes through unchanged: `n--`, once it is known that n was not 0.
      if (t !== null && isUnchanged(state, inner, t)) return bound(state, inner, lo, hi, site, origin);
      // If what came out is representable in both types, it is what went in.
      const innerType =
        values.kind[inner] <= ValueKind.Older || values.kind[inner] === ValueKind.Convert
          ? values.type[inner]
          : null;
      if (innerType === null || t === null) return true;
      const top = Math.min(typeMax(innerType), typeMax(t));
      // Of a type no wider, what lies in both ranges is unchanged. A negative number may have been a great unsigned one.
      const least = lower(state, v);
      const greatest = upper(state, v);
      if (t.size >= innerType.size && greatest <= top && least >= typeMin(innerType))
        return bound(state, inner, least, greatest, site, origin);
      return true;
    }
    case ValueKind.Address:
      return lo <= 0 || hi >= 1;
    case ValueKind.Sum:
      return narrow(state, v, lo, hi, site, origin) && (hi === Infinity || boundParts(state, v, hi, site));
    case ValueKind.Difference:
      if (values.a[v] !== values.zero) break;
      return narrow(state, v, lo, hi, site, origin) && bound(state, values.b[v], -hi, -lo, site, origin);
    case ValueKind.Divide:
    case ValueKind.ShiftRight:
    case ValueKind.Remainder:
    case ValueKind.And:
      return narrow(state, v, lo, hi, site, origin) && boundDivided(state, v, lo, hi, site);
  }
  return narrow(state, v, lo, hi, site, origin);
}

/** What is divided, shifted to the right, or masked, is as large as the result says. */
function boundDivided(state: State, v: Value, lo: number, hi: number, site: Site | null): boolean {
  const { values } = state;
  const a = values.a[v];
  const n = values.isConstant(values.b[v]) ? values.number[values.b[v]] : Number.NaN;
  const k = values.kind[v];
  if (k === ValueKind.Remainder || k === ValueKind.And) {
    const unit = k === ValueKind.And ? n + 1 : n;
    const isUnit = unit > 1 && (k === ValueKind.Remainder || Number.isInteger(Math.log2(unit)));
    const most = upper(state, a);
    const c = state.constraint(a);
    // What leaves no rest is a multiple.
    const isMultiple = isUnit && lower(state, v) === 0 && upper(state, v) === 0;
    if (isMultiple && c !== undefined && most === c.hi && most < NO_DIVISOR)
      return bound(state, a, -Infinity, most - (most % unit), c.site, c.hiOrigin);
    if (lo <= 0 || (k === ValueKind.And && lower(state, a) < 0)) return true;
    // What leaves a rest is no multiple: where it could be as great as one, it is less.
    const isLess = isUnit && most % unit === 0;
    return bound(state, a, lo, isLess ? most - 1 : Infinity, site, Origin.Derived);
  }
  const by = k === ValueKind.ShiftRight ? 2 ** n : n;
  if (!(by > 0 && by < NO_DIVISOR)) return true;
  const least = lo > 0 ? lo * by : -Infinity;
  // A division rounds towards 0, a shift downwards.
  const most = hi >= 0 || k === ValueKind.ShiftRight ? hi * by + by - 1 : hi * by;
  return bound(state, a, least, most, site, Origin.Derived);
}

/** Numbers beyond this are not divided exactly. */
const NO_DIVISOR = 2 ** 31;

/** Whether no number that v can be is changed by a conversion to an integer type. */
function isUnchanged(state: State, v: Value, type: Type): boolean {
  if (type.kind !== TypeKind.Int || state.values.kind[v] === ValueKind.Float) return false;
  if (lower(state, v) < typeMin(type)) return false;
  return upper(state, v) <= typeMax(type) || modestly(state, v) <= typeMax(type);
}

/** Neither part of sum v is more than `hi` less the least of the other: which the code has not said, so it is no evidence. */
function boundParts(state: State, v: Value, hi: number, site: Site | null): boolean {
  const { values } = state;
  const a = values.a[v];
  const b = values.b[v];
  if (mayHaveWrapped(state, v)) return true;
  const leastA = lower(state, a);
  const leastB = lower(state, b);
  return (
    bound(state, a, -Infinity, hi - leastB, site, Origin.Derived) &&
    bound(state, b, -Infinity, hi - leastA, site, Origin.Derived)
  );
}

/** Whether sum v says nothing of its parts, as it may be too large for its type. Texts are not as long as that. */
function mayHaveWrapped(state: State, v: Value): boolean {
  const { values } = state;
  return values.overflows.has(v) && modestly(state, values.a[v]) + modestly(state, values.b[v]) === Infinity;
}

/** How far v gets if no text is longer than an `int` can tell: a length, or a sum of such; Infinity for other numbers. */
function modestly(state: State, v: Value): number {
  const { values } = state;
  const base = values.base(v);
  if (values.kind[base] === ValueKind.Sum)
    return modestly(state, values.a[base]) + modestly(state, values.b[base]);
  if (values.kind[base] === ValueKind.Length) return MODEST - 1;
  const most = upper(state, v);
  return most < MODEST ? most : Infinity;
}

const MODEST = 2 ** 31;

/** False if no number is left that v can be. */
function narrow(state: State, v: Value, lo: number, hi: number, site: Site | null, origin: Origin): boolean {
  const { values } = state;
  const c = state.constraint(v);
  const oldLo = c?.lo ?? -Infinity;
  const oldHi = c?.hi ?? Infinity;
  const raise = lo > oldLo;
  const cut = hi < oldHi;
  if (!raise && !cut) return true;
  let newLo = raise ? lo : oldLo;
  let newHi = cut ? hi : oldHi;
  const not = c?.not ?? Number.NaN;
  if (newLo === not) newLo++;
  if (newHi === not) newHi--;
  [newLo, newHi] = inSteps(state, v, newLo, newHi);
  state.setConstraint(v, {
    lo: newLo,
    hi: newHi,
    loOrigin: raise ? origin : (c?.loOrigin ?? Origin.Derived),
    hiOrigin: cut ? origin : (c?.hiOrigin ?? Origin.Derived),
    site: site ?? c?.site ?? null,
    not,
  });
  // `end - p > 2`: p is as far from the end.
  if (values.kind[v] === ValueKind.Difference && values.a[v] !== values.zero) {
    if (raise && Number.isFinite(newLo)) relate(state, values.b[v], values.a[v], -newLo);
    if (cut && Number.isFinite(newHi)) relate(state, values.a[v], values.b[v], newHi);
  }
  if (raise && newLo > 0 && Number.isFinite(newLo)) lowerOthers(state, v, newLo);
  return newLo <= newHi;
}

/** The more a part of a limited sum is, the less is left for the other: `at + n <= size`, and then `n >= 3`. */
function lowerOthers(state: State, v: Value, lo: number): void {
  const { values } = state;
  for (const sum of values.sumsWith.get(v) ?? []) {
    const near = state.differencesFrom(sum);
    const limit = state.constraint(sum)?.hi ?? Infinity;
    if ((near === undefined && limit === Infinity) || mayHaveWrapped(state, sum)) continue;
    const other = values.a[sum] === v ? values.b[sum] : values.a[sum];
    if (limit < upper(state, other) + lo) narrow(state, other, -Infinity, limit - lo, null, Origin.Derived);
    if (near !== undefined) for (const [most, k] of [...near]) relate(state, other, most, k - lo);
  }
}

/** What v was found to be a multiple of, as `v % 6 == 0` says. */
function multipleOf(state: State, v: Value): { step: number; rest: number } | undefined {
  const { values } = state;
  const remainder = values.remainders.get(v);
  if (remainder === undefined || !values.isConstant(values.b[remainder])) return undefined;
  const c = state.constraint(remainder);
  const step = values.number[values.b[remainder]];
  return c !== undefined && c.lo === 0 && c.hi === 0 && step > 1 ? { step, rest: 0 } : undefined;
}

/** The least and the greatest number within bounds that a counter in steps comes to; the bounds of all else. */
function inSteps(state: State, v: Value, lo: number, hi: number): [number, number] {
  const { congruences } = state.values;
  const stride = (congruences.size === 0 ? undefined : congruences.get(v)) ?? multipleOf(state, v);
  if (stride === undefined || Number.isNaN(stride.rest)) return [lo, hi];
  const { step, rest } = stride;
  return [
    Number.isFinite(lo) ? rest + step * Math.ceil((lo - rest) / step) : lo,
    Number.isFinite(hi) ? rest + step * Math.floor((hi - rest) / step) : hi,
  ];
}

/** v != n. */
function exclude(state: State, v: Value, n: number, site: Site | null, origin = Origin.Check): boolean {
  const values = state.values;
  const lo = lower(state, v);
  const hi = upper(state, v);
  if (lo === n && hi === n) return false;
  if (lo === n) return bound(state, v, n + 1, Infinity, site, origin);
  // What is not the greatest number of its type may be a mark for "none": that says nothing of how large it gets.
  if (hi === n)
    return bound(state, v, -Infinity, n - 1, site, n === typeMax(values.type[v]) ? Origin.Derived : origin);
  const k = values.kind[v];
  if (k === ValueKind.Offset)
    return exclude(state, values.a[v], n - values.number[values.b[v]], site, origin);
  if (k === ValueKind.Convert) {
    const inner = values.a[v];
    const t = values.type[v];
    if (n === 0 || (t !== null && isUnchanged(state, inner, t))) exclude(state, inner, n, site, origin);
  }
  if (k <= ValueKind.Float || k === ValueKind.Address) return true;
  const c: Constraint | undefined = state.constraint(v);
  if (n < lo || n > hi) return true;
  // One number has a place: that it is not 0 decides more than any other.
  if (c?.not === 0 && n !== 0) return true;
  state.setConstraint(v, {
    lo: c?.lo ?? -Infinity,
    hi: c?.hi ?? Infinity,
    loOrigin: c?.loOrigin ?? Origin.Derived,
    hiOrigin: c?.hiOrigin ?? Origin.Derived,
    site: site ?? c?.site ?? null,
    not: n,
  });
  return true;
}

/** Makes pointer v known not to be null because it was dereferenced at `site`. */
export function dereferenced(state: State, v: Value, site: Site): void {
  if (lower(state, v) <= 0 && state.values.isSymbol(v)) exclude(state, v, 0, site, Origin.Dereference);
}

/** Makes an integer v known not to be 0 because something was divided by it at `site`. */
export function divided(state: State, v: Value, site: Site): void {
  if (truth(state, v) === -1) exclude(state, v, 0, site, Origin.Divided);
}

/** Whether pointer v: 1 is surely null, 0 surely not, -1 may be either. */
export function nullness(state: State, v: Value): 0 | 1 | -1 {
  const t = truth(state, v);
  return t === -1 ? -1 : t === 1 ? 0 : 1;
}

/** Whether a block was asked for with no size on this path: a null is no failure then, but what some allocators answer. */
export function isOfNoBytes(state: State, { size }: ObjectFacts): boolean {
  return size !== -1 && upper(state, size) <= 0;
}
