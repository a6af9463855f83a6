/**
 * The table that makes types: equal types are one object, so `===` compares them. One table serves one data model and
 * lives as long as the analyser; records and enums are nominal, identified by a key that says what they were made from,
 * so that an edited `struct` is another type while an unchanged one stays the same across edits and files.
 */
import { BUILTIN_TYPEDEFS, type BuiltinRole } from "./builtin-types";
import { type DataModel, type FieldInfo, NO_RETURN, type RecordInfo, type Type, TypeKind } from "./types";

/** What a record's body amounts to, handed to `Types.complete`. */
export interface RecordBody {
  readonly fields: FieldInfo[];
  /** Bytes; -1 unknown. */
  readonly size: number;
  readonly align: number;
  readonly bases: string[];
  readonly hasVirtual: boolean;
  readonly hasVirtualDestructor: boolean;
  readonly virtuals: ReadonlySet<string>;
  readonly hasDestructor: boolean;
  readonly startsRaw: boolean;
  readonly methods: Map<string, Type>;
}

export interface Types {
  readonly model: DataModel;
  readonly void: Type;
  readonly bool: Type;
  readonly char: Type;
  readonly signedChar: Type;
  readonly unsignedChar: Type;
  readonly short: Type;
  readonly unsignedShort: Type;
  readonly int: Type;
  readonly unsignedInt: Type;
  readonly long: Type;
  readonly unsignedLong: Type;
  readonly longLong: Type;
  readonly unsignedLongLong: Type;
  readonly int128: Type;
  readonly unsignedInt128: Type;
  readonly float: Type;
  readonly double: Type;
  readonly longDouble: Type;
  readonly sizeT: Type;
  readonly ptrdiffT: Type;
  readonly wchar: Type;
  readonly char16: Type;
  readonly char32: Type;
  readonly voidPointer: Type;
  /** The nameless unknown. */
  readonly nothing: Type;
  /**
   * A type that cannot be resolved. For class templates of libraries (`std::vector<T>`) `name` is `std::vector`,
   * `params` the template arguments that are types, `to` the first of them, `count` the first integer argument.
   */
  unknown(name: string, args?: readonly Type[], count?: number): Type;
  pointer(to: Type): Type;
  /** References to references collapse. */
  reference(to: Type): Type;
  /** `count`: elements; -1 unknown or incomplete, -2 variable length. */
  array(element: Type, count: number): Type;
  /** `params` null: not known (no prototype, or overloads that differ). */
  func(result: Type, params: readonly Type[] | null, variadic: boolean): Type;
  /** The function of which no call returns: for a pointer to one, a pointer. */
  withoutReturn(type: Type): Type;
  /** The record made from `key`; incomplete until `complete` is called for it. */
  record(tag: RecordInfo["tag"], name: string, key: string): Type;
  /**
   * Claims an incomplete record for filling: false if it has its body or is being filled, which happens when broken
   * code makes a record hold itself.
   */
  begin(type: Type): boolean;
  /** Gives a record its body, once; sizes of arrays and qualified variants made from it before follow. */
  complete(type: Type, body: RecordBody): void;
  enumeration(name: string, key: string, underlying: Type): Type;
  withConst(type: Type): Type;
  withVolatile(type: Type): Type;
  /** Without top-level `const` and `volatile`. */
  unqualified(type: Type): Type;
  /** A typedef name that libraries define, or undefined. */
  builtin(name: string): Type | undefined;
  /** The integer type of the same width and the given sign; other types unchanged. */
  withSign(type: Type, signed: boolean): Type;
  /** Integer promotion (C11 6.3.1.1); types that do not promote come back unqualified. */
  promote(type: Type): Type;
  /** Promotion of a bit-field of `bits` bits. */
  promoteBitField(type: Type, bits: number): Type;
  /** Usual arithmetic conversions (C11 6.3.1.8); unknown when an operand is not arithmetic. */
  common(a: Type, b: Type): Type;
  /** Arrays become pointers to their element, functions pointers to themselves, references what they refer to. */
  decay(type: Type): Type;
}

