/**
 * Calls: who is called under which name, how arguments are passed, what comes back.
 */
import type { FunctionModel } from "../models/model";
import { STD_NAMES } from "../semantics/builtin-types";
import { describedType, typeFromText } from "../semantics/declarators";
import type { FunctionDeclaration } from "../semantics/environment";
import { typeOf, withoutAlias } from "../semantics/expression-types";
import { nameOf, simpleNameOf, templateArgumentsOf } from "../semantics/qualified-names";
import { dereferenced, findField, findMethod, isArithmetic } from "../semantics/type-queries";
import { NO_RETURN, type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling, nodeText, textIs } from "../syntax/walk";
import {
  constant,
  emitCall,
  endOf,
  here,
  opaque,
  type Point,
  settle,
  startOf,
  store,
  terminate,
} from "./builder";
import { argument, beforeMacros, compilerFunction } from "./builtins";
import { condition } from "./conditions";
import {
  addressOfVariable,
  forget,
  isClass,
  isLibraryClass,
  isObject,
  type Lowering,
  lookup,
  mayThrow,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { construct, hasConstructor, initialiseObject, namedCast, operatorValue, ownOperator } from "./cxx";
import { castTo, syntaxHole, value } from "./expressions";
import type { Block, Callee } from "./ir";
import { lambdaCall } from "./lambdas";
import { expandStatement, expandUse, functionMacro, losesStatements, objectMacroText } from "./macros";
import {
  addressOf,
  assign,
  fieldOf,
  isPlaceLike,
  type Place,
  place,
  placeAt,
  read,
  selfRegister,
} from "./places";
import { statementList } from "./statements";

export interface CallResult {
  /** The value; -1 if there is none. */
  readonly register: number;
  /** For a result that is an lvalue (a reference), where it is. */
  readonly place: Place | null;
  /** The call was a condition and has already branched. */
  readonly branched: boolean;
}

export interface Branches {
  readonly then: Block;
  readonly otherwise: Block;
}

export function result(register: number): CallResult {
  return { register, place: null, branched: false };
}

export const NOTHING: CallResult = { register: -1, place: null, branched: false };

export const BRANCHED: CallResult = { register: -1, place: null, branched: true };

/** Lowers a `call_expression`; `branches` if it is wanted as a condition. Sets `cx.type` to the result's type. */
export function call(cx: Lowering, node: number, used: boolean, branches?: Branches): CallResult {
  const { tree } = cx;
  const fn = childByField(tree, node, Field.Function);
  const list = childByField(tree, node, Field.Arguments);
  let callee = fn;
  while (kindOf(tree, callee) === Kind.ParenthesizedExpression) callee = firstNamedChild(tree, callee);
  switch (kindOf(tree, callee)) {
    case Kind.Identifier:
    case Kind.QualifiedIdentifier:
    case Kind.TemplateFunction:
      return callNamed(cx, node, callee, list, used, fn !== callee, branches);
    case Kind.FieldExpression:
      return callMember(cx, node, callee, list);
    case Kind.PrimitiveType:
    case Kind.SizedTypeSpecifier: {
      const type = describedType(cx.scope, tree, callee);
      const operand = firstNamedChild(tree, list);
      if (operand !== NONE) return result(castTo(cx, node, operand, type));
      cx.type = type;
      return result(constant(cx, node, 0, type));
    }
    default:
      return callPointer(cx, node, callee, list);
  }
}

function callNamed(
  cx: Lowering,
  node: number,
  callee: number,
  list: number,
  used: boolean,
  parenthesized: boolean,
  branches: Branches | undefined,
): CallResult {
  const { tree } = cx;
  const written = nameOf(tree, callee);
  let name = written.startsWith("::") ? written.slice(2) : written;
  const simple = tree.kind[callee] !== Kind.QualifiedIdentifier;
  const templateList = templateArgumentsOf(tree, callee);
  const templateArguments =
    templateList === NONE
      ? ""
      : tree.text.substring(tree.start[templateList] + 1, tree.end[templateList] - 1).trim();
  if (templateArguments !== "" && name.endsWith("_cast")) {
    const done = namedCast(cx, node, name, templateList, firstNamedChild(tree, list));
    if (done !== undefined) return done;
  }
  if (simple) {
    const entity = lookup(cx, name);
    if (entity?.kind === "variable" && entity.lambda !== "")
      return result(lambdaCall(cx, node, entity, list));
    if ((entity?.kind === "variable" || entity?.kind === "global") && !hidesMacro(cx, name))
      return callPointer(cx, node, callee, list);
    if (entity?.kind === "type") return functionalCast(cx, node, entity.type, list);
    if (entity?.kind === "function") return callFunction(cx, node, name, entity.declaration, list, "", false);
    if (entity === undefined && cx.record !== null) {
      const method = findMethod(cx.record, name);
      const self = method === undefined ? -1 : selfRegister(cx, node);
      if (method !== undefined && self >= 0) {
        return callMethod(cx, node, cx.record.name, name, method, self, list, templateArguments, false);
      }
      const field = method === undefined ? findField(cx.record, name) : undefined;
      if (field !== undefined && mayBeCalled(field.type)) return callPointer(cx, node, callee, list);
    }
  }
  if (simple && !parenthesized && !cx.expanding.has(name)) {
    const special = beforeMacros(cx, node, name, list, branches);
    if (special !== undefined) return special;
    const alias = objectMacroText(cx, name);
    if (alias !== undefined) {
      if (isIdentifier(alias)) name = alias;
      else if (!isMadeElsewhere(cx, alias)) return callPointer(cx, node, callee, list);
    }
    const macro = functionMacro(cx, name);
    if (macro !== undefined) {
      const expanded = expandMacroCall(cx, node, macro, list, used, branches);
      if (expanded !== undefined) return expanded;
    }
  }
  // A macro that is not at hand makes something of its arguments that only it knows.
  if (losesStatements(cx, list)) return result(syntaxHole(cx, node));
  const builtin = compilerFunction(cx, node, name, list, branches);
  if (builtin !== undefined) return builtin;
  const found = cx.file.function(name);
  // `::read` is the one outside of all namespaces, also within one that has its own.
  const isGlobal = cx.language === "cpp" && cx.tree.text.startsWith("::", cx.tree.start[callee]);
  const declaration = isGlobal && found?.name !== name ? undefined : found;
  if (declaration === undefined) {
    // In C `(Handle)(x)` reads as a call as long as nobody knows that `Handle` is a type.
    const type =
      cx.language === "cpp"
        ? constructedType(cx, callee, name)
        : parenthesized
          ? (cx.file.type(name) ?? cx.types.builtin(name))
          : undefined;
    if (type !== undefined) return functionalCast(cx, node, type, list);
    if (cx.file.variable(name) !== undefined && !hidesMacro(cx, name))
      return callPointer(cx, node, callee, list);
  }
  return callFunction(cx, node, name, declaration, list, templateArguments, !simple);
}

/** The type that `name(...)` makes an object of, if it is one. */
export function constructedType(cx: Lowering, callee: number, name: string): Type | undefined {
  const declared = cx.file.type(name);
  if (declared !== undefined) return declared;
  const library = name.startsWith("std::") ? name.slice(5) : name;
  // A class whose header was not found may still have a model.
  const isKnown = STD_NAMES.has(library) || cx.file.model(`${name}::${simpleNameOf(name)}`) !== undefined;
  if (!isKnown) return cx.types.builtin(library);
  return describedType(cx.scope, cx.tree, callee);
}

/**
 * Whether a name stands for what a macro that is not in sight makes of others, as files do that are included several
 * times: `#define LOAD PASTE(LOAD, BITS)`.
 */
function isMadeElsewhere(cx: Lowering, text: string): boolean {
  const [, name] = /^([A-Za-z_]\w*)\s*\([^()]*\)$/.exec(text) ?? [];
  return name !== undefined && readsAsMacro(name) && cx.file.function(name) === undefined;
}

function isIdentifier(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const letter = (c | 0x20) >= 0x61 && (c | 0x20) <= 0x7a;
    const digit = c >= 0x30 && c <= 0x39;
    if (!letter && c !== 0x5f && !(digit && i > 0)) return false;
  }
  return text !== "";
}

