/**
 * Cuts a masked chunk of a file into its top-level units by tokens alone, entering namespaces and linkage blocks. A unit is a
 * function definition with its body, a type definition, or any other declaration; what stands between units (stray
 * braces, empty declarations) belongs to none. While braces do not balance, a line that looks like a definition ends
 * a unit that was left open, so that an unfinished function costs itself and not the rest of the file.
 */

import { Punct, Tok, TokenFlag, type Tokens } from "./lexer";
import { LAST_KEYWORD, Word } from "./names";
import type { Unit } from "./source";
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  EQUAL,
  GREATER,
  isBalanced,
  isPunct,
  isWord,
  LESS,
  PAREN_CLOSE,
  PAREN_OPEN,
  resumesAt,
  SEMICOLON,
  scopeHead,
} from "./structure";

/** Where a unit lies; `start` and `end` are offsets in the file. */
interface Slice {
  readonly kind: Unit["kind"];
  readonly namespaces: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** What has been seen of the unit that is being read. Token numbers are -1 for not seen. */
interface Pending {
  first: number;
  /** The parenthesis that opens what looks like a parameter list. */
  params: number;
  typeHead: boolean;
  typeBody: boolean;
  functionBody: boolean;
  equal: boolean;
  /** After the `:` of a constructor's initialisers. */
  initialisers: boolean;
}

/** The token after the bracket that closes the one at `t`; `tokens.count` when nothing does. */
function skipBrackets(tokens: Tokens, t: number): number {
  let depth = 0;
  for (let n = t; n < tokens.count; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    const code = tokens.code[n];
    if (code === PAREN_OPEN || code === BRACKET_OPEN || code === BRACE_OPEN) depth++;
    else if (code === PAREN_CLOSE || code === BRACKET_CLOSE || code === BRACE_CLOSE) {
      if (--depth === 0) return n + 1;
    }
  }
  return tokens.count;
}

/** How many tokens a template's parameter or argument list may have. */
const ANGLE_REACH = 400;

/** The token after a template's parameter list that opens with the `<` at `t`; `t` when it does not close. */
function skipAngles(tokens: Tokens, t: number): number {
  let depth = 0;
  const limit = Math.min(tokens.count, t + ANGLE_REACH);
  for (let n = t; n < limit; n++) {
    if (tokens.kind[n] !== Tok.Punct) continue;
    const code = tokens.code[n];
    if (code === LESS) depth++;
    else if (code === GREATER) {
      if (--depth === 0) return n + 1;
    } else if (code === PAREN_OPEN || code === BRACKET_OPEN) n = skipBrackets(tokens, n) - 1;
    else if (code === SEMICOLON || code === BRACE_OPEN || code === BRACE_CLOSE) return t;
  }
  return t;
}

/** The token behind `operator` at `t` and its symbol, which is none of the declaration's own. */
function behindOperator(tokens: Tokens, t: number): number {
  let n = t + 1;
  if (n + 1 < tokens.count && isPunct(tokens, n, PAREN_OPEN) && isPunct(tokens, n + 1, PAREN_CLOSE))
    return n + 2;
  while (n < tokens.count && tokens.kind[n] === Tok.Punct) {
    const code = tokens.code[n];
    if (code === PAREN_OPEN || code === SEMICOLON || code === BRACE_OPEN || code === BRACE_CLOSE) break;
    n++;
  }
  return n;
}

/** Whether the `(` at `t` opens the operand of a word such as `__attribute__` or `alignas`, not parameters. */
function opensOperand(tokens: Tokens, t: number): boolean {
  if (t === 0 || tokens.kind[t - 1] !== Tok.Word) return false;
  switch (tokens.code[t - 1]) {
    case Word.Attribute:
    case Word.AttributeGnu:
    case Word.Declspec:
    case Word.Alignas:
    case Word.AlignasC:
    case Word.Decltype:
    case Word.Noexcept:
    case Word.Throw:
    case Word.Requires:
    case Word.Explicit:
    case Word.Asm:
    case Word.AsmGnu:
    case Word.AsmGnu2:
    case Word.Typeof:
    case Word.TypeofGnu:
    case Word.TypeofGnu2:
    case Word.AtomicC:
      return true;
    default:
      return false;
  }
}

/** Whether the parameters at `open` are bare names, as in a definition in the style before ANSI C. */
function areBareNames(tokens: Tokens, open: number): boolean {
  for (let t = open + 1; t + 1 < tokens.count; t += 2) {
    if (tokens.kind[t] !== Tok.Word || tokens.code[t] <= LAST_KEYWORD) return false;
    if (isPunct(tokens, t + 1, PAREN_CLOSE)) return tokens.kind[t + 2] === Tok.Word;
    if (!isPunct(tokens, t + 1, COMMA)) return false;
  }
  return false;
}

/** How many tokens the parameters' declarations of an old-style definition may have. */
const OLD_STYLE_REACH = 400;

/** Whether after the `;` at `t` further parameter declarations lead to a function's brace. */
function leadsToBody(tokens: Tokens, t: number): boolean {
  const limit = Math.min(tokens.count, t + OLD_STYLE_REACH);
  for (let n = t + 1; n < limit; n++) {
    if (isPunct(tokens, n, BRACE_OPEN)) return isPunct(tokens, n - 1, SEMICOLON);
    if (isPunct(tokens, n, EQUAL) || isPunct(tokens, n, BRACE_CLOSE)) return false;
  }
  return false;
}

/** Names between `namespace` at `head` and its brace at `open`, appended to the enclosing ones. */
function namespacesOf(
  tokens: Tokens,
  head: number,
  open: number,
  outer: readonly string[],
): readonly string[] {
  if (!isWord(tokens, head, Word.Namespace)) return outer;
  const names = outer.slice();
  for (let t = head + 1; t < open; t++) {
    if (tokens.kind[t] === Tok.Word && tokens.code[t] > LAST_KEYWORD) {
      names.push(tokens.names.strings[tokens.code[t]]);
    }
  }
  return names;
}

/** Whether the token before `t` ended something, though no `;` says so, and a definition starts at `t`. */
function startsAnew(tokens: Tokens, t: number, unit: Pending): boolean {
  if ((tokens.flags[t] & TokenFlag.FirstOnLine) === 0 || t === unit.first) return false;
  const ended = isPunct(tokens, t - 1, PAREN_CLOSE) && unit.first + 1 === unit.params;
  if (!ended && !unit.equal && !unit.typeBody) return false;
  return resumesAt(tokens, t, unit.first);
}

/** The namespaces and linkage blocks around a place. */
export interface Nesting {
  /** Names of all namespaces around, outermost first. */
  readonly namespaces: readonly string[];
  readonly outer: Nesting | undefined;
}

/** Where a file begins. */
export const FILE_LEVEL: Nesting = { namespaces: [], outer: undefined };

export function sameNesting(a: Nesting, b: Nesting): boolean {
  let [x, y]: [Nesting | undefined, Nesting | undefined] = [a, b];
  for (; x !== y; x = x.outer, y = y.outer) {
    if (x === undefined || y === undefined || x.namespaces.length !== y.namespaces.length) return false;
    const { namespaces } = y;
    if (!x.namespaces.every((name, i) => name === namespaces[i])) return false;
  }
  return true;
}

/**
 * The units of a chunk, which begins within `around`, and the nesting that it leaves behind. Its tokens are masked and
 * free of directives.
 */
export function splitUnits(
  tokens: Tokens,
  around: Nesting,
): { readonly slices: readonly Slice[]; readonly after: Nesting } {
  const slices: Slice[] = [];
  const resume = !isBalanced(tokens);
  let nesting = around;
  const unit: Pending = {
    first: -1,
    params: -1,
    typeHead: false,
    typeBody: false,
    functionBody: false,
    equal: false,
    initialisers: false,
  };

  function reset(): void {
    unit.first = -1;
    unit.params = -1;
    unit.typeHead = unit.typeBody = unit.functionBody = unit.equal = unit.initialisers = false;
  }

  /** Emits the unit that ends before token `end`. */
  function finish(end: number): void {
    if (
      unit.first >= 0 &&
      end > unit.first &&
      !(end === unit.first + 1 && isPunct(tokens, unit.first, SEMICOLON))
    ) {
      const head = tokens.kind[unit.first] === Tok.Word ? tokens.code[unit.first] : Word.None;
      const isType = unit.typeBody || head === Word.Typedef || (head === Word.Using && unit.equal);
      slices.push({
        kind: unit.functionBody ? "function" : isType ? "type" : "other",
        namespaces: nesting.namespaces,
        start: tokens.start[unit.first],
        end: tokens.end[end - 1],
      });
    }
    reset();
  }

  /** The token after the body that opens at `open`: its closing brace, or where another definition resumes. */
  function skipBody(open: number): number {
    let depth = 0;
    for (let t = open; t < tokens.count; t++) {
      if (resume && t > open && resumesAt(tokens, t, unit.first)) return t;
      if (tokens.kind[t] !== Tok.Punct) continue;
      if (tokens.code[t] === BRACE_OPEN) depth++;
      else if (tokens.code[t] === BRACE_CLOSE && --depth === 0) return t + 1;
    }
    return tokens.count;
  }

  /** The token after the parentheses or brackets at `open`; ends the unit where they were left open. */
  function skipBracketed(open: number): number {
    const next = skipParens(tokens, open, unit.first);
    if (next < 0) finish(~next);
    return next < 0 ? ~next : next;
  }

  let t = 0;
  while (t < tokens.count) {
    if (unit.first >= 0 && startsAnew(tokens, t, unit)) finish(t);
    if (unit.first < 0) {
      if (isPunct(tokens, t, BRACE_CLOSE)) {
        nesting = nesting.outer ?? nesting;
        t++;
        continue;
      }
      unit.first = t;
    }
    if (tokens.kind[t] === Tok.Word) {
      switch (tokens.code[t]) {
        case Word.Struct:
        case Word.Class:
        case Word.Union:
        case Word.Enum:
          unit.typeHead = true;
          break;
        case Word.Template:
          if (t + 1 < tokens.count && isPunct(tokens, t + 1, LESS)) {
            t = Math.max(t + 1, skipAngles(tokens, t + 1));
            continue;
          }
          break;
        case Word.Operator:
          t = behindOperator(tokens, t);
          continue;
      }
      t++;
      continue;
    }
    if (tokens.kind[t] !== Tok.Punct) {
      t++;
      continue;
    }
    switch (tokens.code[t]) {
      case SEMICOLON:
        if (unit.params >= 0 && areBareNames(tokens, unit.params) && leadsToBody(tokens, t)) {
          t++;
          break;
        }
        t++;
        finish(t);
        break;
      case PAREN_OPEN:
        if (!unit.equal && unit.params < 0 && !opensOperand(tokens, t)) unit.params = t;
        t = skipBracketed(t);
        break;
      case BRACKET_OPEN:
        t = skipBracketed(t);
        break;
      case LESS:
        t = unit.equal ? t + 1 : Math.max(t + 1, skipAngles(tokens, t));
        break;
      case EQUAL:
        unit.equal = true;
        t++;
        break;
      case COLON:
        if (unit.params >= 0) unit.initialisers = true;
        t++;
        break;
      case BRACE_OPEN: {
        const head = scopeHead(tokens, t);
        if (head >= unit.first) {
          nesting = { namespaces: namespacesOf(tokens, head, t, nesting.namespaces), outer: nesting };
          reset();
          t++;
          break;
        }
        const open = t;
        t = skipBody(open);
        const closed = t > open + 1 && isPunct(tokens, t - 1, BRACE_CLOSE);
        if (!closed) {
          unit.functionBody = unit.params >= 0 && !unit.equal;
          unit.typeBody = unit.typeHead && unit.params < 0;
          finish(t);
          break;
        }
        if (unit.equal) break;
        if (unit.typeHead && unit.params < 0) unit.typeBody = true;
        else if (unit.params < 0) {
          // A brace after a mere name: `T x{1};`, or a block that nothing introduces.
          if (t < tokens.count && (isPunct(tokens, t, SEMICOLON) || isPunct(tokens, t, COMMA))) break;
          finish(t);
        } else if (unit.initialisers && t < tokens.count && continuesInitialisers(tokens, t)) break;
        else {
          unit.functionBody = true;
          if (t < tokens.count && isWord(tokens, t, Word.Catch)) break;
          finish(t);
        }
        break;
      }
      case BRACE_CLOSE:
        finish(t);
        break;
      default:
        t++;
    }
  }
  finish(tokens.count);
  return { slices, after: nesting };
}

/** After a member's braced initialiser comes another member or the constructor's body. */
function continuesInitialisers(tokens: Tokens, t: number): boolean {
  return isPunct(tokens, t, COMMA) || isPunct(tokens, t, BRACE_OPEN) || isPunct(tokens, t, Punct.Ellipsis);
}

/**
 * The token after the parenthesis or bracket that closes the one at `t`. One that is left open ends at a `;` outside
 * braces, which no parenthesis at file level has inside, or where a definition starts, of which then the complement
 * is returned; `first` is the unit's first token.
 */
function skipParens(tokens: Tokens, t: number, first: number): number {
  let depth = 0;
  let braces = 0;
  for (let n = t; n < tokens.count; n++) {
    if (n > t && tokens.flags[n] & TokenFlag.FirstOnLine && resumesAt(tokens, n, first)) return ~n;
    if (tokens.kind[n] !== Tok.Punct) continue;
    switch (tokens.code[n]) {
      case PAREN_OPEN:
      case BRACKET_OPEN:
        depth++;
        break;
      case PAREN_CLOSE:
      case BRACKET_CLOSE:
        if (--depth <= 0) return n + 1;
        break;
      case BRACE_OPEN:
        depth++;
        braces++;
        break;
      case BRACE_CLOSE:
        if (braces === 0) return n;
        depth--;
        braces--;
        break;
      case SEMICOLON:
        if (braces === 0) return n;
        break;
    }
  }
  return tokens.count;
}
