/**
 * CWE-457: what a call hands out through a pointer variable that has no value yet, used before the call's outcome is
 * looked at, which the function does look at later. A call that failed has mostly left the variable as it was.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import {
  argument,
  argumentCount,
  nextPart,
  plainCalleeName,
  withoutCasts,
  withoutParentheses,
} from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { declaredName, enclosingFunction } from "./functions";

export const unaskedOutcome: TreeChecker = {
  rule: "uninitialised-variable",
  kinds: [Kind.AssignmentExpression, Kind.InitDeclarator],
  visit(context, node) {
    const { tree } = context;
    const isDeclared = kindOf(tree, node) === Kind.InitDeclarator;
    const statement = tree.parent[node];
    if (kindOf(tree, statement) !== (isDeclared ? Kind.Declaration : Kind.ExpressionStatement)) return;
    if (kindOf(tree, tree.parent[statement]) !== Kind.CompoundStatement) return;
    const call = withoutCasts(tree, childByField(tree, node, isDeclared ? Field.Value : Field.Right));
    if (kindOf(tree, call) !== Kind.CallExpression || !mayFail(context, call)) return;
    const target = childByField(tree, node, isDeclared ? Field.Declarator : Field.Left);
    const outcome = isDeclared ? declaredName(tree, target) : target;
    if (kindOf(tree, outcome) !== Kind.Identifier) return;
    const definition = enclosingFunction(tree, node);
    const next = nextPart(tree, statement);
    if (definition === NONE || next === NONE) return;
    for (let i = 0; i < argumentCount(tree, call); i++) {
      const variable = handedOut(tree, call, i);
      if (variable === NONE || !isFresh(tree, definition, call, variable)) continue;
      const use = useOf(context, next, nodeText(tree, variable), nodeText(tree, outcome));
      if (use === NONE || !isAskedAfter(tree, next, definition, nodeText(tree, outcome))) continue;
      context.report(
        use,
        `'${nodeText(tree, variable)}' is used before '${nodeText(tree, outcome)}' is looked at: where the call that should give it a value fails, it has none.`,
        {
          confidence: "evidence",
          steps: [{ start: tree.start[call], end: tree.end[call], message: "this call may fail" }],
        },
      );
      return;
    }
  },
};

/** Whether a call may leave its outputs alone: `strtoul` never does, whatever it returns. */
function mayFail({ tree, env }: UnitContext, call: number): boolean {
  const model = env.model(plainCalleeName(tree, call));
  return model === undefined || model.fails !== null || model.mayReturnNull || model.mustCheck;
}

/** The variable that argument i lets the call write: `&v`, or `v` itself where a method takes a reference. */
function handedOut(tree: Tree, call: number, i: number): number {
  const given = withoutParentheses(tree, argument(tree, call, i));
  if (
    kindOf(tree, given) === Kind.PointerExpression &&
    kindOf(tree, tree.firstChild[given]) === Kind.TokenAmp
  ) {
    const inner = withoutParentheses(tree, childByField(tree, given, Field.Argument));
    return kindOf(tree, inner) === Kind.Identifier ? inner : NONE;
  }
  const isMethod = kindOf(tree, childByField(tree, call, Field.Function)) === Kind.FieldExpression;
  return isMethod && kindOf(tree, given) === Kind.Identifier ? given : NONE;
}

/** Whether a name is a pointer of the function's that was declared without a value and not mentioned since. */
function isFresh(tree: Tree, definition: number, call: number, variable: number): boolean {
  const name = nodeText(tree, variable);
  let declared = false;
  for (let n = definition; n < variable; n++) {
    if (kindOf(tree, n) !== Kind.Identifier || nodeText(tree, n) !== name) continue;
    const up = tree.parent[n];
    if (n > call || declared || kindOf(tree, up) !== Kind.PointerDeclarator) return false;
    if (kindOf(tree, tree.parent[up]) !== Kind.Declaration) return false;
    declared = true;
  }
  return declared;
}

/** Where a statement, before it mentions the outcome, follows the variable or hands it on; NONE if it does not. */
function useOf({ tree }: UnitContext, statement: number, name: string, outcome: string): number {
  if (kindOf(tree, statement) !== Kind.ExpressionStatement && kindOf(tree, statement) !== Kind.Declaration)
    return NONE;
  let use = NONE;
  for (let n = statement; n < subtreeEnd(tree, statement); n++) {
    if (kindOf(tree, n) !== Kind.Identifier) continue;
    const text = nodeText(tree, n);
    if (text === outcome) return NONE;
    if (text === name && use === NONE) use = n;
  }
  if (use === NONE) return NONE;
  switch (kindOf(tree, tree.parent[use])) {
    case Kind.ArgumentList:
      // What gives back nothing where there is nothing needs no question.
      return /free|release|destroy|unref|delete/i.test(calledText(tree, use)) ? NONE : use;
    case Kind.FieldExpression:
    case Kind.SubscriptExpression:
      return use;
    case Kind.PointerExpression:
      return kindOf(tree, tree.firstChild[tree.parent[use]]) === Kind.TokenStar ? use : NONE;
    default:
      return NONE;
  }
}

function calledText(tree: Tree, part: number): string {
  return nodeText(tree, childByField(tree, tree.parent[tree.parent[part]], Field.Function));
}

/** Whether the function tests the outcome, or returns it, behind a place. */
function isAskedAfter(tree: Tree, from: number, definition: number, outcome: string): boolean {
  for (let n = subtreeEnd(tree, from); n < subtreeEnd(tree, definition); n++) {
    if (kindOf(tree, n) !== Kind.Identifier || nodeText(tree, n) !== outcome) continue;
    let up = tree.parent[n];
    // Written anew before it is asked: what the call said, nobody wants to know.
    if (kindOf(tree, up) === Kind.AssignmentExpression && childByField(tree, up, Field.Left) === n)
      return false;
    for (; up !== NONE && kindOf(tree, up) !== Kind.CompoundStatement; up = tree.parent[up]) {
      const k = kindOf(tree, up);
      if (k === Kind.BinaryExpression || k === Kind.UnaryExpression || k === Kind.ConditionalExpression)
        return true;
      if (k === Kind.IfStatement || k === Kind.SwitchStatement || k === Kind.ReturnStatement) return true;
    }
    return false;
  }
  return false;
}
