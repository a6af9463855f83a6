/**
 * Objects of class type: constructors, overloaded operators, named casts and the member initialisers of constructors.
 */
import { describedType, typeFromText } from "../semantics/declarators";
import { nameOf, simpleNameOf } from "../semantics/qualified-names";
import { dereferenced, findField, findMethod } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, lastNamedChild, nextNamedSibling } from "../syntax/walk";
import { copyMemory, endOf, opaque, startOf, store, zero } from "./builder";
import {
  type Arguments,
  type CallResult,
  call,
  className,
  constructedType,
  finishCall,
  NOTHING,
  passArgument,
  passArguments,
  result,
  UNKNOWN_CALLEE,
} from "./calls";
import {
  addressOfVariable,
  beginFull,
  bytesOf,
  endFull,
  hasLifetime,
  isClass,
  isObject,
  type Lowering,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { keep, unkeep, value } from "./expressions";
import { initialise, isAggregate } from "./initialisers";
import type { Callee } from "./ir";
import { addressOf, fieldOf, isPlaceLike, type Place, place, placeAt, read, selfRegister } from "./places";

export function calleeOf(name: string, kind: Callee["kind"], type: Type | null): Callee {
  return {
    name,
    kind,
    qualified: true,
    type,
    register: -1,
    templateArguments: "",
    summary: null,
    format: null,
    passed: null,
  };
}

export function hasConstructor(cx: Lowering, type: Type): boolean {
  cx.file.complete(type);
  return type.record?.methods.has(simpleNameOf(type.record.name)) ?? false;
}

/** Runs a constructor of `type` on the object at `address`; `list` holds the arguments, `NONE` for none. */
export function construct(cx: Lowering, node: number, type: Type, address: number, list: number): void {
  const { tree } = cx;
  const aggregate = type.record !== null && isAggregate(cx, type);
  if (aggregate && kindOf(tree, list) === Kind.InitializerList && firstNamedChild(tree, list) !== NONE) {
    initialise(cx, node, placeAt(address, type), list);
    return;
  }
  if (type.record?.startsRaw && firstNamedChild(tree, list) === NONE) {
    // `T x;` and `new T` do nothing; `T()` and `T{}` fill with zeros.
    if (list !== NONE) zero(cx, node, address, bytesOf(cx, type), type);
    return;
  }
  const owner = className(type);
  const name = `${owner}::${simpleNameOf(owner)}`;
  const model = cx.file.model(name);
  const method = type.record === null ? null : (findMethod(type.record, simpleNameOf(owner)) ?? null);
  const args = passArguments(cx, list, { name, type: method, model }, address, node);
  finishCall(
    cx,
    node,
    calleeOf(model?.name ?? name, "constructor", method),
    args,
    cx.types.void,
    model,
    false,
  );
}

/** Initialises an object of class type from an initialiser of any form; `NONE` runs the default constructor. */
export function initialiseObject(cx: Lowering, node: number, target: Place, initialiser: number): void {
  const { tree } = cx;
  const { address, type } = target;
  const kind = kindOf(tree, initialiser);
  if (initialiser === NONE || kind === Kind.ArgumentList || kind === Kind.InitializerList) {
    construct(cx, node, type, address, initialiser);
    return;
  }
  // `T x = T(a)` and `T x = T{a}` build x itself.
  if (kind === Kind.CompoundLiteralExpression) {
    const named = describedType(cx.scope, tree, childByField(tree, initialiser, Field.Type));
    if (cx.types.unqualified(named) === cx.types.unqualified(type)) {
      construct(cx, node, type, address, childByField(tree, initialiser, Field.Value));
      return;
    }
  }
  if (kind === Kind.CallExpression) {
    const callee = childByField(tree, initialiser, Field.Function);
    const name = nameOf(tree, callee);
    if (name !== "" && cx.scope.function(name) === undefined && cx.scope.variable(name) === undefined) {
      const named = constructedType(cx, callee, name);
      if (named !== undefined && cx.types.unqualified(named) === cx.types.unqualified(type)) {
        construct(cx, node, type, address, childByField(tree, initialiser, Field.Arguments));
        return;
      }
    }
  }
  let made: number;
  let isLvalue = isPlaceLike(cx, initialiser);
  if (kind === Kind.CallExpression) {
    // A call that returns a reference (`std::move`) names an object, others make one.
    const result = call(cx, initialiser, true);
    isLvalue = result.place !== null;
    made = result.place === null ? result.register : read(cx, initialiser, result.place);
    if (made < 0) made = opaque(cx, initialiser, cx.type, []);
  } else made = value(cx, initialiser);
  const from = cx.type;
  // The object that a function returns is built in place: no temporary, so none is destroyed.
  const register = unkeep(cx, made);
  const sameClass = isObject(cx, from) && cx.types.unqualified(from) === cx.types.unqualified(type);
  if (sameClass && !isLvalue) {
    copyMemory(cx, node, address, register, bytesOf(cx, type), type);
    return;
  }
  const owner = className(type);
  if (sameClass && type.record !== null && !hasLifetime(cx, type)) {
    copyMemory(cx, node, address, register, bytesOf(cx, type), type);
    return;
  }
  const args: Arguments = {
    registers: [address, register],
    spans: [startOf(cx, node), endOf(cx, node), startOf(cx, initialiser), endOf(cx, initialiser)],
    exposed: [],
    members: [],
    types: null,
  };
  const name = `${owner}::${simpleNameOf(owner)}`;
  const model = cx.file.model(name);
  finishCall(cx, node, calleeOf(model?.name ?? name, "constructor", null), args, cx.types.void, model, false);
}

/** An operator that a class of the project has, or that the project declares for it. */
interface OwnOperator {
  readonly callee: string;
  readonly kind: "operator" | "function";
  readonly type: Type;
  /** Parameters behind the left operand; undefined where overloads differ in them. */
  readonly rest: readonly Type[] | undefined;
}

/** What `name` means for a left operand of that class, as far as the project says it. */
export function ownOperator(cx: Lowering, object: Type, name: string): OwnOperator | undefined {
  cx.file.complete(object);
  const { record } = object;
  if (record === null) return undefined;
  const method = findMethod(record, name);
  if (method !== undefined)
    return {
      callee: `${record.name}::${name}`,
      kind: "operator",
      type: method,
      rest: method.params ?? undefined,
    };
  const free = cx.file.function(name);
  const params = free?.type.kind === TypeKind.Function ? free.type.params : null;
  // Others of that name are for other classes.
  if (free === undefined || params === null || params.length === 0) return undefined;
  const first = dereferenced(params[0]);
  return first.record?.name === record.name
    ? { callee: free.name, kind: "function", type: free.type, rest: params.slice(1) }
    : undefined;
}

/** The right operand of an operator, passed as its parameter wants it if it is known. */
export function rightOperand(cx: Lowering, node: number, own: OwnOperator | undefined): number {
  return own?.rest?.length === 1 ? passArgument(cx, node, own.rest[0]) : value(cx, node);
}

/**
 * A call of an overloaded operator on operands that are already evaluated. `object` is the left operand's type;
 * `fallback` the result's when no declaration is visible, an lvalue if `reference`.
 */
export function operatorCall(
  cx: Lowering,
  node: number,
  name: string,
  args: number[],
  nodes: readonly number[],
  object: Type,
  fallback: Type,
  reference: boolean,
): CallResult {
  const known = ownOperator(cx, object, name);
  const type = known?.type ?? cx.file.function(name)?.type ?? null;
  const declared = type?.kind === TypeKind.Function ? type.to : null;
  const spans: number[] = [];
  for (const n of nodes) spans.push(startOf(cx, n), endOf(cx, n));
  // Texts, containers, documents, streams and sessions have operators of their own.
  const own = object.kind === TypeKind.Unknown ? cx.file.model(`${className(object)}::${name}`) : undefined;
  const isNameless = fallback.kind === TypeKind.Unknown && fallback.name === "";
  const told =
    isNameless && own !== undefined ? dereferenced(typeFromText(cx.file, own.returnType)) : fallback;
  const result =
    declared !== null && declared.kind !== TypeKind.Unknown
      ? declared
      : reference
        ? cx.types.reference(told)
        : told;
  const callee: Callee = {
    name: known?.callee ?? own?.name ?? name,
    kind: known?.kind ?? "operator",
    qualified: known !== undefined,
    type,
    register: -1,
    templateArguments: "",
    summary: null,
    format: null,
    passed: null,
  };
  return finishCall(
    cx,
    node,
    callee,
    { registers: args, spans, exposed: [], members: [], types: null },
    result,
    undefined,
    false,
  );
}

export function operatorValue(
  cx: Lowering,
  node: number,
  name: string,
  args: number[],
  nodes: readonly number[],
  object: Type,
  fallback: Type,
  reference: boolean,
): number {
  const result = operatorCall(cx, node, name, args, nodes, object, fallback, reference);
  if (result.place !== null) return read(cx, node, result.place);
  if (result.register < 0) return opaque(cx, node, cx.type, []);
  return keep(cx, node, result.register, cx.type);
}

export function operatorPlace(
  cx: Lowering,
  node: number,
  name: string,
  args: number[],
  nodes: readonly number[],
  object: Type,
  referent: Type,
): Place {
  const result = operatorCall(cx, node, name, args, nodes, object, referent, true);
  if (result.place !== null) return result.place;
  const { type } = cx;
  const register = result.register < 0 ? opaque(cx, node, type, []) : result.register;
  if (isObject(cx, type)) return placeAt(keep(cx, node, register, type), type);
  const address = addressOfVariable(cx, node, temporaryObject(cx, node, type, false));
  store(cx, node, address, register, type);
  return placeAt(address, type);
}

/** `static_cast<T>(x)` and its siblings; undefined for other templates. */
export function namedCast(
  cx: Lowering,
  node: number,
  name: string,
  templateList: number,
  operand: number,
): CallResult | undefined {
  if (operand === NONE) return undefined;
  const isDynamic = name === "dynamic_cast";
  if (!isDynamic && name !== "static_cast" && name !== "reinterpret_cast" && name !== "const_cast")
    return undefined;
  const type = describedType(cx.scope, cx.tree, firstNamedChild(cx.tree, templateList));
  if (type.kind === TypeKind.Reference) {
    // Another name for the object, and no copy of it.
    const found = place(cx, operand);
    cx.type = type.to ?? cx.types.nothing;
    return { register: -1, place: placeAt(addressOf(cx, node, found), cx.type), branched: false };
  }
  const register = value(cx, operand);
  const from = cx.type;
  if (isClass(cx, type)) {
    const address = addressOfVariable(cx, node, temporaryObject(cx, node, type, false));
    copyMemory(cx, node, address, register, bytesOf(cx, type), type);
    cx.type = type;
    return result(address);
  }
  cx.type = type;
  if (type.kind === TypeKind.Void) return NOTHING;
  // Null where the object is of another class.
  return result(
    isDynamic ? opaque(cx, node, type, [register]) : convert(cx, node, register, from, type, true),
  );
}

export function memberInitialisers(cx: Lowering, list: number): void {
  const { tree, record } = cx;
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.FieldInitializer) continue;
    const name = nameOf(tree, firstNamedChild(tree, child));
    const initialiser = lastNamedChild(tree, child);
    const self = selfRegister(cx, child);
    const full = beginFull(cx);
    const info = record === null ? undefined : findField(record, name);
    if (self < 0) {
      passArguments(cx, initialiser, UNKNOWN_CALLEE);
    } else if (info !== undefined && info.type.kind === TypeKind.Reference) {
      const bound = firstNamedChild(tree, initialiser);
      const address = bound === NONE ? -1 : addressOf(cx, bound, place(cx, bound));
      const raw: Place = fieldPlace(cx, child, self, info.name, info.offset, info.type);
      if (address >= 0)
        store(cx, child, raw.address, address, cx.types.pointer(info.type.to ?? cx.types.nothing));
    } else if (info !== undefined) {
      initialise(cx, child, fieldOf(cx, child, self, info), initialiser);
    } else {
      const type = cx.scope.type(name);
      const simple = simpleNameOf(name);
      const method = type?.record ? (findMethod(type.record, simpleNameOf(type.record.name)) ?? null) : null;
      const signature = { name: `${name}::${simple}`, type: method, model: undefined };
      const args = passArguments(cx, initialiser, signature, self, child);
      const callee = calleeOf(signature.name, "constructor", method);
      finishCall(cx, child, callee, args, cx.types.void, undefined, false);
    }
    endFull(cx, child, full);
  }
}

function fieldPlace(
  cx: Lowering,
  node: number,
  self: number,
  name: string,
  offset: number,
  type: Type,
): Place {
  // The reference itself, not what it refers to.
  const pointer = cx.types.pointer(type.to ?? cx.types.nothing);
  return fieldOf(cx, node, self, { name, type: pointer, offset, bits: 0 });
}
