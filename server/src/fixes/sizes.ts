/**
 * How many bytes a destination has room for, as an expression that can be written where it is used: `sizeof(name)` for
 * arrays, the parameter that carries a buffer's size, or what the checker found out.
 */
import { withoutCasts, withoutParentheses } from "../checkers/tree/calls";
import { declaredName, enclosingFunction, functionDeclarator } from "../checkers/tree/functions";
import type { Finding } from "../findings";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling, nodeText, textIs } from "../syntax/walk";
import { sourceOf } from "./code";
import { textFact } from "./facts";
import type { Code } from "./fix";

export interface Room {
  readonly expression: string;
  /** The size is that of the object by its type, not a parameter taken for it by its name. */
  readonly isCertain: boolean;
}

/** The room behind the pointer expression `dst`; the facts speak for the finding's own destination. */
export function roomOf(code: Code, finding: Finding, dst: number): Room | undefined {
  const byType = roomByType(code, dst);
  if (byType) return byType;
  const text = sourceOf(code, dst);
  const known = textFact(finding, "dstSize");
  if (known !== undefined && (textFact(finding, "dst") ?? text) === text) {
    return { expression: known, isCertain: true };
  }
  return roomByParameter(code, dst);
}

/** `sizeof(a)` for an array, `sizeof(a) - n` for `a + n` and `&a[n]` if its elements are bytes. */
function roomByType(code: Code, dst: number): Room | undefined {
  const { tree } = code.unit;
  const inner = withoutCasts(tree, dst);
  const type = code.unit.typeOf(inner);
  if (type?.kind === TypeKind.Array && type.count !== -1)
    return { expression: `sizeof(${sourceOf(code, inner)})`, isCertain: true };
  let array = NONE;
  let offset = NONE;
  if (kindOf(tree, inner) === Kind.BinaryExpression) {
    if (kindOf(tree, childByField(tree, inner, Field.Operator)) !== Kind.TokenPlus) return undefined;
    array = childByField(tree, inner, Field.Left);
    offset = childByField(tree, inner, Field.Right);
  } else if (kindOf(tree, inner) === Kind.PointerExpression) {
    const element = withoutParentheses(tree, childByField(tree, inner, Field.Argument));
    if (kindOf(tree, element) !== Kind.SubscriptExpression) return undefined;
    array = childByField(tree, element, Field.Argument);
    offset = childByField(tree, element, Field.Index);
    if (offset === NONE) offset = firstNamedChild(tree, childByField(tree, element, Field.Indices));
  }
  if (array === NONE || offset === NONE || !isByteArray(code.unit.typeOf(array))) return undefined;
  return { expression: `sizeof(${sourceOf(code, array)}) - ${operandText(code, offset)}`, isCertain: true };
}

function isByteArray(type: Type | undefined): boolean {
  return type?.kind === TypeKind.Array && type.count !== -1 && type.to?.size === 1;
}

/** The node's text, in parentheses unless it is a plain operand. */
export function operandText(code: Code, node: number): string {
  const text = sourceOf(code, node);
  switch (kindOf(code.unit.tree, node)) {
    case Kind.BinaryExpression:
    case Kind.ConditionalExpression:
    case Kind.AssignmentExpression:
    case Kind.CommaExpression:
      return `(${text})`;
    default:
      return text;
  }
}

/** The expression in the type of what it is compared with, so that the sign stays what it was. */
export function converted({ unit }: Code, type: string, expression: string): string {
  if (unit.language === "cpp") return `static_cast<${type}>(${expression})`;
  return /^sizeof(?:\([^()]*\)| \*?\w+)$/.test(expression)
    ? `(${type})${expression}`
    : `(${type})(${expression})`;
}

/** The integer parameter behind the pointer parameter `dst` whose name says that it is a size. */
function roomByParameter(code: Code, dst: number): Room | undefined {
  const { tree } = code.unit;
  const name = withoutCasts(tree, dst);
  if (kindOf(tree, name) !== Kind.Identifier) return undefined;
  const size = sizeParameterOf(code, name);
  return size === undefined ? undefined : { expression: size, isCertain: false };
}

const SIZE_NAME = /size|len|cap|max|count|bytes|room|limit|^n$|^sz$|^cb|sz$/i;

/** The name of the size parameter that follows the parameter that `pointer` names. */
export function sizeParameterOf(code: Code, pointer: number): string | undefined {
  const { tree } = code.unit;
  const declarator = functionDeclarator(tree, enclosingFunction(tree, pointer));
  const wanted = nodeText(tree, pointer);
  let isBehind = false;
  const list = childByField(tree, declarator, Field.Parameters);
  for (let p = firstNamedChild(tree, list); p !== NONE; p = nextNamedSibling(tree, p)) {
    const name = declaredName(tree, childByField(tree, p, Field.Declarator));
    if (isBehind) {
      if (kindOf(tree, childByField(tree, p, Field.Declarator)) !== Kind.Identifier) return undefined;
      return SIZE_NAME.test(nodeText(tree, name)) ? nodeText(tree, name) : undefined;
    }
    isBehind = textIs(tree, name, wanted);
  }
  return undefined;
}

/** Whether evaluating the expression twice is evaluating it once: no calls, assignments, increments. */
export function isRepeatable(text: string): boolean {
  if (/\+\+|--|[^=!<>]=[^=]/.test(text)) return false;
  return !/\w\s*\(/.test(text.replace(/\b(sizeof|strlen)\s*\(/g, "(("));
}
