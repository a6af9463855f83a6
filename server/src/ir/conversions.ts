/**
 * The conversions of C11 6.3, made explicit: what an operand must become before an operation, an assignment or a call.
 * Constants are converted on the spot where their value allows it, so that `size_t n = 10` is one instruction.
 */

import { isArithmetic, isIntegral, maximumOf, minimumOf } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { NONE } from "../syntax/tree";
import { cast, definition, opaque } from "./builder";
import type { Lowering } from "./context";
import { Op } from "./ir";

function sameRepresentation(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind === TypeKind.Bool || b.kind === TypeKind.Bool) return a.kind === b.kind;
  if (isIntegral(a) && isIntegral(b)) return a.size === b.size && a.signed === b.signed;
  return a.kind === TypeKind.Float && b.kind === TypeKind.Float && a.size === b.size;
}

function samePointee(cx: Lowering, a: Type, b: Type): boolean {
  return (
    a === b || (a.to !== null && b.to !== null && cx.types.unqualified(a.to) === cx.types.unqualified(b.to))
  );
}

function isNullConstant(cx: Lowering, register: number): boolean {
  const made = definition(cx, register);
  return made?.op === Op.Const && made.imm === 0;
}

/** Gives a constant another type in place; false if its value does not survive that. */
function retype(cx: Lowering, register: number, to: Type): boolean {
  const made = definition(cx, register);
  if (made === undefined || (made.op !== Op.Const && made.op !== Op.Float)) return false;
  if (to.kind === TypeKind.Float) {
    if (made.op === Op.Const && made.type.kind === TypeKind.Pointer) return false;
    made.op = Op.Float;
  } else if (made.op === Op.Float) {
    return false;
  } else if (to.kind === TypeKind.Pointer) {
    if (made.imm !== 0) return false;
  } else if (to.kind === TypeKind.Bool) {
    made.imm = made.imm === 0 ? 0 : 1;
  } else if (!(made.imm >= minimumOf(to) && made.imm <= maximumOf(to))) {
    return false;
  }
  made.type = cx.types.unqualified(to);
  return true;
}

/**
 * `register`, a value of type `from`, as a value of type `to`. Types that are unknown, and conversions that change no
 * bits, give the register back.
 */
export function convert(
  cx: Lowering,
  node: number,
  register: number,
  from: Type,
  to: Type,
  explicit = false,
): number {
  if (from === to || register < 0) return register;
  switch (to.kind) {
    case TypeKind.Pointer:
      if (from.kind === TypeKind.Pointer) {
        if (isNullConstant(cx, register)) retype(cx, register, to);
        return explicit && !samePointee(cx, from, to) ? cast(cx, node, register, from, to, true) : register;
      }
      if (retype(cx, register, to)) return register;
      if (isIntegral(from) || (explicit && from.kind === TypeKind.Unknown)) {
        return cast(cx, node, register, from, cx.types.unqualified(to), explicit);
      }
      return register;
    case TypeKind.Bool:
    case TypeKind.Int:
    case TypeKind.Enum:
    case TypeKind.Float: {
      if (sameRepresentation(from, to)) return register;
      // An operator of the class makes the number: it is not where the object lies.
      if (from.kind === TypeKind.Record && cx.language === "cpp")
        return opaque(cx, node, cx.types.unqualified(to), [register]);
      if (retype(cx, register, to)) return register;
      const convertible =
        isArithmetic(from) || from.kind === TypeKind.Pointer || from.kind === TypeKind.Unknown;
      return convertible ? cast(cx, node, register, from, cx.types.unqualified(to), explicit) : register;
    }
    default:
      return register;
  }
}

/** The value of an integer constant expression; undefined if it is none. */
export function constantIn(cx: Lowering, node: number): number | undefined {
  return node === NONE ? undefined : cx.file.semantics.evaluate(cx.scope, cx.tree, node)?.value;
}
