/**
 * Expressions that give a view: iterators from members and algorithms, references and pointers to elements, characters
 * of strings, lambdas with captures by reference, and copies of all of them.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, spelling, textIs } from "../../syntax/walk";
import type { Path } from "../paths/path";
import { methodOf, placeOf, placeOfObject } from "../paths/places";
import { argument, argumentCount, calleeName, onlyPart, withoutParentheses } from "../tree/calls";
import { Container } from "../tree/containers";
import { isViewName } from "../tree/temporaries";
import { capturedLocal } from "./captures";
import { classAt, containerAt, isArrayObject } from "./owners";
import { Look, type Made, type View, type Walk } from "./view";

const ITERATOR_METHODS: ReadonlySet<string> = new Set(
  "begin cbegin rbegin crbegin find lower_bound upper_bound before_begin insert erase emplace emplace_hint insert_after erase_after".split(
    " ",
  ),
);
const END_METHODS: ReadonlySet<string> = new Set("end cend rend crend".split(" "));
const ELEMENT_METHODS: ReadonlySet<string> = new Set("front back at".split(" "));
/** Library functions that give an iterator into the range that their first arguments span. */
const SEARCHES =
  /^std::(?:ranges::)?(?:next|prev|find\w*|search\w*|lower_bound|upper_bound|remove\w*|unique|partition\w*|(?:min|max)_element|adjacent_find|rotate)$/;

/** The view that an expression gives to what it initialises: a reference to an element only if `isReference`. */
export function viewIn(
  walk: Walk,
  path: Path<View>,
  expression: number,
  isReference: boolean,
  isText: boolean,
): Made | undefined {
  const { tree, locals } = walk;
  const node = withoutParentheses(tree, expression);
  switch (kindOf(tree, node)) {
    case Kind.TypeIdentifier:
    case Kind.Identifier: {
      const local = locals.at(node);
      const view = local < 0 ? undefined : path.facts.get(`#${local}`);
      if (view !== undefined && view.look !== Look.Reserved) {
        if (view.look !== Look.Reference || isReference) return view;
        return undefined;
      }
      return isText ? textOfOwner(walk, node) : undefined;
    }
    case Kind.FieldExpression:
      if (isText) return textOfOwner(walk, node);
      return isReference ? elementBehind(walk, path, node) : undefined;
    case Kind.SubscriptExpression:
    case Kind.PointerExpression: {
      const isAddress = textIs(tree, childByField(tree, node, Field.Operator), "&");
      if (isAddress) {
        const made = elementBehind(walk, path, childByField(tree, node, Field.Argument));
        return made === undefined ? undefined : { ...made, look: Look.Pointer };
      }
      return isReference ? elementBehind(walk, path, node) : undefined;
    }
    case Kind.BinaryExpression: {
      const operator = childByField(tree, node, Field.Operator);
      if (!textIs(tree, operator, "+") && !textIs(tree, operator, "-")) return undefined;
      const view = viewIn(walk, path, childByField(tree, node, Field.Left), false, false);
      return view === undefined ? undefined : { ...view, origin: node, group: node };
    }
    case Kind.CallExpression:
      return viewFromCall(walk, path, node, isReference, isText);
    case Kind.CompoundLiteralExpression: {
      if (!isViewName(spelling(tree, childByField(tree, node, Field.Type)))) return undefined;
      const only = onlyValue(tree, childByField(tree, node, Field.Value));
      return only === NONE ? undefined : viewIn(walk, path, only, false, true);
    }
    case Kind.ConditionalExpression: {
      const then = viewIn(walk, path, childByField(tree, node, Field.Consequence), isReference, isText);
      return then ?? viewIn(walk, path, childByField(tree, node, Field.Alternative), isReference, isText);
    }
    case Kind.LambdaExpression: {
      const captured = capturedLocal(walk, node);
      return captured < 0 ? undefined : { look: Look.Closure, owner: `#${captured}`, origin: node };
    }
    default:
      return undefined;
  }
}

/** A string view of the string at `node`. */
function textOfOwner(walk: Walk, node: number): Made | undefined {
  const owner = placeOf(walk.tree, walk.locals, node);
  if (owner === "") return undefined;
  const isArray = walk.context.typeOf(node)?.kind === TypeKind.Array || isArrayObject(walk, node);
  if (!isArray && containerAt(walk, node) !== Container.Contiguous) return undefined;
  return { look: Look.Text, owner, origin: node };
}