function expandMacroCall(
  cx: Lowering,
  node: number,
  macro: NonNullable<ReturnType<typeof functionMacro>>,
  list: number,
  used: boolean,
  branches: Branches | undefined,
): CallResult | undefined {
  if (!used) {
    const done = expandStatement(cx, node, macro, list, statementList);
    if (done) {
      cx.type = cx.types.void;
      return NOTHING;
    }
    return undefined;
  }
  if (branches !== undefined) {
    return expandUse(cx, node, macro, list, (inner, body) => {
      condition(inner, body, branches.then, branches.otherwise);
      return BRANCHED;
    });
  }
  return expandUse(cx, node, macro, list, (inner, body) => {
    // Only what is an lvalue by its form keeps its place; the type of anything else could be void.
    if (isPlaceLike(inner, body)) return { register: -1, place: place(inner, body), branched: false };
    return result(value(inner, body));
  });
}

function functionalCast(cx: Lowering, node: number, type: Type, list: number): CallResult {
  if (isObject(cx, type) || hasConstructor(cx, type)) {
    const variable = temporaryObject(cx, node, type, false);
    const address = addressOfVariable(cx, node, variable);
    construct(cx, node, type, address, list);
    cx.type = type;
    return { register: -1, place: placeAt(address, type), branched: false };
  }
  const operand = argument(cx, list, 0);
  if (operand === NONE) {
    cx.type = type;
    return result(type.kind === TypeKind.Unknown ? opaque(cx, node, type, []) : constant(cx, node, 0, type));
  }
  return result(castTo(cx, node, operand, type));
}

