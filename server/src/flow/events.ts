/**
 * What the interpreter tells the checkers. An event describes one thing that happens on one feasible path, before it
 * takes effect; `Context` answers questions about the state at that moment and takes findings.
 */
import type { Confidence, DataOrigin, Facts } from "../findings";
import type { BinaryOp, Callee, Instruction, IrFunction, Terminator } from "../ir/ir";
import type { FunctionModel } from "../models/model";
import type { DataModel, Type } from "../semantics/types";
import type { Making } from "./agreements";
import type { Site } from "./site";
import type { LockState, State } from "./state";
import type { Region, Value } from "./values";

export interface Call {
  readonly instruction: Instruction;
  readonly callee: Callee;
  readonly name: string;
  readonly model: FunctionModel | undefined;
  readonly args: readonly Value[];
  /** The function pointer that is called through; -1 where the call names its function. */
  readonly target: Value;
}

/** Memory is read or written, directly or by a library function. */
export interface Access {
  readonly write: boolean;
  readonly address: Value;
  /** Bytes, as a value; -1 if unknown. */
  readonly size: Value;
  /** The size is only a limit: less may be touched. */
  readonly upTo: boolean;
  /** Bytes that are touched whatever else happens; -1 if it is others who decide how much of the size is used. */
  readonly least: Value;
  readonly site: Site;
  readonly instruction: Instruction;
  /** Set if a library function does it: the call and the parameter. */
  readonly call: Call | null;
  readonly param: number;
  readonly row?: Row;
  /** What the program itself writes; -1 if that is not one value. */
  readonly stored: Value;
}

/** The last index of an element of an array of arrays: it has to stay inside its row, whatever lies behind. */
export interface Row {
  readonly index: Value;
  /** Elements of the row. */
  readonly count: number;
}

/** A library function copies or formats a text into `address`. */
export interface TextWrite {
  readonly call: Call;
  readonly param: number;
  readonly address: Value;
  /** Bytes needed with terminator, between these bounds; -1 if unknown. */
  readonly needLow: Value;
  readonly needHigh: Value;
  /** A part of the text has no bound at all. */
  readonly unbounded: boolean;
  /** The longest variable part, as a source span, for the message. */
  readonly part: Site;
  /** The region whose string is copied, or -1. */
  readonly source: Value;
}

export interface Release {
  readonly value: Value;
  readonly family: string;
  readonly call: Call;
  readonly param: number;
}

/** The last reference to an object that must be released is gone. */
export interface Loss {
  readonly region: Region;
  readonly site: Site;
  /** `unbuilt`: a member of an object holds it whose constructor ends by an exception, so that no destructor runs. */
  readonly how: "overwritten" | "reallocated" | "released" | "returned" | "thrown" | "scope" | "unbuilt";
  /** What the function returns; -1 if that is not how. */
  readonly value: Value;
}

export interface UninitialisedRead {
  readonly site: Site;
  /** What reads memory; null for a variable that is no memory. */
  readonly instruction: Instruction | null;
  readonly name: string;
  /** Number of the variable if the whole of it is read, else -1. */
  readonly variable: number;
  readonly declared: Site;
  /** Part of an array or record, not the whole variable. */
  readonly partial: boolean;
  /** What may turn out to write it in time, as a key for `reportUnlessVetoed`; "" for nothing. */
  readonly unless: string;
}

export interface Return {
  readonly value: Value;
  readonly site: Site;
  readonly explicit: boolean;
}

export interface Branch {
  readonly value: Value;
  readonly site: Site;
}

/** A lock is taken or given back. */
export interface LockChange {
  readonly call: Call;
  readonly region: Region;
  readonly takes: boolean;
  readonly recursive: boolean;
  readonly before: LockState;
  /** Where it was taken or given back before. */
  readonly since: Site | null;
}

/** An array whose length is computed comes into being. */
export interface VariableArray {
  readonly name: string;
  readonly count: Value;
  /** In bytes; -1 if unknown. */
  readonly elementSize: number;
  readonly site: Site;
}

