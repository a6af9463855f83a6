/**
 * The report as SARIF 2.1.0 (OASIS, errata 01), for code scanning services and viewers: rules with their guidance, CWE
 * as a taxonomy, code flows, fixes, suppressions, and what could not be analysed as notifications.
 */
import { pathToFileURL } from "node:url";
import type {
  Artifact,
  ArtifactLocation,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from "sarif";
import type { Finding, Fix } from "../findings";
import { ruleAddress } from "../rules/address";
import { cweAddress } from "../rules/document";
import type { Rule, Rules } from "../rules/rule";
import type { Span } from "../text/span";
import { isBelow, toPosix } from "../workspace/exclude";
import { failsRun, type Problem } from "../workspace/problem";
import type { FileReport } from "../workspace/session";
import { fingerprintsOf } from "./fingerprint";
import { justificationOf, placeOf, type Report, shownPath } from "./report";
import type { Source } from "./sources";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT = "%SRCROOT%";

/** GitHub's bands: from 7.0 high, from 4.0 medium. The rule's severity is the measure, not a score per weakness. */
const SECURITY_SEVERITY = { error: "8.0", warning: "5.5", note: "2.0" } as const;
const PRECISION = { definite: "very-high", evidence: "high" } as const;

const NOTIFICATIONS: readonly ReportingDescriptor[] = [
  { id: "configuration", shortDescription: { text: "A mistake in the configuration" } },
  { id: "input", shortDescription: { text: "A named path that cannot be read" } },
  { id: "run", shortDescription: { text: "The analysis could not go on" } },
  { id: "file", shortDescription: { text: "A file that was not analysed" } },
  { id: "skipped-code", shortDescription: { text: "Code that could not be followed" } },
];

/** What is looked up while results are made. */
interface Index {
  readonly report: Report;
  readonly ruleIndex: ReadonlyMap<string, number>;
  artifact(path: string): ArtifactLocation;
}

export function sarifReport(report: Report): string {
  const { scan } = report;
  const rules = reportedRules(report);
  const cwes = [...new Set(rules.flatMap((rule) => report.rules.get(rule)?.cwe ?? []))].sort((a, b) => a - b);
  const artifacts = createArtifacts(report.base);
  for (const { result } of scan.files) artifacts.add(result.path, result.language);
  const index: Index = {
    report,
    ruleIndex: new Map(rules.map((id, i) => [id, i])),
    artifact: artifacts.locate,
  };
  const results = scan.files.flatMap((file) => resultsOf(index, file));
  const notifications = scan.files.flatMap((file) => skippedOf(index, file));
  const notes = (kinds: readonly Problem["kind"][]) =>
    scan.problems
      .filter((problem) => kinds.includes(problem.kind))
      .map((problem) => notificationOf(index, problem));

  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Parapet",
            version: report.version,
            semanticVersion: report.version,
            informationUri: new URL(ruleAddress("")).origin,
            rules: rules.map((id) => descriptorOf(id, report.rules, cwes)),
            notifications: [...NOTIFICATIONS],
            supportedTaxonomies: [{ name: "CWE", index: 0 }],
          },
        },
        taxonomies: [
          {
            name: "CWE",
            organization: "MITRE",
            informationUri: "https://cwe.mitre.org/",
            shortDescription: { text: "Common Weakness Enumeration" },
            isComprehensive: false,
            taxa: cwes.map((cwe) => ({ id: String(cwe), name: `CWE-${cwe}`, helpUri: cweAddress(cwe) })),
          },
        ],
        invocations: [
          {
            executionSuccessful: !scan.cancelled && !scan.problems.some(failsRun),
            toolExecutionNotifications: [...notes(["input", "run", "file"]), ...notifications],
            toolConfigurationNotifications: notes(["configuration"]),
          },
        ],
        originalUriBaseIds: { [ROOT]: { uri: folderUri(report.base) } },
        columnKind: "utf16CodeUnits",
        results,
        artifacts: artifacts.all,
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** The ids of all rules that are on or have a finding, sorted. */
function reportedRules(report: Report): string[] {
  const ids = new Set<string>();
  for (const rule of report.rules.values()) if (rule.enabled) ids.add(rule.id);
  for (const { result } of report.scan.files) {
    for (const finding of result.findings) ids.add(finding.rule);
    for (const finding of result.suppressed) ids.add(finding.rule);
  }
  return [...ids].sort();
}

function descriptorOf(id: string, rules: Rules, cwes: readonly number[]): ReportingDescriptor {
  const rule = rules.get(id);
  if (rule === undefined) return { id };
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.summary },
    helpUri: ruleAddress(id),
    help: { text: rule.summary, markdown: rule.guidance },
    defaultConfiguration: { level: rule.severity, enabled: rule.enabled },
    relationships: rule.cwe.map((cwe) => ({
      target: { id: String(cwe), index: cwes.indexOf(cwe), toolComponent: { name: "CWE", index: 0 } },
      kinds: ["superset"],
    })),
    properties: propertiesOf(rule),
  };
}

function propertiesOf(rule: Rule): Record<string, unknown> {
  const standards = [...rule.cert, ...rule.standards];
  const tags = [rule.topic, ...rule.cwe.map((cwe) => `external/cwe/cwe-${cwe}`), ...standards];
  const common = { precision: PRECISION[rule.confidence], "problem.severity": rule.severity };
  // Only what is a weakness by CWE shows up among security alerts.
  if (rule.cwe.length === 0) return { tags, ...common };
  return { tags: ["security", ...tags], ...common, "security-severity": SECURITY_SEVERITY[rule.severity] };
}

