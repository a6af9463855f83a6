/**
 * From a unit's syntax tree to IR: finds the function definitions, also inside classes, namespaces and templates, and
 * lowers each. Which scalars need memory is guessed first and learned on the way: when an address turns out to be taken
 * of one that was kept in a register, the function is lowered again.
 */
import {
  declaratorsOf,
  definedFunction,
  hasStorageClass,
  isStatic,
  parametersOf,
} from "../semantics/declarators";
import { nameOf } from "../semantics/qualified-names";
import type { Scope } from "../semantics/scope";
import { type RecordInfo, type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import {
  childByField,
  childByKind,
  findInside,
  firstNamedChild,
  kindOf,
  nextNamedSibling,
  nodeText,
  subtreeEnd,
} from "../syntax/walk";
import { createBuilder, endOf, finish, startOf, terminate } from "./builder";
import { declare, endLifetimes, type Lowering, localScope } from "./context";
import { memberInitialisers } from "./cxx";
import { declareVariable } from "./declarations";
import { destroyParts } from "./destruction";
import { tryStatement } from "./exceptions";
import type { IrFunction } from "./ir";
import { resolveGotos } from "./jumps";
import { statement, statementList } from "./statements";

/** How often a function is lowered again before its scalars stay where they are. */
const MAX_REPEATS = 12;

/** The names seen from inside namespaces and classes, outermost first. */
type View = (path: readonly string[]) => Scope;

interface LoweringInput {
  readonly tree: Tree;
  /** The unit's text as it is written, of which the tree's is the masked view. */
  readonly source: string;
  /** Around the unit, outermost first. */
  readonly namespaces: readonly string[];
  readonly view: View;
}

/** The functions defined in a unit, in source order; lambdas and local functions follow the one around them. */
export function lowerFunctions({ tree, source, namespaces, view }: LoweringInput): IrFunction[] {
  const functions: IrFunction[] = [];
  const unit = { tree, source };
  for (let node = 0; node < tree.count; ) {
    if (tree.kind[node] !== Kind.FunctionDefinition) {
      node++;
      continue;
    }
    for (const fn of lowerDefinition(unit, node, [...namespaces, ...enclosing(tree, node)], view))
      functions.push(fn);
    node = subtreeEnd(tree, node);
  }
  return functions;
}

/** Names of the namespaces and classes around a node inside its unit, outermost first. */
function enclosing(tree: Tree, node: number): string[] {
  const names: string[] = [];
  for (let at = tree.parent[node]; at !== NONE; at = tree.parent[at]) {
    switch (tree.kind[at]) {
      case Kind.NamespaceDefinition:
      case Kind.ClassSpecifier:
      case Kind.StructSpecifier:
      case Kind.UnionSpecifier: {
        const name = nameOf(tree, childByField(tree, at, Field.Name));
        if (name !== "") names.push(...name.split("::").reverse());
        break;
      }
      default:
        break;
    }
  }
  return names.reverse();
}

/** What one function needs to be lowered, apart from its surroundings. */
interface Definition {
  readonly unit: Lowering["unit"];
  readonly tree: Tree;
  readonly node: number;
  readonly body: number;
  /** The declarator with the parameters; `NONE` for a lambda without. */
  readonly declarator: number;
  readonly name: string;
  readonly type: Type;
  readonly isStatic: boolean;
  readonly nameNode: number;
  readonly file: Scope;
  readonly record: RecordInfo | null;
  /** Name of the class whose member it is; "" for none. */
  readonly owner: string;
  readonly hasThis: boolean;
  readonly outer: Lowering | null;
  /** Names that a lambda introduces by initialised captures. */
  readonly ownCaptures: ReadonlySet<string>;
}

function bodyOf(tree: Tree, node: number): number {
  const body = childByField(tree, node, Field.Body);
  return body === NONE ? childByKind(tree, node, Kind.TryStatement) : body;
}

function lowerDefinition(
  unit: Lowering["unit"],
  node: number,
  path: readonly string[],
  view: View,
): IrFunction[] {
  const { tree } = unit;
  const body = bodyOf(tree, node);
  if (body === NONE) return [];
  const outside = view(path);
  const declared = definedFunction(outside, tree, node);
  if (declared === undefined || declared.type.kind !== TypeKind.Function) return [];
  const written = declared.name.startsWith("::") ? declared.name.slice(2) : declared.name;
  const parts = written.split("::");
  const inside = parts.length > 1 ? [...path, ...parts.slice(0, -1)] : path;
  const file = parts.length > 1 ? view(inside) : outside;
  const record = tree.language === "cpp" ? classOf(file, inside) : null;
  // A class that is declared nowhere in sight still has members that use `this`.
  const unseen = record === null && tree.language === "cpp" && inside.length > 0 && usesThis(tree, body);
  return lowerOne({
    unit,
    tree,
    node,
    body,
    declarator: declared.functionNode,
    name: [...path, written].join("::"),
    type: declared.type,
    isStatic: isStatic(tree, node),
    nameNode: declared.nameNode,
    file,
    record,
    owner: record?.name ?? (unseen ? inside.join("::") : ""),
    hasThis: unseen || (record !== null && !hasStorageClass(tree, node, "static")),
    outer: null,
    ownCaptures: new Set(),
  });
}

function usesThis(tree: Tree, body: number): boolean {
  return findInside(tree, body, Kind.This) !== NONE;
}

/** The class that the innermost part of the path names, if it is one. */
function classOf(scope: Scope, path: readonly string[]): RecordInfo | null {
  if (path.length === 0) return null;
  const type = scope.type(path.join("::")) ?? scope.type(path[path.length - 1]);
  if (type === undefined) return null;
  scope.complete(type);
  return type.record;
}

/** The function and those made from lambdas inside it. */
function lowerOne(definition: Definition): IrFunction[] {
  const addressTaken = takenAddresses(definition.tree, definition.node);
  let attempt = lowerOnce(definition, addressTaken);
  for (let i = 0; attempt.cx.repeat && i < MAX_REPEATS; i++) attempt = lowerOnce(definition, addressTaken);
  return [attempt.fn, ...attempt.cx.made];
}

/** Names whose address the function plainly takes. */
function takenAddresses(tree: Tree, node: number): Set<string> {
  const names = new Set<string>();
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    if (tree.kind[n] !== Kind.PointerExpression || tree.kind[n + 1] !== Kind.TokenAmp) continue;
    let inner = childByField(tree, n, Field.Argument);
    while (kindOf(tree, inner) === Kind.ParenthesizedExpression) inner = firstNamedChild(tree, inner);
    if (kindOf(tree, inner) === Kind.Identifier) names.add(nodeText(tree, inner));
  }
  return names;
}

