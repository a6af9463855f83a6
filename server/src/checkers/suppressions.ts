/**
 * Suppression comments: `// parapet: allow <rule-id>[, <rule-id>] -- <reason>`, on the line of the finding or above it.
 * A suppression without a reason, one that names no known rule, and one that suppresses nothing are findings
 * themselves; those cannot be suppressed.
 */
import type { Facts, Finding } from "../findings";
import type { Comment, SourceFile } from "../syntax/source";
import { nearest } from "../text/nearest";
import type { Span } from "../text/span";
import { isBlankBetween, lineEnd, lineStart, nextLine } from "./lines";
import type { RawFinding } from "./tree/checker";

/** A rule id as written in a suppression, with its absolute span. */
export interface AllowedRule extends Span {
  readonly id: string;
}

export interface Suppression extends Span {
  readonly rules: readonly AllowedRule[];
  /** Empty when none is given. */
  readonly reason: string;
  /** The line that it covers: offsets of its start and end. Findings that start there are suppressed. */
  readonly line: Span;
}

const MARK = "parapet:";
const SEPARATOR = "--";

/** The suppressions of a file, in order. Those in code that conditionals switch off are left out. */
export function suppressionsOf(file: SourceFile): Suppression[] {
  const found: Suppression[] = [];
  for (const comment of file.comments) {
    if (!comment.text.startsWith(MARK)) continue;
    if (file.inactive.some((span) => comment.start >= span.start && comment.end <= span.end)) continue;
    const suppression = parse(file, comment);
    if (suppression) found.push(suppression);
  }
  return found;
}

function parse(file: SourceFile, comment: Comment): Suppression | undefined {
  const afterMark = comment.text.slice(MARK.length);
  const command = afterMark.trimStart();
  if (!/^allow(?![\w-])/.test(command)) return undefined;
  const text = command.slice("allow".length);
  const separator = text.indexOf(SEPARATOR);
  const list = separator < 0 ? text : text.slice(0, separator);
  // The comment's text is trimmed of its markers, so offsets are found by looking the words up in the source.
  let at = file.text.indexOf("allow", file.text.indexOf(MARK, comment.start) + MARK.length) + "allow".length;
  const rules: AllowedRule[] = [];
  for (const id of list.split(/[\s,]+/)) {
    if (id === "") continue;
    const start = file.text.indexOf(id, at);
    at = start + id.length;
    rules.push({ id, start, end: at });
  }
  return {
    start: comment.start,
    end: comment.end,
    rules,
    reason: separator < 0 ? "" : text.slice(separator + SEPARATOR.length).trim(),
    line: coveredLine(file, comment),
  };
}

/** The comment's own line when code stands before it, else the next line that holds code. */
function coveredLine(file: SourceFile, comment: Comment): Span {
  const { text } = file;
  if (!isBlankBetween(text, lineStart(text, comment.start), comment.start)) {
    return { start: lineStart(text, comment.start), end: lineEnd(text, comment.end) };
  }
  if (!isBlankBetween(text, comment.end, lineEnd(text, comment.end))) {
    return { start: lineStart(text, comment.end), end: lineEnd(text, comment.end) };
  }
  let start = nextLine(text, comment.end);
  let next = file.comments.indexOf(comment) + 1;
  for (;;) {
    let end = lineEnd(text, start);
    if (end >= text.length) return { start, end };
    const other = file.comments[next];
    if (other && other.start <= end && isBlankBetween(text, start, other.start)) {
      next++;
      end = lineEnd(text, other.end);
      if (!isBlankBetween(text, other.end, end)) return { start, end };
    } else if (!isBlankBetween(text, start, end)) {
      return { start, end };
    }
    start = nextLine(text, end);
  }
}

export interface Suppressed {
  readonly findings: Finding[];
  readonly suppressed: Finding[];
  /** What is wrong with the suppressions themselves. */
  readonly own: RawFinding[];
}

/**
 * Parts findings from suppressed findings. `known` are the ids of all rules; `isOn` tells whether a rule is switched on,
 * as a suppression of a rule that did not run is not unused. A suppressed finding has the reason given among its facts,
 * as `justification`.
 */
export function applySuppressions(
  file: SourceFile,
  findings: readonly Finding[],
  known: ReadonlySet<string>,
  isOn: (rule: string) => boolean,
): Suppressed {
  const suppressions = suppressionsOf(file);
  if (suppressions.length === 0) return { findings: [...findings], suppressed: [], own: [] };
  const used = new Set<AllowedRule>();
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    let reason: string | undefined;
    for (const { line, rules, reason: given } of suppressions) {
      if (finding.start < line.start || finding.start > line.end) continue;
      for (const rule of rules) {
        if (rule.id !== finding.rule) continue;
        used.add(rule);
        reason = reason || given;
      }
    }
    if (reason === undefined) kept.push(finding);
    else suppressed.push({ ...finding, facts: { ...finding.facts, justification: reason } });
  }
  const own: RawFinding[] = [];
  for (const suppression of suppressions) judge(suppression, known, isOn, used, own);
  return { findings: kept, suppressed, own };
}

function judge(
  suppression: Suppression,
  known: ReadonlySet<string>,
  isOn: (rule: string) => boolean,
  used: ReadonlySet<AllowedRule>,
  own: RawFinding[],
): void {
  const { start, end } = suppression;
  if (suppression.rules.length === 0) {
    own.push(raw("unknown-suppression", { start, end }, "This suppression names no rule."));
  }
  for (const rule of suppression.rules) {
    if (!known.has(rule.id)) {
      const near = nearestRule(rule.id, known);
      const hint = near === undefined ? "" : ` Did you mean '${near}'?`;
      const facts: Facts = near === undefined ? { id: rule.id } : { id: rule.id, nearest: near };
      own.push(raw("unknown-suppression", rule, `There is no rule '${rule.id}'.${hint}`, facts));
    } else if (!used.has(rule) && isOn(rule.id)) {
      own.push(
        raw(
          "unused-suppression",
          rule,
          `Nothing is suppressed here: '${rule.id}' finds nothing on that line.`,
          {
            id: rule.id,
            commentStart: start,
            commentEnd: end,
          },
        ),
      );
    }
  }
  if (suppression.reason === "" && suppression.rules.length > 0) {
    own.push(
      raw(
        "suppression-without-reason",
        { start, end },
        "This suppression gives no reason: write '-- ' and why the finding does not matter here.",
      ),
    );
  }
}

/** By the set of all rules, what was found for ids that are none: comparing with all of them takes its time. */
const suggestions = new WeakMap<ReadonlySet<string>, Map<string, string | undefined>>();
/** Ids remembered; while one is typed, each of its beginnings is another. */
const MAX_SUGGESTIONS = 256;

function nearestRule(id: string, known: ReadonlySet<string>): string | undefined {
  let found = suggestions.get(known);
  if (found === undefined || found.size >= MAX_SUGGESTIONS) suggestions.set(known, (found = new Map()));
  if (!found.has(id)) found.set(id, nearest(id, known));
  return found.get(id);
}

function raw(rule: string, span: Span, message: string, facts: Facts = {}): RawFinding {
  return { rule, start: span.start, end: span.end, message, confidence: "definite", steps: [], facts };
}
