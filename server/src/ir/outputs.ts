/**
 * Outputs of a function: parameters that it only writes through. Where its result tells the ways on which it wrote
 * nothing from all others, who asks for the result knows whether there is a value.
 */
import { successors } from "./cfg";
import { type Block, type IrFunction, Op } from "./ir";

/**
 * The blocks that return without having written through a parameter, if their results say so: negative constants, or
 * constants that no other way returns. Null if the parameter is read or handed on, or if the result does not tell.
 */
export function unwrittenReturns(fn: IrFunction, parameter: number): ReadonlySet<number> | null {
  const variable = fn.variables.findIndex((v) => v.param === parameter && !v.memory);
  const writes = variable === -1 ? null : writingBlocks(fn, variable);
  if (writes === null || writes.size === 0) return null;
  const written = reachedFrom(fn, writes);
  const unwritten = new Set<number>();
  const said = new Set<number>();
  const others: (number | undefined)[] = [];
  for (const block of fn.blocks) {
    if (block.terminator.kind !== "return") continue;
    const result = constantResult(fn, block);
    if (written.has(block.id)) {
      others.push(result);
      continue;
    }
    if (result === undefined) return null;
    unwritten.add(block.id);
    said.add(result);
  }
  const areFailures = [...said].every((result) => result < 0);
  const tells = others.every((result) => (result === undefined ? areFailures : !said.has(result)));
  return unwritten.size > 0 && tells ? unwritten : null;
}

/** The blocks that write through what a variable holds; null if that is read, kept or handed on anywhere. */
function writingBlocks({ blocks }: IrFunction, variable: number): ReadonlySet<number> | null {
  const derived = new Set([variable]);
  const writes = new Set<number>();
  // Bodies that were taken in may stand behind blocks that follow them.
  for (let before = 0; before !== derived.size; ) {
    before = derived.size;
    for (const { instructions } of blocks)
      for (const { op, dst, a } of instructions) if (DERIVES.has(op) && derived.has(a)) derived.add(dst);
  }
  for (const { id, instructions, terminator } of blocks) {
    if (terminator.kind === "return" && derived.has(terminator.value)) return null;
    for (const { op, a, b, args } of instructions) {
      if (args?.some((r) => derived.has(r))) return null;
      if (WRITES.has(op) && derived.has(a)) writes.add(id);
      const isKept = (op === Op.Store || op === Op.CopyMemory) && derived.has(b);
      if (isKept || (op === Op.Load && derived.has(a))) return null;
    }
  }
  return writes;
}

const DERIVES: ReadonlySet<Op> = new Set([Op.Copy, Op.Cast, Op.FieldAddress, Op.PointerAdd]);
const WRITES: ReadonlySet<Op> = new Set([Op.Store, Op.CopyMemory, Op.Zero, Op.InitString, Op.Offer]);

function reachedFrom({ blocks }: IrFunction, from: ReadonlySet<number>): ReadonlySet<number> {
  const reached = new Set(from);
  const work = [...from];
  for (let b = work.pop(); b !== undefined; b = work.pop())
    for (const to of successors(blocks[b].terminator))
      if (!reached.has(to)) {
        reached.add(to);
        work.push(to);
      }
  return reached;
}

/** The constant that a block returns, if it makes it itself. */
function constantResult(fn: IrFunction, { instructions, terminator }: Block): number | undefined {
  let result = terminator.kind === "return" ? terminator.value : -1;
  for (let i = instructions.length - 1; i >= 0 && result >= fn.variables.length; i--) {
    const { op, dst, a, imm } = instructions[i];
    if (dst !== result) continue;
    if (op === Op.Const) return imm;
    if (op !== Op.Cast && op !== Op.Copy) return undefined;
    result = a;
  }
  return undefined;
}
