/**
 * CWE-484: the statements of a `case` run on into the next label, and nothing says that this is meant. Any of the
 * usual ways to say it is heard: the standard attribute, its GNU form, a macro with such a name, a comment.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf } from "../../syntax/walk";
import { firstPart, nextPart } from "./calls";
import type { TreeChecker } from "./checker";
import { canComplete, lastStatement } from "./completion";

/** What people write between the cases: GCC's spellings and the freer ones of C folklore. */
const INTENT =
  /fall(s|ing)?[\s_-]*(through|thr|thru|into|to|down|on)|(drop|flow|run|slip|pass|carr(y|ies)|go)(s|es|ing)?[\s_-]*(on[\s_-]*)?(through|thru|into|down)|no[\s_-]*break|break omitted|intentional|deliberate|on purpose|continues? (below|with|to|in|on)/i;

/** A suppression names this rule, but that is no word of intent. */
const SUPPRESSION = /parapet:[^\n]*/g;

export const implicitFallthrough: TreeChecker = {
  rule: "implicit-fallthrough",
  kinds: [Kind.CaseStatement],
  visit(context, node) {
    const { tree, source } = context;
    const next = nextPart(tree, node);
    if (kindOf(tree, next) !== Kind.CaseStatement || isOnlyJump(tree, next)) return;
    const last = lastEffect(tree, node);
    if (last === NONE || !canComplete(context, last)) return;
    const innermost = innermostLast(tree, last);
    const from =
      kindOf(tree, innermost) === Kind.ExpressionStatement ? tree.start[innermost] : tree.end[innermost];
    const lineEnd = source.indexOf("\n", tree.start[next]);
    const between = source.substring(Math.min(from, tree.end[last]), lineEnd < 0 ? source.length : lineEnd);
    if (between.includes("\n#") || INTENT.test(between.replace(SUPPRESSION, ""))) return;
    context.report(
      tree.firstChild[next],
      "The statements above fall into this case: end them with 'break', or mark the fall-through if it is meant.",
      { facts: { labelStart: tree.start[next], lastEnd: tree.end[last] } },
    );
  },
};

/** The last statement of the case that does something; `NONE` if there is none but `;`. */
function lastEffect(tree: Tree, label: number): number {
  let last = NONE;
  for (let part = firstPart(tree, label); part !== NONE; part = nextPart(tree, part)) {
    if (tree.field[part] === Field.Value) continue;
    const isEmpty =
      (kindOf(tree, part) === Kind.ExpressionStatement || kindOf(tree, part) === Kind.CompoundStatement) &&
      firstPart(tree, part) === NONE;
    if (!isEmpty) last = part;
  }
  return last;
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
