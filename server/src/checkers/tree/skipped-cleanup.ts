/**
 * CWE-401: a way out that leaves by `return` between the place where an object is set up and the label where the
 * function gives back what it holds: `x_init(&v); ... return ERROR; ... cleanup: x_free(&v);`.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { ancestorOfKind, childByField, kindOf, nodeText, spelling, subtreeEnd } from "../../syntax/walk";
import { argument, argumentCount, plainCalleeName, withoutParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { enclosingFunction } from "./functions";

const SETS_UP = /(?:^|_)init(?:ialize|ialise)?$|Init$/;
const GIVES_BACK =
  /(?:^|_)(?:free|clear|cleanup|deinit|destroy|release|uninit|fini)$|(?:Free|Clear|Cleanup|Deinit|Destroy|Release)$/;

export const skippedCleanup: TreeChecker = {
  rule: "memory-leak",
  kinds: [Kind.LabeledStatement],
  visit(context, label) {
    const { tree } = context;
    const definition = enclosingFunction(tree, label);
    const body = childByField(tree, definition, Field.Body);
    if (definition === NONE || tree.parent[label] !== body) return;
    const reported = new Set<number>();
    for (const release of callsIn(tree, label, subtreeEnd(tree, body), GIVES_BACK)) {
      const object = objectOf(tree, release);
      const made = callsIn(tree, body, label, SETS_UP).find((c) => objectOf(tree, c) === object);
      if (object === "" || made === undefined || !isPair(tree, made, release)) continue;
      // What is given back only if it holds something need not be, where nothing went wrong.
      if (isAskedFirst(tree, release, object)) continue;
      for (let n = subtreeEnd(tree, made); n < label; n++) {
        if (kindOf(tree, n) !== Kind.ReturnStatement || reported.has(n)) continue;
        if (!isFilled(tree, made, n, object) || isReleasedFor(context, n, object)) continue;
        reported.add(n);
        reportReturn(context, n, object, made, release);
      }
    }
  },
};

function reportReturn(context: UnitContext, at: number, object: string, made: number, release: number): void {
  const { tree } = context;
  context.report(
    at,
    `'${object.slice(1)}' is not given back on this way out, as the label '${labelName(tree, release)}' does for the others: what it holds is lost.`,
    {
      confidence: "evidence",
      steps: [
        { start: tree.start[made], end: tree.end[made], message: "set up here" },
        { start: tree.start[release], end: tree.end[release], message: "given back here" },
      ],
    },
  );
}

function labelName(tree: Tree, release: number): string {
  const body = childByField(tree, enclosingFunction(tree, release), Field.Body);
  let name = "";
  for (let n = tree.firstChild[body]; n !== NONE && n <= release; n = tree.nextSibling[n])
    if (kindOf(tree, n) === Kind.LabeledStatement) name = nodeText(tree, childByField(tree, n, Field.Label));
  return name;
}

/** The calls of functions of such names between two nodes. */
function callsIn(tree: Tree, from: number, to: number, names: RegExp): number[] {
  const out: number[] = [];
  for (let n = from; n < to; n++)
    if (
      kindOf(tree, n) === Kind.CallExpression &&
      argumentCount(tree, n) === 1 &&
      names.test(plainCalleeName(tree, n))
    )
      out.push(n);
  return out;
}

/** `&v` of the call's only argument, for a variable; "" for anything else. */
function objectOf(tree: Tree, call: number): string {
  const given = withoutParentheses(tree, argument(tree, call, 0));
  if (kindOf(tree, given) !== Kind.PointerExpression) return "";
  return /^&\w+$/.test(spelling(tree, given)) ? spelling(tree, given) : "";
}

/** Whether two functions speak of the same kind of object: their names begin the same. */
function isPair(tree: Tree, made: number, release: number): boolean {
  const stem = (call: number, verb: RegExp) => plainCalleeName(tree, call).replace(verb, "");
  return stem(made, SETS_UP) === stem(release, GIVES_BACK) && stem(made, SETS_UP) !== "";
}

/**
 * Whether a call in between was given the object: until then there is nothing in it. That of the condition which the
 * way out stands behind has mostly failed, and so has one whose result is asked about around the way out.
 */
