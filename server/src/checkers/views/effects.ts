/**
 * What calls and assignments do to views: containers that change end the views of their elements, owners that are handed
 * over take theirs with them. What a call does to an owner that it does not name is not judged.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, spelling, subtreeEnd, textIs } from "../../syntax/walk";
import type { Path } from "../paths/path";
import { isWithinPlace, methodOf, movedOperand, placeOf, placeOfObject } from "../paths/places";
import { argument, argumentCount, calleeName, withoutParentheses } from "../tree/calls";
import { Container, Effect, effectOf } from "../tree/containers";
import { containerAt } from "./owners";
import { freshView, isUntouched, KEPT, Look, type View, type Walk } from "./view";

/** Functions that may take back what a member was given. */
const RESETS = /clear|reset|close|finish|detach|release|restore/i;

/** Members that take something out again. */
const REMOVES = /^(?:pop|erase|clear|remove|reset|assign|resize|swap)/;

export function applyCall(walk: Walk, path: Path<View>, node: number): void {
  const { tree, locals } = walk;
  const { object, name } = methodOf(tree, node);
  forgetHandedOn(walk, path, node);
  if (object === NONE) {
    const full = calleeName(tree, node);
    if (RESETS.test(full)) forgetKept(path);
    if (full === "std::getline" || full === "getline") overwrite(walk, path, argument(tree, node, 1), node);
    else if (full === "std::swap" || full === "swap") {
      for (let i = 0; i < 2; i++) {
        const place = placeOf(tree, locals, argument(tree, node, i));
        if (place !== "") forgetOwner(path, place);
      }
    } else {
      const operand = movedOperand(tree, node);
      const place = operand === NONE ? "" : placeOf(tree, locals, operand);
      // Whoever takes over the container takes over its elements.
      if (place !== "") forgetOwner(path, place);
    }
    return;
  }
  const place = placeOfObject(tree, locals, node);
  if (place === "") return;
  if (name === "swap" || name === "release" || name === "splice" || name === "merge") {
    forgetOwner(path, place);
    return;
  }
  if (REMOVES.test(name)) forgetKept(path, place);
  const container = containerAt(walk, object);
  if (name === "reserve" && container === Container.Contiguous) {
    changeContainer(path, place, node, Effect.Moves);
    path.facts.set(`reserved ${place}`, freshView({ look: Look.Reserved, owner: place, origin: node }));
    return;
  }
  if (path.facts.size === 0) return;
  const effect = effectOf(container, name);
  if (effect === Effect.None || (effect !== Effect.Erases && container === Container.None)) return;
  if (effect === Effect.Erases) eraseElements(walk, path, place, node, container);
  else if (effect !== Effect.Moves || !path.facts.has(`reserved ${place}`))
    changeContainer(path, place, node, effect);
  else if (name === "insert" || name === "emplace") changeContainer(path, place, node, Effect.Iterators);
}

export function changeContainer(path: Path<View>, place: string, node: number, effect: Effect): void {
  if (place === "") return;
  for (const [key, view] of path.facts) {
    const { look } = view;
    if (view.owner !== place || view.ended !== NONE || isUntouched(look)) continue;
    if (effect === Effect.Last && look !== Look.End) continue;
    if (effect === Effect.Iterators && (look === Look.Reference || look === Look.Pointer)) continue;
    path.facts.set(key, { ...view, ended: node, isSure: effect === Effect.Ends });
  }
}

function eraseElements(
  walk: Walk,
  path: Path<View>,
  place: string,
  node: number,
  container: Container,
): void {
  const { tree, locals } = walk;
  const isContiguous = container === Container.Contiguous || container === Container.Deque;
  const groups = new Set<number>();
  let isFromStart = false;
  let key = NONE;
  for (let i = 0; i < argumentCount(tree, node); i++) {
    let arg = withoutParentheses(tree, argument(tree, node, i));
    if (
      kindOf(tree, arg) === Kind.UpdateExpression &&
      isContiguous &&
      !textIs(tree, childByField(tree, arg, Field.Operator), "--")
    )
      arg = childByField(tree, arg, Field.Argument);
    const view = path.facts.get(placeOf(tree, locals, arg));
    // The end of the range that is erased stays.
    if (i === 1 && !isContiguous) break;
    if (view !== undefined && view.owner === place && (view.look === Look.Iterator || view.look === Look.End))
      groups.add(view.group);
    else if (i === 0) {
      key = arg;
      isFromStart = isContiguous && /\.c?begin\(\)$/.test(spelling(tree, arg));
    }
  }
  for (const [name, view] of path.facts) {
    if (view.owner !== place || view.ended !== NONE || isUntouched(view.look)) continue;
    const isHit =
      groups.has(view.group) ||
      isFromStart ||
      (isContiguous && (view.look === Look.Range || view.look === Look.End || view.look === Look.Text)) ||
      (key !== NONE && !isContiguous && (isKeyBehind(walk, key, name) || isKeyOf(walk, key, view)));
    if (isHit) path.facts.set(name, { ...view, ended: node, isSure: true });
  }
}

