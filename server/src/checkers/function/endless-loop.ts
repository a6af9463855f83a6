/**
 * CWE-835: a loop that was entered and that nothing can end. Every way out of it hangs on variables of the function
 * that no round changes, or on a signed counter that moves away from its bound. Loops without a condition of their own,
 * such as the main loop of a device, are meant to go on and are left alone.
 */
import { analyseCfg, type Cfg, isInLoop } from "../../ir/cfg";
import { mirrored, opposite } from "../../ir/comparisons";
import { BinaryOp, CompareOp, type Instruction, type IrFunction, Op, type Terminator } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import type { FunctionChecker, FunctionContext } from "./checker";

type Branch = Terminator & { kind: "branch" };

export const endlessLoop: FunctionChecker = (context) => {
  const { function: fn } = context;
  if (fn.holes.length > 0) return;
  let cfg: Cfg | undefined;
  for (const block of fn.blocks) {
    // Cheap before the graph is made: a loop goes back to a block of a lower number.
    if (cfg === undefined && !goesBack(block.id, block.terminator)) continue;
    cfg ??= analyseCfg(fn);
    break;
  }
  if (cfg === undefined) return;
  for (let head = 0; head < fn.blocks.length; head++) {
    if (cfg.isLoopHead[head] === 1) new Loop(context, cfg, head).check();
  }
};

function goesBack(id: number, t: Terminator): boolean {
  switch (t.kind) {
    case "jump":
      return t.to <= id;
    case "branch":
      return t.ifTrue <= id || t.ifFalse <= id;
    case "either":
      return t.targets.some((to) => to <= id);
    case "switch":
      return true;
    default:
      return false;
  }
}

/** What one round does to a variable: its step if it is one constant, the same in every place. */
interface Change {
  step: number | undefined;
}

class Loop {
  private readonly fn: IrFunction;
  private readonly inside: Uint8Array;
  private readonly changes = new Map<number, Change>();
  private readonly definitions = new Map<number, Instruction>();

  constructor(
    private readonly context: FunctionContext,
    private readonly cfg: Cfg,
    private readonly head: number,
  ) {
    this.fn = context.function;
    this.inside = new Uint8Array(this.fn.blocks.length);
  }

  check(): void {
    const exits: { branch: Branch; staysOnTrue: boolean }[] = [];
    for (let b = 0; b < this.inside.length; b++) this.inside[b] = isInLoop(this.cfg, b, this.head) ? 1 : 0;
    for (const { id, terminator: t } of this.fn.blocks) {
      if (this.inside[id] === 0) continue;
      const leaves = this.cfg.successors[id].filter((to) => this.inside[to] === 0).length;
      if (leaves === 0) {
        // A way that ends here is a way out: the process stops, or the function does.
        if (t.kind !== "jump" && t.kind !== "branch" && t.kind !== "either" && t.kind !== "switch") return;
        continue;
      }
      if (t.kind !== "branch" || exits.length > 0) return;
      exits.push({ branch: t, staysOnTrue: this.inside[t.ifTrue] === 1 });
    }
    if (exits.length !== 1) return;
    if (!this.readRound()) return;
    const [{ branch, staysOnTrue }] = exits;
    const compare = this.definitions.get(branch.condition);
    const message =
      compare?.op === Op.Compare
        ? (this.awayFrom(compare, staysOnTrue) ?? this.unchanged(compare))
        : undefined;
    if (message === undefined) return;
    this.context.report({
      rule: "endless-loop",
      site: branch,
      message,
      confidence: "definite",
      steps: [],
    });
  }

  /** Notes what the instructions of a round write; false if it can end in a way that the graph does not show. */
  private readRound(): boolean {
    for (const { id, instructions } of this.fn.blocks) {
      for (const ins of instructions) {
        if (this.inside[id] === 0) continue;
        if (ins.op === Op.Opaque) return false;
        if (ins.op === Op.Call && this.mayLeave(ins)) return false;
        if (ins.dst >= this.fn.variables.length) this.definitions.set(ins.dst, ins);
      }
    }
    for (const { id, instructions } of this.fn.blocks) {
      if (this.inside[id] === 0) continue;
      for (const ins of instructions) {
        if (ins.dst < 0 || ins.dst >= this.fn.variables.length) continue;
        const step = this.stepOf(ins);
        const known = this.changes.get(ins.dst);
        if (known === undefined) this.changes.set(ins.dst, { step });
        else if (known.step !== step) known.step = undefined;
      }
    }
    return true;
  }

