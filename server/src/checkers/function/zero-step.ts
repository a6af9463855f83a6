/**
 * CWE-835: a loop through a message that goes on by what a byte of the message says, a record by its length, and never
 * asks whether that is 0. A record that says so is looked at for ever.
 */
import { compute } from "../../ir/arithmetic";
import { analyseCfg, type Cfg, isInLoop, successors } from "../../ir/cfg";
import { BinaryOp, CompareOp, type Instruction, type IrFunction, Op } from "../../ir/ir";
import { type Type, TypeKind } from "../../semantics/types";
import type { FunctionChecker, FunctionContext } from "./checker";

/** Expressions are looked into so far. */
const DEPTH = 12;

export const zeroStep: FunctionChecker = (context) => {
  const { blocks, holes } = context.function;
  // Cheap before the graph is made: a loop goes back to a block of a lower number.
  const isLoop = blocks.some(({ id, terminator }) => successors(terminator).some((to) => to <= id));
  if (holes.length > 0 || !isLoop) return;
  const cfg = analyseCfg(context.function);
  for (let head = 0; head < blocks.length; head++)
    if (cfg.isLoopHead[head] === 1) new Walk(context, cfg, head).check();
};

/** What an expression is made of. */
interface Parts {
  readonly variables: Set<number>;
  /** Bytes that are read, as texts that are the same for the same place. */
  readonly bytes: Set<string>;
  /** It is made of something else, too: other memory, results of calls. */
  isOpen: boolean;
}

class Walk {
  private readonly fn: IrFunction;
  private readonly inside: Uint8Array;
  private readonly definitions = new Map<number, Instruction>();
  /** What the loop assigns to variables. */
  private readonly assigned = new Map<number, Instruction[]>();

  constructor(
    private readonly context: FunctionContext,
    private readonly cfg: Cfg,
    private readonly head: number,
  ) {
    this.fn = context.function;
    this.inside = new Uint8Array(this.fn.blocks.length);
  }

  check(): void {
    const { blocks, variables } = this.fn;
    for (const { id, instructions } of blocks) {
      this.inside[id] = isInLoop(this.cfg, id, this.head) ? 1 : 0;
      for (const ins of instructions) {
        if (ins.dst >= variables.length) this.definitions.set(ins.dst, ins);
        else if (ins.dst >= 0 && this.inside[id] === 1) {
          const writes = this.assigned.get(ins.dst);
          if (writes === undefined) this.assigned.set(ins.dst, [ins]);
          else writes.push(ins);
        }
        if (ins.op === Op.Opaque && this.inside[id] === 1) return;
      }
    }
    for (const [variable, writes] of this.assigned) {
      const bytes = new Set<string>();
      if (!writes.every((ins) => this.isStep(ins, variable, bytes)) || bytes.size === 0) continue;
      if (!this.endsBy(variable) || this.isAsked(variable, bytes)) continue;
      const [{ start, end }] = writes;
      this.context.report({
        rule: "endless-loop",
        site: { start, end },
        message: `The loop moves on by what the data says, and nothing asks whether that is 0: then '${variables[variable].name}' stays where it is, and the loop never ends.`,
        confidence: "evidence",
        steps: [],
      });
      return;
    }
  }

  /** Whether an assignment adds a number to the variable that is 0 where the bytes of the message are, which join `bytes`. */
  private isStep(ins: Instruction, variable: number, bytes: Set<string>): boolean {
    const sum = this.made(ins.op === Op.Copy ? ins.a : ins.dst);
    if (sum === undefined || this.behindCasts(sum.a) !== variable) return false;
    const isSum = sum.op === Op.PointerAdd || (sum.op === Op.Binary && sum.imm === BinaryOp.Add);
    if (!isSum || this.atZero(sum.b, DEPTH) !== 0) return false;
    const parts = this.partsOf(sum.b);
    if (parts.isOpen || parts.bytes.size === 0) return false;
    for (const byte of parts.bytes) bytes.add(byte);
    return true;
  }

