/**
 * Pairs of functions of which neither body is in sight, and which a function itself treats as making and giving back:
 * `m = message_new(); ... message_unref(m);`. That it gives back on one way what it made says that it has to on the
 * others (beliefs that code must hold: Engler et al., "Bugs as Deviant Behavior", SOSP 2001). Whether a release by such a
 * name ends the object, or only lets go of one of several references, is not known: what is used after it is not told of.
 *
 * What is made may be a result, a pointer that is handed out through a parameter (`receive(s, &packet)`), or what is
 * behind a record of the function's own (`image_alloc(&image, w, h)`, `list = list_new()`).
 */
import { type Callee, type Instruction, type IrFunction, Op } from "../ir/ir";
import type { FunctionModel } from "../models/model";
import { TypeKind } from "../semantics/types";
import { saysEnd, saysFind, saysGiveBack, saysMake } from "./conventions";

export interface Agreement {
  /** The family of what a known function takes back, as `free` does; else a family of its own. */
  readonly family: string;
  readonly releaser: string;
  readonly memory: boolean;
}

/** What a call makes that is to be given back. */
export interface Making extends Agreement {
  readonly how: "result" | "pointer" | "record";
  /** The argument that it is handed out through; -1 for the result. */
  readonly param: number;
  /** The variable that holds it; of a result, where it is stored first. */
  readonly variable: number;
  /** Whether the name of the function that makes it says so. */
  readonly isSaid: boolean;
}

/** What a call takes back. */
export interface Giving {
  readonly param: number;
  /** The record that is given back; -1 for what a pointer refers to. */
  readonly record: number;
}

export interface Agreements {
  readonly makes: ReadonlyMap<Instruction, Making>;
  /** By the call, of a function that is not known. */
  readonly gives: ReadonlyMap<Instruction, Giving>;
  /** The variables whose records are followed. */
  readonly records: ReadonlySet<number>;
}

export const AGREED = "agreed";

const NONE: Agreements = { makes: new Map(), gives: new Map(), records: new Set() };

/** The model of a call's callee, if anything is known of it. */
type ModelOf = (ins: Instruction) => FunctionModel | undefined;

export function agreementsIn(fn: IrFunction, modelOf: ModelOf): Agreements {
  const code = new Code(fn, modelOf);
  const byVariable = new Map<number, Agreement>();
  const gives = new Map<Instruction, Giving>();
  code.forEachCall((ins, block, name) => {
    const model = code.modelOf(ins);
    if (model === undefined ? !saysGiveBack(name) : !releasesOnly(model)) return;
    const given = code.givenBack(block, ins);
    if (given === undefined) return;
    const { variable, param, record } = given;
    if (!byVariable.has(variable))
      byVariable.set(variable, {
        family: model?.releases[0].family ?? AGREED,
        releaser: name,
        memory: model === undefined ? !/close/i.test(name) : isMemory(model.releases[0].family),
      });
    if (model === undefined) gives.set(ins, { param, record });
  });
  if (byVariable.size === 0) return NONE;
  const makes = new Map<Instruction, Making>();
  const records = new Set<number>();
  const byMaker = new Map<string, Agreement>();
  code.forEachCall((ins, block, name) => {
    const made = code.madeBy(block, ins, name, byVariable);
    if (made === undefined) return;
    makes.set(ins, made);
    if (made.how === "record") records.add(made.variable);
    if (made.how === "result" && ins.callee!.kind === "function")
      byMaker.set(code.wayOfCalling(block, ins), made);
  });
  if (makes.size === 0) return NONE;
  // What is made in the same way is as much its caller's, by whatever name.
  if (byMaker.size > 0)
    code.forEachCall((ins, block) => {
      if (ins.callee!.kind !== "function" || makes.has(ins) || code.modelOf(ins) !== undefined) return;
      const agreement = byMaker.get(code.wayOfCalling(block, ins));
      const variable = agreement === undefined ? -1 : code.variableWritten(block, ins);
      if (agreement !== undefined && code.isPointer(variable))
        makes.set(ins, { ...agreement, how: "result", param: -1, variable, isSaid: true });
    });
  return { makes, gives, records };
}

/** A function's calls, and where the values in them come from. */
class Code {
  /** How the address of a variable in memory is used; what is missing was not asked for yet. */
  private readonly uses = new Map<number, "plain" | "beyond">();

  constructor(
    private readonly fn: IrFunction,
    private readonly known: ModelOf,
  ) {}

  modelOf(ins: Instruction): FunctionModel | undefined {
    return ins.callee!.kind === "function" ? this.known(ins) : undefined;
  }

  forEachCall(visit: (ins: Instruction, block: readonly Instruction[], name: string) => void): void {
    for (const { instructions } of this.fn.blocks)
      for (const ins of instructions) {
        const name = ins.op === Op.Call ? nameOf(ins.callee!, instructions) : "";
        if (name !== "") visit(ins, instructions, name);
      }
  }

  isPointer(variable: number): boolean {
    return variable !== -1 && this.fn.variables[variable].type.kind === TypeKind.Pointer;
  }

