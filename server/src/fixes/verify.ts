/**
 * Offers a repair only after it has been tried: applied to a copy of the file and analysed again, the finding must be
 * gone, nothing may be new, and nothing may be harder to understand than before.
 */
import type { Counts, Finding, Fix, Skipped } from "../findings";
import { applyEdits, sorted } from "./edits";
import type { Candidate, FixBuilder, FixContext } from "./fix";

/** What an analysis of the file says, as far as it counts here. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly skipped: readonly Skipped[];
  readonly counts: Pick<Counts, "functionsNotUnderstood">;
}

export interface Verification {
  /** For the file as it is. */
  readonly before: Outcome;
  /** Analyses another text of the same file, with the same settings and project; undefined if that costs too much. */
  analyse(text: string): Outcome | undefined;
}

/** The verified fixes of the builders, in their order: of each builder the first candidate that holds. */
export function verifiedFixes(
  context: FixContext,
  builders: readonly FixBuilder[],
  verification: Verification,
): Fix[] {
  const fixes: Fix[] = [];
  const seen = new Set<string>();
  for (const builder of builders) {
    for (const candidate of builder.build(context)) {
      const fix = tried(context, builder.id, candidate, verification, seen);
      if (!fix) continue;
      fixes.push(fix);
      break;
    }
  }
  return fixes;
}

function tried(
  { file, finding }: FixContext,
  id: string,
  candidate: Candidate,
  { before, analyse }: Verification,
  seen: Set<string>,
): Fix | undefined {
  const edits = sorted(candidate.edits);
  if (!edits || edits.length === 0) return undefined;
  const text = applyEdits(file.text, edits);
  if (text === file.text || seen.has(text)) return undefined;
  const after = analyse(text);
  if (after === undefined || !isRepaired(finding, before, after)) return undefined;
  seen.add(text);
  return { id, title: candidate.title, edits, safe: candidate.safe };
}

/** One finding less of the rule, none more of any other, and no more code that is not understood. */
export function isRepaired(finding: Finding, before: Outcome, after: Outcome): boolean {
  if (after.counts.functionsNotUnderstood > before.counts.functionsNotUnderstood) return false;
  if (after.skipped.length > before.skipped.length) return false;
  // Nothing may be hushed up, save by the suppression that the repair puts right.
  const putsRight = finding.rule === "unknown-suppression";
  if (after.suppressed.length > before.suppressed.length && !putsRight) return false;
  const counts = new Map<string, number>();
  for (const { rule } of before.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  counts.set(finding.rule, (counts.get(finding.rule) ?? 0) - 1);
  for (const { rule } of after.findings) {
    const left = (counts.get(rule) ?? 0) - 1;
    if (left < 0) return false;
    counts.set(rule, left);
  }
  return true;
}
