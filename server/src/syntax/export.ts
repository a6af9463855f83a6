/**
 * One pass over the wasm tree into flat typed arrays, after which the wasm tree is freed. The fast way calls the
 * cursor's wasm entry points directly, which spares the public `TreeCursor`'s copying of its state on every property
 * (0.3 instead of 1.0 microseconds a node); the public cursor is the fallback, and a test holds both to equal arrays.
 */
import type { ParseOptions, Parser, Tree as WasmTree } from "web-tree-sitter";
import type { Numbering } from "./grammars";
import { Kind } from "./kinds";
import { type Language, NONE, type Tree } from "./tree";

/**
 * Raw entry points of the runtime's tree cursor; each takes the address of the tree. The cursor itself lives in the
 * runtime's transfer buffer from `tree.walk()` until `delete`, so no other call into the runtime may come in between.
 */
export interface CursorExports {
  gotoFirstChild(tree: number): number;
  gotoNextSibling(tree: number): number;
  gotoParent(tree: number): number;
  symbol(tree: number): number;
  field(tree: number): number;
  startIndex(tree: number): number;
  endIndex(tree: number): number;
  delete(tree: number): void;
}

/** Arrays that grow while a tree is read and are copied to size at its end; reused from tree to tree. */
interface Buffers {
  kind: Uint16Array;
  field: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  parent: Int32Array;
  firstChild: Int32Array;
  nextSibling: Int32Array;
}

/** Beyond this many nodes the buffers are dropped after use, so that one huge file does not hold memory for good. */
const KEPT_NODES = 1 << 18;

function allocate(size: number): Buffers {
  return {
    kind: new Uint16Array(size),
    field: new Uint8Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    parent: new Int32Array(size),
    firstChild: new Int32Array(size),
    nextSibling: new Int32Array(size),
  };
}

function enlarge(old: Buffers): Buffers {
  const buffers = allocate(old.kind.length * 2);
  buffers.kind.set(old.kind);
  buffers.field.set(old.field);
  buffers.start.set(old.start);
  buffers.end.set(old.end);
  buffers.parent.set(old.parent);
  buffers.firstChild.set(old.firstChild);
  buffers.nextSibling.set(old.nextSibling);
  return buffers;
}

let shared = allocate(1 << 12);

/** Reads the tree by raw calls. Returns the number of nodes; they are in `shared`. */
function readRaw(wasmTree: WasmTree, numbering: Numbering, cursor: CursorExports): number {
  const address = (wasmTree as unknown as { readonly 0: number })[0];
  const { kinds, fields } = numbering;
  const walker = wasmTree.walk();
  let b = shared;
  let count = 0;
  let parent = NONE;
  let previous = NONE;
  for (;;) {
    if (count === b.kind.length) b = enlarge(b);
    const node = count++;
    b.kind[node] = kinds[cursor.symbol(address)];
    b.field[node] = fields[cursor.field(address)];
    b.start[node] = cursor.startIndex(address);
    b.end[node] = cursor.endIndex(address);
    b.parent[node] = parent;
    b.firstChild[node] = NONE;
    b.nextSibling[node] = NONE;
    if (previous !== NONE) b.nextSibling[previous] = node;
    else if (parent !== NONE) b.firstChild[parent] = node;
    if (cursor.gotoFirstChild(address)) {
      parent = node;
      previous = NONE;
      continue;
    }
    previous = node;
    while (previous > 0 && !cursor.gotoNextSibling(address)) {
      cursor.gotoParent(address);
      previous = parent;
      parent = b.parent[previous];
    }
    if (previous <= 0) break;
  }
  shared = b;
  walker.delete();
  return count;
}

/** The same through the library's public cursor. */
function readPublic(wasmTree: WasmTree, numbering: Numbering): number {
  const { kinds, fields } = numbering;
  const cursor = wasmTree.walk();
  let b = shared;
  let count = 0;
  let parent = NONE;
  let previous = NONE;
  for (;;) {
    if (count === b.kind.length) b = enlarge(b);
    const node = count++;
    b.kind[node] = kinds[cursor.nodeTypeId];
    b.field[node] = fields[cursor.currentFieldId];
    b.start[node] = cursor.startIndex;
    b.end[node] = cursor.endIndex;
    b.parent[node] = parent;
    b.firstChild[node] = NONE;
    b.nextSibling[node] = NONE;
    if (previous !== NONE) b.nextSibling[previous] = node;
    else if (parent !== NONE) b.firstChild[parent] = node;
    if (cursor.gotoFirstChild()) {
      parent = node;
      previous = NONE;
      continue;
    }
    previous = node;
    while (previous > 0 && !cursor.gotoNextSibling()) {
      cursor.gotoParent();
      previous = parent;
      parent = b.parent[previous];
    }
    if (previous <= 0) break;
  }
  shared = b;
  cursor.delete();
  return count;
}

/**
 * Texts longer than this are not parsed: a unit of that size is no code that anybody wrote, and the runtime's memory,
 * which never shrinks, would hold its tree for good. UTF-16 code units.
 */
const MAX_LENGTH = 1 << 22;

/**
 * How often the parser may report progress before it is stopped. It does so after a fixed number of its steps, so the
 * same text always ends the same way; a megabyte of ordinary code takes five thousand reports.
 */
const MAX_PROGRESS = 20_000;

let progress = 0;
const options: ParseOptions = { progressCallback: () => ++progress > MAX_PROGRESS };

/** A tree of one ERROR node over the whole text: what a text is that the parser gave up on. */
function failedTree(text: string, language: Language): Tree {
  return {
    language,
    text,
    count: 1,
    kind: Uint16Array.of(Kind.Error),
    field: Uint8Array.of(0),
    start: Int32Array.of(0),
    end: Int32Array.of(text.length),
    parent: Int32Array.of(NONE),
    firstChild: Int32Array.of(NONE),
    nextSibling: Int32Array.of(NONE),
    hasError: true,
  };
}

/** Parses `text` and exports the tree; `cursor` undefined means by the public cursor. */
export function exportTree(
  parser: Parser,
  numbering: Numbering,
  text: string,
  language: Language,
  cursor: CursorExports | undefined,
): Tree {
  if (text.length > MAX_LENGTH) return failedTree(text, language);
  let wasmTree: WasmTree | null = null;
  try {
    progress = 0;
    wasmTree = parser.parse(text, null, options);
    if (wasmTree === null) {
      parser.reset();
      return failedTree(text, language);
    }
    const hasError = wasmTree.rootNode.hasError;
    const count = cursor ? readRaw(wasmTree, numbering, cursor) : readPublic(wasmTree, numbering);
    const b = shared;
    const tree: Tree = {
      language,
      text,
      count,
      kind: b.kind.slice(0, count),
      field: b.field.slice(0, count),
      start: b.start.slice(0, count),
      end: b.end.slice(0, count),
      parent: b.parent.slice(0, count),
      firstChild: b.firstChild.slice(0, count),
      nextSibling: b.nextSibling.slice(0, count),
      hasError,
    };
    if (b.kind.length > KEPT_NODES) shared = allocate(1 << 12);
    return tree;
  } catch {
    parser.reset();
    return failedTree(text, language);
  } finally {
    wasmTree?.delete();
  }
}
