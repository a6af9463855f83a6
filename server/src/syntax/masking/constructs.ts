/**
 * Constructs of C, C++ and their dialects that the grammars do not know, and what they do: assembly, computed
 * jumps, ranges of cases, absolute addresses, arrays of pointers made with `new`. Each becomes the nearest thing that
 * parses, and where its meaning would change something of which nothing is known.
 */
import { Punct, Tok, type Tokens } from "../lexer";
import { FIRST_STATEMENT, LAST_KEYWORD, LAST_PRIMITIVE, LAST_STATEMENT, Word } from "../names";
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
import { type Language, UNKNOWN_NAME } from "../tree";
import { UNKNOWN_LITERAL } from "./dialect";
import { isStringMacro } from "./literals";
import { nextToken, patch, previousToken, type Rewriter, remove, removeRange, replaceWord } from "./rewrite";
import { maskAddedNumber } from "./signed-numbers";

/** Rewrites what begins with the keyword at `t`, if need be. */
export function maskKeyword(r: Rewriter, t: number, code: Word, language: Language): void {
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
    case Word.Sizeof:
      maskAddedNumber(r, next);
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

/** `delete[]` takes no `*p` and `(p)` in the grammar, but `+*p`, which is the same; without room for a sign an unknown name. */
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
  if (tokens.start[first] > tokens.end[next + 1]) {
    patch(r, tokens.start[first] - 1, tokens.start[first], "+");
    return;
  }
  let end = first;
  while (end < tokens.count && !isPunct(tokens, end, SEMICOLON) && !isPunct(tokens, end, BRACE_CLOSE)) end++;
  replaceWord(r, first, UNKNOWN_NAME);
  removeRange(r, first + 1, end - 1);
}

export function isPunctAt(tokens: Tokens, t: number, code: number): boolean {
  return t < tokens.count && isPunct(tokens, t, code);
}

/** Appends `_` to the word at `t`, in the place of what followed it and is gone: a type of which nothing is known. */
function markPointer(r: Rewriter, t: number): void {
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
export function maskAddress(r: Rewriter, t: number): void {
  const { tokens } = r;
  for (let n = t; n < tokens.count; n++) {
    if (isPunct(tokens, n, SEMICOLON) || isPunct(tokens, n, EQUAL) || isPunct(tokens, n, COMMA)) return;
    if (isPunct(tokens, n, BRACE_OPEN) || isPunct(tokens, n, BRACE_CLOSE)) return;
    remove(r, n);
  }
}
