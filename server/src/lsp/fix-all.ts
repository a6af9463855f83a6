/**
 * All safe fixes of a file at once. Fixes that touch each other wait for the next round, which looks at the text anew,
 * so that a fix is only ever applied to code for which it was verified.
 */
import type { Finding, Fix, TextEdit } from "../findings";

export interface FixingRound {
  readonly text: string;
  readonly findings: readonly Finding[];
  fixes(finding: Finding): readonly Fix[];
}

/** Each round removes a finding; a text that needs more rounds than this is being fixed in circles. */
const MAX_ROUNDS = 10;

/** The edits that take `first.text` to the fixed text, in ascending order; empty if nothing can be fixed. */
export function fixAll(first: FixingRound, again: (text: string) => FixingRound): readonly TextEdit[] {
  let round = first;
  let edits: readonly TextEdit[] = [];
  for (let i = 0; i < MAX_ROUNDS; i++) {
    const chosen = compatibleEdits(round);
    if (chosen.length === 0) break;
    const text = applyEdits(round.text, chosen);
    edits = i === 0 ? chosen : difference(first.text, text);
    round = again(text);
  }
  return edits;
}

function compatibleEdits(round: FixingRound): TextEdit[] {
  const chosen: TextEdit[] = [];
  for (const finding of round.findings) {
    const fix = round.fixes(finding).find(({ safe }) => safe);
    if (fix && !fix.edits.some((edit) => chosen.some((other) => touch(edit, other))))
      chosen.push(...fix.edits);
  }
  return chosen.sort((a, b) => a.start - b.start);
}

/** Also where one ends at the other's start: the order of insertions at one place would be left to chance. */
function touch(a: TextEdit, b: TextEdit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let at = 0;
  for (const edit of edits) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** The one edit between the common start and the common end of two texts. */
function difference(from: string, to: string): TextEdit[] {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  ) {
    end++;
  }
  return [{ start, end: from.length - end, text: to.slice(start, to.length - end) }];
}
