/** The end of a scan in a few honest lines: what was found, what was looked at, and what was not. */
import { type Report, shownPath, totalsOf } from "./report";
import { printable } from "./terminal";

/** Problems of single files that are listed; the others are counted. */
const MAX_LISTED = 20;

export function summary(report: Report): string[] {
  const { scan } = report;
  const { counts } = scan;
  const totals = totalsOf(scan);
  const lines: string[] = [];
  if (totals.findings === 0) lines.push("No findings.");
  else {
    const { error, warning, note } = totals.bySeverity;
    const kinds = [amount(error, "error"), amount(warning, "warning"), amount(note, "note")];
    const named = kinds.filter((kind) => !kind.startsWith("0 "));
    lines.push(`${listed(named)} in ${amount(totals.filesWithFindings, "file")}.`);
  }

  const analysed = `Analysed ${amount(scan.files.length, "file")} with ${amount(counts.functions, "function")} in ${seconds(report.elapsed)}.`;
  const reservations: string[] = [];
  if (counts.functionsNotUnderstood > 0) {
    const share = ((100 * counts.functionsNotUnderstood) / Math.max(1, counts.functions)).toFixed(1);
    reservations.push(
      `${amount(counts.functionsNotUnderstood, "function")} (${share} %) not fully understood`,
    );
  }
  if (counts.functionsCutShort > 0) reservations.push(`${counts.functionsCutShort} cut short`);
  if (totals.suppressed > 0) reservations.push(`${amount(totals.suppressed, "finding")} suppressed`);
  lines.push([analysed, ...(reservations.length > 0 ? [`${listed(reservations)}.`] : [])].join(" "));

  const missed = scan.problems.filter((problem) => problem.kind === "file");
  if (missed.length > 0) {
    lines.push(`Not analysed: ${amount(missed.length, "file")}.`);
    for (const { path, message } of missed.slice(0, MAX_LISTED)) {
      lines.push(`  ${printable(shownPath(report.base, path ?? ""))}: ${message}`);
    }
    if (missed.length > MAX_LISTED) lines.push(`  and ${missed.length - MAX_LISTED} more`);
  }
  if (scan.cancelled) {
    lines.push(`Interrupted after ${scan.files.length + missed.length} of ${amount(scan.total, "file")}.`);
  }
  return lines;
}

/** Work done and what was not understood, for `--stats`. */
export function statistics(report: Report): string[] {
  const { counts, files } = report.scan;
  const lines = [
    `nodes exported           ${counts.nodesExported}`,
    `functions                ${counts.functions}`,
    `  not understood         ${counts.functionsNotUnderstood}`,
    `  cut short              ${counts.functionsCutShort}`,
    `instructions lowered     ${counts.instructionsLowered}`,
    `instructions interpreted ${counts.instructionsInterpreted}`,
    `states kept              ${counts.statesKept}`,
    `merges                   ${counts.merges}`,
  ];
  for (const { result } of files) {
    if (result.skipped.length === 0) continue;
    const { lines: index } = report.sources.of(result.path);
    for (const skipped of result.skipped) {
      const line = index.position(skipped.start).line + 1;
      const where = `${shownPath(report.base, result.path)}:${line}`;
      lines.push(printable(`${where}: ${skipped.function}: ${skipped.reason}: ${skipped.detail}`));
    }
  }
  return lines;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2
    ? items.join("")
    : `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 10_000
    ? `${(milliseconds / 1000).toFixed(2)} s`
    : `${(milliseconds / 1000).toFixed(0)} s`;
}
