/**
 * The engine: text in, findings out. Results are kept per unit, tied to the unit's text and to what the names in it
 * meant, so a keystroke costs the unit it falls into, and the answer is the same as for a fresh analysis.
 */
import { type CertainCalls, endlessRecursions } from "../checkers/function/recursion";
import { applySuppressions } from "../checkers/suppressions";
import type { RawFinding } from "../checkers/tree/checker";
import { type IncludeView, includesOf, isDeclaredByStandard, isMentioned } from "../checkers/tree/includes";
import { checkFile, placeFinding } from "../checkers/tree/run";
import type { DataOrigin, Finding, Fix, Skipped } from "../findings";
import { FIX_BUILDERS } from "../fixes/all";
import { type FixBuilder, fixContext } from "../fixes/fix";
import { verifiedFixes } from "../fixes/verify";
import type { Observer } from "../flow/events";
import type { FuzzTarget } from "../fuzz/target";
import type { Models } from "../models/model";
import type { Rule, Rules } from "../rules/rule";
import { buildEnvironment } from "../semantics/build";
import { collectHeaders } from "../semantics/project";
import type { Parse } from "../semantics/scope";
import { DATA_MODELS } from "../semantics/types";
import { createTypes, type Types } from "../semantics/types-table";
import type { FileDependences } from "../surface/dependence";
import { createTreeCache, type TreeCache } from "../syntax/cache";
import { type LexedSource, lexSource, type MaskedSource, maskSource } from "../syntax/file";
import type { Grammars } from "../syntax/grammars";
import type { Macro, SourceFile } from "../syntax/source";
import type { Language } from "../syntax/tree";
import type { Analyser, FileResult, Host, Input, Settings } from "./api";
import { Callees, type FileView } from "./callees";
import { dependencesOf } from "./dependences";
import { type FunctionPlace, fuzzableAt, fuzzTargetOf } from "./fuzz";
import { createProjectIndex, type ProjectIndex } from "./project-index";
import { noWork, type UnitWork } from "./unit";
import { UnitCache } from "./unit-cache";

export interface EngineParts {
  readonly grammars: Grammars;
  readonly rules: Rules;
  readonly models: Models;
  readonly observer?: Observer;
}

export function createAnalyser(parts: EngineParts): Analyser {
  return new Engine(parts);
}

/** A project header as it was read last: by itself, and masked with the macros of all that came with it. */
interface Header {
  readonly plain: LexedSource;
  /** The one that was asked for last at the end. */
  readonly masked: MaskedSource[];
}

/** Ways to mask one header that are kept: files that include it may differ in macros that it names. */
const MAX_MASKED = 4;

/** A file as it was opened last: the next version of it differs in little. */
interface Draft {
  /** As it was asked for. */
  readonly language: Language | undefined;
  readonly lexed: LexedSource;
  readonly file: MaskedSource;
}

/** Drafts kept before the longest unused ones are dropped. */
const MAX_DRAFTS = 8;

/** Caches that depend on the sizes of types, and on the limits that findings are judged by. */
interface Workshop {
  readonly types: Types;
  readonly units: UnitCache;
}

class Engine implements Analyser {
  private readonly trees: TreeCache;
  private readonly workshops = new Map<string, Workshop>();
  private readonly headers = new Map<string, Header>();
  private readonly drafts = new Map<string, Draft>();
  private readonly macroLists = new WeakMap<
    LexedSource,
    { readonly headers: readonly LexedSource[]; readonly macros: readonly Macro[] }[]
  >();
  private readonly indexes = new WeakMap<
    Host,
    {
      readonly index: ProjectIndex;
      sources: readonly string[];
      /** Headers by the source that was taken in with them. */
      headers: ReadonlyMap<string, readonly string[]>;
    }
  >();
  /** Files that were opened for what they define. */
  private readonly others = new Map<string, FileView>();
  /** Findings of units where they were put last. */
  private readonly places = new WeakMap<
    RawFinding,
    { readonly start: number; readonly path: string; readonly finding: RawFinding }
  >();
  private readonly knownRules: ReadonlySet<string>;
  /** One function for all environments: parsed fragments are remembered by it. */
  private readonly parse: Parse;

