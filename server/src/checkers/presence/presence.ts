/**
 * What may have no content: results of searches, of `lock()` and of casts that fail, optional values, owners and
 * containers that are empty. What makes them so, and which members look into them.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, textIs } from "../../syntax/walk";
import { methodOf, simpleCalleeName } from "../paths/places";
import { calleeName, firstPart, withoutParentheses } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { Container, containerOf, objectType } from "../tree/containers";

/** What an object that may have no content is. */
export const enum Holder {
  Pointer,
  Optional,
  Iterator,
  Container,
}

/** An object that may have no content, and where that comes from. */
export interface Doubt {
  readonly holder: Holder;
  /** The call, condition or declaration. */
  readonly node: number;
  readonly reason: Reason;
  /** What the call is named, for messages. */
  readonly giver: string;
}

export const enum Reason {
  /** A call gives nothing where it finds nothing. */
  Call,
  /** The code asked, and found nothing. */
  Asked,
  /** Nothing was put in since it was made. */
  Made,
  /** It was emptied. */
  Emptied,
  /** It was to be filled with what comes in, and nothing came. */
  Unfed,
}

const OPTIONAL: ReadonlySet<string> = new Set([
  "std::optional",
  "boost::optional",
  "absl::optional",
  "tl::optional",
]);
const OWNERS: ReadonlySet<string> = new Set(["std::unique_ptr", "std::shared_ptr"]);

/** Calls that give null, by name, and what is to be said of them. */
const NULL_GIVERS: ReadonlySet<string> = new Set(
  "dynamic_cast std::dynamic_pointer_cast dynamic_pointer_cast std::get_if std::any_cast".split(" "),
);
/** Searches of the library that give the end of the range. */
const SEARCHES: ReadonlySet<string> = new Set(
  "find find_if find_if_not find_first_of find_end search adjacent_find".split(" "),
);

/** What kind of holder an object of a type is; undefined for all others. */
export function holderOf(type: Type | undefined): Holder | undefined {
  const object = objectType(type);
  if (object === undefined || object.kind !== TypeKind.Unknown) return undefined;
  if (OPTIONAL.has(object.name)) return Holder.Optional;
  if (OWNERS.has(object.name)) return Holder.Pointer;
  const container = containerOf(object);
  return container === Container.None || container === Container.Owner ? undefined : Holder.Container;
}

/** What the value of an expression, its parentheses left out, may lack. */
export function doubtOf(context: UnitContext, value: number): Doubt | undefined {
  const { tree } = context;
  const node = withoutParentheses(tree, value);
  if (kindOf(tree, node) !== Kind.CallExpression) return undefined;
  const giver = simpleCalleeName(tree, node);
  const call = (holder: Holder): Doubt => ({ holder, node, reason: Reason.Call, giver });
  const { object } = methodOf(tree, node);
  const first = firstPart(tree, childByField(tree, node, Field.Arguments));
  if (object !== NONE) {
    if (giver === "lock" && first === NONE) return isWeak(context, object) ? call(Holder.Pointer) : undefined;
    if (giver === "find" && first !== NONE)
      return findsElements(context, object) ? call(Holder.Iterator) : undefined;
    return isOptional(context, node) ? call(Holder.Optional) : undefined;
  }
  const name = calleeName(tree, node);
  if (NULL_GIVERS.has(name)) return castsPointer(context, node) ? call(Holder.Pointer) : undefined;
  if (name.startsWith("std::") && SEARCHES.has(giver))
    return isBeforeTerminator(context, first) ? undefined : call(Holder.Iterator);
  return isOptional(context, node) ? call(Holder.Optional) : undefined;
}

/** Whether a search goes through characters at a pointer: where its range ends there is something, the terminator. */
function isBeforeTerminator(context: UnitContext, first: number): boolean {
  const type = first === NONE ? undefined : context.typeOf(first);
  return type?.kind === TypeKind.Pointer && type.to?.kind === TypeKind.Int && type.to.size === 1;
}

function isOptional(context: UnitContext, call: number): boolean {
  const name = simpleCalleeName(context.tree, call);
  return (
    !name.startsWith("make_") && holderOf(context.typeOf(call)) === Holder.Optional && name !== "optional"
  );
}

/** `lock()` of a mutex gives nothing, so whoever uses what it gives speaks of a weak pointer; others say so by their type. */
function isWeak(context: UnitContext, object: number): boolean {
  const type = objectType(context.typeOf(object));
  return type === undefined || type.kind === TypeKind.Unknown;
}

function findsElements(context: UnitContext, object: number): boolean {
  switch (containerOf(context.typeOf(object))) {
    case Container.Nodes:
    case Container.Hash:
    case Container.FlatHash:
      return true;
    default:
      return false;
  }
}

/** A cast to a reference throws, and one of `std::any` itself too: only those of pointers give null. */
function castsPointer(context: UnitContext, call: number): boolean {
  const { tree } = context;
  const name = calleeName(tree, call);
  if (name.endsWith("any_cast") || name.endsWith("get_if")) {
    const first = withoutParentheses(tree, firstPart(tree, childByField(tree, call, Field.Arguments)));
    return (
      kindOf(tree, first) === Kind.PointerExpression &&
      textIs(tree, childByField(tree, first, Field.Operator), "&")
    );
  }
  if (name !== "dynamic_cast") return true;
  const callee = tree.text.substring(tree.start[call], tree.start[childByField(tree, call, Field.Arguments)]);
  return /\*\s*(?:const\s*)?>\s*$/.test(callee);
}

/** Members of containers that need an element. */
export const NEED_ELEMENT: ReadonlySet<string> = new Set("front back pop_back pop_front top pop".split(" "));
/** Members that leave a container's content alone. */
export const QUIET: ReadonlySet<string> = new Set(
  "size empty length capacity reserve max_size begin end cbegin cend rbegin rend data c_str count contains find get_allocator".split(
    " ",
  ),
);
/** Members that ask an optional whether it has a value. */
export const ASKS_VALUE: ReadonlySet<string> = new Set(["has_value", "is_initialized"]);
