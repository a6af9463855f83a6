/** Lets smart pointers alone delete: what is deleted by hand or dropped, shared by two owners, or an array. */
import { methodOf } from "../checkers/paths/places";
import { firstPart, withoutCasts } from "../checkers/tree/calls";
import { declaredName } from "../checkers/tree/functions";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { ancestorOfKind, childByField, childByKind, findInside, kindOf, nodeText } from "../syntax/walk";
import { functionAround, isInScope, sourceOf, spanOf, statementAround } from "./code";
import { insert, replace } from "./edits";
import { type Code, onCode } from "./fix";

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

/** `std::shared_ptr<T> second(raw)` becomes `second(first)`, if `first` is the shared owner of `raw`. */
export const shareOwner = onCode("share-owner", (code, finding) => {
  if (!sourceOf(code, statementAround(code, code.node)).includes("shared_ptr")) return [];
  const raw = lastArgument(code);
  const owner = raw === "" ? "" : ownerOf(code, finding, raw);
  if (owner === "" || !isShared(code, owner)) return [];
  const { start, end } = spanOf(code, code.node);
  const at = code.file.text.substring(start, end).lastIndexOf(raw);
  return [
    {
      title: `Share the object with '${owner}'`,
      edits: [replace({ start: start + at, end: start + at + raw.length }, owner)],
      safe: false,
    },
  ];
});

/** `raw` of `second(raw)`, `std::shared_ptr<T>(raw)` and the like. */
function lastArgument(code: Code): string {
  return /[({]\s*([\w.]+(?:\(\))?)\s*[)}]$/.exec(sourceOf(code, code.node))?.[1] ?? "";
}

/** Who owns already: `first` of `first(raw)` in the finding's step, or of `first.get()`. */
function ownerOf(code: Code, { steps: [step] }: Finding, raw: string): string {
  const given = /^(\w+)\.get\(\)$/.exec(raw);
  if (given) return given[1];
  if (!step || step.path !== undefined) return "";
  const made = /^(\w+)\s*[({]\s*(\w+)\s*[)}]$/.exec(code.file.text.substring(step.start, step.end));
  return made?.[2] === raw ? made[1] : "";
}

/** Whether the function declares it as a `shared_ptr`, in a scope that the finding is in. */
function isShared(code: Code, name: string): boolean {
  const { tree } = code.unit;
  for (let n = functionAround(code); n !== NONE && n < code.node; n++) {
    const kind = kindOf(tree, n);
    if (kind !== Kind.Declaration && kind !== Kind.ParameterDeclaration) continue;
    if (!/\bshared_ptr\b/.test(sourceOf(code, childByField(tree, n, Field.Type)))) continue;
    const declared = declaredName(tree, childByField(tree, n, Field.Declarator));
    const isOurs =
      declared !== NONE ? nodeText(tree, declared) === name : sourceOf(code, n).includes(` ${name}(`);
    if (isOurs && isInScope(code, name, code.node)) return true;
  }
  return false;
}
