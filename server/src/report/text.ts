/**
 * Findings for people: one line that compilers' users and editors' error parsers know, the code underlined, then the
 * steps that lead there in their order.
 */
import type { Finding } from "../findings";
import { frame } from "./frame";
import { placeOf, type Report, shownPath } from "./report";
import { statistics, summary } from "./summary";
import { printable, type Style } from "./terminal";

export interface TextOptions {
  readonly style: Style;
  /** Findings only, one line each, and no summary. */
  readonly quiet: boolean;
  readonly statistics: boolean;
}

/** The whole report, each line ended. */
export function textReport(report: Report, options: TextOptions): string {
  const lines: string[] = [];
  for (const { result } of report.scan.files) {
    for (const finding of result.findings) {
      lines.push(...describe(report, result.path, finding, options));
    }
  }
  if (!options.quiet) lines.push(...summary(report));
  if (options.statistics) lines.push(...statistics(report));
  return lines.map((line) => `${line}\n`).join("");
}

function describe(report: Report, file: string, finding: Finding, options: TextOptions): string[] {
  const { style } = options;
  const mark = style[finding.severity];
  const label = style.strong(mark(`${finding.severity}:`));
  const message = style.strong(printable(finding.message));
  const lines = [
    `${where(report, file, finding, style)}: ${label} ${message} ${style.faint(`[${finding.rule}]`)}`,
  ];
  if (options.quiet) return lines;
  lines.push(...frame(report.sources.of(file), finding, { context: 1, style, mark, indent: "  " }));
  finding.steps.forEach((step, i) => {
    const at = step.path ?? file;
    const number = `${i + 1}.`;
    lines.push(`  ${number} ${where(report, at, step, style)}: ${printable(step.message)}`);
    // The finding's own lines stand above already.
    if (at === file && step.start === finding.start && step.end === finding.end) return;
    const indent = " ".repeat(3 + number.length);
    lines.push(...frame(report.sources.of(at), step, { context: 0, style, mark: style.note, indent }));
  });
  lines.push("");
  return lines;
}

function where(report: Report, file: string, span: { start: number; end: number }, style: Style): string {
  const { start } = placeOf(report.sources.of(file), span);
  return style.strong(`${printable(shownPath(report.base, file))}:${start.line}:${start.column}`);
}
