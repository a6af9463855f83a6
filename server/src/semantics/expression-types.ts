/**
 * Static types of expressions.
 */
import type { Tree } from "../syntax/tree";
import type { Scope } from "./scope";
import type { Type } from "./types";

/** The type of an expression, references removed and arrays not decayed; the nameless unknown when unsure. */
export declare function typeOf(scope: Scope, tree: Tree, node: number): Type;
