/**
 * Variables, members and globals that take a view: by their initialiser, by assignment, or as the variable of a loop
 * over a range. A view of a temporary is reported here, for nothing can be done with it.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, spelling, subtreeEnd, textIs } from "../../syntax/walk";
import { isObjectWithArguments } from "../paths/locals";
import type { Path } from "../paths/path";
import { localOf, methodOf, placeOf } from "../paths/places";
import { onlyPart, withoutParentheses } from "../tree/calls";
import { Container, Effect, objectType } from "../tree/containers";
import { isViewName } from "../tree/temporaries";
import { assignOwner, changeContainer } from "./effects";
import { onlyValue, viewIn } from "./making";
import { containerAt } from "./owners";
import { temporaryBehind, temporaryChosen, temporaryReferred } from "./short-lived";
import { freshView, KEPT, Look, type View, type Walk } from "./view";
import { reportTemporary } from "./wording";

/** The variable that an `init_declarator` declares takes what its initialiser gives. */
export function bindDeclarator(walk: Walk, path: Path<View>, node: number): void {
  const { tree, locals } = walk;
  const declaration = tree.parent[node];
  const declarator = childByField(tree, node, Field.Declarator);
  const value = onlyValue(tree, childByField(tree, node, Field.Value));
  for (const local of locals.declaredBy(declaration)) {
    const variable = locals.list[local];
    if (variable.node < declarator || variable.node >= subtreeEnd(tree, declarator)) continue;
    if (variable.isStatic || value === NONE) continue;
    const typeNode = childByField(tree, declaration, Field.Type);
    bindTo(walk, path, `#${local}`, variable.isReference, typeNode, variable.node, value);
  }
}

function bindTo(
  walk: Walk,
  path: Path<View>,
  key: string,
  isReference: boolean,
  typeNode: number,
  name: number,
  value: number,
): void {
  const { tree, context } = walk;
  const isAuto = kindOf(tree, typeNode) === Kind.PlaceholderTypeSpecifier;
  const isView = isViewName(isAuto ? (context.typeOf(name)?.name ?? "") : spelling(tree, typeNode));
  const isPointer = walk.locals.list[localOf(key)].isPointer;
  if (isReference || isView || isPointer || isAuto) {
    const temporary = isReference
      ? (temporaryChosen(walk, value) ?? temporaryReferred(walk, value))
      : temporaryBehind(walk, value, isView);
    if (temporary !== undefined) {
      reportTemporary(walk, name, temporary, value);
      return;
    }
  }
  const view = viewIn(walk, path, value, isReference, isView);
  // A string that is made from a view is a copy.
  const holds = isReference || isView || isPointer || isAuto || view?.look !== Look.Text;
  if (view !== undefined && holds) path.facts.set(key, freshView(view));
}

/** `for (auto &element : range)` */
export function bindLoopVariable(walk: Walk, path: Path<View>, loop: number): void {
  const range = path.facts.get(`range ${loop}`);
  if (range === undefined) return;
  for (const local of walk.locals.declaredBy(loop)) {
    if (!walk.locals.list[local].isReference) continue;
    path.facts.set(`#${local}`, freshView({ look: Look.Reference, owner: range.owner, origin: loop }));
  }
}

export function assign(walk: Walk, path: Path<View>, node: number): void {
  const { tree, locals, context } = walk;
  const left = childByField(tree, node, Field.Left);
  const right = childByField(tree, node, Field.Right);
  const place = placeOf(tree, locals, left);
  if (!textIs(tree, childByField(tree, node, Field.Operator), "=")) {
    if (containerAt(walk, left) === Container.Contiguous) changeContainer(path, place, node, Effect.Moves);
    else moveOn(walk, path, left, node);
    return;
  }
  const type = canGiveView(tree, right) ? context.typeOf(left) : undefined;
  const isView = type?.kind === TypeKind.Unknown && isViewName(type.name);
  const isPointer = type?.kind === TypeKind.Pointer;
  if (isView || isPointer) {
    const temporary = temporaryBehind(walk, right, isView);
    if (temporary !== undefined) {
      path.facts.delete(place);
      reportTemporary(walk, left, temporary, right);
      return;
    }
  }
  if (place === "") return;
  const local = localOf(place);
  const isVariable = local >= 0 && !place.includes(".");
  if (isVariable && !locals.list[local].isReference) {
    const view = viewIn(walk, path, right, false, isView);
    const isHeld = view?.look !== Look.Text || isView || isPointer || type === undefined;
    path.facts.delete(place);
    assignOwner(walk, path, place, node);
    if (view !== undefined && isHeld) path.facts.set(place, freshView(view));
    return;
  }
  assignOwner(walk, path, place, node);
  path.facts.delete(`${KEPT}${place}`);
  if (isOfCaller(walk, place)) keepOutside(walk, path, place, right, type);
}

