/**
 * Declarations inside functions: variables with their initialisers and lifetimes, statics, variable-length arrays, and
 * the names of types, functions and externs that a block introduces.
 */
import { declaratorsOf, describedType, hasStorageClass, isNoReturn } from "../semantics/declarators";
import { isIntegral } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  childByField,
  findInside,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
} from "../syntax/walk";
import { withoutComments } from "../text/words";
import {
  addVariable,
  endOf,
  jump,
  newBlock,
  opaque,
  resume,
  setVariable,
  startOf,
  store,
  terminate,
} from "./builder";
import { passArguments, UNKNOWN_CALLEE } from "./calls";
import {
  addressKey,
  addressOfVariable,
  beginFull,
  beginLifetime,
  declare,
  endFull,
  isClass,
  isLibraryClass,
  isModelled,
  isObject,
  type Lowering,
  lookup,
  mergeVariable,
} from "./context";
import { convert } from "./conversions";
import { construct } from "./cxx";
import { value } from "./expressions";
import { initialise } from "./initialisers";
import { lowerLocalRecord } from "./lower";
import { addressOf, isPlaceLike, type Place, place, placeAt } from "./places";
import { structuredBinding } from "./ranges";

type Declared = ReturnType<typeof declaratorsOf>[number];

/** Whether a variable has to live in memory: objects do, scalars only when something takes their address. */
function needsMemory(cx: Lowering, name: string, type: Type): boolean {
  return type.kind === TypeKind.Array || isObject(cx, type) || cx.addressTaken.has(addressKey(name, type));
}

/** Adds a variable and makes its name known from here on; its lifetime is the caller's business. */
export function declareVariable(
  cx: Lowering,
  nameNode: number,
  name: string,
  type: Type,
  known?: number,
): number {
  cx.file.complete(type);
  const isManaged = cleansUp(cx, nameNode);
  const variable = addVariable(cx, name, type, needsMemory(cx, name, type) || isManaged);
  const record = cx.variables[variable];
  if (nameNode !== NONE) {
    record.start = startOf(cx, nameNode);
    record.end = endOf(cx, nameNode);
  }
  declare(cx, name, {
    kind: "variable",
    variable,
    declaration: { name, type, isStatic: false, value: known },
    lambda: "",
    lambdaNode: NONE,
  });
  return variable;
}

/** The place of a variable itself; for a reference, of the pointer that it is. */
function ownPlace(cx: Lowering, node: number, variable: number): Place {
  const { type, memory } = cx.variables[variable];
  const held = type.kind === TypeKind.Reference ? cx.types.pointer(type.to ?? cx.types.nothing) : type;
  if (memory) return placeAt(addressOfVariable(cx, node, variable), held);
  return { variable, address: -1, type: held, bits: null };
}

export function declaration(cx: Lowering, node: number): void {
  const { tree } = cx;
  const typeNode = childByField(tree, node, Field.Type);
  // `a * b;` reads as a declaration as long as nobody knows that `a` is a variable.
  if (
    kindOf(tree, typeNode) === Kind.TypeIdentifier &&
    lookup(cx, nodeText(tree, typeNode))?.kind === "variable"
  ) {
    return;
  }
  const isExtern = hasStorageClass(tree, node, "extern");
  const isStatic =
    !isExtern && (hasStorageClass(tree, node, "static") || hasStorageClass(tree, node, "thread_local"));
  let declarators = declaratorsOf(cx.scope, tree, node);
  // `char line[80], copy[sizeof line];`: what stands first is known to what stands behind.
  const isMeasured = declarators.length > 1 && findInside(tree, node, Kind.SizeofExpression) !== NONE;
  for (let i = 0; i < declarators.length; i++) {
    if (isMeasured && i > 0) declarators = declaratorsOf(cx.scope, tree, node);
    const declarator = declarators[i];
    if (kindOf(tree, declarator.nameNode) === Kind.StructuredBindingDeclarator) {
      bindStructure(cx, node, declarator);
    } else if (declarator.name !== "") {
      declareOne(cx, node, declarator, isExtern, isStatic);
    }
  }
  lowerLocalRecord(cx, typeNode);
}

