/** The edit that suppresses a finding: a comment of its own above the finding's line, indented like it. */
import type { TextDocument } from "vscode-languageserver-textdocument";

export interface SuppressionLine {
  /** UTF-16 offset at which the text goes in: the start of the finding's line. */
  readonly offset: number;
  readonly before: string;
  /** What follows the reason. */
  readonly after: string;
}

/**
 * Where the comment for a finding at `start` goes; its reason belongs between `before` and `after`. Undefined where the
 * line above continues onto this one, as within a macro: a comment there would swallow the rest.
 */
export function suppressionLine(
  document: TextDocument,
  start: number,
  rule: string,
): SuppressionLine | undefined {
  const { line } = document.positionAt(start);
  const offset = document.offsetAt({ line, character: 0 });
  const text = document.getText();
  if (/\\\r?\n$/.test(text.slice(Math.max(0, offset - 3), offset))) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(offset, start))?.[0] ?? "";
  const newline = text.indexOf("\r\n") >= 0 ? "\r\n" : "\n";
  return { offset, before: `${indent}// parapet: allow ${rule} -- `, after: newline };
}