  constructor(private readonly parts: EngineParts) {
    this.trees = createTreeCache(parts.grammars);
    this.parse = (text, language) => this.trees.tree(text, language);
    this.knownRules = new Set(parts.rules.keys());
  }

  analyse(input: Input, settings: Settings, host: Host): FileResult {
    const view = this.open(input, settings, host);
    const { file, headers, env } = view;
    const callees = this.callees(view, settings, host);
    const includes = includesOf(
      file,
      headers,
      (from, spec, system) => host.resolveInclude(from, spec, system) !== undefined,
    );
    const raw: RawFinding[] = [];
    const skipped: Skipped[] = [];
    const work = noWork();
    const certain: CertainCalls[] = [];
    for (const unit of callees.order(file)) {
      const result = callees.unitResult(view, file, unit);
      for (const f of result.findings) {
        if (f.rule === "implicit-declaration" && !isUndeclared(f, includes)) continue;
        raw.push(this.placed(f, unit.start, file.path, callees));
      }
      for (const s of result.skipped)
        skipped.push({ ...s, start: s.start + unit.start, end: s.end + unit.start });
      addWork(work, result.work);
      for (const f of result.certainCalls)
        certain.push({
          function: f.function,
          calls: f.calls.map((c) => ({ name: c.name, start: c.start + unit.start, end: c.end + unit.start })),
        });
    }
    raw.push(...endlessRecursions(certain));
    raw.push(...checkFile(file, (path) => env.view(path), includes));
    const findings = this.judge(raw, settings);
    const parted = applySuppressions(file, findings, this.knownRules, (id) => this.isOn(id, settings));
    return {
      path: input.path,
      language: file.language,
      findings: [...parted.findings, ...this.judge(parted.own, settings)].sort(byPlace),
      suppressed: parted.suppressed,
      skipped: skipped.sort((a, b) => a.start - b.start),
      counts: work,
    };
  }

  fixes(
    input: Input,
    settings: Settings,
    host: Host,
    findings: readonly Finding[],
    work = Number.POSITIVE_INFINITY,
  ): readonly (readonly Fix[])[] {
    const builders = findings.map(({ rule }) => this.buildersOf(rule));
    if (builders.every((some) => some.length === 0)) return findings.map(() => []);
    const view = this.open(input, settings, host);
    const { file, headers, env } = view;
    const includes = includesOf(
      file,
      headers,
      (from, spec, system) => host.resolveInclude(from, spec, system) !== undefined,
    );
    const before = this.analyse(input, settings, host);
    const callees = this.callees(view, settings, host);
    let left = work;
    return findings.map((finding, i) => {
      if (builders[i].length === 0) return [];
      const context = fixContext(file, finding, (path) => env.view(path), includes);
      const unit = context.code?.unit.unit;
      const cost = unit ? callees.unitResult(view, file, unit).work.instructionsInterpreted : 0;
      return verifiedFixes(context, builders[i], {
        before,
        analyse: (text) => {
          if (cost > left) return undefined;
          left -= cost;
          return this.analyse({ ...input, language: file.language, text }, settings, host);
        },
      });
    });
  }

  private buildersOf(rule: string): readonly FixBuilder[] {
    const fixes = this.parts.rules.get(rule)?.fixes ?? [];
    return FIX_BUILDERS.filter(({ id }) => fixes.includes(id));
  }

  dependences(input: Input, settings: Settings, host: Host): FileDependences {
    const index = this.indexOf(host);
    const view = this.open(input, settings, host);
    index.open(view.file);
    for (const header of view.headers) index.open(header);
    return dependencesOf(view, index);
  }

  fuzzable(input: Input, settings: Settings, host: Host, offset: number): string | undefined {
    return fuzzableAt(this.open(input, settings, host), offset);
  }

  fuzzTarget(input: Input, settings: Settings, host: Host, place: FunctionPlace): FuzzTarget | undefined {
    const index = this.indexOf(host);
    const view = this.open(input, settings, host);
    index.open(view.file);
    for (const header of view.headers) index.open(header);
    const viewOf = (path: string) => this.other(path, settings, host);
    return fuzzTargetOf(view, place, { index, host, viewOf });
  }

