/**
 * Symbolic values of one function's analysis: immutable, hash-consed, numbered. Equal structure means equal number, so a
 * check made on a value holds for every copy of it. Arithmetic is exact (mathematical integers); where C would wrap, the
 * interpreter makes a `Convert` or an opaque symbol instead. The idea of regions and symbolic values follows Xu,
 * Kremenek, Zhang: "A Memory Model for Static Analysis of C Programs" (ISoLA 2010).
 */
import type { SourceKind } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";
import type { Site } from "./site";

/*
 * Values and regions are small integers, and so is what their tables hold. A number that the engine once kept as a
 * floating-point one (a field that now and then holds a large or a fractional number gives nothing else) would turn a
 * whole table, and all that is read from it, into floating-point numbers, each an object of its own. That is why
 * numbers from outside are made small integers (`| 0`) on their way in.
 */
export type Value = number;
export type Region = number;

export const enum ValueKind {
  /** What an uninitialised variable holds. There is one, number 0. */
  Uninitialised,
  Constant,
  Float,
  /* Symbols: unknown, but the same wherever they occur. */
  /** Initial value of variable a (a parameter, a global's register). */
  Initial,
  /** Result number b of instruction a: what a call returns, what the analysis cannot compute. */
  Result,
  /** What the memory at address a holds since epoch b. */
  Content,
  /** Length of the string at address a since epoch b. */
  Length,
  /** What comparing the string at address a gives, as it is asked in the comparison with number b. */
  Match,
  /** Value of register b where paths meet at block a. */
  JoinRegister,
  /** Content of address b where paths meet at block a. */
  JoinMemory,
  /** An earlier instance of symbol a: what it was before its instruction ran again. */
  Older,
  /* Structure over other values. */
  /** a + constant b. */
  Offset,
  /** a * constant b. */
  Scale,
  Sum,
  Difference,
  Multiply,
  Divide,
  Remainder,
  ShiftLeft,
  ShiftRight,
  And,
  Or,
  Xor,
  Complement,
  /** a converted to type number b, where that may change it. */
  Convert,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  /** Address of region a plus offset b in bytes. */
  Address,
}

export const enum RegionKind {
  Variable,
  Global,
  Function,
  Literal,
  /** What pointer value `owner` points to. */
  Pointee,
  /** Field `name` of the record at address `owner`. */
  Field,
  /** The elements that a container of the library at address `owner` manages: the characters of a string, for one. */
  Characters,
}

export const UNINITIALISED: Value = 0;

const LAST_SYMBOL = ValueKind.Older;
const SPAN = 2 ** 21;
const MAX_REGION_KINDS = 8;
/** Sums of one symbol that are remembered. */
const MAX_SUMS = 8;
/** In a table of values: what has no structure is not in it. */
const NOBODY = UNINITIALISED;

/** The call whose result tells by -1 that it failed. */
export interface Failing {
  readonly name: string;
  readonly site: Site;
}

/** Symbols that a meeting of states makes for one place: a value, an offset in bytes, an offset in elements. */
export const MEETINGS = 3;

/** Formulas longer than this say nothing that a check or an access could be compared with. */
export const MAX_WEIGHT = 60;

/** What a comparison of a text with one that is written down is asked. */
export interface Match {
  readonly result: Value;
  readonly text: Value;
  /** Numbers of the instructions that last changed the text, and the memory that it lies in. */
  readonly version: number;
  readonly epoch: number;
  /** What is compared with: with its terminator, unless no more than the first characters are asked about. */
  readonly fixed: string;
  /** The function that compares. */
  readonly by: string;
}

/** Whether symbols of a kind say something of the value a. */
function isOfAnother(kind: ValueKind): boolean {
  return (
    kind === ValueKind.Content ||
    kind === ValueKind.Length ||
    kind === ValueKind.Match ||
    kind === ValueKind.Older
  );
}

/** Whether two types are known to have other sizes. */
function isOtherSize(a: Type | null, b: Type | null): boolean {
  return a !== null && b !== null && a.size > 0 && b.size > 0 && a.size !== b.size;
}

