/**
 * CWE-733: a check for overflow that does the overflow itself: `a + b < a` in signed arithmetic or with pointers, which
 * compilers remove, and in types narrower than `int`, where the sum is never too large.
 */
import { isIntegral } from "../../semantics/type-queries";
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import type { Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, spelling } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const ineffectiveOverflowCheck: TreeChecker = {
  rule: "ineffective-overflow-check",
  kinds: [Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
    switch (kindOf(tree, childByField(tree, node, Field.Operator))) {
      case Kind.TokenLess:
      case Kind.TokenLessEqual:
        judge(context, node, Field.Left, Field.Right);
        return;
      case Kind.TokenGreater:
      case Kind.TokenGreaterEqual:
        judge(context, node, Field.Right, Field.Left);
        return;
    }
  },
};

/** Judges `sum < part`, whichever way round it is written. */
function judge(context: UnitContext, node: number, smaller: Field, greater: Field): void {
  const { tree } = context;
  const sum = withoutParentheses(tree, childByField(tree, node, smaller));
  if (kindOf(tree, sum) !== Kind.BinaryExpression) return;
  if (kindOf(tree, childByField(tree, sum, Field.Operator)) !== Kind.TokenPlus) return;
  const part = withoutParentheses(tree, childByField(tree, node, greater));
  const left = withoutParentheses(tree, childByField(tree, sum, Field.Left));
  const right = withoutParentheses(tree, childByField(tree, sum, Field.Right));
  const wanted = spelling(tree, part);
  const added = spelling(tree, left) === wanted ? right : spelling(tree, right) === wanted ? left : -1;
  if (added === -1 || !isPlace(tree, part)) return;
  const type = context.typeOf(sum);
  const own = context.typeOf(part);
  if (type === undefined || own === undefined) return;
  const text = nodeText(tree, sum);
  let why: string;
  if (own.kind === TypeKind.Pointer || own.kind === TypeKind.Array) {
    why = `a pointer that leaves its object is undefined, so compilers take '${text}' to be the greater one`;
  } else {
    if (!isIntegral(type) || !isIntegral(own) || !type.signed) return;
    const other = context.typeOf(added);
    if (other === undefined || !isIntegral(other)) return;
    if (!own.signed && !other.signed)
      why = `'${text}' is computed as an 'int', which is never too small for it`;
    else why = `overflow of the signed '${text}' is undefined, so compilers take it that there is none`;
  }
  context.report(node, `This check finds no overflow: ${why}.`);
}

function isPlace(tree: Tree, node: number): boolean {
  const kind = kindOf(tree, node);
  return kind === Kind.Identifier || kind === Kind.FieldExpression || kind === Kind.SubscriptExpression;
}
