/**
 * Findings in the protocol's words. Offsets and the protocol's characters are both UTF-16 code units, so that only line
 * numbers have to be computed.
 */
import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding, Severity, Step } from "../findings";
import { ruleAddress } from "../rules/address";
import type { Rules } from "../rules/rule";
import type { Span } from "../text/span";
import type { Abilities } from "./abilities";
import type { FindingData } from "./protocol";

export const SOURCE = "Parapet";

/** More steps than this do not help in a tooltip; the first and the last ones tell the story. */
const MAX_RELATED = 12;

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated } as const;

export function rangeOf(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

/** How to show places in files other than the one at hand. */
export interface Elsewhere {
  /** URI of a path as the engine knows it. */
  uriOf(path: string): string;
  /** The text of that path as a document, for line numbers; undefined when it cannot be read. */
  documentOf(path: string): TextDocument | undefined;
}

/** What the client can show. */
export type DiagnosticAbilities = Pick<Abilities, "related" | "codeDescription" | "data" | "tags">;

/** Editors draw a few hundred squiggles and silently drop the others, so the most severe are chosen here, and it is said. */
const MAX_DIAGNOSTICS = 500;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The diagnostics of one file, in the order of the findings. */
export function toDiagnostics(
  document: TextDocument,
  findings: readonly Finding[],
  rules: Rules,
  can: DiagnosticAbilities,
  elsewhere: Elsewhere,
): Diagnostic[] {
  if (findings.length <= MAX_DIAGNOSTICS) {
    return findings.map((finding) => toDiagnostic(document, finding, rules, can, elsewhere));
  }
  const shown = new Set(
    [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, MAX_DIAGNOSTICS),
  );
  const diagnostics = findings
    .filter((finding) => shown.has(finding))
    .map((finding) => toDiagnostic(document, finding, rules, can, elsewhere));
  const left = findings.length - MAX_DIAGNOSTICS;
  diagnostics.push({
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: `${left} more findings in this file are not shown; the command line lists all of them.`,
  });
  return diagnostics;
}

function toDiagnostic(
  document: TextDocument,
  finding: Finding,
  rules: Rules,
  can: DiagnosticAbilities,
  elsewhere: Elsewhere,
): Diagnostic {
  const rule = rules.get(finding.rule);
  const diagnostic: Diagnostic = {
    range: rangeOf(document, finding),
    severity: SEVERITY[finding.severity],
    code: finding.rule,
    source: SOURCE,
    message: finding.message,
  };
  if (can.codeDescription) diagnostic.codeDescription = { href: ruleAddress(finding.rule) };
  if (can.tags && rule && rule.tags.length > 0) diagnostic.tags = rule.tags.map((tag) => TAGS[tag]);
  if (can.related && finding.steps.length > 0) {
    diagnostic.relatedInformation = relatedInformation(document, finding.steps, elsewhere);
  }
  if (can.data) {
    diagnostic.data = { rule: finding.rule, start: finding.start, end: finding.end } satisfies FindingData;
  }
  return diagnostic;
}

function relatedInformation(
  document: TextDocument,
  steps: readonly Step[],
  elsewhere: Elsewhere,
): DiagnosticRelatedInformation[] {
  const shown =
    steps.length <= MAX_RELATED
      ? steps
      : [...steps.slice(0, MAX_RELATED / 2), ...steps.slice(steps.length - MAX_RELATED / 2)];
  const related: DiagnosticRelatedInformation[] = [];
  for (const step of shown) {
    const other = step.path === undefined ? document : elsewhere.documentOf(step.path);
    if (!other) continue;
    const uri = step.path === undefined ? document.uri : elsewhere.uriOf(step.path);
    related.push({ location: { uri, range: rangeOf(other, step) }, message: step.message });
  }
  return related;
}
