/**
 * The part of the masking that needs no context: words that mean the same wherever they stand (attributes, calling
 * conventions, cast and prototype macros, inline assembly, absolute addresses), and constructs the grammars lack.
 */

import { Punct, Tok, TokenFlag, type Tokens } from "../lexer";
import {
  FIRST_SPECIFIER,
  FIRST_STATEMENT,
  LAST_KEYWORD,
  LAST_PRIMITIVE,
  LAST_STATEMENT,
  LAST_TYPE_HEAD,
  Word,
} from "../names";
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  EQUAL,
  isPunct,
  isWord,
  PAREN_CLOSE,
  PAREN_OPEN,
  SEMICOLON,
  STAR,
} from "../structure";
import type { Language } from "../tree";
import {
  Action,
  formatMacro,
  REPLACEMENTS,
  SECTION_WORDS,
  STANDARD_ATTRIBUTES,
  TELLING_ATTRIBUTES,
  UNKNOWN_LITERAL,
} from "./dialect";
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
        break;
    }
  }
}

/** `64 KB`: a number that a macro scales has no value that anybody knows. */
function maskScaledNumber(r: Rewriter, t: number): void {
  const { tokens } = r;
  const next = nextToken(r, t);
  if (next >= tokens.count || tokens.kind[next] !== Tok.Word || tokens.code[next] <= LAST_KEYWORD) return;
  if (tokens.start[next] === tokens.end[t] || (tokens.flags[next] & TokenFlag.FirstOnLine) !== 0) return;
  remove(r, next);
  replaceWord(r, t, "_", tokens.end[next]);
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

function maskKeyword(r: Rewriter, t: number, code: Word, language: Language): void {
  const { tokens } = r;
  const next = nextToken(r, t);
  if (next >= tokens.count) return;
  switch (code) {
    case Word.Asm:
    case Word.AsmGnu:
    case Word.AsmGnu2:
    case Word.AsmMs:
      maskAssembly(r, t, next);
      maskTemplateMacro(r, next);
      break;
    case Word.Typeof:
    case Word.TypeofGnu:
    case Word.TypeofGnu2:
      // The word stays as the name of a type that nobody knows.
      if (isPunct(tokens, next, PAREN_OPEN) && r.match[next] > 0) removeRange(r, next, r.match[next]);
      break;
    case Word.Goto:
      if (isPunct(tokens, next, STAR)) maskComputedGoto(r, next);
      break;
    case Word.Case:
      maskCaseRange(r, t);
      break;
    case Word.Enum:
      maskEnumBase(r, next);
      break;
    case Word.Extern:
      if (isWord(tokens, next, Word.Template)) maskExternTemplate(r, t);
      break;
    case Word.Operator:
      maskOperatorDelete(r, t, next);
      break;
    case Word.Delete:
      maskDeletedArray(r, t, next);
      break;
    case Word.New:
      if (language === "cpp") maskNewPointerArray(r, t);
      break;
    case Word.RestrictC:
      if (language === "cpp") remove(r, t);
      break;
    case Word.RestrictGnu:
    case Word.RestrictGnu2:
      remove(r, t);
      break;
  }
}

/** Blocks and lines of assembly become an empty statement, assembler names of declarations go. */
function maskAssembly(r: Rewriter, t: number, next: number): void {
  const { tokens } = r;
  if (isPunct(tokens, next, BRACE_OPEN)) {
    if (r.match[next] > 0) toEmptyStatement(r, t, r.match[next]);
    return;
  }
  if (tokens.kind[next] === Tok.Word) {
    const code = tokens.code[next];
    if (code === Word.Volatile || code === Word.VolatileGnu || code === Word.VolatileGnu2) return;
    if (code === Word.Goto || code === Word.Inline) return;
    let last = next;
    // A directive-like line of assembly ends with its line.
    while (
      last + 1 < tokens.count &&
      (tokens.flags[last + 1] & 1) === 0 &&
      !isPunct(tokens, last + 1, BRACE_CLOSE)
    )
      last++;
    toEmptyStatement(r, t, last);
    return;
  }
  const previous = previousToken(r, t);
  const namesDeclaration =
    previous >= 0 &&
    (isPunct(tokens, previous, PAREN_CLOSE) ||
      (tokens.kind[previous] === Tok.Word && tokens.code[previous] > LAST_STATEMENT));
  if (namesDeclaration && isPunct(tokens, next, PAREN_OPEN) && r.match[next] > 0) {
    const after = nextToken(r, r.match[next]);
    const declares =
      after < tokens.count &&
      (isPunct(tokens, after, SEMICOLON) ||
        isPunct(tokens, after, EQUAL) ||
        isPunct(tokens, after, COMMA) ||
        tokens.kind[after] === Tok.Word);
    if (declares && !isControl(r, previous)) removeRange(r, t, r.match[next]);
  }
}

/** `asm(TEXT : ...)`: the template may come from a macro. */
function maskTemplateMacro(r: Rewriter, open: number): void {
  const { tokens } = r;
  if (!isPunct(tokens, open, PAREN_OPEN) || open + 2 >= tokens.count || !isStringMacro(r, open + 1)) return;
  if (!isPunct(tokens, open + 2, COLON) && !isPunct(tokens, open + 2, PAREN_CLOSE)) return;
  if (tokens.end[open + 1] - tokens.start[open + 1] < UNKNOWN_LITERAL.length) return;
  patch(r, tokens.start[open + 1], tokens.end[open + 1], UNKNOWN_LITERAL);
  tokens.kind[open + 1] = Tok.String;
}

/** Whether the `)` at `t` closes the condition of a control statement. */
function isControl(r: Rewriter, t: number): boolean {
  const { tokens } = r;
  if (!isPunct(tokens, t, PAREN_CLOSE) || r.match[t] < 0) return false;
  const before = previousToken(r, r.match[t]);
  if (before < 0 || tokens.kind[before] !== Tok.Word) return false;
  return tokens.code[before] >= FIRST_STATEMENT && tokens.code[before] <= LAST_STATEMENT;
}

function toEmptyStatement(r: Rewriter, from: number, to: number): void {
  const { tokens } = r;
  patch(r, tokens.start[from], tokens.start[from] + 1, ";");
  removeRange(r, from + 1, to);
  tokens.kind[from] = Tok.Punct;
  tokens.code[from] = SEMICOLON;
  tokens.end[from] = tokens.start[from] + 1;
}

/** `goto *table[i];` becomes `goto table;`: a jump to a label that does not exist, that is, to an unknown one. */
function maskComputedGoto(r: Rewriter, star: number): void {
  const { tokens } = r;
  let kept = false;
  for (
    let n = star;
    n < tokens.count && !isPunct(tokens, n, SEMICOLON) && !isPunct(tokens, n, BRACE_CLOSE);
    n++
  ) {
    if (!kept && tokens.kind[n] === Tok.Word && tokens.code[n] > LAST_KEYWORD) kept = true;
    else remove(r, n);
  }
}

/** How many tokens a case label may have for its range to be found. */
const LABEL_REACH = 40;

/** `case a ... b:` becomes `case a ?: b:`, which both grammars take and nobody else writes. */
function maskCaseRange(r: Rewriter, t: number): void {
  const { tokens } = r;
  const limit = Math.min(tokens.count, t + LABEL_REACH);
  for (let n = t + 1; n < limit; n++) {
    if (isPunct(tokens, n, COLON) || isPunct(tokens, n, SEMICOLON)) return;
    if (isPunct(tokens, n, Punct.Ellipsis)) {
      patch(r, tokens.start[n], tokens.end[n], "?:");
      return;
    }
  }
}

/** `new T*[n]` becomes `new T_[n]`: of an unknown type, which is what the grammar can take. */
function maskNewPointerArray(r: Rewriter, t: number): void {
  const { tokens } = r;
  let n = nextToken(r, t);
  if (n < tokens.count && isPunct(tokens, n, PAREN_OPEN) && r.match[n] > 0) n = nextToken(r, r.match[n]);
  let last = -1;
  const first = n;
  while (n < tokens.count && (tokens.kind[n] === Tok.Word || isPunct(tokens, n, Punct.ColonColon))) {
    last = n;
    n = nextToken(r, n);
  }
  if (last < 0 || n >= tokens.count || !isPunct(tokens, n, STAR)) return;
  let star = n;
  while (nextToken(r, star) < tokens.count && isPunct(tokens, nextToken(r, star), STAR))
    star = nextToken(r, star);
  const open = nextToken(r, star);
  if (open >= tokens.count || !isPunct(tokens, open, BRACKET_OPEN)) return;
  removeRange(r, n, star);
  for (let w = first; w < last; w++) if (isWord(tokens, w, Word.Const)) remove(r, w);
  markPointer(r, last);
}

/** `delete[]` takes only names in the grammar: parentheses around a name go, any other operand becomes an unknown one. */
function maskDeletedArray(r: Rewriter, t: number, next: number): void {
  const { tokens } = r;
  if (!isPunct(tokens, next, BRACKET_OPEN) || next + 2 >= tokens.count) return;
  const first = next + 2;
  const open = isPunct(tokens, first, PAREN_OPEN);
  if (!isPunct(tokens, next + 1, BRACKET_CLOSE) || (!open && !isPunct(tokens, first, STAR))) return;
  const behind = previousToken(r, t);
  if (behind >= 0 && isWord(tokens, behind, Word.Operator)) return;
  if (open && r.match[first] === first + 2 && isPunctAt(tokens, first + 3, SEMICOLON)) {
    remove(r, first);
    remove(r, first + 2);
    return;
  }
  let end = first;
  while (end < tokens.count && !isPunct(tokens, end, SEMICOLON) && !isPunct(tokens, end, BRACE_CLOSE)) end++;
  replaceWord(r, first, "_");
  removeRange(r, first + 1, end - 1);
}

function isPunctAt(tokens: Tokens, t: number, code: number): boolean {
  return t < tokens.count && isPunct(tokens, t, code);
}

/** Appends `_` to the word at `t`, in the place of what followed it and is gone: a type of which nothing is known. */
export function markPointer(r: Rewriter, t: number): void {
  const { tokens } = r;
  const word = tokens.text.substring(tokens.start[t], tokens.end[t]);
  replaceWord(r, t, `${word}_`, tokens.end[t] + 1);
}

/** `enum : type {`: the grammars know a base only behind a name. */
function maskEnumBase(r: Rewriter, colon: number): void {
  const { tokens } = r;
  if (!isPunct(tokens, colon, COLON)) return;
  let brace = colon;
  while (brace < tokens.count && !isPunct(tokens, brace, BRACE_OPEN)) {
    if (isPunct(tokens, brace, SEMICOLON) || brace - colon > 12) return;
    brace++;
  }
  if (brace < tokens.count) removeRange(r, colon, brace - 1);
}

/** `extern template ...;` says only that something is made elsewhere, and the grammars do not know it. */
function maskExternTemplate(r: Rewriter, t: number): void {
  const { tokens } = r;
  let n = t;
  while (n < tokens.count && !isPunct(tokens, n, SEMICOLON)) {
    if (isPunct(tokens, n, BRACE_OPEN) || isPunct(tokens, n, BRACE_CLOSE)) return;
    n++;
  }
  removeRange(r, t, n - 1);
}

/** `operator delete[](p, nothrow)` as a call: its name becomes one word. */
function maskOperatorDelete(r: Rewriter, t: number, next: number): void {
  const { tokens } = r;
  if (!isWord(tokens, next, Word.Delete)) return;
  const previous = previousToken(r, t);
  const isDeclared =
    previous >= 0 &&
    (tokens.kind[previous] === Tok.Word ||
      isPunct(tokens, previous, STAR) ||
      isPunct(tokens, previous, Punct.ColonColon)) &&
    !isWord(tokens, previous, Word.Else);
  if (isDeclared) return;
  let last = next;
  if (
    next + 2 < tokens.count &&
    isPunct(tokens, next + 1, BRACKET_OPEN) &&
    isPunct(tokens, next + 2, BRACKET_CLOSE)
  ) {
    last = next + 2;
  }
  const open = nextToken(r, last);
  if (open >= tokens.count || !isPunct(tokens, open, PAREN_OPEN)) return;
  // A declaration names the type first: `operator delete(void *p)` stands behind it.
  if (tokens.kind[open + 1] === Tok.Word && tokens.code[open + 1] <= LAST_PRIMITIVE) return;
  removeRange(r, next, last);
  replaceWord(r, t, "operator_delete", tokens.end[last]);
}

/** `x @ 0x20` and `x @ "section"`: the address goes, up to what ends the declarator. */
function maskAddress(r: Rewriter, t: number): void {
  const { tokens } = r;
  for (let n = t; n < tokens.count; n++) {
    if (isPunct(tokens, n, SEMICOLON) || isPunct(tokens, n, EQUAL) || isPunct(tokens, n, COMMA)) return;
    if (isPunct(tokens, n, BRACE_OPEN) || isPunct(tokens, n, BRACE_CLOSE)) return;
    remove(r, n);
  }
}

/** In C++ a macro between literals is an error to the grammar: it becomes a literal itself. */
function maskBesideString(r: Rewriter, words: WordTable, t: number): void {
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

/** `"a" STR(x) "b"`, which neither grammar takes: the call becomes a literal. */
function maskCallBesideString(r: Rewriter, t: number): void {
  const { tokens } = r;
  const next = nextToken(r, t);
  if (next >= tokens.count || !isStringMacro(r, next) || isLiteralSuffix(r, t, next)) return;
  const open = nextToken(r, next);
  if (open >= tokens.count || !isPunct(tokens, open, PAREN_OPEN) || r.match[open] < 0) return;
  const close = r.match[open];
  // Arguments for a whole call, as in `print("..." ARGUMENTS("...", x))`, are no text.
  for (let n = open + 1; n < close; n++) if (isPunct(tokens, n, COMMA)) return;
  patch(r, tokens.start[next], tokens.end[close], UNKNOWN_LITERAL);
  removeRange(r, next + 1, close);
  tokens.kind[next] = Tok.String;
  tokens.end[next] = tokens.end[close];
}

function isStringMacro(r: Rewriter, t: number): boolean {
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
