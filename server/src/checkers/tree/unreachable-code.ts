/**
 * CWE-561: a statement behind one that always leaves its block, with no label between them. A `break` behind a `return`
 * is a habit, a `return` behind a `throw` is for compilers that ask for one, and what conditional compilation may put
 * between them is not known.
 */
import { Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { firstPart, nextPart } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

export const unreachableCode: TreeChecker = {
  rule: "unreachable-code",
  kinds: [
    Kind.ReturnStatement,
    Kind.BreakStatement,
    Kind.ContinueStatement,
    Kind.GotoStatement,
    Kind.ThrowStatement,
  ],
  visit(context, node) {
    const { tree } = context;
    const up = kindOf(tree, tree.parent[node]);
    if (up !== Kind.CompoundStatement && up !== Kind.CaseStatement) return;
    const next = nextPart(tree, node);
    if (kindOf(tree, node) === Kind.ThrowStatement && kindOf(tree, next) === Kind.ReturnStatement) return;
    if (next === NONE || !isPlain(context, next) || isDivided(context, node, next)) return;
    context.report(
      firstToRun(tree, next),
      `'${wordOf(tree, node)}' before this leaves: it is never reached.`,
      {
        confidence: "evidence",
      },
    );
  },
};

/** The first statement that would run: a do-while around it is only how it is written. */
function firstToRun(tree: Tree, statement: number): number {
  let at = statement;
  while (kindOf(tree, at) === Kind.DoStatement) {
    const body = firstPart(tree, at);
    const first = kindOf(tree, body) === Kind.CompoundStatement ? firstPart(tree, body) : body;
    if (first === NONE) return at;
    at = first;
  }
  return at;
}

function wordOf(tree: Tree, node: number): string {
  switch (tree.kind[node]) {
    case Kind.BreakStatement:
      return "break";
    case Kind.ContinueStatement:
      return "continue";
    case Kind.GotoStatement:
      return "goto";
    case Kind.ThrowStatement:
      return "throw";
    default:
      return "return";
  }
}

/** Whether an expression is a macro that is there for the compiler, by its name. */
function isMark(tree: Tree, expression: number): boolean {
  return /^[A-Z\d_]*(?:REACH|UNUSED|IGNORE|FALL)[A-Z\d_]*(?:\s*\([\w\s,]*\))?$/.test(
    nodeText(tree, expression),
  );
}

/** Whether a statement does something, and nothing in it can be jumped to. */
function isPlain({ tree }: UnitContext, node: number): boolean {
  switch (tree.kind[node]) {
    case Kind.ExpressionStatement:
      // An empty statement, a macro's trace, or one that says that nothing is reached: `UNREACHABLE;`, `UNUSED(x)`.
      if (firstPart(tree, node) === NONE || isMark(tree, firstPart(tree, node))) return false;
      break;
    case Kind.ReturnStatement:
    case Kind.IfStatement:
    case Kind.ForStatement:
    case Kind.WhileStatement:
    case Kind.DoStatement:
    case Kind.Declaration:
      break;
    default:
      return false;
  }
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    switch (tree.kind[n]) {
      case Kind.LabeledStatement:
      case Kind.CaseStatement:
      case Kind.Error:
        return false;
    }
  }
  return true;
}

/** Whether the source between two statements, or the first itself, holds a directive or something that was masked. */
function isDivided({ tree, source, env }: UnitContext, node: number, next: number): boolean {
  if (/^\s*#/m.test(source.slice(tree.start[node], tree.start[next]))) return true;
  const text = nodeText(tree, node);
  return source.slice(tree.start[node], tree.end[node]) !== text || env.macro(text) !== undefined;
}
