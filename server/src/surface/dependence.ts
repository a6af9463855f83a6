/**
 * Which data a function hands where, as plain data: a small graph for each function, whose nodes are what comes in
 * (parameters, outside data, results, fields) and what goes out (results, arguments, fields, uses). Made from the IR
 * without interpreting it, for questions that ask where data *can* get, not what is wrong with it.
 */
import type { SinkKind, SourceKind } from "../models/model";
import type { Span } from "../text/span";

/** A use that data from outside must not decide unchecked. */
export type UseKind =
  | SinkKind
  /** The number of bytes that a library function reads or writes. */
  | "copy-size"
  /** A copy that goes on to the end of the text, however long it is. */
  | "unbounded-copy"
  /** The position of an element that is read or written. */
  | "index";

/** Where data comes in; `callback` for functions that code outside of the project calls with it. */
export type EntryKind = SourceKind | "callback";

/**
 * A node of a function's graph. `index` counts parameters, entries, calls, uses or checks of the function; `argument`
 * counts the arguments of the call.
 *
 * Data comes from `parameter` (a number, or what a pointer leads to), `entry`, `amount` (how much came in by an entry),
 * `result` of a call, `filled` (what a call
 * wrote through an argument), `verdict` (a result that says what a callee found when it looked at data), and `shared`
 * memory: the field of a record or a global variable, by name.
 *
 * It goes to `return`, `through` (written through a parameter), `argument` of a call, `shared`, `use`, `check` and
 * `judged` (it decides what is returned).
 */
export type Node =
  | {
      readonly kind: "parameter" | "entry" | "amount" | "result" | "verdict" | "through" | "use" | "check";
      readonly index: number;
    }
  | { readonly kind: "argument" | "filled"; readonly index: number; readonly argument: number }
  | { readonly kind: "shared"; readonly name: string }
  | { readonly kind: "return" | "judged" };

export interface Edge {
  readonly from: Node;
  readonly to: Node;
}

/** Spans are offsets in the file's text. */
export interface Entry extends Span {
  readonly kind: EntryKind;
  /** The function that brings the data in, or the parameter that holds it. */
  readonly name: string;
}

export interface ProjectCall extends Span {
  /** As written. */
  readonly name: string;
  /** Definitions in the project that it may mean, as `FunctionDependence.id`. */
  readonly targets: readonly string[];
  /** The field that holds the pointer it goes through; "" if it goes through none. */
  readonly field: string;
  readonly arguments: number;
  /** By argument: the checks that stand before the call on every way to it and look at what is handed over. */
  readonly checks: readonly (readonly number[])[];
}

export interface Use extends Span {
  readonly kind: UseKind;
  /** The function that does it; "" for the language itself. */
  readonly name: string;
  /** The checks that stand before it on every way and look at the same data. */
  readonly checks: readonly number[];
}

/** A comparison. */
export type Check = Span;

/** A function of the project whose address is given away. */
export interface HandedOver extends Span {
  /** Definitions in the project that it may be. */
  readonly targets: readonly string[];
  /** The field that keeps it, or ""; calls through that field may mean it. */
  readonly field: string;
  /** The function that it is handed to, if that is neither defined in the project nor known by a model; or "". */
  readonly to: string;
}

export interface FunctionDependence extends Span {
  /** The file's path and the qualified name; overloads share it. */
  readonly id: string;
  readonly name: string;
  /** Span of the name. */
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly isStatic: boolean;
  readonly variadic: boolean;
  readonly params: readonly { readonly name: string; readonly type: string }[];
  readonly entries: readonly Entry[];
  readonly calls: readonly ProjectCall[];
  readonly uses: readonly Use[];
  readonly checks: readonly Check[];
  readonly handedOver: readonly HandedOver[];
  readonly edges: readonly Edge[];
}

export interface FileDependences {
  readonly path: string;
  readonly functions: readonly FunctionDependence[];
  /** Functions that variables are initialised with, at file level. */
  readonly tables: readonly HandedOver[];
  /** Top-level declarations that could not be followed, for a fault of ours. */
  readonly failed: number;
}

/** A node as text, unique within its function; `shared` nodes are the same everywhere. */
export function nodeKey(node: Node): string {
  switch (node.kind) {
    case "shared":
      return `shared ${node.name}`;
    case "argument":
    case "filled":
      return `${node.kind} ${node.index} ${node.argument}`;
    case "return":
    case "judged":
      return node.kind;
    default:
      return `${node.kind} ${node.index}`;
  }
}
