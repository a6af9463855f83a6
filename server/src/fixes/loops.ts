/** Loops that step on from what they have just released or erased: they learn the next element before. */
import { indentation, lineBreak } from "../checkers/lines";
import { methodOf } from "../checkers/paths/places";
import { argument, firstPart, nextPart } from "../checkers/tree/calls";
import { declaredName } from "../checkers/tree/functions";
import type { TextEdit } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, subtreeEnd, textIs } from "../syntax/walk";
import {
  around,
  behind,
  functionAround,
  indentUnit,
  isWholeStatement,
  linesBefore,
  nodeAt,
  removeStatement,
  replaceWithLines,
  sourceOf,
  spanOf,
  statementAround,
  unusedName,
} from "./code";
import { insert, replace } from "./edits";
import { type Code, onCode } from "./fix";

/** `for (p = head; p; p = p->next) free(p);` keeps `p->next` before it releases `p`. */
export const saveNext = onCode("save-next", (code) => {
  const { tree } = code.unit;
  const loop = around(code, code.node, Kind.ForStatement);
  const update = loop === NONE ? NONE : childByField(tree, loop, Field.Update);
  if (kindOf(tree, update) !== Kind.AssignmentExpression || code.node < update) return [];
  const left = childByField(tree, update, Field.Left);
  const step = childByField(tree, update, Field.Right);
  if (code.node >= subtreeEnd(tree, update) || kindOf(tree, left) !== Kind.Identifier) return [];
  const name = nodeText(tree, left);
  if (kindOf(tree, step) !== Kind.FieldExpression) return [];
  if (!textIs(tree, childByField(tree, step, Field.Argument), name)) return [];
  const next = unusedName(code, loop, "next");
  const declared = declareNext(code, loop, name, next);
  const body = childByField(tree, loop, Field.Body);
  const first = bodyFirst(code, body, `${next} = ${sourceOf(code, step)};`);
  if (!declared || !first) return [];
  return [
    {
      title: `Read '${sourceOf(code, step)}' before '${name}' is released`,
      edits: [declared, replace(spanOf(code, step), next), ...first],
      safe: false,
    },
  ];
});

/** Declares the variable beside the loop's own, or before the loop with the type that its variable was declared with. */
function declareNext(code: Code, loop: number, name: string, next: string): TextEdit | undefined {
  const { tree } = code.unit;
  const initializer = childByField(tree, loop, Field.Initializer);
  if (kindOf(tree, initializer) === Kind.Declaration) {
    const declarator = childByField(tree, initializer, Field.Declarator);
    const isPointer =
      kindOf(tree, declarator) === Kind.InitDeclarator &&
      kindOf(tree, childByField(tree, declarator, Field.Declarator)) === Kind.PointerDeclarator;
    const isOurs = textIs(tree, declaredName(tree, declarator), name);
    return isPointer && isOurs ? insert(spanOf(code, declarator).end, `, *${next}`) : undefined;
  }
  const type = pointedType(code, loop, name);
  return type === undefined ? undefined : linesBefore(code, loop, [`${type} *${next};`]);
}

/** The `T` of the last `T *name` before the loop. */
function pointedType(code: Code, loop: number, name: string): string | undefined {
  const { tree } = code.unit;
  let type: string | undefined;
  for (let n = functionAround(code); n < loop; n++) {
    const kind = kindOf(tree, n);
    if (kind !== Kind.PointerDeclarator || !textIs(tree, childByField(tree, n, Field.Declarator), name))
      continue;
    let up = tree.parent[n];
    if (kindOf(tree, up) === Kind.InitDeclarator) up = tree.parent[up];
    if (/\bconst\b/.test(sourceOf(code, up))) return undefined;
    type = sourceOf(code, childByField(tree, up, Field.Type));
  }
  return type === "" ? undefined : type;
}

function bodyFirst(code: Code, body: number, line: string): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (kindOf(tree, body) !== Kind.CompoundStatement) {
    return replaceWithLines(code, body, [line, sourceOf(code, body)]);
  }
  let first = firstPart(tree, body);
  // Declarations come first where the house is old.
  while (kindOf(tree, first) === Kind.Declaration && code.unit.language === "c")
    first = tree.nextSibling[first];
  const edit = first === NONE ? undefined : linesBefore(code, first, [line]);
  return edit && [edit];
}

