/** The size of what a pointer points to, where the size of the pointer was written. */
import { withoutParentheses } from "../checkers/tree/calls";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf } from "../syntax/walk";
import { sourceOf, spanOf } from "./code";
import { replace } from "./edits";
import { textFact } from "./facts";
import { type Candidate, onCode } from "./fix";
import { sizeParameterOf } from "./sizes";

export const sizeofArray = onCode("sizeof-array", (code, finding) => {
  const { tree } = code.unit;
  let sizeof = code.node;
  while (sizeof !== NONE && kindOf(tree, sizeof) !== Kind.SizeofExpression) sizeof = tree.parent[sizeof];
  if (sizeof === NONE) return [];
  const operand = withoutParentheses(tree, childByField(tree, sizeof, Field.Value));
  const span = spanOf(code, sizeof);
  const candidates: Candidate[] = [];
  const offer = (text: string, safe: boolean) =>
    candidates.push({ title: `Write '${text}'`, edits: [replace(span, text)], safe });
  const known = textFact(finding, "dstSize");
  if (known !== undefined) offer(known, true);
  if (kindOf(tree, operand) === Kind.This) offer("sizeof(*this)", true);
  if (kindOf(tree, operand) === Kind.Identifier) {
    const size = sizeParameterOf(code, operand);
    if (size !== undefined) offer(size, false);
  }
  const type = operand === NONE ? undefined : code.unit.typeOf(operand);
  if (isPointerToObject(type))
    offer(`sizeof(*${sourceOf(code, operand)})`, type?.to?.kind === TypeKind.Record);
  if (operand === NONE) {
    // `sizeof(struct item *)`: the type without its star.
    const described = sourceOf(code, childByField(tree, sizeof, Field.Type));
    if (/^[\w\s:]+\*$/.test(described)) offer(`sizeof(${described.slice(0, -1).trim()})`, false);
  }
  return candidates;
});

/** What is behind a `char *` is a buffer, not one character. */
function isPointerToObject(type: Type | undefined): boolean {
  return (
    type?.kind === TypeKind.Pointer &&
    type.to !== null &&
    type.to.kind !== TypeKind.Void &&
    type.to.size !== 1
  );
}
