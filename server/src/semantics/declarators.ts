/**
 * Types and names from syntax trees: specifiers, declarators and abstract declarators, and what an initialiser adds to
 * them (array bounds, `auto`). Answers for broken trees too: what cannot be read is an unknown type.
 */
import type { FormatEffect } from "../models/model";
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import {
  childByField,
  childByKind,
  firstNamedChild,
  hasChildOfKind,
  kindOf,
  lastNamedChild,
  nextByField,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
  textIs,
} from "../syntax/walk";
import { STD_NAMES } from "./builtin-types";
import { typeFragment } from "./fragments";
import { MAX_NESTING, nesting } from "./nesting";
import { nameOf, templateArgumentsOf } from "./qualified-names";
import type { Scope } from "./scope";
import { dereferenced } from "./type-queries";
import { type Type, TypeKind } from "./types";

/** One declarator of a declaration. Nodes are `NONE` where absent. */
export interface Declarator {
  /** As written, qualified: `A::f`; "" for an abstract one or a structured binding. */
  readonly name: string;
  readonly type: Type;
  /** The identifier (or qualified identifier, operator name, structured binding) node. */
  readonly nameNode: number;
  /** The outermost declarator node, without its initialiser. */
  readonly node: number;
  /** The `function_declarator` that declares this very name as a function, with the parameters. */
  readonly functionNode: number;
  /** Initialiser: an expression, `initializer_list`, or `argument_list` for `T x(1)`; a default argument. */
  readonly value: number;
  /** Width expression of a bit-field. */
  readonly bits: number;
}

/** Declarators nested deeper than this are not resolved. */
const MAX_DEPTH = 64;
/** Type names that lead through more macros than this are not resolved. */
const MAX_MACROS = 8;

// ---- Specifiers ----

/** The type that the specifiers of a declaration-like node give, before any declarator; with its qualifiers. */
export function specifiedType(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  const typeNode = childByField(tree, node, Field.Type);
  let type = typeNode === NONE ? missingType(scope, tree, node) : nodeType(scope, tree, typeNode);
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.TypeQualifier) type = qualified(scope, tree, child, type);
  }
  return type ?? types.nothing;
}

function qualified(scope: Scope, tree: Tree, qualifier: number, type: Type): Type {
  if (textIs(tree, qualifier, "const") || textIs(tree, qualifier, "constexpr"))
    return scope.types.withConst(type);
  if (textIs(tree, qualifier, "volatile")) return scope.types.withVolatile(type);
  return type;
}

/** Constructors and destructors have no type; in C, no type means `int` (C89 3.5.2). */
function missingType(scope: Scope, tree: Tree, node: number): Type {
  if (scope.language === "cpp") return scope.types.void;
  return kindOf(tree, node) === Kind.TypeDescriptor ? scope.types.nothing : scope.types.int;
}

/** The type of a `type_descriptor` (a cast's, `sizeof`'s, a template argument's), or of a bare type node. */
export function describedType(scope: Scope, tree: Tree, node: number): Type {
  if (kindOf(tree, node) !== Kind.TypeDescriptor) return nodeType(scope, tree, node);
  const base = specifiedType(scope, tree, node);
  const declarator = childByField(tree, node, Field.Declarator);
  return declarator === NONE ? base : applyDeclarator(scope, tree, declarator, base).type;
}

/** The type that `text` spells, e.g. `const char *` or `std::string &`; the nameless unknown if it is none. */
export function typeFromText(scope: Scope, text: string): Type {
  const fragment = typeFragment(scope, text);
  return fragment === undefined ? scope.types.nothing : describedType(scope, fragment.tree, fragment.node);
}

function nodeType(scope: Scope, tree: Tree, node: number): Type {
  if (nesting.depth >= MAX_NESTING) return scope.types.nothing;
  nesting.depth++;
  try {
    return namedByNode(scope, tree, node);
  } finally {
    nesting.depth--;
  }
}

function namedByNode(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  switch (kindOf(tree, node)) {
    case Kind.PrimitiveType:
      return primitive(scope, nodeText(tree, node));
    case Kind.SizedTypeSpecifier:
      return sizedType(scope, tree, node);
    case Kind.TypeIdentifier:
    case Kind.Identifier:
    case Kind.NamespaceIdentifier:
      return namedType(scope, nodeText(tree, node), 0);
    case Kind.QualifiedIdentifier:
    case Kind.TemplateType:
    case Kind.TemplateFunction:
      return templateType(scope, tree, node);
    case Kind.StructSpecifier:
    case Kind.UnionSpecifier:
    case Kind.ClassSpecifier:
      return scope.semantics.recordType(scope, tree, node);
    case Kind.EnumSpecifier:
      return scope.semantics.enumType(scope, tree, node);
    case Kind.Decltype:
      return decltypeType(scope, tree, node);
    case Kind.PlaceholderTypeSpecifier:
    case Kind.Auto:
      return types.unknown("auto");
    case Kind.TypeDescriptor:
      return describedType(scope, tree, node);
    case Kind.MacroTypeSpecifier:
      return macroType(scope, tree, node);
    default:
      return types.unknown(nameOf(tree, node));
  }
}

