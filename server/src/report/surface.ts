/**
 * The attack surface as people and programs read it: paths relative, places by line and column, the code of each beside
 * it. The JSON is this very object; text and HTML are made from it.
 */
import type { Location, SurfaceReport } from "../surface/report";
import { placeOf, shownPath } from "./report";
import type { Sources } from "./sources";

const FORMAT_VERSION = 1;

/** 1-based line and column, columns in UTF-16 code units. */
export interface SurfacePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Its code on one line, cut if it is long. */
  readonly code: string;
}

interface ShownFunction {
  readonly name: string;
  readonly at: SurfacePlace;
  readonly fuzzTargets: readonly string[];
  readonly tests: readonly string[];
}

export interface ShownEntry {
  readonly kind: string;
  readonly name: string;
  readonly at: SurfacePlace;
  /** Index into `functions`, as `from` and the numbers of `route`. */
  readonly function: number;
  readonly reached: readonly {
    readonly function: number;
    readonly distance: number;
    /** -1 for the entry's own function. */
    readonly from: number;
    readonly by: string;
    readonly checks: readonly SurfacePlace[];
  }[];
  readonly uses: readonly {
    readonly kind: string;
    readonly name: string;
    readonly at: SurfacePlace;
    readonly function: number;
    readonly route: readonly number[];
    readonly checks: readonly SurfacePlace[];
  }[];
}

export interface ShownSurface {
  readonly version: number;
  readonly tool: { readonly name: string; readonly version: string };
  /** Absolute folder to which paths are relative. */
  readonly base: string;
  readonly entries: readonly ShownEntry[];
  readonly functions: readonly ShownFunction[];
  readonly fuzzTargets: readonly string[];
  readonly tests: readonly string[];
  readonly summary: {
    readonly files: number;
    readonly entries: number;
    /** By kind of entry. */
    readonly kinds: Readonly<Record<string, number>>;
    readonly entriesInTests: number;
    /** Top-level declarations that could not be followed. */
    readonly failed: number;
  };
}

/** UTF-16 code units of code that are shown of one place. */
const SHOWN_CODE = 90;

export function shownSurface(
  report: SurfaceReport,
  { base, sources, version, files }: { base: string; sources: Sources; version: string; files: number },
): ShownSurface {
  const places = new Map<string, SurfacePlace>();
  const place = (location: Location): SurfacePlace => {
    const key = `${location.path} ${location.start} ${location.end}`;
    let known = places.get(key);
    if (known === undefined) {
      const source = sources.of(location.path);
      const { start } = placeOf(source, location);
      const code = source.text.slice(location.start, location.end).replace(/\s+/g, " ");
      known = {
        path: shownPath(base, location.path),
        line: start.line,
        column: start.column,
        code: code.length > SHOWN_CODE ? `${code.slice(0, SHOWN_CODE - 1)}\u2026` : code,
      };
      places.set(key, known);
    }
    return known;
  };
  const shown = (path: string) => shownPath(base, path);
  const kinds: Record<string, number> = {};
  for (const { kind } of report.entries) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    version: FORMAT_VERSION,
    tool: { name: "Parapet", version },
    base,
    entries: report.entries.map((entry) => ({
      ...entry,
      at: place(entry.at),
      reached: entry.reached.map((r) => ({ ...r, checks: r.checks.map(place) })),
      uses: entry.uses.map((u) => ({ ...u, at: place(u.at), checks: u.checks.map(place) })),
    })),
    functions: report.functions.map((f) => ({
      name: f.name,
      at: place(f.at),
      fuzzTargets: f.fuzzTargets.map(shown),
      tests: f.tests.map(shown),
    })),
    fuzzTargets: report.fuzzTargets.map(shown),
    tests: report.tests.map(shown),
    summary: {
      files,
      entries: report.entries.length,
      kinds,
      entriesInTests: report.inTests,
      failed: report.failed,
    },
  };
}

export function surfaceJson(surface: ShownSurface): string {
  return `${JSON.stringify(surface, undefined, 1)}\n`;
}

/** Entries by kind, kinds in their order. */
export function entriesByKind(surface: ShownSurface): ReadonlyMap<string, readonly ShownEntry[]> {
  const groups = new Map<string, ShownEntry[]>();
  for (const entry of surface.entries) {
    const group = groups.get(entry.kind);
    if (group === undefined) groups.set(entry.kind, [entry]);
    else group.push(entry);
  }
  return groups;
}

const USE_WORDS: Readonly<Record<string, string>> = {
  sql: "SQL text",
  command: "command",
  path: "path or file name",
  format: "format string",
  library: "library that is loaded",
  "allocation-size": "size of an allocation",
  "copy-size": "number of bytes",
  "unbounded-copy": "copy without a bound",
  index: "index",
};

/** What data decides at a use, in words. */
export function useWords({ kind, name }: { readonly kind: string; readonly name: string }): string {
  const words = USE_WORDS[kind] ?? kind;
  return name === "" ? words : `${words}, ${name}()`;
}

/** Which tests there are for an entry, in words; "" for none. */
export function coverage(surface: ShownSurface, entry: ShownEntry): string {
  const own = surface.functions[entry.function];
  const reached = entry.reached.map(({ function: f }) => surface.functions[f]);
  const fuzzed = reached.filter(({ fuzzTargets }) => fuzzTargets.length > 0).length;
  const tested = reached.filter(({ tests }) => tests.length > 0).length;
  const share = (count: number) => (count === reached.length ? "all" : `${count} of ${reached.length}`);
  const words = [
    ...(fuzzed === 0 ? [] : [`fuzz targets reach ${share(fuzzed)}`]),
    ...(tested === 0 ? [] : [`tests reach ${share(tested)}`]),
  ];
  if (words.length === 0) return "no fuzz target or test reaches it";
  const isDirect = own.fuzzTargets.length > 0 || own.tests.length > 0;
  return `${words.join(", ")}${isDirect ? "" : " (not the entry itself)"}`;
}