  /** The finding at its unit's place; one whose unit stays as and where it is stays too. */
  private placed(finding: RawFinding, start: number, path: string, callees: Callees): RawFinding {
    const known = this.places.get(finding);
    if (known !== undefined && known.start === start && known.path === path) return known.finding;
    const placed = placeFinding(finding, start, path, (definition) => callees.placeOf(definition));
    if (!finding.steps.some((step) => step.definition !== undefined))
      this.places.set(finding, { start, path, finding: placed });
    return placed;
  }

  /** What is known of the functions that the file calls, at this moment. */
  private callees(view: FileView, settings: Settings, host: Host): Callees {
    const index = this.indexOf(host);
    index.open(view.file);
    for (const header of view.headers) index.open(header);
    return new Callees(index, (path) => this.other(path, settings, host));
  }

  private indexOf(host: Host): ProjectIndex {
    let known = this.indexes.get(host);
    if (known === undefined)
      this.indexes.set(host, (known = { index: createProjectIndex(), sources: [], headers: new Map() }));
    const { index } = known;
    const sources = host.sources?.() ?? known.sources;
    if (sources === known.sources) return index;
    known.sources = sources;
    const headers = new Map<string, readonly string[]>();
    for (const path of sources) {
      const text = host.read(path);
      if (text === undefined) continue;
      const before = index.has(path, text) ? known.headers.get(path) : undefined;
      headers.set(path, before ?? this.addSource(index, path, text, host));
    }
    known.headers = headers;
    index.keep(new Set([...sources, ...[...headers.values()].flat()]));
    return index;
  }

  /**
   * Takes in a source and the headers that it includes, as its own analysis will see them, so that nothing hangs on
   * which of the project's files were opened before. Gives the headers.
   */
  private addSource(index: ProjectIndex, path: string, text: string, host: Host): readonly string[] {
    const draft = this.drafts.get(path);
    const lexed = lexSource(path, text, undefined, draft?.lexed);
    const plain = this.headersOf(lexed, host);
    const macros = this.macrosOf(plain);
    // A file that was opened before the project's files were listed is known already.
    if (!index.has(path, text)) index.put(maskSource(lexed, macros, this.trees, draft?.file));
    for (const header of plain)
      if (!index.has(header.path, header.text)) index.put(this.masked(header, macros));
    return plain.map((header) => header.path);
  }

  private headersOf(lexed: LexedSource, host: Host): readonly LexedSource[] {
    return collectHeaders(lexed, host, (path, text) => this.header(path, text, lexed.language).plain);
  }

  /** Another file of the project, as an analysis of its own would see it. */
  private other(path: string, settings: Settings, host: Host): FileView | undefined {
    const text = host.read(path);
    if (text === undefined) return undefined;
    const key = `${settings.dataModel} ${settings.maxStackFrame} ${path}`;
    const known = this.others.get(key);
    const isSame = (file: SourceFile) => host.read(file.path) === file.text;
    if (known !== undefined && known.file.text === text && known.headers.every(isSame)) return known;
    const view = this.open({ path, text }, settings, host);
    this.others.delete(key);
    this.others.set(key, view);
    for (const oldest of this.others.keys()) {
      if (this.others.size <= MAX_OTHERS) break;
      this.others.delete(oldest);
    }
    return view;
  }

  /** The file, the project headers it includes, and what names mean in it. */
  private open(input: Input, settings: Settings, host: Host): FileView {
    const { models, observer } = this.parts;
    const workshop = this.workshop(settings);
    const { path, text } = input;
    const draft = this.drafts.get(path);
    const unchanged = draft?.lexed.text === text && draft.language === input.language;
    const lexed = unchanged ? draft.lexed : lexSource(path, text, input.language, draft?.lexed);
    const plain = this.headersOf(lexed, host);
    // Headers may define the words that have to be masked before the file, or another header, can be parsed.
    const headerMacros = this.macrosOf(plain);
    const file =
      unchanged && draft.file.headers.isAnsweredAlike(headerMacros)
        ? draft.file
        : maskSource(lexed, headerMacros, this.trees, draft?.file);
    this.drafts.delete(path);
    this.drafts.set(path, { language: input.language, lexed, file });
    for (const oldest of this.drafts.keys()) {
      if (this.drafts.size <= MAX_DRAFTS) break;
      this.drafts.delete(oldest);
    }
    const headers = plain.map((header) => this.masked(header, headerMacros));
    const env = buildEnvironment({
      file,
      headers,
      types: workshop.types,
      models,
      parse: this.parse,
    });
    return { file, headers, env, units: workshop.units, maxStackFrame: settings.maxStackFrame, observer };
  }

