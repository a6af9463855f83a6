/**
 * Static types of expressions, for `sizeof`, `auto` and the checkers: C11 6.5 and everyday C++. The nameless unknown
 * wherever the answer would be a guess (overloads that differ, templates, names without declaration).
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, findInside, firstNamedChild, kindOf, lastNamedChild, nodeText } from "../syntax/walk";
import { argumentTexts, characterLiteral, integerLiteral, stringLiteral } from "./constants";
import { containerElement, describedType, disguisedCast, indexedElement, typeFromText } from "./declarators";
import { expressionFragment } from "./fragments";
import { floatLiteral, isFloatLiteral } from "./literals";
import { expandMacro } from "./macros";
import { MAX_NESTING, nesting } from "./nesting";
import { nameOf, simpleNameOf, templateArgumentsOf } from "./qualified-names";
import { openScope, type Scope } from "./scope";
import { dereferenced, findField, findMethod, isArithmetic, partOfPair } from "./type-queries";
import { type Type, TypeKind } from "./types";

/** The type of an expression: references looked through, arrays and functions not decayed. */
export function typeOf(scope: Scope, tree: Tree, node: number): Type {
  if (node === NONE || nesting.depth >= MAX_NESTING) return scope.types.nothing;
  nesting.depth++;
  try {
    return expressionType(scope, tree, node);
  } finally {
    nesting.depth--;
  }
}

function expressionType(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  const at = (field: Field) => typeOf(scope, tree, childByField(tree, node, field));
  switch (tree.kind[node]) {
    case Kind.NumberLiteral: {
      const text = nodeText(tree, node);
      if (isFloatLiteral(text)) return floatLiteral(types, text).type;
      return integerLiteral(types, text)?.type ?? types.nothing;
    }
    case Kind.CharLiteral:
      return characterLiteral(scope, nodeText(tree, node))?.type ?? types.nothing;
    case Kind.StringLiteral:
    case Kind.RawStringLiteral:
    case Kind.ConcatenatedString:
      return stringType(scope, tree, node);
    case Kind.UserDefinedLiteral:
      return nodeText(tree, lastNamedChild(tree, node)) === "s"
        ? types.unknown("std::string")
        : types.nothing;
    case Kind.True:
    case Kind.False:
      return types.bool;
    case Kind.Null:
      return types.voidPointer;
    case Kind.This:
      return thisType(scope);
    case Kind.Identifier:
    case Kind.QualifiedIdentifier:
    case Kind.TemplateFunction:
    case Kind.TypeIdentifier:
      return namedType(scope, nameOf(tree, node));
    case Kind.ParenthesizedExpression:
      return parenthesizedType(scope, tree, node);
    case Kind.ExtensionExpression:
      return typeOf(scope, tree, firstNamedChild(tree, node));
    case Kind.FieldExpression:
      return fieldType(scope, tree, node, objectType(scope, tree, node));
    case Kind.SubscriptExpression:
      return indexedType(scope, at(Field.Argument));
    case Kind.PointerExpression: {
      const operand = at(Field.Argument);
      const isDereference = kindOf(tree, childByField(tree, node, Field.Operator)) === Kind.TokenStar;
      if (isDereference) return pointee(scope, operand);
      return operand === types.nothing ? operand : types.pointer(operand);
    }
    case Kind.UnaryExpression: {
      const operator = kindOf(tree, childByField(tree, node, Field.Operator));
      if (operator === Kind.TokenBang || operator === Kind.TokenNot) return truthType(scope);
      const operand = at(Field.Argument);
      return isArithmetic(operand) ? types.promote(operand) : types.nothing;
    }
    case Kind.BinaryExpression: {
      const cast = disguisedCast(scope, tree, node);
      return cast ?? binaryType(scope, tree, node, at(Field.Left), at(Field.Right));
    }
    case Kind.AssignmentExpression:
      return at(Field.Left);
    case Kind.UpdateExpression:
      return at(Field.Argument);
    case Kind.ConditionalExpression:
      return conditionalType(scope, at(Field.Consequence), at(Field.Alternative));
    case Kind.CommaExpression:
      return at(Field.Right);
    case Kind.CastExpression:
    case Kind.CompoundLiteralExpression:
      return dereferenced(describedType(scope, tree, childByField(tree, node, Field.Type)));
    case Kind.SizeofExpression:
    case Kind.AlignofExpression:
    case Kind.OffsetofExpression:
      return types.sizeT;
    case Kind.NewExpression:
      return newType(scope, tree, node);
    case Kind.CallExpression:
      return callType(scope, tree, node);
    case Kind.DeleteExpression:
      return types.void;
    default:
      return types.nothing;
  }
}

