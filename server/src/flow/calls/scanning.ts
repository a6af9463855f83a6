/** What a scanf call stores, and what it may leave without a value. */
import type { FormatEffect } from "../../models/model";
import type { Call } from "../events";
import { type Directive, parseFormat, storedSize } from "../format";
import type { Interpreter } from "../interpreter";
import { forgetText } from "../memory";
import { Fill, type State, Termination } from "../state";
import { outsideOf } from "../taint";
import type { Value } from "../values";

/** A state after some of the conversions, and what scanf answers then. */
interface Partial {
  readonly state: State;
  readonly least: number;
  readonly most: number;
}

/**
 * scanf stores through its pointers; what it stores comes from outside, or from the text that sscanf is given. Gives
 * the states in which the text ended early, with their least and greatest results, if then something stays without a value
 * that the result tells of.
 */
export function scanInto(
  machine: Interpreter,
  state: State,
  call: Call,
  { param, first }: FormatEffect,
): readonly Partial[] {
  const { values } = machine;
  const text = call.model?.reads[0];
  const origin =
    text === undefined ? null : outsideOf(state, values.regionOf(call.args[text.param] ?? values.zero));
  const direct = call.model?.sources[0];
  const outside = direct === undefined ? origin : { source: direct.kind, site: call.instruction };
  const early = endsEarly(machine, state, call, first) ? state.fork() : null;
  const stored = (after: State, i: number) => {
    const region = values.regionOf(call.args[i]);
    if (region === -1) return;
    machine.ages.retireContents(after, machine.epoch);
    after.refill(region, Fill.Unknown, machine.epoch);
    forgetText(after, region, machine.epoch);
    after.updateFacts(region, { outside, termination: Termination.Terminated });
  };
  const directives = conversions(machine, call.args[param]);
  const count = directives.filter(({ conversion }) => conversion !== "n").length;
  for (const [i, directive] of directives.entries()) tellStore(machine, state, call, first + i, directive);
  for (let i = first; i < call.args.length; i++) stored(state, i);
  if (early === null || count < 2) return [];
  const partials: Partial[] = [];
  let most = count - 1;
  for (const least of cuts(machine, count)) {
    const after = early.fork();
    for (let i = 0; i < least; i++) stored(after, first + i);
    partials.push({ state: after, least, most });
    most = least - 1;
  }
  stored(early, first);
  partials.push({ state: early, least: -1, most });
  return partials;
}

/** So many results are told apart. */
const MAX_CUTS = 3;

/**
 * From which results on more is stored than below, greatest first: the one that says that only the last conversion is
 * missing, and those that the function may ask about.
 */
function cuts(machine: Interpreter, count: number): readonly number[] {
  const asked = machine.thresholds.flatMap((n) => [n, n + 1]).filter((n) => n > 1 && n < count - 1);
  const last = count > 2 ? [count - 1] : [];
  return [...new Set([...last, ...asked.sort((a, b) => b - a)])].slice(0, MAX_CUTS);
}

/** Whether scanf's result is looked at, and one of its targets but the first has no value yet. */
function endsEarly(machine: Interpreter, state: State, call: Call, first: number): boolean {
  if (!machine.isRead(call.instruction.dst) || machine.isHandedOn(call.instruction.dst)) return false;
  for (let i = first + 1; i < call.args.length; i++) {
    const region = machine.values.regionOf(call.args[i]);
    if (region === -1 || machine.values.offsetOf(call.args[i]) !== machine.values.zero) continue;
    const { fill, entries } = state.content(region);
    if (fill === Fill.Uninitialised && entries.length === 0) return true;
  }
  return false;
}

/** The conversions of a scanf format that store something; none if it is not known. */
function conversions(machine: Interpreter, format: Value | undefined): readonly Directive[] {
  const literal = machine.literalText(format);
  return literal === undefined ? [] : parseFormat(literal, "scanf").filter((d) => !d.suppressed);
}

/** Tells that a conversion stores a number, or characters that end with no terminator. */
function tellStore(
  machine: Interpreter,
  state: State,
  call: Call,
  param: number,
  directive: Directive,
): void {
  const size = storedSize(machine.dataModel, directive);
  const address = call.args[param];
  if (size === -1 || address === undefined || directive.position > 0) return;
  // That it is given a pointer to something else is another fault than where the pointer leads.
  const to = call.callee.passed?.[param]?.to;
  if (directive.conversion !== "c" && to && to.size > 0 && to.size !== size) return;
  machine.emitAccess(state, {
    write: true,
    address,
    size: machine.values.constant(size),
    upTo: false,
    least: -1,
    site: call.instruction,
    instruction: call.instruction,
    call,
    param,
    stored: -1,
  });
}
