/** Makes the destructor of a polymorphic class virtual, or gives it one. */
import { indentation, lineBreak, lineEnd } from "../checkers/lines";
import { firstPart, nextPart } from "../checkers/tree/calls";
import { classSpecifierAt, destructorIn } from "../checkers/tree/members";
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, kindOf, nodeText, textIs } from "../syntax/walk";
import { spanOf } from "./code";
import { insert } from "./edits";
import { onCode } from "./fix";

export const virtualDestructor = onCode("virtual-destructor", (code) => {
  const { tree } = code.unit;
  const record = classSpecifierAt(tree, code.node);
  const body = childByField(tree, record, Field.Body);
  if (body === NONE) return [];
  const declared = destructorIn(tree, body);
  if (declared !== NONE) {
    return [
      {
        title: "Make the destructor virtual",
        edits: [insert(spanOf(code, declared).start, "virtual ")],
        safe: true,
      },
    ];
  }
  const { text } = code.file;
  const newline = lineBreak(text);
  const name = nodeText(tree, childByField(tree, record, Field.Name));
  const line = `virtual ~${name}() = default;`;
  let at: number;
  let prefix = "";
  const access = publicLabel(tree, body);
  const first = firstPart(tree, body);
  if (access !== NONE) {
    at = lineEnd(text, spanOf(code, access).end);
  } else {
    at = spanOf(code, body).start + 1;
    if (kindOf(tree, record) === Kind.ClassSpecifier) prefix = `${newline}public:`;
  }
  const sample = access !== NONE ? nextPart(tree, access) : first;
  const indent =
    sample !== NONE && kindOf(tree, sample) !== Kind.AccessSpecifier
      ? indentation(text, spanOf(code, sample).start)
      : `${indentation(text, spanOf(code, body).start)}    `;
  return [
    {
      title: "Add a virtual destructor",
      edits: [insert(at, `${prefix}${newline}${indent}${line}`)],
      safe: true,
    },
  ];
});

function publicLabel(tree: Tree, body: number): number {
  for (let member = firstPart(tree, body); member !== NONE; member = nextPart(tree, member)) {
    if (kindOf(tree, member) === Kind.AccessSpecifier && textIs(tree, member, "public")) return member;
  }
  return NONE;
}
