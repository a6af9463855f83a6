/**
 * CWE-194: a byte with a sign is joined to others by `|` or `+`: `buf[0] << 8 | buf[1]` in an array of plain `char`.
 * Every byte from 0x80 on is negative there, and sets or takes away all the bits above it. Or it is the index of a table
 * that has an element for each byte: `counts[*text]` lies before the table then.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf, namedChild, nodeText } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const signExtension: TreeChecker = {
  rule: "sign-extension",
  kinds: [Kind.BinaryExpression, Kind.SubscriptExpression],
  visit(context, node) {
    const { tree } = context;
    if (kindOf(tree, node) === Kind.SubscriptExpression) {
      indexed(context, node);
      return;
    }
    const operator = kindOf(tree, childByField(tree, node, Field.Operator));
    if (operator !== Kind.TokenPipe && operator !== Kind.TokenPlus) return;
    const left = withoutParentheses(tree, childByField(tree, node, Field.Left));
    const right = withoutParentheses(tree, childByField(tree, node, Field.Right));
    for (const [byte, other] of [
      [right, left],
      [left, right],
    ]) {
      if (!isElement(tree, byte) || !endsInShift(context, other)) continue;
      const type = context.typeOf(byte);
      if (type?.kind !== TypeKind.Int || type.size !== 1 || !type.signed) continue;
      const text = nodeText(tree, byte);
      context.report(
        byte,
        `'${text}' has a sign ('${type.name}'): from 0x80 on it is negative and spoils the bytes above it. Use '(unsigned char)${text}'.`,
        { confidence: "evidence", facts: { character: text } },
      );
      return;
    }
  },
};

/** A character of a text as the index of a table for all bytes. */
function indexed(context: UnitContext, node: number): void {
  const { tree } = context;
  const table = context.typeOf(childByField(tree, node, Field.Argument));
  if (table?.kind !== TypeKind.Array || table.count !== BYTES) return;
  let byte = indexOf(tree, node);
  // A cast to a wider type keeps the sign; one to a byte without it is the cure.
  while (kindOf(tree, byte) === Kind.CastExpression && (context.typeOf(byte)?.size ?? 0) > 1)
    byte = withoutParentheses(tree, childByField(tree, byte, Field.Value));
  if (byte === NONE || !isElement(tree, byte)) return;
  const type = context.typeOf(byte);
  if (type?.kind !== TypeKind.Int || type.size !== 1 || !type.signed) return;
  const text = nodeText(tree, byte);
  if (isSignAsked(tree, node, text)) return;
  context.report(
    byte,
    `'${text}' has a sign ('${type.name}'): from 0x80 on it is negative and lies before the table. Use '(unsigned char)${text}'.`,
    { confidence: "evidence", facts: { character: text } },
  );
}

/** Whether the function asks, in the same words, for the sign of what is the index: `*text >= 0`, `isascii(*text)`. */
function isSignAsked(tree: Tree, node: number, text: string): boolean {
  let root = node;
  while (root !== NONE && kindOf(tree, root) !== Kind.FunctionDefinition) root = tree.parent[root];
  if (root === NONE) return false;
  const written = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`${written}\\s*(?:[<>]|& *0x80)|isascii\\(\\s*${written}`).test(nodeText(tree, root));
}

/** Values that a byte can have. */
const BYTES = 256;

/** The one index of `a[i]`, without parentheses. */
function indexOf(tree: Tree, subscript: number): number {
  const last = namedChild(tree, subscript, 1);
  const inner = kindOf(tree, last) === Kind.SubscriptArgumentList ? firstNamedChild(tree, last) : last;
  return withoutParentheses(tree, inner);
}

/** An element of an array or what a pointer points to: one byte of several. */
function isElement(tree: Tree, node: number): boolean {
  const kind = kindOf(tree, node);
  return kind === Kind.SubscriptExpression || kind === Kind.PointerExpression;
}

/** Whether an operand is a byte moved to its place, or several that were joined. */
function endsInShift(context: UnitContext, node: number, depth = 0): boolean {
  const { tree } = context;
  if (depth > 8 || kindOf(tree, node) !== Kind.BinaryExpression) return false;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  const right = withoutParentheses(tree, childByField(tree, node, Field.Right));
  if (operator === Kind.TokenLessLess) {
    const by = context.constantOf(right);
    return by !== undefined && by >= 8 && by % 8 === 0;
  }
  if (operator !== Kind.TokenPipe && operator !== Kind.TokenPlus) return false;
  return (
    endsInShift(context, right, depth + 1) ||
    endsInShift(context, withoutParentheses(tree, childByField(tree, node, Field.Left)), depth + 1)
  );
}
