/**
 * What a macro's definitions say about how its uses must be masked: attributes and empty ones vanish, casts become
 * casts, loop heads become loops. A verdict needs all definitions to agree; when they do not, the macro is ordinary
 * and left to those who expand it.
 */

import { addTo, type HeaderMacros } from "../header-macros";
import { lex, Punct, Tok, type Tokens } from "../lexer";
import { createNames, FIRST_SPECIFIER, LAST_SPECIFIER, Word } from "../names";
import type { Directive, Macro } from "../source";
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_OPEN,
  COMMA,
  GREATER,
  isPunct,
  isWord,
  LESS,
  PAREN_CLOSE,
  PAREN_OPEN,
  SEMICOLON,
} from "../structure";
import { Action, DIALECT } from "./dialect";

export interface Learned {
  /** What to do with uses of a word; `Action.None` for words that are no known macro. */
  action(word: string): Action;
  /** The body of an object-like macro all of whose definitions are the same; undefined otherwise. */
  body(word: string): string | undefined;
  /** For `Action.Cast`: which argument is the type, 0 or 1. */
  typeArgument(word: string): number;
}

/** Macros that name each other deeper than this are ordinary. */
const MAX_DEPTH = 12;

/** Bodies longer than this are code, not attributes. */
const MAX_BODY = 4000;

/** The token after the bracket that closes the one at `t`. */
function afterBracket(tokens: Tokens, t: number): number {
  let depth = 0;
  for (let n = t; n < tokens.count; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    const code = tokens.code[n];
    if (code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) depth++;
    else if (code === PAREN_CLOSE || code === 93 || code === BRACE_CLOSE) {
      if (--depth === 0) return n + 1;
    }
  }
  return tokens.count;
}

