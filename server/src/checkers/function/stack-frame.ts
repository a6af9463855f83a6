/**
 * How much of the stack one function takes: the variables that live at the same time, those in blocks that follow each
 * other sharing their place; and `alloca` in a loop, which takes more with every round.
 */
import { analyseCfg, type Cfg } from "../../ir/cfg";
import { CompareOp, type Instruction, type IrFunction, Op } from "../../ir/ir";
import type { FunctionChecker, FunctionContext } from "./checker";

/** A loop whose condition allows no more rounds than this adds up to a known, small number of blocks. */
const FEW_ROUNDS = 64;

export const stackFrame: FunctionChecker = (context) => {
  largeFrame(context);
  allocationInLoop(context);
};

function largeFrame(context: FunctionContext): void {
  const { function: fn, maxStackFrame } = context;
  let all = 0;
  let largest = -1;
  for (let i = 0; i < fn.variables.length; i++) {
    const bytes = bytesOnStack(fn, i);
    all += bytes;
    if (bytes > 0 && (largest === -1 || bytes > bytesOnStack(fn, largest))) largest = i;
  }
  if (all <= maxStackFrame) return;
  const bytes = mostAtOnce(fn);
  if (bytes <= maxStackFrame) return;
  const { name, start, end } = fn.variables[largest];
  const share = bytesOnStack(fn, largest);
  context.report({
    rule: "large-stack-frame",
    site: { start: fn.nameStart, end: fn.nameEnd },
    message: `'${fn.name}' needs at least ${bytes} bytes of stack for its variables, more than the ${maxStackFrame} that are allowed${name === "" ? "" : `; '${name}' alone takes ${share}`}.`,
    confidence: "definite",
    steps: name === "" ? [] : [{ site: { start, end }, message: `'${name}' takes ${share} bytes` }],
    facts: { bytes, limit: maxStackFrame, variable: name },
  });
}

/** Bytes that a variable takes in the function's frame; 0 for what is in a register, static, passed in or unknown. */
function bytesOnStack(fn: IrFunction, i: number): number {
  const v = fn.variables[i];
  return v.memory && !v.isStatic && v.param < 0 && v.type.size > 0 ? v.type.size : 0;
}

/** The greatest sum of variables that live together. Scopes nest, so where paths meet they agree on what lives. */
function mostAtOnce(fn: IrFunction): number {
  const entry = new Float64Array(fn.blocks.length).fill(-1);
  const { successors } = analyseCfg(fn);
  entry[0] = 0;
  let most = 0;
  for (let b = 0; b < fn.blocks.length; b++) {
    let bytes = Math.max(0, entry[b]);
    for (const { op, imm } of fn.blocks[b].instructions) {
      if (op === Op.Enter) bytes += bytesOnStack(fn, imm);
      else if (op === Op.Leave) bytes = Math.max(0, bytes - bytesOnStack(fn, imm));
      if (bytes > most) most = bytes;
    }
    for (const s of successors[b]) if (entry[s] === -1) entry[s] = bytes;
  }
  return most;
}

function allocationInLoop(context: FunctionContext): void {
  const { function: fn } = context;
  let cfg: Cfg | null = null;
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      if (ins.op !== Op.Call || !isStackAllocation(context, ins)) continue;
      cfg ??= analyseCfg(fn);
      const head = cfg.loop[block.id];
      if (head === -1 || hasFewRounds(fn, head)) continue;
      context.report({
        rule: "unbounded-stack-allocation",
        site: ins,
        message: `${ins.callee!.name}() is called in a loop: nothing it takes from the stack is given back before the function returns.`,
        confidence: "definite",
        steps: [],
      });
    }
}

function isStackAllocation(context: FunctionContext, { callee }: Instruction): boolean {
  if (callee === null || callee.name === "") return false;
  return context.model(callee.name)?.allocates?.family === "stack";
}

/** Whether the loop compares, at its head, with a small number. */
function hasFewRounds(fn: IrFunction, head: number): boolean {
  const { instructions, terminator } = fn.blocks[head];
  if (terminator.kind !== "branch") return false;
  const compare = instructions.find((i) => i.dst === terminator.condition && i.op === Op.Compare);
  if (compare === undefined || (compare.imm !== CompareOp.Less && compare.imm !== CompareOp.LessEqual))
    return false;
  return instructions.some((i) => i.dst === compare.b && i.op === Op.Const && i.imm <= FEW_ROUNDS);
}
