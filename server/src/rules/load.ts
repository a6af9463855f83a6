/**
 * Loads a rule from its folder's texts: `rule.yaml`, the metadata, and `guidance.md`, the page for people. Nothing
 * about a rule is said anywhere else, so this is also where a rule's completeness is checked.
 */
import type { Node } from "yaml";
import type { Confidence, Severity } from "../findings";
import { SOURCE_KINDS, type SourceKind } from "../models/model";
import {
  type Entries,
  openYaml,
  type Problem,
  type Reader,
  readBoolean,
  readChoice,
  readEntries,
  readItems,
  readString,
  readStrings,
  report,
} from "../models/reader";
import type { Rule } from "./rule";

const TOPICS = ["input", "lengths", "memory", "warnings", "crypto", "data", "soup"] as const;

/** The sections of every guidance page, in this order; readers learn where to look. */
const SECTIONS = [
  "What goes wrong",
  "How it is attacked",
  "How to write it instead",
  "When it may be ignored",
  "References",
] as const;

const KEYS = [
  "id",
  "title",
  "severity",
  "confidence",
  "enabled",
  "cwe",
  "cert",
  "standards",
  "topic",
  "fixes",
  "sources",
  "joined-sources",
  "tags",
] as const;
const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];
const CONFIDENCES: readonly Confidence[] = ["definite", "evidence"];

/** Where the rule's folder stands: `rules/<group>/<id>/`. */
export interface RulePlace {
  readonly group: string;
  readonly id: string;
}

export interface LoadedRule {
  /** Undefined only when `rule.yaml` is no mapping at all. */
  readonly rule: Rule | undefined;
  /** Of `rule.yaml` and `guidance.md`, each with 1-based positions. */
  readonly problems: { readonly metadata: readonly Problem[]; readonly guidance: readonly Problem[] };
}

/** Reads one rule. Never throws; what is missing is a problem and gets a harmless value. */
export function loadRule(metadata: string, guidance: string, place: RulePlace): LoadedRule {
  const reader = openYaml(metadata);
  const guidanceProblems = checkGuidance(guidance);
  const root = (reader.documents[0]?.contents ?? null) as Node | null;
  const entries = readEntries(reader, root, "rule.yaml", KEYS);
  const problems = { metadata: reader.problems, guidance: guidanceProblems };
  if (entries.size === 0) return { rule: undefined, problems };

  for (const key of ["id", "title", "severity", "confidence", "cwe", "topic"]) {
    if (!entries.has(key)) report(reader, root, `rule.yaml needs ${key}`);
  }
  const value = (key: string) => entries.get(key)?.value ?? null;
  const id = entries.has("id") ? readString(reader, value("id"), "id") : place.id;
  if (id !== place.id) report(reader, value("id"), `the id must be the folder's name, "${place.id}"`);
  if (!/^[a-z]+(-[a-z]+)*$/.test(place.id)) {
    report(reader, value("id"), "an id is made of lower-case words with hyphens");
  }
  const rule: Rule = {
    id: place.id,
    group: place.group,
    title: entries.has("title") ? (readString(reader, value("title"), "title") ?? "") : "",
    severity: choice(reader, entries, "severity", SEVERITIES, "warning"),
    confidence: choice(reader, entries, "confidence", CONFIDENCES, "evidence"),
    enabled: entries.has("enabled") ? readBoolean(reader, value("enabled"), "enabled") : true,
    cwe: readCwe(reader, value("cwe")),
    cert: readStrings(reader, value("cert"), "cert"),
    standards: readStrings(reader, value("standards"), "standards"),
    topic: choice(reader, entries, "topic", TOPICS, "warnings"),
    fixes: readStrings(reader, value("fixes"), "fixes"),
    sources: readSources(reader, value("sources")),
    joinedSources: readSources(reader, value("joined-sources")),
    tags: readItems(value("tags")).flatMap(
      (item) => readChoice(reader, item, "tags", ["unnecessary", "deprecated"] as const) ?? [],
    ),
    summary: firstParagraph(guidance),
    guidance,
  };
  return { rule, problems };
}

function readSources(reader: Reader, node: Node | null): SourceKind[] {
  return readItems(node).flatMap((item) => readChoice(reader, item, "sources", SOURCE_KINDS) ?? []);
}

function choice<T extends string>(
  reader: Reader,
  entries: Entries,
  key: string,
  choices: readonly T[],
  otherwise: T,
): T {
  const entry = entries.get(key);
  return entry === undefined ? otherwise : (readChoice(reader, entry.value, key, choices) ?? otherwise);
}

function readCwe(reader: Reader, node: Node | null): number[] {
  const numbers: number[] = [];
  for (const item of readItems(node)) {
    const text = readString(reader, item, "cwe");
    if (text === undefined) continue;
    if (/^[1-9]\d{0,4}$/.test(text)) numbers.push(Number(text));
    else report(reader, item, "a CWE is given by its number alone, e.g. 787");
  }
  return numbers;
}

/** The first paragraph below the title, as one line: it is shown on hover. */
function firstParagraph(guidance: string): string {
  const paragraph = guidance
    .split(/\r?\n\s*\r?\n/)
    .map((block) => block.trim())
    .find((block) => block !== "" && !block.startsWith("#"));
  return (paragraph ?? "").replace(/\s+/g, " ");
}

/** A page starts with a title and a summary, and has every section once, in order. */
function checkGuidance(guidance: string): Problem[] {
  const problems: Problem[] = [];
  const lines = guidance.split(/\r?\n/);
  if (!/^# \S/.test(lines[0])) problems.push({ message: "must start with a title", line: 1, column: 1 });
  if (firstParagraph(guidance) === "")
    problems.push({ message: "needs a summary below the title", line: 1, column: 1 });
  const headings = lines.flatMap((text, index) =>
    text.startsWith("## ") ? { text: text.slice(3).trim(), index } : [],
  );
  // The first difference is enough: all that follows is shifted by it.
  const wrong = SECTIONS.findIndex((section, position) => headings[position]?.text !== section);
  if (wrong >= 0) {
    const line = headings[wrong] === undefined ? lines.length : headings[wrong].index + 1;
    problems.push({ message: `section ${wrong + 1} must be "## ${SECTIONS[wrong]}"`, line, column: 1 });
  }
  return problems;
}
