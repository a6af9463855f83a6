/** What is used again after a move is moved later, or copied in the first place. */
import { methodOf, movedOperand, parentExpression } from "../checkers/paths/places";
import { nextPart } from "../checkers/tree/calls";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import {
  around,
  isInBlock,
  linesAfter,
  nodeAt,
  removeStatement,
  replaceWithLines,
  sourceOf,
  spanOf,
  statementAround,
} from "./code";
import { replace } from "./edits";
import { type Code, onCode } from "./fix";

/** The statement that moves goes behind the one that still uses the object, if they are neighbours. */
export const moveLater = onCode("move-later", (code, finding) => {
  const { tree } = code.unit;
  const move = moveOf(code, finding);
  const first = move === NONE ? NONE : statementAround(code, move);
  const use = statementAround(code, code.node);
  if (kindOf(tree, first) !== Kind.ExpressionStatement || nextPart(tree, first) !== use) return [];
  const kind = kindOf(tree, use);
  if (kind !== Kind.ExpressionStatement && kind !== Kind.Declaration) return [];
  if (isAffected(code, first, use, movedOperand(tree, move))) return [];
  const removed = removeStatement(code, first);
  const added = linesAfter(code, use, [sourceOf(code, first)]);
  if (!removed || !added) return [];
  return [{ title: "Move only after this use", edits: [removed, added], safe: false }];
});

/** Types of the library that can be copied, and whose copy is what the original was. */
const COPYABLE =
  /^std::(?:string|wstring|vector|deque|list|map|set|unordered_map|unordered_set|pair|optional|function|shared_ptr|array)\b/;

/** `std::move(x)` becomes `x`, unless `x` is filled anew, as one does who takes it for empty. */
export const copyInstead = onCode("copy-instead", (code, finding) => {
  const move = moveOf(code, finding);
  const operand = move === NONE ? NONE : movedOperand(code.unit.tree, move);
  if (operand === NONE || code.node < move || isFilled(code)) return [];
  const type = code.unit.typeOf(operand)?.name ?? "";
  if (!COPYABLE.test(type) || type.includes("unique_ptr")) return [];
  const name = sourceOf(code, operand);
  return [
    { title: `Copy '${name}' here, not move it`, edits: [replace(spanOf(code, move), name)], safe: false },
  ];
});

const CONTAINER = /^std::(?:string|wstring|vector|deque|list|map|set|unordered_map|unordered_set)\b/;

/** `x.clear();` behind the move of a container that is filled anew. */
export const clearMoved = onCode("clear-moved", (code, finding) => {
  const { tree, typeOf } = code.unit;
  const move = moveOf(code, finding);
  const operand = move === NONE ? NONE : movedOperand(tree, move);
  if (operand === NONE || !isFilled(code) || !CONTAINER.test(typeOf(operand)?.name ?? "")) return [];
  const statement = statementAround(code, move);
  if (kindOf(tree, statement) !== Kind.ExpressionStatement) return [];
  const name = sourceOf(code, operand);
  const edits = isInBlock(code, statement)
    ? [linesAfter(code, statement, [`${name}.clear();`])]
    : replaceWithLines(code, statement, [sourceOf(code, statement), `${name}.clear();`]);
  const isWhole = edits?.every((edit) => edit !== undefined);
  return edits && isWhole
    ? [
        {
          title: `Clear '${name}' once it is moved from`,
          edits: edits.filter((edit) => edit !== undefined),
          safe: false,
        },
      ]
    : [];
});

/** Whether the use adds to the object. */
function isFilled(code: Code): boolean {
  const { tree } = code.unit;
  const parent = parentExpression(tree, code.node);
  const call = tree.parent[parent];
  if (kindOf(tree, parent) === Kind.AssignmentExpression) return tree.field[code.node] === Field.Left;
  if (kindOf(tree, parent) !== Kind.FieldExpression || kindOf(tree, call) !== Kind.CallExpression)
    return false;
  return /^(?:push_|emplace|insert|append|resize|reserve|assign)/.test(methodOf(tree, call).name);
}

/** The `std::move` that the finding's first step shows; `NONE` for other ways to move. */
function moveOf(code: Code, { steps: [step] }: Finding): number {
  if (!step || step.path !== undefined) return NONE;
  const call = around(code, nodeAt(code, step), Kind.CallExpression);
  return call !== NONE && movedOperand(code.unit.tree, call) !== NONE ? call : NONE;
}

/** Whether what the move's statement changes may be read by the use, beside the object itself. */
function isAffected(code: Code, first: number, use: number, moved: number): boolean {
  const { tree } = code.unit;
  const others = namesIn(code, first);
  for (const name of namesIn(code, moved)) others.delete(name);
  for (let n = use; n < subtreeEnd(tree, use); n++) {
    const kind = kindOf(tree, n);
    if ((kind === Kind.Identifier || kind === Kind.This) && others.has(nodeText(tree, n))) return true;
  }
  return false;
}

function namesIn({ unit: { tree } }: Code, node: number): Set<string> {
  const names = new Set<string>();
  for (let n = node; n < subtreeEnd(tree, node); n++) {
    if (kindOf(tree, n) === Kind.Identifier) names.add(nodeText(tree, n));
  }
  names.delete("move");
  return names;
}
