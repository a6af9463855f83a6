/**
 * The part of the masking that needs no context: words that mean the same wherever they stand (attributes, calling
 * conventions, cast and prototype macros, inline assembly, absolute addresses), and constructs the grammars lack.
 */
import { Punct, Tok, TokenFlag } from "../lexer";
import { LAST_KEYWORD, LAST_PRIMITIVE, LAST_STATEMENT, LAST_TYPE_HEAD, Word } from "../names";
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  EQUAL,
  GREATER,
  isPunct,
  isWord,
  LESS,
  PAREN_CLOSE,
  PAREN_OPEN,
  SEMICOLON,
  STAR,
} from "../structure";
import { type Language, UNKNOWN_NAME } from "../tree";
import { isPunctAt, maskAddress, maskKeyword } from "./constructs";
import { Action, REPLACEMENTS, SECTION_WORDS, STANDARD_ATTRIBUTES, TELLING_ATTRIBUTES } from "./dialect";
import { maskBesideString, maskCallBesideString } from "./literals";
import { nextToken, patch, previousToken, type Rewriter, remove, removeRange, replaceWord } from "./rewrite";
import type { WordTable } from "./words";

const AT = 64;

const DOT = 46;

export function maskWords(r: Rewriter, words: WordTable, language: Language): void {
  const { tokens } = r;
  const { actions } = words;
  const seeded = actions.length;
  for (let t = 0; t < tokens.count; t++) {
    switch (tokens.kind[t]) {
      case Tok.Word: {
        const code = tokens.code[t];
        const action = code < seeded ? actions[code] : Action.None;
        if (action !== Action.None && action !== Action.Ordinary) maskAction(r, words, t, action, language);
        else if (code <= LAST_KEYWORD) maskKeyword(r, t, code, language);
        break;
      }
      case Tok.String:
        if (language === "cpp") maskBesideString(r, words, t);
        maskCallBesideString(r, t);
        break;
      case Tok.Number:
        maskScaledNumber(r, t);
        break;
      case Tok.Punct:
        if (tokens.code[t] === AT) maskAddress(r, t);
        else if (tokens.code[t] === Punct.AndAnd) maskOperand(r, t);
        else if (tokens.code[t] === LESS && language === "cpp") maskComparison(r, t);
        break;
    }
  }
}

/** `(p) && p->next` reads as a cast of `& &p->next`, without the parentheses as what it is: see `plainOperands`. */
function maskOperand(r: Rewriter, and: number): void {
  const { tokens } = r;
  const close = previousToken(r, and);
  const open = close < 0 || !isPunct(tokens, close, PAREN_CLOSE) ? -1 : r.match[close];
  if (open < 0 || nextToken(r, nextToken(r, open)) !== close) return;
  const name = nextToken(r, open);
  if (tokens.kind[name] !== Tok.Word || tokens.code[name] <= LAST_KEYWORD) return;
  const before = previousToken(r, open);
  // What stands behind a name or a bracket is an argument, behind `if` a condition.
  const isOperand =
    before >= 0 &&
    (isWord(tokens, before, Word.Return) ||
      (tokens.kind[before] === Tok.Punct &&
        !isPunct(tokens, before, PAREN_CLOSE) &&
        !isPunct(tokens, before, BRACKET_CLOSE) &&
        !isPunct(tokens, before, GREATER)));
  if (!isOperand) return;
  remove(r, open);
  remove(r, close);
}

/**
 * `i < n >> 1` and `a < 0 && b > -2` read as uses of templates, with the name in parentheses as the comparisons that they
 * are. There is room for them where blanks stand around the `<`.
 */
