/**
 * CWE-468: an offset in bytes added to a pointer that counts in elements: `p + n * sizeof *p`. The language multiplies
 * by the size itself, so the result lies that many times too far.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { sizeofValue } from "./sizes";

export const scaledPointerOffset: TreeChecker = {
  rule: "scaled-pointer-offset",
  kinds: [Kind.BinaryExpression, Kind.AssignmentExpression],
  visit(context, node) {
    const { tree } = context;
    switch (kindOf(tree, childByField(tree, node, Field.Operator))) {
      case Kind.TokenPlus:
      case Kind.TokenMinus:
      case Kind.TokenPlusEqual:
      case Kind.TokenMinusEqual:
        break;
      default:
        return;
    }
    const offset = childByField(tree, node, Field.Right);
    const sizeof = sizeofFactor(context, offset);
    if (sizeof === NONE) return;
    const size = sizeofValue(context, sizeof);
    if (size === undefined || size < 2) return;
    const pointer = withoutParentheses(tree, childByField(tree, node, Field.Left));
    const element = elementOf(context.typeOf(pointer));
    if (element === undefined || element.size < 2) return;
    context.report(
      node,
      `'${nodeText(tree, pointer)}' counts in elements of ${element.size} bytes, and '${nodeText(tree, offset)}' is a number of bytes: the result lies ${element.size} times too far.`,
      { facts: { pointer: nodeText(tree, pointer) } },
    );
  },
};

function elementOf(type: Type | undefined): Type | undefined {
  if (type === undefined || (type.kind !== TypeKind.Pointer && type.kind !== TypeKind.Array))
    return undefined;
  const element = type.to;
  return element === null || element.kind === TypeKind.Unknown ? undefined : element;
}

/** The `sizeof` that an offset is, or is a multiple of; NONE if it is something else. */
function sizeofFactor({ tree }: UnitContext, offset: number): number {
  let node = withoutParentheses(tree, offset);
  for (;;) {
    if (kindOf(tree, node) === Kind.SizeofExpression) return node;
    if (kindOf(tree, node) !== Kind.BinaryExpression) return NONE;
    if (kindOf(tree, childByField(tree, node, Field.Operator)) !== Kind.TokenStar) return NONE;
    const right = withoutParentheses(tree, childByField(tree, node, Field.Right));
    if (kindOf(tree, right) === Kind.SizeofExpression) return right;
    node = withoutParentheses(tree, childByField(tree, node, Field.Left));
  }
}
