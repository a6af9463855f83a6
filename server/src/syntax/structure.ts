/**
 * What the tokens alone say about structure: which braces are namespaces and linkage blocks, where a definition starts.
 * These tests work on token sequences that may still hold directives and gaps, so they skip what is not code.
 */
import { Punct, Tok, TokenFlag, type Tokens } from "./lexer";
import { FIRST_PRIMITIVE, FIRST_STATEMENT, LAST_PRIMITIVE, LAST_STATEMENT, Word } from "./names";

export const PAREN_OPEN = 40;
export const PAREN_CLOSE = 41;
export const STAR = 42;
export const COMMA = 44;
export const COLON = 58;
export const SEMICOLON = 59;
export const LESS = 60;
export const EQUAL = 61;
export const GREATER = 62;
export const AMPERSAND = 38;
export const TILDE = 126;
export const BRACKET_OPEN = 91;
export const BRACKET_CLOSE = 93;
export const BRACE_OPEN = 123;
export const BRACE_CLOSE = 125;

export function isPunct(tokens: Tokens, t: number, code: number): boolean {
  return tokens.code[t] === code && tokens.kind[t] === Tok.Punct;
}

export function isWord(tokens: Tokens, t: number, word: Word): boolean {
  return tokens.code[t] === word && tokens.kind[t] === Tok.Word;
}

/** Whether a word, by its number, is one of a built-in type. */
export function isPrimitiveWord(code: number): boolean {
  return code >= FIRST_PRIMITIVE && code <= LAST_PRIMITIVE;
}

export function isWordToken(tokens: Tokens, t: number): boolean {
  return tokens.kind[t] === Tok.Word;
}

/** The nearest code token before `t`; -1 when there is none. */
function previousCode(tokens: Tokens, t: number): number {
  let p = t - 1;
  while (p >= 0 && tokens.kind[p] === Tok.Directive) p--;
  return p;
}

/** The nearest code token from `t` on; `tokens.count` when there is none. */
function codeFrom(tokens: Tokens, t: number): number {
  let n = t;
  while (n < tokens.count && tokens.kind[n] === Tok.Directive) n++;
  return n;
}

/** How far back from a brace `namespace` is looked for: nested names, `inline` and attribute words. */
const NAMESPACE_REACH = 16;

/** For the `{` at `t`: the token `namespace` or `extern` that opens it as a scope of declarations, or -1. */
export function scopeHead(tokens: Tokens, t: number): number {
  let p = previousCode(tokens, t);
  if (p < 0) return -1;
  if (tokens.kind[p] === Tok.String) {
    p = previousCode(tokens, p);
    return p >= 0 && isWord(tokens, p, Word.Extern) ? p : -1;
  }
  for (let steps = 0; steps < NAMESPACE_REACH && p >= 0; steps++, p = previousCode(tokens, p)) {
    if (isWord(tokens, p, Word.Namespace)) return p;
    if (tokens.kind[p] !== Tok.Word && !isPunct(tokens, p, Punct.ColonColon)) return -1;
    if (tokens.kind[p] === Tok.Word && tokens.code[p] >= FIRST_STATEMENT && tokens.code[p] <= LAST_STATEMENT)
      return -1;
  }
  return -1;
}

/** Whether the braces balance, so that none can have been left open. */
export function isBalanced(tokens: Tokens): boolean {
  let depth = 0;
  for (let t = 0; t < tokens.count; t++) {
    if (isPunct(tokens, t, BRACE_OPEN)) depth++;
    else if (isPunct(tokens, t, BRACE_CLOSE) && --depth < 0) return false;
  }
  return depth === 0;
}

/** Columns beyond this one are all the same: no code is indented that far, and lines may be as long as files. */
const MAX_COLUMN = 400;

/** The 0-based column of a token, in UTF-16 code units, at most `MAX_COLUMN`. */
function columnOf(tokens: Tokens, t: number): number {
  const { text } = tokens;
  const end = tokens.start[t];
  const least = Math.max(0, end - MAX_COLUMN);
  let i = end;
  while (i > least) {
    const c = text.charCodeAt(i - 1);
    if (c === 10 || c === 13) break;
    i--;
  }
  return end - i;
}