/** Both grammars call some library typedefs primitive; the table of those knows them. */
function primitive(scope: Scope, name: string): Type {
  const { types } = scope;
  switch (name) {
    case "void":
      return types.void;
    case "bool":
    case "_Bool":
      return types.bool;
    case "char":
      return types.char;
    case "int":
      return types.int;
    case "float":
      return types.float;
    case "double":
      return types.double;
    case "nullptr_t":
      return types.voidPointer;
    default:
      return types.builtin(name) ?? types.unknown(name);
  }
}

function sizedType(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  let longs = 0;
  let short = false;
  let unsigned = false;
  let signed = false;
  for (let child = tree.firstChild[node]; child !== NONE; child = tree.nextSibling[child]) {
    const kind = tree.kind[child];
    if (kind === Kind.TokenLong) longs++;
    else if (kind === Kind.TokenShort) short = true;
    else if (kind === Kind.TokenUnsigned) unsigned = true;
    else if (kind === Kind.TokenSigned) signed = true;
  }
  const inner = childByField(tree, node, Field.Type);
  const base = inner === NONE ? types.int : nodeType(scope, tree, inner);
  if (base === types.char) return unsigned ? types.unsignedChar : signed ? types.signedChar : base;
  if (base === types.double) return longs > 0 ? types.longDouble : base;
  if (short) return unsigned ? types.unsignedShort : types.short;
  if (longs === 1) return unsigned ? types.unsignedLong : types.long;
  if (longs > 1) return unsigned ? types.unsignedLongLong : types.longLong;
  return unsigned ? types.withSign(base, false) : base;
}

/** A name that stands for a type: declared, a library's, or a macro whose body spells a type. */
function namedType(scope: Scope, name: string, macros: number): Type {
  const { types } = scope;
  const declared = scope.type(name);
  if (declared !== undefined) return declared;
  const macro = scope.macro(name);
  if (macro !== undefined && macro.params === null && macros < MAX_MACROS && macro.body !== name) {
    const fragment = typeFragment(scope, macro.body);
    if (fragment !== undefined) {
      const only = childByField(fragment.tree, fragment.node, Field.Type);
      // A macro for another name must not run in circles.
      if (
        kindOf(fragment.tree, only) === Kind.TypeIdentifier &&
        namedChildIsOnly(fragment.tree, fragment.node)
      ) {
        return namedType(scope, nodeText(fragment.tree, only), macros + 1);
      }
      const type = describedType(scope, fragment.tree, fragment.node);
      if (type.kind !== TypeKind.Unknown) return type;
    }
  }
  // What it is called with is not in the masked view, but a reference it makes all the same.
  if (macro?.params != null && scope.language === "cpp" && macro.body.endsWith("&")) {
    const type = typeFromText(scope, macro.body);
    if (type.kind === TypeKind.Reference) return type;
  }
  const word = typeWord(scope, name);
  if (word !== undefined) return word;
  const builtin = types.builtin(name);
  if (builtin !== undefined) return builtin;
  if (scope.language === "cpp" && STD_NAMES.has(name)) return types.unknown(`std::${name}`);
  return types.unknown(name);
}

/** Words that mean a type by themselves but reach here as names: `unsigned(1)`, compilers' own types. */
function typeWord({ types }: Scope, name: string): Type | undefined {
  switch (name) {
    case "unsigned":
      return types.unsignedInt;
    case "signed":
      return types.int;
    case "long":
      return types.long;
    case "short":
      return types.short;
    case "__int128":
    case "__int128_t":
      return types.int128;
    case "__uint128_t":
      return types.unsignedInt128;
    default:
      return undefined;
  }
}

/**
 * The type that an expression is cast to although the grammar reads no cast: `(T)(x)` looks like a call, `(T)-1`,
 * `(T)*p` and `(T)&x` like operators between two values, as long as nobody knows that `T` is a type. Undefined if it
 * is what it looks like. The operand is the `argument_list`, or the operator with all behind it.
 */
