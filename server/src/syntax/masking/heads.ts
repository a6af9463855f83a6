/**
 * Macros that stand for the head of a loop or branch: `LIST_FOREACH(item, list, link) {` becomes
 * `while (_(&item, list)) {` of the same length. The call of the unknown function `_` in the condition says what is
 * known of such a macro: it may write to the names it is given, and nobody knows when it ends.
 */

import { Tok } from "../lexer";
import { LAST_KEYWORD, Word } from "../names";
import { BRACE_OPEN, BRACKET_OPEN, COMMA, isPunct, PAREN_OPEN } from "../structure";
import { maskTypeArguments } from "./arguments";
import { Action } from "./dialect";
import { GONE, hasGapAfter, patch, type Rewriter, removeRange } from "./rewrite";

/** Parts of names that tell a loop from a block that runs at most once. */
const LOOP_NAME = /for_?each|foreach|iter|loop|while|walk|traverse|for_all|_for_/i;

/** Whether a macro's name says that it loops. */
export function namesLoop(word: string): boolean {
  return LOOP_NAME.test(word);
}

/**
 * Rewrites the macro call `t (open) ... (close)` before a statement as a control statement's head. Returns false when
 * there is no room for that.
 */
export function maskHead(
  r: Rewriter,
  t: number,
  open: number,
  close: number,
  action: Action,
  cpp: boolean,
): boolean {
  const { tokens } = r;
  const isLoop =
    action === Action.Loop || (action !== Action.Branch && namesLoop(tokens.names.strings[tokens.code[t]]));
  const keyword = isLoop ? "while" : "if";
  const start = tokens.start[t];
  const room = tokens.end[open] - start;
  if (room < keyword.length + 1) return false;
  if (close === open + 1) {
    if (tokens.end[close] - start < keyword.length + 5) return false;
    patch(r, start, tokens.end[close], `${keyword}(_())`);
  } else {
    maskTypeArguments(r, open, close, cpp);
    const hasCall = room >= keyword.length + 3 && closeTwice(r, open, close);
    if (hasCall) {
      const byAddress = room >= keyword.length + 4 && isLoneName(r, open + 1, close);
      patch(
        r,
        start,
        tokens.end[open],
        keyword + `(_(${byAddress ? "&" : ""}`.padStart(room - keyword.length),
      );
      passByAddress(r, open, close);
    } else patch(r, start, tokens.end[open], keyword + "(".padStart(room - keyword.length));
  }
  tokens.kind[t] = Tok.Word;
  tokens.code[t] = isLoop ? Word.While : Word.If;
  return true;
}

/** Makes room for a second `)` behind the arguments, if need be at the cost of the last one. */
function closeTwice(r: Rewriter, open: number, close: number): boolean {
  const { tokens } = r;
  const at = tokens.end[close];
  if (hasGapAfter(r, close)) {
    patch(r, at, at + 1, ")");
    return true;
  }
  const comma = lastComma(r, open, close);
  if (comma < 0) return false;
  patch(r, tokens.start[comma], tokens.start[comma] + 1, ")");
  removeRange(r, comma, close - 1);
  return true;
}

/** The last comma at the top of the arguments, or -1. */
function lastComma(r: Rewriter, open: number, close: number): number {
  const { tokens } = r;
  let found = -1;
  for (let n = open + 1; n < close; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    const code = tokens.code[n];
    if ((code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) && r.match[n] > 0)
      n = r.match[n];
    else if (code === COMMA) found = n;
  }
  return found;
}

/** Whether the argument that starts at `t` is a name and nothing else. */
function isLoneName(r: Rewriter, t: number, close: number): boolean {
  const { tokens } = r;
  if (t >= close || tokens.kind[t] !== Tok.Word || tokens.code[t] <= LAST_KEYWORD) return false;
  let n = t + 1;
  while (n < close && tokens.kind[n] === GONE) n++;
  return n === close || isPunct(tokens, n, COMMA);
}

/** Puts `&` before the further arguments that are lone names, where a blank leaves room. */
function passByAddress(r: Rewriter, open: number, close: number): void {
  const { tokens } = r;
  for (let n = open + 1; n < close; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    const code = tokens.code[n];
    if ((code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) && r.match[n] > 0)
      n = r.match[n];
    else if (
      code === COMMA &&
      n + 1 < close &&
      tokens.start[n + 1] > tokens.end[n] &&
      isLoneName(r, n + 1, close)
    ) {
      const at = tokens.start[n + 1] - 1;
      patch(r, at, at + 1, "&");
    }
  }
}
