/**
 * The analysis of one unit: its trees' checkers, its functions lowered and interpreted. Positions are relative to the
 * unit, so the result holds wherever the unit stands and can be kept as long as what it depends on stays the same.
 */
import { FLOW_CHECKERS } from "../checkers/flow/all";
import { FUNCTION_CHECKERS } from "../checkers/function/all";
import { type CertainCalls, certainCalls } from "../checkers/function/recursion";
import type { RawFinding } from "../checkers/tree/checker";
import type { IncludeView } from "../checkers/tree/includes";
import { checkUnit } from "../checkers/tree/run";
import type { Skipped } from "../findings";
import type { Report } from "../flow/events";
import { interpret, LIMITS } from "../flow/interpreter";
import type { IrFunction } from "../ir/ir";
import { lowerFunctions } from "../ir/lower";
import type { Scope } from "../semantics/scope";
import type { SourceFile, Unit } from "../syntax/source";
import type { Language } from "../syntax/tree";

export interface UnitResult {
  readonly findings: readonly RawFinding[];
  readonly skipped: readonly Skipped[];
  readonly work: UnitWork;
  /** What the unit's functions call on every path, relative to the unit. */
  readonly certainCalls: readonly CertainCalls[];
}

export interface UnitWork {
  functions: number;
  functionsNotUnderstood: number;
  functionsCutShort: number;
  nodesExported: number;
  instructionsLowered: number;
  instructionsInterpreted: number;
  statesKept: number;
  merges: number;
}

export interface UnitInput {
  readonly file: SourceFile;
  readonly unit: Unit;
  readonly view: (path: readonly string[]) => Scope;
  /** Bytes that the variables of one function may take on the stack. */
  readonly maxStackFrame: number;
}

/** Checkers that ask what was included take any name for undeclared here; the file decides, see `analyser.ts`. */
const NOTHING_INCLUDED: IncludeView = { complete: true, standard: new Set(), files: [] };

export function analyseUnit(input: UnitInput): UnitResult {
  const { file, unit, view, maxStackFrame } = input;
  const findings: RawFinding[] = [];
  const skipped: Skipped[] = [];
  const certain: CertainCalls[] = [];
  const work = noWork();
  work.nodesExported = unit.tree().count;
  try {
    findings.push(...checkUnit({ file, unit, view, includes: NOTHING_INCLUDED }));
    const scope = view(unit.namespaces);
    const source = file.text.substring(unit.start, unit.end);
    for (const fn of lowerFunctions({ tree: unit.tree(), namespaces: unit.namespaces, view })) {
      analyseFunction(
        { fn, source, masked: unit.text, scope, language: file.language, maxStackFrame },
        findings,
        skipped,
        work,
      );
      const calls =
        fn.holes.length > 0 ? null : certainCalls(fn, file.language, source, (name) => scope.model(name));
      if (calls !== null) certain.push(calls);
    }
  } catch (error) {
    // A fault of ours costs this unit its findings and nobody else's; the log says what it was.
    work.functionsNotUnderstood++;
    skipped.push({
      start: 0,
      end: unit.end - unit.start,
      function: "",
      reason: "internal-error",
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
  return { findings: distinct(findings), skipped, work, certainCalls: certain };
}

export function noWork(): UnitWork {
  return {
    functions: 0,
    functionsNotUnderstood: 0,
    functionsCutShort: 0,
    nodesExported: 0,
    instructionsLowered: 0,
    instructionsInterpreted: 0,
    statesKept: 0,
    merges: 0,
  };
}

interface FunctionInput {
  readonly fn: IrFunction;
  readonly source: string;
  readonly masked: string;
  readonly scope: Scope;
  readonly language: Language;
  readonly maxStackFrame: number;
}

function analyseFunction(
  { fn, source, masked, scope, language, maxStackFrame }: FunctionInput,
  findings: RawFinding[],
  skipped: Skipped[],
  work: UnitWork,
): void {
  work.functions++;
  for (const block of fn.blocks) work.instructionsLowered += block.instructions.length;
  const model = (name: string) => scope.model(name);
  const outcome = interpret({
    function: fn,
    source,
    pointerSize: scope.types.model.pointer,
    model,
    listeners: FLOW_CHECKERS,
    limits: LIMITS,
    stackLimit: maxStackFrame,
  });
  const reports: Report[] = [];
  const report = (r: Report) => {
    reports.push(r);
  };
  for (const check of FUNCTION_CHECKERS)
    check({ function: fn, language, source, maxStackFrame, model, report });
  work.instructionsInterpreted += outcome.instructions;
  work.statesKept += outcome.states;
  work.merges += outcome.merges;
  const broken = fn.holes.some((h) => h.reason === "syntax");
  if (broken) work.functionsNotUnderstood++;
  if (outcome.cutShort) work.functionsCutShort++;
  const hole = fn.holes[0];
  if (outcome.cutShort)
    skipped.push({
      start: fn.start,
      end: fn.end,
      function: fn.name,
      reason: "budget",
      detail: "too many paths to follow all of them",
    });
  if (hole !== undefined)
    skipped.push({
      start: hole.start,
      end: hole.end,
      function: fn.name,
      reason: hole.reason,
      detail: hole.detail,
    });
  for (const report of [...outcome.reports, ...reports]) {
    // What follows a piece of code that was not understood may rest on a misreading: one level less sure.
    if ((broken || outcome.cutShort) && report.confidence === "evidence") continue;
    if (report.rule === "uninitialised-variable" && isHidden(report, fn, source, masked)) continue;
    findings.push({
      rule: report.rule,
      start: report.site.start,
      end: report.site.end,
      message: report.message,
      confidence: broken ? "evidence" : report.confidence,
      steps: report.steps.map(({ site, message }) => ({ start: site.start, end: site.end, message })),
      function: fn.name,
      facts: report.facts ?? {},
    });
  }
}

/** Whether the variable is named, between the function's start and its use, in a macro that the masked view leaves out. */
function isHidden(report: Report, fn: IrFunction, source: string, masked: string): boolean {
  const name = String(report.facts?.variable ?? "");
  if (name === "") return false;
  for (
    let at = source.indexOf(name, fn.start);
    at !== -1 && at < report.site.start;
    at = source.indexOf(name, at + 1)
  )
    if (!masked.startsWith(name, at) && !isWordAt(source, at - 1) && !isWordAt(source, at + name.length))
      return true;
  return false;
}

function isWordAt(text: string, i: number): boolean {
  const c = text.charCodeAt(i);
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 95 || (c >= 97 && c <= 122);
}

/** One finding per rule and place: a function expanded or instantiated twice says it once. */
function distinct(findings: readonly RawFinding[]): RawFinding[] {
  const seen = new Set<string>();
  return findings.filter((f) => {
    const key = `${f.rule} ${f.start} ${f.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
