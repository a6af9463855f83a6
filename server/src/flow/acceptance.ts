/**
 * Texts from outside that the program compares with those it expects: on the paths where the answer is that they are
 * one of them, they are as good as fixed by the program. What a question looks like, models say.
 */
import type { IrFunction } from "../ir/ir";
import type { FunctionModel, SinkKind } from "../models/model";
import { TypeKind } from "../semantics/types";
import type { Call } from "./events";
import type { Interpreter } from "./interpreter";
import { taintOfText } from "./memory";
import { lower, nullness, upper } from "./numbers";
import { factsWith, NO_FACTS, type State, Termination } from "./state";
import { type Region, RegionKind, type Taint, UNINITIALISED, type Value, ValueKind } from "./values";

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

/** Sinks for which what a text is put together from matters, wherever that comes from. */
const BUILT_SINKS: ReadonlySet<SinkKind> = new Set<SinkKind>(["sql", "command", "ldap", "xpath"]);

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
    const taint = taintOfText(states[0], v);
    if (taint === null && !machine.buildsTexts) continue;
    const region = textRegion(machine, v);
    if (taint === null && (region === -1 || machine.isConstantText(v))) continue;
    if (by === "asked" || (by === "listed" && isFixed(machine, states[0], call.args[0]))) {
      if (taint !== null) machine.values.examined.add(taint.site);
      else if (machine.values.regionKind[region] !== RegionKind.Variable)
        machine.values.examinedTexts.add(region);
    }
    if (result === -1 || by === "asked" || by === "listed") continue;
    if ((by === "equal" || by === "same") && !isComparedWithFixed(machine, states[0], call, param)) continue;
    if (by === "absent" && !isSeparator(machine, call, param)) continue;
    const accepted = by === "nonzero" || by === "same" ? "nonzero" : by === "absent" ? "null" : "zero";
    const { version } = region === -1 ? NO_FACTS : states[0].factsOf(region);
    if (!questions.some((q) => q.result === result && q.taint === taint && q.region === region))
      questions.push({ result, accepted, taint, region, version });
  }
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

/** Whether something in a function takes offence at texts that were put together, wherever the parts come from. */
export function takesBuiltTexts(fn: IrFunction, model: (name: string) => FunctionModel | undefined): boolean {
  return fn.blocks.some((block) =>
    block.instructions.some(({ callee }) =>
      (callee?.summary ?? model(callee?.name ?? ""))?.sinks.some(({ kind }) => BUILT_SINKS.has(kind)),
    ),
  );
}

/** The object that holds the text at v, or the text of which v is a character. */
function textRegion({ values }: Interpreter, v: Value): Region {
  let s = v;
  while (values.kind[s] === ValueKind.Convert) s = values.a[s];
  const isCharacter = values.kind[s] === ValueKind.Content && values.type[s]?.kind === TypeKind.Int;
  return values.regionOf(isCharacter ? values.a[s] : s);
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

/** Whether all other texts of the comparison are fixed by the program. */
function isComparedWithFixed(machine: Interpreter, state: State, call: Call, param: number): boolean {
  const { accepts } = call.model ?? { accepts: [] };
  return accepts.every(({ param: other }) => {
    if (other === param) return true;
    return isFixed(machine, state, call.args[other]);
  });
}

function isFixed(machine: Interpreter, state: State, v: Value | undefined): boolean {
  if (v === undefined || v === UNINITIALISED) return false;
  if (machine.isConstantText(v)) return true;
  const { values } = machine;
  const region = values.regionOf(v);
  if (region === -1) return false;
  const root = values.rootRegion(region);
  const isOwn =
    values.regionKind[root] === RegionKind.Variable || values.regionKind[root] === RegionKind.Global;
  return state.factsOf(region).constant || (isOwn && values.regionType[root]?.isConst === true);
}

/** Whether what is looked for, in the argument behind the text, is a character that separates: no letter and no space. */
function isSeparator(machine: Interpreter, call: Call, param: number): boolean {
  const v = call.args[param + 1];
  if (v === undefined || v === UNINITIALISED) return false;
  const { values } = machine;
  const text = values.isConstant(v) ? String.fromCharCode(values.number[v]) : (machine.literalText(v) ?? "");
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const isLetter = (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
    if (c > 32 && !isLetter) return true;
  }
  return false;
}
