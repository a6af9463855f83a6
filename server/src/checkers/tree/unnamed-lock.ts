/**
 * CWE-667: `std::lock_guard<std::mutex>(m);` makes an object without a name, which is gone at the semicolon and gives the
 * lock back with it; and in the form with parentheses it does not even take one, but declares a new variable `m`.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText, spelling } from "../../syntax/walk";
import { firstPart, withoutParentheses } from "./calls";
import type { TreeChecker } from "./checker";

/** Classes that hold a lock for as long as they live. */
const GUARDS =
  /^(?:std::|boost::)?(?:lock_guard|unique_lock|scoped_lock|shared_lock)(?:<.*>)?$|^Q(?:Mutex|Read|Write)Locker$|^(?:\w+::)*ScopedLock<.*>$|^(?:absl::)?MutexLock$/s;

export const unnamedLock: TreeChecker = {
  rule: "lock-not-released",
  language: "cpp",
  kinds: [Kind.ExpressionStatement, Kind.Declaration],
  visit(context, node) {
    const { tree } = context;
    if (kindOf(tree, node) === Kind.Declaration) {
      const declarator = childByField(tree, node, Field.Declarator);
      if (kindOf(tree, declarator) !== Kind.ParenthesizedDeclarator) return;
      const type = spelling(tree, childByField(tree, node, Field.Type));
      if (!GUARDS.test(type)) return;
      const name = nodeText(tree, firstPart(tree, declarator));
      context.report(
        node,
        `This takes no lock: it declares a new '${name}' that guards nothing. Give the guard a name.`,
      );
      return;
    }
    const made = withoutParentheses(tree, firstPart(tree, node));
    let type = NONE;
    let list = NONE;
    if (kindOf(tree, made) === Kind.CallExpression) {
      type = childByField(tree, made, Field.Function);
      list = childByField(tree, made, Field.Arguments);
    } else if (kindOf(tree, made) === Kind.CompoundLiteralExpression) {
      type = childByField(tree, made, Field.Type);
      list = childByField(tree, made, Field.Value);
    }
    if (list === NONE || firstPart(tree, list) === NONE || !GUARDS.test(spelling(tree, type))) return;
    context.report(
      made,
      "This guard has no name: it gives the lock back at the end of this statement, and what follows runs without it.",
    );
  },
};
