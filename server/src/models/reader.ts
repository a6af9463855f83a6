/**
 * Reads YAML by hand-written expectations: every value is asked for by shape, and what does not fit becomes a problem
 * at its line and column instead of an exception. Shared by the loaders of models and of rules.
 */
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from "yaml";
import { nearest } from "../text/nearest";

/** Something wrong in a YAML text. `line` and `column` are 1-based, in UTF-16 code units. */
export interface Problem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface Reader {
  readonly documents: readonly Document.Parsed[];
  readonly problems: Problem[];
  readonly lines: LineCounter;
}

/** A key of a mapping with what stands behind it. */
export interface Entry {
  readonly key: Node;
  readonly value: Node | null;
}

export type Entries = ReadonlyMap<string, Entry>;

/** Parses all documents of a text. Syntax errors are already among the problems; never throws. */
export function openYaml(text: string): Reader {
  const lines = new LineCounter();
  const reader: Reader = { documents: [], problems: [], lines };
  if (isTooDeep(text)) {
    reportAt(reader, 0, "is nested too deeply");
    return reader;
  }
  try {
    const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
    const documents = Array.isArray(parsed) ? parsed : [];
    for (const document of documents) {
      for (const error of document.errors) reportAt(reader, error.pos[0], error.message);
    }
    return { ...reader, documents };
  } catch (error) {
    reportAt(reader, 0, `cannot be parsed: ${error instanceof Error ? error.message : String(error)}`);
    return reader;
  }
}

/** Far more than anybody writes. */
const MAX_DEPTH = 400;

/**
 * Whether brackets, or indentation and dashes at a line's start, open more levels than the parser's recursion is to be
 * trusted with: near the end of the stack Node does not throw but dies when a regular expression is compiled.
 */
function isTooDeep(text: string): boolean {
  let brackets = 0;
  let lead = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === "\n") lead = 0;
    else if (lead >= 0) lead = c === " " || c === "-" || c === "?" || c === ":" ? lead + 1 : -1;
    if (c === "[" || c === "{") brackets++;
    else if ((c === "]" || c === "}") && brackets > 0) brackets--;
    if (brackets > MAX_DEPTH || lead > MAX_DEPTH) return true;
  }
  return false;
}

/** Notes a problem at an offset of the text (UTF-16 code units, 0-based). */
export function reportAt(reader: Reader, offset: number, message: string): void {
  const position = reader.lines.linePos(offset);
  reader.problems.push({ message, line: Math.max(1, position.line), column: Math.max(1, position.col) });
}

/** Notes a problem at a node, or at the start of the text when the node is missing. */
export function report(reader: Reader, node: Node | null, message: string): void {
  reportAt(reader, node?.range?.[0] ?? 0, message);
}

/**
 * The entries of a mapping, in order. Keys must be plain strings; those not in `allowed` (when given) are reported
 * with the nearest allowed key as a hint, and left out.
 */
export function readEntries(
  reader: Reader,
  node: Node | null,
  what: string,
  allowed?: readonly string[],
): Entries {
  const entries = new Map<string, Entry>();
  if (!isMap(node)) {
    report(reader, node, `${what} must be a mapping`);
    return entries;
  }
  for (const pair of node.items) {
    const key = pair.key as Node;
    const name = isScalar(key) ? String(key.value) : undefined;
    if (name === undefined) report(reader, key, `a key of ${what} must be a plain word`);
    else if (allowed !== undefined && !allowed.includes(name)) {
      report(reader, key, `${what} has no key "${name}"${hint(name, allowed)}`);
    } else entries.set(name, { key, value: (pair.value as Node | null) ?? null });
  }
  return entries;
}

/** The items of a sequence; anything else counts as a sequence of one. A missing value is an empty sequence. */
export function readItems(node: Node | null): readonly Node[] {
  if (node === null) return [];
  return isSeq(node) ? (node.items as Node[]) : [node];
}

/** A string; numbers are taken by their spelling. */
export function readString(reader: Reader, node: Node | null, what: string): string | undefined {
  if (isScalar(node) && typeof node.value === "string") return node.value;
  if (isScalar(node) && typeof node.value === "number") return node.source ?? String(node.value);
  report(reader, node, `${what} must be a string`);
  return undefined;
}

/** One string or a sequence of them. */
export function readStrings(reader: Reader, node: Node | null, what: string): string[] {
  const strings: string[] = [];
  for (const item of readItems(node)) {
    const text = readString(reader, item, what);
    if (text !== undefined) strings.push(text);
  }
  return strings;
}

export function readBoolean(reader: Reader, node: Node | null, what: string): boolean {
  if (isScalar(node) && typeof node.value === "boolean") return node.value;
  report(reader, node, `${what} must be true or false`);
  return false;
}

/** One of a few words; booleans are read as `yes` and `no`, which older YAML writers mean by them. */
export function readChoice<T extends string>(
  reader: Reader,
  node: Node | null,
  what: string,
  choices: readonly T[],
): T | undefined {
  const value = isScalar(node) ? node.value : undefined;
  const word = value === true ? "yes" : value === false ? "no" : value === null ? "null" : value;
  const choice = choices.find((candidate) => candidate === word);
  if (choice === undefined) {
    const tail = typeof word === "string" ? `, not "${word}"${hint(word, choices)}` : "";
    report(reader, node, `${what} must be one of ${choices.join(", ")}${tail}`);
  }
  return choice;
}

/** ` - did you mean "x"?` when one of the candidates is near, else nothing. */
export function hint(word: string, candidates: readonly string[]): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : ` - did you mean "${found}"?`;
}
