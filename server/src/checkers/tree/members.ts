/** The class around a member function, and the types of its data members. */
import { findField } from "../../semantics/type-queries";
import type { Type } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { ancestorOfKind, childByField, nodeText } from "../../syntax/walk";
import type { UnitContext } from "./checker";
import { functionName } from "./functions";

/** Name of the class that the member function around a node belongs to; "" outside of classes. */
function classAround(tree: Tree, node: number): string {
  const definition = ancestorOfKind(tree, node, Kind.FunctionDefinition);
  if (definition === NONE) return "";
  const parts = functionName(tree, definition).split("::");
  if (parts.length > 1) return parts.slice(0, -1).join("::");
  for (let up = tree.parent[definition]; up !== NONE && up !== undefined; up = tree.parent[up]) {
    const kind = tree.kind[up];
    if (kind === Kind.ClassSpecifier || kind === Kind.StructSpecifier)
      return nodeText(tree, childByField(tree, up, Field.Name));
  }
  return "";
}

/** Type of the member `name` of the class whose function a node stands in. */
export function memberType(context: UnitContext, node: number, name: string): Type | undefined {
  const record = context.env.record(classAround(context.tree, node));
  return record === undefined ? undefined : findField(record, name)?.type;
}