export interface Arguments {
  readonly registers: number[];
  readonly spans: number[];
  /** Scalar variables handed by value to a callee that might take them by reference. */
  readonly exposed: number[];
  /** Members that a macro of unknown meaning was handed, and may have set. */
  readonly members: readonly Place[];
  /** What the arguments are before any conversion; null unless there may be more of them than parameters. */
  readonly types: Type[] | null;
}

/** What is known about a callee. */
export interface Signature {
  /** As models name it; "" if unknown. */
  readonly name: string;
  readonly type: Type | null;
  readonly model: FunctionModel | undefined;
}

/** Something that is called with values of which nothing is known. */
export const UNKNOWN_CALLEE: Signature = { name: "", type: null, model: undefined };

/** Library functions that take scalars by reference; the others of `std` leave their arguments alone. */
const TAKE_REFERENCES: ReadonlySet<string> = new Set([
  "std::swap",
  "std::exchange",
  "std::tie",
  "std::ref",
  "std::forward",
  "std::from_chars",
]);

/** Methods of the library's classes that do: of streams and atomic objects. */
const METHODS_TAKE_REFERENCES: ReadonlySet<string> = new Set([
  "get",
  "compare_exchange_weak",
  "compare_exchange_strong",
]);

/** Whether a name says that it is a macro, which a header that was not found defines: all of it, or behind a prefix in small letters. */
export function readsAsMacro(name: string): boolean {
  return /^(?:[a-z]+[A-Z\d]{2,}(?=_))?[A-Z_][A-Z\d_]*$/.test(name);
}

/**
 * Whether a variable in sight has the name of a function-like macro, as `major` and `minor` do in headers of the system:
 * with arguments it is the macro that is meant, for no number or array is called.
 */
function hidesMacro(cx: Lowering, name: string): boolean {
  const entity = lookup(cx, name);
  return (
    (entity?.kind === "variable" || entity?.kind === "global") &&
    !mayBeCalled(dereferenced(entity.declaration.type))
  );
}

