/**
 * CWE-1339 and CERT FLP30-C: a `for` loop that counts with a floating-point number. Steps such as 0.1 have no exact
 * value, so how many rounds there are hangs on how the errors add up.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling, nodeText } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

/** Expressions nested deeper than this are not looked at. */
const MAX_DEPTH = 30;

export const floatLoopCounter: TreeChecker = {
  rule: "float-loop-counter",
  kinds: [Kind.ForStatement],
  visit(context, node) {
    const { tree } = context;
    const counter = counterOf(context, childByField(tree, node, Field.Update));
    if (counter === NONE) return;
    const name = nodeText(tree, counter);
    const condition = boundOf(tree, childByField(tree, node, Field.Condition), name);
    if (condition === NONE || context.typeOf(counter)?.kind !== TypeKind.Float) return;
    context.report(
      condition,
      `The loop counts with '${name}', a floating-point number: rounding decides how often it runs.`,
    );
  },
};

/** The plain variable that an update steps on; NONE if there is none. */
function counterOf(context: UnitContext, update: number, depth = 0): number {
  const { tree } = context;
  if (depth > MAX_DEPTH) return NONE;
  const step = withoutParentheses(tree, update);
  switch (kindOf(tree, step)) {
    case Kind.UpdateExpression:
      return plainName(tree, childByField(tree, step, Field.Argument));
    case Kind.AssignmentExpression: {
      const target = plainName(tree, childByField(tree, step, Field.Left));
      if (target === NONE) return NONE;
      const operator = kindOf(tree, childByField(tree, step, Field.Operator));
      if (operator === Kind.TokenPlusEqual || operator === Kind.TokenMinusEqual) return target;
      const sum = withoutParentheses(tree, childByField(tree, step, Field.Right));
      if (operator !== Kind.TokenEqual || kindOf(tree, sum) !== Kind.BinaryExpression) return NONE;
      const sign = kindOf(tree, childByField(tree, sum, Field.Operator));
      if (sign !== Kind.TokenPlus && sign !== Kind.TokenMinus) return NONE;
      const left = withoutParentheses(tree, childByField(tree, sum, Field.Left));
      return nodeText(tree, left) === nodeText(tree, target) ? target : NONE;
    }
    case Kind.CommaExpression:
      for (let part = firstNamedChild(tree, step); part !== NONE; part = nextNamedSibling(tree, part)) {
        const counter = counterOf(context, part, depth + 1);
        if (counter !== NONE && context.typeOf(counter)?.kind === TypeKind.Float) return counter;
      }
      return NONE;
    default:
      return NONE;
  }
}

function plainName(tree: Tree, node: number): number {
  const plain = withoutParentheses(tree, node);
  return kindOf(tree, plain) === Kind.Identifier ? plain : NONE;
}

/** The comparison of `name` with something, alone or in a chain of `&&`; NONE if the loop does not go on by it. */
function boundOf(tree: Tree, condition: number, name: string, depth = 0): number {
  const plain = withoutParentheses(tree, condition);
  if (depth > MAX_DEPTH || kindOf(tree, plain) !== Kind.BinaryExpression) return NONE;
  const left = withoutParentheses(tree, childByField(tree, plain, Field.Left));
  const right = withoutParentheses(tree, childByField(tree, plain, Field.Right));
  switch (kindOf(tree, childByField(tree, plain, Field.Operator))) {
    case Kind.TokenAmpAmp: {
      const first = boundOf(tree, left, name, depth + 1);
      return first === NONE ? boundOf(tree, right, name, depth + 1) : first;
    }
    case Kind.TokenLess:
    case Kind.TokenLessEqual:
    case Kind.TokenGreater:
    case Kind.TokenGreaterEqual:
    case Kind.TokenBangEqual:
      return nodeText(tree, left) === name || nodeText(tree, right) === name ? plain : NONE;
    default:
      return NONE;
  }
}
