/**
 * CWE-1333: a regular expression that explodes, in an object that no function makes: a constant of the file, a member with
 * a value of its own. What functions make, the interpreter sees.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling, nodeText } from "../../syntax/walk";
import { explosionOf } from "../regex/explosion";
import { explosionMessage, extentIn, isOtherGrammar } from "../regex/wording";
import { plainCalleeName } from "./calls";
import type { TreeChecker } from "./checker";
import { enclosingFunction } from "./functions";

export const explodingRegex: TreeChecker = {
  rule: "exploding-regex",
  language: "cpp",
  kinds: [Kind.StringLiteral, Kind.RawStringLiteral, Kind.ConcatenatedString],
  visit(context, node) {
    const { tree, env, source } = context;
    const list = tree.parent[node];
    if (firstNamedChild(tree, list) !== node) return;
    const name = constructorName(tree, list);
    if (name === "" || (env.model(name)?.backtracks ?? -1) < 0) return;
    if (enclosingFunction(tree, node) !== NONE) return;
    const flags = nextNamedSibling(tree, node);
    if (flags !== NONE && isOtherGrammar(nodeText(tree, flags))) return;
    const expression = context.textOf(node);
    const explosion = expression === undefined ? undefined : explosionOf(expression, extentIn(source));
    if (explosion !== undefined)
      context.report(node, explosionMessage(explosion), {
        confidence: "evidence",
        facts: { call: name },
      });
  },
};

/** The constructor that arguments in brackets or braces are for, as models name it; "" if they are for something else. */
function constructorName(tree: Tree, list: number): string {
  const kind = kindOf(tree, list);
  if (kind !== Kind.ArgumentList && kind !== Kind.InitializerList) return "";
  const owner = tree.parent[list];
  switch (kindOf(tree, owner)) {
    case Kind.CallExpression:
      return constructorOf(plainCalleeName(tree, owner));
    case Kind.InitDeclarator:
      return constructorOf(nodeText(tree, childByField(tree, tree.parent[owner], Field.Type)));
    case Kind.FieldDeclaration:
      return constructorOf(nodeText(tree, childByField(tree, owner, Field.Type)));
    default:
      return "";
  }
}

function constructorOf(type: string): string {
  const plain = type.replace(/<[^<>]*>$/, "");
  return plain === "" ? "" : `${plain}::${plain.slice(plain.lastIndexOf(":") + 1)}`;
}