export class Values {
  readonly kind: number[] = [];
  readonly a: number[] = [];
  readonly b: number[] = [];
  /** The number of a constant; 0 for all others. */
  readonly number: number[] = [];
  /** Type of a symbol, for its natural range; null where unknown. */
  readonly type: (Type | null)[] = [];
  /** Where the data of a symbol comes in from outside; null if it does not, as far as is known. */
  readonly taint: (Taint | null)[] = [];
  /** Where data came in whose characters the program looks at one by one. */
  readonly examined = new Set<Site>();
  /** The same, as far as names of files and as far as lines of a log are concerned. */
  readonly examinedNames = new Set<Site>();
  readonly examinedLines = new Set<Site>();
  /** Data of which a digest or a tag was made. */
  readonly examinedOrigins = new Set<Site>();
  /** Texts of which nobody knows where they come from whose characters the program looks at one by one. */
  readonly examinedTexts = new Map<Region, Set<string>>();
  /** Variables that hold where the number ends that a call has read from a text, by where the text comes from. */
  readonly numberEnds = new Map<Region, Taint>();
  /** Where numbers were read that may be others each time they are read. */
  readonly changeable = new Map<Value, Value>();
  /** Where bytes were read of which nothing more is known. */
  readonly readFrom = new Map<Value, Value>();
  /** How many steps it takes to walk through the structure: parts that occur twice count twice. */
  readonly weight: number[] = [];

  /** Memory that a call has filled with zeros, on some path, and how many bytes of it (-1 unknown). */
  readonly cleared = new Map<Region, Value>();
  /** The first few sums that a symbol is a part of. */
  readonly sumsWith = new Map<Value, Value[]>();
  /** Sums and products that may have been too large for the type that they were computed in. */
  readonly overflows = new Map<Value, Overflow>();
  /** Results of library functions that are -1 where these failed. */
  readonly failing = new Map<Value, Failing>();

  /** What stands in for variables that were read without a value. */
  readonly unset = new Set<Value>();

  /** Pointers that functions of the project gave which give null, too: seldom, or where they find nothing. */
  readonly nullable = new Map<Value, Failing>();

  /** Results of library functions that count what came in from outside. */
  readonly received = new Map<Value, Taint>();

  /** Texts of which the program asks for any character whether it is a quote. */
  readonly quotesAsked = new Set<Region>();

  /** By number, the answers of functions that were asked whether it will do. */
  readonly consulted = new Map<Value, Value[]>();

  /** Results of comparisons that are 0 if a text, as it was at that time, begins with one that is written down. */
  readonly matches: Match[] = [];

  /** Containers by the places of their elements that a method referred to. */
  readonly holders = new Map<Region, Region>();

  /** Numbers that a function made of another one, or of bytes, by putting these in another order. */
  readonly reordered = new Map<Value, Value>();

  /** By number, the last remainder of it that was computed. */
  readonly remainders = new Map<Value, Value>();

  /** By symbol, others that it was never compared with, although a bound for the difference is known. */
  readonly uncompared = new Map<Value, Set<Value>>();

  /** By symbol, the upper bound that a helper's assertion gave it: claimed, not checked. */
  readonly claims = new Map<Value, number>();
  /** Symbols in the place of formulas too long to keep: computed from what came in, not what came in. */
  readonly abbreviations = new Set<Value>();

  /** Lengths of texts that were told whether or not they fitted where they were written, and may not have. */
  readonly needed = new Map<Value, NeededLength>();
  /** Older values that have stood for more than one instance at once: what is done to one of these is not done to all. */
  readonly several = new Set<Value>();
  /** What was filled by calls that say how much they brought. */
  readonly arrivals = new Set<Region>();

  /** Symbols that are counted in steps: each is `rest` more than a multiple of `step`; a rest of NaN says nothing. */
  readonly congruences = new Map<Value, { readonly step: number; readonly rest: number }>();

  /** Addresses of texts whose length was asked for. */
  private readonly measured = new Set<Value>();

  readonly regionKind: number[] = [];
  /** Variable number, literal number, or the value that owns the region. */
  readonly regionOwner: number[] = [];
  readonly regionName: string[] = [];
  readonly regionType: (Type | null)[] = [];

  readonly zero: Value;
  readonly one: Value;

  /** By value the last round, of marking or renaming, that met it. */
  private readonly marks: number[] = [];
  private round = 0;
  /** By value what it becomes in the renaming of the round in which it was marked. */
  private readonly images: Value[] = [];
  /** The oldest symbol that is renamed. */
  private oldest = 0;