function truthType(scope: Scope): Type {
  return scope.language === "cpp" ? scope.types.bool : scope.types.int;
}

function stringType(scope: Scope, tree: Tree, node: number): Type {
  const { value, element } = stringLiteral(scope, tree, node);
  const { types } = scope;
  const stored = scope.language === "cpp" ? types.withConst(element) : element;
  return types.array(stored, value === undefined ? -1 : value.length + 1);
}

function thisType(scope: Scope): Type {
  const parameter = scope.variable("this");
  if (parameter !== undefined) return parameter.type;
  const { path } = scope;
  const type = path.length === 0 ? undefined : scope.type(path[path.length - 1]);
  return type === undefined ? scope.types.nothing : scope.types.pointer(type);
}

function namedType(scope: Scope, name: string): Type {
  const { types } = scope;
  const variable = scope.variable(name);
  if (variable !== undefined) return dereferenced(variable.type);
  const enumerator = scope.enumeratorType(name);
  if (enumerator !== undefined) return enumerator;
  const declared = scope.function(name);
  if (declared !== undefined) return declared.type;
  const macro = scope.macro(name);
  if (macro?.params === null) {
    const text = expandMacro(macro, null, (other) => scope.macro(other));
    return text === undefined || text === name ? types.nothing : textType(scope, text);
  }
  // Inside a method, a name may be that of a member.
  const own = dereferenced(thisType(scope)).to;
  if (own !== null && own !== types.nothing) return memberType(scope, own, name);
  return types.nothing;
}

function textType(scope: Scope, text: string): Type {
  const fragment = expressionFragment(scope, text);
  return fragment === undefined ? scope.types.nothing : typeOf(scope, fragment.tree, fragment.node);
}

function parenthesizedType(scope: Scope, tree: Tree, node: number): Type {
  const inner = firstNamedChild(tree, node);
  if (kindOf(tree, inner) !== Kind.CompoundStatement) return typeOf(scope, tree, inner);
  // GNU statement expression: the last expression's type; its own declarations are not visible from here.
  const last = lastNamedChild(tree, inner);
  if (kindOf(tree, last) !== Kind.ExpressionStatement || findInside(tree, inner, Kind.Declaration) !== NONE) {
    return scope.types.nothing;
  }
  return typeOf(scope, tree, firstNamedChild(tree, last));
}

const POINTERS: ReadonlySet<string> = new Set([
  "std::unique_ptr",
  "std::shared_ptr",
  "std::auto_ptr",
  "std::optional",
]);

/** What `*` makes of a value. */
function pointee(scope: Scope, type: Type): Type {
  const plain = scope.types.decay(type);
  if (plain.kind === TypeKind.Pointer && plain.to !== null) return dereferenced(plain.to);
  if (plain.kind === TypeKind.Unknown && POINTERS.has(plain.name) && plain.to !== null) {
    return plain.to.kind === TypeKind.Array ? (plain.to.to ?? scope.types.nothing) : plain.to;
  }
  return scope.types.nothing;
}

function indexedType(scope: Scope, type: Type): Type {
  const plain = dereferenced(type);
  if (plain.kind === TypeKind.Unknown && plain.name === "std::unique_ptr") return pointee(scope, plain);
  return dereferenced(indexedElement(scope, plain));
}