function mayBeCalled(type: Type): boolean {
  return !isArithmetic(type) && type.kind !== TypeKind.Array;
}

/**
 * Whether a callee may change scalar variables that it is handed by name, as C++ references and macros do. Overloads
 * that differ have no parameters in common.
 */
function mayTakeReferences(cx: Lowering, { name, type, model }: Signature): boolean {
  if (type?.params != null || model !== undefined) return false;
  if (cx.language === "c") return type === null && (readsAsMacro(name) || hidesMacro(cx, name));
  if (name.endsWith("::lambda")) return false;
  if (!name.startsWith("std::") || TAKE_REFERENCES.has(name)) return true;
  return METHODS_TAKE_REFERENCES.has(name.slice(name.lastIndexOf(":") + 1));
}

/**
 * Evaluates arguments from left to right, passing each as the parameter wants it: objects and references by address,
 * scalars converted. `first` (or -1) is passed before all, with the span of `firstNode`.
 */
export function passArguments(
  cx: Lowering,
  list: number,
  signature: Signature,
  first = -1,
  firstNode: number = NONE,
): Arguments {
  const { tree } = cx;
  const { type, model } = signature;
  const registers: number[] = [];
  const spans: number[] = [];
  const exposed: number[] = [];
  const members: Place[] = [];
  const points: Point[] = [];
  const nodes: number[] = [];
  const shift = first >= 0 ? 1 : 0;
  if (first >= 0) {
    registers.push(first);
    spans.push(startOf(cx, firstNode), endOf(cx, firstNode));
    points.push(here(cx));
    nodes.push(firstNode);
  }
  const types: Type[] | null = type?.variadic === true || model?.variadic === true ? [] : null;
  if (first >= 0) types?.push(cx.types.nothing);
  const opaqueCallee = mayTakeReferences(cx, signature);
  const declared = fits(cx, list, type) ? (type?.params ?? null) : null;
  let index = 0;
  for (let at = firstNamedChild(tree, list); at !== NONE; at = nextNamedSibling(tree, at)) {
    if (tree.kind[at] === Kind.Comment) continue;
    // `T x(y);` reads as a function: what looks like the type of a parameter is the argument.
    const node = tree.kind[at] === Kind.ParameterDeclaration ? childByField(tree, at, Field.Type) : at;
    const parameter = declared?.[index] ?? modelParameter(cx, model, index + (model?.isMethod ? shift : 0));
    if (kindOf(tree, node) === Kind.Identifier && isTag(cx, node)) {
      registers.push(opaque(cx, node, cx.types.nothing, []));
      types?.push(cx.types.nothing);
      spans.push(startOf(cx, node), endOf(cx, node));
      points.push(here(cx));
      nodes.push(node);
      index++;
      continue;
    }
    if (opaqueCallee && kindOf(tree, node) === Kind.Identifier) {
      const entity = lookup(cx, nodeText(tree, node));
      const own = entity?.kind === "variable" ? dereferenced(entity.declaration.type) : cx.types.void;
      if (entity?.kind === "variable" && !isObject(cx, own)) {
        if (!own.isConst && own.kind !== TypeKind.Array) exposed.push(entity.variable);
        // It may be an output: then nothing of it is read.
        if (cx.bare.has(entity.variable)) forget(cx, node, entity.variable);
      }
    }
    if (
      opaqueCallee &&
      kindOf(tree, node) === (cx.language === "c" ? Kind.FieldExpression : Kind.SubscriptExpression)
    ) {
      const member = place(cx, node);
      // An element may be an output as well.
      if (cx.language === "cpp" && isArithmetic(member.type))
        assign(cx, node, member, opaque(cx, node, member.type, []), member.type);
      if (!isObject(cx, member.type) && member.type.kind !== TypeKind.Array) members.push(member);
      registers.push(read(cx, node, member));
    } else registers.push(passArgument(cx, node, parameter));
    types?.push(cx.type);
    spans.push(startOf(cx, node), endOf(cx, node));
    points.push(here(cx));
    nodes.push(node);
    index++;
  }
  for (let i = registers.length - 1; i >= 0; i--)
    registers[i] = settle(cx, nodes[i], registers[i], points[i]);
  return { registers, spans, exposed, members, types };
}

