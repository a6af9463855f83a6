/**
 * Truth values as control flow: `&&`, `||`, `!` and `?:` become branches, whether a statement tests them or their value
 * is wanted.
 */
import { typeOf } from "../semantics/expression-types";
import { isArithmetic } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText } from "../syntax/walk";
import { boolean, isPointer } from "./arithmetic";
import {
  constant,
  definition,
  enterBlock,
  jump,
  newBlock,
  opaque,
  resume,
  setVariable,
  terminate,
} from "./builder";
import { call } from "./calls";
import {
  beginFull,
  endFull,
  giveUp,
  isClass,
  isObject,
  type Lowering,
  lookup,
  MAX_DEPTH,
  mergeVariable,
} from "./context";
import { convert } from "./conversions";
import { operatorValue } from "./cxx";
import { effect, value, valueInside } from "./expressions";
import { type Block, Op } from "./ir";
import { expandObject } from "./macros";
import {
  addressOf,
  assign,
  isPlaceLike,
  type Place,
  place,
  placeAt,
  read,
  rvaluePlace,
  skipParentheses,
} from "./places";

export function isAnd(operator: Kind): boolean {
  return operator === Kind.TokenAmpAmp || operator === Kind.TokenAnd;
}

export function isOr(operator: Kind): boolean {
  return operator === Kind.TokenPipePipe || operator === Kind.TokenOr;
}

export function isLogical(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  let at = node;
  for (;;) {
    const operator = kindOf(tree, childByField(tree, at, Field.Operator));
    if (kindOf(tree, at) === Kind.BinaryExpression) return isAnd(operator) || isOr(operator);
    if (kindOf(tree, at) !== Kind.UnaryExpression) return false;
    if (operator !== Kind.TokenBang && operator !== Kind.TokenNot) return false;
    at = skipParentheses(cx, childByField(tree, at, Field.Argument));
  }
}

/** The value 0 or 1 of a condition that is made of `&&`, `||` and `!`. */
export function truth(cx: Lowering, node: number): number {
  const then = newBlock(cx);
  const otherwise = newBlock(cx);
  const end = newBlock(cx);
  const type = boolean(cx);
  const result = mergeVariable(cx, type);
  condition(cx, node, then, otherwise);
  resume(cx, then);
  setVariable(cx, node, result, constant(cx, node, 1, type));
  jump(cx, end);
  resume(cx, otherwise);
  setVariable(cx, node, result, constant(cx, node, 0, type));
  enterBlock(cx, end);
  cx.type = type;
  return result;
}

export function conditional(cx: Lowering, node: number): number {
  const { tree, types } = cx;
  const end = newBlock(cx);
  const consequence = childByField(tree, node, Field.Consequence);
  const alternative = childByField(tree, node, Field.Alternative);
  const test = childByField(tree, node, Field.Condition);
  let first: number;
  let otherwise: Block;
  if (consequence === NONE) {
    // GNU `a ?: b`: the condition's value is the result.
    first = value(cx, test);
    const then = newBlock(cx);
    otherwise = newBlock(cx);
    branch(cx, test, first, then, otherwise);
    resume(cx, then);
  } else {
    const then = newBlock(cx);
    otherwise = newBlock(cx);
    condition(cx, test, then, otherwise);
    resume(cx, then);
    first = valueOrNothing(cx, consequence);
  }
  const firstType = cx.type;
  const firstEnd = cx.current;
  resume(cx, otherwise);
  const second = valueOrNothing(cx, alternative);
  const secondType = cx.type;
  const type = commonType(cx, firstType, secondType);
  if (type.kind === TypeKind.Void || first < 0 || second < 0) {
    jump(cx, end);
    resume(cx, firstEnd);
    jump(cx, end);
    resume(cx, end);
    cx.type = type;
    return type.kind === TypeKind.Void ? -1 : Math.max(first, second) >= 0 ? opaque(cx, node, type, []) : -1;
  }
  const register = isObject(cx, type) ? types.pointer(type) : type;
  const result = mergeVariable(cx, register);
  // `((i) < (v)->length ? (v)->items[i] : NULL)` in a macro answers as a helper does.
  const found = cx.macro !== "" && register.kind === TypeKind.Pointer;
  setVariable(cx, node, result, convert(cx, node, second, secondType, type), found);
  jump(cx, end);
  resume(cx, firstEnd);
  setVariable(cx, node, result, convert(cx, node, first, firstType, type), found);
  jump(cx, end);
  resume(cx, end);
  cx.type = type;
  return result;
}

