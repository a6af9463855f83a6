/** Where things in a function's code stand and come from, for who asks now and then: each answer is searched for. */
import { type Block, type Instruction, type IrFunction, Op } from "./ir";

export function blockOf({ blocks }: IrFunction, instruction: Instruction): Block | undefined {
  return blocks.find(({ instructions }) => instructions.includes(instruction));
}

/** What made a temporary, in its block. */
export function madeIn(
  fn: IrFunction,
  instructions: readonly Instruction[],
  r: number,
): Instruction | undefined {
  return instructions.find(({ dst }) => dst === r && dst >= fn.variables.length);
}

/** Whether a register holds, or is the address of, the variable or member of that name. */
export function isPlaced(
  fn: IrFunction,
  instructions: readonly Instruction[],
  r: number,
  name: string,
): boolean {
  const ins = madeIn(fn, instructions, r);
  if (ins === undefined) return fn.variables[r]?.name === name;
  if (ins.op === Op.FieldAddress) return ins.name === name;
  if (ins.op === Op.VariableAddress) return fn.variables[ins.imm].name === name;
  return (ins.op === Op.Load || ins.op === Op.Cast) && isPlaced(fn, instructions, ins.a, name);
}
