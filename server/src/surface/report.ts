/**
 * The attack surface of a project: where data comes in from outside, which functions it reaches, what looks at it on the
 * way, what it can decide, and which fuzz targets and tests reach the same code. Plain data, sorted by nothing but the
 * code itself, so the order in which files were read changes nothing.
 */
import type { Span } from "../text/span";
import type { Check, EntryKind, FileDependences, FunctionDependence, Node, Use, UseKind } from "./dependence";
import { type Arrival, Graph } from "./graph";

export interface Location extends Span {
  readonly path: string;
}

export interface SurfaceFunction {
  readonly name: string;
  /** Its name in the source. */
  readonly at: Location;
  /** Fuzz targets that call it, directly or not: their files. */
  readonly fuzzTargets: readonly string[];
  /** Files of tests from which it is called. */
  readonly tests: readonly string[];
}

export interface Reached {
  /** Index into `SurfaceReport.functions`, as all numbers of functions here. */
  readonly function: number;
  /** Functions on the way from the entry. */
  readonly distance: number;
  /** The function before it on the way; -1 for the entry's own. */
  readonly from: number;
  /** How the data gets in, in words: "argument 2", "result of f()", "field message.payload". */
  readonly by: string;
  /** Comparisons that look at the data. */
  readonly checks: readonly Location[];
}

export interface ReachedUse {
  readonly kind: UseKind;
  /** The function that does it; "" for the language itself. */
  readonly name: string;
  readonly at: Location;
  readonly function: number;
  /** Functions from the entry to the use, the first and the last among them. */
  readonly route: readonly number[];
  /** Comparisons of the data that stand before the use on every way, here or where it was handed on. */
  readonly checks: readonly Location[];
}

export interface SurfaceEntry {
  readonly kind: EntryKind;
  /** What brings it in. */
  readonly name: string;
  readonly at: Location;
  readonly function: number;
  /** In the order of distance. */
  readonly reached: readonly Reached[];
  /** Those that nothing is compared before come first. */
  readonly uses: readonly ReachedUse[];
}

export interface SurfaceReport {
  /** By kind, then by place. */
  readonly entries: readonly SurfaceEntry[];
  /** All that entries speak of. */
  readonly functions: readonly SurfaceFunction[];
  /** Entries of tests and fuzz targets, which are no part of the surface. */
  readonly inTests: number;
  /** Files of the project that are tests or fuzz targets. */
  readonly fuzzTargets: readonly string[];
  readonly tests: readonly string[];
  /** Top-level declarations that could not be followed, for a fault of ours. */
  readonly failed: number;
}

const FUZZ_TARGET = "LLVMFuzzerTestOneInput";

/** Names of folders and files that hold tests, as projects commonly call them. */
const TEST_PATH =
  /(^|\/)(tests?|unittests?|testing|fuzz|fuzzing|fuzzers)\/|(^|\/)test_[^/]*$|[_-](unit)?tests?\.[^/.]+$/i;

interface Start {
  readonly kind: EntryKind;
  readonly name: string;
  readonly at: Location;
  readonly function: number;
  readonly nodes: readonly number[];
}

