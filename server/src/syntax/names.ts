/**
 * Interned identifiers of one file: every distinct word gets a small number, so that the stages after the lexer
 * compare and look up words as integers. Keywords have the same numbers everywhere, those of `Word`.
 */

/** Words the syntax stages ask for by name. `KEYWORDS` spells them, in the same order. */
export const enum Word {
  None,
  // Declaration specifiers: FIRST_SPECIFIER to LAST_SPECIFIER.
  Auto,
  Const,
  Constexpr,
  Consteval,
  Constinit,
  Explicit,
  Extern,
  Friend,
  Inline,
  InlineGnu,
  InlineGnu2,
  ForceInline,
  Mutable,
  NoReturnC,
  Register,
  RestrictC,
  RestrictGnu,
  RestrictGnu2,
  Static,
  ThreadC,
  ThreadLocal,
  ThreadGnu,
  Typedef,
  Virtual,
  Volatile,
  VolatileGnu,
  VolatileGnu2,
  ConstGnu,
  ConstGnu2,
  AtomicC,
  Extension,
  // Words of built-in types: FIRST_PRIMITIVE to LAST_PRIMITIVE.
  Bool,
  BoolC,
  Char,
  Char8,
  Char16,
  Char32,
  ComplexC,
  Double,
  Float,
  Int,
  Long,
  Short,
  Signed,
  SignedGnu,
  Unsigned,
  Void,
  WChar,
  // Heads of types that have a body.
  Class,
  Enum,
  Struct,
  Union,
  // Statements.
  Break,
  Case,
  Catch,
  Continue,
  CoAwait,
  CoReturn,
  CoYield,
  Default,
  Do,
  Else,
  For,
  Goto,
  If,
  Return,
  Switch,
  Throw,
  Try,
  While,
  // Everything else that cannot name a variable.
  Alignas,
  AlignasC,
  Alignof,
  AlignofC,
  Asm,
  AsmGnu,
  AsmGnu2,
  AsmMs,
  Attribute,
  AttributeGnu,
  Decltype,
  Declspec,
  Delete,
  False,
  GenericC,
  Namespace,
  New,
  Noexcept,
  Nullptr,
  Operator,
  Private,
  Protected,
  Public,
  Requires,
  Sizeof,
  StaticAssert,
  StaticAssertC,
  Template,
  This,
  True,
  Typename,
  Typeof,
  TypeofGnu,
  TypeofGnu2,
  Using,
  Concept,
  // Ordinary identifiers with a meaning in some places.
  Defined,
  Final,
  Override,
  CPlusPlus,
}

export const FIRST_SPECIFIER = Word.Auto;
export const LAST_SPECIFIER = Word.Extension;
export const FIRST_PRIMITIVE = Word.Bool;
export const LAST_PRIMITIVE = Word.WChar;
export const LAST_TYPE_HEAD = Word.Union;
/** From here to `LAST_STATEMENT` words that begin or continue a statement. */
export const FIRST_STATEMENT = Word.Break;
export const LAST_STATEMENT = Word.While;
/** The last word that can never be an identifier. */
export const LAST_KEYWORD = Word.Concept;

export const KEYWORDS: readonly string[] =
  `_ auto const constexpr consteval constinit explicit extern friend inline __inline __inline__ __forceinline mutable
  _Noreturn register restrict __restrict __restrict__ static _Thread_local thread_local __thread typedef virtual
  volatile __volatile __volatile__ __const __const__ _Atomic __extension__
  bool _Bool char char8_t char16_t char32_t _Complex double float int long short signed __signed__ unsigned void wchar_t
  class enum struct union
  break case catch continue co_await co_return co_yield default do else for goto if return switch throw try while
  alignas _Alignas alignof _Alignof asm __asm __asm__ _asm __attribute __attribute__ decltype __declspec delete false
  _Generic namespace new noexcept nullptr operator private protected public requires sizeof static_assert
  _Static_assert template this true typename typeof __typeof __typeof__ using concept
  defined final override __cplusplus`.split(/\s+/);

export interface Names {
  /** Spelling by number; the first are `KEYWORDS`. */
  readonly strings: string[];
  /** Open addressing: slot to number, 0 for empty. The size is a power of two. */
  table: Int32Array;
  /** Hash by number, for growing. */
  hashes: Int32Array;
}

/** The step of the hash over a word's code units; start from 0. */
export function hashStep(hash: number, unit: number): number {
  return (Math.imul(hash, 31) + unit) | 0;
}

function place(table: Int32Array, hash: number, id: number): void {
  const mask = table.length - 1;
  let slot = (hash ^ (hash >>> 15)) & mask;
  while (table[slot] !== 0) slot = (slot + 1) & mask;
  table[slot] = id;
}

function grow(names: Names): void {
  const table = new Int32Array(names.table.length * 2);
  for (let id = 1; id < names.strings.length; id++) place(table, names.hashes[id], id);
  names.table = table;
  const hashes = new Int32Array(table.length / 2);
  hashes.set(names.hashes);
  names.hashes = hashes;
}

/** The number of the word `text[start..end)`, whose hash by `hashStep` the caller has at hand. */
export function internSlice(names: Names, text: string, start: number, end: number, hash: number): number {
  const { strings, table } = names;
  const mask = table.length - 1;
  const length = end - start;
  let slot = (hash ^ (hash >>> 15)) & mask;
  for (let id = table[slot]; id !== 0; id = table[slot]) {
    const word = strings[id];
    if (word.length === length && names.hashes[id] === hash && text.startsWith(word, start)) return id;
    slot = (slot + 1) & mask;
  }
  const id = strings.length;
  strings.push(text.substring(start, end));
  names.hashes[id] = hash;
  table[slot] = id;
  if (id >= names.hashes.length - 1) grow(names);
  return id;
}

export function intern(names: Names, word: string): number {
  let hash = 0;
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i));
  return internSlice(names, word, 0, word.length, hash);
}

const seed: Names = { strings: [""], table: new Int32Array(2048), hashes: new Int32Array(1024) };
for (const word of KEYWORDS.slice(1)) intern(seed, word);

/** A fresh set that knows the keywords. */
export function createNames(): Names {
  return copyNames(seed);
}

/** A set that can grow by itself; the numbers of what it has already are the same. */
export function copyNames({ strings, table, hashes }: Names): Names {
  return { strings: strings.slice(), table: table.slice(), hashes: hashes.slice() };
}