function declareOne(
  cx: Lowering,
  node: number,
  declarator: Declared,
  isExtern: boolean,
  isStatic: boolean,
): void {
  const { tree } = cx;
  const { name, type, nameNode, value: initialiser } = declarator;
  if (type.kind === TypeKind.Function) {
    const object = constructedFrom(cx, declarator);
    if (object === undefined) {
      const noReturn = isNoReturn(tree, node, declarator.functionNode);
      declare(cx, name, {
        kind: "function",
        declaration: { name, type, isStatic: false, noReturn, format: null },
      });
      return;
    }
    const variable = declareVariable(cx, nameNode, name, object);
    beginLifetime(cx, node, variable);
    const parameters = childByField(tree, declarator.functionNode, Field.Parameters);
    const own = ownPlace(cx, declarator.node, variable);
    if (isClass(cx, object)) {
      construct(cx, declarator.node, object, own.address, parameters);
      return;
    }
    const args = passArguments(cx, parameters, UNKNOWN_CALLEE);
    if (own.variable < 0) opaque(cx, declarator.node, cx.types.nothing, [own.address, ...args.registers]);
    else setVariable(cx, declarator.node, variable, opaque(cx, declarator.node, object, args.registers));
    return;
  }
  if (isExtern) {
    declare(cx, name, { kind: "global", declaration: { name, type, isStatic: false, value: undefined } });
    return;
  }
  const known =
    type.isConst && isIntegral(type) && initialiser !== NONE
      ? cx.file.semantics.evaluate(cx.scope, tree, unwrapped(cx, initialiser))?.value
      : undefined;
  const variable = declareVariable(cx, nameNode, name, type, known);
  if (isStatic) {
    staticVariable(cx, declarator, variable);
    return;
  }
  const full = beginFull(cx);
  if (type.kind === TypeKind.Array && type.count === -2) arrayLength(cx, declarator, variable);
  beginLifetime(cx, declarator.node, variable);
  if (type.kind === TypeKind.Reference) bindReference(cx, declarator, variable);
  else if (initialiser !== NONE) {
    initialise(cx, declarator.node, ownPlace(cx, declarator.node, variable), initialiser);
    rememberLambda(cx, name, initialiser);
  } else if (isClass(cx, type))
    initialise(cx, declarator.node, ownPlace(cx, declarator.node, variable), NONE);
  else if (cx.language === "cpp" && type.kind === TypeKind.Unknown) {
    // A class of which nothing is known has a constructor, for all we know.
    const own = ownPlace(cx, declarator.node, variable);
    if (own.variable >= 0) setVariable(cx, declarator.node, variable, opaque(cx, declarator.node, type, []));
    else opaque(cx, declarator.node, cx.types.nothing, [own.address]);
  } else cx.bare.add(variable);
  // Whatever it is given from now on is given back where its scope ends, by a function that is named elsewhere.
  if (cleansUp(cx, nameNode))
    opaque(cx, declarator.node, cx.types.nothing, [addressOfVariable(cx, declarator.node, variable)]);
  endFull(cx, declarator.node, full);
}

/**
 * Whether a variable is declared with a function that cleans up behind it: `g_autofree char *text`,
 * `char *text __attribute__((cleanup(f)))`.
 */
function cleansUp(cx: Lowering, nameNode: number): boolean {
  const { tree, unit, language, file } = cx;
  if (language !== "c" || nameNode === NONE) return false;
  const { source } = unit;
  // What a macro is handed stands at its use.
  if (tree !== unit.tree) return CLEANS_UP.test(source.slice(startOf(cx, nameNode), endOf(cx, nameNode)));
  const start = tree.start[nameNode];
  const from = Math.max(0, start - LONGEST_HEAD);
  const before = withoutComments(source.substring(from, start));
  const head = before.slice(
    Math.max(before.lastIndexOf(";"), before.lastIndexOf("{"), before.lastIndexOf("}")) + 1,
  );
  const end = tree.end[nameNode];
  const [tail] = /^[^=;,]*/.exec(source.slice(end, end + LONGEST_HEAD)) ?? [""];
  if (CLEANS_UP.test(head) || CLEANS_UP.test(tail)) return true;
  // A macro that says so was masked for the parser.
  if (tree.text.substring(from, start) === source.substring(from, start)) return false;
  // `#define AUTO(f) __attribute__((cleanup(f)))`, and `#define AUTO_LIST AUTO(list_free)`
  const bodyOf = (name: string | undefined) => (name === undefined ? "" : (file.macro(name)?.body ?? ""));
  for (const [word] of head.matchAll(/\w+/g)) {
    const body = bodyOf(word);
    if (CLEANS_UP.test(body) || CLEANS_UP.test(bodyOf(/^\w+/.exec(body)?.[0]))) return true;
  }
  return false;
}

const CLEANS_UP = /\b(?:g_auto(?:free|ptr|slist|list|queue)?|_cleanup_\w*|(?:__)?cleanup(?:__)?)\b/;
const LONGEST_HEAD = 240;

function unwrapped(cx: Lowering, initialiser: number): number {
  const kind = kindOf(cx.tree, initialiser);
  return kind === Kind.InitializerList || kind === Kind.ArgumentList
    ? firstNamedChild(cx.tree, initialiser)
    : initialiser;
}

/** `auto f = [..] {..};` lets calls of `f` name the function made from the lambda. */
function rememberLambda(cx: Lowering, name: string, initialiser: number): void {
  if (kindOf(cx.tree, initialiser) !== Kind.LambdaExpression) return;
  const entity = lookup(cx, name);
  if (entity?.kind === "variable") {
    declare(cx, name, { ...entity, lambda: `${cx.name}::lambda`, lambdaNode: initialiser });
  }
}

