/**
 * Range-`for` and structured bindings: names for the parts of an object.
 */
import { containerElement, declaratorsOf } from "../semantics/declarators";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling, nodeText } from "../syntax/walk";
import {
  binary,
  compare,
  constant,
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
  terminate,
} from "./builder";
import { className } from "./calls";
import { branch } from "./conditions";
import {
  addressOfVariable,
  beginFull,
  beginLifetime,
  bytesOf,
  closeBlock,
  endFull,
  isObject,
  type Lowering,
  mergeVariable,
  openBlock,
} from "./context";
import { calleeOf, operatorPlace } from "./cxx";
import { declareVariable } from "./declarations";
import { value } from "./expressions";
import { BinaryOp, CompareOp } from "./ir";
import { assign, fieldOf, isPlaceLike, type Place, place, placeAt, read } from "./places";
import { statement } from "./statements";

/** Gives a variable a value that nobody knows. */
export function unknownValue(cx: Lowering, node: number, variable: number): void {
  const { type, memory } = cx.variables[variable];
  const register = type.kind === TypeKind.Reference ? cx.types.pointer(type.to ?? cx.types.nothing) : type;
  if (!memory) setVariable(cx, node, variable, opaque(cx, node, register, []));
  else opaque(cx, node, cx.types.nothing, [addressOfVariable(cx, node, variable)]);
}

export function rangeFor(cx: Lowering, node: number): void {
  const { tree, types } = cx;
  const { live } = cx;
  const block = openBlock(cx);
  const initialiser = childByField(tree, node, Field.Initializer);
  if (initialiser !== NONE) statement(cx, initialiser);
  const right = childByField(tree, node, Field.Right);
  const full = beginFull(cx);
  let range: Place | undefined;
  if (kindOf(tree, right) === Kind.InitializerList) value(cx, right);
  else if (isPlaceLike(cx, right)) range = place(cx, right);
  else {
    const register = value(cx, right);
    range = isObject(cx, cx.type) ? placeAt(register, cx.type) : undefined;
  }
  // Whatever the range is made of lives as long as the loop.
  for (const variable of full.temporaries.splice(0)) full.extended.push(variable);
  endFull(cx, right === NONE ? node : right, full);
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
  // What the loop does to pointers it does to all of them, and so it does to what it may change.
  const isChanged = declarator?.type.kind === TypeKind.Reference && declarator.type.to?.isConst !== true;
  if (array === undefined && range !== undefined && range.address >= 0)
    if (isChanged || containerElement(cx.scope, range.type).kind === TypeKind.Pointer)
      opaque(cx, right, types.nothing, [range.address]);
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
  const text = array === undefined && range !== undefined && isText(cx, range) ? range : undefined;
  const address =
    array !== undefined
      ? pointerAdd(cx, right, array.address, index, bytesOf(cx, element), types.pointer(element))
      : text !== undefined
        ? characterOf(cx, right, text, element)
        : (elementAddress(cx, right, range, element) ?? opaque(cx, right, types.pointer(element), []));
  if (declarator !== undefined)
    bindElement(cx, node, declarator, placeAt(address, element), array !== undefined || text !== undefined);
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

/** Whether what a class holds is as foreign as the object itself: its characters. */
function isText(cx: Lowering, { address, type }: Place): boolean {
  if (address < 0 || !isObject(cx, type)) return false;
  return cx.file.model(`${className(type)}::operator[]`)?.flows.some((f) => f.from === 0) === true;
}

/** Where any character of a text lies. */
function characterOf(cx: Lowering, node: number, { address, type }: Place, element: Type): number {
  const any = opaque(cx, node, cx.types.sizeT, []);
  return operatorPlace(cx, node, "operator[]", [address, any], [node, node], type, element).address;
}

/**
 * Where any element of a container lies that holds objects: as foreign, or as fixed, as the container. Pointers and
 * numbers in it differ from round to round, so of them nothing is said.
 */
function elementAddress(
  cx: Lowering,
  node: number,
  range: Place | undefined,
  element: Type,
): number | undefined {
  if (range === undefined || range.address < 0 || !isObject(cx, range.type) || !isObject(cx, element))
    return undefined;
  const model = cx.file.model(`${className(range.type)}::at`);
  if (model === undefined) return undefined;
  const any = opaque(cx, node, cx.types.sizeT, []);
  const spans = [startOf(cx, node), endOf(cx, node), startOf(cx, node), endOf(cx, node)];
  const callee = calleeOf(model.name, "method", null);
  return emitCall(cx, node, callee, [range.address, any], spans, cx.types.reference(element), true);
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
    copyMemory(cx, node, target.address, element.address, bytesOf(cx, type), type);
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
        pointerAdd(cx, child, object.address, at, bytesOf(cx, type.to), types.pointer(type.to)),
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
