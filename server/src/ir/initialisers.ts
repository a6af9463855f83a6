/**
 * Initialisers of every form: expressions, nested brace lists with and without designators or inner braces (C11 6.7.9),
 * strings, compound literals, and C++ direct initialisation.
 */

import { stringLiteral } from "../semantics/constants";
import { describedType } from "../semantics/declarators";
import { typeOf } from "../semantics/expression-types";
import { dereferenced, findField, stepInto } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  childByField,
  firstNamedChild,
  kindOf,
  nextByField,
  nextNamedSibling,
  nodeText,
  textIs,
} from "../syntax/walk";
import { addString, constant, initString, opaque, pointerAdd, setVariable, zero } from "./builder";
import { addressOfVariable, bytesOf, isClass, type Lowering, MAX_DEPTH, temporaryObject } from "./context";
import { constantIn } from "./conversions";
import { construct, initialiseObject } from "./cxx";
import { effect, value } from "./expressions";
import { expandObject } from "./macros";
import { assign, fieldOf, type Place, placeAt } from "./places";

/** Elements of longer lists are not told apart. */
const MAX_ELEMENTS = 1024;
/** `[a ... b] = v` for more elements than this only makes them unknown. */
const MAX_RANGE = 64;

/** Initialises the object at `target`; `initialiser` `NONE` is the default initialisation of a class. */
export function initialise(cx: Lowering, node: number, target: Place, initialiser: number): void {
  const { tree, types } = cx;
  const { type } = target;
  const kind = kindOf(tree, initialiser);
  const plainRecord = type.record !== null && kind === Kind.InitializerList && isAggregate(cx, type);
  if (isClass(cx, type) && !plainRecord) {
    initialiseObject(cx, node, target, initialiser);
    return;
  }
  if (kind === Kind.InitializerList && !plainRecord && type.kind !== TypeKind.Array) {
    initialiseScalar(cx, node, target, initialiser);
    return;
  }
  if (kind === Kind.ArgumentList) {
    initialiseScalar(cx, node, target, initialiser);
    return;
  }
  if (kind === Kind.InitializerList) {
    const whole = copied(cx, type, initialiser);
    if (whole !== NONE) {
      initialise(cx, node, target, whole);
      return;
    }
    zero(cx, initialiser, target.address, bytesOf(cx, type), type);
    fill(cx, target.address, type, { list: initialiser, at: first(cx, initialiser), count: 0 }, true);
    return;
  }
  if (type.kind === TypeKind.Array && isString(kind)) {
    const literal = stringLiteral(cx.scope, tree, initialiser);
    initString(cx, initialiser, target.address, addString(cx, literal.value, literal.element.size), type);
    return;
  }
  if (type.kind === TypeKind.Array && kind === Kind.Identifier) {
    const isDone = expandObject(cx, initialiser, nodeText(tree, initialiser), (inner, body) => {
      initialise(inner, body, target, body);
      return true;
    });
    if (isDone === true) return;
  }
  const register = value(cx, initialiser);
  if (type.kind === TypeKind.Array) {
    // An array initialised from something that is no string: a macro that could not be read.
    opaque(cx, node, types.nothing, [target.address, register]);
    return;
  }
  assign(cx, node, target, register, cx.type);
}

/** `T t{other}`, where the other is a T too: the only element is not the first member, but what is copied ([dcl.init.list]). */
function copied(cx: Lowering, type: Type, list: number): number {
  const element = first(cx, list);
  if (cx.language !== "cpp" || type.record === null || element === NONE || next(cx, element) !== NONE)
    return NONE;
  if (kindOf(cx.tree, element) === Kind.InitializerList) return NONE;
  return dereferenced(typeOf(cx.scope, cx.tree, element)).record === type.record ? element : NONE;
}

/** A record that a brace list initialises part by part. */
export function isAggregate(cx: Lowering, type: Type): boolean {
  cx.file.complete(type);
  const { record } = type;
  return (
    record?.complete === true && (cx.language === "c" || (record.methods.size === 0 && !record.hasVirtual))
  );
}

function isString(kind: Kind): boolean {
  return kind === Kind.StringLiteral || kind === Kind.ConcatenatedString || kind === Kind.RawStringLiteral;
}

/** `int x = {1}`, `T *p{}`, `int x(1)`; for unknown types everything in the list may matter. */
function initialiseScalar(cx: Lowering, node: number, target: Place, list: number): void {
  const { types, tree } = cx;
  const { type } = target;
  const item = first(cx, list);
  if (type.kind === TypeKind.Unknown && kindOf(tree, list) === Kind.InitializerList) {
    const args: number[] = [];
    for (let at = item; at !== NONE; at = next(cx, at)) if (!isZero(cx, at)) args.push(value(cx, at));
    if (target.variable >= 0) setVariable(cx, node, target.variable, opaque(cx, node, type, args));
    else {
      zero(cx, node, target.address, bytesOf(cx, type), type);
      if (args.length > 0) opaque(cx, node, types.nothing, [target.address, ...args]);
    }
    return;
  }
  if (type.kind === TypeKind.Unknown && next(cx, item) !== NONE) {
    const args: number[] = [];
    for (let at = item; at !== NONE; at = next(cx, at)) args.push(value(cx, at));
    if (target.variable >= 0) setVariable(cx, node, target.variable, opaque(cx, node, type, args));
    else opaque(cx, node, types.nothing, [target.address, ...args]);
    return;
  }
  if (item === NONE) {
    const register = constant(cx, node, 0, types.int);
    assign(cx, node, target, register, types.int);
    return;
  }
  const inner = kindOf(tree, item) === Kind.InitializerList ? first(cx, item) : item;
  const register = inner === NONE ? constant(cx, node, 0, types.int) : value(cx, inner);
  assign(cx, node, target, register, inner === NONE ? types.int : cx.type);
}