/** What `return` converts to. The head of a function that is all macro names no type, and may still return something. */
function resultTypeOf({ tree, node, type, file }: Definition): Type {
  const { nothing } = file.types;
  const isUntyped =
    kindOf(tree, node) === Kind.FunctionDefinition && childByField(tree, node, Field.Type) === NONE;
  return isUntyped && type.to?.kind === TypeKind.Void ? nothing : (type.to ?? nothing);
}

function createLowering(definition: Definition, addressTaken: Set<string>): Lowering {
  const { tree, file } = definition;
  const { types } = file;
  let cx: Lowering;
  const scope = localScope(() => cx, file);
  const builder = createBuilder(tree);
  // Spelt out: a spread literal of this many properties becomes a dictionary, which every access pays for.
  cx = {
    blocks: builder.blocks,
    current: builder.current,
    variables: builder.variables,
    definitions: builder.definitions,
    strings: builder.strings,
    holes: builder.holes,
    tree: builder.tree,
    macro: builder.macro,
    useStart: builder.useStart,
    useEnd: builder.useEnd,
    clock: builder.clock,
    written: builder.written,
    unit: definition.unit,
    types,
    language: tree.language,
    file,
    scope,
    name: definition.name,
    resultType: resultTypeOf(definition),
    record: definition.record,
    self: -1,
    block: { names: null, tags: null, outer: null },
    live: null,
    full: null,
    breaks: null,
    continues: null,
    cases: null,
    handler: null,
    labels: new Map(),
    gotos: [],
    anywhere: [],
    bare: new Set(),
    addressTaken,
    repeat: false,
    depth: definition.outer === null ? 0 : definition.outer.depth + 1,
    inLoopHead: false,
    type: types.void,
    outer: definition.outer,
    captures: new Map(),
    closures: new Map(),
    made: [],
    expanding: new Set(),
    budget: definition.outer?.budget ?? { expansions: 0 },
  };
  if (definition.outer !== null) {
    cx.macro = definition.outer.macro;
    cx.useStart = definition.outer.useStart;
    cx.useEnd = definition.outer.useEnd;
  }
  return cx;
}

