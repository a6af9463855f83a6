/**
 * What of a record the parsed view does not show: packing and alignment by attributes and attribute-like words that
 * were masked for the parser, and by `#pragma pack`; members that a branch which was left out declares as something
 * else; members that do not return. Read from the file's own text.
 */
import { Field, Kind } from "../syntax/kinds";
import type { SourceFile, Unit } from "../syntax/source";
import { NONE } from "../syntax/tree";
import { childByField } from "../syntax/walk";
import { declarationStart, maskedText } from "./masked-words";

export interface MaskedRecord {
  /** No member is aligned to more than this, in bytes; 0 for no limit. `packed` means 1. */
  readonly limit: number;
  /** Alignment asked for the whole record, in bytes; 0 for none. */
  readonly aligned: number;
  /** Members that are a pointer in one configuration and an array in another: what they are here nobody knows. */
  readonly doubtful: readonly string[];
  /** Members that point to functions which do not return. */
  readonly leaving: readonly string[];
}

/** Behind a record's body, attributes stand within this many characters. */
const TAIL = 200;

/** A position from which on a `#pragma pack` holds. */
export interface PackChange {
  readonly start: number;
  readonly limit: number;
}

/** The file's `#pragma pack` directives as a sequence of limits. */
export function packChanges(file: SourceFile): readonly PackChange[] {
  const changes: PackChange[] = [];
  const stack: number[] = [];
  let limit = 0;
  for (const directive of file.directives) {
    if (directive.kind !== "pragma" || !directive.text.startsWith("pack")) continue;
    const match = /^pack\s*\(([^)]*)\)/.exec(directive.text);
    if (match === null) continue;
    const words = match[1].split(",").map((word) => word.trim());
    if (words[0] === "push") stack.push(limit);
    if (words[0] === "pop") limit = stack.pop() ?? 0;
    const last = Number(words[words.length - 1]);
    if (words[0] === "") limit = 0;
    else if (Number.isInteger(last)) limit = last;
    changes.push({ start: directive.start, limit });
  }
  return changes;
}

/** What was masked of the records with a body in the unit, by their node; undefined if there is nothing to say. */
export function maskedRecordsOf(
  file: SourceFile,
  unit: Unit,
  changes: readonly PackChange[],
): ReadonlyMap<number, MaskedRecord> | undefined {
  const limit = limitAt(changes, unit.start);
  const source = file.text.substring(unit.start, unit.end);
  if (limit === 0 && source === unit.text && !NO_RETURN_WORD.test(source)) return undefined;
  const tree = unit.tree();
  let result: Map<number, MaskedRecord> | undefined;
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kind[node];
    if (kind !== Kind.StructSpecifier && kind !== Kind.UnionSpecifier && kind !== Kind.ClassSpecifier)
      continue;
    const body = childByField(tree, node, Field.Body);
    if (body === NONE) continue;
    const words =
      maskedText(source, unit.text, declarationStart(unit.text, tree.start[node]), tree.start[body]) +
      maskedText(source, unit.text, tree.end[node], after(unit.text, tree.end[node]));
    const masked = {
      limit: isPacked(words) ? 1 : limit,
      aligned: alignment(words),
      doubtful: doubtfulMembers(source, unit.text, tree.start[body], tree.end[body]),
      leaving: leavingMembers(source.slice(tree.start[body], tree.end[body])),
    };
    const { doubtful, leaving } = masked;
    if (masked.limit === 0 && masked.aligned === 0 && doubtful.length + leaving.length === 0) continue;
    result ??= new Map();
    result.set(node, masked);
  }
  return result;
}

const NO_NAMES: readonly string[] = [];
const NO_RETURN_WORD = /noreturn/i;

/** The end of a member's declaration: whether it is a pointer, its name, its bounds if it is an array. */
const MEMBER = /(\*\s*)?\b([A-Za-z_]\w*)\s*(\[[^;{}]*\])?\s*[;,]/g;

/** Names that are a pointer in the parsed view of a body and an array in what was masked of it, or the reverse. */
function doubtfulMembers(source: string, view: string, start: number, end: number): readonly string[] {
  if (!source.slice(start, end).includes("#")) return NO_NAMES;
  const elsewhere = shapesOf(maskedText(source, view, start, end));
  if (elsewhere.size === 0) return NO_NAMES;
  const doubtful: string[] = [];
  for (const [name, isArray] of shapesOf(view.slice(start, end)))
    if (elsewhere.get(name) === !isArray) doubtful.push(name);
  return doubtful;
}

/** `void NORETURN (*error)(const char *text);`: attributes of members are no part of their types. */
function leavingMembers(body: string): readonly string[] {
  if (!NO_RETURN_WORD.test(body)) return NO_NAMES;
  return body.split(";").flatMap((declaration) => {
    const name = /\(\s*\*\s*(\w+)\s*\)\s*\(/.exec(declaration)?.[1];
    return name !== undefined && NO_RETURN_WORD.test(declaration) ? [name] : [];
  });
}

/** Whether it is an array, for each name that is declared as an array or as a pointer. */
function shapesOf(text: string): Map<string, boolean> {
  const shapes = new Map<string, boolean>();
  for (const [, star, name, bounds] of text.matchAll(MEMBER))
    if ((star === undefined) === (bounds !== undefined)) shapes.set(name, bounds !== undefined);
  return shapes;
}

function limitAt(changes: readonly PackChange[], position: number): number {
  let limit = 0;
  for (const change of changes) {
    if (change.start > position) break;
    limit = change.limit;
  }
  return limit;
}

function after(text: string, at: number): number {
  const end = text.indexOf(";", at);
  return Math.min(end === -1 ? text.length : end, at + TAIL);
}

function isPacked(words: string): boolean {
  return /(?<!un)packed/i.test(words);
}

function alignment(words: string): number {
  const match = /align(?:ed|as)?(?:__)?\s*\(\s*(\d+)/i.exec(words);
  const bytes = match === null ? 0 : Number(match[1]);
  return bytes > 0 && bytes <= 4096 ? bytes : 0;
}