/** Integer arithmetic, before its result is brought into the range of its type. */
export interface Arithmetic {
  readonly op: BinaryOp;
  readonly left: Value;
  readonly right: Value;
  /** Of the result. */
  readonly type: Type;
  readonly site: Site;
}

/** An integer is converted to an integer type that does not hold all values of its own. */
export interface Narrowing {
  readonly value: Value;
  readonly from: Type;
  readonly type: Type;
  /** A cast says so. */
  readonly isExplicit: boolean;
  /** The value was just computed, by more than reading it. */
  readonly isComputed: boolean;
  readonly site: Site;
}

/** Two pointers are compared by order, or subtracted from each other. */
export interface PointerPair {
  readonly left: Value;
  readonly right: Value;
  readonly isDifference: boolean;
  readonly site: Site;
}

/** Memory of a computed size is asked for, or its size is to change. */
export interface Allocation {
  readonly call: Call;
  /** In bytes. */
  readonly size: Value;
}

/** The address of a local variable is still held outside when the function returns. */
export interface OutlivingStore {
  readonly variable: number;
  readonly site: Site;
  readonly holder: Region;
}

/** A block that was made and released here is still held by memory of the caller's when the function returns. */
export interface DanglingStore {
  readonly block: Region;
  readonly holder: Region;
  /** Where it was released. */
  readonly site: Site;
}

export interface Report {
  readonly rule: string;
  readonly site: Site;
  readonly message: string;
  readonly confidence: Confidence;
  readonly steps: readonly { readonly site: Site; readonly message: string }[];
  readonly facts?: Facts;
  /** Rests on data from outside: some rules speak of some sources only. */
  readonly origin?: DataOrigin;
  /**
   * The report rests on this variable being null or uninitialised: it is dropped where a condition on memory or on an
   * unknown result, decided after the variable may have got its value, stands before the place; the two usually go together.
   */
  readonly about?: About;
  /** What it follows from: where another report of the rule that follows from the same comes first, that one is enough. */
  readonly cause?: Site;
  /** The report rests on what callers may pass: it is dropped if the project shows calls, which are judged by themselves. */
  readonly isUpToCallers?: boolean;
  /** The report rests on a parameter: it is dropped if all callers are in the file, and pass what is fixed there. */
  readonly given?: number;
  /** What is given is a text, and one of so many characters is no fault: then that is what counts. */
  readonly fits?: number;
  /** The report rests on nobody's asking how far this variable or member has got: it is dropped if other code does. */
  readonly unasked?: string;
  /** The same, as far as whether it can go any lower is concerned. */
  readonly unaskedBelow?: string;
  /** The report rests on others asking what a function gave them: it is dropped if they do not. */
  readonly ifChecked?: string;
  /** Parameters that are found to be null on the way: it is dropped if all callers are in the file, and one is always set. */
  readonly nulls?: readonly number[];
}

export interface About {
  readonly variable: number;
  readonly bad: Held;
  /** Where the code itself found it to be so, if it did. */
  readonly found?: Site;
}

/** What a variable may hold, as far as correlations with conditions matter. */
export const enum Held {
  Nothing = 1,
  Null = 2,
  Value = 4,
}

export interface Note {
  readonly site: Site;
  readonly text: string;
}

