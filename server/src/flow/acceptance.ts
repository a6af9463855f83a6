/**
 * Texts from outside that the program compares with those it expects: on the paths where the answer is that they are
 * one of them, they are as good as fixed by the program. What a question looks like, models say.
 */
import type { IrFunction } from "../ir/ir";
import type { Acceptance, FunctionModel, SinkKind } from "../models/model";
import { type Concern, concernOfSet, examine, examineText, taintOfCharacter, textRegion } from "./characters";
import type { Call } from "./events";
import type { Interpreter } from "./interpreter";
import { lower, nullness, upper } from "./numbers";
import { factsWith, NO_FACTS, type State, Termination } from "./state";
import { isFromTable, taintOfText } from "./taint";
import { type Region, RegionKind, type Taint, UNINITIALISED, type Value } from "./values";

/** A question about a text from outside that was asked by a call, and what its result has to be. */
export interface Question {
  readonly result: Value;
  /** `nothing`: by a result of 0 or less the call that reads says that it has written nothing. */
  readonly accepted: "zero" | "nonzero" | "null" | "nothing";
  /** The outside data that the text is from; null if nobody knows where it comes from. */
  readonly taint: Taint | null;
  /** Where the text lies, and its version. */
  readonly region: Region;
  readonly version: number;
}

/** Sinks for which it matters what is asked of a text, wherever that comes from: callers may hand it over. */
const TEXT_SINKS: ReadonlySet<SinkKind> = new Set<SinkKind>([
  "sql",
  "command",
  "ldap",
  "xpath",
  "path",
  "library",
  "setting",
  "regex",
  "log",
]);

/** Notes what a call asks about texts from outside; what is accepted by being asked is so from here on. */
export function askTexts(
  machine: Interpreter,
  states: readonly State[],
  call: Call,
  model: FunctionModel,
): void {
  const { questions } = machine;
  const result = call.instruction.dst === -1 ? -1 : machine.registerOf(states[0], call.instruction.dst);
  for (const { param, by } of model.accepts) {
    const v = call.args[param];
    if (v === undefined || v === UNINITIALISED) continue;
    const taint = taintOfText(states[0], v) ?? taintOfCharacter(states[0], v);
    if (taint === null && !machine.interpretsTexts) continue;
    const place = textRegion(machine.values, v);
    // The characters of a string object are parts of it.
    const inside = place === -1 ? -1 : states[0].factsOf(place).inside;
    const region = inside === -1 ? place : inside;
    if (taint === null && (region === -1 || machine.isConstantText(v))) continue;
    askAboutFolder(states[0], v);
    const concern = concernOf(machine, states[0], call, param, by);
    if (concern !== null) {
      if (taint !== null) examine(machine.values, taint, concern);
      else examineText(machine.values, region, concern);
    }
    if (by === "numbered") noteEnd(machine, call, param, taint);
    if (result === -1 || BY_ASKING.has(by)) continue;
    if ((by === "equal" || by === "same") && !isComparedWithFixed(machine, states[0], call, param)) continue;
    const isAbsence = by === "absent" || by === "cut";
    if (isAbsence && !isSeparator(machine, call, param)) continue;
    const accepted = by === "nonzero" || by === "same" ? "nonzero" : isAbsence ? "null" : "zero";
    const { version } = region === -1 ? NO_FACTS : states[0].factsOf(region);
    if (!questions.some((q) => q.result === result && q.taint === taint && q.region === region))
      questions.push({ result, accepted, taint, region, version });
  }
}

/** Whoever looks at a full name asks which folder it lies in. */
export function askAboutFolder(state: State, v: Value): void {
  const taint = taintOfText(state, v);
  if (taint?.isResolved) examine(state.values, taint, "name");
}

/** Questions whose answers nobody waits for: code that asks them does not ask in vain. */
const BY_ASKING: ReadonlySet<Acceptance> = new Set<Acceptance>([
  "asked",
  "printed",
  "signed",
  "listed",
  "spanned",
  "searched",
  "numbered",
]);

/** What being asked is enough for. */
function concernOf(
  machine: Interpreter,
  state: State,
  call: Call,
  param: number,
  by: Acceptance,
): Concern | null {
  switch (by) {
    case "asked":
      return "all";
    case "printed":
      return "line";
    case "signed":
      return "origin";
    case "listed":
      return isFixed(machine, state, call.args[0]) ? "all" : null;
    case "spanned":
      return isAlphabet(machine, call, param) ? "all" : null;
    case "searched":
      return concernOfSet(textBehind(machine, call, param) ?? "");
    case "cut":
      return isSeparator(machine, call, param, /[/\\]/) ? "name" : null;
    default:
      return null;
  }
}

/** Whether the argument behind the text may be a set of letters or digits, and not just of what separates words. */
function isAlphabet(machine: Interpreter, call: Call, param: number): boolean {
  const set = textBehind(machine, call, param);
  return set === undefined || /[0-9A-Za-z]/.test(set);
}

/** Notes which variable holds the end of the number that a call reads from a text: the argument behind that. */
function noteEnd({ values }: Interpreter, call: Call, param: number, taint: Taint | null): void {
  const end = call.args[param + 1];
  const region = end === undefined || end <= UNINITIALISED ? -1 : values.regionOf(end);
  if (region === -1) return;
  if (taint === null) values.numberEnds.delete(region);
  else values.numberEnds.set(region, taint);
}

