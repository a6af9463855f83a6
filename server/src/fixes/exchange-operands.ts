/** A check that comes after what it guards: the two operands of `&&` change places. */
import { withoutParentheses, withParentheses } from "../checkers/tree/calls";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf } from "../syntax/walk";
import { sourceOf, spanOf } from "./code";
import { replace } from "./edits";
import { onCode } from "./fix";

export const exchangeOperands = onCode("exchange-operands", (code) => {
  const { tree } = code.unit;
  let from = NONE;
  for (let up = code.node; up !== NONE; from = up, up = tree.parent[up]) {
    if (kindOf(tree, up) === Kind.CompoundStatement) return [];
    if (kindOf(tree, up) !== Kind.BinaryExpression) continue;
    if (kindOf(tree, childByField(tree, up, Field.Operator)) !== Kind.TokenAmpAmp) continue;
    const check = childByField(tree, up, Field.Right);
    if (check === from) continue;
    const left = childByField(tree, up, Field.Left);
    // Of a longer chain only the last operand is read too early.
    const plain = withoutParentheses(tree, left);
    const isChain =
      kindOf(tree, plain) === Kind.BinaryExpression &&
      kindOf(tree, childByField(tree, plain, Field.Operator)) === Kind.TokenAmpAmp;
    const read = isChain ? withParentheses(tree, childByField(tree, plain, Field.Right)) : left;
    return [
      {
        title: "Check before reading",
        edits: [
          replace(spanOf(code, read), sourceOf(code, check)),
          replace(spanOf(code, check), sourceOf(code, read)),
        ],
        safe: false,
      },
    ];
  }
  return [];
});
