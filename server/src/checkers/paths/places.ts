/**
 * Names for the objects that expressions denote, as far as syntax tells: a local, its members, members of `this`,
 * globals. Two expressions with one name are one object for as long as nothing on the way is assigned.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { calleeName, firstPart, withoutParentheses, withParentheses } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { canComplete } from "../tree/completion";
import type { Locals } from "./locals";

/**
 * `#3` for local number 3, `#3.name` for its member, `#3.*` for what it points to; `name` for what is not of the
 * function. Empty if it has no name.
 */
export function placeOf(tree: Tree, locals: Locals, node: number): string {
  const inner = withoutParentheses(tree, node);
  switch (kindOf(tree, inner)) {
    case Kind.Identifier:
    case Kind.TypeIdentifier: {
      const local = locals.at(inner);
      return local < 0 ? nodeText(tree, inner) : `#${local}`;
    }
    case Kind.This:
      return "this";
    case Kind.FieldExpression: {
      const object = placeOf(tree, locals, childByField(tree, inner, Field.Argument));
      if (object === "") return "";
      const field = nodeText(tree, childByField(tree, inner, Field.Field));
      if (object === "this") return field;
      const isArrow = kindOf(tree, childByField(tree, inner, Field.Operator)) === Kind.TokenMinusGreater;
      return isArrow ? `${object}.*.${field}` : `${object}.${field}`;
    }
    case Kind.PointerExpression: {
      if (kindOf(tree, childByField(tree, inner, Field.Operator)) !== Kind.TokenStar) return "";
      const pointer = placeOf(tree, locals, childByField(tree, inner, Field.Argument));
      return pointer === "" || pointer === "this" ? pointer : `${pointer}.*`;
    }
    default:
      return "";
  }
}

/** Number of the local that a place lies in; -1 if it is none of the function's. */
export function localOf(place: string): number {
  return place.startsWith("#") ? Number.parseInt(place.slice(1), 10) : -1;
}

export function isWithinPlace(place: string, outer: string): boolean {
  return place.startsWith(outer) && (place.length === outer.length || place[outer.length] === ".");
}

/** The place of the object that a method is called on, what an arrow follows included. */
export function placeOfObject(tree: Tree, locals: Locals, call: number): string {
  const callee = childByField(tree, call, Field.Function);
  if (kindOf(tree, callee) !== Kind.FieldExpression) return "";
  const object = placeOf(tree, locals, childByField(tree, callee, Field.Argument));
  const isArrow = kindOf(tree, childByField(tree, callee, Field.Operator)) === Kind.TokenMinusGreater;
  return isArrow && object !== "" && object !== "this" ? `${object}.*` : object;
}

/** The object and name of a method call `object.name(...)`; `NONE` and "" for other calls. */
export function methodOf(tree: Tree, call: number): { object: number; name: string } {
  const callee = childByField(tree, call, Field.Function);
  if (kindOf(tree, callee) !== Kind.FieldExpression) return { object: NONE, name: "" };
  return {
    object: childByField(tree, callee, Field.Argument),
    name: nodeText(tree, childByField(tree, callee, Field.Field)),
  };
}

/** The node around an expression, parentheses left out. */
export function parentExpression(tree: Tree, node: number): number {
  return tree.parent[withParentheses(tree, node)];
}

/** The last name of what a call calls: `push` of `queue.push(x)`, `make_unique` of `std::make_unique<T>(x)`. */
export function simpleCalleeName(tree: Tree, call: number): string {
  const { name } = methodOf(tree, call);
  if (name !== "") return name.replace(/<.*$/s, "");
  const full = calleeName(tree, call);
  return full.slice(full.lastIndexOf(":") + 1);
}

/** A name in capitals: a macro that was not expanded, such as a test's assertion. */
export function isMacroName(name: string): boolean {
  return name.length > 1 && name === name.toUpperCase() && name !== name.toLowerCase();
}

/** The operand of `std::move(x)`; `NONE` for anything else, the algorithm of three arguments too. */
export function movedOperand(tree: Tree, node: number): number {
  if (kindOf(tree, node) !== Kind.CallExpression) return NONE;
  const name = calleeName(tree, node);
  if (name !== "std::move" && name !== "move") return NONE;
  const list = childByField(tree, node, Field.Arguments);
  const only = firstPart(tree, list);
  for (let c = tree.nextSibling[only]; only !== NONE && c !== NONE; c = tree.nextSibling[c])
    if (tree.kind[c] === Kind.TokenComma) return NONE;
  return only;
}

/** Whether a statement surely ends the program. A macro that is not known is taken to let control through. */
export function endsProgram(context: UnitContext, statement: number): boolean {
  const { tree, env } = context;
  const inner = firstPart(tree, statement);
  if (kindOf(tree, inner) === Kind.CallExpression) {
    const name = calleeName(tree, inner);
    if (isMacroName(name) && env.macro(name) === undefined) return /FATAL|UNREACHABLE|ABORT/.test(name);
  } else if (kindOf(tree, inner) !== Kind.BinaryExpression) return false;
  return !canComplete(context, statement);
}
