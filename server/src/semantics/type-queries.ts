/**
 * Questions about single types that need no table: categories, element types, value ranges, spelling for messages.
 */
import { type FieldInfo, type RecordInfo, type Type, TypeKind } from "./types";

/** Bool, Int or Enum. */
export function isIntegral(type: Type): boolean {
  return type.kind === TypeKind.Bool || type.kind === TypeKind.Int || type.kind === TypeKind.Enum;
}

export function isArithmetic(type: Type): boolean {
  return isIntegral(type) || type.kind === TypeKind.Float;
}

/** What a reference refers to; other types as they are. */
export function dereferenced(type: Type): Type {
  return type.kind === TypeKind.Reference && type.to !== null ? type.to : type;
}

/** Smallest value of an integral type; NaN for others. Magnitudes over 2^53 are rounded. */
export function minimumOf(type: Type): number {
  if (!isIntegral(type) || type.size < 0) return Number.NaN;
  return type.signed ? -(2 ** (type.size * 8 - 1)) : 0;
}

/** Largest value of an integral type; NaN for others. Magnitudes over 2^53 are rounded. */
export function maximumOf(type: Type): number {
  if (type.kind === TypeKind.Bool) return 1;
  if (!isIntegral(type) || type.size < 0) return Number.NaN;
  return 2 ** (type.size * 8 - (type.signed ? 1 : 0)) - 1;
}

/** How deep `spell` and `findField` follow nested types. */
const MAX_DEPTH = 16;

/**
 * The field called `name`, also inside anonymous members and base classes (which stand in `fields` without a name);
 * `offset` is from the start of `record`. Undefined if there is none.
 */
export function findField(record: RecordInfo, name: string, depth = 0): FieldInfo | undefined {
  for (const field of record.fields) if (field.name === name) return field;
  if (depth === MAX_DEPTH) return undefined;
  for (let i = 0; i < record.fields.length; i++) {
    const field = record.fields[i];
    if (field.name !== "" || field.type.record === null) continue;
    const inner = findField(field.type.record, name, depth + 1);
    if (inner === undefined) continue;
    const offset = field.offset < 0 || inner.offset < 0 ? -1 : field.offset + inner.offset;
    const isShared =
      inner.within !== undefined || record.tag === "union" || field.type.record.tag === "union";
    const within = isShared ? [stepInto(record, i), ...(inner.within ?? [])] : undefined;
    return { name: inner.name, type: inner.type, offset, bits: inner.bits, within };
  }
  return undefined;
}

/** A member of a record; one without a name that is no base class gets one by which it is told from others. */
export function stepInto({ tag, fields }: RecordInfo, index: number): FieldInfo {
  const field = fields[index];
  const isNameless = field.name === "" && tag !== "union" && field.type.record?.tag === "union";
  return isNameless ? { ...field, name: `<${index}>` } : field;
}

/** The member function called `name`, also of base classes. */
export function findMethod(record: RecordInfo, name: string, depth = 0): Type | undefined {
  const own = record.methods.get(name);
  if (own !== undefined || depth === MAX_DEPTH) return own;
  for (const field of record.fields) {
    if (field.name !== "" || field.type.record === null) continue;
    const inherited = findMethod(field.type.record, name, depth + 1);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** The type of `first` or `second` of a pair; undefined for everything else. */
export function partOfPair({ kind, name, params }: Type, member: string): Type | undefined {
  if (kind !== TypeKind.Unknown || name !== "std::pair" || params?.length !== 2) return undefined;
  return member === "first" ? params[0] : member === "second" ? params[1] : undefined;
}

/** The type as C or C++ would write it, for messages. */
export function spell(type: Type): string {
  return spellAround(type, "", 0);
}

function spellAround(type: Type, inner: string, depth: number): string {
  if (depth > MAX_DEPTH) return "...";
  const gap = inner === "" || inner.startsWith("[") ? "" : " ";
  switch (type.kind) {
    case TypeKind.Pointer:
    case TypeKind.Reference: {
      const to = type.to;
      if (to === null) return `?${gap}${inner}`;
      const qualifiers = `${type.isConst ? "const" : ""}${type.isConst && type.isVolatile ? " " : ""}${type.isVolatile ? "volatile" : ""}`;
      const mark = `${type.kind === TypeKind.Pointer ? "*" : "&"}${qualifiers}${qualifiers === "" ? "" : gap}${inner}`;
      const wrap = to.kind === TypeKind.Array || to.kind === TypeKind.Function;
      return spellAround(to, wrap ? `(${mark})` : mark, depth + 1);
    }
    case TypeKind.Array:
      return type.to === null
        ? "?[]"
        : spellAround(type.to, `${inner}[${type.count >= 0 ? type.count : ""}]`, depth + 1);
    case TypeKind.Function: {
      const params = (type.params ?? []).map((param) => spellAround(param, "", depth + 1));
      if (type.variadic) params.push("...");
      return type.to === null ? "?()" : spellAround(type.to, `${inner}(${params.join(", ")})`, depth + 1);
    }
    default: {
      const qualifiers = `${type.isConst ? "const " : ""}${type.isVolatile ? "volatile " : ""}`;
      const args =
        type.kind === TypeKind.Unknown && type.params !== null
          ? `<${type.params.map((arg) => spellAround(arg, "", depth + 1)).join(", ")}>`
          : "";
      const name = type.name || (type.record?.tag ?? (type.kind === TypeKind.Enum ? "enum" : "?"));
      return `${qualifiers}${name}${args}${gap}${inner}`;
    }
  }
}
