/**
 * A lexer for C and C++ over the whole text, into flat arrays. It knows comments, literals, raw strings and logical
 * lines of directives, needs no preprocessor and never fails: what is no token is a token of one code unit.
 */
import { isWordUnit } from "../text/words";
import { copyNames, createNames, hashStep, internSlice, type Names } from "./names";
import type { Comment } from "./source";

export const enum Tok {
  /** `code` is the word's number in `Names`. */
  Word,
  Number,
  /** With its prefix; raw strings too. */
  String,
  Char,
  /** `code` is a `Punct` or the character's code. */
  Punct,
  /** A directive from `#` to the end of its logical line, without the line break. */
  Directive,
}

/** Punctuation of several characters; one character stands for itself. `>>` is two `>` because templates need it so. */
export const enum Punct {
  ColonColon = 128,
  Arrow,
  Ellipsis,
  Paste,
  AndAnd,
  OrOr,
  ShiftLeft,
  Increment,
  Decrement,
  /** `==`, `!=`, `<=` and `>=`. */
  Compare,
  /** `+=` and its like. */
  AssignOp,
}

export const enum TokenFlag {
  /** The first token of its line. */
  FirstOnLine = 1,
  /** At the very start of its line. */
  ColumnZero = 2,
}

export interface Tokens {
  readonly text: string;
  readonly names: Names;
  count: number;
  kind: Uint8Array;
  code: Int32Array;
  start: Int32Array;
  end: Int32Array;
  flags: Uint8Array;
  /** Starts and ends of comments, in turn, also of those within directives. */
  readonly comments: number[];
}

const enum Class {
  Other,
  Letter,
  Digit,
  Space,
  Newline,
}

const classes = new Uint8Array(128);
for (let c = 0; c < 128; c++) {
  const char = String.fromCharCode(c);
  if (/[A-Za-z_$]/.test(char)) classes[c] = Class.Letter;
  else if (/[0-9]/.test(char)) classes[c] = Class.Digit;
  else if (c === 10 || c === 13) classes[c] = Class.Newline;
  else if (c <= 32) classes[c] = Class.Space;
}

/** Spaces beyond ASCII that editors and PDF copies leave behind, and the byte order mark. */
function isOddSpace(c: number): boolean {
  return c === 0xa0 || c === 0xfeff || c === 0x2028 || c === 0x2029 || c === 0x200b;
}

function classOf(c: number): Class {
  return c < 128 ? classes[c] : isOddSpace(c) ? Class.Space : Class.Letter;
}

const LF = 10;
const CR = 13;
const BACKSLASH = 92;
const SLASH = 47;
const STAR = 42;
const QUOTE = 34;
const APOSTROPHE = 39;
const HASH = 35;

/** The length of the line splice (`\` and a line break, with blanks between as GCC allows) at `i`; 0 for none. */
function spliceLength(text: string, i: number): number {
  let j = i + 1;
  let c = text.charCodeAt(j);
  while (c === 32 || c === 9) c = text.charCodeAt(++j);
  if (c === LF) return j + 1 - i;
  if (c === CR) return text.charCodeAt(j + 1) === LF ? j + 2 - i : j + 1 - i;
  return 0;
}

/** The end of the line comment that starts at `i`: its line break or `limit`. */
function lineCommentEnd(text: string, i: number, limit: number): number {
  let j = i + 2;
  while (j < limit) {
    const c = text.charCodeAt(j);
    if (c === LF || c === CR) return j;
    const splice = c === BACKSLASH ? spliceLength(text, j) : 0;
    j += splice || 1;
  }
  return limit;
}

/** The end of the block comment that starts at `i`; an unclosed one ends at `limit`. */
function blockCommentEnd(text: string, i: number, limit: number): number {
  const close = text.indexOf("*/", i + 2);
  return close < 0 || close + 2 > limit ? limit : close + 2;
}

/** The end of the literal whose quote is at `i`: past the closing quote, or at the line break that leaves it open. */
function quotedEnd(text: string, i: number, limit: number): number {
  const quote = text.charCodeAt(i);
  let j = i + 1;
  while (j < limit) {
    const c = text.charCodeAt(j);
    if (c === quote) return j + 1;
    if (c === BACKSLASH) j += spliceLength(text, j) || 2;
    else if (c === LF || c === CR) return j;
    else j++;
  }
  return limit;
}

/** The end of the raw string whose quote is at `i`; -1 when what follows is no raw string. */
function rawStringEnd(text: string, i: number, limit: number): number {
  let open = i + 1;
  while (open < limit && open - i <= 17) {
    const c = text.charCodeAt(open);
    if (c === 40) break;
    if (c === QUOTE || c === BACKSLASH || c === 41 || c <= 32) return -1;
    open++;
  }
  if (text.charCodeAt(open) !== 40) return -1;
  const close = text.indexOf(`)${text.substring(i + 1, open)}"`, open);
  const end = close + (open - i) + 1;
  return close < 0 || end > limit ? limit : end;
}

