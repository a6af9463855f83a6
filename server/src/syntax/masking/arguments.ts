/**
 * Arguments of macro calls that are no expressions: types (`va_arg(ap, struct s *)`), operators (`CHECK(a, ==, b)`),
 * statements (`CHECK(a, return -1)`) and lists of values (`LIST({ 1, 2 })`). They become names, so that the call parses;
 * a pointer type gets `_` behind its name, so that nobody takes it for the type it points to.
 */
import { Punct, Tok } from "../lexer";
import {
  FIRST_PRIMITIVE,
  FIRST_STATEMENT,
  LAST_KEYWORD,
  LAST_PRIMITIVE,
  LAST_STATEMENT,
  Word,
} from "../names";
import {
  BRACE_OPEN,
  BRACKET_OPEN,
  COMMA,
  closingAngle,
  EQUAL,
  isPunct,
  LESS,
  PAREN_OPEN,
  SEMICOLON,
  STAR,
} from "../structure";
import { UNKNOWN_NAME } from "../tree";
import { GONE, type Rewriter, remove, removeRange, replaceWord } from "./rewrite";

/** Rewrites what needs it among the arguments between the parentheses at `open` and `close`; empty ones go. */
export function maskTypeArguments(r: Rewriter, open: number, close: number, cpp: boolean): void {
  const { tokens } = r;
  let first = open + 1;
  for (let n = open + 1; n <= close; n++) {
    if (tokens.kind[n] === Tok.Punct && n < close) {
      const code = tokens.code[n];
      if ((code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) && r.match[n] > 0) {
        n = r.match[n];
        continue;
      }
      if (cpp && code === LESS && tokens.kind[n - 1] === Tok.Word) {
        const angle = closingAngle(tokens, r.match, n);
        if (angle > 0) n = angle;
        continue;
      }
      if (code !== COMMA) continue;
    } else if (n < close) continue;
    const isOnly = first === open + 1 && n === close;
    if (n > first) maskArgument(r, first, n, cpp, isOnly);
    else if (close > open + 1) removeComma(r, open, n < close ? n : n - 1);
    first = n + 1;
  }
}

/** Takes away the comma of an empty argument: the one behind it, or for the last the nearest before it. */
function removeComma(r: Rewriter, open: number, at: number): void {
  let comma = at;
  while (comma > open && r.tokens.kind[comma] === GONE) comma--;
  if (isPunct(r.tokens, comma, COMMA)) remove(r, comma);
}

function maskArgument(r: Rewriter, from: number, to: number, cpp: boolean, isOnly: boolean): void {
  const { tokens } = r;
  let first = from;
  while (first < to && tokens.kind[first] === GONE) first++;
  let last = to - 1;
  while (last >= first && tokens.kind[last] === GONE) last--;
  if (first > last) return;
  if (first === last) {
    if (tokens.kind[first] === Tok.Punct && isOperator(tokens.code[first])) {
      // `T (*)[n]` has one too.
      if (!isOnly) replaceWord(r, first, UNKNOWN_NAME);
    } else if (cpp && tokens.kind[first] === Tok.Word && isPrimitive(tokens.code[first]))
      replaceWord(r, first, UNKNOWN_NAME);
    return;
  }
  if (isType(r, first, last)) nameType(r, first, last);
  else if (isStatement(r, first, last, cpp)) {
    removeRange(r, first + 1, last);
    replaceWord(r, first, UNKNOWN_NAME);
  }
}

/** Whether tokens `first` to `last` are statements or, in C, the values of an initialiser: no call takes them. */
function isStatement(r: Rewriter, first: number, last: number, cpp: boolean): boolean {
  const { tokens } = r;
  const code = tokens.code[first];
  if (tokens.kind[first] === Tok.Word && code >= FIRST_STATEMENT && code <= LAST_STATEMENT)
    return code !== Word.CoAwait && code !== Word.CoYield && code !== Word.Throw;
  if (!cpp && isPunct(tokens, first, BRACE_OPEN) && r.match[first] === last) return true;
  for (let n = first; n <= last; n++) {
    if (isPunct(tokens, n, SEMICOLON)) return true;
    if (tokens.kind[n] === Tok.Punct && r.match[n] > n) n = r.match[n];
  }
  return false;
}

function isOperator(code: number): boolean {
  switch (code) {
    case Punct.Compare:
    case Punct.AndAnd:
    case Punct.OrOr:
    case Punct.AssignOp:
    case Punct.ShiftLeft:
    case Punct.Arrow:
    case 42:
    case 43:
    case 45:
    case 47:
    case 37:
    case 38:
    case 124:
    case 94:
    case 60:
    case 61:
    case 62:
      return true;
    default:
      return false;
  }
}

function isPrimitive(code: number): boolean {
  return code >= FIRST_PRIMITIVE && code <= LAST_PRIMITIVE;
}

/** Whether tokens `first` to `last` can only be a type: they start with a word of one, or are a name and stars. */
function isType(r: Rewriter, first: number, last: number): boolean {
  const { tokens } = r;
  if (tokens.kind[first] !== Tok.Word) return false;
  // A declaration with its value, for a macro that passes it on.
  for (let n = first; n <= last; n++) if (isPunct(tokens, n, EQUAL)) return false;
  const code = tokens.code[first];
  switch (code) {
    case Word.Struct:
    case Word.Union:
    case Word.Enum:
    case Word.Class:
    case Word.Const:
    case Word.Volatile:
      return true;
  }
  if (isPrimitive(code))
    return !isPunct(tokens, first + 1, PAREN_OPEN) && !isPunct(tokens, first + 1, BRACE_OPEN);
  if (code <= LAST_KEYWORD || !isPunct(tokens, last, STAR)) return false;
  for (let n = first; n <= last; n++) {
    if (tokens.kind[n] === Tok.Word) continue;
    if (isPunct(tokens, n, STAR) || isPunct(tokens, n, Punct.ColonColon)) continue;
    if (isPunct(tokens, n, LESS) || isPunct(tokens, n, 62) || isPunct(tokens, n, COMMA)) continue;
    return false;
  }
  return true;
}

/** Leaves of a type its last plain name, or a mere `_`. */
function nameType(r: Rewriter, first: number, last: number): void {
  const { tokens } = r;
  let name = -1;
  let pointer = false;
  let plain = true;
  for (let n = first; n <= last; n++) {
    if (tokens.kind[n] === Tok.Word) {
      if (tokens.code[n] > LAST_KEYWORD) name = n;
    } else if (isPunct(tokens, n, STAR)) pointer = true;
    else plain = false;
  }
  if (!plain || name < 0) {
    name = first;
    replaceWord(r, name, UNKNOWN_NAME);
    pointer = false;
  }
  for (let n = first; n <= last; n++) if (n !== name) remove(r, n);
  if (pointer) {
    const word = tokens.text.substring(tokens.start[name], tokens.end[name]);
    replaceWord(r, name, `${word}_`, tokens.end[name] + 1);
  }
}
