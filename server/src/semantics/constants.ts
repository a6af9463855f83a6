/**
 * Integer constant expressions, literals and strings.
 */
import type { Tree } from "../syntax/tree";
import type { Scope } from "./scope";
import type { Type } from "./types";
import type { Types } from "./types-table";

/** Integer constants and their types; magnitudes over 2^53 are rounded. */
export interface Constant {
  readonly value: number;
  readonly type: Type;
}
/** The value of an integer literal such as `0x1FuLL` or `1'000`; undefined for a floating or malformed one. */
export declare function integerLiteral(types: Types, text: string): Constant | undefined;
/** The value of `'a'`, `L'\n'`, `'\x41'`. */
export declare function characterLiteral(scope: Scope, text: string): Constant | undefined;
/** `string_literal`, `raw_string_literal` or `concatenated_string`: value with escapes resolved, and element type. */
export declare function stringLiteral(
  scope: Scope,
  tree: Tree,
  node: number,
): { value: string | undefined; element: Type };
/** The value of a constant expression; undefined if it is none. */
export declare function evaluate(scope: Scope, tree: Tree, node: number): Constant | undefined;
