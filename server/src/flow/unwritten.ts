/** Memory that is read before anything has written it. */
import type { Instruction } from "../ir/ir";
import { TypeKind } from "../semantics/types";
import type { Interpreter } from "./interpreter";
import { isPrivate } from "./join";
import { upper } from "./numbers";
import { isOfNoRound } from "./reach";
import type { Site } from "./site";
import { Life, Origin, type State } from "./state";
import { RegionKind, type Value, ValueKind } from "./values";

/** In the place of a loop's head. */
const ANY_LOOP = -1;

/** Whether a loop reads on, element by element, where another has stopped writing. */
export function isBeyondWritten(machine: Interpreter, state: State, address: Value): boolean {
  const { values } = machine;
  let region = values.regionOf(address);
  let off = values.offsetOf(address);
  let c = state.contents.get(region);
  // A field of an element is as little written as the element.
  while (c === undefined && region !== -1) {
    off = values.offsetOf(values.regionOwner[region] ?? values.zero);
    region = values.parentRegion(region);
    c = state.contents.get(region);
  }
  if (c === undefined || c.rest === -1 || values.isConstant(off)) return false;
  // What is asked so that a product does not wrap is no number that anybody counts to.
  return (
    upper(state, off) >= c.rest &&
    upper(state, off) < Number.MAX_SAFE_INTEGER &&
    isEachRead(machine, state, off)
  );
}

/** Whether the present block runs for each value of the loop variable that an offset is made of. */
function isEachRead(machine: Interpreter, state: State, off: Value): boolean {
  const { values, cfg } = machine;
  const symbols = new Set<Value>();
  values.collectSymbols(off, symbols);
  if (symbols.size !== 1) return false;
  for (const s of symbols) {
    if (values.kind[s] !== ValueKind.JoinRegister) return false;
    if (state.constraint(s)?.hiOrigin !== Origin.Check) return false;
  }
  let head = machine.block;
  while (cfg.isLoopHead[head] !== 1) {
    if (cfg.predecessors[head].length !== 1) return false;
    const before = cfg.predecessors[head][0];
    if (cfg.isLoopHead[before] !== 1 && cfg.successors[before].length !== 1) return false;
    head = before;
  }
  // Whoever may leave in the middle need not come so far.
  for (let b = 0; b < machine.fn.blocks.length; b++)
    if (cfg.loop[b] === head && b !== head && cfg.successors[b].some((to) => cfg.loop[to] === -1))
      return false;
  return true;
}

/** Remembers that loops around the present block write here: what they leave out is not told of. */
export function noteFill(machine: Interpreter, address: Value): void {
  const { loop, outerLoop } = machine.cfg;
  const root = machine.values.rootRegion(machine.values.regionOf(address));
  for (let head = loop[machine.block]; head !== -1; head = outerLoop[head]) {
    if (machine.filled.has(head * 2 ** 24 + root)) return;
    machine.filled.add(head * 2 ** 24 + root);
    machine.reports.veto(fillKey(machine, head, address));
    machine.reports.veto(fillKey(machine, ANY_LOOP, address));
  }
}

/** Names what a loop fills. */
export function fillKey(machine: Interpreter, head: number, address: Value): string {
  return `filled ${head} ${machine.values.rootRegion(machine.values.regionOf(address))}`;
}

/** Whether a loop made no round on this path because of a count that memory holds: its owner may know that it never is 0. */
function hasNoRound(state: State): boolean {
  for (const v of state.allConstraints.keys())
    if (state.values.kind[v] === ValueKind.Content && isOfNoRound(state, v)) return true;
  return false;
}

/** Memory is read at `address` that nothing has written. */
export function uninitialisedMemory(
  machine: Interpreter,
  state: State,
  address: Value,
  instruction: Instruction,
  unless = "",
): void {
  const values = machine.values;
  // What lies before an object is another matter than what was written in it.
  if (upper(state, values.offsetOf(address)) < 0) return;
  const region = values.regionOf(address);
  const root = values.rootRegion(region);
  // Of a block that is gone, something else is to be said.
  if (isPrivate(state, root) && state.factsOf(root).life === Life.Live && !machine.isEmpty(state, root)) {
    const local = values.regionKind[root] === RegionKind.Variable;
    const variable = local ? machine.fn.variables[values.regionOwner[root]] : null;
    const declared: Site = variable ?? state.factsOf(root).allocated ?? instruction;
    const name = variable?.name ?? "";
    const partial = region !== root || variable?.type.kind === TypeKind.Array;
    const { size } = state.factsOf(root);
    // A loop that fills so many elements as there are runs whenever there is one to be read.
    const hasCount = (size !== -1 && !values.isConstant(size)) || (partial && hasNoRound(state));
    const isCounted = unless === "" && hasCount;
    const event = {
      site: instruction,
      instruction,
      name,
      variable: variable !== null && !partial ? values.regionOwner[root] : -1,
      declared,
      partial,
      unless: isCounted ? fillKey(machine, ANY_LOOP, address) : unless,
    };
    machine.emit(state, "uninitialised", event);
  }
}
