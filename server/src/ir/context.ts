/**
 * The state of lowering one function: the builder, what names mean at the current place, which variables are alive, and
 * where `break`, `continue`, `goto` and exceptions go. Block scopes live here, and the bookkeeping that lets every way
 * out of a scope end the lifetimes it must end.
 */
import type { FunctionDeclaration, VariableDeclaration } from "../semantics/environment";
import type { Scope } from "../semantics/scope";
import { type RecordInfo, type Type, TypeKind } from "../semantics/types";
import type { Types } from "../semantics/types-table";
import type { Language, Tree } from "../syntax/tree";
import {
  addHole,
  addVariable,
  type Builder,
  endOf,
  enter,
  here,
  jump,
  newBlock,
  offer,
  opaque,
  type Point,
  resume,
  setVariable,
  terminate,
  variableAddress,
} from "./builder";
import { endLifetime } from "./destruction";
import type { Block, Instruction, IrFunction } from "./ir";

/** What a name means in a block scope. */
export type Entity =
  | {
      readonly kind: "variable";
      readonly variable: number;
      readonly declaration: VariableDeclaration;
      /** Name of the function made from the lambda that the variable holds, and its node; "" if it holds none. */
      readonly lambda: string;
      readonly lambdaNode: number;
    }
  | { readonly kind: "global"; readonly declaration: VariableDeclaration }
  | { readonly kind: "function"; readonly declaration: FunctionDeclaration }
  | { readonly kind: "type"; readonly type: Type }
  | { readonly kind: "enumerator"; readonly value: number | undefined; readonly type: Type };

interface NameBlock {
  names: Map<string, Entity> | null;
  tags: Map<string, Type> | null;
  readonly outer: NameBlock | null;
}

/** The variables whose lifetime has begun, innermost first. Lists share their tails, so two places compare cheaply. */
export interface Live {
  readonly variable: number;
  readonly outer: Live | null;
  readonly depth: number;
}

/** Where control can be sent, and what is alive there. */
interface Target {
  readonly block: Block;
  readonly live: Live | null;
}

/** A jump whose target is connected when all labels are known: from the end of `block`. */
interface Jump {
  readonly block: Block;
  readonly live: Live | null;
  readonly position: number;
}

/** A full expression (C11 6.8p4): temporaries that it makes come into being at its start and go at its end. */
interface FullExpression {
  readonly start: Point;
  readonly live: Live | null;
  readonly temporaries: number[];
  /** Those that live on until the end of the enclosing block. */
  readonly extended: number[];
  /** Blocks by which control leaves the middle of the expression. */
  readonly exits: Block[];
  readonly outer: FullExpression | null;
}

interface SwitchContext {
  readonly cases: { low: number; high: number; to: number }[];
  /** Cases whose value is not known. */
  readonly unknown: { readonly label: number; readonly to: number }[];
  otherwise: number;
  readonly type: Type;
  readonly live: Live | null;
}

export interface Lowering extends Builder {
  /** The unit that the function is in: its tree, and its text as it is written, of which the tree's is the masked view. */
  readonly unit: { readonly tree: Tree; readonly source: string };
  readonly types: Types;
  readonly language: Language;
  /** File level, seen from the function's namespace and class. */
  readonly file: Scope;
  /** The same with the function's own names, as they are at the current place. */
  readonly scope: Scope;
  readonly name: string;
  readonly resultType: Type;
  /** The class whose member function this is. */
  readonly record: RecordInfo | null;
  /** Variable number of `this`, or -1. */
  self: number;
  block: NameBlock;
  live: Live | null;
  full: FullExpression | null;
  breaks: Target | null;
  continues: Target | null;
  cases: SwitchContext | null;
  handler: Target | null;
  readonly labels: Map<string, Target>;
  readonly gotos: (Jump & {
    readonly label: string;
    /** The label's name is that of a variable. */
    readonly computed: boolean;
    readonly end: number;
  })[];
  /** Computed jumps, which may go to any label. */
  readonly anywhere: Jump[];
  /** Variables without an initialiser: reading one says nothing, it may be handed out by reference. */
  readonly bare: Set<number>;
  /** Names of scalars that have to live in memory; grows while lowering, which is then repeated. */
  readonly addressTaken: Set<string>;
  repeat: boolean;
  depth: number;
  /** Inside the condition or step of a loop, where objects of the block around it would come into being repeatedly. */
  inLoopHead: boolean;
  /** Type of the value that was lowered last; a record's value is its address. */
  type: Type;
  /** The function around a lambda or local function; null for others. */
  readonly outer: Lowering | null;
  /** Variables of `outer` used here, by their number there. */
  readonly captures: Map<number, Entity & { kind: "variable" }>;
  /** Variables that closures refer to, by the node of the lambda. */
  readonly closures: Map<number, readonly number[]>;
  /** Functions made from lambdas and local classes on the way. */
  readonly made: IrFunction[];
  /** Macros being expanded, so that none expands inside itself. */
  readonly expanding: Set<string>;
  readonly budget: { expansions: number };
}

