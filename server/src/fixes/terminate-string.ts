/** A terminator in the last place of a string that a bounded copy may leave without one. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import { TypeKind } from "../semantics/types";
import { NONE } from "../syntax/tree";
import { callOf, linesAfter, sourceOf, statementAround } from "./code";
import { onCode } from "./fix";
import { isRepeatable, operandText } from "./sizes";

export const terminateString = onCode("terminate-string", (code, finding) => {
  const { tree, env } = code.unit;
  const call = callOf(code, finding, (name) => {
    const write = env.model(name)?.writes[0];
    return write !== undefined && write.terminates !== "yes" && write.size !== null;
  });
  if (call === NONE) return [];
  const write = env.model(plainCalleeName(tree, call))?.writes[0];
  if (write?.size?.kind !== "param") return [];
  const dst = argument(tree, call, write.param);
  const size = argument(tree, call, write.size.index);
  const to = sourceOf(code, dst);
  const length = sourceOf(code, size);
  if (size === NONE || !isRepeatable(to) || !isRepeatable(length) || /[^\w.\->[\]]/.test(to)) return [];
  const type = code.unit.typeOf(dst);
  let last: string;
  if (type?.kind === TypeKind.Array && type.to?.size === 1) last = `sizeof(${to}) - 1`;
  else if (write.terminates === "if-short") last = `${operandText(code, size)} - 1`;
  else return [];
  const edit = linesAfter(code, statementAround(code, call), [`${to}[${last}] = '\\0';`]);
  if (!edit) return [];
  return [{ title: `End '${to}' with a terminator`, edits: [edit], safe: true }];
});
