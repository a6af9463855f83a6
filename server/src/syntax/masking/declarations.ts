/**
 * Runs of words, judged by the room that a declaration has: specifiers, one type, one name. A word beyond that which
 * looks like a macro is an attribute, and goes; so does any word before a built-in type or `struct`. Macros that wrap
 * a type or a name in parentheses lose either the parentheses or themselves, depending on what the rest needs.
 */
import { Punct, Tok, TokenFlag } from "../lexer";
import {
  FIRST_SPECIFIER,
  FIRST_STATEMENT,
  LAST_KEYWORD,
  LAST_SPECIFIER,
  LAST_STATEMENT,
  Word,
} from "../names";
import {
  AMPERSAND,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  closingAngle,
  EQUAL,
  GREATER,
  isPrimitiveWord,
  isPunct,
  isWord,
  LESS,
  PAREN_CLOSE,
  PAREN_OPEN,
  SEMICOLON,
  STAR,
  TILDE,
} from "../structure";
import { type Context, innermost, Scope } from "./context";
import { Action, UNKNOWN_LITERAL } from "./dialect";
import { hasGapAfter, nextToken, patch, previousToken, remove, removeRange } from "./rewrite";
import { isUpperCase, Suspicion } from "./words";

/** The parts that a run of words consists of. */
export const enum Part {
  Specifier,
  /** A built-in type that is complete: not just `unsigned` or `long`. */
  Primitive,
  /** `unsigned`, `signed`, `long`, `short`: a name may follow as the rest of the type. */
  Size,
  /** `class`, `struct`, `union`, `enum`. */
  Head,
  /** A name, in C++ with its qualifiers and template arguments. */
  Name,
  /** A macro-looking name with its arguments, before or behind other words. */
  Call,
}