/** Notes that the result of a call that reads raw bytes tells whether it has written any: 0 or -1 if not. */
export function askArrival(machine: Interpreter, state: State, call: Call, model: FunctionModel): void {
  const { dst } = call.instruction;
  const least = model.returnsRange?.min;
  if (dst === -1 || least?.kind !== "constant" || least.value !== -1) return;
  const write = model.writes.find((w) => w.upTo && w.content === "outside" && w.terminates === "no");
  const region = write === undefined ? -1 : machine.values.regionOf(call.args[write.param]);
  const taint = region === -1 ? null : state.factsOf(region).outside;
  if (taint === null || taint.site !== call.instruction) return;
  const { questions } = machine;
  const result = machine.registerOf(state, dst);
  if (!questions.some((q) => q.result === result && q.taint?.site === taint.site))
    questions.push({ result, accepted: "nothing", taint, region, version: state.factsOf(region).version });
}

/** Whether something in a function interprets texts, wherever they come from. */
export function interpretsTexts(fn: IrFunction, model: (name: string) => FunctionModel | undefined): boolean {
  return fn.blocks.some((block) =>
    block.instructions.some(({ callee }) =>
      (callee?.summary ?? model(callee?.name ?? ""))?.sinks.some(({ kind }) => TEXT_SINKS.has(kind)),
    ),
  );
}

/** Applies the answers that a state's path has got. Cheap where nothing was asked. */
export function acceptTexts(state: State, questions: readonly Question[]): void {
  for (const { result, accepted, taint, region, version } of questions) {
    if (accepted === "nothing") {
      if (taint !== null && upper(state, result) <= 0) keepOld(state, taint);
      continue;
    }
    const isZero = lower(state, result) === 0 && upper(state, result) === 0;
    const isAccepted =
      accepted === "zero"
        ? isZero
        : accepted === "null"
          ? isZero || nullness(state, result) === 1
          : lower(state, result) > 0 || upper(state, result) < 0 || nullness(state, result) === 0;
    if (!isAccepted) continue;
    if (taint !== null) acceptAll(state, taint);
    else if (state.factsOf(region).version === version)
      state.updateFacts(region, { constant: true, text: null });
  }
}

/** Nothing was written on this path: whether the text ends is as unknown as it was before. */
function keepOld(state: State, { site }: Taint): void {
  for (const [region, f] of state.allFacts)
    if (f.terminationSite === site)
      state.setFacts(region, factsWith(f, { termination: Termination.Unknown, terminationSite: null }));
}

/** All texts of this path that are made from the data count as fixed from here on. */
function acceptAll(state: State, taint: Taint): void {
  for (const [region, f] of state.allFacts)
    if (f.outside !== null && f.outside.site === taint.site)
      state.setFacts(region, factsWith(f, { outside: null, constant: true, text: null }));
}

/** Whether all other texts of the comparison are fixed by the program, and compared to their ends. */
function isComparedWithFixed(machine: Interpreter, state: State, call: Call, param: number): boolean {
  const { accepts, params } = call.model ?? { accepts: [], params: [] };
  const limit = params.length > 2 ? call.args[2] : undefined;
  return accepts.every(({ param: other }) => {
    if (other === param) return true;
    return isFixed(machine, state, call.args[other]) && isWhole(machine, state, call.args[other], limit);
  });
}

/** Whether a comparison of at most `limit` characters reaches the end of a text: `strncmp(verb, "stop", 5)`. */
function isWhole(machine: Interpreter, state: State, text: Value, limit: Value | undefined): boolean {
  if (limit === undefined) return true;
  const whole = machine.literalText(text);
  return whole !== undefined && limit !== UNINITIALISED && lower(state, limit) > whole.length;
}

function isFixed(machine: Interpreter, state: State, v: Value | undefined): boolean {
  if (v === undefined || v === UNINITIALISED) return false;
  const { values } = machine;
  if (machine.isConstantText(v) || isFromTable(values, v)) return true;
  const place = values.regionOf(v);
  if (place === -1) return false;
  // What an iterator goes through, or an element of it.
  const inside = state.factsOf(place).inside;
  const region = inside === -1 ? (values.holders.get(place) ?? place) : inside;
  const root = values.rootRegion(region);
  const isOwn =
    values.regionKind[root] === RegionKind.Variable || values.regionKind[root] === RegionKind.Global;
  return state.factsOf(region).constant || (isOwn && values.regionType[root]?.isConst === true);
}

/** Whether what is looked for, in the argument behind the text, is a character that separates: no letter and no space. */
function isSeparator(
  machine: Interpreter,
  call: Call,
  param: number,
  which = /[!-/:-@[-`{-\uffff]/,
): boolean {
  return which.test(textBehind(machine, call, param) ?? "");
}

/** The text or character that is the argument behind `param`, if it is fixed. */
function textBehind(machine: Interpreter, call: Call, param: number): string | undefined {
  const v = call.args[param + 1];
  if (v === undefined || v === UNINITIALISED) return "";
  const { values } = machine;
  return values.isConstant(v) ? String.fromCharCode(values.number[v]) : machine.literalText(v);
}
