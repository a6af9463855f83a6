/**
 * CWE-762 and kin: C++ code takes memory from `malloc`, where no constructor runs and nobody owns it. Only memory kept
 * in a local variable or a member is spoken of: what is handed to a C library may have to come from its allocator.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, findInside, kindOf, nodeText, spelling, subtreeEnd } from "../../syntax/walk";
import { argument, firstPart, plainCalleeName, withoutCasts, withoutParentheses } from "./calls";
import type { TreeChecker } from "./checker";
import { enclosingFunction, enclosingFunctionName } from "./functions";

export const mallocInCpp: TreeChecker = {
  rule: "malloc-in-cpp",
  language: "cpp",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const { tree, env } = context;
    const name = plainCalleeName(tree, node);
    if (name !== "malloc" && name !== "calloc") return;
    if (env.macro(name) || env.function(name)?.isStatic) return;
    if (isInLinkageBlock(tree, node) || isAllocator(enclosingFunctionName(tree, node))) return;
    const holder = holderOf(tree, node);
    if (holder === undefined || isGivenAway(tree, node, holder) || isOverlong(tree, node)) return;
    context.report(
      node,
      `'${name}' in C++ runs no constructor and nothing owns the memory: use a container or 'std::make_unique'.`,
      { facts: { call: name, variable: holder, callStart: tree.start[node], callEnd: tree.end[node] } },
    );
  },
};

/** The variable or own member that the memory is kept in; undefined when it goes elsewhere. */
function holderOf(tree: Tree, call: number): string | undefined {
  let up = tree.parent[call];
  while (
    kindOf(tree, up) === Kind.CastExpression ||
    kindOf(tree, up) === Kind.ParenthesizedExpression ||
    isNamedCast(tree, up)
  ) {
    up = tree.parent[up];
  }
  if (kindOf(tree, up) === Kind.InitDeclarator) {
    let declarator = childByField(tree, up, Field.Declarator);
    while (kindOf(tree, declarator) === Kind.PointerDeclarator) {
      declarator = childByField(tree, declarator, Field.Declarator);
    }
    return kindOf(tree, declarator) === Kind.Identifier ? nodeText(tree, declarator) : undefined;
  }
  if (kindOf(tree, up) !== Kind.AssignmentExpression) return undefined;
  const left = childByField(tree, up, Field.Left);
  if (kindOf(tree, left) === Kind.Identifier) return nodeText(tree, left);
  const isOwnMember =
    kindOf(tree, left) === Kind.FieldExpression &&
    kindOf(tree, childByField(tree, left, Field.Argument)) === Kind.This;
  return isOwnMember ? spelling(tree, left) : undefined;
}

/** A function that returns the memory may have promised that its caller can `free` it. */
function isGivenAway(tree: Tree, call: number, variable: string): boolean {
  const definition = enclosingFunction(tree, call);
  const end = subtreeEnd(tree, definition);
  for (let n = call; n < end; n++) {
    if (tree.kind[n] !== Kind.ReturnStatement) continue;
    if (spelling(tree, withoutCasts(tree, firstPart(tree, n))) === variable) return true;
  }
  return false;
}

/** A structure and more, `sizeof(S) + n`: an object with a tail, which C++ has no other way to make. */
function isOverlong(tree: Tree, call: number): boolean {
  const size = withoutParentheses(tree, argument(tree, call, 0));
  if (kindOf(tree, size) !== Kind.BinaryExpression) return false;
  const operator = kindOf(tree, childByField(tree, size, Field.Operator));
  if (operator !== Kind.TokenPlus && operator !== Kind.TokenMinus) return false;
  return findInside(tree, size, Kind.SizeofExpression) !== NONE;
}

/** The argument list or call of `static_cast<T*>(...)` and `reinterpret_cast<T*>(...)`. */
function isNamedCast(tree: Tree, node: number): boolean {
  const call = kindOf(tree, node) === Kind.ArgumentList ? tree.parent[node] : node;
  if (kindOf(tree, call) !== Kind.CallExpression) return false;
  const name = plainCalleeName(tree, call);
  return name === "static_cast" || name === "reinterpret_cast";
}

function isInLinkageBlock(tree: Tree, node: number): boolean {
  for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
    if (tree.kind[up] === Kind.LinkageSpecification) return true;
  }
  return false;
}

/** Functions that are there to hand out memory may well take it from `malloc`. */
function isAllocator(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.includes("alloc") || lower.includes("operator new");
}
