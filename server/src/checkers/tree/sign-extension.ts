/**
 * CWE-194: a byte with a sign is joined to others by `|` or `+`: `buf[0] << 8 | buf[1]` in an array of plain `char`.
 * Every byte from 0x80 on is negative there, and sets or takes away all the bits above it.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import type { Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const signExtension: TreeChecker = {
  rule: "sign-extension",
  kinds: [Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
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
