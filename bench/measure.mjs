/** Numbers and tables of the benchmarks. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/** What all tools of a comparison are given. */
const SOURCE = /\.(c|cc|cpp|cxx|h|hh|hpp|hxx)$/i;

/** The value below which a share of the samples lies, by the nearest rank. */
export function quantile(samples, share) {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Milliseconds with three significant digits at most. */
export function milliseconds(value) {
  return value === undefined
    ? "-"
    : `${value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
}

export function seconds(value) {
  return value === undefined ? "-" : `${value.toFixed(value < 10 ? 2 : 1)} s`;
}

export function ratio(value, base) {
  return value === undefined || !base ? "-" : `${(value / base).toFixed(value / base < 10 ? 2 : 0)} x`;
}

/** A Markdown table; columns of numbers are aligned to the right. */
export function markdownTable(header, rows) {
  const text = rows.map((row) => row.map((cell) => String(cell ?? "-").replaceAll("|", "\\|")));
  const right = header.map((_, i) => text.length > 0 && text.every((row) => /^[-\d]/.test(row[i])));
  return [
    `| ${header.join(" | ")} |`,
    `|${right.map((isRight) => (isRight ? "---:" : "---")).join("|")}|`,
    ...text.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

/** The source files below the given files and folders, sorted. */
export function sourcesBelow(places) {
  return places
    .flatMap((place) =>
      statSync(place).isDirectory()
        ? readdirSync(place, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
            .map((entry) => path.join(entry.parentPath, entry.name))
        : [place],
    )
    .sort();
}

export function countLines(file) {
  const bytes = readFileSync(file);
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return bytes.length > 0 && bytes[bytes.length - 1] !== 10 ? lines + 1 : lines;
}

/** Numbers from 0 inclusive to 1 exclusive that a seed repeats (xorshift, 32 bits). */
export function randomFrom(seed) {
  let state = seed * 2654435769 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** `count` of the items, in their order. */
export function sampleOf(items, count, seed) {
  const random = randomFrom(seed);
  const chosen = items
    .map((item, index) => ({ item, index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .slice(0, count);
  return chosen.sort((a, b) => a.index - b.index).map(({ item }) => item);
}
