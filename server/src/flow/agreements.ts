/**
 * Pairs of functions of which neither body is in sight, and which a function itself treats as making and giving back:
 * `m = message_new(); ... message_unref(m);`. That it gives back on one way what it made says that it has to on the
 * others (beliefs that code must hold: Engler et al., "Bugs as Deviant Behavior", SOSP 2001). Whether a release by such a
 * name ends the object, or only lets go of one of several references, is not known: what is used after it is not told of.
 */
import { type Instruction, type IrFunction, Op } from "../ir/ir";
import type { FunctionModel } from "../models/model";
import { TypeKind } from "../semantics/types";
import { saysGiveBack, saysMake } from "./conventions";

export interface Agreement {
  /** The family of what a known function takes back, as `free` does; else a family of its own. */
  readonly family: string;
  readonly releaser: string;
  readonly memory: boolean;
}

export interface Agreements {
  /** By the call whose result has to be given back. */
  readonly makes: ReadonlyMap<Instruction, Agreement>;
  /** By the call, of a function that is not known, that takes back its only argument. */
  readonly gives: ReadonlyMap<Instruction, Agreement>;
}

export const AGREED = "agreed";

const NONE: Agreements = { makes: new Map(), gives: new Map() };

/** The model of a call's callee, if anything is known of it. */
type ModelOf = (ins: Instruction) => FunctionModel | undefined;

export function agreementsIn(fn: IrFunction, modelOf: ModelOf): Agreements {
  const byVariable = new Map<number, Agreement>();
  const gives = new Map<Instruction, Agreement>();
  forEachCall(fn, (ins, block) => {
    const [given] = ins.args!;
    if (ins.args!.length !== 1 || !saysGiveBack(ins.callee!.name)) return;
    const model = modelOf(ins);
    if (model !== undefined && !releasesOnly(model)) return;
    const variable = variableRead(fn, block, ins, given);
    if (variable === -1) return;
    const agreement = {
      family: model?.releases[0].family ?? AGREED,
      releaser: ins.callee!.name,
      memory: model !== undefined || !/close/i.test(ins.callee!.name),
    };
    if (!byVariable.has(variable)) byVariable.set(variable, agreement);
    if (model === undefined) gives.set(ins, agreement);
  });
  if (byVariable.size === 0) return NONE;
  const makes = new Map<Instruction, Agreement>();
  forEachCall(fn, (ins, block) => {
    if (ins.dst === -1 || !saysMake(ins.callee!.name) || modelOf(ins) !== undefined) return;
    const variable = variableWritten(fn, block, ins);
    const agreement = byVariable.get(variable);
    if (agreement !== undefined && fn.variables[variable].type.kind === TypeKind.Pointer)
      makes.set(ins, agreement);
  });
  return makes.size === 0 ? NONE : { makes, gives };
}

function forEachCall(fn: IrFunction, visit: (ins: Instruction, block: readonly Instruction[]) => void): void {
  for (const { instructions } of fn.blocks)
    for (const ins of instructions)
      if (ins.op === Op.Call && ins.callee?.kind === "function" && ins.callee.name !== "")
        visit(ins, instructions);
}

function releasesOnly({ releases }: FunctionModel): boolean {
  return releases.length === 1 && releases[0].param === 0 && releases[0].family === "heap";
}

/** The variable whose value an argument is; -1 for anything else. */
function variableRead(
  fn: IrFunction,
  block: readonly Instruction[],
  call: Instruction,
  register: number,
): number {
  let at = register;
  for (let i = block.indexOf(call) - 1; i >= 0 && at >= fn.variables.length; i--) {
    const ins = block[i];
    if (ins.dst !== at) continue;
    if (ins.op === Op.Cast || ins.op === Op.Copy) at = ins.a;
    else return ins.op === Op.Load ? variableAt(block, i, ins.a) : -1;
  }
  return at < fn.variables.length ? at : -1;
}

/** The variable that the result of a call is stored in at once; -1 if it is not. */
function variableWritten(fn: IrFunction, block: readonly Instruction[], call: Instruction): number {
  let at = call.dst;
  for (let i = block.indexOf(call) + 1; i < block.length && at >= fn.variables.length; i++) {
    const ins = block[i];
    if ((ins.op === Op.Cast || ins.op === Op.Copy) && ins.a === at) at = ins.dst;
    else if (ins.op === Op.Store && ins.b === at) return variableAt(block, i, ins.a);
  }
  return at < fn.variables.length ? at : -1;
}

/** The variable whose address is in a register before instruction i of a block. */
function variableAt(block: readonly Instruction[], i: number, register: number): number {
  for (let k = i - 1; k >= 0; k--)
    if (block[k].dst === register) return block[k].op === Op.VariableAddress ? block[k].imm : -1;
  return -1;
}
