/**
 * The engine's face to the world around it: text, settings and a view of the other files in, plain data out.
 * It reads no file, knows no editor, keeps no time.
 */
import type { Counts, Finding, Fix, Severity, Skipped } from "../findings";
import type { FuzzTarget } from "../fuzz/target";
import type { DataModel } from "../semantics/types";
import type { FileDependences } from "../surface/dependence";
import type { Language } from "../syntax/tree";
import type { FunctionPlace } from "./fuzz";

/** What the engine may ask about the rest of the project. Answers must not change without `version` changing. */
export interface Host {
  /** The path of the file that `#include` of `spec` in `from` names, or undefined when it is not in the project. */
  resolveInclude(from: string, spec: string, system: boolean): string | undefined;
  /** The text of a project file; undefined if it cannot be read. The same string object as long as it is unchanged. */
  read(path: string): string | undefined;
  /**
   * The project's source files, in which functions may be defined that others call; none if only one file is looked at.
   * The same array as long as no file came, went, or changed other than by being analysed.
   */
  sources?(): readonly string[];
}

/** Severity per rule id, `off` switching it off. Rules not named keep their own. */
export type RuleLevels = Readonly<Record<string, Severity | "off">>;

export interface Settings {
  readonly rules: RuleLevels;
  readonly dataModel: DataModel["name"];
  /** Report only findings of at least this confidence. */
  readonly confidence: "definite" | "evidence";
  /** Bytes that the variables of one function may take on the stack. */
  readonly maxStackFrame: number;
}

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  dataModel: "lp64",
  confidence: "evidence",
  maxStackFrame: 64 * 1024,
};

export interface Input {
  readonly path: string;
  readonly text: string;
  /** Forced by the editor's language id or the command line; else told from the path and the text. */
  readonly language?: Language;
}

/** The answer for one file. Findings are sorted by start, then rule; suppressed ones are not among `findings`. */
export interface FileResult {
  readonly path: string;
  readonly language: Language;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly skipped: readonly Skipped[];
  readonly counts: Counts;
}

export interface Analyser {
  /** Analyses one file; units that did not change since they were last seen come from the cache. Never throws. */
  analyse(input: Input, settings: Settings, host: Host): FileResult;
  /**
   * The verified fixes of findings that `analyse` returned for this very input, in the order of the findings. Each was
   * applied to a copy and re-analysed: the finding is gone, no finding is new, no syntax error is new. `work` is the
   * number of instructions to interpret for it all; a fix whose trial would take more than is left of it is left out.
   */
  fixes(
    input: Input,
    settings: Settings,
    host: Host,
    findings: readonly Finding[],
    work?: number,
  ): readonly (readonly Fix[])[];
  /** Which data the file's functions hand where, for views of the project as a whole. Never throws. */
  dependences(input: Input, settings: Settings, host: Host): FileDependences;
  /** The name of the function whose head is at `offset`, if it takes data that a fuzz target could give it. */
  fuzzable(input: Input, settings: Settings, host: Host, offset: number): string | undefined;
  /** What a fuzz target for a function of the file is made of; undefined if there is none, or none can be made. */
  fuzzTarget(input: Input, settings: Settings, host: Host, place: FunctionPlace): FuzzTarget | undefined;
}