  /** What an expression gives where the bytes that it reads are 0; undefined if that is not known. */
  private atZero(register: number, depth: number): number | undefined {
    if (depth === 0) return undefined;
    if (register < this.fn.variables.length) {
      const writes = this.assigned.get(register);
      // A variable that has a value already when the loop begins may have another one.
      if (writes?.length !== 1 || writes[0].op !== Op.Copy) return undefined;
      return this.atZero(writes[0].a, depth - 1);
    }
    const ins = this.definitions.get(register);
    switch (ins?.op) {
      case Op.Const:
        return ins.imm;
      case Op.Cast:
      case Op.Copy:
        return this.atZero(ins.a, depth - 1);
      case Op.Load:
        return isByte(ins.type) ? 0 : undefined;
      case Op.Binary: {
        const a = this.atZero(ins.a, depth - 1);
        const b = this.atZero(ins.b, depth - 1);
        const result = a === undefined || b === undefined ? Number.NaN : compute(ins.imm, a, b, ins.type);
        return Number.isNaN(result) ? undefined : result;
      }
      default:
        return undefined;
    }
  }

  private partsOf(register: number): Parts {
    const parts: Parts = { variables: new Set(), bytes: new Set(), isOpen: false };
    this.collect(register, parts, DEPTH);
    return parts;
  }

  private collect(register: number, parts: Parts, depth: number): void {
    if (register < 0) return;
    if (depth === 0) {
      parts.isOpen = true;
      return;
    }
    if (register < this.fn.variables.length) {
      parts.variables.add(register);
      const writes = this.assigned.get(register);
      if (writes?.length === 1 && writes[0].op === Op.Copy && !this.isOwnSum(register, writes[0]))
        this.collect(writes[0].a, parts, depth - 1);
      return;
    }
    const ins = this.definitions.get(register);
    switch (ins?.op) {
      case Op.Const:
        return;
      case Op.Load:
        if (isByte(ins.type) && this.isMessage(ins.a)) parts.bytes.add(this.key(ins.a, DEPTH));
        else parts.isOpen ||= !this.isConstantName(ins.a);
        return;
      case Op.Unary:
      case Op.Cast:
      case Op.Copy:
        this.collect(ins.a, parts, depth - 1);
        return;
      case Op.Binary:
      case Op.Compare:
      case Op.PointerAdd:
      case Op.PointerDiff:
        this.collect(ins.a, parts, depth - 1);
        this.collect(ins.b, parts, depth - 1);
        return;
      case Op.VariableAddress:
      case Op.GlobalAddress:
        return;
      default:
        parts.isOpen = true;
    }
  }

  /** Whether an address is that of a name which nobody declares, and which is written as constants are. */
  private isConstantName(address: number): boolean {
    const ins = this.definitions.get(address);
    const isKnown = ins?.type.to != null && ins.type.to.kind !== TypeKind.Unknown;
    return ins?.op === Op.GlobalAddress && !isKnown && /^[A-Z][A-Z\d_]*$/.test(ins.name);
  }

  /** Whether a variable is moved on from what it is. */
  private isOwnSum(variable: number, { a }: Instruction): boolean {
    const sum = this.made(a);
    return (sum?.op === Op.Binary || sum?.op === Op.PointerAdd) && this.behindCasts(sum.a) === variable;
  }

  /** Whether memory is no table that the program itself fixes. */
  private isMessage(address: number): boolean {
    for (let at = address, n = 0; n < DEPTH; n++) {
      const ins = this.definitions.get(at);
      if (ins === undefined) return true;
      if (ins.op === Op.GlobalAddress || ins.op === Op.VariableAddress) return !isFixed(ins.type.to);
      if (ins.op !== Op.PointerAdd && ins.op !== Op.FieldAddress && ins.op !== Op.Cast) return true;
      at = ins.a;
    }
    return true;
  }

