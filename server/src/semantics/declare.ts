/**
 * What a unit declares at file level: its functions, variables, typedefs, tags, enumerators and using declarations, as
 * syntax with a hash, not yet as types. A pure function of the unit's tree; bodies of functions make no difference.
 */
import { Field, Kind } from "../syntax/kinds";
import type { Unit } from "../syntax/source";
import { NONE, type Tree } from "../syntax/tree";
import {
  childByField,
  firstNamedChild,
  hasChildOfKind,
  kindOf,
  lastNamedChild,
  nextByField,
  nextNamedSibling,
  nodeText,
} from "../syntax/walk";
import { addNumber, addSyntax, addText, type Hash, hashValue, newHash } from "./hash";
import { nameOf } from "./qualified-names";

export type ExportKind =
  | "function"
  | "variable"
  | "typedef"
  | "record"
  | "enum"
  | "enumerator"
  | "using"
  | "alias";

/** One declared name. */
export interface Export {
  readonly kind: ExportKind;
  /** Qualified from the outermost namespace on: `n::A::f`. */
  readonly name: string;
  /** Namespaces and classes in which its text stands. */
  readonly path: readonly string[];
  readonly tree: Tree;
  /** The declaration, or the specifier of a tag; for an enumerator the `enum` specifier. */
  readonly node: number;
  /** The declarator, or `NONE`. */
  readonly declarator: number;
  /** Has a body, an initialiser or, for variables, no `extern`: the one to prefer. */
  readonly defines: boolean;
  /** A static variable that nothing in its file gives another value than that it starts with. */
  readonly isSettled: boolean;
  /** Of a function: words of its declaration that were masked for the parser, as attributes are. */
  readonly masked: readonly string[];
  /** `using a::b`: what is named; `namespace x = a::b` likewise. */
  readonly target: string;
  /** Hash of the declaration's tokens, and the names in them. */
  readonly hash: number;
  readonly names: readonly string[];
}

export interface UnitExports {
  readonly exports: readonly Export[];
  /** Namespaces whose names `using namespace` makes visible. */
  readonly usings: readonly string[];
  /** Whether a record's body stands in the unit, outside of functions. */
  readonly definesTypes: boolean;
  /** Equal for units that declare the same. */
  readonly fingerprint: number;
}

const MAX_DEPTH = 32;
const EMPTY: UnitExports = { exports: [], usings: [], definesTypes: false, fingerprint: 0 };

/** By tree: units of an unchanged text share their tree. One tree may stand in several namespaces. */
const byTree = new WeakMap<Tree, Placed[]>();

interface Placed {
  readonly namespaces: string;
  readonly exports: UnitExports;
}

/** What a unit declares; computed once for each tree and enclosing namespace. */
export function exportsOf(unit: Unit): UnitExports {
  const tree = unit.tree();
  const namespaces = unit.namespaces.length === 0 ? "" : unit.namespaces.join("::");
  let places = byTree.get(tree);
  if (places === undefined) byTree.set(tree, (places = []));
  for (const place of places) if (place.namespaces === namespaces) return place.exports;
  const exports = collect(tree, unit.namespaces);
  places.push({ namespaces, exports });
  return exports;
}

interface Collector {
  readonly tree: Tree;
  readonly exports: Export[];
  readonly usings: string[];
  definesTypes: boolean;
}

function collect(tree: Tree, namespaces: readonly string[]): UnitExports {
  const collector: Collector = { tree, exports: [], usings: [], definesTypes: false };
  const path = namespaces.filter((name) => name !== "");
  collectChildren(collector, 0, path, 0);
  if (collector.exports.length === 0 && collector.usings.length === 0) return EMPTY;
  const hash = newHash();
  for (const entry of collector.exports) {
    addText(hash, entry.name);
    addNumber(hash, entry.hash);
  }
  for (const name of collector.usings) addText(hash, name);
  const { exports, usings, definesTypes } = collector;
  return { exports, usings, definesTypes, fingerprint: hashValue(hash) };
}

function collectChildren(c: Collector, node: number, path: readonly string[], depth: number): void {
  if (depth > MAX_DEPTH) return;
  const { tree } = c;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    collectItem(c, child, path, depth + 1);
  }
}

