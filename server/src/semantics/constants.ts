/**
 * Integer constant expressions over syntax trees (C11 6.6), with exact arithmetic in the expression's types, and the
 * values of string literals. What is not constant, or depends on something unknown, has no value.
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree, UNKNOWN_PIECE } from "../syntax/tree";
import {
  childByField,
  childByKind,
  firstNamedChild,
  isMissing,
  kindOf,
  nextNamedSibling,
  nodeText,
} from "../syntax/walk";
import { describedType, disguisedCast, typeFromText } from "./declarators";
import { expressionFragment } from "./fragments";
import {
  characterType,
  decodeEscapes,
  type ExactConstant,
  encodeText,
  encodingOf,
  exactCharacter,
  exactInteger,
  isFloatLiteral,
  wrap,
} from "./literals";
import { expandMacro } from "./macros";
import { MAX_NESTING, nesting } from "./nesting";
import { nameOf, templateArgumentsOf } from "./qualified-names";
import type { Constant, Scope } from "./scope";
import { dereferenced, findField, isIntegral } from "./type-queries";
import { type Type, TypeKind } from "./types";
import type { Types } from "./types-table";

/** The value of a constant expression; undefined if it is none or unknown. */
export function evaluate(scope: Scope, tree: Tree, node: number): Constant | undefined {
  return rounded(evaluateExactly(scope, tree, node));
}

/** The value and type of an integer literal such as `0x1FuLL`; undefined for a floating or malformed one. */
export function integerLiteral(types: Types, text: string): Constant | undefined {
  return isFloatLiteral(text) ? undefined : rounded(exactInteger(types, text));
}

/** The value and type of a character literal such as `'a'` or `L'\\n'`; undefined for a malformed one. */
export function characterLiteral(scope: Scope, text: string): Constant | undefined {
  return rounded(exactCharacter(scope.types, text, scope.language === "cpp"));
}

function rounded(exact: ExactConstant | undefined): Constant | undefined {
  return exact === undefined ? undefined : { value: Number(exact.value), type: exact.type };
}

/** As `evaluate`, without rounding. */
export function evaluateExactly(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  if (node === NONE || nesting.depth >= MAX_NESTING) return undefined;
  nesting.depth++;
  try {
    return constantOf(scope, tree, node);
  } finally {
    nesting.depth--;
  }
}

function constantOf(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const { types } = scope;
  switch (tree.kind[node]) {
    case Kind.NumberLiteral: {
      const text = nodeText(tree, node);
      return isFloatLiteral(text) ? undefined : exactInteger(types, text);
    }
    case Kind.CharLiteral:
      return exactCharacter(types, nodeText(tree, node), scope.language === "cpp");
    case Kind.True:
      return { value: 1n, type: types.bool };
    case Kind.False:
      return { value: 0n, type: types.bool };
    case Kind.Null:
      return { value: 0n, type: types.voidPointer };
    case Kind.Identifier:
    case Kind.QualifiedIdentifier:
    case Kind.TypeIdentifier:
      return namedConstant(scope, nameOf(tree, node));
    case Kind.ParenthesizedExpression:
    case Kind.ExtensionExpression:
      return evaluateExactly(scope, tree, firstNamedChild(tree, node));
    case Kind.UnaryExpression:
      return unary(scope, tree, node);
    case Kind.BinaryExpression:
      return binary(scope, tree, node);
    case Kind.ConditionalExpression:
      return conditional(scope, tree, node);
    case Kind.CastExpression:
      return castExpression(scope, tree, node);
    case Kind.CompoundLiteralExpression:
      return functionalCast(
        scope,
        tree,
        childByField(tree, node, Field.Type),
        childByField(tree, node, Field.Value),
      );
    case Kind.SizeofExpression:
    case Kind.AlignofExpression:
      return sizeOrAlign(scope, tree, node);
    case Kind.OffsetofExpression:
      return offsetOf(scope, tree, node);
    case Kind.CallExpression:
      return callConstant(scope, tree, node);
    case Kind.InitializerList: {
      const only = firstNamedChild(tree, node);
      if (only === NONE) return { value: 0n, type: types.int };
      return nextNamedSibling(tree, only) === NONE ? evaluateExactly(scope, tree, only) : undefined;
    }
    default:
      return undefined;
  }
}

