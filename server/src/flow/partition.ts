/**
 * Which states are kept apart where paths meet: those that differ in what matters (lifetimes of objects, pointers known
 * to be null, variables without a value, answers that are still asked for, divisors found to be 0). Rival, Mauborgne:
 * "The Trace Partitioning Abstract Domain" (TOPLAS 2007).
 */
import type { Type } from "../semantics/types";
import { typeMax, typeMin } from "./numbers";
import { Fill, Life, LockState, Origin, type State } from "./state";
import { UNINITIALISED, type Value, type Values } from "./values";

function mix(h: number, x: number): number {
  return Math.imul(h ^ x, 0x9e3779b1) ^ (h >>> 15);
}

/** What of the registers matters at one place. */
export interface Asked {
  readonly registerTypes: readonly (Type | null)[];
  /** The first registers are the function's variables. */
  readonly variables: number;
  /** Registers that hold answers which are still asked for. */
  readonly answers: readonly number[];
  /** Registers that something is divided by. */
  readonly divisors: readonly number[];
}

/** Is told one trait of a state, by a number that others with the same trait are told as well, and how much it counts. */
type Tell = (trait: number, weight: number) => void;

/** A number that is equal for states that agree on what matters. */
export function signature(state: State, asked: Asked): number {
  let low = state.doubtful ? 1 : 0;
  let high = 0;
  const tell = (trait: number) => {
    low = (low + trait) | 0;
    high = (high + Math.imul(trait, 0x85ebca6b)) | 0;
  };
  tellObjects(state, tell);
  tellValues(state, asked, tell);
  return (low >>> 0) * 2 ** 21 + ((high >>> 0) & 0x1fffff);
}

/** What counts how much where states differ: a null, an object, an answer that is about to decide which way is taken. */
const NULL = 1;
const OBJECT = 3;
const ANSWER = 12;

/** The traits of a state, and how much each counts. */
export type Traits = ReadonlyMap<number, number>;

export function traitsOf(state: State, asked: Asked): Traits {
  const traits = new Map<number, number>();
  const tell = (trait: number, weight: number) => traits.set(trait, (traits.get(trait) ?? 0) + weight);
  tellObjects(state, tell);
  tellValues(state, asked, tell);
  return traits;
}

/** How much of what matters only one of two states has; or some number that is not below `enough`. */
export function unlikeness(a: Traits, b: Traits, enough: number): number {
  let sum = 0;
  for (const [trait, weight] of a) {
    sum += Math.abs(weight - (b.get(trait) ?? 0));
    if (sum >= enough) return sum;
  }
  for (const [trait, weight] of b) if (!a.has(trait)) sum += weight;
  return sum;
}

function tellObjects(state: State, tell: Tell): void {
  for (const [region, f] of state.allFacts) {
    // That a text is one of those that are expected goes together with what a helper answered about it.
    if (f.constant && f.text === null) tell(mix(113, region), OBJECT);
    if (f.family === "" && f.life === Life.Live && f.lock === LockState.None) continue;
    // A handle that says that nothing was opened is none, and a null pointer is told of as that.
    const most = state.constraint(state.values.regionOwner[region])?.hi ?? 1;
    if (f.family !== "" && most === 0 && isPointerSymbol(state.values, state.values.regionOwner[region]))
      continue;
    const failed = f.family !== "" && most < 0;
    tell(mix(mix(17, region), f.life + (f.escaped ? 8 : 0) + 16 * f.lock + (failed ? 256 : 0)), OBJECT);
  }
}

function tellValues(state: State, asked: Asked, tell: Tell): void {
  for (const [v, c] of state.allConstraints)
    if (c.hi === 0 && c.lo >= 0 && isPointerSymbol(state.values, v)) tell(mix(31, v), NULL);
  const regs = state.registers;
  for (let r = 0; r < asked.variables; r++) {
    if (regs[r] === UNINITIALISED) tell(mix(53, r), NULL);
    else if (regs[r] === state.values.zero && isPointer(asked.registerTypes[r])) tell(mix(97, r), NULL);
  }
  for (const r of asked.answers) {
    const v = regs[r];
    if (state.values.isConstant(v)) tell(mix(mix(131, r), Math.sign(state.values.number[v])), ANSWER);
  }
  for (const r of asked.divisors) if (isFoundZero(state, regs[r])) tell(mix(151, r), NULL);
  for (const [region, c] of state.contents)
    if (c.fill === Fill.Uninitialised) tell(mix(c.entries.length === 0 ? 71 : 73, region), NULL);
}

/** Whether a comparison in the code, and not where the number is from, says that it is 0. */
function isFoundZero(state: State, v: Value): boolean {
  const c = state.constraint(v);
  return c !== undefined && c.lo === 0 && c.hi === 0 && c.hiOrigin === Origin.Check;
}

/** Whether numbers of a type are addresses. */
export function isPointer(t: Type | null): boolean {
  return t !== null && typeMin(t) === 0 && typeMax(t) === Infinity;
}

export function isPointerSymbol(values: Values, v: Value): boolean {
  return isPointer(values.type[v]);
}
