/**
 * Functions that file-level variables are initialised with, such as tables of commands and structures of callbacks, by
 * the field that holds each: calls through that field may mean them.
 */
import { declaratorsOf } from "../semantics/declarators";
import type { Scope } from "../semantics/scope";
import { type RecordInfo, TypeKind } from "../semantics/types";
import type { HandedOver } from "../surface/dependence";
import { Kind } from "../syntax/kinds";
import type { Unit } from "../syntax/source";
import { NONE, type Tree } from "../syntax/tree";
import { childByKind, firstNamedChild, kindOf, nextNamedSibling, nodeText, subtreeEnd } from "../syntax/walk";

export function tablesOf(
  unit: Unit,
  scope: Scope,
  definitionsOf: (name: string) => readonly string[],
): HandedOver[] {
  const tree = unit.tree();
  const found: HandedOver[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (tree.kind[node] === Kind.FunctionDefinition) node = subtreeEnd(tree, node) - 1;
    if (node >= tree.count || tree.kind[node] !== Kind.Declaration) continue;
    const [declared] = declaratorsOf(scope, tree, node);
    let type = declared?.type;
    while (type?.kind === TypeKind.Array && type.to !== null) type = type.to;
    const end = subtreeEnd(tree, node);
    if (type?.record != null)
      for (let inner = node; inner < end; inner++) {
        if (tree.kind[inner] !== Kind.Identifier) continue;
        const field = fieldOf(tree, inner, type.record);
        const targets = field === "" ? [] : definitionsOf(nodeText(tree, inner));
        if (targets.length === 0) continue;
        const start = tree.start[inner] + unit.start;
        const name = `${type.record.name}.${field}`;
        found.push({ start, end: tree.end[inner] + unit.start, targets, field: name, to: "" });
      }
    node = end - 1;
  }
  return found;
}

/** The field that the value at `node` of an initialiser is for; "" where that cannot be told. */
function fieldOf(tree: Tree, node: number, record: RecordInfo): string {
  let value = node;
  while (
    kindOf(tree, tree.parent[value]) === Kind.PointerExpression ||
    kindOf(tree, tree.parent[value]) === Kind.CastExpression
  )
    value = tree.parent[value];
  const parent = tree.parent[value];
  if (kindOf(tree, parent) === Kind.InitializerPair) {
    const designator = childByKind(tree, parent, Kind.FieldDesignator);
    return designator === NONE ? "" : nodeText(tree, firstNamedChild(tree, designator));
  }
  if (kindOf(tree, parent) !== Kind.InitializerList) return "";
  let position = 0;
  for (let at = firstNamedChild(tree, parent); at !== NONE && at !== value; at = nextNamedSibling(tree, at))
    if (tree.kind[at] !== Kind.Comment) position++;
  return record.fields[position]?.name ?? "";
}
