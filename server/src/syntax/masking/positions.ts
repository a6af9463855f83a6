/**
 * The part of the masking that judges words by where they stand: goes through the tokens once, keeps track of the
 * context, and hands runs of words to `declarations` and macros in the place of statements to `statements`.
 */
import { Punct, Tok } from "../lexer";
import { FIRST_STATEMENT, LAST_STATEMENT, Word } from "../names";
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
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
import type { Language } from "../tree";
import { maskTypeArguments } from "./arguments";
import {
  beginStatement,
  type Context,
  createContext,
  enter,
  innermost,
  isName,
  isPunctAt,
  leave,
  Scope,
  scopeOfBrace,
  spelling,
  suspicionAt,
} from "./context";
import { maskRun, separateValues } from "./declarations";
import { TAKES_TYPES } from "./dialect";
import { GONE, nextToken, previousToken, type Rewriter, remove, removeRange } from "./rewrite";
import { createRun, Part, type Run, readRun } from "./runs";
import { maskLoneCall, maskLoneWord, maskMacroLine, UNTOUCHED } from "./statements";
import { Suspicion, type WordTable } from "./words";

export function maskPositions(r: Rewriter, words: WordTable, language: Language): void {
  const { tokens } = r;
  const c = createContext(r, words, language === "cpp");
  const run = createRun();
  let t = tokens.kind.length > 0 && tokens.kind[0] === GONE ? nextToken(r, 0) : 0;
  while (t < tokens.count) {
    switch (tokens.kind[t]) {
      case Tok.Word:
        t = word(c, run, t);
        break;
      case Tok.Punct:
        t = punctuation(c, run, t);
        break;
      case GONE:
        t = nextToken(r, t);
        break;
      default:
        c.starts = false;
        t = nextToken(r, t);
    }
  }
}

/** Handles the word at `t`; returns the token to go on from. */
function word(c: Context, run: Run, t: number): number {
  const { tokens, r } = c;
  const code = tokens.code[t];
  if (code >= FIRST_STATEMENT && code <= LAST_STATEMENT) return statementKeyword(c, t, code);
  switch (code) {
    case Word.Template:
      if (c.cpp) return skipTemplateParameters(c, t);
      break;
    case Word.Private:
    case Word.Protected:
    case Word.Public:
      if (c.scope === Scope.Record && c.starts) c.labelOpen = true;
      return nextToken(r, t);
    case Word.Operator:
      return skipOperator(c, t);
  }
  return runOfWords(c, run, t);
}

function runOfWords(c: Context, run: Run, t: number): number {
  const { r } = c;
  readRun(c, run, t);
  const { end } = run;
  if (run.count === 0) {
    c.starts = false;
    return nextToken(r, t);
  }
  const inParens = innermost(c) === Scope.Paren;
  if (c.starts && !inParens) {
    if (run.count === 1 && run.kind[0] === Part.Name && run.first[0] === run.last[0]) {
      const next = isPunctAt(c, end, PAREN_OPEN) ? maskLoneCall(c, t, end) : maskLoneWord(c, t, end);
      if (next !== UNTOUCHED) return next;
      if (isPunctAt(c, end, COLON)) c.labelOpen = true;
    }
    if (c.scope === Scope.Body && maskMacroLine(c, run, t)) return nextToken(r, t);
  }
  if (innermost(c) === Scope.Values) separateValues(c, run);
  if (c.cpp && isPunctAt(c, end, Punct.ColonColon) && isPunctAt(c, nextToken(r, end), STAR)) {
    return maskMemberPointer(c, run);
  }
  const declares = maskRun(c, run, t);
  c.starts = false;
  if (isPunctAt(c, end, PAREN_OPEN)) {
    const isCall =
      !declares &&
      run.count === 1 &&
      isName(c, t) &&
      (c.scope === Scope.Body || c.scope === Scope.Values || c.sawEqual);
    if (isCall) maskCallArguments(c, t, end);
    else if (!inParens && !c.sawEqual) c.sawParams = true;
  }
  return end > t ? end : nextToken(r, t);
}

/** `T Class::*member`: the grammar takes a pointer to a member only as a pointer. */
function maskMemberPointer(c: Context, run: Run): number {
  const last = run.count - 1;
  if (run.kind[last] === Part.Name) removeRange(c.r, run.first[last], run.end);
  return nextToken(c.r, run.end);
}

function maskCallArguments(c: Context, t: number, open: number): void {
  if (c.r.match[open] < 0 || TAKES_TYPES.has(spelling(c, t))) return;
  // In template arguments it is a function type.
  const behind = previousToken(c.r, t);
  if (c.cpp && behind >= 0 && isPunct(c.tokens, behind, LESS)) return;
  maskTypeArguments(c.r, open, c.r.match[open], c.cpp);
}

function statementKeyword(c: Context, t: number, code: Word): number {
  const { tokens, r } = c;
  const next = nextToken(r, t);
  switch (code) {
    case Word.Else:
    case Word.Do:
    case Word.Try:
      beginStatement(c);
      return next;
    case Word.If:
    case Word.For:
    case Word.While:
    case Word.Switch:
    case Word.Catch: {
      // `if constexpr (...)`
      const open = next < tokens.count && tokens.kind[next] === Tok.Word ? nextToken(r, next) : next;
      c.starts = false;
      if (!isPunctAt(c, open, PAREN_OPEN)) return next;
      c.statementAfter = Math.max(c.statementAfter, r.match[open]);
      return open;
    }
    case Word.Case:
    case Word.Default:
      c.labelOpen = true;
      break;
  }
  c.starts = false;
  return next;
}

