/**
 * Pieces of source that stand in no file: macro bodies and the types that models spell. They are parsed inside a
 * declaration that gives them their syntactic place.
 */
import { Field, Kind } from "../syntax/kinds";
import { plainOperands } from "../syntax/operands";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, findInside } from "../syntax/walk";
import type { Scope } from "./scope";

export interface Fragment {
  readonly tree: Tree;
  readonly node: number;
}

/** Longer texts are tables or code, not expressions or types that anyone asks about. */
const MAX_LENGTH = 10_000;
const MAX_MEMBERS = 200_000;

const RECORD_HEAD = "struct _{";
const EXPRESSION_HEAD = "int _=";
const TYPE_HEAD = "int _=(";

/** `text` parsed as one expression; undefined if it is none. */
export function expressionFragment(scope: Scope, text: string): Fragment | undefined {
  if (text === "" || text.length > MAX_LENGTH) return undefined;
  const tree = scope.parse(`${EXPRESSION_HEAD}${plainOperands(text)};`, scope.language);
  if (tree.hasError) return undefined;
  const node = childByField(tree, findInside(tree, 0, Kind.InitDeclarator), Field.Value);
  if (node === NONE || tree.end[node] !== EXPRESSION_HEAD.length + text.length) return undefined;
  return { tree, node };
}

/** `text` parsed as a type, e.g. `const char *`: the `type_descriptor`; undefined if it is none. */
export function typeFragment(scope: Scope, text: string): Fragment | undefined {
  if (text === "" || text.length > MAX_LENGTH) return undefined;
  const tree = scope.parse(`${TYPE_HEAD}${text})0;`, scope.language);
  if (tree.hasError) return undefined;
  const cast = findInside(tree, 0, Kind.CastExpression);
  const node = childByField(tree, cast, Field.Type);
  if (node === NONE || tree.start[cast] !== TYPE_HEAD.length - 1) return undefined;
  return { tree, node };
}

/** `text` parsed as the members of a record: the `field_declaration_list`; undefined if it is none. */
export function membersFragment(scope: Scope, text: string): Fragment | undefined {
  if (text.length > MAX_MEMBERS) return undefined;
  const tree = scope.parse(`${RECORD_HEAD}${text}};`, scope.language);
  const node = findInside(tree, 0, Kind.FieldDeclarationList);
  return node === NONE || tree.end[node] !== RECORD_HEAD.length + text.length + 1
    ? undefined
    : { tree, node };
}
