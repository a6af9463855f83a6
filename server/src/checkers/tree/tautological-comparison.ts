/**
 * CWE-570 and CWE-571: a comparison that its operands' types or its neighbour decide for good. Speaks of an unsigned
 * value below zero, of a constant that a narrow type cannot hold, of a value compared with itself, and of two bounds on
 * one value that exclude each other or cover everything.
 */
import { maximumOf, minimumOf } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
  spelling,
  subtreeEnd,
  textIs,
} from "../../syntax/walk";
import { bitFieldWidth } from "./bit-fields";
import { calleeName, withoutParentheses, withParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { isUpperCase } from "./completion";

/** Expressions nested deeper than this are not looked at. */
const MAX_DEPTH = 30;

export const tautologicalComparison: TreeChecker = {
  rule: "tautological-comparison",
  kinds: [Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
    const operator = kindOf(tree, childByField(tree, node, Field.Operator));
    if (operator === Kind.TokenAmpAmp || operator === Kind.TokenPipePipe) {
      checkPair(context, node, operator === Kind.TokenAmpAmp);
    } else if (isComparison(operator)) {
      checkSingle(context, node);
    }
  },
};

function isComparison(operator: Kind): boolean {
  switch (operator) {
    case Kind.TokenLess:
    case Kind.TokenLessEqual:
    case Kind.TokenGreater:
    case Kind.TokenGreaterEqual:
    case Kind.TokenEqualEqual:
    case Kind.TokenBangEqual:
      return true;
    default:
      return false;
  }
}

/** `value operator bound`, the constant on the right. */
interface Comparison {
  readonly value: number;
  readonly operator: Kind;
  readonly bound: number;
  /** The node of the constant. */
  readonly constant: number;
}

function comparisonOf(context: UnitContext, node: number): Comparison | undefined {
  const { tree } = context;
  if (kindOf(tree, node) !== Kind.BinaryExpression) return undefined;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  if (!isComparison(operator)) return undefined;
  const left = withoutParentheses(tree, childByField(tree, node, Field.Left));
  const right = withoutParentheses(tree, childByField(tree, node, Field.Right));
  const rightValue = constantValue(context, right);
  if (rightValue !== undefined) {
    return constantValue(context, left) === undefined
      ? { value: left, operator, bound: rightValue, constant: right }
      : undefined;
  }
  const leftValue = constantValue(context, left);
  if (leftValue === undefined) return undefined;
  return { value: right, operator: mirrored(operator), bound: leftValue, constant: left };
}

/** Sizes are left out: what is compared with them is meant to hold on every platform. */
function constantValue(context: UnitContext, node: number): number | undefined {
  return looksConstant(context, node) ? context.constantOf(node) : undefined;
}

/** Whether the kinds and names in an expression allow it to be constant; most are not, and this is cheap to tell. */
function looksConstant(context: UnitContext, node: number, depth = 0): boolean {
  const { tree, env } = context;
  if (depth > MAX_DEPTH) return false;
  switch (kindOf(tree, node)) {
    case Kind.NumberLiteral:
    case Kind.CharLiteral:
      return true;
    case Kind.Identifier: {
      const name = nodeText(tree, node);
      return env.macro(name) !== undefined || env.enumerator(name) !== undefined;
    }
    case Kind.QualifiedIdentifier:
      return true;
    case Kind.UnaryExpression:
      return looksConstant(context, childByField(tree, node, Field.Argument), depth + 1);
    case Kind.CastExpression:
      return looksConstant(context, childByField(tree, node, Field.Value), depth + 1);
    case Kind.ParenthesizedExpression:
      return looksConstant(context, withoutParentheses(tree, node), depth + 1);
    case Kind.BinaryExpression:
      return (
        looksConstant(context, childByField(tree, node, Field.Left), depth + 1) &&
        looksConstant(context, childByField(tree, node, Field.Right), depth + 1)
      );
    default:
      return false;
  }
}

function mirrored(operator: Kind): Kind {
  switch (operator) {
    case Kind.TokenLess:
      return Kind.TokenGreater;
    case Kind.TokenLessEqual:
      return Kind.TokenGreaterEqual;
    case Kind.TokenGreater:
      return Kind.TokenLess;
    case Kind.TokenGreaterEqual:
      return Kind.TokenLessEqual;
    default:
      return operator;
  }
}

function checkSingle(context: UnitContext, node: number): void {
  const { tree } = context;
  if (isSelfComparison(context, node)) {
    if (isInsideAssertion(context, node)) return;
    const left = withoutParentheses(tree, childByField(tree, node, Field.Left));
    context.report(node, `'${nodeText(tree, left)}' is compared with itself.`);
    return;
  }
  const decided = decidedByType(context, node);
  if (decided === undefined || (decided.outcome && isLoopCondition(tree, node))) return;
  context.report(node, `This is always ${decided.outcome}: ${decided.why}.`);
}

/** Whether a comparison is all that a loop goes on by: `endless-loop` speaks of those. */
export function isLoopCondition(tree: Tree, node: number): boolean {
  const whole = withParentheses(tree, node);
  const up = tree.parent[whole];
  const isLoop =
    kindOf(tree, up) === Kind.ForStatement ||
    kindOf(tree, up) === Kind.WhileStatement ||
    kindOf(tree, up) === Kind.DoStatement;
  if (isLoop) return tree.field[whole] === Field.Condition;
  return kindOf(tree, up) === Kind.ConditionClause && kindOf(tree, tree.parent[up]) === Kind.WhileStatement;
}

/** The outcome of a comparison that the type of its operand decides, and why. */
export function decidedByType(
  context: UnitContext,
  node: number,
): { readonly outcome: boolean; readonly why: string } | undefined {
  const { tree } = context;
  const comparison = comparisonOf(context, node);
  if (!comparison || !mayDecide(comparison, tree)) return undefined;
  if (kindOf(tree, comparison.value) === Kind.SizeofExpression) return undefined;
  const type = context.typeOf(comparison.value);
  if ((type?.kind !== TypeKind.Int && type?.kind !== TypeKind.Bool) || type.size < 1) return undefined;
  const bits = type.kind === TypeKind.Bool ? 0 : bitFieldWidth(context, comparison.value);
  const range = rangeOf(type, bits);
  const outcome =
    isZero(tree, comparison.constant) && !type.signed
      ? againstZero(comparison, context, node)
      : (outOfRange(comparison, range, isLoopCondition(tree, node)) ??
        atLimit(comparison, range, context, node));
  if (outcome === undefined || isInsideAssertion(context, node) || usesMacro(context, comparison.value))
    return undefined;
  const text = spelling(tree, comparison.value);
  const { minimum, maximum } = range;
  if (bits > 0) {
    return {
      outcome,
      why: `'${text}' is a bit-field of ${bits} bit${bits === 1 ? "" : "s"}, whose values are ${minimum} to ${maximum}`,
    };
  }
  const why =
    isZero(tree, comparison.constant) && !type.signed
      ? `is unsigned ('${type.name}'), so it is never below 0`
      : `is of type '${type.name}', whose values are ${minimum} to ${maximum}`;
  return { outcome, why: `'${text}' ${why}` };
}

interface Range {
  readonly minimum: number;
  readonly maximum: number;
  readonly isNarrow: boolean;
}

/** What a type, or a bit-field of that type if `bits` is not 0, can hold. */
function rangeOf(type: Type, bits: number): Range {
  if (bits === 0) {
    const isBool = type.kind === TypeKind.Bool;
    return {
      minimum: isBool ? 0 : minimumOf(type),
      maximum: isBool ? 1 : maximumOf(type),
      isNarrow: type.size <= 2,
    };
  }
  return {
    minimum: type.signed ? -(2 ** (bits - 1)) : 0,
    maximum: 2 ** (type.signed ? bits - 1 : bits) - 1,
    isNarrow: bits <= 16,
  };
}

/** Whether there is an integer type for which the comparison is decided: asked before the type is looked for. */
function mayDecide({ operator, bound, value }: Comparison, tree: Tree): boolean {
  if (bound < 0 || bound >= 127) return true;
  // A truth value or a bit-field may be anything.
  if (bound > 1 || kindOf(tree, value) === Kind.FieldExpression) return true;
  if (bound === 1) return operator === Kind.TokenGreater;
  return bound === 0 && (operator === Kind.TokenLess || operator === Kind.TokenGreaterEqual);
}

/**
 * An unsigned value below 0. Not when it is the lower half of a range check, where it is harmless; plain `char` and
 * names that are signed on other systems say nothing.
 */
function againstZero(comparison: Comparison, context: UnitContext, node: number): boolean | undefined {
  const { tree } = context;
  let outcome: boolean | undefined;
  if (comparison.operator === Kind.TokenLess) outcome = false;
  else if (comparison.operator === Kind.TokenGreaterEqual) outcome = true;
  if (outcome === undefined || isRangeCheck(tree, node, comparison.value)) return undefined;
  return outcome;
}

/** Whether the neighbour in `a && b` or `a || b` compares the same value. */
function isRangeCheck(tree: Tree, node: number, value: number): boolean {
  const inner = withParentheses(tree, node);
  const up = tree.parent[inner];
  if (kindOf(tree, up) !== Kind.BinaryExpression) return false;
  const operator = kindOf(tree, childByField(tree, up, Field.Operator));
  if (operator !== Kind.TokenAmpAmp && operator !== Kind.TokenPipePipe) return false;
  const left = childByField(tree, up, Field.Left);
  const other = withoutParentheses(tree, left === inner ? childByField(tree, up, Field.Right) : left);
  const text = spelling(tree, value);
  return (
    spelling(tree, withoutParentheses(tree, childByField(tree, other, Field.Left))) === text ||
    spelling(tree, withoutParentheses(tree, childByField(tree, other, Field.Right))) === text
  );
}

/** Types of one and two bytes against a constant outside them; wider limits depend on the platform. */
function outOfRange(
  { operator, bound }: Comparison,
  { minimum, maximum, isNarrow }: Range,
  isLoop: boolean,
): boolean | undefined {
  if (!isNarrow) return undefined;
  switch (operator) {
    case Kind.TokenEqualEqual:
      return bound < minimum || bound > maximum ? false : undefined;
    case Kind.TokenBangEqual:
      return bound < minimum || bound > maximum ? true : undefined;
    case Kind.TokenLess:
      // One more than the limit is how code says that any value is right; a loop is meant to end there.
      if (bound > maximum + 1 || (isLoop && bound > maximum)) return true;
      return bound < minimum ? false : undefined;
    case Kind.TokenLessEqual:
      if (bound > maximum) return true;
      return bound < minimum ? false : undefined;
    case Kind.TokenGreater:
      if (bound < minimum) return true;
      return bound > maximum ? false : undefined;
    case Kind.TokenGreaterEqual:
      if (bound < minimum) return true;
      return bound > maximum ? false : undefined;
    default:
      return undefined;
  }
}

/**
 * The limit itself, `c > 255`, unless it is spelled by a name, which may have another value elsewhere, or belongs to a
 * range check.
 */
function atLimit(
  comparison: Comparison,
  { maximum, isNarrow }: Range,
  context: UnitContext,
  node: number,
): boolean | undefined {
  const { tree } = context;
  const { operator, bound, constant, value } = comparison;
  if (!isNarrow || kindOf(tree, constant) !== Kind.NumberLiteral || isRangeCheck(tree, node, value))
    return undefined;
  if (bound !== maximum) return undefined;
  if (operator === Kind.TokenGreater) return false;
  return operator === Kind.TokenLessEqual ? true : undefined;
}

function isZero(tree: Tree, node: number): boolean {
  return kindOf(tree, node) === Kind.NumberLiteral && textIs(tree, node, "0");
}

/** Whether a macro, which may mean something else in another configuration, is used in the expression. */
function usesMacro({ tree, env }: UnitContext, node: number): boolean {
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    if (tree.kind[n] === Kind.Identifier && env.macro(nodeText(tree, n))) return true;
  }
  return false;
}

