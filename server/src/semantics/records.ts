/**
 * Records and enums from their syntax: identity, members, methods, bases, enumerators. A definition's identity is its
 * text together with what the names in it mean, so the same `struct` seen again (in another file, after an edit
 * elsewhere) is the same type.
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import {
  childByField,
  childByKind,
  findInside,
  firstNamedChild,
  hasChildOfKind,
  kindOf,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
} from "../syntax/walk";
import {
  type Declarator,
  declaratorsOf,
  definedFunction,
  describedType,
  hasBound,
  hasStorageClass,
  isVirtual,
} from "./declarators";
import { type Fragment, membersFragment } from "./fragments";
import { addNumber, addSyntax, addText, hashValue, newHash } from "./hash";
import { layOut, type Member } from "./layout";
import { expandText } from "./macros";
import { nameOf, simpleNameOf } from "./qualified-names";
import { openScope, type Scope } from "./scope";
import { maximumOf, minimumOf } from "./type-queries";
import { type RecordInfo, type Type, TypeKind } from "./types";
import type { Types } from "./types-table";

/** Library classes without a destructor that does anything. */
const TRIVIAL_LIBRARY: ReadonlySet<string> = new Set(
  "string_view span array pair tuple optional bitset atomic initializer_list"
    .split(" ")
    .map((n) => `std::${n}`),
);

export function recordTag(tree: Tree, node: number): RecordInfo["tag"] {
  const kind = tree.kind[node];
  return kind === Kind.UnionSpecifier ? "union" : kind === Kind.ClassSpecifier ? "class" : "struct";
}

/** Says what a definition is made of: its tokens and the meanings of the names in them. */
export function definitionKey(scope: Scope, tree: Tree, node: number): string {
  const hash = newHash();
  const names = new Set<string>();
  addSyntax(hash, tree, node, names);
  const masked = scope.masked?.(tree, node);
  if (masked !== undefined) {
    addNumber(hash, masked.limit * 0x10000 + masked.aligned);
    for (const name of masked.doubtful) addText(hash, name);
    for (const name of masked.leaving) addText(hash, `${name}!`);
  }
  // The same text may mean another layout in the other language.
  addText(hash, scope.language);
  for (const name of names) {
    addNumber(hash, scope.fingerprint(name));
    if (scope.declare === undefined) continue;
    // Names of the blocks around a local record have no fingerprints.
    addNumber(hash, scope.type(name)?.id ?? -1);
    addNumber(hash, scope.tag("struct", name).id);
    addNumber(hash, scope.enumerator(name) ?? scope.variable(name)?.value ?? -1);
  }
  return hashValue(hash).toString(36);
}

/** The type of a `struct`, `union` or `class` specifier, with or without body. */
export function recordType(scope: Scope, tree: Tree, node: number): Type {
  const nameNode = childByField(tree, node, Field.Name);
  const name = nameOf(tree, nameNode);
  const tag = recordTag(tree, node);
  const body = childByField(tree, node, Field.Body);
  if (body === NONE) return name === "" ? scope.types.nothing : scope.tag(tag, name);
  // At file level every definition is known beforehand, also those nested in others.
  if (scope.declare === undefined && name !== "") return scope.tag(tag, name);
  const type = scope.types.record(tag, name || anonymousName(tree, node), definitionKey(scope, tree, node));
  if (name !== "") scope.declare?.tag(name, type);
  fillRecord(scope, tree, node, type);
  return type;
}

/** `typedef struct {...} Name` and `struct {...} name` lend their name to the struct, for messages only. */
function anonymousName(tree: Tree, node: number): string {
  const declarator = childByField(tree, tree.parent[node], Field.Declarator);
  return kindOf(tree, declarator) === Kind.TypeIdentifier ? nodeText(tree, declarator) : "";
}

