/** The loop that runs one element too far: `<` for `<=` in its condition. */
import { withoutParentheses } from "../checkers/tree/calls";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, subtreeEnd, textIs } from "../syntax/walk";
import { sourceOf, spanOf, subscriptAt, subscriptIndex } from "./code";
import { replace } from "./edits";
import { textFact } from "./facts";
import { type Candidate, type Code, onCode } from "./fix";

export const strictBound = onCode("strict-bound", (code, finding) => {
  const index = textFact(finding, "index") ?? indexAt(code);
  if (index === undefined) return [];
  const { tree } = code.unit;
  for (let up = code.node; up !== NONE; up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.ForStatement:
      case Kind.WhileStatement:
      case Kind.IfStatement:
      case Kind.DoStatement: {
        const candidate = tighten(code, childByField(tree, up, Field.Condition), index);
        if (candidate) return [candidate];
      }
    }
  }
  return [];
});

/** The index of the subscript around the finding, or else the first in it. */
function indexAt(code: Code): string | undefined {
  const access = subscriptAt(code);
  return access === NONE ? undefined : sourceOf(code, subscriptIndex(code, access));
}

/** `index <= n` becomes `index < n`, and `n >= index` becomes `n > index`. */
function tighten(code: Code, condition: number, index: string): Candidate | undefined {
  const { tree } = code.unit;
  const end = condition === NONE ? NONE : subtreeEnd(tree, condition);
  for (let n = condition; n < end; n++) {
    if (kindOf(tree, n) !== Kind.BinaryExpression) continue;
    const operator = childByField(tree, n, Field.Operator);
    const isUpper = kindOf(tree, operator) === Kind.TokenLessEqual;
    if (!isUpper && kindOf(tree, operator) !== Kind.TokenGreaterEqual) continue;
    const side = withoutParentheses(tree, childByField(tree, n, isUpper ? Field.Left : Field.Right));
    if (!textIs(tree, side, index)) continue;
    const strict = isUpper ? "<" : ">";
    return {
      title: `Stop before the end: '${strict}' instead of '${strict}='`,
      edits: [replace(spanOf(code, operator), strict)],
      safe: true,
    };
  }
  return undefined;
}