/** How deep expressions and statements may nest before the lowering gives up on the inner ones. */
export const MAX_DEPTH = 200;

/** Expansions of macros in one function. */
export const MAX_EXPANSIONS = 5000;

/** Whether values of the type are objects in memory, named by their address. */
export function isObject(cx: Lowering, type: Type): boolean {
  return type.kind === TypeKind.Record || isLibraryClass(cx, type);
}

/** A class whose declaration is not visible but whose name says what it is: `std::string`, `std::vector<T>`. */
export function isLibraryClass(cx: Lowering, type: Type): boolean {
  return (
    cx.language === "cpp" &&
    type.kind === TypeKind.Unknown &&
    (type.params !== null || type.name.includes("::") || isModelled(cx, type))
  );
}

/** A class without a declaration is known by its constructor's model. */
export function isModelled(cx: Lowering, { name }: Type): boolean {
  return cx.file.model(`${name}::${name.slice(name.lastIndexOf(":") + 1)}`) !== undefined;
}

export function isClass(cx: Lowering, type: Type): boolean {
  return cx.language === "cpp" && isObject(cx, type);
}

/** Something whose lifetime matters: a class with a destructor, or one of a library. */
export function hasLifetime(cx: Lowering, type: Type): boolean {
  return isLibraryClass(cx, type) || (cx.language === "cpp" && type.record?.hasDestructor === true);
}

/** `sizeof` a type, looked up as far as needed; -1 if unknown. */
export function bytesOf(cx: Lowering, type: Type): number {
  if (type.size >= 0) return type.size;
  let whole = type;
  while (whole.kind === TypeKind.Array && whole.to !== null) whole = whole.to;
  if (whole.kind === TypeKind.Record) cx.file.complete(whole);
  return type.size;
}

// Scopes

export function openBlock(cx: Lowering): NameBlock {
  const outer = cx.block;
  cx.block = { names: null, tags: null, outer };
  return outer;
}

/** Ends the block scope and the lifetimes that began in it. `position`: where it ends. */
export function closeBlock(cx: Lowering, outer: NameBlock, live: Live | null, position: number): void {
  endLifetimes(cx, live, position);
  cx.block = outer;
}

/** Leaves what became alive since `live`, innermost first. */
export function endLifetimes(cx: Lowering, live: Live | null, position: number): void {
  const depth = live?.depth ?? 0;
  while (cx.live !== null && cx.live.depth > depth) {
    endLifetime(cx, position, cx.live.variable);
    cx.live = cx.live.outer;
  }
}

export function declare(cx: Lowering, name: string, entity: Entity): void {
  cx.block.names ??= new Map();
  cx.block.names.set(name, entity);
}

export function lookup(cx: Lowering, name: string): Entity | undefined {
  for (let block: NameBlock | null = cx.block; block !== null; block = block.outer) {
    const entity = block.names?.get(name);
    if (entity !== undefined) return entity;
  }
  if (cx.outer === null) return undefined;
  const entity = lookup(cx.outer, name);
  return entity?.kind === "variable" ? capture(cx, entity) : entity;
}

