/**
 * Writes the length-preserving view: the kept tokens at their places, everything else (comments, directives, what the
 * masking took away) as blanks, line breaks kept. Then patches overwrite what the masking replaced.
 */
import type { Tokens } from "./lexer";

/** `text` overwrites as many code units from `start` on as it is long. */
export interface Patch {
  readonly start: number;
  readonly text: string;
}

const BLANKS = " ".repeat(256);

/** Adds blanks for `count` code units. */
function pushBlanks(pieces: string[], count: number): void {
  let left = count;
  for (; left >= BLANKS.length; left -= BLANKS.length) pieces.push(BLANKS);
  if (left > 0) pieces.push(BLANKS.substring(0, left));
}

/** Whether `text[from..to)` holds anything but blanks and line breaks. */
function holdsText(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) return true;
  }
  return false;
}

/** Adds `text[from..to)` with everything but line breaks as blanks. */
function pushBlanked(pieces: string[], text: string, from: number, to: number): void {
  let start = from;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c !== 10 && c !== 13) continue;
    pushBlanks(pieces, i - start);
    pieces.push(c === 10 ? "\n" : "\r");
    start = i + 1;
  }
  pushBlanks(pieces, to - start);
}

/** The view of `text[from..to)`, which holds all the tokens. Patches may come in any order but must not overlap. */
export function renderMasked(tokens: Tokens, patches: readonly Patch[], from: number, to: number): string {
  const { text, count, start, end } = tokens;
  const pieces: string[] = [];
  let kept = from;
  let at = from;
  for (let t = 0; t <= count; t++) {
    const next = t < count ? start[t] : to;
    if (next > at && holdsText(text, at, next)) {
      if (at > kept) pieces.push(text.substring(kept, at));
      pushBlanked(pieces, text, at, next);
      kept = next;
    }
    if (t < count) at = end[t];
  }
  if (kept < to) pieces.push(text.substring(kept, to));
  const base = pieces.join("");
  return patches.length === 0 ? base : applyPatches(base, patches, from);
}

/** `base` begins at offset `from` of the file. */
function applyPatches(base: string, patches: readonly Patch[], from: number): string {
  const ordered = patches.slice().sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = 0;
  for (const patch of ordered) {
    const start = patch.start - from;
    if (start < at) continue;
    pieces.push(base.substring(at, start), patch.text);
    at = start + patch.text.length;
  }
  pieces.push(base.substring(at));
  return pieces.join("");
}