export interface Context {
  readonly state: State;
  readonly function: IrFunction;
  /** The unit's source text. */
  readonly source: string;
  /** Bytes that the variables of one function may take on the stack. */
  readonly stackLimit: number;
  /** The sizes of the types that the standard leaves open. */
  readonly dataModel: DataModel;
  /** Bytes of a pointer, and of the sizes that allocators take. */
  readonly pointerSize: number;
  /** What checkers note of one run of the interpreter to find it again later in it, by keys of their own. */
  readonly notes: Map<string, Note>;
  /** Whether a block is where a loop is entered again and again. */
  isLoopHead(block: number): boolean;
  /** Whether v is what a variable has come to in a loop that does not write it: an outer loop does. */
  isFromOutside(v: Value): boolean;
  /** Whether v grows round by round in a loop that only the input or a text from outside ends. */
  isUnlimited(v: Value): boolean;
  /** Source text of a site. */
  text(site: Site): string;
  /** Source text of argument i of a call, trimmed; "" if it has none. */
  argument(call: Call, i: number): string;
  /** Size of what v points into, as a value in bytes from the region's start; -1 if unknown. */
  extent(v: Value): Value;
  /** Whether v points into a block of a computed size that can only be 0 on this path. */
  isEmpty(v: Value): boolean;
  /** Bytes from v to the end of what it points into; -1 if unknown. */
  room(v: Value): Value;
  /** C text for the number of bytes at v, e.g. `sizeof name` or `64`; "" if none can be written. */
  roomText(v: Value, expression: string): string;
  /** The size of a value as text for messages: a number, or the expression it came from. */
  sizeText(v: Value): string;
  /** How messages name what v points into, e.g. "'name' (32 bytes)". */
  objectText(v: Value): string;
  /** What a call made that the function itself gives back elsewhere, where nothing else says that it has to. */
  agreement(allocated: Site): Making | undefined;
  /** Whether a site stands in the function that is analysed, and not in a body that it took in. */
  isOwnCode(site: Site): boolean;
  /** Whether two sites stand in the same function: the one that is analysed, or one body that it took in. */
  isSameCode(a: Site, b: Site): boolean;
  /** Whether the body that a site stands in has asked about memory on the way; never for the function itself. */
  isDecidedIn(site: Site): boolean;
  /** The characters of the string literal that v points to, or undefined. */
  literal(v: Value | undefined): string | undefined;
  /** Whether the text at v is fixed by the program. */
  isConstantText(v: Value): boolean;
  /** Indexes of the arguments that a printf call takes as strings. */
  stringArguments(call: Call): readonly number[];
  /** Bytes from the start of its record to a field's region; -1 if unknown. */
  fieldOffset(region: Region): number;
  /** The variable whose register holds v; -1 if none does. */
  holder(v: Value): number;
  report(report: Report): void;
  /** Reports at the end, unless some path to the same `key` was vetoed. */
  reportUnlessVetoed(key: string, report: Report): void;
  veto(key: string): void;
  /** Some path shows, at `place` in the source, what `key` says. */
  witness(key: string, place: number): void;
  /** Reports at the end if some path was a witness to `key`, or to each of several, at or behind `place`. */
  reportIfWitnessed(key: string | readonly string[], place: number, report: Report): void;
}

/** A checker listens to the events it names; it holds judgement and wording, not traversal. */
export interface Listener {
  call?(event: Call, context: Context): void;
  access?(event: Access, context: Context): void;
  textWrite?(event: TextWrite, context: Context): void;
  release?(event: Release, context: Context): void;
  loss?(event: Loss, context: Context): void;
  uninitialised?(event: UninitialisedRead, context: Context): void;
  return?(event: Return, context: Context): void;
  /** An exception leaves the function by the `throw` at the site. */
  thrown?(site: Site, context: Context): void;
  branch?(event: Branch, context: Context): void;
  lock?(event: LockChange, context: Context): void;
  variableArray?(event: VariableArray, context: Context): void;
  arithmetic?(event: Arithmetic, context: Context): void;
  narrowing?(event: Narrowing, context: Context): void;
  pointerPair?(event: PointerPair, context: Context): void;
  allocation?(event: Allocation, context: Context): void;
  outlivingStore?(event: OutlivingStore, context: Context): void;
  danglingStore?(event: DanglingStore, context: Context): void;
}

/** Looks on while functions are interpreted, without a say: for measurements and tests. */
export interface Observer {
  /** The listener for one function, told of each event after the checkers; `source` is as in `Context`. */
  watch(fn: IrFunction, source: string): Listener;
  /** The function that was watched last is done, and this was reported of it. */
  done(reports: readonly Report[]): void;
}

/** Key of the veto against reports that rest on a callee's having returned null at `call`: it may return something else. */
export function nullResultKey(call: Site): string {
  return `null-result ${call.start} ${call.end}`;
}

export function terminatorSite(t: Terminator): Site {
  return "start" in t ? { start: t.start, end: t.end } : { start: 0, end: 0 };
}