function valueOrNothing(cx: Lowering, node: number): number {
  if (node === NONE) return giveUp(cx, 0, "missing expression");
  if (cx.depth > MAX_DEPTH) return giveUp(cx, node, "nesting too deep");
  cx.depth++;
  const register = valueInside(cx, node);
  cx.depth--;
  return register;
}

function commonType(cx: Lowering, a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === TypeKind.Void || b.kind === TypeKind.Void) {
    // `c ? throw x : y` has the type of y.
    return a.kind === TypeKind.Void && b.kind !== TypeKind.Void ? b : a;
  }
  if (isArithmetic(a) && isArithmetic(b)) return cx.types.common(a, b);
  if (isPointer(a) && isPointer(b)) return a === cx.types.voidPointer ? b : a;
  if (isPointer(a)) return a;
  if (isPointer(b)) return b;
  // A number and what is not known: how wide the result is hangs on both.
  if (isArithmetic(b) && a.kind === TypeKind.Unknown) return a;
  if (isArithmetic(a) && b.kind === TypeKind.Unknown) return b;
  // `object ? object : 0` is the number that the object gives, if it gives any.
  if (isArithmetic(b) && givesValue(a)) return b;
  if (isArithmetic(a) && givesValue(b)) return a;
  return a.kind === TypeKind.Unknown ? b : a;
}

/** Whether objects of a class are converted by operators of their own: `operator int()`. */
function givesValue({ record }: Type): boolean {
  for (const name of record?.methods.keys() ?? [])
    if (/^operator (?!new\b|delete\b|co_await\b)\w/.test(name)) return true;
  return false;
}

export function conditionalPlace(cx: Lowering, node: number): Place {
  const { tree, types } = cx;
  const type = typeOf(cx.scope, tree, node);
  // Only objects, and in C++ lvalues, have a place; other values get memory of their own.
  const consequence = childByField(tree, node, Field.Consequence);
  const alternative = childByField(tree, node, Field.Alternative);
  const lvalues =
    cx.language === "cpp" &&
    consequence !== NONE &&
    isPlaceLike(cx, consequence) &&
    isPlaceLike(cx, alternative);
  if (!lvalues || isObject(cx, type)) return rvaluePlace(cx, node, conditional(cx, node));
  const then = newBlock(cx);
  const otherwise = newBlock(cx);
  const end = newBlock(cx);
  condition(cx, childByField(tree, node, Field.Condition), then, otherwise);
  resume(cx, then);
  const first = place(cx, consequence);
  const result = mergeVariable(cx, types.pointer(first.type));
  setVariable(cx, node, result, addressOf(cx, consequence, first));
  jump(cx, end);
  resume(cx, otherwise);
  setVariable(cx, node, result, addressOf(cx, alternative, place(cx, alternative)));
  jump(cx, end);
  resume(cx, end);
  return placeAt(result, first.type);
}

/** Ends the block with a test of `register`; a constant decides at once. */
export function branch(cx: Lowering, node: number, register: number, then: Block, otherwise: Block): void {
  const known = definition(cx, register);
  if (known?.op === Op.Const) {
    const { instructions } = cx.current;
    if (instructions[instructions.length - 1] === known) instructions.pop();
    jump(cx, known.imm !== 0 ? then : otherwise);
    return;
  }
  terminate(cx, {
    kind: "branch",
    condition: register,
    ifTrue: then.id,
    ifFalse: otherwise.id,
    start: cx.macro === "" ? cx.tree.start[node] : cx.useStart,
    end: cx.macro === "" ? cx.tree.end[node] : cx.useEnd,
  });
}

