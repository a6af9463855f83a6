/**
 * The scopes inside a unit, made when a checker first asks for a type in a function: a function's parameters, blocks,
 * and the declarations of `for`, `if`, `catch` and lambdas. A name counts for the whole block that declares it, which
 * differs from the language only where a block uses an outer variable and then declares one of the same name.
 */
import { declaratorsOf, parametersOf } from "../../semantics/declarators";
import { nameOf } from "../../semantics/qualified-names";
import { type BlockScope, openScope, type Scope } from "../../semantics/scope";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  findInside,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
} from "../../syntax/walk";
import { functionDeclarator } from "./functions";

/** The scope of a file as seen from inside namespaces and classes, outermost first. */
export type View = (path: readonly string[]) => Scope;

/** A function that gives the innermost scope at a node. */
export function scopesOf(tree: Tree, view: View, namespaces: readonly string[]): (node: number) => Scope {
  const byNode = new Map<number, Scope>();
  const fileScope = view(namespaces);
  return (node) => {
    const outermost = outermostFunction(tree, node);
    if (outermost === NONE) return viewAt(tree, node, view, namespaces, fileScope);
    if (!byNode.has(outermost)) {
      enterFunction(tree, outermost, viewAt(tree, outermost, view, namespaces, fileScope), byNode);
    }
    for (let up = node; up !== NONE; up = tree.parent[up]) {
      const scope = byNode.get(up);
      if (scope) return scope;
    }
    return fileScope;
  };
}

function outermostFunction(tree: Tree, node: number): number {
  let outermost = NONE;
  for (let up = node; up !== NONE; up = tree.parent[up]) {
    if (tree.kind[up] === Kind.FunctionDefinition) outermost = up;
  }
  return outermost;
}

/** The scope around a definition: inside the classes that enclose it and those that its name is qualified with. */
function viewAt(
  tree: Tree,
  node: number,
  view: View,
  namespaces: readonly string[],
  fileScope: Scope,
): Scope {
  const inner: string[] = [];
  for (let up = tree.parent[node]; up !== undefined && up !== NONE; up = tree.parent[up]) {
    const kind = tree.kind[up];
    if (kind === Kind.ClassSpecifier || kind === Kind.StructSpecifier || kind === Kind.NamespaceDefinition) {
      const name = nodeText(tree, childByField(tree, up, Field.Name));
      if (name !== "") inner.unshift(...name.split("::"));
    }
  }
  if (tree.kind[node] === Kind.FunctionDefinition) {
    inner.push(...nameOf(tree, declaredName(tree, node)).split("::").slice(0, -1));
  }
  return inner.length === 0 ? fileScope : view([...namespaces, ...inner]);
}

/** The name that a definition gives its function, also where it converts: `A::operator bool`. */
function declaredName(tree: Tree, definition: number): number {
  const declarator = childByField(tree, definition, Field.Declarator);
  return kindOf(tree, declarator) === Kind.QualifiedIdentifier
    ? declarator
    : childByField(tree, functionDeclarator(tree, definition), Field.Declarator);
}

/** Enters every scope inside a function, in order of the text, so that a scope's parent is there before it. */
function enterFunction(tree: Tree, definition: number, outer: Scope, byNode: Map<number, Scope>): void {
  byNode.set(definition, outer);
  const end = subtreeEnd(tree, definition);
  for (let node = definition; node < end; node++) {
    switch (tree.kind[node] as Kind) {
      case Kind.FunctionDefinition:
      case Kind.LambdaExpression: {
        const scope = openInside(tree, node, byNode, outer);
        const declarator = findInside(
          tree,
          childByField(tree, node, Field.Declarator),
          Kind.FunctionDeclarator,
        );
        const functionNode = declarator === NONE ? childByField(tree, node, Field.Declarator) : declarator;
        if (functionNode !== NONE) {
          for (const { name, type } of parametersOf(scope, tree, functionNode)) {
            if (name !== "") scope.declare.variable(name, type);
          }
        }
        break;
      }
      case Kind.CompoundStatement:
      case Kind.ForStatement:
      case Kind.IfStatement:
      case Kind.WhileStatement:
      case Kind.SwitchStatement:
        openInside(tree, node, byNode, outer);
        break;
      case Kind.ForRangeLoop:
        declare(tree, node, openInside(tree, node, byNode, outer));
        break;
      case Kind.CatchClause: {
        const scope = openInside(tree, node, byNode, outer);
        const parameters = childByField(tree, node, Field.Parameters);
        for (let p = firstNamedChild(tree, parameters); p !== NONE; p = nextNamedSibling(tree, p)) {
          if (kindOf(tree, p) === Kind.ParameterDeclaration) declare(tree, p, scope);
        }
        break;
      }
      case Kind.Declaration:
      case Kind.TypeDefinition:
      case Kind.AliasDeclaration: {
        const scope = nearest(tree, node, byNode, outer);
        if (scope.declare) declare(tree, node, scope as BlockScope);
        break;
      }
    }
  }
}

function openInside(tree: Tree, node: number, byNode: Map<number, Scope>, outer: Scope): BlockScope {
  const scope = openScope(nearest(tree, node, byNode, outer));
  byNode.set(node, scope);
  return scope;
}

function nearest(tree: Tree, node: number, byNode: Map<number, Scope>, outer: Scope): Scope {
  for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
    const scope = byNode.get(up);
    if (scope) return scope;
  }
  return outer;
}

function declare(tree: Tree, node: number, scope: BlockScope): void {
  const kind = tree.kind[node] as Kind;
  for (const { name, type } of declaratorsOf(scope, tree, node)) {
    if (name === "") continue;
    if (kind === Kind.TypeDefinition || kind === Kind.AliasDeclaration) scope.declare.type(name, type);
    else scope.declare.variable(name, type);
  }
}
