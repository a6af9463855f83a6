/**
 * CWE-467: the size given to a function that fills or reads memory is `sizeof p`, and `p`, the memory handed over, is a
 * pointer: the size of the pointer is not that of its buffer. Array parameters are pointers too (C17 6.7.6.3p7).
 */
import type { FunctionModel, SizeExpression } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { argument, plainCalleeName, withoutCasts, withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const sizeofPointer: TreeChecker = {
  rule: "sizeof-pointer",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const found = pointerSizeIn(context, node);
    if (!found) return;
    const { tree } = context;
    context.report(
      found.sizeof,
      `'${nodeText(tree, found.sizeof)}' is the size of the pointer '${found.pointer}', not of the memory it points to.`,
      {
        facts: {
          call: plainCalleeName(tree, node),
          callStart: tree.start[node],
          callEnd: tree.end[node],
          pointer: found.pointer,
          pointee: found.pointee,
        },
      },
    );
  },
};

interface PointerSize {
  /** The `sizeof` expression. */
  readonly sizeof: number;
  readonly pointer: string;
  /** Name of the type pointed to. */
  readonly pointee: string;
}

/** The `sizeof` of a pointer among the sizes that a call gives for that very pointer. */
export function pointerSizeIn(context: UnitContext, call: number): PointerSize | undefined {
  const { tree, env } = context;
  const name = plainCalleeName(tree, call);
  const model = name === "" ? undefined : env.model(name);
  if (!model) return undefined;
  for (const [memory, size] of sizedParameters(model)) {
    const found = pointerSize(context, argument(tree, call, memory), argument(tree, call, size));
    if (found) return found;
  }
  return undefined;
}

/** Pairs of a pointer parameter and a parameter that says how much is behind it. */
function sizedParameters(model: FunctionModel): [memory: number, size: number][] {
  const pairs: [number, number][] = [];
  for (const effect of model.writes) if (effect.size) addParameters(effect.param, effect.size, pairs);
  for (const effect of model.reads)
    if (effect.size !== "string") addParameters(effect.param, effect.size, pairs);
  return pairs;
}

function addParameters(memory: number, size: SizeExpression, pairs: [number, number][]): void {
  switch (size.kind) {
    case "param":
      pairs.push([memory, size.index]);
      break;
    case "add":
    case "subtract":
    case "multiply":
    case "min":
      addParameters(memory, size.left, pairs);
      addParameters(memory, size.right, pairs);
      break;
  }
}

function pointerSize(context: UnitContext, memory: number, size: number): PointerSize | undefined {
  if (memory === NONE || size === NONE) return undefined;
  const { tree } = context;
  const sizeof = sizeofIn(context, size);
  const operand = withoutParentheses(tree, childByField(tree, sizeof, Field.Value));
  if (operand === NONE) return undefined;
  const pointer = nodeText(tree, operand);
  if (pointer !== nodeText(tree, base(context, memory))) return undefined;
  const type = context.typeOf(operand);
  if (type?.kind !== TypeKind.Pointer || !type.to) return undefined;
  // What points to pointers holds one of them in `sizeof p` bytes, so the size may be meant.
  if (type.to.kind === TypeKind.Pointer || type.to.kind === TypeKind.Function) return undefined;
  return { sizeof, pointer, pointee: type.to.name };
}

/** `sizeof x` itself or as the left side of sums and differences: `sizeof buf - 1`, `sizeof buf - strlen(buf)`. */
function sizeofIn(context: UnitContext, size: number): number {
  const { tree } = context;
  let inner = withoutCasts(tree, size);
  while (kindOf(tree, inner) === Kind.BinaryExpression) {
    const operator = kindOf(tree, childByField(tree, inner, Field.Operator));
    if (operator !== Kind.TokenMinus && operator !== Kind.TokenPlus) return NONE;
    inner = withoutCasts(tree, childByField(tree, inner, Field.Left));
  }
  return kindOf(tree, inner) === Kind.SizeofExpression ? inner : NONE;
}

/** The pointer that `p`, `p + n` or `&p[n]` start from. */
function base(context: UnitContext, memory: number): number {
  const { tree } = context;
  let inner = withoutCasts(tree, memory);
  for (;;) {
    const kind = kindOf(tree, inner);
    if (kind === Kind.BinaryExpression) {
      inner = withoutCasts(tree, childByField(tree, inner, Field.Left));
    } else if (kind === Kind.PointerExpression) {
      const subscript = withoutParentheses(tree, childByField(tree, inner, Field.Argument));
      if (kindOf(tree, subscript) !== Kind.SubscriptExpression) return inner;
      inner = childByField(tree, subscript, Field.Argument);
    } else {
      return inner;
    }
  }
}
