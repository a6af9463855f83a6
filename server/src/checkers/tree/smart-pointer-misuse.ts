/**
 * CWE-415: a smart pointer is not the only owner of what it holds - a second one was made from the same raw pointer, or
 * the pointer is deleted by hand - or it holds what its deleter does not fit, or lets go of an object that nobody takes
 * (CERT MEM56-CPP, MEM51-CPP).
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  findInside,
  firstNamedChild,
  kindOf,
  nodeText,
  spelling,
  textIs,
} from "../../syntax/walk";
import { isObjectWithArguments, type Locals, localsOf } from "../paths/locals";
import type { Path } from "../paths/path";
import { endsProgram, isWithinPlace, methodOf, movedOperand, placeOf, placeOfObject } from "../paths/places";
import { type Domain, walkPaths } from "../paths/walk";
import {
  argument,
  calleeName,
  firstPart,
  nextPart,
  onlyPart,
  plainCalleeName,
  withoutCasts,
  withoutParentheses,
} from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { objectType } from "./containers";
import { memberType } from "./members";

export const smartPointerMisuse: TreeChecker = {
  rule: "smart-pointer-misuse",
  language: "cpp",
  kinds: [Kind.FunctionDefinition, Kind.LambdaExpression],
  visit(context, node) {
    const { tree } = context;
    const text = nodeText(tree, node);
    if (!/_ptr\b|[Pp]tr|\bnew\b|\.\s*(?:get|release|reset)\s*\(/.test(text)) return;
    const locals = localsOf(tree, node);
    walkPaths(tree, node, locals, new Owners(context, locals));
  },
};

/** A raw pointer whose object a smart pointer owns. */
interface Owned {
  /** Where it was given to the owner, or got from it. */
  readonly node: number;
  /** Place of the owner, if it has a name. */
  readonly owner: string;
}

/** Made from a raw pointer: `shared_ptr<T> p(raw)`, `p.reset(raw)`, `unique_ptr<T>{raw}`. */
interface Creation {
  readonly type: Type;
  readonly pointer: number;
  /** Place of the smart pointer, or "". */
  readonly place: string;
}

const SMART: ReadonlySet<string> = new Set(["std::unique_ptr", "std::shared_ptr", "std::auto_ptr"]);
const ALLOCATORS: ReadonlySet<string> = new Set(["malloc", "calloc", "realloc", "strdup", "strndup"]);

class Owners implements Domain<Owned> {
  private readonly tree: Tree;

  constructor(
    private readonly context: UnitContext,
    private readonly locals: Locals,
  ) {
    this.tree = context.tree;
  }

  textOf({ node, owner }: Owned): string {
    return `${node} ${owner}`;
  }

  isLast(statement: number): boolean {
    return endsProgram(this.context, statement);
  }

  enter(path: Path<Owned>, local: number): void {
    this.forget(path, `#${local}`);
  }

  leave(path: Path<Owned>, local: number): void {
    path.facts.delete(`#${local}`);
  }

  enterRange(): void {}
  nextRange(): void {}
  leaveFunction(): void {}

  visit(path: Path<Owned>, node: number): void {
    const { tree } = this;
    switch (kindOf(tree, node)) {
      case Kind.InitDeclarator: {
        const name = firstNamedChild(tree, node);
        const value = childByField(tree, node, Field.Value);
        const list = kindOf(tree, value);
        if (list === Kind.ArgumentList || list === Kind.InitializerList)
          this.created(path, node, name, value);
        else this.taken(path, placeOf(tree, this.locals, innermostName(tree, name)), value);
        return;
      }
      case Kind.FunctionDeclarator:
        if (isObjectWithArguments(tree, node))
          this.created(
            path,
            node,
            childByField(tree, node, Field.Declarator),
            childByField(tree, node, Field.Parameters),
          );
        return;
      case Kind.FieldInitializer:
        this.member(path, node);
        return;
      case Kind.AssignmentExpression: {
        const place = placeOf(tree, this.locals, childByField(tree, node, Field.Left));
        if (place === "") return;
        this.forget(path, place);
        this.taken(path, place, childByField(tree, node, Field.Right));
        return;
      }
      case Kind.CallExpression:
        this.call(path, node);
        return;
      case Kind.CompoundLiteralExpression:
        this.constructed(path, node, childByField(tree, node, Field.Value));
        return;
      case Kind.DeleteExpression:
        this.deleted(path, node, firstPart(tree, node));
        return;
    }
  }

