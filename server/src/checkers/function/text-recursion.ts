/**
 * Functions that call themselves for the rest of the text that they are given: how deep that goes is for whoever wrote
 * the text to say, unless the function counts. Last calls are left out, which compilers turn into jumps.
 */
import { CompareOp, type Instruction, type IrFunction, Op } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import type { FunctionChecker } from "./checker";

/** A number that is compared with more than this is counted, not told apart from 0 or 1. */
const FEW = 7;

/** Words that name a count of calls; a function that has one of them looks after its depth. */
const COUNTS = ["depth", "level", "nest", "recurs", "limit"];

export const textRecursion: FunctionChecker = ({ function: fn, report }) => {
  let parameters: readonly number[] | null = null;
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      if (ins.op !== Op.Call || ins.callee?.kind !== "function" || ins.callee.name !== fn.name) continue;
      if (ins.macro !== "" || isLast(block.terminator, ins)) continue;
      parameters ??= parametersOf(fn);
      if (ins.args?.length !== parameters.length || !takesRest(fn, block.instructions, ins, parameters))
        continue;
      if (isCounted(fn)) return;
      report({
        rule: "unbounded-recursion",
        site: ins,
        message: `'${fn.name}' calls itself here for the rest of the text: how deep, the text decides, and nothing counts.`,
        confidence: "evidence",
        steps: [],
        facts: { call: fn.name },
      });
      return;
    }
};

/** The variable of each parameter. */
function parametersOf(fn: IrFunction): number[] {
  const out: number[] = [];
  fn.variables.forEach((v, i) => {
    if (v.param >= 0) out[v.param] = i;
  });
  return out;
}

function isLast(terminator: { readonly kind: string; readonly value?: number }, call: Instruction): boolean {
  return terminator.kind === "return" && (terminator.value === call.dst || call.dst === -1);
}

/** Whether the call hands a pointer to characters on that was moved on from the caller's own. */
function takesRest(
  fn: IrFunction,
  instructions: readonly Instruction[],
  call: Instruction,
  parameters: readonly number[],
): boolean {
  return parameters.some((p, i) => {
    const { type, memory } = fn.variables[p];
    if (memory || type.kind !== TypeKind.Pointer || type.to?.size !== 1 || type.to.kind !== TypeKind.Int)
      return false;
    const passed = call.args?.[i];
    if (!instructions.some((ins) => ins.dst === passed && ins.op === Op.PointerAdd && ins.a === p))
      return false;
    return !isWritten(fn, p);
  });
}

/** Whether the function stores through a variable: then it makes the text, and what it makes it of decides. */
function isWritten(fn: IrFunction, variable: number): boolean {
  const within = new Set<number>([variable]);
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      if (ins.op === Op.Store && within.has(ins.a)) return true;
      const moves = ins.op === Op.PointerAdd || ins.op === Op.Copy;
      if (moves && within.has(ins.a) && ins.dst >= 0) within.add(ins.dst);
    }
  return false;
}

/** Whether the function compares a number with a limit, or speaks of a depth. */
function isCounted(fn: IrFunction): boolean {
  const constants = new Map<number, number>();
  const addresses = new Set<number>();
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      if (ins.op === Op.Const) constants.set(ins.dst, ins.imm);
      // A macro that is not at hand, or not the same everywhere, is a limit all the same.
      if (ins.op === Op.GlobalAddress && /^[A-Z][A-Z\d_]*$/.test(ins.name)) addresses.add(ins.dst);
      if (ins.op === Op.Load && addresses.has(ins.a)) constants.set(ins.dst, Infinity);
      const isOrder = ins.op === Op.Compare && ins.imm !== CompareOp.Equal && ins.imm !== CompareOp.NotEqual;
      // Characters are compared with numbers, too, by what they are.
      if (isOrder && (ins.from?.size ?? 0) > 1 && !isCharacter(fn, ins.a)) {
        const limit = Math.max(constants.get(ins.a) ?? 0, constants.get(ins.b) ?? 0);
        if (limit > FEW) return true;
      }
    }
  return namesCount(fn);
}

function namesCount(fn: IrFunction): boolean {
  const says = (name: string) => COUNTS.some((word) => name.toLowerCase().includes(word));
  if (fn.variables.some((v) => says(v.name))) return true;
  return fn.blocks.some((block) =>
    block.instructions.some(
      (ins) => (ins.op === Op.FieldAddress || ins.op === Op.GlobalAddress) && says(ins.name),
    ),
  );
}

/** Whether a register holds a character that became an `int`. */
function isCharacter(fn: IrFunction, register: number): boolean {
  for (const block of fn.blocks)
    for (const ins of block.instructions)
      if (ins.dst === register) return ins.op === Op.Cast && ins.from?.size === 1;
  return false;
}
