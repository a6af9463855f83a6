/**
 * C++ ownership kept by hand: a `new` whose result a raw pointer owns although a container or a smart pointer would.
 * Speaks of what the code itself proves to be owned: a local that the same function deletes, a member that the
 * destructor deletes while the class can be copied (then two objects delete it), and an object given away by `return`
 * where the file knows smart pointers.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  ancestorOfKind,
  childByField,
  childByKind,
  findInside,
  kindOf,
  nodeText,
  subtreeEnd,
  textIs,
} from "../../syntax/walk";
import { firstPart, nextPart, withoutParentheses, withParentheses } from "./calls";
import type { FileChecker, TreeChecker, UnitContext } from "./checker";
import { declaredName, enclosingFunction, functionDeclarator, functionName } from "./functions";
import { classSpecifierAt, isClassSpecifier, memberName, ownMember } from "./members";

const RULE = "raw-new";

/** Locals. */
export const rawNew: TreeChecker = {
  rule: RULE,
  language: "cpp",
  kinds: [Kind.NewExpression],
  visit(context, node) {
    const { tree } = context;
    if (!isPlainNew(tree, node)) return;
    const definition = enclosingFunction(tree, node);
    const holder = holderOf(tree, node);
    if (definition === NONE || holder.kind !== "variable") return;
    if (deletionOf(tree, definition, holder.name) === NONE) return;
    if (isParameterOrStatic(tree, definition, holder.name)) return;
    if (firstNewFor(tree, definition, holder.name) !== node) return;
    if (!isArrayNew(tree, node) && mayBeHandedOver(tree, definition, holder.name)) return;
    reportNew(context, node, `'${holder.name}' owns this object and every path must delete it`, holder.name);
  },
};

/** Members and results. */
export const rawNewInFile: FileChecker = {
  rule: RULE,
  language: "cpp",
  check(file, contextOf) {
    const owned = new Set<string>();
    for (const unit of file.units) {
      if (unit.text.includes("~") && unit.text.includes("delete")) collectOwned(contextOf(unit).tree, owned);
    }
    const copyable = new Map<string, boolean>();
    const isCopyableClass = (name: string) => {
      let known = copyable.get(name);
      if (known === undefined) {
        known = file.units.some((unit) => unit.text.includes(name) && isCopyable(contextOf(unit).tree, name));
        copyable.set(name, known);
      }
      return known;
    };
    const reported = new Set<string>();
    for (const unit of file.units) {
      if (!unit.text.includes("new")) continue;
      const context = contextOf(unit);
      for (let node = 0; node < context.tree.count; node++) {
        if (context.tree.kind[node] !== Kind.NewExpression || !isPlainNew(context.tree, node)) continue;
        const holder = holderOf(context.tree, node);
        if (holder.kind === "return") {
          checkResult(context, node);
        } else if (holder.kind !== "other") {
          const className = enclosingClass(context.tree, node);
          const member = `${className}::${holder.name}`;
          if (!owned.has(member) || reported.has(member) || !isCopyableClass(className)) continue;
          if (isLocal(context.tree, node, holder.name)) continue;
          reported.add(member);
          reportNew(
            context,
            node,
            `The member '${holder.name}' owns this object, and a copy of its class deletes it a second time`,
            holder.name,
          );
        }
      }
    }
  },
};

function checkResult(context: UnitContext, node: number): void {
  const definition = enclosingFunction(context.tree, node);
  if (definition === NONE || !givesRawPointer(context.tree, definition, node)) return;
  if (isCounted(context, node)) return;
  const knowsSmartPointers = context.includes.files.some(({ text }) =>
    /\b(?:unique_ptr|shared_ptr)\b/.test(text),
  );
  if (!knowsSmartPointers) return;
  reportNew(context, node, "The caller must know that it has to delete this object", "");
}

/** An object that counts its references, or that its own class makes, has an owner by another protocol. */
function isCounted(context: UnitContext, node: number): boolean {
  const { tree, env } = context;
  const type = nodeText(tree, childByField(tree, node, Field.Type));
  if (enclosingClass(tree, node) === type) return true;
  for (const method of env.record(type)?.methods.keys() ?? []) {
    if (/^(?:add|inc|dec|un)?_?ref$|^release$|^retain$|refcount/i.test(method)) return true;
  }
  return false;
}

