/**
 * `new` and `delete`: calls of the allocation functions, with constructors after and destructors before.
 */
import { describedType } from "../semantics/declarators";
import { nameOf, simpleNameOf } from "../semantics/qualified-names";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, childByKind, firstNamedChild, hasChildOfKind, lastNamedChild } from "../syntax/walk";
import {
  binary,
  constant,
  copy,
  emitCall,
  endOf,
  enterBlock,
  newBlock,
  opaque,
  resume,
  startOf,
  zero,
} from "./builder";
import { passArguments, UNKNOWN_CALLEE } from "./calls";
import { branch } from "./conditions";
import { bytesOf, isClass, type Lowering, mayThrow } from "./context";
import { convert } from "./conversions";
import { calleeOf, construct } from "./cxx";
import { destroyAt } from "./destruction";
import { value } from "./expressions";
import { initialise } from "./initialisers";
import { BinaryOp } from "./ir";
import { placeAt } from "./places";

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
    bytesOf(cx, element) >= 0
      ? constant(cx, node, element.size, types.sizeT)
      : opaque(cx, node, types.sizeT, []);
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
    else mayThrow(cx, node);
    const name = array ? "operator new[]" : "operator new";
    address = callRuntime(cx, node, nothrow ? `nothrow::${name}` : name, args, pointer);
  }
  // If the constructor throws, the block is given back before any handler runs (C++17 [expr.new]p21).
  const { handler } = cx;
  cx.handler = null;
  // Where there is no block nothing is made in it (C++17 [expr.new]p15).
  const end = nothrow ? newBlock(cx) : undefined;
  if (end !== undefined) {
    const made = newBlock(cx);
    branch(cx, node, address, made, end);
    resume(cx, made);
  }
  if (isClass(cx, element)) construct(cx, node, element, address, list);
  else if (element.kind === TypeKind.Unknown) {
    // A constructor may run, on what only it knows.
    const passed = passArguments(cx, list, UNKNOWN_CALLEE);
    opaque(cx, node, types.nothing, [address, ...passed.registers]);
  } else if (list !== NONE && array) zero(cx, node, address, -1, element);
  else if (list !== NONE) initialise(cx, node, placeAt(address, element), list);
  if (end !== undefined) enterBlock(cx, end);
  cx.handler = handler;
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
    if (to.record?.hasDestructor) destroyAt(cx, operand, pointer, to.record);
  }
  const spans = [startOf(cx, operand), endOf(cx, operand)];
  const name = array ? "operator delete[]" : "operator delete";
  emitCall(cx, node, calleeOf(name, "operator", null), [pointer], spans, types.void, false);
  cx.type = types.void;
}