export function disguisedCast(scope: Scope, tree: Tree, node: number): Type | undefined {
  const kind = kindOf(tree, node);
  const field =
    kind === Kind.CallExpression ? Field.Function : kind === Kind.BinaryExpression ? Field.Left : Field.None;
  if (field === Field.None) return undefined;
  const left = childByField(tree, node, field);
  const name = kindOf(tree, left) === Kind.ParenthesizedExpression ? firstNamedChild(tree, left) : NONE;
  if (kindOf(tree, name) !== Kind.Identifier) return undefined;
  if (
    kind === Kind.BinaryExpression &&
    !isPrefixOperator(kindOf(tree, childByField(tree, node, Field.Operator)))
  ) {
    return undefined;
  }
  const word = nodeText(tree, name);
  if (scope.variable(word) !== undefined || scope.enumerator(word) !== undefined) return undefined;
  if (scope.function(word) !== undefined) return undefined;
  const type = namedType(scope, word, 0);
  return type.kind === TypeKind.Unknown && !type.name.startsWith("std::") ? undefined : type;
}

function isPrefixOperator(token: Kind): boolean {
  return (
    token === Kind.TokenMinus ||
    token === Kind.TokenPlus ||
    token === Kind.TokenStar ||
    token === Kind.TokenAmp
  );
}

function namedChildIsOnly(tree: Tree, node: number): boolean {
  const first = firstNamedChild(tree, node);
  return first !== NONE && nextNamedSibling(tree, first) === NONE;
}

function templateType(scope: Scope, tree: Tree, node: number): Type {
  const { types } = scope;
  const written = nameOf(tree, node);
  const name = written.startsWith("::") ? written.slice(2) : written;
  const declared = scope.type(name);
  if (declared !== undefined) return declared;
  if (name.startsWith("std::")) {
    // `std::size_t`, `std::uint8_t`: the C library's types under their C++ names.
    const builtin = types.builtin(name.slice(5));
    if (builtin !== undefined) return builtin;
  }
  const list = templateArgumentsOf(tree, node);
  const full = scope.language === "cpp" && STD_NAMES.has(name) ? `std::${name}` : name;
  if (list === NONE)
    return full === name && !name.includes("::") ? namedType(scope, name, 0) : types.unknown(full);
  const args: Type[] = [];
  let count = -1;
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.TypeDescriptor) {
      args.push(describedType(scope, tree, child));
    } else if (count === -1) {
      count = scope.semantics.evaluate(scope, tree, child)?.value ?? -1;
    }
  }
  if (full === "std::basic_string") return types.unknown("std::string");
  return types.unknown(full, args, count);
}

function decltypeType(scope: Scope, tree: Tree, node: number): Type {
  const inner = firstNamedChild(tree, node);
  if (inner === NONE || tree.kind[inner] === Kind.Auto) return scope.types.unknown("auto");
  return scope.semantics.typeOf(scope, tree, inner);
}

/** `typeof(x)` is parsed as a macro that makes a type; others that do are not understood. */
function macroType(scope: Scope, tree: Tree, node: number): Type {
  const name = nodeText(tree, childByField(tree, node, Field.Name));
  const argument = childByField(tree, node, Field.Type);
  if (argument !== NONE) {
    if (name === "typeof" || name === "__typeof__" || name === "__typeof" || name === "typeof_unqual") {
      const type = describedType(scope, tree, argument);
      if (type.kind !== TypeKind.Unknown) return type;
      // What looks like a type's name may be a variable's.
      return scope.variable(nodeText(tree, argument))?.type ?? scope.types.nothing;
    }
    if (name === "_Atomic") return describedType(scope, tree, argument);
  }
  return scope.types.unknown(name);
}

// ---- Declarators ----

interface Applied {
  readonly type: Type;
  readonly nameNode: number;
  readonly functionNode: number;
}

