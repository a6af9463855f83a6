/**
 * What only C++ has: constructors, overloaded operators, `new` and `delete`, named casts, lambdas, exceptions, member
 * initialisers, range-`for` and structured bindings.
 */
import { containerElement, declaratorsOf, describedType } from "../semantics/declarators";
import { nameOf, simpleNameOf } from "../semantics/qualified-names";
import { findField, findMethod } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  childByField,
  childByKind,
  firstNamedChild,
  hasChildOfKind,
  kindOf,
  lastNamedChild,
  nextNamedSibling,
  nodeText,
} from "../syntax/walk";
import {
  binary,
  compare,
  constant,
  copy,
  copyMemory,
  emitCall,
  endOf,
  jump,
  newBlock,
  opaque,
  pointerAdd,
  resume,
  setVariable,
  startOf,
  store,
  terminate,
  zero,
} from "./builder";
import {
  type Arguments,
  type CallResult,
  className,
  constructedType,
  finishCall,
  passArguments,
} from "./calls";
import {
  addressOfVariable,
  beginLifetime,
  closeBlock,
  type Entity,
  hasLifetime,
  isClass,
  isObject,
  type Lowering,
  leaveFor,
  mayThrow,
  mergeVariable,
  openBlock,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { declareVariable } from "./declarations";
import {
  addressOf,
  assign,
  branch,
  fieldOf,
  isPlaceLike,
  keep,
  type Place,
  place,
  placeAt,
  read,
  selfRegister,
  unkeep,
  value,
} from "./expressions";
import { initialise, isAggregate } from "./initialisers";
import { BinaryOp, type Block, type Callee, CompareOp } from "./ir";
import { lowerLambda } from "./lower";
import { statement } from "./statements";

function calleeOf(name: string, kind: Callee["kind"], type: Type | null): Callee {
  return { name, kind, qualified: true, type, register: -1, templateArguments: "" };
}

// Constructors

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
  const owner = className(type);
  const name = `${owner}::${simpleNameOf(owner)}`;
  const model = cx.file.model(name);
  const method = type.record === null ? null : (findMethod(type.record, simpleNameOf(owner)) ?? null);
  const args = passArguments(cx, list, method, model, address, node);
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
  const made = value(cx, initialiser);
  const from = cx.type;
  // The object that a function returns is built in place: no temporary, so none is destroyed.
  const register = unkeep(cx, made);
  const sameClass = isObject(cx, from) && cx.types.unqualified(from) === cx.types.unqualified(type);
  if (sameClass && !isPlaceLike(cx, initialiser)) {
    copyMemory(cx, node, address, register, type);
    return;
  }
  const owner = className(type);
  if (sameClass && type.record !== null && !hasLifetime(cx, type)) {
    copyMemory(cx, node, address, register, type);
    return;
  }
  const args: Arguments = {
    registers: [address, register],
    spans: [startOf(cx, node), endOf(cx, node), startOf(cx, initialiser), endOf(cx, initialiser)],
    exposed: [],
  };
  const name = `${owner}::${simpleNameOf(owner)}`;
  const model = cx.file.model(name);
  finishCall(cx, node, calleeOf(model?.name ?? name, "constructor", null), args, cx.types.void, model, false);
}

// Operators

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
  cx.file.complete(object);
  const method = object.record === null ? undefined : findMethod(object.record, name);
  const type = method ?? cx.file.function(name)?.type ?? null;
  const declared = type?.kind === TypeKind.Function ? type.to : null;
  const spans: number[] = [];
  for (const n of nodes) spans.push(startOf(cx, n), endOf(cx, n));
  const result =
    declared !== null && declared.kind !== TypeKind.Unknown
      ? declared
      : reference
        ? cx.types.reference(fallback)
        : fallback;
  const callee: Callee = {
    name,
    kind: "operator",
    qualified: false,
    type,
    register: -1,
    templateArguments: "",
  };
  return finishCall(cx, node, callee, { registers: args, spans, exposed: [] }, result, undefined, false);
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

// new and delete

function callRuntime(cx: Lowering, node: number, name: string, args: number[], result: Type): number {
  const spans: number[] = [];
  for (let i = 0; i < args.length; i++) spans.push(startOf(cx, node), endOf(cx, node));
  return emitCall(cx, node, calleeOf(name, "operator", null), args, spans, result, result !== cx.types.void);
}

