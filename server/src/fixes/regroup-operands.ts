/** An expression whose operators bind otherwise than it looks: with the parentheses, or the word, that it lacks. */
import { replace } from "./edits";
import { textFact } from "./facts";
import { onCode } from "./fix";

export const regroupOperands = onCode("regroup-operands", (_, finding) => {
  const instead = textFact(finding, "instead");
  if (instead === undefined) return [];
  const span = { start: finding.start, end: finding.end };
  return [{ title: `Write '${instead}'`, edits: [replace(span, instead)], safe: false }];
});
