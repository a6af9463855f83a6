/**
 * How far a number gets by what the code itself says of it: by comparisons made on the way, masks, remainders, and the
 * numbers that it is set to. Other than an upper bound this is no promise that it never gets further, but a reason to
 * believe that it gets so far; where the code says nothing, nothing is known.
 */
import { TypeKind } from "../semantics/types";
import { lower, typeMax, typeMin, unitOf, upper } from "./numbers";
import { Origin, type State } from "./state";
import { type Value, ValueKind, type Values } from "./values";

const DEPTH = 6;

/** A bound near a type's own limit is no expectation about sizes. */
const NO_EXPECTATION = 65534;

/** `masks`: whether a mask or remainder that v is made by was written for this use of it. */
export function highest(state: State, v: Value, masks = true): number | undefined {
  return reach(state, v, 1, masks, DEPTH);
}

export function lowest(state: State, v: Value, masks = true): number | undefined {
  return reach(state, v, -1, masks, DEPTH);
}

function isMeant(origin: Origin): boolean {
  return origin === Origin.Check || origin === Origin.Reached || origin === Origin.Room;
}

/** Whether v is what it is only because a loop before, which counts up to it, has made no round. */
export function isOfNoRound(state: State, v: Value): boolean {
  const c = state.constraint(state.values.base(v));
  return !state.values.isConstant(v) && c?.hi === 0 && c.hiOrigin === Origin.Derived;
}

/** The farthest that v gets upwards (`way` 1) or downwards (-1). */
function reach(state: State, v: Value, way: 1 | -1, masks: boolean, depth: number): number | undefined {
  const { values } = state;
  const k = values.kind[v];
  if (k === ValueKind.Constant) return values.number[v];
  const c = state.constraint(v);
  const own = c === undefined ? Infinity : way === 1 ? c.hi : c.lo;
  if (c !== undefined && isMeant(way === 1 ? c.hiOrigin : c.loOrigin)) {
    // Whoever lets nothing but -1 and the like through keeps it for failures, or asks whether a sum was too large.
    if (way === -1 && own < 0 && c.loOrigin === Origin.Check && c.lo !== c.hi) return undefined;
    // Where a counter was when the loop began says nothing of the round that another counter of it has come to.
    if ((way === 1 ? c.hiOrigin : c.loOrigin) === Origin.Reached && goesWithAnother(state, v))
      return undefined;
    // What a helper claims of all that it is given may be more than what is meant here.
    if (way === 1 && values.claims.get(v) === own) return undefined;
    return Math.abs(own) < NO_EXPECTATION ? own : undefined;
  }
  if (k <= ValueKind.Older || depth === 0) return undefined;
  const n = structural(state, v, way, masks, depth - 1);
  if (n === undefined || Number.isNaN(n)) return undefined;
  // What is known not to get so far does not.
  return way === 1 ? (n <= upper(state, v) ? n : undefined) : n >= lower(state, v) ? n : undefined;
}

function structural(state: State, v: Value, way: 1 | -1, masks: boolean, depth: number): number | undefined {
  const { values } = state;
  const a = values.a[v];
  const b = values.b[v];
  const n = values.isConstant(b) ? values.number[b] : Number.NaN;
  switch (values.kind[v]) {
    case ValueKind.Offset:
      return plus(reach(state, a, way, masks, depth), n);
    case ValueKind.Scale: {
      const inner = reach(state, a, n > 0 ? way : way === 1 ? -1 : 1, masks, depth);
      return inner === undefined ? undefined : inner * n;
    }
    case ValueKind.Sum:
      return areRelated(state, a, b) || (way === 1 && isCompared(state, v))
        ? undefined
        : plus(reach(state, a, way, masks, depth), reach(state, b, way, masks, depth));
    case ValueKind.Difference:
      if (a !== values.zero) return undefined;
      return minus(reach(state, b, way === 1 ? -1 : 1, masks, depth));
    case ValueKind.Divide: {
      const inner = n > 0 ? reach(state, a, way, masks, depth) : undefined;
      return inner === undefined ? undefined : Math.trunc(inner / n);
    }
    case ValueKind.ShiftRight: {
      const inner = n >= 0 && lower(state, a) >= 0 ? reach(state, a, way, masks, depth) : undefined;
      return inner === undefined ? undefined : Math.floor(inner / 2 ** n);
    }
    case ValueKind.Remainder:
      if (!masks || (way === 1 && isCompared(state, v))) return undefined;
      if (way === -1) return lower(state, a) >= 0 ? 0 : undefined;
      return n > 0 && upper(state, a) >= n - 1 ? n - 1 : undefined;
    case ValueKind.And:
      if (unitOf(n) > 1) {
        // What clears the last bits leaves the rest as it was.
        const inner = way === 1 && lower(state, a) >= 0 ? reach(state, a, way, masks, depth) : undefined;
        return inner === undefined ? undefined : inner - (inner % unitOf(n));
      }
      if (!masks || (way === 1 && isCompared(state, v))) return undefined;
      if (way === -1) return 0;
      return n >= 0 && n < NO_EXPECTATION && upper(state, a) >= n ? mostBits(state, a, n) : undefined;
    case ValueKind.Convert: {
      const inner = reach(state, a, way, masks, depth);
      const type = values.type[v];
      return inner !== undefined && inner >= typeMin(type) && inner <= typeMax(type) ? inner : undefined;
    }
    default:
      return undefined;
  }
}

