/** A text that is not a literal is printed by `"%s"`, not taken for a format. */
import { argument, argumentCount, plainCalleeName } from "../checkers/tree/calls";
import { NONE } from "../syntax/tree";
import { callOf, spanOf } from "./code";
import { insert } from "./edits";
import { onCode } from "./fix";

export const literalFormat = onCode("literal-format", (code, finding) => {
  const { tree, env } = code.unit;
  const call = callOf(code, finding, (name) => env.model(name)?.format?.style === "printf");
  if (call === NONE) return [];
  const index = env.model(plainCalleeName(tree, call))?.format?.param ?? -1;
  if (index < 0 || argumentCount(tree, call) !== index + 1) return [];
  return [
    {
      title: `Print the text with "%s"`,
      edits: [insert(spanOf(code, argument(tree, call, index)).start, '"%s", ')],
      safe: true,
    },
  ];
});