function viewFromCall(
  walk: Walk,
  path: Path<View>,
  node: number,
  isReference: boolean,
  isText: boolean,
): Made | undefined {
  const { tree, locals } = walk;
  const { object, name } = methodOf(tree, node);
  if (object === NONE) {
    const full = calleeName(tree, node);
    const first = argument(tree, node, 0);
    if (full === "std::begin" || full === "std::end" || full === "std::data") {
      const owner = placeOf(tree, locals, first);
      if (owner === "" || containerAt(walk, first) === Container.None) return undefined;
      const look = full === "std::begin" ? Look.Iterator : full === "std::end" ? Look.End : Look.Pointer;
      return { look, owner, origin: node };
    }
    if (SEARCHES.test(full)) {
      const view = viewIn(walk, path, first, false, false);
      return view === undefined ? undefined : { look: Look.Iterator, owner: view.owner, origin: node };
    }
    if (isViewName(full) && argumentCount(tree, node) >= 1) return viewIn(walk, path, first, false, true);
    if ((full === "std::function" || full === "std::ref") && argumentCount(tree, node) === 1)
      return viewIn(walk, path, first, false, false);
    return undefined;
  }
  if (name === "substr" && isText && placeOf(tree, locals, object) === "")
    return viewIn(walk, path, object, false, true);
  const own = path.facts.get(placeOf(tree, locals, object));
  if (own?.look === Look.Text && (name === "substr" || name === "data" || name === "begin" || isText))
    return own;
  const owner = placeOfObject(tree, locals, node);
  if (owner === "") return undefined;
  const container = containerAt(walk, object);
  if (container === Container.Owner)
    return name === "get" ? { look: Look.Pointer, owner, origin: node } : undefined;
  const isString = classAt(walk, object)?.name.endsWith("string") === true;
  if (END_METHODS.has(name)) return { look: Look.End, owner, origin: node };
  if (ITERATOR_METHODS.has(name)) {
    // `find` of a string gives a number, `insert` into a set a pair.
    const isBegin = name.endsWith("begin");
    if (!isBegin && (isString || container === Container.None)) return undefined;
    if ((name === "insert" || name === "emplace") && container !== Container.Contiguous) return undefined;
    return { look: Look.Iterator, owner, origin: node };
  }
  if (container === Container.None && !isArrayObject(walk, object)) return undefined;
  if (name === "c_str" || name === "data") return { look: Look.Text, owner, origin: node };
  if (isReference && ELEMENT_METHODS.has(name)) return { look: Look.Reference, owner, origin: node };
  return undefined;
}

/** The element of a container that an lvalue is, or is a member of. */
function elementBehind(walk: Walk, path: Path<View>, expression: number): Made | undefined {
  const { tree, locals } = walk;
  const node = withoutParentheses(tree, expression);
  switch (kindOf(tree, node)) {
    case Kind.Identifier: {
      const view = path.facts.get(placeOf(tree, locals, node));
      return view?.look === Look.Reference ? view : undefined;
    }
    case Kind.FieldExpression: {
      const object = childByField(tree, node, Field.Argument);
      if (textIs(tree, childByField(tree, node, Field.Operator), "->")) {
        const view = iteratorAt(walk, path, object);
        return view === undefined ? undefined : { ...view, look: Look.Reference };
      }
      return elementBehind(walk, path, object);
    }
    case Kind.PointerExpression: {
      if (!textIs(tree, childByField(tree, node, Field.Operator), "*")) return undefined;
      const view = iteratorAt(walk, path, childByField(tree, node, Field.Argument));
      return view === undefined ? undefined : { ...view, look: Look.Reference };
    }
    case Kind.SubscriptExpression: {
      const object = childByField(tree, node, Field.Argument);
      const owner = placeOf(tree, locals, object);
      const container = containerAt(walk, object);
      if (owner === "" || container === Container.None || container === Container.Owner) return undefined;
      return { look: Look.Reference, owner, origin: node };
    }
    case Kind.CallExpression: {
      const view = viewFromCall(walk, path, node, true, false);
      return view?.look === Look.Reference ? view : undefined;
    }
    default:
      return undefined;
  }
}

function iteratorAt(walk: Walk, path: Path<View>, node: number): Made | undefined {
  const view = viewIn(walk, path, node, false, false);
  return view?.look === Look.Iterator ? view : undefined;
}

/** The one expression in parentheses or braces, or the expression itself; `NONE` if there are several or none. */
export function onlyValue(tree: Tree, node: number): number {
  const kind = kindOf(tree, node);
  return kind === Kind.ArgumentList || kind === Kind.InitializerList ? onlyPart(tree, node) : node;
}