function maskComparison(r: Rewriter, less: number): void {
  const { tokens } = r;
  const name = previousToken(r, less);
  const right = nextToken(r, less);
  if (name < 0 || tokens.kind[name] !== Tok.Word || tokens.code[name] <= LAST_KEYWORD) return;
  if (tokens.end[name] >= tokens.start[less] || tokens.end[less] >= tokens.start[right]) return;
  const before = previousToken(r, name);
  const isBehindOperator =
    before >= 0 &&
    (isWord(tokens, before, Word.Return) ||
      (tokens.kind[before] === Tok.Punct &&
        [PAREN_OPEN, SEMICOLON, EQUAL, Punct.AndAnd, Punct.OrOr].includes(tokens.code[before])));
  if (!isBehindOperator || !isComparison(r, right)) return;
  const text = tokens.text.substring(tokens.start[name], tokens.end[name]);
  patch(r, tokens.start[name], tokens.start[right], `(${text})<`);
}

/** Whether what follows a `<` is a shift to the right, or has `&&` or `||` before a `>`: no list of arguments of a template. */
function isComparison(r: Rewriter, from: number): boolean {
  const { tokens } = r;
  let hasLogical = false;
  for (let t = from, n = 0; t < tokens.count && n < LONGEST_OPERAND; t = nextToken(r, t), n++) {
    if (tokens.kind[t] !== Tok.Punct) continue;
    switch (tokens.code[t]) {
      case PAREN_OPEN:
      case BRACKET_OPEN:
        if (r.match[t] < 0) return false;
        t = r.match[t];
        break;
      case Punct.AndAnd:
      case Punct.OrOr:
        hasLogical = true;
        break;
      case GREATER: {
        const next = nextToken(r, t);
        const isShift =
          next < tokens.count && isPunct(tokens, next, GREATER) && tokens.start[next] === tokens.end[t];
        return isShift || (hasLogical && tokens.start[next] > tokens.end[t]);
      }
      case LESS:
      case COMMA:
      case SEMICOLON:
      case PAREN_CLOSE:
      case BRACE_OPEN:
      case BRACE_CLOSE:
        return false;
    }
  }
  return false;
}

/** Operands of comparisons are looked through so far, in tokens. */
const LONGEST_OPERAND = 40;

/** `64 KB`: a number that a macro scales has no value that anybody knows. */
function maskScaledNumber(r: Rewriter, t: number): void {
  const { tokens } = r;
  const next = nextToken(r, t);
  if (next >= tokens.count || tokens.kind[next] !== Tok.Word || tokens.code[next] <= LAST_KEYWORD) return;
  if (tokens.start[next] === tokens.end[t] || (tokens.flags[next] & TokenFlag.FirstOnLine) !== 0) return;
  remove(r, next);
  replaceWord(r, t, UNKNOWN_NAME, tokens.end[next]);
}

/**
 * Whether the word at `t`, with its arguments up to `last`, is a statement by itself: a macro that says so reads
 * best as it stands.
 */
function isAlone(r: Rewriter, t: number, last = t): boolean {
  const { tokens } = r;
  const next = nextToken(r, last);
  const previous = previousToken(r, t);
  if (next >= tokens.count || !isPunct(tokens, next, SEMICOLON) || previous < 0) return false;
  return (
    isPunct(tokens, previous, SEMICOLON) ||
    isPunct(tokens, previous, BRACE_OPEN) ||
    isPunct(tokens, previous, BRACE_CLOSE) ||
    isPunct(tokens, previous, COLON)
  );
}

function maskAction(r: Rewriter, words: WordTable, t: number, action: Action, language: Language): void {
  const { tokens } = r;
  const open = t + 1 < tokens.count && isPunct(tokens, t + 1, PAREN_OPEN) ? t + 1 : -1;
  const close = open < 0 ? -1 : r.match[open];
  switch (action) {
    case Action.Blank:
    case Action.Empty:
      if (!isAlone(r, t)) remove(r, t);
      break;
    case Action.BlankCall:
      if (isWord(tokens, t, Word.AttributeGnu) || isWord(tokens, t, Word.Attribute)) {
        maskAttribute(r, t, open, close);
      } else if (close >= 0) {
        if (tokens.code[t] <= LAST_KEYWORD || !isAlone(r, t, close)) removeRange(r, t, close);
      } else if (open < 0 && !isAlone(r, t)) remove(r, t);
      break;
    case Action.Unwrap:
      if (close >= 0 && mustUnwrap(r, t, open, close)) {
        remove(r, t);
        remove(r, open);
        remove(r, close);
      }
      break;
    case Action.Cast:
      if (close >= 0) maskCast(r, words, t, open, close);
      break;
    case Action.Replace:
      maskReplaced(r, words, t, language);
      break;
  }
}

