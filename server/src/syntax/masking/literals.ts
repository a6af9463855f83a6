/**
 * Macros beside string literals, which are literals themselves: `"%" PRIu32`, `"v" STR(VERSION)`. Where the grammar
 * takes no name or call there they become literals, with their text if it is known.
 */
import { Punct, Tok } from "../lexer";
import { FIRST_SPECIFIER, LAST_KEYWORD, Word } from "../names";
import { BRACE_CLOSE, COMMA, isPunct, isWord, PAREN_CLOSE, PAREN_OPEN, SEMICOLON } from "../structure";
import { formatMacro, UNKNOWN_LITERAL } from "./dialect";
import { nextToken, patch, previousToken, type Rewriter, remove, removeRange } from "./rewrite";
import type { WordTable } from "./words";

/** In C++ a macro between literals is an error to the grammar: it becomes a literal itself. */
export function maskBesideString(r: Rewriter, words: WordTable, t: number): void {
  const previous = previousToken(r, t);
  if (previous >= 0 && isWord(r.tokens, previous, Word.Extern)) return;
  if (previous >= 0 && isStringMacro(r, previous) && !isDeclaredBefore(r, previous)) {
    toLiteral(r, words, previous, previous);
  }
  const next = nextToken(r, t);
  if (next < r.tokens.count && isStringMacro(r, next) && !isLiteralSuffix(r, t, next)) {
    const open = nextToken(r, next);
    if (open >= r.tokens.count || !isPunct(r.tokens, open, PAREN_OPEN)) toLiteral(r, words, next, next);
  }
}

/** `"a" STR(x) "b"`, which neither grammar takes: the call becomes a literal, before the literal at `t` and after it. */
export function maskCallBesideString(r: Rewriter, t: number): void {
  const { tokens } = r;
  const before = previousToken(r, t);
  if (before >= 0 && isPunct(tokens, before, PAREN_CLOSE) && r.match[before] > 0) {
    const name = previousToken(r, r.match[before]);
    if (name >= 0 && isStringMacro(r, name)) callToLiteral(r, name, r.match[before], before);
  }
  const next = nextToken(r, t);
  if (next >= tokens.count || !isStringMacro(r, next) || isLiteralSuffix(r, t, next)) return;
  const open = nextToken(r, next);
  if (open >= tokens.count || !isPunct(tokens, open, PAREN_OPEN) || r.match[open] < 0) return;
  callToLiteral(r, next, open, r.match[open]);
}

function callToLiteral(r: Rewriter, name: number, open: number, close: number): void {
  const { tokens } = r;
  // Arguments for a whole call, as in `print("..." ARGUMENTS("...", x))`, are no text.
  for (let n = open + 1; n < close; n++) if (isPunct(tokens, n, COMMA)) return;
  patch(r, tokens.start[name], tokens.end[close], UNKNOWN_LITERAL);
  removeRange(r, name + 1, close);
  tokens.kind[name] = Tok.String;
  tokens.end[name] = tokens.end[close];
}

export function isStringMacro(r: Rewriter, t: number): boolean {
  return r.tokens.kind[t] === Tok.Word && r.tokens.code[t] > LAST_KEYWORD;
}

/** Whether the word at `t` is more than an operand: `T name "x"` is no concatenation. */
function isDeclaredBefore(r: Rewriter, t: number): boolean {
  const { tokens } = r;
  const before = previousToken(r, t);
  if (before < 0) return true;
  if (isPunct(tokens, before, 46) || isPunct(tokens, before, Punct.Arrow)) return true;
  if (isPunct(tokens, before, SEMICOLON) || isPunct(tokens, before, BRACE_CLOSE)) return true;
  return (
    tokens.kind[before] === Tok.Word &&
    (tokens.code[before] > LAST_KEYWORD || tokens.code[before] < FIRST_SPECIFIER)
  );
}

/** `"x"_km` and `"x"s`: a suffix belongs to its literal. */
function isLiteralSuffix(r: Rewriter, t: number, next: number): boolean {
  const { tokens } = r;
  if (tokens.end[t] !== tokens.start[next]) return false;
  return tokens.text.charCodeAt(tokens.start[next]) === 95 || tokens.end[next] - tokens.start[next] <= 2;
}

/** Makes tokens `from` to `to` a string literal: the macro's own where it is known and fits, else an unknown piece. */
function toLiteral(r: Rewriter, words: WordTable, from: number, to: number): void {
  const { tokens } = r;
  const word = tokens.names.strings[tokens.code[from]];
  const length = tokens.end[to] - tokens.start[from];
  const body = words.learned.body(word);
  const format = formatMacro(word);
  let literal = UNKNOWN_LITERAL;
  if (format !== undefined) literal = `"${format}"`;
  else if (body !== undefined && /^"[^"\\]*"$/.test(body)) literal = body;
  if (literal.length > length) literal = length >= 3 ? UNKNOWN_LITERAL : length === 2 ? '""' : " ";
  patch(r, tokens.start[from], tokens.end[to], literal);
  tokens.kind[from] = Tok.String;
  tokens.end[from] = tokens.end[to];
  if (to > from) removeRange(r, from + 1, to);
  if (length < 2) remove(r, from);
}
