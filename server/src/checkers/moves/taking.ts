/**
 * Whether a `std::move` surely takes place: it is only a cast, and what is left of the object depends on who is handed
 * the result and whether that one takes it over.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, spelling, textIs } from "../../syntax/walk";
import type { Locals } from "../paths/locals";
import { isMacroName, parentExpression, simpleCalleeName } from "../paths/places";
import { argumentIndex, calleeName } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { functionName } from "../tree/functions";

/** Functions that only pass on what they are given. */
const PASSING: ReadonlySet<string> = new Set(
  "std::forward std::as_const std::addressof std::get std::ref std::cref forward as_const get std::move_if_noexcept static_cast const_cast reinterpret_cast dynamic_cast".split(
    " ",
  ),
);

/** Whether what `std::move` gives is handed to `consumer` and to nothing in between, for good. */
export function isConsumedBy(context: UnitContext, move: number, consumer: number): boolean {
  const { tree } = context;
  let child = move;
  for (let up = tree.parent[move]; up !== consumer; child = up, up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.ParenthesizedExpression:
      case Kind.InitializerList:
      case Kind.InitializerPair:
      case Kind.ArgumentList:
      case Kind.LambdaCaptureSpecifier:
        break;
      case Kind.LambdaCaptureInitializer:
        if (childByField(tree, up, Field.Right) !== child) return false;
        break;
      case Kind.ConditionalExpression:
        // Only one of the two is evaluated; which is not known here.
        return false;
      default:
        return false;
    }
  }
  return kindOf(tree, consumer) !== Kind.CallExpression || isTakenOver(context, consumer, move);
}

/** Whether a call surely takes over its argument. */
function isTakenOver(context: UnitContext, call: number, move: number): boolean {
  const { tree } = context;
  const full = calleeName(tree, call);
  // A base class takes its part of the object, the rest is still there.
  if (PASSING.has(full) || full.endsWith("_cast") || full.endsWith("operator=")) return false;
  const simple = simpleCalleeName(tree, call);
  // What is yielded may be the end of the coroutine.
  if (isMacroName(simple) || kindOf(tree, tree.parent[call]) === Kind.CoYieldStatement) return false;
  const fn = full === "" ? undefined : context.env.function(full);
  const parameter = fn?.type.params?.[argumentIndex(tree, call, move)];
  if (parameter !== undefined) {
    if (parameter.kind !== TypeKind.Reference) return true;
    if (parameter.to?.isConst) return false;
  }
  // What tells by its result whether it took the argument.
  if (fn?.type.to?.kind === TypeKind.Bool) return false;
  if (/^(?:try|Try|maybe|Maybe)/.test(simple)) return false;
  const isUsed = kindOf(tree, parentExpression(tree, call)) !== Kind.ExpressionStatement;
  if (isUsed && (simple === "emplace" || simple === "insert" || simple === "emplace_hint")) return false;
  return !isCondition(tree, call);
}

/** Whether an operand is the other object of a move constructor, of which a base class takes a part. */
export function isOther(tree: Tree, locals: Locals, operand: number): boolean {
  const local = locals.at(operand);
  if (local < 0 || !locals.list[local].isParameter || !locals.list[local].isReference) return false;
  const { declaration, owner } = locals.list[local];
  const name = functionName(tree, owner);
  const type = spelling(tree, childByField(tree, declaration, Field.Type)).replace(/<.*$/, "");
  return name.slice(name.lastIndexOf(":") + 1) === type.slice(type.lastIndexOf(":") + 1);
}

/** Whether an expression decides a branch. */
function isCondition(tree: Tree, node: number): boolean {
  let child = node;
  for (let up = tree.parent[node]; up !== NONE; child = up, up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.ParenthesizedExpression:
      case Kind.BinaryExpression:
      case Kind.UnaryExpression:
      case Kind.FieldExpression:
      case Kind.CallExpression:
        continue;
      case Kind.ConditionClause:
        return true;
      case Kind.IfStatement:
      case Kind.WhileStatement:
      case Kind.DoStatement:
      case Kind.ForStatement:
      case Kind.ConditionalExpression:
        return childByField(tree, up, Field.Condition) === child;
      case Kind.InitDeclarator:
        return textIs(tree, childByField(tree, tree.parent[up], Field.Type), "bool");
      default:
        return false;
    }
  }
  return false;
}