/**
 * Whether a macro that stands for its argument has to be taken away: beside a type or name, or around what no call
 * can have as an argument. A plain call is left to those who expand macros.
 */
function mustUnwrap(r: Rewriter, t: number, open: number, close: number): boolean {
  const { tokens } = r;
  const previous = previousToken(r, t);
  const next = nextToken(r, close);
  if (next < tokens.count && (tokens.kind[next] === Tok.Word || isPunct(tokens, next, STAR))) {
    return tokens.kind[next] === Tok.Word && tokens.code[next] > LAST_KEYWORD;
  }
  if (previous >= 0) {
    if (isPunct(tokens, previous, Punct.Arrow) || isPunct(tokens, previous, DOT)) return true;
    if (tokens.kind[previous] === Tok.Word) {
      const code = tokens.code[previous];
      if (code > LAST_STATEMENT ? code > LAST_KEYWORD : code <= LAST_PRIMITIVE) return true;
    }
    const declares =
      isPunct(tokens, previous, STAR) && next < tokens.count && isPunct(tokens, next, SEMICOLON);
    if (declares && isPunct(tokens, open + 1, PAREN_OPEN)) return true;
  }
  return !isExpression(r, open, close);
}

/** Whether the parentheses seem to hold an expression: no `;`, no words side by side, no attribute of a statement. */
function isExpression(r: Rewriter, open: number, close: number): boolean {
  const { tokens } = r;
  for (let n = open + 1; n < close; n++) {
    if (isPunct(tokens, n, SEMICOLON) || isPunct(tokens, n, BRACE_OPEN)) return false;
    if (tokens.kind[n] !== Tok.Word) continue;
    const code = tokens.code[n];
    if (code > LAST_PRIMITIVE && code <= LAST_STATEMENT && n === open + 1) return false;
    const followed = n + 1 < close && tokens.kind[n + 1] === Tok.Word;
    if (followed && code <= LAST_TYPE_HEAD) return false;
    if (followed && code > LAST_KEYWORD && tokens.code[n + 1] > LAST_KEYWORD) return false;
  }
  return true;
}

/** Puts a macro's body, or the dialect's word for it, in its place; an attribute that does not fit just goes. */
function maskReplaced(r: Rewriter, words: WordTable, t: number, language: Language): void {
  const { tokens } = r;
  const word = tokens.names.strings[tokens.code[t]];
  const length = tokens.end[t] - tokens.start[t];
  const text = words.learned.body(word) ?? REPLACEMENTS.get(word);
  const next = nextToken(r, t);
  if (SECTION_WORDS.has(word) && (language === "c" || !isPunctAt(tokens, next, COLON))) return;
  if (word === "emit" && (language === "c" || next >= tokens.count || tokens.kind[next] !== Tok.Word)) return;
  if (text === undefined || text === "" || text.length > length) {
    if (!isAlone(r, t)) remove(r, t);
    return;
  }
  const c = text.charCodeAt(0);
  if (c === BRACE_OPEN || c === BRACE_CLOSE) {
    patch(r, tokens.start[t], tokens.end[t], text);
    tokens.kind[t] = Tok.Punct;
    tokens.code[t] = c;
    return;
  }
  // Several words act as the first one, which says what they are: `static inline`, `struct __packed`, `for(;;)`.
  let end = 0;
  while (end < text.length && /\w/.test(text[end])) end++;
  if (text.startsWith("struct")) {
    replaceWord(r, t, "struct");
    return;
  }
  const from = tokens.start[t];
  replaceWord(r, t, text.substring(0, end));
  if (end < text.length) {
    r.patches.pop();
    patch(r, from, tokens.end[t], text);
  }
}

