/**
 * CWE-483: a semicolon right behind the condition of `if`, or behind the head of a loop that a block follows: what was
 * meant to be the body is run in any case.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf } from "../../syntax/walk";
import { isBlankBetween } from "../lines";
import { nextPart } from "./calls";
import type { TreeChecker } from "./checker";

export const emptyBody: TreeChecker = {
  rule: "empty-body",
  kinds: [Kind.IfStatement, Kind.WhileStatement, Kind.ForStatement],
  visit(context, node) {
    const { tree, source } = context;
    const isIf = tree.kind[node] === Kind.IfStatement;
    const body = childByField(tree, node, isIf ? Field.Consequence : Field.Body);
    if (kindOf(tree, body) !== Kind.ExpressionStatement || firstNamedChild(tree, body) !== NONE) return;
    if (isIf && childByField(tree, node, Field.Alternative) !== NONE) return;
    if (kindOf(tree, nextPart(tree, node)) !== Kind.CompoundStatement) return;
    const semicolon = tree.start[body];
    // A macro that expands to nothing stands there for a reason, and so does a semicolon on a line of its own.
    const bracket = source.lastIndexOf(")", semicolon);
    if (bracket === -1 || source.slice(bracket, semicolon).includes("\n")) return;
    if (!isBlankBetween(source, bracket + 1, semicolon) || source[semicolon] !== ";") return;
    context.report(
      body,
      isIf
        ? "This semicolon ends the 'if': the block behind it is run whatever the condition says."
        : "This semicolon is the whole body of the loop: the block behind it is run once, after the loop.",
    );
  },
};
