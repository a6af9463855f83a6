/**
 * Locks that are kept: given back before the function is left, as on its other paths, or held by a guard that gives
 * them back on every path; and guards without a name get one.
 */
import { methodOf } from "../checkers/paths/places";
import { argument, firstPart, nextPart, plainCalleeName } from "../checkers/tree/calls";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import {
  around,
  functionAround,
  isWholeStatement,
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
import { resultFirst } from "./release";

export const unlockBeforeReturn = onCode("unlock-before-return", (code, finding) => {
  const { tree } = code.unit;
  const statement = statementAround(code, code.node);
  const [taken] = finding.steps;
  const isThrow = kindOf(tree, statement) === Kind.ThrowStatement;
  if ((kindOf(tree, statement) !== Kind.ReturnStatement && !isThrow) || !taken || taken.path !== undefined)
    return [];
  const call = around(code, nodeAt(code, taken), Kind.CallExpression);
  const unlock = call === NONE ? undefined : unlockFor(code, call);
  if (unlock === undefined) return [];
  const lines =
    isThrow || isFixed(code, firstPart(tree, statement))
      ? [unlock, sourceOf(code, statement)]
      : resultFirst(code, statement, unlock);
  const edits = lines && replaceWithLines(code, statement, lines);
  return edits
    ? [{ title: `Give the lock back before this ${isThrow ? "throw" : "return"}`, edits, safe: false }]
    : [];
});

/** `m.lock()` becomes a guard where the lock is held to the end of the function on every path that gives it back. */
export const lockGuard = onCode("lock-guard", (code, finding) => {
  const { tree, typeOf } = code.unit;
  const [taken] = finding.steps;
  if (code.unit.language !== "cpp" || !taken || taken.path !== undefined) return [];
  const lock = around(code, nodeAt(code, taken), Kind.CallExpression);
  if (lock === NONE || !isWholeStatement(code, lock)) return [];
  const { object, name } = methodOf(tree, lock);
  const type = object === NONE ? undefined : typeOf(object)?.name;
  const definition = functionAround(code);
  const body = childByField(tree, definition, Field.Body);
  if (name !== "lock" || !type?.startsWith("std::") || tree.parent[statementAround(code, lock)] !== body)
    return [];
  const guard = `const std::lock_guard<${type}> ${unusedName(code, lock, "guard")}(${sourceOf(code, object)});`;
  const edits = [replace(spanOf(code, statementAround(code, lock)), guard)];
  for (let n = body; n < subtreeEnd(tree, body); n++) {
    if (kindOf(tree, n) !== Kind.CallExpression || !givesBack(code, n, lock)) continue;
    const statement = statementAround(code, n);
    const removed =
      isWholeStatement(code, n) && isLast(code, statement, body) && removeStatement(code, statement);
    if (!removed) return [];
    edits.push(removed);
  }
  return [{ title: "Hold the lock by a guard", edits, safe: false }];
});

/** Whether nothing but the way out of the function follows a statement. */
function isLast({ unit: { tree } }: Code, statement: number, body: number): boolean {
  const next = nextPart(tree, statement);
  if (next === NONE) return tree.parent[statement] === body;
  return kindOf(tree, next) === Kind.ReturnStatement || kindOf(tree, next) === Kind.ThrowStatement;
}

/** `std::lock_guard<std::mutex>(m);` */
export const nameGuard = onCode("name-guard", (code) => {
  const { tree, language } = code.unit;
  if (language !== "cpp") return [];
  const statement = statementAround(code, code.node);
  const made = kindOf(tree, statement) === Kind.Declaration ? statement : firstPart(tree, statement);
  const type =
    kindOf(tree, made) === Kind.CallExpression
      ? childByField(tree, made, Field.Function)
      : childByField(tree, made, Field.Type);
  if (type === NONE) return [];
  const edit = insert(spanOf(code, type).end, ` ${unusedName(code, statement, "guard")}`);
  return [{ title: "Give the guard a name", edits: [edit], safe: false }];
});

/** What gives back on some other path what `call` takes: a statement as written. */
function unlockFor(code: Code, call: number): string | undefined {
  const { tree } = code.unit;
  const definition = functionAround(code);
  for (let n = definition; n < subtreeEnd(tree, definition); n++) {
    if (kindOf(tree, n) !== Kind.CallExpression || !isWholeStatement(code, n)) continue;
    if (givesBack(code, n, call)) return sourceOf(code, statementAround(code, n));
  }
  return undefined;
}

/** What gives back what these methods take. */
const UNLOCKING: Readonly<Record<string, string>> = {
  lock: "unlock",
  try_lock: "unlock",
  lock_shared: "unlock_shared",
  try_lock_shared: "unlock_shared",
};

function givesBack(code: Code, call: number, taken: number): boolean {
  const { tree, env } = code.unit;
  const given = env.model(plainCalleeName(tree, call))?.unlocks;
  const locked = env.model(plainCalleeName(tree, taken))?.locks;
  if (given && locked) {
    if (given.global !== locked.global) return false;
    if (given.param < 0 || locked.param < 0) return given.param === locked.param;
    return (
      sourceOf(code, argument(tree, call, given.param)) ===
      sourceOf(code, argument(tree, taken, locked.param))
    );
  }
  const give = methodOf(tree, call);
  const take = methodOf(tree, taken);
  if (give.object === NONE || take.object === NONE || UNLOCKING[take.name] !== give.name) return false;
  return sourceOf(code, give.object) === sourceOf(code, take.object);
}

/** A value that is the same whether it is read before or after the lock is given back. */
function isFixed({ unit: { tree, env } }: Code, value: number): boolean {
  switch (kindOf(tree, value)) {
    case Kind.NumberLiteral:
    case Kind.Null:
    case Kind.True:
    case Kind.False:
      return true;
    case Kind.UnaryExpression:
      return kindOf(tree, firstPart(tree, value)) === Kind.NumberLiteral;
    case Kind.Identifier:
      return env.variable(nodeText(tree, value)) === undefined;
    default:
      return value === NONE;
  }
}
