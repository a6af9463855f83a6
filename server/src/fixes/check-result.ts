/** A result that was dropped is compared with what means failure, and the function leaves. */

import { indentation, lineBreak } from "../checkers/lines";
import { argument, plainCalleeName } from "../checkers/tree/calls";
import { outcomeOf } from "../checkers/tree/outcomes";
import type { FunctionModel } from "../models/model";
import { NONE } from "../syntax/tree";
import {
  argumentText,
  callOf,
  ifLines,
  isInBlock,
  isWholeStatement,
  sourceOf,
  spanOf,
  statementAround,
} from "./code";
import { replace } from "./edits";
import { failureExit, nullOf } from "./exits";
import { type Code, onCode } from "./fix";

/** Functions whose result counts elements: anything but the count asked for is a failure. */
const COUNTING: Readonly<Record<string, number>> = { fread: 2, fwrite: 2 };

export const checkResult = onCode("check-result", (code, finding) => {
  const { tree, env } = code.unit;
  const call = callOf(code, finding, (name) => env.model(name)?.mustCheck === true);
  if (call === NONE || !isWholeStatement(code, call)) return [];
  const name = plainCalleeName(tree, call);
  const model = env.model(name);
  const statement = statementAround(code, call);
  const exit = failureExit(code, call);
  if (!model || exit === undefined || !isInBlock(code, statement)) return [];
  const condition = failureOf(code, call, name, model);
  if (condition === undefined) return [];
  const { text } = code.file;
  const span = spanOf(code, statement);
  const separator = lineBreak(text) + indentation(text, span.start);
  return [
    {
      title: `Leave if '${name}' fails`,
      edits: [replace(span, ifLines(code, call, condition, [exit]).join(separator))],
      safe: false,
    },
  ];
});

/** The condition under which the call has failed; undefined if the model does not say. */
function failureOf(code: Code, call: number, name: string, model: FunctionModel): string | undefined {
  const text = sourceOf(code, call);
  if (name in COUNTING && argument(code.unit.tree, call, COUNTING[name]) !== NONE) {
    return `${text} != ${argumentText(code, call, COUNTING[name])}`;
  }
  const outcome = outcomeOf(code.unit.tree, call, model);
  if (outcome !== undefined) return `${text} ${outcome.whenFailed}`;
  const type = model.returnType.trim();
  if (type.endsWith("*") || model.allocates?.failure === "null") return `${text} == ${nullOf(code)}`;
  if (type === "bool" || type === "_Bool") return `!${text}`;
  if (model.allocates?.failure === "status") return `${text} != 0`;
  if (type === "ssize_t" || model.allocates?.failure === "negative") return `${text} < 0`;
  return type === "int" ? `${text} ${model.format?.style === "printf" ? "<" : "!="} 0` : undefined;
}
