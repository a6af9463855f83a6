/**
 * CWE-484: the statements of a `case` run on into the next label, and nothing says that this is meant. Any of the
 * usual ways to say it is heard: the standard attribute, its GNU form, a macro with such a name, a comment.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf } from "../../syntax/walk";
import { calleeName, firstPart, nextPart } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { canComplete, isUpperCase, lastStatement } from "./completion";

/** What people write between the cases: GCC's spellings and the freer ones of C folklore. */
const INTENT =
  /fall(s|ing)?[\s_-]*(through|thr|thru|into|to|down|on)|(drop|flow|run|slip|pass|carr(y|ies)|go)(s|es|ing)?[\s_-]*(on[\s_-]*)?(through|thru|into|down)|no[\s_-]*break|break omitted|intentional|deliberate|on purpose|continues? (below|with|to|in|on)|next (case|step|state)/i;

/** A suppression names this rule, but that is no word of intent. */
const SUPPRESSION = /parapet:[^\n]*/g;

export const implicitFallthrough: TreeChecker = {
  rule: "implicit-fallthrough",
  kinds: [Kind.CaseStatement],
  visit(context, node) {
    const { tree } = context;
    const last = unmarkedEnd(context, node);
    if (last === NONE) return;
    const next = nextPart(tree, node);
    // Several in a row are a ladder that is climbed down on purpose, as in an unrolled loop.
    if (unmarkedEnd(context, next) !== NONE || unmarkedEnd(context, previousCase(tree, node)) !== NONE)
      return;
    context.report(
      tree.firstChild[next],
      "The statements above fall into this case: end them with 'break', or mark the fall-through if it is meant.",
      { facts: { labelStart: tree.start[next], lastEnd: tree.end[last] } },
    );
  },
};

/** The last statement of a case that falls into the next label without a word; `NONE` if this one does not. */
function unmarkedEnd(context: UnitContext, node: number): number {
  const { tree, source } = context;
  if (node === NONE) return NONE;
  const next = nextPart(tree, node);
  if (kindOf(tree, next) !== Kind.CaseStatement || isOnlyJump(tree, next)) return NONE;
  const last = lastEffect(context, node);
  if (last === NONE || !canComplete(context, last)) return NONE;
  const lineEnd = source.indexOf("\n", tree.start[next]);
  const between = source.substring(
    intentStart(tree, last, tree.start[next]),
    lineEnd < 0 ? source.length : lineEnd,
  );
  return between.includes("\n#") || INTENT.test(between.replace(SUPPRESSION, "")) ? NONE : last;
}

/** The case before this one in the same switch. */
function previousCase(tree: Tree, node: number): number {
  let previous = NONE;
  for (
    let part = firstPart(tree, tree.parent[node]);
    part !== NONE && part !== node;
    part = nextPart(tree, part)
  ) {
    previous = kindOf(tree, part) === Kind.CaseStatement ? part : NONE;
  }
  return previous;
}

/** Where words of intent may begin: at the last statement if it is a short one, else behind the last that ends. */
function intentStart(tree: Tree, last: number, label: number): number {
  const innermost = innermostLast(tree, last);
  const kind = kindOf(tree, innermost);
  const own = kind === Kind.ExpressionStatement ? tree.start[innermost] : tree.end[innermost];
  // The view that was parsed has no comments, so its last `;` or `}` ends a statement.
  let ended = label - 1;
  while (ended > 0 && tree.text[ended] !== ";" && tree.text[ended] !== "}") ended--;
  return Math.min(own, ended);
}

/**
 * The last statement of the case; `NONE` if all of them do nothing: `;`, or macros by themselves, which are assertions
 * and marks for coverage.
 */
function lastEffect(context: UnitContext, label: number): number {
  const { tree } = context;
  let last = NONE;
  let hasEffect = false;
  for (let part = firstPart(tree, label); part !== NONE; part = nextPart(tree, part)) {
    if (tree.field[part] === Field.Value) continue;
    const kind = kindOf(tree, part);
    const isSimple = kind === Kind.ExpressionStatement || kind === Kind.CompoundStatement;
    if (isSimple && firstPart(tree, part) === NONE) continue;
    last = part;
    hasEffect ||= kind !== Kind.ExpressionStatement || !isMacroUse(context, firstPart(tree, part));
  }
  return hasEffect ? last : NONE;
}

function isMacroUse({ tree, env }: UnitContext, expression: number): boolean {
  const name = kindOf(tree, expression) === Kind.CallExpression ? calleeName(tree, expression) : "";
  return name !== "" && (env.macro(name) !== undefined || isUpperCase(name));
}

/** Where control leaves the statement: the end of blocks, branches and loop bodies is inside them. */
function innermostLast(tree: Tree, statement: number): number {
  let inner = statement;
  for (;;) {
    let next = NONE;
    switch (kindOf(tree, inner)) {
      case Kind.CompoundStatement:
      case Kind.ElseClause:
      case Kind.LabeledStatement:
        next = lastStatement(tree, inner);
        break;
      case Kind.IfStatement:
        next = childByField(tree, inner, Field.Alternative);
        if (next === NONE) next = childByField(tree, inner, Field.Consequence);
        break;
      default:
        return inner;
    }
    if (next === NONE) return inner;
    inner = next;
  }
}

/** `case X: break;` after the fall is as good as a `break` before it. */
function isOnlyJump(tree: Tree, label: number): boolean {
  for (let part = firstPart(tree, label); part !== NONE; part = nextPart(tree, part)) {
    if (tree.field[part] === Field.Value) continue;
    const kind = kindOf(tree, part);
    return kind === Kind.BreakStatement || kind === Kind.GotoStatement;
  }
  return false;
}
