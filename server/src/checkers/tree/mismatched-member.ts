/**
 * CWE-762: a class gets what a member points to from one allocator and gives it back to another, in functions that no
 * path joins: `new[]` in the constructor, `delete` in the destructor.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import type { Unit } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, findInside, hasChildOfKind, kindOf, nodeText } from "../../syntax/walk";
import { type Body, type ClassView, classesOf, initialisersOf, isPointerMember } from "../classes/classes";
import { mentionsOf, Use } from "../classes/mentions";
import {
  argument,
  calleeName,
  firstPart,
  nextPart,
  onlyPart,
  plainCalleeName,
  withoutCasts,
  withParentheses,
} from "./calls";
import type { FileChecker, UnitContext } from "./checker";

/** Where a member's block comes from, or goes to. */
interface Place {
  readonly family: string;
  readonly body: Body;
  readonly node: number;
}

const HEAP: ReadonlySet<string> = new Set(["malloc", "calloc", "realloc", "strdup", "strndup"]);

export const mismatchedMember: FileChecker = {
  rule: "mismatched-deallocator",
  language: "cpp",
  check(file, contextOf) {
    for (const view of classesOf(file, contextOf)) {
      for (const member of view.members.values()) {
        if (!isPointerMember(member)) continue;
        const [made] = allocationsOf(view, member.name, contextOf) ?? [];
        if (made === undefined) continue;
        for (const body of view.bodies) {
          if (!body.isHere) continue;
          for (const { node, use } of mentionsOf(body, member.name)) {
            if (use !== Use.Release) continue;
            const { tree } = body;
            const family = familyOfRelease(tree, node);
            if (family === "" || family === made.family) continue;
            contextOf(body.unit).report(
              node,
              `'${member.name}' comes from ${made.family === "heap" ? "malloc() or its like" : made.family} and must not be released with ${family === "heap" ? "free()" : family.replace("new", "delete")}.`,
              {
                steps:
                  made.body.unit === body.unit
                    ? [{ start: tree.start[made.node], end: tree.end[made.node], message: "allocated here" }]
                    : [],
              },
            );
          }
        }
      }
    }
  },
};

/** All that the class puts into the member, if it is of one allocator; undefined if some of it is not known. */
function allocationsOf(
  view: ClassView,
  name: string,
  contextOf: (unit: Unit) => UnitContext,
): Place[] | undefined {
  const out: Place[] = [];
  for (const body of view.bodies) {
    const { tree } = body;
    const values: number[] = [];
    for (const initialiser of initialisersOf(body)) {
      const target = firstPart(tree, initialiser);
      if (nodeText(tree, target) !== name) continue;
      const list = nextPart(tree, target);
      if (firstPart(tree, list) !== NONE) values.push(onlyPart(tree, list));
    }
    for (const { node, use } of mentionsOf(body, name)) {
      if (use === Use.Hand && !isHandedByValue(contextOf(body.unit), node)) return undefined;
      if (use === Use.Write) values.push(childByField(tree, assignmentAround(tree, node), Field.Right));
    }
    for (const value of values) {
      const family = value === NONE ? undefined : familyOf(tree, value);
      if (family === undefined) return undefined;
      if (family !== "") out.push({ family, body, node: value });
    }
  }
  return out.every(({ family }) => family === out[0].family) ? out : undefined;
}

/** Whether a member is an argument of a function that gets a copy of the pointer: it cannot make it point elsewhere. */
function isHandedByValue({ tree, env }: UnitContext, node: number): boolean {
  const child = withParentheses(tree, node);
  const list = tree.parent[child];
  const call = tree.parent[list];
  if (kindOf(tree, list) !== Kind.ArgumentList || kindOf(tree, call) !== Kind.CallExpression) return false;
  const callee = childByField(tree, call, Field.Function);
  const declared = env.function(nodeText(tree, callee));
  if (declared === undefined) return env.model(plainCalleeName(tree, call))?.name.includes("::") === false;
  let position = 0;
  for (let at = firstPart(tree, list); at !== NONE && at !== child; at = nextPart(tree, at)) position++;
  return declared.type.params?.[position]?.kind === TypeKind.Pointer;
}

function assignmentAround(tree: Tree, node: number): number {
  let up = tree.parent[node];
  while (kindOf(tree, up) === Kind.ParenthesizedExpression) up = tree.parent[up];
  return up;
}

/** `new`, `new[]` or `heap`; "" for null, undefined for what may be anything. */
function familyOf(tree: Tree, value: number): string | undefined {
  const node = withoutCasts(tree, value);
  switch (kindOf(tree, node)) {
    case Kind.Null:
      return "";
    case Kind.NumberLiteral:
      return nodeText(tree, node) === "0" ? "" : undefined;
    case Kind.Identifier:
      return nodeText(tree, node) === "NULL" ? "" : undefined;
    case Kind.NewExpression:
      if (childByField(tree, node, Field.Placement) !== NONE) return undefined;
      return findInside(tree, childByField(tree, node, Field.Declarator), Kind.NewDeclarator) === NONE
        ? "new"
        : "new[]";
    case Kind.CallExpression:
      if (calleeName(tree, node).endsWith("_cast")) return familyOf(tree, argument(tree, node, 0));
      return HEAP.has(plainCalleeName(tree, node)) ? "heap" : undefined;
    default:
      return undefined;
  }
}

/** The family that a `delete` or `free` around a member releases. */
function familyOfRelease(tree: Tree, node: number): string {
  for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.ParenthesizedExpression:
      case Kind.ArgumentList:
        break;
      case Kind.DeleteExpression:
        return hasChildOfKind(tree, up, Kind.TokenBracketOpen) ||
          childByKind(tree, up, Kind.TokenBracketOpenBracketClose) !== NONE
          ? "new[]"
          : "new";
      case Kind.CallExpression:
        return "heap";
      default:
        return "";
    }
  }
  return "";
}