  /* Owners made from raw pointers */

  private created(path: Path<Owned>, node: number, name: number, list: number): void {
    const { tree } = this;
    const type = objectType(this.context.typeOf(name));
    const only = onlyArgument(tree, list);
    if (type === undefined || !isSmart(type) || only === NONE) return;
    this.own(path, node, { type, pointer: only, place: placeOf(tree, this.locals, name) });
  }

  private member(path: Path<Owned>, node: number): void {
    const { tree, context } = this;
    const only = onlyArgument(tree, nextPart(tree, firstPart(tree, node)));
    if (only === NONE) return;
    const name = nodeText(tree, firstPart(tree, node));
    const type = memberType(context, node, name);
    if (type !== undefined && isSmart(type)) this.own(path, node, { type, pointer: only, place: name });
  }

  private constructed(path: Path<Owned>, node: number, list: number): void {
    const { context, tree } = this;
    const only = onlyArgument(tree, list);
    const type = only === NONE ? undefined : context.typeOf(node);
    if (type === undefined || !isSmart(type)) return;
    this.own(path, node, { type, pointer: only, place: "" });
  }

  private own(path: Path<Owned>, node: number, { type, pointer, place }: Creation): void {
    const { tree, context } = this;
    const what = shortName(type);
    if (hasOwnDeleter(type)) return;
    let inner = withoutCasts(tree, pointer);
    if (kindOf(tree, inner) === Kind.CallExpression && calleeName(tree, inner).endsWith("_cast"))
      inner = withoutCasts(tree, argument(tree, inner, 0));
    switch (kindOf(tree, inner)) {
      case Kind.ParameterDeclaration:
        // `p(strdup(s))` reads as a function that takes one.
        this.checkAllocator(inner, plain(nodeText(tree, childByField(tree, inner, Field.Type))), what);
        return;
      case Kind.This:
        // An object that owns itself may end so; a second count of its owners cannot be meant.
        if (type.name !== "std::shared_ptr") return;
        context.report(
          node,
          `'${what}' is made from 'this': it deletes an object that has an owner already, or lives on the stack.`,
          { confidence: "evidence" },
        );
        return;
      case Kind.NewExpression:
        this.checkForm(inner, type);
        return;
      case Kind.CallExpression: {
        const held = this.heldBy(inner);
        if (held !== "") {
          context.report(
            node,
            held === place
              ? `'${this.nameOf(inner)}' is reset to the object that it holds: it deletes the object and keeps the pointer.`
              : `Two owners of one object: '${this.nameOf(inner)}' holds it already, and both will delete it.`,
            { facts: factsOf(tree, inner) },
          );
          return;
        }
        this.checkAllocator(inner, plainCalleeName(tree, inner), what);
        return;
      }
    }
    const raw = placeOf(tree, this.locals, inner);
    // Made from something that has a name: who knows the name may take the object back.
    if (raw !== "" && place !== "") path.facts.set(`from ${place}`, { node, owner: place });
    if (raw === "" || !raw.startsWith("#")) return;
    const old = path.facts.get(raw);
    if (old !== undefined) {
      this.reportOwned(
        node,
        old,
        `Two owners of one object: '${nodeText(tree, inner)}' belongs to a smart pointer already, and both will delete it.`,
      );
      return;
    }
    if (context.typeOf(inner)?.kind === TypeKind.Pointer) path.facts.set(raw, { node, owner: place });
  }

  private checkAllocator(node: number, name: string, what: string): void {
    if (ALLOCATORS.has(name) && this.context.env.function(name)?.isStatic !== true)
      this.context.report(node, `'${what}' will release this with delete, but it comes from ${name}().`);
  }

