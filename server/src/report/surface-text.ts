/** The attack surface for a terminal: by kind of entry, the nearest functions and the unchecked uses first. */
import {
  coverage,
  entriesByKind,
  type ShownEntry,
  type ShownSurface,
  type SurfacePlace,
  useWords,
} from "./surface";
import { printable, type Style } from "./terminal";

/** Lines of a list; the JSON and HTML forms have all of it. */
const SHOWN = 12;
const SHOWN_CHECKS = 3;

export function surfaceText(surface: ShownSurface, style: Style): string {
  const lines: string[] = [];
  for (const [kind, entries] of entriesByKind(surface)) {
    lines.push(style.strong(`${kind} (${entries.length})`), "");
    for (const entry of entries) lines.push(...entryLines(surface, entry, style), "");
  }
  const { summary } = surface;
  const tests = summary.entriesInTests === 0 ? "" : `; ${summary.entriesInTests} more in tests`;
  lines.push(
    `${count(summary.entries, "entry", "entries")} of outside data in ${count(summary.files, "file", "files")}${tests}.`,
  );
  if (summary.failed > 0)
    lines.push(`${count(summary.failed, "declaration", "declarations")} could not be followed.`);
  return lines.map((line) => `${line}\n`).join("");
}

function entryLines(surface: ShownSurface, entry: ShownEntry, style: Style): string[] {
  const own = surface.functions[entry.function];
  const lines = [
    `${style.strong(where(entry.at))}: ${printable(entry.name)} in ${printable(own.name)}()`,
    `    ${coverage(surface, entry)}`,
  ];
  const reached = entry.reached.filter(({ from, checks }) => from !== -1 || checks.length > 0);
  for (const { function: f, by, from, checks } of reached.slice(0, SHOWN)) {
    const how = from === -1 ? "" : style.faint(` (${by})`);
    lines.push(`    reaches ${printable(surface.functions[f].name)}()${how}${checkWords(checks, style)}`);
  }
  rest(lines, reached.length, style);
  for (const use of entry.uses.slice(0, SHOWN)) {
    const mark = use.checks.length === 0 ? style.warning("unchecked") : "checked";
    lines.push(`    ${mark}: ${useWords(use)} at ${where(use.at)}${checkWords(use.checks, style)}`);
    const route = use.route.map((f) => surface.functions[f].name).join(" > ");
    if (use.route.length > 1) lines.push(`        ${style.faint(printable(route))}`);
  }
  rest(lines, entry.uses.length, style);
  return lines;
}

function rest(lines: string[], length: number, style: Style): void {
  if (length > SHOWN) lines.push(style.faint(`    ... and ${length - SHOWN} more`));
}

function checkWords(checks: readonly SurfacePlace[], style: Style): string {
  if (checks.length === 0) return "";
  const shown = checks.slice(-SHOWN_CHECKS).map(({ line, code }) => `${printable(code)} (${line})`);
  const more = checks.length - shown.length;
  return style.faint(`; compares ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`);
}

function where({ path, line, column }: SurfacePlace): string {
  return `${printable(path)}:${line}:${column}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