/** The type of what stands before the `.` or `->` of a field expression. */
function objectType(scope: Scope, tree: Tree, node: number): Type {
  return dereferenced(typeOf(scope, tree, childByField(tree, node, Field.Argument)));
}

function fieldType(scope: Scope, tree: Tree, node: number, object: Type): Type {
  const arrow = kindOf(tree, childByField(tree, node, Field.Operator)) === Kind.TokenMinusGreater;
  const record = arrow ? pointee(scope, object) : object;
  return memberType(scope, record, nameOf(tree, childByField(tree, node, Field.Field)));
}

/** The type of the field or method `name` of a record; `const` records have `const` fields. */
function memberType(scope: Scope, type: Type, name: string): Type {
  if (type.record === null) return partOfPair(type, name) ?? scope.types.nothing;
  scope.complete(type);
  const field = findField(type.record, name);
  if (field !== undefined) {
    const plain = dereferenced(field.type);
    return type.isConst ? scope.types.withConst(plain) : plain;
  }
  return findMethod(type.record, name) ?? macroMemberType(scope, type, name);
}

/** `#define st_mtime st_mtim.tv_sec`: a member's name that is a macro for a way to one. */
function macroMemberType(scope: Scope, type: Type, name: string): Type {
  const macro = scope.macro(name);
  if (macro?.params !== null) return scope.types.nothing;
  const text = expandMacro(macro, null, (other) => scope.macro(other));
  if (text === undefined || text === name) return scope.types.nothing;
  const inner = openScope(scope);
  inner.declare.variable("_", type);
  return textType(inner, `_.${text}`);
}

function binaryType(scope: Scope, tree: Tree, node: number, left: Type, right: Type): Type {
  const { types } = scope;
  switch (kindOf(tree, childByField(tree, node, Field.Operator))) {
    case Kind.TokenAmpAmp:
    case Kind.TokenPipePipe:
    case Kind.TokenAnd:
    case Kind.TokenOr:
      return truthType(scope);
    case Kind.TokenEqualEqual:
    case Kind.TokenBangEqual:
    case Kind.TokenNotEq:
    case Kind.TokenLess:
    case Kind.TokenLessEqual:
    case Kind.TokenGreater:
    case Kind.TokenGreaterEqual:
      return truthType(scope);
    case Kind.TokenLessLess:
    case Kind.TokenGreaterGreater:
      // `stream << value` gives the stream.
      return isArithmetic(left) ? types.promote(left) : left.kind === TypeKind.Unknown ? left : types.nothing;
    case Kind.TokenPlus:
      return sumType(scope, left, right);
    case Kind.TokenMinus: {
      const pointer = types.decay(left);
      if (pointer.kind !== TypeKind.Pointer) return types.common(left, right);
      return types.decay(right).kind === TypeKind.Pointer
        ? types.ptrdiffT
        : isArithmetic(right)
          ? pointer
          : types.nothing;
    }
    default:
      return types.common(left, right);
  }
}

function sumType(scope: Scope, left: Type, right: Type): Type {
  const { types } = scope;
  if (isString(left) || isString(right)) return types.unknown("std::string");
  const a = types.decay(left);
  const b = types.decay(right);
  if (a.kind === TypeKind.Pointer) return isArithmetic(b) ? a : types.nothing;
  if (b.kind === TypeKind.Pointer) return isArithmetic(a) ? b : types.nothing;
  return types.common(a, b);
}

function isString(type: Type): boolean {
  return type.kind === TypeKind.Unknown && type.name === "std::string";
}