export interface Run {
  count: number;
  /** The token after the run. */
  end: number;
  readonly kind: Uint8Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** Runs longer than this are no declarations. */
const MAX_PARTS = 48;

export function createRun(): Run {
  return {
    count: 0,
    end: 0,
    kind: new Uint8Array(MAX_PARTS),
    first: new Int32Array(MAX_PARTS),
    last: new Int32Array(MAX_PARTS),
  };
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
function punctAt(c: Context, t: number): number {
  return t >= 0 && t < c.tokens.count && c.tokens.kind[t] === Tok.Punct ? c.tokens.code[t] : 0;
}

/** The last token of the name that starts at `t`, qualifiers and template arguments included. */
function nameEnd(c: Context, t: number): number {
  let last = t;
  if (!c.cpp) return last;
  for (;;) {
    let n = nextToken(c.r, last);
    if (isPunctAt(c, n, LESS)) {
      const close = closingAngle(c.tokens, c.r.match, n);
      if (close < 0) return last;
      last = close;
      n = nextToken(c.r, last);
    }
    if (!isPunctAt(c, n, Punct.ColonColon)) return last;
    const name = nextToken(c.r, n);
    if (!isName(c, name)) return last;
    last = name;
  }
}

function addPart(run: Run, kind: Part, first: number, last: number): void {
  run.kind[run.count] = kind;
  run.first[run.count] = first;
  run.last[run.count] = last;
  run.count++;
}

/** Reads the run of words that starts at `t`. A run without parts ends where it starts. */
export function readRun(c: Context, run: Run, t: number): void {
  const { tokens, r } = c;
  run.count = 0;
  let names = 0;
  let hasType = false;
  let n = t;
  while (n < tokens.count && run.count < MAX_PARTS) {
    const before = run.count;
    if (tokens.kind[n] !== Tok.Word) {
      if (c.cpp && isPunct(tokens, n, Punct.ColonColon) && isName(c, nextToken(r, n))) {
        addPart(run, Part.Name, n, nameEnd(c, nextToken(r, n)));
        names++;
      } else if (before === 0 && isPunct(tokens, n, BRACKET_OPEN) && isPunctAt(c, n + 1, BRACKET_OPEN)) {
        if (r.match[n] > 0) addPart(run, Part.Specifier, n, r.match[n]);
      }
    } else if (tokens.code[n] <= LAST_KEYWORD) {
      readKeyword(c, run, n);
      if (run.count > before && run.kind[before] !== Part.Specifier) hasType = true;
    } else {
      const last = nameEnd(c, n);
      const open = nextToken(r, last);
      const isContextual = isWord(tokens, n, Word.Final) || isWord(tokens, n, Word.Override);
      if (isContextual && (names > 0 || hasType || c.sawParams)) addPart(run, Part.Specifier, n, n);
      else if (last === n && isPunctAt(c, open, PAREN_OPEN) && r.match[open] > 0) {
        if (readCall(c, run, n, open, names, hasType)) {
          // The name or type that the call stands for, or nothing: see there.
          if (run.kind[run.count - 1] === Part.Name) names++;
        } else {
          addPart(run, Part.Name, n, n);
          run.end = open;
          return;
        }
      } else {
        addPart(run, Part.Name, n, last);
        names++;
        if (isPunctAt(c, open, PAREN_OPEN)) {
          run.end = open;
          return;
        }
      }
    }
    if (run.count === before) break;
    n = nextToken(r, run.last[run.count - 1]);
  }
  run.end = n;
}

/** Adds the keyword at `n` as a part, if it is one that declarations have. */
function readKeyword(c: Context, run: Run, n: number): void {
  const { tokens, r } = c;
  const code = tokens.code[n];
  if (code >= FIRST_SPECIFIER && code <= LAST_SPECIFIER) {
    addPart(run, Part.Specifier, n, n);
    return;
  }
  if (isPrimitiveWord(code)) {
    const isSize =
      code === Word.Unsigned || code === Word.Signed || code === Word.Long || code === Word.Short;
    addPart(run, isSize ? Part.Size : Part.Primitive, n, n);
    return;
  }
  switch (code) {
    case Word.Enum:
      c.sawEnum = true;
      c.sawHead = true;
      addPart(run, Part.Head, n, n);
      return;
    case Word.Struct:
    case Word.Class:
    case Word.Union:
      c.sawHead = true;
      addPart(run, Part.Head, n, n);
      return;
    case Word.Typename:
      addPart(run, Part.Specifier, n, n);
      return;
    case Word.Typeof:
    case Word.TypeofGnu:
    case Word.TypeofGnu2:
      addPart(run, Part.Primitive, n, n);
      return;
    case Word.Throw:
      if (!c.sawParams) return;
      break;
    case Word.Alignas:
    case Word.AlignasC:
    case Word.Noexcept:
    case Word.Attribute:
    case Word.AttributeGnu:
      break;
    default:
      return;
  }
  const open = nextToken(r, n);
  const close = isPunctAt(c, open, PAREN_OPEN) ? r.match[open] : n;
  if (close >= 0) addPart(run, Part.Specifier, n, close);
}

/**
 * The name at `t` with arguments, amid other words. Adds a part and returns true when it cannot be the name of what
 * is declared or called: an attribute, a macro that makes a type (`Iterator(Item) next`), or one around the
 * declared name (`int FIELD(x);`), of which only the inside is kept.
 */
function readCall(c: Context, run: Run, t: number, open: number, names: number, hasType: boolean): boolean {
  const { r } = c;
  const close = r.match[open];
  const isTagged = run.count > 0 && run.kind[run.count - 1] === Part.Head;
  const after = nextToken(r, close);
  if (isTagged) {
    // `struct ATTRIBUTE(x) name {`
    if (!isName(c, after)) return false;
    addPart(run, Part.Call, t, close);
    return true;
  }
  if (wrapsField(c, run, t, open, names, hasType)) {
    remove(r, t);
    remove(r, open);
    remove(r, close);
    addPart(run, Part.Name, open + 1, close);
    return true;
  }
  if (isAttributeCall(c, run, t, close, names, hasType)) {
    addPart(run, Part.Call, t, close);
    return true;
  }
  if (names === 0 && !hasType && isTypeCall(c, run, t, open)) {
    removeRange(r, open, close);
    addPart(run, Part.Name, t, t);
    // The parentheses are gone: the run goes on behind them.
    run.last[run.count - 1] = close;
    return true;
  }
  return false;
}

/** Whether a macro stands around a member's name: `int PRIVATE(x);`. */
function wrapsField(c: Context, run: Run, t: number, open: number, names: number, hasType: boolean): boolean {
  if (c.scope !== Scope.Record || innermost(c) !== Scope.Record || suspicionAt(c, t) !== Suspicion.Macro) {
    return false;
  }
  const close = c.r.match[open];
  if (!isName(c, open + 1) || nextToken(c.r, open + 1) !== close) return false;
  const tag = run.count > 1 && run.kind[0] !== Part.Name && run.kind[run.count - 2] === Part.Head;
  const behind = previousToken(c.r, t);
  const hasWholeType =
    (hasType && !tag && names === 0) || names === 1 || (behind >= 0 && isPunct(c.tokens, behind, STAR));
  if (!hasWholeType) return false;
  const code = punctAt(c, nextToken(c.r, close));
  return code === SEMICOLON || code === BRACKET_OPEN || code === COMMA || code === COLON;
}

/** Whether the macro-looking name at `t` and its arguments stand where only an attribute can. */
function isAttributeCall(
  c: Context,
  run: Run,
  t: number,
  close: number,
  names: number,
  hasType: boolean,
): boolean {
  const { r } = c;
  if (suspicionAt(c, t) !== Suspicion.Macro) return false;
  // Behind a type and a name: `int x ALIGNED(4) = 3`, `void f(void) ATTRIBUTE(1)`.
  if (names >= 2 || (hasBuiltIn(run) && names >= 1)) return true;
  if (hasType) return false;
  const behind = punctAt(c, previousToken(r, t));
  if (behind === STAR || behind === AMPERSAND) return false;
  if (run.count === 0 && !c.starts) {
    if (behind === PAREN_CLOSE) return c.scope !== Scope.Body;
    if (behind === BRACKET_CLOSE) return isArrayDeclarator(c, previousToken(r, t));
  }
  const after = nextToken(r, close);
  if (!startsType(c, after)) return false;
  // At the start of a statement it may be one by itself: `statements` decides.
  return !c.starts || run.count > 0 || (c.scope !== Scope.Body && !isFirstOnLine(c, after));
}

function hasBuiltIn(run: Run): boolean {
  for (let i = 0; i < run.count; i++) if (run.kind[i] === Part.Primitive) return true;
  return false;
}

/** Whether a type, and not only qualifiers behind a declarator, starts at `t`. */
function startsType(c: Context, t: number): boolean {
  const { tokens, r } = c;
  for (let n = t; n < tokens.count; n = nextToken(r, n)) {
    if (tokens.kind[n] !== Tok.Word) return false;
    const code = tokens.code[n];
    if (code >= FIRST_SPECIFIER && code <= LAST_SPECIFIER) continue;
    if (code > LAST_KEYWORD) return code !== Word.Final && code !== Word.Override;
    if (isPrimitiveWord(code)) return true;
    switch (code) {
      case Word.Struct:
      case Word.Class:
      case Word.Union:
      case Word.Enum:
      case Word.Typename:
      case Word.Typeof:
      case Word.TypeofGnu:
      case Word.TypeofGnu2:
      case Word.AttributeGnu:
        return true;
    }
    return false;
  }
  return false;
}

/** Whether the name at `t` is a macro that makes a type of the one in parentheses: `Iterator(Item) next`. */
function isTypeCall(c: Context, run: Run, t: number, open: number): boolean {
  const { tokens, r } = c;
  const close = r.match[open];
  if (!isTypeLike(c, open, close)) return false;
  const after = nextToken(r, close);
  const isMacro = actionAt(c, t) === Action.Ordinary;
  if (isName(c, after)) {
    if (isFirstOnLine(c, after)) return false;
    if (isMacro) return true;
    const code = punctAt(c, nextToken(r, after));
    return (
      code === SEMICOLON || code === EQUAL || code === BRACKET_OPEN || code === COMMA || code === PAREN_CLOSE
    );
  }
  const code = punctAt(c, after);
  if (!isMacro || (code !== AMPERSAND && code !== STAR)) return false;
  const isParameter = innermost(c) === Scope.Paren && c.scope !== Scope.Body && c.sawParams && !c.sawEqual;
  return isParameter || (run.count > 0 && isWord(tokens, run.first[run.count - 1], Word.Const));
}

/** Whether the parentheses hold nothing but the words and signs of a type. */
function isTypeLike(c: Context, open: number, close: number): boolean {
  for (let n = open + 1; n < close; n++) {
    if (c.tokens.kind[n] === Tok.Word) continue;
    switch (punctAt(c, n)) {
      case STAR:
      case AMPERSAND:
      case LESS:
      case GREATER:
      case Punct.ColonColon:
        continue;
      default:
        return false;
    }
  }
  return close > open + 1;
}

/** Whether the `]` at `t` closes what follows a name, and not `[]` of `delete` or of a lambda. */
function isArrayDeclarator(c: Context, t: number): boolean {
  const open = t < 0 ? -1 : c.r.match[t];
  const behind = open < 0 ? -1 : previousToken(c.r, open);
  return behind >= 0 && (isName(c, behind) || isPunct(c.tokens, behind, BRACKET_CLOSE));
}

/** What a run has, counted by `countParts`. */
interface Census {
  /** Names behind the last word that begins a type; all of them when there is no such word. */
  names: number;
  /** Names before such a word: none of them can be a type. */
  strays: number;
  calls: number;
  hasPrimitive: boolean;
  hasSize: boolean;
  hasHead: boolean;
}

const census: Census = {
  names: 0,
  strays: 0,
  calls: 0,
  hasPrimitive: false,
  hasSize: false,
  hasHead: false,
};

function countParts(run: Run): Census {
  census.names = census.strays = census.calls = 0;
  census.hasPrimitive = census.hasSize = census.hasHead = false;
  for (let i = 0; i < run.count; i++) {
    switch (run.kind[i]) {
      case Part.Name:
        census.names++;
        continue;
      case Part.Call:
        census.calls++;
        continue;
      case Part.Primitive:
        census.hasPrimitive = true;
        break;
      case Part.Size:
        census.hasSize = true;
        break;
      case Part.Head:
        census.hasHead = true;
        break;
      default:
        continue;
    }
    census.strays += census.names;
    census.names = 0;
  }
  return census;
}

/** Takes the attribute-like words of the run that starts at `t` away. Returns whether it declares something. */
export function maskRun(c: Context, run: Run, t: number): boolean {
  const { tokens, r, cpp } = c;
  const before = previousToken(r, t);
  const beforeCode = punctAt(c, before);
  const endCode = punctAt(c, run.end);
  if (!c.starts && isBehindDeclarator(c, before, beforeCode)) {
    maskBehind(c, run, endCode);
    return false;
  }
  const { names, strays, calls, hasPrimitive, hasSize, hasHead } = countParts(run);
  if (names > 1 && isMacroText(c, run, beforeCode, endCode)) {
    const first = run.first[0];
    patch(r, tokens.start[first], tokens.end[run.last[run.count - 1]], UNKNOWN_LITERAL);
    tokens.end[first] = tokens.end[run.last[run.count - 1]];
    tokens.kind[first] = Tok.String;
    if (run.count > 1) removeRange(r, first + 1, run.last[run.count - 1]);
    return false;
  }
  const declares = names > 1 || hasPrimitive || hasSize || hasHead;
  if (calls > 0) maskCalls(c, run, names, hasPrimitive || hasHead || hasSize, endCode);
  const toPointer = endCode === STAR || endCode === AMPERSAND || (cpp && endCode === Punct.AndAnd);
  const room = roomFor(c, run, before, beforeCode, endCode, toPointer);
  let extra = Math.max(0, names - room);
  for (let i = 0, left = strays; i < run.count && left > 0; i++) {
    if (run.kind[i] !== Part.Name) continue;
    left--;
    removeRange(r, run.first[i], run.last[i]);
    run.kind[i] = Part.Specifier;
  }
  // Attributes stand before the type more often than behind the name, so the last word goes only if none else can.
  const afterType = beforeCode === BRACE_CLOSE && !c.starts;
  for (let pass = 0; pass < 2 && extra > 0; pass++) {
    for (let i = 0; i < run.count && extra > 0; i++) {
      if (run.kind[i] !== Part.Name || run.first[i] !== run.last[i]) continue;
      if (suspicionAt(c, run.first[i]) === Suspicion.None) continue;
      if (pass === 0 && i === run.count - 1 && !afterType) continue;
      remove(r, run.first[i]);
      run.kind[i] = Part.Specifier;
      extra--;
    }
  }
  // Of words that no table knows, the first is the likelier attribute: `a b *` and `a b c(` are nothing as they stand.
  const isPrefix = toPointer
    ? names === 2 && !declaresBuiltIn(run)
    : c.scope === Scope.File && endCode === PAREN_OPEN;
  if (extra > 0 && !hasPrimitive && !hasHead && (isPrefix || hasStoragePrefix(c, run)))
    removeFirstName(c, run);
  return declares;
}

/** Whether the run is like `local const type name`: an unknown word for a storage class. */
function hasStoragePrefix(c: Context, run: Run): boolean {
  if (c.scope !== Scope.File) return false;
  let i = 0;
  while (i < run.count && run.kind[i] === Part.Specifier) i++;
  if (i + 3 >= run.count || run.kind[i] !== Part.Name || run.kind[i + 1] !== Part.Specifier) return false;
  let names = 0;
  for (let n = i + 2; n < run.count; n++) if (run.kind[n] === Part.Name) names++;
  return names === 2;
}

function declaresBuiltIn(run: Run): boolean {
  for (let i = 0; i < run.count; i++) {
    if (run.kind[i] === Part.Size || run.kind[i] === Part.Primitive || run.kind[i] === Part.Head) return true;
  }
  return false;
}

function isBehindDeclarator(c: Context, before: number, beforeCode: number): boolean {
  if (beforeCode === BRACKET_CLOSE) return isArrayDeclarator(c, before);
  return beforeCode === PAREN_CLOSE && c.scope !== Scope.Body && c.sawParams && innermost(c) !== Scope.Paren;
}

/** How many names the run has room for: a type's and the declared one, less what other words and signs stand for. */
function roomFor(
  c: Context,
  run: Run,
  before: number,
  beforeCode: number,
  endCode: number,
  toPointer: boolean,
): number {
  const { hasPrimitive, hasSize, hasHead, names } = census;
  if (beforeCode === STAR || beforeCode === AMPERSAND) return 1;
  if (beforeCode === BRACE_CLOSE && !c.starts) return 1;
  if (endCode === Punct.Arrow || endCode === 46) return 1;
  if (innermost(c) === Scope.Enum && !hasHead) return 1;
  if (hasHead) {
    if (endCode === BRACE_OPEN || endCode === COLON || toPointer) return 1;
    return names === 2 && endCode === SEMICOLON && hasExportWord(c, run) ? 1 : 2;
  }
  const toFunctionPointer =
    endCode === PAREN_OPEN &&
    isPunctAt(c, nextToken(c.r, run.end), STAR) &&
    (hasPrimitive || !c.cpp || c.scope !== Scope.Body);
  const isCast = endCode === PAREN_CLOSE && isCastParen(c, before);
  const isFull = toPointer || toFunctionPointer || isCast;
  if (hasPrimitive) return isFull ? 0 : 1;
  // `unsigned X y` may be a type of two words.
  if (hasSize) return isFull ? 1 : 2;
  if (isFull || isConstructor(c, run)) return 1;
  const isFunctionPointer = beforeCode === PAREN_OPEN && endCode === STAR;
  return isFunctionPointer ? 1 : 2;
}

/** In `class EXPORT Name;` an export word stands before the name. */
function hasExportWord(c: Context, run: Run): boolean {
  for (let i = 0; i + 1 < run.count; i++) {
    if (run.kind[i] !== Part.Head || run.kind[i + 1] !== Part.Name) continue;
    const word = spelling(c, run.first[i + 1]);
    return (
      suspicionAt(c, run.first[i + 1]) !== Suspicion.None &&
      /EXPORT|API|DLL|PUBLIC|EXTERN|ATTR|USE/.test(word)
    );
  }
  return false;
}

/** Whether the token at `t` is the `(` of what can only be a cast or an operand, not of parameters. */
function isCastParen(c: Context, t: number): boolean {
  const { tokens } = c;
  if (t < 0 || !isPunct(tokens, t, PAREN_OPEN) || c.scope !== Scope.Body) return false;
  const behind = previousToken(c.r, t);
  if (behind < 0) return false;
  if (tokens.kind[behind] === Tok.Word) return isWord(tokens, behind, Word.Return);
  const code = punctAt(c, behind);
  return code !== BRACKET_CLOSE && code !== PAREN_CLOSE && code !== GREATER;
}

/** Whether the run's last name is that of a constructor or destructor outside its class: no type stands before it. */
function isConstructor(c: Context, run: Run): boolean {
  const i = run.count - 1;
  if (!c.cpp || i < 0 || run.kind[i] !== Part.Name) return false;
  if (isPunctAt(c, run.end, Punct.ColonColon)) return isPunctAt(c, nextToken(c.r, run.end), TILDE);
  const last = run.last[i];
  if (last - run.first[i] < 2 || !isPunctAt(c, run.end, PAREN_OPEN)) return false;
  return c.tokens.code[last] === c.tokens.code[last - 2] && isPunct(c.tokens, last - 1, Punct.ColonColon);
}

/** Whether the run is macros for string literals one after the other, as in `text = HEAD BODY TAIL;`. */
function isMacroText(c: Context, run: Run, beforeCode: number, endCode: number): boolean {
  if (endCode !== SEMICOLON && endCode !== COMMA && endCode !== PAREN_CLOSE) return false;
  if (beforeCode !== EQUAL && beforeCode !== COMMA && beforeCode !== PAREN_OPEN) return false;
  const isExpression = beforeCode === EQUAL || c.sawEqual || c.scope === Scope.Body;
  if (!isExpression || isPunctAt(c, run.end, BRACE_CLOSE)) return false;
  for (let i = 0; i < run.count; i++) {
    if (run.kind[i] !== Part.Name || !isUpperCase(spelling(c, run.first[i]))) return false;
  }
  return (
    beforeCode === EQUAL ||
    (c.scope === Scope.Body && innermost(c) === Scope.Paren && !c.starts && c.sawEqual)
  );
}

/** Behind a declarator every macro-looking word is an attribute, if nothing else stands there. */
function maskBehind(c: Context, run: Run, endCode: number): void {
  switch (endCode) {
    case SEMICOLON:
    case BRACE_OPEN:
    case EQUAL:
    case COMMA:
    case COLON:
      break;
    default:
      return;
  }
  for (let i = 0; i < run.count; i++) {
    const kind = run.kind[i];
    if (kind === Part.Specifier) continue;
    if (kind !== Part.Name && kind !== Part.Call) return;
    if (suspicionAt(c, run.first[i]) === Suspicion.None) return;
  }
  for (let i = 0; i < run.count; i++) {
    if (run.kind[i] !== Part.Specifier) removeRange(c.r, run.first[i], run.last[i]);
  }
}

/** Macro calls among the words of a declaration: attributes, or types wrapped in a macro. */
function maskCalls(c: Context, run: Run, names: number, hasType: boolean, endCode: number): void {
  const { r } = c;
  const toPointer = endCode === STAR || endCode === AMPERSAND;
  const isComplete = hasType || names !== 1 || toPointer;
  for (let i = 0; i < run.count; i++) {
    if (run.kind[i] !== Part.Call) continue;
    const first = run.first[i];
    const last = run.last[i];
    const wraps = !isComplete && i < run.count - 1 && !isFirstOnLine(c, nextToken(r, last));
    if (!wraps) removeRange(r, first, last);
    else if (endCode !== PAREN_OPEN) removeRange(r, first + 1, last);
    else if (!isTypeLike(c, first + 1, last)) removeRange(r, first, last);
    else {
      remove(r, first);
      remove(r, first + 1);
      remove(r, last);
    }
  }
}

function removeFirstName(c: Context, run: Run): void {
  for (let i = 0; i < run.count; i++) {
    if (run.kind[i] !== Part.Name) continue;
    removeRange(c.r, run.first[i], run.last[i]);
    return;
  }
}

/** In a braced list, macros that bring their own commas stand side by side: puts a comma between them. */
export function separateValues(c: Context, run: Run): void {
  const { tokens, r } = c;
  for (let i = 0; i < run.count; i++) {
    if (run.kind[i] !== Part.Name && run.kind[i] !== Part.Call) return;
    let last = run.last[i];
    if (i === run.count - 1 && isPunctAt(c, run.end, PAREN_OPEN) && r.match[run.end] > 0)
      last = r.match[run.end];
    const next = nextToken(r, last);
    if (next >= tokens.count || !hasGapAfter(r, last)) return;
    const isElement = isName(c, next) || (isPunct(tokens, next, BRACE_OPEN) && isFirstOnLine(c, next));
    if (!isElement) return;
    patch(r, tokens.end[last], tokens.end[last] + 1, ",");
  }
}

/** Whether the word at `t` begins or continues a statement. */
export function isStatementWord(c: Context, t: number): boolean {
  if (t >= c.tokens.count || c.tokens.kind[t] !== Tok.Word) return false;
  const code = c.tokens.code[t];
  return code >= FIRST_STATEMENT && code <= LAST_STATEMENT;
}
