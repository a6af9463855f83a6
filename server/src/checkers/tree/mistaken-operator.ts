/**
 * CWE-480 and CWE-783: operators that do not mean what the line says, because another binds more tightly or because C
 * has no such operator: `!x & MASK`, `x & MASK == y`, `low < x < high`, `x << 8 + y`, `2 ^ 10`, `x && 0x80`. Parentheses
 * are the programmer's word that it is meant.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const mistakenOperator: TreeChecker = {
  rule: "mistaken-operator",
  kinds: [Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
    // `a < -1 && a > -9`, which reads as a template's arguments as well.
    if (tree.kind[tree.parent[node]] === Kind.TemplateArgumentList) return;
    const left = childByField(tree, node, Field.Left);
    const right = childByField(tree, node, Field.Right);
    const operator = kindOf(tree, childByField(tree, node, Field.Operator));
    switch (operator) {
      case Kind.TokenAmp:
        negation(context, node, left, right);
        comparisonInside(context, node, left, right);
        return;
      case Kind.TokenPipe:
        comparisonInside(context, node, left, right);
        return;
      case Kind.TokenCaret:
        power(context, node, left, right);
        return;
      case Kind.TokenLess:
      case Kind.TokenLessEqual:
      case Kind.TokenGreater:
      case Kind.TokenGreaterEqual:
        negation(context, node, left, right);
        chain(context, node, left);
        return;
      case Kind.TokenLessLess:
        shiftBySum(context, node, right);
        return;
      case Kind.TokenAmpAmp:
      case Kind.TokenPipePipe:
        constantTruth(context, left, operator);
        constantTruth(context, right, operator);
        return;
      case Kind.TokenPlus:
        sizeOfOne(context, node, left, right);
    }
  },
};

/** `!flags & MASK`: one bit, and not whether the mask's are clear; `!x > 5`: 0 or 1, and not the opposite of `x > 5`. */
function negation(context: UnitContext, node: number, left: number, right: number): void {
  const { tree } = context;
  if (kindOf(tree, left) !== Kind.UnaryExpression) return;
  if (kindOf(tree, childByField(tree, left, Field.Operator)) !== Kind.TokenBang) return;
  const operand = childByField(tree, left, Field.Argument);
  if (isAnswer(context, right) || isAnswer(context, operand)) return;
  if (!isNumber(context.typeOf(operand)) || !isNumber(context.typeOf(right))) return;
  const operator = nodeText(tree, childByField(tree, node, Field.Operator));
  const instead = `!(${nodeText(tree, operand)} ${operator} ${nodeText(tree, right)})`;
  context.report(
    node,
    `'!' binds more tightly than '${operator}': '${nodeText(tree, node)}' negates '${nodeText(tree, operand)}' alone. Write '${instead}'.`,
    { facts: { instead } },
  );
}

/** `flags & MASK == VALUE`: the comparison comes first. */
function comparisonInside(context: UnitContext, node: number, left: number, right: number): void {
  const { tree } = context;
  const sign = nodeText(tree, childByField(tree, node, Field.Operator));
  for (const [comparison, other] of [
    [right, left],
    [left, right],
  ]) {
    if (!isEquality(tree, comparison) || isAnswer(context, other)) continue;
    const near = childByField(tree, comparison, comparison === right ? Field.Left : Field.Right);
    // Bits of what is asked are meant: a number against a mask, not one truth value and another.
    if (isAnswer(context, near) || !isNumber(context.typeOf(other)) || !isNumber(context.typeOf(near)))
      continue;
    const operator = nodeText(tree, childByField(tree, comparison, Field.Operator));
    const far = nodeText(
      tree,
      childByField(tree, comparison, comparison === right ? Field.Right : Field.Left),
    );
    const masked =
      comparison === right
        ? `(${nodeText(tree, left)} ${sign} ${nodeText(tree, near)}) ${operator} ${far}`
        : `${far} ${operator} (${nodeText(tree, near)} ${sign} ${nodeText(tree, right)})`;
    context.report(
      node,
      `'${operator}' binds more tightly than '${sign}': '${nodeText(tree, comparison)}' is compared first. Write '${masked}'.`,
      { facts: { instead: masked } },
    );
    return;
  }
}

/** `low < x < high`: an outcome, 0 or 1, is compared with `high`. */
function chain(context: UnitContext, node: number, left: number): void {
  const { tree } = context;
  if (!isOrder(tree, left)) return;
  const middle = childByField(tree, left, Field.Right);
  const right = childByField(tree, node, Field.Right);
  // Operators of classes may mean anything.
  if (!isNumber(context.typeOf(middle)) || !isNumber(context.typeOf(right))) return;
  const operator = nodeText(tree, childByField(tree, node, Field.Operator));
  const instead = `${nodeText(tree, left)} && ${nodeText(tree, middle)} ${operator} ${nodeText(tree, right)}`;
  context.report(
    node,
    `The outcome of '${nodeText(tree, left)}', 0 or 1, is compared with '${nodeText(tree, right)}'. Write '${instead}'.`,
    { facts: { instead } },
  );
}

/** `2 ^ 10` and `n * 10 ^ 6`: there is no power in C. */
function power(context: UnitContext, node: number, left: number, right: number): void {
  const { tree } = context;
  let base = left;
  if (kindOf(tree, left) === Kind.BinaryExpression) {
    if (kindOf(tree, childByField(tree, left, Field.Operator)) !== Kind.TokenStar) return;
    base = childByField(tree, left, Field.Right);
  }
  if (kindOf(tree, base) !== Kind.NumberLiteral || kindOf(tree, right) !== Kind.NumberLiteral) return;
  const text = nodeText(tree, base);
  // Bits are written in hexadecimal.
  if ((text !== "2" && text !== "10") || !/^[0-9]+$/.test(nodeText(tree, right))) return;
  context.report(
    node,
    `'^' is the exclusive or of bits, not a power: '${text} ^ ${nodeText(tree, right)}' is ${Number(text) ^ Number(nodeText(tree, right))}.`,
  );
}