function lowerOnce(definition: Definition, addressTaken: Set<string>): { cx: Lowering; fn: IrFunction } {
  const { tree, node, body, nameNode } = definition;
  const cx = createLowering(definition, addressTaken);
  const parameters = declareParameters(cx, definition);
  for (const name of definition.ownCaptures) {
    const variable = declareVariable(cx, NONE, name, cx.types.nothing);
    cx.variables[variable].param = parameters + cx.captures.size;
  }
  const initialisers = childByKind(
    tree,
    tree.kind[body] === Kind.TryStatement ? body : node,
    Kind.FieldInitializerList,
  );
  if (tree.kind[body] === Kind.TryStatement) {
    tryStatement(cx, body, () => {
      if (initialisers !== NONE) memberInitialisers(cx, initialisers);
    });
  } else {
    if (initialisers !== NONE) memberInitialisers(cx, initialisers);
    if (tree.kind[body] === Kind.CompoundStatement) statementList(cx, body);
    else statement(cx, body);
  }
  const end = endOf(cx, body);
  const brace = Math.max(startOf(cx, body), end - 1);
  endLifetimes(cx, null, brace);
  if (definition.record !== null && cx.self >= 0 && isDestructor(definition.name))
    destroyParts(cx, cx.self, definition.record, brace);
  terminate(cx, { kind: "return", value: -1, explicit: false, start: brace, end });
  resolveGotos(cx);
  const named = nameNode === NONE ? node : nameNode;
  const fn = finish(cx, {
    name: definition.name,
    type: definition.type,
    isStatic: definition.isStatic,
    start: startOf(cx, node),
    end: endOf(cx, node),
    nameStart: startOf(cx, named),
    nameEnd: nameNode === NONE ? startOf(cx, named) : endOf(cx, named),
  });
  return { cx, fn };
}

function isDestructor(name: string): boolean {
  return name.charCodeAt(name.lastIndexOf(":") + 1) === 0x7e;
}

/** Declares `this` and the parameters; gives how many there are. */
function declareParameters(cx: Lowering, definition: Definition): number {
  const { tree, node, declarator } = definition;
  let position = 0;
  if (definition.hasThis) {
    const name = definition.owner;
    const type = cx.file.type(name) ?? cx.types.unknown(name);
    const self = declareVariable(cx, NONE, "this", cx.types.pointer(type));
    cx.variables[self].param = position++;
    cx.variables[self].start = cx.variables[self].end = startOf(cx, node);
    if (!cx.variables[self].memory) cx.self = self;
  }
  if (declarator === NONE) return position;
  const old = oldStyleTypes(cx, tree, node);
  for (const parameter of parametersOf(cx.scope, tree, declarator)) {
    const type = old?.get(parameter.name) ?? parameter.type;
    const variable = declareVariable(cx, parameter.nameNode, parameter.name, type);
    cx.variables[variable].param = position++;
  }
  if (old !== undefined && position === (definition.hasThis ? 1 : 0)) {
    const list = childByField(tree, declarator, Field.Parameters);
    for (let at = firstNamedChild(tree, list); at !== NONE; at = nextNamedSibling(tree, at)) {
      if (tree.kind[at] !== Kind.Identifier) continue;
      const name = nodeText(tree, at);
      const variable = declareVariable(cx, at, name, old.get(name) ?? cx.types.int);
      cx.variables[variable].param = position++;
    }
  }
  return position;
}