/** How many tokens a template's parameter list may have. */
const TEMPLATE_REACH = 400;

/** The token behind `template <...>`; its parameters may hold anything but blocks. */
function skipTemplateParameters(c: Context, t: number): number {
  const { tokens, r } = c;
  const open = nextToken(r, t);
  if (!isPunctAt(c, open, LESS)) return open;
  let depth = 0;
  const limit = Math.min(tokens.count, open + TEMPLATE_REACH);
  for (let n = open; n < limit; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    switch (tokens.code[n]) {
      case LESS:
        depth++;
        break;
      case GREATER:
        if (--depth === 0) return nextToken(r, n);
        break;
      case PAREN_OPEN:
      case BRACKET_OPEN:
        if (r.match[n] > n) n = r.match[n];
        break;
      case SEMICOLON:
      case BRACE_OPEN:
      case BRACE_CLOSE:
        return open;
    }
  }
  return open;
}

/** The token behind `operator` and its symbol, where the parameters are. */
function skipOperator(c: Context, t: number): number {
  const { tokens, r } = c;
  let n = nextToken(r, t);
  if (isPunctAt(c, n, PAREN_OPEN) && isPunctAt(c, n + 1, PAREN_CLOSE)) n = nextToken(r, n + 1);
  while (n < tokens.count && tokens.kind[n] === Tok.Punct) {
    const code = tokens.code[n];
    if (code === PAREN_OPEN || code === SEMICOLON || code === BRACE_OPEN || code === BRACE_CLOSE) break;
    n = nextToken(r, n);
  }
  if (isPunctAt(c, n, PAREN_OPEN)) c.sawParams = true;
  c.starts = false;
  return n;
}

/** Handles the punctuation at `t`; returns the token to go on from. */
function punctuation(c: Context, run: Run, t: number): number {
  const { tokens, r } = c;
  const next = nextToken(r, t);
  switch (tokens.code[t]) {
    case BRACE_OPEN: {
      const scope = scopeOfBrace(c, t);
      enter(c, scope, r.match[t]);
      beginStatement(c);
      if (scope === Scope.Values) c.starts = false;
      return next;
    }
    case BRACE_CLOSE:
      closeBrace(c, t);
      return next;
    case PAREN_OPEN:
      if (r.match[t] > t) {
        maskPointerConvention(c, t);
        enter(c, Scope.Paren, r.match[t]);
      }
      c.starts = false;
      return nextToken(r, t);
    case BRACKET_OPEN:
      if (c.starts && isPunctAt(c, next, BRACKET_OPEN)) return runOfWords(c, run, t);
      if (r.match[t] > t) enter(c, Scope.Paren, r.match[t]);
      c.starts = false;
      return next;
    case PAREN_CLOSE:
    case BRACKET_CLOSE:
      if (c.closes[c.closes.length - 1] === t) leave(c, t);
      c.starts = false;
      if (t === c.statementAfter) {
        c.statementAfter = -1;
        beginStatement(c);
      }
      return next;
    case SEMICOLON:
      if (innermost(c) === Scope.Paren) c.starts = false;
      else beginStatement(c);
      return next;
    case COLON:
      if (c.labelOpen && innermost(c) !== Scope.Paren) beginStatement(c);
      return next;
    case EQUAL:
      if (innermost(c) !== Scope.Paren) c.sawEqual = true;
      c.starts = false;
      if (c.scope === Scope.File && innermost(c) === Scope.File) maskDeletedFunction(c, t, next);
      return next;
    case Punct.ColonColon:
      if (c.cpp && isName(c, next)) return runOfWords(c, run, t);
      break;
  }
  c.starts = false;
  return next;
}

function closeBrace(c: Context, t: number): void {
  switch (leave(c, t)) {
    case Scope.Record:
    case Scope.Enum:
      // What follows are declarators of the type.
      beginStatement(c);
      c.starts = false;
      c.sawHead = true;
      c.sawParams = true;
      break;
    case Scope.Values:
      c.starts = false;
      break;
    default:
      if (innermost(c) !== Scope.Paren) beginStatement(c);
  }
}

/** `typedef int (CALL *name)(...)`: an unknown word before the star is a calling convention. */
function maskPointerConvention(c: Context, open: number): void {
  const { tokens, r } = c;
  const first = nextToken(r, open);
  const star = nextToken(r, first);
  const name = nextToken(r, star);
  const close = nextToken(r, name);
  if (!isPunctAt(c, star, STAR) || !isName(c, name) || !isPunctAt(c, close, PAREN_CLOSE)) return;
  if (tokens.kind[first] !== Tok.Word || suspicionAt(c, first) === Suspicion.None) return;
  if (isPunctAt(c, nextToken(r, close), PAREN_OPEN)) remove(r, first);
}

/** `void f(T) = delete;` outside a class, which the grammar does not know. */
function maskDeletedFunction(c: Context, t: number, next: number): void {
  if (!c.cpp || next >= c.tokens.count || !isWord(c.tokens, next, Word.Delete)) return;
  if (isPunctAt(c, nextToken(c.r, next), SEMICOLON)) removeRange(c.r, t, next);
}
