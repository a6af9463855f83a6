/**
 * CWE-416: an assignment operator releases its own member before it copies the other's, without asking whether both are
 * one object: `x = x` then copies from what it has just released (CERT OOP54-CPP).
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, findInside, kindOf, nodeText, spelling, subtreeEnd, textIs } from "../../syntax/walk";
import { onlyPart } from "./calls";
import type { TreeChecker } from "./checker";
import { declaredName, functionDeclarator, functionName } from "./functions";
import { releasedMember } from "./members";

export const selfAssignment: TreeChecker = {
  rule: "self-assignment",
  language: "cpp",
  kinds: [Kind.FunctionDefinition],
  visit(context, node) {
    const { tree } = context;
    if (!/(?:^|::)operator\s*=$/.test(functionName(tree, node))) return;
    const body = childByField(tree, node, Field.Body);
    const other = otherOf(tree, node);
    if (body === NONE || other === "" || asksForSelf(tree, body, other)) return;
    const end = subtreeEnd(tree, body);
    const released = new Map<string, number>();
    for (let n = body; n < end; n++) {
      const member = releasedMember(tree, n);
      if (member !== "" && !released.has(member)) released.set(member, n);
      if (tree.kind[n] !== Kind.FieldExpression) continue;
      if (!textIs(tree, childByField(tree, n, Field.Argument), other)) continue;
      const name = nodeText(tree, childByField(tree, n, Field.Field));
      const release = released.get(name);
      if (release === undefined || n < subtreeEnd(tree, release)) continue;
      context.report(
        release,
        `Assigning an object to itself releases '${name}' here and then copies from it: '${other}' may be this very object.`,
        {
          confidence: "evidence",
          facts: { other },
          steps: [
            { start: tree.start[n], end: tree.end[n], message: `'${other}.${name}' is read after that` },
          ],
        },
      );
      return;
    }
  },
};

/** Name of the parameter, if the operator takes an object by reference, not an rvalue. */
function otherOf(tree: Tree, definition: number): string {
  const list = childByField(tree, functionDeclarator(tree, definition), Field.Parameters);
  const parameter = onlyPart(tree, list);
  const declarator = childByField(tree, parameter, Field.Declarator);
  if (kindOf(tree, declarator) !== Kind.ReferenceDeclarator) return "";
  if (nodeText(tree, declarator).startsWith("&&")) return "";
  return nodeText(tree, declaredName(tree, declarator));
}

/** A comparison of the two objects, or a swap: then nothing is read that was released. */
function asksForSelf(tree: Tree, body: number, other: string): boolean {
  const end = subtreeEnd(tree, body);
  for (let n = body; n < end; n++) {
    if (
      tree.kind[n] === Kind.CallExpression &&
      /swap/i.test(nodeText(tree, childByField(tree, n, Field.Function)))
    )
      return true;
    if (tree.kind[n] !== Kind.BinaryExpression) continue;
    const text = spelling(tree, n);
    if (text.includes("this") && text.includes(other)) return true;
    // Equal members are one object as well: `data != other.data`.
    const operator = kindOf(tree, childByField(tree, n, Field.Operator));
    const isComparison = operator === Kind.TokenEqualEqual || operator === Kind.TokenBangEqual;
    if (isComparison && findInside(tree, n, Kind.FieldExpression) !== NONE && text.includes(`${other}.`))
      return true;
  }
  return false;
}