function isLocal(tree: Tree, node: number, name: string): boolean {
  const definition = enclosingFunction(tree, node);
  return definition !== NONE && declarationOf(tree, definition, name) !== NONE;
}

/** Whether a class of that name is defined here with nothing said about copying it. */
function isCopyable(tree: Tree, name: string): boolean {
  for (let n = 0; n < tree.count; n++) {
    if (!isClassSpecifier(tree, n)) continue;
    if (!textIs(tree, childByField(tree, n, Field.Name), name)) continue;
    if (childByField(tree, n, Field.Body) === NONE) continue;
    const text = nodeText(tree, n);
    const saysHow = new RegExp(`\\boperator\\s*=|\\b${name}\\s*\\(\\s*(?:const\\s+)?${name}\\b|copy`, "i");
    return !saysHow.test(text);
  }
  return false;
}

function reportNew(context: UnitContext, node: number, what: string, variable: string): void {
  const { tree } = context;
  const isArray = isArrayNew(tree, node);
  const instead = isArray ? "'std::vector'" : "'std::make_unique'";
  const type = nodeText(tree, childByField(tree, node, Field.Type));
  context.report(node, `${what}: let ${instead} do that.`, {
    confidence: "evidence",
    facts: { variable, type, array: isArray ? 1 : 0 },
  });
}

/** Without placement; `new (std::nothrow)` owns as well but answers null, so its replacement is not as plain. */
function isPlainNew(tree: Tree, node: number): boolean {
  return childByField(tree, node, Field.Placement) === NONE;
}

function isArrayNew(tree: Tree, node: number): boolean {
  return findInside(tree, childByField(tree, node, Field.Declarator), Kind.NewDeclarator) !== NONE;
}

/**
 * Whether the pointer itself - not what it points to - goes into a call, a return, or another place, so that someone
 * else may own the object on some path.
 */
function mayBeHandedOver(tree: Tree, definition: number, name: string): boolean {
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] !== Kind.Identifier || !textIs(tree, n, name)) continue;
    const inner = withParentheses(tree, n);
    const parent = tree.parent[inner];
    switch (kindOf(tree, parent)) {
      case Kind.ArgumentList:
      case Kind.InitializerList:
      case Kind.ReturnStatement:
      case Kind.CastExpression:
      case Kind.ConditionalExpression:
      case Kind.LambdaCaptureSpecifier:
        return true;
      case Kind.AssignmentExpression:
        if (tree.field[inner] === Field.Right) return true;
        break;
      case Kind.InitDeclarator:
        if (tree.field[inner] === Field.Value) return true;
        break;
      case Kind.PointerExpression:
        if (childByKind(tree, parent, Kind.TokenAmp) !== NONE) return true;
        break;
    }
  }
  return false;
}

interface Holder {
  readonly kind: "return" | "variable" | "member" | "other";
  readonly name: string;
}

const OTHER: Holder = { kind: "other", name: "" };

/** What the result of `new` goes into. */
function holderOf(tree: Tree, node: number): Holder {
  let up = tree.parent[node];
  while (kindOf(tree, up) === Kind.ParenthesizedExpression || kindOf(tree, up) === Kind.CastExpression) {
    up = tree.parent[up];
  }
  switch (kindOf(tree, up)) {
    case Kind.ReturnStatement:
      return { kind: "return", name: "" };
    case Kind.InitDeclarator: {
      const name = declaredName(tree, childByField(tree, up, Field.Declarator));
      return { kind: "variable", name: nodeText(tree, name) };
    }
    case Kind.AssignmentExpression: {
      const left = childByField(tree, up, Field.Left);
      if (kindOf(tree, left) === Kind.Identifier) return { kind: "variable", name: nodeText(tree, left) };
      const member = ownMember(tree, left);
      return member === "" ? OTHER : { kind: "member", name: member };
    }
    case Kind.FieldDeclaration: {
      const name = declaredName(tree, childByField(tree, up, Field.Declarator));
      return { kind: "member", name: nodeText(tree, name) };
    }
    case Kind.ArgumentList:
    case Kind.InitializerList: {
      const initializer = tree.parent[up];
      if (kindOf(tree, initializer) !== Kind.FieldInitializer) return OTHER;
      return { kind: "member", name: nodeText(tree, childByKind(tree, initializer, Kind.FieldIdentifier)) };
    }
    default:
      return OTHER;
  }
}