/** Gives `type` the body that stands at `node`, unless it has one. `scope` is the one around the definition. */
export function fillRecord(scope: Scope, tree: Tree, node: number, type: Type): void {
  const record = type.record;
  if (record === null || !scope.types.begin(type)) return;
  const members: Member[] = [];
  const facts: Facts = {
    methods: new Map(),
    hasVirtual: false,
    hasVirtualDestructor: false,
    virtuals: new Set(),
    hasDestructor: false,
    hasInitialiser: false,
    unknown: false,
  };
  const bases = collectBases(scope, tree, node, members, facts);
  const baseVirtual = facts.hasVirtual;
  const body = bodyOf(scope, tree, node);
  for (
    let child = firstNamedChild(body.tree, body.node);
    child !== NONE;
    child = nextNamedSibling(body.tree, child)
  ) {
    collectMember(scope, body.tree, child, members, facts);
  }
  const masked = scope.masked?.(tree, node);
  for (const [i, member] of members.entries()) {
    if (masked?.doubtful.includes(member.name)) members[i] = { ...member, type: scope.types.nothing };
    if (masked?.leaving.includes(member.name))
      members[i] = { ...member, type: scope.types.withoutReturn(member.type) };
    scope.complete(elementRecord(member.type));
    if (needsDestructor(member.type)) facts.hasDestructor = true;
  }
  const head = attributesOf(scope, tree, node);
  const layout = layOut(members, scope.types.model, {
    union: record.tag === "union",
    pack: head.packed ? 1 : (masked?.limit ?? 0),
    aligned: Math.max(head.aligned, masked?.aligned ?? 0),
    ownVirtualTable: facts.hasVirtual && !baseVirtual,
    unknown: facts.unknown,
    cpp: scope.language === "cpp",
  });
  scope.types.complete(type, {
    fields: layout.fields,
    size: layout.size,
    align: layout.align,
    bases,
    hasVirtual: facts.hasVirtual,
    hasVirtualDestructor: facts.hasVirtualDestructor,
    virtuals: facts.virtuals,
    hasDestructor: facts.hasDestructor,
    startsRaw: startsRaw(facts, members, simpleNameOf(record.name)),
    methods: facts.methods,
  });
}

/** The members: as written, or, where macros make some of them, as they read expanded. */
function bodyOf(scope: Scope, tree: Tree, node: number): Fragment {
  const body = childByField(tree, node, Field.Body);
  const end = subtreeEnd(tree, body);
  for (let n = body; n < end; n++) {
    if (!mayBeMacro(scope, tree, n)) continue;
    const text = nodeText(tree, body).slice(1, -1);
    const expanded = expandText(text, (name) => scope.macro(name));
    const fragment = expanded === undefined ? undefined : membersFragment(scope, expanded);
    if (fragment !== undefined) return fragment;
    break;
  }
  return { tree, node: body };
}

/** Whether a node inside of a record's body is what a macro's use looks like to a grammar that knows no macros. */
function mayBeMacro(scope: Scope, tree: Tree, node: number): boolean {
  switch (tree.kind[node]) {
    case Kind.Error:
    case Kind.MacroTypeSpecifier:
      return true;
    case Kind.FunctionDeclarator: {
      // `int PRIVATE(name);` reads as a function.
      const name = childByField(tree, node, Field.Declarator);
      const kind = kindOf(tree, name);
      if (kind !== Kind.FieldIdentifier && kind !== Kind.Identifier) return false;
      return (scope.macro(nodeText(tree, name))?.params ?? null) !== null;
    }
    default:
      return false;
  }
}

interface Facts {
  readonly methods: Map<string, Type>;
  hasVirtual: boolean;
  hasVirtualDestructor: boolean;
  readonly virtuals: Set<string>;
  hasDestructor: boolean;
  /** Some member is given a value where it is declared. */
  hasInitialiser: boolean;
  unknown: boolean;
}

function startsRaw(facts: Facts, members: readonly Member[], name: string): boolean {
  if (facts.unknown || facts.hasVirtual || facts.hasInitialiser || facts.methods.has(name)) return false;
  return members.every(({ type }) => {
    const { kind, record } = elementRecord(type);
    return record === null ? kind !== TypeKind.Unknown && kind !== TypeKind.Reference : record.startsRaw;
  });
}

/** What an array consists of in the end; other types as they are. */
function elementRecord(type: Type): Type {
  let at = type;
  while (at.kind === TypeKind.Array && at.to !== null) at = at.to;
  return at;
}