  /** Values that have a structure, by a hash of it: open addressing, and no object for a key. */
  private interned = new Int32Array(256);
  private count = 0;
  private readonly byNumber = new Map<number, Value>();
  private readonly byFloat = new Map<number, Value>();
  private readonly regionByOwner = new Map<number, Region>();
  private readonly regionByName = new Map<RegionKind, Map<string, Region>>();
  private readonly fieldNames = new Map<string, number>();
  private readonly fieldByKey = new Map<number, Region>();
  private readonly pointeeOf = new Map<Value, Region>();
  /** Globals that nobody declares, and that are written as macros are: names of constants, most likely. */
  readonly macros = new Set<Region>();
  readonly typesById = new Map<number, Type>();

  constructor() {
    this.add(ValueKind.Uninitialised, 0, 0, 0, null);
    this.zero = this.constant(0);
    this.one = this.constant(1);
  }

  private add(kind: ValueKind, a: number, b: number, number: number, type: Type | null): Value {
    const id = this.kind.length;
    this.kind.push(kind);
    this.a.push(a | 0);
    this.b.push(b | 0);
    this.number.push(number);
    this.type.push(type);
    this.taint.push(null);
    this.weight.push(1);
    this.marks.push(-1);
    this.images.push(-1);
    return id;
  }

  private intern(kind: ValueKind, a: number, b: number, type: Type | null): Value {
    const at = this.slot(kind, a | 0, b | 0);
    const known = this.interned[at];
    if (known !== NOBODY) return known;
    const id = this.add(kind, a, b, 0, type);
    this.weight[id] = this.weigh(kind, a, b);
    this.interned[at] = id;
    if (++this.count * 2 > this.interned.length) this.enlarge();
    return id;
  }

  /** Where the value of that structure stands in the table, or has to be put. */
  private slot(kind: ValueKind, a: number, b: number): number {
    const { interned } = this;
    const mask = interned.length - 1;
    let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(kind, 0xc2b2ae35);
    h ^= h >>> 15;
    for (let i = h & mask; ; i = (i + 1) & mask) {
      const id = interned[i];
      if (id === NOBODY || (this.a[id] === a && this.b[id] === b && this.kind[id] === kind)) return i;
    }
  }

  private enlarge(): void {
    const old = this.interned;
    this.interned = new Int32Array(2 * old.length);
    for (const id of old)
      if (id !== NOBODY) this.interned[this.slot(this.kind[id], this.a[id], this.b[id])] = id;
  }

  private weigh(kind: ValueKind, a: number, b: number): number {
    if (isOfAnother(kind)) return this.weight[a] + 1;
    if (kind <= LAST_SYMBOL) return 1;
    if (kind !== ValueKind.Address)
      return 1 + this.weight[a] + (kind === ValueKind.Convert ? 0 : this.weight[b]);
    const owner = this.regionKind[a] >= RegionKind.Pointee ? this.weight[this.regionOwner[a]] : 0;
    return 1 + owner + this.weight[b];
  }

  constant(n: number): Value {
    let id = this.byNumber.get(n);
    if (id === undefined) {
      id = this.add(ValueKind.Constant, 0, 0, n, null);
      this.byNumber.set(n, id);
    }
    return id;
  }

  float(n: number): Value {
    let id = this.byFloat.get(n);
    if (id === undefined) {
      id = this.add(ValueKind.Float, 0, 0, n, null);
      this.byFloat.set(n, id);
    }
    return id;
  }

  /** A symbol: `kind` is one of Initial .. Older. The type is that of its first creation. */
  symbol(kind: ValueKind, a: number, b: number, type: Type | null): Value {
    if (kind === ValueKind.Length) this.measured.add(a);
    return this.intern(kind, a, b, type);
  }

  /** Whether the symbol exists already, without making it. */
  existing(kind: ValueKind, a: number, b: number): Value | undefined {
    const id = this.interned[this.slot(kind, a | 0, b | 0)];
    return id === NOBODY ? undefined : id;
  }

  /** Whether anything asked for the length of the text at an address, ever. */
  hasLength(address: Value): boolean {
    return this.measured.has(address);
  }

  /** Notes that a bound for x - y rests on no comparison of the two. */
  noteUncompared(x: Value, y: Value): void {
    const known = this.uncompared.get(x);
    if (known === undefined) this.uncompared.set(x, new Set([y]));
    else known.add(y);
  }

