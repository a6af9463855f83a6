/**
 * Arithmetic and comparison of scalars that are already in registers: the usual arithmetic conversions, pointer
 * arithmetic, and folding where both operands are constants.
 */
import { evaluateExactly } from "../semantics/constants";
import { isArithmetic, isIntegral, maximumOf, minimumOf } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import {
  binary,
  compare,
  constant,
  definition,
  opaque,
  pointerAdd,
  pointerDifference,
  unary,
} from "./builder";
import { bytesOf, type Lowering } from "./context";
import { convert } from "./conversions";
import { BinaryOp, CompareOp, Op, UnaryOp } from "./ir";

export function isPointer(type: Type): boolean {
  return type.kind === TypeKind.Pointer;
}

/** The value if it is exact and within the type, else undefined; unsigned arithmetic wraps (C11 6.2.5p9). */
export function fold(type: Type, result: number): number | undefined {
  if (!Number.isSafeInteger(result)) return undefined;
  if (result >= minimumOf(type) && result <= maximumOf(type)) return result === 0 ? 0 : result;
  return undefined;
}

export function boolean(cx: Lowering): Type {
  return cx.language === "cpp" ? cx.types.bool : cx.types.int;
}

export function compareWithZero(
  cx: Lowering,
  node: number,
  operand: number,
  type: Type,
  op: CompareOp,
): number {
  const result = boolean(cx);
  const known = definition(cx, operand);
  if (known?.op === Op.Const) {
    cx.type = result;
    return constant(cx, node, (known.imm === 0) === (op === CompareOp.Equal) ? 1 : 0, result);
  }
  const common = isPointer(type) ? type : isArithmetic(type) ? cx.types.promote(type) : cx.types.nothing;
  const converted = isArithmetic(type) ? convert(cx, node, operand, type, common) : operand;
  const zero = convert(cx, node, constant(cx, node, 0, cx.types.int), cx.types.int, common);
  cx.type = result;
  return compare(cx, node, op, converted, zero, result, common);
}

/**
 * The register of a mask that clears the last bits of a 64-bit number, as `~7UL` does: written as the negative number of
 * the same bits, since no other is exact here. Undefined if the constant at `node` is none.
 */
export function clearingMask(cx: Lowering, op: BinaryOp, node: number, type: Type): number | undefined {
  if (op !== BinaryOp.And || !isIntegral(type)) return undefined;
  const { value } = evaluateExactly(cx.scope, cx.tree, node) ?? {};
  if (value === undefined || (value >= 0n && value < 2n ** 63n)) return undefined;
  const bits = Number(BigInt.asIntN(64, value));
  return Number.isSafeInteger(bits) && bits < 0 ? constant(cx, node, bits, type) : undefined;
}

/** `a op b` on scalars, with the usual conversions; sets `cx.type`. `mask`: the right operand as `clearingMask` gives it. */
export function combine(
  cx: Lowering,
  node: number,
  op: BinaryOp,
  left: number,
  leftType: Type,
  right: number,
  rightType: Type,
  mask?: number,
): number {
  const { types } = cx;
  if (isPointer(leftType) || isPointer(rightType)) {
    return pointerArithmetic(cx, node, op, left, leftType, right, rightType);
  }
  if (!isArithmetic(leftType) || !isArithmetic(rightType)) {
    cx.type = types.nothing;
    return binary(cx, node, op, left, right, types.nothing);
  }
  if (op === BinaryOp.ShiftLeft || op === BinaryOp.ShiftRight) {
    const type = types.promote(leftType);
    const shifted = convert(cx, node, left, leftType, type);
    const by = convert(cx, node, right, rightType, types.promote(rightType));
    cx.type = type;
    return foldBinary(cx, node, op, shifted, by, type) ?? binary(cx, node, op, shifted, by, type);
  }
  const type = types.common(leftType, rightType);
  const a = convert(cx, node, left, leftType, type);
  const b = mask ?? convert(cx, node, right, rightType, type);
  cx.type = type;
  return foldBinary(cx, node, op, a, b, type) ?? binary(cx, node, op, a, b, type);
}

/** The constant result of two constants, if it is exact; else undefined. */
function foldBinary(
  cx: Lowering,
  node: number,
  op: BinaryOp,
  left: number,
  right: number,
  type: Type,
): number | undefined {
  const a = definition(cx, left);
  const b = definition(cx, right);
  if (a?.op !== Op.Const || b?.op !== Op.Const || !isIntegral(type)) return undefined;
  const result = fold(type, compute(op, a.imm, b.imm, type));
  if (result === undefined) return undefined;
  // The operands were made for this operation alone: take them back.
  const { instructions } = cx.current;
  if (instructions[instructions.length - 1] === b) instructions.pop();
  if (instructions[instructions.length - 1] === a) instructions.pop();
  return constant(cx, node, result, type);
}

