/**
 * Literals of C and C++: integers with their types, characters and strings with escapes resolved. Works on source
 * text. Sources: C11 6.4.4, 6.4.5; C++ [lex.literal].
 */

import { maximumOf } from "./type-queries";
import type { Type } from "./types";
import type { Types } from "./types-table";

/** An exact integer constant. */
export interface ExactConstant {
  readonly value: bigint;
  readonly type: Type;
}

/** Whether a number literal is a floating one: decimal with point or exponent, or hexadecimal with `p`. */
export function isFloatLiteral(text: string): boolean {
  const hex = text.startsWith("0x") || text.startsWith("0X");
  for (let i = hex ? 2 : 0; i < text.length; i++) {
    const unit = text.charCodeAt(i) | 0x20;
    if (text.charCodeAt(i) === 0x2e || unit === (hex ? 0x70 : 0x65)) return true;
  }
  return false;
}

/** The value of a floating literal; NaN if it is malformed or hexadecimal. */
export function floatLiteral(types: Types, text: string): { value: number; type: Type } {
  const plain = text.replaceAll("'", "").toLowerCase();
  const suffix = plain.charAt(plain.length - 1);
  const digits = suffix === "f" || suffix === "l" ? plain.slice(0, -1) : plain;
  const type = suffix === "f" ? types.float : suffix === "l" ? types.longDouble : types.double;
  return { value: plain.startsWith("0x") ? Number.NaN : Number(digits), type };
}

/** The value and type of an integer literal such as `0x1FuLL` or `1'000`; undefined for anything else. */
export function exactInteger(types: Types, text: string): ExactConstant | undefined {
  let end = text.length;
  let unsigned = false;
  let longs = 0;
  let sized = false;
  const hex = text.length > 1 && text.charCodeAt(0) === 0x30 && (text.charCodeAt(1) | 0x20) === 0x78;
  for (; end > 0; end--) {
    const unit = text.charCodeAt(end - 1) | 0x20;
    if (unit === 0x75) unsigned = true;
    else if (unit === 0x6c) longs++;
    // C++23 `z`: the signed type of `size_t`.
    else if (unit === 0x7a) sized = true;
    else break;
  }
  let digits = text.slice(0, end);
  if (digits.includes("'")) digits = digits.replaceAll("'", "");
  if (digits === "") return undefined;
  const octal = !hex && digits.length > 1 && digits.charCodeAt(0) === 0x30 && digits.charCodeAt(1) <= 0x39;
  const binary = !hex && digits.length > 1 && (digits.charCodeAt(1) | 0x20) === 0x62;
  const value = parseDigits(octal ? `0o${digits.slice(1)}` : digits);
  if (value === undefined) return undefined;
  if (sized) return { value, type: unsigned ? types.sizeT : types.ptrdiffT };
  return { value, type: literalType(types, value, unsigned, longs, hex || octal || binary) };
}

function parseDigits(digits: string): bigint | undefined {
  try {
    return BigInt(digits);
  } catch {
    return undefined;
  }
}

/** The first type of C11 6.4.4.1's list that can hold the value; decimal ones without `u` stay signed. */
function literalType(types: Types, value: bigint, unsigned: boolean, longs: number, anySign: boolean): Type {
  const signedTypes = [types.int, types.long, types.longLong];
  const unsignedTypes = [types.unsignedInt, types.unsignedLong, types.unsignedLongLong];
  const magnitude = Number(value);
  for (let rank = Math.min(longs, 2); rank < 3; rank++) {
    if (!unsigned && magnitude <= maximumOf(signedTypes[rank]) && fits(value, signedTypes[rank]))
      return signedTypes[rank];
    if ((unsigned || anySign) && fits(value, unsignedTypes[rank])) return unsignedTypes[rank];
  }
  return types.unsignedLongLong;
}

/** Whether an integral type can hold the value. */
export function fits(value: bigint, type: Type): boolean {
  return wrap(value, type) === value;
}

