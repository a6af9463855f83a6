/**
 * Classes as their member functions see them: the class around a function, the types of its data members, and members as
 * functions name and release them.
 */
import { findField } from "../../semantics/type-queries";
import type { Type } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { ancestorOfKind, childByField, findInside, kindOf, nodeText } from "../../syntax/walk";
import { argument, firstPart, nextPart, plainCalleeName, withoutCasts } from "./calls";
import type { UnitContext } from "./checker";
import { functionName } from "./functions";

/** Name of the class that the member function around a node belongs to; "" outside of classes. */
function classAround(tree: Tree, node: number): string {
  const definition = ancestorOfKind(tree, node, Kind.FunctionDefinition);
  if (definition === NONE) return "";
  const parts = functionName(tree, definition).split("::");
  if (parts.length > 1) return parts.slice(0, -1).join("::");
  return nodeText(tree, childByField(tree, classSpecifierAt(tree, definition), Field.Name));
}

export function isClassSpecifier(tree: Tree, node: number): boolean {
  const kind = kindOf(tree, node);
  return kind === Kind.ClassSpecifier || kind === Kind.StructSpecifier;
}

/** The class or structure that a node is, or is in; `NONE` outside of all. */
export function classSpecifierAt(tree: Tree, node: number): number {
  let up = node;
  while (up !== NONE && !isClassSpecifier(tree, up)) up = tree.parent[up];
  return up;
}

/** Whether a member of a class declares or defines its destructor. */
export function isDestructor(tree: Tree, member: number): boolean {
  return findInside(tree, childByField(tree, member, Field.Declarator), Kind.DestructorName) !== NONE;
}

/** The destructor in a class's body; `NONE` if it has none. */
export function destructorIn(tree: Tree, body: number): number {
  let member = firstPart(tree, body);
  while (member !== NONE && !isDestructor(tree, member)) member = nextPart(tree, member);
  return member;
}

/** `x` of `this->x`; "" for anything else. */
export function ownMember(tree: Tree, node: number): string {
  if (kindOf(tree, node) !== Kind.FieldExpression) return "";
  if (kindOf(tree, childByField(tree, node, Field.Argument)) !== Kind.This) return "";
  return nodeText(tree, childByField(tree, node, Field.Field));
}

/** `x` of what may be a member of the function's object: `x`, `this->x`. */
export function memberName(tree: Tree, node: number): string {
  return kindOf(tree, node) === Kind.Identifier ? nodeText(tree, node) : ownMember(tree, node);
}

/** What may be a member, by its name, that a `delete` or `free` at a node releases; "" if it is none. */
export function releasedMember(tree: Tree, node: number): string {
  let operand = NONE;
  if (tree.kind[node] === Kind.DeleteExpression) operand = firstPart(tree, node);
  else if (tree.kind[node] === Kind.CallExpression && plainCalleeName(tree, node) === "free")
    operand = argument(tree, node, 0);
  return operand === NONE ? "" : memberName(tree, withoutCasts(tree, operand));
}

/** Type of the member `name` of the class whose function a node stands in. */
export function memberType(context: UnitContext, node: number, name: string): Type | undefined {
  const record = context.env.record(classAround(context.tree, node));
  return record === undefined ? undefined : findField(record, name)?.type;
}
