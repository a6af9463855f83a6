/**
 * Classes as a file shows them: their data members with what the class itself says of them, and the member functions
 * whose bodies are seen, in the class and outside of it. The class may stand in a header, its functions in the file.
 */
import { findField } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, findInside, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { firstPart, nextPart } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { declaredName, functionDeclarator, functionName } from "../tree/functions";
import { isClassSpecifier } from "../tree/members";

export interface Member {
  readonly name: string;
  readonly type: Type;
  readonly hasInitialiser: boolean;
  /** Position in the class; members are initialised in this order. */
  readonly index: number;
  readonly isPrivate: boolean;
}

export const enum Role {
  Constructor,
  Destructor,
  Other,
}

/** A member function whose body is seen. */
export interface Body {
  readonly name: string;
  readonly role: Role;
  readonly unit: Unit;
  readonly tree: Tree;
  /** The function definition. */
  readonly node: number;
  readonly isPrivate: boolean;
  /** It stands in the file itself, not in a header. */
  readonly isHere: boolean;
}

export interface ClassView {
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
  readonly bodies: readonly Body[];
  /** Names of the member functions that the class declares, with and without a body. */
  readonly declared: ReadonlySet<string>;
  /** Member functions whose bodies are not seen. */
  readonly hidden: ReadonlySet<string>;
  readonly hasFriends: boolean;
  readonly hasBases: boolean;
}

/** The classes of which `file` shows bodies of member functions. */
export function classesOf(file: SourceFile, contextOf: (unit: Unit) => UnitContext): ClassView[] {
  const outside = new Map<string, Body[]>();
  const classes: ClassView[] = [];
  for (const unit of file.units) {
    if (!unit.text.includes("::") || !unit.text.includes("{")) continue;
    const tree = unit.tree();
    for (let n = 0; n < tree.count; n++) {
      if (tree.kind[n] !== Kind.FunctionDefinition) continue;
      const parts = functionName(tree, n)
        .replace(/<[^<>]*>/g, "")
        .split("::");
      if (parts.length > 1 && parts.every((part) => part !== "")) {
        const owner = parts[parts.length - 2];
        const name = parts[parts.length - 1];
        const body = { name, role: roleOf(name, owner), unit, tree, node: n, isPrivate: false, isHere: true };
        const list = outside.get(owner);
        if (list === undefined) outside.set(owner, [body]);
        else list.push(body);
      }
      n = subtreeEnd(tree, n) - 1;
    }
  }
  const seen = new Set<string>();
  const add = (unit: Unit, isHere: boolean, context: UnitContext) => {
    const tree = unit.tree();
    for (let n = 0; n < tree.count; n++) {
      if (!isClassSpecifier(tree, n)) continue;
      const name = nodeText(tree, childByField(tree, n, Field.Name)).replace(/<.*$/s, "");
      if (name === "" || seen.has(name) || childByField(tree, n, Field.Body) === NONE) continue;
      if (!isHere && !outside.has(name)) continue;
      const view = viewOf(context, unit, tree, n, { name, isHere, outside: outside.get(name) ?? [] });
      if (view === undefined) continue;
      seen.add(name);
      classes.push(view);
    }
  };
  for (const unit of file.units) if (/\b(?:class|struct)\b/.test(unit.text)) add(unit, true, contextOf(unit));
  const [first] = file.units;
  if (first === undefined || outside.size === 0) return classes;
  const wanted = [...outside.keys()].filter((name) => !seen.has(name));
  if (wanted.length === 0) return classes;
  for (const header of contextOf(first).includes.files) {
    if (header === file) continue;
    for (const unit of header.units) {
      if (!wanted.some((name) => unit.text.includes(name))) continue;
      const [[body]] = wanted
        .filter((name) => unit.text.includes(name))
        .map((name) => outside.get(name) ?? []);
      if (body !== undefined && /\b(?:class|struct)\b/.test(unit.text))
        add(unit, false, contextOf(body.unit));
    }
  }
  return classes;
}

function roleOf(name: string, owner: string): Role {
  if (name === owner) return Role.Constructor;
  return name.startsWith("~") ? Role.Destructor : Role.Other;
}

interface Naming {
  readonly name: string;
  readonly isHere: boolean;
  readonly outside: readonly Body[];
}