/** Keeps attributes that matter where the grammars take them, in the standard's form where there is one. */
function maskAttribute(r: Rewriter, t: number, open: number, close: number): void {
  const { tokens } = r;
  if (close < 0) {
    remove(r, t);
    return;
  }
  let telling = false;
  let standard: string | undefined;
  for (let n = open + 1; n < close; n++) {
    if (tokens.kind[n] !== Tok.Word) continue;
    const word = tokens.names.strings[tokens.code[n]];
    standard ??= STANDARD_ATTRIBUTES.get(word);
    telling ||= TELLING_ATTRIBUTES.has(word);
  }
  const next = nextToken(r, close);
  const previous = previousToken(r, t);
  const afterName = previous >= 0 && isPunct(tokens, previous, PAREN_CLOSE);
  const atStart =
    previous < 0 ||
    isPunct(tokens, previous, SEMICOLON) ||
    isPunct(tokens, previous, BRACE_CLOSE) ||
    isPunct(tokens, previous, BRACE_OPEN) ||
    (tokens.kind[previous] === Tok.Word && tokens.code[previous] === Word.Static);
  const ends = next < tokens.count && (isPunct(tokens, next, SEMICOLON) || isPunct(tokens, next, BRACE_OPEN));
  if (atStart && standard !== undefined) {
    patch(r, tokens.start[t], tokens.end[close], standard);
    // For the later passes it is a bracketed attribute: `[` ... `]`.
    tokens.kind[t] = Tok.Punct;
    tokens.code[t] = BRACKET_OPEN;
    tokens.kind[close] = Tok.Punct;
    tokens.code[close] = BRACKET_CLOSE;
    removeRange(r, t + 1, close - 1);
    return;
  }
  if (telling && afterName && ends) return;
  removeRange(r, t, close);
}

/** `NAME(type, expression)` becomes `(type)(expression)`, the type moved one place to the left to make room. */
function maskCast(r: Rewriter, words: WordTable, t: number, open: number, close: number): void {
  const { tokens } = r;
  const comma = onlyComma(r, open, close);
  if (comma < 0) return;
  const previous = previousToken(r, t);
  const isDeleted =
    previous >= 0 && (isWord(tokens, previous, Word.Delete) || isPunct(tokens, previous, BRACKET_CLOSE));
  const { text } = tokens;
  if (words.learned.typeArgument(tokens.names.strings[tokens.code[t]]) === 1) {
    // `NAME(expression, type)`: the value stays, the type goes.
    remove(r, t);
    removeRange(r, comma, close - 1);
    return;
  }
  const typeStart = tokens.start[open + 1];
  const typeEnd = tokens.end[comma - 1];
  const type = text.substring(typeStart, typeEnd);
  const at = tokens.start[comma];
  // The grammars know no cast as the operand of `delete`.
  if (isDeleted || type.includes("\n") || type.includes("/")) {
    removeRange(r, open + 1, comma);
    remove(r, t);
    return;
  }
  patch(
    r,
    tokens.start[t],
    tokens.end[comma],
    `${`${"(".padStart(typeStart - tokens.start[t] - 1)}${type})`.padEnd(at - tokens.start[t])}(`,
  );
  // The patch stands for these tokens; for the later passes the cast is a parenthesised word.
  removeRange(r, t, t);
  removeRange(r, open + 1, comma);
}

/** The only comma at the top of the arguments, or -1. */
function onlyComma(r: Rewriter, open: number, close: number): number {
  const { tokens } = r;
  let found = -1;
  let angles = 0;
  for (let n = open + 1; n < close; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    const code = tokens.code[n];
    if ((code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) && r.match[n] > 0)
      n = r.match[n];
    else if (code === 60) angles++;
    else if (code === 62 && angles > 0) angles--;
    else if (code === COMMA && angles === 0) {
      if (found < 0) found = n;
    }
  }
  return found > open + 1 ? found : -1;
}
