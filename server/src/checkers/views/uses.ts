/**
 * Mentions of variables that hold a view: whether the mention reads through a view that is no longer valid, gives it a
 * new value, or does neither. A view is reported once, at its first use.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, textIs } from "../../syntax/walk";
import type { Path } from "../paths/path";
import { methodOf, placeOfObject } from "../paths/places";
import { calleeName, withParentheses } from "../tree/calls";
import { Container, containerOf } from "../tree/containers";
import { forgetOwner } from "./effects";
import { Look, type View, type Walk } from "./view";
import { reportUse } from "./wording";

const WRITERS: ReadonlySet<string> = new Set("std::swap swap std::exchange exchange std::tie tie".split(" "));

const enum Role {
  Nothing,
  Use,
  /** It may be given a new value. */
  Escape,
}

export function mention(walk: Walk, path: Path<View>, node: number): void {
  const local = walk.locals.at(node);
  if (local < 0) return;
  const place = `#${local}`;
  if (isHandedOn(walk, node)) forgetOwner(path, place);
  const view = path.facts.get(place);
  if (view === undefined || view.ended === NONE) return;
  switch (roleOf(walk, node, view)) {
    case Role.Nothing:
      return;
    case Role.Use:
      reportUse(walk, node, view);
      break;
  }
  // Once is enough.
  path.facts.delete(place);
}

/** Whether an owner of one object is given to something that may take the object over. */
function isHandedOn(walk: Walk, node: number): boolean {
  const { tree } = walk;
  const kind = kindOf(tree, tree.parent[node]);
  if (kind !== Kind.ArgumentList && kind !== Kind.InitializerList && kind !== Kind.ReturnStatement)
    return false;
  return containerOf(walk.context.typeOf(node)) === Container.Owner;
}

function roleOf(walk: Walk, node: number, view: View): Role {
  const { tree } = walk;
  const child = withParentheses(tree, node);
  const parent = tree.parent[child];
  const isObject = view.look === Look.Reference;
  switch (kindOf(tree, parent)) {
    case Kind.AssignmentExpression:
      if (childByField(tree, parent, Field.Left) !== child || isObject) return Role.Use;
      return textIs(tree, childByField(tree, parent, Field.Operator), "=") ? Role.Nothing : Role.Use;
    case Kind.PointerExpression:
      if (!textIs(tree, childByField(tree, parent, Field.Operator), "&")) return Role.Use;
      return Role.Escape;
    case Kind.BinaryExpression: {
      if (view.look === Look.Iterator || view.look === Look.End || isObject) return Role.Use;
      const operator = kindOf(tree, childByField(tree, parent, Field.Operator));
      return operator === Kind.TokenEqualEqual || operator === Kind.TokenBangEqual ? Role.Nothing : Role.Use;
    }
    case Kind.FieldExpression: {
      const field = nodeText(tree, childByField(tree, parent, Field.Field));
      const isLength = field === "size" || field === "empty" || field === "length";
      return view.look === Look.Text && isLength ? Role.Nothing : Role.Use;
    }
    case Kind.SubscriptExpression:
    case Kind.UpdateExpression:
    case Kind.ReturnStatement:
      return Role.Use;
    case Kind.InitDeclarator:
      return childByKind(tree, parent, Kind.ReferenceDeclarator) === NONE || isObject
        ? Role.Use
        : Role.Escape;
    case Kind.ArgumentList:
      return roleOfArgument(walk, tree.parent[parent], view);
    case Kind.CallExpression:
      return view.look === Look.Closure ? Role.Use : Role.Nothing;
    default:
      return Role.Nothing;
  }
}

function roleOfArgument(walk: Walk, call: number, view: View): Role {
  const { tree } = walk;
  if (kindOf(tree, call) !== Kind.CallExpression) return Role.Use;
  const full = calleeName(tree, call);
  if (WRITERS.has(full)) return Role.Escape;
  if (view.look !== Look.Iterator && view.look !== Look.End) return Role.Use;
  // An unknown function may take it by reference and give it a new value.
  const { object } = methodOf(tree, call);
  if (full.startsWith("std::") || full === "next" || full === "advance") return Role.Use;
  return object !== NONE && placeOfObject(tree, walk.locals, call) === view.owner ? Role.Use : Role.Escape;
}