function conditionalType(scope: Scope, left: Type, right: Type): Type {
  const { types } = scope;
  if (left === right) return left;
  if (isArithmetic(left) && isArithmetic(right)) return types.common(left, right);
  const a = types.unqualified(types.decay(left));
  const b = types.unqualified(types.decay(right));
  if (a === b) return a;
  if (a.kind === TypeKind.Pointer && b.kind === TypeKind.Pointer && a.to !== null && b.to !== null) {
    // A null pointer constant takes the other's type; qualifiers add up.
    if (a === types.voidPointer) return b;
    if (b === types.voidPointer) return a;
    if (types.unqualified(a.to) === types.unqualified(b.to)) return a.to.isConst ? a : b;
    return types.nothing;
  }
  if (a.kind === TypeKind.Pointer && isArithmetic(b)) return a;
  return b.kind === TypeKind.Pointer && isArithmetic(a) ? b : types.nothing;
}

function newType(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  const type = describedType(scope, tree, childByField(tree, node, Field.Type));
  const declarator = childByField(tree, node, Field.Declarator);
  // `new T[n][3]` gives a pointer to the element: the first bound is the number of elements.
  const inner = childByField(tree, declarator, Field.Declarator);
  if (inner === NONE) return types.pointer(type);
  const bound = scope.semantics.evaluate(scope, tree, childByField(tree, inner, Field.Length));
  return types.pointer(types.array(type, bound?.value ?? -1));
}

const CASTS: ReadonlySet<string> = new Set(["static_cast", "const_cast", "reinterpret_cast", "dynamic_cast"]);
/** Library functions whose result has their argument's type. */
const IDENTITIES: ReadonlySet<string> = new Set([
  "std::move",
  "std::forward",
  "std::as_const",
  "__builtin_expect",
]);

function callType(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  const callee = childByField(tree, node, Field.Function);
  const list = childByField(tree, node, Field.Arguments);
  const cast = disguisedCast(scope, tree, node);
  if (cast !== undefined) return dereferenced(cast);
  switch (kindOf(tree, callee)) {
    case Kind.PrimitiveType:
    case Kind.SizedTypeSpecifier:
      return describedType(scope, tree, callee);
    case Kind.Identifier:
    case Kind.QualifiedIdentifier:
    case Kind.TemplateFunction:
      return namedCallType(scope, tree, callee, list);
    case Kind.FieldExpression:
      return methodCallType(scope, tree, callee);
    default:
      return callee === NONE ? types.nothing : resultOf(scope, typeOf(scope, tree, callee));
  }
}

/** What calling a function or a pointer to one gives. */
function resultOf(scope: Scope, type: Type): Type {
  const target = type.kind === TypeKind.Pointer && type.to !== null ? type.to : type;
  return target.kind === TypeKind.Function && target.to !== null
    ? dereferenced(target.to)
    : scope.types.nothing;
}

function namedCallType(scope: Scope, tree: Tree, callee: number, list: number): Type {
  const { types } = scope;
  const name = nameOf(tree, callee);
  const templateArguments = templateArgumentsOf(tree, callee);
  const argument = firstNamedChild(tree, list);
  const only = firstNamedChild(tree, templateArguments);
  if (CASTS.has(name) && only !== NONE) return dereferenced(describedType(scope, tree, only));
  const simple = simpleNameOf(name);
  if ((simple === "make_unique" || simple === "make_shared") && only !== NONE) {
    const made = describedType(scope, tree, only);
    return types.unknown(simple === "make_unique" ? "std::unique_ptr" : "std::shared_ptr", [made]);
  }
  if (IDENTITIES.has(name) || (name === "move" && scope.language === "cpp")) {
    return typeOf(scope, tree, argument);
  }
  const macro = scope.macro(name);
  if (macro !== undefined && macro.params !== null) {
    const text = expandMacro(macro, argumentTexts(tree, list), (other) => scope.macro(other));
    return text === undefined ? types.nothing : textType(scope, text);
  }
  const variable = scope.variable(name);
  if (variable !== undefined) return resultOf(scope, dereferenced(variable.type));
  const declared = scope.function(name);
  if (declared !== undefined) return resultOf(scope, declared.type);
  const type = scope.type(name);
  if (type !== undefined) return type;
  const named = namedType(scope, name);
  if (named !== types.nothing) return resultOf(scope, named);
  const model = scope.model(name) ?? scope.model(withoutAlias(scope, name));
  if (model !== undefined) return dereferenced(typeFromText(scope, model.returnType));
  return scope.language === "cpp" ? dereferenced(describedTypeOfCallee(scope, tree, callee)) : types.nothing;
}

