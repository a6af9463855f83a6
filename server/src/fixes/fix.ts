/** What a quick fix is before it has been verified, and what it may look at while it is built. */
import type { UnitContext } from "../checkers/tree/checker";
import type { IncludeView } from "../checkers/tree/includes";
import { contextOf } from "../checkers/tree/run";
import type { View } from "../checkers/tree/scopes";
import type { Finding, TextEdit } from "../findings";
import type { SourceFile } from "../syntax/source";
import { nodeCovering } from "../syntax/walk";

/** Text edits that may repair a finding. Edits are absolute, do not overlap, and need not be sorted. */
export interface Candidate {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** Changes nothing but the fault, so may be applied without review. */
  readonly safe: boolean;
}

export interface FixContext {
  readonly file: SourceFile;
  readonly finding: Finding;
  /** The unit that holds the finding; undefined for one in a comment or a directive. */
  readonly code: Code | undefined;
}

/** The code around a finding. Node numbers are those of `unit.tree`. */
export interface Code {
  readonly file: SourceFile;
  readonly unit: UnitContext;
  /** Offset of the unit in the file. */
  readonly base: number;
  /** The smallest node that covers the finding. */
  readonly node: number;
}

/** The context for a finding whose spans are absolute in `file`. */
export function fixContext(
  file: SourceFile,
  finding: Finding,
  view: View,
  includes: IncludeView,
): FixContext {
  const unit = file.units.find(({ start, end }) => start <= finding.start && finding.end <= end);
  if (!unit) return { file, finding, code: undefined };
  const context = contextOf({ file, unit, view, includes });
  const node = nodeCovering(context.tree, finding.start - unit.start, finding.end - unit.start);
  return { file, finding, code: { file, unit: context, base: unit.start, node } };
}

/** Builds the edits for one kind of repair; several candidates are alternatives, the best first. */
export interface FixBuilder {
  readonly id: string;
  build(context: FixContext): Candidate[];
}

/** A builder for findings in code: it is not asked for others. */
export function onCode(id: string, build: (code: Code, finding: Finding) => Candidate[]): FixBuilder {
  return { id, build: ({ code, finding }) => (code ? build(code, finding) : []) };
}
