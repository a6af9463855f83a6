/**
 * Which class an object is of, and whether arguments are what a body takes, told from the instructions of a function
 * whatever their order: an object that was made here is of the class it was made as, whatever type it goes by.
 */
import { type Instruction, type IrFunction, Op } from "../ir/ir";
import { simpleNameOf } from "../semantics/qualified-names";
import { type RecordInfo, type Type, TypeKind } from "../semantics/types";

/** Copies and casts that are followed to where a pointer comes from. */
const MAX_STEPS = 16;
/** Bases of bases that are followed. */
const MAX_BASES = 8;

export class Receivers {
  /** By register; variables may have several. */
  private readonly definitions = new Map<number, Instruction[]>();

  constructor(private readonly fn: IrFunction) {
    for (const block of fn.blocks)
      for (const ins of block.instructions) {
        if (ins.dst === -1) continue;
        const known = this.definitions.get(ins.dst);
        if (known === undefined) this.definitions.set(ins.dst, [ins]);
        else known.push(ins);
      }
  }

  /** The names under which the body of a method may be known that is called on the object at `register`. */
  candidates(name: string, register: number): readonly string[] {
    const last = name.slice(name.lastIndexOf("::") + 2);
    const made = this.classOf(register, 0);
    if (made !== undefined)
      return last.startsWith("~")
        ? [`${made.name}::~${simpleNameOf(made.name)}`]
        : declaring(made, last, 0).map((record) => `${record.name}::${last}`);
    const declared = this.declaredClass(register);
    // Which destructor runs is decided by what the object is.
    if (last.startsWith("~")) return declared?.hasVirtualDestructor ? [] : [name];
    // Which body runs is decided by what the object is: a base's often does no more than fail.
    if (declared?.virtuals.has(last)) return [];
    // What a class inherits, another that derives from it may override.
    if (declared === null || declared.hasVirtual || declared.methods.has(last)) return [name];
    return [name, ...declaring(declared, last, 0).map((record) => `${record.name}::${last}`)];
  }

  /** The type of the value in a register; null if none is known. */
  typeOf(register: number): Type | null {
    if (register < this.fn.variables.length) return this.fn.variables[register]?.type ?? null;
    return this.definitions.get(register)?.[0].type ?? null;
  }

  private declaredClass(register: number): RecordInfo | null {
    return this.typeOf(register)?.to?.record ?? null;
  }

  /** The class of the object that the pointer in a register surely points to. */
  private classOf(register: number, depth: number): RecordInfo | undefined {
    if (depth > MAX_STEPS) return undefined;
    const { variables } = this.fn;
    if (register < variables.length && (variables[register].param >= 0 || variables[register].isStatic))
      return undefined;
    let found: RecordInfo | undefined;
    for (const ins of this.definitions.get(register) ?? []) {
      if (this.isNull(ins)) continue;
      const made = this.madeBy(ins, depth);
      if (made === undefined || (found !== undefined && found !== made)) return undefined;
      found = made;
    }
    return found;
  }

  /** Null names no other class. */
  private isNull(ins: Instruction): boolean {
    if (ins.op === Op.Const) return ins.imm === 0;
    if (ins.op !== Op.Copy || ins.a < this.fn.variables.length) return false;
    const [from] = this.definitions.get(ins.a) ?? [];
    return from?.op === Op.Const && from.imm === 0;
  }

  private madeBy(ins: Instruction, depth: number): RecordInfo | undefined {
    switch (ins.op) {
      case Op.VariableAddress: {
        const { type, param } = this.fn.variables[ins.imm];
        return type.kind === TypeKind.Record && param < 0 ? (type.record ?? undefined) : undefined;
      }
      case Op.GlobalAddress:
        return objectAt(ins);
      case Op.FieldAddress:
        // What a class inherits is a part of whatever the object is.
        return ins.name === "" ? undefined : objectAt(ins);
      case Op.Call:
        return ins.callee?.name === "operator new" ? (ins.type.to?.record ?? undefined) : undefined;
      case Op.Copy:
      case Op.Cast:
        return this.classOf(ins.a, depth + 1);
      default:
        return undefined;
    }
  }
}

/** The class of the object at an address, if it is no pointer's or reference's that lies there. */
function objectAt({ type }: Instruction): RecordInfo | undefined {
  return type.to?.kind === TypeKind.Record ? (type.to.record ?? undefined) : undefined;
}

/** The class that declares a method, first, and those of its bases that do too. */
function declaring(record: RecordInfo, method: string, depth: number): RecordInfo[] {
  if (record.methods.has(method)) return [record];
  if (depth === MAX_BASES) return [];
  return record.fields.flatMap(({ name, type }) =>
    name === "" && type.record !== null ? declaring(type.record, method, depth + 1) : [],
  );
}

/**
 * Whether an argument of type `given` is taken as it is by a parameter: an object of a class, and not something that a
 * constructor or a conversion would first make one of. `given` is a pointer where an object is handed over.
 */
export function isTakenAsIs(parameter: Type, given: Type | null): boolean {
  const isReference = parameter.kind === TypeKind.Reference;
  const wanted = isReference ? parameter.to : parameter;
  if (wanted === null || given === null) return false;
  if (wanted.kind === TypeKind.Record) return isOrDerives(objectOf(given), wanted.record, 0);
  // A container, or a text that is referred to, is what was declared as one: of another a constructor would make it.
  if (wanted.kind === TypeKind.Unknown && (wanted.params !== null || isReference))
    return (given.to ?? given).kind === TypeKind.Unknown && (given.to ?? given).name === wanted.name;
  // No number and no pointer is made of an object, unless it says how.
  if (parameter.kind === TypeKind.Pointer)
    return (
      given.kind !== TypeKind.Pointer ||
      given.to?.kind !== TypeKind.Record ||
      wanted.to?.kind === TypeKind.Void ||
      wanted.to?.kind === TypeKind.Unknown ||
      isOrDerives(given.to.record, wanted.to?.record ?? null, 0)
    );
  return true;
}

function objectOf(given: Type): RecordInfo | null {
  return given.record ?? given.to?.record ?? null;
}

function isOrDerives(given: RecordInfo | null, wanted: RecordInfo | null, depth: number): boolean {
  if (given === null || wanted === null || depth > MAX_BASES) return false;
  if (given.name === wanted.name) return true;
  return given.fields.some(
    ({ name, type }) => name === "" && type.record !== null && isOrDerives(type.record, wanted, depth + 1),
  );
}