/** The end of the directive whose `#` is at `i`; its comments are added to `comments`. */
function directiveEnd(text: string, i: number, limit: number, comments: number[]): number {
  let j = i + 1;
  while (j < limit) {
    const c = text.charCodeAt(j);
    if (c === LF || c === CR) return j;
    if (c === BACKSLASH) {
      j += spliceLength(text, j) || 1;
    } else if (c === SLASH && text.charCodeAt(j + 1) === STAR) {
      const end = blockCommentEnd(text, j, limit);
      comments.push(j, end);
      j = end;
    } else if (c === SLASH && text.charCodeAt(j + 1) === SLASH) {
      const end = lineCommentEnd(text, j, limit);
      comments.push(j, end);
      j = end;
    } else if (c === QUOTE || (c === APOSTROPHE && !isWordUnit(text.charCodeAt(j - 1)))) {
      j = quotedEnd(text, j, limit);
    } else j++;
  }
  return limit;
}

/** Whether a word directly before a quote is an encoding prefix: `L`, `u`, `U`, `u8`, each also with `R`. */
function isPrefix(text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length > 3) return false;
  let i = start;
  const c = text.charCodeAt(i);
  if (c === 76 || c === 85) i++;
  else if (c === 117) i += text.charCodeAt(i + 1) === 56 ? 2 : 1;
  if (i < end && text.charCodeAt(i) === 82) i++;
  return i === end;
}

function grow(tokens: Tokens): void {
  const size = tokens.kind.length * 2;
  const { kind, code, start, end, flags } = tokens;
  tokens.kind = new Uint8Array(size);
  tokens.kind.set(kind);
  tokens.code = new Int32Array(size);
  tokens.code.set(code);
  tokens.start = new Int32Array(size);
  tokens.start.set(start);
  tokens.end = new Int32Array(size);
  tokens.end.set(end);
  tokens.flags = new Uint8Array(size);
  tokens.flags.set(flags);
}

/** Code and length (in the high half) of the punctuation at `i`. */
function punctuation(text: string, i: number, c: number): number {
  const d = text.charCodeAt(i + 1);
  switch (c) {
    case 58: // :
      return d === 58 ? Punct.ColonColon | (2 << 16) : c | (1 << 16);
    case 45: // -
      if (d === 62) return Punct.Arrow | (2 << 16);
      if (d === 45) return Punct.Decrement | (2 << 16);
      break;
    case 43: // +
      if (d === 43) return Punct.Increment | (2 << 16);
      break;
    case 46: // .
      return d === 46 && text.charCodeAt(i + 2) === 46 ? Punct.Ellipsis | (3 << 16) : c | (1 << 16);
    case 35: // #
      return d === HASH ? Punct.Paste | (2 << 16) : c | (1 << 16);
    case 38: // &
      if (d === 38) return Punct.AndAnd | (2 << 16);
      break;
    case 124: // |
      if (d === 124) return Punct.OrOr | (2 << 16);
      break;
    case 60: // <
      if (d === 60)
        return text.charCodeAt(i + 2) === 61 ? Punct.AssignOp | (3 << 16) : Punct.ShiftLeft | (2 << 16);
      return d === 61 ? Punct.Compare | (2 << 16) : c | (1 << 16);
    case 61: // =
    case 33: // !
    case 62: // >
      return d === 61 ? Punct.Compare | (2 << 16) : c | (1 << 16);
    case 42:
    case 47:
    case 37:
    case 94:
      break;
    default:
      return c | (1 << 16);
  }
  return d === 61 ? Punct.AssignOp | (2 << 16) : c | (1 << 16);
}

/**
 * Lexes `text[from..to)`. With `directives` false a `#` is ordinary punctuation, as within a directive.
 * `names` may be shared between calls to give the same words the same numbers.
 */
export function lex(
  text: string,
  names: Names = createNames(),
  from = 0,
  to = text.length,
  directives = true,
): Tokens {
  const tokens = createTokens(text, names, ((to - from) >> 2) + 16);
  lexInto(tokens, { at: from, flags: TokenFlag.FirstOnLine | TokenFlag.ColumnZero }, to, to, directives);
  return tokens;
}

function createTokens(text: string, names: Names, size: number): Tokens {
  return {
    text,
    names,
    count: 0,
    kind: new Uint8Array(size),
    code: new Int32Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    flags: new Uint8Array(size),
    comments: [],
  };
}

/** Where a lexer stands: all it knows of what lies behind it. */
interface Position {
  at: number;
  /** Flags of the token that starts here. */
  flags: number;
}

