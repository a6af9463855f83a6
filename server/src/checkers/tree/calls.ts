/**
 * Calls and their parts as the checkers of the tree and the fixes look at them: the callee's plain name, arguments by
 * index, and expressions without the parentheses and casts around them.
 */
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
} from "../../syntax/walk";

/** The first named child that is not a comment. */
export function firstPart(tree: Tree, node: number): number {
  let child = firstNamedChild(tree, node);
  while (kindOf(tree, child) === Kind.Comment) child = nextNamedSibling(tree, child);
  return child;
}

/** The next named sibling that is not a comment. */
export function nextPart(tree: Tree, node: number): number {
  let sibling = nextNamedSibling(tree, node);
  while (kindOf(tree, sibling) === Kind.Comment) sibling = nextNamedSibling(tree, sibling);
  return sibling;
}

/** The one named child that is not a comment; `NONE` if there are several or none. */
export function onlyPart(tree: Tree, node: number): number {
  const first = firstPart(tree, node);
  return first === NONE || nextPart(tree, first) !== NONE ? NONE : first;
}

/** The expression with any parentheses around it. */
export function withParentheses(tree: Tree, node: number): number {
  let outer = node;
  while (kindOf(tree, tree.parent[outer]) === Kind.ParenthesizedExpression) outer = tree.parent[outer];
  return outer;
}

/** The expression inside any parentheses. */
export function withoutParentheses(tree: Tree, node: number): number {
  let inner = node;
  while (kindOf(tree, inner) === Kind.ParenthesizedExpression) inner = firstPart(tree, inner);
  return inner;
}

/** The expression inside any parentheses and C casts. */
export function withoutCasts(tree: Tree, node: number): number {
  let inner = withoutParentheses(tree, node);
  while (kindOf(tree, inner) === Kind.CastExpression) {
    inner = withoutParentheses(tree, childByField(tree, inner, Field.Value));
  }
  return inner;
}

/**
 * The name that a call names, as models do: `memcpy`, `std::move`, without a leading `::` and template arguments. Empty
 * for methods called on an object and for calls through an expression.
 */
export function calleeName(tree: Tree, call: number): string {
  const callee = childByField(tree, call, Field.Function);
  switch (kindOf(tree, callee)) {
    case Kind.Identifier:
      return nodeText(tree, callee);
    case Kind.QualifiedIdentifier:
    case Kind.TemplateFunction: {
      const text = spelling(tree, callee);
      const angle = text.indexOf("<");
      const plain = angle < 0 ? text : text.slice(0, angle);
      return plain.startsWith("::") ? plain.slice(2) : plain;
    }
    default:
      return "";
  }
}

/** The same without `std::`, for functions that C++ has from C. */
export function plainCalleeName(tree: Tree, call: number): string {
  const name = calleeName(tree, call);
  return name.startsWith("std::") ? name.slice(5) : name;
}

/** Argument number `index`, 0-based; `NONE` if there are fewer. */
export function argument(tree: Tree, call: number, index: number): number {
  let part = firstPart(tree, childByField(tree, call, Field.Arguments));
  for (let i = 0; i < index && part !== NONE; i++) part = nextPart(tree, part);
  return part;
}

/** Number of the argument that a node is in, 0-based; -1 if it is in none. */
export function argumentIndex(tree: Tree, call: number, node: number): number {
  let index = 0;
  let part = firstPart(tree, childByField(tree, call, Field.Arguments));
  for (; part !== NONE; part = nextPart(tree, part), index++)
    if (node >= part && node < subtreeEnd(tree, part)) return index;
  return -1;
}

export function argumentCount(tree: Tree, call: number): number {
  let count = 0;
  let part = firstPart(tree, childByField(tree, call, Field.Arguments));
  for (; part !== NONE; part = nextPart(tree, part)) count++;
  return count;
}