/** Whether an argument is the name of a type to a macro that is not at hand: `NEW(struct image, 1)`. */
function isTag({ tree, unit }: Lowering, node: number): boolean {
  if (tree !== unit.tree) return false;
  const start = tree.start[node];
  return /\b(?:struct|union|enum)\s+$/.test(unit.source.slice(Math.max(0, start - LONGEST_TAG_WORD), start));
}

const LONGEST_TAG_WORD = 10;

/** Whether a call in C has the arguments that the declaration in sight asks for: that of another configuration may ask for more. */
function fits(cx: Lowering, list: number, type: Type | null | undefined): boolean {
  if (cx.language !== "c" || type?.params == null || type.variadic) return true;
  let count = 0;
  for (let at = firstNamedChild(cx.tree, list); at !== NONE; at = nextNamedSibling(cx.tree, at))
    if (cx.tree.kind[at] !== Kind.Comment) count++;
  return count >= type.params.length;
}

export function passArgument(cx: Lowering, node: number, parameter: Type | undefined): number {
  const wanted = parameter === undefined ? undefined : dereferenced(parameter);
  if (wanted !== undefined && isMadeOfPointer(cx, node, wanted)) {
    const address = addressOfVariable(cx, node, temporaryObject(cx, node, wanted, false));
    initialiseObject(cx, node, placeAt(address, wanted), node);
    return address;
  }
  if (parameter?.kind !== TypeKind.Reference) {
    const register = value(cx, node);
    return parameter === undefined ? register : convert(cx, node, register, cx.type, parameter);
  }
  const to = parameter.to ?? cx.types.nothing;
  if (isPlaceLike(cx, node) && !(to.isConst && isArithmetic(to))) {
    return addressOf(cx, node, place(cx, node));
  }
  const register = value(cx, node);
  if (isObject(cx, cx.type)) return register;
  // A reference to a value: to a copy of it.
  const type = isObject(cx, to) || to.kind === TypeKind.Unknown ? cx.type : to;
  const converted = convert(cx, node, register, cx.type, type);
  const address = addressOfVariable(cx, node, temporaryObject(cx, node, type, false));
  store(cx, node, address, converted, type);
  return address;
}

/** Whether an argument is a pointer, or an array, of which a library's class is made for the parameter: a text, as a rule. */
function isMadeOfPointer(cx: Lowering, node: number, wanted: Type): boolean {
  if (!isLibraryClass(cx, wanted)) return false;
  if (cx.file.model(`${className(wanted)}::${simpleNameOf(className(wanted))}`) === undefined) return false;
  const { kind } = dereferenced(typeOf(cx.scope, cx.tree, node));
  return kind === TypeKind.Pointer || kind === TypeKind.Array;
}

/** Number types of a library function's parameters; pointers need no conversion. */
function modelParameter(cx: Lowering, model: FunctionModel | undefined, index: number): Type | undefined {
  const text = model?.paramTypes[index];
  if (text === undefined || text.includes("*")) return undefined;
  const type = typeFromText(cx.file, text);
  return isArithmetic(type) ? type : undefined;
}

/** After a call of something unknown, variables that it may have taken by reference are unknown. */
function forgetExposed(cx: Lowering, node: number, { exposed, members }: Arguments): void {
  for (const variable of exposed) forget(cx, node, variable);
  for (const member of members) assign(cx, node, member, opaque(cx, node, member.type, []), member.type);
}

/** Member functions of library classes that return a reference to what the object holds. */
const RETURN_ELEMENTS: ReadonlySet<string> = new Set(["at", "front", "back", "top", "value"]);

