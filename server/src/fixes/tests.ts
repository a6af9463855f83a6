/** Tests for null as conditions have them. */
import { withoutParentheses } from "../checkers/tree/calls";
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, childByKind, findInside, kindOf, textIs } from "../syntax/walk";

/** The expression of which null is all that an `if` asks, `p == NULL` or `!p`; `NONE` for other conditions. */
export function testedForNull(tree: Tree, statement: number): number {
  if (kindOf(tree, statement) !== Kind.IfStatement) return NONE;
  const clause = childByField(tree, statement, Field.Condition);
  const inner =
    kindOf(tree, clause) === Kind.ConditionClause ? childByField(tree, clause, Field.Value) : clause;
  const condition = withoutParentheses(tree, inner);
  switch (kindOf(tree, condition)) {
    case Kind.UnaryExpression:
      return childByKind(tree, condition, Kind.TokenBang) === NONE
        ? NONE
        : childByField(tree, condition, Field.Argument);
    case Kind.BinaryExpression: {
      if (childByKind(tree, condition, Kind.TokenEqualEqual) === NONE) return NONE;
      const left = childByField(tree, condition, Field.Left);
      const right = childByField(tree, condition, Field.Right);
      if (isNull(tree, right)) return left;
      return isNull(tree, left) ? right : NONE;
    }
    default:
      return NONE;
  }
}

function isNull(tree: Tree, node: number): boolean {
  const inner = withoutParentheses(tree, node);
  if (kindOf(tree, inner) === Kind.Null || findInside(tree, inner, Kind.Null) === inner) return true;
  return textIs(tree, inner, "NULL") || textIs(tree, inner, "nullptr") || textIs(tree, inner, "0");
}
