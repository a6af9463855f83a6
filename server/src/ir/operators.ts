/**
 * Unary, binary, assignment and update expressions, on scalars and, in C++, on objects with operators of their own.
 */
import { findField, isArithmetic, maximumOf } from "../semantics/type-queries";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nodeText } from "../syntax/walk";
import { clearingMask, combine, compareWithZero, comparisonOf, fold, isPointer, step } from "./arithmetic";
import {
  constant,
  copy,
  copyMemory,
  definition,
  here,
  load,
  opaque,
  pointerAdd,
  settle,
  unary,
} from "./builder";
import { isAnd, isLogical, isOr, truth } from "./conditions";
import { bytesOf, isClass, type Lowering, lookup } from "./context";
import { convert } from "./conversions";
import { operatorCall, operatorValue, ownOperator, rightOperand } from "./cxx";
import { value } from "./expressions";
import { BinaryOp, CompareOp, Op, UnaryOp } from "./ir";
import { addressOf, assign, isPlaceLike, type Place, place, read, skipParentheses } from "./places";

export function takeAddress(cx: Lowering, node: number): number {
  const argument = childByField(cx.tree, node, Field.Argument);
  const inner = skipParentheses(cx, argument);
  // &*p and &a[i] only compute; the place functions load nothing by themselves.
  const found = place(cx, inner);
  const address = addressOf(cx, node, found);
  cx.type = cx.types.pointer(found.type);
  return address;
}

export function unaryExpression(cx: Lowering, node: number): number {
  const { tree } = cx;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  const argument = childByField(tree, node, Field.Argument);
  if (operator === Kind.TokenBang || operator === Kind.TokenNot) {
    const inner = skipParentheses(cx, argument);
    if (isLogical(cx, inner)) return truth(cx, node);
    const operand = value(cx, argument);
    const type = cx.type;
    if (isClass(cx, type)) {
      return operatorValue(cx, node, "operator!", [operand], [argument], type, cx.types.bool, false);
    }
    return compareWithZero(cx, node, operand, type, CompareOp.Equal);
  }
  const operand = value(cx, argument);
  let type = cx.type;
  if (isClass(cx, type)) {
    const symbol = operator === Kind.TokenMinus ? "-" : operator === Kind.TokenPlus ? "+" : "~";
    return operatorValue(cx, node, `operator${symbol}`, [operand], [argument], type, type, false);
  }
  if (!isArithmetic(type)) {
    if (operator === Kind.TokenPlus) return operand;
    cx.type = cx.types.nothing;
    return opaque(cx, node, cx.types.nothing, []);
  }
  const promoted = cx.types.promote(type);
  const converted = convert(cx, node, operand, type, promoted);
  type = promoted;
  cx.type = type;
  if (operator === Kind.TokenPlus) return converted;
  const negative = operator === Kind.TokenMinus;
  const made = definition(cx, converted);
  if (made !== undefined) {
    if (made.op === Op.Float && negative) {
      made.imm = -made.imm;
      return converted;
    }
    if (made.op === Op.Const && made.type === type) {
      const result = fold(
        type,
        negative ? -made.imm : type.signed ? -made.imm - 1 : maximumOf(type) - made.imm,
      );
      if (result !== undefined) {
        made.imm = result;
        made.start = cx.macro === "" ? tree.start[node] : cx.useStart;
        made.end = cx.macro === "" ? tree.end[node] : cx.useEnd;
        return converted;
      }
    }
  }
  return unary(cx, node, negative ? UnaryOp.Negate : UnaryOp.Complement, converted, type);
}

interface Operator {
  readonly binary: BinaryOp;
  readonly compare: CompareOp | -1;
  readonly name: string;
}

function arithmetic(binaryOp: BinaryOp, text: string): Operator {
  return { binary: binaryOp, compare: -1, name: `operator${text}` };
}

function comparison(compareOp: CompareOp, text: string): Operator {
  return { binary: BinaryOp.Add, compare: compareOp, name: `operator${text}` };
}

