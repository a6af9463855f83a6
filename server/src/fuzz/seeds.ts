/** What a function compares its input with, from its IR: the words that seeds and dictionaries of fuzzers are made of. */
import { type Instruction, type IrFunction, Op } from "../ir/ir";

const MAX_WORDS = 64;

export function comparedNumbers(fn: IrFunction): number[] {
  const numbers = new Set<number>();
  const writers = writersOf(fn);
  const constant = (register: number): number | undefined => {
    let writer = writers.get(register);
    for (let steps = 0; writer?.op === Op.Cast && steps < 8; steps++) writer = writers.get(writer.a);
    return writer?.op === Op.Const ? writer.imm : undefined;
  };
  for (const { instructions, terminator } of fn.blocks) {
    for (const ins of instructions) {
      if (ins.op !== Op.Compare) continue;
      for (const value of [constant(ins.a), constant(ins.b)])
        if (value !== undefined && value > 0 && value <= 0xffffffff) numbers.add(value);
    }
    if (terminator.kind !== "switch") continue;
    for (const { low } of terminator.cases) if (low > 0 && low <= 0xffffffff) numbers.add(low);
  }
  return [...numbers].sort((a, b) => a - b).slice(0, MAX_WORDS);
}

/** Texts that are handed to functions that look at them beside others, such as strcmp() and sscanf(). */
export function comparedTexts(fn: IrFunction): string[] {
  const texts = new Set<string>();
  const writers = writersOf(fn);
  for (const { instructions } of fn.blocks)
    for (const { op, args, callee } of instructions) {
      if (
        op !== Op.Call ||
        !/cmp|str(str|chr|spn)|scan|find|compare|starts|ends|operator==/i.test(callee?.name ?? "")
      )
        continue;
      for (const a of args ?? []) {
        let writer = writers.get(a);
        for (let steps = 0; writer?.op === Op.Cast && steps < 8; steps++) writer = writers.get(writer.a);
        const text = writer?.op === Op.String ? fn.strings[writer.imm]?.value : undefined;
        if (text !== undefined && text !== "" && text.length <= 128) texts.add(text);
      }
    }
  return [...texts].sort().slice(0, MAX_WORDS);
}

function writersOf(fn: IrFunction): ReadonlyMap<number, Instruction> {
  const writers = new Map<number, Instruction>();
  for (const { instructions } of fn.blocks)
    for (const ins of instructions) if (ins.dst >= fn.variables.length) writers.set(ins.dst, ins);
  return writers;
}
