/**
 * Accessors over the flat `Tree`: children by field or kind, named neighbours, text, subtree ranges, error tests.
 * Every function takes and gives node numbers, allocates nothing (save `nodeText`), and answers `NONE` for absence,
 * also when it is asked about `NONE`, so look-ups chain without checks.
 */
import { FIRST_TOKEN, type Field, Kind } from "./kinds";
import { NONE, type Tree } from "./tree";

/** The node's kind; `Kind.None` for no node. */
export function kindOf(tree: Tree, node: number): Kind {
  return node === NONE ? Kind.None : tree.kind[node];
}

export function parentOf(tree: Tree, node: number): number {
  return node === NONE ? NONE : tree.parent[node];
}

export function firstChild(tree: Tree, node: number): number {
  return node === NONE ? NONE : tree.firstChild[node];
}

export function nextSibling(tree: Tree, node: number): number {
  return node === NONE ? NONE : tree.nextSibling[node];
}

export function firstNamedChild(tree: Tree, node: number): number {
  let child = firstChild(tree, node);
  while (child !== NONE && tree.kind[child] >= FIRST_TOKEN) child = tree.nextSibling[child];
  return child;
}

export function nextNamedSibling(tree: Tree, node: number): number {
  let sibling = nextSibling(tree, node);
  while (sibling !== NONE && tree.kind[sibling] >= FIRST_TOKEN) sibling = tree.nextSibling[sibling];
  return sibling;
}

export function lastNamedChild(tree: Tree, node: number): number {
  let last = NONE;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    last = child;
  }
  return last;
}

/** The named child number `index`, 0-based. */
export function namedChild(tree: Tree, node: number, index: number): number {
  let child = firstNamedChild(tree, node);
  for (let i = 0; i < index && child !== NONE; i++) child = nextNamedSibling(tree, child);
  return child;
}

export function namedChildCount(tree: Tree, node: number): number {
  let count = 0;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    count++;
  }
  return count;
}

/** The first child that hangs under `field`. */
export function childByField(tree: Tree, node: number, field: Field): number {
  let child = firstChild(tree, node);
  while (child !== NONE && tree.field[child] !== field) child = tree.nextSibling[child];
  return child;
}

/** The next sibling after `node` under `field`: fields such as `declarator` of a declaration repeat. */
export function nextByField(tree: Tree, node: number, field: Field): number {
  let sibling = nextSibling(tree, node);
  while (sibling !== NONE && tree.field[sibling] !== field) sibling = tree.nextSibling[sibling];
  return sibling;
}

/** The first child of a kind; tokens too. */
export function childByKind(tree: Tree, node: number, kind: Kind): number {
  let child = firstChild(tree, node);
  while (child !== NONE && tree.kind[child] !== kind) child = tree.nextSibling[child];
  return child;
}

export function hasChildOfKind(tree: Tree, node: number, kind: Kind): boolean {
  return childByKind(tree, node, kind) !== NONE;
}

/** The nearest proper ancestor of a kind. */
export function ancestorOfKind(tree: Tree, node: number, kind: Kind): number {
  let up = parentOf(tree, node);
  while (up !== NONE && tree.kind[up] !== kind) up = tree.parent[up];
  return up;
}

/**
 * One past the last node of the subtree: nodes are numbered in pre-order, so `node .. subtreeEnd` is the subtree and
 * a loop over these numbers visits it without a stack.
 */
export function subtreeEnd(tree: Tree, node: number): number {
  for (let up = node; up !== NONE; up = tree.parent[up]) {
    const next = tree.nextSibling[up];
    if (next !== NONE) return next;
  }
  return tree.count;
}

/** The first node of a kind in the subtree, itself included, in pre-order. */
export function findInside(tree: Tree, node: number, kind: Kind): number {
  if (node === NONE) return NONE;
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) if (tree.kind[n] === kind) return n;
  return NONE;
}

/** The node's text as parsed (the length-preserving view, not the file). */
export function nodeText(tree: Tree, node: number): string {
  return node === NONE ? "" : tree.text.substring(tree.start[node], tree.end[node]);
}

/** Whether the node's text is `text`; allocates nothing. */
export function textIs(tree: Tree, node: number, text: string): boolean {
  return (
    node !== NONE &&
    tree.end[node] - tree.start[node] === text.length &&
    tree.text.startsWith(text, tree.start[node])
  );
}

/** The smallest node whose span covers `start .. end` (UTF-16 code units, relative to the unit); the root if none. */
export function nodeCovering(tree: Tree, start: number, end: number): number {
  let node = 0;
  for (;;) {
    let child = tree.firstChild[node];
    while (child !== NONE && !(tree.start[child] <= start && tree.end[child] >= end)) {
      child = tree.nextSibling[child];
    }
    if (child === NONE) return node;
    node = child;
  }
}

/** A token the parser made up to go on: it has no text. */
export function isMissing(tree: Tree, node: number): boolean {
  return (
    node > 0 &&
    tree.start[node] === tree.end[node] &&
    tree.firstChild[node] === NONE &&
    tree.kind[node] !== Kind.RawStringDelimiter &&
    tree.kind[node] !== Kind.RawStringContent
  );
}

/** Whether the subtree contains an ERROR or a MISSING node, itself included. */
export function hasErrorInside(tree: Tree, node: number): boolean {
  if (!tree.hasError || node === NONE) return false;
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    if (tree.kind[n] === Kind.Error || isMissing(tree, n)) return true;
  }
  return false;
}

/** The node's text without white space: the same for an expression however it is spaced. */
export function spelling(tree: Tree, node: number): string {
  return nodeText(tree, node).replace(/\s+/g, "");
}
