/** A lock that is still held is given back before the function returns, as it is on the function's other paths. */
import { methodOf } from "../checkers/paths/places";
import { argument, firstPart, plainCalleeName } from "../checkers/tree/calls";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import {
  around,
  functionAround,
  isWholeStatement,
  nodeAt,
  replaceWithLines,
  sourceOf,
  statementAround,
} from "./code";
import { type Code, onCode } from "./fix";
import { resultFirst } from "./release";

export const unlockBeforeReturn = onCode("unlock-before-return", (code, finding) => {
  const { tree } = code.unit;
  const statement = statementAround(code, code.node);
  const [taken] = finding.steps;
  if (kindOf(tree, statement) !== Kind.ReturnStatement || !taken || taken.path !== undefined) return [];
  const call = around(code, nodeAt(code, taken), Kind.CallExpression);
  const unlock = call === NONE ? undefined : unlockFor(code, call);
  if (unlock === undefined) return [];
  const lines = isFixed(code, firstPart(tree, statement))
    ? [unlock, sourceOf(code, statement)]
    : resultFirst(code, statement, unlock);
  const edits = lines && replaceWithLines(code, statement, lines);
  return edits ? [{ title: "Give the lock back before this return", edits, safe: false }] : [];
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
