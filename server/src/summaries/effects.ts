/**
 * What a function may do to the memory that its callers know, told from its instructions alone, whatever their order:
 * which parameters it keeps, through which it writes, whether it touches anything else. Every register and local gets
 * the set of places that its value may have come from (flow-insensitive, in the manner of Steensgaard's points-to
 * analysis with the parameters as only classes).
 */
import { BinaryOp, type Instruction, type IrFunction, Op } from "../ir/ir";
import type { FunctionModel } from "../models/model";
import { TypeKind } from "../semantics/types";

export interface Effects {
  /** Bit i: memory reachable from parameter i may change. */
  readonly changed: number;
  /** Bit i: a pointer from parameter i may be held by others afterwards, the caller among them. */
  readonly retained: number;
  /** Those of them that may have been stored in memory. */
  readonly stored: number;
  /** Memory that is reached by no parameter may change, or code that is not known runs. */
  readonly world: boolean;
  /** It writes through a pointer that it read from memory: what that points to may be known to callers by another name. */
  readonly deep: boolean;
}

/** Parameters that are told apart; those beyond share the last bit. */
const MAX_PARAMS = 24;
const WORLD = 1 << 25;
const LOCAL = 1 << 26;
/** Read from memory that is not its own. */
const DEEP = 1 << 27;
const PARAMS = WORLD - 1;
/** Chains of assignments longer than this through variables are rare, and end in what was found so far. */
const ROUNDS = 6;

export function paramBit(i: number): number {
  return 1 << Math.min(i, MAX_PARAMS);
}

export function effectsOf(
  fn: IrFunction,
  modelOf: (call: Instruction) => FunctionModel | undefined,
): Effects {
  const from = new Int32Array(fn.registers);
  let held = 0;
  let changed = 0;
  let retained = 0;
  let world = false;
  let deep = false;
  for (let i = 0; i < fn.variables.length; i++) {
    const v = fn.variables[i];
    if (v.param < 0) continue;
    if (v.memory) held |= paramBit(v.param);
    else from[i] = paramBit(v.param);
  }
  const of = (r: number) => (r === -1 ? 0 : from[r]);
  const store = (address: number, pointer: number) => {
    const value = pointer & LOCAL ? pointer | held : pointer;
    if (address === 0 || address & WORLD) world = true;
    if (address & DEEP) deep = true;
    if (address & LOCAL) held |= value & ~LOCAL;
    changed |= address & PARAMS;
    if (address & ~(LOCAL | DEEP) || address === 0) retained |= value & PARAMS;
  };
  const expose = (value: number) => {
    changed |= value & PARAMS;
    retained |= value & PARAMS;
    if (value & LOCAL) {
      changed |= held & PARAMS;
      retained |= held & PARAMS;
    }
  };
  const call = (ins: Instruction) => {
    const args = ins.args ?? [];
    const model = modelOf(ins);
    if (model === undefined) {
      world = true;
      for (const r of args) expose(from[r]);
      return WORLD;
    }
    const at = (p: number) => of(args[p] ?? -1);
    for (const w of model.writes) store(at(w.param), w.content === "copy" ? at(w.from) : 0);
    if (model.elements !== null) store(at(0), at(args.length - 1));
    for (const p of model.changes) changed |= at(p) & PARAMS;
    // What is released with a list, node by node, is not its owner's any more.
    for (const { param } of model.releases) if (at(param) & DEEP) changed |= at(param) & PARAMS;
    for (const p of model.retains) retained |= at(p) & PARAMS;
    for (const f of model.flows) if (f.to >= 0) store(at(f.to), 0);
    if (!model.contained) {
      world = true;
      for (const r of args) changed |= from[r] & PARAMS;
    }
    if (model.allocates !== null && model.allocates.to >= 0) store(at(model.allocates.to), 0);
    if (model.returnsParam >= 0) return at(model.returnsParam);
    if (model.returnsInto >= 0) return at(model.returnsInto);
    return model.allocates === null ? WORLD : LOCAL;
  };
  const run = (ins: Instruction): number => {
    switch (ins.op) {
      case Op.Copy:
      case Op.Cast:
      case Op.FieldAddress:
      case Op.Unary:
        return of(ins.a);
      case Op.PointerAdd:
        return of(ins.a);
      case Op.Binary:
        return ins.imm === BinaryOp.Multiply || ins.imm === BinaryOp.Divide ? 0 : of(ins.a) | of(ins.b);
      case Op.VariableAddress:
        return fn.variables[ins.imm].isStatic ? WORLD : LOCAL;
      case Op.GlobalAddress:
        return WORLD;
      case Op.Load: {
        const kind = ins.type.kind;
        if (kind === TypeKind.Int || kind === TypeKind.Float) return 0;
        const a = of(ins.a);
        return (a & ~LOCAL ? (a & ~LOCAL) | DEEP : 0) | (a & LOCAL ? held : 0);
      }
      case Op.Store:
        store(of(ins.a), of(ins.b));
        return 0;
      case Op.CopyMemory: {
        const b = of(ins.b);
        store(of(ins.a), b & LOCAL ? b | held : b);
        return 0;
      }
      case Op.Zero:
      case Op.InitString:
        store(of(ins.a), 0);
        return 0;
      case Op.Call:
        return call(ins);
      case Op.Opaque:
        world = true;
        for (const r of ins.args ?? []) expose(from[r]);
        return WORLD;
      default:
        return 0;
    }
  };
  for (let round = 0, moved = true; moved && round < ROUNDS; round++) {
    moved = false;
    const before = held;
    for (const block of fn.blocks)
      for (const ins of block.instructions) {
        const value = run(ins);
        if (ins.dst === -1 || (from[ins.dst] | value) === from[ins.dst]) continue;
        from[ins.dst] |= value;
        moved = true;
      }
    moved ||= held !== before;
  }
  const stored = retained;
  for (const block of fn.blocks)
    if (block.terminator.kind === "return") {
      const value = of(block.terminator.value);
      retained |= value & PARAMS;
      if (value & LOCAL) retained |= held & PARAMS;
    }
  return { changed, retained, stored, world, deep };
}
