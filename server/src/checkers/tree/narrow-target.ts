/**
 * CWE-197: a constant that its target cannot hold, be that a type of fewer bytes or a bit-field, and a time in seconds
 * since 1970 in 32 bits. A cast is the programmer's word that it is meant.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { bitFieldWidth } from "./bit-fields";
import { plainCalleeName, withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { declaredName } from "./functions";

/** What gives the time as seconds since 1970. */
const CLOCKS: ReadonlySet<string> = new Set([
  "time",
  "mktime",
  "timegm",
  "_mkgmtime",
  "_time64",
  "_mktime64",
]);

export const narrowTarget: TreeChecker = {
  rule: "lossy-conversion",
  kinds: [Kind.AssignmentExpression, Kind.InitDeclarator],
  visit(context, node) {
    const { tree } = context;
    const isAssignment = tree.kind[node] === Kind.AssignmentExpression;
    if (isAssignment && kindOf(tree, childByField(tree, node, Field.Operator)) !== Kind.TokenEqual) return;
    const value = withoutParentheses(
      tree,
      childByField(tree, node, isAssignment ? Field.Right : Field.Value),
    );
    switch (kindOf(tree, value)) {
      case Kind.CallExpression:
        if (!CLOCKS.has(plainCalleeName(tree, value))) return;
        seconds(context, node, value, isAssignment);
        return;
      case Kind.NumberLiteral:
      case Kind.Identifier:
      case Kind.BinaryExpression:
        constant(context, node, value, isAssignment);
    }
  },
};

function targetOf({ tree }: UnitContext, node: number, isAssignment: boolean): number {
  return isAssignment ? childByField(tree, node, Field.Left) : declaredName(tree, node);
}

function targetType(context: UnitContext, node: number, isAssignment: boolean): Type | undefined {
  const target = targetOf(context, node, isAssignment);
  const type = target === NONE ? undefined : context.typeOf(target);
  return type?.kind === TypeKind.Int && type.size > 0 ? type : undefined;
}

function seconds(context: UnitContext, node: number, value: number, isAssignment: boolean): void {
  const type = targetType(context, node, isAssignment);
  if (type === undefined || !type.signed || type.size !== 4) return;
  // Where `time_t` is of 32 bits itself nothing is lost here.
  if ((context.typeOf(value)?.size ?? 8) <= 4) return;
  context.report(
    value,
    `The seconds since 1970 that '${plainCalleeName(context.tree, value)}' gives do not fit into '${type.name}' after January 2038.`,
    { confidence: "evidence" },
  );
}

function constant(context: UnitContext, node: number, value: number, isAssignment: boolean): void {
  const { tree, env } = context;
  if (kindOf(tree, value) === Kind.Identifier) {
    const name = nodeText(tree, value);
    if (env.macro(name) === undefined && env.enumerator(name) === undefined) return;
  }
  const target = targetOf(context, node, isAssignment);
  const bits = isAssignment ? bitFieldWidth(context, target) : 0;
  const type = targetType(context, node, isAssignment);
  if (type === undefined || (bits === 0 && type.size > 4)) return;
  const number = context.constantOf(value);
  if (number === undefined) return;
  const width = bits > 0 ? bits : 8 * type.size;
  // All bits that there are may be set, whatever the sign; of a mask with more of them those are taken that fit.
  if (number < 2 ** width) return;
  const what = bits > 0 ? `a bit-field of ${width} bit${width === 1 ? "" : "s"}` : `'${type.name}'`;
  context.report(
    value,
    `${number} does not fit into '${nodeText(tree, target)}', ${what}: it becomes ${wrapped(number, width, type.signed)}.`,
  );
}

function wrapped(number: number, width: number, signed: boolean): number {
  const big = BigInt(number);
  return Number(signed ? BigInt.asIntN(width, big) : BigInt.asUintN(width, big));
}
