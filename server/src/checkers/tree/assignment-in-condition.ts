/**
 * CWE-481: an assignment is the whole condition of an `if`, a loop or a `?:`. As compilers do, an extra pair of
 * parentheses or a comparison with the result is taken as the programmer's word that the assignment is meant.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { firstPart } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const assignmentInCondition: TreeChecker = {
  rule: "assignment-in-condition",
  kinds: [Kind.IfStatement, Kind.WhileStatement, Kind.DoStatement, Kind.ForStatement],
  visit(context, node) {
    const assignment = conditionIn(context, node);
    const { tree } = context;
    if (kindOf(tree, assignment) !== Kind.AssignmentExpression) return;
    if (kindOf(tree, childByField(tree, assignment, Field.Operator)) !== Kind.TokenEqual) return;
    const left = nodeText(tree, childByField(tree, assignment, Field.Left));
    context.report(
      assignment,
      `The condition assigns to '${left}' instead of comparing: write '==', or a second pair of parentheses if the assignment is meant.`,
      { facts: { variable: left } },
    );
  },
};

/** The expression that decides, without the parentheses that belong to the statement. */
function conditionIn(context: UnitContext, node: number): number {
  const { tree } = context;
  const condition = childByField(tree, node, Field.Condition);
  // The parentheses of `for` are around all three of its parts.
  if (kindOf(tree, node) === Kind.ForStatement) return condition;
  switch (kindOf(tree, condition)) {
    case Kind.ParenthesizedExpression:
      return firstPart(tree, condition);
    case Kind.ConditionClause:
      return childByField(tree, condition, Field.Value);
    default:
      return NONE;
  }
}