/** Wraps `base` as the declarator says, from the outside in (C11 6.7.6), and finds the declared name. */
function applyDeclarator(scope: Scope, tree: Tree, declarator: number, base: Type): Applied {
  const { types } = scope;
  let type = base;
  let node = declarator;
  let functionNode = NONE;
  for (let depth = 0; depth < MAX_DEPTH && node !== NONE; depth++) {
    const inner = childByField(tree, node, Field.Declarator);
    switch (kindOf(tree, node)) {
      case Kind.PointerDeclarator:
      case Kind.AbstractPointerDeclarator:
      case Kind.PointerTypeDeclarator:
        type = types.pointer(type);
        for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
          if (tree.kind[child] === Kind.TypeQualifier) type = qualified(scope, tree, child, type);
        }
        functionNode = NONE;
        node = inner;
        break;
      case Kind.ReferenceDeclarator:
      case Kind.AbstractReferenceDeclarator:
        type = types.reference(type);
        functionNode = NONE;
        node = lastNamedChild(tree, node);
        break;
      case Kind.ArrayDeclarator:
      case Kind.AbstractArrayDeclarator:
      case Kind.NewDeclarator:
        type = types.array(type, arrayCount(scope, tree, node));
        functionNode = NONE;
        node = inner;
        break;
      case Kind.FunctionDeclarator:
      case Kind.AbstractFunctionDeclarator:
        // No function returns one: `int LIST(_add)(int n)` has a name that a macro makes.
        if (functionNode !== NONE && tree.parent[node] === functionNode)
          return { type, nameNode: node, functionNode };
        type = functionType(scope, tree, node, type);
        functionNode = node;
        node = inner;
        break;
      case Kind.ParenthesizedDeclarator:
      case Kind.AbstractParenthesizedDeclarator:
        node = lastNamedChild(tree, node);
        break;
      case Kind.InitDeclarator:
        node = inner;
        break;
      case Kind.AttributedDeclarator:
        node = firstNamedChild(tree, node);
        break;
      case Kind.VariadicDeclarator:
        node = lastNamedChild(tree, node);
        break;
      case Kind.OperatorCast: {
        const result = specifiedType(scope, tree, node);
        const converter = operatorCastResult(scope, tree, inner, result);
        return {
          type: converter,
          nameNode: node,
          functionNode: childByKind(tree, node, Kind.AbstractFunctionDeclarator),
        };
      }
      case Kind.QualifiedIdentifier: {
        const cast = qualifiedOperatorCast(tree, node);
        if (cast !== NONE) {
          const applied = applyDeclarator(scope, tree, cast, type);
          return { type: applied.type, nameNode: node, functionNode: applied.functionNode };
        }
        return { type, nameNode: node, functionNode };
      }
      case Kind.Identifier:
      case Kind.FieldIdentifier:
      case Kind.TypeIdentifier:
      case Kind.PrimitiveType:
      case Kind.OperatorName:
      case Kind.DestructorName:
      case Kind.TemplateFunction:
      case Kind.TemplateMethod:
      case Kind.TemplateType:
      case Kind.StructuredBindingDeclarator:
        return { type, nameNode: node, functionNode };
      default:
        return { type, nameNode: NONE, functionNode };
    }
  }
  return { type, nameNode: NONE, functionNode };
}

/** `A::operator bool() const`: the operator is the last part of the name. */
function qualifiedOperatorCast(tree: Tree, node: number): number {
  let at = node;
  for (let part = 0; part < MAX_DEPTH && kindOf(tree, at) === Kind.QualifiedIdentifier; part++) {
    at = childByField(tree, at, Field.Name);
  }
  return kindOf(tree, at) === Kind.OperatorCast ? at : NONE;
}

/** `operator T *()`: pointers and references stand outside of the function part. */
function operatorCastResult(scope: Scope, tree: Tree, declarator: number, result: Type): Type {
  let type = result;
  let node = declarator;
  for (let depth = 0; depth < MAX_DEPTH && node !== NONE; depth++) {
    const kind = tree.kind[node];
    if (kind === Kind.AbstractPointerDeclarator) type = scope.types.pointer(type);
    else if (kind === Kind.AbstractReferenceDeclarator) type = scope.types.reference(type);
    else break;
    const inner = childByField(tree, node, Field.Declarator);
    node = inner === NONE ? lastNamedChild(tree, node) : inner;
  }
  return scope.types.func(type, [], false);
}

function functionType(scope: Scope, tree: Tree, node: number, result: Type): Type {
  const { types } = scope;
  const trailing = childByKind(tree, node, Kind.TrailingReturnType);
  const returns = trailing === NONE ? result : describedType(scope, tree, firstNamedChild(tree, trailing));
  const list = childByField(tree, node, Field.Parameters);
  // The grammar of C has a node for `...`, that of C++ only the token.
  let variadic = endsInEllipsis(tree, list);
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    const kind = tree.kind[child];
    if (kind === Kind.VariadicParameter) variadic = true;
    // Old-style definitions list names without types (C11 6.9.1p6): parameters that no prototype tells.
    else if (kind === Kind.Identifier) return types.func(returns, null, false);
    else if (kind === Kind.VariadicParameterDeclaration) return types.func(returns, null, true);
  }
  // `()` says nothing about parameters in C before C23.
  if (scope.language === "c" && firstNamedChild(tree, list) === NONE) return types.func(returns, null, false);
  const params = parametersOf(scope, tree, node).map((parameter) => parameter.type);
  return types.func(returns, params, variadic);
}