/** `std::string("x")`, `std::vector<int>(3)`: the callee names a library class. */
function describedTypeOfCallee(scope: Scope, tree: Tree, callee: number): Type {
  const type = describedType(scope, tree, callee);
  const isClass =
    type.kind === TypeKind.Unknown && type.name.startsWith("std::") && isLibraryClass(type.name);
  return isClass || type.kind === TypeKind.Int ? type : scope.types.nothing;
}

function isLibraryClass(name: string): boolean {
  return (
    name === "std::string" ||
    name === "std::string_view" ||
    name === "std::vector" ||
    name === "std::unique_ptr" ||
    name === "std::shared_ptr"
  );
}

function methodCallType(scope: Scope, tree: Tree, callee: number): Type {
  // Asked for once: in a chain of calls each would ask twice for what stands before it.
  const object = objectType(scope, tree, callee);
  const declared = fieldType(scope, tree, callee, object);
  if (declared !== scope.types.nothing) return resultOf(scope, declared);
  if (object.kind !== TypeKind.Unknown || object.name === "") return scope.types.nothing;
  const name = childByField(tree, callee, Field.Field);
  const method = nameOf(tree, name);
  if (object.name.startsWith("std::")) return libraryMethodType(scope, object, method);
  const model = scope.model(`${object.name}::${method}`);
  if (model === undefined) return scope.types.nothing;
  // `document.get<int>()`: what is to be made of it, the call says.
  const asked = GIVE_WHAT_IS_ASKED.has(method)
    ? firstNamedChild(tree, templateArgumentsOf(tree, name))
    : NONE;
  return dereferenced(
    asked === NONE ? typeFromText(scope, model.returnType) : describedType(scope, tree, asked),
  );
}

/** Methods of documents and variants that are told the type of what they give by an argument of their template. */
const GIVE_WHAT_IS_ASKED: ReadonlySet<string> = new Set(["get", "value", "as"]);

/** A function of a library's class by the name of the class: `json::parse` after `using json = nlohmann::json`. */
export function withoutAlias(scope: Scope, name: string): string {
  const end = name.lastIndexOf("::");
  const type = end <= 0 ? undefined : scope.type(name.slice(0, end));
  return type?.kind === TypeKind.Unknown && type.name !== "" ? type.name + name.slice(end) : name;
}

/** What methods of library classes give, as far as it follows from the class alone. */
function libraryMethodType(scope: Scope, object: Type, method: string): Type {
  const { types } = scope;
  const element = containerElement(scope, object);
  switch (method) {
    case "size":
    case "length":
    case "capacity":
    case "count":
    case "find":
    case "rfind":
      return method === "find" && !isString(object) ? types.nothing : types.sizeT;
    case "empty":
      return types.bool;
    case "c_str":
      return types.pointer(types.withConst(types.char));
    case "data":
      return element === types.nothing ? element : types.pointer(element);
    case "front":
    case "back":
      return dereferenced(element);
    case "at":
      return dereferenced(indexedElement(scope, object));
    case "get":
      return POINTERS.has(object.name) ? types.pointer(pointee(scope, object)) : types.nothing;
    case "release":
      return object.name === "std::unique_ptr" ? types.pointer(pointee(scope, object)) : types.nothing;
    case "value":
      return pointee(scope, object);
    case "substr":
      // A view's part is a view.
      return types.unqualified(object);
    case "str":
      return types.unknown("std::string");
    default: {
      const model = scope.model(`${object.name}::${method}`);
      return model === undefined ? types.nothing : dereferenced(typeFromText(scope, model.returnType));
    }
  }
}