  isConstant(v: Value): boolean {
    return this.kind[v] === ValueKind.Constant;
  }

  isSymbol(v: Value): boolean {
    const k = this.kind[v];
    return k >= ValueKind.Initial && k <= LAST_SYMBOL;
  }

  /** The block at which the states met that a joined symbol stands for. */
  meetingBlock(v: Value): number {
    return Math.floor(this.a[v] / MEETINGS);
  }

  isComparison(v: Value): boolean {
    const k = this.kind[v];
    return k >= ValueKind.Equal && k <= ValueKind.LessEqual;
  }

  /** v + n, exactly. Addresses move by n bytes. */
  offset(v: Value, n: number): Value {
    if (n === 0) return v;
    const k = this.kind[v];
    if (k === ValueKind.Constant) return this.constant(this.number[v] + n);
    if (k === ValueKind.Address) return this.address(this.a[v], this.offset(this.b[v], n));
    if (k === ValueKind.Offset) return this.offset(this.a[v], this.number[this.b[v]] + n);
    if (k === ValueKind.Float || k === ValueKind.Uninitialised) return v;
    return this.intern(ValueKind.Offset, v, this.constant(n), null);
  }

  /** v without its constant summand. */
  base(v: Value): Value {
    return this.kind[v] === ValueKind.Offset ? this.a[v] : v;
  }

  /** The constant summand of v; a constant is its own. */
  addend(v: Value): number {
    const k = this.kind[v];
    if (k === ValueKind.Offset) return this.number[this.b[v]];
    return k === ValueKind.Constant ? this.number[v] : 0;
  }

  scale(v: Value, n: number): Value {
    if (n === 1) return v;
    if (n === 0) return this.zero;
    const k = this.kind[v];
    if (k === ValueKind.Constant) return this.constant(this.number[v] * n);
    if (k === ValueKind.Offset) return this.offset(this.scale(this.a[v], n), this.number[this.b[v]] * n);
    if (k === ValueKind.Scale) return this.scale(this.a[v], this.number[this.b[v]] * n);
    return this.intern(ValueKind.Scale, v, this.constant(n), null);
  }

  /** v / n where v is written as a multiple of n; -1 where it is not. */
  quotient(v: Value, n: number): Value {
    const k = this.kind[v];
    if (k === ValueKind.Constant) return this.number[v] % n === 0 ? this.constant(this.number[v] / n) : -1;
    if (k === ValueKind.Scale) {
      const factor = this.number[this.b[v]];
      return factor % n === 0 ? this.scale(this.a[v], factor / n) : -1;
    }
    if (k !== ValueKind.Offset && k !== ValueKind.Sum) return -1;
    const a = this.quotient(this.a[v], n);
    const b = a === -1 ? -1 : this.quotient(this.b[v], n);
    return b === -1 ? -1 : this.sum(a, b);
  }

  sum(x: Value, y: Value): Value {
    if (this.kind[x] === ValueKind.Constant) return this.offset(y, this.number[x]);
    if (this.kind[y] === ValueKind.Constant) return this.offset(x, this.number[y]);
    if (this.kind[x] === ValueKind.Address) return this.address(this.a[x], this.sum(this.b[x], y));
    if (this.kind[y] === ValueKind.Address) return this.address(this.a[y], this.sum(this.b[y], x));
    const n = this.addend(x) + this.addend(y);
    const bx = this.base(x);
    const by = this.base(y);
    // x + (y - x) is y
    if (this.kind[by] === ValueKind.Difference && this.b[by] === bx) return this.offset(this.a[by], n);
    if (this.kind[bx] === ValueKind.Difference && this.b[bx] === by) return this.offset(this.a[bx], n);
    // x + -y is x - y
    if (this.isNegation(by)) return this.offset(this.difference(bx, this.a[by]), n);
    if (this.isNegation(bx)) return this.offset(this.difference(by, this.a[bx]), n);
    // k * x + k * (y - x) is k * y
    if (this.kind[bx] === ValueKind.Scale && this.kind[by] === ValueKind.Scale && this.b[bx] === this.b[by]) {
      const whole = this.completed(this.a[bx], this.a[by]) ?? this.completed(this.a[by], this.a[bx]);
      if (whole !== undefined) return this.offset(this.scale(whole, this.number[this.b[bx]]), n);
    }
    // Multiples of one number: what is left of 4 * x less 4 * x is nothing.
    if (this.counted(bx) === this.counted(by))
      return this.offset(this.scale(this.counted(bx), this.factor(bx) + this.factor(by)), n);
    const before = this.kind.length;
    const sum = this.intern(ValueKind.Sum, Math.min(bx, by), Math.max(bx, by), null);
    if (sum === before) this.noteParts(sum);
    return this.offset(sum, n);
  }

