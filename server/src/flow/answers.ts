/**
 * Variables whose value keeps paths apart as long as something later hangs on it.
 *
 * One that holds an answer: every assignment gives it a constant or the outcome of a comparison, and a later branch asks
 * for it. `ok = n > 0 && n <= MAX; if (!ok) return;` says of `n` what a plain `if` would, so paths that answered
 * differently have to stay apart until the question comes; the same holds for what a helper returns, also if it gives a
 * number where it succeeds and a negative constant where it fails. And one that is divided by: where the code found it to be 0 and went on, `if (n == 0) warn();`, the division is to be seen with that.
 */
import type { Cfg } from "../ir/cfg";
import { BinaryOp, type Instruction, type IrFunction, Op } from "../ir/ir";
import { TypeKind } from "../semantics/types";

const NONE: readonly number[] = [];

export class Answers {
  /** By block: the variables of each kind that matter still when it is entered. */
  private readonly asked: (readonly number[])[];
  private readonly divided: (readonly number[])[];

  constructor(fn: IrFunction, cfg: Cfg) {
    const answers = answersOf(fn);
    this.asked = answers.size === 0 ? [] : alive(fn, cfg, (b, live) => backToQuestions(fn, b, answers, live));
    const divides = fn.blocks.some(({ instructions }) => instructions.some(isDivision));
    this.divided = divides ? alive(fn, cfg, (b, live) => backToDivisions(fn, b, live)) : [];
  }

  /** The variables whose answer is still asked for at a block. */
  at(block: number): readonly number[] {
    return this.asked[block] ?? NONE;
  }

  /** The variables that are still divided by. */
  divisorsAt(block: number): readonly number[] {
    return this.divided[block] ?? NONE;
  }
}

function isDivision({ op, imm }: Instruction): boolean {
  return op === Op.Binary && (imm === BinaryOp.Divide || imm === BinaryOp.Remainder);
}

function isNumber({ variables }: IrFunction, register: number): boolean {
  const v = variables[register];
  if (v === undefined || v.memory || v.isStatic || v.type.isVolatile) return false;
  const { kind } = v.type;
  return kind === TypeKind.Int || kind === TypeKind.Bool || kind === TypeKind.Enum;
}

/**
 * The variables that get nothing but constants and outcomes, and different ones in different places; and those of
 * results that are a negative constant in some place.
 */
function answersOf(fn: IrFunction): ReadonlySet<number> {
  const constants = new Map<number, Set<number>>();
  const outcomes = new Set<number>();
  const copies: { readonly to: number; readonly from: number }[] = [];
  const others = new Set<number>();
  fn.variables.forEach(({ param }, i) => {
    if (param >= 0) others.add(i);
  });
  for (const { instructions } of fn.blocks) {
    const made = new Map<number, Instruction>();
    for (const ins of instructions) {
      if (ins.dst < 0) continue;
      made.set(ins.dst, ins);
      if (!isNumber(fn, ins.dst)) continue;
      const origin = ins.op === Op.Copy ? originOf(fn, made, ins.a) : undefined;
      if (origin === undefined) others.add(ins.dst);
      else if (typeof origin === "number") copies.push({ to: ins.dst, from: origin });
      else if (origin.op === Op.Const) {
        const known = constants.get(ins.dst);
        if (known === undefined) constants.set(ins.dst, new Set([origin.imm]));
        else known.add(origin.imm);
      } else if (origin.op === Op.Compare || isErrorNumber(made, origin)) outcomes.add(ins.dst);
      else if (isNarrowed(fn, made, origin, ins.dst)) outcomes.add(ins.dst);
      else others.add(ins.dst);
    }
  }
  const answers = new Set<number>();
  for (const [register, numbers] of constants)
    if (numbers.size > 1 || outcomes.has(register) || isFailure(fn, register, numbers)) answers.add(register);
  // What such a variable is copied to answers the same.
  for (let changed = answers.size > 0; changed; ) {
    changed = false;
    for (const { to, from } of copies) {
      if (!answers.has(from) || answers.has(to)) continue;
      answers.add(to);
      changed = true;
    }
  }
  for (let changed = true; changed; ) {
    changed = false;
    for (const { to, from } of copies) if (!answers.has(from)) others.add(to);
    for (const register of others)
      if (!isFailure(fn, register, constants.get(register)) && answers.delete(register)) changed = true;
  }
  return answers;
}