/** How many tokens a function's head may have, parameters included, for `startsDefinition` to see its brace. */
const HEAD_REACH = 400;

/**
 * Whether a definition or declaration of file level seems to start at token `t`: a word that only begins declarations
 * there, or the head of a function followed by its brace. Asked for tokens at the margin when braces do not balance.
 */
function startsDefinition(tokens: Tokens, t: number): boolean {
  if (tokens.kind[t] !== Tok.Word) return false;
  switch (tokens.code[t]) {
    case Word.Typedef:
    case Word.Extern:
    case Word.Namespace:
    case Word.Static:
    case Word.Template:
    case Word.Inline:
      return true;
  }
  const limit = Math.min(tokens.count, t + HEAD_REACH);
  let words = 0;
  let qualified = false;
  let n = t;
  for (; n < limit; n = codeFrom(tokens, n + 1)) {
    const code = tokens.code[n];
    if (tokens.kind[n] === Tok.Word) {
      if (code >= FIRST_STATEMENT && code <= LAST_STATEMENT) return false;
      words++;
    } else if (tokens.kind[n] !== Tok.Punct) return false;
    else if (code === PAREN_OPEN) break;
    else if (code === BRACE_OPEN)
      return words > 0 && (isWord(tokens, t, Word.Struct) || isWord(tokens, t, Word.Class));
    else if (code === Punct.ColonColon) qualified = true;
    else if (code !== STAR && code !== AMPERSAND && code !== TILDE) return false;
  }
  if (words < 2 && !qualified) return false;
  let depth = 0;
  for (; n < limit; n = codeFrom(tokens, n + 1)) {
    if (isPunct(tokens, n, PAREN_OPEN)) depth++;
    else if (isPunct(tokens, n, PAREN_CLOSE) && --depth === 0) break;
    else if (isPunct(tokens, n, SEMICOLON) || isPunct(tokens, n, BRACE_OPEN)) return false;
  }
  for (n = codeFrom(tokens, n + 1); n < limit; n = codeFrom(tokens, n + 1)) {
    if (isPunct(tokens, n, BRACE_OPEN)) return true;
    if (isPunct(tokens, n, COLON)) return qualified;
    if (tokens.kind[n] !== Tok.Word) return false;
  }
  return false;
}

/**
 * Whether an unclosed brace before token `t` should be given up: `t` starts a line no further in than the unit that is
 * open, whose first token is `first`, and looks like a definition.
 */
export function resumesAt(tokens: Tokens, t: number, first: number): boolean {
  return (
    (tokens.flags[t] & TokenFlag.FirstOnLine) !== 0 &&
    columnOf(tokens, t) <= columnOf(tokens, first) &&
    startsDefinition(tokens, t)
  );
}

/** How many tokens template arguments may have for `<` to count as their start. */
const ANGLE_REACH = 80;

/**
 * The `>` that closes the template arguments opened by the `<` at `t`, or -1 when it is no such: only types, names and
 * numbers may stand between. `match` gives the partners of brackets.
 */
export function closingAngle(tokens: Tokens, match: Int32Array, t: number): number {
  let depth = 0;
  const limit = Math.min(tokens.count, t + ANGLE_REACH);
  for (let n = t; n < limit; n++) {
    const kind = tokens.kind[n];
    if (kind === Tok.Word) {
      if (tokens.code[n] >= FIRST_STATEMENT && tokens.code[n] <= LAST_STATEMENT) return -1;
      continue;
    }
    if (kind !== Tok.Punct) {
      if (kind === Tok.Number) continue;
      return -1;
    }
    switch (tokens.code[n]) {
      case LESS:
        depth++;
        break;
      case GREATER:
        if (--depth === 0) return n;
        break;
      case PAREN_OPEN:
      case BRACKET_OPEN:
        if (match[n] < n) return -1;
        n = match[n];
        break;
      case STAR:
      case AMPERSAND:
      case COMMA:
      case Punct.AndAnd:
      case Punct.ColonColon:
      case Punct.Ellipsis:
        break;
      default:
        return -1;
    }
  }
  return -1;
}