function namedConstant(scope: Scope, name: string): ExactConstant | undefined {
  const enumerator = scope.enumerator(name);
  if (enumerator !== undefined && Number.isInteger(enumerator)) {
    return { value: BigInt(enumerator), type: scope.enumeratorType(name) ?? scope.types.int };
  }
  const variable = scope.variable(name);
  if (variable !== undefined) {
    const type = dereferenced(variable.type);
    return variable.value === undefined || !Number.isInteger(variable.value) || !isIntegral(type)
      ? undefined
      : { value: wrap(BigInt(variable.value), type), type: scope.types.unqualified(type) };
  }
  const macro = scope.macro(name);
  if (macro === undefined || macro.params !== null) return undefined;
  const text = expandMacro(macro, null, (other) => scope.macro(other));
  // An expansion that still is the name alone must not be looked up again.
  return text === undefined || text === name ? undefined : constantOfText(scope, text);
}

/** The value of an expression given as text. */
export function constantOfText(scope: Scope, text: string): ExactConstant | undefined {
  const fragment = expressionFragment(scope, text);
  return fragment === undefined ? undefined : evaluateExactly(scope, fragment.tree, fragment.node);
}

function unary(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const operand = evaluateExactly(scope, tree, childByField(tree, node, Field.Argument));
  if (operand === undefined || !isIntegral(operand.type)) return undefined;
  const { types } = scope;
  const type = types.promote(operand.type);
  switch (kindOf(tree, childByField(tree, node, Field.Operator))) {
    case Kind.TokenMinus:
      return { value: wrap(-operand.value, type), type };
    case Kind.TokenPlus:
      return { value: operand.value, type };
    case Kind.TokenTilde:
    case Kind.TokenCompl:
      return { value: wrap(~operand.value, type), type };
    case Kind.TokenBang:
    case Kind.TokenNot:
      return { value: operand.value === 0n ? 1n : 0n, type: truthType(scope) };
    default:
      return undefined;
  }
}

/** The type of comparisons and logical operators. */
function truthType(scope: Scope): Type {
  return scope.language === "cpp" ? scope.types.bool : scope.types.int;
}

function binary(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const operator = kindOf(tree, childByField(tree, node, Field.Operator));
  const cast = disguisedCast(scope, tree, node);
  if (cast !== undefined) {
    const operand = evaluateExactly(scope, tree, childByField(tree, node, Field.Right));
    return converted(scope, cast, operand && signed(scope, operator, operand));
  }
  const left = evaluateExactly(scope, tree, childByField(tree, node, Field.Left));
  const logicalAnd = operator === Kind.TokenAmpAmp || operator === Kind.TokenAnd;
  const logicalOr = operator === Kind.TokenPipePipe || operator === Kind.TokenOr;
  if (logicalAnd && left?.value === 0n) return { value: 0n, type: truthType(scope) };
  if (logicalOr && left !== undefined && left.value !== 0n) return { value: 1n, type: truthType(scope) };
  const right = evaluateExactly(scope, tree, childByField(tree, node, Field.Right));
  if (left === undefined || right === undefined) return undefined;
  if (logicalAnd || logicalOr) return { value: right.value === 0n ? 0n : 1n, type: truthType(scope) };
  return arithmetic(scope, operator, left, right);
}

/** The operand of a cast that looks like a sum or difference: a sign and a value. */
function signed(scope: Scope, operator: Kind, operand: ExactConstant): ExactConstant | undefined {
  const type = scope.types.promote(operand.type);
  if (!isIntegral(type)) return undefined;
  if (operator === Kind.TokenMinus) return { value: wrap(-operand.value, type), type };
  return operator === Kind.TokenPlus ? { value: operand.value, type } : undefined;
}