  /** `new T[n]` in an owner of one object, or the other way round. */
  private checkForm(allocation: number, type: Type): void {
    const { tree, context } = this;
    const held = type.to;
    if (held === null || (held.kind === TypeKind.Unknown && held.name === "")) return;
    const isArray =
      findInside(tree, childByField(tree, allocation, Field.Declarator), Kind.NewDeclarator) !== NONE;
    if (isArray === (held.kind === TypeKind.Array)) return;
    const what = shortName(type);
    context.report(
      allocation,
      isArray
        ? `'${what}' deletes one object, but this is an array: it must be '${what}' of 'T[]', or a container.`
        : `'${what}' of an array deletes with delete[], but this is a single object.`,
    );
  }

  /** Place of the smart pointer whose `get()` a call is; "" for other calls. */
  private heldBy(call: number): string {
    const { tree, context, locals } = this;
    if (kindOf(tree, call) !== Kind.CallExpression) return "";
    const { object, name } = methodOf(tree, call);
    if (
      object === NONE ||
      name !== "get" ||
      firstPart(tree, childByField(tree, call, Field.Arguments)) !== NONE
    )
      return "";
    if (textIs(tree, childByField(tree, childByField(tree, call, Field.Function), Field.Operator), "->"))
      return "";
    const type = objectType(context.typeOf(object));
    return type !== undefined && isSmart(type) ? placeOf(tree, locals, object) || "?" : "";
  }

  private nameOf(call: number): string {
    return nodeText(this.tree, methodOf(this.tree, call).object);
  }

  /** `raw = owner.get()` */
  private taken(path: Path<Owned>, place: string, value: number): void {
    const { tree } = this;
    if (!place.startsWith("#")) return;
    const owner = this.heldBy(withoutParentheses(tree, value));
    if (owner !== "") path.facts.set(place, { node: value, owner });
  }

  /* Calls */

  private call(path: Path<Owned>, node: number): void {
    const { tree, context, locals } = this;
    const { object, name } = methodOf(tree, node);
    if (object === NONE) {
      const moved = movedOperand(tree, node);
      // The new owner's lifetime is not followed.
      if (moved !== NONE) this.forgetOwner(path, placeOf(tree, locals, moved));
      else if (plainCalleeName(tree, node) === "free") this.deleted(path, node, argument(tree, node, 0));
      else if (isClassName(this.context, calleeName(tree, node)))
        this.constructed(path, node, childByField(tree, node, Field.Arguments));
      return;
    }
    const callee = childByField(tree, node, Field.Function);
    if (textIs(tree, childByField(tree, callee, Field.Operator), "->")) return;
    const type = objectType(context.typeOf(object));
    if (type === undefined || !isSmart(type)) return;
    const place = placeOfObject(tree, locals, node);
    if (name === "reset") {
      const only = onlyArgument(tree, childByField(tree, node, Field.Arguments));
      this.forgetOwner(path, place);
      if (only !== NONE) this.own(path, node, { type, pointer: only, place });
    } else if (name === "release") {
      let isKnown = false;
      for (const { owner } of path.facts.values()) isKnown ||= owner === place;
      this.forgetOwner(path, place);
      // What a member holds may belong to others by an agreement that is not seen here.
      const isLocal = place.startsWith("#") && !place.includes(".");
      if (!isKnown && isLocal && kindOf(tree, tree.parent[node]) === Kind.ExpressionStatement)
        this.dropped(node, object, type);
    } else if (name === "swap") this.forgetOwner(path, place);
  }

  /** `p.release();` */
  private dropped(node: number, object: number, type: Type): void {
    const { tree, context } = this;
    if (type.name === "std::shared_ptr" || hasOwnDeleter(type)) return;
    const name = spelling(tree, object);
    if (this.isKnownElsewhere(name, node)) return;
    context.report(
      node,
      `release() gives '${nodeText(tree, object)}' up without deleting the object, and nobody takes it: it leaks.`,
      { confidence: "evidence", facts: factsOf(tree, node) },
    );
  }