  /** What a call gives back: of several arguments the only one that is a pointer in a variable of the function's own. */
  givenBack(block: readonly Instruction[], call: Instruction): (Giving & { variable: number }) | undefined {
    let found: (Giving & { variable: number }) | undefined;
    const args = call.args!;
    for (let param = 0; param < args.length; param++) {
      const record = args.length === 1 ? this.recordAt(block, block.indexOf(call), args[param]) : -1;
      const variable = record === -1 ? this.variableRead(block, call, args[param]) : record;
      if (variable === -1) continue;
      const { type, param: place } = this.fn.variables[variable];
      if (args.length > 1 && (type.kind !== TypeKind.Pointer || place !== -1)) continue;
      if (found !== undefined) return undefined;
      found = { param, record, variable };
    }
    return found;
  }

  /** What a call makes of all that is given back in the function. */
  madeBy(
    block: readonly Instruction[],
    call: Instruction,
    name: string,
    byVariable: ReadonlyMap<number, Agreement>,
  ): Making | undefined {
    const isSaid = saysMake(name);
    const model = this.modelOf(call);
    if (call.dst !== -1 && isSaid && model === undefined) {
      const variable = this.variableWritten(block, call);
      const agreement = byVariable.get(variable);
      if (agreement !== undefined && this.isPointer(variable))
        return { ...agreement, how: "result", param: -1, variable, isSaid };
      const record = call.type.kind === TypeKind.Record ? this.recordWritten(block, call) : -1;
      const behind = byVariable.get(record);
      if (behind?.family === AGREED && this.isOwnRecord(record))
        return { ...behind, how: "record", param: -1, variable: record, isSaid };
    }
    if (call.callee!.kind !== "function" || call.type.kind === TypeKind.Record) return undefined;
    if (model !== undefined && !leavesOpen(call, model)) return undefined;
    const isSource = !saysFind(name) && !saysGiveBack(name);
    for (const [param, register] of call.args!.entries()) {
      if (model?.retains.includes(param)) continue;
      const variable = variableAt(block, block.indexOf(call), register);
      const agreement = byVariable.get(variable);
      if (agreement === undefined || this.fn.variables[variable].isStatic) continue;
      const { kind } = this.fn.variables[variable].type;
      if (kind === TypeKind.Pointer && isSource && this.isHandedOutOnly(variable, name))
        return { ...agreement, how: "pointer", param, variable, isSaid };
      if (
        model === undefined &&
        this.mayBeRecord(variable) &&
        isSaid &&
        agreement.family === AGREED &&
        this.isOwnRecord(variable)
      )
        return { ...agreement, how: "record", param, variable, isSaid };
    }
    return undefined;
  }

  /** How a function is called: by name, with which constants, and with what of them that is an address of the caller's. */
  wayOfCalling(block: readonly Instruction[], call: Instruction): string {
    let way = call.callee!.name;
    for (const register of call.args!) {
      const at = block.findIndex(({ dst }) => dst === register);
      const op = at === -1 ? undefined : block[at].op;
      way += op === Op.Const ? ` ${block[at].imm}` : op === Op.VariableAddress ? " &" : " _";
    }
    return way;
  }

  /** The variable that the result of a call is stored in at once; -1 if it is not. */
  variableWritten(block: readonly Instruction[], call: Instruction): number {
    let at = call.dst;
    if (at === -1) return -1;
    for (let i = block.indexOf(call) + 1; i < block.length && at >= this.fn.variables.length; i++) {
      const ins = block[i];
      if ((ins.op === Op.Cast || ins.op === Op.Copy) && ins.a === at) at = ins.dst;
      else if (ins.op === Op.Store && ins.b === at) return variableAt(block, i, ins.a);
    }
    return at < this.fn.variables.length ? at : -1;
  }

  /** The variable that a record that a call returns is copied to at once; -1 if it is not. */
  private recordWritten(block: readonly Instruction[], call: Instruction): number {
    for (let i = block.indexOf(call) + 1; i < block.length; i++)
      if (block[i].op === Op.CopyMemory && block[i].b === call.dst) return variableAt(block, i, block[i].a);
    return -1;
  }

  /** The variable whose value an argument is; -1 for anything else. */
  private variableRead(block: readonly Instruction[], call: Instruction, register: number): number {
    let at = register;
    for (let i = block.indexOf(call) - 1; i >= 0 && at >= this.fn.variables.length; i--) {
      const ins = block[i];
      if (ins.dst !== at) continue;
      if (ins.op === Op.Cast || ins.op === Op.Copy) at = ins.a;
      else return ins.op === Op.Load ? variableAt(block, i, ins.a) : -1;
    }
    return at < this.fn.variables.length ? at : -1;
  }

  /** The variable that is a record and whose address a register holds; -1 for anything else. */
  private recordAt(block: readonly Instruction[], i: number, register: number): number {
    const variable = variableAt(block, i, register);
    return variable !== -1 && this.mayBeRecord(variable) ? variable : -1;
  }

  /** A type that nothing declares is a record as long as its address is what is handed on. */
  private mayBeRecord(variable: number): boolean {
    const { kind } = this.fn.variables[variable].type;
    return kind === TypeKind.Record || kind === TypeKind.Unknown;
  }

