/**
 * Machines with a stack: interpreters of byte code, parsers that a table drives. A loop takes one case after another, as
 * its program or its table says, and each finds on the stack what those before it left there. That the stack is empty in
 * the first round says nothing of a case that takes from it, unless somebody outside writes the program.
 */
import type { Context } from "../../flow/events";
import { UNINITIALISED } from "../../flow/values";
import { analyseCfg, type Cfg, isInLoop } from "../../ir/cfg";
import { type Block, type Instruction, type IrFunction, Op } from "../../ir/ir";
import { blockOf, madeIn } from "../../ir/search";

/** Whether a case of such a loop reaches down from a place that the loop moves. */
export function isOnMachineStack(instruction: Instruction, context: Context): boolean {
  const { state, function: fn } = context;
  // Most functions have no such loop, and large ones are asked for often.
  const cfg = dispatching(fn);
  const block = cfg === undefined ? undefined : blockOf(fn, instruction);
  if (cfg === undefined || block === undefined) return false;
  for (let at = block.id; at > 0; at = cfg.dominator[at]) {
    const dispatch = cfg.dominator[at];
    const { terminator } = fn.blocks[dispatch];
    if (terminator.kind !== "switch" || !cfg.successors[dispatch].includes(at)) continue;
    const head = cfg.loop[dispatch];
    if (head === -1) continue;
    const told = state.register(terminator.value);
    const isForeign = told > UNINITIALISED && state.values.taintOf(told) !== null;
    const addresses = instruction.op === Op.CopyMemory ? [instruction.a, instruction.b] : [instruction.a];
    const places = addresses.flatMap((address) => placesOf(fn, block, address));
    return !isForeign && places.some((place) => isMoved(fn, cfg, head, place));
  }
  return false;
}

const dispatches = new WeakMap<IrFunction, Cfg | null>();

/** The shape of a function that has a `switch` in a loop; undefined for others. */
function dispatching(fn: IrFunction): Cfg | undefined {
  let known = dispatches.get(fn);
  if (known === undefined) {
    const cfg = fn.blocks.some(({ terminator }) => terminator.kind === "switch") ? analyseCfg(fn) : undefined;
    const isIn =
      cfg !== undefined && fn.blocks.some((b) => b.terminator.kind === "switch" && cfg.loop[b.id] !== -1);
    dispatches.set(fn, (known = isIn && cfg !== undefined ? cfg : null));
  }
  return known ?? undefined;
}

/** What an address is counted from: registers of variables, and names of members that hold it. */
function placesOf(fn: IrFunction, block: Block, register: number): readonly (number | string)[] {
  if (register < fn.variables.length) return register < 0 ? [] : [register];
  const ins = madeIn(fn, block.instructions, register);
  switch (ins?.op) {
    case Op.PointerAdd:
    case Op.Binary:
      return [...placesOf(fn, block, ins.a), ...placesOf(fn, block, ins.b)];
    case Op.FieldAddress:
    case Op.Cast:
      return placesOf(fn, block, ins.a);
    case Op.Load:
      return heldIn(fn, block, ins.a);
    default:
      return [];
  }
}

/** The member or variable in memory that is at the address. */
function heldIn(fn: IrFunction, block: Block, address: number): readonly string[] {
  const ins = madeIn(fn, block.instructions, address);
  if (ins?.op === Op.FieldAddress || ins?.op === Op.GlobalAddress) return [ins.name];
  return ins?.op === Op.VariableAddress ? [fn.variables[ins.imm].name] : [];
}

/** Whether the loop writes to the place. */
function isMoved(fn: IrFunction, cfg: Cfg, head: number, place: number | string): boolean {
  const writes = (block: Block, { op, dst, a }: Instruction) =>
    typeof place === "number"
      ? op === Op.Copy && dst === place
      : op === Op.Store && heldIn(fn, block, a).includes(place);
  return fn.blocks.some(
    (block) => isInLoop(cfg, block.id, head) && block.instructions.some((ins) => writes(block, ins)),
  );
}
