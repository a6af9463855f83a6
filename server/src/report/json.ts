/**
 * The report as JSON for other programs. The shape is described in `docs/cli.md`; `version` grows when something that
 * is there changes its meaning or goes, not when something is added.
 */
import type { Counts, Finding, Fix, Skipped } from "../findings";
import { fingerprintsOf } from "./fingerprint";
import { justificationOf, type Place, placeOf, type Report, shownPath, totalsOf } from "./report";
import type { Source } from "./sources";

const FORMAT_VERSION = 1;

interface JsonStep extends Place {
  readonly path: string;
  readonly message: string;
}

interface JsonFix {
  readonly id: string;
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly (Place & { readonly text: string })[];
}

interface JsonFinding extends Place {
  readonly rule: string;
  readonly severity: Finding["severity"];
  readonly confidence: Finding["confidence"];
  readonly message: string;
  readonly path: string;
  readonly function?: string;
  readonly cwe: readonly number[];
  readonly fingerprint: string;
  readonly steps: readonly JsonStep[];
  readonly fixes?: readonly JsonFix[];
  /** Of suppressed findings. */
  readonly justification?: string;
}

export interface JsonReport {
  readonly version: number;
  readonly tool: { readonly name: string; readonly version: string };
  /** Absolute folder to which paths are relative. */
  readonly base: string;
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly JsonFinding[];
  /** Functions, or parts of them, that could not be followed. */
  readonly skipped: readonly (Place & {
    readonly path: string;
    readonly function: string;
    readonly reason: Skipped["reason"];
    readonly detail: string;
  })[];
  readonly problems: readonly {
    readonly kind: string;
    readonly level: string;
    readonly message: string;
    readonly path?: string;
    readonly line?: number;
    readonly column?: number;
  }[];
  readonly summary: {
    readonly files: number;
    readonly errors: number;
    readonly warnings: number;
    readonly notes: number;
    readonly suppressed: number;
    readonly milliseconds: number;
    /** False when the scan was interrupted. */
    readonly complete: boolean;
    readonly counts: Counts;
  };
}

export function jsonReport(report: Report): string {
  const { scan } = report;
  const totals = totalsOf(scan);
  const findings: JsonFinding[] = [];
  const suppressed: JsonFinding[] = [];
  const skipped: JsonReport["skipped"][number][] = [];
  for (const { result, fixes } of scan.files) {
    if (result.findings.length + result.suppressed.length + result.skipped.length === 0) continue;
    const source = report.sources.of(result.path);
    const path = shownPath(report.base, result.path);
    const prints = fingerprintsOf(result, source);
    const convert = (finding: Finding): JsonFinding => ({
      rule: finding.rule,
      severity: finding.severity,
      confidence: finding.confidence,
      message: finding.message,
      path,
      ...placeOf(source, finding),
      function: finding.function,
      cwe: report.rules.get(finding.rule)?.cwe ?? [],
      fingerprint: prints.get(finding)!,
      steps: finding.steps.map((step) => ({
        path: shownPath(report.base, step.path ?? result.path),
        ...placeOf(step.path === undefined ? source : report.sources.of(step.path), step),
        message: step.message,
      })),
    });
    result.findings.forEach((finding, i) => {
      findings.push({ ...convert(finding), fixes: fixes[i]?.map((fix) => convertFix(source, fix)) });
    });
    for (const finding of result.suppressed) {
      suppressed.push({ ...convert(finding), justification: justificationOf(finding) });
    }
    for (const { function: name, reason, detail, ...span } of result.skipped) {
      skipped.push({ path, ...placeOf(source, span), function: name, reason, detail });
    }
  }
  const output: JsonReport = {
    version: FORMAT_VERSION,
    tool: { name: "Parapet", version: report.version },
    base: report.base,
    findings,
    suppressed,
    skipped,
    problems: scan.problems.map(({ path, ...problem }) => ({
      ...problem,
      path: path === undefined ? undefined : shownPath(report.base, path),
    })),
    summary: {
      files: scan.files.length,
      errors: totals.bySeverity.error,
      warnings: totals.bySeverity.warning,
      notes: totals.bySeverity.note,
      suppressed: totals.suppressed,
      milliseconds: Math.round(report.elapsed),
      complete: !scan.cancelled,
      counts: scan.counts,
    },
  };
  return `${JSON.stringify(output, undefined, 2)}\n`;
}

function convertFix(source: Source, fix: Fix): JsonFix {
  const edits = fix.edits.map((edit) => ({ ...placeOf(source, edit), text: edit.text }));
  return { id: fix.id, title: fix.title, safe: fix.safe, edits };
}