function collectItem(c: Collector, node: number, path: readonly string[], depth: number): void {
  const { tree } = c;
  switch (tree.kind[node]) {
    case Kind.FunctionDefinition:
      collectTags(c, childByField(tree, node, Field.Type), path, depth);
      collectDeclarator(c, node, childByField(tree, node, Field.Declarator), path, digest(tree, node));
      break;
    case Kind.Declaration:
    case Kind.FieldDeclaration:
    case Kind.TypeDefinition:
      collectDeclaration(c, node, path, depth);
      break;
    case Kind.StructSpecifier:
    case Kind.UnionSpecifier:
    case Kind.ClassSpecifier:
    case Kind.EnumSpecifier:
      collectTags(c, node, path, depth);
      break;
    case Kind.AliasDeclaration:
      add(
        c,
        "typedef",
        nodeText(tree, childByField(tree, node, Field.Name)),
        path,
        node,
        NONE,
        true,
        digest(tree, node),
      );
      break;
    case Kind.UsingDeclaration:
      collectUsing(c, node, path);
      break;
    case Kind.NamespaceAliasDefinition: {
      const target = nodeText(tree, lastNamedChild(tree, node));
      const name = nodeText(tree, childByField(tree, node, Field.Name));
      add(c, "alias", name, path, node, NONE, true, digest(tree, node), target);
      break;
    }
    case Kind.NamespaceDefinition: {
      const name = nodeText(tree, childByField(tree, node, Field.Name));
      const inner = name === "" ? path : [...path, ...name.split("::").map((part) => part.trim())];
      collectChildren(c, childByField(tree, node, Field.Body), inner, depth);
      break;
    }
    case Kind.LinkageSpecification: {
      const body = childByField(tree, node, Field.Body);
      if (kindOf(tree, body) === Kind.DeclarationList) collectChildren(c, body, path, depth);
      else if (body !== NONE) collectItem(c, body, path, depth + 1);
      break;
    }
    case Kind.TemplateDeclaration:
    case Kind.DeclarationList:
    case Kind.Error:
    case Kind.PreprocIf:
    case Kind.PreprocIfdef:
    case Kind.PreprocElse:
    case Kind.PreprocElif:
      collectChildren(c, node, path, depth);
      break;
  }
}

/** What identifies a declaration: a hash of its tokens and the names in them. */
interface Digest {
  readonly hash: number;
  readonly names: readonly string[];
}

function digest(tree: Tree, node: number): Digest {
  const hash: Hash = newHash();
  const names = new Set<string>();
  addSyntax(hash, tree, node, names);
  return { hash: hashValue(hash), names: [...names] };
}

function add(
  c: Collector,
  kind: ExportKind,
  name: string,
  path: readonly string[],
  node: number,
  declarator: number,
  defines: boolean,
  { hash, names }: Digest,
  target = "",
): void {
  if (name === "") return;
  const full = name.startsWith("::")
    ? name.slice(2)
    : path.length === 0
      ? name
      : `${path.join("::")}::${name}`;
  c.exports.push({
    kind,
    name: full,
    path,
    tree: c.tree,
    node,
    declarator,
    defines,
    isSettled: false,
    masked: [],
    target,
    hash,
    names,
  });
}

function collectDeclaration(c: Collector, node: number, path: readonly string[], depth: number): void {
  const { tree } = c;
  collectTags(c, childByField(tree, node, Field.Type), path, depth);
  let declarator = childByField(tree, node, Field.Declarator);
  if (declarator === NONE) return;
  const shared = digest(tree, node);
  for (; declarator !== NONE; declarator = nextByField(tree, declarator, Field.Declarator)) {
    collectDeclarator(c, node, declarator, path, shared);
  }
}

/** What a declarator declares: its name, and whether that is a function (outermost but one declarator is a function's). */
function collectDeclarator(
  c: Collector,
  node: number,
  declarator: number,
  path: readonly string[],
  shared: Digest,
): void {
  const { tree } = c;
  let at = declarator;
  let isFunction = false;
  for (let depth = 0; depth < MAX_DEPTH && at !== NONE; depth++) {
    const kind = tree.kind[at];
    if (kind === Kind.FunctionDeclarator) isFunction = true;
    else if (
      kind === Kind.PointerDeclarator ||
      kind === Kind.ArrayDeclarator ||
      kind === Kind.ReferenceDeclarator
    ) {
      isFunction = false;
    } else if (kind === Kind.OperatorCast) {
      isFunction = true;
      break;
    }
    const inner = childByField(tree, at, Field.Declarator);
    if (inner !== NONE) at = inner;
    else if (kind === Kind.ParenthesizedDeclarator || kind === Kind.ReferenceDeclarator)
      at = lastNamedChild(tree, at);
    else if (kind === Kind.AttributedDeclarator) at = firstNamedChild(tree, at);
    else break;
  }
  const name = nameOf(tree, at);
  const kind = tree.kind[node];
  if (kind === Kind.TypeDefinition) {
    add(c, "typedef", name, path, node, declarator, true, shared);
  } else if (kind === Kind.FunctionDefinition) {
    add(c, "function", name, path, node, declarator, true, shared);
  } else if (isFunction) {
    add(c, "function", name, path, node, declarator, false, shared);
  } else {
    const isExtern = hasStorage(tree, node, "extern") && kindOf(tree, declarator) !== Kind.InitDeclarator;
    add(c, "variable", name, path, node, declarator, !isExtern, shared);
  }
}

