/**
 * Cuts the tokens of a file into chunks: runs of whole declarations that are masked and cut into units without a look at
 * what stands around them. A keystroke then costs the chunk it falls into, and what is odd in one chunk ends with it.
 */
import { Tok, TokenFlag, type Tokens } from "./lexer";
import { FIRST_STATEMENT, LAST_KEYWORD, LAST_STATEMENT, Word } from "./names";
import {
  AMPERSAND,
  BRACE_CLOSE,
  BRACE_OPEN,
  isBalanced,
  isPunct,
  PAREN_CLOSE,
  resumesAt,
  SEMICOLON,
  STAR,
  scopeHead,
} from "./structure";

const AT_MARGIN = TokenFlag.FirstOnLine | TokenFlag.ColumnZero;

/** Declarations of a few tokens go together. */
const LEAST_TOKENS = 64;

/**
 * The first token of each chunk, which has `least` tokens or more. `tokens` are those of a file that are kept, without
 * directives. Whether a chunk starts at a token is told from the chunk before and from the declaration that starts
 * there; only whether the braces of the file balance is asked of all.
 */
export function chunkStarts(tokens: Tokens, least = LEAST_TOKENS): number[] {
  if (tokens.count === 0) return [];
  const resume = !isBalanced(tokens);
  const starts = [0];
  let first = 0;
  /** Open braces; what parentheses leave open ends with the braces around. */
  let depth = 0;
  /** A function in the style before ANSI C may be at hand. */
  let oldStyle = false;
  /** The token before may end a declaration. */
  let ended = false;
  for (let t = 0; t < tokens.count; t++) {
    if (
      ended &&
      !oldStyle &&
      t - first >= least &&
      (tokens.flags[t] & AT_MARGIN) === AT_MARGIN &&
      startsDeclaration(tokens, t) &&
      (depth === 0 || (resume && resumesAt(tokens, t, first)))
    ) {
      starts.push(t);
      first = t;
      depth = 0;
    }
    ended = false;
    if (tokens.kind[t] !== Tok.Punct) continue;
    switch (tokens.code[t]) {
      case BRACE_OPEN:
        // The braces of a namespace enclose declarations of file level.
        if (depth === 0 && scopeHead(tokens, t) >= first) ended = true;
        else depth++;
        break;
      case PAREN_CLOSE:
        // `int f(a) int a; char b; {`: parameters in the style before ANSI C are declared behind the parentheses.
        if (depth === 0 && t + 1 < tokens.count && isName(tokens, t - 1) && tokens.kind[t + 1] === Tok.Word)
          oldStyle = true;
        break;
      case BRACE_CLOSE:
        if (depth > 0) depth--;
        if (depth === 0) oldStyle = false;
        ended = true;
        break;
      case SEMICOLON:
        ended = true;
        break;
    }
  }
  return starts;
}

function isName(tokens: Tokens, t: number): boolean {
  return t >= 0 && tokens.kind[t] === Tok.Word && tokens.code[t] > LAST_KEYWORD;
}

/** Whether the word at `t` begins a declaration of its own, and does not go on with what a `}` ended. */
function startsDeclaration(tokens: Tokens, t: number): boolean {
  if (tokens.kind[t] !== Tok.Word || t + 1 >= tokens.count) return false;
  const code = tokens.code[t];
  if (code >= FIRST_STATEMENT && code <= LAST_STATEMENT) return false;
  if (code === Word.Attribute || code === Word.AttributeGnu) return false;
  const next = tokens.kind[t + 1];
  if (next === Tok.Word || next === Tok.String) return true;
  return isPunct(tokens, t + 1, STAR) || isPunct(tokens, t + 1, AMPERSAND);
}