export function newExpression(cx: Lowering, node: number): number {
  const { tree, types } = cx;
  const type = describedType(cx.scope, tree, childByField(tree, node, Field.Type));
  cx.file.complete(type);
  const declarator = childByField(tree, node, Field.Declarator);
  const placement = childByField(tree, node, Field.Placement);
  const list = childByField(tree, node, Field.Arguments);
  let element = type;
  // `new T[n][4]`: n elements, each an array of 4.
  for (let at = childByKind(tree, declarator, Kind.NewDeclarator); at !== NONE; ) {
    const bound = cx.file.semantics.evaluate(cx.scope, tree, childByField(tree, at, Field.Length));
    element = types.array(element, bound?.value ?? -1);
    at = childByKind(tree, at, Kind.NewDeclarator);
  }
  const pointer = types.pointer(element);
  const args: number[] = [];
  const each =
    element.size >= 0 ? constant(cx, node, element.size, types.sizeT) : opaque(cx, node, types.sizeT, []);
  const array = declarator !== NONE;
  if (array) {
    const length = childByField(tree, declarator, Field.Length);
    const written = value(cx, length);
    const count = convert(cx, length, written, cx.type, types.sizeT);
    args.push(binary(cx, node, BinaryOp.Multiply, count, each, types.sizeT));
  } else args.push(each);
  let address: number;
  const placed = placement === NONE ? NONE : firstNamedChild(tree, placement);
  const nothrow = placed !== NONE && simpleNameOf(nameOf(tree, placed)) === "nothrow";
  if (placed !== NONE && !nothrow) {
    const where = value(cx, placed);
    if (cx.type.kind === TypeKind.Pointer) address = copy(cx, node, where, pointer);
    else address = opaque(cx, node, pointer, [where]);
  } else {
    if (nothrow) args.push(opaque(cx, placed, types.nothing, []));
    address = callRuntime(cx, node, array ? "operator new[]" : "operator new", args, pointer);
    if (!nothrow) mayThrow(cx, endOf(cx, node));
  }
  if (isClass(cx, element)) construct(cx, node, element, address, list);
  else if (element.kind === TypeKind.Unknown) {
    // A constructor may run, on what only it knows.
    const passed = passArguments(cx, list, null, undefined);
    opaque(cx, node, types.nothing, [address, ...passed.registers]);
  } else if (list !== NONE && array) zero(cx, node, address, -1, element);
  else if (list !== NONE) initialise(cx, node, placeAt(address, element), list);
  cx.type = pointer;
  return address;
}

export function deleteExpression(cx: Lowering, node: number): void {
  const { tree, types } = cx;
  const array =
    hasChildOfKind(tree, node, Kind.TokenBracketOpen) ||
    hasChildOfKind(tree, node, Kind.TokenBracketOpenBracketClose);
  const operand = lastNamedChild(tree, node);
  const pointer = value(cx, operand);
  const to = cx.type.to;
  if (to !== null) {
    cx.file.complete(to);
    if (to.record?.hasDestructor) {
      const owner = to.record.name;
      const name = `${owner}::~${simpleNameOf(owner)}`;
      const spans = [startOf(cx, operand), endOf(cx, operand)];
      emitCall(cx, node, calleeOf(name, "destructor", null), [pointer], spans, types.void, false);
    }
  }
  const spans = [startOf(cx, operand), endOf(cx, operand)];
  const name = array ? "operator delete[]" : "operator delete";
  emitCall(cx, node, calleeOf(name, "operator", null), [pointer], spans, types.void, false);
  cx.type = types.void;
}

/** `static_cast<T>(x)` and its siblings; undefined for other templates. */
export function namedCast(
  cx: Lowering,
  node: number,
  name: string,
  templateList: number,
  operand: number,
): number | undefined {
  if (operand === NONE) return undefined;
  const isDynamic = name === "dynamic_cast";
  if (!isDynamic && name !== "static_cast" && name !== "reinterpret_cast" && name !== "const_cast")
    return undefined;
  const type = describedType(cx.scope, cx.tree, firstNamedChild(cx.tree, templateList));
  if (type.kind === TypeKind.Reference) {
    const found = place(cx, operand);
    return read(cx, node, placeAt(addressOf(cx, node, found), type.to ?? cx.types.nothing));
  }
  const register = value(cx, operand);
  const from = cx.type;
  if (isClass(cx, type)) {
    const address = addressOfVariable(cx, node, temporaryObject(cx, node, type, false));
    copyMemory(cx, node, address, register, type);
    cx.type = type;
    return address;
  }
  cx.type = type;
  if (type.kind === TypeKind.Void) return -1;
  // Null where the object is of another class.
  if (isDynamic) return opaque(cx, node, type, [register]);
  return convert(cx, node, register, from, type, true);
}

