/**
 * CWE-125: a condition reads an element first and asks only then whether it lies inside: `*p != '"' && p < end`. Speaks
 * of walking pointers, and of indexes where the bound is the array's own size; what looks for a terminator stops at it.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, firstNamedChild, kindOf, namedChild, nodeText, textIs } from "../../syntax/walk";
import { withoutCasts, withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const lateBoundsCheck: TreeChecker = {
  rule: "late-bounds-check",
  kinds: [Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
    if (operatorOf(tree, node) !== Kind.TokenAmpAmp) return;
    const read = readIn(context, lastOperand(tree, childByField(tree, node, Field.Left)));
    if (read === undefined) return;
    const check = withoutParentheses(tree, childByField(tree, node, Field.Right));
    if (!isBound(context, check, read)) return;
    const element = nodeText(tree, read.element);
    context.report(
      read.element,
      `'${element}' is read before '${nodeText(tree, check)}' has told whether it lies inside: exchange the two.`,
      { confidence: "evidence" },
    );
  },
};

interface Read {
  /** `*p` or `a[i]`. */
  readonly element: number;
  /** The variable that the check has to speak of: `p` or `i`. */
  readonly variable: number;
  /** The array of `a[i]`, else NONE. */
  readonly array: number;
}

function operatorOf(tree: Tree, node: number): Kind | undefined {
  return kindOf(tree, node) === Kind.BinaryExpression
    ? kindOf(tree, childByField(tree, node, Field.Operator))
    : undefined;
}

/** The operand of a chain of `&&` that is evaluated last. */
function lastOperand(tree: Tree, node: number): number {
  const plain = withoutParentheses(tree, node);
  return operatorOf(tree, plain) === Kind.TokenAmpAmp
    ? withoutParentheses(tree, childByField(tree, plain, Field.Right))
    : plain;
}

/** The element that a comparison with something other than a terminator reads. */
function readIn({ tree }: UnitContext, comparison: number): Read | undefined {
  const operator = operatorOf(tree, comparison);
  if (operator !== Kind.TokenEqualEqual && operator !== Kind.TokenBangEqual) return undefined;
  const left = withoutCasts(tree, withoutParentheses(tree, childByField(tree, comparison, Field.Left)));
  let right = withoutParentheses(tree, childByField(tree, comparison, Field.Right));
  if (kindOf(tree, right) === Kind.UnaryExpression) right = childByField(tree, right, Field.Argument);
  const k = kindOf(tree, right);
  if (k !== Kind.CharLiteral && k !== Kind.NumberLiteral) return undefined;
  const text = nodeText(tree, right);
  // `*p == 'x'` cannot be true at a terminator, but the element is read all the same.
  if (text === "0" || text.includes("\\0")) return undefined;
  if (kindOf(tree, left) === Kind.PointerExpression) {
    const variable = withoutParentheses(tree, childByField(tree, left, Field.Argument));
    if (nodeText(tree, left).startsWith("*") && kindOf(tree, variable) === Kind.Identifier)
      return { element: left, variable, array: NONE };
  }
  if (kindOf(tree, left) !== Kind.SubscriptExpression) return undefined;
  const array = childByField(tree, left, Field.Argument);
  const variable = onlyIndex(tree, left);
  return variable === NONE ? undefined : { element: left, variable, array };
}

/** The index of `a[i]` if it is a plain variable. */
function onlyIndex(tree: Tree, subscript: number): number {
  const last = namedChild(tree, subscript, 1);
  const index =
    last !== NONE && kindOf(tree, last) !== Kind.Identifier
      ? withoutParentheses(tree, firstNamedChild(tree, last))
      : last;
  return index !== NONE && kindOf(tree, index) === Kind.Identifier ? index : NONE;
}

function isBound(context: UnitContext, check: number, read: Read): boolean {
  const { tree } = context;
  let operator = operatorOf(tree, check);
  let value = childByField(tree, check, Field.Left);
  let limit = childByField(tree, check, Field.Right);
  if (operator === Kind.TokenGreater || operator === Kind.TokenGreaterEqual) {
    [value, limit] = [limit, value];
    operator = Kind.TokenLess;
  }
  if (operator !== Kind.TokenLess && operator !== Kind.TokenLessEqual) return false;
  const name = nodeText(tree, read.variable);
  const plain = withoutParentheses(tree, withoutCasts(tree, withoutParentheses(tree, value)));
  if (read.array !== NONE) return textIs(tree, plain, name) && isSizeOf(context, limit, read.array);
  if (textIs(tree, plain, name)) return context.typeOf(read.variable)?.kind === TypeKind.Pointer;
  // `p - start < length`
  return (
    operatorOf(tree, plain) === Kind.TokenMinus &&
    textIs(tree, withoutParentheses(tree, childByField(tree, plain, Field.Left)), name)
  );
}

/** Whether `limit` is the number of elements of an array. */
function isSizeOf(context: UnitContext, limit: number, array: number): boolean {
  const type = context.typeOf(array);
  if (type === undefined || type.kind !== TypeKind.Array || type.count <= 0) return false;
  return context.constantOf(limit) === type.count;
}