/** What an operation makes of two integers, before its type cuts it; NaN if that is undefined or not exact. */
export function compute(op: BinaryOp, a: number, b: number, type: Type): number {
  switch (op) {
    case BinaryOp.Add:
      return a + b;
    case BinaryOp.Subtract:
      return a - b;
    case BinaryOp.Multiply:
      return a * b;
    case BinaryOp.Divide:
      return b === 0 ? Number.NaN : Math.trunc(a / b);
    case BinaryOp.Remainder:
      return b === 0 ? Number.NaN : a % b;
    case BinaryOp.ShiftLeft:
      return a < 0 || b < 0 || b >= type.size * 8 ? Number.NaN : a * 2 ** b;
    case BinaryOp.ShiftRight:
      return b < 0 || b >= type.size * 8 ? Number.NaN : Math.floor(a / 2 ** b);
    default:
      if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return Number.NaN;
      if (op === BinaryOp.And) return Number(BigInt(a) & BigInt(b));
      return op === BinaryOp.Or ? Number(BigInt(a) | BigInt(b)) : Number(BigInt(a) ^ BigInt(b));
  }
}

function pointerArithmetic(
  cx: Lowering,
  node: number,
  op: BinaryOp,
  left: number,
  leftType: Type,
  right: number,
  rightType: Type,
): number {
  const { types } = cx;
  if (isPointer(leftType) && isPointer(rightType)) {
    cx.type = types.ptrdiffT;
    if (op === BinaryOp.Subtract) {
      return pointerDifference(cx, node, left, right, step(cx, leftType), types.ptrdiffT);
    }
  } else if (op === BinaryOp.Add || (op === BinaryOp.Subtract && isPointer(leftType))) {
    const [pointer, type, index, indexType] = isPointer(leftType)
      ? [left, leftType, right, rightType]
      : [right, rightType, left, leftType];
    const offset = op === BinaryOp.Subtract ? negative(cx, node, index, indexType) : index;
    cx.type = type;
    return pointerAdd(cx, node, pointer, offset, step(cx, type), type);
  }
  cx.type = types.nothing;
  return opaque(cx, node, types.nothing, []);
}

/** Bytes from one element to the next; GNU C steps `void *` and functions by one. */
export function step(cx: Lowering, pointer: Type): number {
  const to = pointer.to;
  if (to === null) return -1;
  return to.kind === TypeKind.Void || to.kind === TypeKind.Function ? 1 : bytesOf(cx, to);
}

function negative(cx: Lowering, node: number, index: number, type: Type): number {
  const signed = cx.types.ptrdiffT;
  const converted = convert(cx, node, index, type, signed);
  const made = definition(cx, converted);
  if (made?.op === Op.Const) {
    made.imm = made.imm === 0 ? 0 : -made.imm;
    return converted;
  }
  return unary(cx, node, UnaryOp.Negate, converted, signed);
}

export function comparisonOf(
  cx: Lowering,
  node: number,
  op: CompareOp,
  left: number,
  leftType: Type,
  right: number,
  rightType: Type,
): number {
  const { types } = cx;
  let common: Type;
  if (isPointer(leftType) || isPointer(rightType)) {
    // A null constant takes the other side's type.
    common =
      isPointer(leftType) && leftType !== types.voidPointer
        ? leftType
        : isPointer(rightType)
          ? rightType
          : leftType;
  } else common = types.common(leftType, rightType);
  const a = convert(cx, node, left, leftType, common);
  const b = convert(cx, node, right, rightType, common);
  const type = boolean(cx);
  cx.type = type;
  const known = definition(cx, a);
  const other = definition(cx, b);
  if (known?.op === Op.Const && other?.op === Op.Const && isIntegral(common)) {
    return constant(cx, node, holds(op, known.imm, other.imm) ? 1 : 0, type);
  }
  return compare(cx, node, op, a, b, type, common);
}

function holds(op: CompareOp, a: number, b: number): boolean {
  switch (op) {
    case CompareOp.Equal:
      return a === b;
    case CompareOp.NotEqual:
      return a !== b;
    case CompareOp.Less:
      return a < b;
    case CompareOp.LessEqual:
      return a <= b;
    case CompareOp.Greater:
      return a > b;
    case CompareOp.GreaterEqual:
      return a >= b;
  }
}
