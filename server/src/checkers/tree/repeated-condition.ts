/** CWE-561: an `else if` that asks what an `if` before it has asked: its branch is never taken. */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf, spelling, subtreeEnd } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker } from "./checker";

/** Conditions of one chain that are compared with each other. */
const MAX_CHAIN = 64;

export const repeatedCondition: TreeChecker = {
  rule: "repeated-condition",
  kinds: [Kind.IfStatement],
  visit(context, node) {
    const { tree } = context;
    if (kindOf(tree, tree.parent[node]) === Kind.ElseClause) return;
    let next = alternativeOf(tree, node);
    if (next === NONE) return;
    const asked = new Set<string>();
    note(tree, node, asked);
    for (let i = 0; next !== NONE && i < MAX_CHAIN; i++, next = alternativeOf(tree, next)) {
      const condition = childByField(tree, next, Field.Condition);
      if (note(tree, next, asked)) continue;
      context.report(
        condition,
        "The same condition was asked before in this chain of 'if' and 'else': this branch is never taken.",
      );
    }
  },
};

/** The `if` of an `else if`; NONE if there is none. */
function alternativeOf(tree: Tree, node: number): number {
  const alternative = childByField(tree, node, Field.Alternative);
  const next =
    kindOf(tree, alternative) === Kind.ElseClause ? firstNamedChild(tree, alternative) : alternative;
  return kindOf(tree, next) === Kind.IfStatement ? next : NONE;
}

/** Notes the condition of an `if`; false if it was noted before. One that acts may differ the second time. */
function note(tree: Tree, node: number, asked: Set<string>): boolean {
  const condition = withoutParentheses(tree, childByField(tree, node, Field.Condition));
  if (condition === NONE) return true;
  const end = subtreeEnd(tree, condition);
  for (let n = condition; n < end; n++) {
    switch (tree.kind[n]) {
      case Kind.CallExpression:
      case Kind.AssignmentExpression:
      case Kind.UpdateExpression:
      case Kind.PointerExpression:
      case Kind.Declaration:
      case Kind.Error:
        return true;
    }
  }
  const text = spelling(tree, condition);
  if (asked.has(text)) return false;
  asked.add(text);
  return true;
}