// Lambdas

/** Names that a lambda's capture list copies, and those it refers to. */
interface Captures {
  readonly all: "copy" | "reference" | "none";
  readonly copies: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

function capturesOf(cx: Lowering, list: number): Captures {
  const { tree } = cx;
  const copies = new Set<string>();
  const references = new Set<string>();
  let all: Captures["all"] = "none";
  let byReference = false;
  for (let child = tree.firstChild[list]; list !== NONE && child !== NONE; child = tree.nextSibling[child]) {
    const kind = tree.kind[child];
    if (kind === Kind.LambdaDefaultCapture) all = nodeText(tree, child) === "&" ? "reference" : "copy";
    else if (kind === Kind.TokenAmp) byReference = true;
    else if (kind === Kind.TokenComma) byReference = false;
    else if (kind === Kind.Identifier) (byReference ? references : copies).add(nodeText(tree, child));
    else if (kind === Kind.LambdaCaptureInitializer) {
      copies.add(nodeText(tree, childByField(tree, child, Field.Left)));
    }
  }
  return { all, copies, references };
}

/** The variables that the lambda made from `node` refers to, as addresses. */
function exposedTo(cx: Lowering, node: number, variables: readonly number[]): number[] {
  return variables.map((variable) => addressOfVariable(cx, node, variable));
}

/** The closure; its body becomes a function of its own. What it refers to may change whenever it runs. */
export function lambda(cx: Lowering, node: number): number {
  const { tree, types } = cx;
  const list = childByField(tree, node, Field.Captures);
  const captures = capturesOf(cx, list);
  const args: number[] = [];
  const initialisers: number[] = [];
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.LambdaCaptureInitializer) initialisers.push(child);
  }
  for (const child of initialisers) args.push(value(cx, childByField(tree, child, Field.Right)));
  const used = lowerLambda(cx, node, captures.copies);
  const references: number[] = [];
  for (const variable of used) {
    const { name, memory } = cx.variables[variable];
    const copied = captures.copies.has(name) || (captures.all === "copy" && !captures.references.has(name));
    if (copied && !memory) args.push(variable);
    else if (copied) args.push(addressOfVariable(cx, node, variable));
    else references.push(variable);
  }
  cx.closures.set(node, references);
  const self = hasChildOfKind(tree, list, Kind.This) || captures.all !== "none" ? selfRegister(cx, node) : -1;
  if (self >= 0) args.push(self);
  cx.type = types.unknown("lambda");
  return opaque(cx, node, cx.type, [...args, ...exposedTo(cx, node, references)]);
}

/** A call of a lambda through the variable that holds it. */
export function lambdaCall(
  cx: Lowering,
  node: number,
  entity: Entity & { kind: "variable" },
  list: number,
): number {
  const args = passArguments(cx, list, null, undefined);
  opaque(cx, node, cx.types.nothing, exposedTo(cx, node, cx.closures.get(entity.lambdaNode) ?? []));
  const callee = calleeOf(entity.lambda, "function", null);
  // What a lambda takes by reference its own captures tell; its parameters are seldom references.
  const passed = { ...args, exposed: [] };
  return finishCall(cx, node, callee, passed, cx.types.nothing, undefined, false).register;
}

// Exceptions

export function throwExpression(cx: Lowering, node: number): void {
  const operand = firstNamedChild(cx.tree, node);
  if (operand !== NONE) value(cx, operand);
  const start = startOf(cx, node);
  const end = endOf(cx, node);
  const { handler } = cx;
  leaveFor(cx, handler?.live ?? null, start);
  if (handler === null) terminate(cx, { kind: "throw", start, end });
  else jump(cx, handler.block);
}