function hasStorage(tree: Tree, node: number, word: string): boolean {
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.StorageClassSpecifier && nodeText(tree, child) === word) return true;
  }
  return false;
}

/** Tags that a type specifier defines, with those inside it: in C nested ones belong to the file, in C++ to the class. */
function collectTags(c: Collector, specifier: number, path: readonly string[], depth: number): void {
  const { tree } = c;
  if (depth > MAX_DEPTH) return;
  const kind = kindOf(tree, specifier);
  const isRecord =
    kind === Kind.StructSpecifier || kind === Kind.UnionSpecifier || kind === Kind.ClassSpecifier;
  if (!isRecord && kind !== Kind.EnumSpecifier) return;
  const body = childByField(tree, specifier, Field.Body);
  if (isRecord && body !== NONE) c.definesTypes = true;
  const name = nameOf(tree, childByField(tree, specifier, Field.Name));
  // A tag that is only mentioned declares nothing that looking it up would not do as well.
  if (body === NONE && (name === "" || tree.field[specifier] === Field.Type)) return;
  const shared = digest(tree, specifier);
  add(c, isRecord ? "record" : "enum", name, path, specifier, NONE, body !== NONE, shared);
  if (body === NONE) return;
  const inner = tree.language === "cpp" && name !== "" ? [...path, ...name.split("::")] : path;
  if (!isRecord) {
    collectEnumerators(c, specifier, body, name, path, inner, shared);
    return;
  }
  for (let child = firstNamedChild(tree, body); child !== NONE; child = nextNamedSibling(tree, child)) {
    collectMember(c, child, inner, depth + 1);
  }
}

/** Members that names outside of the record may lead to: nested types, constants; methods and fields belong to it. */
function collectMember(c: Collector, node: number, path: readonly string[], depth: number): void {
  const { tree } = c;
  switch (tree.kind[node]) {
    case Kind.FieldDeclaration:
      collectTags(c, childByField(tree, node, Field.Type), path, depth);
      if (tree.language === "cpp" && hasStorage(tree, node, "static"))
        collectDeclaration(c, node, path, depth);
      break;
    case Kind.StructSpecifier:
    case Kind.UnionSpecifier:
    case Kind.ClassSpecifier:
    case Kind.EnumSpecifier:
    case Kind.TypeDefinition:
    case Kind.AliasDeclaration:
      collectItem(c, node, path, depth);
      break;
    case Kind.TemplateDeclaration:
    case Kind.Error:
      for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
        if (depth < MAX_DEPTH) collectMember(c, child, path, depth + 1);
      }
      break;
  }
}

function collectEnumerators(
  c: Collector,
  specifier: number,
  body: number,
  name: string,
  path: readonly string[],
  inner: readonly string[],
  shared: Digest,
): void {
  const { tree } = c;
  const scoped =
    hasChildOfKind(tree, specifier, Kind.TokenClass) || hasChildOfKind(tree, specifier, Kind.TokenStruct);
  for (let child = firstNamedChild(tree, body); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.Enumerator) continue;
    const own = nodeText(tree, childByField(tree, child, Field.Name));
    if (!scoped) add(c, "enumerator", own, path, specifier, NONE, true, shared);
    if (tree.language === "cpp" && name !== "")
      add(c, "enumerator", own, inner, specifier, NONE, true, shared);
  }
}

function collectUsing(c: Collector, node: number, path: readonly string[]): void {
  const { tree } = c;
  const named = lastNamedChild(tree, node);
  const target = nameOf(tree, named);
  if (target === "") return;
  if (hasChildOfKind(tree, node, Kind.TokenNamespace)) {
    c.usings.push(target);
    return;
  }
  const simple = target.slice(target.lastIndexOf("::") + 2);
  if (simple !== target) add(c, "using", simple, path, node, NONE, true, digest(tree, node), target);
}
