/**
 * Views of temporaries: the object that a view would look into is gone at the end of the full expression that made it
 * ([class.temporary]), before anything can be read through the view.
 */
import { spell } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { kindOf } from "../../syntax/walk";
import { methodOf } from "../paths/places";
import { argument, calleeName, withoutParentheses } from "../tree/calls";
import { Container, containerOf } from "../tree/containers";
import { isViewName, temporaryOf } from "../tree/temporaries";
import type { Walk } from "./view";

/** The object, at the end of the full expression gone, that a view initialised with `value` would look into. */
export function temporaryBehind(walk: Walk, value: number, isView: boolean): number | undefined {
  const { context, tree } = walk;
  const node = withoutParentheses(tree, value);
  if (isView) {
    const temporary = temporaryOf(context, node);
    if (temporary !== NONE) return temporary;
  }
  if (kindOf(tree, node) !== Kind.CallExpression) return undefined;
  const { object, name } = methodOf(tree, node);
  if (object === NONE) {
    if (!isViewName(calleeName(tree, node))) return undefined;
    const first = argument(tree, node, 0);
    return first === NONE ? undefined : temporaryBehind(walk, first, true);
  }
  const temporary = temporaryOf(context, withoutParentheses(tree, object));
  if (temporary === NONE) {
    // A view of a temporary, cut down further.
    return isView && name === "substr" ? temporaryBehind(walk, object, true) : undefined;
  }
  const isOwner = containerOf(context.typeOf(temporary)) === Container.Owner;
  const gives = isOwner
    ? name === "get"
    : name === "c_str" || name === "data" || name === "constData" || name === "begin" || name === "cbegin";
  return gives ? temporary : undefined;
}

/** `std::max(a, made())` gives a reference to one of its arguments: the object among them that nobody keeps. */
export function temporaryChosen(walk: Walk, value: number): number | undefined {
  const { context, tree } = walk;
  const node = withoutParentheses(tree, value);
  if (kindOf(tree, node) !== Kind.CallExpression || !CHOICES.has(calleeName(tree, node))) return undefined;
  for (let i = 0; i < 2; i++) {
    const given = argument(tree, node, i);
    const temporary = given === NONE ? NONE : temporaryOf(context, given);
    if (temporary !== NONE) return temporary;
  }
  return undefined;
}

/**
 * `load().items()`: the object that a call makes, if a method gives a reference to what seems to be a member of it. What
 * a class has a member of that very type for, it refers to when it gives one.
 */
export function temporaryReferred({ context, tree }: Walk, value: number): number | undefined {
  const node = withoutParentheses(tree, value);
  const { object, name } = methodOf(tree, node);
  if (object === NONE || kindOf(tree, node) !== Kind.CallExpression) return undefined;
  const made = withoutParentheses(tree, object);
  if (kindOf(tree, made) !== Kind.CallExpression || methodOf(tree, made).object !== NONE) return undefined;
  const record = context.env.function(calleeName(tree, made))?.type.to?.record;
  const given = record?.methods.get(name)?.to;
  if (record == null || given?.kind !== TypeKind.Reference || given.to === null) return undefined;
  const wanted = plain(given.to);
  const isMember = record.fields.some(
    ({ type }) =>
      plain(type) === wanted ||
      (type.kind === TypeKind.Unknown && type.to !== null && plain(type.to) === wanted),
  );
  return isMember ? made : undefined;
}

/** How a type is written, `const` left out. */
function plain(type: Type): string {
  return spell(type)
    .replace(/\bconst\b/g, "")
    .replace(/\s+/g, "");
}

const CHOICES: ReadonlySet<string> = new Set(["std::max", "std::min"]);
