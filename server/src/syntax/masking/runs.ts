/**
 * Runs of words, as declarations have them: read into parts (specifiers, types, names), with macros that wrap a type,
 * a member's name or an attribute in parentheses recognised on the way.
 */
import { Punct, Tok } from "../lexer";
import { FIRST_SPECIFIER, LAST_KEYWORD, LAST_SPECIFIER, Word } from "../names";
import {
  AMPERSAND,
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
} from "../structure";
import {
  actionAt,
  type Context,
  innermost,
  isFirstOnLine,
  isName,
  isPunctAt,
  punctAt,
  Scope,
  suspicionAt,
} from "./context";
import { Action } from "./dialect";
import { nextToken, previousToken, remove, removeRange } from "./rewrite";
import { Suspicion } from "./words";

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
export function isTypeLike(c: Context, open: number, close: number): boolean {
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
export function isArrayDeclarator(c: Context, t: number): boolean {
  const open = t < 0 ? -1 : c.r.match[t];
  const behind = open < 0 ? -1 : previousToken(c.r, open);
  return behind >= 0 && (isName(c, behind) || isPunct(c.tokens, behind, BRACKET_CLOSE));
}
