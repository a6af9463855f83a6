/**
 * Macros in the place of whole statements and declarations: they get the `;` that they do without, become the head
 * of a control statement, or go when nothing of them can be parsed.
 */
import { Punct, Tok } from "../lexer";
import { LAST_KEYWORD, Word } from "../names";
import {
  AMPERSAND,
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COMMA,
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
import { UNKNOWN_NAME } from "../tree";
import {
  actionAt,
  beginStatement,
  type Context,
  innermost,
  isFirstOnLine,
  isName,
  isPunctAt,
  isStatementWord,
  Scope,
  spelling,
  suspicionAt,
} from "./context";
import { Action } from "./dialect";
import { maskHead, namesLoop } from "./heads";
import { hasGapAfter, nextToken, patch, remove, removeRange } from "./rewrite";
import type { Run } from "./runs";
import { isUpperCase, Suspicion } from "./words";

/** What these functions answer when they leave a macro alone; else the token to go on from. */
export const UNTOUCHED = -1;

/** Puts a `;` behind token `t`, if there is room; the next token starts a statement. */
function endStatement(c: Context, t: number): void {
  if (!hasGapAfter(c.r, t)) return;
  patch(c.r, c.tokens.end[t], c.tokens.end[t] + 1, ";");
  c.statementAfter = t;
}

/** Whether the word at `t` can only begin something else than the rest of a declaration. */
function isForeign(c: Context, t: number): boolean {
  if (isStatementWord(c, t)) return true;
  if (t >= c.tokens.count || c.tokens.kind[t] !== Tok.Word) return false;
  switch (c.tokens.code[t]) {
    case Word.Private:
    case Word.Protected:
    case Word.Public:
    case Word.Template:
    case Word.Using:
    case Word.Namespace:
    case Word.StaticAssert:
    case Word.StaticAssertC:
      return true;
    default:
      return false;
  }
}

/** A single name where a statement or declaration starts, followed by token `end`. */
export function maskLoneWord(c: Context, t: number, end: number): number {
  const { tokens, r } = c;
  const action = actionAt(c, t);
  const isMacro =
    suspicionAt(c, t) !== Suspicion.None ||
    action === Action.Statement ||
    (action === Action.Ordinary && isUpperCase(spelling(c, t)));
  if (end >= tokens.count) {
    if (c.scope === Scope.File && isMacro) remove(r, t);
    return end;
  }
  if (isPunct(tokens, end, BRACE_OPEN)) {
    if (c.scope === Scope.File) nameHead(c, t);
    const runs = c.scope === Scope.Body && (isMacro || action === Action.Loop || action === Action.Branch);
    if (!runs) return UNTOUCHED;
    // The head of a block: what it does is unknown, the block is not.
    remove(r, t);
    return end;
  }
  const closesScope = isPunct(tokens, end, BRACE_CLOSE) && innermost(c) !== Scope.Enum;
  if (
    action === Action.Statement &&
    c.scope === Scope.Body &&
    (closesScope || tokens.kind[end] === Tok.Word)
  ) {
    if (hasGapAfter(c.r, t)) patch(c.r, tokens.end[t], tokens.end[t] + 1, ";");
    beginStatement(c);
    return end;
  }
  if (isMacro && (closesScope || isForeign(c, end))) {
    if (closesScope && makesMembers(c)) endMember(c, t, tokens.end[t]);
    else remove(r, t);
    return end;
  }
  return UNTOUCHED;
}

/** Whether a macro among the members of a struct may make some: in C++ it mostly says something of the class. */
function makesMembers(c: Context): boolean {
  return c.scope === Scope.Record && !c.cpp;
}

/** Leaves of the macro `t ... end` a member of unknown type: `FIELDS }` becomes `FIELD; }`. */
function endMember(c: Context, t: number, end: number): void {
  const { tokens } = c;
  const at = tokens.end[t] === end ? end - 1 : tokens.end[t];
  if (at > tokens.start[t]) patch(c.r, at, end, ";");
}

/** `MAIN_FUNCTION {`: a macro for a whole head becomes the head of a function of a shorter name. */
function nameHead(c: Context, t: number): void {
  const { tokens } = c;
  if (tokens.end[t] - tokens.start[t] < 5 || !isUpperCase(spelling(c, t))) return;
  patch(c.r, tokens.end[t] - 3, tokens.end[t], "(_)");
  c.sawParams = true;
}

/**
 * Two names of which the first ends its line: `FALLTHROUGH` before `x = 3;`. Takes the first away, or ends it if it is
 * known as a whole statement.
 */
export function maskMacroLine(c: Context, run: Run, t: number): boolean {
  if (run.count !== 2 || suspicionAt(c, t) === Suspicion.None) return false;
  if (!isName(c, run.first[0]) || !isName(c, run.first[1]) || !isFirstOnLine(c, run.first[1])) return false;
  if (actionAt(c, t) === Action.Statement) {
    if (hasGapAfter(c.r, t)) patch(c.r, c.tokens.end[t], c.tokens.end[t] + 1, ";");
    return true;
  }
  if (!isFirstOnLine(c, t)) return false;
  // A type may stand on a line of its own: `TYPE` before `x;`.
  const { tokens } = c;
  if (run.end >= tokens.count || tokens.kind[run.end] !== Tok.Punct) return false;
  const code = tokens.code[run.end];
  if (code === SEMICOLON || code === COMMA || code === BRACKET_OPEN || code === STAR) return false;
  remove(c.r, t);
  return true;
}

/** A name and parentheses where a statement or declaration starts. */
export function maskLoneCall(c: Context, t: number, open: number): number {
  const close = c.r.match[open];
  if (close < 0) return UNTOUCHED;
  const after = nextToken(c.r, close);
  switch (c.scope) {
    case Scope.Body:
      return after < c.tokens.count ? maskCallInBody(c, t, open, close, after) : UNTOUCHED;
    case Scope.File:
    case Scope.Record:
      return maskCallAmongDeclarations(c, t, open, close, after);
    case Scope.Enum:
      return maskCallAmongEnumerators(c, t, close, after);
    default:
      return UNTOUCHED;
  }
}

/** `LIST(ENTRY) last_one`: enumerators that a macro makes are not known. */
function maskCallAmongEnumerators(c: Context, t: number, close: number, after: number): number {
  const isLast = isPunctAt(c, after, BRACE_CLOSE);
  if (!isLast && !isPunctAt(c, after, COMMA) && !isName(c, after)) return UNTOUCHED;
  removeRange(c.r, t, isPunctAt(c, after, COMMA) ? after : close);
  return isPunctAt(c, after, COMMA) ? nextToken(c.r, after) : after;
}

function maskCallAmongDeclarations(
  c: Context,
  t: number,
  open: number,
  close: number,
  after: number,
): number {
  const { tokens, r, cpp } = c;
  const inFile = c.scope === Scope.File;
  if (inFile && (isPunctAt(c, after, BRACE_OPEN) || isPunctAt(c, after, SEMICOLON))) {
    const head = spreadHead(c, t, open, close);
    if (head !== UNTOUCHED) return head;
  }
  const action = actionAt(c, t);
  const isMacro =
    suspicionAt(c, t) === Suspicion.Macro ||
    action === Action.Statement ||
    (action === Action.Ordinary && isUpperCase(spelling(c, t)));
  if (after >= tokens.count || isPunct(tokens, after, BRACE_CLOSE)) {
    if (!inFile && !isMacro) return UNTOUCHED;
    if (makesMembers(c)) endMember(c, t, tokens.end[close]);
    else removeRange(r, t, close);
    return after;
  }
  if (isPunct(tokens, after, BRACE_OPEN)) {
    if (inFile) maskHeadArguments(c, open, close);
    return UNTOUCHED;
  }
  if (isPunct(tokens, after, PAREN_OPEN)) {
    // `FIXTURE(name)(parameters) {`
    const then = r.match[after] > 0 ? nextToken(r, r.match[after]) : tokens.count;
    if (inFile && isMacro && isPunctAt(c, then, BRACE_OPEN)) removeRange(r, open, close);
    return UNTOUCHED;
  }
  if (tokens.kind[after] === Tok.Word && isFirstOnLine(c, after)) {
    if ((inFile || isMacro) && (cpp || !leadsToOldStyleBody(c, open, close))) {
      removeRange(r, t, close);
      beginStatement(c);
      return after;
    }
    return UNTOUCHED;
  }
  const continues =
    isPunct(tokens, after, SEMICOLON) || isPunct(tokens, after, Punct.Arrow) || isPunct(tokens, after, 46);
  if (continues && (inFile || isMacro) && !isParameterList(c, open, close)) return removeDeclaration(c, t);
  return UNTOUCHED;
}

/**
 * `EXPORT(type, name, (parameters), attributes)`: a macro that makes a head of its arguments. Leaves the head, and
 * returns its first token.
 */
function spreadHead(c: Context, t: number, open: number, close: number): number {
  const { tokens, r } = c;
  let type = UNTOUCHED;
  let name = UNTOUCHED;
  let first = open + 1;
  for (let n = open + 1; n < close; n++) {
    if (isPunct(tokens, n, COMMA)) {
      [type, name, first] = [name, first, n + 1];
      continue;
    }
    if (!isPunct(tokens, n, PAREN_OPEN)) continue;
    const end = r.match[n];
    if (n === first && (end + 1 === close || isPunct(tokens, end + 1, COMMA))) {
      const isHead =
        type !== UNTOUCHED &&
        areTypeWords(c, type, name - 1) &&
        areTypeWords(c, name, n - 1) &&
        isName(c, n - 2) &&
        (end === n + 1 || isParameterList(c, n, end));
      if (!isHead) return UNTOUCHED;
      removeRange(r, end + 1, close);
      remove(r, n - 1);
      remove(r, name - 1);
      removeRange(r, t, type - 1);
      beginStatement(c);
      return type;
    }
    n = end;
  }
  return UNTOUCHED;
}

/** Whether the tokens from `from` to before `to` are words, with stars behind them. */
function areTypeWords(c: Context, from: number, to: number): boolean {
  const { tokens } = c;
  if (from >= to || tokens.kind[from] !== Tok.Word) return false;
  for (let n = from; n < to; n++) if (tokens.kind[n] !== Tok.Word && !isPunct(tokens, n, STAR)) return false;
  return true;
}

/** Takes everything from `t` up to the next `;` away. */
function removeDeclaration(c: Context, t: number): number {
  const { tokens, r } = c;
  let n = t;
  while (n < tokens.count && !isPunct(tokens, n, SEMICOLON) && !isPunct(tokens, n, BRACE_CLOSE)) {
    n = isPunct(tokens, n, PAREN_OPEN) && r.match[n] > 0 ? r.match[n] + 1 : n + 1;
  }
  // What is left of a macro among members is one of unknown type.
  removeRange(r, makesMembers(c) ? t + 1 : t, n - 1);
  return n;
}

/** `TEST(Group, "name") {`: the head of a function. Arguments that are no parameters go; C needs a name to be left. */
function maskHeadArguments(c: Context, open: number, close: number): void {
  const { tokens, r, cpp } = c;
  if (isParameterList(c, open, close)) return;
  const keepsName = !cpp && isName(c, open + 1);
  const from = keepsName ? open + 2 : open + 1;
  if (from <= close - 1) removeRange(r, from, close - 1);
  if (!cpp && !keepsName && tokens.start[close] > tokens.end[open])
    patch(r, tokens.end[open], tokens.end[open] + 1, UNKNOWN_NAME);
}

/** Whether bare names in parentheses, then declarations, then a brace make an old-style function definition. */
function leadsToOldStyleBody(c: Context, open: number, close: number): boolean {
  const { tokens } = c;
  for (let n = open + 1; n < close; n++) {
    const wantsName = (n - open) % 2 === 1;
    if (wantsName ? !isName(c, n) : !isPunct(tokens, n, COMMA)) return false;
  }
  const limit = Math.min(tokens.count, close + 400);
  for (let n = close + 1; n < limit; n++) {
    if (isPunct(tokens, n, BRACE_OPEN)) return isPunct(tokens, n - 1, SEMICOLON);
    if (isPunct(tokens, n, PAREN_OPEN) || isPunct(tokens, n, EQUAL)) return false;
  }
  return false;
}

/**
 * Whether the parentheses hold what the grammars take for parameters at file level: in C++ types with or without
 * names, in C typed parameters or a single bare name.
 */
function isParameterList(c: Context, open: number, close: number): boolean {
  const { tokens, cpp } = c;
  if (close === open + 1) return cpp;
  let bare = 0;
  let typed = 0;
  let first = open + 1;
  for (let n = open + 1; n <= close; n++) {
    if (n === close || isPunct(tokens, n, COMMA)) {
      if (n === first + 1 && isName(c, first)) bare++;
      else if (n === first) return false;
      else {
        typed++;
        if (
          n === first + 1 &&
          isPrimitiveWord(tokens.code[first]) &&
          !isWord(tokens, first, Word.Void) &&
          !cpp
        ) {
          return false;
        }
      }
      first = n + 1;
      continue;
    }
    if (tokens.kind[n] === Tok.Word) continue;
    if (tokens.kind[n] !== Tok.Punct) {
      if (!cpp || !isPunct(tokens, n - 1, EQUAL)) return false;
      continue;
    }
    switch (tokens.code[n]) {
      case STAR:
      case AMPERSAND:
      case Punct.ColonColon:
      case Punct.Ellipsis:
      case Punct.AndAnd:
      case BRACKET_OPEN:
      case BRACKET_CLOSE:
      case LESS:
      case GREATER:
      case PAREN_OPEN:
      case PAREN_CLOSE:
      case EQUAL:
        break;
      default:
        return false;
    }
  }
  return cpp ? bare === 0 || typed === 0 : bare === 0 || (bare === 1 && typed === 0);
}

function maskCallInBody(c: Context, t: number, open: number, close: number, after: number): number {
  const { tokens, r } = c;
  const action = actionAt(c, t);
  if (isPunct(tokens, after, BRACE_OPEN)) {
    return maskHead(r, t, open, close, action, c.cpp) ? goOnBehind(c, close) : UNTOUCHED;
  }
  if (holdsStatement(c, open, close)) {
    const next = guardStatement(c, t, open, close);
    // Where the name leaves no room for that, the macro is a statement all the same.
    if (next !== UNTOUCHED) return next;
  }
  if (isPunct(tokens, after, BRACE_CLOSE)) {
    endStatement(c, close);
    return UNTOUCHED;
  }
  if (tokens.kind[after] !== Tok.Word) return UNTOUCHED;
  const loops = namesLoop(spelling(c, t)) && !isFirstOnLine(c, after);
  if (action === Action.Loop || action === Action.Branch || loops) {
    return maskHead(r, t, open, close, action, c.cpp) ? goOnBehind(c, close) : UNTOUCHED;
  }
  if (isWord(tokens, after, Word.Else)) {
    // The macro ends in an `if` that has no `else` yet.
    if (tokens.start[after] - tokens.end[close] < 2) return UNTOUCHED;
    if (!maskHead(r, t, open, close, Action.Branch, c.cpp)) return UNTOUCHED;
    patch(r, tokens.end[close] + 1, tokens.end[close] + 2, ";");
    return goOnBehind(c, close);
  }
  if (action === Action.Statement || isFirstOnLine(c, after)) {
    endStatement(c, close);
    return UNTOUCHED;
  }
  if (isStatementWord(c, after)) {
    return maskHead(r, t, open, close, Action.Branch, c.cpp) ? goOnBehind(c, close) : UNTOUCHED;
  }
  if (suspicionAt(c, t) !== Suspicion.Macro) return UNTOUCHED;
  if (isName(c, after) && endsDeclarator(c, nextToken(r, after))) {
    // `LIST_HEAD(item) head;`: the macro is the type.
    removeRange(r, open, close);
    return after;
  }
  endStatement(c, close);
  return UNTOUCHED;
}

function endsDeclarator(c: Context, t: number): boolean {
  return (
    isPunctAt(c, t, SEMICOLON) ||
    isPunctAt(c, t, EQUAL) ||
    isPunctAt(c, t, BRACKET_OPEN) ||
    isPunctAt(c, t, COMMA)
  );
}

function goOnBehind(c: Context, close: number): number {
  beginStatement(c);
  return nextToken(c.r, close);
}

/**
 * Whether a macro's arguments are a statement: `ON_ERROR(return -1;)`. One behind other arguments is left to
 * `arguments`.
 */
function holdsStatement(c: Context, open: number, close: number): boolean {
  const { tokens, r } = c;
  const first = nextToken(r, open);
  if (first >= close) return false;
  if (tokens.kind[first] === Tok.Word) {
    switch (tokens.code[first]) {
      case Word.Return:
      case Word.Break:
      case Word.Continue:
      case Word.Goto:
        return true;
    }
    if (tokens.code[first] <= LAST_KEYWORD && isStatementWord(c, first)) return false;
  }
  const declares = tokens.kind[first] === Tok.Word && isPrimitiveWord(tokens.code[first]);
  for (let n = first; n < close; n++) {
    if (isPunct(tokens, n, SEMICOLON)) return true;
    if (isPunct(tokens, n, COMMA) && !declares) return false;
    if (tokens.kind[n] === Tok.Punct && r.match[n] > n) n = r.match[n];
  }
  return false;
}

/** `ON_ERROR(return -1;)` becomes `if(_){ return -1;}`: on a condition that nobody knows. */
function guardStatement(c: Context, t: number, open: number, close: number): number {
  const { tokens, r } = c;
  const start = tokens.start[t];
  const room = tokens.end[open] - start;
  const last = close - 1;
  const isClosed = isPunct(tokens, last, SEMICOLON) || isPunct(tokens, last, BRACE_CLOSE);
  if (room < (isClosed ? 6 : 5)) return UNTOUCHED;
  patch(r, start, tokens.end[open], isClosed ? "if(_){" : "if(_)");
  patch(r, tokens.start[close], tokens.end[close], isClosed ? "}" : ";");
  tokens.code[close] = isClosed ? BRACE_CLOSE : SEMICOLON;
  remove(r, t);
  r.match[open] = -1;
  if (isClosed) {
    tokens.code[open] = BRACE_OPEN;
    r.match[open] = close;
    return open;
  }
  remove(r, open);
  beginStatement(c);
  return nextToken(r, open);
}
