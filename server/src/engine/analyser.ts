/**
 * The engine: text in, findings out. Results are kept per unit, tied to the unit's text and to what the names in it
 * meant, so a keystroke costs the unit it falls into, and the answer is the same as for a fresh analysis.
 */
import { type CertainCalls, endlessRecursions } from "../checkers/function/recursion";
import { applySuppressions } from "../checkers/suppressions";
import type { RawFinding } from "../checkers/tree/checker";
import { type IncludeView, includesOf, isDeclaredByStandard, isMentioned } from "../checkers/tree/includes";
import { checkFile, placeFinding } from "../checkers/tree/run";
import type { Finding, Fix, Skipped } from "../findings";
import { FIX_BUILDERS } from "../fixes/all";
import { fixContext } from "../fixes/fix";
import { verifiedFixes } from "../fixes/verify";
import type { Models } from "../models/model";
import type { Rules } from "../rules/rule";
import { buildEnvironment, type FileEnvironment } from "../semantics/build";
import { collectHeaders } from "../semantics/project";
import type { Parse } from "../semantics/scope";
import { DATA_MODELS } from "../semantics/types";
import { createTypes, type Types } from "../semantics/types-table";
import { createTreeCache, type TreeCache } from "../syntax/cache";
import { readSource } from "../syntax/file";
import type { Grammars } from "../syntax/grammars";
import type { Macro, SourceFile } from "../syntax/source";
import type { Language } from "../syntax/tree";
import type { Analyser, FileResult, Host, Input, Settings } from "./api";
import { analyseUnit, noWork, type UnitResult, type UnitWork } from "./unit";
import { UnitCache } from "./unit-cache";

export interface EngineParts {
  readonly grammars: Grammars;
  readonly rules: Rules;
  readonly models: Models;
}

export function createAnalyser(parts: EngineParts): Analyser {
  return new Engine(parts);
}

/** A project header as it was read last: by itself, and masked with the macros of all that came with it. */
interface Header {
  readonly text: string;
  readonly plain: SourceFile;
  macros: readonly Macro[];
  masked: SourceFile;
}

/** Caches that depend on the sizes of types, and on the limits that findings are judged by. */
interface Workshop {
  readonly types: Types;
  readonly units: UnitCache;
}

class Engine implements Analyser {
  private readonly trees: TreeCache;
  private readonly workshops = new Map<string, Workshop>();
  private readonly headers = new Map<string, Header>();
  private readonly macroLists = new WeakMap<
    SourceFile,
    { readonly headers: readonly SourceFile[]; readonly macros: readonly Macro[] }[]
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
    const { file, headers, env, workshop } = this.open(input, settings, host);
    const includes = includesOf(
      file,
      headers,
      (from, spec, system) => host.resolveInclude(from, spec, system) !== undefined,
    );
    const raw: RawFinding[] = [];
    const skipped: Skipped[] = [];
    const work = noWork();
    const certain: CertainCalls[] = [];
    for (const unit of file.units) {
      const result = this.unitResult(file, unit, env, workshop, settings);
      for (const f of result.findings) {
        if (f.rule === "implicit-declaration" && !isUndeclared(f, includes)) continue;
        raw.push(placeFinding(f, unit.start));
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
      skipped,
      counts: work,
    };
  }

  fixes(input: Input, settings: Settings, host: Host, finding: Finding): readonly Fix[] {
    const rule = this.parts.rules.get(finding.rule);
    if (rule === undefined) return [];
    const builders = FIX_BUILDERS.filter((b) => rule.fixes.includes(b.id));
    if (builders.length === 0) return [];
    const { file, headers, env } = this.open(input, settings, host);
    const includes = includesOf(
      file,
      headers,
      (from, spec, system) => host.resolveInclude(from, spec, system) !== undefined,
    );
    const context = fixContext(file, finding, (path) => env.view(path), includes);
    const before = this.analyse(input, settings, host);
    return verifiedFixes(context, builders, {
      before,
      analyse: (text) => this.analyse({ ...input, language: file.language, text }, settings, host),
    });
  }

  private unitResult(
    file: SourceFile,
    unit: SourceFile["units"][number],
    env: FileEnvironment,
    workshop: Workshop,
    { maxStackFrame }: Settings,
  ): UnitResult {
    return workshop.units.get(file, unit, env, (record) =>
      analyseUnit({ file, unit, view: (path) => env.view(path, unit.start, record), maxStackFrame }),
    );
  }

  /** The file, the project headers it includes, and what names mean in it. */
  private open(input: Input, settings: Settings, host: Host) {
    const { grammars, models } = this.parts;
    const workshop = this.workshop(settings);
    let file = readSource(input.path, input.text, { language: input.language }, grammars, this.trees);
    const { language } = file;
    const plain = collectHeaders(file, host, (path, text) => this.header(path, text, language).plain);
    // Headers may define the words that have to be masked before the file, or another header, can be parsed.
    const headerMacros = this.macrosOf(plain);
    if (headerMacros.length > 0)
      file = readSource(input.path, input.text, { language, headerMacros }, grammars, this.trees);
    const headers = plain.map((header) => this.masked(header, headerMacros));
    const env = buildEnvironment({
      file,
      headers,
      types: workshop.types,
      models,
      parse: this.parse,
    });
    return { file, headers, env, workshop };
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
    if (header === undefined || header.text !== text) {
      const plain = readSource(path, text, { language }, this.parts.grammars, this.trees);
      header = { text, plain, macros: NO_MACROS, masked: plain };
      this.headers.set(key, header);
    }
    return header;
  }

  private masked(plain: SourceFile, macros: readonly Macro[]): SourceFile {
    const header = this.header(plain.path, plain.text, plain.language);
    if (macros.length > 0 && header.macros !== macros) {
      const options = { language: plain.language, headerMacros: macros };
      header.masked = readSource(plain.path, plain.text, options, this.parts.grammars, this.trees);
      header.macros = macros;
    }
    return header.masked;
  }

  /** The macros of headers, the same array as long as the headers are the same. */
  private macrosOf(headers: readonly SourceFile[]): readonly Macro[] {
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
      const level = settings.rules[f.rule];
      findings.push({ ...f, severity: level === undefined || level === "off" ? rule.severity : level });
    }
    return findings;
  }
}

const NO_MACROS: readonly Macro[] = [];

function sameElements<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** A name that a unit takes for undeclared may be declared by a standard header, or in what was not understood. */
function isUndeclared(finding: RawFinding, includes: IncludeView): boolean {
  const name = String(finding.facts.call);
  return includes.complete && !isDeclaredByStandard(includes, name) && !isMentioned(includes, name);
}

function addWork(sum: UnitWork, more: UnitWork): void {
  for (const key of Object.keys(sum) as (keyof UnitWork)[]) sum[key] += more[key];
}

function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) || a.end - b.end;
}