/** The greatest number that `v & mask` can be by the bits that v is made of. */
function mostBits(state: State, v: Value, mask: number): number {
  const { values } = state;
  const b = values.b[v];
  if (!values.isConstant(b)) return mask;
  const n = values.number[b];
  switch (values.kind[v]) {
    case ValueKind.And:
      return Number(BigInt(n) & BigInt(mask));
    case ValueKind.Scale:
      // A multiple of 2^k has k zeros at its end.
      return Number.isInteger(Math.log2(n)) ? mask - (mask % n) : mask;
    default:
      return mask;
  }
}

function plus(x: number | undefined, y: number | undefined): number | undefined {
  return x === undefined || y === undefined ? undefined : x + y;
}

function minus(x: number | undefined): number | undefined {
  return x === undefined ? undefined : -x;
}

/** Whether the path has asked about another number that the same loop changes round by round: the two go together. */
function goesWithAnother(state: State, v: Value): boolean {
  const { values } = state;
  if (values.kind[v] !== ValueKind.JoinRegister) return false;
  const others = new Set<Value>();
  for (const question of state.allDecisions.keys()) values.collectSymbols(question, others);
  others.delete(v);
  return hasCompanion(values, v, others);
}

/** Whether one of `others` came with l out of the same round of a loop: what one has gained the other may have lost. */
function hasCompanion(values: Values, l: Value, others: ReadonlySet<Value>): boolean {
  if (values.kind[l] !== ValueKind.JoinRegister) return false;
  const home = values.meetingBlock(l);
  for (const o of others)
    if (values.kind[o] === ValueKind.JoinRegister && values.meetingBlock(o) === home) return true;
  return false;
}

/** Whether the code compared v with another number that limits it: how far its parts get, or a mask lets it, is not the question then. */
function isCompared(state: State, v: Value): boolean {
  for (const n of state.differencesFrom(v)?.values() ?? []) if (n < NO_EXPECTATION) return true;
  return false;
}

/** Whether the code compared parts of the two with each other, or they have some in common: both need not get far at once. */
function areRelated(state: State, x: Value, y: Value): boolean {
  const { values } = state;
  const left = new Set<Value>();
  const right = new Set<Value>();
  values.collectSymbols(x, left);
  values.collectSymbols(y, right);
  // That two numbers were read through one pointer relates them no more than their lying in one array.
  for (const symbols of [left, right])
    for (const s of symbols) if (values.type[s]?.kind === TypeKind.Pointer) symbols.delete(s);
  for (const l of left) if (right.has(l) || hasCompanion(values, l, right)) return true;
  const mentions = (v: Value, symbols: ReadonlySet<Value>) => {
    for (const s of symbols) if (values.mentions(v, s)) return true;
    return false;
  };
  for (const [v, inner] of state.allDifferences) {
    const isLeft = mentions(v, left);
    const isRight = mentions(v, right);
    if (!isLeft && !isRight) continue;
    for (const w of inner.keys())
      if ((isLeft && mentions(w, right)) || (isRight && mentions(w, left))) return true;
  }
  return false;
}
