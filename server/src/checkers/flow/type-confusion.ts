/**
 * CWE-843: memory whose type is known is used as something else: a pointer is read where the program has put a number,
 * a number where the object has a pointer. Numbers that are read in pieces or as other numbers are left alone, that is
 * how messages and registers are taken apart; and so is what lies beyond the object, which is an overrun.
 */
import type { Access, Context, Listener } from "../../flow/events";
import { type Region, RegionKind, type Value, ValueKind, type Values } from "../../flow/values";
import { type Type, TypeKind } from "../../semantics/types";
import { quoted } from "../wording";

export const typeConfusion: Listener = {
  access(event, context) {
    if (event.call !== null || context.state.doubtful || !context.isOwnCode(event.site)) return;
    const what =
      unionMember(event, context) ?? foreignMember(event, context) ?? foreignScalar(event, context);
    if (what === undefined) return;
    context.report({
      rule: "type-confusion",
      site: event.site,
      message: `${quoted(context.text(event.site))} ${what}`,
      confidence: "definite",
      steps: [],
    });
  },
};

/** What a scalar is, as far as nobody means to take it for anything else. */
const enum Class {
  Unknown,
  Integer,
  Floating,
  Pointer,
}

const NAMES = ["", "an integer", "a floating-point number", "a pointer"];

function classOf(type: Type | null | undefined): Class {
  switch (type?.kind) {
    case TypeKind.Int:
    case TypeKind.Enum:
    case TypeKind.Bool:
      return Class.Integer;
    case TypeKind.Float:
      return Class.Floating;
    case TypeKind.Pointer:
      return Class.Pointer;
    default:
      return Class.Unknown;
  }
}

/** Whether a pointer is taken for a number of another make, or the other way round. */
function isConfused(held: Class, wanted: Class): boolean {
  return (
    (held === Class.Pointer || wanted === Class.Pointer) &&
    held !== Class.Unknown &&
    wanted !== Class.Unknown &&
    held !== wanted
  );
}

function classOfValue({ kind, type }: Values, v: Value): Class {
  if (kind[v] === ValueKind.Address) return Class.Pointer;
  if (kind[v] === ValueKind.Float) return Class.Floating;
  return classOf(type[v]);
}

/** A member of a union is read that is not the one that was written. */
function unionMember({ address, write, instruction }: Access, context: Context): string | undefined {
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(address);
  if (write || region === -1 || values.regionKind[region] !== RegionKind.Field) return undefined;
  if (values.regionName[region] !== "" || values.offsetOf(address) !== values.zero) return undefined;
  const entries = state.contents.get(region)?.entries;
  if (entries?.length !== 3 || entries[0] !== values.zero) return undefined;
  const [, size, held] = entries;
  // What was read as one member, or met from several ways, tells nothing of what was written.
  const isRead = values.kind[held] === ValueKind.Content && values.regionOf(values.a[held]) === region;
  if (isRead || values.kind[held] === ValueKind.JoinMemory) return undefined;
  const wanted = classOf(instruction.type);
  const is = classOfValue(values, held);
  if (!isConfused(is, wanted)) return undefined;
  // An integer as wide as a pointer may well hold one.
  const wide = Math.min(size, instruction.type.size) >= context.pointerSize;
  if (wide && is !== Class.Floating && wanted !== Class.Floating) return undefined;
  return `takes for ${NAMES[wanted]} what was written as ${NAMES[is]}: another member of the union was set last.`;
}

/** A member is touched that the record, whose declaration is known, does not have, through a pointer to another one. */
function foreignMember({ address, instruction }: Access, context: Context): string | undefined {
  const { values } = context.state;
  let field: Region = values.regionOf(address);
  if (field === -1 || values.regionKind[field] !== RegionKind.Field) return undefined;
  let around = values.parentRegion(field);
  while (around !== -1 && values.regionKind[around] === RegionKind.Field) {
    field = around;
    around = values.parentRegion(field);
  }
  if (around === -1 || !isDeclared(values.regionKind[around])) return undefined;
  const object = values.regionType[around];
  const record = object?.record;
  if (object == null || record == null || !record.complete || record.bases.length > 0) return undefined;
  if (record.tag === "union" || values.offsetOf(values.regionOwner[field]) !== values.zero) return undefined;
  const name = values.regionName[field];
  const offset = context.fieldOffset(field);
  if (name === "" || record.fields.some((f) => f.name === name && f.offset === offset)) return undefined;
  const inner = values.regionOf(address) === field && values.offsetOf(address) === values.zero;
  if (!inner || offset < 0) return undefined;
  const held = classAt(object, offset);
  const wanted = classOf(instruction.type);
  if (!isConfused(held, wanted)) return undefined;
  return `takes for ${NAMES[wanted]} what is ${NAMES[held]}: ${quoted(values.regionName[around])} is of another type, which has no '${name}' there.`;
}

/** What a variable of floating-point type holds is taken for an address, or the other way round. */
function foreignScalar({ address, instruction, site }: Access, context: Context): string | undefined {
  const { values } = context.state;
  // Whoever takes the address, casts it and reads in one expression wants the bits: `*(double *)&p`.
  if (/\*\s*\)\s*&|^[A-Z_0-9]+\(/.test(context.text(site))) return undefined;
  const region = values.regionOf(address);
  if (region === -1 || !isDeclared(values.regionKind[region])) return undefined;
  if (values.offsetOf(address) !== values.zero) return undefined;
  const held = classOf(values.regionType[region]);
  const wanted = classOf(instruction.type);
  if (!isConfused(held, wanted)) return undefined;
  if (held !== Class.Floating && wanted !== Class.Floating) return undefined;
  return `takes for ${NAMES[wanted]} what is ${NAMES[held]}: ${quoted(values.regionName[region])} is of another type.`;
}

function isDeclared(kind: RegionKind | undefined): boolean {
  return kind === RegionKind.Variable || kind === RegionKind.Global;
}

/** What a type has at an offset in bytes, if a scalar begins there. */
function classAt(type: Type, offset: number): Class {
  if (type.kind === TypeKind.Array) {
    const element = type.to;
    return element == null || element.size <= 1 ? Class.Unknown : classAt(element, offset % element.size);
  }
  const { record } = type;
  if (record === null) return offset === 0 ? classOf(type) : Class.Unknown;
  if (!record.complete || record.tag === "union") return Class.Unknown;
  for (const f of record.fields)
    if (f.bits <= 0 && f.offset >= 0 && offset >= f.offset && offset < f.offset + f.type.size)
      return classAt(f.type, offset - f.offset);
  return Class.Unknown;
}