/** A variable of the enclosing function becomes a hidden parameter that refers to it. */
function capture(cx: Lowering, entity: Entity & { kind: "variable" }): Entity {
  const known = cx.captures.get(entity.variable);
  if (known !== undefined) return known;
  const { declaration } = entity;
  const type =
    declaration.type.kind === TypeKind.Reference ? declaration.type : cx.types.reference(declaration.type);
  const variable = addVariable(cx, declaration.name, type, false);
  cx.variables[variable].param = cx.variables.filter((v) => v.param >= 0).length;
  const captured = { ...entity, variable };
  cx.captures.set(entity.variable, captured);
  return captured;
}

function findTag(cx: Lowering, name: string): Type | undefined {
  for (let block: NameBlock | null = cx.block; block !== null; block = block.outer) {
    const type = block.tags?.get(name);
    if (type !== undefined) return type;
  }
  return cx.outer === null ? undefined : findTag(cx.outer, name);
}

/** The semantics' view of the names at the current place: the function's own on top of the file's. */
export function localScope(context: () => Lowering, file: Scope): Scope {
  const local = (name: string) => lookup(context(), name);
  return {
    types: file.types,
    language: file.language,
    parse: file.parse,
    semantics: file.semantics,
    path: file.path,
    complete: (type) => file.complete(type),
    fingerprint: (name) => file.fingerprint(name),
    variable(name) {
      const entity = local(name);
      if (entity === undefined) return file.variable(name);
      if (entity.kind === "enumerator")
        return { name, type: entity.type, isStatic: false, value: entity.value };
      return entity.kind === "variable" || entity.kind === "global" ? entity.declaration : undefined;
    },
    function(name) {
      const entity = local(name);
      if (entity === undefined) return file.function(name);
      return entity.kind === "function" ? entity.declaration : undefined;
    },
    type(name) {
      const entity = local(name);
      if (entity !== undefined) return entity.kind === "type" ? entity.type : undefined;
      return (file.language === "cpp" ? findTag(context(), name) : undefined) ?? file.type(name);
    },
    tag: (kind, name) => findTag(context(), name) ?? file.tag(kind, name),
    record: (name) => findTag(context(), name)?.record ?? file.record(name),
    enumerator(name) {
      const entity = local(name);
      if (entity === undefined) return file.enumerator(name);
      return entity.kind === "enumerator" ? entity.value : undefined;
    },
    enumeratorType(name) {
      const entity = local(name);
      if (entity === undefined) return file.enumeratorType(name);
      return entity.kind === "enumerator" ? entity.type : undefined;
    },
    macro: (name) => file.macro(name),
    model: (name) => (local(name) === undefined ? file.model(name) : undefined),
    declare: {
      variable: () => {},
      type: (name, type) => declare(context(), name, { kind: "type", type }),
      tag(name, type) {
        const { block } = context();
        block.tags ??= new Map();
        block.tags.set(name, type);
      },
      enumerator: (name, value, type) => declare(context(), name, { kind: "enumerator", value, type }),
    },
  };
}

// Lifetimes

/** The variable comes into being here and is alive until its block ends. */
export function beginLifetime(cx: Lowering, node: number, variable: number): void {
  enter(cx, node, variable);
  cx.live = { variable, outer: cx.live, depth: (cx.live?.depth ?? 0) + 1 };
}

/** Leaves, on the way to a place where `to` is alive, what is not alive there; the compiler's state stays as it is. */
export function leaveFor(cx: Lowering, to: Live | null, position: number): void {
  const depth = to?.depth ?? 0;
  let inside: FullExpression | null = cx.full;
  if (inside !== null && (inside.live?.depth ?? 0) >= depth) {
    // The temporaries of the expression that is left half-way are not all known yet: its end adds them to this block.
    const exit = newBlock(cx);
    jump(cx, exit);
    resume(cx, exit);
    for (; inside !== null && (inside.live?.depth ?? 0) >= depth; inside = inside.outer)
      inside.exits.push(exit);
  }
  for (let live = cx.live; live !== null && live.depth > depth; live = live.outer) {
    endLifetime(cx, position, live.variable);
  }
}

export function beginFull(cx: Lowering): FullExpression {
  const full = { start: here(cx), live: cx.live, temporaries: [], extended: [], exits: [], outer: cx.full };
  cx.full = full;
  return full;
}