const OPERATORS: ReadonlyMap<Kind, Operator> = new Map([
  [Kind.TokenPlus, arithmetic(BinaryOp.Add, "+")],
  [Kind.TokenMinus, arithmetic(BinaryOp.Subtract, "-")],
  [Kind.TokenStar, arithmetic(BinaryOp.Multiply, "*")],
  [Kind.TokenSlash, arithmetic(BinaryOp.Divide, "/")],
  [Kind.TokenPercent, arithmetic(BinaryOp.Remainder, "%")],
  [Kind.TokenLessLess, arithmetic(BinaryOp.ShiftLeft, "<<")],
  [Kind.TokenGreaterGreater, arithmetic(BinaryOp.ShiftRight, ">>")],
  [Kind.TokenAmp, arithmetic(BinaryOp.And, "&")],
  [Kind.TokenBitand, arithmetic(BinaryOp.And, "&")],
  [Kind.TokenPipe, arithmetic(BinaryOp.Or, "|")],
  [Kind.TokenBitor, arithmetic(BinaryOp.Or, "|")],
  [Kind.TokenCaret, arithmetic(BinaryOp.Xor, "^")],
  [Kind.TokenXor, arithmetic(BinaryOp.Xor, "^")],
  [Kind.TokenEqualEqual, comparison(CompareOp.Equal, "==")],
  [Kind.TokenBangEqual, comparison(CompareOp.NotEqual, "!=")],
  [Kind.TokenNotEq, comparison(CompareOp.NotEqual, "!=")],
  [Kind.TokenLess, comparison(CompareOp.Less, "<")],
  [Kind.TokenLessEqual, comparison(CompareOp.LessEqual, "<=")],
  [Kind.TokenGreater, comparison(CompareOp.Greater, ">")],
  [Kind.TokenGreaterEqual, comparison(CompareOp.GreaterEqual, ">=")],
]);

const ASSIGNMENTS: ReadonlyMap<Kind, Operator> = new Map([
  [Kind.TokenPlusEqual, arithmetic(BinaryOp.Add, "+=")],
  [Kind.TokenMinusEqual, arithmetic(BinaryOp.Subtract, "-=")],
  [Kind.TokenStarEqual, arithmetic(BinaryOp.Multiply, "*=")],
  [Kind.TokenSlashEqual, arithmetic(BinaryOp.Divide, "/=")],
  [Kind.TokenPercentEqual, arithmetic(BinaryOp.Remainder, "%=")],
  [Kind.TokenLessLessEqual, arithmetic(BinaryOp.ShiftLeft, "<<=")],
  [Kind.TokenGreaterGreaterEqual, arithmetic(BinaryOp.ShiftRight, ">>=")],
  [Kind.TokenAmpEqual, arithmetic(BinaryOp.And, "&=")],
  [Kind.TokenAndEq, arithmetic(BinaryOp.And, "&=")],
  [Kind.TokenPipeEqual, arithmetic(BinaryOp.Or, "|=")],
  [Kind.TokenOrEq, arithmetic(BinaryOp.Or, "|=")],
  [Kind.TokenCaretEqual, arithmetic(BinaryOp.Xor, "^=")],
  [Kind.TokenXorEq, arithmetic(BinaryOp.Xor, "^=")],
]);

