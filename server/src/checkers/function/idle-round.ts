/**
 * CWE-835: a loop over a text or a message that has a round in which nothing changes: no variable, no memory, only
 * looks. The next round then sees what this one saw, so the loop goes on for ever on such input. Speaks where other
 * rounds move on: a loop that waits for somebody else looks at what no round of its own moves.
 */
import { analyseCfg, type Cfg, isInLoop } from "../../ir/cfg";
import { opposite } from "../../ir/comparisons";
import { BinaryOp, CompareOp, type Instruction, type IrFunction, Op } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import type { FunctionChecker, FunctionContext } from "./checker";

/** Rounds through more blocks than this, all ways together, are not looked at. */
const MAX_STEPS = 4000;

/** What a round has found out about one byte. */
interface Known {
  readonly low: number;
  readonly high: number;
  readonly not: readonly number[];
}

const ANYTHING: Known = { low: -Infinity, high: Infinity, not: [] };

export const idleRound: FunctionChecker = (context) => {
  const { function: fn } = context;
  if (fn.holes.length > 0 || !fn.blocks.some(({ id, terminator: t }) => goesBack(id, t))) return;
  const cfg = analyseCfg(fn);
  for (let head = 0; head < fn.blocks.length; head++)
    if (cfg.isLoopHead[head] === 1) new Round(context, cfg, head).check();
};

function goesBack(id: number, t: IrFunction["blocks"][number]["terminator"]): boolean {
  if (t.kind === "jump") return t.to <= id;
  if (t.kind === "branch") return t.ifTrue <= id || t.ifFalse <= id;
  return t.kind === "switch";
}

class Round {
  private readonly fn: IrFunction;
  private readonly definitions = new Map<number, Instruction>();
  /** Variables that the loop changes. */
  private readonly moved = new Set<number>();
  private steps = 0;

  constructor(
    private readonly context: FunctionContext,
    private readonly cfg: Cfg,
    private readonly head: number,
  ) {
    this.fn = context.function;
  }

  check(): void {
    const { blocks, variables } = this.fn;
    for (const { id, instructions } of blocks)
      for (const ins of instructions)
        if (ins.dst >= variables.length) this.definitions.set(ins.dst, ins);
        else if (ins.dst >= 0 && this.isInside(id)) this.moved.add(ins.dst);
    this.addMovedInMemory();
    if (this.moved.size === 0) return;
    const last = this.walk(this.head, new Map(), -1, false);
    if (last === undefined) return;
    const t = blocks[last].terminator;
    if (t.kind !== "branch" && t.kind !== "switch") return;
    this.context.report({
      rule: "endless-loop",
      site: t,
      message:
        "There is a way from here back to the start of the loop on which nothing moves on: for such input the loop never ends.",
      confidence: "evidence",
      steps: [],
    });
  }

  /** Variables of which the loop hands the address on or writes to it. */
  private addMovedInMemory(): void {
    for (const { id, instructions } of this.fn.blocks)
      for (const ins of instructions) {
        if ((ins.op !== Op.Store && ins.op !== Op.Call) || !this.isInside(id)) continue;
        for (const r of ins.op === Op.Store ? [ins.a] : (ins.args ?? [])) {
          const address = this.definitions.get(r);
          if (address?.op === Op.VariableAddress) this.moved.add(address.imm);
        }
      }
  }

  private isInside(block: number): boolean {
    return isInLoop(this.cfg, block, this.head);
  }