function endsInEllipsis({ text, end }: Tree, list: number): boolean {
  if (list === NONE) return false;
  let at = end[list] - 2;
  while (at >= 0 && text.charCodeAt(at) <= 32) at--;
  return at >= 2 && text.startsWith("...", at - 2);
}

/**
 * The parameters of a `function_declarator` (or an abstract one, a lambda's too); none for `(void)`. Types are adjusted
 * as C11 6.7.6.3p7 says: arrays and functions become pointers. Old-style parameters take their types from the
 * declarations before the body.
 */
export function parametersOf(scope: Scope, tree: Tree, functionNode: number): Declarator[] {
  const list = childByField(tree, functionNode, Field.Parameters);
  const result: Declarator[] = [];
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    const kind = tree.kind[child];
    if (kind === Kind.Identifier) {
      result.push(oldStyleParameter(scope, tree, functionNode, child));
      continue;
    }
    if (
      kind !== Kind.ParameterDeclaration &&
      kind !== Kind.OptionalParameterDeclaration &&
      kind !== Kind.VariadicParameterDeclaration
    ) {
      continue;
    }
    for (const parameter of declaratorsOf(scope, tree, child)) {
      if (parameter.type.kind === TypeKind.Void && parameter.nameNode === NONE) continue;
      result.push({ ...parameter, type: adjusted(scope, parameter.type) });
    }
  }
  return result;
}

function adjusted(scope: Scope, type: Type): Type {
  return type.kind === TypeKind.Array || type.kind === TypeKind.Function ? scope.types.decay(type) : type;
}

function oldStyleParameter(scope: Scope, tree: Tree, functionNode: number, nameNode: number): Declarator {
  let definition = tree.parent[functionNode];
  while (definition !== NONE && tree.kind[definition] !== Kind.FunctionDefinition)
    definition = tree.parent[definition];
  const name = nodeText(tree, nameNode);
  for (let child = firstNamedChild(tree, definition); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.Declaration) continue;
    for (const declared of declaratorsOf(scope, tree, child)) {
      if (declared.name === name) return { ...declared, type: adjusted(scope, declared.type), value: NONE };
    }
  }
  // Undeclared ones are `int` (C89 3.7.1).
  return {
    name,
    type: scope.types.int,
    nameNode,
    node: nameNode,
    functionNode: NONE,
    value: NONE,
    bits: NONE,
  };
}

/** Elements of an array declarator: -1 without or with an unknown bound, -2 if only the run can tell. */
function arrayCount(scope: Scope, tree: Tree, node: number): number {
  const size = arrayBound(tree, node);
  if (size === NONE) return -1;
  const constant = scope.semantics.evaluate(scope, tree, size);
  if (constant !== undefined) return constant.value >= 0 ? constant.value : -1;
  return scope.declare !== undefined && namesOnlyVariables(scope, tree, size) ? -2 : -1;
}

function arrayBound(tree: Tree, declarator: number): number {
  const size = childByField(tree, declarator, Field.Size);
  return size === NONE ? childByField(tree, declarator, Field.Length) : size;
}

/** Whether every name in the expression is known, so that its not being constant is the program's doing. */
function namesOnlyVariables(scope: Scope, tree: Tree, node: number): boolean {
  const end = subtreeEnd(tree, node);
  let found = false;
  for (let n = node; n < end; n++) {
    if (tree.kind[n] !== Kind.Identifier) continue;
    const name = nodeText(tree, n);
    found = true;
    if (scope.variable(name) === undefined && scope.function(name) === undefined) return false;
  }
  return found;
}

// ---- Declarations ----

/**
 * The declarators of a `declaration`, `field_declaration`, `type_definition`, `parameter_declaration`,
 * `function_definition`, `for_range_loop` or `alias_declaration`. Arrays without bound take theirs from the
 * initialiser; `auto` takes its type from it. Records and enums defined on the way are entered into `scope.declare` if
 * there is one; the declarators themselves are not.
 */
export function declaratorsOf(scope: Scope, tree: Tree, node: number): Declarator[] {
  if (nesting.depth >= MAX_NESTING) return [];
  nesting.depth++;
  try {
    return readDeclarators(scope, tree, node);
  } finally {
    nesting.depth--;
  }
}