/** Types that K&R declarations between the parameter list and the body give; undefined without such. */
function oldStyleTypes(cx: Lowering, tree: Tree, node: number): Map<string, Type> | undefined {
  let types: Map<string, Type> | undefined;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.Declaration) continue;
    types ??= new Map();
    for (const { name, type } of declaratorsOf(cx.scope, tree, child)) types.set(name, cx.types.decay(type));
  }
  return types;
}

// Functions inside functions

function lowerNested(cx: Lowering, definition: Definition): { fn: IrFunction; captured: number[] } {
  const addressTaken = takenAddresses(definition.tree, definition.node);
  let attempt = lowerOnce(definition, addressTaken);
  for (let i = 0; attempt.cx.repeat && i < MAX_REPEATS; i++) attempt = lowerOnce(definition, addressTaken);
  cx.made.push(attempt.fn, ...attempt.cx.made);
  return { fn: attempt.fn, captured: [...attempt.cx.captures.keys()] };
}

/** Lowers the body of a lambda as a function; gives the enclosing function's variables that it uses. */
export function lowerLambda(cx: Lowering, node: number, copies: ReadonlySet<string>): number[] {
  const { tree, types } = cx;
  const declarator = childByField(tree, node, Field.Declarator);
  const ownCaptures = new Set<string>();
  const list = childByField(tree, node, Field.Captures);
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.LambdaCaptureInitializer) continue;
    const name = nodeText(tree, childByField(tree, child, Field.Left));
    if (copies.has(name)) ownCaptures.add(name);
  }
  return lowerNested(cx, {
    unit: cx.unit,
    tree,
    node,
    body: childByField(tree, node, Field.Body),
    declarator,
    name: `${cx.name}::lambda`,
    type: types.func(types.nothing, null, false),
    isStatic: true,
    nameNode: NONE,
    file: cx.file,
    record: cx.record,
    owner: "",
    hasThis: false,
    outer: cx,
    ownCaptures,
  }).captured;
}

/** GNU C: a function defined inside a function. */
export function lowerLocalFunction(cx: Lowering, node: number): void {
  lowerInside(cx, node, null, "");
}

/** The member functions of a class defined inside a function. */
export function lowerLocalRecord(cx: Lowering, node: number): void {
  const { tree } = cx;
  const list = childByField(tree, node, Field.Body);
  if (kindOf(tree, list) !== Kind.FieldDeclarationList) return;
  const name = nameOf(tree, childByField(tree, node, Field.Name));
  const record = name === "" ? null : (cx.scope.type(name)?.record ?? null);
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.FunctionDefinition) lowerInside(cx, child, record, name);
  }
}

function lowerInside(cx: Lowering, node: number, record: RecordInfo | null, owner: string): void {
  const { tree } = cx;
  const body = bodyOf(tree, node);
  const declared = definedFunction(cx.scope, tree, node);
  if (body === NONE || declared === undefined || declared.type.kind !== TypeKind.Function) return;
  const { name, type, functionNode, nameNode } = declared;
  if (record === null) {
    declare(cx, name, {
      kind: "function",
      declaration: { name, type, isStatic: true, noReturn: false, format: null },
    });
  }
  lowerNested(cx, {
    unit: cx.unit,
    tree,
    node,
    body,
    declarator: functionNode,
    name: [cx.name, owner, name].filter((part) => part !== "").join("::"),
    type,
    isStatic: true,
    nameNode,
    file: cx.file,
    record,
    owner: record?.name ?? "",
    hasThis: record !== null && !hasStorageClass(tree, node, "static"),
    outer: cx,
    ownCaptures: new Set(),
  });
}
