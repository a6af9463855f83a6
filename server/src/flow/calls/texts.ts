/** How texts are put together by calls: what of them is fixed, harmless, or from outside. */
import { type FunctionModel, RETURN } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { isTextExamined } from "../characters";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { textChanged } from "../memory";
import {
  isBare,
  NEEDS_QUOTES,
  NO_QUOTES,
  type Quotes,
  quotesBehind,
  textOfLiteral,
  UNKNOWN_QUOTES,
} from "../quotes";
import type { Site } from "../site";
import { type BuiltText, NO_FACTS, type State } from "../state";
import { isFromTable, outsideOf, taintOfText } from "../taint";
import { type Region, RegionKind, type Taint, UNINITIALISED, type Value, ValueKind } from "../values";

/**
 * Whether nothing is known that limits the text at v: it comes from a parameter, from outside or was put together here.
 * Texts from tables of the program and those that libraries keep (`strerror`) are short by design.
 */
export function isOpenEnded(machine: Interpreter, state: State, v: Value | undefined): boolean {
  if (v === undefined || v === UNINITIALISED) return false;
  const { values } = machine;
  const region = values.regionOf(v);
  if (region === -1) return false;
  if (outsideOf(state, region) !== null || values.taintOf(v) !== null) return true;
  const root = values.rootRegion(region);
  const f = state.factsOf(root);
  if (f.constant) return false;
  if (f.text !== null || f.family !== "") return true;
  const kind = values.regionKind[root];
  if (kind === RegionKind.Variable || kind === RegionKind.Characters) return true;
  if (kind !== RegionKind.Pointee) return false;
  return comesFromParameter(machine, values.regionOwner[root]);
}

function comesFromParameter(machine: Interpreter, v: Value): boolean {
  const { values } = machine;
  for (let s = v; ; ) {
    const k = values.kind[s];
    if (k === ValueKind.Initial) return true;
    if (k !== ValueKind.Content) return false;
    const holder = values.regionOf(values.a[s]);
    if (holder === -1) return false;
    const root = values.rootRegion(holder);
    if (values.regionKind[root] === RegionKind.Variable) return true;
    if (values.regionKind[root] !== RegionKind.Pointee) return false;
    s = values.regionOwner[root];
  }
}

/** Whether a text can carry nothing that changes the meaning of what it becomes part of. */
export function isHarmless(machine: Interpreter, state: State, v: Value): boolean {
  if (machine.isConstantText(v) || isFromTable(machine.values, v)) return true;
  const region = machine.values.regionOf(v);
  if (region === -1) return false;
  const f = state.factsOf(region);
  if (f.constant || f.text?.harmless === true || isTextExamined(machine.values, region)) return true;
  const taint = outsideOf(state, region) ?? machine.values.taintOf(v);
  return taint !== null && machine.values.examined.has(taint.site);
}

/** Whether v is a number that is written as digits, and so carries nothing: no pointer and no character. */
function isNumber({ values }: Interpreter, v: Value): boolean {
  const type = v === UNINITIALISED ? null : values.type[v];
  return type?.kind === TypeKind.Float || (type?.kind === TypeKind.Int && type.size !== 1);
}

export const NO_LEAD = { lead: "" };

/** What is known of a text that is a copy of a literal; null if v is none. */
export function fixedText(machine: Interpreter, v: Value, site: Site): BuiltText | null {
  const lead = machine.literalText(v);
  return lead === undefined ? null : textOfLiteral(lead, site);
}

/** A text of which no part is from elsewhere. */
export function ownText(site: Site): BuiltText {
  return { site, part: site, harmless: true, lead: "", quotes: NO_QUOTES };
}

/** What is known of how the text at v was put together. */
export function knownText(machine: Interpreter, state: State, v: Value, site: Site): BuiltText | null {
  const region = machine.values.regionOf(v);
  return fixedText(machine, v, site) ?? (region === -1 ? null : state.factsOf(region).text);
}

/** Text of parameter `from` becomes part of the object at parameter `to`. */
export function flowText(machine: Interpreter, state: State, call: Call, from: number, to: number): void {
  if (to < 0) return;
  const target = call.args[to];
  const source = call.args[from];
  if (target === undefined || source === undefined) return;
  const region = machine.values.regionOf(target);
  if (region === -1) return;
  const before = state.factsOf(region);
  const site = call.instruction;
  const part = textOf(machine, state, call, from);
  textChanged(state, region, machine.epoch);
  const isNew = call.callee.kind === "constructor";
  const isObject = isNew || machine.values.regionKind[region] === RegionKind.Variable;
  // An object that is made or assigned holds that text alone.
  const isWhole = isNew || call.callee.name.endsWith("operator=") || call.callee.name.endsWith("::assign");
  // What is put together from constant parts only is as harmless as they are; behind what a caller gave, none begins it.
  const fixed = fixedText(machine, source, site);
  const isBehind = isGiven(machine, region) && !isWhole;
  const harmless = isBehind || fixed === null ? (isObject ? ownText(site) : null) : fixed;
  const added = part === null ? null : { ...part.text, lead: before.text?.lead || part.text.lead };
  const text = before.text?.harmless === false ? before.text : (added ?? before.text ?? harmless);
  const piece = knownText(machine, state, source, site);
  const end = isWhole ? NO_QUOTES : (before.text?.quotes ?? (isObject ? NO_QUOTES : UNKNOWN_QUOTES));
  const isVaried = isBare(end, piece) && !isWhole;
  const quotes = isWhole ? (piece?.quotes ?? UNKNOWN_QUOTES) : numberOr(machine, source, end, piece);
  state.updateFacts(region, {
    text: text === null ? null : { ...text, harmless: text.harmless && !isVaried, quotes },
    outside: part?.outside ?? before.outside,
  });
  // `m[key] = text`
  const holder = part?.outside == null ? undefined : machine.values.holders.get(region);
  if (holder !== undefined)
    state.updateFacts(holder, { text: part?.text ?? null, outside: part?.outside ?? null });
}