function isSelfComparison(context: UnitContext, node: number): boolean {
  const { tree } = context;
  const left = withoutParentheses(tree, childByField(tree, node, Field.Left));
  return isSameValue(context, left, withoutParentheses(tree, childByField(tree, node, Field.Right)));
}

/** Two equal expressions of a known integer or pointer type that have no effect and are no constants. */
function isSameValue(context: UnitContext, left: number, right: number): boolean {
  const { tree } = context;
  if (left === NONE || right === NONE || kindOf(tree, left) !== kindOf(tree, right)) return false;
  // Cheap before the spelling: an expression of the same nodes.
  if (subtreeEnd(tree, left) - left !== subtreeEnd(tree, right) - right) return false;
  if (!isPlainPlace(context, left) || spelling(tree, right) !== spelling(tree, left)) return false;
  const type = context.typeOf(left);
  if (!type || type.isVolatile || constantValue(context, left) !== undefined) return false;
  return type.kind === TypeKind.Int || type.kind === TypeKind.Enum || type.kind === TypeKind.Pointer;
}

/** A variable, a field or an element, with nothing in it that acts or is a macro. */
function isPlainPlace(context: UnitContext, node: number, depth = 0): boolean {
  const { tree, env } = context;
  if (depth > MAX_DEPTH) return false;
  switch (kindOf(tree, node)) {
    case Kind.Identifier:
      return env.macro(nodeText(tree, node)) === undefined;
    case Kind.This:
    case Kind.NumberLiteral:
    case Kind.FieldIdentifier:
      return true;
    case Kind.FieldExpression:
      return (
        isPlainPlace(context, childByField(tree, node, Field.Argument), depth + 1) &&
        env.macro(nodeText(tree, childByField(tree, node, Field.Field))) === undefined
      );
    case Kind.ParenthesizedExpression:
    case Kind.SubscriptExpression:
    case Kind.SubscriptArgumentList:
    case Kind.PointerExpression: {
      for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
        if (!isPlainPlace(context, child, depth + 1)) return false;
      }
      return true;
    }
    default:
      return false;
  }
}