export function learnMacros(directives: readonly Directive[], headers: HeaderMacros): Learned {
  const own = new Map<string, Macro[]>();
  for (const directive of directives) if (directive.kind === "define") addTo(own, directive.macro);
  const names = createNames();
  const verdicts = new Map<string, Action>();
  let depth = 0;

  function definitions(word: string): readonly Macro[] {
    const ours = own.get(word);
    const theirs = headers.definitions(word);
    if (ours === undefined) return theirs;
    return theirs.length === 0 ? ours : [...ours, ...theirs];
  }

  /** The token after the blankable words that start at `t`; `t` itself when there is none. */
  function skipBlankable(tokens: Tokens, t: number): number {
    const code = tokens.code[t];
    if (tokens.kind[t] === Tok.Punct) {
      const isAttribute =
        code === BRACKET_OPEN && t + 1 < tokens.count && isPunct(tokens, t + 1, BRACKET_OPEN);
      return isAttribute ? afterBracket(tokens, t) : t;
    }
    if (tokens.kind[t] !== Tok.Word) return t;
    const next = t + 1;
    const hasCall = next < tokens.count && isPunct(tokens, next, PAREN_OPEN);
    if (code === Word.Extern && next < tokens.count && tokens.kind[next] === Tok.String) return next + 1;
    if (code >= FIRST_SPECIFIER && code <= LAST_SPECIFIER) return next;
    switch (code) {
      case Word.Attribute:
      case Word.AttributeGnu:
      case Word.Declspec:
      case Word.Alignas:
      case Word.AlignasC:
      case Word.Noexcept:
      case Word.Throw:
        return hasCall ? afterBracket(tokens, next) : next;
      case Word.Override:
      case Word.Final:
      case Word.Typename:
        return next;
    }
    const word = tokens.names.strings[code];
    if (word === "std" && next < tokens.count && isPunct(tokens, next, Punct.ColonColon)) return next + 1;
    const action = classify(word);
    if (action === Action.Blank || action === Action.Empty || action === Action.Weak) return next;
    if (action === Action.BlankCall || action === Action.EmptyCall)
      return hasCall ? afterBracket(tokens, next) : next;
    if (action === Action.Replace) return isSpecifierText(word) ? next : t;
    return t;
  }

  function isSpecifierText(word: string): boolean {
    const body = bodyOf(word);
    return body === undefined || isBlankable(lex(body, names, 0, body.length, false));
  }

  function isBlankable(tokens: Tokens): boolean {
    let t = 0;
    while (t < tokens.count) {
      const next = skipBlankable(tokens, t);
      if (next === t) return false;
      t = next;
    }
    return true;
  }

  /** Whether the body is `extern "C" {`, `namespace x {` and the like, or closes such. */
  function isScopeBrace(tokens: Tokens): boolean {
    const last = tokens.count - 1;
    if (isPunct(tokens, last, BRACE_OPEN)) {
      return isWord(tokens, 0, Word.Namespace) || (isWord(tokens, 0, Word.Extern) && last === 2);
    }
    for (let t = 0; t <= last; t++) {
      if (!isPunct(tokens, t, BRACE_CLOSE) && !isPunct(tokens, t, SEMICOLON)) return false;
    }
    return isPunct(tokens, 0, BRACE_CLOSE);
  }

  /** Which parameter of a two-parameter macro its body uses as the type of a cast; -1 when it is none. */
  function castParameter(macro: Macro, tokens: Tokens): number {
    if (macro.params?.length !== 2 || tokens.count > 16) return -1;
    let type = -1;
    for (let t = 0; t < tokens.count; t++) {
      if (tokens.kind[t] === Tok.Punct) {
        const code = tokens.code[t];
        if (code === PAREN_OPEN || code === PAREN_CLOSE || code === LESS || code === GREATER) continue;
        if (code === Punct.ColonColon || code === 42) continue;
        return -1;
      }
      if (tokens.kind[t] !== Tok.Word) return -1;
      const word = tokens.names.strings[tokens.code[t]];
      const index = macro.params.indexOf(word);
      if (index < 0) {
        if (!word.endsWith("_cast") && skipBlankable(tokens, t) === t) return -1;
        continue;
      }
      const before = t > 0 ? tokens.code[t - 1] : 0;
      const after = t + 1 < tokens.count ? tokens.code[t + 1] : 0;
      const then = t + 2 < tokens.count ? t + 2 : -1;
      if (type < 0 && before === LESS && (after === GREATER || after === 42)) type = index;
      else if (type < 0 && before === PAREN_OPEN && (after === PAREN_CLOSE || after === 42)) {
        const casts = then > 0 && !isPunct(tokens, then, PAREN_CLOSE);
        if (casts || after === 42) type = index;
        else return -1;
      }
    }
    return type;
  }

  /** Loop or branch when the body is nothing but heads of control statements. */
  function headAction(tokens: Tokens): Action {
    let action: Action = Action.None;
    let t = 0;
    while (t < tokens.count) {
      if (tokens.kind[t] !== Tok.Word) return Action.None;
      switch (tokens.code[t]) {
        case Word.For:
        case Word.While:
          action = Action.Loop;
          break;
        case Word.If:
        case Word.Switch:
          if (action === Action.None) action = Action.Branch;
          break;
        case Word.Else:
          t++;
          continue;
        default:
          return Action.None;
      }
      t++;
      if (t >= tokens.count || !isPunct(tokens, t, PAREN_OPEN)) return Action.None;
      t = afterBracket(tokens, t);
      if (!isPunct(tokens, t - 1, PAREN_CLOSE)) return Action.None;
      // An empty first branch, as in `if (!(x)) {} else`.
      if (t + 2 < tokens.count && isPunct(tokens, t, BRACE_OPEN) && isPunct(tokens, t + 1, BRACE_CLOSE))
        t += 2;
      else if (t + 1 < tokens.count && isPunct(tokens, t, SEMICOLON) && isWord(tokens, t + 1, Word.Else)) t++;
    }
    return action;
  }

  /** Whether the body is complete in itself, so that its uses need no `;`. */
  function isComplete(tokens: Tokens): boolean {
    const last = tokens.count - 1;
    // An opening brace is closed by another macro.
    if (isPunct(tokens, last, SEMICOLON) || isPunct(tokens, last, BRACE_OPEN)) return true;
    if (!isPunct(tokens, last, BRACE_CLOSE) || isPunct(tokens, 0, PAREN_OPEN)) return false;
    for (let t = 0; t < last; t++) if (isPunct(tokens, t, SEMICOLON)) return true;
    return false;
  }

  function classifyOne(macro: Macro): Action {
    const { body, params } = macro;
    if (body.length > MAX_BODY) return body.endsWith(";") ? Action.Statement : Action.Ordinary;
    const tokens = lex(body, names, 0, body.length, false);
    if (tokens.count === 0) return params === null ? Action.Empty : Action.EmptyCall;
    if (isBlankable(tokens)) {
      // `#define PRINTF_LIKE __attribute_format` takes its arguments at the use.
      const last = tokens.count - 1;
      const takesCall =
        tokens.kind[last] === Tok.Word && classify(names.strings[tokens.code[last]]) === Action.BlankCall;
      if (params !== null || takesCall) return Action.BlankCall;
      return body.length <= macro.name.length && tokens.count === 1 ? Action.Replace : Action.Blank;
    }
    // `#define TAIL , int extra`: goes with its comma.
    if (isPunct(tokens, 0, COMMA)) return params === null ? Action.Blank : Action.BlankCall;
    if (isScopeBrace(tokens)) return params === null ? Action.Blank : Action.Statement;
    if (params === null) {
      if (isWord(tokens, 0, Word.Struct) && isBlankable(dropFirst(tokens))) return Action.Replace;
      if (tokens.count === 1 && isPunct(tokens, 0, BRACE_OPEN)) return Action.Replace;
      const head = headAction(tokens);
      if (head !== Action.None) return body.length <= macro.name.length ? Action.Replace : head;
      return isComplete(tokens) ? Action.Statement : Action.Ordinary;
    }
    if (params.length <= 1 && isPassThrough(tokens, params[0])) return Action.Unwrap;
    if (castParameter(macro, tokens) >= 0) return Action.Cast;
    const head = headAction(tokens);
    if (head !== Action.None) return head;
    return isComplete(tokens) ? Action.Statement : Action.Ordinary;
  }

  /** Whether the body is the parameter and attributes, or the empty parameter list that old compilers got. */
  function isPassThrough(tokens: Tokens, parameter: string | undefined): boolean {
    if (tokens.count === 2 && isPunct(tokens, 0, PAREN_OPEN) && isPunct(tokens, 1, PAREN_CLOSE)) return true;
    let seen = 0;
    let t = 0;
    while (t < tokens.count) {
      if (tokens.kind[t] === Tok.Word && tokens.names.strings[tokens.code[t]] === parameter) {
        seen++;
        t++;
        continue;
      }
      const next = skipBlankable(tokens, t);
      if (next === t) return false;
      t = next;
    }
    return seen === 1;
  }

  function dropFirst(tokens: Tokens): Tokens {
    return {
      ...tokens,
      count: tokens.count - 1,
      kind: tokens.kind.subarray(1),
      code: tokens.code.subarray(1),
      start: tokens.start.subarray(1),
      end: tokens.end.subarray(1),
      flags: tokens.flags.subarray(1),
    };
  }

  function classify(word: string): Action {
    const known = verdicts.get(word);
    if (known !== undefined) return known;
    const all = definitions(word);
    if (all.length === 0) {
      const action = DIALECT.get(word) ?? Action.None;
      verdicts.set(word, action);
      return action;
    }
    if (depth >= MAX_DEPTH) return Action.Ordinary;
    // A macro that names itself is ordinary there; the entry also ends cycles.
    verdicts.set(word, Action.Ordinary);
    depth++;
    let verdict = classifyOne(all[0]);
    for (let i = 1; i < all.length; i++) verdict = merge(verdict, classifyOne(all[i]));
    depth--;
    // What the dialect takes for an attribute may be defined as something that only a compiler understands.
    if (verdict === Action.Ordinary) {
      const dialect = DIALECT.get(word) ?? Action.None;
      if (dialect !== Action.None && dialect !== Action.Weak) verdict = dialect;
    }
    verdicts.set(word, verdict);
    return verdict;
  }

  function bodyOf(word: string): string | undefined {
    const all = definitions(word);
    if (all.length === 0 || all[0].params !== null) return undefined;
    for (const macro of all) if (macro.body !== all[0].body || macro.params !== null) return undefined;
    return all[0].body;
  }

  return {
    action: classify,
    body: bodyOf,
    typeArgument(word) {
      for (const macro of definitions(word)) {
        const index = castParameter(macro, lex(macro.body, names, 0, macro.body.length, false));
        if (index >= 0) return index;
      }
      return 0;
    },
  };
}

/** Verdicts that prevail over every later one in the list when definitions differ. */
const PRECEDENCE: readonly Action[] = [
  Action.BlankCall,
  Action.Blank,
  Action.Loop,
  Action.Branch,
  Action.Unwrap,
  Action.Cast,
  Action.Statement,
];

/** The verdict on two definitions of one macro. */
function merge(a: Action, b: Action): Action {
  if (a === b) return a;
  // The same attribute spelled differently, or as a word in one place and as nothing in another.
  const first = a === Action.Replace ? Action.Blank : a;
  const second = b === Action.Replace ? Action.Blank : b;
  for (const action of PRECEDENCE) if (first === action || second === action) return action;
  if (first === Action.Empty && second === Action.EmptyCall) return Action.EmptyCall;
  if (second === Action.Empty && first === Action.EmptyCall) return Action.EmptyCall;
  const isEmpty = first === Action.Empty || second === Action.Empty;
  // Nothing here, something unknown there: an attribute, if it stands where one would.
  return isEmpty ? Action.Weak : Action.Ordinary;
}