function needsDestructor(type: Type): boolean {
  const element = elementRecord(type);
  if (element.record !== null) return element.record.hasDestructor;
  return (
    element.kind === TypeKind.Unknown &&
    element.name.startsWith("std::") &&
    !TRIVIAL_LIBRARY.has(element.name)
  );
}

/** Bases come first, as members without a name, so that looking up a field finds inherited ones. */
function collectBases(scope: Scope, tree: Tree, node: number, members: Member[], facts: Facts): string[] {
  const bases: string[] = [];
  const clause = childByKind(tree, node, Kind.BaseClassClause);
  if (hasChildOfKind(tree, clause, Kind.TokenVirtual)) facts.unknown = true;
  for (let child = firstNamedChild(tree, clause); child !== NONE; child = nextNamedSibling(tree, child)) {
    const kind = tree.kind[child];
    if (kind !== Kind.TypeIdentifier && kind !== Kind.QualifiedIdentifier && kind !== Kind.TemplateType)
      continue;
    const base = describedType(scope, tree, child);
    bases.push(base.kind === TypeKind.Unknown ? nameOf(tree, child) : base.name);
    scope.complete(base);
    members.push({
      name: "",
      type: base,
      bits: 0,
      isBitField: false,
      aligned: 0,
      isUnbounded: false,
      isBase: true,
    });
    if (base.record === null || !base.record.complete) {
      facts.unknown = true;
      continue;
    }
    facts.hasVirtual ||= base.record.hasVirtual;
    facts.hasVirtualDestructor ||= base.record.hasVirtualDestructor;
    for (const name of base.record.virtuals) facts.virtuals.add(name);
    facts.hasDestructor ||= base.record.hasDestructor;
  }
  return bases;
}

function collectMember(scope: Scope, tree: Tree, node: number, members: Member[], facts: Facts): void {
  switch (tree.kind[node]) {
    case Kind.FieldDeclaration:
      collectFields(scope, tree, node, members, facts);
      break;
    case Kind.FunctionDefinition: {
      const method = definedFunction(scope, tree, node);
      if (method !== undefined) collectMethod(scope, tree, node, method, facts);
      break;
    }
    case Kind.Declaration:
      for (const declarator of declaratorsOf(scope, tree, node))
        collectMethod(scope, tree, node, declarator, facts);
      break;
    case Kind.TemplateDeclaration:
      for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
        const kind = tree.kind[child];
        if (kind === Kind.Declaration || kind === Kind.FunctionDefinition) {
          collectMember(scope, tree, child, members, facts);
        }
      }
      break;
    case Kind.Error:
      facts.unknown = true;
      break;
  }
}

function collectMethod(scope: Scope, tree: Tree, node: number, method: Declarator, facts: Facts): void {
  if (method.type.kind !== TypeKind.Function) return;
  addMethod(scope, method, facts);
  const virtual = isVirtual(tree, node, method.functionNode);
  facts.hasVirtual ||= virtual;
  if (virtual) facts.virtuals.add(method.name);
  // `final`: what overrides others is the last that does.
  if (/\bfinal\b[^()]*$/.test(nodeText(tree, method.functionNode))) facts.virtuals.delete(method.name);
  if (method.name.startsWith("~")) {
    facts.hasDestructor = true;
    facts.hasVirtualDestructor ||= virtual;
  }
}

function addMethod(scope: Scope, { name, type }: Declarator, { methods }: Facts): void {
  if (type.kind !== TypeKind.Function) return;
  const before = methods.get(name);
  methods.set(name, before === undefined ? type : joined(scope, name, before, type));
}

/** Copying and moving is no other way to call a constructor: it says nothing of the arguments of the others. */
function joined(scope: Scope, name: string, before: Type, type: Type): Type {
  if (isCopyConstructor(name, type)) return before;
  return isCopyConstructor(name, before) ? type : overloaded(scope, before, type);
}

function isCopyConstructor(name: string, { params }: Type): boolean {
  if (params?.length !== 1 || params[0].kind !== TypeKind.Reference) return false;
  return simpleNameOf(params[0].to?.name ?? "") === name;
}