function readDeclarators(scope: Scope, tree: Tree, node: number): Declarator[] {
  const kind = kindOf(tree, node);
  if (kind === Kind.AliasDeclaration) return [alias(scope, tree, node)];
  const base = specifiedType(scope, tree, node);
  const result: Declarator[] = [];
  for (
    let child = childByField(tree, node, Field.Declarator);
    child !== NONE;
    child = nextByField(tree, child, Field.Declarator)
  ) {
    result.push(declaratorAt(scope, tree, node, child, base));
  }
  if (
    result.length === 0 &&
    (kind === Kind.ParameterDeclaration || kind === Kind.OptionalParameterDeclaration)
  ) {
    result.push({
      name: "",
      type: base,
      nameNode: NONE,
      node: NONE,
      functionNode: NONE,
      value: NONE,
      bits: NONE,
    });
  }
  return result;
}

function declaratorAt(scope: Scope, tree: Tree, declaration: number, child: number, base: Type): Declarator {
  const isInit = tree.kind[child] === Kind.InitDeclarator;
  const node = isInit ? childByField(tree, child, Field.Declarator) : child;
  const { type, nameNode, functionNode } = applyDeclarator(scope, tree, child, base);
  let value = isInit ? childByField(tree, child, Field.Value) : NONE;
  let bits = NONE;
  if (!isInit) {
    // Fields, parameters and conditions carry what belongs to a declarator as its next siblings.
    for (let after = tree.nextSibling[child]; after !== NONE; after = tree.nextSibling[after]) {
      if (tree.field[after] === Field.Declarator) break;
      if (tree.kind[after] === Kind.BitfieldClause) bits = firstNamedChild(tree, after);
      else if (tree.field[after] === Field.DefaultValue || tree.field[after] === Field.Value) value = after;
    }
  }
  const isRange = tree.kind[declaration] === Kind.ForRangeLoop;
  return {
    name: nameNode === NONE ? "" : nameOf(tree, nameNode),
    type: isRange
      ? rangeElement(scope, tree, declaration, type)
      : completedByValue(scope, tree, type, hasBound(tree, nameNode), value),
    nameNode,
    node,
    functionNode,
    value,
    bits,
  };
}

function alias(scope: Scope, tree: Tree, node: number): Declarator {
  const nameNode = childByField(tree, node, Field.Name);
  return {
    name: nodeText(tree, nameNode),
    type: describedType(scope, tree, childByField(tree, node, Field.Type)),
    nameNode,
    node: nameNode,
    functionNode: NONE,
    value: NONE,
    bits: NONE,
  };
}

/** The type and name of a `function_definition`; undefined if its declarator declares no function. */
export function definedFunction(scope: Scope, tree: Tree, node: number): Declarator | undefined {
  const declarator = childByField(tree, node, Field.Declarator);
  if (declarator === NONE) return undefined;
  const base = specifiedType(scope, tree, node);
  const result = declaratorAt(scope, tree, node, declarator, base);
  return result.functionNode === NONE ? undefined : result;
}

/** Whether a bound is written behind a name, known or not. */
export function hasBound(tree: Tree, nameNode: number): boolean {
  const array = nameNode === NONE ? NONE : tree.parent[nameNode];
  return kindOf(tree, array) === Kind.ArrayDeclarator && arrayBound(tree, array) !== NONE;
}

/** Array bounds that are left out and `auto`, from the initialiser. */
function completedByValue(scope: Scope, tree: Tree, type: Type, isBound: boolean, value: number): Type {
  if (value === NONE) return type;
  if (type.kind === TypeKind.Array && type.count === -1 && type.to !== null) {
    if (isBound) return type;
    const count = initialisedCount(scope, tree, value, type.to);
    return count < 0 ? type : scope.types.array(type.to, count);
  }
  return isAuto(type) ? deduced(scope, type, initialiserType(scope, tree, value)) : type;
}

function isAuto(type: Type): boolean {
  let at: Type | null = type;
  for (let depth = 0; at !== null && depth < MAX_DEPTH; depth++) {
    if (at.kind === TypeKind.Unknown) return at.name === "auto";
    if (at.kind !== TypeKind.Pointer && at.kind !== TypeKind.Reference) return false;
    at = at.to;
  }
  return false;
}

function initialiserType(scope: Scope, tree: Tree, value: number): Type {
  const kind = tree.kind[value];
  if (kind !== Kind.InitializerList && kind !== Kind.ArgumentList)
    return scope.semantics.typeOf(scope, tree, value);
  return namedChildIsOnly(tree, value)
    ? scope.semantics.typeOf(scope, tree, firstNamedChild(tree, value))
    : scope.types.nothing;
}