/** `std::string_view v(text);`, which the grammar takes for the declaration of a function. */
export function bindDisguised(walk: Walk, path: Path<View>, declarator: number): void {
  const { tree, locals } = walk;
  if (!isObjectWithArguments(tree, declarator)) return;
  const only = onlyPart(tree, childByField(tree, declarator, Field.Parameters));
  const value = only === NONE ? NONE : childByField(tree, only, Field.Type);
  const name = childByField(tree, declarator, Field.Declarator);
  const local = locals.at(name);
  if (local < 0 || value === NONE) return;
  const typeNode = childByField(tree, tree.parent[declarator], Field.Type);
  bindTo(walk, path, `#${local}`, false, typeNode, name, value);
}

/** `list.push_back(view)`: a container that outlives the function takes a view. */
export function keepElement(walk: Walk, path: Path<View>, call: number, place: string): void {
  const { tree, context } = walk;
  const { object, name } = methodOf(tree, call);
  if (!INSERTING.has(name) || !isOfCaller(walk, place)) return;
  const container = containerAt(walk, object);
  if (container === Container.None || container === Container.Owner) return;
  const value = onlyPart(tree, childByField(tree, call, Field.Arguments));
  const element = objectType(context.typeOf(object))?.to ?? undefined;
  if (value !== NONE) keepOutside(walk, path, `${place} ${call}`, value, element);
}

const INSERTING: ReadonlySet<string> = new Set(
  "push_back push_front emplace_back emplace_front insert emplace push".split(" "),
);

/** Whether a place outlives the function: it is none of the function's own, or its caller's. */
function isOfCaller({ locals }: Walk, place: string): boolean {
  const local = localOf(place);
  if (local < 0) return place !== "";
  const { isParameter, isReference, isPointer } = locals.list[local];
  return isParameter && (isReference || (isPointer && place.includes(".*")));
}

/** What outlives the function takes a view. */
export function keepOutside(
  walk: Walk,
  path: Path<View>,
  place: string,
  value: number,
  type: Type | undefined,
): void {
  const isView = type?.kind === TypeKind.Unknown && isViewName(type.name);
  if (!isView && type?.kind !== TypeKind.Pointer && type?.name !== "std::function") return;
  const view = viewIn(walk, path, value, false, isView);
  if (view === undefined || (view.look === Look.Closure) !== (type.name === "std::function")) return;
  path.facts.set(`${KEPT}${place}`, { ...freshView(view), origin: value });
}

/** `++it`: no longer where its copies are. */
export function moveOn(walk: Walk, path: Path<View>, target: number, node: number): void {
  const place = placeOf(walk.tree, walk.locals, target);
  const view = place === "" ? undefined : path.facts.get(place);
  if (view === undefined || view.ended !== NONE || view.look === Look.Reference) return;
  // A copy made in the round before may have come from this very place.
  let group = node;
  for (const other of path.facts.values()) if (other.group === group) group = -node;
  path.facts.set(place, { ...view, group });
}

/** Whether an expression is of a form that can give a view; most assignments are of others. */
function canGiveView(tree: Tree, node: number): boolean {
  switch (kindOf(tree, withoutParentheses(tree, node))) {
    case Kind.NumberLiteral:
    case Kind.StringLiteral:
    case Kind.CharLiteral:
    case Kind.True:
    case Kind.False:
    case Kind.Null:
    case Kind.NewExpression:
    case Kind.UnaryExpression:
    case Kind.UpdateExpression:
    case Kind.SubscriptExpression:
    case Kind.AssignmentExpression:
      return false;
    default:
      return true;
  }
}