  /** Whether a call may end the loop by itself: leave by an exception or a jump, stop the process. */
  private mayLeave({ callee }: Instruction): boolean {
    if (callee === null || callee.name === "") return true;
    const model = callee.summary ?? this.context.model(callee.name);
    if (model === undefined) return true;
    return model.noReturn;
  }

  /** The constant that an instruction adds to the variable it writes; undefined if it does something else. */
  private stepOf(ins: Instruction): number | undefined {
    const at = this.throughCasts(ins.op === Op.Copy ? ins.a : ins.dst);
    const sum = this.definitions.get(at);
    if (sum?.op !== Op.Binary) return undefined;
    if (sum.imm !== BinaryOp.Add && sum.imm !== BinaryOp.Subtract) return undefined;
    if (this.throughCasts(sum.a) !== ins.dst) return undefined;
    const by = this.constant(sum.b);
    if (by === undefined) return undefined;
    return sum.imm === BinaryOp.Add ? by : -by;
  }

  private constant(register: number): number | undefined {
    const ins = this.definitions.get(this.throughCasts(register));
    return ins?.op === Op.Const ? ins.imm : undefined;
  }

  private throughCasts(register: number): number {
    let at = register;
    for (let depth = 0; depth < 8; depth++) {
      const ins = this.definitions.get(at);
      if (
        ins === undefined ||
        (ins.op !== Op.Cast && ins.op !== Op.Copy) ||
        ins.dst < this.fn.variables.length
      )
        return at;
      at = ins.a;
    }
    return at;
  }

  private name(register: number): string {
    return this.fn.variables[register]?.name ?? "";
  }

  /** A signed counter that grows where it has to fall to end the loop, or falls where it has to grow. */
  private awayFrom(compare: Instruction, staysOnTrue: boolean): string | undefined {
    const stays = staysOnTrue ? compare.imm : opposite(compare.imm);
    for (const [counter, bound, op] of [
      [compare.a, compare.b, stays],
      [compare.b, compare.a, mirrored(stays)],
    ]) {
      const variable = this.throughCasts(counter);
      const step = this.changes.get(variable)?.step;
      const limit = this.throughCasts(bound);
      if (step === undefined || step === 0 || !this.isFixed(limit)) continue;
      const { type, name } = this.fn.variables[variable];
      if (type.kind !== TypeKind.Int || !type.signed || type.size < 4) continue;
      const grows = op === CompareOp.Greater || op === CompareOp.GreaterEqual;
      const falls = op === CompareOp.Less || op === CompareOp.LessEqual;
      if ((falls && step < 0) || (grows && step > 0))
        return `'${name}' moves away from its bound with every round: the loop does not end before it overflows.`;
    }
    return undefined;
  }

  /** Whether a register keeps its value for as long as the loop runs. */
  private isFixed(register: number): boolean {
    if (register < this.fn.variables.length) {
      const { memory, type } = this.fn.variables[register];
      return !memory && !type.isVolatile && !this.changes.has(register);
    }
    const ins = this.definitions.get(register);
    // What was computed before the loop stays as it is.
    return ins === undefined || ins.op === Op.Const;
  }

  /** A comparison of which nothing can ever change the outcome. */
  private unchanged(compare: Instruction): string | undefined {
    const left = this.throughCasts(compare.a);
    const right = this.throughCasts(compare.b);
    if (!this.isFixed(left) || !this.isFixed(right)) return undefined;
    const names = [left, right].map((r) => this.name(r)).filter((name) => name !== "");
    if (names.length === 0 || isAnswer(this.fn, left) || isAnswer(this.fn, right)) return undefined;
    const what = names.map((name) => `'${name}'`).join(" nor ");
    return names.length === 1
      ? `Nothing in the loop changes ${what}: once entered, it never ends.`
      : `The loop changes neither ${what}: once entered, it never ends.`;
  }
}

/** Whether a variable is a truth value: loops on those are often written to go on for ever. */
function isAnswer(fn: IrFunction, register: number): boolean {
  return register < fn.variables.length && fn.variables[register].type.kind === TypeKind.Bool;
}