/** The value modulo the type's range (C11 6.3.1.3). */
export function wrap(value: bigint, type: Type): bigint {
  if (type.size < 0) return value;
  const bits = type.size * 8;
  return type.signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** Prefix of a string or character literal. */
export type Encoding = "" | "L" | "u8" | "u" | "U";

/** The encoding prefix of a literal that starts at `quote` characters in; raw strings' `R` is not part of it. */
export function encodingOf(text: string): Encoding {
  if (text.startsWith("u8")) return "u8";
  const first = text.charAt(0);
  return first === "L" || first === "u" || first === "U" ? first : "";
}

/** Type of one element of a string literal. */
export function characterType(types: Types, encoding: Encoding): Type {
  switch (encoding) {
    case "L":
      return types.wchar;
    case "u":
      return types.char16;
    case "U":
      return types.char32;
    default:
      return types.char;
  }
}

/** The value of `'a'`, `L'\n'`, `'\x41'`, `'ab'`; undefined if it is malformed. `int` in C, else the character's type. */
export function exactCharacter(types: Types, text: string, cpp: boolean): ExactConstant | undefined {
  const open = text.indexOf("'");
  const close = text.lastIndexOf("'");
  if (open === -1 || close <= open + 1) return undefined;
  const encoding = encodingOf(text);
  const element = characterType(types, encoding);
  const content = decodeEscapes(text, open + 1, close, element.size);
  if (encoding !== "") {
    const code = content.codePointAt(0);
    return code === undefined ? undefined : { value: wrap(BigInt(code), element), type: element };
  }
  let value = 0n;
  for (let i = 0; i < content.length; i++) value = (value << 8n) | BigInt(content.charCodeAt(i) & 0xff);
  // A plain `char`'s sign shows in the value of '\xff' (C11 6.4.4.4p10).
  if (content.length === 1) return { value: wrap(value, types.char), type: cpp ? types.char : types.int };
  return { value: wrap(value, types.int), type: types.int };
}

/**
 * The text from `start` to `end` with escapes resolved: one UTF-16 code unit for each element of `unit` bytes, so for
 * narrow strings one for each byte of UTF-8.
 */
export function decodeEscapes(text: string, start: number, end: number, unit: number): string {
  let result = "";
  let i = start;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c !== 0x5c) {
      const code = text.codePointAt(i)!;
      result += c < 0x80 ? text.charAt(i) : encode(code, unit);
      i += code > 0xffff ? 2 : 1;
      continue;
    }
    i++;
    if (i >= end) break;
    const letter = text.charAt(i);
    const simple = SIMPLE_ESCAPES.get(letter);
    if (simple !== undefined) {
      result += simple;
      i++;
    } else if (letter === "x") {
      const from = ++i;
      while (i < end && isHexDigit(text.charCodeAt(i))) i++;
      result += String.fromCharCode(Number.parseInt(text.slice(from, i), 16) & (unit === 1 ? 0xff : 0xffff));
    } else if (letter === "u" || letter === "U") {
      const length = letter === "u" ? 4 : 8;
      const code = Number.parseInt(text.slice(i + 1, Math.min(end, i + 1 + length)), 16);
      if (code <= 0x10ffff) result += encode(code, unit);
      i += 1 + length;
    } else if (letter >= "0" && letter <= "7") {
      const from = i;
      while (i < end && i < from + 3 && text.charCodeAt(i) >= 0x30 && text.charCodeAt(i) <= 0x37) i++;
      result += String.fromCharCode(Number.parseInt(text.slice(from, i), 8) & (unit === 1 ? 0xff : 0xffff));
    } else if (letter === "\n") {
      i++;
    } else if (letter === "\r") {
      i += text.charAt(i + 1) === "\n" ? 2 : 1;
    } else {
      result += letter;
      i++;
    }
  }
  return result;
}

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["?", "?"],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["v", "\v"],
  ["e", "\x1b"],
]);

function isHexDigit(unit: number): boolean {
  const lower = unit | 0x20;
  return (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}

/** Text without escapes as elements of `unit` bytes. */
export function encodeText(text: string, unit: number): string {
  let result = "";
  for (const character of text) result += encode(character.codePointAt(0)!, unit);
  return result;
}

/** A code point as elements of `unit` bytes: UTF-8, UTF-16, or itself (a pair of code units, where it needs two). */
function encode(code: number, unit: number): string {
  if (unit !== 1 || code < 0x80) return String.fromCodePoint(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
  if (code < 0x10000) {
    return String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
  return String.fromCharCode(
    0xf0 | (code >> 18),
    0x80 | ((code >> 12) & 0x3f),
    0x80 | ((code >> 6) & 0x3f),
    0x80 | (code & 0x3f),
  );
}
