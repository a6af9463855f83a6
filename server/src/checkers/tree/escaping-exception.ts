/**
 * CWE-248: `throw` in a destructor or in a function that promises `noexcept`, with no handler around it: the program ends by
 * std::terminate (CERT DCL57-CPP, ERR55-CPP).
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, findInside, kindOf, nodeText } from "../../syntax/walk";
import type { TreeChecker } from "./checker";
import { functionDeclarator, functionName } from "./functions";
import { isDestructor } from "./members";

export const escapingException: TreeChecker = {
  rule: "escaping-exception",
  language: "cpp",
  kinds: [Kind.ThrowStatement],
  visit(context, node) {
    const { tree } = context;
    const definition = thrower(tree, node);
    if (definition === NONE) return;
    const declarator = functionDeclarator(tree, definition);
    const promise = findInside(tree, declarator, Kind.Noexcept);
    const isDestroying = isDestructor(tree, definition);
    // `noexcept(false)`, `noexcept(noexcept(...))`, `noexcept(trait)`
    if (promise === NONE ? !isDestroying : !/^noexcept(?:\s*\(\s*true\s*\))?$/.test(nodeText(tree, promise)))
      return;
    const name = functionName(tree, definition);
    context.report(
      node,
      isDestroying
        ? "No exception may leave a destructor: it is noexcept unless it says otherwise, so this ends the program."
        : `'${name}' is noexcept, so an exception that leaves it ends the program.`,
    );
  },
};

/** The function that an exception leaves; `NONE` if a handler or a lambda is around it. */
function thrower(tree: Tree, node: number): number {
  let child = node;
  for (let up = tree.parent[node]; up !== NONE; child = up, up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.FunctionDefinition:
        return up;
      case Kind.LambdaExpression:
        return NONE;
      case Kind.TryStatement:
        if (childByField(tree, up, Field.Body) === child) return NONE;
        break;
    }
  }
  return NONE;
}