function isFilled(tree: Tree, made: number, at: number, object: string): boolean {
  let guard = tree.parent[at];
  if (kindOf(tree, guard) === Kind.CompoundStatement) guard = tree.parent[guard];
  const end = kindOf(tree, guard) === Kind.IfStatement ? guard : at;
  for (let n = subtreeEnd(tree, made); n < end; n++) {
    if (isInOtherCase(tree, n, at)) continue;
    if (kindOf(tree, n) !== Kind.CallExpression || isAskedAround(tree, at, resultOf(tree, n))) continue;
    for (let i = 0; i < argumentCount(tree, n); i++)
      if (spelling(tree, withoutParentheses(tree, argument(tree, n, i))) === object)
        return !isTakenOut(tree, n, at, object.slice(1));
  }
  return false;
}

/** Whether a node stands in another case of a `switch` than a way out behind it. */
function isInOtherCase(tree: Tree, node: number, at: number): boolean {
  for (let up = tree.parent[at]; up !== NONE; up = tree.parent[up]) {
    if (kindOf(tree, up) !== Kind.CaseStatement || node >= up) continue;
    if (node >= tree.parent[up] && node < up) return true;
  }
  return false;
}

/** Whether a release stands behind a question about the very object: `if (error_is_set(&e)) error_free(&e);`. */
function isAskedFirst(tree: Tree, release: number, object: string): boolean {
  const statement = ancestorOfKind(tree, release, Kind.IfStatement);
  if (statement === NONE) return false;
  const condition = childByField(tree, statement, Field.Condition);
  const end = subtreeEnd(tree, condition);
  for (let n = condition; n < end; n++)
    if (kindOf(tree, n) === Kind.PointerExpression && spelling(tree, n) === object) return true;
  return false;
}

/** The variable that a call's result is kept in; "" for none. */
function resultOf(tree: Tree, call: number): string {
  const up = tree.parent[call];
  if (kindOf(tree, up) === Kind.AssignmentExpression)
    return nodeText(tree, childByField(tree, up, Field.Left));
  return kindOf(tree, up) === Kind.InitDeclarator
    ? nodeText(tree, childByField(tree, up, Field.Declarator))
    : "";
}

/** Whether a condition that a way out stands behind mentions a variable. */
function isAskedAround(tree: Tree, at: number, variable: string): boolean {
  if (variable === "") return false;
  for (let up = tree.parent[at]; up !== NONE; up = tree.parent[up]) {
    if (kindOf(tree, up) !== Kind.IfStatement) continue;
    const condition = childByField(tree, up, Field.Condition);
    for (let n = condition; n < subtreeEnd(tree, condition); n++)
      if (kindOf(tree, n) === Kind.Identifier && nodeText(tree, n) === variable) return true;
  }
  return false;
}

/** Whether a member of the object is kept elsewhere on the way: what it holds goes on from there. */
function isTakenOut(tree: Tree, from: number, at: number, object: string): boolean {
  for (let n = from; n < at; n++)
    if (
      kindOf(tree, n) === Kind.AssignmentExpression &&
      spelling(tree, childByField(tree, n, Field.Right)).startsWith(`${object}.`)
    )
      return true;
  return false;
}

/** The condition of an `if` that begins with a call; none if it may be left before that. */
function conditionAround(tree: Tree, call: number): number {
  let at = call;
  while (
    kindOf(tree, tree.parent[at]) === Kind.UnaryExpression ||
    (kindOf(tree, tree.parent[at]) === Kind.BinaryExpression &&
      childByField(tree, tree.parent[at], Field.Left) === at) ||
    kindOf(tree, tree.parent[at]) === Kind.ParenthesizedExpression
  )
    at = tree.parent[at];
  if (kindOf(tree, tree.parent[at]) === Kind.ConditionClause) at = tree.parent[at];
  const up = tree.parent[at];
  return kindOf(tree, up) === Kind.IfStatement && childByField(tree, up, Field.Condition) === at ? at : NONE;
}

/** Whether the blocks around a return give the object back themselves, before it. */
function isReleasedFor({ tree }: UnitContext, at: number, object: string): boolean {
  const body = childByField(tree, enclosingFunction(tree, at), Field.Body);
  for (let block = tree.parent[at]; block !== NONE && block !== body; block = tree.parent[block])
    if (callsIn(tree, block, at, GIVES_BACK).some((c) => objectOf(tree, c) === object)) return true;
  return callsIn(tree, body, at, GIVES_BACK).some(
    (c) => objectOf(tree, c) === object && tree.parent[statementOf(tree, c)] === body,
  );
}

/** The statement that a call is all of, or all of whose value or condition it is. */
function statementOf(tree: Tree, call: number): number {
  const asked = conditionAround(tree, call);
  if (asked !== NONE) return tree.parent[asked];
  const up = tree.parent[call];
  return kindOf(tree, up) === Kind.AssignmentExpression ? tree.parent[up] : up;
}
