/** Names of files from outside that are made full (`realpath`): `..` is gone, which folder they lie in nobody knows yet. */
import { RETURN } from "../../models/model";
import { isExaminedFor } from "../characters";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import type { State } from "../state";
import { taintOfText } from "../taint";
import { type Taint, UNINITIALISED } from "../values";

interface Resolved {
  readonly to: number;
  readonly taint: Taint;
}

/** What a call is going to resolve of texts that nobody has looked at. */
export function resolvedBy({ values }: Interpreter, state: State, call: Call): Resolved[] {
  const found: Resolved[] = [];
  for (const { from, to } of call.model?.resolves ?? []) {
    const v = call.args[from];
    const taint = v === undefined || v === UNINITIALISED ? null : taintOfText(state, v);
    if (taint === null || isExaminedFor(values, taint, "path")) continue;
    found.push({ to, taint: { source: taint.source, site: call.instruction, isResolved: true } });
  }
  return found;
}

/** Where the full names are. */
export function resolve(
  machine: Interpreter,
  state: State,
  { args, instruction }: Call,
  all: readonly Resolved[],
): void {
  const { values } = machine;
  for (const { to, taint } of all) {
    if (to === RETURN && instruction.dst === -1) continue;
    const v = to === RETURN ? machine.registerOf(state, instruction.dst) : args[to];
    const region = v === undefined || v <= UNINITIALISED ? -1 : values.regionOf(v);
    if (region !== -1) state.updateFacts(region, { outside: taint });
  }
}
