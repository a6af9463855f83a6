/** Text edits: making, sorting and applying them. Offsets are UTF-16 code units of the file. */
import type { TextEdit } from "../findings";
import type { Span } from "../text/span";

export function replace(span: Span, text: string): TextEdit {
  return { start: span.start, end: span.end, text };
}

export function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

/** In ascending order; undefined if two overlap. Insertions at one place keep their order. */
export function sorted(edits: readonly TextEdit[]): TextEdit[] | undefined {
  const inOrder = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  for (let i = 1; i < inOrder.length; i++) if (inOrder[i].start < inOrder[i - 1].end) return undefined;
  return inOrder;
}

/** `edits` must be in ascending order and not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.substring(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.substring(at));
  return parts.join("");
}
