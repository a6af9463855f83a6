/**
 * Lambdas that refer to variables of the function around them: such a lambda is a view, which must not be left when the
 * function ends ([expr.prim.lambda.capture]).
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, findInside, nodeText, spelling, subtreeEnd, textIs } from "../../syntax/walk";
import type { Walk } from "./view";

/** A local of this function, itself gone when it returns, that a lambda refers to; -1 if there is none. */
export function capturedLocal(walk: Walk, lambda: number): number {
  const { tree, locals } = walk;
  const captures = childByField(tree, lambda, Field.Captures);
  let isAll = false;
  let isNext = false;
  for (let c = tree.firstChild[captures]; captures !== NONE && c !== NONE; c = tree.nextSibling[c]) {
    const kind = tree.kind[c] as Kind;
    if (kind === Kind.LambdaDefaultCapture) isAll = textIs(tree, c, "&");
    else if (kind === Kind.TokenAmp) isNext = true;
    else {
      if (kind === Kind.Identifier && isNext && isOwnVariable(walk, locals.at(c))) return locals.at(c);
      isNext = false;
    }
  }
  if (!isAll) return -1;
  const copied = spelling(tree, captures);
  const end = subtreeEnd(tree, lambda);
  for (let n = childByField(tree, lambda, Field.Body); n !== NONE && n < end; n++) {
    if (tree.kind[n] !== Kind.Identifier || !isOwnVariable(walk, locals.at(n))) continue;
    if (!new RegExp(`[,=]${nodeText(tree, n)}\\b`).test(copied)) return locals.at(n);
  }
  return -1;
}

function isOwnVariable(walk: Walk, local: number): boolean {
  if (local < 0) return false;
  const { isStatic, isReference, owner, declaration } = walk.locals.list[local];
  const isConstant =
    findInside(walk.tree, declaration, Kind.TypeQualifier) !== NONE &&
    spelling(walk.tree, declaration).startsWith("constexpr");
  return !isStatic && !isReference && !isConstant && owner === walk.root;
}