  /**
   * Looks for a way back to the head on which nothing changes; `decided`: the last decision of the way, `reads`: whether
   * one of them read what the loop moves through. The block of the last decision, or undefined if there is no such way.
   */
  private walk(
    block: number,
    known: ReadonlyMap<string, Known>,
    decided: number,
    reads: boolean,
  ): number | undefined {
    if (++this.steps > MAX_STEPS || !this.isInside(block)) return undefined;
    const { instructions, terminator: t } = this.fn.blocks[block];
    if (!instructions.every((ins) => this.isLook(ins))) return undefined;
    if (t.kind === "jump") return this.follow(t.to, known, decided, reads);
    if (t.kind === "branch") {
      for (const isTrue of [true, false]) {
        const next = this.assume(known, t.condition, isTrue);
        const to = isTrue ? t.ifTrue : t.ifFalse;
        if (next === undefined) continue;
        const stays = this.isInside(isTrue ? t.ifFalse : t.ifTrue);
        const found = this.follow(
          to,
          next,
          stays ? block : decided,
          reads || (stays && this.readsMoved(t.condition)),
        );
        if (found !== undefined) return found;
      }
      return undefined;
    }
    if (t.kind !== "switch" || !this.readsMoved(t.value)) return undefined;
    // What no case names is left out: which values there are at all is known elsewhere.
    for (const { low, high, to } of t.cases) {
      const next = this.within(known, t.value, low, high);
      if (next === undefined) continue;
      const found = this.follow(to, next, block, true);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private follow(
    to: number,
    known: ReadonlyMap<string, Known>,
    decided: number,
    reads: boolean,
  ): number | undefined {
    if (to !== this.head)
      return to < this.head || this.cfg.isLoopHead[to] === 1
        ? undefined
        : this.walk(to, known, decided, reads);
    return reads && decided !== -1 ? decided : undefined;
  }

  /** Whether an instruction only looks. */
  private isLook({ op, dst, type }: Instruction): boolean {
    switch (op) {
      case Op.Const:
      case Op.Unary:
      case Op.Binary:
      case Op.Compare:
      case Op.Cast:
      case Op.Copy:
      case Op.PointerAdd:
      case Op.PointerDiff:
      case Op.VariableAddress:
      case Op.FieldAddress:
        return dst >= this.fn.variables.length;
      case Op.Load:
        return dst >= this.fn.variables.length && !type.isVolatile;
      default:
        return false;
    }
  }

  /** Whether a value comes from a byte of what a variable that the loop moves points to. */
  private readsMoved(register: number): boolean {
    const pending = [register];
    let isByte = false;
    for (let at = pending.pop(), n = 0; at !== undefined && n < 64; at = pending.pop(), n++) {
      if (at < 0) continue;
      if (at < this.fn.variables.length) {
        if (isByte && this.moved.has(at)) return true;
        continue;
      }
      const ins = this.definitions.get(at);
      if (ins === undefined) continue;
      if (ins.op === Op.Load && ins.type.kind === TypeKind.Int && ins.type.size === 1) isByte = true;
      if (ins.op === Op.VariableAddress && isByte && this.moved.has(ins.imm)) return true;
      if (ins.op === Op.VariableAddress || ins.op === Op.FieldAddress) continue;
      pending.push(
        ins.a,
        ins.op === Op.Binary || ins.op === Op.Compare || ins.op === Op.PointerAdd ? ins.b : -1,
      );
    }
    return false;
  }

  /** What is known once a condition came out so; undefined if it cannot, by what was known. */
  private assume(
    known: ReadonlyMap<string, Known>,
    condition: number,
    isTrue: boolean,
  ): ReadonlyMap<string, Known> | undefined {
    const ins = this.definitions.get(condition);
    if (ins?.op === Op.Compare) {
      const right = this.constant(ins.b);
      // Nothing changes in between: asked once more, the same question has the same answer.
      if (right === undefined) return this.within(known, condition, Number(isTrue), Number(isTrue));
      const op = isTrue ? ins.imm : opposite(ins.imm);
      if (op === CompareOp.Equal) return this.within(known, ins.a, right, right);
      if (op === CompareOp.NotEqual) return this.without(known, ins.a, right);
      if (op === CompareOp.Less) return this.within(known, ins.a, -Infinity, right - 1);
      if (op === CompareOp.LessEqual) return this.within(known, ins.a, -Infinity, right);
      if (op === CompareOp.Greater) return this.within(known, ins.a, right + 1, Infinity);
      return this.within(known, ins.a, right, Infinity);
    }
    return isTrue ? this.without(known, condition, 0) : this.within(known, condition, 0, 0);
  }

  private within(known: ReadonlyMap<string, Known>, register: number, low: number, high: number) {
    const key = this.key(register, 8);
    const before = known.get(key) ?? ANYTHING;
    const now = { low: Math.max(before.low, low), high: Math.min(before.high, high), not: before.not };
    return fits(now) ? new Map(known).set(key, now) : undefined;
  }

  private without(known: ReadonlyMap<string, Known>, register: number, value: number) {
    const key = this.key(register, 8);
    const before = known.get(key) ?? ANYTHING;
    const now = { ...before, not: [...before.not, value] };
    return fits(now) ? new Map(known).set(key, now) : undefined;
  }

  private constant(register: number): number | undefined {
    const ins = this.definitions.get(register);
    if (ins?.op === Op.Cast) return this.constant(ins.a);
    return ins?.op === Op.Const ? ins.imm : undefined;
  }

  /** The same text for registers that were computed in the same way: as nothing changes, they hold the same. */
  private key(register: number, depth: number): string {
    const ins = this.definitions.get(register);
    if (ins === undefined || depth === 0) return `r${register}`;
    if (ins.op === Op.Const) return `${ins.imm}`;
    if (ins.op === Op.Cast || ins.op === Op.Copy) return this.key(ins.a, depth - 1);
    if (ins.op === Op.VariableAddress) return `v${ins.imm}`;
    const b = ins.b >= 0 ? this.key(ins.b, depth - 1) : "";
    if (ins.op === Op.PointerAdd && b === "0") return this.key(ins.a, depth - 1);
    const isSum = ins.op === Op.Binary && ins.imm === BinaryOp.Add;
    return `${isSum ? "+" : `${ins.op}.${ins.imm}.${ins.name}`}(${this.key(ins.a, depth - 1)},${b})`;
  }
}

function fits({ low, high, not }: Known): boolean {
  return low <= high && !(low === high && not.includes(low));
}