/** The type that stands for two functions of one name: what they do not agree on is unknown. */
export function overloaded(scope: Scope, a: Type, b: Type): Type {
  if (a === b) return a;
  const { types } = scope;
  const result = commonResult(types, a.to, b.to);
  return types.func(result, sameParameters(a, b) ? a.params : null, a.variadic && b.variadic);
}

/** One of them for objects that stay as they are: then they differ in what the result lets a caller do with it. */
function commonResult(types: Types, a: Type | null, b: Type | null): Type {
  if (a === null || b === null) return types.nothing;
  if (types.unqualified(a) === types.unqualified(b)) return a;
  const isReference = a.kind === TypeKind.Reference || a.kind === TypeKind.Pointer;
  if (!isReference || a.kind !== b.kind || a.to === null || b.to === null) return types.nothing;
  if (types.unqualified(a.to) !== types.unqualified(b.to)) return types.nothing;
  return a.to.isConst ? b : a;
}

function sameParameters({ params: a }: Type, { params: b }: Type): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((type, i) => type === b[i]);
}

function collectFields(scope: Scope, tree: Tree, node: number, members: Member[], facts: Facts): void {
  const declarators = declaratorsOf(scope, tree, node);
  // A padding bit-field has a missing name, which is no error.
  if (findInside(tree, node, Kind.Error) !== NONE) facts.unknown = true;
  if (hasStorageClass(tree, node, "static")) {
    for (const declarator of declarators) addMethod(scope, declarator, facts);
    return;
  }
  if (childByField(tree, node, Field.DefaultValue) !== NONE) facts.hasInitialiser = true;
  const { aligned } = attributesOf(scope, tree, node);
  if (declarators.length === 0) {
    const inner = childByField(tree, node, Field.Type);
    const kind = kindOf(tree, inner);
    const isAnonymous =
      (kind === Kind.StructSpecifier || kind === Kind.UnionSpecifier) &&
      childByField(tree, inner, Field.Body) !== NONE &&
      childByField(tree, inner, Field.Name) === NONE;
    const bitField = childByKind(tree, node, Kind.BitfieldClause);
    // `struct name {...};` inside a record declares a type, no member (C11 6.7.2.1p13).
    if (!isAnonymous && bitField === NONE) {
      // A name alone is a macro that makes members, or a type whose members become those of this one.
      if (kind === Kind.TypeIdentifier) facts.unknown = true;
      return;
    }
    const bits = bitField === NONE ? 0 : widthOf(scope, tree, firstNamedChild(tree, bitField));
    members.push({
      name: "",
      type: describedType(scope, tree, inner),
      bits,
      isBitField: bitField !== NONE,
      aligned,
      isUnbounded: false,
      isBase: false,
    });
    return;
  }
  for (const declarator of declarators) {
    if (declarator.type.kind === TypeKind.Function) {
      collectMethod(scope, tree, node, declarator, facts);
      continue;
    }
    const isBitField = declarator.bits !== NONE;
    members.push({
      name: declarator.name,
      type: declarator.type,
      bits: isBitField ? widthOf(scope, tree, declarator.bits) : 0,
      isBitField,
      aligned,
      isUnbounded: isUnbounded(tree, declarator),
      isBase: false,
    });
  }
}

/** Whether a member is an array whose bound is a macro that is not at hand, or the like: it is not flexible. */
function isUnbounded(tree: Tree, { type, nameNode }: Declarator): boolean {
  return type.kind === TypeKind.Array && type.count === -1 && hasBound(tree, nameNode);
}

function widthOf(scope: Scope, tree: Tree, node: number): number {
  return scope.semantics.evaluate(scope, tree, node)?.value ?? -1;
}