  /** Remembers of which sums a symbol is a part: of the first few, as a counter is one of very many. */
  private noteParts(sum: Value): void {
    for (const part of [this.a[sum], this.b[sum]]) {
      if (!this.isSymbol(part)) continue;
      const known = this.sumsWith.get(part);
      if (known === undefined) this.sumsWith.set(part, [sum]);
      else if (known.length < MAX_SUMS) known.push(sum);
    }
  }

  /** y where `rest` is y - part. */
  private completed(part: Value, rest: Value): Value | undefined {
    return this.kind[rest] === ValueKind.Difference && this.b[rest] === part ? this.a[rest] : undefined;
  }

  /** What v is a multiple of. */
  private counted(v: Value): Value {
    const k = this.kind[v];
    if (k === ValueKind.Scale) return this.counted(this.a[v]);
    return k === ValueKind.Difference && this.a[v] === this.zero ? this.counted(this.b[v]) : v;
  }

  /** How many times v is what it is a multiple of. */
  private factor(v: Value): number {
    const k = this.kind[v];
    if (k === ValueKind.Scale) return this.number[this.b[v]] * this.factor(this.a[v]);
    return k === ValueKind.Difference && this.a[v] === this.zero ? -this.factor(this.b[v]) : 1;
  }

  private isNegation(v: Value): boolean {
    return this.kind[v] === ValueKind.Scale && this.number[this.b[v]] === -1;
  }

  difference(x: Value, y: Value): Value {
    if (this.kind[y] === ValueKind.Constant) return this.offset(x, -this.number[y]);
    const bx = this.base(x);
    const by = this.base(y);
    const n = this.addend(x) - this.addend(y);
    if (bx === by) return this.constant(n);
    if (
      this.kind[bx] === ValueKind.Address &&
      this.kind[by] === ValueKind.Address &&
      this.a[bx] === this.a[by]
    )
      return this.difference(this.b[bx], this.b[by]);
    // (a + b) - a is b
    if (this.kind[bx] === ValueKind.Sum) {
      if (this.a[bx] === by) return this.offset(this.b[bx], n);
      if (this.b[bx] === by) return this.offset(this.a[bx], n);
    }
    const minuend = this.kind[x] === ValueKind.Constant ? this.zero : bx;
    return this.offset(this.intern(ValueKind.Difference, minuend, by, null), n);
  }

  binary(kind: ValueKind, x: Value, y: Value, type: Type | null): Value {
    const v = this.intern(kind, x, y, type);
    if (kind === ValueKind.Remainder) this.remainders.set(x, v);
    return v;
  }

  convert(v: Value, type: Type): Value {
    this.typesById.set(type.id, type);
    return this.intern(ValueKind.Convert, v, type.id, type);
  }

  address(region: Region, offset: Value): Value {
    if (offset === this.zero && this.regionKind[region] === RegionKind.Pointee)
      return this.regionOwner[region];
    return this.intern(ValueKind.Address, region, offset, null);
  }

  /** The region that v points into, or -1 when v is no pointer that the analysis knows to be one. */
  regionOf(v: Value): Region {
    const k = this.kind[v];
    if (k === ValueKind.Address) return this.a[v];
    if (k >= ValueKind.Initial && k <= LAST_SYMBOL) return this.pointee(v);
    // An integer computed from a pointer, or a symbol moved by a constant number of bytes.
    if (k === ValueKind.Offset) return this.regionOf(this.a[v]);
    return -1;
  }

  /** Offset in bytes of v inside `regionOf(v)`. */
  offsetOf(v: Value): Value {
    const k = this.kind[v];
    if (k === ValueKind.Address) return this.b[v];
    return k === ValueKind.Offset ? this.b[v] : this.zero;
  }

