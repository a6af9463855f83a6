/**
 * What names mean at a place in the code: a file's environment seen from inside namespaces and classes, and the block
 * scopes of a function on top of it. Everything that resolves types or evaluates constants takes a `Scope`.
 */
import type { Language, Tree } from "../syntax/tree";
import type { Environment, VariableDeclaration } from "./environment";
import type { MaskedRecord } from "./masked-records";
import type { Type } from "./types";
import type { Types } from "./types-table";

/** Parses masked text or a fragment; the same text may give the same tree. */
export type Parse = (text: string, language: Language) => Tree;

/** An integer constant; magnitudes over 2^53 are rounded. */
export interface Constant {
  readonly value: number;
  readonly type: Type;
}

/**
 * Types need constants (array bounds), constants need types (`sizeof`), both need expressions (`sizeof x`, `auto`), and
 * all need records: each module imports those below it and reaches the others through this table.
 */
export interface Semantics {
  evaluate(scope: Scope, tree: Tree, node: number): Constant | undefined;
  typeOf(scope: Scope, tree: Tree, node: number): Type;
  recordType(scope: Scope, tree: Tree, node: number): Type;
  enumType(scope: Scope, tree: Tree, node: number): Type;
}

export interface Scope extends Environment {
  readonly types: Types;
  readonly language: Language;
  readonly parse: Parse;
  readonly semantics: Semantics;
  /** Names of the enclosing namespaces and classes, outermost first. */
  readonly path: readonly string[];
  /** The type of the enumerator `name`: its enum in C++, `int` in C. */
  enumeratorType(name: string): Type | undefined;
  /**
   * A number that stays the same exactly as long as `name` means the same: over all declarations of that name (of any
   * kind, macros too) and, transitively, over everything their texts name. Compares across edits and files; 0 if
   * nothing is called so.
   */
  fingerprint(name: string): number;
  /** Gives a record type its body, if its definition is known and was only not looked at yet. */
  complete(type: Type): void;
  /** What was masked for the parser about the record defined at `node`; only at file level. */
  readonly masked?: (tree: Tree, node: number) => MaskedRecord | undefined;
  /** Enters a declaration met in this scope; undefined at file level, where every declaration is known beforehand. */
  readonly declare: Declare | undefined;
}

export interface Declare {
  variable(name: string, type: Type, value?: number): void;
  type(name: string, type: Type): void;
  tag(name: string, type: Type): void;
  enumerator(name: string, value: number | undefined, type: Type): void;
}

/** A block scope: declarations are entered into it through `declare`. */
export interface BlockScope extends Scope {
  readonly declare: Declare;
}

interface LocalName {
  readonly variable: VariableDeclaration | undefined;
  readonly type: Type | undefined;
  readonly enumerator: number | undefined;
  readonly enumeratorType: Type | undefined;
}

const NOTHING: LocalName = {
  variable: undefined,
  type: undefined,
  enumerator: undefined,
  enumeratorType: undefined,
};

/** A scope inside `parent`: a function's parameters, a block, a lambda, the body of an enum. */
export function openScope(parent: Scope): BlockScope {
  const names = new Map<string, LocalName>();
  const tags = new Map<string, Type>();
  const cpp = parent.language === "cpp";
  return {
    types: parent.types,
    language: parent.language,
    parse: parent.parse,
    semantics: parent.semantics,
    path: parent.path,
    variable(name) {
      const local = names.get(name);
      return local === undefined ? parent.variable(name) : local.variable;
    },
    function: (name) => (names.has(name) ? undefined : parent.function(name)),
    type(name) {
      const local = names.get(name);
      if (local !== undefined) return local.type;
      return (cpp ? tags.get(name) : undefined) ?? parent.type(name);
    },
    tag: (kind, name) => tags.get(name) ?? parent.tag(kind, name),
    record: (name) => tags.get(name)?.record ?? names.get(name)?.type?.record ?? parent.record(name),
    enumerator(name) {
      const local = names.get(name);
      return local === undefined ? parent.enumerator(name) : local.enumerator;
    },
    enumeratorType(name) {
      const local = names.get(name);
      return local === undefined ? parent.enumeratorType(name) : local.enumeratorType;
    },
    macro: (name) => parent.macro(name),
    model: (name) => (names.has(name) ? undefined : parent.model(name)),
    fingerprint(name) {
      const local = names.get(name);
      const type = local?.type ?? local?.variable?.type ?? local?.enumeratorType ?? tags.get(name);
      if (type === undefined) return parent.fingerprint(name);
      return type.id + (local?.enumerator ?? local?.variable?.value ?? 0) * 0x10000;
    },
    complete: (type) => parent.complete(type),
    declare: {
      variable(name, type, value) {
        names.set(name, { ...NOTHING, variable: { name, type, isStatic: false, value } });
      },
      type: (name, type) => names.set(name, { ...NOTHING, type }),
      tag: (name, type) => tags.set(name, type),
      enumerator: (name, value, type) =>
        names.set(name, { ...NOTHING, enumerator: value, enumeratorType: type }),
    },
  };
}
