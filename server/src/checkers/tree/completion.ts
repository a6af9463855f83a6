/**
 * Whether control can run off the end of a statement, as far as the statement's text tells (C17 6.8). Asked by rules
 * that must not speak without being sure, so what is not understood - an unknown macro, a syntax error - counts as
 * leaving.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { argument, firstPart, nextPart, plainCalleeName, withoutParentheses } from "./calls";
import type { UnitContext } from "./checker";

/** Statements nested deeper than this are not followed. */
const MAX_DEPTH = 60;

/** Words in the name of a function that suggest that it does not return, when no declaration says so. */
const FATAL_WORDS = [
  "abort",
  "exit",
  "die",
  "fatal",
  "panic",
  "unreachable",
  "usage",
  "longjmp",
  "throw",
  "assert",
];

/** True if control surely can come out at the end of `statement`. */
export function canComplete(context: UnitContext, statement: number, depth = 0): boolean {
  const { tree } = context;
  if (depth > MAX_DEPTH) return false;
  switch (kindOf(tree, statement)) {
    case Kind.ReturnStatement:
    case Kind.BreakStatement:
    case Kind.ContinueStatement:
    case Kind.GotoStatement:
    case Kind.ThrowStatement:
    case Kind.CoReturnStatement:
    case Kind.SehLeaveStatement:
      return false;
    case Kind.ExpressionStatement:
      return expressionCompletes(context, firstPart(tree, statement));
    case Kind.CompoundStatement: {
      const last = lastStatement(tree, statement);
      return last === NONE || canComplete(context, last, depth + 1);
    }
    case Kind.IfStatement: {
      const otherwise = childByField(tree, statement, Field.Alternative);
      if (otherwise === NONE) return true;
      const inner = kindOf(tree, otherwise) === Kind.ElseClause ? lastStatement(tree, otherwise) : otherwise;
      return (
        canComplete(context, childByField(tree, statement, Field.Consequence), depth + 1) ||
        canComplete(context, inner, depth + 1)
      );
    }
    case Kind.ForStatement:
    case Kind.WhileStatement:
      return !isEndless(context, statement) || breaksOut(tree, childByField(tree, statement, Field.Body));
    case Kind.DoStatement: {
      const body = childByField(tree, statement, Field.Body);
      if (breaksOut(tree, body)) return true;
      return (
        !isEndless(context, statement) && (canComplete(context, body, depth + 1) || continues(tree, body))
      );
    }
    case Kind.ForRangeLoop:
      return true;
    case Kind.SwitchStatement: {
      const body = childByField(tree, statement, Field.Body);
      if (breaksOut(tree, body) || !hasDefault(tree, body)) return true;
      const last = lastStatement(tree, body);
      return last === NONE || canComplete(context, last, depth + 1);
    }
    case Kind.CaseStatement:
    case Kind.LabeledStatement: {
      const last = lastStatement(tree, statement);
      return last === NONE || canComplete(context, last, depth + 1);
    }
    case Kind.TryStatement: {
      for (let part = firstPart(tree, statement); part !== NONE; part = nextPart(tree, part)) {
        const block = kindOf(tree, part) === Kind.CatchClause ? childByField(tree, part, Field.Body) : part;
        if (canComplete(context, block, depth + 1)) return true;
      }
      return false;
    }
    case Kind.Declaration:
    case Kind.TypeDefinition:
      return true;
    default:
      return false;
  }
}

/** The last child that is a statement; `NONE` when there is none (labels and case values are not statements). */
export function lastStatement(tree: Tree, node: number): number {
  let last = NONE;
  for (let part = firstPart(tree, node); part !== NONE; part = nextPart(tree, part)) {
    const field = tree.field[part];
    if (field !== Field.Label && field !== Field.Value) last = part;
  }
  return last;
}