  pointee(v: Value): Region {
    let r = this.pointeeOf.get(v);
    if (r === undefined) {
      r = this.addRegion(RegionKind.Pointee, v, "", this.type[v]?.to ?? null);
      this.pointeeOf.set(v, r);
    }
    return r;
  }

  /** The pointee region of v if one was ever asked for. */
  existingPointee(v: Value): Region | undefined {
    return this.pointeeOf.get(v);
  }

  /** The region that its owner tells apart from others of its kind. */
  region(kind: RegionKind, owner: number, name: string, type: Type | null): Region {
    const key = (owner | 0) * MAX_REGION_KINDS + kind;
    let r = this.regionByOwner.get(key);
    if (r === undefined) this.regionByOwner.set(key, (r = this.addRegion(kind, owner, name, type)));
    return r;
  }

  /**
   * The region that its name tells apart from others of its kind: a global variable, a function. Two variables of one
   * name, each of its own file, are told apart by their sizes.
   */
  named(kind: RegionKind, name: string, type: Type | null): Region {
    let regions = this.regionByName.get(kind);
    if (regions === undefined) this.regionByName.set(kind, (regions = new Map()));
    let r = regions.get(name);
    if (r !== undefined) {
      const size = this.regionType[r]?.size ?? -1;
      if (type === null || type.size <= 0 || size <= 0 || size === type.size) return r;
      const key = `${name} ${type.size}`;
      r = regions.get(key);
      if (r === undefined) regions.set(key, (r = this.addRegion(kind, 0, name, type)));
      return r;
    }
    regions.set(name, (r = this.addRegion(kind, 0, name, type)));
    const isKnown = type !== null && type.kind !== TypeKind.Unknown;
    if (kind === RegionKind.Global && !isKnown && /^[A-Z][A-Z\d_]*$/.test(name)) this.macros.add(r);
    return r;
  }

  field(record: Value, name: string, type: Type | null): Region {
    let n = this.fieldNames.get(name);
    if (n === undefined) {
      n = this.fieldNames.size;
      this.fieldNames.set(name, n);
    }
    const key = record * SPAN + n;
    let r = this.fieldByKey.get(key);
    if (r === undefined) {
      r = this.addRegion(RegionKind.Field, record, name, type);
      this.fieldByKey.set(key, r);
    } else if (name !== "" && isOtherSize(this.regionType[r], type)) {
      // Memory that is looked at as two kinds of record: members of the same name are two places.
      return this.field(record, `${name} ${type?.size}`, type);
    }
    return r;
  }

  /** What the members of a union share: once they are used as several types, it is as large as the union. */
  shared(record: Value, type: Type | null): Region {
    const r = this.field(record, "", type);
    if (this.regionType[r]?.size !== type?.size) this.regionType[r] = null;
    return r;
  }

  private addRegion(kind: RegionKind, owner: number, name: string, type: Type | null): Region {
    const id = this.regionKind.length;
    this.regionKind.push(kind);
    this.regionOwner.push(owner | 0);
    this.regionName.push(name);
    this.regionType.push(type);
    return id;
  }

  /** The region that holds the record of a field region, the owner of characters; -1 for a root. */
  parentRegion(region: Region): Region {
    const k = this.regionKind[region];
    return k === RegionKind.Field || k === RegionKind.Characters
      ? this.regionOf(this.regionOwner[region])
      : -1;
  }

  rootRegion(region: Region): Region {
    let r = region;
    for (let p = this.parentRegion(r); p !== -1; p = this.parentRegion(r)) r = p;
    return r;
  }

  isWithin(region: Region, ancestor: Region): boolean {
    for (let r = region; r !== -1; r = this.parentRegion(r)) if (r === ancestor) return true;
    return false;
  }

  /** From now on `renamed` gives values with each of the symbols `from` replaced by its counterpart in `to`. */
  startRenaming(from: readonly Value[], to: readonly Value[]): void {
    this.round++;
    this.oldest = Number.MAX_SAFE_INTEGER;
    for (let i = 0; i < from.length; i++) {
      this.marks[from[i]] = this.round;
      this.images[from[i]] = to[i] | 0;
      if (from[i] < this.oldest) this.oldest = from[i];
    }
  }

  /** v after the renaming that was started last. */
  renamed(v: Value): Value {
    if (v < this.oldest) return v; // a value is younger than its parts
    if (this.marks[v] === this.round) return this.images[v];
    const image = this.rebuilt(v) | 0;
    this.marks[v] = this.round;
    this.images[v] = image;
    return image;
  }

