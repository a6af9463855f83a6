/**
 * What a checker over the syntax tree is: the node kinds it wants to see and a visit function that reports. Dispatch
 * and everything a checker may ask are here; the judgement and the wording are in one file per rule beside it.
 */
import type { Confidence, Facts, Finding, Step } from "../../findings";
import type { Environment } from "../../semantics/environment";
import type { Type } from "../../semantics/types";
import type { Kind } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import type { Language, Tree } from "../../syntax/tree";
import type { IncludeView } from "./includes";

/**
 * A finding before the engine has placed it in its file and given it its rule's severity. Start and end, those of
 * steps without a path, and facts whose key ends in `Start` or `End`, are relative to the unit (to the file for a
 * checker of files).
 */
export type RawFinding = Omit<Finding, "severity" | "steps"> & { readonly steps: readonly RawStep[] };

/** A step of a raw finding; one with a `definition` is relative to the unit of that function, wherever it stands. */
export type RawStep = Step & { readonly definition?: string };

export interface ReportOptions {
  /** Left out: `definite`. */
  readonly confidence?: Confidence;
  readonly facts?: Facts;
  readonly steps?: readonly Step[];
}

/** What a checker may ask while it looks at one unit. The tree and the source have the same offsets. */
export interface UnitContext {
  readonly unit: Unit;
  readonly language: Language;
  readonly tree: Tree;
  /** The unit as the user wrote it, with comments and everything that the masked view leaves out. */
  readonly source: string;
  readonly env: Environment;
  readonly includes: IncludeView;
  /** Type of an expression node where its value is used, arrays not decayed; undefined when it is not known. */
  typeOf(node: number): Type | undefined;
  /**
   * Value of an integer constant expression over names of the file, not of the function; undefined when it is none, or
   * is too large to be exact.
   */
  constantOf(node: number): number | undefined;
  /** The characters of a string literal, escapes resolved; undefined for other nodes. */
  textOf(node: number): string | undefined;
  /** Reports on the source of `node`. */
  report(node: number, message: string, options?: ReportOptions): void;
}

/** A checker of nodes: `visit` is called for every node of one of the kinds, in pre-order. */
export interface TreeChecker {
  readonly rule: string;
  readonly kinds: readonly Kind[];
  /** Left out: both languages. */
  readonly language?: Language;
  visit(context: UnitContext, node: number): void;
}

/** A checker of what several units of a file say together. It reports through the context of the unit concerned. */
export interface FileChecker {
  readonly rule: string;
  readonly language?: Language;
  check(file: SourceFile, contextOf: (unit: Unit) => UnitContext): void;
}