/** `packed` and alignment as the declaration's attributes and `alignas` ask for them. */
function attributesOf(scope: Scope, tree: Tree, node: number): { packed: boolean; aligned: number } {
  let packed = false;
  let aligned = 0;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    switch (tree.kind[child]) {
      case Kind.AttributeSpecifier:
      case Kind.AttributeDeclaration: {
        const text = nodeText(tree, child);
        if (text.includes("packed")) packed = true;
        const call = findInside(tree, child, Kind.CallExpression);
        if (call !== NONE && text.includes("aligned")) {
          const argument = firstNamedChild(tree, childByField(tree, call, Field.Arguments));
          aligned = Math.max(aligned, widthOf(scope, tree, argument));
        }
        break;
      }
      case Kind.TypeQualifier:
      case Kind.AlignasQualifier: {
        const clause = findInside(tree, child, Kind.AlignasQualifier);
        const argument = firstNamedChild(tree, clause);
        if (argument === NONE) break;
        const bytes =
          tree.kind[argument] === Kind.TypeDescriptor
            ? describedType(scope, tree, argument).align
            : widthOf(scope, tree, argument);
        aligned = Math.max(aligned, bytes);
        break;
      }
    }
  }
  return { packed, aligned };
}

// ---- Enums ----

export interface EnumeratorValue {
  readonly name: string;
  readonly value: number | undefined;
}

/** Values of the enumerators in order; each sees those before it. */
export function enumeratorsOf(scope: Scope, tree: Tree, node: number): EnumeratorValue[] {
  const inner = openScope(scope);
  const result: EnumeratorValue[] = [];
  let next: number | undefined = 0;
  const body = childByField(tree, node, Field.Body);
  for (let child = firstNamedChild(tree, body); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.Error) next = undefined;
    if (tree.kind[child] !== Kind.Enumerator) continue;
    const name = nodeText(tree, childByField(tree, child, Field.Name));
    const valueNode = childByField(tree, child, Field.Value);
    const value: number | undefined =
      valueNode === NONE ? next : inner.semantics.evaluate(inner, tree, valueNode)?.value;
    inner.declare.enumerator(name, value, scope.types.int);
    result.push({ name, value });
    next = value === undefined ? undefined : value + 1;
  }
  return result;
}

export function isScopedEnum(tree: Tree, node: number): boolean {
  return hasChildOfKind(tree, node, Kind.TokenClass) || hasChildOfKind(tree, node, Kind.TokenStruct);
}

/** The type of an `enum` specifier, with or without body; enters the enumerators of a local one. */
export function enumType(scope: Scope, tree: Tree, node: number): Type {
  const name = nameOf(tree, childByField(tree, node, Field.Name));
  if (childByField(tree, node, Field.Body) === NONE) {
    return name === "" ? scope.types.nothing : scope.tag("enum", name);
  }
  const values = enumeratorsOf(scope, tree, node);
  const type = definedEnum(scope, tree, node, values);
  if (scope.declare !== undefined) {
    if (name !== "") scope.declare.tag(name, type);
    if (!isScopedEnum(tree, node)) {
      const seen = scope.language === "cpp" ? type : scope.types.int;
      for (const { name, value } of values) scope.declare.enumerator(name, value, seen);
    }
  }
  return type;
}

export function definedEnum(
  scope: Scope,
  tree: Tree,
  node: number,
  values: readonly EnumeratorValue[],
): Type {
  const name = nameOf(tree, childByField(tree, node, Field.Name)) || anonymousName(tree, node);
  return scope.types.enumeration(
    name,
    definitionKey(scope, tree, node),
    underlying(scope, tree, node, values),
  );
}

/** The underlying type: as declared, `int` for scoped enums, else the first that fits in GCC's order. */
function underlying(scope: Scope, tree: Tree, node: number, values: readonly EnumeratorValue[]): Type {
  const { types } = scope;
  const base = childByField(tree, node, Field.Base);
  if (base !== NONE) return types.unqualified(describedType(scope, tree, base));
  // Microsoft's compiler takes `int` always.
  if (isScopedEnum(tree, node) || types.model.name === "llp64") return types.int;
  let low = 0;
  let high = 0;
  for (const { value } of values) {
    if (value === undefined) return types.int;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const candidates =
    low < 0
      ? [types.int, types.long, types.longLong]
      : [types.unsignedInt, types.unsignedLong, types.unsignedLongLong];
  for (const type of candidates) if (low >= minimumOf(type) && high <= maximumOf(type)) return type;
  return candidates[2];
}
