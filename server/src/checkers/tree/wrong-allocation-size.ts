/**
 * CWE-131: an allocation whose size does not fit what it is for: the `sizeof` of a smaller type, a number of bytes that
 * holds no whole element, the length of a text measured from its second character, characters of a wide text taken for
 * bytes.
 */
import { spell } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, findInside, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { argument, plainCalleeName, withoutCasts, withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { assignedType, sizeofValue } from "./sizes";
import { pointerForObject } from "./suspicious-sizeof";

export const wrongAllocationSize: TreeChecker = {
  rule: "wrong-allocation-size",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const { tree } = context;
    const name = plainCalleeName(tree, node);
    const allocates = name === "" ? undefined : context.env.model(name)?.allocates;
    if (allocates?.family !== "heap" || allocates.to !== -1 || allocates.size === null) return;
    const { size } = allocates;
    if (size.kind === "param") {
      const whole = withoutCasts(tree, argument(tree, node, size.index));
      if (shiftedLength(context, whole)) return;
      judge(context, node, name, [whole]);
    } else if (size.kind === "multiply" && size.left.kind === "param" && size.right.kind === "param") {
      const left = withoutCasts(tree, argument(tree, node, size.left.index));
      const right = withoutCasts(tree, argument(tree, node, size.right.index));
      if (left !== NONE && right !== NONE) judge(context, node, name, [left, right]);
    }
  },
};

/** `malloc(strlen(s + 1))`: the bracket was closed too late. */
function shiftedLength(context: UnitContext, size: number): boolean {
  const { tree } = context;
  if (kindOf(tree, size) !== Kind.CallExpression) return false;
  const model = context.env.model(plainCalleeName(tree, size));
  if (model === undefined || model.returnsLength < 0) return false;
  const text = withoutParentheses(tree, argument(tree, size, model.returnsLength));
  if (kindOf(tree, text) !== Kind.BinaryExpression) return false;
  if (kindOf(tree, childByField(tree, text, Field.Operator)) !== Kind.TokenPlus) return false;
  const by = childByField(tree, text, Field.Right);
  if (kindOf(tree, by) !== Kind.NumberLiteral) return false;
  const whole = nodeText(tree, childByField(tree, text, Field.Left));
  context.report(
    size,
    `This is the length from the second character on, less than '${whole}' takes: what is meant is '${model.name}(${whole}) + ${nodeText(tree, by)}'.`,
  );
  return true;
}

function judge(context: UnitContext, call: number, name: string, sizes: readonly number[]): void {
  const { tree } = context;
  const factors = factorsOf(context, sizes);
  if (factors === undefined) return;
  let bytes = 1;
  let isConstant = true;
  let sizeof = NONE;
  for (const factor of factors) {
    if (kindOf(tree, factor) === Kind.SizeofExpression) {
      if (sizeof !== NONE) return;
      sizeof = factor;
      continue;
    }
    if (findInside(tree, factor, Kind.SizeofExpression) !== NONE) return;
    const value = context.constantOf(factor);
    if (value === undefined) isConstant = false;
    else bytes *= value;
  }
  // What is counted by a variable alone may well be bytes.
  if (sizeof === NONE && !isConstant && !factors.some((f) => mayMeasureWide(context, f))) return;
  const element = assignedType(context, call)?.to;
  if (element == null || element.size < 2 || element.kind === TypeKind.Void) return;
  if (sizeof !== NONE) smallerType(context, element, sizeof, isConstant ? bytes : undefined);
  else if (isConstant) noWholeElement(context, call, name, element, bytes, sizes);
  else if (element.kind === TypeKind.Int)
    context.report(
      call,
      `${name}() takes a number of bytes, and this one is of characters of ${element.size} bytes each.`,
    );
}

/** The factors of a product; undefined if it is nested too deeply. */
function factorsOf({ tree }: UnitContext, sizes: readonly number[]): number[] | undefined {
  const factors: number[] = [];
  const open = [...sizes];
  for (let steps = 0; open.length > 0; steps++) {
    if (steps > 16) return undefined;
    const node = withoutCasts(tree, open.pop()!);
    const isProduct =
      kindOf(tree, node) === Kind.BinaryExpression &&
      kindOf(tree, childByField(tree, node, Field.Operator)) === Kind.TokenStar;
    if (isProduct) open.push(childByField(tree, node, Field.Left), childByField(tree, node, Field.Right));
    else factors.push(node);
  }
  return factors;
}

/** `sizeof` of a type that is smaller than the elements. `count`: how many, if it is known. */
function smallerType(context: UnitContext, element: Type, sizeof: number, count: number | undefined): void {
  const { tree } = context;
  const size = sizeofValue(context, sizeof);
  if (size === undefined || size < 1 || size >= element.size) return;
  // Characters are a way to say bytes, and more than one of a type may well be a part of the element each.
  const isScalar = element.kind !== TypeKind.Record && element.kind !== TypeKind.Array;
  if (size === 1 && !isScalar) return;
  if (count !== undefined && (size * count) % element.size === 0) return;
  if (count !== undefined && size * count > element.size && !isScalar) return;
  if (pointerForObject(context, sizeof) !== undefined) return;
  context.report(
    sizeof,
    `'${nodeText(tree, sizeof)}' is ${size} byte${size === 1 ? "" : "s"}, but what is allocated here is to hold '${spell(element)}' of ${element.size} bytes.`,
  );
}

/** `int *p = malloc(10)`. */
function noWholeElement(
  context: UnitContext,
  call: number,
  name: string,
  element: Type,
  bytes: number,
  sizes: readonly number[],
): void {
  const { tree } = context;
  const isScalar =
    element.kind === TypeKind.Int || element.kind === TypeKind.Float || element.kind === TypeKind.Pointer;
  const isRecord = element.kind === TypeKind.Record && element.record?.complete === true;
  if (bytes < 1 || !(isScalar ? bytes % element.size !== 0 : isRecord && bytes < element.size)) return;
  // A size with a name may be another one in another configuration.
  for (const size of sizes) {
    const end = subtreeEnd(tree, size);
    for (let n = size; n < end; n++) if (tree.kind[n] === Kind.Identifier) return;
  }
  context.report(
    call,
    `${name}() allocates ${bytes} byte${bytes === 1 ? "" : "s"}, ${bytes < element.size ? "less than one" : "no whole number of"} '${spell(element)}' of ${element.size} bytes.`,
  );
}

/** Whether a factor is the length of a wide text, alone or with something added. */
function mayMeasureWide(context: UnitContext, factor: number): boolean {
  const { tree } = context;
  let node = factor;
  if (kindOf(tree, node) === Kind.BinaryExpression) {
    const operator = kindOf(tree, childByField(tree, node, Field.Operator));
    if (operator !== Kind.TokenPlus) return false;
    node = withoutParentheses(tree, childByField(tree, node, Field.Left));
  }
  if (kindOf(tree, node) !== Kind.CallExpression) return false;
  const model = context.env.model(plainCalleeName(tree, node));
  return (
    model !== undefined &&
    model.returnsLength >= 0 &&
    model.paramTypes[model.returnsLength].includes("wchar_t")
  );
}