function arithmetic(
  scope: Scope,
  operator: Kind,
  left: ExactConstant,
  right: ExactConstant,
): ExactConstant | undefined {
  const { types } = scope;
  if (!isIntegral(left.type) || !isIntegral(right.type)) return undefined;
  if (operator === Kind.TokenLessLess || operator === Kind.TokenGreaterGreater) {
    const type = types.promote(left.type);
    if (right.value < 0n || right.value >= BigInt(type.size * 8)) return undefined;
    const value = operator === Kind.TokenLessLess ? left.value << right.value : left.value >> right.value;
    return { value: wrap(value, type), type };
  }
  const type = types.common(left.type, right.type);
  const a = wrap(left.value, type);
  const b = wrap(right.value, type);
  const truth = (holds: boolean): ExactConstant => ({ value: holds ? 1n : 0n, type: truthType(scope) });
  switch (operator) {
    case Kind.TokenPlus:
      return { value: wrap(a + b, type), type };
    case Kind.TokenMinus:
      return { value: wrap(a - b, type), type };
    case Kind.TokenStar:
      return { value: wrap(a * b, type), type };
    case Kind.TokenSlash:
      return b === 0n ? undefined : { value: wrap(a / b, type), type };
    case Kind.TokenPercent:
      return b === 0n ? undefined : { value: wrap(a % b, type), type };
    case Kind.TokenAmp:
    case Kind.TokenBitand:
      return { value: wrap(a & b, type), type };
    case Kind.TokenPipe:
    case Kind.TokenBitor:
      return { value: wrap(a | b, type), type };
    case Kind.TokenCaret:
    case Kind.TokenXor:
      return { value: wrap(a ^ b, type), type };
    case Kind.TokenEqualEqual:
      return truth(a === b);
    case Kind.TokenBangEqual:
    case Kind.TokenNotEq:
      return truth(a !== b);
    case Kind.TokenLess:
      return truth(a < b);
    case Kind.TokenLessEqual:
      return truth(a <= b);
    case Kind.TokenGreater:
      return truth(a > b);
    case Kind.TokenGreaterEqual:
      return truth(a >= b);
    default:
      return undefined;
  }
}

function conditional(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const condition = evaluateExactly(scope, tree, childByField(tree, node, Field.Condition));
  if (condition === undefined) return undefined;
  const taken = condition.value !== 0n ? Field.Consequence : Field.Alternative;
  const other = condition.value !== 0n ? Field.Alternative : Field.Consequence;
  const value = evaluateExactly(scope, tree, childByField(tree, node, taken));
  if (value === undefined || !isIntegral(value.type)) return value;
  const skipped = evaluateExactly(scope, tree, childByField(tree, node, other));
  const type = skipped === undefined ? value.type : scope.types.common(value.type, skipped.type);
  return isIntegral(type) ? { value: wrap(value.value, type), type } : value;
}

function castExpression(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const typeNode = childByField(tree, node, Field.Type);
  const valueNode = childByField(tree, node, Field.Value);
  const type = describedType(scope, tree, typeNode);
  if (type.kind === TypeKind.Unknown) return parenthesizedOperand(scope, tree, typeNode, valueNode);
  return converted(scope, type, evaluateExactly(scope, tree, valueNode));
}

/** `(N) - 1` reads as a cast of `-1` as long as nobody knows that `N` is no type. */
function parenthesizedOperand(
  scope: Scope,
  tree: Tree,
  typeNode: number,
  valueNode: number,
): ExactConstant | undefined {
  const left = namedConstant(scope, nodeText(tree, typeNode));
  if (left === undefined) return undefined;
  const operatorNode = childByField(tree, valueNode, Field.Operator);
  const kind = kindOf(tree, valueNode);
  if (kind !== Kind.UnaryExpression && kind !== Kind.PointerExpression) return undefined;
  const right = evaluateExactly(scope, tree, childByField(tree, valueNode, Field.Argument));
  return right === undefined ? undefined : arithmetic(scope, kindOf(tree, operatorNode), left, right);
}

function converted(scope: Scope, type: Type, operand: ExactConstant | undefined): ExactConstant | undefined {
  if (operand === undefined) return undefined;
  if (type.kind === TypeKind.Bool) return { value: operand.value === 0n ? 0n : 1n, type: scope.types.bool };
  if (!isIntegral(type) && type.kind !== TypeKind.Pointer) return undefined;
  if (type.kind === TypeKind.Pointer) return { value: operand.value, type };
  return { value: wrap(operand.value, type), type: scope.types.unqualified(type) };
}

function functionalCast(
  scope: Scope,
  tree: Tree,
  typeNode: number,
  valueNode: number,
): ExactConstant | undefined {
  const type = describedType(scope, tree, typeNode);
  return isIntegral(type) ? converted(scope, type, evaluateExactly(scope, tree, valueNode)) : undefined;
}

function sizeOrAlign(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const type = sizeofOperand(scope, tree, node);
  scope.complete(type);
  const isSize = tree.kind[node] === Kind.SizeofExpression;
  const size = isSize ? type.size : type.align;
  return size < 0 ? undefined : { value: BigInt(size), type: scope.types.sizeT };
}

