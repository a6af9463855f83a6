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
import type { Observer, Report } from "../flow/events";
import { interpret, LIMITS } from "../flow/interpreter";
import { reportKey } from "../ir/inline";
import type { Instruction, IrFunction } from "../ir/ir";
import { lowerFunctions } from "../ir/lower";
import type { Scope } from "../semantics/scope";
import { createSummariser } from "../summaries/derive";
import type { Passed } from "../syntax/call-arguments";
import type { CheckedCalls } from "../syntax/checked-calls";
import { questionsAbout } from "../syntax/questions";
import type { SourceFile, Unit } from "../syntax/source";
import type { Language } from "../syntax/tree";
import type { Span } from "../text/span";
import { withoutComments, wordAt } from "../text/words";
import type { CallTarget, FunctionInfo, Resolved } from "./callee";
import { findingOf } from "./reports";
import { type CalleeView, countInstructions, createCalleeView, infoOf, takeIn } from "./take-in";

export interface UnitResult {
  readonly findings: readonly RawFinding[];
  readonly skipped: readonly Skipped[];
  readonly work: UnitWork;
  /** What callers may know of the functions defined in it. */
  readonly functions: readonly FunctionInfo[];
  /** Functions that were asked for, and `Making.hashOf` of what was known of each. */
  readonly callees: readonly { readonly target: CallTarget; readonly hash: number }[];
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
  readonly callee: (target: CallTarget) => Resolved;
  /** Bytes that the variables of one function may take on the stack. */
  readonly maxStackFrame: number;
  readonly observer: Observer | undefined;
}

/** Checkers that ask what was included take any name for undeclared here; the file decides, see `analyser.ts`. */
const NOTHING_INCLUDED: IncludeView = { complete: true, standard: new Set(), files: [] };

/** What the analysis of each function of a unit needs, and where it puts what it finds. */
interface Bench {
  readonly source: string;
  /** The unit's masked text. */
  readonly masked: string;
  /** The unit's comments, relative to it. */
  readonly comments: readonly Span[];
  readonly scope: Scope;
  readonly callees: CalleeView;
  readonly language: Language;
  readonly maxStackFrame: number;
  readonly observer: Observer | undefined;
  readonly findings: RawFinding[];
  readonly skipped: Skipped[];
  readonly work: UnitWork;
}

export function analyseUnit(input: UnitInput): UnitResult {
  const { file, unit, view, maxStackFrame, observer } = input;
  const findings: RawFinding[] = [];
  const skipped: Skipped[] = [];
  const certain: CertainCalls[] = [];
  const work = noWork();
  work.nodesExported = unit.tree().count;
  const functions: FunctionInfo[] = [];
  const callees = createCalleeView(input.callee);
  try {
    findings.push(...checkUnit({ file, unit, view, includes: NOTHING_INCLUDED }));
    const bench: Bench = {
      source: file.text.substring(unit.start, unit.end),
      masked: unit.text,
      comments: commentsIn(file, unit),
      scope: view(unit.namespaces),
      callees,
      language: file.language,
      maxStackFrame,
      observer,
      findings,
      skipped,
      work,
    };
    for (const fn of lowerFunctions({
      tree: unit.tree(),
      source: bench.source,
      namespaces: unit.namespaces,
      view,
    })) {
      functions.push(analyseFunction(fn, bench));
      const calls =
        fn.holes.length > 0
          ? null
          : certainCalls(fn, file.language, bench.source, (name) => bench.scope.model(name));
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
  return {
    findings: distinct(findings),
    skipped,
    work,
    functions,
    callees: callees.asked(),
    certainCalls: certain,
  };
}

function commentsIn(file: SourceFile, unit: Unit): Span[] {
  const { comments } = file;
  const spans: Span[] = [];
  for (let i = firstFrom(comments, unit.start); i < comments.length && comments[i].end <= unit.end; i++)
    spans.push({ start: comments[i].start - unit.start, end: comments[i].end - unit.start });
  return spans;
}

/** The first of spans in the order of the file that starts at `place` or behind it; their number if none does. */
function firstFrom(spans: readonly Span[], place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].start < place) low = middle + 1;
    else high = middle;
  }
  return low;
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