/** `try { } catch ...`; `before` lowers what precedes the body (a constructor's member initialisers). */
export function tryStatement(cx: Lowering, node: number, before?: () => void): void {
  const { tree } = cx;
  const dispatch = newBlock(cx);
  const after = newBlock(cx);
  const outer = cx.handler;
  cx.handler = { block: dispatch, live: cx.live };
  before?.();
  statement(cx, childByField(tree, node, Field.Body));
  cx.handler = outer;
  jump(cx, after);
  const handlers: Block[] = [];
  let catchesAll = false;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.CatchClause) continue;
    const handler = newBlock(cx);
    handlers.push(handler);
    resume(cx, handler);
    catchesAll = catchClause(cx, child) || catchesAll;
    jump(cx, after);
  }
  const targets = handlers.map((handler) => handler.id);
  if (!catchesAll) {
    const propagate = newBlock(cx);
    targets.push(propagate.id);
    resume(cx, propagate);
    const position = endOf(cx, node);
    leaveFor(cx, outer?.live ?? null, position);
    if (outer === null) terminate(cx, { kind: "throw", start: startOf(cx, node), end: position });
    else jump(cx, outer.block);
  }
  dispatch.terminator = { kind: "either", targets };
  resume(cx, after);
}

/** Lowers one handler; true for `catch (...)`. */
function catchClause(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  const { live } = cx;
  const block = openBlock(cx);
  const list = childByField(tree, node, Field.Parameters);
  const parameter = firstNamedChild(tree, list);
  const [declarator] = parameter === NONE ? [] : declaratorsOf(cx.scope, tree, parameter);
  if (declarator !== undefined && declarator.name !== "") {
    const variable = declareVariable(cx, declarator.nameNode, declarator.name, declarator.type);
    beginLifetime(cx, parameter, variable);
    unknownValue(cx, parameter, variable);
  }
  statement(cx, childByField(tree, node, Field.Body));
  closeBlock(cx, block, live, endOf(cx, node));
  return parameter === NONE;
}

/** Gives a variable a value that nobody knows. */
function unknownValue(cx: Lowering, node: number, variable: number): void {
  const { type, memory } = cx.variables[variable];
  const register = type.kind === TypeKind.Reference ? cx.types.pointer(type.to ?? cx.types.nothing) : type;
  if (!memory) setVariable(cx, node, variable, opaque(cx, node, register, []));
  else opaque(cx, node, cx.types.nothing, [addressOfVariable(cx, node, variable)]);
}

// Member initialisers

export function memberInitialisers(cx: Lowering, list: number): void {
  const { tree, record } = cx;
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.FieldInitializer) continue;
    const name = nameOf(tree, firstNamedChild(tree, child));
    const initialiser = lastNamedChild(tree, child);
    const self = selfRegister(cx, child);
    const info = record === null ? undefined : findField(record, name);
    if (self < 0) {
      passArguments(cx, initialiser, null, undefined);
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
      const args = passArguments(cx, initialiser, method, undefined, self, child);
      const callee = calleeOf(`${name}::${simple}`, "constructor", method);
      finishCall(cx, child, callee, args, cx.types.void, undefined, false);
    }
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

// Range-for and structured bindings

