/** The two readings of a fall-through: it is meant and marked, or a `break` is missing. */
import { indentation, isBlankBetween, lineBreak, lineStart } from "../checkers/lines";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { kindOf } from "../syntax/walk";
import { indentUnit, spanOf } from "./code";
import { insert } from "./edits";
import { type Candidate, type Code, onCode } from "./fix";

export const fallthroughMarker = onCode("fallthrough-marker", (code) =>
  beforeLabel(
    code,
    code.unit.language === "cpp" ? "[[fallthrough]];" : "/* fall through */",
    "Mark the fall-through as meant",
  ),
);

export const addBreak = onCode("add-break", (code) =>
  beforeLabel(code, "break;", "End the case with 'break'"),
);

function beforeLabel(code: Code, line: string, title: string): Candidate[] {
  const { tree } = code.unit;
  let label = code.node;
  while (label !== NONE && kindOf(tree, label) !== Kind.CaseStatement) label = tree.parent[label];
  if (label === NONE) return [];
  const { text } = code.file;
  const { start } = spanOf(code, label);
  const at = lineStart(text, start);
  if (!isBlankBetween(text, at, start)) return [];
  const indent = indentation(text, start) + indentUnit(code, label);
  return [{ title, edits: [insert(at, indent + line + lineBreak(text))], safe: false }];
}