/** Ends a full expression whose value, if any, is used no more or has been copied. */
export function endFull(cx: Lowering, node: number, full: FullExpression, ends: readonly Block[] = []): void {
  cx.full = full.outer;
  if (full.temporaries.length === 0 && full.extended.length === 0) return;
  const current = cx.current;
  const { block, index } = full.start;
  const tail = block.instructions.splice(index);
  cx.current = block;
  for (const variable of full.temporaries) enter(cx, node, variable);
  for (const variable of full.extended) enter(cx, node, variable);
  for (const instruction of tail) block.instructions.push(instruction);
  const position = cx.macro === "" ? cx.tree.end[node] : cx.useEnd;
  for (const exit of full.exits) {
    const rest: Instruction[] = exit.instructions.splice(0);
    cx.current = exit;
    for (const variable of full.temporaries) endLifetime(cx, position, variable);
    for (const variable of full.extended) endLifetime(cx, position, variable);
    for (const instruction of rest) exit.instructions.push(instruction);
  }
  for (const end of ends.length > 0 ? ends : [current]) {
    cx.current = end;
    for (let i = full.temporaries.length - 1; i >= 0; i--) endLifetime(cx, position, full.temporaries[i]);
  }
  cx.current = current;
  for (const variable of full.extended) {
    cx.live = { variable, outer: cx.live, depth: (cx.live?.depth ?? 0) + 1 };
  }
}

/** A nameless object in memory; alive to the end of the full expression or, if `extended`, of the enclosing block. */
export function temporaryObject(cx: Lowering, node: number, type: Type, extended: boolean): number {
  const variable = addVariable(cx, "", type, true);
  cx.variables[variable].start = cx.macro === "" ? cx.tree.start[node] : cx.useStart;
  cx.variables[variable].end = cx.macro === "" ? cx.tree.end[node] : cx.useEnd;
  if (cx.full === null) beginLifetime(cx, node, variable);
  else (extended ? cx.full.extended : cx.full.temporaries).push(variable);
  return variable;
}

/** A nameless register that several ways write, for values that control flow makes. */
export function mergeVariable(cx: Lowering, type: Type): number {
  return addVariable(cx, "", type, false);
}

/** After something that may throw, inside a `try`: either it goes on, or the handlers take over. */
export function mayThrow(cx: Lowering, node: number, result = -1): void {
  const { handler } = cx;
  if (handler === null) return;
  const next = newBlock(cx);
  const unwind = newBlock(cx);
  terminate(cx, { kind: "either", targets: [next.id, unwind.id] });
  resume(cx, unwind);
  // A call that throws has handed out nothing.
  if (result >= 0) offer(cx, node, result, cx.types.pointer(cx.types.void));
  leaveFor(cx, handler.live, endOf(cx, node));
  jump(cx, handler.block);
  resume(cx, next);
}

/** A variable's name among those whose address is taken: `&` before a reference takes that of what it refers to. */
export function addressKey(name: string, type: Type): string {
  return type.kind === TypeKind.Reference ? `&${name}` : name;
}

/** The address of a variable; one that was thought to live in a register makes the lowering start again. */
export function addressOfVariable(cx: Lowering, node: number, variable: number): number {
  const { name, type, memory } = cx.variables[variable];
  const pointer = cx.types.pointer(type);
  if (memory) return variableAddress(cx, node, variable, pointer);
  cx.addressTaken.add(addressKey(name, type));
  cx.repeat = true;
  return opaque(cx, node, pointer, []);
}

/** Gives up on a node: its value is unknown, and it is counted. */
export function giveUp(cx: Lowering, node: number, detail: string, args: number[] = [], all = false): number {
  addHole(cx, node, "opaque", detail);
  cx.type = cx.types.nothing;
  return opaque(cx, node, cx.types.nothing, args, all);
}

/** The variable becomes unknown: something that cannot be followed may have written it. */
export function forget(cx: Lowering, node: number, variable: number): void {
  if (cx.variables[variable].memory) {
    opaque(cx, node, cx.types.nothing, [addressOfVariable(cx, node, variable)]);
    return;
  }
  // Whoever may change the variable has seen what it held, and may keep it.
  setVariable(cx, node, variable, opaque(cx, node, cx.variables[variable].type, [variable]));
}
