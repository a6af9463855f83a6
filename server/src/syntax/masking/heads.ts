/**
 * Macros that stand for the head of a loop or branch: `LIST_FOREACH(item, list, link) {` becomes
 * `while (_(&item, list)) {` of the same length. The call of the unknown function `_` in the condition says what is
 * known of such a macro: it may write to the names it is given, and nobody knows when it ends. Where there is no room
 * for a second `)`, a comma says the same: `while (_, item, list){`.
 */

import { Tok } from "../lexer";
import { LAST_KEYWORD, Word } from "../names";
import { BRACE_OPEN, BRACKET_OPEN, COMMA, isPunct, PAREN_OPEN } from "../structure";
import { maskTypeArguments } from "./arguments";
import { Action } from "./dialect";
import { GONE, hasGapAfter, patch, type Rewriter } from "./rewrite";

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
    const hasRoom = room >= keyword.length + 3;
    if (hasRoom && !hasGapAfter(r, close)) {
      patch(r, start, tokens.end[open], `${keyword}(_,`.padStart(room));
    } else if (hasRoom) {
      patch(r, tokens.end[close], tokens.end[close] + 1, ")");
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