/** The type of the call at `node`, a reference where it returns one. */
function resultType(cx: Lowering, node: number, type: Type | null, model: FunctionModel | undefined): Type {
  let declared = cx.types.nothing;
  if (type?.kind === TypeKind.Function && type.to !== null) declared = type.to;
  else if (model !== undefined && model.returnType !== "") declared = typeFromText(cx.file, model.returnType);
  const referent = dereferenced(declared);
  if (cx.language === "c" || referent.kind !== TypeKind.Unknown || referent.name.includes("::"))
    return declared;
  // A template's parameter, or nothing: the types of the arguments may tell more.
  if (cx.tree.kind[node] !== Kind.CallExpression) return declared;
  const inferred = typeOf(cx.scope, cx.tree, node);
  if (inferred.kind === TypeKind.Unknown && inferred.name === "") return declared;
  const callee = childByField(cx.tree, node, Field.Function);
  const isLvalue =
    declared.kind === TypeKind.Reference ||
    (kindOf(cx.tree, callee) === Kind.FieldExpression &&
      RETURN_ELEMENTS.has(nodeText(cx.tree, childByField(cx.tree, callee, Field.Field))));
  return isLvalue ? cx.types.reference(inferred) : inferred;
}

export function finishCall(
  cx: Lowering,
  node: number,
  callee: Callee,
  args: Arguments,
  type: Type,
  model: FunctionModel | undefined,
  noReturn: boolean,
): CallResult {
  const isVoid = type.kind === TypeKind.Void;
  const register = emitCall(cx, node, callee, args.registers, args.spans, type, !isVoid);
  forgetExposed(cx, node, args);
  if (noReturn || model?.noReturn) {
    terminate(cx, { kind: "unreachable" });
    cx.type = type;
    return isVoid ? NOTHING : result(opaque(cx, node, type, []));
  }
  if (cx.handler !== null && (model === undefined || callee.name.includes("::")))
    mayThrow(cx, node, type.kind === TypeKind.Pointer ? register : -1);
  cx.type = type;
  if (isVoid) return NOTHING;
  if (type.kind === TypeKind.Reference) {
    const to = type.to ?? cx.types.nothing;
    cx.type = to;
    return { register: -1, place: placeAt(register, to), branched: false };
  }
  return result(register);
}

export function callFunction(
  cx: Lowering,
  node: number,
  name: string,
  declaration: FunctionDeclaration | undefined,
  list: number,
  templateArguments: string,
  qualified: boolean,
): CallResult {
  const fullName = declaration?.name ?? withoutAlias(cx.scope, name);
  const model = cx.file.model(fullName);
  const type = declaration?.type ?? null;
  const calleeName = model?.name ?? fullName;
  const args = passArguments(cx, list, { name: calleeName, type, model });
  const callee: Callee = {
    name: calleeName,
    kind: "function",
    qualified: qualified || declaration !== undefined,
    type,
    register: -1,
    templateArguments,
    summary: null,
    format: declaration?.format ?? null,
    passed: args.types,
  };
  return finishCall(
    cx,
    node,
    callee,
    args,
    resultType(cx, node, type, model),
    model,
    declaration?.noReturn ?? false,
  );
}

/** The class of a method call's object as models name it. */
export function className(type: Type): string {
  return type.record?.name ?? type.name;
}

function callMethod(
  cx: Lowering,
  node: number,
  owner: string,
  name: string,
  type: Type | null,
  object: number,
  list: number,
  templateArguments: string,
  qualified: boolean,
  objectNode: number = node,
): CallResult {
  const fullName = owner === "" ? name : `${owner}::${name}`;
  const model = owner === "" ? undefined : cx.file.model(fullName);
  const calleeName = model?.name ?? fullName;
  const args = passArguments(cx, list, { name: calleeName, type, model }, object, objectNode);
  const callee: Callee = {
    name: calleeName,
    kind: name.startsWith("~") ? "destructor" : "method",
    qualified: qualified || owner !== "",
    type,
    register: -1,
    templateArguments,
    summary: null,
    format: null,
    passed: args.types,
  };
  return finishCall(cx, node, callee, args, resultType(cx, node, type, model), model, false);
}