/** `base` is the folder to which the words of a path count that tell a test. */
export function surfaceOf(files: readonly FileDependences[], base: string): SurfaceReport {
  const graph = new Graph(files);
  const pathOf = graph.functions.map(({ id }) => id.slice(0, id.indexOf("\n")));
  const isTarget = (f: number) => graph.functions[f].name === FUZZ_TARGET;
  const inTest = pathOf.map(
    (path, f) => isTarget(f) || TEST_PATH.test(path.startsWith(base) ? path.slice(base.length) : path),
  );
  const isTest = (f: number) => inTest[f];
  const all = graph.functions.map((_, i) => i);
  const reachedFrom = (functions: readonly number[]) => {
    const byFile = new Map<string, number[]>();
    for (const f of functions) byFile.set(pathOf[f], [...(byFile.get(pathOf[f]) ?? []), f]);
    return [...byFile].sort().map(([path, from]) => ({ path, reached: graph.called(from) }));
  };
  const fuzzing = reachedFrom(all.filter(isTarget));
  const testing = reachedFrom(all.filter((f) => isTest(f) && !isTarget(f)));

  const starts = startsOf(graph, pathOf);
  const shown = new Map<number, number>();
  const functions: SurfaceFunction[] = [];
  const show = (f: number): number => {
    let index = shown.get(f);
    if (index !== undefined) return index;
    shown.set(f, (index = functions.length));
    const { name, nameStart, nameEnd } = graph.functions[f];
    const by = (groups: typeof testing) => groups.filter((g) => g.reached.has(f)).map(({ path }) => path);
    functions.push({
      name,
      at: { path: pathOf[f], start: nameStart, end: nameEnd },
      fuzzTargets: by(fuzzing),
      tests: by(testing),
    });
    return index;
  };
  const entries = starts
    .filter((start) => !isTest(start.function))
    .sort((a, b) => compare(a.kind, b.kind) || byPlace(a.at, b.at) || compare(a.name, b.name))
    .map((start) => entryOf(graph, pathOf, start, isTest, show));
  return {
    entries,
    functions,
    inTests: starts.length - entries.length,
    fuzzTargets: fuzzing.map(({ path }) => path),
    tests: testing.map(({ path }) => path),
    failed: files.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function startsOf(graph: Graph, pathOf: readonly string[]): Start[] {
  const starts: Start[] = [];
  const called = new Map<number, string>();
  graph.functions.forEach((fn, f) => {
    fn.entries.forEach(({ kind, name, start, end }, index) => {
      const nodes = [
        graph.find(f, { kind: "entry", index }) ?? [],
        graph.find(f, { kind: "amount", index }) ?? [],
      ].flat();
      starts.push({ kind, name, at: { path: pathOf[f], start, end }, function: f, nodes });
    });
    for (const { to, targets } of fn.handedOver)
      if (to !== "") for (const target of targets.flatMap((id) => graph.named(id))) called.set(target, to);
  });
  for (const [f, to] of called) {
    const { params, nameStart, nameEnd } = graph.functions[f];
    // A lone pointer to anything is what the one who registered it gets back.
    const isOwn = params.length === 1 && params[0].type.replace("const ", "") === "void*";
    if (isOwn) continue;
    const nodes = [
      ...params.flatMap((_, index) => graph.find(f, { kind: "parameter", index }) ?? []),
      ...fieldsOf(graph.functions[f]).flatMap((field) => graph.find(f, field) ?? []),
    ];
    const at = { path: pathOf[f], start: nameStart, end: nameEnd };
    if (nodes.length > 0) starts.push({ kind: "callback", name: to, at, function: f, nodes });
  }
  return starts;
}

/** What a function reads from the records that it is given: those of a callback were filled by whoever calls it. */
function fieldsOf({ params, edges }: FunctionDependence): Node[] {
  const records = params.flatMap(({ type }) => /(\w+)\s*\*$/.exec(type)?.[1] ?? []);
  const fields = new Map<string, Node>();
  for (const { from } of edges)
    if (from.kind === "shared" && records.includes(from.name.slice(0, from.name.indexOf("."))))
      fields.set(from.name, from);
  return [...fields.values()];
}

function entryOf(
  graph: Graph,
  pathOf: readonly string[],
  start: Start,
  isTest: (f: number) => boolean,
  show: (f: number) => number,
): SurfaceEntry {
  const arrivals = graph.reach(start.nodes);
  const distances = new Map<number, number>();
  const reached = new Map<number, { from: number; by: string; checks: Location[] }>();
  const uses: ReachedUse[] = [];
  const used = new Set<string>();
  const locate = (f: number, { start, end }: Check | Use): Location => ({ path: pathOf[f], start, end });
  reached.set(start.function, { from: -1, by: "", checks: [] });
  distances.set(start.function, 0);
  for (const [number, arrival] of arrivals) {
    const { owner, node } = graph.node(number);
    // Tests call a library as its users do, so ways lead through them; they themselves are of no interest.
    if (owner === -1 || isTest(owner)) continue;
    if (!reached.has(owner)) {
      const { function: from, by } = wayInto(graph, arrivals, number, arrival);
      distances.set(owner, (distances.get(from) ?? 0) + 1);
      reached.set(owner, { from, by, checks: [] });
    }
    if (node.kind === "check")
      reached.get(owner)?.checks.push(locate(owner, graph.functions[owner].checks[node.index]));
    if (node.kind !== "use") continue;
    const use = graph.functions[owner].uses[node.index];
    // A macro may do the same several times.
    const key = `${use.kind} ${use.name} ${owner} ${use.start} ${use.end}`;
    if (used.has(key)) continue;
    used.add(key);
    const { route, checks } = wayTo(graph, arrivals, number);
    uses.push({
      kind: use.kind,
      name: use.name,
      at: locate(owner, use),
      function: show(owner),
      route: route.filter((f) => !isTest(f)).map(show),
      checks: unique([
        ...checks.map(([f, c]) => locate(f, graph.functions[f].checks[c])),
        ...use.checks
          .filter((index) => isReached(graph, arrivals, owner, index))
          .map((c) => locate(owner, graph.functions[owner].checks[c])),
      ]),
    });
  }
  const entry = show(start.function);
  return {
    kind: start.kind,
    name: start.name,
    at: start.at,
    function: entry,
    reached: [...reached]
      .map(([f, { from, by, checks }]) => ({
        function: show(f),
        distance: distances.get(f) ?? 0,
        from: from === -1 ? -1 : show(from),
        by,
        checks: unique(checks),
        id: graph.functions[f].id,
      }))
      .sort((a, b) => a.distance - b.distance || compare(a.id, b.id))
      .map(({ id: _, ...rest }) => rest),
    uses: uses.sort(
      (a, b) =>
        Number(a.checks.length > 0) - Number(b.checks.length > 0) ||
        compare(a.kind, b.kind) ||
        byPlace(a.at, b.at),
    ),
  };
}

function isReached(graph: Graph, arrivals: ReadonlyMap<number, Arrival>, f: number, check: number): boolean {
  const node = graph.find(f, { kind: "check", index: check });
  return node !== undefined && arrivals.has(node);
}

/** The function that data came from, and how it came. */
function wayInto(
  graph: Graph,
  arrivals: ReadonlyMap<number, Arrival>,
  number: number,
  arrival: Arrival,
): { readonly function: number; readonly by: string } {
  const { owner, node } = graph.node(number);
  let before = arrival.from;
  let field = "";
  while (before !== -1 && graph.node(before).owner === -1) {
    const { node } = graph.node(before);
    if (node.kind === "shared" && field === "") field = node.name;
    before = arrivals.get(before)?.from ?? -1;
  }
  const from = before === -1 ? owner : graph.node(before).owner;
  if (field !== "")
    return { function: from, by: field.includes(".") ? `field ${field}` : `variable ${field}` };
  const call =
    "index" in node && node.kind !== "parameter" ? graph.functions[owner].calls[node.index] : undefined;
  switch (node.kind) {
    case "parameter": {
      const name = graph.functions[owner].params[node.index]?.name;
      return { function: from, by: `parameter ${name === "" ? node.index + 1 : name}` };
    }
    case "filled":
      return { function: from, by: `argument ${node.argument + 1} of ${call?.name ?? ""}()` };
    default:
      return { function: from, by: `result of ${call?.name ?? ""}()` };
  }
}

/** The functions on the way to a node, and the checks that the data passed before it was handed on. */
function wayTo(
  graph: Graph,
  arrivals: ReadonlyMap<number, Arrival>,
  number: number,
): { readonly route: number[]; readonly checks: [number, number][] } {
  const route: number[] = [];
  const checks: [number, number][] = [];
  for (let at = number; at !== -1; ) {
    const { owner, node } = graph.node(at);
    if (owner !== -1 && route[0] !== owner) route.unshift(owner);
    if (node.kind === "argument")
      for (const check of graph.functions[owner].calls[node.index].checks[node.argument] ?? [])
        if (isReached(graph, arrivals, owner, check)) checks.unshift([owner, check]);
    at = arrivals.get(at)?.from ?? -1;
  }
  return { route, checks };
}

function unique(places: readonly Location[]): Location[] {
  const seen = new Map(places.map((place) => [`${place.path} ${place.start} ${place.end}`, place]));
  return [...seen.values()].sort(byPlace);
}

function byPlace(a: Location, b: Location): number {
  return compare(a.path, b.path) || a.start - b.start || a.end - b.end;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