/** `c.erase(it);` in a loop over `c` becomes `it = c.erase(it);`, and only what stays is stepped over. */
export const eraseInLoop = onCode("erase-in-loop", (code, finding) => {
  const place = finding.steps.find(({ message }) => message.includes("changed here")) ?? finding;
  const erase = around(code, nodeAt(code, place), Kind.CallExpression);
  const it = erase === NONE ? "" : erasedIterator(code, erase);
  const test = it === "" ? NONE : lastOfIf(code, statementAround(code, erase));
  if (test === NONE) return [];
  const step = stepBehind(code, test, it);
  const added = step && linesAfterElse(code, test, `++${it};`);
  if (!added) return [];
  return [
    {
      title: `Go on with what erase() returns`,
      edits: [insert(spanOf(code, erase).start, `${it} = `), step, added],
      safe: false,
    },
  ];
});

/** The iterator that `c.erase(it)` is given as a whole statement; empty for other calls. */
function erasedIterator(code: Code, call: number): string {
  const { tree } = code.unit;
  if (methodOf(tree, call).name !== "erase" || !isWholeStatement(code, call)) return "";
  const only = argument(tree, call, 0);
  return kindOf(tree, only) === Kind.Identifier && argument(tree, call, 1) === NONE
    ? nodeText(tree, only)
    : "";
}

/** The `if` without `else` of which the statement is the last; `NONE` if it is in none. */
function lastOfIf({ unit: { tree } }: Code, statement: number): number {
  let up = statement;
  if (kindOf(tree, tree.parent[up]) === Kind.CompoundStatement) {
    if (nextPart(tree, up) !== NONE) return NONE;
    up = tree.parent[up];
  }
  const test = tree.parent[up];
  if (kindOf(tree, test) !== Kind.IfStatement || tree.field[up] !== Field.Consequence) return NONE;
  return childByField(tree, test, Field.Alternative) === NONE ? test : NONE;
}

/** Takes away the step to the next element: the loop's own, or the statement behind the `if` that ends its body. */
function stepBehind(code: Code, test: number, it: string): TextEdit | undefined {
  const { tree } = code.unit;
  const body = tree.parent[test];
  const loop = kindOf(tree, body) === Kind.CompoundStatement ? tree.parent[body] : body;
  const next = nextPart(tree, test);
  const isLast = body === loop || next === NONE;
  for (let n = loop; n < subtreeEnd(tree, loop); n++)
    if (kindOf(tree, n) === Kind.ContinueStatement) return undefined;
  if (kindOf(tree, loop) === Kind.ForStatement && isLast) {
    const update = childByField(tree, loop, Field.Update);
    return isStep(code, update, it) ? replace(spanOf(code, update), "") : undefined;
  }
  if (kindOf(tree, loop) !== Kind.WhileStatement || isLast || nextPart(tree, next) !== NONE) return undefined;
  return isStep(code, firstPart(tree, next), it) ? removeStatement(code, next) : undefined;
}

function isStep({ unit: { tree } }: Code, node: number, it: string): boolean {
  if (kindOf(tree, node) !== Kind.UpdateExpression || childByKind(tree, node, Kind.TokenPlusPlus) === NONE)
    return false;
  return textIs(tree, childByField(tree, node, Field.Argument), it);
}

/** `else ++it;` behind the `if`, with braces if that has them. */
function linesAfterElse(code: Code, test: number, line: string): TextEdit | undefined {
  const { tree } = code.unit;
  const { text } = code.file;
  const { start, end } = spanOf(code, test);
  const newline = lineBreak(text) + indentation(text, start);
  const inner = newline + indentUnit(code, test) + line;
  if (kindOf(tree, childByField(tree, test, Field.Consequence)) === Kind.CompoundStatement) {
    return insert(end, ` else {${inner}${newline}}`);
  }
  return insert(behind(text, end), `${newline}else${inner}`);
}
