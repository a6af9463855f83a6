/** The directives of printf and scanf formats (C17 7.21.6), and how many characters a conversion can produce. */

import type { DataModel } from "../semantics/types";

export interface Directive {
  /** Conversion character: `d`, `s`, `c`, `[`, ... */
  readonly conversion: string;
  /** Length modifier: "", `hh`, `h`, `l`, `ll`, `z`, `j`, `t`, `L`; of Microsoft `I`, `I32`, `I64`. */
  readonly length: string;
  /** Field width: a number, `*` for an argument, or undefined. For scanf the maximum width. */
  readonly width: number | "*" | undefined;
  readonly precision: number | "*" | undefined;
  /** scanf: `%ms` allocates what it stores (POSIX). */
  readonly allocates: boolean;
  /** scanf: `%*d` is read and not stored. */
  readonly suppressed: boolean;
  /** `%2$d`: the argument it takes, from 1; 0 where the next one is taken. */
  readonly position: number;
  /** Offsets in the format string. */
  readonly start: number;
  readonly end: number;
}

const FLAGS = "-+ #0'";
const LENGTHS = "hlLqjzt";
/** Of SQLite's printf, whose %q is a conversion. */
const EXTENDED_LENGTHS = "hlLjzt";

function readNumber(s: string, at: number): { value: number | undefined; at: number } {
  let i = at;
  let value = 0;
  while (i < s.length && s.charCodeAt(i) >= 48 && s.charCodeAt(i) <= 57)
    value = value * 10 + s.charCodeAt(i++) - 48;
  return { value: i > at ? value : undefined, at: i };
}

/** The directives of a format, `%%` left out. An incomplete directive at the end is left out too. */
export function parseFormat(s: string, style: "printf" | "scanf", isExtended = false): Directive[] {
  const lengths = isExtended ? EXTENDED_LENGTHS : LENGTHS;
  const out: Directive[] = [];
  for (let i = 0; i < s.length; i++) {
    if (s[i] !== "%") continue;
    const start = i++;
    if (s[i] === "%") continue;
    let suppressed = false;
    let width: number | "*" | undefined;
    let precision: number | "*" | undefined;
    if (style === "scanf") {
      if (s[i] === "*") {
        suppressed = true;
        i++;
      }
    } else while (i < s.length && FLAGS.includes(s[i])) i++;
    const w = readNumber(s, i);
    i = w.at;
    width = w.value;
    let position = 0;
    if (s[i] === "$") {
      // A positional argument (POSIX): width follows the flags after it.
      position = w.value ?? 0;
      i++;
      while (i < s.length && FLAGS.includes(s[i])) i++;
      const again = readNumber(s, i);
      i = again.at;
      width = again.value;
    }
    if (style === "printf" && s[i] === "*") {
      width = "*";
      i++;
    }
    if (style === "printf" && s[i] === ".") {
      i++;
      if (s[i] === "*") {
        precision = "*";
        i++;
      } else {
        const p = readNumber(s, i);
        precision = p.value ?? 0;
        i = p.at;
      }
    }
    const allocates = style === "scanf" && s[i] === "m";
    if (allocates) i++;
    const lengthStart = i;
    if (s[i] === "I") i += s.startsWith("64", i + 1) || s.startsWith("32", i + 1) ? 3 : 1;
    else while (i < s.length && lengths.includes(s[i])) i++;
    const length = s.slice(lengthStart, i);
    if (i >= s.length) break;
    const conversion = s[i];
    if (style === "scanf" && conversion === "[") {
      i++;
      if (s[i] === "^") i++;
      if (s[i] === "]") i++;
      while (i < s.length && s[i] !== "]") i++;
    }
    out.push({ conversion, length, width, precision, allocates, suppressed, position, start, end: i + 1 });
  }
  return out;
}

/** Number of characters outside directives, `%%` counting one. */
export function literalLength(s: string, directives: readonly Directive[]): number {
  let n = s.length;
  for (const d of directives) n -= d.end - d.start;
  for (let i = s.indexOf("%%"); i !== -1; i = s.indexOf("%%", i + 2)) n--;
  return n;
}

/** Characters that a number of a broken-down time needs at most: nothing keeps its members inside their ranges. */
const TIME_NUMBER = 11;

/** The most numbers that a conversion of strftime puts together; for others it is up to the language how long a text is. */
const TIME_NUMBERS = new Map([..."CdeGgHIjMmSUuVWwYykl"].map((c) => [c, 1]));
TIME_NUMBERS.set("D", 3).set("F", 3).set("T", 3).set("R", 2).set("s", 2).set("z", 2);

/** How many characters a format of strftime (C17 7.27.3.5) makes at most; infinite if it asks for words. */
export function timeWidth(format: string): number {
  let n = 0;
  for (let i = 0; i < format.length; i++) {
    if (format[i] !== "%") {
      n++;
      continue;
    }
    i++;
    const numbers = TIME_NUMBERS.get(format[i]);
    if (numbers !== undefined) n += numbers * (TIME_NUMBER + 1);
    else if ("%nt".includes(format[i] ?? "?")) n++;
    else return Infinity;
  }
  return n;
}

/** Decimal digits, with sign, that any integer between lo and hi needs at most. */
export function decimalWidth(lo: number, hi: number): number {
  const digits = (n: number) =>
    (Number.isFinite(n) ? Math.trunc(Math.abs(n)).toString().length : 20) + (n < 0 ? 1 : 0);
  return Math.max(digits(lo), digits(hi));
}

/** Digits that any number up to hi needs in a radix that is a power of two. */
export function radixWidth(hi: number, radix: 8 | 16): number {
  return Number.isFinite(hi) ? Math.max(1, Math.ceil(Math.log2(hi + 1) / Math.log2(radix))) : 22;
}

/** Bytes of the integer that a length modifier names (C17 7.21.6.2p11), before any promotion; -1 if they are not known. */
export function integerSize(dataModel: DataModel, length: string): number {
  switch (length) {
    case "":
      return dataModel.int;
    case "hh":
      return 1;
    case "h":
      return dataModel.short;
    case "I32":
      return 4;
    case "l":
      return dataModel.long;
    case "ll":
    case "q":
    case "j":
    case "L":
    case "I64":
      return 8;
    case "z":
    case "t":
      return dataModel.pointer;
    default:
      return -1;
  }
}

/** Bytes that a conversion of scanf stores; -1 for texts, and for what is not known. */
export function storedSize(
  dataModel: DataModel,
  { conversion, length, width, allocates }: Directive,
): number {
  if (allocates) return dataModel.pointer;
  if ("dioxXun".includes(conversion)) return integerSize(dataModel, length);
  if ("aAeEfFgG".includes(conversion)) return length === "" ? 4 : length === "l" ? 8 : -1;
  if (conversion === "p") return dataModel.pointer;
  return conversion === "c" && length === "" ? (typeof width === "number" ? width : 1) : -1;
}
