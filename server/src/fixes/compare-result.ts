/** A test that does not tell success from failure: the comparison that does, in its place. */
import { replace } from "./edits";
import { textFact } from "./facts";
import { onCode } from "./fix";

export const compareResult = onCode("compare-result", (_, finding) => {
  const subject = textFact(finding, "subject");
  const instead = textFact(finding, "instead");
  if (subject === undefined || instead === undefined) return [];
  const span = { start: finding.start, end: finding.end };
  return [
    {
      title: `Compare with '${instead}'`,
      edits: [replace(span, `${subject} ${instead}`)],
      safe: false,
    },
  ];
});