function analyseFunction(fn: IrFunction, bench: Bench): FunctionInfo {
  const { source, scope, callees, findings, skipped, work, language, maxStackFrame, observer } = bench;
  work.functions++;
  work.instructionsLowered += countInstructions(fn);
  const whole = takeIn(fn, source, scope, callees);
  const model = (name: string) => scope.model(name);
  const modelOf = (call: Instruction) => call.callee?.summary ?? model(call.callee?.name ?? "");
  const summariser = createSummariser(whole.fn, modelOf);
  const listeners = [...FLOW_CHECKERS, summariser.listener];
  if (observer !== undefined) listeners.push(observer.watch(whole.fn, source));
  const outcome = interpret({
    function: whole.fn,
    source: whole.source,
    boundaries: [source.length, ...whole.segments.map((segment) => segment.end)],
    dataModel: scope.types.model,
    model,
    pointed: whole.pointed,
    listeners,
    limits: LIMITS,
    stackLimit: maxStackFrame,
  });
  observer?.done(outcome.reports);
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
  const keys = new Set<string>();
  for (const report of [...outcome.reports, ...reports]) {
    // What follows a piece of code that was not understood may rest on a misreading: one level less sure.
    if ((broken || outcome.cutShort) && report.confidence === "evidence") continue;
    if (report.rule === "uninitialised-variable" && isHidden(report, fn, bench)) continue;
    if (report.isUpToCallers === true && callees.isCalled(fn.name)) continue;
    if (report.unasked !== undefined && isAskedElsewhere(report.unasked, fn, source, callees)) continue;
    if (report.unaskedBelow !== undefined && callees.questionsBelow(report.unaskedBelow) > 0) continue;
    if (report.given !== undefined && fitsAsGiven(callees.passed(fn.name, report.given), report)) continue;
    if (report.ifChecked !== undefined && !isMostlyChecked(callees.checked(report.ifChecked))) continue;
    if (report.nulls?.some((parameter) => callees.passed(fn.name, parameter).isSet)) continue;
    const confidence = broken ? "evidence" : report.confidence;
    const finding = findingOf(
      report,
      { segments: whole.segments, length: source.length },
      fn.name,
      confidence,
    );
    if (finding === undefined) continue;
    keys.add(reportKey(finding.rule, finding.start, finding.end));
    findings.push(finding);
  }
  const complete = !outcome.cutShort && fn.holes.length === 0;
  return infoOf(whole, summariser.finish(complete), complete, keys);
}

/** Whether what all callers pass is no surprise, or a text that is short enough. */
function fitsAsGiven({ isFixed, longest }: Passed, { fits }: Report): boolean {
  return fits === undefined ? isFixed : longest <= fits;
}

/** Whether those who call a function ask, with few exceptions, if they got a pointer. */
function isMostlyChecked({ asked, used }: CheckedCalls): boolean {
  return used <= 1 ? asked >= 2 : asked >= 8 * used;
}

/** Whether other code than the function asks how far a variable or member has got. */
function isAskedElsewhere(name: string, fn: IrFunction, source: string, callees: CalleeView): boolean {
  const own = questionsAbout(withoutComments(source.slice(fn.start, fn.end)), name);
  return callees.questions(name) > own;
}

/** Whether the variable is named, between the function's start and its use, in a macro that the masked view leaves out. */
function isHidden(report: Report, fn: IrFunction, { source, masked, comments }: Bench): boolean {
  const name = String(report.facts?.variable ?? "");
  if (name === "") return false;
  for (
    let at = wordAt(source, name, fn.start);
    at !== -1 && at < report.site.start;
    at = wordAt(source, name, at + 1)
  ) {
    if (masked.startsWith(name, at)) continue;
    if (!comments.some((comment) => at >= comment.start && at < comment.end)) return true;
  }
  return false;
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