function viewOf(
  context: UnitContext,
  unit: Unit,
  tree: Tree,
  node: number,
  { name, isHere, outside }: Naming,
): ClassView | undefined {
  const record = context.env.record(name);
  if (record === undefined || !record.complete) return undefined;
  const members = new Map<string, Member>();
  const bodies: Body[] = [];
  const declared = new Set<string>();
  let hasFriends = false;
  let isPrivate = kindOf(tree, node) === Kind.ClassSpecifier;
  const list = childByField(tree, node, Field.Body);
  for (let part = firstPart(tree, list); part !== NONE; part = nextPart(tree, part)) {
    switch (kindOf(tree, part)) {
      case Kind.Error:
        return undefined;
      case Kind.AccessSpecifier:
        isPrivate = nodeText(tree, part).startsWith("private");
        break;
      case Kind.FriendDeclaration:
        hasFriends = true;
        break;
      case Kind.FunctionDefinition: {
        const simple = functionName(tree, part);
        declared.add(simple);
        if (childByField(tree, part, Field.Body) !== NONE)
          bodies.push({
            name: simple,
            role: roleOf(simple, name),
            unit,
            tree,
            node: part,
            isPrivate,
            isHere,
          });
        break;
      }
      case Kind.Declaration:
      case Kind.FieldDeclaration: {
        const declarator = functionDeclarator(tree, part);
        if (declarator !== NONE) {
          declared.add(nodeText(tree, childByField(tree, declarator, Field.Declarator)));
          break;
        }
        if (childByKind(tree, part, Kind.StorageClassSpecifier) !== NONE) break;
        for (let d = childByField(tree, part, Field.Declarator); d !== NONE; d = nextPart(tree, d)) {
          const at = declaredName(tree, d);
          if (at === NONE) continue;
          const field = findField(record, nodeText(tree, at));
          if (field === undefined) continue;
          const next = nextPart(tree, d);
          const hasInitialiser =
            childByField(tree, part, Field.DefaultValue) !== NONE ||
            kindOf(tree, next) === Kind.InitializerList ||
            findInside(tree, part, Kind.TokenEqual) !== NONE;
          members.set(field.name, {
            name: field.name,
            type: field.type,
            hasInitialiser,
            index: members.size,
            isPrivate,
          });
        }
        break;
      }
    }
  }
  for (const body of outside) {
    bodies.push(body);
  }
  const hidden = new Set([...declared].filter((f) => !bodies.some((body) => body.name === f)));
  return {
    name,
    members,
    bodies,
    declared,
    hidden,
    hasFriends,
    hasBases: childByKind(tree, node, Kind.BaseClassClause) !== NONE,
  };
}

/** A number or a plain pointer: nothing gives it a value by itself. */
export function startsWithoutValue({ type }: Member): boolean {
  switch (type.kind) {
    case TypeKind.Bool:
    case TypeKind.Int:
    case TypeKind.Float:
    case TypeKind.Enum:
    case TypeKind.Pointer:
      return true;
    default:
      return false;
  }
}

export function isPointerMember({ type }: Member): boolean {
  return type.kind === TypeKind.Pointer;
}

/** The initialisers in the list of a constructor. */
export function initialisersOf({ tree, node }: Body): number[] {
  const list = childByKind(tree, node, Kind.FieldInitializerList);
  const out: number[] = [];
  for (let part = firstPart(tree, list); part !== NONE; part = nextPart(tree, part))
    if (tree.kind[part] === Kind.FieldInitializer) out.push(part);
  return out;
}

/** What gives a name to a local variable or a parameter. */
const DECLARES: ReadonlySet<Kind> = new Set([
  Kind.Declaration,
  Kind.ParameterDeclaration,
  Kind.OptionalParameterDeclaration,
  Kind.ForRangeLoop,
]);

/** `name` where a body means the member: not a local or parameter of the same name. */
export function hidesMember(body: Body, name: string): boolean {
  const { tree, node } = body;
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    const kind = tree.kind[n];
    if (!DECLARES.has(kind)) continue;
    for (let d = childByField(tree, n, Field.Declarator); d !== NONE; d = nextPart(tree, d)) {
      const at = declaredName(tree, d);
      if (at !== NONE && nodeText(tree, at) === name) return true;
    }
  }
  return false;
}
