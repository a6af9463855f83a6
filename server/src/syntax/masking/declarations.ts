/**
 * Runs of words, judged by the room that a declaration has: specifiers, one type, one name. A word beyond that which
 * looks like a macro is an attribute, and goes; so does any word before a built-in type or `struct`. Macros that wrap
 * a type or a name in parentheses lose either the parentheses or themselves, depending on what the rest needs.
 */
import { Punct, Tok } from "../lexer";
import { Word } from "../names";
import {
  AMPERSAND,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  COLON,
  COMMA,
  EQUAL,
  GREATER,
  isPunct,
  isWord,
  PAREN_CLOSE,
  PAREN_OPEN,
  SEMICOLON,
  STAR,
  TILDE,
} from "../structure";
import {
  type Context,
  innermost,
  isFirstOnLine,
  isName,
  isPunctAt,
  punctAt,
  Scope,
  spelling,
  suspicionAt,
} from "./context";
import { UNKNOWN_LITERAL } from "./dialect";
import { hasGapAfter, nextToken, patch, previousToken, remove, removeRange } from "./rewrite";
import { isArrayDeclarator, isTypeLike, Part, type Run } from "./runs";
import { isUpperCase, Suspicion } from "./words";

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
