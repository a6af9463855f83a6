/**
 * All that is declared at file level for one file: its own declarations and those of its headers, with what they
 * resolve to, worked out at first use and kept. A world is immutable in meaning; it is replaced when a declaration
 * changes, not when a function's body does.
 */
import type { FormatEffect } from "../models/model";
import { Field, Kind } from "../syntax/kinds";
import { maskedNumber } from "../syntax/masking/signed-numbers";
import type { Macro } from "../syntax/source";
import { type Language, NONE, type Tree } from "../syntax/tree";
import { childByField, childByKind, firstNamedChild, nextNamedSibling, nodeText } from "../syntax/walk";
import {
  type Declarator,
  declaratorsOf,
  definedFunction,
  formatAttribute,
  isNoReturn,
  isStatic,
} from "./declarators";
import type { Export, ExportKind } from "./declare";
import type { FunctionDeclaration, VariableDeclaration } from "./environment";
import type { FileFacts } from "./file-facts";
import { fingerprints, type Meaning } from "./fingerprints";
import { addNumber, addText, type Hash, hashValue, newHash } from "./hash";
import { libraryVariable, SYSTEM_LIMITS } from "./library-names";
import { addEvents, type MacroEvent, visibleMacro, wordsOf } from "./macro-table";
import type { MaskedRecord } from "./masked-records";
import { MAX_NESTING, nesting } from "./nesting";
import { nameOf, simpleNameOf } from "./qualified-names";
import { definedEnum, enumeratorsOf, fillRecord, isScopedEnum, overloaded, recordTag } from "./records";
import type { Parse, Scope } from "./scope";
import { semantics } from "./semantics";
import { findMethod, isIntegral } from "./type-queries";
import { type RecordInfo, type Type, TypeKind } from "./types";
import type { Types } from "./types-table";

/** Prefixes under which a name is looked up, innermost first: `n::A::`, `n::`, ``. */
export type Prefixes = readonly string[];

export interface World {
  readonly types: Types;
  readonly language: Language;
  prefixesOf(path: readonly string[]): Prefixes;
  variable(prefixes: Prefixes, name: string): VariableDeclaration | undefined;
  function(prefixes: Prefixes, name: string): FunctionDeclaration | undefined;
  type(prefixes: Prefixes, name: string): Type | undefined;
  tag(prefixes: Prefixes, kind: "struct" | "union" | "class" | "enum", name: string): Type;
  record(prefixes: Prefixes, name: string): RecordInfo | undefined;
  enumerator(prefixes: Prefixes, name: string): number | undefined;
  enumeratorType(prefixes: Prefixes, name: string): Type | undefined;
  /** The namespace that `name` stands for, if it is another name of one. */
  namespaceOf(prefixes: Prefixes, name: string): string | undefined;
  fingerprint(name: string): number;
  complete(type: Type): void;
}

export interface WorldInput {
  readonly own: FileFacts;
  /** In order of inclusion. */
  readonly headers: readonly FileFacts[];
  readonly types: Types;
  readonly language: Language;
  readonly parse: Parse;
  readonly library: Library;
}

/** What the C library declares: looked up last. */
export interface Library {
  readonly macros: ReadonlyMap<string, Macro>;
  readonly exports: ReadonlyMap<string, readonly Export[]>;
}

interface EnumFacts {
  readonly type: Type;
  readonly values: ReadonlyMap<string, number | undefined>;
}

/** Aliases and using declarations that lead to each other are followed this far. */
const MAX_ALIASES = 4;

/** Macros in macros, as far as they are followed for what they say. */
const MACRO_DEPTH = 4;