  /** Whether a pointer is null until the one function whose name this is sets it, and nobody else gets at it. */
  private isHandedOutOnly(variable: number, maker: string): boolean {
    const { name, param, isStatic } = this.fn.variables[variable];
    if (name === "" || param !== -1 || isStatic) return false;
    const registers = this.addressesOf(variable);
    for (const { instructions } of this.fn.blocks)
      for (const ins of instructions) {
        if (ins.op === Op.Load && registers.has(ins.a)) continue;
        if (ins.op === Op.Store && registers.has(ins.a)) {
          if (!isNull(instructions, ins.b)) return false;
          continue;
        }
        if (ins.op === Op.Call && ins.args!.some((r) => registers.has(r))) {
          if (ins.callee!.name === maker) continue;
          return false;
        }
        if (usesAny(ins, registers)) return false;
      }
    return true;
  }

  /** Whether a record stays with the function: neither it nor what it holds is stored or copied anywhere else. */
  private isOwnRecord(variable: number): boolean {
    let use = this.uses.get(variable);
    if (use === undefined) this.uses.set(variable, (use = this.staysWithin(variable) ? "plain" : "beyond"));
    return use === "plain";
  }

  private staysWithin(variable: number): boolean {
    const { name, param, isStatic } = this.fn.variables[variable];
    if (name === "" || param !== -1 || isStatic) return false;
    const registers = this.addressesOf(variable);
    // Parts of it, and what was read from there.
    const held = new Set<number>();
    for (const { instructions, terminator } of this.fn.blocks) {
      for (const [i, ins] of instructions.entries()) {
        const isOf = registers.has(ins.a);
        if (isOf && (ins.op === Op.FieldAddress || ins.op === Op.PointerAdd)) registers.add(ins.dst);
        else if (ins.op === Op.Load && isOf) held.add(ins.dst);
        else if ((ins.op === Op.Copy || ins.op === Op.Cast) && (isOf || held.has(ins.a)))
          (isOf ? registers : held).add(ins.dst);
        else if (ins.op === Op.Store && (registers.has(ins.b) || (held.has(ins.b) && !isOf))) return false;
        else if (ins.op === Op.CopyMemory && registers.has(ins.b)) return false;
        else if (ins.op === Op.Opaque && usesAny(ins, registers)) {
          // How an object of no known type begins.
          if (i < 2 || instructions[i - 2].op !== Op.Enter || instructions[i - 2].imm !== variable)
            return false;
        } else if (ins.op === Op.Call && ins.args!.some((r) => registers.has(r)) && !this.isPlainUse(ins))
          return false;
      }
      if (terminator.kind === "return" && (registers.has(terminator.value) || held.has(terminator.value)))
        return false;
    }
    return true;
  }

  /** Whether a call leaves a record that it is handed with its caller: who ends it by another name may well do so. */
  private isPlainUse({ callee }: Instruction): boolean {
    return callee!.kind === "function" && (saysGiveBack(callee!.name) || !saysEnd(callee!.name));
  }

  private addressesOf(variable: number): Set<number> {
    const registers = new Set<number>();
    for (const { instructions } of this.fn.blocks)
      for (const ins of instructions)
        if (ins.op === Op.VariableAddress && ins.imm === variable) registers.add(ins.dst);
    return registers;
  }
}

function usesAny(ins: Instruction, registers: ReadonlySet<number>): boolean {
  return registers.has(ins.a) || registers.has(ins.b) || ins.args?.some((r) => registers.has(r)) === true;
}

/** The name of a function that is called, or of the member that points to it. */
function nameOf({ kind, name, register }: Callee, block: readonly Instruction[]): string {
  if (kind === "function") return name;
  if (kind !== "pointer" || register === -1) return "";
  const load = block.find(({ dst }) => dst === register);
  const member = load?.op === Op.Load ? block.find(({ dst }) => dst === load.a) : undefined;
  return member?.op === Op.FieldAddress ? member.name : "";
}

function isMemory(family: string): boolean {
  return family === "heap" || family.startsWith("new");
}

/** Whether what is known of a callee from its body leaves open what it hands out: it goes too far for a summary. */
function leavesOpen({ callee }: Instruction, model: FunctionModel): boolean {
  return (
    callee!.summary === model && !model.noReturn && model.allocates === null && model.releases.length === 0
  );
}

function releasesOnly({ releases }: FunctionModel): boolean {
  return releases.length === 1 && releases[0].param === 0 && releases[0].family !== "";
}

function isNull(block: readonly Instruction[], register: number): boolean {
  const ins = block.find(({ dst }) => dst === register);
  return ins?.op === Op.Cast ? isNull(block, ins.a) : ins?.op === Op.Const && ins.imm === 0;
}

/** The variable whose address is in a register before instruction i of a block. */
function variableAt(block: readonly Instruction[], i: number, register: number): number {
  for (let k = i - 1; k >= 0; k--)
    if (block[k].dst === register) return block[k].op === Op.VariableAddress ? block[k].imm : -1;
  return -1;
}
