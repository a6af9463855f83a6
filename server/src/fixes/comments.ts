/**
 * Repairs in comments and directives: a reason for what was switched off, a suppression taken away or its rule id put
 * right.
 */
import { indentation, isBlankBetween, lineBreak, lineEnd, lineStart, nextLine } from "../checkers/lines";
import type { Span } from "../text/span";
import { insert, replace } from "./edits";
import { spanFact, textFact } from "./facts";
import type { FixBuilder } from "./fix";

const REASON = "why this does no harm here";

/** Says where the reason has to stand; only the programmer knows it. */
export const stateReason: FixBuilder = {
  id: "state-reason",
  build({ file, finding }) {
    const { text } = file;
    const title = "State a reason";
    if (finding.rule === "warning-disabled") {
      const indent = indentation(text, finding.start);
      const line = `${indent}/* ${REASON} */${lineBreak(text)}`;
      return [{ title, edits: [insert(lineStart(text, finding.start), line)], safe: false }];
    }
    const comment = file.comments.find(({ start }) => start === finding.start);
    if (!comment) return [];
    const end = comment.block ? comment.end - 2 : comment.end;
    const written = text.substring(comment.start, end).trimEnd();
    const separator = written.endsWith("--") ? " " : " -- ";
    const tail = comment.block ? " " : "";
    return [
      {
        title,
        edits: [replace({ start: comment.start + written.length, end }, separator + REASON + tail)],
        safe: false,
      },
    ];
  },
};

export const removeSuppression: FixBuilder = {
  id: "remove-suppression",
  build({ file, finding }) {
    const comment = spanFact(finding, "comment");
    if (!comment) return [];
    const { text } = file;
    const list = text.substring(comment.start, comment.end);
    // One of several rules goes alone, with the comma beside it.
    if (/allow\s+[\w-]+\s*,/.test(list)) {
      const { start, end } = finding;
      const after = /^\s*,\s*/.exec(text.substring(end, comment.end));
      const before = /,\s*$/.exec(text.substring(comment.start, start));
      const span = after
        ? { start, end: end + after[0].length }
        : { start: start - (before?.[0].length ?? 0), end };
      return [{ title: "Take the rule out of the suppression", edits: [replace(span, "")], safe: true }];
    }
    return [
      { title: "Remove the suppression", edits: [replace(commentLine(text, comment), "")], safe: true },
    ];
  },
};

/** The comment with the blanks before it, or with its whole line if it stands alone. */
function commentLine(text: string, { start, end }: Span): Span {
  const from = lineStart(text, start);
  if (!isBlankBetween(text, from, start)) {
    return { start: text.substring(0, start).trimEnd().length, end };
  }
  return isBlankBetween(text, end, lineEnd(text, end))
    ? { start: from, end: nextLine(text, end) }
    : { start, end };
}

export const correctRuleId: FixBuilder = {
  id: "correct-rule-id",
  build({ finding }) {
    const nearest = textFact(finding, "nearest");
    if (nearest === undefined) return [];
    return [{ title: `Write '${nearest}'`, edits: [replace(finding, nearest)], safe: true }];
  },
};