// Lists

function first(cx: Lowering, list: number): number {
  const at = firstNamedChild(cx.tree, list);
  return kindOf(cx.tree, at) === Kind.Comment ? next(cx, at) : at;
}

function next(cx: Lowering, item: number): number {
  let at = nextNamedSibling(cx.tree, item);
  while (kindOf(cx.tree, at) === Kind.Comment) at = nextNamedSibling(cx.tree, at);
  return at;
}

/** Where reading a list has come to; elements without braces of their own share their parent's. */
interface Cursor {
  readonly list: number;
  at: number;
  count: number;
}

/** Written out zeros need no instruction: the object has been zeroed as a whole. */
function isZero(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  switch (kindOf(tree, node)) {
    case Kind.NumberLiteral:
      return textIs(tree, node, "0");
    case Kind.Null:
    case Kind.False:
      return true;
    case Kind.CharLiteral:
      return textIs(tree, node, "'\\0'");
    default:
      return false;
  }
}

/** Initialises the parts of an array or record from the list at the cursor, which stands between its braces or not. */
function fill(cx: Lowering, address: number, type: Type, cursor: Cursor, braced: boolean): void {
  if (cx.depth > MAX_DEPTH) return;
  cx.depth++;
  cx.file.complete(type);
  if (type.kind === TypeKind.Array) fillArray(cx, address, type, cursor, braced);
  else fillRecord(cx, address, type, cursor, braced);
  cx.depth--;
}

function fillArray(cx: Lowering, address: number, type: Type, cursor: Cursor, braced: boolean): void {
  const { tree } = cx;
  const element = type.to ?? cx.types.nothing;
  if (braced && isString(kindOf(tree, cursor.at)) && element.size === 1) {
    // char s[] = {"text"}
    initialise(cx, cursor.at, placeAt(address, type), cursor.at);
    return;
  }
  for (let index = 0; cursor.at !== NONE; index++) {
    if (tree.kind[cursor.at] === Kind.InitializerPair) {
      if (!braced) return;
      index = designated(cx, address, type, cursor.at, index);
      cursor.at = next(cx, cursor.at);
      continue;
    }
    if (type.count >= 0 && index >= type.count && !braced) return;
    if (++cursor.count > MAX_ELEMENTS) {
      opaque(cx, cursor.at, cx.types.nothing, [address]);
      cursor.at = NONE;
      return;
    }
    const node = cursor.at;
    fillPart(cx, element, cursor, () => elementAddress(cx, node, address, index, element));
  }
}

function elementAddress(cx: Lowering, node: number, array: number, index: number, element: Type): number {
  const at = constant(cx, node, index, cx.types.ptrdiffT);
  return pointerAdd(cx, node, array, at, bytesOf(cx, element), cx.types.pointer(element));
}

function fillRecord(cx: Lowering, address: number, type: Type, cursor: Cursor, braced: boolean): void {
  const { tree } = cx;
  const { record } = type;
  if (record === null || !record.complete) {
    const args = [address];
    for (; cursor.at !== NONE; cursor.at = next(cx, cursor.at)) args.push(value(cx, cursor.at));
    opaque(cx, cursor.list, cx.types.nothing, args);
    return;
  }
  for (let index = 0; cursor.at !== NONE; index++) {
    if (tree.kind[cursor.at] === Kind.InitializerPair) {
      if (!braced) return;
      index = designated(cx, address, type, cursor.at, index);
      cursor.at = next(cx, cursor.at);
      continue;
    }
    if (index >= record.fields.length || (record.tag === "union" && index > 0)) {
      if (!braced) return;
      // Too many: evaluated, but they go nowhere.
      effect(cx, cursor.at);
      cursor.at = next(cx, cursor.at);
      continue;
    }
    const node = cursor.at;
    const field = stepInto(record, index);
    fillPart(cx, field.type, cursor, () => fieldOf(cx, node, address, field).address);
  }
}

