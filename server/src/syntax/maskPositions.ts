/**
 * The part of the masking that judges words by where they stand. A declaration has room for specifiers, one type and
 * one name; a macro-looking word beyond that is an attribute and goes. Macro calls in the place of statements get the
 * `;` or the head of a control statement that they stand for; types among the arguments of calls become names.
 */

import { Action, TAKES_TYPES } from "./dialect";
import { Punct, Tok, TokenFlag } from "./lexer";
import { maskTypeArguments } from "./maskArguments";
import { maskHead } from "./maskHeads";
import {
  FIRST_PRIMITIVE,
  FIRST_SPECIFIER,
  FIRST_STATEMENT,
  LAST_KEYWORD,
  LAST_PRIMITIVE,
  LAST_SPECIFIER,
  LAST_STATEMENT,
  Word,
} from "./names";
import {
  GONE,
  hasGapAfter,
  nextToken,
  patch,
  previousToken,
  type Rewriter,
  remove,
  removeRange,
} from "./rewrite";
import {
  AMPERSAND,
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
  scopeHead,
  TILDE,
} from "./structure";
import type { Language } from "./tree";
import { isUpperCase, type WordTable } from "./words";

/** What a brace encloses. */
const enum Scope {
  /** File level, namespaces, linkage blocks. */
  File,
  /** The body of a class, struct or union. */
  Record,
  Enum,
  /** A function's body or a block. */
  Body,
  /** A braced initialiser. */
  Values,
  /** Parentheses and brackets. */
  Paren,
}

/** The parts that a run of words consists of. */
const enum Part {
  Specifier,
  Primitive,
  /** `class`, `struct`, `union`, `enum`. */
  Head,
  /** A name, in C++ with its qualifiers and template arguments. */
  Name,
  /** A macro-looking name with its arguments, before or behind other words. */
  Call,
}

/** Runs longer than this are no declarations. */
const MAX_PARTS = 48;
/** How many tokens template arguments may have for `<` to count as their start. */
const ANGLE_REACH = 80;

