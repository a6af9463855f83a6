/** Says how objects of an owning class are copied: not at all, or not onto themselves. */
import { indentation, lineBreak } from "../checkers/lines";
import { firstPart } from "../checkers/tree/calls";
import { enclosingFunction } from "../checkers/tree/functions";
import { classSpecifierAt, destructorIn } from "../checkers/tree/members";
import { Field } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, nodeText } from "../syntax/walk";
import { spanOf } from "./code";
import { insert } from "./edits";
import { onCode } from "./fix";

/** The two copies of the class, deleted, behind its destructor. */
export const deleteCopies = onCode("delete-copies", (code) => {
  const { tree } = code.unit;
  const record = classSpecifierAt(tree, code.node);
  const destructor = destructorIn(tree, childByField(tree, record, Field.Body));
  if (destructor === NONE) return [];
  const name = nodeText(tree, childByField(tree, record, Field.Name)).replace(/<.*$/s, "");
  const { text } = code.file;
  const { start, end } = spanOf(code, destructor);
  const line = lineBreak(text) + indentation(text, start);
  const lines = `${line}${name}(const ${name} &) = delete;${line}${name} &operator=(const ${name} &) = delete;`;
  return [{ title: `Delete the copies of '${name}'`, edits: [insert(end, lines)], safe: false }];
});

/** `if (this == &other) return *this;` at the start of the operator. */
export const selfCheck = onCode("self-check", (code, finding) => {
  const { tree } = code.unit;
  const body = childByField(tree, enclosingFunction(tree, code.node), Field.Body);
  const first = firstPart(tree, body);
  const other = String(finding.facts.other ?? "");
  if (first === NONE || other === "") return [];
  const { text } = code.file;
  const { start } = spanOf(code, first);
  const indent = indentation(text, start);
  const newline = lineBreak(text);
  const check = `if (this == &${other})${newline}${indent}    return *this;${newline}${indent}`;
  return [{ title: "Return if both are one object", edits: [insert(start, check)], safe: true }];
});