  /** Whether the loop ends by a question about the variable, and by nothing that may change while that stays. */
  private endsBy(variable: number): boolean {
    let isAsked = false;
    for (const { id, terminator: t } of this.fn.blocks) {
      if (this.inside[id] === 0 || !successors(t).some((to) => this.inside[to] === 0)) continue;
      if (t.kind !== "branch" && t.kind !== "switch") return false;
      const parts = this.partsOf(t.kind === "branch" ? t.condition : t.value);
      if (parts.isOpen) return false;
      for (const v of parts.variables) if (v !== variable && !this.isSteady(v)) return false;
      isAsked ||= t.kind === "branch" && this.isLimit(t.condition, variable);
    }
    return isAsked;
  }

  /** Whether a condition compares the variable, and not what it leads to, by order. */
  private isLimit(condition: number, variable: number): boolean {
    const asked = this.definitions.get(condition);
    if (asked?.op !== Op.Compare) return false;
    if (asked.imm === CompareOp.Equal || asked.imm === CompareOp.NotEqual) return false;
    const { variables, bytes } = this.partsOf(condition);
    return variables.has(variable) && bytes.size === 0;
  }

  /** Whether a variable is the same in every round in which the message and the place in it are. */
  private isSteady(variable: number): boolean {
    const writes = this.assigned.get(variable);
    if (writes === undefined) return !this.fn.variables[variable].memory;
    return writes.length === 1 && writes[0].op === Op.Copy && !this.isOwnSum(variable, writes[0]);
  }

  /** Whether the loop asks how much the variable is moved by, but whether there is so much left. */
  private isAsked(variable: number, bytes: ReadonlySet<string>): boolean {
    const concerns = (register: number) => {
      const parts = this.partsOf(register);
      for (const byte of parts.bytes) if (bytes.has(byte)) return !parts.variables.has(variable);
      return false;
    };
    for (const { id, instructions, terminator: t } of this.fn.blocks) {
      if (this.inside[id] === 0) continue;
      for (const ins of instructions) {
        if (ins.op === Op.Compare && concerns(ins.dst)) return true;
        // Somebody else may ask, or make something of it.
        if (ins.op === Op.Call && ins.args?.some(concerns) && ins.dst !== -1) return true;
      }
      if (t.kind === "switch" && concerns(t.value)) return true;
      if (
        t.kind === "branch" &&
        this.definitions.get(t.condition)?.op !== Op.Compare &&
        concerns(t.condition)
      )
        return true;
    }
    return false;
  }

  private made(register: number): Instruction | undefined {
    return this.definitions.get(this.behindCasts(register));
  }

  private behindCasts(register: number): number {
    let at = register;
    for (let n = 0; n < DEPTH; n++) {
      const ins = this.definitions.get(at);
      if (ins === undefined || (ins.op !== Op.Cast && ins.op !== Op.Copy)) return at;
      at = ins.a;
    }
    return at;
  }

  /** The same text for the same place, as long as no variable changes. */
  private key(register: number, depth: number): string {
    const ins = this.definitions.get(register);
    if (ins === undefined || depth === 0) return `r${register}`;
    if (ins.op === Op.Const) return `${ins.imm}`;
    if (ins.op === Op.Cast || ins.op === Op.Copy) return this.key(ins.a, depth - 1);
    const b = ins.b >= 0 ? this.key(ins.b, depth - 1) : "";
    if (ins.op === Op.PointerAdd && b === "0") return this.key(ins.a, depth - 1);
    return `${ins.op}.${ins.imm}.${ins.name}(${this.key(ins.a, depth - 1)},${b})`;
  }
}

function isByte({ kind, size, isVolatile }: Type): boolean {
  return kind === TypeKind.Int && size === 1 && !isVolatile;
}

/** Whether an object is one that the program fixes. */
function isFixed(type: Type | null): boolean {
  let t = type;
  while (t?.kind === TypeKind.Array && !t.isConst) t = t.to;
  return t?.isConst === true;
}