export function rangeFor(cx: Lowering, node: number): void {
  const { tree, types } = cx;
  const { live } = cx;
  const block = openBlock(cx);
  const initialiser = childByField(tree, node, Field.Initializer);
  if (initialiser !== NONE) statement(cx, initialiser);
  const right = childByField(tree, node, Field.Right);
  let range: Place | undefined;
  if (kindOf(tree, right) === Kind.InitializerList) value(cx, right);
  else if (isPlaceLike(cx, right)) range = place(cx, right);
  else {
    const register = value(cx, right);
    range = isObject(cx, cx.type) ? placeAt(register, cx.type) : undefined;
  }
  const [declarator] = declaratorsOf(cx.scope, tree, node);
  const head = newBlock(cx);
  const body = newBlock(cx);
  const step = newBlock(cx);
  const exit = newBlock(cx);
  const array =
    range !== undefined && range.type.kind === TypeKind.Array && range.type.count >= 0 ? range : undefined;
  let index = -1;
  if (array !== undefined) {
    index = mergeVariable(cx, types.sizeT);
    setVariable(cx, right, index, constant(cx, right, 0, types.sizeT));
  }
  jump(cx, head);
  resume(cx, head);
  if (array !== undefined) {
    const count = constant(cx, right, array.type.count, types.sizeT);
    branch(cx, right, compare(cx, right, CompareOp.Less, index, count, types.bool, types.sizeT), body, exit);
  } else terminate(cx, { kind: "either", targets: [body.id, exit.id] });
  resume(cx, body);
  const inner = cx.live;
  const innerBlock = openBlock(cx);
  const element =
    array !== undefined
      ? (array.type.to ?? types.nothing)
      : range === undefined
        ? types.nothing
        : containerElement(cx.scope, range.type);
  const address =
    array !== undefined
      ? pointerAdd(cx, right, array.address, index, element.size, types.pointer(element))
      : opaque(cx, right, types.pointer(element), []);
  if (declarator !== undefined)
    bindElement(cx, node, declarator, placeAt(address, element), array !== undefined);
  const { breaks, continues } = cx;
  cx.breaks = { block: exit, live: inner };
  cx.continues = { block: step, live: inner };
  statement(cx, childByField(tree, node, Field.Body));
  closeBlock(cx, innerBlock, inner, endOf(cx, node));
  cx.breaks = breaks;
  cx.continues = continues;
  jump(cx, step);
  resume(cx, step);
  if (array !== undefined) {
    const one = constant(cx, right, 1, types.sizeT);
    setVariable(cx, right, index, binary(cx, right, BinaryOp.Add, index, one, types.sizeT));
  }
  jump(cx, head);
  resume(cx, exit);
  closeBlock(cx, block, live, endOf(cx, node));
}

type Declared = ReturnType<typeof declaratorsOf>[number];

function bindElement(cx: Lowering, node: number, declarator: Declared, element: Place, known: boolean): void {
  if (kindOf(cx.tree, declarator.nameNode) === Kind.StructuredBindingDeclarator) {
    structuredBinding(cx, declarator.nameNode, element);
    return;
  }
  if (declarator.name === "") return;
  const variable = declareVariable(cx, declarator.nameNode, declarator.name, declarator.type);
  beginLifetime(cx, node, variable);
  const { type, memory } = cx.variables[variable];
  if (type.kind === TypeKind.Reference) {
    const pointer = cx.types.pointer(type.to ?? cx.types.nothing);
    const own = memory
      ? placeAt(addressOfVariable(cx, node, variable), pointer)
      : { variable, address: -1, type: pointer, bits: null };
    assign(cx, node, own, element.address, pointer);
  } else if (isObject(cx, type)) {
    const target = placeAt(addressOfVariable(cx, node, variable), type);
    copyMemory(cx, node, target.address, element.address, type);
  } else if (known) {
    const register = read(cx, node, element);
    const own = memory
      ? placeAt(addressOfVariable(cx, node, variable), type)
      : { variable, address: -1, type, bits: null };
    assign(cx, node, own, register, cx.type);
  } else unknownValue(cx, node, variable);
}

/** `auto [a, b] = x`: each name refers to a part of the object, an element or field where that is known. */
export function structuredBinding(cx: Lowering, node: number, object: Place): void {
  const { tree, types } = cx;
  const { type } = object;
  cx.file.complete(type);
  let index = 0;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.Identifier) continue;
    let part: Place | undefined;
    if (type.kind === TypeKind.Array && type.to !== null) {
      const at = constant(cx, child, index, types.sizeT);
      part = placeAt(
        pointerAdd(cx, child, object.address, at, type.to.size, types.pointer(type.to)),
        type.to,
      );
    } else if (type.record?.complete && type.record.bases.length === 0) {
      const info = type.record.fields[index];
      if (info !== undefined && info.bits === 0) part = fieldOf(cx, child, object.address, info);
    }
    const partType = part?.type ?? types.nothing;
    const variable = declareVariable(cx, child, nodeText(tree, child), types.reference(partType));
    beginLifetime(cx, child, variable);
    const pointer = types.pointer(partType);
    if (cx.variables[variable].memory || part === undefined) unknownValue(cx, child, variable);
    else setVariable(cx, child, variable, part.address >= 0 ? part.address : opaque(cx, child, pointer, []));
    index++;
  }
}
