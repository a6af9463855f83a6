/** CWE-482: a comparison whose outcome nobody uses, where an assignment was meant: `state == READY;`. */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  findInside,
  firstNamedChild,
  hasErrorInside,
  kindOf,
  nextNamedSibling,
  nodeText,
} from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const comparisonAsStatement: TreeChecker = {
  rule: "comparison-as-statement",
  kinds: [Kind.ExpressionStatement, Kind.ForStatement],
  visit(context, node) {
    const { tree } = context;
    if (tree.kind[node] === Kind.ForStatement) {
      judge(context, childByField(tree, node, Field.Update));
      return;
    }
    const up = tree.parent[node];
    const isValue =
      kindOf(tree, up) === Kind.CompoundStatement &&
      kindOf(tree, tree.parent[up]) === Kind.ParenthesizedExpression &&
      nextNamedSibling(tree, node) === NONE;
    if (!isValue) judge(context, firstNamedChild(tree, node));
  },
};

function judge(context: UnitContext, expression: number): void {
  const { tree } = context;
  const plain = withoutParentheses(tree, expression);
  if (kindOf(tree, plain) !== Kind.BinaryExpression || !isComparison(tree, plain)) return;
  const left = withoutParentheses(tree, childByField(tree, plain, Field.Left));
  switch (kindOf(tree, left)) {
    case Kind.Identifier:
    case Kind.FieldExpression:
    case Kind.SubscriptExpression:
    case Kind.PointerExpression:
      break;
    default:
      return;
  }
  // What is called may be called for what it does.
  if (findInside(tree, left, Kind.CallExpression) !== NONE || hasErrorInside(tree, plain)) return;
  context.report(
    plain,
    `The outcome of this comparison is not used, so the statement does nothing: is an assignment to '${nodeText(tree, left)}' meant?`,
  );
}

function isComparison(tree: Tree, node: number): boolean {
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  return operator === Kind.TokenEqualEqual || operator === Kind.TokenBangEqual;
}