/** The type whose size or alignment a `sizeof` or `alignof` expression asks for; references are looked through. */
export function sizeofOperand(scope: Scope, tree: Tree, node: number): Type {
  const typeNode = childByField(tree, node, Field.Type);
  if (typeNode !== NONE) {
    const type = describedType(scope, tree, typeNode);
    // `sizeof(x)` with a plain name reads as a type as long as nobody knows that it is none.
    if (type.kind !== TypeKind.Unknown) return dereferenced(type);
    const name = nodeText(tree, typeNode);
    const named = scope.variable(name)?.type;
    if (named !== undefined) return dereferenced(named);
    const macro = scope.macro(name);
    if (macro?.params === null) {
      const fragment = expressionFragment(scope, macro.body);
      if (fragment !== undefined)
        return dereferenced(scope.semantics.typeOf(scope, fragment.tree, fragment.node));
    }
    return type;
  }
  const operand = childByField(tree, node, Field.Value);
  const inner = operand === NONE ? firstNamedChild(tree, node) : operand;
  // Names alone in parentheses may also be types that the grammar cannot know.
  const only = kindOf(tree, inner) === Kind.ParenthesizedExpression ? firstNamedChild(tree, inner) : NONE;
  if (kindOf(tree, only) === Kind.Identifier && scope.variable(nodeText(tree, only)) === undefined) {
    const named = describedType(scope, tree, only);
    if (named.kind !== TypeKind.Unknown) return named;
  }
  return dereferenced(scope.semantics.typeOf(scope, tree, inner));
}

function offsetOf(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const typeNode = childByField(tree, node, Field.Type);
  const type = describedType(scope, tree, typeNode);
  // The grammar takes a single name for the member and `a.b` for an error, so the text is read; `a[1]` it cuts short.
  if (isMissing(tree, lastChild(tree, node))) return undefined;
  const comma = tree.text.indexOf(",", tree.end[typeNode]);
  const close = tree.end[node] - 1;
  return comma === -1 || comma > close
    ? undefined
    : memberOffset(scope, type, tree.text.slice(comma + 1, close).trim());
}

function lastChild(tree: Tree, node: number): number {
  let last = tree.firstChild[node];
  while (last !== NONE && tree.nextSibling[last] !== NONE) last = tree.nextSibling[last];
  return last;
}

/** Offset of a member as `offsetof` takes it: `a`, `a.b`, `a[2].b`. */
function memberOffset(scope: Scope, type: Type, path: string): ExactConstant | undefined {
  const fragment = expressionFragment(scope, `_.${path}`);
  if (fragment === undefined) return undefined;
  const place = placeIn(scope, fragment.tree, fragment.node, type);
  return place === undefined ? undefined : { value: BigInt(place.offset), type: scope.types.sizeT };
}

/** Type and offset of a place in the object that `_` stands for. */
function placeIn(
  scope: Scope,
  tree: Tree,
  node: number,
  type: Type,
): { type: Type; offset: number } | undefined {
  if (kindOf(tree, node) === Kind.Identifier) return { type, offset: 0 };
  if (node === NONE || nesting.depth >= MAX_NESTING) return undefined;
  nesting.depth++;
  const outer = placeIn(scope, tree, childByField(tree, node, Field.Argument), type);
  nesting.depth--;
  if (outer === undefined) return undefined;
  if (tree.kind[node] === Kind.FieldExpression) {
    scope.complete(outer.type);
    const name = nodeText(tree, childByField(tree, node, Field.Field));
    const field = outer.type.record === null ? undefined : findField(outer.type.record, name);
    if (field === undefined || field.offset < 0) return undefined;
    return { type: field.type, offset: outer.offset + field.offset };
  }
  if (tree.kind[node] !== Kind.SubscriptExpression || outer.type.to === null) return undefined;
  const list = childByField(tree, node, Field.Indices);
  const index = evaluate(
    scope,
    tree,
    list === NONE ? childByField(tree, node, Field.Index) : firstNamedChild(tree, list),
  );
  const element = outer.type.to;
  if (index === undefined || outer.type.kind !== TypeKind.Array || element.size < 0) return undefined;
  return { type: element, offset: outer.offset + index.value * element.size };
}

const CASTS: ReadonlySet<string> = new Set(["static_cast", "const_cast", "reinterpret_cast"]);

