/**
 * Expressions: `value` gives the register that holds an expression's value, `effect` lowers for side effects alone.
 * After each, `cx.type` is the expression's type, arrays and functions decayed and references followed.
 */
import { characterLiteral, evaluate, integerLiteral } from "../semantics/constants";
import { describedType } from "../semantics/declarators";
import { typeOf } from "../semantics/expression-types";
import { floatLiteral, isFloatLiteral } from "../semantics/literals";
import { nameOf } from "../semantics/qualified-names";
import { findField, isArithmetic, isIntegral } from "../semantics/type-queries";
import { type Type, TypeKind } from "../semantics/types";
import { Field, KIND_NAMES, Kind } from "../syntax/kinds";
import { NONE, UNKNOWN_NAME } from "../syntax/tree";
import {
  childByField,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
  textIs,
} from "../syntax/walk";
import { deleteExpression, newExpression } from "./allocation";
import { assemble } from "./assembly";
import {
  addHole,
  binary,
  constant,
  copyMemory,
  definition,
  float,
  jump,
  newBlock,
  opaque,
  resume,
  TEMPORARY,
  unary,
} from "./builder";
import { call } from "./calls";
import { condition, conditional, isAnd, isOr } from "./conditions";
import {
  addressOfVariable,
  beginFull,
  bytesOf,
  endFull,
  forget,
  giveUp,
  hasLifetime,
  type Lowering,
  lookup,
  MAX_DEPTH,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { throwExpression } from "./exceptions";
import { BinaryOp, Op, UnaryOp } from "./ir";
import { lambda } from "./lambdas";
import { expandObject } from "./macros";
import { assignment, binaryExpression, takeAddress, unaryExpression, update } from "./operators";
import {
  addressOf,
  isPlaceLike,
  place,
  placeAt,
  placeInside,
  read,
  selfRegister,
  skipParentheses,
  variablePlace,
} from "./places";
import { statementExpression } from "./statements";

export function value(cx: Lowering, node: number): number {
  if (node === NONE) return giveUp(cx, 0, "missing expression");
  if (cx.depth > MAX_DEPTH) return giveUp(cx, node, "nesting too deep");
  cx.depth++;
  let register = valueInside(cx, node);
  cx.depth--;
  if (register < 0) register = opaque(cx, node, cx.type, []);
  return register;
}

/** `(void)x` says that x is not needed, and does not read it. */
function discard(cx: Lowering, node: number): void {
  if (isPlaceLike(cx, node)) place(cx, node);
  else effect(cx, node);
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
      if (type.kind === TypeKind.Void) discard(cx, childByField(tree, node, Field.Value));
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
export function valueInside(cx: Lowering, node: number): number {
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
    // What was masked for the parser is something else each time.
    if (text === UNKNOWN_NAME) {
      cx.type = cx.types.nothing;
      return opaque(cx, node, cx.type, []);
    }
    if (simple && cx.record !== null && findField(cx.record, text) !== undefined) {
      return read(cx, node, placeInside(cx, node));
    }
    const expanded = simple ? expandObject(cx, node, text, value) : undefined;
    if (expanded !== undefined) return expanded;
    const enumerator = cx.file.enumerator(text);
    const variable = enumerator === undefined ? cx.file.variable(text) : undefined;
    const known = enumerator ?? variable?.value ?? variable?.settled;
    if (known !== undefined) {
      const type = cx.file.enumeratorType(text) ?? variable?.type ?? cx.types.int;
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

export function castTo(cx: Lowering, node: number, operand: number, type: Type): number {
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
        const size = type.to === null ? -1 : bytesOf(cx, type.to);
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

export function fullEffect(cx: Lowering, node: number): void {
  const full = beginFull(cx);
  effect(cx, node);
  endFull(cx, node, full);
}

/** A value of class type made by a call, kept alive to the end of the full expression. */
export function keep(cx: Lowering, node: number, register: number, type: Type): number {
  if (!hasLifetime(cx, type)) return register;
  const address = addressOfVariable(cx, node, temporaryObject(cx, node, type, false));
  copyMemory(cx, node, address, register, bytesOf(cx, type), type);
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