/** `it->first`, `*it`: the key of the element that the iterator at `place` looks at. */
function isKeyBehind({ tree, locals }: Walk, key: number, place: string): boolean {
  const isPair = kindOf(tree, key) === Kind.FieldExpression;
  if (isPair && !textIs(tree, childByField(tree, key, Field.Field), "first")) return false;
  const element = isPair ? withoutParentheses(tree, childByField(tree, key, Field.Argument)) : key;
  if (isPair && textIs(tree, childByField(tree, key, Field.Operator), "->"))
    return placeOf(tree, locals, element) === place;
  return (
    kindOf(tree, element) === Kind.PointerExpression &&
    textIs(tree, childByField(tree, element, Field.Operator), "*") &&
    placeOf(tree, locals, childByField(tree, element, Field.Argument)) === place
  );
}

/** Whether an element that is erased by its key is the one that a view looks at. */
function isKeyOf(walk: Walk, key: number, view: View): boolean {
  const { tree, locals } = walk;
  if (view.look === Look.Range || kindOf(tree, view.origin) === Kind.ForRangeLoop) {
    const end = subtreeEnd(tree, key);
    const names = locals.declaredBy(view.origin);
    for (let n = key; n < end; n++)
      if (tree.kind[n] === Kind.Identifier && names.includes(locals.at(n))) return true;
    return false;
  }
  if (kindOf(tree, view.origin) !== Kind.CallExpression || methodOf(tree, view.origin).name !== "find")
    return false;
  return spelling(tree, argument(tree, view.origin, 0)) === spelling(tree, key);
}

/** A string is read into: its old characters are gone. */
export function overwrite(walk: Walk, path: Path<View>, target: number, node: number): void {
  const place = placeOf(walk.tree, walk.locals, target);
  if (place !== "" && containerAt(walk, target) === Container.Contiguous)
    changeContainer(path, place, node, Effect.Ends);
}

/** The object at `place` takes another value: what looked into its content looks at something else now. */
export function assignOwner(walk: Walk, path: Path<View>, place: string, node: number): void {
  if (path.facts.size === 0) return;
  const isContainer = containerAt(walk, childByField(walk.tree, node, Field.Left)) !== Container.None;
  for (const [key, view] of path.facts) {
    if (view.ended !== NONE) continue;
    if (view.owner === place && isContainer) {
      if (isUntouched(view.look)) continue;
      path.facts.set(key, { ...view, ended: node, isSure: true });
    } else if (isWithinPlace(view.owner, place)) path.facts.delete(key);
  }
}

export function forgetOwner(path: Path<View>, place: string): void {
  for (const [key, view] of path.facts)
    if (isWithinPlace(view.owner, place) && view.ended === NONE) path.facts.delete(key);
}

/** What members and globals were given, or those within `place`, they may have lost again. */
function forgetKept(path: Path<View>, place = ""): void {
  for (const key of path.facts.keys()) if (key.startsWith(KEPT + place)) path.facts.delete(key);
}

/** What is handed to others may be made to let go of what it was given. */
function forgetHandedOn({ tree, locals }: Walk, path: Path<View>, call: number): void {
  if (path.facts.size === 0) return;
  const list = childByField(tree, call, Field.Arguments);
  const end = list === NONE ? NONE : subtreeEnd(tree, list);
  for (let n = list; n < end; n++) {
    const local = tree.kind[n] === Kind.Identifier ? locals.at(n) : -1;
    if (local >= 0) forgetKept(path, `#${local}`);
  }
}