function callConstant(scope: Scope, tree: Tree, node: number): ExactConstant | undefined {
  const callee = childByField(tree, node, Field.Function);
  const list = childByField(tree, node, Field.Arguments);
  const first = firstNamedChild(tree, list);
  const kind = kindOf(tree, callee);
  if (kind === Kind.PrimitiveType || kind === Kind.SizedTypeSpecifier) {
    return functionalCast(scope, tree, callee, first);
  }
  if (kind === Kind.TemplateFunction && CASTS.has(nameOf(tree, callee))) {
    const typeNode = firstNamedChild(tree, templateArgumentsOf(tree, callee));
    return converted(scope, describedType(scope, tree, typeNode), evaluateExactly(scope, tree, first));
  }
  const cast = disguisedCast(scope, tree, node);
  if (cast !== undefined) return converted(scope, cast, evaluateExactly(scope, tree, first));
  if (kind !== Kind.Identifier && kind !== Kind.QualifiedIdentifier) return undefined;
  const name = nameOf(tree, callee);
  const macro = scope.macro(name);
  if (macro !== undefined && macro.params !== null) {
    const text = expandMacro(macro, argumentTexts(tree, list), (other) => scope.macro(other));
    return text === undefined ? undefined : constantOfText(scope, text);
  }
  if (name === "offsetof" || name === "__builtin_offsetof") {
    const member = first === NONE ? NONE : nextNamedSibling(tree, first);
    return memberOffset(scope, typeFromText(scope, nodeText(tree, first)), nodeText(tree, member));
  }
  if (name === "__builtin_expect" || name === "likely" || name === "unlikely") {
    return evaluateExactly(scope, tree, first);
  }
  if (scope.language === "c" || scope.function(name) !== undefined) return undefined;
  return functionalCast(scope, tree, callee, first);
}

/** Source texts of the arguments of a call or macro use, from its `argument_list`. */
export function argumentTexts(tree: Tree, list: number): string[] {
  const texts: string[] = [];
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.Comment) texts.push(nodeText(tree, child));
  }
  return texts;
}

// ---- Strings ----

export interface StringValue {
  /** Escapes resolved, one UTF-16 code unit an element, without terminator; undefined if a part is not known, as a macro that masking could not resolve. */
  readonly value: string | undefined;
  /** The type of an element. */
  readonly element: Type;
}

/** The value of a `string_literal`, `raw_string_literal` or `concatenated_string`. */
export function stringLiteral(scope: Scope, tree: Tree, node: number): StringValue {
  const { types } = scope;
  const kind = kindOf(tree, node);
  if (kind === Kind.StringLiteral) {
    const text = nodeText(tree, node);
    const element = characterType(types, encodingOf(text));
    const open = text.indexOf('"');
    const close = text.lastIndexOf('"');
    const isKnown = open !== -1 && close > open && !text.includes(UNKNOWN_PIECE);
    return { value: isKnown ? decodeEscapes(text, open + 1, close, element.size) : undefined, element };
  }
  if (kind === Kind.RawStringLiteral) {
    const element = characterType(types, encodingOf(nodeText(tree, node)));
    const content = childByKind(tree, node, Kind.RawStringContent);
    return { value: encodeText(nodeText(tree, content), element.size), element };
  }
  if (kind !== Kind.ConcatenatedString) return { value: undefined, element: types.char };
  let value: string | undefined = "";
  let element = types.char;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.Comment) continue;
    const part = stringPart(scope, tree, child);
    if (part.element !== types.char) element = part.element;
    value = value === undefined || part.value === undefined ? undefined : value + part.value;
  }
  return { value, element };
}

/** A part of a concatenation: a literal, or a macro that stands for one (`"%" PRIu32`). */
function stringPart(scope: Scope, tree: Tree, node: number): StringValue {
  if (tree.kind[node] !== Kind.Identifier) return stringLiteral(scope, tree, node);
  const macro = scope.macro(nodeText(tree, node));
  const text = macro?.params === null ? expandMacro(macro, null, (name) => scope.macro(name)) : undefined;
  const fragment = text === undefined ? undefined : expressionFragment(scope, text);
  if (fragment === undefined) return { value: undefined, element: scope.types.char };
  // Expanded: what is still a name is none of a macro, so this does not come back here with the same text.
  return fragment.tree.kind[fragment.node] === Kind.Identifier
    ? { value: undefined, element: scope.types.char }
    : stringLiteral(scope, fragment.tree, fragment.node);
}
