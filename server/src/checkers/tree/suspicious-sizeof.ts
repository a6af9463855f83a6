/**
 * CWE-467 and kin: a `sizeof` whose operand cannot be what is meant - an array that has decayed, a pointer divided by
 * its element, an array parameter, another `sizeof`, `this`, a C character constant, or the pointer's own type as the
 * size of what is allocated for it.
 */
import { spell } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  ancestorOfKind,
  childByField,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
  textIs,
} from "../../syntax/walk";
import { argument, plainCalleeName, withoutParentheses, withParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { functionDeclarator } from "./functions";
import { pointerSizeIn } from "./sizeof-pointer";
import { assignedType } from "./sizes";

export const suspiciousSizeof: TreeChecker = {
  rule: "suspicious-sizeof",
  kinds: [Kind.SizeofExpression],
  visit(context, node) {
    const { tree } = context;
    const message = pointerForObject(context, node) ?? byOperand(context, node);
    if (message === undefined) return;
    const call = ancestorOfKind(tree, node, Kind.CallExpression);
    if (call !== NONE && pointerSizeIn(context, call)?.sizeof === node) return;
    context.report(node, message, { facts: { operand: operandText(tree, node) } });
  },
};

function operandText(tree: Tree, sizeof: number): string {
  const type = childByField(tree, sizeof, Field.Type);
  return nodeText(
    tree,
    type === NONE ? withoutParentheses(tree, childByField(tree, sizeof, Field.Value)) : type,
  );
}

function byOperand(context: UnitContext, node: number): string | undefined {
  const { tree } = context;
  const operand = withoutParentheses(tree, childByField(tree, node, Field.Value));
  switch (kindOf(tree, operand)) {
    case Kind.SizeofExpression:
      return "This is the size of the type that 'sizeof' yields, not of its operand.";
    case Kind.This:
      return "This is the size of the pointer 'this', not of the object: write 'sizeof *this'.";
    case Kind.CharLiteral:
      return context.language === "c"
        ? "A character constant is an 'int' in C, so this is not 1."
        : undefined;
    case Kind.BinaryExpression:
      return decays(context, operand)
        ? "The array decays to a pointer in this sum, so this is the size of a pointer."
        : undefined;
    case Kind.Identifier: {
      const name = nodeText(tree, operand);
      if (isDividedPointer(context, node, operand)) {
        return `'${name}' is a pointer, so this quotient is not its number of elements.`;
      }
      return isArrayParameter(tree, operand)
        ? `The parameter '${name}' is a pointer although it is written as an array, so this is the size of a pointer.`
        : undefined;
    }
    case Kind.FieldExpression:
      return isDividedPointer(context, node, operand)
        ? `'${nodeText(tree, operand)}' is a pointer, so this quotient is not its number of elements.`
        : undefined;
    default:
      return undefined;
  }
}

function decays(context: UnitContext, sum: number): boolean {
  const { tree } = context;
  const operator = kindOf(tree, childByField(tree, sum, Field.Operator));
  if (operator !== Kind.TokenPlus && operator !== Kind.TokenMinus) return false;
  const left = context.typeOf(childByField(tree, sum, Field.Left));
  const right = context.typeOf(childByField(tree, sum, Field.Right));
  if (left?.kind === TypeKind.Array) return right === undefined || right.kind === TypeKind.Int;
  return right?.kind === TypeKind.Array && operator === Kind.TokenPlus;
}

/** `sizeof p / sizeof p[0]`, `sizeof p / sizeof *p`, `sizeof p / sizeof(int)` with `int *p`. */
function isDividedPointer(context: UnitContext, node: number, operand: number): boolean {
  const { tree } = context;
  const quotient = tree.parent[withParentheses(tree, node)];
  if (kindOf(tree, quotient) !== Kind.BinaryExpression) return false;
  if (kindOf(tree, childByField(tree, quotient, Field.Operator)) !== Kind.TokenSlash) return false;
  if (withoutParentheses(tree, childByField(tree, quotient, Field.Left)) !== node) return false;
  const divisor = withoutParentheses(tree, childByField(tree, quotient, Field.Right));
  if (kindOf(tree, divisor) !== Kind.SizeofExpression) return false;
  const type = context.typeOf(operand);
  if (type?.kind !== TypeKind.Pointer || !type.to) return false;
  const elementType = childByField(tree, divisor, Field.Type);
  if (elementType !== NONE) return textIs(tree, elementType, spell(type.to)) && type.to.size > 1;
  const element = withoutParentheses(tree, childByField(tree, divisor, Field.Value));
  const kind = kindOf(tree, element);
  if (kind !== Kind.SubscriptExpression && kind !== Kind.PointerExpression) return false;
  const whole = withoutParentheses(tree, childByField(tree, element, Field.Argument));
  return nodeText(tree, whole) === nodeText(tree, operand);
}

/** Whether the name is a parameter of the enclosing function, declared with brackets. */
function isArrayParameter(tree: Tree, identifier: number): boolean {
  const name = nodeText(tree, identifier);
  const definition = ancestorOfKind(tree, identifier, Kind.FunctionDefinition);
  const declarator = functionDeclarator(tree, definition);
  const list = childByField(tree, declarator, Field.Parameters);
  for (let p = firstNamedChild(tree, list); p !== NONE; p = nextNamedSibling(tree, p)) {
    const array = childByField(tree, p, Field.Declarator);
    if (kindOf(tree, array) !== Kind.ArrayDeclarator) continue;
    if (textIs(tree, childByField(tree, array, Field.Declarator), name))
      return !isShadowed(tree, identifier, name);
  }
  return false;
}

/** Whether a declaration in the function's body, before the use, has the parameter's name. */
function isShadowed(tree: Tree, identifier: number, name: string): boolean {
  for (let n = ancestorOfKind(tree, identifier, Kind.FunctionDefinition); n < identifier; n++) {
    if (tree.kind[n] === Kind.Identifier && tree.field[n] === Field.Declarator && textIs(tree, n, name)) {
      if (ancestorOfKind(tree, n, Kind.Declaration) !== NONE) return true;
    }
  }
  return false;
}

/** `T *p = malloc(sizeof(T *))` and `p = malloc(n * sizeof p)`, where `T` is not as large as a pointer. */
export function pointerForObject(context: UnitContext, node: number): string | undefined {
  const { tree } = context;
  const target = allocationTarget(context, node);
  if (target?.kind !== TypeKind.Pointer || !target.to) return undefined;
  const element = target.to;
  if (element.size <= 1 || element.kind === TypeKind.Pointer || element.size === target.size)
    return undefined;
  const described = childByField(tree, node, Field.Type);
  const isPointerType =
    described === NONE
      ? isSamePointer(
          context.typeOf(withoutParentheses(tree, childByField(tree, node, Field.Value))),
          element,
        )
      : plainSpelling(nodeText(tree, described)) === plainSpelling(spell(target));
  if (!isPointerType) return undefined;
  return `This allocates room for a pointer to '${element.name}', not for '${element.name}'.`;
}

function plainSpelling(type: string): string {
  return type.replace(/\b(?:struct|union|enum|const|volatile)\b|\s+/g, "");
}

function isSamePointer(type: Type | undefined, element: Type): boolean {
  return type?.kind === TypeKind.Pointer && type.to === element;
}

/** The type of what the allocation whose size holds `sizeof` is assigned to. */
function allocationTarget(context: UnitContext, sizeof: number): Type | undefined {
  const { tree, env } = context;
  let size = sizeof;
  let up = tree.parent[size];
  while (kindOf(tree, up) === Kind.BinaryExpression || kindOf(tree, up) === Kind.ParenthesizedExpression) {
    if (kindOf(tree, up) === Kind.BinaryExpression) {
      if (kindOf(tree, childByField(tree, up, Field.Operator)) !== Kind.TokenStar) return undefined;
    }
    size = up;
    up = tree.parent[up];
  }
  if (kindOf(tree, up) !== Kind.ArgumentList) return undefined;
  const call = tree.parent[up];
  if (kindOf(tree, call) !== Kind.CallExpression) return undefined;
  const allocates = env.model(plainCalleeName(tree, call))?.allocates?.size;
  if (!allocates) return undefined;
  if (allocates.kind === "param" && argument(tree, call, allocates.index) !== size) return undefined;
  return assignedType(context, call);
}
