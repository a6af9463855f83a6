/**
 * What the engine says: plain data, free of editors, files and formats. `lsp/` and `report/` turn it into
 * diagnostics, SARIF, text and JSON.
 */
import type { SourceKind } from "./models/model";
import type { Span } from "./text/span";

/** `definite`: the fault surely happens on a feasible path. `evidence`: the code itself says that it can. */
export type Confidence = "definite" | "evidence";

export type Severity = "error" | "warning" | "note";

/** One step of the path that leads to a finding, in order of execution. `path` only where it is another file. */
export interface Step extends Span {
  readonly message: string;
  readonly path?: string;
}

/** A replacement of `start..end` (UTF-16 code units of the file) by `text`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** A repair that has been verified: applied, the file still parses, the finding is gone and none is new. */
export interface Fix {
  /** The fix's id as listed in the rule's metadata, e.g. `bounded-copy`. */
  readonly id: string;
  readonly title: string;
  /** Non-overlapping, in ascending order. */
  readonly edits: readonly TextEdit[];
  /** May be applied without review, so part of fix-all. */
  readonly safe: boolean;
}

/**
 * What a checker learned that a fix needs: names, source texts and spans, by key. Keys are documented at the checker
 * that writes them. Only strings and numbers, so that findings stay serialisable.
 */
export type Facts = Readonly<Record<string, string | number>>;

/** Where the data comes in that a finding speaks of. */
export interface DataOrigin {
  readonly source: SourceKind;
  /** It stands behind text that the program fixes. */
  readonly isJoined: boolean;
}

/** One weakness at one place. Spans are absolute in the file's text. */
export interface Finding extends Span {
  /** Rule id, e.g. `double-free`. */
  readonly rule: string;
  /** What is wrong, why it matters; one or two sentences, plain text. */
  readonly message: string;
  readonly confidence: Confidence;
  readonly severity: Severity;
  readonly steps: readonly Step[];
  /** Name of the enclosing function, if any. */
  readonly function?: string;
  readonly facts: Facts;
  readonly origin?: DataOrigin;
}

/** A function, or part of one, that the engine could not follow: shown by "Show Skipped Code", never hidden. */
export interface Skipped extends Span {
  readonly function: string;
  readonly reason: "syntax" | "opaque" | "budget" | "internal-error";
  readonly detail: string;
}

/** Work done, for `--stats` and the snapshot test. Sums over functions, hence independent of order and workers. */
export interface Counts {
  nodesExported: number;
  functions: number;
  functionsNotUnderstood: number;
  instructionsLowered: number;
  instructionsInterpreted: number;
  statesKept: number;
  merges: number;
  functionsCutShort: number;
}
