/** Lets a smart pointer delete what is deleted by hand or dropped, and own an array as an array. */
import { methodOf } from "../checkers/paths/places";
import { firstPart, withoutCasts } from "../checkers/tree/calls";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { ancestorOfKind, childByField, childByKind, findInside, kindOf } from "../syntax/walk";
import { sourceOf, spanOf } from "./code";
import { insert, replace } from "./edits";
import { onCode } from "./fix";

/** `p.release();` and `delete p.get();` become `p.reset();`. */
export const resetInstead = onCode("reset-instead", (code) => {
  const { tree } = code.unit;
  const kind = kindOf(tree, code.node);
  if (kind !== Kind.CallExpression && kind !== Kind.DeleteExpression) return [];
  const call = kind === Kind.CallExpression ? code.node : withoutCasts(tree, firstPart(tree, code.node));
  if (kindOf(tree, call) !== Kind.CallExpression) return [];
  const { object, name } = methodOf(tree, call);
  const isWanted = kind === Kind.CallExpression ? name === "release" : name === "get";
  if (object === NONE || !isWanted) return [];
  const owner = sourceOf(code, object);
  return [
    {
      title: `Delete the object with '${owner}.reset()'`,
      edits: [replace(spanOf(code, code.node), `${owner}.reset()`)],
      safe: false,
    },
  ];
});

/** `unique_ptr<T> p(new T[n])` becomes `unique_ptr<T[]> p(new T[n])`. */
export const ownArray = onCode("own-array", (code) => {
  const { tree } = code.unit;
  if (kindOf(tree, code.node) !== Kind.NewExpression) return [];
  const declaration = ancestorOfKind(tree, code.node, Kind.Declaration);
  if (declaration === NONE) return [];
  const list = findInside(tree, childByField(tree, declaration, Field.Type), Kind.TemplateArgumentList);
  const only = list === NONE ? NONE : childByKind(tree, list, Kind.TypeDescriptor);
  if (only === NONE || findInside(tree, only, Kind.AbstractArrayDeclarator) !== NONE) return [];
  return [{ title: "Own an array", edits: [insert(spanOf(code, only).end, "[]")], safe: false }];
});