/** Appends the tokens from `position` on of a text that ends at `to`, until one ends at `stop` or later. */
function lexInto(tokens: Tokens, position: Position, stop: number, to: number, directives: boolean): void {
  const { text, names } = tokens;
  let { count } = tokens;
  let i = position.at;
  let flags = position.flags;
  while (i < stop) {
    const c = text.charCodeAt(i);
    const cls = classOf(c);
    if (cls === Class.Space) {
      i++;
      flags &= TokenFlag.FirstOnLine;
      continue;
    }
    if (cls === Class.Newline) {
      i++;
      flags = TokenFlag.FirstOnLine | TokenFlag.ColumnZero;
      continue;
    }
    let kind: Tok = Tok.Punct;
    let code = c;
    let end = i + 1;
    if (cls === Class.Letter) {
      let hash = hashStep(0, c);
      while (end < to) {
        const d = text.charCodeAt(end);
        if (d < 128 ? classes[d] !== Class.Letter && classes[d] !== Class.Digit : isOddSpace(d)) break;
        hash = hashStep(hash, d);
        end++;
      }
      const next = end < to ? text.charCodeAt(end) : 0;
      if ((next === QUOTE || next === APOSTROPHE) && isPrefix(text, i, end)) {
        const raw = next === QUOTE && text.charCodeAt(end - 1) === 82;
        const close = raw ? rawStringEnd(text, end, to) : -1;
        kind = next === QUOTE ? Tok.String : Tok.Char;
        code = 0;
        end = close < 0 ? quotedEnd(text, end, to) : close;
      } else {
        kind = Tok.Word;
        code = internSlice(names, text, i, end, hash);
      }
    } else if (cls === Class.Digit || (c === 46 && classOf(text.charCodeAt(i + 1)) === Class.Digit)) {
      kind = Tok.Number;
      code = 0;
      while (end < to) {
        const d = text.charCodeAt(end);
        if (isWordUnit(d) || d === 46) end++;
        else if ((d === 43 || d === 45) && isExponent(text.charCodeAt(end - 1), text.charCodeAt(i + 1)))
          end++;
        else if (d === APOSTROPHE && isWordUnit(text.charCodeAt(end + 1)) && end + 1 < to) end += 2;
        else break;
      }
    } else if (c === QUOTE || c === APOSTROPHE) {
      kind = c === QUOTE ? Tok.String : Tok.Char;
      code = 0;
      end = quotedEnd(text, i, to);
    } else if (c === SLASH && (text.charCodeAt(i + 1) === STAR || text.charCodeAt(i + 1) === SLASH)) {
      end = text.charCodeAt(i + 1) === STAR ? blockCommentEnd(text, i, to) : lineCommentEnd(text, i, to);
      tokens.comments.push(i, end);
      i = end;
      flags &= TokenFlag.FirstOnLine;
      continue;
    } else if (c === BACKSLASH && spliceLength(text, i) > 0) {
      i += spliceLength(text, i);
      continue;
    } else if (c === HASH && directives && flags & TokenFlag.FirstOnLine) {
      kind = Tok.Directive;
      code = 0;
      end = directiveEnd(text, i, to, tokens.comments);
    } else {
      const p = punctuation(text, i, c);
      code = p & 0xffff;
      end = i + (p >> 16);
    }
    if (end > to) end = to;
    if (count === tokens.kind.length) grow(tokens);
    tokens.kind[count] = kind;
    tokens.code[count] = code;
    tokens.start[count] = i;
    tokens.end[count] = end;
    tokens.flags[count] = flags;
    count++;
    flags = 0;
    i = end;
  }
  tokens.count = count;
  position.at = i;
  position.flags = flags;
}

/** Words that edits leave behind are forgotten, by lexing with fresh names, when there are more than this and tokens. */
const MAX_STALE_NAMES = 4096;

/**
 * The tokens of `text` with the help of those of an earlier version, of which they keep what stands before and behind
 * the change. The same as `lex(text)` gives, the numbers of words aside, which both versions share.
 */