  private workshop({ dataModel, maxStackFrame }: Settings): Workshop {
    const key = `${dataModel} ${maxStackFrame}`;
    let workshop = this.workshops.get(key);
    if (workshop === undefined) {
      workshop = { types: createTypes(DATA_MODELS[dataModel]), units: new UnitCache() };
      this.workshops.set(key, workshop);
    }
    return workshop;
  }

  private header(path: string, text: string, language: Language): Header {
    const key = `${language} ${path}`;
    let header = this.headers.get(key);
    if (header?.plain.text !== text) {
      header = { plain: lexSource(path, text, language), masked: [] };
      this.headers.set(key, header);
    }
    return header;
  }

  private masked(plain: LexedSource, macros: readonly Macro[]): SourceFile {
    const { masked } = this.header(plain.path, plain.text, plain.language);
    const at = masked.findLastIndex(({ headers }) => headers.isAnsweredAlike(macros));
    const [found] = at === -1 ? [maskSource(plain, macros, this.trees)] : masked.splice(at, 1);
    masked.push(found);
    if (masked.length > MAX_MASKED) masked.shift();
    return found;
  }

  /** The macros of headers, the same array as long as the headers are the same. */
  private macrosOf(headers: readonly LexedSource[]): readonly Macro[] {
    if (headers.length === 0) return NO_MACROS;
    const known = this.macroLists.get(headers[0])?.find((l) => sameElements(l.headers, headers));
    if (known !== undefined) return known.macros;
    const macros: Macro[] = [];
    for (const { directives } of headers)
      for (const d of directives) if (d.kind === "define") macros.push(d.macro);
    const lists = this.macroLists.get(headers[0]) ?? [];
    if (lists.length >= 8) lists.shift();
    lists.push({ headers, macros });
    this.macroLists.set(headers[0], lists);
    return macros;
  }

  private isOn(id: string, settings: Settings): boolean {
    const level = settings.rules[id];
    return level === undefined ? (this.parts.rules.get(id)?.enabled ?? false) : level !== "off";
  }

  /** Findings of the rules that are on, at their severity, as sure as the settings and the rule ask for. */
  private judge(raw: readonly RawFinding[], settings: Settings): Finding[] {
    const findings: Finding[] = [];
    for (const f of raw) {
      const rule = this.parts.rules.get(f.rule);
      if (rule === undefined || !this.isOn(f.rule, settings)) continue;
      if (
        f.confidence === "evidence" &&
        (settings.confidence === "definite" || rule.confidence === "definite")
      )
        continue;
      if (f.origin !== undefined && !speaksOf(rule, f.origin)) continue;
      const level = settings.rules[f.rule];
      findings.push({ ...f, severity: level === undefined || level === "off" ? rule.severity : level });
    }
    return findings;
  }
}

/** Whether a rule on outside data is about data from there. */
function speaksOf({ sources, joinedSources }: Rule, { source, isJoined }: DataOrigin): boolean {
  return sources.length === 0 || sources.includes(source) || (isJoined && joinedSources.includes(source));
}

const NO_MACROS: readonly Macro[] = [];
/** Files beside the one at hand that are kept open. */
const MAX_OTHERS = 64;

function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** A name that a unit takes for undeclared may be declared by a standard header, or in what was not understood. */
function isUndeclared(finding: RawFinding, includes: IncludeView): boolean {
  const name = String(finding.facts.call);
  return includes.complete && !isDeclaredByStandard(includes, name) && !isMentioned(includes, name);
}

const WORK = Object.keys(noWork()) as (keyof UnitWork)[];

function addWork(sum: UnitWork, more: UnitWork): void {
  for (const key of WORK) sum[key] += more[key];
}

function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.end - b.end;
}