/** Chains such as `a + b + c` lean to the left and may be thousands long: their spine is walked, not recursed. */
export function binaryExpression(cx: Lowering, node: number): number {
  const { tree } = cx;
  const spine: number[] = [];
  let at = node;
  for (;;) {
    if (kindOf(tree, at) !== Kind.BinaryExpression) break;
    const operator = kindOf(tree, childByField(tree, at, Field.Operator));
    if (isAnd(operator) || isOr(operator)) break;
    spine.push(at);
    at = childByField(tree, at, Field.Left);
  }
  if (spine.length === 0) return truth(cx, node);
  const cast = castOfUnary(cx, spine[spine.length - 1]);
  if (cast !== undefined) spine.pop();
  let register = cast ?? value(cx, at);
  for (let i = spine.length - 1; i >= 0; i--) {
    const type = cx.type;
    const point = here(cx);
    const parent = spine[i];
    const token = childByField(tree, parent, Field.Operator);
    const operator = OPERATORS.get(kindOf(tree, token));
    const rightNode = childByField(tree, parent, Field.Right);
    const leftNode = childByField(tree, parent, Field.Left);
    let right: number;
    const own =
      operator !== undefined && isClass(cx, type) ? ownOperator(cx, type, operator.name) : undefined;
    const streams = isClass(cx, type) && kindOf(tree, token) === Kind.TokenGreaterGreater;
    // `stream >> x` writes x, so the operator gets its address.
    if (own?.rest === undefined && streams && isPlaceLike(cx, rightNode)) {
      const target = place(cx, rightNode);
      right = addressOf(cx, rightNode, target);
      cx.type = target.type;
    } else right = rightOperand(cx, rightNode, own);
    const rightType = cx.type;
    register = settle(cx, leftNode, register, point);
    if (operator === undefined) {
      // `<=>`: its result is of a class that only the library defines.
      cx.type = cx.types.nothing;
      register = opaque(cx, parent, cx.types.nothing, [register, right]);
      continue;
    }
    if (isClass(cx, type) || isClass(cx, rightType)) {
      const result = operator.compare !== -1 ? cx.types.bool : isClass(cx, type) ? type : rightType;
      const shift = operator.binary === BinaryOp.ShiftLeft || operator.binary === BinaryOp.ShiftRight;
      // Streams are handed on by reference.
      const reference = operator.compare === -1 && shift;
      const nodes = [leftNode, rightNode];
      register = operatorValue(cx, parent, operator.name, [register, right], nodes, type, result, reference);
      continue;
    }
    register =
      operator.compare === -1
        ? combine(
            cx,
            parent,
            operator.binary,
            register,
            type,
            right,
            rightType,
            clearingMask(cx, operator.binary, rightNode, type),
          )
        : comparisonOf(cx, parent, operator.compare, register, type, right, rightType);
  }
  return register;
}

/**
 * `(Handle) &x` reads as an "and" as long as nobody knows that `Handle` is a type, and the parser never does. Gives the
 * register of the cast, or undefined if the parentheses hold what may be a number.
 */
function castOfUnary(cx: Lowering, node: number): number | undefined {
  const { tree } = cx;
  const left = childByField(tree, node, Field.Left);
  if (tree.kind[left] !== Kind.ParenthesizedExpression) return undefined;
  const name = firstNamedChild(tree, left);
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  if ((operator !== Kind.TokenAmp && operator !== Kind.TokenStar) || !namesType(cx, name)) return undefined;
  const type = cx.file.type(nodeText(tree, name));
  let operand = childByField(tree, node, Field.Right);
  // What binds less than the cast is the parser's second error.
  const isWhole = tree.kind[operand] !== Kind.BinaryExpression;
  while (tree.kind[operand] === Kind.BinaryExpression) operand = childByField(tree, operand, Field.Left);
  let register: number;
  if (operator === Kind.TokenStar) {
    const pointer = value(cx, operand);
    register = load(cx, node, pointer, cx.type.to ?? cx.types.nothing);
    cx.type = cx.type.to ?? cx.types.nothing;
  } else {
    const found = place(cx, operand);
    register = addressOf(cx, operand, found);
    cx.type = cx.types.pointer(found.type);
  }
  if (isWhole && type !== undefined) {
    const from = cx.type;
    cx.type = type;
    return convert(cx, node, register, from, type, true);
  }
  // Of a name that nobody knows it may also be an "and": the value is left open, and what it points to with it.
  cx.type = cx.types.nothing;
  return opaque(cx, node, cx.types.nothing, [register]);
}

/** Whether a name stands for a type, or for nothing that is known: neither a variable nor anything else with a value. */
function namesType(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  if (node === NONE || (tree.kind[node] !== Kind.Identifier && tree.kind[node] !== Kind.TypeIdentifier))
    return false;
  const name = nodeText(tree, node);
  const entity = lookup(cx, name);
  if (entity !== undefined) return entity.kind === "type";
  const { file } = cx;
  if (file.type(name) !== undefined) return true;
  if (cx.record !== null && findField(cx.record, name) !== undefined) return false;
  return (
    file.macro(name) === undefined &&
    file.enumerator(name) === undefined &&
    file.function(name) === undefined &&
    file.variable(name) === undefined
  );
}

