/**
 * From what the interpreter reports to findings of the unit: a report from a body that stands in the place of its call
 * is a finding at the call, with the way into the callee among its steps. What the callee says by itself is not said
 * again in its callers.
 */
import type { RawFinding, RawStep } from "../checkers/tree/checker";
import type { Confidence, Facts } from "../findings";
import type { Report } from "../flow/events";
import type { Site } from "../flow/site";
import { reportKey, type Segment } from "../ir/inline";

export interface Source {
  readonly segments: readonly Segment[];
  /** UTF-16 code units of the unit itself, which come first. */
  readonly length: number;
}

/** The finding, or undefined where a callee's own analysis says the same. `confidence` takes the place of the report's. */
export function findingOf(
  report: Report,
  source: Source,
  name: string,
  confidence: Confidence,
): RawFinding | undefined {
  const within = new Set<Segment>();
  let site: Site = report.site;
  const inner = segmentAt(source, site.start);
  for (let at = inner; at !== undefined; at = segmentAt(source, site.start)) {
    if (at.reports.has(reportKey(report.rule, site.start - at.start, site.end - at.start))) return undefined;
    within.add(at);
    site = { start: at.callStart, end: at.callEnd };
  }
  const steps = stepsOf(report, source);
  if (inner !== undefined) steps.push(stepOf(report.site, `in ${inner.name}(), called here`, source));
  return {
    rule: report.rule,
    start: site.start,
    end: site.end,
    message: inner === undefined ? report.message : `In the call of ${inner.name}(): ${report.message}`,
    confidence,
    steps,
    function: name,
    facts: inner === undefined ? ownFacts(report.facts ?? {}, source) : {},
    ...(report.origin === undefined ? {} : { origin: report.origin }),
  };
}

/** The report's steps, each after the calls that lead from the one before into the body where it stands. */
function stepsOf(report: Report, source: Source): RawStep[] {
  const steps: RawStep[] = [];
  let entered: ReadonlySet<Segment> = new Set();
  for (const { site, message } of report.steps) {
    const around = segmentsAround(source, site.start);
    for (const s of [...around].reverse())
      if (!entered.has(s))
        steps.push(stepOf({ start: s.callStart, end: s.callEnd }, `${s.name}() is called`, source));
    steps.push(stepOf(site, message, source));
    entered = around;
  }
  return steps;
}

/** The bodies that a place is in, innermost first. */
function segmentsAround(source: Source, at: number): Set<Segment> {
  const around = new Set<Segment>();
  for (let s = segmentAt(source, at); s !== undefined; s = segmentAt(source, s.callStart)) around.add(s);
  return around;
}

function segmentAt(source: Source, at: number): Segment | undefined {
  if (at < source.length) return undefined;
  return source.segments.find((s) => at >= s.start && at < s.end);
}

function stepOf(site: Site, message: string, source: Source): RawStep {
  const segment = segmentAt(source, site.start);
  if (segment === undefined) return { start: site.start, end: site.end, message };
  const { start, definition } = segment;
  return { start: site.start - start, end: site.end - start, message, definition };
}

/** Facts that place something in a callee are of no use to a fix in the caller. */
function ownFacts(facts: Facts, source: Source): Facts {
  if (source.segments.length === 0) return facts;
  const entries = Object.entries(facts).filter(
    ([key, value]) => typeof value === "string" || !/(?:Start|End)$/.test(key) || value <= source.length,
  );
  return Object.fromEntries(entries);
}