/** Assertions state what is always true on purpose. */
function isInsideAssertion(context: UnitContext, node: number): boolean {
  const { tree, env } = context;
  for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
    const kind = tree.kind[up] as Kind;
    if (kind === Kind.StaticAssertDeclaration) return true;
    if (kind === Kind.CompoundStatement) return false;
    if (kind !== Kind.CallExpression) continue;
    const name = calleeName(tree, up);
    if (name === "") continue;
    if (env.macro(name) || isUpperCase(name) || name.toLowerCase().includes("assert")) return true;
  }
  return false;
}

/** `x > 5 && x < 3`, `x == 1 && x == 2`, `x != 1 || x != 2`, `x < 5 || x > 3`. */
function checkPair(context: UnitContext, node: number, isAnd: boolean): void {
  const { tree } = context;
  const first = comparisonOf(context, withoutParentheses(tree, childByField(tree, node, Field.Left)));
  if (!first) return;
  const second = comparisonOf(context, withoutParentheses(tree, childByField(tree, node, Field.Right)));
  if (!second) return;
  const text = spelling(tree, first.value);
  if (spelling(tree, second.value) !== text || !isPlainPlace(context, first.value)) return;
  const type = context.typeOf(first.value);
  if (!type || (type.kind !== TypeKind.Int && type.kind !== TypeKind.Enum) || type.isVolatile) return;
  const isDecided = isAnd
    ? areDisjoint(satisfying(first, false), satisfying(second, false))
    : areDisjoint(satisfying(first, true), satisfying(second, true));
  if (!isDecided || isInsideAssertion(context, node)) return;
  // From 0 up to a number of things of which this configuration has none.
  if (isAnd && first.bound === second.bound && [first, second].some((c) => usesMacro(context, c.constant)))
    return;
  context.report(
    node,
    isAnd
      ? `This is always false: no value of '${text}' satisfies both comparisons.`
      : `This is always true: every value of '${text}' satisfies one of the comparisons.`,
  );
}

