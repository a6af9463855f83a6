/** Function definitions as the checkers of the tree and the fixes look at them: names, bodies, declared names. */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { ancestorOfKind, childByField, kindOf, nodeText } from "../../syntax/walk";

/** Declarators nested in parentheses deeper than this are not followed. */
const MAX_DEPTH = 16;

/** The innermost function definition around a node; `NONE` at file level. */
export function enclosingFunction(tree: Tree, node: number): number {
  if (kindOf(tree, node) === Kind.FunctionDefinition) return node;
  return ancestorOfKind(tree, node, Kind.FunctionDefinition);
}

/** The `function_declarator` of a definition, under the stars of its return type. */
export function functionDeclarator(tree: Tree, definition: number): number {
  let declarator = childByField(tree, definition, Field.Declarator);
  while (declarator !== NONE && kindOf(tree, declarator) !== Kind.FunctionDeclarator) {
    const kind = kindOf(tree, declarator);
    if (kind === Kind.ReferenceDeclarator) {
      // The grammar gives a reference's declarator no field.
      let child = tree.firstChild[declarator];
      while (child !== NONE && kindOf(tree, child) !== Kind.FunctionDeclarator)
        child = tree.nextSibling[child];
      return child;
    }
    declarator = childByField(tree, declarator, Field.Declarator);
  }
  return declarator;
}

/** As written, qualified: `Sensor::read`; empty when there is none. */
export function functionName(tree: Tree, definition: number): string {
  return nodeText(tree, childByField(tree, functionDeclarator(tree, definition), Field.Declarator));
}

export function enclosingFunctionName(tree: Tree, node: number): string {
  return functionName(tree, enclosingFunction(tree, node));
}

/** The identifier that a declarator declares, under pointers, arrays and parentheses; `NONE` for a function's. */
export function declaredName(tree: Tree, declarator: number, depth = 0): number {
  let inner = declarator;
  while (depth <= MAX_DEPTH) {
    switch (kindOf(tree, inner)) {
      case Kind.Identifier:
      case Kind.FieldIdentifier:
        return inner;
      case Kind.InitDeclarator:
      case Kind.PointerDeclarator:
      case Kind.ArrayDeclarator:
      case Kind.AttributedDeclarator:
        inner = childByField(tree, inner, Field.Declarator);
        break;
      case Kind.ReferenceDeclarator:
      case Kind.ParenthesizedDeclarator: {
        let child = tree.firstChild[inner];
        while (child !== NONE && declaredName(tree, child, depth + 1) === NONE)
          child = tree.nextSibling[child];
        inner = child;
        break;
      }
      default:
        return NONE;
    }
  }
  return NONE;
}
