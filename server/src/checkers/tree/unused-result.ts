/**
 * CWE-252: a call stands as a statement although its result is the only sign of failure. A cast to `void` says that
 * the result is dropped on purpose.
 */
import { Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { kindOf } from "../../syntax/walk";
import { argumentCount, firstPart, plainCalleeName, withoutParentheses } from "./calls";
import type { TreeChecker } from "./checker";

export const unusedResult: TreeChecker = {
  rule: "unused-result",
  kinds: [Kind.ExpressionStatement],
  visit(context, node) {
    const { tree, env } = context;
    const call = withoutParentheses(tree, firstPart(tree, node));
    if (call === NONE || kindOf(tree, call) !== Kind.CallExpression) return;
    const name = plainCalleeName(tree, call);
    const model = name === "" ? undefined : env.model(name);
    if (!model?.mustCheck || env.macro(name) || env.function(name)?.isStatic) return;
    // A member function of that name, called without its object.
    const count = argumentCount(tree, call);
    if (count < model.params.length || (count > model.params.length && !model.variadic)) return;
    // What writes without a bound has a rule of its own, and no result makes it good.
    if (model.writes.some(({ size }) => size === null)) return;
    context.report(
      call,
      `The result of '${name}' is ignored, but it is the only sign that the call failed.`,
      {
        facts: { call: name, callStart: tree.start[call], callEnd: tree.end[call] },
      },
    );
  },
};