export function createWorld(input: WorldInput): World {
  const { own, headers, types, language, parse, library } = input;
  const cpp = language === "cpp";
  const index = indexByName([...headers, own]);
  const libraryIndex = library.exports;
  const usings = [...new Set([...headers.flatMap((facts) => facts.usings), ...own.usings])].map(
    (name) => `${name}::`,
  );
  const scopes = new Map<string, Scope>();
  const prefixLists = new Map<string, Prefixes>();
  const typedefs = new Map<Export, Type | null>();
  const records = new Map<Export, Type>();
  const enums = new Map<Tree, Map<number, EnumFacts | null>>();
  const functions = new Map<string, FunctionDeclaration>();
  const variables = new Map<string, VariableDeclaration | null>();
  const macros = new Map<string, Macro | null>();
  /** Records whose definition is known and not read yet, and the order to read them in. */
  const pending = new Map<Type, Export>();
  const queue: Type[] = [];
  let draining = false;
  const fingerprint = fingerprints(meaningOf);

  // ---- Names ----

  /** Own namespaces and classes from the inside out, with the bases of the classes, then `using namespace` ones. */
  function prefixesOf(path: readonly string[]): Prefixes {
    const key = path.join("::");
    let list = prefixLists.get(key);
    if (list !== undefined) return list;
    const result: string[] = [];
    for (let length = path.length; length > 0; length--) {
      const outer = path.slice(0, length).join("::");
      result.push(`${outer}::`);
      addBases(result, outer, 0);
    }
    result.push("", ...usings);
    list = result;
    prefixLists.set(key, list);
    return list;
  }

  function addBases(result: string[], name: string, depth: number): void {
    const entry = depth > MAX_ALIASES ? undefined : find([""], name, isRecord, 0);
    if (entry === undefined || !entry.defines) return;
    const clause = childByKind(entry.tree, entry.node, Kind.BaseClassClause);
    const around = entry.path.map((_, i) => `${entry.path.slice(0, entry.path.length - i).join("::")}::`);
    for (
      let child = firstNamedChild(entry.tree, clause);
      child !== NONE;
      child = nextNamedSibling(entry.tree, child)
    ) {
      const kind = entry.tree.kind[child];
      if (kind !== Kind.TypeIdentifier && kind !== Kind.QualifiedIdentifier && kind !== Kind.TemplateType)
        continue;
      const base = find([...around, ""], nameOf(entry.tree, child), isRecord, 0);
      if (base === undefined || result.includes(`${base.name}::`)) continue;
      result.push(`${base.name}::`);
      addBases(result, base.name, depth + 1);
    }
  }

  /** The declarations of one meaning of `name`: those under the first prefix that has any. */
  function findAll(
    prefixes: Prefixes,
    name: string,
    wanted: (kind: ExportKind) => boolean,
    aliases: number,
  ): readonly Export[] {
    const plain = name.startsWith("::") ? name.slice(2) : name;
    const entries = index.get(simpleNameOf(plain));
    if (entries !== undefined) {
      for (const prefix of plain === name ? prefixes : ROOT) {
        const length = prefix.length + plain.length;
        let found: Export[] | undefined;
        for (const entry of entries) {
          const full = entry.name;
          if (full.length !== length || !full.endsWith(plain) || !full.startsWith(prefix)) continue;
          if (wanted(entry.kind)) {
            if (found === undefined) found = [entry];
            else found.push(entry);
          } else if (entry.kind === "using" && aliases < MAX_ALIASES) {
            const target = findAll(ROOT, entry.target, wanted, aliases + 1);
            if (target.length > 0) found = [...(found ?? []), ...target];
          }
        }
        if (found !== undefined) return found;
      }
    }
    const at = cpp && aliases < MAX_ALIASES ? plain.indexOf("::") : -1;
    if (at <= 0) return NO_EXPORTS;
    const alias = find(prefixes, plain.slice(0, at), isAlias, aliases + 1);
    return alias === undefined
      ? NO_EXPORTS
      : findAll(ROOT, alias.target + plain.slice(at), wanted, aliases + 1);
  }

  /** The declaration to go by: the last one that defines, else the last. */
  function find(
    prefixes: Prefixes,
    name: string,
    wanted: (kind: ExportKind) => boolean,
    aliases: number,
  ): Export | undefined {
    const entries = findAll(prefixes, name, wanted, aliases);
    for (let i = entries.length - 1; i >= 0; i--) if (entries[i].defines) return entries[i];
    const last = entries[entries.length - 1];
    // `struct tm;` in the project says nothing that the library does not say better.
    const plain = name.startsWith("std::") ? name.slice(5) : name;
    const known = last === undefined || last.name === plain ? libraryIndex.get(plain) : undefined;
    return known?.find((entry) => entry.defines && wanted(entry.kind)) ?? last;
  }

  function meaningOf(name: string): Meaning | undefined {
    const entries = index.get(name);
    const ownEvents = own.macros.get(name);
    const inHeaders = headerEvents(name);
    if (entries === undefined && ownEvents === undefined && inHeaders.length === 0) return undefined;
    const hash = newHash();
    const names = new Set<string>();
    if (entries !== undefined) {
      for (const entry of entries) {
        addText(hash, entry.name);
        addNumber(hash, entry.hash);
        for (const other of entry.names) names.add(other);
      }
    }
    for (const events of inHeaders) addMacros(hash, names, events);
    if (ownEvents !== undefined) addMacros(hash, names, ownEvents);
    return { hash: hashValue(hash), names: [...names] };
  }

  /** The macro events of `name` in each header that has any. */
  function headerEvents(name: string): (readonly MacroEvent[])[] {
    const result: (readonly MacroEvent[])[] = [];
    for (const facts of headers) {
      const events = facts.macros.get(name);
      if (events !== undefined) result.push(events);
    }
    return result;
  }

  function isSet(name: string): boolean {
    return own.macros.has(name) || library.macros.has(name) || headers.some(({ macros }) => macros.has(name));
  }

  function macro(name: string): Macro | undefined {
    let found = macros.get(name);
    if (found === undefined) {
      const inHeaders = headerEvents(name);
      const ownEvents = own.macros.get(name);
      found = maskedNumber(name) ?? visibleMacro(ownEvents, inHeaders, undefined, isSet) ?? null;
      const isUnknown = ownEvents === undefined && inHeaders.length === 0;
      if (isUnknown || SYSTEM_LIMITS.has(name)) found = library.macros.get(name) ?? found;
      macros.set(name, found);
    }
    return found ?? undefined;
  }

  /** The scope at file level inside of namespaces and classes, in which declarations are resolved. */
  function scopeAt(path: readonly string[]): Scope {
    const key = path.join("::");
    let scope = scopes.get(key);
    if (scope === undefined) {
      const prefixes = prefixesOf(path);
      scope = {
        types,
        language,
        parse,
        semantics,
        path,
        declare: undefined,
        variable: (name) => variable(prefixes, name),
        function: (name) => functionOf(prefixes, name),
        type: (name) => type(prefixes, name),
        tag: (kind, name) => tag(prefixes, kind, name),
        record: (name) => record(prefixes, name),
        enumerator: (name) => enumerator(prefixes, name),
        enumeratorType: (name) => enumeratorType(prefixes, name),
        macro,
        model: () => undefined,
        fingerprint,
        complete,
        masked,
      };
      scopes.set(key, scope);
    }
    return scope;
  }

  function masked(tree: Tree, node: number): MaskedRecord | undefined {
    const inFile = own.maskedRecords.get(tree)?.get(node);
    if (inFile !== undefined) return inFile;
    for (const { maskedRecords } of headers) {
      const found = maskedRecords.get(tree)?.get(node);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  // ---- Types ----

  function type(prefixes: Prefixes, name: string): Type | undefined {
    const entry = find(prefixes, name, cpp ? isType : isTypedef, 0);
    if (entry === undefined) return undefined;
    if (entry.kind === "record") return drained(recordOf(entry));
    if (entry.kind === "enum") return afterwards(() => enumOf(entry)?.type);
    return afterwards(() => typedefOf(entry));
  }

  function typedefOf(entry: Export): Type | undefined {
    const known = typedefs.get(entry);
    // Null marks one that is being resolved: it names itself.
    if (known !== undefined) return known ?? undefined;
    typedefs.set(entry, null);
    const scope = scopeAt(entry.path);
    let found: Type | undefined;
    for (const declarator of declaratorsOf(scope, entry.tree, entry.node)) {
      if (entry.declarator === NONE || declarator.node === entry.declarator) found = declarator.type;
    }
    if (found === undefined) return undefined;
    typedefs.set(entry, found);
    return found;
  }

  function tag(prefixes: Prefixes, kind: "struct" | "union" | "class" | "enum", name: string): Type {
    if (kind === "enum") {
      const entry = find(prefixes, name, isEnum, 0);
      return (entry && afterwards(() => enumOf(entry)?.type)) ?? types.enumeration(name, "", types.int);
    }
    const entry = find(prefixes, name, isRecord, 0);
    return drained(entry === undefined ? types.record(kind, name, "") : recordOf(entry));
  }

  function record(prefixes: Prefixes, name: string): RecordInfo | undefined {
    const named = type(prefixes, name)?.record;
    if (named !== undefined && named !== null) return named;
    const entry = find(prefixes, name, isRecord, 0);
    return (entry && drained(recordOf(entry)).record) ?? undefined;
  }

  function recordOf(entry: Export): Type {
    let found = records.get(entry);
    if (found === undefined) {
      const key = entry.defines ? definitionKey(entry) : "";
      found = types.record(recordTag(entry.tree, entry.node), entry.name, key);
      records.set(entry, found);
      if (entry.defines && found.record?.complete === false && !pending.has(found)) {
        pending.set(found, entry);
        queue.push(found);
      }
    }
    return found;
  }

  function definitionKey(entry: Export): string {
    const hash = newHash();
    addNumber(hash, entry.hash);
    addText(hash, language);
    for (const name of entry.names) addNumber(hash, fingerprint(name));
    return hashValue(hash).toString(36);
  }

  /** Reads the definitions of all records met so far, unless that is going on already further out. */
  function drained<T extends Type | undefined>(found: T): T {
    if (draining) return found;
    draining = true;
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) complete(next);
    draining = false;
    return found;
  }

  function complete(of: Type): void {
    let plain = types.unqualified(of);
    while (plain.kind === TypeKind.Array && plain.to !== null) plain = types.unqualified(plain.to);
    const entry = pending.get(plain);
    if (entry === undefined || nesting.depth >= MAX_NESTING) return;
    pending.delete(plain);
    const outer = draining;
    draining = true;
    const inner = cpp ? [...entry.path, ...relativeParts(entry)] : entry.path;
    fillRecord(scopeAt(inner), entry.tree, entry.node, plain);
    draining = outer;
  }

  /** The parts of its name below the path that a tag is declared in: `struct A::B` at file level stands inside `A`. */
  function relativeParts(entry: Export): string[] {
    const outer = entry.path.join("::");
    return (outer === "" ? entry.name : entry.name.slice(outer.length + 2)).split("::");
  }

  function enumOf(entry: Export): EnumFacts | undefined {
    const { tree, node } = entry;
    let ofTree = enums.get(tree);
    if (ofTree === undefined) enums.set(tree, (ofTree = new Map()));
    const known = ofTree.get(node);
    if (known !== undefined) return known ?? undefined;
    ofTree.set(node, null);
    const scope = scopeAt(entry.path);
    const list = enumeratorsOf(scope, tree, node);
    const type = definedEnum(scope, tree, node, list);
    const facts = { type, values: new Map(list.map(({ name, value }) => [name, value])) };
    ofTree.set(node, facts);
    return facts;
  }

  function enumerator(prefixes: Prefixes, name: string): number | undefined {
    const entry = find(prefixes, name, isEnumerator, 0);
    return entry && afterwards(() => enumOf(entry)?.values.get(simpleNameOf(name)));
  }

  function enumeratorType(prefixes: Prefixes, name: string): Type | undefined {
    const entry = find(prefixes, name, isEnumerator, 0);
    if (entry === undefined) return undefined;
    return cpp || isScopedEnum(entry.tree, entry.node) ? afterwards(() => enumOf(entry)?.type) : types.int;
  }

  // ---- Functions and variables ----

  function declaratorOf(entry: Export): Declarator | undefined {
    const scope = scopeAt(pathOf(entry));
    if (entry.tree.kind[entry.node] === Kind.FunctionDefinition)
      return definedFunction(scope, entry.tree, entry.node);
    for (const declarator of declaratorsOf(scope, entry.tree, entry.node)) {
      if (declarator.node === entry.declarator) return declarator;
      // An initialiser stands around the declarator.
      if (entry.tree.parent[declarator.node] === entry.declarator) return declarator;
    }
    return undefined;
  }

  /** Parameters of `A::f` and initialisers of `A::x` are read inside of `A`. */
  function pathOf(entry: Export): readonly string[] {
    const parts = relativeParts(entry);
    return parts.length > 1 ? [...entry.path, ...parts.slice(0, -1)] : entry.path;
  }

  function functionOf(prefixes: Prefixes, name: string): FunctionDeclaration | undefined {
    const entries = findAll(prefixes, name, isFunction, 0);
    if (entries.length === 0) return cpp ? methodOf(prefixes, name) : undefined;
    const full = entries[0].name;
    let found = functions.get(full);
    if (found === undefined) {
      found = afterwards(() => declaredFunction(full, entries));
      functions.set(full, found);
    }
    return found;
  }

  /** `A::f` that is declared in the body of `A` or of a base. */
  function methodOf(prefixes: Prefixes, name: string): FunctionDeclaration | undefined {
    const at = name.lastIndexOf("::");
    const owner = at <= 0 ? undefined : record(prefixes, name.slice(0, at));
    const type = owner && findMethod(owner, name.slice(at + 2));
    return (
      type && { name: `${owner.name}${name.slice(at)}`, type, isStatic: false, noReturn: false, format: null }
    );
  }

  function declaredFunction(name: string, entries: readonly Export[]): FunctionDeclaration {
    let type: Type | undefined;
    let anyStatic = false;
    let noReturn = false;
    let format: FormatEffect | null = null;
    for (const entry of entries) {
      const declarator = declaratorOf(entry);
      if (declarator === undefined || declarator.type.kind !== TypeKind.Function) continue;
      type = type === undefined ? declarator.type : merged(type, declarator.type);
      anyStatic ||= isStatic(entry.tree, entry.node);
      noReturn ||= isNoReturn(entry.tree, entry.node, declarator.functionNode);
      noReturn ||= [...entry.masked, typeName(entry)].some((word) => meansNoReturn(word, 0));
      format ??= formatAttribute(entry.tree, entry.node, declarator.functionNode);
    }
    return {
      name,
      type: type ?? types.func(types.nothing, null, false),
      isStatic: anyStatic,
      noReturn,
      format,
    };
  }

  /** The name that a declaration gives its type by, which may be a macro's; "" if it is no single name. */
  function typeName({ tree, node }: Export): string {
    const type = childByField(tree, node, Field.Type);
    return type !== NONE && tree.kind[type] === Kind.TypeIdentifier ? nodeText(tree, type) : "";
  }

  /** Whether a word of a declaration says that the function never returns, by itself or by any definition as a macro. */
  function meansNoReturn(word: string, depth: number): boolean {
    if (/no_?return/i.test(word)) return true;
    const definitions = [...(own.macros.get(word) ?? []), ...headerEvents(word).flat()];
    return (
      depth < MACRO_DEPTH &&
      definitions.some(
        ({ macro: definition }) =>
          definition && wordsOf(definition.body).some((inner) => meansNoReturn(inner, depth + 1)),
      )
    );
  }

  /** Prototypes and old-style declarations of one C function; in C++ overloads. */
  function merged(a: Type, b: Type): Type {
    if (a === b) return a;
    if (!cpp && a.params === null) return b;
    if (!cpp && b.params === null) return a;
    return overloaded(scopeAt([]), a, b);
  }

  /**
   * Runs `work` with reading records put off to its end: their members may name the very thing that is being resolved,
   * as in `typedef struct node node; struct node { node *next; };`.
   */
  function afterwards<T>(work: () => T): T {
    const outer = draining;
    draining = true;
    const result = work();
    draining = outer;
    drained(undefined);
    return result;
  }

  function variable(prefixes: Prefixes, name: string): VariableDeclaration | undefined {
    const entries = findAll(prefixes, name, isVariable, 0);
    if (entries.length === 0) {
      const type = libraryVariable(types, name);
      return type === undefined ? undefined : { name, type, isStatic: false, value: undefined };
    }
    const full = entries[0].name;
    let found = variables.get(full);
    if (found === undefined) {
      variables.set(full, null);
      found = afterwards(() => declaredVariable(full, entries)) ?? null;
      variables.set(full, found);
    }
    return found ?? undefined;
  }

  /** `extern char a[]` and `char a[10]` are one variable: the declaration that says most counts. */
  function declaredVariable(name: string, entries: readonly Export[]): VariableDeclaration | undefined {
    let type: Type | undefined;
    let value: number | undefined;
    let settled: number | undefined;
    let anyStatic = false;
    for (const entry of entries) {
      const declarator = declaratorOf(entry);
      if (declarator === undefined) continue;
      const isBetter = type === undefined || (type.size < 0 && declarator.type.size >= 0) || entry.defines;
      if (isBetter) type = declarator.type;
      anyStatic ||= isStatic(entry.tree, entry.node);
      if (declarator.type.isConst && isIntegral(declarator.type) && declarator.value !== NONE) {
        value = constantValue(entry, declarator);
      } else if (entry.isSettled && isIntegral(declarator.type) && !declarator.type.isVolatile) {
        settled = declarator.value === NONE ? undefined : constantValue(entry, declarator);
      }
    }
    return type === undefined ? undefined : { name, type, isStatic: anyStatic, value, settled };
  }

  function constantValue(entry: Export, declarator: Declarator): number | undefined {
    const { tree } = entry;
    let { value } = declarator;
    if (tree.kind[value] === Kind.ArgumentList) value = firstNamedChild(tree, value);
    return semantics.evaluate(scopeAt(pathOf(entry)), tree, value)?.value;
  }

  return {
    types,
    language,
    prefixesOf,
    variable,
    function: functionOf,
    type,
    tag,
    record,
    enumerator,
    enumeratorType,
    namespaceOf: (prefixes, name) => find(prefixes, name, isAlias, 0)?.target,
    fingerprint,
    complete: (of) => {
      complete(of);
      drained(undefined);
    },
  };
}

function addMacros(hash: Hash, names: Set<string>, events: readonly MacroEvent[]): void {
  addEvents(hash, events);
  for (const { macro } of events) if (macro !== null) for (const word of wordsOf(macro.body)) names.add(word);
}

const ROOT: Prefixes = [""];
const NO_EXPORTS: readonly Export[] = [];

const isRecord = (kind: ExportKind) => kind === "record";
const isEnum = (kind: ExportKind) => kind === "enum";
const isTypedef = (kind: ExportKind) => kind === "typedef";
const isType = (kind: ExportKind) => kind === "typedef" || kind === "record" || kind === "enum";
const isEnumerator = (kind: ExportKind) => kind === "enumerator";
const isFunction = (kind: ExportKind) => kind === "function";
const isVariable = (kind: ExportKind) => kind === "variable";
const isAlias = (kind: ExportKind) => kind === "alias";

/** Declarations by their simple names. Of several the last is the one to go by, so those of other configurations come first. */
export function indexByName(files: readonly FileFacts[]): ReadonlyMap<string, readonly Export[]> {
  const index = new Map<string, Export[]>();
  const add = (entry: Export) => {
    const name = simpleNameOf(entry.name);
    const list = index.get(name);
    if (list === undefined) index.set(name, [entry]);
    else list.push(entry);
  };
  for (const { others } of files) others.forEach(add);
  for (const { exports } of files) exports.forEach(add);
  return index;
}
