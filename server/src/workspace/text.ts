/**
 * From bytes to text. Sources come as UTF-8, as UTF-16 from Windows tools, and in the 8-bit encodings of old code;
 * all must give a text whose offsets are those an editor shows. What is no text at all is told apart and said.
 */
import { isUtf8 } from "node:buffer";
import fs from "node:fs";
import { reasonOf } from "./problem";

type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "latin1";

export type Decoded =
  | { readonly kind: "text"; readonly text: string; readonly encoding: Encoding }
  | { readonly kind: "binary" };

/** 16 MiB: SQLite's amalgamation (9 MB) must pass; generated tables beyond this are not written by hand. */
export const DEFAULT_MAX_FILE_SIZE = 16 * 1024 * 1024;

/** NUL bytes this near the start mean binary data, as in git's and grep's heuristics. */
const SNIFFED_BYTES = 8192;

/**
 * Decodes by byte order mark, which is dropped as editors do; else as UTF-8; bytes that are not UTF-8 are read as
 * Latin-1, in which every byte is one character, so no text is lost and columns stay right.
 */
export function decode(bytes: Buffer): Decoded {
  const utf16 = utf16Order(bytes);
  if (utf16 !== undefined) {
    return { kind: "text", text: new TextDecoder(utf16).decode(bytes), encoding: utf16 };
  }
  if (bytes.subarray(0, SNIFFED_BYTES).includes(0)) return { kind: "binary" };
  if (!isUtf8(bytes)) return { kind: "text", text: bytes.toString("latin1"), encoding: "latin1" };
  const marked = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { kind: "text", text: bytes.toString("utf8", marked ? 3 : 0), encoding: "utf-8" };
}

function utf16Order(bytes: Buffer): "utf-16le" | "utf-16be" | undefined {
  if (bytes.length < 2) return undefined;
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe) return undefined;
  // FF FE 00 00 is the mark of UTF-32, which no compiler reads.
  return bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0 ? undefined : "utf-16le";
}

export type FileText =
  | { readonly ok: true; readonly text: string; readonly encoding: Encoding }
  | { readonly ok: false; readonly reason: string };

/** Reads a regular file of at most `maxSize` bytes. Never throws; the reason is a phrase for the user. */
export function readText(path: string, maxSize: number): FileText {
  let descriptor: number | undefined;
  try {
    // Opening a pipe or device would block or have effects, so what it is is asked before.
    if (!fs.statSync(path).isFile()) return { ok: false, reason: "is not a regular file" };
    descriptor = fs.openSync(path, "r");
    const size = fs.fstatSync(descriptor).size;
    if (size > maxSize) return { ok: false, reason: tooLarge(size, maxSize) };
    const decoded = decode(fs.readFileSync(descriptor));
    if (decoded.kind === "binary") return { ok: false, reason: "looks like binary data (it has NUL bytes)" };
    return { ok: true, text: decoded.text, encoding: decoded.encoding };
  } catch (error) {
    return { ok: false, reason: `cannot be read: ${reasonOf(error)}` };
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function tooLarge(size: number, maxSize: number): string {
  return `is ${formatSize(size)}, over the limit of ${formatSize(maxSize)} (maxFileSize)`;
}

/** `1536` as `1.5 kB`: binary multiples under the customary names, at most one decimal. */
export function formatSize(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toFixed(1))} ${units[unit]}`;
}

/** The reverse, as users write it: `200000`, `64kB`, `1.5 MB`. Undefined when it is no positive size. */
export function parseSize(size: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(b|bytes|k|kb|kib|m|mb|mib|g|gb|gib)?$/i.exec(size.trim());
  if (match === null) return undefined;
  const power = "bkmg".indexOf((match[2] ?? "b")[0].toLowerCase());
  const bytes = Math.floor(Number(match[1]) * 1024 ** power);
  return bytes > 0 ? bytes : undefined;
}