  private rebuilt(v: Value): Value {
    const k = this.kind[v];
    switch (k) {
      case ValueKind.Uninitialised:
      case ValueKind.Constant:
      case ValueKind.Float:
      case ValueKind.Initial:
      case ValueKind.Result:
      case ValueKind.JoinRegister:
      case ValueKind.JoinMemory:
      case ValueKind.Older:
        return v;
      case ValueKind.Content:
      case ValueKind.Length:
      case ValueKind.Match: {
        const address = this.renamed(this.a[v]);
        if (address === this.a[v]) return v;
        const s = this.symbol(k, address, this.b[v], this.type[v]);
        this.taint[s] ??= this.taint[v];
        return s;
      }
      case ValueKind.Address: {
        const region = this.renamedRegion(this.a[v]);
        const off = this.renamed(this.b[v]);
        return region === this.a[v] && off === this.b[v] ? v : this.address(region, off);
      }
      case ValueKind.Offset: {
        const x = this.renamed(this.a[v]);
        return x === this.a[v] ? v : this.offset(x, this.number[this.b[v]]);
      }
      case ValueKind.Scale: {
        const x = this.renamed(this.a[v]);
        return x === this.a[v] ? v : this.scale(x, this.number[this.b[v]]);
      }
      case ValueKind.Convert: {
        const x = this.renamed(this.a[v]);
        return x === this.a[v] ? v : this.intern(k, x, this.b[v], this.type[v]);
      }
      default: {
        const x = this.renamed(this.a[v]);
        const y = this.renamed(this.b[v]);
        return x === this.a[v] && y === this.b[v] ? v : this.intern(k, x, y, this.type[v]);
      }
    }
  }

  renamedRegion(region: Region): Region {
    const k = this.regionKind[region];
    if (k < RegionKind.Pointee) return region;
    const owner = this.regionOwner[region];
    const replaced = this.renamed(owner);
    if (replaced === owner) return region;
    if (k === RegionKind.Pointee) {
      const r = this.regionOf(replaced);
      return r === -1 ? region : r;
    }
    if (k === RegionKind.Field) return this.field(replaced, this.regionName[region], this.regionType[region]);
    return this.region(RegionKind.Characters, replaced, "", this.regionType[region]);
  }

  /**
   * v with what memory holds now replaced by what it held at first: two conditions that read the same places are then
   * the same, whenever they were read. v itself if it reads no memory that changed.
   */
  timeless(v: Value): Value {
    const k = this.kind[v];
    if (k <= ValueKind.Float) return v;
    if (k === ValueKind.Content) {
      const address = this.timeless(this.a[v]);
      return this.symbol(k, address, 0, this.type[v]);
    }
    if (k <= LAST_SYMBOL) return v;
    if (k === ValueKind.Address) {
      const region = this.a[v];
      if (this.regionKind[region] !== RegionKind.Field) return v;
      const owner = this.timeless(this.regionOwner[region]);
      return owner === this.regionOwner[region]
        ? v
        : this.address(this.field(owner, this.regionName[region], this.regionType[region]), this.b[v]);
    }
    const x = this.timeless(this.a[v]);
    if (k === ValueKind.Offset) return this.offset(x, this.number[this.b[v]]);
    if (k === ValueKind.Scale) return this.scale(x, this.number[this.b[v]]);
    if (k === ValueKind.Convert) return x === this.a[v] ? v : this.intern(k, x, this.b[v], this.type[v]);
    const y = this.timeless(this.b[v]);
    return x === this.a[v] && y === this.b[v] ? v : this.intern(k, x, y, this.type[v]);
  }

  /** Whether symbol `s` occurs in the structure of v. */
  mentions(v: Value, s: Value): boolean {
    if (v === s) return true;
    const k = this.kind[v];
    if (v < s || k <= ValueKind.Float) return false; // a value is younger than its parts
    switch (k) {
      case ValueKind.Initial:
      case ValueKind.Result:
      case ValueKind.JoinRegister:
      case ValueKind.JoinMemory:
      case ValueKind.Older:
        return false;
      case ValueKind.Content:
      case ValueKind.Length:
      case ValueKind.Match:
      case ValueKind.Offset:
      case ValueKind.Scale:
      case ValueKind.Convert:
      case ValueKind.Complement:
        return this.mentions(this.a[v], s);
      case ValueKind.Address:
        return this.regionMentions(this.a[v], s) || this.mentions(this.b[v], s);
      default:
        return this.mentions(this.a[v], s) || this.mentions(this.b[v], s);
    }
  }

