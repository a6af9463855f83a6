/**
 * A compiler warning is switched off in the source and nothing says why. A comment on the pragma's line, or above it
 * with only other directives between, counts as the reason. Pragmas in a row are one finding.
 */
import type { Directive, SourceFile } from "../../syntax/source";
import { lineEnd, lineStart, nextLine } from "../lines";
import type { RawFinding } from "../tree/checker";
import { firstCommentFrom } from "./comments";

/** GCC and clang, MSVC, then IAR, TI and Arm (`diag_suppress=...`). The first group names the warnings. */
const DISABLING = [
  /^(?:GCC|clang)\s+diagnostic\s+ignored\s+"([^"]+)"/,
  /^warning\s*\(.*\b(?:disable|suppress)\s*:\s*([\d\s]+)/,
  /^diag_suppress[\s=]+([\w,\s]+)/,
];

/** Pragmas on lines in a row; `next` is where the line after them starts. */
interface Group {
  readonly start: number;
  readonly end: number;
  readonly names: string[];
  next: number;
}

export function findDisabledWarnings(file: SourceFile): RawFinding[] {
  const found: RawFinding[] = [];
  let group: Group | undefined;
  const { directives, text } = file;
  for (let i = 0; i < directives.length; i++) {
    const directive = directives[i];
    const name = disabledBy(directive);
    if (name === undefined || hasReason(file, i)) continue;
    if (group && lineStart(text, directive.start) === group.next) {
      group.names.push(name);
    } else {
      if (group) found.push(finding(group));
      group = { start: directive.start, end: lineEnd(text, directive.start), names: [name], next: 0 };
    }
    group.next = nextLine(text, directive.end);
  }
  if (group) found.push(finding(group));
  return found;
}

function finding(group: Group): RawFinding {
  const names = group.names.join(", ");
  return {
    rule: "warning-disabled",
    start: group.start,
    end: group.end,
    message: `The compiler warning ${names} is switched off and no comment says why.`,
    confidence: "definite",
    steps: [],
    facts: { warnings: names },
  };
}

/** The names or numbers of the warnings that a pragma switches off; undefined for every other directive. */
function disabledBy(directive: Directive): string | undefined {
  if (directive.kind !== "pragma") return undefined;
  for (const pattern of DISABLING) {
    const match = pattern.exec(directive.text);
    if (match) return match[1].trim();
  }
  return undefined;
}

function hasReason(file: SourceFile, index: number): boolean {
  const { text, directives } = file;
  const directive = directives[index];
  // The comment on the line itself belongs to the directive or stands behind it.
  if (commentWithin(file, directive.start, lineEnd(text, directive.end))) return true;
  let top = lineStart(text, directive.start);
  for (let i = index - 1; i >= 0; i--) {
    if (commentEndingAbove(file, top)) return true;
    const above = directives[i];
    if (nextLine(text, above.end) !== top) return false;
    if (commentWithin(file, above.start, lineEnd(text, above.end))) return true;
    top = lineStart(text, above.start);
  }
  return commentEndingAbove(file, top);
}

/** A comment with words in it that starts within the range. */
function commentWithin(file: SourceFile, start: number, end: number): boolean {
  const comment = file.comments[firstCommentFrom(file, start)];
  return comment !== undefined && comment.start < end && hasWords(comment.text);
}

/** A comment with words in it that ends on the line directly above the line that starts at `top`. */
function commentEndingAbove(file: SourceFile, top: number): boolean {
  if (top === 0) return false;
  const comment = file.comments[firstCommentFrom(file, top) - 1];
  return comment !== undefined && comment.end >= lineStart(file.text, top - 1) && hasWords(comment.text);
}

function hasWords(text: string): boolean {
  return /[A-Za-z]{3}/.test(text);
}