/** `T x(y);` with a variable or an enumerator y, as `T x(N::y);`, defines an object, though it reads as a function: its type, else undefined. */
function constructedFrom(cx: Lowering, declarator: Declared): Type | undefined {
  const { tree } = cx;
  if (cx.language !== "cpp" || declarator.functionNode === NONE) return undefined;
  const parameters = childByField(tree, declarator.functionNode, Field.Parameters);
  const first = firstNamedChild(tree, parameters);
  if (first === NONE) return undefined;
  for (let at = first; at !== NONE; at = nextNamedSibling(tree, at)) {
    const typeNode = childByField(tree, at, Field.Type);
    const kind = kindOf(tree, typeNode);
    if (kind !== Kind.TypeIdentifier && kind !== Kind.QualifiedIdentifier) return undefined;
    if (childByField(tree, at, Field.Declarator) !== NONE) return undefined;
    // Functions are hardly ever declared in blocks: what is not known to be a type is an argument.
    const named = describedType(cx.scope, tree, typeNode);
    if (named.kind !== TypeKind.Unknown) return undefined;
    if (kind === Kind.TypeIdentifier ? isLibraryClass(cx, named) : isModelled(cx, named)) return undefined;
  }
  return declarator.type.to ?? undefined;
}

/** Statics live from before the function to after it. A C++ one may be initialised on the way, the first time. */
function staticVariable(cx: Lowering, declarator: Declared, variable: number): void {
  const own = cx.variables[variable];
  own.memory = true;
  own.isStatic = true;
  const { value: initialiser, node } = declarator;
  if (cx.language === "c" || initialiser === NONE || own.type.kind === TypeKind.Reference) return;
  if (cx.file.semantics.evaluate(cx.scope, cx.tree, unwrapped(cx, initialiser)) !== undefined) return;
  const first = newBlock(cx);
  const after = newBlock(cx);
  terminate(cx, { kind: "either", targets: [first.id, after.id] });
  resume(cx, first);
  const full = beginFull(cx);
  initialise(cx, node, ownPlace(cx, node, variable), initialiser);
  endFull(cx, node, full);
  jump(cx, after);
  resume(cx, after);
}

function bindReference(cx: Lowering, declarator: Declared, variable: number): void {
  const { node } = declarator;
  const { type } = cx.variables[variable];
  const initialiser = unwrapped(cx, declarator.value);
  const pointer = cx.types.pointer(type.to ?? cx.types.nothing);
  let address: number;
  if (initialiser === NONE) address = opaque(cx, node, pointer, []);
  else {
    const temporaries = cx.full?.temporaries.length ?? 0;
    address = addressOf(cx, initialiser, place(cx, initialiser));
    // A temporary that a reference is bound to lives as long as the reference.
    if (cx.full !== null && !isPlaceLike(cx, initialiser) && cx.full.temporaries.length > temporaries) {
      cx.full.extended.push(cx.full.temporaries.pop()!);
    }
  }
  const own = ownPlace(cx, node, variable);
  if (own.variable >= 0) setVariable(cx, node, variable, address);
  else store(cx, node, own.address, address, pointer);
}

function bindStructure(cx: Lowering, node: number, declarator: Declared): void {
  const initialiser = unwrapped(cx, declarator.value);
  const full = beginFull(cx);
  let object: Place;
  if (initialiser === NONE) object = placeAt(opaque(cx, node, cx.types.nothing, []), cx.types.nothing);
  else {
    object = place(cx, initialiser);
    if (object.variable >= 0) object = placeAt(addressOf(cx, node, object), object.type);
    for (const variable of full.temporaries.splice(0)) full.extended.push(variable);
  }
  structuredBinding(cx, declarator.nameNode, object);
  endFull(cx, node, full);
}

/** The number of elements of a variable-length array, its outermost dimension. */
function arrayLength(cx: Lowering, declarator: Declared, variable: number): void {
  const { tree, types } = cx;
  let size: number = NONE;
  for (let at = declarator.node; at !== NONE && at !== declarator.nameNode; ) {
    if (kindOf(tree, at) === Kind.ArrayDeclarator) size = childByField(tree, at, Field.Size);
    const inner = childByField(tree, at, Field.Declarator);
    at = inner === NONE ? firstNamedChild(tree, at) : inner;
  }
  if (size === NONE) return;
  const register = value(cx, size);
  const count = convert(cx, size, register, cx.type, types.sizeT);
  // The bound is what it was here, whatever becomes of the variable it was read from. It is a variable itself because
  // a jump may enter the scope (though C11 6.8.6.1 forbids it), and then nothing has been computed.
  const length = mergeVariable(cx, types.sizeT);
  setVariable(cx, size, length, count);
  cx.variables[variable].length = length;
}