  /** Begins a new set of marked values. */
  unmark(): void {
    this.round++;
  }

  isMarked(v: Value): boolean {
    return this.marks[v] === this.round;
  }

  /** Marks v and all that occurs in its structure, as `mentions` sees it. */
  mark(v: Value): void {
    if (this.marks[v] === this.round) return;
    this.marks[v] = this.round;
    switch (this.kind[v]) {
      case ValueKind.Uninitialised:
      case ValueKind.Constant:
      case ValueKind.Float:
      case ValueKind.Initial:
      case ValueKind.Result:
      case ValueKind.JoinRegister:
      case ValueKind.JoinMemory:
      case ValueKind.Older:
        return;
      case ValueKind.Content:
      case ValueKind.Length:
      case ValueKind.Match:
      case ValueKind.Offset:
      case ValueKind.Scale:
      case ValueKind.Convert:
      case ValueKind.Complement:
        this.mark(this.a[v]);
        return;
      case ValueKind.Address:
        this.markRegion(this.a[v]);
        this.mark(this.b[v]);
        return;
      default:
        this.mark(this.a[v]);
        this.mark(this.b[v]);
    }
  }

  markRegion(region: Region): void {
    if (this.regionKind[region] >= RegionKind.Pointee) this.mark(this.regionOwner[region]);
  }

  regionMentions(region: Region, s: Value): boolean {
    return this.regionKind[region] >= RegionKind.Pointee && this.mentions(this.regionOwner[region], s);
  }

  /** Adds the symbols that v is made of to `into`. */
  collectSymbols(v: Value, into: Set<Value>): void {
    if (into.has(v)) return;
    const k = this.kind[v];
    if (k <= ValueKind.Float) return;
    if (k <= LAST_SYMBOL) {
      into.add(v);
      if (isOfAnother(k)) this.collectSymbols(this.a[v], into);
      return;
    }
    if (k === ValueKind.Address) this.collectRegionSymbols(this.a[v], into);
    else this.collectSymbols(this.a[v], into);
    if (k !== ValueKind.Convert) this.collectSymbols(this.b[v], into);
  }

  collectRegionSymbols(region: Region, into: Set<Value>): void {
    if (this.regionKind[region] >= RegionKind.Pointee) this.collectSymbols(this.regionOwner[region], into);
  }

  /** The first source of outside data that v is computed from, or null. Bounded in depth, since values share structure. */
  taintOf(v: Value, depth = 8): Taint | null {
    const own = this.taint[v];
    if (own !== null || depth === 0) return own;
    const k = this.kind[v];
    if (k === ValueKind.Older) return this.taintOf(this.a[v], depth - 1);
    if (k <= LAST_SYMBOL) return null;
    if (
      k === ValueKind.Convert ||
      k === ValueKind.Offset ||
      k === ValueKind.Scale ||
      k === ValueKind.Complement
    )
      return this.taintOf(this.a[v], depth - 1);
    if (k === ValueKind.Address) return this.taintOf(this.b[v], depth - 1);
    if (this.isComparison(v)) return null;
    return this.taintOf(this.a[v], depth - 1) ?? this.taintOf(this.b[v], depth - 1);
  }
}

/** Data that came in from outside: of what kind, and where it was read. */
export interface Taint {
  readonly source: SourceKind;
  readonly site: Site;
  /** The bytes lie in memory as the sender laid them there. */
  readonly isRaw?: boolean;
  /** A full name of a file, of which only the folder is not known. */
  readonly isResolved?: boolean;
  /** A library hands it over: its lengths are those of what really arrived, and is in memory already. */
  readonly isHeld?: boolean;
  /** What ways that meet have made of a number, each of which limits it from above: `if (n > most) n = 1;`. */
  readonly isClamped?: boolean;
}

/** The length that a text would have had: what snprintf returns. */
export interface NeededLength {
  readonly call: string;
  readonly site: Site;
}

/** Arithmetic whose result may not fit into its type. */
export interface Overflow {
  readonly type: Type;
  readonly site: Site;
}