/** The integers that satisfy the comparison, or its opposite, as an interval; undefined for a gap (`!=`). */
function satisfying(
  { operator, bound }: Comparison,
  opposite: boolean,
): { low: number; high: number } | undefined {
  switch (operator) {
    case Kind.TokenEqualEqual:
      return opposite ? undefined : { low: bound, high: bound };
    case Kind.TokenBangEqual:
      return opposite ? { low: bound, high: bound } : undefined;
    case Kind.TokenLess:
      return opposite
        ? { low: bound, high: Number.POSITIVE_INFINITY }
        : { low: Number.NEGATIVE_INFINITY, high: bound - 1 };
    case Kind.TokenLessEqual:
      return opposite
        ? { low: bound + 1, high: Number.POSITIVE_INFINITY }
        : { low: Number.NEGATIVE_INFINITY, high: bound };
    case Kind.TokenGreater:
      return opposite
        ? { low: Number.NEGATIVE_INFINITY, high: bound }
        : { low: bound + 1, high: Number.POSITIVE_INFINITY };
    case Kind.TokenGreaterEqual:
      return opposite
        ? { low: Number.NEGATIVE_INFINITY, high: bound - 1 }
        : { low: bound, high: Number.POSITIVE_INFINITY };
    default:
      return undefined;
  }
}

function areDisjoint(
  a: { low: number; high: number } | undefined,
  b: { low: number; high: number } | undefined,
): boolean {
  return a !== undefined && b !== undefined && (a.high < b.low || b.high < a.low);
}
