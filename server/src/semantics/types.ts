/**
 * C and C++ types, hash-consed by a `Types` table: equal types are the same object, so `===` compares them. One shape
 * for all kinds keeps the analysis monomorphic. Sizes are bytes under one data model; -1 means unknown, and what is
 * unknown is never guessed.
 */

export const enum TypeKind {
  Unknown,
  Void,
  Bool,
  Int,
  Float,
  Pointer,
  Reference,
  Array,
  Record,
  Enum,
  Function,
}

export interface Type {
  readonly id: number;
  readonly kind: TypeKind;
  /** `sizeof`, in bytes; -1 if unknown (incomplete, variable, or never declared here). */
  readonly size: number;
  readonly align: number;
  /** Bool, Int, Enum: signed? (Plain `char` follows the data model.) */
  readonly signed: boolean;
  /** Pointee, referent, element or return type. */
  readonly to: Type | null;
  /** Array: number of elements; -1 unknown or incomplete, -2 variable length. */
  readonly count: number;
  readonly record: RecordInfo | null;
  readonly params: readonly Type[] | null;
  readonly variadic: boolean;
  /** Spelling for messages; for Unknown the name that could not be resolved, for C++ library classes `std::string`. */
  readonly name: string;
  readonly isConst: boolean;
  readonly isVolatile: boolean;
}

/** The name of the types of functions that do not return. */
export const NO_RETURN = "noreturn";

export interface FieldInfo {
  readonly name: string;
  readonly type: Type;
  /** Bytes from the record's start; -1 if unknown. */
  readonly offset: number;
  /** Width of a bit-field in bits, else 0. */
  readonly bits: number;
  /** The members without names that it lies in, from the outside, where a union is among them or is the record. */
  readonly within?: readonly FieldInfo[];
}

/** A struct, union or class. Filled once, after its body is seen; `complete` is false for a mere forward declaration. */
export interface RecordInfo {
  readonly tag: "struct" | "union" | "class";
  readonly name: string;
  complete: boolean;
  fields: FieldInfo[];
  size: number;
  align: number;
  /** Base classes by name, C++ only. */
  bases: string[];
  hasVirtual: boolean;
  hasVirtualDestructor: boolean;
  /** A destructor is declared, or a member or base has one. */
  hasDestructor: boolean;
  /** An object that nothing is said of comes into being without a value: no constructor or initialiser gives it one. */
  startsRaw: boolean;
  /** Names of member functions, inherited ones too, that a class that derives from this one may override. */
  virtuals: ReadonlySet<string>;
  /** Names of member functions declared in the body. */
  methods: Map<string, Type>;
}

/** The sizes that the C standard leaves to the implementation, in bytes. */
export interface DataModel {
  readonly name: "lp64" | "ilp32" | "llp64" | "ip16";
  readonly short: number;
  readonly int: number;
  readonly long: number;
  readonly longLong: number;
  readonly pointer: number;
  readonly wchar: number;
  readonly charSigned: boolean;
}

export const DATA_MODELS: Readonly<Record<DataModel["name"], DataModel>> = {
  lp64: { name: "lp64", short: 2, int: 4, long: 8, longLong: 8, pointer: 8, wchar: 4, charSigned: true },
  ilp32: { name: "ilp32", short: 2, int: 4, long: 4, longLong: 8, pointer: 4, wchar: 4, charSigned: false },
  llp64: { name: "llp64", short: 2, int: 4, long: 4, longLong: 8, pointer: 8, wchar: 2, charSigned: true },
  ip16: { name: "ip16", short: 2, int: 2, long: 4, longLong: 8, pointer: 2, wchar: 2, charSigned: true },
};
