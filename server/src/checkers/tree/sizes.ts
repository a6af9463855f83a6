/**
 * Sizes as the code writes them: what a `sizeof` amounts to, and what an allocation is for - the type of the variable,
 * field or element that its result is assigned to.
 */
import type { Type } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { UnitContext } from "./checker";
import { declaredName } from "./functions";

/** The type of what the result of `call` is assigned to, through casts; undefined if it is used in another way. */
export function assignedType(context: UnitContext, call: number): Type | undefined {
  const { tree } = context;
  let parent = tree.parent[call];
  while (
    kindOf(tree, parent) === Kind.CastExpression ||
    kindOf(tree, parent) === Kind.ParenthesizedExpression
  )
    parent = tree.parent[parent];
  if (kindOf(tree, parent) === Kind.AssignmentExpression)
    return context.typeOf(childByField(tree, parent, Field.Left));
  if (kindOf(tree, parent) !== Kind.InitDeclarator) return undefined;
  const name = declaredName(tree, childByField(tree, parent, Field.Declarator));
  return name === NONE ? undefined : context.typeOf(name);
}

/** Bytes that a `sizeof` expression amounts to, also of variables of the function; undefined if they are not known. */
export function sizeofValue(context: UnitContext, sizeof: number): number | undefined {
  const operand = childByField(context.tree, sizeof, Field.Value);
  if (operand === NONE) return context.constantOf(sizeof);
  const size = context.typeOf(withoutParentheses(context.tree, operand))?.size;
  return size === undefined || size < 0 ? undefined : size;
}
