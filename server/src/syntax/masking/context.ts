/**
 * Where the masking stands while it goes through a file: what the brackets around enclose, what was seen of the
 * declaration or statement at hand, and whether one starts here. With it go the questions about single tokens.
 */
import { Tok, TokenFlag, type Tokens } from "../lexer";
import { FIRST_STATEMENT, LAST_KEYWORD, LAST_STATEMENT, Word } from "../names";
import {
  BRACKET_CLOSE,
  isPunct,
  isWord,
  isWordToken,
  PAREN_CLOSE,
  PAREN_OPEN,
  scopeHead,
} from "../structure";
import { Action } from "./dialect";
import { previousToken, type Rewriter } from "./rewrite";
import { Suspicion, type WordTable } from "./words";

export const enum Scope {
  /** File level, namespaces, linkage blocks. */
  File,
  /** The body of a class, struct or union. */
  Record,
  Enum,
  /** A function's body or a block. */
  Body,
  /** A braced initialiser. */
  Values,
  /** Parentheses and square brackets. */
  Paren,
}

export interface Context {
  readonly r: Rewriter;
  readonly tokens: Tokens;
  readonly words: WordTable;
  readonly cpp: boolean;
  /** What the open brackets enclose, outermost first; the first is the file. */
  readonly scopes: Scope[];
  /** The closing tokens of the open brackets. */
  readonly closes: number[];
  /** The innermost scope that is no parenthesis. */
  scope: Scope;
  /** Of the declaration or statement so far: a word such as `struct`, `enum`, a parameter list, a `=`. */
  sawHead: boolean;
  sawEnum: boolean;
  sawParams: boolean;
  sawEqual: boolean;
  /** A declaration or statement may start here. */
  starts: boolean;
  /** The next `:` ends a label. */
  labelOpen: boolean;
  /** The token behind which a statement starts, such as the `)` of `if (...)`; -1 for none. */
  statementAfter: number;
}

export function createContext(r: Rewriter, words: WordTable, cpp: boolean): Context {
  return {
    r,
    tokens: r.tokens,
    words,
    cpp,
    scopes: [Scope.File],
    closes: [r.tokens.count],
    scope: Scope.File,
    sawHead: false,
    sawEnum: false,
    sawParams: false,
    sawEqual: false,
    starts: true,
    labelOpen: false,
    statementAfter: -1,
  };
}

export function beginStatement(c: Context): void {
  c.starts = true;
  c.sawHead = c.sawEnum = c.sawParams = c.sawEqual = c.labelOpen = false;
}

/** The innermost scope, parentheses included. */
export function innermost(c: Context): Scope {
  return c.scopes[c.scopes.length - 1];
}

export function enter(c: Context, scope: Scope, close: number): void {
  c.scopes.push(scope);
  c.closes.push(close);
  if (scope !== Scope.Paren) c.scope = scope;
}

/** Leaves the bracket that closes at `close`, and those left open within it. Returns what it enclosed. */
export function leave(c: Context, close: number): Scope {
  let d = c.closes.length - 1;
  while (d > 0 && c.closes[d] !== close) d--;
  if (d === 0) return Scope.File;
  const left = c.scopes[d];
  c.scopes.length = d;
  c.closes.length = d;
  let outer = d - 1;
  while (outer > 0 && c.scopes[outer] === Scope.Paren) outer--;
  c.scope = c.scopes[outer];
  return left;
}

/** What the `{` at `t` opens, by what was seen before it. */
export function scopeOfBrace(c: Context, t: number): Scope {
  const { tokens, cpp } = c;
  const before = previousToken(c.r, t);
  const afterParen = before >= 0 && isPunct(tokens, before, PAREN_CLOSE);
  const afterBracket = before >= 0 && isPunct(tokens, before, BRACKET_CLOSE);
  switch (innermost(c)) {
    case Scope.Values:
    case Scope.Enum:
      return Scope.Values;
    case Scope.Paren:
      // A statement expression or a lambda's body; else a compound literal or a braced argument.
      if (before >= 0 && isPunct(tokens, before, PAREN_OPEN)) return Scope.Body;
      if (!cpp) return Scope.Values;
      return afterBracket || afterParen || isWord(tokens, before, Word.Mutable) ? Scope.Body : Scope.Values;
    case Scope.File:
      if (scopeHead(tokens, t) >= 0) return Scope.File;
      break;
  }
  if (c.sawEqual) return cpp && (afterParen || afterBracket) ? Scope.Body : Scope.Values;
  if (c.sawHead && !c.sawParams) return c.sawEnum ? Scope.Enum : Scope.Record;
  if (innermost(c) !== Scope.Body) return c.sawParams || c.starts ? Scope.Body : Scope.Values;
  if (c.starts || afterParen || afterBracket) return Scope.Body;
  // `T{...}` is a value.
  return before >= 0 && isWordToken(tokens, before) && tokens.code[before] > LAST_STATEMENT
    ? Scope.Values
    : Scope.Body;
}

export function actionAt(c: Context, t: number): Action {
  const code = c.tokens.code[t];
  return code < c.words.actions.length ? c.words.actions[code] : Action.None;
}

/** How much the word at `t` looks like a macro in a place where no word belongs. */
export function suspicionAt(c: Context, t: number): Suspicion {
  const code = c.tokens.code[t];
  if (c.tokens.kind[t] !== Tok.Word || code >= c.words.suspicions.length) return Suspicion.None;
  return c.words.suspicions[code];
}

export function spelling(c: Context, t: number): string {
  return c.tokens.names.strings[c.tokens.code[t]];
}

export function isName(c: Context, t: number): boolean {
  return t < c.tokens.count && c.tokens.kind[t] === Tok.Word && c.tokens.code[t] > LAST_KEYWORD;
}

export function isFirstOnLine(c: Context, t: number): boolean {
  return t < c.tokens.count && (c.tokens.flags[t] & TokenFlag.FirstOnLine) !== 0;
}

export function isPunctAt(c: Context, t: number, code: number): boolean {
  return t < c.tokens.count && isPunct(c.tokens, t, code);
}

/** The code of the punctuation at `t`, 0 when it is something else. */
export function punctAt(c: Context, t: number): number {
  return t >= 0 && t < c.tokens.count && c.tokens.kind[t] === Tok.Punct ? c.tokens.code[t] : 0;
}

/** Whether the word at `t` begins or continues a statement. */
export function isStatementWord(c: Context, t: number): boolean {
  if (t >= c.tokens.count || c.tokens.kind[t] !== Tok.Word) return false;
  const code = c.tokens.code[t];
  return code >= FIRST_STATEMENT && code <= LAST_STATEMENT;
}