/** Whether a region is a parameter that the caller filled. */
function isGiven({ fn, values }: Interpreter, region: Region): boolean {
  return (
    values.regionKind[region] === RegionKind.Variable && fn.variables[values.regionOwner[region]].param >= 0
  );
}

export function resultText(
  machine: Interpreter,
  state: State,
  call: Call,
  model: FunctionModel,
  v: Value,
): void {
  const { values } = machine;
  const region: Region = values.pointee(v);
  const site = call.instruction;
  let text = ownText(site);
  let quotes: Quotes | null = null;
  let outside: Taint | null = null;
  let lead: string | null = null;
  for (const flow of model.flows) {
    if (flow.to !== RETURN) continue;
    const last = flow.from < model.params.length ? flow.from : call.args.length - 1;
    for (let i = flow.from; i <= last; i++) {
      const source = call.args[i];
      if (source === undefined) continue;
      values.taint[v] ??= taintOfText(state, source) ?? goesOn(machine, call, model, i);
      const taint = values.taint[v];
      if (taint !== null && model.retains.includes(i)) machine.handed.set(call.callee.name, taint);
      const part = textOf(machine, state, call, i);
      lead ??= machine.literalText(source) ?? leadOf(state, source);
      const piece = knownText(machine, state, source, site);
      if (quotes !== null && isBare(quotes, piece) && text.harmless)
        text = { ...text, part: machine.argumentSite(call, i), harmless: false };
      quotes = quotes === null ? (piece?.quotes ?? UNKNOWN_QUOTES) : numberOr(machine, source, quotes, piece);
      if (part === null) continue;
      if (text.harmless) text = part.text;
      outside ??= part.outside;
    }
  }
  state.updateFacts(region, {
    text: { ...text, lead: lead ?? "", quotes: quotes ?? NO_QUOTES },
    outside,
    version: machine.epoch,
  });
}

/** `strtok(NULL, ...)` goes on with the text that it was handed before. */
function goesOn(machine: Interpreter, call: Call, model: FunctionModel, i: number): Taint | null {
  if (call.args[i] !== machine.values.zero || !model.retains.includes(i)) return null;
  return machine.handed.get(call.callee.name) ?? null;
}

/** Where the end of a text stands when an argument follows; numbers leave it as it is. */
function numberOr(machine: Interpreter, v: Value, before: Quotes, piece: BuiltText | null): Quotes {
  return isNumber(machine, v) ? before : quotesBehind(before, piece);
}

/** What was escaped is harmless, or so where quotes stand around it. */
export function escapeTexts(machine: Interpreter, state: State, call: Call, model: FunctionModel): void {
  const { dst } = call.instruction;
  for (const { kind, to } of model.escapes) {
    const v = to !== RETURN ? call.args[to] : dst === -1 ? undefined : machine.registerOf(state, dst);
    if (v === undefined || v === UNINITIALISED) continue;
    const region = to === RETURN ? machine.values.pointee(v) : machine.values.regionOf(v);
    if (region === -1) continue;
    const quotes = kind === "between-quotes" ? NEEDS_QUOTES : NO_QUOTES;
    state.updateFacts(region, { text: { ...ownText(call.instruction), quotes }, outside: null });
  }
}

function leadOf(state: State, v: Value): string {
  const region = state.values.regionOf(v);
  return region === -1 ? "" : (state.factsOf(region).text?.lead ?? "");
}

/** What a text that is an argument brings into another one; null for nothing that could change its meaning. */
export function textOf(machine: Interpreter, state: State, call: Call, param: number) {
  const v = call.args[param];
  if (v === undefined || isNumber(machine, v) || isHarmless(machine, state, v)) return null;
  const region = machine.values.regionOf(v);
  const f = region === -1 ? NO_FACTS : state.factsOf(region);
  const part = machine.argumentSite(call, param);
  return {
    text: f.text ?? { site: call.instruction, part, harmless: false, lead: "", quotes: UNKNOWN_QUOTES },
    outside: taintOfText(state, v),
  };
}
