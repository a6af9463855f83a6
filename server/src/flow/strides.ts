/**
 * Counters that a loop moves by a fixed step: from 1 by twos below 21, a counter ends at 19 and not at 20. Which numbers
 * such a counter takes is a congruence, as in Granger, "Static Analysis of Arithmetical Congruences" (1989), here only
 * where the code says it outright: every assignment in the loop adds a number to what the counter was.
 */
import { type Cfg, isInLoop } from "../ir/cfg";
import { BinaryOp, type Instruction, type IrFunction, Op } from "../ir/ir";
import { TypeKind } from "../semantics/types";
import type { State } from "./state";
import { MEETINGS, ValueKind } from "./values";

export class Strides {
  /** By loop head: the step of each register that has one of at least 2. */
  private readonly steps = new Map<number, ReadonlyMap<number, number>>();

  /** By loop head: the variables that the loop writes, and whether it does no more than to add 1. */
  private readonly written = new Map<number, ReadonlyMap<number, boolean>>();

  constructor(
    private readonly fn: IrFunction,
    private readonly cfg: Cfg,
  ) {}

  /** A state comes to a loop head from block `from`: unless that is in the loop, it says where the counters begin. */
  arrive(head: number, from: number, state: State): void {
    const steps = this.stepsOf(head);
    if (steps.size === 0 || this.isWithin(from, head)) return;
    const { values } = state;
    for (const [register, step] of steps) {
      const symbol = values.symbol(
        ValueKind.JoinRegister,
        head * MEETINGS,
        register,
        this.fn.variables[register].type,
      );
      const v = state.register(register);
      const known = values.congruences.get(symbol);
      // NaN is equal to nothing: a counter that may begin anywhere stays without a remainder.
      const rest = values.isConstant(v) ? remainder(values.number[v], step) : Number.NaN;
      if (known === undefined) values.congruences.set(symbol, { step, rest });
      else if (known.rest !== rest) values.congruences.set(symbol, { step, rest: Number.NaN });
    }
  }

  /** Whether the loop counts variable `counter` up one by one and leaves `limit` as it is: below the limit it ends at it. */
  countsUpTo(head: number, counter: number, limit: number): boolean {
    this.stepsOf(head);
    const written = this.written.get(head);
    return written?.get(counter) === true && !written.has(limit);
  }

  /** Whether the loop writes a variable at all. */
  writes(head: number, variable: number): boolean {
    this.stepsOf(head);
    return this.written.get(head)?.has(variable) === true;
  }

  private stepsOf(head: number): ReadonlyMap<number, number> {
    let steps = this.steps.get(head);
    if (steps === undefined) {
      steps = this.findSteps(head);
      this.steps.set(head, steps);
    }
    return steps;
  }

  private findSteps(head: number): ReadonlyMap<number, number> {
    const steps = new Map<number, number>();
    const sums = new Map<number, number>();
    const written = new Map<number, boolean>();
    this.written.set(head, written);
    const { blocks, variables } = this.fn;
    for (let b = head; b < blocks.length; b++) {
      if (!this.isWithin(b, head)) continue;
      const made = new Map<number, Instruction>();
      for (const ins of blocks[b].instructions) {
        const register = ins.op === Op.Enter ? ins.imm : ins.dst;
        // Of variables only what they were before the block counts.
        if (register >= variables.length) made.set(register, ins);
        if (register < 0 || register >= variables.length) continue;
        written.set(register, written.get(register) !== false && countsUp(ins, made));
        const step = stepOf(ins, made);
        steps.set(
          register,
          greatestCommonDivisor(steps.get(register) ?? 0, Number.isNaN(step) ? 1 : Math.abs(step)),
        );
        const isEachRound = ins.op === Op.Copy && this.isEachRound(b, head);
        sums.set(register, isEachRound ? (sums.get(register) ?? 0) + step : Number.NaN);
      }
    }
    // A loop that was unrolled by hand counts several times in each round.
    for (const [register, sum] of sums) if (!Number.isNaN(sum)) steps.set(register, Math.abs(sum));
    for (const [register, step] of steps)
      if (step < 2 || variables[register].type.kind !== TypeKind.Int) steps.delete(register);
    return steps;
  }

  /** Whether each round of the loop runs a block once. */
  private isEachRound(block: number, head: number): boolean {
    const { loop, successors } = this.cfg;
    if (loop[block] !== head) return false;
    for (let b = head; b < successors.length; b++)
      if (successors[b].includes(head) && this.isWithin(b, head) && !this.dominates(block, b)) return false;
    return true;
  }

  private dominates(block: number, other: number): boolean {
    let at = other;
    while (at > block) at = this.cfg.dominator[at];
    return at === block;
  }

  /** Whether a block belongs to the loop of a head. */
  isWithin(block: number, head: number): boolean {
    return isInLoop(this.cfg, block, head);
  }
}

/** How far an instruction moves the variable that it writes; NaN if it does more than that. */
function stepOf(ins: Instruction, made: ReadonlyMap<number, Instruction>): number {
  if (ins.op !== Op.Copy) return Number.NaN;
  // Steps of another type widen the counter for the sum, which is narrowed again: `i += sizeof word`.
  const sum = behindCasts(ins.a, made);
  if (sum?.op !== Op.Binary || (sum.a !== ins.dst && behindCasts(sum.a, made)?.a !== ins.dst))
    return Number.NaN;
  if (sum.imm !== BinaryOp.Add && sum.imm !== BinaryOp.Subtract) return Number.NaN;
  const step = behindCasts(sum.b, made);
  if (step?.op !== Op.Const) return Number.NaN;
  return sum.imm === BinaryOp.Add ? step.imm : -step.imm;
}

function countsUp(ins: Instruction, made: ReadonlyMap<number, Instruction>): boolean {
  if (ins.op !== Op.Copy) return false;
  // Narrow counters are widened for the sum, and narrowed again.
  const sum = behindCasts(ins.a, made);
  if (sum?.op !== Op.Binary || sum.imm !== BinaryOp.Add) return false;
  const from = behindCasts(sum.a, made)?.a ?? sum.a;
  const step = behindCasts(sum.b, made);
  return (sum.a === ins.dst || from === ins.dst) && step?.op === Op.Const && step.imm === 1;
}

function behindCasts(register: number, made: ReadonlyMap<number, Instruction>): Instruction | undefined {
  let ins = made.get(register);
  while (ins?.op === Op.Cast && made.get(ins.a) !== undefined) ins = made.get(ins.a);
  return ins;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function remainder(n: number, step: number): number {
  return ((n % step) + step) % step;
}
