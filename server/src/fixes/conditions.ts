/** The two readings of an assignment in a condition: a comparison, or an assignment that is meant. */
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf } from "../syntax/walk";
import { spanOf } from "./code";
import { insert, replace } from "./edits";
import { type Code, onCode } from "./fix";

export const compareInstead = onCode("compare-instead", (code) => {
  const assignment = assignmentAt(code);
  if (assignment === NONE) return [];
  const operator = childByField(code.unit.tree, assignment, Field.Operator);
  return [{ title: "Compare with '=='", edits: [replace(spanOf(code, operator), "==")], safe: false }];
});

export const parenthesiseAssignment = onCode("parenthesise-assignment", (code) => {
  const assignment = assignmentAt(code);
  if (assignment === NONE) return [];
  const { start, end } = spanOf(code, assignment);
  return [
    {
      title: "Say with parentheses that the assignment is meant",
      edits: [insert(start, "("), insert(end, ")")],
      safe: false,
    },
  ];
});

function assignmentAt(code: Code): number {
  const { tree } = code.unit;
  let node = code.node;
  while (node !== NONE && kindOf(tree, node) !== Kind.AssignmentExpression) node = tree.parent[node];
  return node;
}
