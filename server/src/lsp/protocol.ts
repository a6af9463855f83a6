/**
 * What client and server say to each other beyond the Language Server Protocol. Types and method names only, so that
 * the client can share this file without a line of the server coming with it.
 */

/** LSP range: 0-based lines, characters in UTF-16 code units. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What a client may tell in `initializationOptions`. */
export interface ClientOptions {
  /** The client has the commands `parapet.*`, so that texts may link to them. */
  readonly commands?: boolean;
}

/** Request: scan all files of the workspace folders. Cancellable; progress by `workDoneToken`. */
export const SCAN_WORKSPACE = "parapet/scanWorkspace";

export interface ScanResult {
  /** Files analysed, of so many. */
  readonly files: number;
  readonly total: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly functions: number;
  /** Functions that the engine could not follow, wholly or in part. */
  readonly notUnderstood: number;
  /** What could not be read, analysed or understood of the settings, for the user. */
  readonly problems: readonly string[];
  readonly milliseconds: number;
  /** The scan ended early at the user's wish; the numbers are those of the files done. */
  readonly cancelled: boolean;
}

/** Request: the attack surface of the workspace folders. Cancellable; progress by `workDoneToken`. */
export const SURFACE = "parapet/surface";

/** A place to go to. */
export interface SurfacePlace {
  readonly uri: string;
  readonly range: Range;
  /** Its code on one line. */
  readonly code: string;
}

export interface SurfaceEntry {
  /** What brings the data in, and the function that it comes into. */
  readonly name: string;
  readonly function: string;
  readonly at: SurfacePlace;
  /** Which fuzz targets and tests there are, in words. */
  readonly coverage: string;
  /** The nearest first; `by` says how the data gets there, in words. */
  readonly reached: readonly {
    readonly name: string;
    readonly by: string;
    readonly at: SurfacePlace;
    readonly checks: readonly SurfacePlace[];
  }[];
  /** What the data can decide, in words; those that nothing is compared before come first. */
  readonly uses: readonly {
    readonly what: string;
    /** Names of the functions on the way. */
    readonly route: readonly string[];
    readonly at: SurfacePlace;
    readonly checks: readonly SurfacePlace[];
  }[];
}

export interface SurfaceResult {
  readonly groups: readonly { readonly kind: string; readonly entries: readonly SurfaceEntry[] }[];
  readonly files: number;
  readonly problems: readonly string[];
  readonly cancelled: boolean;
}

/** Command, with the arguments URI and function: writes a fuzz target and opens it. */
export const WRITE_FUZZ_TARGET = "parapet.writeFuzzTarget";

/** Request: the code that the engine could not follow, of open files and of the last scan. */
export const SKIPPED = "parapet/skipped";

export interface SkippedCode {
  readonly uri: string;
  readonly range: Range;
  readonly function: string;
  readonly reason: string;
  readonly detail: string;
}

/** Request: all rules, by id. */
export const RULES = "parapet/rules";

export interface RuleTitle {
  readonly id: string;
  readonly title: string;
}

/** Request: a rule's guidance page, for clients that do not show the server's documents. */
export const GUIDANCE = "parapet/guidance";

export interface GuidanceParams {
  readonly rule: string;
}

export interface Guidance {
  readonly rule: string;
  readonly title: string;
  readonly markdown: string;
}

/** Notification to the client: how the last analysis of an open file went. */
export const STATUS = "parapet/status";

export type Status =
  | {
      readonly uri: string;
      readonly findings: number;
      readonly functions: number;
      /** Functions that the engine could not follow, wholly or in part. */
      readonly notUnderstood: number;
    }
  | {
      readonly uri: string;
      /** Why the file is not looked at. */
      readonly notAnalysed: string;
    };

/** `data` of a diagnostic: ids only, all else is looked up again when it is needed. */
export interface FindingData {
  readonly rule: string;
  /** UTF-16 offsets in the text that was analysed. */
  readonly start: number;
  readonly end: number;
}
