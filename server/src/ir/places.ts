/**
 * Places: where an lvalue is, in a variable's register or at an address; reading and assigning there. `cx.type` is not
 * touched by finding a place, whose type does not decay; reading one sets it.
 */
import { stringLiteral } from "../semantics/constants";
import { describedType, indexedElement } from "../semantics/declarators";
import { nameOf } from "../semantics/qualified-names";
import { findField, partOfPair } from "../semantics/type-queries";
import { type FieldInfo, type Type, TypeKind } from "../semantics/types";
import { FIRST_TOKEN, Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nodeText } from "../syntax/walk";
import { isPointer } from "./arithmetic";
import {
  addString,
  copyMemory,
  fieldAddress,
  functionAddress,
  globalAddress,
  here,
  load,
  opaque,
  pointerAdd,
  settle,
  setVariable,
  store,
  string,
} from "./builder";
import { call } from "./calls";
import { conditionalPlace } from "./conditions";
import {
  addressOfVariable,
  bytesOf,
  giveUp,
  isClass,
  isLibraryClass,
  isObject,
  type Lowering,
  lookup,
  MAX_DEPTH,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { operatorPlace, operatorValue, ownOperator, rightOperand } from "./cxx";
import { effect, keep, value, valueInside } from "./expressions";
import { compoundLiteral } from "./initialisers";
import { expandObject } from "./macros";

/** Where an lvalue is: a variable in a register, or an address. `type` is that of the object there. */
export interface Place {
  /** Variable number, or -1. */
  readonly variable: number;
  /** Register that holds the address; -1 for a variable in a register. */
  readonly address: number;
  readonly type: Type;
  /** The bit-field that it is, or null. */
  readonly bits: FieldInfo | null;
}

export function placeAt(address: number, type: Type): Place {
  return { variable: -1, address, type, bits: null };
}

export function skipParentheses(cx: Lowering, node: number): number {
  let inner = node;
  while (kindOf(cx.tree, inner) === Kind.ParenthesizedExpression) {
    const child = firstNamedChild(cx.tree, inner);
    if (child === NONE || cx.tree.kind[child] === Kind.CompoundStatement) break;
    inner = child;
  }
  return inner;
}

export function place(cx: Lowering, node: number): Place {
  if (node === NONE) return placeAt(giveUp(cx, 0, "missing expression"), cx.types.nothing);
  if (cx.depth > MAX_DEPTH) return placeAt(giveUp(cx, node, "nesting too deep"), cx.types.nothing);
  cx.depth++;
  const result = placeInside(cx, node);
  cx.depth--;
  return result;
}

export function placeInside(cx: Lowering, node: number): Place {
  const { tree } = cx;
  switch (tree.kind[node]) {
    case Kind.Identifier:
    case Kind.FieldIdentifier:
    case Kind.TypeIdentifier:
    case Kind.QualifiedIdentifier:
    case Kind.TemplateFunction:
      return namedPlace(cx, node);
    case Kind.ParenthesizedExpression: {
      const inner = firstNamedChild(tree, node);
      if (inner !== NONE && tree.kind[inner] !== Kind.CompoundStatement) return place(cx, inner);
      break;
    }
    case Kind.ExtensionExpression:
      return place(cx, firstNamedChild(tree, node));
    case Kind.PointerExpression:
      if (kindOf(tree, childByField(tree, node, Field.Operator)) === Kind.TokenStar)
        return dereference(cx, node);
      break;
    case Kind.SubscriptExpression:
      return subscript(cx, node);
    case Kind.FieldExpression:
      return field(cx, node);
    case Kind.CompoundLiteralExpression:
      return compoundLiteral(cx, node);
    case Kind.StringLiteral:
    case Kind.ConcatenatedString:
    case Kind.RawStringLiteral: {
      const literal = stringLiteral(cx.scope, tree, node);
      const count = literal.value === undefined ? -1 : literal.value.length + 1;
      const type = cx.types.array(literal.element, count);
      const index = addString(cx, literal.value, literal.element.size);
      return placeAt(string(cx, node, index, cx.types.pointer(literal.element)), type);
    }
    case Kind.CommaExpression:
      effect(cx, childByField(tree, node, Field.Left));
      return place(cx, childByField(tree, node, Field.Right));
    case Kind.CallExpression: {
      const result = call(cx, node, true);
      if (result.place !== null) return result.place;
      return rvaluePlace(cx, node, keep(cx, node, result.register, cx.type));
    }
    case Kind.AssignmentExpression:
    case Kind.UpdateExpression:
      // C++: the result of assigning, and of a prefix ++, is the operand itself.
      if (cx.language === "cpp" && isAssignedFirst(cx, node)) {
        effect(cx, node);
        return place(
          cx,
          childByField(
            tree,
            node,
            tree.kind[node] === Kind.AssignmentExpression ? Field.Left : Field.Argument,
          ),
        );
      }
      break;
    case Kind.ConditionalExpression:
      return conditionalPlace(cx, node);
    case Kind.CastExpression: {
      const type = describedType(cx.scope, tree, childByField(tree, node, Field.Type));
      if (type.kind === TypeKind.Reference) {
        const inner = place(cx, childByField(tree, node, Field.Value));
        return placeAt(addressOf(cx, node, inner), type.to ?? cx.types.nothing);
      }
      break;
    }
    default:
      break;
  }
  return rvaluePlace(cx, node, valueInside(cx, node));
}

function isAssignedFirst(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  if (tree.kind[node] === Kind.AssignmentExpression) return true;
  return tree.firstChild[node] !== NONE && tree.kind[tree.firstChild[node]] >= FIRST_TOKEN;
}

/** A value that something needs the address of gets memory of its own. */
export function rvaluePlace(cx: Lowering, node: number, register: number): Place {
  const type = cx.type;
  if (isObject(cx, type)) return placeAt(register, type);
  const variable = temporaryObject(cx, node, type, false);
  const address = addressOfVariable(cx, node, variable);
  if (register >= 0) store(cx, node, address, register, type);
  return placeAt(address, type);
}

function referred(cx: Lowering, node: number, found: Place): Place {
  if (found.type.kind !== TypeKind.Reference) return found;
  const to = found.type.to ?? cx.types.nothing;
  if (found.variable >= 0) return placeAt(found.variable, to);
  return placeAt(load(cx, node, found.address, cx.types.pointer(to)), to);
}

/** The place of a local variable. */
export function variablePlace(cx: Lowering, node: number, variable: number): Place {
  const { type, memory } = cx.variables[variable];
  if (!memory) return referred(cx, node, { variable, address: -1, type, bits: null });
  return referred(cx, node, placeAt(addressOfVariable(cx, node, variable), type));
}

function namedPlace(cx: Lowering, node: number): Place {
  const { tree } = cx;
  const simple = cx.tree.kind[node] !== Kind.QualifiedIdentifier;
  const name = nameOf(tree, node);
  if (simple) {
    const entity = lookup(cx, name);
    if (entity?.kind === "variable") return variablePlace(cx, node, entity.variable);
    if (entity?.kind === "global") return globalPlace(cx, node, name, entity.declaration.type);
    if (entity?.kind === "function") {
      const { type } = entity.declaration;
      return placeAt(functionAddress(cx, node, name, cx.types.pointer(type)), type);
    }
    if (cx.record !== null && entity === undefined) {
      const member = findField(cx.record, name);
      const self = selfRegister(cx, node);
      if (member !== undefined && self >= 0) return fieldOf(cx, node, self, member);
    }
  }
  const expanded = simple ? expandObject(cx, node, name, place) : undefined;
  if (expanded !== undefined) return expanded;
  const variable = cx.file.variable(name);
  if (variable !== undefined) return globalPlace(cx, node, variable.name, variable.type);
  const callable = cx.file.function(name);
  if (callable !== undefined) {
    return placeAt(functionAddress(cx, node, callable.name, cx.types.pointer(callable.type)), callable.type);
  }
  const model = cx.file.model(name);
  if (model !== undefined) {
    const type = cx.types.func(cx.types.nothing, null, false);
    return placeAt(functionAddress(cx, node, model.name, cx.types.pointer(type)), type);
  }
  const stream = cx.language === "cpp" ? STREAMS.get(name) : undefined;
  if (stream !== undefined)
    return globalPlace(cx, node, `std::${stream.name}`, cx.types.unknown(stream.type));
  return globalPlace(cx, node, name, cx.types.nothing);
}

/** The standard streams, also as they are called under `using namespace std`. */
const STREAMS: ReadonlyMap<string, { readonly name: string; readonly type: string }> = new Map(
  ["cin", "cout", "cerr", "clog"].flatMap((name) => {
    const stream = { name, type: name === "cin" ? "std::istream" : "std::ostream" };
    return [
      [name, stream],
      [`std::${name}`, stream],
    ];
  }),
);

function globalPlace(cx: Lowering, node: number, name: string, type: Type): Place {
  if (type.kind === TypeKind.Function) {
    return placeAt(functionAddress(cx, node, name, cx.types.pointer(type)), type);
  }
  return referred(cx, node, placeAt(globalAddress(cx, node, name, cx.types.pointer(type)), type));
}

/** The value of `this`, or -1 outside of member functions. */
export function selfRegister(cx: Lowering, node: number): number {
  if (cx.self >= 0) return cx.self;
  const entity = lookup(cx, "this");
  if (entity?.kind !== "variable") return -1;
  const found = variablePlace(cx, node, entity.variable);
  return found.variable >= 0 ? found.variable : load(cx, node, found.address, found.type);
}

function dereference(cx: Lowering, node: number): Place {
  const argument = childByField(cx.tree, node, Field.Argument);
  const pointer = value(cx, argument);
  const type = cx.type;
  if (isClass(cx, type)) {
    return operatorPlace(cx, node, "operator*", [pointer], [argument], type, pointee(cx, type));
  }
  // Dereferencing a function gives the function.
  return placeAt(pointer, type.to ?? cx.types.nothing);
}

/** What a pointer, or a smart pointer of a library, points to. */
function pointee(cx: Lowering, type: Type): Type {
  return type.to ?? cx.types.nothing;
}

function subscript(cx: Lowering, node: number): Place {
  const { tree } = cx;
  let left = childByField(tree, node, Field.Argument);
  let right = childByField(tree, node, Field.Index);
  if (right === NONE) right = firstNamedChild(tree, childByField(tree, node, Field.Indices));
  let base = value(cx, left);
  let type = cx.type;
  const point = here(cx);
  if (isClass(cx, type)) {
    const own = ownOperator(cx, type, "operator[]");
    const index = right === NONE ? opaque(cx, node, cx.types.nothing, []) : rightOperand(cx, right, own);
    const element = indexedElement(cx.scope, type);
    return operatorPlace(cx, node, "operator[]", [base, index], [left, right], type, element);
  }
  let index = right === NONE ? giveUp(cx, node, "subscript without index") : value(cx, right);
  base = settle(cx, left, base, point);
  if (!isPointer(type) && isPointer(cx.type)) {
    [base, index] = [index, base];
    [left, right] = [right, left];
    type = cx.type;
  }
  const element = pointee(cx, type);
  const address = pointerAdd(cx, node, base, index, bytesOf(cx, element), cx.types.pointer(element));
  return placeAt(address, element);
}

/** The place of a field of the record at `address`. */
export function fieldOf(
  cx: Lowering,
  node: number,
  address: number,
  info: FieldInfo,
  record: Type | null = null,
): Place {
  let at = address;
  let around = record;
  let before = 0;
  // Members of a union are one place, also where neither they nor the union have a name of their own.
  for (const { name, type, offset } of info.within ?? []) {
    at = fieldAddress(cx, node, at, name, offset, cx.types.pointer(type), around);
    around = type;
    before += Math.max(0, offset);
  }
  // Bit-fields share their bytes, and the IR has no finer places: they are at an unknown offset.
  const offset = info.bits > 0 || info.offset < 0 ? -1 : info.offset - before;
  const register = fieldAddress(cx, node, at, info.name, offset, cx.types.pointer(info.type), around);
  const found: Place = {
    variable: -1,
    address: register,
    type: info.type,
    bits: info.bits > 0 ? info : null,
  };
  return referred(cx, node, found);
}

function field(cx: Lowering, node: number): Place {
  const { tree } = cx;
  const argument = childByField(tree, node, Field.Argument);
  const nameNode = childByField(tree, node, Field.Field);
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  let address: number;
  let type: Type;
  if (operator === Kind.TokenMinusGreater) {
    address = value(cx, argument);
    type = cx.type;
    if (isClass(cx, type)) {
      const pointer = cx.types.pointer(pointee(cx, type));
      address = operatorValue(cx, node, "operator->", [address], [argument], type, pointer, false);
      type = cx.type;
    }
    type = pointee(cx, type);
  } else {
    const record = place(cx, argument);
    type = record.type;
    address = addressOf(cx, node, record);
  }
  const name = nameOf(tree, nameNode);
  cx.file.complete(type);
  if (operator === Kind.TokenDotStar || nameNode === NONE) {
    return placeAt(giveUp(cx, node, "pointer to member", [address]), cx.types.nothing);
  }
  const info = type.record === null ? undefined : findField(type.record, name);
  if (info !== undefined) return fieldOf(cx, node, address, info, type);
  const own = partOfPair(type, name) ?? cx.types.nothing;
  return placeAt(fieldAddress(cx, node, address, name, -1, cx.types.pointer(own)), own);
}

export function addressOf(cx: Lowering, node: number, found: Place): number {
  return found.variable >= 0 ? addressOfVariable(cx, node, found.variable) : found.address;
}

/** The value at a place, decayed; sets `cx.type`. */
export function read(cx: Lowering, node: number, found: Place): number {
  const { type } = found;
  cx.type = type;
  if (found.variable >= 0) return found.variable;
  switch (type.kind) {
    case TypeKind.Array:
    case TypeKind.Function:
      cx.type = cx.types.decay(type);
      return found.address;
    case TypeKind.Record:
      return found.address;
    default:
      if (isLibraryClass(cx, type)) return found.address;
      return load(cx, node, found.address, type);
  }
}

/** Assigns a value of type `from`; sets `cx.type` and gives the register of the value as converted. */
export function assign(cx: Lowering, node: number, to: Place, register: number, from: Type): number {
  const { type } = to;
  cx.type = type;
  if (to.variable >= 0) {
    const converted = convert(cx, node, register, from, type);
    setVariable(cx, node, to.variable, converted);
    return to.variable;
  }
  if (isObject(cx, type)) {
    copyMemory(cx, node, to.address, register, bytesOf(cx, type), type);
    return to.address;
  }
  const converted = convert(cx, node, register, from, type);
  store(cx, node, to.address, converted, type);
  return converted;
}

/** Syntactically something that has an address. */
export function isPlaceLike(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  switch (kindOf(tree, skipParentheses(cx, node))) {
    case Kind.Identifier: {
      const text = nodeText(tree, skipParentheses(cx, node));
      const entity = lookup(cx, text);
      if (entity !== undefined) return entity.kind === "variable" || entity.kind === "global";
      return (
        cx.file.macro(text) === undefined &&
        cx.file.enumerator(text) === undefined &&
        cx.file.function(text) === undefined
      );
    }
    case Kind.QualifiedIdentifier:
    case Kind.FieldExpression:
    case Kind.SubscriptExpression:
      return true;
    case Kind.PointerExpression:
      return kindOf(tree, childByField(tree, skipParentheses(cx, node), Field.Operator)) === Kind.TokenStar;
    default:
      return false;
  }
}
