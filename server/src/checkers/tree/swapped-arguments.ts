/**
 * CWE-683: arguments that changed places. A fill whose length is 0 while its value is not, and a call that is given a
 * number where it wants a pointer and a pointer where it wants the number.
 */
import type { FunctionModel } from "../../models/model";
import { isIntegral } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { findInside, kindOf, nodeText, textIs } from "../../syntax/walk";
import { argument, argumentCount, plainCalleeName, withoutCasts } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const swappedArguments: TreeChecker = {
  rule: "swapped-arguments",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const name = plainCalleeName(context.tree, node);
    const model = name === "" ? undefined : context.env.model(name);
    if (model === undefined || model.isMethod || model.params.length < 2) return;
    if (isEmptyFill(context, node, model)) return;
    // In C++ the library's function would not even compile: another of that name is meant, as it is where a macro is.
    if (context.language === "c" && context.env.macro(name) === undefined) crossed(context, node, model);
  },
};

/** `memset(p, sizeof *p, 0)`: nothing is filled. */
function isEmptyFill(context: UnitContext, call: number, model: FunctionModel): boolean {
  const fill = model.writes.find((w) => w.content === "fill");
  if (fill === undefined || fill.size?.kind !== "param") return false;
  const length = fill.size.index;
  const value = model.paramTypes.findIndex((type, i) => i !== length && type === "int");
  if (value === -1 || argumentCount(context.tree, call) !== model.params.length) return false;
  const { tree } = context;
  const lengthNode = withoutCasts(tree, argument(tree, call, length));
  const valueNode = withoutCasts(tree, argument(tree, call, value));
  const isSize = findInside(tree, valueNode, Kind.SizeofExpression) !== NONE;
  const isEmpty = isZero(context, lengthNode) && !isZero(context, valueNode);
  const isExchanged =
    isSize &&
    (kindOf(tree, lengthNode) === Kind.NumberLiteral || kindOf(tree, lengthNode) === Kind.CharLiteral);
  if (!isEmpty && !isExchanged) return false;
  const text = nodeText(tree, valueNode);
  context.report(
    call,
    isEmpty
      ? `${model.name}() is told to fill 0 bytes with '${text}': value and length have changed places.`
      : `${model.name}() fills ${nodeText(tree, lengthNode)} bytes with '${text}': value and length have changed places.`,
  );
  return true;
}

function isZero({ tree }: UnitContext, node: number): boolean {
  const kind = kindOf(tree, node);
  if (kind === Kind.NumberLiteral) return textIs(tree, node, "0") || textIs(tree, node, "0x00");
  return kind === Kind.CharLiteral && textIs(tree, node, "'\\0'");
}

/** A number for a pointer and a pointer for a number. */
function crossed(context: UnitContext, call: number, model: FunctionModel): void {
  const { tree } = context;
  if (argumentCount(tree, call) < model.params.length) return;
  for (let i = 0; i < model.params.length; i++) {
    if (!model.paramTypes[i].includes("*")) continue;
    const node = argument(tree, call, i);
    if (!mayBeNumber(kindOf(tree, node))) continue;
    const type = context.typeOf(node);
    if (type === undefined || !isIntegral(type) || context.constantOf(node) === 0) continue;
    for (let j = 0; j < model.params.length; j++) {
      if (!isNumberType(model.paramTypes[j])) continue;
      const other = argument(tree, call, j);
      if (!isPointer(context.typeOf(other))) continue;
      context.report(
        call,
        `${model.name}() takes ${i < j ? "a pointer before a number" : "a number before a pointer"}: '${nodeText(tree, node)}' and '${nodeText(tree, other)}' have changed places.`,
      );
      return;
    }
  }
}

/** Most arguments for pointers are strings, addresses and casts: those need no look at their type. */
function mayBeNumber(kind: Kind): boolean {
  switch (kind) {
    case Kind.NumberLiteral:
    case Kind.CharLiteral:
    case Kind.Identifier:
    case Kind.SizeofExpression:
    case Kind.FieldExpression:
    case Kind.BinaryExpression:
      return true;
    default:
      return false;
  }
}

const NUMBER_TYPES: ReadonlySet<string> = new Set([
  "int",
  "unsigned",
  "unsigned int",
  "long",
  "unsigned long",
  "size_t",
  "ssize_t",
  "rsize_t",
  "socklen_t",
]);

function isNumberType(text: string): boolean {
  return NUMBER_TYPES.has(text);
}

function isPointer(type: Type | undefined): boolean {
  return type?.kind === TypeKind.Pointer || type?.kind === TypeKind.Array;
}