/**
 * The function returns a raw pointer that it makes: not through a lambda, not a `clone`, whose raw result the covariance of
 * overriders needs ([class.virtual]), and not an object that its parent, given as an argument, owns.
 */
function givesRawPointer(tree: Tree, definition: number, node: number): boolean {
  if (ancestorOfKind(tree, node, Kind.LambdaExpression) > definition) return false;
  if (kindOf(tree, childByField(tree, definition, Field.Declarator)) !== Kind.PointerDeclarator) return false;
  if (ancestorOfKind(tree, definition, Kind.LinkageSpecification) !== NONE) return false;
  if (/clone|copy|dup|operator/i.test(functionName(tree, definition))) return false;
  const list = childByField(tree, node, Field.Arguments);
  for (let part = firstPart(tree, list); part !== NONE; part = nextPart(tree, part)) {
    if (kindOf(tree, part) === Kind.This || /parent/i.test(nodeText(tree, part))) return false;
  }
  return true;
}

/** The first `delete name` in the function. */
function deletionOf(tree: Tree, definition: number, name: string): number {
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] === Kind.DeleteExpression && textIs(tree, operandOf(tree, n), name)) return n;
  }
  return NONE;
}

function operandOf(tree: Tree, deletion: number): number {
  return withoutParentheses(tree, firstPart(tree, deletion));
}

/** The first `new` in the function that goes into the variable. */
function firstNewFor(tree: Tree, definition: number, name: string): number {
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] !== Kind.NewExpression) continue;
    const holder = holderOf(tree, n);
    if (holder.kind === "variable" && holder.name === name) return n;
  }
  return NONE;
}

/** Whether the name is anything but a local variable with automatic storage. */
function isParameterOrStatic(tree: Tree, definition: number, name: string): boolean {
  const declaration = declarationOf(tree, definition, name);
  return declaration === NONE || childByKind(tree, declaration, Kind.StorageClassSpecifier) !== NONE;
}

/** The declaration of a variable in the function's body. */
function declarationOf(tree: Tree, definition: number, name: string): number {
  const body = childByField(tree, definition, Field.Body);
  const end = body === NONE ? NONE : subtreeEnd(tree, body);
  for (let n = body; n < end; n++) {
    if (tree.kind[n] !== Kind.Declaration) continue;
    for (let part = firstPart(tree, n); part !== NONE; part = nextPart(tree, part)) {
      if (tree.field[part] === Field.Declarator && textIs(tree, declaredName(tree, part), name)) return n;
    }
  }
  return NONE;
}

/** Enters `Class::member` for every `delete member` in a destructor. */
function collectOwned(tree: Tree, owned: Set<string>): void {
  for (let n = 0; n < tree.count; n++) {
    if (tree.kind[n] !== Kind.DeleteExpression) continue;
    const definition = enclosingFunction(tree, n);
    if (!functionName(tree, definition).includes("~")) continue;
    const name = memberName(tree, operandOf(tree, n));
    if (name !== "") owned.add(`${enclosingClass(tree, n)}::${name}`);
  }
}

/** Name of the class whose member function or body holds the node; "" outside of classes. */
function enclosingClass(tree: Tree, node: number): string {
  const definition = enclosingFunction(tree, node);
  if (definition !== NONE) {
    const name = childByField(tree, functionDeclarator(tree, definition), Field.Declarator);
    if (kindOf(tree, name) === Kind.QualifiedIdentifier) {
      const parts = nodeText(tree, name)
        .replace(/<[^>]*>/g, "")
        .split("::");
      return parts[parts.length - 2];
    }
  }
  return nodeText(tree, childByField(tree, classSpecifierAt(tree, node), Field.Name));
}
