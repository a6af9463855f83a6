/** One end of a circle of shared pointers becomes a `std::weak_ptr`, where the file only ever assigns to it. */
import { declaredName, enclosingFunction } from "../checkers/tree/functions";
import type { TextEdit } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import type { SourceFile } from "../syntax/source";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, findInside, kindOf, subtreeEnd, textIs } from "../syntax/walk";
import { replace } from "./edits";
import { textFact } from "./facts";
import { onCode } from "./fix";

/** Names of what leads back to an owner. */
const BACK = /parent|owner|prev|back|outer|root|host|manager/i;

export const weakPointer = onCode("weak-pointer", ({ file }, finding) => {
  const members = [textFact(finding, "member"), textFact(finding, "other")].filter(
    (name) => name !== undefined,
  );
  // The end that is named as leading back, or else the later one.
  members.sort((a, b) => Number(BACK.test(b)) - Number(BACK.test(a)));
  return [...new Set(members)].flatMap((member) => {
    const edit = weakened(file, member);
    return edit ? [{ title: `Let '${member}' be a 'std::weak_ptr'`, edits: [edit], safe: false }] : [];
  });
});

/** The edit of the member's one declaration; undefined if it is elsewhere, or is used as a pointer. */
function weakened(file: SourceFile, member: string): TextEdit | undefined {
  let edit: TextEdit | undefined;
  for (const unit of file.units) {
    if (!unit.text.includes(member)) continue;
    const tree = unit.tree();
    for (let n = 0; n < tree.count; n++) {
      if (kindOf(tree, n) !== Kind.FieldIdentifier && kindOf(tree, n) !== Kind.Identifier) continue;
      if (!textIs(tree, n, member) || isAssigned(tree, n) || isLocal(tree, n, member)) continue;
      const word = sharedOf(tree, n);
      if (word === NONE || edit) return undefined;
      edit = replace({ start: unit.start + tree.start[word], end: unit.start + tree.end[word] }, "weak_ptr");
    }
  }
  return edit;
}

/** Whether it names a variable or parameter of its function and no member. */
function isLocal(tree: Tree, name: number, text: string): boolean {
  const definition = enclosingFunction(tree, name);
  if (kindOf(tree, name) === Kind.FieldIdentifier || definition === NONE) return false;
  for (let n = definition; n < subtreeEnd(tree, definition); n++) {
    const kind = kindOf(tree, n);
    if (kind !== Kind.Declaration && kind !== Kind.ParameterDeclaration) continue;
    if (textIs(tree, declaredName(tree, childByField(tree, n, Field.Declarator)), text)) return true;
  }
  return false;
}

/** Whether the name is all that an assignment assigns to. */
function isAssigned(tree: Tree, name: number): boolean {
  const parent = tree.parent[name];
  const place = kindOf(tree, parent) === Kind.FieldExpression ? parent : name;
  return kindOf(tree, tree.parent[place]) === Kind.AssignmentExpression && tree.field[place] === Field.Left;
}

/** The word `shared_ptr` of `std::shared_ptr<T> name;`; `NONE` if the name is not declared so. */
function sharedOf(tree: Tree, name: number): number {
  const declaration = tree.parent[name];
  if (kindOf(tree, declaration) !== Kind.FieldDeclaration) return NONE;
  if (declaredName(tree, childByField(tree, declaration, Field.Declarator)) !== name) return NONE;
  const word = childByField(
    tree,
    findInside(tree, childByField(tree, declaration, Field.Type), Kind.TemplateType),
    Field.Name,
  );
  return textIs(tree, word, "shared_ptr") ? word : NONE;
}
