/**
 * Expressions: `value` gives the register that holds an expression's value, `place` says where an lvalue is, `effect`
 * lowers for side effects alone, `condition` turns a truth value into control flow. After each, `cx.type` is the
 * expression's type: arrays and functions decayed by `value` but not by `place`, references already followed.
 */
import { characterLiteral, evaluate, integerLiteral, stringLiteral } from "../semantics/constants";
import { containerElement, describedType } from "../semantics/declarators";
import { typeOf } from "../semantics/expression-types";
import { floatLiteral, isFloatLiteral } from "../semantics/literals";
import { nameOf } from "../semantics/qualified-names";
import { findField, isArithmetic, isIntegral, maximumOf, minimumOf } from "../semantics/type-queries";
import { type FieldInfo, type Type, TypeKind } from "../semantics/types";
import { FIRST_TOKEN, Field, KIND_NAMES, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  childByField,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
  textIs,
} from "../syntax/walk";
import { assemble } from "./assembly";
import {
  addHole,
  addString,
  binary,
  compare,
  constant,
  copy,
  copyMemory,
  definition,
  enterBlock,
  fieldAddress,
  float,
  functionAddress,
  globalAddress,
  here,
  jump,
  load,
  newBlock,
  opaque,
  pointerAdd,
  pointerDifference,
  resume,
  settle,
  setVariable,
  store,
  string,
  TEMPORARY,
  terminate,
  unary,
} from "./builder";
import { call } from "./calls";
import {
  addressOfVariable,
  beginFull,
  endFull,
  forget,
  giveUp,
  hasLifetime,
  isClass,
  isLibraryClass,
  isObject,
  type Lowering,
  lookup,
  MAX_DEPTH,
  mergeVariable,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import {
  deleteExpression,
  lambda,
  newExpression,
  operatorCall,
  operatorPlace,
  operatorValue,
  throwExpression,
} from "./cxx";
import { compoundLiteral } from "./initialisers";
import { BinaryOp, type Block, CompareOp, Op, UnaryOp } from "./ir";
import { expandObject } from "./macros";
import { statementExpression } from "./statements";

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

function skipParentheses(cx: Lowering, node: number): number {
  let inner = node;
  while (kindOf(cx.tree, inner) === Kind.ParenthesizedExpression) {
    const child = firstNamedChild(cx.tree, inner);
    if (child === NONE || cx.tree.kind[child] === Kind.CompoundStatement) break;
    inner = child;
  }
  return inner;
}

// Places

export function place(cx: Lowering, node: number): Place {
  if (node === NONE) return placeAt(giveUp(cx, 0, "missing expression"), cx.types.nothing);
  if (cx.depth > MAX_DEPTH) return placeAt(giveUp(cx, node, "nesting too deep"), cx.types.nothing);
  cx.depth++;
  const result = placeInside(cx, node);
  cx.depth--;
  return result;
}

function placeInside(cx: Lowering, node: number): Place {
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
function rvaluePlace(cx: Lowering, node: number, register: number): Place {
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

function isPointer(type: Type): boolean {
  return type.kind === TypeKind.Pointer;
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
    const index = right === NONE ? opaque(cx, node, cx.types.nothing, []) : value(cx, right);
    const element = containerElement(cx.scope, type);
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
  const address = pointerAdd(cx, node, base, index, element.size, cx.types.pointer(element));
  return placeAt(address, element);
}

/** The place of a field of the record at `address`. */
export function fieldOf(cx: Lowering, node: number, address: number, info: FieldInfo): Place {
  // Bit-fields share their bytes, and the IR has no finer places: they are at an unknown offset.
  const offset = info.bits > 0 ? -1 : info.offset;
  const register = fieldAddress(cx, node, address, info.name, offset, cx.types.pointer(info.type));
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
  if (info !== undefined) return fieldOf(cx, node, address, info);
  const unknown = cx.types.nothing;
  return placeAt(fieldAddress(cx, node, address, name, -1, cx.types.pointer(unknown)), unknown);
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
    copyMemory(cx, node, to.address, register, type);
    return to.address;
  }
  const converted = convert(cx, node, register, from, type);
  store(cx, node, to.address, converted, type);
  return converted;
}

// Values

export function value(cx: Lowering, node: number): number {
  if (node === NONE) return giveUp(cx, 0, "missing expression");
  if (cx.depth > MAX_DEPTH) return giveUp(cx, node, "nesting too deep");
  cx.depth++;
  let register = valueInside(cx, node);
  cx.depth--;
  if (register < 0) register = opaque(cx, node, cx.type, []);
  return register;
}

/** Lowers for side effects alone. */
export function effect(cx: Lowering, node: number): void {
  if (node === NONE) return;
  if (cx.depth > MAX_DEPTH) {
    giveUp(cx, node, "nesting too deep");
    return;
  }
  const { tree } = cx;
  cx.depth++;
  switch (tree.kind[node]) {
    case Kind.ParenthesizedExpression: {
      const inner = firstNamedChild(tree, node);
      if (kindOf(tree, inner) === Kind.CompoundStatement) statementExpression(cx, inner, false);
      else effect(cx, inner);
      break;
    }
    case Kind.ExtensionExpression:
      effect(cx, firstNamedChild(tree, node));
      break;
    case Kind.UpdateExpression:
      update(cx, node, false);
      break;
    case Kind.CommaExpression: {
      let at = node;
      for (; kindOf(tree, at) === Kind.CommaExpression; at = childByField(tree, at, Field.Right)) {
        effect(cx, childByField(tree, at, Field.Left));
      }
      effect(cx, at);
      break;
    }
    case Kind.CallExpression:
      call(cx, node, false);
      break;
    case Kind.CastExpression: {
      const type = describedType(cx.scope, tree, childByField(tree, node, Field.Type));
      if (type.kind === TypeKind.Void) effect(cx, childByField(tree, node, Field.Value));
      else value(cx, node);
      break;
    }
    case Kind.ConditionalExpression: {
      const then = newBlock(cx);
      const otherwise = newBlock(cx);
      const end = newBlock(cx);
      const consequence = childByField(tree, node, Field.Consequence);
      condition(cx, childByField(tree, node, Field.Condition), then, otherwise);
      resume(cx, then);
      effect(cx, consequence);
      jump(cx, end);
      resume(cx, otherwise);
      effect(cx, childByField(tree, node, Field.Alternative));
      jump(cx, end);
      resume(cx, end);
      break;
    }
    case Kind.BinaryExpression: {
      const operator = kindOf(tree, childByField(tree, node, Field.Operator));
      if (isAnd(operator) || isOr(operator)) {
        const right = newBlock(cx);
        const end = newBlock(cx);
        const left = childByField(tree, node, Field.Left);
        if (isAnd(operator)) condition(cx, left, right, end);
        else condition(cx, left, end, right);
        resume(cx, right);
        effect(cx, childByField(tree, node, Field.Right));
        jump(cx, end);
        resume(cx, end);
      } else value(cx, node);
      break;
    }
    case Kind.Identifier:
      // A macro as a statement; any other bare name does nothing.
      if (lookup(cx, nodeText(tree, node)) === undefined)
        expandObject(cx, node, nodeText(tree, node), effectOf);
      break;
    default:
      valueInside(cx, node);
      break;
  }
  cx.depth--;
}

function effectOf(cx: Lowering, node: number): boolean {
  effect(cx, node);
  return true;
}

/** As `value`, but -1 for the result of a `void` expression. */
function valueInside(cx: Lowering, node: number): number {
  const { tree } = cx;
  const kind: Kind = tree.kind[node];
  switch (kind) {
    case Kind.Identifier:
    case Kind.QualifiedIdentifier:
    case Kind.TemplateFunction:
    case Kind.FieldIdentifier:
    case Kind.TypeIdentifier:
      return name(cx, node);
    case Kind.NumberLiteral:
      return number(cx, node);
    case Kind.CharLiteral: {
      const literal = characterLiteral(cx.scope, nodeText(tree, node));
      if (literal === undefined) return giveUp(cx, node, "character literal");
      cx.type = literal.type;
      return constant(cx, node, literal.value, literal.type);
    }
    case Kind.True:
    case Kind.False:
      cx.type = cx.language === "cpp" ? cx.types.bool : cx.types.int;
      return constant(cx, node, kind === Kind.True ? 1 : 0, cx.type);
    case Kind.Null:
      cx.type = cx.types.voidPointer;
      return constant(cx, node, 0, cx.types.voidPointer);
    case Kind.This: {
      const self = selfRegister(cx, node);
      if (self < 0) return giveUp(cx, node, "this");
      const { type } = self < TEMPORARY ? cx.variables[self] : definition(cx, self)!;
      cx.type = type;
      return self;
    }
    case Kind.ParenthesizedExpression: {
      const inner = firstNamedChild(tree, node);
      if (kindOf(tree, inner) === Kind.CompoundStatement) return statementExpression(cx, inner, true);
      return value(cx, inner);
    }
    case Kind.ExtensionExpression:
      return value(cx, firstNamedChild(tree, node));
    case Kind.StringLiteral:
    case Kind.ConcatenatedString:
    case Kind.RawStringLiteral:
    case Kind.SubscriptExpression:
    case Kind.FieldExpression:
    case Kind.CompoundLiteralExpression:
      return read(cx, node, placeInside(cx, node));
    case Kind.PointerExpression:
      return kindOf(tree, childByField(tree, node, Field.Operator)) === Kind.TokenAmp
        ? takeAddress(cx, node)
        : read(cx, node, placeInside(cx, node));
    case Kind.UnaryExpression:
      return unaryExpression(cx, node);
    case Kind.BinaryExpression:
      return binaryExpression(cx, node);
    case Kind.AssignmentExpression:
      return assignment(cx, node);
    case Kind.UpdateExpression:
      return update(cx, node, true);
    case Kind.CommaExpression: {
      let at = node;
      for (; kindOf(tree, at) === Kind.CommaExpression; at = childByField(tree, at, Field.Right)) {
        effect(cx, childByField(tree, at, Field.Left));
      }
      return value(cx, at);
    }
    case Kind.ConditionalExpression:
      return conditional(cx, node);
    case Kind.CallExpression: {
      const result = call(cx, node, true);
      return result.place === null ? keep(cx, node, result.register, cx.type) : read(cx, node, result.place);
    }
    case Kind.CastExpression:
      return castTo(
        cx,
        node,
        childByField(tree, node, Field.Value),
        describedType(cx.scope, tree, childByField(tree, node, Field.Type)),
      );
    case Kind.SizeofExpression:
      return sizeOf(cx, node);
    case Kind.AlignofExpression:
    case Kind.OffsetofExpression: {
      const result = evaluate(cx.scope, tree, node);
      cx.type = cx.types.sizeT;
      return result === undefined
        ? opaque(cx, node, cx.types.sizeT, [])
        : constant(cx, node, result.value, cx.types.sizeT);
    }
    case Kind.GenericExpression:
      return generic(cx, node);
    case Kind.GnuAsmExpression:
      assemble(cx, node);
      cx.type = cx.types.void;
      return -1;
    case Kind.NewExpression:
      return newExpression(cx, node);
    case Kind.DeleteExpression:
      deleteExpression(cx, node);
      cx.type = cx.types.void;
      return -1;
    case Kind.LambdaExpression:
      return lambda(cx, node);
    case Kind.ThrowStatement:
      throwExpression(cx, node);
      cx.type = cx.types.void;
      return -1;
    case Kind.ParameterPackExpansion:
      return value(cx, childByField(tree, node, Field.Pattern));
    case Kind.UserDefinedLiteral:
      cx.type = cx.types.nothing;
      return opaque(cx, node, cx.types.nothing, []);
    case Kind.CoAwaitExpression: {
      const awaited = value(cx, childByField(tree, node, Field.Argument));
      cx.type = cx.types.nothing;
      return opaque(cx, node, cx.types.nothing, [awaited], true);
    }
    case Kind.RequiresExpression:
    case Kind.RequiresClause:
      cx.type = cx.types.bool;
      return opaque(cx, node, cx.types.bool, []);
    case Kind.FoldExpression:
      return giveUp(cx, node, "fold expression", [], true);
    case Kind.CompoundStatement:
      // A block as an argument of a macro that is not known.
      return statementExpression(cx, node, false);
    case Kind.InitializerList: {
      const args: number[] = [];
      for (let item = firstNamedChild(tree, node); item !== NONE; item = nextNamedSibling(tree, item)) {
        if (tree.kind[item] !== Kind.Comment) args.push(value(cx, item));
      }
      cx.type = cx.types.nothing;
      return opaque(cx, node, cx.types.nothing, args);
    }
    case Kind.InitializerPair:
      return value(cx, childByField(tree, node, Field.Value));
    case Kind.TypeDescriptor:
    case Kind.PrimitiveType:
    case Kind.SizedTypeSpecifier:
      // A type as an argument of a macro or function that is not known.
      cx.type = cx.types.nothing;
      return opaque(cx, node, cx.types.nothing, []);
    case Kind.Error:
      return syntaxHole(cx, node);
    default:
      return giveUp(cx, node, KIND_NAMES[kind], [], true);
  }
}

/** Code that did not parse: everything it names may change. */
export function syntaxHole(cx: Lowering, node: number): number {
  addHole(cx, node, "syntax", "not parsed");
  const result = opaque(cx, node, cx.types.nothing, [], true);
  const { tree } = cx;
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    if (tree.kind[n] !== Kind.Identifier) continue;
    const entity = lookup(cx, nodeText(tree, n));
    if (entity?.kind === "variable") forget(cx, node, entity.variable);
  }
  cx.type = cx.types.nothing;
  return result;
}

function name(cx: Lowering, node: number): number {
  const { tree } = cx;
  const simple = tree.kind[node] !== Kind.QualifiedIdentifier && tree.kind[node] !== Kind.TemplateFunction;
  const text = simple ? nodeText(tree, node) : nameOf(tree, node);
  const entity = simple ? lookup(cx, text) : undefined;
  if (entity?.kind === "variable") {
    const known = entity.declaration.value;
    const { type } = entity.declaration;
    if (known !== undefined && type.isConst && isIntegral(type)) {
      cx.type = type;
      return constant(cx, node, known, type);
    }
    return read(cx, node, variablePlace(cx, node, entity.variable));
  }
  if (entity?.kind === "enumerator") {
    cx.type = entity.type;
    return entity.value === undefined
      ? opaque(cx, node, entity.type, [])
      : constant(cx, node, entity.value, entity.type);
  }
  if (entity === undefined) {
    if (simple && cx.record !== null && findField(cx.record, text) !== undefined) {
      return read(cx, node, placeInside(cx, node));
    }
    const expanded = simple ? expandObject(cx, node, text, value) : undefined;
    if (expanded !== undefined) return expanded;
    const enumerator = cx.file.enumerator(text);
    const known = enumerator ?? cx.file.variable(text)?.value;
    if (known !== undefined) {
      const type = cx.file.enumeratorType(text) ?? cx.file.variable(text)?.type ?? cx.types.int;
      cx.type = isArithmetic(type) ? type : cx.types.int;
      return constant(cx, node, known, cx.type);
    }
  }
  return read(cx, node, placeInside(cx, node));
}

function number(cx: Lowering, node: number): number {
  const written = nodeText(cx.tree, node);
  // Where an operand is expected the grammars take a sign for part of the number.
  const sign = written.charCodeAt(0);
  const text = sign === 0x2d || sign === 0x2b ? written.slice(1) : written;
  const factor = sign === 0x2d ? -1 : 1;
  if (isFloatLiteral(text)) {
    const literal = floatLiteral(cx.types, text);
    cx.type = literal.type;
    return float(cx, node, literal.value * factor, literal.type);
  }
  const literal = integerLiteral(cx.types, text);
  if (literal === undefined) return giveUp(cx, node, "number literal");
  cx.type = literal.type;
  if (factor === 1 || literal.value === 0) return constant(cx, node, literal.value, literal.type);
  if (literal.type.signed) return constant(cx, node, -literal.value, literal.type);
  return unary(cx, node, UnaryOp.Negate, constant(cx, node, literal.value, literal.type), literal.type);
}

function takeAddress(cx: Lowering, node: number): number {
  const argument = childByField(cx.tree, node, Field.Argument);
  const inner = skipParentheses(cx, argument);
  // &*p and &a[i] only compute; the place functions load nothing by themselves.
  const found = place(cx, inner);
  const address = addressOf(cx, node, found);
  cx.type = cx.types.pointer(found.type);
  return address;
}

// Operators

function isAnd(operator: Kind): boolean {
  return operator === Kind.TokenAmpAmp || operator === Kind.TokenAnd;
}

function isOr(operator: Kind): boolean {
  return operator === Kind.TokenPipePipe || operator === Kind.TokenOr;
}

function unaryExpression(cx: Lowering, node: number): number {
  const { tree } = cx;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  const argument = childByField(tree, node, Field.Argument);
  if (operator === Kind.TokenBang || operator === Kind.TokenNot) {
    const inner = skipParentheses(cx, argument);
    if (isLogical(cx, inner)) return truth(cx, node);
    const operand = value(cx, argument);
    const type = cx.type;
    if (isClass(cx, type)) {
      return operatorValue(cx, node, "operator!", [operand], [argument], type, cx.types.bool, false);
    }
    return compareWithZero(cx, node, operand, type, CompareOp.Equal);
  }
  const operand = value(cx, argument);
  let type = cx.type;
  if (isClass(cx, type)) {
    const symbol = operator === Kind.TokenMinus ? "-" : operator === Kind.TokenPlus ? "+" : "~";
    return operatorValue(cx, node, `operator${symbol}`, [operand], [argument], type, type, false);
  }
  if (!isArithmetic(type)) {
    if (operator === Kind.TokenPlus) return operand;
    cx.type = cx.types.nothing;
    return opaque(cx, node, cx.types.nothing, []);
  }
  const promoted = cx.types.promote(type);
  const converted = convert(cx, node, operand, type, promoted);
  type = promoted;
  cx.type = type;
  if (operator === Kind.TokenPlus) return converted;
  const negative = operator === Kind.TokenMinus;
  const made = definition(cx, converted);
  if (made !== undefined) {
    if (made.op === Op.Float && negative) {
      made.imm = -made.imm;
      return converted;
    }
    if (made.op === Op.Const && made.type === type) {
      const result = fold(
        type,
        negative ? -made.imm : type.signed ? -made.imm - 1 : maximumOf(type) - made.imm,
      );
      if (result !== undefined) {
        made.imm = result;
        made.start = cx.macro === "" ? tree.start[node] : cx.useStart;
        made.end = cx.macro === "" ? tree.end[node] : cx.useEnd;
        return converted;
      }
    }
  }
  return unary(cx, node, negative ? UnaryOp.Negate : UnaryOp.Complement, converted, type);
}

/** The value if it is exact and within the type, else undefined; unsigned arithmetic wraps (C11 6.2.5p9). */
function fold(type: Type, result: number): number | undefined {
  if (!Number.isSafeInteger(result)) return undefined;
  if (result >= minimumOf(type) && result <= maximumOf(type)) return result === 0 ? 0 : result;
  return undefined;
}

function isLogical(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  const kind = kindOf(tree, node);
  if (kind === Kind.UnaryExpression) {
    const operator = kindOf(tree, childByField(tree, node, Field.Operator));
    return (
      (operator === Kind.TokenBang || operator === Kind.TokenNot) &&
      isLogical(cx, skipParentheses(cx, childByField(tree, node, Field.Argument)))
    );
  }
  if (kind !== Kind.BinaryExpression) return false;
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  return isAnd(operator) || isOr(operator);
}

function boolean(cx: Lowering): Type {
  return cx.language === "cpp" ? cx.types.bool : cx.types.int;
}

function compareWithZero(cx: Lowering, node: number, operand: number, type: Type, op: CompareOp): number {
  const result = boolean(cx);
  const known = definition(cx, operand);
  if (known?.op === Op.Const) {
    cx.type = result;
    return constant(cx, node, (known.imm === 0) === (op === CompareOp.Equal) ? 1 : 0, result);
  }
  const common = isPointer(type) ? type : isArithmetic(type) ? cx.types.promote(type) : cx.types.nothing;
  const converted = isArithmetic(type) ? convert(cx, node, operand, type, common) : operand;
  const zero = convert(cx, node, constant(cx, node, 0, cx.types.int), cx.types.int, common);
  cx.type = result;
  return compare(cx, node, op, converted, zero, result, common);
}

/** The value 0 or 1 of a condition that is made of `&&`, `||` and `!`. */
function truth(cx: Lowering, node: number): number {
  const then = newBlock(cx);
  const otherwise = newBlock(cx);
  const end = newBlock(cx);
  const type = boolean(cx);
  const result = mergeVariable(cx, type);
  condition(cx, node, then, otherwise);
  resume(cx, then);
  setVariable(cx, node, result, constant(cx, node, 1, type));
  jump(cx, end);
  resume(cx, otherwise);
  setVariable(cx, node, result, constant(cx, node, 0, type));
  enterBlock(cx, end);
  cx.type = type;
  return result;
}

interface Operator {
  readonly binary: BinaryOp;
  readonly compare: CompareOp | -1;
  readonly name: string;
}

function arithmetic(binaryOp: BinaryOp, text: string): Operator {
  return { binary: binaryOp, compare: -1, name: `operator${text}` };
}

function comparison(compareOp: CompareOp, text: string): Operator {
  return { binary: BinaryOp.Add, compare: compareOp, name: `operator${text}` };
}

const OPERATORS: ReadonlyMap<Kind, Operator> = new Map([
  [Kind.TokenPlus, arithmetic(BinaryOp.Add, "+")],
  [Kind.TokenMinus, arithmetic(BinaryOp.Subtract, "-")],
  [Kind.TokenStar, arithmetic(BinaryOp.Multiply, "*")],
  [Kind.TokenSlash, arithmetic(BinaryOp.Divide, "/")],
  [Kind.TokenPercent, arithmetic(BinaryOp.Remainder, "%")],
  [Kind.TokenLessLess, arithmetic(BinaryOp.ShiftLeft, "<<")],
  [Kind.TokenGreaterGreater, arithmetic(BinaryOp.ShiftRight, ">>")],
  [Kind.TokenAmp, arithmetic(BinaryOp.And, "&")],
  [Kind.TokenBitand, arithmetic(BinaryOp.And, "&")],
  [Kind.TokenPipe, arithmetic(BinaryOp.Or, "|")],
  [Kind.TokenBitor, arithmetic(BinaryOp.Or, "|")],
  [Kind.TokenCaret, arithmetic(BinaryOp.Xor, "^")],
  [Kind.TokenXor, arithmetic(BinaryOp.Xor, "^")],
  [Kind.TokenEqualEqual, comparison(CompareOp.Equal, "==")],
  [Kind.TokenBangEqual, comparison(CompareOp.NotEqual, "!=")],
  [Kind.TokenNotEq, comparison(CompareOp.NotEqual, "!=")],
  [Kind.TokenLess, comparison(CompareOp.Less, "<")],
  [Kind.TokenLessEqual, comparison(CompareOp.LessEqual, "<=")],
  [Kind.TokenGreater, comparison(CompareOp.Greater, ">")],
  [Kind.TokenGreaterEqual, comparison(CompareOp.GreaterEqual, ">=")],
]);

const ASSIGNMENTS: ReadonlyMap<Kind, Operator> = new Map([
  [Kind.TokenPlusEqual, arithmetic(BinaryOp.Add, "+=")],
  [Kind.TokenMinusEqual, arithmetic(BinaryOp.Subtract, "-=")],
  [Kind.TokenStarEqual, arithmetic(BinaryOp.Multiply, "*=")],
  [Kind.TokenSlashEqual, arithmetic(BinaryOp.Divide, "/=")],
  [Kind.TokenPercentEqual, arithmetic(BinaryOp.Remainder, "%=")],
  [Kind.TokenLessLessEqual, arithmetic(BinaryOp.ShiftLeft, "<<=")],
  [Kind.TokenGreaterGreaterEqual, arithmetic(BinaryOp.ShiftRight, ">>=")],
  [Kind.TokenAmpEqual, arithmetic(BinaryOp.And, "&=")],
  [Kind.TokenAndEq, arithmetic(BinaryOp.And, "&=")],
  [Kind.TokenPipeEqual, arithmetic(BinaryOp.Or, "|=")],
  [Kind.TokenOrEq, arithmetic(BinaryOp.Or, "|=")],
  [Kind.TokenCaretEqual, arithmetic(BinaryOp.Xor, "^=")],
  [Kind.TokenXorEq, arithmetic(BinaryOp.Xor, "^=")],
]);

/** Chains such as `a + b + c` lean to the left and may be thousands long: their spine is walked, not recursed. */
function binaryExpression(cx: Lowering, node: number): number {
  const { tree } = cx;
  const spine: number[] = [];
  let at = node;
  for (;;) {
    if (kindOf(tree, at) !== Kind.BinaryExpression) break;
    const operator = kindOf(tree, childByField(tree, at, Field.Operator));
    if (isAnd(operator) || isOr(operator)) break;
    spine.push(at);
    at = childByField(tree, at, Field.Left);
  }
  if (spine.length === 0) return truth(cx, node);
  let register = value(cx, at);
  for (let i = spine.length - 1; i >= 0; i--) {
    const type = cx.type;
    const point = here(cx);
    const parent = spine[i];
    const token = childByField(tree, parent, Field.Operator);
    const operator = OPERATORS.get(kindOf(tree, token));
    const rightNode = childByField(tree, parent, Field.Right);
    const leftNode = childByField(tree, parent, Field.Left);
    let right: number;
    const streams = isClass(cx, type) && kindOf(tree, token) === Kind.TokenGreaterGreater;
    // `stream >> x` writes x, so the operator gets its address.
    if (streams && isPlaceLike(cx, rightNode)) {
      const target = place(cx, rightNode);
      right = addressOf(cx, rightNode, target);
      cx.type = target.type;
    } else right = value(cx, rightNode);
    const rightType = cx.type;
    register = settle(cx, leftNode, register, point);
    if (operator === undefined) {
      register = giveUp(cx, parent, "binary operator", [register, right]);
      continue;
    }
    if (isClass(cx, type) || isClass(cx, rightType)) {
      const result = operator.compare !== -1 ? cx.types.bool : isClass(cx, type) ? type : rightType;
      const shift = operator.binary === BinaryOp.ShiftLeft || operator.binary === BinaryOp.ShiftRight;
      // Streams are handed on by reference.
      const reference = operator.compare === -1 && shift;
      const nodes = [leftNode, rightNode];
      register = operatorValue(cx, parent, operator.name, [register, right], nodes, type, result, reference);
      continue;
    }
    register =
      operator.compare === -1
        ? combine(cx, parent, operator.binary, register, type, right, rightType)
        : comparisonOf(cx, parent, operator.compare, register, type, right, rightType);
  }
  return register;
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

/** `a op b` on scalars, with the usual conversions; sets `cx.type`. */
export function combine(
  cx: Lowering,
  node: number,
  op: BinaryOp,
  left: number,
  leftType: Type,
  right: number,
  rightType: Type,
): number {
  const { types } = cx;
  if (isPointer(leftType) || isPointer(rightType)) {
    return pointerArithmetic(cx, node, op, left, leftType, right, rightType);
  }
  if (!isArithmetic(leftType) || !isArithmetic(rightType)) {
    cx.type = types.nothing;
    return binary(cx, node, op, left, right, types.nothing);
  }
  if (op === BinaryOp.ShiftLeft || op === BinaryOp.ShiftRight) {
    const type = types.promote(leftType);
    const shifted = convert(cx, node, left, leftType, type);
    const by = convert(cx, node, right, rightType, types.promote(rightType));
    cx.type = type;
    return foldBinary(cx, node, op, shifted, by, type) ?? binary(cx, node, op, shifted, by, type);
  }
  const type = types.common(leftType, rightType);
  const a = convert(cx, node, left, leftType, type);
  const b = convert(cx, node, right, rightType, type);
  cx.type = type;
  return foldBinary(cx, node, op, a, b, type) ?? binary(cx, node, op, a, b, type);
}

/** The constant result of two constants, if it is exact; else undefined. */
function foldBinary(
  cx: Lowering,
  node: number,
  op: BinaryOp,
  left: number,
  right: number,
  type: Type,
): number | undefined {
  const a = definition(cx, left);
  const b = definition(cx, right);
  if (a?.op !== Op.Const || b?.op !== Op.Const || !isIntegral(type)) return undefined;
  const result = fold(type, compute(op, a.imm, b.imm, type));
  if (result === undefined) return undefined;
  // The operands were made for this operation alone: take them back.
  const { instructions } = cx.current;
  if (instructions[instructions.length - 1] === b) instructions.pop();
  if (instructions[instructions.length - 1] === a) instructions.pop();
  return constant(cx, node, result, type);
}

function compute(op: BinaryOp, a: number, b: number, type: Type): number {
  switch (op) {
    case BinaryOp.Add:
      return a + b;
    case BinaryOp.Subtract:
      return a - b;
    case BinaryOp.Multiply:
      return a * b;
    case BinaryOp.Divide:
      return b === 0 ? Number.NaN : Math.trunc(a / b);
    case BinaryOp.Remainder:
      return b === 0 ? Number.NaN : a % b;
    case BinaryOp.ShiftLeft:
      return a < 0 || b < 0 || b >= type.size * 8 ? Number.NaN : a * 2 ** b;
    case BinaryOp.ShiftRight:
      return b < 0 || b >= type.size * 8 ? Number.NaN : Math.floor(a / 2 ** b);
    default:
      if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) return Number.NaN;
      if (op === BinaryOp.And) return Number(BigInt(a) & BigInt(b));
      return op === BinaryOp.Or ? Number(BigInt(a) | BigInt(b)) : Number(BigInt(a) ^ BigInt(b));
  }
}

function pointerArithmetic(
  cx: Lowering,
  node: number,
  op: BinaryOp,
  left: number,
  leftType: Type,
  right: number,
  rightType: Type,
): number {
  const { types } = cx;
  if (isPointer(leftType) && isPointer(rightType)) {
    cx.type = types.ptrdiffT;
    if (op === BinaryOp.Subtract) {
      return pointerDifference(cx, node, left, right, step(cx, leftType), types.ptrdiffT);
    }
  } else if (op === BinaryOp.Add || (op === BinaryOp.Subtract && isPointer(leftType))) {
    const [pointer, type, index, indexType] = isPointer(leftType)
      ? [left, leftType, right, rightType]
      : [right, rightType, left, leftType];
    const offset = op === BinaryOp.Subtract ? negative(cx, node, index, indexType) : index;
    cx.type = type;
    return pointerAdd(cx, node, pointer, offset, step(cx, type), type);
  }
  cx.type = types.nothing;
  return opaque(cx, node, types.nothing, []);
}

/** Bytes from one element to the next; GNU C steps `void *` and functions by one. */
function step(cx: Lowering, pointer: Type): number {
  const to = pointer.to;
  if (to === null) return -1;
  return to.kind === TypeKind.Void || to.kind === TypeKind.Function || to === cx.types.char ? 1 : to.size;
}

function negative(cx: Lowering, node: number, index: number, type: Type): number {
  const signed = cx.types.ptrdiffT;
  const converted = convert(cx, node, index, type, signed);
  const made = definition(cx, converted);
  if (made?.op === Op.Const) {
    made.imm = made.imm === 0 ? 0 : -made.imm;
    return converted;
  }
  return unary(cx, node, UnaryOp.Negate, converted, signed);
}

function comparisonOf(
  cx: Lowering,
  node: number,
  op: CompareOp,
  left: number,
  leftType: Type,
  right: number,
  rightType: Type,
): number {
  const { types } = cx;
  let common: Type;
  if (isPointer(leftType) || isPointer(rightType)) {
    // A null constant takes the other side's type.
    common =
      isPointer(leftType) && leftType !== types.voidPointer
        ? leftType
        : isPointer(rightType)
          ? rightType
          : leftType;
  } else common = types.common(leftType, rightType);
  const a = convert(cx, node, left, leftType, common);
  const b = convert(cx, node, right, rightType, common);
  const type = boolean(cx);
  cx.type = type;
  const known = definition(cx, a);
  const other = definition(cx, b);
  if (known?.op === Op.Const && other?.op === Op.Const && isIntegral(common)) {
    return constant(cx, node, holds(op, known.imm, other.imm) ? 1 : 0, type);
  }
  return compare(cx, node, op, a, b, type, common);
}

function holds(op: CompareOp, a: number, b: number): boolean {
  switch (op) {
    case CompareOp.Equal:
      return a === b;
    case CompareOp.NotEqual:
      return a !== b;
    case CompareOp.Less:
      return a < b;
    case CompareOp.LessEqual:
      return a <= b;
    case CompareOp.Greater:
      return a > b;
    case CompareOp.GreaterEqual:
      return a >= b;
  }
}

function assignment(cx: Lowering, node: number): number {
  const { tree } = cx;
  const leftNode = childByField(tree, node, Field.Left);
  const rightNode = childByField(tree, node, Field.Right);
  const token = kindOf(tree, childByField(tree, node, Field.Operator));
  const target = place(cx, leftNode);
  // The address is computed first, but a variable's own register is only written at the end.
  if (
    isClass(cx, target.type) ||
    (cx.language === "cpp" && kindOf(tree, rightNode) === Kind.InitializerList)
  ) {
    return classAssignment(cx, node, target, leftNode, rightNode, token);
  }
  const operator = ASSIGNMENTS.get(token);
  if (operator === undefined) {
    const right = value(cx, rightNode);
    return assign(cx, node, target, right, cx.type);
  }
  const point = here(cx);
  const old = read(cx, leftNode, target);
  const oldType = cx.type;
  const right = value(cx, rightNode);
  const rightType = cx.type;
  const before = settle(cx, leftNode, old, point);
  const result = combine(cx, node, operator.binary, before, oldType, right, rightType);
  return assign(cx, node, target, result, cx.type);
}

function classAssignment(
  cx: Lowering,
  node: number,
  target: Place,
  leftNode: number,
  rightNode: number,
  token: Kind,
): number {
  const address = addressOf(cx, leftNode, target);
  const right = value(cx, rightNode);
  const rightType = cx.type;
  const operator = ASSIGNMENTS.get(token);
  cx.type = target.type;
  const plainRecord = target.type.record !== null && !target.type.record.methods.has("operator=");
  if (operator === undefined && plainRecord && rightType.record !== null) {
    copyMemory(cx, node, address, right, target.type);
  } else {
    const name = operator?.name ?? "operator=";
    operatorCall(cx, node, name, [address, right], [leftNode, rightNode], target.type, target.type, true);
  }
  cx.type = target.type;
  return address;
}

function update(cx: Lowering, node: number, used: boolean): number {
  const { tree } = cx;
  const argument = childByField(tree, node, Field.Argument);
  const token = childByField(tree, node, Field.Operator);
  const increment = kindOf(tree, token) === Kind.TokenPlusPlus;
  const prefix = token !== NONE && tree.start[token] < tree.start[argument];
  const target = place(cx, argument);
  if (isClass(cx, target.type)) {
    const address = addressOf(cx, argument, target);
    const name = increment ? "operator++" : "operator--";
    operatorCall(cx, node, name, [address], [argument], target.type, target.type, true);
    cx.type = target.type;
    return address;
  }
  const old = read(cx, argument, target);
  const type = cx.type;
  const kept = used && !prefix && target.variable >= 0 ? copy(cx, node, old, type) : old;
  let changed: number;
  if (isPointer(type)) {
    const one = constant(cx, node, increment ? 1 : -1, cx.types.ptrdiffT);
    changed = pointerAdd(cx, node, old, one, step(cx, type), type);
  } else {
    const one = constant(cx, node, 1, cx.types.int);
    changed = combine(cx, node, increment ? BinaryOp.Add : BinaryOp.Subtract, old, type, one, cx.types.int);
  }
  const written = assign(cx, node, target, changed, isPointer(type) ? type : cx.type);
  cx.type = type;
  return prefix ? written : kept;
}

function castTo(cx: Lowering, node: number, operand: number, type: Type): number {
  if (type.kind === TypeKind.Void) {
    effect(cx, operand);
    cx.type = type;
    return -1;
  }
  if (type.kind === TypeKind.Reference) {
    const found = place(cx, operand);
    return read(cx, node, placeAt(addressOf(cx, node, found), type.to ?? cx.types.nothing));
  }
  const register = value(cx, operand);
  const from = cx.type;
  cx.type = type;
  return convert(cx, node, register, from, type, true);
}

export { castTo };

function sizeOf(cx: Lowering, node: number): number {
  const { tree, types } = cx;
  const operand = childByField(tree, node, Field.Value);
  const descriptor = childByField(tree, node, Field.Type);
  const inner = skipParentheses(cx, operand);
  // A variable-length array keeps its number of elements in a register.
  if (kindOf(tree, inner) === Kind.Identifier) {
    const entity = lookup(cx, nodeText(tree, inner));
    if (entity?.kind === "variable") {
      const { length, type } = cx.variables[entity.variable];
      if (length >= 0 && type.kind === TypeKind.Array) {
        const size = type.to?.size ?? -1;
        cx.type = types.sizeT;
        if (size === 1) return length;
        const each = size < 0 ? opaque(cx, node, types.sizeT, []) : constant(cx, node, size, types.sizeT);
        return binary(cx, node, BinaryOp.Multiply, length, each, types.sizeT);
      }
    }
  }
  const known = evaluate(cx.scope, tree, node);
  let size = known?.value ?? -1;
  if (size < 0) {
    const type =
      descriptor !== NONE ? describedType(cx.scope, tree, descriptor) : typeOf(cx.scope, tree, operand);
    size = type.kind === TypeKind.Reference ? (type.to?.size ?? -1) : type.size;
  }
  cx.type = types.sizeT;
  return size < 0 ? opaque(cx, node, types.sizeT, []) : constant(cx, node, size, types.sizeT);
}

function generic(cx: Lowering, node: number): number {
  const { tree } = cx;
  const control = firstNamedChild(tree, node);
  const type = cx.types.unqualified(cx.types.decay(typeOf(cx.scope, tree, control)));
  let fallback: number = NONE;
  for (let at = nextNamedSibling(tree, control); at !== NONE; ) {
    const result = nextNamedSibling(tree, at);
    if (result === NONE) break;
    if (textIs(tree, at, "default")) fallback = result;
    else if (cx.types.unqualified(describedType(cx.scope, tree, at)) === type) return value(cx, result);
    at = nextNamedSibling(tree, result);
  }
  if (fallback !== NONE && type.kind !== TypeKind.Unknown) return value(cx, fallback);
  cx.type = cx.types.nothing;
  return opaque(cx, node, cx.types.nothing, []);
}

// Conditional expressions and conditions

function conditional(cx: Lowering, node: number): number {
  const { tree, types } = cx;
  const end = newBlock(cx);
  const consequence = childByField(tree, node, Field.Consequence);
  const alternative = childByField(tree, node, Field.Alternative);
  const test = childByField(tree, node, Field.Condition);
  let first: number;
  let otherwise: Block;
  if (consequence === NONE) {
    // GNU `a ?: b`: the condition's value is the result.
    first = value(cx, test);
    const then = newBlock(cx);
    otherwise = newBlock(cx);
    branch(cx, test, first, then, otherwise);
    resume(cx, then);
  } else {
    const then = newBlock(cx);
    otherwise = newBlock(cx);
    condition(cx, test, then, otherwise);
    resume(cx, then);
    first = valueOrNothing(cx, consequence);
  }
  const firstType = cx.type;
  const firstEnd = cx.current;
  resume(cx, otherwise);
  const second = valueOrNothing(cx, alternative);
  const secondType = cx.type;
  const type = commonType(cx, firstType, secondType);
  if (type.kind === TypeKind.Void || first < 0 || second < 0) {
    jump(cx, end);
    resume(cx, firstEnd);
    jump(cx, end);
    resume(cx, end);
    cx.type = type;
    return type.kind === TypeKind.Void ? -1 : Math.max(first, second) >= 0 ? opaque(cx, node, type, []) : -1;
  }
  const register = isObject(cx, type) ? types.pointer(type) : type;
  const result = mergeVariable(cx, register);
  setVariable(cx, node, result, convert(cx, node, second, secondType, type));
  jump(cx, end);
  resume(cx, firstEnd);
  setVariable(cx, node, result, convert(cx, node, first, firstType, type));
  jump(cx, end);
  resume(cx, end);
  cx.type = type;
  return result;
}

function valueOrNothing(cx: Lowering, node: number): number {
  if (node === NONE) return giveUp(cx, 0, "missing expression");
  if (cx.depth > MAX_DEPTH) return giveUp(cx, node, "nesting too deep");
  cx.depth++;
  const register = valueInside(cx, node);
  cx.depth--;
  return register;
}

function commonType(cx: Lowering, a: Type, b: Type): Type {
  if (a === b) return a;
  if (a.kind === TypeKind.Void || b.kind === TypeKind.Void) {
    // `c ? throw x : y` has the type of y.
    return a.kind === TypeKind.Void && b.kind !== TypeKind.Void ? b : a;
  }
  if (isArithmetic(a) && isArithmetic(b)) return cx.types.common(a, b);
  if (isPointer(a) && isPointer(b)) return a === cx.types.voidPointer ? b : a;
  if (isPointer(a)) return a;
  if (isPointer(b)) return b;
  return a.kind === TypeKind.Unknown ? b : a;
}

function conditionalPlace(cx: Lowering, node: number): Place {
  const { tree, types } = cx;
  const type = typeOf(cx.scope, tree, node);
  // Only objects, and in C++ lvalues, have a place; other values get memory of their own.
  const consequence = childByField(tree, node, Field.Consequence);
  const alternative = childByField(tree, node, Field.Alternative);
  const lvalues =
    cx.language === "cpp" &&
    consequence !== NONE &&
    isPlaceLike(cx, consequence) &&
    isPlaceLike(cx, alternative);
  if (!lvalues || isObject(cx, type)) return rvaluePlace(cx, node, conditional(cx, node));
  const then = newBlock(cx);
  const otherwise = newBlock(cx);
  const end = newBlock(cx);
  condition(cx, childByField(tree, node, Field.Condition), then, otherwise);
  resume(cx, then);
  const first = place(cx, consequence);
  const result = mergeVariable(cx, types.pointer(first.type));
  setVariable(cx, node, result, addressOf(cx, consequence, first));
  jump(cx, end);
  resume(cx, otherwise);
  setVariable(cx, node, result, addressOf(cx, alternative, place(cx, alternative)));
  jump(cx, end);
  resume(cx, end);
  return placeAt(result, first.type);
}

/** Ends the block with a test of `register`; a constant decides at once. */
export function branch(cx: Lowering, node: number, register: number, then: Block, otherwise: Block): void {
  const known = definition(cx, register);
  if (known?.op === Op.Const) {
    const { instructions } = cx.current;
    if (instructions[instructions.length - 1] === known) instructions.pop();
    jump(cx, known.imm !== 0 ? then : otherwise);
    return;
  }
  terminate(cx, {
    kind: "branch",
    condition: register,
    // biome-ignore lint/suspicious/noThenProperty: the contract's name; nothing awaits a terminator
    then: then.id,
    else: otherwise.id,
    start: cx.macro === "" ? cx.tree.start[node] : cx.useStart,
    end: cx.macro === "" ? cx.tree.end[node] : cx.useEnd,
  });
}

/** Lowers a truth value to control flow. */
export function condition(cx: Lowering, node: number, then: Block, otherwise: Block): void {
  const { tree } = cx;
  if (node === NONE || cx.depth > MAX_DEPTH) {
    branch(cx, node === NONE ? 0 : node, value(cx, node), then, otherwise);
    return;
  }
  cx.depth++;
  conditionInside(cx, skipParentheses(cx, node), then, otherwise);
  cx.depth--;

  function conditionInside(cx: Lowering, node: number, then: Block, otherwise: Block): void {
    const kind = kindOf(tree, node);
    if (kind === Kind.UnaryExpression) {
      const operator = kindOf(tree, childByField(tree, node, Field.Operator));
      if (operator === Kind.TokenBang || operator === Kind.TokenNot) {
        condition(cx, childByField(tree, node, Field.Argument), otherwise, then);
        return;
      }
    } else if (kind === Kind.BinaryExpression) {
      const operator = kindOf(tree, childByField(tree, node, Field.Operator));
      if (isAnd(operator) || isOr(operator)) {
        chain(cx, node, operator, then, otherwise);
        return;
      }
    } else if (kind === Kind.CommaExpression) {
      effect(cx, childByField(tree, node, Field.Left));
      condition(cx, childByField(tree, node, Field.Right), then, otherwise);
      return;
    } else if (kind === Kind.Identifier && lookup(cx, nodeText(tree, node)) === undefined) {
      const done = expandObject(cx, node, nodeText(tree, node), (inner, body) => {
        condition(inner, body, then, otherwise);
        return true;
      });
      if (done) return;
    } else if (kind === Kind.CallExpression) {
      const done = call(cx, node, true, { then, otherwise });
      if (done.branched) return;
      const register = done.place === null ? done.register : read(cx, node, done.place);
      branch(cx, node, testable(cx, node, register), then, otherwise);
      return;
    }
    branch(cx, node, testable(cx, node, value(cx, node)), then, otherwise);
  }
}

/** Objects of class type are tested through their conversion to bool. */
function testable(cx: Lowering, node: number, register: number): number {
  if (register < 0) return opaque(cx, node, cx.types.nothing, []);
  if (!isClass(cx, cx.type)) return register;
  return operatorValue(cx, node, "operator bool", [register], [node], cx.type, cx.types.bool, false);
}

/** `a && b && c`: the spine is walked, not recursed. */
function chain(cx: Lowering, node: number, operator: Kind, then: Block, otherwise: Block): void {
  const { tree } = cx;
  const and = isAnd(operator);
  const operands: number[] = [];
  let at = node;
  while (kindOf(tree, at) === Kind.BinaryExpression) {
    const token = kindOf(tree, childByField(tree, at, Field.Operator));
    if (and ? !isAnd(token) : !isOr(token)) break;
    operands.push(childByField(tree, at, Field.Right));
    at = childByField(tree, at, Field.Left);
  }
  operands.push(at);
  for (let i = operands.length - 1; i >= 0; i--) {
    if (i === 0) {
      condition(cx, operands[i], then, otherwise);
      return;
    }
    const next = newBlock(cx);
    if (and) condition(cx, operands[i], next, otherwise);
    else condition(cx, operands[i], then, next);
    resume(cx, next);
  }
}

/** A condition that is a full expression: its temporaries end on both ways out. */
export function fullCondition(cx: Lowering, node: number, then: Block, otherwise: Block): void {
  const full = beginFull(cx);
  const onTrue = newBlock(cx);
  const onFalse = newBlock(cx);
  condition(cx, node, onTrue, onFalse);
  endFull(cx, node === NONE ? 0 : node, full, [onTrue, onFalse]);
  onTrue.terminator = { kind: "jump", to: then.id };
  onFalse.terminator = { kind: "jump", to: otherwise.id };
}

/** A value that is a full expression; it is in a register when the temporaries end. */
export function fullValue(cx: Lowering, node: number): number {
  const full = beginFull(cx);
  const register = value(cx, node);
  const type = cx.type;
  endFull(cx, node === NONE ? 0 : node, full);
  cx.type = type;
  return register;
}

export function fullEffect(cx: Lowering, node: number): void {
  const full = beginFull(cx);
  effect(cx, node);
  endFull(cx, node, full);
}

/** A value of class type made by a call, kept alive to the end of the full expression. */
export function keep(cx: Lowering, node: number, register: number, type: Type): number {
  if (!hasLifetime(cx, type)) return register;
  const address = addressOfVariable(cx, node, temporaryObject(cx, node, type, false));
  copyMemory(cx, node, address, register, type);
  return address;
}

/** Undoes `keep` for the value made last, when a variable takes the object over; gives the register it came from. */
export function unkeep(cx: Lowering, register: number): number {
  const { instructions } = cx.current;
  const last = instructions[instructions.length - 1];
  const temporaries = cx.full?.temporaries;
  if (last?.op !== Op.CopyMemory || last.a !== register || temporaries === undefined) return register;
  const variable = cx.variables.length - 1;
  if (temporaries[temporaries.length - 1] !== variable || definition(cx, register)?.imm !== variable)
    return register;
  instructions.length -= 2;
  temporaries.pop();
  cx.variables.pop();
  cx.written.pop();
  return last.b;
}
