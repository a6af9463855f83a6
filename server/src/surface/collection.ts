/** What the steps that make a dependence graph share: the function, where its data is, and what its calls mean. */
import { type Instruction, type IrFunction, Op } from "../ir/ir";
import type { FunctionModel } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";
import type { Memory } from "./memory";

/** What a call means outside of the function that makes it. */
export interface Meaning {
  /** Definitions of the project. */
  readonly targets: readonly string[];
  /** What is known of a library function; undefined where the project defines it. */
  readonly model: FunctionModel | undefined;
}

/** What the steps of the collection share. */
export interface Collection {
  readonly fn: IrFunction;
  readonly memory: Memory;
  /** By register: what writes it, for temporaries. */
  readonly writers: ReadonlyMap<number, Instruction>;
  readonly meanings: ReadonlyMap<Instruction, Meaning>;
  /** Index of calls that may mean a function of the project. */
  readonly calls: ReadonlyMap<Instruction, number>;
  /** Index of the entry that a call is, one for each kind of data it brings. */
  readonly entries: ReadonlyMap<Instruction, number>;
}

export function isPointer(type: Type): boolean {
  return type.kind === TypeKind.Pointer || type.kind === TypeKind.Reference || type.kind === TypeKind.Array;
}

/**
 * Whether a pointer leads to a record whose fields are known: they are followed by themselves, whoever hands on the
 * pointer, or else all that is kept in lists and tables would be one.
 */
export function leadsToFields(type: Type): boolean {
  if (type.kind !== TypeKind.Pointer && type.kind !== TypeKind.Reference) return false;
  const record = type.to?.record;
  if (!record?.complete) return false;
  return record.fields.length > 0 && !record.name.startsWith("(");
}

/** Name of the record type that a register points to; "" if none is known. */
export function recordAt({ fn, writers }: Collection, register: number): string {
  for (let at = register, steps = 0; at >= 0 && steps < 8; steps++) {
    const writer = writers.get(at);
    const type = at < fn.variables.length ? fn.variables[at].type : writer?.type;
    const record = (type?.kind === TypeKind.Record ? type : type?.to)?.record;
    if (record != null) return record.name.startsWith("(") ? "" : record.name;
    if (writer?.op !== Op.Cast && writer?.op !== Op.Copy) return "";
    at = writer.a;
  }
  return "";
}