/** Initialises one part from the item at the cursor, or, for a part with parts but no braces, from several. */
function fillPart(cx: Lowering, type: Type, cursor: Cursor, address: () => number): void {
  const { tree } = cx;
  const item = cursor.at;
  const kind = kindOf(tree, item);
  const aggregate = type.kind === TypeKind.Array || (type.record !== null && isAggregate(cx, type));
  if (aggregate && kind !== Kind.InitializerList && !wholeObject(cx, type, item)) {
    const before = cursor.at;
    fill(cx, address(), type, cursor, false);
    // An empty or unreadable part must not stop the list.
    if (cursor.at === before) cursor.at = next(cx, before);
    return;
  }
  cursor.at = next(cx, item);
  if (isZero(cx, item) && !isClass(cx, type)) return;
  fillWith(cx, address(), type, item);
}

/** Whether an item initialises an aggregate as a whole: a string an array, a record a record. */
function wholeObject(cx: Lowering, type: Type, item: number): boolean {
  const kind = kindOf(cx.tree, item);
  if (type.kind === TypeKind.Array) return isString(kind) && type.to?.kind === TypeKind.Int;
  if (kind === Kind.NumberLiteral || kind === Kind.CharLiteral || isString(kind)) return false;
  const actual = typeOf(cx.scope, cx.tree, item);
  return actual.kind === TypeKind.Record && cx.types.unqualified(actual) === cx.types.unqualified(type);
}

/** Initialises a part that is zero so far. */
function fillWith(cx: Lowering, address: number, type: Type, item: number): void {
  if (kindOf(cx.tree, item) === Kind.InitializerList && !isClass(cx, type)) {
    if (type.kind === TypeKind.Array || type.record !== null) {
      fill(cx, address, type, { list: item, at: first(cx, item), count: 0 }, true);
      return;
    }
  }
  initialise(cx, item, placeAt(address, type), item);
}

/** `.a.b[3] = v`, `[1 ... 4] = v`, GNU `a: v`. Gives the index of the part designated first. */
function designated(cx: Lowering, address: number, type: Type, pair: number, index: number): number {
  const { tree } = cx;
  const item = childByField(tree, pair, Field.Value);
  let at = address;
  let part = type;
  let position = index;
  let outermost = true;
  for (
    let designator = childByField(tree, pair, Field.Designator);
    designator !== NONE;
    designator = nextByField(tree, designator, Field.Designator)
  ) {
    const kind = kindOf(tree, designator);
    if (kind === Kind.FieldDesignator || kind === Kind.FieldIdentifier) {
      const nameNode = kind === Kind.FieldIdentifier ? designator : firstNamedChild(tree, designator);
      const name = nodeText(tree, nameNode);
      cx.file.complete(part);
      const info = part.record === null ? undefined : findField(part.record, name);
      if (info === undefined) {
        if (item !== NONE) opaque(cx, pair, cx.types.nothing, [at, value(cx, item)]);
        return position;
      }
      if (outermost) position = part.record!.fields.findIndex((field) => field.name === name);
      at = fieldOf(cx, designator, at, info).address;
      part = info.type;
    } else {
      const range = kind === Kind.SubscriptRangeDesignator;
      const low = constantIn(
        cx,
        range ? childByField(tree, designator, Field.Start) : firstNamedChild(tree, designator),
      );
      const high = range ? constantIn(cx, childByField(tree, designator, Field.End)) : low;
      const element = part.to;
      if (part.kind !== TypeKind.Array || element === null || low === undefined || high === undefined) {
        if (item !== NONE) opaque(cx, pair, cx.types.nothing, [at, value(cx, item)]);
        return position;
      }
      if (outermost) position = high;
      if (range) {
        fillRange(cx, designator, at, element, low, high, item);
        return position;
      }
      at = elementAddress(cx, designator, at, low, element);
      part = element;
    }
    outermost = false;
  }
  if (item !== NONE && !(isZero(cx, item) && !isClass(cx, part))) fillWith(cx, at, part, item);
  return position;
}

function fillRange(
  cx: Lowering,
  node: number,
  array: number,
  element: Type,
  low: number,
  high: number,
  item: number,
): void {
  if (item === NONE || (isZero(cx, item) && !isClass(cx, element))) return;
  if (high - low >= MAX_RANGE) {
    opaque(cx, node, cx.types.nothing, [array]);
    return;
  }
  for (let i = low; i <= high; i++) fillWith(cx, elementAddress(cx, node, array, i, element), element, item);
}

// Compound literals

/** `(T){...}` (C11 6.5.2.5): an object that lives as long as the block around it; in C++ a temporary. */
export function compoundLiteral(cx: Lowering, node: number): Place {
  const { tree } = cx;
  const list = childByField(tree, node, Field.Value);
  const written = describedType(cx.scope, tree, childByField(tree, node, Field.Type));
  // An array without bound has as many elements as the list.
  const type = written.kind === TypeKind.Array && written.count < 0 ? typeOf(cx.scope, tree, node) : written;
  cx.file.complete(type);
  const extended = cx.language === "c" && !cx.inLoopHead;
  const variable = temporaryObject(cx, node, type.kind === TypeKind.Unknown ? written : type, extended);
  const address = addressOfVariable(cx, node, variable);
  if (isClass(cx, type)) construct(cx, node, type, address, list);
  else initialise(cx, node, placeAt(address, cx.variables[variable].type), list);
  return placeAt(address, cx.variables[variable].type);
}
