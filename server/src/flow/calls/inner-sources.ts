/** Outside data that a function of the program puts into members of what it is given, and behind pointers in them. */
import { RETURN, type SourceKind } from "../../models/model";
import type { Call } from "../events";
import { follow } from "../inner-paths";
import type { Interpreter } from "../interpreter";
import type { State } from "../state";
import type { Region } from "../values";

interface Target {
  readonly region: Region;
  readonly kind: SourceKind;
}

/** Where the data that a call brings goes, as far as the state knows: into what it is given, or into its result. */
export function innerTargets(
  machine: Interpreter,
  state: State,
  { model, args, instruction }: Call,
  isDone: boolean,
): Target[] {
  const targets: Target[] = [];
  const { dst, type } = instruction;
  for (const { kind, to, path } of model?.innerSources ?? []) {
    if (to === RETURN && (!isDone || dst === -1)) continue;
    const v = to === RETURN ? machine.registerOf(state, dst) : args[to];
    const region = v === undefined ? -1 : follow(state, v, path, machine.fn, to === RETURN ? type : null);
    if (region !== -1) targets.push({ region, kind });
  }
  return targets;
}

/** From here on it lies there. */
export function taintInner(state: State, { instruction }: Call, targets: readonly Target[]): void {
  for (const { region, kind } of targets)
    state.updateFacts(region, { outside: { source: kind, site: instruction } });
}
