/** A byte that keeps its sign: converted to `unsigned char` where it is used. */
import { Kind } from "../syntax/kinds";
import { kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import { spanOf } from "./code";
import { insert } from "./edits";
import { textFact } from "./facts";
import { onCode } from "./fix";
import { operandText } from "./sizes";

export const unsignedCharacter = onCode("unsigned-character", (code, finding) => {
  const character = textFact(finding, "character");
  if (character === undefined) return [];
  const { tree } = code.unit;
  const end = subtreeEnd(tree, code.node);
  for (let n = code.node; n < end; n++) {
    // Behind the name of the function that is called.
    if (nodeText(tree, n) !== character || kindOf(tree, tree.parent[n]) === Kind.CallExpression) continue;
    const span = spanOf(code, n);
    const text = operandText(code, n);
    const isPlain = text === nodeText(tree, n);
    const edits = isPlain
      ? [insert(span.start, "(unsigned char)")]
      : [insert(span.start, "(unsigned char)("), insert(span.end, ")")];
    return [{ title: "Convert it to 'unsigned char' first", edits, safe: true }];
  }
  return [];
});