function resultsOf(index: Index, { result, fixes }: FileReport): Result[] {
  if (result.findings.length + result.suppressed.length === 0) return [];
  const source = index.report.sources.of(result.path);
  const prints = fingerprintsOf(result, source);
  const convert = (finding: Finding): Result => {
    const print = prints.get(finding)!;
    const flow = stepsOf(index, result.path, finding);
    return {
      ruleId: finding.rule,
      ruleIndex: index.ruleIndex.get(finding.rule),
      kind: "fail",
      level: finding.severity,
      message: { text: finding.message },
      locations: [withFunction(locationOf(index, result.path, finding), finding.function)],
      ...(flow.length > 0 && {
        relatedLocations: flow
          .slice(0, finding.steps.length)
          .map((location, i) => ({ id: i + 1, ...location })),
        codeFlows: [{ threadFlows: [{ locations: flow.map((location) => ({ location })) }] }],
      }),
      partialFingerprints: { "parapet/v1": print, primaryLocationLineHash: print },
      properties: { confidence: finding.confidence },
    };
  };
  return [
    ...result.findings.map((finding, i) => {
      const converted = convert(finding);
      const offered = fixes[i] ?? [];
      if (offered.length > 0) converted.fixes = offered.map((fix) => fixOf(index, result.path, source, fix));
      return converted;
    }),
    ...result.suppressed.map((finding) => ({
      ...convert(finding),
      suppressions: [{ kind: "inSource" as const, justification: justificationOf(finding) }],
    })),
  ];
}

/** The steps as locations, ending at the finding itself; none when there are no steps. */
function stepsOf(index: Index, file: string, finding: Finding): Location[] {
  if (finding.steps.length === 0) return [];
  const locations = finding.steps.map((step) => ({
    ...locationOf(index, step.path ?? file, step),
    message: { text: step.message },
  }));
  const last = finding.steps[finding.steps.length - 1];
  const endsThere = (last.path ?? file) === file && last.start === finding.start && last.end === finding.end;
  if (!endsThere) {
    locations.push({ ...locationOf(index, file, finding), message: { text: finding.message } });
  }
  return locations;
}

function fixOf(index: Index, file: string, source: Source, fix: Fix): SarifFix {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: index.artifact(file),
        replacements: fix.edits.map((edit) => ({
          deletedRegion: regionOf(source, edit),
          insertedContent: { text: edit.text },
        })),
      },
    ],
    properties: { id: fix.id, safe: fix.safe },
  };
}

function skippedOf(index: Index, { result }: FileReport): Notification[] {
  return result.skipped.map((skipped) => ({
    descriptor: { id: "skipped-code" },
    level: "note",
    message: { text: `${skipped.function}: ${skipped.reason}: ${skipped.detail}` },
    locations: [locationOf(index, result.path, skipped)],
  }));
}

function notificationOf(index: Index, problem: Problem): Notification {
  const { path, line, column } = problem;
  const region: Region | undefined =
    line === undefined ? undefined : { startLine: line, startColumn: column };
  const where = path === undefined ? "" : `${shownPath(index.report.base, path)}: `;
  return {
    descriptor: { id: problem.kind },
    level: problem.level,
    message: { text: where + problem.message },
    ...(path !== undefined && {
      locations: [{ physicalLocation: { artifactLocation: index.artifact(path), region } }],
    }),
  };
}

function locationOf(index: Index, file: string, span: Span): Location {
  return {
    physicalLocation: {
      artifactLocation: index.artifact(file),
      region: regionOf(index.report.sources.of(file), span),
    },
  };
}

function withFunction(location: Location, name: string | undefined): Location {
  return name === undefined ? location : { ...location, logicalLocations: [{ name, kind: "function" }] };
}

function regionOf(source: Source, span: Span): Region {
  const { start, end } = placeOf(source, span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** The files that the log speaks of, each listed once and then named by its index. */
function createArtifacts(base: string) {
  const all: Artifact[] = [];
  const indices = new Map<string, number>();
  const enter = (file: string, more: Partial<Artifact>): number => {
    let index = indices.get(file);
    if (index === undefined) {
      index = all.length;
      indices.set(file, index);
      all.push({ location: uriOf(base, file), ...more });
    }
    return index;
  };
  return {
    all,
    add(file: string, language: "c" | "cpp") {
      enter(file, { roles: ["analysisTarget"], sourceLanguage: language === "c" ? "c" : "cplusplus" });
    },
    locate: (file: string): ArtifactLocation => {
      const index = enter(file, {});
      return { ...all[index].location, index };
    },
  };
}

function uriOf(base: string, file: string): ArtifactLocation {
  if (!isBelow(file, base)) return { uri: pathToFileURL(file).href };
  const parts = shownPath(base, toPosix(file)).split("/");
  // A lone surrogate, possible in a Windows name, has no encoding.
  const encoded = parts.map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, "\ufffd")));
  return { uri: encoded.join("/"), uriBaseId: ROOT };
}

function folderUri(folder: string): string {
  const uri = pathToFileURL(folder).href;
  return uri.endsWith("/") ? uri : `${uri}/`;
}