/** Whether what a variable answers is put together with the outcome of another comparison: `found &= a == b`. */
function isNarrowed(
  fn: IrFunction,
  made: ReadonlyMap<number, Instruction>,
  { op, imm, a, b }: Instruction,
  variable: number,
): boolean {
  if (op !== Op.Binary || (imm !== BinaryOp.And && imm !== BinaryOp.Or)) return false;
  const other = originOf(fn, made, b);
  return originOf(fn, made, a) === variable && typeof other === "object" && other.op === Op.Compare;
}

/** Whether something is read from `errno`: behind a failure it says that there was one. */
function isErrorNumber(made: ReadonlyMap<number, Instruction>, { op, a }: Instruction): boolean {
  return op === Op.Load && made.get(a)?.name === "errno";
}

/** Whether a variable without a name, as stands for the result of a body that was taken in, may tell that it failed. */
function isFailure(fn: IrFunction, register: number, numbers: ReadonlySet<number> | undefined): boolean {
  if (numbers === undefined || fn.variables[register].name !== "") return false;
  for (const n of numbers) if (n < 0) return true;
  return false;
}

/** What a register holds at the end of a chain of copies and conversions: the variable, or what made the temporary. */
function originOf(
  fn: IrFunction,
  made: ReadonlyMap<number, Instruction>,
  register: number,
): number | Instruction | undefined {
  for (let at = register; ; ) {
    if (at < fn.variables.length) return isNumber(fn, at) ? at : undefined;
    const ins = made.get(at);
    if (ins === undefined || (ins.op !== Op.Copy && ins.op !== Op.Cast)) return ins;
    at = ins.a;
  }
}

/** The variable that a branch on a register asks for, directly or compared with a constant; -1 if none. */
function askedBy(fn: IrFunction, made: ReadonlyMap<number, Instruction>, register: number): number {
  let origin = originOf(fn, made, register);
  // `ok == 0`, and once more for the truth of that.
  for (let depth = 0; depth < 3 && typeof origin === "object" && origin.op === Op.Compare; depth++) {
    const right = originOf(fn, made, origin.b);
    if (typeof right !== "object" || right.op !== Op.Const) return -1;
    origin = originOf(fn, made, origin.a);
  }
  return typeof origin === "number" ? origin : -1;
}

/** Backwards over the blocks until nothing changes: what is alive at each block's beginning. */
function alive(
  fn: IrFunction,
  cfg: Cfg,
  back: (block: number, live: Set<number>) => void,
): (readonly number[])[] {
  const entry: Set<number>[] = fn.blocks.map(() => new Set());
  for (let changed = true; changed; ) {
    changed = false;
    for (let b = fn.blocks.length - 1; b >= 0; b--) {
      const live = new Set<number>();
      for (const s of cfg.successors[b]) for (const r of entry[s]) live.add(r);
      back(b, live);
      if (live.size === entry[b].size) continue;
      entry[b] = live;
      changed = true;
    }
  }
  return entry.map((live) => (live.size === 0 ? NONE : [...live]));
}

function temporariesOf(fn: IrFunction, b: number): ReadonlyMap<number, Instruction> {
  const made = new Map<number, Instruction>();
  for (const ins of fn.blocks[b].instructions) if (ins.dst >= fn.variables.length) made.set(ins.dst, ins);
  return made;
}

/** A copy to another answer asks if that one is asked for. */
function backToQuestions(fn: IrFunction, b: number, answers: ReadonlySet<number>, live: Set<number>): void {
  const { instructions, terminator } = fn.blocks[b];
  const made = temporariesOf(fn, b);
  const asked =
    terminator.kind === "branch"
      ? askedBy(fn, made, terminator.condition)
      : terminator.kind === "switch"
        ? askedBy(fn, made, terminator.value)
        : -1;
  if (answers.has(asked)) live.add(asked);
  for (let i = instructions.length - 1; i >= 0; i--) {
    const ins = instructions[i];
    if (ins.op === Op.Enter) live.delete(ins.imm);
    if (ins.dst < 0 || ins.dst >= fn.variables.length) continue;
    const isAsked = live.delete(ins.dst);
    const from = isAsked && ins.op === Op.Copy ? originOf(fn, made, ins.a) : undefined;
    if (typeof from === "number" && answers.has(from)) live.add(from);
  }
}

function backToDivisions(fn: IrFunction, b: number, live: Set<number>): void {
  const { instructions } = fn.blocks[b];
  const made = temporariesOf(fn, b);
  for (let i = instructions.length - 1; i >= 0; i--) {
    const ins = instructions[i];
    if (ins.op === Op.Enter) live.delete(ins.imm);
    else if (ins.dst >= 0) live.delete(ins.dst);
    const divisor = isDivision(ins) ? originOf(fn, made, ins.b) : undefined;
    if (typeof divisor === "number") live.add(divisor);
  }
}
