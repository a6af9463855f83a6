/**
 * A token sequence being rewritten in place: tokens go, words are replaced within their length, and what gets new text
 * is kept as patches for `renderMasked`. Positions never move.
 */
import { Tok, type Tokens } from "../lexer";
import { intern } from "../names";
import type { Patch } from "../render";
import { BRACE_CLOSE, BRACE_OPEN, BRACKET_CLOSE, BRACKET_OPEN, PAREN_CLOSE, PAREN_OPEN } from "../structure";

/** The kind of a token that was taken away; `compactTokens` drops it. */
export const GONE = 7;

export interface Rewriter {
  readonly tokens: Tokens;
  readonly patches: Patch[];
  /** For each bracket the token of its partner, or -1. */
  match: Int32Array;
  /** For removed tokens, 2 more than the token before them from which to look on for one that is left; 0 if unknown. */
  readonly back: Int32Array;
}

export function createRewriter(tokens: Tokens): Rewriter {
  return { tokens, patches: [], match: matchBrackets(tokens), back: new Int32Array(tokens.count) };
}

export function remove(r: Rewriter, t: number): void {
  r.tokens.kind[t] = GONE;
}

/** Removes tokens `from` to `to`, both inclusive. */
export function removeRange(r: Rewriter, from: number, to: number): void {
  r.tokens.kind.fill(GONE, from, to + 1);
}

/** The next token after `t` that is still there; `count` at the end. */
export function nextToken(r: Rewriter, t: number): number {
  const { kind, count } = r.tokens;
  let n = t + 1;
  while (n < count && kind[n] === GONE) n++;
  return n;
}

/** The token before `t` that is still there, or -1. */
export function previousToken(r: Rewriter, t: number): number {
  const { kind } = r.tokens;
  const { back } = r;
  let p = t - 1;
  if (p < 0 || kind[p] !== GONE) return p;
  while (p >= 0 && kind[p] === GONE) p = back[p] > 0 ? back[p] - 2 : p - 1;
  // The next look from here starts where this one ended: long stretches may be gone.
  back[t - 1] = p + 2;
  return p;
}

/** Overwrites the text from `start` to `end` with `text` and blanks. `text` must fit. */
export function patch(r: Rewriter, start: number, end: number, text: string): void {
  r.patches.push({ start, text: text.padEnd(end - start) });
}

/** Makes token `t` the word `word`, which must fit into it; longer text up to `end` becomes blanks. */
export function replaceWord(r: Rewriter, t: number, word: string, end = r.tokens.end[t]): void {
  const { tokens } = r;
  patch(r, tokens.start[t], end, word);
  tokens.kind[t] = Tok.Word;
  tokens.code[t] = intern(tokens.names, word);
  tokens.end[t] = end;
}

/** Whether a blank or comment follows token `t`, so that one character can be put there. */
export function hasGapAfter(r: Rewriter, t: number): boolean {
  const { tokens } = r;
  const next = nextToken(r, t);
  return (next < tokens.count ? tokens.start[next] : tokens.text.length) > tokens.end[t];
}

/** Drops the tokens that were taken away and matches brackets anew. */
export function compactTokens(r: Rewriter): void {
  const { tokens } = r;
  let count = 0;
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] === GONE) continue;
    if (count !== t) {
      tokens.kind[count] = tokens.kind[t];
      tokens.code[count] = tokens.code[t];
      tokens.start[count] = tokens.start[t];
      tokens.end[count] = tokens.end[t];
      tokens.flags[count] = tokens.flags[t];
    }
    count++;
  }
  if (count === tokens.count) return;
  r.back.fill(0);
  tokens.count = count;
  r.match = matchBrackets(tokens);
}

/**
 * The partner of each bracket, -1 where there is none. Braces are stronger than parentheses: a `}` ends
 * every parenthesis left open within its block, a `)` never leaves a block.
 */
function matchBrackets(tokens: Tokens): Int32Array {
  const match = new Int32Array(tokens.count).fill(-1);
  const stack = new Int32Array(tokens.count);
  let depth = 0;
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] !== Tok.Punct) continue;
    switch (tokens.code[t]) {
      case PAREN_OPEN:
      case BRACKET_OPEN:
      case BRACE_OPEN:
        stack[depth++] = t;
        break;
      case PAREN_CLOSE:
      case BRACKET_CLOSE: {
        const open = tokens.code[t] === PAREN_CLOSE ? PAREN_OPEN : BRACKET_OPEN;
        let d = depth - 1;
        while (d >= 0 && tokens.code[stack[d]] !== open && tokens.code[stack[d]] !== BRACE_OPEN) d--;
        if (d >= 0 && tokens.code[stack[d]] === open) {
          match[stack[d]] = t;
          match[t] = stack[d];
          depth = d;
        }
        break;
      }
      case BRACE_CLOSE: {
        let d = depth - 1;
        while (d >= 0 && tokens.code[stack[d]] !== BRACE_OPEN) d--;
        if (d >= 0) {
          match[stack[d]] = t;
          match[t] = stack[d];
          depth = d;
        }
        break;
      }
    }
  }
  return match;
}