interface Shape {
  kind: TypeKind;
  size: number;
  align: number;
  signed?: boolean;
  to?: Type | null;
  count?: number;
  record?: RecordInfo | null;
  params?: readonly Type[] | null;
  variadic?: boolean;
  name: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NO_NAMES: ReadonlySet<string> = new Set();

export function createTypes(model: DataModel): Types {
  let nextId = 0;
  const named = new Map<string, Type>();
  const pointers = new Map<number, Type>();
  const references = new Map<number, Type>();
  const arrays = new Map<string, Type>();
  const functions = new Map<string, Type>();
  /** Qualified variants by unqualified id * 4 + (1 const | 2 volatile), and back. */
  const qualified = new Map<number, Type>();
  const bare = new Map<number, Type>();
  /** Types whose size hangs on an incomplete one, by that one's id. */
  const waiting = new Map<number, Type[]>();
  const ranks = new Map<number, number>();
  const filling = new Set<RecordInfo>();
  const maxAlign = model.name === "ip16" ? 2 : 16;

  function make(shape: Shape, isConst = false, isVolatile = false): Type {
    return {
      id: nextId++,
      kind: shape.kind,
      size: shape.size,
      align: shape.align,
      signed: shape.signed ?? false,
      to: shape.to ?? null,
      count: shape.count ?? -1,
      record: shape.record ?? null,
      params: shape.params ?? null,
      variadic: shape.variadic ?? false,
      name: shape.name,
      isConst,
      isVolatile,
    };
  }

  function arithmetic(kind: TypeKind, name: string, size: number, signed: boolean, rank: number): Type {
    const type = make({ kind, size, align: Math.min(size, maxAlign), signed, name });
    ranks.set(type.id, rank);
    return type;
  }

  function unknown(name: string, args: readonly Type[] = [], count = -1): Type {
    const key = args.length === 0 && count === -1 ? `?${name}` : `?${name}<${ids(args)}:${count}`;
    let type = named.get(key);
    if (type === undefined) {
      type = make({
        kind: TypeKind.Unknown,
        size: -1,
        align: -1,
        to: args[0] ?? null,
        params: args.length > 0 ? [...args] : null,
        count,
        name,
      });
      named.set(key, type);
    }
    return type;
  }

  const nothing = unknown("");
  const voidType = make({ kind: TypeKind.Void, size: -1, align: -1, name: "void" });
  const bool = arithmetic(TypeKind.Bool, "bool", 1, false, 0);
  const char = arithmetic(TypeKind.Int, "char", 1, model.charSigned, 1);
  const signedChar = arithmetic(TypeKind.Int, "signed char", 1, true, 1);
  const unsignedChar = arithmetic(TypeKind.Int, "unsigned char", 1, false, 1);
  const short = arithmetic(TypeKind.Int, "short", model.short, true, 2);
  const unsignedShort = arithmetic(TypeKind.Int, "unsigned short", model.short, false, 2);
  const int = arithmetic(TypeKind.Int, "int", model.int, true, 3);
  const unsignedInt = arithmetic(TypeKind.Int, "unsigned int", model.int, false, 3);
  const long = arithmetic(TypeKind.Int, "long", model.long, true, 4);
  const unsignedLong = arithmetic(TypeKind.Int, "unsigned long", model.long, false, 4);
  const longLong = arithmetic(TypeKind.Int, "long long", model.longLong, true, 5);
  const unsignedLongLong = arithmetic(TypeKind.Int, "unsigned long long", model.longLong, false, 5);
  const int128 = arithmetic(TypeKind.Int, "__int128", 16, true, 6);
  const unsignedInt128 = arithmetic(TypeKind.Int, "unsigned __int128", 16, false, 6);
  const float = arithmetic(TypeKind.Float, "float", 4, true, 10);
  const double = arithmetic(TypeKind.Float, "double", 8, true, 11);
  const longDouble = arithmetic(TypeKind.Float, "long double", model.name === "lp64" ? 16 : 8, true, 12);
  const signedTypes = [signedChar, short, int, long, longLong, int128];
  const unsignedTypes = [
    unsignedChar,
    unsignedShort,
    unsignedInt,
    unsignedLong,
    unsignedLongLong,
    unsignedInt128,
  ];

  /** The usual choice for an exact width: `int` before `short` and `long`, `long` before `long long`. */
  function integerOfSize(size: number, signed: boolean): Type {
    const types = signed ? signedTypes : unsignedTypes;
    for (const type of [types[2], types[0], types[1], types[3], types[4]])
      if (type.size === size) return type;
    return types[4];
  }
  const sizeT =
    model.pointer === model.int
      ? unsignedInt
      : model.pointer === model.long
        ? unsignedLong
        : unsignedLongLong;
  const ptrdiffT = model.pointer === model.int ? int : model.pointer === model.long ? long : longLong;
  const wchar = integerOfSize(model.wchar, model.name === "lp64");
  const char16 = integerOfSize(2, false);
  const char32 = integerOfSize(4, false);

  function pointer(to: Type): Type {
    let type = pointers.get(to.id);
    if (type === undefined) {
      type = make({ kind: TypeKind.Pointer, size: model.pointer, align: model.pointer, to, name: "" });
      pointers.set(to.id, type);
    }
    return type;
  }

  function reference(to: Type): Type {
    if (to.kind === TypeKind.Reference) return to;
    let type = references.get(to.id);
    if (type === undefined) {
      type = make({ kind: TypeKind.Reference, size: to.size, align: to.align, to, name: "" });
      references.set(to.id, type);
      follow(type, to);
    }
    return type;
  }

  function follow(type: Type, on: Type): void {
    if (on.size !== -1) return;
    const list = waiting.get(on.id);
    if (list === undefined) waiting.set(on.id, [type]);
    else list.push(type);
  }

  function array(element: Type, count: number): Type {
    const key = `${element.id}:${count}`;
    let type = arrays.get(key);
    if (type === undefined) {
      const size = count >= 0 && element.size >= 0 ? count * element.size : -1;
      type = make({ kind: TypeKind.Array, size, align: element.align, to: element, count, name: "" });
      arrays.set(key, type);
      follow(type, element);
    }
    return type;
  }

  function func(result: Type, params: readonly Type[] | null, variadic: boolean): Type {
    const key = `${result.id}(${params === null ? "?" : ids(params)}${variadic ? "..." : ""}`;
    let type = functions.get(key);
    if (type === undefined) {
      type = make({ kind: TypeKind.Function, size: -1, align: -1, to: result, params, variadic, name: "" });
      functions.set(key, type);
    }
    return type;
  }

  function withoutReturn(type: Type): Type {
    if (type.kind === TypeKind.Pointer && type.to !== null) return pointer(withoutReturn(type.to));
    if (type.kind !== TypeKind.Function) return type;
    const key = `${type.id} ${NO_RETURN}`;
    let other = functions.get(key);
    if (other === undefined) functions.set(key, (other = make({ ...type, name: NO_RETURN })));
    return other;
  }

  function record(tag: RecordInfo["tag"], name: string, key: string): Type {
    const full = `${tag} ${name} ${key}`;
    let type = named.get(full);
    if (type === undefined) {
      const info: RecordInfo = {
        tag,
        name,
        complete: false,
        fields: [],
        size: -1,
        align: -1,
        bases: [],
        hasVirtual: false,
        hasVirtualDestructor: false,
        virtuals: NO_NAMES,
        hasDestructor: false,
        startsRaw: false,
        methods: new Map(),
      };
      type = make({ kind: TypeKind.Record, size: -1, align: -1, record: info, name });
      named.set(full, type);
    }
    return type;
  }

  function begin(type: Type): boolean {
    const info = type.record;
    if (info === null || info.complete || filling.has(info)) return false;
    filling.add(info);
    return true;
  }

  function complete(type: Type, body: RecordBody): void {
    const info = type.record;
    if (info === null || info.complete) return;
    filling.delete(info);
    info.complete = true;
    info.fields = body.fields;
    info.size = body.size;
    info.align = body.align;
    info.bases = body.bases;
    info.hasVirtual = body.hasVirtual;
    info.hasVirtualDestructor = body.hasVirtualDestructor;
    info.virtuals = body.virtuals;
    info.hasDestructor = body.hasDestructor;
    info.startsRaw = body.startsRaw;
    info.methods = body.methods;
    resize(unqualified(type), body.size, body.align);
  }

  /** Passes a size that became known on to the types that waited for it; nesting is that of declared types, so short. */
  function resize(type: Type, size: number, align: number): void {
    const open = type as Mutable<Type>;
    open.size = size;
    open.align = align;
    if (size < 0) return;
    const dependents = waiting.get(type.id);
    if (dependents === undefined) return;
    waiting.delete(type.id);
    for (const dependent of dependents) {
      const whole =
        dependent.kind === TypeKind.Array ? (dependent.count >= 0 ? dependent.count * size : -1) : size;
      resize(dependent, whole, align);
    }
  }

  function enumeration(name: string, key: string, underlying: Type): Type {
    const full = `enum ${name} ${key}`;
    let type = named.get(full);
    if (type === undefined) {
      const { size, align, signed } = underlying;
      type = make({ kind: TypeKind.Enum, size, align, signed, to: underlying, name });
      named.set(full, type);
    }
    return type;
  }

  function unqualified(type: Type): Type {
    return bare.get(type.id) ?? type;
  }

  function qualify(type: Type, bits: number): Type {
    // C11 6.7.3p9: qualifying an array qualifies its elements; functions and references take none.
    if (type.kind === TypeKind.Array && type.to !== null) return array(qualify(type.to, bits), type.count);
    if (type.kind === TypeKind.Function || type.kind === TypeKind.Reference) return type;
    const has = (type.isConst ? 1 : 0) | (type.isVolatile ? 2 : 0);
    const wanted = has | bits;
    if (wanted === has) return type;
    const base = unqualified(type);
    const key = base.id * 4 + wanted;
    let result = qualified.get(key);
    if (result === undefined) {
      result = make(base, (wanted & 1) !== 0, (wanted & 2) !== 0);
      qualified.set(key, result);
      bare.set(result.id, base);
      const rank = ranks.get(base.id);
      if (rank !== undefined) ranks.set(result.id, rank);
      follow(result, base);
    }
    return result;
  }

  const roles: Readonly<Record<BuiltinRole, Type>> = {
    i8: signedChar,
    u8: unsignedChar,
    i16: integerOfSize(2, true),
    u16: integerOfSize(2, false),
    i32: integerOfSize(4, true),
    u32: integerOfSize(4, false),
    i64: integerOfSize(8, true),
    u64: integerOfSize(8, false),
    iptr: ptrdiffT,
    uptr: sizeT,
    int,
    uint: unsignedInt,
    short,
    ushort: unsignedShort,
    long,
    ulong: unsignedLong,
    llong: longLong,
    ullong: unsignedLongLong,
    char,
    schar: signedChar,
    uchar: unsignedChar,
    wchar,
    bool,
    time: model.name === "ip16" ? unsignedLong : integerOfSize(model.name === "ilp32" ? 4 : 8, true),
    f32: float,
    f64: double,
    "void*": pointer(voidType),
    "char*": pointer(char),
    "cchar*": pointer(qualify(char, 1)),
    "wchar*": pointer(wchar),
    "cwchar*": pointer(qualify(wchar, 1)),
    "u8*": pointer(unsignedChar),
    "u16*": pointer(integerOfSize(2, false)),
    "u32*": pointer(integerOfSize(4, false)),
    "int*": pointer(int),
  };

  function withSign(type: Type, signed: boolean): Type {
    if (type.kind === TypeKind.Enum && type.to !== null) return withSign(type.to, signed);
    if (type.kind !== TypeKind.Int || type.signed === signed) return type;
    const plain = unqualified(type);
    if (plain === char) return signed ? signedChar : unsignedChar;
    const at = (signed ? unsignedTypes : signedTypes).indexOf(plain);
    return at === -1 ? type : (signed ? signedTypes : unsignedTypes)[at];
  }

  function promote(type: Type): Type {
    const plain = unqualified(type);
    if (plain.kind === TypeKind.Bool) return int;
    if (plain.kind === TypeKind.Enum && plain.to !== null) return promote(plain.to);
    if (plain.kind !== TypeKind.Int || ranks.get(plain.id)! >= 3) return plain;
    return plain.signed || plain.size < int.size ? int : unsignedInt;
  }

  function promoteBitField(type: Type, bits: number): Type {
    if (bits > 0 && type.kind === TypeKind.Int) {
      if (bits < int.size * 8) return int;
      if (bits === int.size * 8) return type.signed ? int : unsignedInt;
    }
    return promote(type);
  }

  function common(a: Type, b: Type): Type {
    const left = promote(a);
    const right = promote(b);
    const leftRank = ranks.get(left.id);
    const rightRank = ranks.get(right.id);
    if (leftRank === undefined || rightRank === undefined) return nothing;
    if (left === right) return left;
    if (leftRank >= 10 || rightRank >= 10 || left.signed === right.signed)
      return leftRank >= rightRank ? left : right;
    const [positive, negative] = left.signed ? [right, left] : [left, right];
    if (ranks.get(positive.id)! >= ranks.get(negative.id)!) return positive;
    return negative.size > positive.size ? negative : withSign(negative, false);
  }

  function decay(type: Type): Type {
    if (type.kind === TypeKind.Reference) return type.to === null ? nothing : decay(type.to);
    if (type.kind === TypeKind.Array) return pointer(type.to ?? nothing);
    if (type.kind === TypeKind.Function) return pointer(type);
    return type;
  }

  return {
    model,
    void: voidType,
    bool,
    char,
    signedChar,
    unsignedChar,
    short,
    unsignedShort,
    int,
    unsignedInt,
    long,
    unsignedLong,
    longLong,
    unsignedLongLong,
    int128,
    unsignedInt128,
    float,
    double,
    longDouble,
    sizeT,
    ptrdiffT,
    wchar,
    char16,
    char32,
    voidPointer: pointer(voidType),
    nothing,
    unknown,
    pointer,
    reference,
    array,
    func,
    withoutReturn,
    record,
    begin,
    complete,
    enumeration,
    withConst: (type) => qualify(type, 1),
    withVolatile: (type) => qualify(type, 2),
    unqualified,
    builtin(name) {
      const role = BUILTIN_TYPEDEFS.get(name);
      return role === undefined ? undefined : roles[role];
    },
    withSign,
    promote,
    promoteBitField,
    common,
    decay,
  };
}

function ids(types: readonly Type[]): string {
  let text = "";
  for (const type of types) text += `${type.id},`;
  return text;
}
