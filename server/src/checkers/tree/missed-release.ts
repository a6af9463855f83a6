/**
 * CWE-401: a way out between the call that acquires a local object and the one at the function's end that gives it back:
 * `x_alloc(&v); if (a) { x_free(&v); return -1; } if (b) return -1; x_free(&v);`. What the two do is told by their names.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import {
  argument,
  argumentCount,
  calleeName,
  plainCalleeName,
  withoutCasts,
  withoutParentheses,
} from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { declaredName, enclosingFunction, functionName } from "./functions";

const ACQUIRES = /(?:^|_)(?:alloc|new|create|dup|copy|clone|open)$|(?:Alloc|New|Create|Dup|Copy|Clone|Open)$/;
const GIVES_BACK =
  /(?:^|_)(?:free|release|destroy|delete|close|dispose|unref)$|(?:Free|Release|Destroy|Delete|Close|Dispose|Unref)$/;
const VERBS = /free|release|destroy|delete|close|dispose|unref/i;

export const missedRelease: TreeChecker = {
  rule: "memory-leak",
  kinds: [Kind.FunctionDefinition],
  visit(context, definition) {
    const { tree } = context;
    const body = childByField(tree, definition, Field.Body);
    // When main returns, the process ends and the system takes everything back.
    if (body === NONE || functionName(tree, definition) === "main") return;
    const end = subtreeEnd(tree, body);
    let returns = 0;
    for (let n = body; n < end; n++) if (tree.kind[n] === Kind.ReturnStatement) returns++;
    if (returns < 2 || !VERBS.test(nodeText(tree, body))) return;
    const calls: number[] = [];
    for (let n = body; n < end; n++) if (tree.kind[n] === Kind.CallExpression) calls.push(n);
    const releases = calls.filter(
      (c) => GIVES_BACK.test(plainCalleeName(tree, c)) && givenBack(tree, c) !== "",
    );
    for (const object of new Set(releases.map((c) => givenBack(tree, c)))) {
      const own = releases.filter((c) => givenBack(tree, c) === object);
      const made = calls.filter(
        (c) => ACQUIRES.test(plainCalleeName(tree, c)) && acquired(tree, c) === object,
      );
      // One name for several objects is hard to tell apart.
      if (made.length !== 1 || !own.every((release) => isPair(tree, made[0], release))) continue;
      if (context.env.model(calleeName(tree, made[0])) !== undefined) continue;
      judge(context, body, object, made[0], own);
    }
  },
};

function judge(
  context: UnitContext,
  body: number,
  object: string,
  made: number,
  own: readonly number[],
): void {
  const { tree } = context;
  const start = outermost(tree, made, body);
  const last = own[own.length - 1];
  // It is acquired on all ways, and still held at the end: there it is given back on all ways, too.
  if (start === NONE || kindOf(tree, start) === Kind.LabeledStatement) return;
  if (tree.parent[tree.parent[last]] !== body) return;
  for (let n = subtreeEnd(tree, start); n < last; n++) {
    if (kindOf(tree, n) === Kind.LambdaExpression || kindOf(tree, n) === Kind.LabeledStatement) return;
    if (kindOf(tree, n) === Kind.AssignmentExpression && writes(tree, n, object)) return;
  }
  const result = resultOf(tree, made);
  for (let n = subtreeEnd(tree, start); n < last; n++) {
    if (kindOf(tree, n) !== Kind.ReturnStatement || enclosingFunction(tree, n) !== tree.parent[body])
      continue;
    const branch = outermost(tree, n, body);
    if (branch === NONE || knowsOf(tree, n, body, object)) continue;
    // Right behind it the question is mostly whether it was made.
    if (
      result !== "" &&
      isNext(tree, start, branch) &&
      mentions(tree, branch, subtreeEnd(tree, branch), result)
    )
      continue;
    if (own.some((release) => release < branch && tree.parent[tree.parent[release]] === body)) continue;
    context.report(
      n,
      `'${object}' is not given back on this way out, as ${plainCalleeName(tree, last)}() does at the end: what it holds is lost.`,
      {
        confidence: "evidence",
        steps: [
          { start: tree.start[made], end: tree.end[made], message: "acquired here" },
          { start: tree.start[last], end: tree.end[last], message: "given back here" },
        ],
      },
    );
  }
}

/** The statement of a function's body, itself no part of another, that a node lies in. */
function outermost(tree: Tree, node: number, body: number): number {
  let at = node;
  while (at !== NONE && tree.parent[at] !== body) at = tree.parent[at];
  return at;
}