function callMember(cx: Lowering, node: number, callee: number, list: number): CallResult {
  const { tree } = cx;
  const objectNode = childByField(tree, callee, Field.Argument);
  const nameNode = childByField(tree, callee, Field.Field);
  const arrow = textIs(tree, childByField(tree, callee, Field.Operator), "->");
  const name = nameOf(tree, nameNode);
  if (cx.language === "c") return callPointer(cx, node, callee, list);
  let object: number;
  let type: Type;
  if (arrow) {
    object = value(cx, objectNode);
    type = cx.type;
    if (isClass(cx, type)) {
      // A smart pointer's own methods are called with a dot, so this is a method of what it points to.
      const pointer = cx.types.pointer(type.to ?? cx.types.nothing);
      object = operatorValue(cx, callee, "operator->", [object], [objectNode], type, pointer, false);
      type = cx.type;
    }
    type = type.to ?? cx.types.nothing;
  } else {
    const found = place(cx, objectNode);
    type = found.type;
    object = addressOf(cx, objectNode, found);
  }
  cx.file.complete(type);
  const { record } = type;
  if (record !== null && findMethod(record, name) === undefined) {
    const info = findField(record, name);
    if (info !== undefined) {
      const found = read(cx, callee, fieldOf(cx, callee, object, info));
      return callRegister(cx, node, found, cx.type, list);
    }
  }
  const method = record === null ? null : (findMethod(record, simpleNameOf(name)) ?? null);
  const templateList = templateArgumentsOf(tree, nameNode);
  const templateArguments =
    templateList === NONE
      ? ""
      : tree.text.substring(tree.start[templateList] + 1, tree.end[templateList] - 1).trim();
  const qualified = name.includes("::");
  const owner = qualified ? name.slice(0, name.lastIndexOf("::")) : className(type);
  return callMethod(
    cx,
    node,
    owner,
    simpleNameOf(name),
    method,
    object,
    list,
    templateArguments,
    qualified,
    objectNode,
  );
}

/** A call through a value: a function pointer, or an object with a call operator. */
function callPointer(cx: Lowering, node: number, callee: number, list: number): CallResult {
  let target = callee;
  // `(*p)(x)` and `p(x)` are the same.
  const { tree } = cx;
  if (
    kindOf(tree, target) === Kind.PointerExpression &&
    textIs(tree, childByField(tree, target, Field.Operator), "*")
  ) {
    target = childByField(tree, target, Field.Argument);
  }
  const register = value(cx, target);
  return callRegister(cx, node, register, cx.type, list);
}

function callRegister(cx: Lowering, node: number, register: number, type: Type, list: number): CallResult {
  if (isClass(cx, type)) {
    const own = ownOperator(cx, type, "operator()");
    const method = own?.type ?? null;
    const name = own?.callee ?? "operator()";
    const callee: Callee = {
      name,
      kind: "operator",
      qualified: own !== undefined,
      type: method,
      register: -1,
      templateArguments: "",
      summary: null,
      format: null,
      passed: null,
    };
    const signature = { name, type: method, model: undefined };
    const args = passArguments(cx, list, signature, register, node);
    return finishCall(cx, node, callee, args, resultType(cx, node, method, undefined), undefined, false);
  }
  let signature: Type | null = type;
  while (signature?.kind === TypeKind.Pointer) signature = signature.to;
  const known = signature?.kind === TypeKind.Function ? signature : null;
  const point = here(cx);
  const args = passArguments(cx, list, { name: "", type: known, model: undefined });
  const callee: Callee = {
    name: "",
    kind: "pointer",
    qualified: false,
    type: known,
    register: settle(cx, node, register, point),
    templateArguments: "",
    summary: null,
    format: null,
    passed: null,
  };
  const isEnd = known?.name === NO_RETURN;
  return finishCall(cx, node, callee, args, resultType(cx, node, known, undefined), undefined, isEnd);
}
