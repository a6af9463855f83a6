/**
 * Messages that are read as if they had come whole: a call says how much it brought, and the code that follows takes a
 * record or bytes at fixed places from the buffer without a look at that number, other than at its sign.
 */
import type { Facts } from "../../findings";
import type { Access, Context, Listener } from "../../flow/events";
import { lower } from "../../flow/numbers";
import type { State } from "../../flow/state";
import { outsideOf } from "../../flow/taint";
import {
  type Region,
  RegionKind,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import type { Variable } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import { quoted } from "../wording";
import { isTalk } from "./message-length";
import { sourceName, taintSteps } from "./origin";

export const truncatedMessage: Listener = {
  access(event, context) {
    if (event.write || event.upTo || event.size <= UNINITIALISED || context.state.doubtful) return;
    const arrival = arrivalAt(event, context);
    if (arrival !== undefined && isUnasked(context, arrival)) report(event, context, arrival);
  },

  call({ model, args, name }, { notes, state: { values } }) {
    // The house's own functions that are told how much came may well compare it; those of libraries are declared in full.
    if ((model !== undefined && model.returnType !== "") || isTalk(name)) return;
    for (const arg of args)
      if (arg > UNINITIALISED && !values.isConstant(arg))
        for (const count of symbolsOf(values, arg))
          notes.set(`told of ${count}`, { site: { start: 0, end: 0 }, text: name });
  },
};

interface Arrival {
  readonly region: Region;
  /** How far the data reaches, and how far this access: bytes from the region's start. */
  readonly reach: Value;
  readonly need: number;
  /** Where the object that is read from begins: what holds the member, if it is one. */
  readonly from: number;
}

/** What came in last where an access reads, if it reads bytes at a fixed place that need not have come. */
function arrivalAt(event: Access, context: Context): Arrival | undefined {
  const { address, size } = event;
  const { state } = context;
  const { values } = state;
  if (!values.isConstant(size)) return undefined;
  let end = values.number[size];
  let at = address;
  for (let region = values.regionOf(at); region !== -1; region = values.regionOf(at)) {
    const offset = values.offsetOf(at);
    if (!values.isConstant(offset)) return undefined;
    const from = values.number[offset];
    end += from;
    const reach = state.factsOf(region).arrived;
    if (reach !== -1) {
      // Whether anything came at all is a question of its own, which each call's result has to be asked.
      const isMissing = end > 1 && lower(state, reach) < end;
      return isMissing && !isWholeObject(context, event) ? { region, reach, need: end, from } : undefined;
    }
    // What was written here since is not what came.
    if (values.regionKind[region] !== RegionKind.Field || state.contents.has(region)) return undefined;
    const inRecord = context.fieldOffset(region);
    if (inRecord < 0) return undefined;
    end += inRecord;
    at = values.regionOwner[region];
  }
  return undefined;
}

/** Whether an object is copied as it is, all that there is room for, filled or not: nothing is taken from it yet. */
function isWholeObject(context: Context, { call, address, size }: Access): boolean {
  if (context.room(address) !== size) return false;
  const { values } = context.state;
  const isRecord = (v: Value | undefined) =>
    v !== undefined && values.regionType[values.regionOf(v)]?.kind === TypeKind.Record;
  if (call === null) return isRecord(address);
  const copy = call.model?.writes.find((w) => w.content === "copy" && call.args[w.from] === address);
  return copy === undefined || !isRecord(call.args[copy.param]);
}

/** Whether nothing on this path asks more of how much came than whether anything did. */
function isUnasked({ state, notes }: Context, { reach }: Arrival): boolean {
  const { values } = state;
  const counts = symbolsOf(values, reach);
  if (counts.size === 0) return false;
  for (const count of counts) {
    if (notes.has(`told of ${count}`)) return false;
    for (const question of state.allDecisions.keys())
      if (values.mentions(question, count) && !isAboutSign(values, question)) return false;
  }
  return true;
}

function symbolsOf(values: Values, v: Value): Set<Value> {
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  return symbols;
}

/** Whether a question tells only failure, nothing and something apart: `n < 0`, `n == -1`, `n > 0`, `n >= 1`, `n`. */
function isAboutSign(values: Values, question: Value): boolean {
  const { a: left, b: right, kind } = values;
  const isComparison = values.isComparison(question);
  const isRight = isComparison && !values.isConstant(left[question]);
  const side = isComparison ? (isRight ? right : left)[question] : values.zero;
  if (!values.isConstant(side)) return false;
  let n = values.number[side];
  let other = isComparison ? (isRight ? left : right)[question] : question;
  // `n - 1 != 0` asks whether it is 1.
  for (; kind[other] === ValueKind.Offset || kind[other] === ValueKind.Convert; other = left[other])
    if (kind[other] === ValueKind.Offset) n -= values.addend(other);
  const k = kind[question];
  if (k !== ValueKind.Less && k !== ValueKind.LessEqual) return n === 0 || n === -1;
  // The number from which on the answer is another one.
  const above = (k === ValueKind.Less) === isRight ? n : n + 1;
  return above === 0 || above === 1;
}

function report(event: Access, context: Context, arrival: Arrival): void {
  const { state, notes } = context;
  const { region, reach, need } = arrival;
  const taint = outsideOf(state, region);
  if (taint === null) return;
  const key = `truncated ${taint.site.start}`;
  if (notes.has(key)) return;
  notes.set(key, { site: event.site, text: "" });
  const what =
    event.call === null
      ? quoted(context.text(event.site))
      : quoted(context.argument(event.call, event.param));
  context.report({
    rule: "truncated-message",
    site: event.site,
    message: `${what} takes for granted that ${need} bytes came from ${sourceName(taint)}: there may be ${fewest(state, reach)}, and then it is what the memory held before.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    facts: {
      ...countFacts(event, context, arrival),
      receiveStart: taint.site.start,
      receiveEnd: taint.site.end,
    },
    origin: { source: taint.source, isJoined: false },
  });
}

/**
 * For the fix: `need`, what the count has to be at least; `countStart` and `countEnd`, the name of a variable where it
 * is declared that holds the count; of a count in bytes also `from`, where the object that is read begins, and for a
 * call that copies `size`, its argument for the number of bytes.
 */
function countFacts({ call, size }: Access, context: Context, { reach, need, from }: Arrival): Facts {
  const { values } = context.state;
  const before = values.addend(reach);
  const scaled = values.base(reach);
  const unit = values.kind[scaled] === ValueKind.Scale ? values.number[values.b[scaled]] : 1;
  const holder = holderOf(context, unconverted(values, unit === 1 ? scaled : values.a[scaled]));
  const argument = call === null ? -1 : call.args.indexOf(size);
  return {
    need: Math.ceil((need - before) / unit),
    ...(unit === 1 ? { from: from - before } : {}),
    ...(unit === 1 && call !== null && argument !== -1 ? { size: context.argument(call, argument) } : {}),
    ...(holder === undefined ? {} : { countStart: holder.start, countEnd: holder.end }),
  };
}

/** The function's own variable that holds a number, in whatever type. */
function holderOf(context: Context, count: Value): Variable | undefined {
  const { state } = context;
  return context.function.variables.find(
    (variable, i) =>
      !variable.memory &&
      context.isOwnCode(variable) &&
      unconverted(state.values, state.register(i)) === count,
  );
}

function unconverted({ kind, a }: Values, v: Value): Value {
  let s = v;
  while (kind[s] === ValueKind.Convert) s = a[s];
  return s;
}

function fewest(state: State, reach: Value): string {
  const least = lower(state, reach);
  return least <= 0 ? "none" : least === 1 ? "one" : `${least}`;
}