function expressionCompletes(context: UnitContext, expression: number, depth = 0): boolean {
  const { tree, env } = context;
  const inner = withoutParentheses(tree, expression);
  switch (kindOf(tree, inner)) {
    case Kind.None:
      return true;
    case Kind.Identifier:
      // A word by itself is a macro.
      return macroCompletes(context, nodeText(tree, inner));
    case Kind.CallExpression: {
      const name = plainCalleeName(tree, inner);
      if (name === "")
        return kindOf(tree, childByField(tree, inner, Field.Function)) === Kind.FieldExpression;
      if (env.macro(name)) return macroCompletes(context, name);
      const declared = env.function(name);
      if (declared?.noReturn) return false;
      const model = env.model(name);
      if (model)
        return (
          !model.noReturn && !(model.asserts >= 0 && isFalse(tree, argument(tree, inner, model.asserts)))
        );
      return !isUpperCase(name) && !suggestsFatal(name);
    }
    case Kind.BinaryExpression:
      // `LOG(FATAL) << "text"`.
      return !nodeText(tree, childByField(tree, inner, Field.Left))
        .toLowerCase()
        .includes("fatal");
    case Kind.AssignmentExpression:
    case Kind.UpdateExpression:
    case Kind.DeleteExpression:
      return true;
    case Kind.CastExpression:
      return (
        depth < MAX_DEPTH && expressionCompletes(context, childByField(tree, inner, Field.Value), depth + 1)
      );
    default:
      return kindOf(tree, inner) !== Kind.Error && kindOf(tree, inner) !== Kind.ConditionalExpression;
  }
}

/** A macro lets control through if its body is known and has no word in it that leaves. */
function macroCompletes(context: UnitContext, name: string): boolean {
  const macro = context.env.macro(name);
  if (!macro) return false;
  const body = macro.body.toLowerCase();
  for (const word of ["return", "break", "continue", "goto", "fall", ...FATAL_WORDS]) {
    if (body.includes(word)) return false;
  }
  // A macro over other macros is followed no further.
  return !/[A-Z_]{4,}/.test(macro.body);
}

function suggestsFatal(name: string): boolean {
  const lower = name.toLowerCase();
  for (const word of FATAL_WORDS) if (lower.includes(word)) return true;
  // `xx_error` leaves by a jump in many interpreters; what logs or sets an error does not.
  return lower.endsWith("error") && !/log|print|set|add|report|show|put|get|on_|is|clear/.test(lower);
}

export function isUpperCase(name: string): boolean {
  return name === name.toUpperCase();
}

/** `0`, `false`, `!"text"` or `false && ...`: what assertions that always fail are given. */
function isFalse(tree: Tree, node: number, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const inner = withoutParentheses(tree, node);
  switch (kindOf(tree, inner)) {
    case Kind.False:
      return true;
    case Kind.NumberLiteral:
      return nodeText(tree, inner) === "0";
    case Kind.UnaryExpression:
      return kindOf(tree, childByField(tree, inner, Field.Argument)) === Kind.StringLiteral;
    case Kind.BinaryExpression:
      return isFalse(tree, childByField(tree, inner, Field.Left), depth + 1);
    default:
      return false;
  }
}

/** `for (;;)`, or a condition that is a constant other than 0. */
function isEndless(context: UnitContext, loop: number): boolean {
  const { tree } = context;
  const condition = childByField(tree, loop, Field.Condition);
  if (condition === NONE) return kindOf(tree, loop) === Kind.ForStatement;
  const inner =
    kindOf(tree, condition) === Kind.ConditionClause
      ? childByField(tree, condition, Field.Value)
      : withoutParentheses(tree, condition);
  if (kindOf(tree, inner) === Kind.True) return true;
  const value = context.constantOf(inner);
  return value !== undefined && value !== 0;
}

/** Whether the body of a loop or switch has a `break` that belongs to it. */
function breaksOut(tree: Tree, body: number): boolean {
  return hasJump(tree, body, Kind.BreakStatement);
}

function continues(tree: Tree, body: number): boolean {
  return hasJump(tree, body, Kind.ContinueStatement);
}

function hasJump(tree: Tree, body: number, jump: Kind): boolean {
  if (body === NONE) return false;
  const end = subtreeEnd(tree, body);
  for (let n = body; n < end; n++) {
    const kind = tree.kind[n] as Kind;
    if (kind === jump) return true;
    if (takesJump(kind, jump)) n = subtreeEnd(tree, n) - 1;
  }
  return false;
}

function takesJump(kind: Kind, jump: Kind): boolean {
  switch (kind) {
    case Kind.ForStatement:
    case Kind.WhileStatement:
    case Kind.DoStatement:
    case Kind.ForRangeLoop:
    case Kind.LambdaExpression:
      return true;
    case Kind.SwitchStatement:
      return jump === Kind.BreakStatement;
    default:
      return false;
  }
}

function hasDefault(tree: Tree, body: number): boolean {
  for (let part = firstPart(tree, body); part !== NONE; part = nextPart(tree, part)) {
    if (kindOf(tree, part) !== Kind.CaseStatement) continue;
    if (childByKind(tree, part, Kind.TokenDefault) !== NONE) return true;
  }
  return false;
}