export function maskPositions(r: Rewriter, words: WordTable, language: Language): void {
  const { tokens } = r;
  const cpp = language === "cpp";
  const { actions, suspects } = words;

  // Enclosing brackets: what they enclose, the token of the closing one, and what was seen of the declaration around.
  const scopes: Scope[] = [Scope.File];
  const closes: number[] = [tokens.count];
  /** Scope outside of parentheses. */
  let scope = Scope.File as Scope;
  let sawHead = false;
  let sawEnum = false;
  let sawParams = false;
  let sawEqual = false;
  /** Whether a statement or declaration may start here. */
  let starts = true;
  /** The closing parenthesis after which a statement starts: that of `if (...)` and its like. */
  let controlClose = -1;
  let labelOpen = false;

  const partKind = new Uint8Array(MAX_PARTS);
  const partFirst = new Int32Array(MAX_PARTS);
  const partLast = new Int32Array(MAX_PARTS);
  let parts = 0;

  function actionOf(t: number): Action {
    const code = tokens.code[t];
    return code < actions.length ? actions[code] : Action.None;
  }

  function isSuspect(t: number): boolean {
    const code = tokens.code[t];
    return tokens.kind[t] === Tok.Word && code < suspects.length && suspects[code] === 1;
  }

  function isName(t: number): boolean {
    return t < tokens.count && tokens.kind[t] === Tok.Word && tokens.code[t] > LAST_KEYWORD;
  }

  function isFirstOnLine(t: number): boolean {
    return t < tokens.count && (tokens.flags[t] & TokenFlag.FirstOnLine) !== 0;
  }

  function isPunctAt(t: number, code: number): boolean {
    return t < tokens.count && isPunct(tokens, t, code);
  }

  function beginStatement(): void {
    starts = true;
    sawHead = sawEnum = sawParams = sawEqual = labelOpen = false;
  }

  /** The `>` that closes the template arguments opened at `t`, or -1: only types, names and numbers may stand between. */
  function closingAngle(t: number): number {
    let depth = 0;
    const limit = Math.min(tokens.count, t + ANGLE_REACH);
    for (let n = t; n < limit; n++) {
      const kind = tokens.kind[n];
      if (kind === Tok.Word) {
        if (tokens.code[n] >= FIRST_STATEMENT && tokens.code[n] <= LAST_STATEMENT) return -1;
        continue;
      }
      if (kind !== Tok.Punct) {
        if (kind === Tok.Number) continue;
        return -1;
      }
      switch (tokens.code[n]) {
        case LESS:
          depth++;
          break;
        case GREATER:
          if (--depth === 0) return n;
          break;
        case PAREN_OPEN:
        case BRACKET_OPEN:
          if (r.match[n] < 0) return -1;
          n = r.match[n];
          break;
        case STAR:
        case AMPERSAND:
        case COMMA:
        case Punct.AndAnd:
        case Punct.ColonColon:
        case Punct.Ellipsis:
          break;
        default:
          return -1;
      }
    }
    return -1;
  }

  /** The last token of the name that starts at `t`, qualifiers and template arguments included. */
  function nameEnd(t: number): number {
    let last = t;
    if (!cpp) return last;
    for (;;) {
      let n = nextToken(r, last);
      if (isPunctAt(n, LESS)) {
        const close = closingAngle(n);
        if (close < 0) return last;
        last = close;
        n = nextToken(r, last);
      }
      if (!isPunctAt(n, Punct.ColonColon)) return last;
      const name = nextToken(r, n);
      if (!isName(name)) return last;
      last = name;
    }
  }

  /** Reads the run of words from `t` into the parts; returns the first token that is not part of it. */
  function readRun(t: number): number {
    parts = 0;
    let n = t;
    let names = 0;
    let hasType = false;
    while (n < tokens.count && parts < MAX_PARTS) {
      if (cpp && isPunct(tokens, n, Punct.ColonColon) && isName(nextToken(r, n))) {
        const first = n;
        addPart(Part.Name, first, nameEnd(nextToken(r, n)));
        names++;
      } else if (
        isPunct(tokens, n, BRACKET_OPEN) &&
        isPunctAt(n + 1, BRACKET_OPEN) &&
        r.match[n] > 0 &&
        parts === 0
      ) {
        addPart(Part.Specifier, n, r.match[n]);
      } else if (tokens.kind[n] !== Tok.Word) break;
      else {
        const code = tokens.code[n];
        if (code > LAST_KEYWORD) {
          const last = nameEnd(n);
          const open = nextToken(r, last);
          const isContextual = code === Word.Final || code === Word.Override;
          if (isContextual && (names > 0 || hasType || sawParams)) addPart(Part.Specifier, n, n);
          else if (isPunctAt(open, PAREN_OPEN) && last === n && isAttributeCall(n, open, names, hasType)) {
            addPart(Part.Call, n, r.match[open]);
          } else if (
            isPunctAt(open, PAREN_OPEN) &&
            last === n &&
            names === 0 &&
            !hasType &&
            isTypeCall(n, open)
          ) {
            removeRange(r, open, r.match[open]);
            addPart(Part.Name, n, n);
            names++;
          } else {
            addPart(Part.Name, n, last);
            names++;
            if (isPunctAt(open, PAREN_OPEN)) return open;
          }
        } else if (code >= FIRST_SPECIFIER && code <= LAST_SPECIFIER) addPart(Part.Specifier, n, n);
        else if (code >= FIRST_PRIMITIVE && code <= LAST_PRIMITIVE) {
          addPart(Part.Primitive, n, n);
          hasType = true;
        } else if (code === Word.Struct || code === Word.Class || code === Word.Union || code === Word.Enum) {
          addPart(Part.Head, n, n);
          sawHead = true;
          if (code === Word.Enum) sawEnum = true;
          hasType = true;
        } else if (code === Word.Typename) addPart(Part.Specifier, n, n);
        else if (
          code === Word.Alignas ||
          code === Word.AlignasC ||
          code === Word.Noexcept ||
          code === Word.Throw
        ) {
          if (code === Word.Throw && !sawParams) break;
          const open = nextToken(r, n);
          const close = isPunctAt(open, PAREN_OPEN) ? r.match[open] : n;
          if (close < 0) break;
          addPart(Part.Specifier, n, close);
        } else if (code === Word.Typeof || code === Word.TypeofGnu || code === Word.TypeofGnu2) {
          addPart(Part.Primitive, n, n);
          hasType = true;
        } else if (code === Word.AttributeGnu || code === Word.Attribute) {
          const open = nextToken(r, n);
          const close = isPunctAt(open, PAREN_OPEN) ? r.match[open] : -1;
          if (close < 0) break;
          addPart(Part.Specifier, n, close);
        } else break;
      }
      n = nextToken(r, partLast[parts - 1]);
    }
    return n;
  }

  function addPart(kind: Part, first: number, last: number): void {
    partKind[parts] = kind;
    partFirst[parts] = first;
    partLast[parts] = last;
    parts++;
  }

  /** Whether the macro-looking name at `t` and its arguments stand where only an attribute can. */
  function isAttributeCall(t: number, open: number, names: number, hasType: boolean): boolean {
    const close = r.match[open];
    if (close < 0 || !isSuspect(t)) return false;
    const after = nextToken(r, close);
    // Behind a type and a name: `int x ALIGNED(4) = 3`, `void f(void) ATTRIBUTE(1)`.
    if (names >= 2 || (hasType && names >= 1)) return true;
    if (hasType) return false;
    const behind = previousToken(r, t);
    if (parts === 0 && behind >= 0 && !starts) {
      if (isPunct(tokens, behind, PAREN_CLOSE)) return scope !== Scope.Body;
      if (isPunct(tokens, behind, BRACKET_CLOSE)) return isArrayDeclarator(behind);
    }
    if (after >= tokens.count || tokens.kind[after] !== Tok.Word) return false;
    const code = tokens.code[after];
    if (code >= FIRST_STATEMENT && code <= LAST_STATEMENT) return false;
    if (code === Word.Noexcept || code === Word.Requires || code === Word.Throw) return false;
    if (scope === Scope.Body && scopes.length > 0 && (isFirstOnLine(after) || starts)) return false;
    return true;
  }

  /** Whether the name at `t` is a macro that makes a type of the one in parentheses: `Iterator(Item) name`. */
  function isTypeCall(t: number, open: number): boolean {
    const close = r.match[open];
    if (close < 0 || !isTypeLike(open, close)) return false;
    const after = nextToken(r, close);
    if (after >= tokens.count) return false;
    const isMacro = actionOf(t) === Action.Ordinary;
    if (isName(after)) {
      if (isFirstOnLine(after)) return false;
      const then = nextToken(r, after);
      if (isMacro) return true;
      return (
        isPunctAt(then, SEMICOLON) ||
        isPunctAt(then, EQUAL) ||
        isPunctAt(then, BRACKET_OPEN) ||
        isPunctAt(then, COMMA) ||
        isPunctAt(then, PAREN_CLOSE)
      );
    }
    if (!isMacro || (!isPunct(tokens, after, AMPERSAND) && !isPunct(tokens, after, STAR))) return false;
    const isParameter =
      scopes[scopes.length - 1] === Scope.Paren && scope !== Scope.Body && sawParams && !sawEqual;
    return isParameter || (parts > 0 && isWord(tokens, partFirst[parts - 1], Word.Const));
  }

  /** Whether the `]` at `t` closes what follows a name, and not `[]` of `delete` or of a lambda. */
  function isArrayDeclarator(t: number): boolean {
    const open = r.match[t];
    const behind = open < 0 ? -1 : previousToken(r, open);
    return behind >= 0 && (isName(behind) || isPunct(tokens, behind, BRACKET_CLOSE));
  }

  /** Takes the run's attribute-like words away. `end` is the token after it. Returns whether it declares something. */
  function maskRun(t: number, end: number): boolean {
    let names = 0;
    /** Names before a word that begins a type: none of them can be a type. */
    let strays = 0;
    let hasPrimitive = false;
    let heads = 0;
    let calls = 0;
    for (let i = 0; i < parts; i++) {
      if (partKind[i] === Part.Name) names++;
      else if (partKind[i] === Part.Primitive || partKind[i] === Part.Head) {
        if (partKind[i] === Part.Primitive) hasPrimitive = true;
        else heads++;
        strays += names;
        names = 0;
      } else if (partKind[i] === Part.Call) calls++;
    }
    const before = previousToken(r, t);
    const beforeCode = before >= 0 && tokens.kind[before] === Tok.Punct ? tokens.code[before] : 0;
    const endCode = end < tokens.count && tokens.kind[end] === Tok.Punct ? tokens.code[end] : 0;
    const behindDeclarator =
      !starts &&
      ((beforeCode === BRACKET_CLOSE && isArrayDeclarator(before)) ||
        (beforeCode === PAREN_CLOSE && scope !== Scope.Body && sawParams));
    if (behindDeclarator) {
      maskBehind(endCode);
      return false;
    }
    if (calls > 0) names -= maskCalls(names, hasPrimitive || heads > 0, endCode, end);
    const toPointer = endCode === STAR || endCode === AMPERSAND || (cpp && endCode === Punct.AndAnd);
    const afterPointer = beforeCode === STAR || beforeCode === AMPERSAND;
    const afterType = beforeCode === BRACE_CLOSE && !starts;
    const toFunctionPointer =
      endCode === PAREN_OPEN &&
      isPunctAt(nextToken(r, end), STAR) &&
      (hasPrimitive || !cpp || scope !== Scope.Body);
    const isMember = endCode === Punct.Arrow || endCode === 46;
    let room = 2;
    if (afterPointer || afterType || isMember) room = 1;
    else if (heads > 0) room = endCode === BRACE_OPEN || endCode === COLON || toPointer ? 1 : 2;
    else if (hasPrimitive) room = toPointer || toFunctionPointer ? 0 : 1;
    else if (toPointer || toFunctionPointer || isConstructor(end)) room = 1;
    if (scope === Scope.Enum && scopes[scopes.length - 1] === Scope.Enum && heads === 0) room = 1;
    if (heads > 0 && room === 2 && names === 2 && endCode === SEMICOLON && isExportWord()) room = 1;
    if (endCode === PAREN_CLOSE && isCastParen(before)) room = hasPrimitive ? 0 : 1;
    let extra = strays + Math.max(0, names - room);
    // Attributes of another language's kind stand before the type more often than behind the name.
    for (let pass = 0; pass < 2 && extra > 0; pass++) {
      for (let i = 0; i < parts && extra > 0; i++) {
        if (partKind[i] !== Part.Name || partFirst[i] !== partLast[i] || !isSuspect(partFirst[i])) continue;
        // The last word is the name, so it goes only if nothing else can.
        if (pass === 0 && i === parts - 1 && !afterType) continue;
        remove(r, partFirst[i]);
        partKind[i] = Part.Specifier;
        extra--;
      }
    }
    // `T a * b` is nothing in any case: of a word that no table knows, the first is the likelier attribute.
    if (extra > 0 && toPointer && !hasPrimitive && heads === 0 && names === 2) removeFirstName();
    return names > 1 || hasPrimitive || heads > 0;
  }

  /** Whether the token is the `(` of what can only be a cast or an operand, not of parameters. */
  function isCastParen(t: number): boolean {
    if (t < 0 || !isPunct(tokens, t, PAREN_OPEN) || scope !== Scope.Body) return false;
    const behind = previousToken(r, t);
    if (behind < 0) return false;
    if (tokens.kind[behind] === Tok.Word) return isWord(tokens, behind, Word.Return);
    return (
      !isPunct(tokens, behind, BRACKET_CLOSE) &&
      !isPunct(tokens, behind, PAREN_CLOSE) &&
      !isPunct(tokens, behind, GREATER)
    );
  }

  function removeFirstName(): void {
    for (let i = 0; i < parts; i++) {
      if (partKind[i] !== Part.Name) continue;
      removeRange(r, partFirst[i], partLast[i]);
      return;
    }
  }

  /** Whether the run's last name is that of a constructor or destructor defined outside its class: no type before it. */
  function isConstructor(end: number): boolean {
    if (!cpp || parts === 0 || partKind[parts - 1] !== Part.Name) return false;
    const last = partLast[parts - 1];
    if (isPunctAt(end, Punct.ColonColon)) return isPunctAt(nextToken(r, end), TILDE);
    if (last - partFirst[parts - 1] < 2 || !isPunctAt(end, PAREN_OPEN)) return false;
    return tokens.code[last] === tokens.code[last - 2] && isPunct(tokens, last - 1, Punct.ColonColon);
  }

  /** In `class EXPORT Name;` an export word stands before the name. */
  function isExportWord(): boolean {
    for (let i = 0; i + 1 < parts; i++) {
      if (partKind[i] !== Part.Head || partKind[i + 1] !== Part.Name) continue;
      const word = tokens.names.strings[tokens.code[partFirst[i + 1]]];
      return isSuspect(partFirst[i + 1]) && /EXPORT|API|DLL|PUBLIC|EXTERN/.test(word);
    }
    return false;
  }

  /** Behind a declarator every macro-looking word is an attribute, if nothing else stands there. */
  function maskBehind(endCode: number): void {
    if (
      endCode !== SEMICOLON &&
      endCode !== BRACE_OPEN &&
      endCode !== EQUAL &&
      endCode !== COMMA &&
      endCode !== COLON
    ) {
      return;
    }
    for (let i = 0; i < parts; i++) {
      const kind = partKind[i];
      if (kind === Part.Specifier) continue;
      if ((kind !== Part.Name && kind !== Part.Call) || !isSuspect(partFirst[i])) return;
    }
    for (let i = 0; i < parts; i++) {
      if (partKind[i] !== Part.Specifier) removeRange(r, partFirst[i], partLast[i]);
    }
  }

  /** Macro calls among the words of a declaration. Returns how many names they turned out to be (as types). */
  function maskCalls(names: number, hasType: boolean, endCode: number, end: number): number {
    const toPointer = endCode === STAR || endCode === AMPERSAND;
    for (let i = 0; i < parts; i++) {
      if (partKind[i] !== Part.Call) continue;
      const first = partFirst[i];
      const last = partLast[i];
      const complete = hasType || names >= 2 || (names === 1 && toPointer);
      const isLast = i === parts - 1;
      if (complete || isLast || names === 0) removeRange(r, first, last);
      else if (endCode === PAREN_OPEN) {
        const next = nextToken(r, last);
        if (isFirstOnLine(next) || !isTypeLike(first + 1, last)) removeRange(r, first, last);
        else {
          remove(r, first);
          remove(r, first + 1);
          remove(r, last);
        }
      } else if (isFirstOnLine(nextToken(r, last)) || end >= tokens.count) removeRange(r, first, last);
      else removeRange(r, first + 1, last);
    }
    return 0;
  }

  /** Whether the parentheses hold nothing but words and `*`: a type. */
  function isTypeLike(open: number, close: number): boolean {
    for (let n = open + 1; n < close; n++) {
      const isPart =
        tokens.kind[n] === Tok.Word ||
        (tokens.kind[n] === Tok.Punct &&
          (tokens.code[n] === STAR ||
            tokens.code[n] === Punct.ColonColon ||
            tokens.code[n] === LESS ||
            tokens.code[n] === GREATER ||
            tokens.code[n] === AMPERSAND));
      if (!isPart) return false;
    }
    return close > open + 1;
  }

  /** Puts a `;` behind token `t`, if there is room; the next token starts a statement. */
  function endStatement(t: number): void {
    if (!hasGapAfter(r, t)) return;
    patch(r, tokens.end[t], tokens.end[t] + 1, ";");
    controlClose = t;
  }

  /** Whether a word can only begin or continue something else than a declaration. */
  function isForeignKeyword(t: number): boolean {
    if (t >= tokens.count || tokens.kind[t] !== Tok.Word) return false;
    const code = tokens.code[t];
    if (code >= FIRST_STATEMENT && code <= LAST_STATEMENT) return true;
    switch (code) {
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

  /**
   * A single name where a statement or declaration starts: a macro in the place of a whole one, or of its head.
   * Returns the token to go on from, or -1 when there was nothing to do.
   */
  function maskLoneWord(t: number, end: number): number {
    const action = actionOf(t);
    if (end >= tokens.count) {
      if (scope === Scope.File) remove(r, t);
      return end;
    }
    if (isPunct(tokens, end, BRACE_OPEN) && scope === Scope.File) {
      nameHead(t);
      return -1;
    }
    if (isPunct(tokens, end, BRACE_OPEN) && scope === Scope.Body) {
      if (
        action === Action.Loop ||
        action === Action.Branch ||
        (isSuspect(t) && action !== Action.Ordinary)
      ) {
        remove(r, t);
        starts = true;
        return end;
      }
      return -1;
    }
    const closesScope = isPunct(tokens, end, BRACE_CLOSE) && scope !== Scope.Enum;
    if (action === Action.Statement && tokens.kind[end] === Tok.Word) {
      endStatement(t);
      beginStatement();
      return end;
    }
    const isConstant = action === Action.Ordinary && isUpperCase(tokens.names.strings[tokens.code[t]]);
    if ((isSuspect(t) || isConstant) && (closesScope || isForeignKeyword(end))) {
      remove(r, t);
      starts = true;
      return end;
    }
    return -1;
  }

  /** `MAIN_FUNCTION {`: a macro for a whole head becomes the head of a function with a shorter name. */
  function nameHead(t: number): void {
    const length = tokens.end[t] - tokens.start[t];
    if (length < 5 || !isUpperCase(tokens.names.strings[tokens.code[t]])) return;
    patch(r, tokens.end[t] - 3, tokens.end[t], "(_)");
    sawParams = true;
  }

  /** A name and parentheses where a statement or declaration starts. Same result as `maskLoneWord`. */
  function maskLoneCall(t: number, open: number): number {
    const close = r.match[open];
    if (close < 0) return -1;
    const after = nextToken(r, close);
    if (after >= tokens.count) {
      if (scope === Scope.File) removeRange(r, t, close);
      return after;
    }
    const action = actionOf(t);
    const suspect = isSuspect(t);
    if (scope === Scope.Body) return maskCallInBody(t, open, close, after, action, suspect);
    if (scope === Scope.Enum || scope === Scope.Values) return -1;
    if (isPunct(tokens, after, BRACE_CLOSE)) {
      if (scope === Scope.Record && (suspect || action === Action.Statement)) {
        removeRange(r, t, close);
        return after;
      }
      return -1;
    }
    if (isPunct(tokens, after, BRACE_OPEN) && scope === Scope.File) {
      if (!isParameterList(open, close)) {
        removeRange(r, open + 1, close - 1);
        if (!cpp && tokens.start[close] > tokens.end[open])
          patch(r, tokens.end[open], tokens.end[open] + 1, "_");
      }
      return -1;
    }
    if (isPunct(tokens, after, PAREN_OPEN) && scope === Scope.File && suspect && r.match[after] > 0) {
      // `FIXTURE(name)(parameters) {`
      if (isPunctAt(nextToken(r, r.match[after]), BRACE_OPEN)) removeRange(r, open, close);
      return -1;
    }
    if (tokens.kind[after] === Tok.Word && isFirstOnLine(after)) {
      const isMacro = action === Action.Statement || suspect || scope === Scope.File;
      if (isMacro && (suspect || !isOldStyle(open, close))) {
        removeRange(r, t, close);
        beginStatement();
        return after;
      }
    }
    return -1;
  }

  /** Whether bare names in parentheses may be an old-style parameter list. */
  function isOldStyle(open: number, close: number): boolean {
    for (let n = open + 1; n < close; n++) {
      const wantsName = (n - open) % 2 === 1;
      if (wantsName ? !isName(n) : !isPunct(tokens, n, COMMA)) return false;
    }
    return true;
  }

  /** Whether the parentheses could hold parameters (in C also bare names), judging by the tokens that occur. */
  function isParameterList(open: number, close: number): boolean {
    let hasType = false;
    let bare = true;
    for (let n = open + 1; n < close; n++) {
      const kind = tokens.kind[n];
      if (kind === Tok.Word) {
        if (tokens.code[n] <= LAST_KEYWORD) hasType = true;
        if (n > open + 1 && tokens.kind[n - 1] === Tok.Word) hasType = true;
        continue;
      }
      if (kind !== Tok.Punct) {
        if (!cpp) return false;
        if (n > open + 1 && isPunct(tokens, n - 1, EQUAL)) continue;
        return false;
      }
      switch (tokens.code[n]) {
        case COMMA:
          break;
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
          bare = false;
          break;
        default:
          return false;
      }
    }
    return cpp || bare || hasType ? cpp || !(bare && hasType && !areTyped(open, close)) : true;
  }

  /** Whether each of the comma-separated pieces is a type with a name, or `void`, or all are bare names. */
  function areTyped(open: number, close: number): boolean {
    let wordsInPiece = 0;
    let bareNames = 0;
    let typed = 0;
    for (let n = open + 1; n <= close; n++) {
      if (n === close || isPunct(tokens, n, COMMA)) {
        if (wordsInPiece === 1 && isName(n - 1)) bareNames++;
        else typed++;
        wordsInPiece = 0;
      } else wordsInPiece++;
    }
    return bareNames === 0 || typed === 0;
  }

  function maskCallInBody(
    t: number,
    open: number,
    close: number,
    after: number,
    action: Action,
    suspect: boolean,
  ): number {
    if (isPunct(tokens, after, BRACE_OPEN)) {
      if (maskHead(r, t, open, close, action, cpp)) return headDone(close);
      return -1;
    }
    if (isPunct(tokens, after, BRACE_CLOSE)) {
      endStatement(close);
      return -1;
    }
    if (tokens.kind[after] !== Tok.Word) return -1;
    if (action === Action.Loop || action === Action.Branch) {
      if (maskHead(r, t, open, close, action, cpp)) return headDone(close);
      return -1;
    }
    const code = tokens.code[after];
    if (code === Word.Else && tokens.start[after] - tokens.end[close] >= 2) {
      // The macro ends in an `if` without its `else`.
      if (!maskHead(r, t, open, close, Action.Branch, cpp)) return -1;
      patch(r, tokens.end[close] + 1, tokens.end[close] + 2, ";");
      return headDone(close);
    }
    const isStatementWord = code >= FIRST_STATEMENT && code <= LAST_STATEMENT;
    if (action === Action.Statement || isFirstOnLine(after)) {
      endStatement(close);
      return -1;
    }
    if (isStatementWord) {
      if (maskHead(r, t, open, close, Action.Branch, cpp)) return headDone(close);
      return -1;
    }
    const then = nextToken(r, after);
    const declares =
      suspect &&
      isName(after) &&
      (isPunctAt(then, SEMICOLON) ||
        isPunctAt(then, EQUAL) ||
        isPunctAt(then, BRACKET_OPEN) ||
        isPunctAt(then, COMMA));
    if (declares) {
      removeRange(r, open, close);
      return after;
    }
    if (suspect) {
      endStatement(close);
      return -1;
    }
    return -1;
  }

  /** Goes on behind a head that was made one of a control statement. */
  function headDone(close: number): number {
    beginStatement();
    return nextToken(r, close);
  }

  /** What a `{` encloses, by what was seen of the declaration or statement before it. */
  function scopeOfBrace(t: number): Scope {
    const inner = scopes[scopes.length - 1];
    const before = previousToken(r, t);
    const beforeCode = before >= 0 && tokens.kind[before] === Tok.Punct ? tokens.code[before] : 0;
    if (inner === Scope.Values) return Scope.Values;
    if (inner === Scope.Paren) {
      // A statement expression or a lambda's body; else a compound literal or a braced argument.
      if (beforeCode === PAREN_OPEN) return Scope.Body;
      if (!cpp) return Scope.Values;
      if (beforeCode === BRACKET_CLOSE || isWord(tokens, before, Word.Mutable)) return Scope.Body;
      if (beforeCode === PAREN_CLOSE) return Scope.Body;
      return Scope.Values;
    }
    if (inner === Scope.File && scopeHead(tokens, t) >= 0) return Scope.File;
    if (sawEqual) {
      const isLambda = cpp && (beforeCode === PAREN_CLOSE || beforeCode === BRACKET_CLOSE);
      return isLambda ? Scope.Body : Scope.Values;
    }
    if (sawHead && !sawParams) return sawEnum ? Scope.Enum : Scope.Record;
    if (inner === Scope.Body) {
      if (starts || beforeCode === PAREN_CLOSE || beforeCode === BRACKET_CLOSE) return Scope.Body;
      return before >= 0 && tokens.kind[before] === Tok.Word && tokens.code[before] > LAST_STATEMENT
        ? Scope.Values
        : Scope.Body;
    }
    if (inner === Scope.File || inner === Scope.Record) {
      return sawParams || starts ? Scope.Body : Scope.Values;
    }
    return Scope.Values;
  }

  let t = nextToken(r, -1);
  while (t < tokens.count) {
    const kind = tokens.kind[t];
    if (kind === Tok.Word) {
      const code = tokens.code[t];
      const inParens = scopes[scopes.length - 1] === Scope.Paren;
      if (code >= FIRST_STATEMENT && code <= LAST_STATEMENT) {
        t = keyword(t, code);
        continue;
      }
      if (cpp && code === Word.Template) {
        const open = nextToken(r, t);
        const close = isPunctAt(open, LESS) ? closingAngleLoose(open) : -1;
        t = nextToken(r, close < 0 ? t : close);
        continue;
      }
      if (code === Word.Private || code === Word.Protected || code === Word.Public) {
        if (scope === Scope.Record && starts) labelOpen = true;
        t = nextToken(r, t);
        continue;
      }
      if (code === Word.Operator) {
        t = skipOperator(t);
        starts = false;
        continue;
      }
      const end = readRun(t);
      if (parts === 0) {
        starts = false;
        t = nextToken(r, t);
        continue;
      }
      if (starts && !inParens && parts === 1 && partKind[0] === Part.Name && partFirst[0] === partLast[0]) {
        const next = isPunctAt(end, PAREN_OPEN) ? maskLoneCall(t, end) : maskLoneWord(t, end);
        if (next >= 0) {
          t = next;
          continue;
        }
        if (isPunctAt(end, COLON) && !isPunctAt(end, Punct.ColonColon)) labelOpen = true;
      }
      if (scopes[scopes.length - 1] === Scope.Values && parts === 1 && partKind[0] === Part.Name)
        separate(end);
      if (starts && !inParens && scope === Scope.Body && splitsMacroLine(t)) {
        remove(r, t);
        t = nextToken(r, t);
        continue;
      }
      const declares = maskRun(t, end);
      starts = false;
      if (isPunctAt(end, PAREN_OPEN)) {
        const isCall =
          !declares &&
          parts === 1 &&
          isName(t) &&
          (scope === Scope.Body || sawEqual || scope === Scope.Values);
        if (isCall && !TAKES_TYPES.has(tokens.names.strings[tokens.code[t]]) && r.match[end] > 0) {
          const behind = previousToken(r, t);
          const inAngles = behind >= 0 && isPunct(tokens, behind, LESS) && cpp;
          if (!inAngles) maskTypeArguments(r, end, r.match[end], cpp);
        } else if (!inParens && !sawEqual) sawParams = true;
      }
      t = end > t ? end : nextToken(r, t);
      if (t < tokens.count && tokens.kind[t] === GONE) t = nextToken(r, t);
      continue;
    }
    if (kind !== Tok.Punct) {
      starts = false;
      t = nextToken(r, t);
      continue;
    }
    t = punct(t, tokens.code[t]);
  }

  /** In a braced list, a macro that brings its own comma is one element: puts a comma behind it. */
  function separate(end: number): void {
    let last = partLast[0];
    if (isPunctAt(end, PAREN_OPEN) && r.match[end] > 0) last = r.match[end];
    const next = nextToken(r, last);
    if (next >= tokens.count || !hasGapAfter(r, last) || isPunctAt(end, COMMA)) return;
    const isElement = isPunct(tokens, next, BRACE_OPEN) || isName(next);
    if (isElement && isFirstOnLine(next)) patch(r, tokens.end[last], tokens.end[last] + 1, ",");
  }

  /** A macro alone on its line before a statement: `FALLTHROUGH` and then `x = 3;` on the next. */
  function splitsMacroLine(first: number): boolean {
    if (parts < 2 || partKind[0] !== Part.Name || !isSuspect(first)) return false;
    const second = partFirst[1];
    return partKind[1] === Part.Name && isFirstOnLine(first) && isFirstOnLine(second) && parts === 2;
  }

  /** The `>` that closes a template's parameters, which may hold anything but blocks. */
  function closingAngleLoose(open: number): number {
    let depth = 0;
    for (let n = open; n < tokens.count; n++) {
      if (tokens.kind[n] !== Tok.Punct) continue;
      const code = tokens.code[n];
      if (code === LESS) depth++;
      else if (code === GREATER) {
        if (--depth === 0) return n;
      } else if ((code === PAREN_OPEN || code === BRACKET_OPEN) && r.match[n] > 0) n = r.match[n];
      else if (code === SEMICOLON || code === BRACE_OPEN || code === BRACE_CLOSE) return -1;
    }
    return -1;
  }

  /** Skips `operator` and its symbol, up to the parameters. */
  function skipOperator(from: number): number {
    let n = nextToken(r, from);
    if (isPunctAt(n, PAREN_OPEN) && isPunctAt(n + 1, PAREN_CLOSE)) n = nextToken(r, n + 1);
    while (n < tokens.count && tokens.kind[n] === Tok.Punct) {
      const code = tokens.code[n];
      if (code === PAREN_OPEN || code === SEMICOLON || code === BRACE_OPEN || code === BRACE_CLOSE) break;
      n = nextToken(r, n);
    }
    if (isPunctAt(n, PAREN_OPEN)) sawParams = true;
    return n;
  }

  function keyword(at: number, code: number): number {
    const next = nextToken(r, at);
    switch (code) {
      case Word.Else:
      case Word.Do:
      case Word.Try:
        beginStatement();
        return next;
      case Word.If:
      case Word.For:
      case Word.While:
      case Word.Switch:
      case Word.Catch: {
        let open = next;
        if (isPunctAt(open, PAREN_OPEN) === false && open < tokens.count && tokens.kind[open] === Tok.Word) {
          open = nextToken(r, open);
        }
        if (isPunctAt(open, PAREN_OPEN)) controlClose = Math.max(controlClose, r.match[open]);
        starts = false;
        return open;
      }
      case Word.Case:
      case Word.Default:
        starts = false;
        labelOpen = true;
        return next;
      default:
        starts = false;
        return next;
    }
  }

  function punct(at: number, code: number): number {
    const next = nextToken(r, at);
    switch (code) {
      case BRACE_OPEN: {
        const inner = scopeOfBrace(at);
        if (r.match[at] < 0 && inner === Scope.Paren) break;
        scopes.push(inner);
        closes.push(r.match[at]);
        scope = inner;
        beginStatement();
        if (inner === Scope.Values) starts = false;
        return next;
      }
      case BRACE_CLOSE: {
        const inner = leave(at);
        if (inner === Scope.Record || inner === Scope.Enum) {
          // What follows are declarators of the type.
          beginStatement();
          starts = false;
          sawHead = true;
          sawParams = true;
        } else if (inner === Scope.Values) starts = false;
        else if (scopes[scopes.length - 1] !== Scope.Paren) beginStatement();
        return next;
      }
      case PAREN_OPEN:
      case BRACKET_OPEN:
        if (r.match[at] >= 0) {
          scopes.push(Scope.Paren);
          closes.push(r.match[at]);
        }
        starts = false;
        return next;
      case PAREN_CLOSE:
      case BRACKET_CLOSE:
        if (closes[closes.length - 1] === at) leave(at);
        starts = false;
        if (at === controlClose) {
          controlClose = -1;
          beginStatement();
        }
        return next;
      case SEMICOLON:
        if (scopes[scopes.length - 1] === Scope.Paren) starts = false;
        else beginStatement();
        return next;
      case COLON:
        if (labelOpen && scopes[scopes.length - 1] !== Scope.Paren) beginStatement();
        return next;
      case EQUAL:
        if (scopes[scopes.length - 1] !== Scope.Paren) sawEqual = true;
        starts = false;
        return next;
      case COMMA:
        starts = false;
        return next;
    }
    starts = false;
    return next;
  }

  /** Leaves the bracket that closes at `at`, and those left open within it. Returns what it enclosed. */
  function leave(at: number): Scope {
    let inner = Scope.File;
    let d = closes.length - 1;
    while (d > 0 && closes[d] !== at) d--;
    if (d > 0) {
      inner = scopes[d];
      scopes.length = d;
      closes.length = d;
    }
    let outer = scopes.length - 1;
    while (outer > 0 && scopes[outer] === Scope.Paren) outer--;
    scope = scopes[outer];
    return inner;
  }
}