/** Lowers a truth value to control flow. */
export function condition(cx: Lowering, node: number, then: Block, otherwise: Block): void {
  const { tree } = cx;
  if (node === NONE || cx.depth > MAX_DEPTH) {
    branch(cx, node === NONE ? 0 : node, value(cx, node), then, otherwise);
    return;
  }
  cx.depth++;
  conditionInside(cx, skipParentheses(cx, node), then, otherwise);
  cx.depth--;

  function conditionInside(cx: Lowering, node: number, then: Block, otherwise: Block): void {
    const kind = kindOf(tree, node);
    if (kind === Kind.UnaryExpression) {
      const operator = kindOf(tree, childByField(tree, node, Field.Operator));
      if (operator === Kind.TokenBang || operator === Kind.TokenNot) {
        condition(cx, childByField(tree, node, Field.Argument), otherwise, then);
        return;
      }
    } else if (kind === Kind.BinaryExpression) {
      const operator = kindOf(tree, childByField(tree, node, Field.Operator));
      if (isAnd(operator) || isOr(operator)) {
        chain(cx, node, operator, then, otherwise);
        return;
      }
    } else if (kind === Kind.CommaExpression) {
      const first = childByField(tree, node, Field.Left);
      if (isUnknownHead(cx, first)) {
        const args = unknownHead(cx, childByField(tree, node, Field.Right));
        branch(cx, node, opaque(cx, node, cx.types.nothing, args), then, otherwise);
        return;
      }
      effect(cx, first);
      condition(cx, childByField(tree, node, Field.Right), then, otherwise);
      return;
    } else if (kind === Kind.Identifier && lookup(cx, nodeText(tree, node)) === undefined) {
      const done = expandObject(cx, node, nodeText(tree, node), (inner, body) => {
        condition(inner, body, then, otherwise);
        return true;
      });
      if (done) return;
    } else if (kind === Kind.CallExpression) {
      const done = call(cx, node, true, { then, otherwise });
      if (done.branched) return;
      const register = done.place === null ? done.register : read(cx, node, done.place);
      branch(cx, node, testable(cx, node, register), then, otherwise);
      return;
    }
    branch(cx, node, testable(cx, node, value(cx, node)), then, otherwise);
  }
}

/** Whether a condition stands for the head of a loop that a macro of unknown meaning makes: `_, item, list`. */
function isUnknownHead(cx: Lowering, first: number): boolean {
  return (
    kindOf(cx.tree, first) === Kind.Identifier &&
    nodeText(cx.tree, first) === "_" &&
    lookup(cx, "_") === undefined
  );
}

/** What such a macro is given; the variables among it may be its own to write. */
function unknownHead(cx: Lowering, list: number): number[] {
  const { tree } = cx;
  const args: number[] = [];
  for (let at = list; at !== NONE; ) {
    const isLast = kindOf(tree, at) !== Kind.CommaExpression;
    const argument = isLast ? at : childByField(tree, at, Field.Left);
    if (kindOf(tree, argument) === Kind.Identifier && isPlaceLike(cx, argument)) {
      const target = place(cx, argument);
      // Or to read: what one of them holds may be held elsewhere from then on.
      const before = target.variable >= 0 ? [target.variable] : [];
      assign(cx, argument, target, opaque(cx, argument, target.type, before), target.type);
    } else {
      const register = value(cx, argument);
      if (register >= 0) args.push(register);
    }
    at = isLast ? NONE : childByField(tree, at, Field.Right);
  }
  return args;
}

/** Objects of class type are tested through their conversion to bool. */
function testable(cx: Lowering, node: number, register: number): number {
  if (register < 0) return opaque(cx, node, cx.types.nothing, []);
  if (!isClass(cx, cx.type)) return register;
  return operatorValue(cx, node, "operator bool", [register], [node], cx.type, cx.types.bool, false);
}

/** `a && b && c`: the spine is walked, not recursed. */
function chain(cx: Lowering, node: number, operator: Kind, then: Block, otherwise: Block): void {
  const { tree } = cx;
  const and = isAnd(operator);
  const operands: number[] = [];
  let at = node;
  while (kindOf(tree, at) === Kind.BinaryExpression) {
    const token = kindOf(tree, childByField(tree, at, Field.Operator));
    if (and ? !isAnd(token) : !isOr(token)) break;
    operands.push(childByField(tree, at, Field.Right));
    at = childByField(tree, at, Field.Left);
  }
  operands.push(at);
  for (let i = operands.length - 1; i >= 0; i--) {
    if (i === 0) {
      condition(cx, operands[i], then, otherwise);
      return;
    }
    const next = newBlock(cx);
    if (and) condition(cx, operands[i], next, otherwise);
    else condition(cx, operands[i], then, next);
    resume(cx, next);
  }
}

/** A condition that is a full expression: its temporaries end on both ways out. */
export function fullCondition(cx: Lowering, node: number, then: Block, otherwise: Block): void {
  const full = beginFull(cx);
  const onTrue = newBlock(cx);
  const onFalse = newBlock(cx);
  condition(cx, node, onTrue, onFalse);
  endFull(cx, node === NONE ? 0 : node, full, [onTrue, onFalse]);
  onTrue.terminator = { kind: "jump", to: then.id };
  onFalse.terminator = { kind: "jump", to: otherwise.id };
}
