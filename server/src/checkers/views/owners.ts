/**
 * The objects that views look into: which of them are containers, which places lie in their memory, and which end with
 * the function.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { childByField, kindOf, textIs } from "../../syntax/walk";
import { isWithinPlace, localOf } from "../paths/places";
import { Container, containerOf, objectType } from "../tree/containers";
import { Look, type View, type Walk } from "./view";

export function containerAt(walk: Walk, object: number): Container {
  return containerOf(classAt(walk, object));
}

/** The class that a method is called on, or of which an object is. */
export function classAt(walk: Walk, object: number): Type | undefined {
  const { tree } = walk;
  const type = objectType(walk.context.typeOf(object));
  const parent = tree.parent[object];
  const isArrow =
    kindOf(tree, parent) === Kind.FieldExpression &&
    textIs(tree, childByField(tree, parent, Field.Operator), "->");
  if (!isArrow) return type;
  return type?.kind === TypeKind.Pointer ? (type.to ?? undefined) : undefined;
}

/** Whether an object is an array with the methods of a container: its elements lie in itself. */
export function isArrayObject({ context }: Walk, object: number): boolean {
  return context.typeOf(object)?.name === "std::array";
}

/** Whether the variable itself holds what is looked at: a container, not a view. */
function isOwning(walk: Walk, name: number, look: Look): boolean {
  if (look === Look.Closure) return true;
  const type = walk.context.typeOf(name);
  return type?.kind === TypeKind.Array || type?.name === "std::array" || containerOf(type) !== Container.None;
}

/** Whether a place lies in the memory of a local, not behind a pointer in it. */
export function isPartOf(place: string, local: string): boolean {
  return isWithinPlace(place, local) && !place.includes("*");
}

/** Whether what a view looks into is gone when the function returns. */
export function dies(walk: Walk, { owner: place, look }: Pick<View, "owner" | "look">): boolean {
  const local = localOf(place);
  if (local < 0) return false;
  const { isStatic, isReference, isPointer, owner, node } = walk.locals.list[local];
  return (
    !isStatic &&
    !isReference &&
    !(isPointer && look !== Look.Closure) &&
    owner === walk.root &&
    isPartOf(place, `#${local}`) &&
    isOwning(walk, node, look)
  );
}