export function relex(old: Tokens, text: string): Tokens {
  const { names } = old;
  if (names.strings.length > old.count + MAX_STALE_NAMES) return lex(text);
  const [head, tail] = sharedEnds(old.text, text);
  const shift = text.length - old.text.length;
  // No token looks beyond its line at what it does not contain, so those before a line's first token stay.
  const line = lineStart(text, head);
  let kept = old.count - 1;
  while (kept > 0 && (old.start[kept] > line || (old.flags[kept] & TokenFlag.FirstOnLine) === 0)) kept--;
  if (kept <= 0) return lex(text, names);
  const tokens = createTokens(text, names, old.count + 256);
  copyTokens(old, 0, kept, tokens);
  const position: Position = { at: old.start[kept], flags: old.flags[kept] };
  let comment = 0;
  while (comment < old.comments.length && old.comments[comment] < position.at) comment += 2;
  for (let c = 0; c < comment; c++) tokens.comments.push(old.comments[c]);
  // From a token of the unchanged rest that the lexer meets in the same state, all goes as it went before.
  let next = kept;
  for (;;) {
    const from = Math.max(position.at, text.length - tail) - shift;
    while (next < old.count && (old.start[next] < from || (old.flags[next] & TokenFlag.FirstOnLine) === 0))
      next++;
    if (next === old.count) {
      lexInto(tokens, position, text.length, text.length, true);
      return tokens;
    }
    lexInto(tokens, position, old.start[next] + shift, text.length, true);
    if (position.at === old.start[next] + shift && position.flags === old.flags[next]) break;
    next++;
  }
  const { count } = tokens;
  const rest = old.count - next;
  while (tokens.kind.length < count + rest) grow(tokens);
  copyTokens(old, next, old.count, tokens);
  for (let t = count; t < tokens.count; t++) {
    tokens.start[t] += shift;
    tokens.end[t] += shift;
  }
  const from = position.at - shift;
  for (let c = comment; c < old.comments.length; c++) {
    // Comments come in order, starts and ends in turn.
    if (old.comments[c - (c & 1)] >= from) tokens.comments.push(old.comments[c] + shift);
  }
  return tokens;
}

/** Appends tokens `first` up to `end` of another sequence; there must be room for them. */
export function copyTokens(from: Tokens, first: number, end: number, to: Tokens): void {
  const at = to.count;
  to.kind.set(from.kind.subarray(first, end), at);
  to.code.set(from.code.subarray(first, end), at);
  to.start.set(from.start.subarray(first, end), at);
  to.end.set(from.end.subarray(first, end), at);
  to.flags.set(from.flags.subarray(first, end), at);
  to.count = at + end - first;
}

/** No tokens yet, with room for as many as `tokens`, whose text and names it shares; new names are its own. */
export function emptyLike(tokens: Tokens): Tokens {
  return createTokens(tokens.text, copyNames(tokens.names), tokens.count);
}

/**
 * Tokens `first` up to `end` as a sequence of their own; positions and names stay. It lies in the arrays of `tokens`,
 * since small arrays cost more than what is in them: who changes the one changes the other.
 */
export function sliceTokens(tokens: Tokens, first: number, end: number): Tokens {
  return {
    text: tokens.text,
    names: tokens.names,
    count: end - first,
    kind: tokens.kind.subarray(first, end),
    code: tokens.code.subarray(first, end),
    start: tokens.start.subarray(first, end),
    end: tokens.end.subarray(first, end),
    flags: tokens.flags.subarray(first, end),
    comments: [],
  };
}

const PIECE = 2048;

/** How many code units two texts share at their start, and of what is left at their end. */
export function sharedEnds(a: string, b: string): [head: number, tail: number] {
  const common = Math.min(a.length, b.length);
  let head = 0;
  // Pieces are compared faster than code units.
  while (head + PIECE <= common && a.substring(head, head + PIECE) === b.substring(head, head + PIECE))
    head += PIECE;
  while (head < common && a.charCodeAt(head) === b.charCodeAt(head)) head++;
  let tail = 0;
  const [endA, endB] = [a.length, b.length];
  while (
    tail + PIECE <= common - head &&
    a.substring(endA - tail - PIECE, endA - tail) === b.substring(endB - tail - PIECE, endB - tail)
  )
    tail += PIECE;
  while (tail < common - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail++;
  return [head, tail];
}

/** The start of the line that holds the code unit before `at`, so that a change of its line break is in it too. */
function lineStart(text: string, at: number): number {
  let i = at - 1;
  while (i > 0 && text.charCodeAt(i - 1) !== LF && text.charCodeAt(i - 1) !== CR) i--;
  return Math.max(i, 0);
}

/** Whether a sign continues a number: after `e`, or after `p` in a hexadecimal one, where `e` is a digit. */
function isExponent(last: number, second: number): boolean {
  const isHex = (second | 32) === 120;
  return isHex ? (last | 32) === 112 : (last | 32) === 101;
}

/** The comments in order, with their text. */
export function readComments(tokens: Tokens): Comment[] {
  const { text, comments } = tokens;
  const found: Comment[] = [];
  for (let i = 0; i < comments.length; i += 2) {
    const start = comments[i];
    const end = comments[i + 1];
    const block = text.charCodeAt(start + 1) === STAR;
    const closed = block && end - start >= 4 && text.startsWith("*/", end - 2);
    found.push({
      start,
      end,
      block,
      text: text.substring(start + 2, closed ? end - 2 : end).trim(),
    });
  }
  return found;
}
