/**
 * The variables of one function body and which of them an identifier means: parameters, locals, structured bindings and
 * what lambdas declare, with the scoping of blocks. Works on syntax alone, so it holds where types are not known.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nextByField, nodeText, subtreeEnd } from "../../syntax/walk";
import { declaredName } from "../tree/functions";

export interface Local {
  readonly name: string;
  /** The identifier that declares it. */
  readonly node: number;
  /** The declaration, parameter or loop around it. */
  readonly declaration: number;
  readonly isReference: boolean;
  readonly isPointer: boolean;
  readonly isArray: boolean;
  readonly isStatic: boolean;
  readonly isConst: boolean;
  readonly isParameter: boolean;
  /** The innermost function or lambda that declares it. */
  readonly owner: number;
}

export interface Locals {
  readonly list: readonly Local[];
  /** Number of the local that the identifier at a node declares or names; -1 if it is none of the function's. */
  at(node: number): number;
  /** The locals that a declaration, parameter or loop declares, in order. */
  declaredBy(declaration: number): readonly number[];
}

interface BlockNames {
  readonly end: number;
  readonly owner: number;
  readonly names: Map<string, number>;
}

/** Whether `T x(a);` inside a function was read as the declaration of a function: its parameters name no parameter. */
export function isObjectWithArguments(tree: Tree, declarator: number): boolean {
  if (kindOf(tree, declarator) !== Kind.FunctionDeclarator) return false;
  const parameters = childByField(tree, declarator, Field.Parameters);
  let any = false;
  for (let p = tree.firstChild[parameters]; p !== NONE; p = tree.nextSibling[p]) {
    if (tree.kind[p] !== Kind.ParameterDeclaration) continue;
    any = true;
    const inner = childByField(tree, p, Field.Declarator);
    if (inner !== NONE && kindOf(tree, inner) !== Kind.AbstractFunctionDeclarator) return false;
  }
  return any;
}

export function localsOf(tree: Tree, root: number): Locals {
  const end = subtreeEnd(tree, root);
  const list: Local[] = [];
  const at = new Int32Array(end - root).fill(-1);
  const declared = new Map<number, number[]>();
  const pending = new Map<number, { declaration: number; declarator: number }>();
  const blocks: BlockNames[] = [];
  const find = (name: string, node: number) => {
    for (let i = blocks.length - 1; i >= 0; i--) {
      const local = blocks[i].names.get(name);
      if (local !== undefined && node >= visibleFrom(tree, list[local].declaration)) return local;
    }
    return -1;
  };
  for (let node = root; node < end; node++) {
    while (blocks.length > 0 && blocks[blocks.length - 1].end <= node) blocks.pop();
    const kind = tree.kind[node] as Kind;
    switch (kind) {
      case Kind.FunctionDefinition:
      case Kind.LambdaExpression:
        blocks.push({ end: subtreeEnd(tree, node), owner: node, names: new Map() });
        break;
      case Kind.CompoundStatement:
      case Kind.ForStatement:
      case Kind.ForRangeLoop:
      case Kind.IfStatement:
      case Kind.WhileStatement:
      case Kind.SwitchStatement:
      case Kind.CatchClause: {
        const owner = blocks.length === 0 ? root : blocks[blocks.length - 1].owner;
        blocks.push({ end: subtreeEnd(tree, node), owner, names: new Map() });
        if (kind === Kind.ForRangeLoop) expect(tree, node, pending);
        break;
      }
      case Kind.ParameterDeclaration:
      case Kind.OptionalParameterDeclaration:
      case Kind.Declaration:
        expect(tree, node, pending);
        break;
      case Kind.LambdaCaptureInitializer:
        pending.set(childByField(tree, node, Field.Left), { declaration: node, declarator: NONE });
        break;
      case Kind.TypeIdentifier:
        // An argument that was read as the type of a parameter.
        if (kindOf(tree, tree.parent[node]) === Kind.ParameterDeclaration)
          at[node - root] = find(nodeText(tree, node), node);
        break;
      case Kind.Identifier: {
        const parent = tree.parent[node];
        if (kindOf(tree, parent) === Kind.QualifiedIdentifier) break;
        const name = nodeText(tree, node);
        const declaration = pending.get(node);
        if (declaration === undefined) {
          at[node - root] = find(name, node);
          break;
        }
        if (blocks.length === 0) break;
        const block = blocks[blocks.length - 1];
        const local = describe(
          tree,
          node,
          name,
          declaration.declaration,
          declaration.declarator,
          block.owner,
        );
        block.names.set(name, list.length);
        at[node - root] = list.length;
        const others = declared.get(declaration.declaration);
        if (others === undefined) declared.set(declaration.declaration, [list.length]);
        else others.push(list.length);
        list.push(local);
        break;
      }
    }
  }
  return {
    list,
    at: (node) => (node < root || node >= end ? -1 : at[node - root]),
    declaredBy: (declaration) => declared.get(declaration) ?? [],
  };
}

/** The first node that can mean what is declared: `[x = x]` and `for (auto x : x)` mean another x on the right. */
function visibleFrom(tree: Tree, declaration: number): number {
  switch (kindOf(tree, declaration)) {
    case Kind.LambdaCaptureInitializer:
      return subtreeEnd(tree, declaration);
    case Kind.ForRangeLoop:
      return childByField(tree, declaration, Field.Body);
    default:
      return declaration;
  }
}

/** Notes the identifiers that the declarators of a declaration declare. */
function expect(
  tree: Tree,
  declaration: number,
  pending: Map<number, { declaration: number; declarator: number }>,
): void {
  let declarator = childByField(tree, declaration, Field.Declarator);
  for (; declarator !== NONE; declarator = nextByField(tree, declarator, Field.Declarator)) {
    const name = isObjectWithArguments(tree, declarator)
      ? childByField(tree, declarator, Field.Declarator)
      : declaredName(tree, declarator);
    if (name !== NONE) {
      pending.set(name, { declaration, declarator });
      continue;
    }
    const end = subtreeEnd(tree, declarator);
    for (let n = declarator; n < end; n++) {
      if (tree.kind[n] !== Kind.StructuredBindingDeclarator) continue;
      for (let child = tree.firstChild[n]; child !== NONE; child = tree.nextSibling[child])
        if (tree.kind[child] === Kind.Identifier) pending.set(child, { declaration, declarator });
      break;
    }
  }
}

function describe(
  tree: Tree,
  node: number,
  name: string,
  declaration: number,
  declarator: number,
  owner: number,
): Local {
  let isReference = false;
  let isPointer = false;
  let isArray = false;
  for (let up = node; up !== declaration && up !== NONE; up = tree.parent[up]) {
    const kind = tree.kind[up];
    if (kind === Kind.ReferenceDeclarator) isReference = true;
    else if (kind === Kind.PointerDeclarator) isPointer = true;
    else if (kind === Kind.ArrayDeclarator) isArray = true;
    if (up === declarator) break;
  }
  let isStatic = false;
  let isConst = false;
  for (let child = tree.firstChild[declaration]; child !== NONE; child = tree.nextSibling[child]) {
    const kind = tree.kind[child];
    if (kind === Kind.StorageClassSpecifier) isStatic ||= !nodeText(tree, child).startsWith("register");
    else if (kind === Kind.TypeQualifier) isConst ||= nodeText(tree, child).startsWith("const");
  }
  const kind = kindOf(tree, declaration);
  return {
    name,
    node,
    declaration,
    isReference,
    isPointer,
    isArray,
    isStatic,
    isConst,
    isParameter: kind === Kind.ParameterDeclaration || kind === Kind.OptionalParameterDeclaration,
    owner,
  };
}