  /** Whether the pointer in an owner was handed out before: then who got it may own the object by now. */
  private isKnownElsewhere(name: string, before: number): boolean {
    const { tree, locals } = this;
    let root = before;
    for (let up = before; up !== NONE; up = tree.parent[up])
      if (kindOf(tree, up) === Kind.FunctionDefinition) root = up;
    for (let n = root; n < before; n++) {
      const kind = tree.kind[n];
      if (kind !== Kind.Identifier && kind !== Kind.FieldExpression) continue;
      if (spelling(tree, n) !== name || locals.list.some((local) => local.node === n)) continue;
      const parent = tree.parent[n];
      const isQuiet =
        kindOf(tree, parent) === Kind.FieldExpression &&
        !textIs(tree, childByField(tree, parent, Field.Field), "get");
      const isAsked =
        kindOf(tree, parent) === Kind.ConditionClause || kindOf(tree, parent) === Kind.UnaryExpression;
      if (!isQuiet && !isAsked) return true;
    }
    return false;
  }

  private deleted(path: Path<Owned>, node: number, operand: number): void {
    const { tree, context } = this;
    if (operand === NONE) return;
    const inner = withoutCasts(tree, operand);
    if (this.heldBy(inner) !== "") {
      context.report(
        node,
        `'${this.nameOf(inner)}' owns this object and deletes it a second time when it goes.`,
        { facts: factsOf(tree, inner) },
      );
      return;
    }
    const place = placeOf(tree, this.locals, inner);
    const old = place === "" ? undefined : path.facts.get(place);
    if (old !== undefined)
      this.reportOwned(
        node,
        old,
        `'${nodeText(tree, inner)}' belongs to a smart pointer, which deletes the object a second time when it goes.`,
      );
  }

  private reportOwned(node: number, old: Owned, message: string): void {
    const { tree, context } = this;
    context.report(node, message, {
      steps: [
        {
          start: tree.start[old.node],
          end: tree.end[old.node],
          message: "a smart pointer owns the object from here on",
        },
      ],
    });
  }

  /* Effects */

  private forget(path: Path<Owned>, place: string): void {
    for (const [key, { owner }] of path.facts)
      if (isWithinPlace(key, place) || (owner !== "" && isWithinPlace(owner, place))) path.facts.delete(key);
  }

  private forgetOwner(path: Path<Owned>, place: string): void {
    if (place === "") return;
    for (const [key, { owner }] of path.facts) if (owner === place) path.facts.delete(key);
  }
}

/** Whether a call names a smart pointer's class, not a function that gives one. */
function isClassName({ env }: UnitContext, name: string): boolean {
  return /(?:^|::)(?:unique|shared|auto)_ptr$/.test(name) || env.type(name) !== undefined;
}

function isSmart(type: Type): boolean {
  return type.kind === TypeKind.Unknown && SMART.has(type.name);
}

/** `unique_ptr<T, Deleter>` */
function hasOwnDeleter(type: Type): boolean {
  return type.params !== null && type.params.length > 1;
}

function shortName(type: Type): string {
  return type.name.startsWith("std::") ? type.name : `std::${type.name}`;
}

/** The one argument; `NONE` if there are none or several. An argument that was read as the type of a parameter too. */
function onlyArgument(tree: Tree, list: number): number {
  const only = onlyPart(tree, list);
  const isType =
    kindOf(tree, only) === Kind.ParameterDeclaration && childByField(tree, only, Field.Declarator) === NONE;
  return isType ? childByField(tree, only, Field.Type) : only;
}

function plain(name: string): string {
  return name.startsWith("std::") ? name.slice(5) : name;
}

function innermostName(tree: Tree, declarator: number): number {
  return findInside(tree, declarator, Kind.Identifier);
}

/** Where the call of a smart pointer's member stands, for the fixes. */
function factsOf(tree: Tree, call: number): Record<string, string | number> {
  const { object } = methodOf(tree, call);
  return {
    owner: nodeText(tree, object),
    callStart: tree.start[call],
    callEnd: tree.end[call],
  };
}