/** Puts the type of a value in the place of `auto` in `auto`, `const auto &`, `auto *` (C++ [dcl.type.auto.deduct]). */
function deduced(scope: Scope, pattern: Type, value: Type): Type {
  const { types } = scope;
  if (pattern.kind === TypeKind.Reference && pattern.to !== null) {
    const inner =
      pattern.to.kind === TypeKind.Unknown ? dereferenced(value) : deduced(scope, pattern.to, value);
    return types.reference(pattern.to.isConst ? types.withConst(inner) : inner);
  }
  if (pattern.kind === TypeKind.Pointer && pattern.to !== null) {
    const pointer = types.decay(value);
    if (pointer.kind !== TypeKind.Pointer || pointer.to === null) return types.nothing;
    const inner = pattern.to.kind === TypeKind.Unknown ? pointer.to : deduced(scope, pattern.to, pointer.to);
    return types.pointer(pattern.to.isConst ? types.withConst(inner) : inner);
  }
  const plain = types.unqualified(types.decay(value));
  return pattern.isConst ? types.withConst(plain) : plain;
}

/** The type of a range-`for`'s variable: its own, or for `auto` the element of the range. */
function rangeElement(scope: Scope, tree: Tree, loop: number, type: Type): Type {
  if (!isAuto(type)) return type;
  const range = dereferenced(scope.semantics.typeOf(scope, tree, childByField(tree, loop, Field.Right)));
  return deduced(scope, type, containerElement(scope, range));
}

/** Library containers whose first template argument is what iterating them gives. */
const SEQUENCES: ReadonlySet<string> = new Set(
  "vector array list deque set multiset unordered_set unordered_multiset forward_list span initializer_list"
    .split(" ")
    .map((name) => `std::${name}`),
);

const MAPS: ReadonlySet<string> = new Set(["std::map", "std::unordered_map"]);

/** What indexing a value of this type gives; unknown if that is not known. */
export function indexedElement(scope: Scope, type: Type): Type {
  const isMap = type.kind === TypeKind.Unknown && MAPS.has(type.name) && type.params !== null;
  return isMap && type.params.length > 1 ? type.params[1] : containerElement(scope, type);
}

/** What iterating over a value of this type gives; unknown if that is not known. */
export function containerElement(scope: Scope, type: Type): Type {
  if ((type.kind === TypeKind.Array || type.kind === TypeKind.Pointer) && type.to !== null) return type.to;
  if (type.kind !== TypeKind.Unknown) return scope.types.nothing;
  if (type.name === "std::string" || type.name === "std::string_view") return scope.types.char;
  return SEQUENCES.has(type.name) && type.to !== null ? type.to : scope.types.nothing;
}

/** Elements that an initialiser gives to an array of unknown bound; -1 if it cannot be told. */
function initialisedCount(scope: Scope, tree: Tree, value: number, element: Type): number {
  if (tree.kind[value] !== Kind.InitializerList) {
    const type = scope.semantics.typeOf(scope, tree, value);
    return type.kind === TypeKind.Array ? type.count : -1;
  }
  const first = firstNamedChild(tree, value);
  if (first !== NONE && isString(tree, first) && element.size >= 1 && element.kind === TypeKind.Int) {
    return initialisedCount(scope, tree, first, element);
  }
  let next = 0;
  let count = 0;
  let scalars = 0;
  const aggregate = element.kind === TypeKind.Array || element.kind === TypeKind.Record;
  for (let child = first; child !== NONE; child = nextNamedSibling(tree, child)) {
    const kind = tree.kind[child];
    if (kind === Kind.Comment) continue;
    if (kind === Kind.Error || kind === Kind.ParameterPackExpansion) return -1;
    if (kind === Kind.InitializerPair) {
      const index = designatedIndex(scope, tree, child);
      if (index < 0) return -1;
      next = index;
    } else if (aggregate && kind !== Kind.InitializerList && !isString(tree, child)) {
      scalars++;
    } else if (mayBeSeveral(scope, tree, child)) {
      return -1;
    }
    next++;
    if (next > count) count = next;
  }
  if (scalars === 0) return count;
  // Braces left out: whole elements are filled by as many values as they hold (C11 6.7.9p20).
  if (scalars < count || element.kind !== TypeKind.Array)
    return element.kind === TypeKind.Record && scope.language === "cpp" ? count : -1;
  const inner = element.to;
  return inner !== null &&
    inner.kind !== TypeKind.Array &&
    inner.kind !== TypeKind.Record &&
    element.count > 0
    ? Math.ceil(count / element.count)
    : -1;
}

