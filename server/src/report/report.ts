/**
 * What all reports are made from, and the questions they share: where a span lies in lines and columns, how a path is
 * shown, how findings add up. Reports are pure functions from this to text, so that they can be tested as such.
 */
import path from "node:path";
import type { Finding, Severity } from "../findings";
import type { Rules } from "../rules/rule";
import type { Span } from "../text/span";
import { isBelow, toPosix } from "../workspace/exclude";
import type { Scan } from "../workspace/scan";
import type { Source, Sources } from "./sources";

export interface Report {
  readonly scan: Scan;
  readonly rules: Rules;
  /** Parapet's own version. */
  readonly version: string;
  /** Absolute folder to which paths are shown relative. */
  readonly base: string;
  /** Milliseconds that the scan took. */
  readonly elapsed: number;
  readonly sources: Sources;
}

/** 1-based line and column, columns in UTF-16 code units; `offset` is 0-based, from the start of the text. */
export interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

export interface Place {
  readonly start: Point;
  /** Exclusive. */
  readonly end: Point;
}

export function placeOf(source: Source, span: Span): Place {
  return { start: pointOf(source, span.start), end: pointOf(source, span.end) };
}

function pointOf(source: Source, offset: number): Point {
  const { line, character } = source.lines.position(offset);
  return { line: line + 1, column: character + 1, offset };
}

/** Relative to the base with `/` on every system; absolute when it lies elsewhere. */
export function shownPath(base: string, file: string): string {
  return isBelow(file, base) ? toPosix(path.relative(base, file)) || "." : toPosix(file);
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** Whether a severity is as bad as, or worse than, a limit. */
export function reaches(severity: Severity, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}

export interface Totals {
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly findings: number;
  readonly suppressed: number;
  readonly filesWithFindings: number;
}

export function totalsOf(scan: Scan): Totals {
  const bySeverity: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  let findings = 0;
  let suppressed = 0;
  let filesWithFindings = 0;
  for (const { result } of scan.files) {
    for (const finding of result.findings) bySeverity[finding.severity]++;
    findings += result.findings.length;
    suppressed += result.suppressed.length;
    if (result.findings.length > 0) filesWithFindings++;
  }
  return { bySeverity, findings, suppressed, filesWithFindings };
}

/** Why a finding was suppressed, as its comment says; undefined when it gives no reason. */
export function justificationOf(finding: Finding): string | undefined {
  const { justification } = finding.facts;
  return typeof justification === "string" && justification !== "" ? justification : undefined;
}
