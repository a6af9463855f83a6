/** One byte more for memory that was measured with `strlen`, which does not count the terminator. */
import { argument, plainCalleeName, withoutParentheses } from "../checkers/tree/calls";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { kindOf } from "../syntax/walk";
import { callOf, spanOf } from "./code";
import { insert } from "./edits";
import { onCode } from "./fix";

export const roomForTerminator = onCode("room-for-terminator", (code, finding) => {
  const { tree, env } = code.unit;
  const call = callOf(code, finding, (name) => env.model(name)?.allocates?.size?.kind === "param");
  if (call === NONE) return [];
  const size = env.model(plainCalleeName(tree, call))?.allocates?.size;
  if (size?.kind !== "param") return [];
  const bytes = withoutParentheses(tree, argument(tree, call, size.index));
  if (kindOf(tree, bytes) !== Kind.CallExpression || plainCalleeName(tree, bytes) !== "strlen") return [];
  const edit = insert(spanOf(code, bytes).end, " + 1");
  return [{ title: "Allocate one byte more, for the terminator", edits: [edit], safe: true }];
});
