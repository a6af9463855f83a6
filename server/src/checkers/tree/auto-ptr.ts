/**
 * CWE-477: `std::auto_ptr` moves on copy, was deprecated in C++11 and removed in C++17 ([depr.auto.ptr]);
 * `std::unique_ptr` takes its place.
 */
import { Field, Kind } from "../../syntax/kinds";
import { childByField, kindOf, textIs } from "../../syntax/walk";
import type { TreeChecker } from "./checker";

export const autoPtr: TreeChecker = {
  rule: "auto-ptr",
  language: "cpp",
  kinds: [Kind.TemplateType],
  visit(context, node) {
    const { tree, env } = context;
    const name = childByField(tree, node, Field.Name);
    if (!textIs(tree, name, "auto_ptr")) return;
    let whole = node;
    const qualified = tree.parent[node];
    if (kindOf(tree, qualified) === Kind.QualifiedIdentifier) {
      if (!textIs(tree, childByField(tree, qualified, Field.Scope), "std")) return;
      whole = qualified;
    } else if (env.record("auto_ptr")) {
      return;
    }
    context.report(
      whole,
      "'std::auto_ptr' empties its source when it is copied and is gone since C++17: use 'std::unique_ptr'.",
    );
  },
};