/**
 * Whether a way out knows more of the object: it hands it on, a condition around it asks about it, or the branch that it
 * ends has done something with it. What the rounds of a loop do with it is what it is there for.
 */
function knowsOf(tree: Tree, at: number, body: number, object: string): boolean {
  if (mentions(tree, at, subtreeEnd(tree, at), object)) return true;
  for (let node = at; tree.parent[node] !== body; node = tree.parent[node]) {
    const up = tree.parent[node];
    const condition = childByField(tree, up, Field.Condition);
    if (condition !== NONE && mentions(tree, condition, subtreeEnd(tree, condition), object)) return true;
    const isLoopBody = node !== at && LOOPS.has(kindOf(tree, tree.parent[up]));
    if (BLOCKS.has(kindOf(tree, up)) && !isLoopBody && mentions(tree, up, node, object)) return true;
  }
  return false;
}

const LOOPS: ReadonlySet<Kind> = new Set([
  Kind.ForStatement,
  Kind.ForRangeLoop,
  Kind.WhileStatement,
  Kind.DoStatement,
]);
const BLOCKS: ReadonlySet<Kind> = new Set([Kind.CompoundStatement, Kind.CaseStatement]);

function isNext(tree: Tree, statement: number, other: number): boolean {
  let next = tree.nextSibling[statement];
  while (next !== NONE && kindOf(tree, next) === Kind.Comment) next = tree.nextSibling[next];
  return next === other;
}

/** The local variable that a call is given to release, by its name or its address; "" for anything else. */
function givenBack(tree: Tree, call: number): string {
  return argumentCount(tree, call) === 1 ? variableIn(tree, argument(tree, call, 0)) : "";
}

/** The variable whose address a call is given, to put there what it acquires; "" for none. Results are followed by flow. */
function acquired(tree: Tree, call: number): string {
  for (let i = 0; i < argumentCount(tree, call); i++) {
    const given = withoutParentheses(tree, argument(tree, call, i));
    if (kindOf(tree, given) === Kind.PointerExpression) {
      const name = variableIn(tree, given);
      if (name !== "") return name;
    }
  }
  return "";
}

/** `v` or `&v`, with or without casts; "" for anything else. */
function variableIn(tree: Tree, node: number): string {
  let at = withoutCasts(tree, withoutParentheses(tree, node));
  if (kindOf(tree, at) === Kind.PointerExpression && tree.text[tree.start[at]] === "&")
    at = withoutParentheses(tree, childByField(tree, at, Field.Argument));
  return kindOf(tree, at) === Kind.Identifier ? nodeText(tree, at) : "";
}

/** The variable that a call's result is kept in; "" for none. */
function resultOf(tree: Tree, call: number): string {
  let at = call;
  while (kindOf(tree, tree.parent[at]) === Kind.CastExpression) at = tree.parent[at];
  const up = tree.parent[at];
  if (kindOf(tree, up) === Kind.AssignmentExpression)
    return variableIn(tree, childByField(tree, up, Field.Left));
  if (kindOf(tree, up) !== Kind.InitDeclarator) return "";
  const name = declaredName(tree, up);
  return name === NONE ? "" : nodeText(tree, name);
}

/** Whether two functions speak of the same kind of object: their names begin the same. */
function isPair(tree: Tree, made: number, release: number): boolean {
  const stem = plainCalleeName(tree, made).replace(ACQUIRES, "");
  return stem.length > 1 && stem === plainCalleeName(tree, release).replace(GIVES_BACK, "");
}

function writes(tree: Tree, assignment: number, object: string): boolean {
  const right = childByField(tree, assignment, Field.Right);
  return (
    variableIn(tree, childByField(tree, assignment, Field.Left)) === object ||
    variableIn(tree, right) === object
  );
}

function mentions(tree: Tree, from: number, to: number, name: string): boolean {
  for (let n = from; n < to; n++)
    if (tree.kind[n] === Kind.Identifier && nodeText(tree, n) === name) return true;
  return false;
}