export function assignment(cx: Lowering, node: number): number {
  const { tree } = cx;
  const leftNode = childByField(tree, node, Field.Left);
  const rightNode = childByField(tree, node, Field.Right);
  const token = kindOf(tree, childByField(tree, node, Field.Operator));
  const target = place(cx, leftNode);
  // The address is computed first, but a variable's own register is only written at the end.
  if (
    isClass(cx, target.type) ||
    (cx.language === "cpp" && kindOf(tree, rightNode) === Kind.InitializerList)
  ) {
    return classAssignment(cx, node, target, leftNode, rightNode, token);
  }
  const operator = ASSIGNMENTS.get(token);
  if (operator === undefined) {
    const right = value(cx, rightNode);
    return assign(cx, node, target, right, cx.type);
  }
  const point = here(cx);
  const old = read(cx, leftNode, target);
  const oldType = cx.type;
  const right = value(cx, rightNode);
  const rightType = cx.type;
  const before = settle(cx, leftNode, old, point);
  const mask = clearingMask(cx, operator.binary, rightNode, oldType);
  const result = combine(cx, node, operator.binary, before, oldType, right, rightType, mask);
  return assign(cx, node, target, result, cx.type);
}

function classAssignment(
  cx: Lowering,
  node: number,
  target: Place,
  leftNode: number,
  rightNode: number,
  token: Kind,
): number {
  const address = addressOf(cx, leftNode, target);
  const operator = ASSIGNMENTS.get(token);
  const name = operator?.name ?? "operator=";
  const right = rightOperand(cx, rightNode, ownOperator(cx, target.type, name));
  const rightType = cx.type;
  cx.type = target.type;
  const plainRecord = target.type.record !== null && !target.type.record.methods.has("operator=");
  if (operator === undefined && plainRecord && rightType.record !== null) {
    copyMemory(cx, node, address, right, bytesOf(cx, target.type), target.type);
  } else {
    operatorCall(cx, node, name, [address, right], [leftNode, rightNode], target.type, target.type, true);
  }
  cx.type = target.type;
  return address;
}

export function update(cx: Lowering, node: number, used: boolean): number {
  const { tree } = cx;
  const argument = childByField(tree, node, Field.Argument);
  const token = childByField(tree, node, Field.Operator);
  const increment = kindOf(tree, token) === Kind.TokenPlusPlus;
  const prefix = token !== NONE && tree.start[token] < tree.start[argument];
  const target = place(cx, argument);
  if (isClass(cx, target.type)) {
    const address = addressOf(cx, argument, target);
    const name = increment ? "operator++" : "operator--";
    const args = [address];
    const nodes = [argument];
    if (!prefix && ownOperator(cx, target.type, name) !== undefined) {
      // The one behind its operand is told apart by a number that nobody passes.
      args.push(constant(cx, node, 0, cx.types.int));
      nodes.push(token);
    }
    operatorCall(cx, node, name, args, nodes, target.type, target.type, true);
    cx.type = target.type;
    return address;
  }
  const old = read(cx, argument, target);
  const type = cx.type;
  const kept = used && !prefix && target.variable >= 0 ? copy(cx, node, old, type) : old;
  let changed: number;
  if (isPointer(type)) {
    const one = constant(cx, node, increment ? 1 : -1, cx.types.ptrdiffT);
    changed = pointerAdd(cx, node, old, one, step(cx, type), type);
  } else {
    const one = constant(cx, node, 1, cx.types.int);
    changed = combine(cx, node, increment ? BinaryOp.Add : BinaryOp.Subtract, old, type, one, cx.types.int);
  }
  const written = assign(cx, node, target, changed, isPointer(type) ? type : cx.type);
  cx.type = type;
  return prefix ? written : kept;
}
