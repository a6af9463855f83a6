/**
 * The analysis of one unit: its trees' checkers, its functions lowered and interpreted. Positions are relative to the
 * unit, so the result holds wherever the unit stands and can be kept as long as what it depends on stays the same.
 */
import { FLOW_CHECKERS } from "../checkers/flow/all";
import type { RawFinding } from "../checkers/tree/checker";
import type { IncludeView } from "../checkers/tree/includes";
import { checkUnit } from "../checkers/tree/run";
import type { Skipped } from "../findings";
import { interpret, LIMITS } from "../flow/interpreter";
import type { IrFunction } from "../ir/ir";
import { lowerFunctions } from "../ir/lower";
import type { Scope } from "../semantics/scope";
import type { SourceFile, Unit } from "../syntax/source";

export interface UnitResult {
  readonly findings: readonly RawFinding[];
  readonly skipped: readonly Skipped[];
  readonly work: UnitWork;
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
}

/** Checkers that ask what was included take any name for undeclared here; the file decides, see `analyser.ts`. */
const NOTHING_INCLUDED: IncludeView = { complete: true, standard: new Set(), files: [] };

export function analyseUnit(input: UnitInput): UnitResult {
  const { file, unit, view } = input;
  const findings: RawFinding[] = [];
  const skipped: Skipped[] = [];
  const work = noWork();
  work.nodesExported = unit.tree().count;
  try {
    findings.push(...checkUnit({ file, unit, view, includes: NOTHING_INCLUDED }));
    const scope = view(unit.namespaces);
    const source = file.text.substring(unit.start, unit.end);
    for (const fn of lowerFunctions({ tree: unit.tree(), namespaces: unit.namespaces, view }))
      analyseFunction(fn, source, scope, findings, skipped, work);
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
  return { findings: distinct(findings), skipped, work };
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

function analyseFunction(
  fn: IrFunction,
  source: string,
  scope: Scope,
  findings: RawFinding[],
  skipped: Skipped[],
  work: UnitWork,
): void {
  work.functions++;
  for (const block of fn.blocks) work.instructionsLowered += block.instructions.length;
  const outcome = interpret({
    function: fn,
    source,
    pointerSize: scope.types.model.pointer,
    model: (name) => scope.model(name),
    listeners: FLOW_CHECKERS,
    limits: LIMITS,
  });
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
  for (const report of outcome.reports) {
    // What follows a piece of code that was not understood may rest on a misreading: one level less sure.
    if ((broken || outcome.cutShort) && report.confidence === "evidence") continue;
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
