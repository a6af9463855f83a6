/**
 * Layout of records: offsets, sizes, alignment, bit-fields. Follows the System V ABI (and its C++ counterpart, the
 * Itanium ABI, for base classes), which GCC and Clang use; where a member's size is unknown, so is all behind it.
 */
import { simpleNameOf } from "./qualified-names";
import { type DataModel, type FieldInfo, type Type, TypeKind } from "./types";

/** A member as declared, in order. */
export interface Member {
  /** "" for anonymous records, base classes and padding bit-fields. */
  readonly name: string;
  readonly type: Type;
  /** Width of a bit-field in bits; -1 if it is none or, with `isBitField`, unknown. */
  readonly bits: number;
  readonly isBitField: boolean;
  /** Alignment asked for by `alignas`, in bytes; 0 for none. */
  readonly aligned: number;
  /** An array whose bound is written, but not known. */
  readonly isUnbounded: boolean;
  /** A base class: it takes the place of its data only, and none if it is empty. */
  readonly isBase: boolean;
}

export interface LayoutOptions {
  readonly union: boolean;
  /** No member is aligned to more than this, in bytes; 0 for no limit. A packed record has 1. */
  readonly pack: number;
  /** Alignment asked for, in bytes; 0 for none. */
  readonly aligned: number;
  /** A pointer to the table of virtual functions stands first. */
  readonly ownVirtualTable: boolean;
  /** Members or the order of bases are not fully known: offsets and size stay unknown. */
  readonly unknown: boolean;
  readonly cpp: boolean;
}

export interface Layout {
  readonly fields: FieldInfo[];
  /** Bytes; -1 unknown. */
  readonly size: number;
  readonly align: number;
}

/** Size and alignment of a member: references are pointers, arrays without bound take no room (C11 6.7.2.1p18). */
function extent(type: Type, model: DataModel): { size: number; align: number } {
  if (type.kind === TypeKind.Reference) return { size: model.pointer, align: model.pointer };
  if (type.kind === TypeKind.Array && type.count === -1) return { size: 0, align: type.align };
  return { size: type.size, align: type.align };
}

/** Bytes that a base class's own data takes: members of a derived class may stand in its tail padding. */
function dataSize(base: Type, model: DataModel): number {
  const record = base.record;
  if (record === null || record.size < 0) return -1;
  if (record.fields.length === 0 && !record.hasVirtual) return 0;
  const plain =
    !record.hasVirtual &&
    !record.hasDestructor &&
    record.bases.length === 0 &&
    !record.methods.has(simpleNameOf(record.name));
  if (plain) return record.size;
  let end = record.hasVirtual ? model.pointer : 0;
  for (const field of record.fields) {
    const { size } = extent(field.type, model);
    if (field.offset < 0 || size < 0) return -1;
    end = Math.max(end, field.offset + (field.bits > 0 ? Math.ceil(field.bits / 8) : size));
  }
  return end;
}

function roundUp(value: number, to: number): number {
  return to > 1 ? Math.ceil(value / to) * to : value;
}

/** Lays the members out in order. Unnamed padding gives no field. */
export function layOut(members: readonly Member[], model: DataModel, options: LayoutOptions): Layout {
  const fields: FieldInfo[] = [];
  let known = !options.unknown;
  /** Bits from the start up to which room is taken. */
  let bit = options.ownVirtualTable ? model.pointer * 8 : 0;
  let end = bit;
  let align = options.ownVirtualTable ? model.pointer : 1;
  for (const member of members) {
    const { type } = member;
    const whole = extent(type, model);
    if (whole.size < 0 || whole.align < 0 || member.isUnbounded || (member.isBitField && member.bits < 0))
      known = false;
    const natural = Math.max(1, options.pack > 0 ? Math.min(options.pack, whole.align) : whole.align);
    const own = Math.max(natural, member.aligned);
    if (options.union) bit = 0;
    let offset = -1;
    if (known && member.isBitField) {
      const unit = whole.size * 8;
      if (member.bits === 0) {
        bit = roundUp(bit, unit);
      } else if (
        options.pack !== 1 &&
        Math.floor(bit / unit) !== Math.floor((bit + member.bits - 1) / unit)
      ) {
        bit = roundUp(bit, own * 8);
      }
      offset = options.pack === 1 ? Math.floor(bit / 8) : Math.floor(bit / unit) * whole.size;
      bit += member.bits;
      if (member.name !== "") align = Math.max(align, own);
    } else if (known) {
      const size = member.isBase ? dataSize(type, model) : whole.size;
      if (size < 0) known = false;
      if (member.isBase && size === 0) {
        offset = 0;
      } else {
        bit = roundUp(Math.ceil(bit / 8), own) * 8;
        offset = bit / 8;
        bit += size * 8;
      }
      align = Math.max(align, own);
    }
    end = Math.max(end, bit);
    // A bit-field without a name only makes room.
    if (member.name === "" && member.isBitField) continue;
    fields.push({ name: member.name, type, offset: known ? offset : -1, bits: Math.max(0, member.bits) });
  }
  if (!known) return { fields, size: -1, align: -1 };
  align = Math.max(align, options.aligned);
  const size = roundUp(Math.ceil(end / 8), align);
  // A complete object of a C++ class has a size other than zero ([intro.object]); in GNU C an empty struct has none.
  return { fields, size: size === 0 && options.cpp ? 1 : size, align };
}