/** `high << 8 + low`: the sum is what is shifted by. */
function shiftBySum(context: UnitContext, node: number, right: number): void {
  const { tree } = context;
  if (kindOf(tree, right) !== Kind.BinaryExpression) return;
  if (kindOf(tree, childByField(tree, right, Field.Operator)) !== Kind.TokenPlus) return;
  const count = childByField(tree, right, Field.Left);
  const added = childByField(tree, right, Field.Right);
  // Whole bytes, and something to go into them; `1 << 8 + n` is a bit behind the eighth.
  const left = childByField(tree, node, Field.Left);
  if (kindOf(tree, count) !== Kind.NumberLiteral || context.constantOf(left) !== undefined) return;
  const bits = context.constantOf(count);
  if (bits === undefined || bits % 8 !== 0 || context.constantOf(added) !== undefined) return;
  if (!isNumber(context.typeOf(left))) return;
  const instead = `(${nodeText(tree, left)} << ${nodeText(tree, count)}) + ${nodeText(tree, added)}`;
  context.report(
    node,
    `'+' binds more tightly than '<<': '${nodeText(tree, left)}' is shifted by '${nodeText(tree, right)}'. Write '${instead}'.`,
    { facts: { instead } },
  );
}

/** `status && 0x80`: a constant with bits of its own is true for good. */
function constantTruth(context: UnitContext, operand: number, operator: Kind): void {
  const { tree } = context;
  if (kindOf(tree, operand) !== Kind.NumberLiteral) return;
  const value = context.constantOf(operand);
  if (value === undefined || value === 0 || value === 1) return;
  const [sign, bits] = operator === Kind.TokenAmpAmp ? ["&&", "&"] : ["||", "|"];
  context.report(
    operand,
    `'${nodeText(tree, operand)}' is always true as an operand of '${sign}': is '${bits}' or a comparison meant?`,
  );
}

/** `malloc(n + 1 * sizeof(int))`: nobody multiplies by one on purpose. */
function sizeOfOne(context: UnitContext, node: number, left: number, right: number): void {
  const { tree } = context;
  if (kindOf(tree, right) !== Kind.BinaryExpression) return;
  if (kindOf(tree, childByField(tree, right, Field.Operator)) !== Kind.TokenStar) return;
  const one = childByField(tree, right, Field.Left);
  const size = childByField(tree, right, Field.Right);
  if (kindOf(tree, one) !== Kind.NumberLiteral || nodeText(tree, one) !== "1") return;
  if (kindOf(tree, withoutParentheses(tree, size)) !== Kind.SizeofExpression || holdsSize(tree, left)) return;
  const instead = `(${nodeText(tree, left)} + 1) * ${nodeText(tree, size)}`;
  context.report(
    node,
    `'*' binds more tightly than '+': only the one is multiplied by the size. Write '${instead}'.`,
    { facts: { instead } },
  );
}

function holdsSize(tree: Tree, node: number): boolean {
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) if (tree.kind[n] === Kind.SizeofExpression) return true;
  return false;
}

function operatorOf(tree: Tree, node: number): Kind | undefined {
  return kindOf(tree, node) === Kind.BinaryExpression
    ? kindOf(tree, childByField(tree, node, Field.Operator))
    : undefined;
}

function isEquality(tree: Tree, node: number): boolean {
  const operator = operatorOf(tree, node);
  return operator === Kind.TokenEqualEqual || operator === Kind.TokenBangEqual;
}

function isOrder(tree: Tree, node: number): boolean {
  switch (operatorOf(tree, node)) {
    case Kind.TokenLess:
    case Kind.TokenLessEqual:
    case Kind.TokenGreater:
    case Kind.TokenGreaterEqual:
      return true;
    default:
      return false;
  }
}

/** Whether an expression is a truth value by its form or type: `&` of two of those is a way to write `&&`. */
function isAnswer(context: UnitContext, node: number): boolean {
  const { tree } = context;
  const plain = withoutParentheses(tree, node);
  if (plain === NONE) return false;
  switch (operatorOf(tree, plain)) {
    case Kind.TokenAmpAmp:
    case Kind.TokenPipePipe:
      return true;
    case Kind.TokenAmp:
    case Kind.TokenPipe:
      return (
        isAnswer(context, childByField(tree, plain, Field.Left)) &&
        isAnswer(context, childByField(tree, plain, Field.Right))
      );
  }
  if (isEquality(tree, plain) || isOrder(tree, plain)) return true;
  if (kindOf(tree, plain) === Kind.UnaryExpression)
    return kindOf(tree, childByField(tree, plain, Field.Operator)) === Kind.TokenBang;
  // A mask may be 1 too; a name for truth is none.
  if (kindOf(tree, plain) === Kind.Identifier && /^(.*_)?TRUE$/.test(nodeText(tree, plain))) return true;
  return context.typeOf(plain)?.kind === TypeKind.Bool;
}

function isNumber(type: Type | undefined): boolean {
  if (type === undefined) return false;
  switch (type.kind) {
    case TypeKind.Int:
    case TypeKind.Enum:
    case TypeKind.Float:
      return true;
    default:
      return false;
  }
}