function isString(tree: Tree, node: number): boolean {
  const kind = tree.kind[node];
  return kind === Kind.StringLiteral || kind === Kind.ConcatenatedString || kind === Kind.RawStringLiteral;
}

/** The last index that `[i] = x` or `[a ... b] = x` names. */
function designatedIndex(scope: Scope, tree: Tree, pair: number): number {
  const designator = childByField(tree, pair, Field.Designator);
  if (kindOf(tree, designator) === Kind.SubscriptRangeDesignator) {
    return scope.semantics.evaluate(scope, tree, childByField(tree, designator, Field.End))?.value ?? -1;
  }
  if (kindOf(tree, designator) !== Kind.SubscriptDesignator) return -1;
  return scope.semantics.evaluate(scope, tree, firstNamedChild(tree, designator))?.value ?? -1;
}

/** Whether an element is a macro that may expand to several, or what looks like one that is not at hand. */
function mayBeSeveral(scope: Scope, tree: Tree, node: number): boolean {
  const kind = tree.kind[node];
  const name =
    kind === Kind.Identifier
      ? node
      : kind === Kind.CallExpression
        ? childByField(tree, node, Field.Function)
        : NONE;
  if (kindOf(tree, name) !== Kind.Identifier) return false;
  const text = nodeText(tree, name);
  const macro = scope.macro(text);
  if (macro !== undefined) return macro.body.includes(",");
  return name === node && text === text.toUpperCase() && !isDeclared(scope, text);
}

/** Whether a name is declared, so that it is no macro. */
function isDeclared(scope: Scope, name: string): boolean {
  return (
    scope.variable(name) !== undefined ||
    scope.enumerator(name) !== undefined ||
    scope.function(name) !== undefined
  );
}

// ---- Storage and attributes ----

/** Whether the declaration's specifiers contain `static`. */
export function isStatic(tree: Tree, declaration: number): boolean {
  return hasStorageClass(tree, declaration, "static");
}

export function hasStorageClass(tree: Tree, declaration: number, word: string): boolean {
  for (
    let child = firstNamedChild(tree, declaration);
    child !== NONE;
    child = nextNamedSibling(tree, child)
  ) {
    if (tree.kind[child] === Kind.StorageClassSpecifier && textIs(tree, child, word)) return true;
  }
  return false;
}

/** Whether a declaration says that its function never returns: `_Noreturn`, `[[noreturn]]`, `__attribute__((noreturn))`. */
export function isNoReturn(tree: Tree, declaration: number, functionNode: number): boolean {
  return saysNoReturn(tree, declaration) || (functionNode !== NONE && saysNoReturn(tree, functionNode));
}

function saysNoReturn(tree: Tree, node: number): boolean {
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    switch (tree.kind[child]) {
      case Kind.TypeQualifier:
        if (textIs(tree, child, "_Noreturn") || textIs(tree, child, "noreturn")) return true;
        break;
      case Kind.AttributeSpecifier:
      case Kind.AttributeDeclaration:
      case Kind.MsDeclspecModifier:
        if (nodeText(tree, child).includes("noreturn")) return true;
        break;
    }
  }
  return false;
}

/** The format that a declaration's attribute names: `__attribute__((format(printf, 1, 2)))`, `[[gnu::format(...)]]`. */
export function formatAttribute(tree: Tree, declaration: number, functionNode: number): FormatEffect | null {
  return saidFormat(tree, declaration) ?? (functionNode === NONE ? null : saidFormat(tree, functionNode));
}

const FORMAT =
  /\b(?:format|__format__)\s*\(\s*(?:gnu_|__)?(printf|scanf)(?:__)?\s*,\s*(\d+)\s*,\s*(\d+)\s*\)/;

function saidFormat(tree: Tree, node: number): FormatEffect | null {
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    const kind = tree.kind[child];
    if (kind !== Kind.AttributeSpecifier && kind !== Kind.AttributeDeclaration) continue;
    const said = FORMAT.exec(nodeText(tree, child));
    if (said === null) continue;
    const style = said[1] === "scanf" ? "scanf" : "printf";
    return { style, param: Number(said[2]) - 1, first: Number(said[3]) - 1, extended: false };
  }
  return null;
}

/** Whether a class's member is `virtual`, said outright or by `override` or `final`. */
export function isVirtual(tree: Tree, declaration: number, functionNode: number): boolean {
  return (
    hasChildOfKind(tree, declaration, Kind.TokenVirtual) ||
    (functionNode !== NONE && hasChildOfKind(tree, functionNode, Kind.VirtualSpecifier))
  );
}
