/**
 * The engine's own form of a syntax tree: flat typed arrays, filled in one pass over the wasm tree, which is then
 * freed. Nodes are numbers (their index, in pre-order; the root is 0). Nothing outside `syntax/` touches wasm.
 */

export type Language = "c" | "cpp";

/** "No node", "no field". */
export const NONE = -1;

/**
 * Stands in string literals of a tree's text for a piece that is not known (a macro between literals). A private-use
 * character, so that no program's own literal means it; a literal that holds it has unknown content and length.
 */
export const UNKNOWN_PIECE = "\ue000";

/**
 * The name that stands in a tree's text for what is not known: a condition, a callee that may write to what it is
 * given, a type or operator among arguments. It is never declared, and nobody should complain of that.
 */
export const UNKNOWN_NAME = "_";

export interface Tree {
  readonly language: Language;
  /** The length-preserving view that was parsed; every offset in it is an offset in the unit's source. */
  readonly text: string;
  readonly count: number;
  /** Node kinds as `Kind` numbers, the same for C and C++. */
  readonly kind: Uint16Array;
  /** The field under which the node hangs in its parent, as `Field` numbers; 0 for none. */
  readonly field: Uint8Array;
  /** UTF-16 code units, relative to the unit's start. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** Whether the subtree contains an ERROR or MISSING node anywhere. */
  readonly hasError: boolean;
}
