/** C arithmetic on symbolic values: exact where it cannot wrap, `Convert` where it may, constants folded. */
import { BinaryOp, CompareOp, UnaryOp } from "../ir/ir";
import { type Type, TypeKind } from "../semantics/types";
import { judged, lower, typeMax, typeMin, upper } from "./numbers";
import type { State } from "./state";
import { RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "./values";

/** n reduced to the type's range, as conversion to an unsigned type does (C17 6.3.1.3) and signed ones do in practice. */
export function wrap(n: number, type: Type): number {
  if (type.kind === TypeKind.Bool) return n === 0 ? 0 : 1;
  if (type.kind !== TypeKind.Int && type.kind !== TypeKind.Enum) return n;
  if (n >= typeMin(type) && n <= typeMax(type)) return n;
  if (type.size <= 0 || !Number.isFinite(n)) return n;
  const big = BigInt(Math.trunc(n));
  return Number(type.signed ? BigInt.asIntN(type.size * 8, big) : BigInt.asUintN(type.size * 8, big));
}

/** Additions this small are taken not to wrap an unsigned value of unknown size. */
const SMALL = 2 ** 16;

/** Whether an operation of integers can do other than mathematics would: divide by zero, overflow, shift too far. */
export function mayFail(op: BinaryOp, type: Type): boolean {
  if (op === BinaryOp.Divide && type.kind === TypeKind.Float) return true;
  return op <= BinaryOp.ShiftRight && type.kind === TypeKind.Int && type.size > 0;
}

/** Whether a sum, difference or product surely lies inside its type, and not at the very limits of it. */
export function staysInside(state: State, op: BinaryOp, x: Value, y: Value, type: Type): boolean {
  const result = type.kind === TypeKind.Int ? exact(state, op, x, y) : -1;
  return result !== -1 && upper(state, result) < typeMax(type) && lower(state, result) > typeMin(type);
}

/** Whether integer type `type` lacks some of the values of `from`. */
export function isNarrowing(from: Type | null, type: Type): boolean {
  if (from === null || from.kind !== TypeKind.Int || type.kind !== TypeKind.Int) return false;
  if (from.size <= 0 || type.size <= 0) return false;
  return (
    type.size < from.size ||
    (type.size === from.size && type.signed !== from.signed) ||
    (from.signed && !type.signed)
  );
}

/** Whether a conversion takes a floating-point number to an integer. */
export function isTruncating(from: Type | null, type: Type): boolean {
  return from !== null && from.kind === TypeKind.Float && type.kind === TypeKind.Int;
}

/** The result of floating-point arithmetic that is not followed comes from where its operands do, and was looked at if they were. */
export function inheritFloat(state: State, result: Value, x: Value, y: Value): void {
  const { values } = state;
  for (const part of [x, y]) {
    if (part === UNINITIALISED) continue;
    const taint = values.taintOf(part);
    if (taint === null) continue;
    values.taint[result] ??= taint;
    if (wasJudged(state, part)) judged(state, result);
  }
}

function wasJudged(state: State, v: Value): boolean {
  const { values } = state;
  for (let at = v; ; at = values.a[at]) {
    const c = state.constraint(at);
    if (c !== undefined) return true;
    if (values.kind[at] !== ValueKind.Convert) return false;
  }
}

/** The mathematical result of adding, subtracting or multiplying; -1 for other operations. */
export function exact(state: State, op: BinaryOp, x: Value, y: Value): Value {
  const { values } = state;
  switch (op) {
    case BinaryOp.Add:
      return values.sum(x, y);
    case BinaryOp.Subtract:
      return values.difference(x, y);
    case BinaryOp.Multiply:
      if (values.isConstant(y)) return values.scale(x, values.number[y]);
      if (values.isConstant(x)) return values.scale(y, values.number[x]);
      return values.binary(ValueKind.Multiply, Math.min(x, y), Math.max(x, y), null);
    default:
      return -1;
  }
}

/** Exact result `v` brought into the range of `type`. */
function inRange(state: State, v: Value, type: Type, growsBySmall: boolean): Value {
  const values = state.values;
  if (values.kind[v] === ValueKind.Constant) return values.constant(wrap(values.number[v], type));
  if (type.kind !== TypeKind.Int || type.signed || type.size <= 0) return v; // signed overflow is undefined: exact
  if (lower(state, v) < 0) return values.convert(v, type);
  if (!growsBySmall && upper(state, v) > typeMax(type)) return values.convert(v, type);
  return v;
}

/** The value of `x op y` in `type`; -1 where nothing can be said. */
export function binary(state: State, op: BinaryOp, x: Value, y: Value, type: Type): Value {
  const values = state.values;
  if (x === UNINITIALISED || y === UNINITIALISED) return -1;
  const kx = values.kind[x];
  const ky = values.kind[y];
  const cx = kx === ValueKind.Constant;
  const cy = ky === ValueKind.Constant;
  const nx = values.number[x];
  const ny = values.number[y];
  if (type.kind === TypeKind.Float || kx === ValueKind.Float || ky === ValueKind.Float) {
    if ((cx || kx === ValueKind.Float) && (cy || ky === ValueKind.Float)) return foldFloat(state, op, nx, ny);
    return -1;
  }
  switch (op) {
    case BinaryOp.Add:
      return inRange(
        state,
        values.sum(x, y),
        type,
        (cy && ny >= 0 && ny < SMALL) || (cx && nx >= 0 && nx < SMALL) || areLengths(values, x, y),
      );
    case BinaryOp.Subtract:
      return inRange(state, values.difference(x, y), type, true);
    case BinaryOp.Multiply: {
      // Scaling by a size is taken not to wrap: what is then allocated and indexed stays related to the count.
      if (cx || cy) return inRange(state, values.scale(cx ? y : x, cx ? nx : ny), type, true);
      const product = values.binary(ValueKind.Multiply, Math.min(x, y), Math.max(x, y), type);
      return inRange(state, product, type, false);
    }
    case BinaryOp.Divide:
      if (cy && ny === 0) return -1;
      if (cx && cy) return values.constant(wrap(Math.trunc(nx / ny), type));
      if (cy && ny === 1) return x;
      return values.binary(ValueKind.Divide, x, y, type);
    case BinaryOp.Remainder:
      if (cy && ny === 0) return -1;
      if (cx && cy) return values.constant(nx % ny);
      return values.binary(ValueKind.Remainder, x, y, type);
    case BinaryOp.ShiftLeft:
      if (cy && ny >= 0 && ny < 64) return inRange(state, values.scale(x, 2 ** ny), type, false);
      return values.binary(ValueKind.ShiftLeft, x, y, type);
    case BinaryOp.ShiftRight:
      if (cx && cy && ny >= 0) return values.constant(Math.floor(nx / 2 ** ny));
      if (cy && ny === 0) return x;
      return values.binary(ValueKind.ShiftRight, x, y, type);
    case BinaryOp.And:
      if (cx && cy) return values.constant(bitwise(op, nx, ny, type));
      if ((cx && nx === 0) || (cy && ny === 0)) return values.zero;
      if (x === y) return x;
      // `ok = 1; ok &= a < b`
      if (cx && values.isComparison(y)) return nx % 2 === 0 ? values.zero : y;
      if (cy && values.isComparison(x)) return ny % 2 === 0 ? values.zero : x;
      return values.binary(ValueKind.And, x, y, type);
    case BinaryOp.Or:
      if (cx && cy) return values.constant(bitwise(op, nx, ny, type));
      if (cy && ny === 0) return x;
      if ((cx && nx === 0) || x === y) return y;
      return values.binary(ValueKind.Or, x, y, type);
    default:
      if (cx && cy) return values.constant(bitwise(op, nx, ny, type));
      if (x === y) return values.zero;
      return values.binary(ValueKind.Xor, x, y, type);
  }
}

/** Whether two numbers are lengths of texts, or sums of such: what lies in memory side by side is not too much for it. */
function areLengths(values: Values, x: Value, y: Value): boolean {
  const isLength = (v: Value, depth: number): boolean => {
    const base = values.base(v);
    const k = values.kind[base];
    if (k === ValueKind.Length) return true;
    return (
      k === ValueKind.Sum &&
      depth > 0 &&
      isLength(values.a[base], depth - 1) &&
      isLength(values.b[base], depth - 1)
    );
  };
  return isLength(x, 3) && isLength(y, 3);
}

function foldFloat(state: State, op: BinaryOp, x: number, y: number): Value {
  switch (op) {
    case BinaryOp.Add:
      return state.values.float(x + y);
    case BinaryOp.Subtract:
      return state.values.float(x - y);
    case BinaryOp.Multiply:
      return state.values.float(x * y);
    case BinaryOp.Divide:
      return y === 0 ? -1 : state.values.float(x / y);
    default:
      return -1;
  }
}

function bitwise(op: BinaryOp, x: number, y: number, type: Type): number {
  const a = BigInt(Math.trunc(x));
  const b = BigInt(Math.trunc(y));
  return wrap(Number(op === BinaryOp.And ? a & b : op === BinaryOp.Or ? a | b : a ^ b), type);
}

export function unary(state: State, op: UnaryOp, x: Value, type: Type): Value {
  const values = state.values;
  const k = values.kind[x];
  if (x === UNINITIALISED) return -1;
  if (type.kind === TypeKind.Float || k === ValueKind.Float)
    return op === UnaryOp.Negate && (k === ValueKind.Float || k === ValueKind.Constant)
      ? values.float(-values.number[x])
      : -1;
  if (op === UnaryOp.Negate) {
    if (k === ValueKind.Difference)
      return inRange(state, values.difference(values.b[x], values.a[x]), type, true);
    return inRange(state, values.scale(x, -1), type, true);
  }
  if (k === ValueKind.Constant) return values.constant(wrap(-values.number[x] - 1, type));
  return values.binary(ValueKind.Complement, x, values.zero, type);
}

/** `x op y` as a comparison value, decided where both are constants. Operands have the common type `from`. */
export function compare(state: State, op: CompareOp, x: Value, y: Value, from: Type | null): Value {
  const values = state.values;
  if (x === UNINITIALISED || y === UNINITIALISED) return -1;
  const numeric = (v: Value) => values.kind[v] === ValueKind.Constant || values.kind[v] === ValueKind.Float;
  if (numeric(x) && numeric(y))
    return values.constant(Number(decide(op, values.number[x], values.number[y])));
  if (from !== null && from.kind === TypeKind.Float) return -1;
  // A pointer and where it has been moved to are as far apart as it was moved.
  if (isMovedFrom(values, x, y) || isMovedFrom(values, y, x))
    return compare(state, op, values.offsetOf(x), values.offsetOf(y), null);
  switch (op) {
    case CompareOp.Equal:
    case CompareOp.NotEqual: {
      // A comparison compared with zero is itself, or its negation.
      if (y === values.zero && values.isComparison(x) && op === CompareOp.NotEqual) return x;
      const isSame = sameName(values, x, y);
      if (isSame !== undefined) return values.constant(Number(isSame === (op === CompareOp.Equal)));
      const first = numeric(x) ? y : x;
      const second = asNumberOf(values, first, numeric(x) ? x : y);
      return values.binary(
        op === CompareOp.Equal ? ValueKind.Equal : ValueKind.NotEqual,
        first,
        second,
        null,
      );
    }
    case CompareOp.Less:
      return values.binary(ValueKind.Less, x, y, null);
    case CompareOp.LessEqual:
      return values.binary(ValueKind.LessEqual, x, y, null);
    case CompareOp.Greater:
      return values.binary(ValueKind.Less, y, x, null);
    default:
      return values.binary(ValueKind.LessEqual, y, x, null);
  }
}

/**
 * Whether two names that nobody declares, and that are written as constants are, are one name: what is defined in a
 * header that is not there is the same all the time, and different things have different names.
 */
function sameName(values: Values, x: Value, y: Value): boolean | undefined {
  const a = constantName(values, x);
  const b = a === "" ? "" : constantName(values, y);
  return b === "" ? undefined : a === b;
}

const CONSTANT = /^[A-Z][A-Z\d]*_[A-Z\d_]*$/;

function constantName(values: Values, v: Value): string {
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  const region = values.kind[at] === ValueKind.Content ? values.regionOf(values.a[at]) : -1;
  if (region === -1 || values.regionKind[region] !== RegionKind.Global) return "";
  const type = values.regionType[region];
  const name = values.regionName[region];
  return (type === null || (type.kind === TypeKind.Unknown && type.name === "")) && CONSTANT.test(name)
    ? name
    : "";
}

/** The number that a constant is in the type of a symbol with a sign: all ones of an unsigned type are its -1. */
function asNumberOf(values: Values, v: Value, constant: Value): Value {
  const type = values.type[v];
  if (!values.isConstant(constant) || !values.isSymbol(v) || type?.kind !== TypeKind.Int || !type.signed)
    return constant;
  const n = values.number[constant];
  const isAllOnes = n === 2 ** 32 - 1 || n >= 2 ** 64 - 2;
  return isAllOnes && n > typeMax(type) ? values.constant(-1) : constant;
}

/** Whether `moved` is an address in what the pointer `start` points to the beginning of. */
function isMovedFrom(values: Values, start: Value, moved: Value): boolean {
  return (
    values.kind[moved] === ValueKind.Address &&
    values.isSymbol(start) &&
    values.existingPointee(start) === values.regionOf(moved)
  );
}

function decide(op: CompareOp, x: number, y: number): boolean {
  switch (op) {
    case CompareOp.Equal:
      return x === y;
    case CompareOp.NotEqual:
      return x !== y;
    case CompareOp.Less:
      return x < y;
    case CompareOp.LessEqual:
      return x <= y;
    case CompareOp.Greater:
      return x > y;
    default:
      return x >= y;
  }
}

/** Whether v names something that was opened. */
function isHandle(state: State, v: Value): boolean {
  const { values } = state;
  const region = values.type[v]?.kind === TypeKind.Int ? values.existingPointee(v) : undefined;
  return region !== undefined && (state.allFacts.get(region)?.family ?? "") !== "";
}

/** v of type `from` converted to `type`. */
export function cast(state: State, v: Value, from: Type | null, type: Type): Value {
  const values = state.values;
  const k = values.kind[v];
  if (v === UNINITIALISED) return v;
  switch (type.kind) {
    case TypeKind.Bool:
      if (k === ValueKind.Constant || k === ValueKind.Float)
        return values.constant(values.number[v] !== 0 ? 1 : 0);
      if (values.isComparison(v)) return v;
      return from?.kind === TypeKind.Float ? -1 : values.binary(ValueKind.NotEqual, v, values.zero, null);
    case TypeKind.Int:
    case TypeKind.Enum: {
      if (k === ValueKind.Constant) return values.constant(wrap(values.number[v], type));
      if (k === ValueKind.Float) return values.constant(wrap(Math.trunc(values.number[v]), type));
      if (from?.kind === TypeKind.Float) return values.convert(v, type);
      if (k === ValueKind.Address || type.size <= 0) return v;
      if (lower(state, v) >= typeMin(type) && upper(state, v) <= typeMax(type)) return v;
      // A handle is the same by another type: `SOCKET s = socket(...)`.
      if (isHandle(state, v) && type.size >= (values.type[v]?.size ?? 8)) return v;
      // Same value in both directions: (int)(size_t)x is x again.
      if (k === ValueKind.Convert) {
        const inner = values.a[v];
        if (
          values.type[v] !== null &&
          (values.type[v]?.size ?? 0) >= type.size &&
          lower(state, inner) >= typeMin(type) &&
          upper(state, inner) <= typeMax(type)
        )
          return inner;
      }
      // Pointers keep their identity through integers that can hold them.
      if (
        from !== null &&
        (from.kind === TypeKind.Pointer || from.kind === TypeKind.Array) &&
        type.size >= from.size
      )
        return v;
      return values.convert(v, type);
    }
    case TypeKind.Float:
      if (k === ValueKind.Constant || k === ValueKind.Float) return values.float(values.number[v]);
      return from?.kind === TypeKind.Float ? v : values.convert(v, type);
    case TypeKind.Pointer:
      if (k === ValueKind.Constant && values.number[v] < 0)
        return values.constant(values.number[v] + 2 ** (8 * type.size));
      return v;
    default:
      return v;
  }
}
