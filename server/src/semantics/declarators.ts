/**
 * Types and names from syntax trees: specifiers, declarators, abstract declarators, records and enums. Every function
 * answers for broken trees too: what cannot be read is an unknown type.
 */
import type { Tree } from "../syntax/tree";
import type { Scope } from "./scope";
import type { Type } from "./types";

/** One declarator of a declaration. Nodes are `NONE` where absent. */
export interface Declarator {
  /** As written, qualified: `A::f`; "" for an abstract one or a structured binding. */
  readonly name: string;
  readonly type: Type;
  /** The identifier (or qualified identifier) node. */
  readonly nameNode: number;
  /** The outermost declarator node, without its initialiser. */
  readonly node: number;
  /** The `function_declarator` that declares this very name as a function, with the parameters. */
  readonly functionNode: number;
  /** Initialiser: an expression, `initializer_list`, or `argument_list` for `T x(1)`. */
  readonly value: number;
  /** Bit-field width expression, for fields. */
  readonly bits: number;
}

/**
 * The declarators of a `declaration`, `field_declaration`, `type_definition`, `parameter_declaration`,
 * `function_definition`, `for_range_loop`, `condition_clause` declaration or `alias_declaration`. Arrays without
 * bound take theirs from the initialiser; `auto` takes its type from it. Records and enums defined on the way are
 * entered into `scope.declare` if there is one, the declarators themselves are not.
 */
export declare function declaratorsOf(scope: Scope, tree: Tree, node: number): Declarator[];
/** The parameters of a `function_declarator` (or abstract one, or lambda declarator); none for `(void)`. Types are adjusted: arrays and functions to pointers. */
export declare function parametersOf(scope: Scope, tree: Tree, functionNode: number): Declarator[];
/** The type that specifiers (`type`, qualifiers) of a declaration-like node give before any declarator. */
export declare function specifiedType(scope: Scope, tree: Tree, node: number): Type;
/** The type of a `type_descriptor` (cast, `sizeof`, template argument) or of a bare type node. */
export declare function describedType(scope: Scope, tree: Tree, node: number): Type;
/** The type and name of a `function_definition`; undefined if it declares no function. */
export declare function definedFunction(scope: Scope, tree: Tree, node: number): Declarator | undefined;
