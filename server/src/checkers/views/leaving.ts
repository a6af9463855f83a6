/**
 * Views that leave the function, by `return` or in members and globals, although what they look into ends with it. What
 * may leave is decided by the declared return type, as far as the declaration tells it.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, spelling } from "../../syntax/walk";
import type { Path } from "../paths/path";
import { localOf } from "../paths/places";
import { firstPart, withoutParentheses } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { functionDeclarator, functionName } from "../tree/functions";
import { isViewName, temporaryOf } from "../tree/temporaries";
import { quoted } from "../wording";
import { onlyValue, viewIn } from "./making";
import { dies } from "./owners";
import { temporaryBehind } from "./short-lived";
import { LEFT, Look, type View, type Walk } from "./view";
import { reportView } from "./wording";

/** What kind of thing a function returns, as far as its declaration tells. */
export const enum Returns {
  Value,
  Reference,
  Pointer,
  View,
  Auto,
  /** A type whose nature its name does not tell. */
  Other,
}

export function returnsOf({ tree, env }: UnitContext, root: number): Returns {
  if (kindOf(tree, root) === Kind.LambdaExpression) return Returns.Value;
  const type = childByField(tree, root, Field.Type);
  const declarator = childByField(tree, root, Field.Declarator);
  if (kindOf(tree, declarator) === Kind.ReferenceDeclarator) return Returns.Reference;
  if (kindOf(tree, declarator) === Kind.PointerDeclarator) return Returns.Pointer;
  if (kindOf(tree, declarator) === Kind.OperatorCast)
    return isViewName(spelling(tree, childByField(tree, declarator, Field.Type)))
      ? Returns.View
      : Returns.Value;
  const trailing = childByKind(tree, functionDeclarator(tree, root), Kind.TrailingReturnType);
  const name = spelling(tree, trailing === NONE ? type : trailing);
  if (name === "" || name === "void") return Returns.Value;
  const plain = name.startsWith("->") ? name.slice(2) : name;
  const meant = env.type(plain)?.name ?? "";
  if (isViewName(plain) || isViewName(meant)) return Returns.View;
  if (kindOf(tree, type) === Kind.PlaceholderTypeSpecifier && trailing === NONE) return Returns.Auto;
  return meant === "std::function" || /iterator|function|auto|Callback|Handler/.test(name)
    ? Returns.Other
    : Returns.Value;
}

export function checkReturned(walk: Walk, path: Path<View>, operand: number, returns: Returns): void {
  const isPair = returns === Returns.View && kindOf(walk.tree, operand) === Kind.InitializerList;
  // `{text.data(), text.size()}`: where it begins says what it looks into.
  const node = isPair ? firstPart(walk.tree, operand) : onlyValue(walk.tree, operand);
  if (node === NONE || returns === Returns.Value) return;
  const message = returnedTemporary(walk, node, returns);
  if (message !== "") {
    reportView(walk, "dangling-view", node, message, "definite", []);
    return;
  }
  const view = viewIn(walk, path, node, returns === Returns.Reference, returns === Returns.View);
  if (view === undefined || (view.ended !== undefined && view.ended !== NONE)) return;
  if (!isGivenBack(view.look, returns) || !dies(walk, view)) return;
  const variable = walk.locals.list[localOf(view.owner)];
  reportView(
    walk,
    "dangling-view",
    node,
    view.look === Look.Closure
      ? `The lambda that is returned refers to the local variable '${variable.name}', which ceases to exist with this return.`
      : `What is returned looks into the local variable '${variable.name}', which ceases to exist with this return.`,
    "definite",
    [{ node: variable.node, message: `'${variable.name}' is a local variable` }],
  );
}

/** The message where what is returned looks into a temporary; "" where it does not. */
function returnedTemporary(walk: Walk, node: number, returns: Returns): string {
  const { tree, context } = walk;
  switch (returns) {
    case Returns.View:
      return temporaryBehind(walk, node, true) === undefined ? "" : ofTemporary("a view of");
    case Returns.Reference: {
      const isMade =
        temporaryOf(context, withoutParentheses(tree, node)) !== NONE || isLiteralForString(walk, node);
      return isMade ? ofTemporary("a reference to") : "";
    }
    case Returns.Pointer: {
      const temporary = temporaryBehind(walk, node, false);
      if (temporary === undefined) return "";
      return `This returns a pointer into the temporary ${quoted(nodeText(tree, temporary))}, which is destroyed before the caller can use it.`;
    }
    default:
      return "";
  }
}

function ofTemporary(what: string): string {
  return `This returns ${what} a temporary object, which is destroyed before the caller can look at it.`;
}

/** Whether a function that is declared so gives its caller the view itself, not what it looks at. */
function isGivenBack(look: Look, returns: Returns): boolean {
  if (look === Look.Range || look === Look.Reserved) return false;
  switch (returns) {
    case Returns.Auto:
      return look !== Look.Reference;
    case Returns.Other:
      return look === Look.Iterator || look === Look.Closure;
    case Returns.Pointer:
      return look === Look.Text || look === Look.Pointer;
    case Returns.Reference:
      return look === Look.Reference;
    default:
      return true;
  }
}

/** A member or global still holds a view when the function is left. */
export function checkKept(walk: Walk, place: string, view: View): void {
  const owner = localOf(view.owner);
  if (owner < 0 || (view.ended !== LEFT && (view.ended !== NONE || !dies(walk, view)))) return;
  // Nothing runs behind the end of `main` but destructors of globals.
  if (functionName(walk.tree, walk.root) === "main") return;
  const { name, node } = walk.locals.list[owner];
  const keeper = place
    .replace(/ .*$/, "")
    .replace(/^#(\d+)/, (_, local) => walk.locals.list[Number(local)].name)
    .replaceAll(".*.", "->");
  reportView(
    walk,
    "dangling-view",
    view.origin,
    `'${keeper}' is left with a view of the local variable '${name}', which ceases to exist when the function is left.`,
    "evidence",
    [{ node, message: `'${name}' is a local variable` }],
  );
}

/** `thread.detach()`: what runs on by itself refers to variables of this function. */
export function checkDetached(walk: Walk, place: string, view: View): void {
  if (view.look !== Look.Closure || view.ended !== NONE || !dies(walk, view)) return;
  const { name, node } = walk.locals.list[localOf(view.owner)];
  reportView(
    walk,
    "dangling-view",
    view.origin,
    `The thread '${walk.locals.list[localOf(place)]?.name ?? place}' runs on by itself and refers to the local variable '${name}', which ceases to exist when the function is left.`,
    "evidence",
    [{ node, message: `'${name}' is a local variable` }],
  );
}

function isLiteralForString(walk: Walk, node: number): boolean {
  const { tree } = walk;
  const kind = kindOf(tree, node);
  if (kind !== Kind.StringLiteral && kind !== Kind.ConcatenatedString && kind !== Kind.RawStringLiteral)
    return false;
  const type = spelling(tree, childByField(tree, walk.root, Field.Type));
  return type === "std::string" || type === "string";
}
