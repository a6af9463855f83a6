/** Where a number comes from, and whether the code looked at it before it used it. */
import type { Context, Report } from "../../flow/events";
import { lower, typeMax, typeMin, upper } from "../../flow/numbers";
import { Origin, type State } from "../../flow/state";
import {
  type Failing,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import type { SourceKind } from "../../models/model";
import { TypeKind } from "../../semantics/types";

const SOURCE_NAMES: Readonly<Record<SourceKind, string>> = {
  network: "the network",
  serial: "a serial line",
  bluetooth: "Bluetooth",
  usb: "USB",
  can: "the CAN bus",
  file: "a file",
  listing: "a folder's listing",
  environment: "the environment",
  arguments: "the command line",
  input: "the user's input",
  ipc: "another process",
  database: "the database",
  random: "a random number",
};

/** How messages name a source of outside data. */
export function sourceName({ source }: Taint): string {
  return SOURCE_NAMES[source];
}

export function taintSteps(taint: Taint | null): Report["steps"] {
  if (taint === null) return [];
  const message = taint.source === "random" ? "drawn here" : `comes in from ${sourceName(taint)} here`;
  return [{ site: taint.site, message }];
}

/** A difference beyond this says no more than that both are numbers. */
const MEANT_BOUND = 2 ** 24;

/** Whether v or a part that it is made of was compared with something that limits it. */
export function isChecked(state: State, v: Value, depth: number): boolean {
  const { values } = state;
  const c = state.constraint(v);
  if (c !== undefined && c.hiOrigin === Origin.Check && c.hi < Infinity) return true;
  if (values.taint[v]?.isClamped === true) return true;
  if (isCompared(state, v) || isConsulted(state, v)) return true;
  const k = values.kind[v];
  if (depth === 0 || k <= ValueKind.Older) return false;
  if (k === ValueKind.Remainder || k === ValueKind.Address) return true;
  if (isChecked(state, values.a[v], depth - 1)) return true;
  const unary = k === ValueKind.Convert || k === ValueKind.Complement;
  return !unary && !values.isConstant(values.b[v]) && isChecked(state, values.b[v], depth - 1);
}

/** Whether a function that checks v was asked, and its answer looked at. */
function isConsulted(state: State, v: Value): boolean {
  const { consulted } = state.values;
  if (consulted.size === 0) return false;
  return (consulted.get(v) ?? []).some((answer) => {
    const c = state.constraint(answer);
    return c !== undefined && (c.loOrigin === Origin.Check || c.hiOrigin === Origin.Check || c.not === 0);
  });
}

/** Whether v is known not to exceed another number, but the very one that came in. */
function isCompared(state: State, v: Value): boolean {
  const { values } = state;
  const near = state.differencesFrom(v);
  if (near === undefined) return false;
  const taint = values.taintOf(v);
  for (const [other, bound] of near)
    if (
      bound < MEANT_BOUND &&
      (taint === null || values.taint[other] !== taint) &&
      !isEqualToGiven(state, v, other, bound)
    )
      return true;
  return false;
}

/** Whether v was found to be equal to a number of the caller's: that limits neither. */
function isEqualToGiven(state: State, v: Value, other: Value, bound: number): boolean {
  const { values } = state;
  let given = other;
  while (values.kind[given] === ValueKind.Scale || values.kind[given] === ValueKind.Convert)
    given = values.a[given];
  return (
    values.kind[given] === ValueKind.Initial &&
    state.difference(other, v) === -bound &&
    state.constraint(given)?.hiOrigin !== Origin.Check
  );
}

/** Whether a comparison on this path limits from below v, or the number that v is computed from. */
export function isCheckedBelow(state: State, v: Value): boolean {
  const { values } = state;
  if (isCompared(state, values.scale(v, -1))) return true;
  for (let at = v; ; at = values.a[at]) {
    const c = state.constraint(at);
    if (c !== undefined && c.loOrigin === Origin.Check && c.lo > -Infinity && !LEAST.has(c.lo)) return true;
    if (isConsulted(state, at)) return true;
    switch (values.kind[at]) {
      case ValueKind.Convert:
      case ValueKind.Offset:
      case ValueKind.Divide:
      case ValueKind.Remainder:
      case ValueKind.And:
      case ValueKind.ShiftRight:
        break;
      default:
        return false;
    }
  }
}

/** The least numbers of types: whoever compares with one asks whether another type will do, not for the sign. */
const LEAST: ReadonlySet<number> = new Set([-(2 ** 7), -(2 ** 15), -(2 ** 31)]);

/** The call whose result v is, at most converted, if it may still be the -1 of failure. */
export function failingResult({ state }: Context, v: Value): Failing | undefined {
  const { values } = state;
  if (state.doubtful) return undefined;
  let at = v;
  while (values.kind[at] === ValueKind.Convert) {
    if (state.constraint(at)?.hiOrigin === Origin.Check || isCompared(state, at)) return undefined;
    at = values.a[at];
  }
  const failing = values.failing.get(at);
  if (failing === undefined || (values.type[at]?.signed === false && isAsked(state, at, failing)))
    return undefined;
  return values.type[at]?.signed === false || lower(state, at) < 0 ? failing : undefined;
}

/** Whether the code asked about a result without sign, -1 of which is the greatest number, or about another of the same function. */
function isAsked(state: State, result: Value, { name }: Failing): boolean {
  const { values } = state;
  const c = state.constraint(result);
  if (c?.hiOrigin === Origin.Check || c?.loOrigin === Origin.Check || !Number.isNaN(c?.not ?? Number.NaN))
    return true;
  if (state.differencesFrom(result) !== undefined) return true;
  const symbols = new Set<Value>();
  for (const question of state.allDecisions.keys()) values.collectSymbols(question, symbols);
  for (const s of symbols) if (s === result || values.failing.get(s)?.name === name) return true;
  return false;
}

/**
 * The source of v if v is a number as it came in from outside, at most converted, and nothing limits it from above, or
 * with `below` from below, but the type that it arrived in; null otherwise.
 */
export function unlimitedInput(context: Context, v: Value, below = false): Taint | null {
  const taint = arrivedNumber(context, v);
  if (taint === null) return null;
  const { state } = context;
  const at = unconverted(state.values, v);
  const type = state.values.type[at];
  const isLimited = below
    ? isCheckedBelow(state, v) || lower(state, at) > typeMin(type)
    : isChecked(state, v, 6) || upper(state, at) < typeMax(type);
  return isLimited ? null : taint;
}

/**
 * The source of the number from outside up to which the rounds of a loop count v, if nothing else limits v, and nothing
 * that number; null otherwise.
 */
export function countsToInput(context: Context, v: Value): Taint | null {
  const { state } = context;
  const { values } = state;
  let counter = values.base(unconverted(values, v));
  while (values.kind[counter] === ValueKind.Scale || values.kind[counter] === ValueKind.Convert)
    counter = values.base(values.a[counter]);
  if (!isCounter(context, counter)) return null;
  const own = state.constraint(counter);
  // A limit of its own, beyond what the number's type says of the counter.
  const most = own?.hiOrigin === Origin.Check ? own.hi : Infinity;
  let limit: Taint | null = null;
  for (const [other, bound] of state.differencesFrom(counter) ?? []) {
    // How far it had come a round before limits nothing.
    const isEarlier = values.kind[other] === ValueKind.Older && values.a[other] === counter;
    if (bound >= MEANT_BOUND || isEarlier) continue;
    // What was put into memory on several ways is summed up there, as often as not.
    const isSum = values.kind[unconverted(values, other)] === ValueKind.JoinMemory;
    const taint = isSum ? null : arrivedNumber(context, other);
    if (taint === null || isChecked(state, other, 6) || most < upper(state, other) + bound) return null;
    limit = taint;
  }
  return limit;
}

/** The source of v if v is a number as it came in from outside, at most converted; null otherwise. */
function arrivedNumber(context: Context, v: Value): Taint | null {
  const { values } = context.state;
  const at = unconverted(values, v);
  const k = values.kind[at];
  // Bits that are put together from parts reach as far as their parts do.
  const isAssembled = k === ValueKind.Xor || k === ValueKind.Or;
  if (!values.isSymbol(at) && !isAssembled) return null;
  // What is summed up round by round came in bit by bit.
  if (values.abbreviations.has(k === ValueKind.Older ? values.a[at] : at) || isCounter(context, at))
    return null;
  const taint = values.taintOf(at);
  // A random number is drawn as an integer, and brought into a range as a fraction.
  const isFraction = taint?.source === "random" && values.type[at]?.kind === TypeKind.Float;
  return isFraction ? null : taint;
}

/** Whether v is what a variable has come to in the rounds of a loop. */
function isCounter(context: Context, v: Value): boolean {
  const { values } = context.state;
  const met = values.kind[v] === ValueKind.Older ? values.a[v] : v;
  const isJoin = values.kind[met] === ValueKind.JoinMemory || values.kind[met] === ValueKind.JoinRegister;
  return isJoin && context.isLoopHead(values.meetingBlock(met));
}

function unconverted(values: Values, v: Value): Value {
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  return at;
}

/** Whether a number is made from a parameter of a function that others can call, or from the length of a text it is given. */
export function comesFromCaller(context: Context, v: Value): boolean {
  // Who calls a function of this file only is known here, and may well have looked.
  if (context.function.isStatic) return false;
  const { values } = context.state;
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  for (const s of symbols) {
    if (values.kind[s] === ValueKind.Initial) return true;
    if (values.kind[s] !== ValueKind.Length) continue;
    const region = values.regionOf(values.a[s]);
    if (
      region !== -1 &&
      values.regionKind[region] === RegionKind.Pointee &&
      values.kind[values.regionOwner[region]] === ValueKind.Initial
    )
      return true;
  }
  return false;
}

/** The parameter that v is, as the caller passed it; undefined if it is none. */
export function givenParameter({ function: fn, state: { values } }: Context, v: Value): number | undefined {
  let at = v;
  while (at > UNINITIALISED && values.kind[at] === ValueKind.Convert) at = values.a[at];
  if (at <= UNINITIALISED || values.kind[at] !== ValueKind.Initial) return undefined;
  const param = fn.variables[values.a[at]]?.param ?? -1;
  return param < 0 ? undefined : param;
}

/** Whether a length is computed from nothing but parameters of a function that others can call, and no comparison limits it. */
export function isGivenLength(context: Context, v: Value): boolean {
  const { state } = context;
  const { values } = state;
  if (context.function.isStatic || state.doubtful || v <= UNINITIALISED || values.isConstant(v)) return false;
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  if (symbols.size === 0) return false;
  for (const s of symbols)
    if (values.kind[s] !== ValueKind.Initial || values.type[s]?.kind !== TypeKind.Int) return false;
  return !isChecked(state, v, 6) && !isAskedFor(state, symbols) && !isOfPowers(values, v, 6);
}

/** Whether a number is made of powers whose exponents are given: whoever passes an exponent passes one of a few. */
function isOfPowers(values: Values, v: Value, depth: number): boolean {
  const k = values.kind[v];
  if (depth === 0 || k <= ValueKind.Older || k === ValueKind.Address) return false;
  if (k === ValueKind.ShiftLeft) return values.isConstant(values.a[v]) && !values.isConstant(values.b[v]);
  if (isOfPowers(values, values.a[v], depth - 1)) return true;
  return k !== ValueKind.Convert && k !== ValueKind.Complement && isOfPowers(values, values.b[v], depth - 1);
}

/** Whether there is more in v than the numbers. */
function mentionsOther(values: Values, v: Value, numbers: ReadonlySet<Value>): boolean {
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  for (const s of symbols) if (!numbers.has(s)) return true;
  return false;
}

/** Whether a question is whether two numbers that the caller gave are equal: that limits neither. */
function isEqualityOfGiven(values: Values, question: Value): boolean {
  const k = values.kind[question];
  if (k !== ValueKind.Equal && k !== ValueKind.NotEqual) return false;
  const symbols = new Set<Value>();
  values.collectSymbols(question, symbols);
  for (const s of symbols) if (values.kind[s] !== ValueKind.Initial) return false;
  return true;
}

/**
 * Whether a condition on this path compared one of the numbers with another, or with what another leaves of a constant;
 * those with constants alone are its bounds.
 */
export function isAskedFor(state: State, numbers: ReadonlySet<Value>): boolean {
  const { values } = state;
  for (const question of state.allDecisions.keys()) {
    if (
      values.isComparison(question) &&
      (values.isConstant(values.a[question]) || values.isConstant(values.b[question])) &&
      !mentionsOther(values, question, numbers)
    )
      continue;
    if (isEqualityOfGiven(values, question)) continue;
    for (const n of numbers)
      if (values.mentions(question, n) || values.mentions(question, values.timeless(n))) return true;
  }
  return false;
}
