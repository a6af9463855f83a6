/** The hover on a finding: the rule's title, its short guidance and the way to the whole page. */
import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Finding } from "../findings";
import { ruleAddress } from "../rules/address";
import type { Rule, Rules } from "../rules/rule";
import type { Abilities } from "./abilities";
import { rangeOf } from "./convert";

export function hoverAt(
  document: TextDocument,
  findings: readonly Finding[],
  position: Position,
  rules: Rules,
  can: Abilities,
): Hover | null {
  const offset = document.offsetAt(position);
  const here = findings.filter((finding) => finding.start <= offset && offset <= finding.end);
  const told = new Set<string>();
  const texts: string[] = [];
  for (const { rule: id } of here) {
    const rule = rules.get(id);
    if (!rule || told.has(id)) continue;
    told.add(id);
    texts.push(can.markdownHover ? markdown(rule, can.commands) : plain(rule));
  }
  if (texts.length === 0) return null;
  return {
    contents: can.markdownHover
      ? { kind: MarkupKind.Markdown, value: texts.join("\n\n---\n\n") }
      : { kind: MarkupKind.PlainText, value: texts.join("\n\n") },
    range: rangeOf(document, here[0]),
  };
}

function markdown(rule: Rule, commands: boolean): string {
  const page = commands
    ? `command:parapet.showGuidance?${encodeURIComponent(JSON.stringify([rule.id]))}`
    : ruleAddress(rule.id);
  return [`**${rule.title}**`, rule.summary, `[Guidance](${page}) · ${references(rule)}`].join("\n\n");
}

function plain(rule: Rule): string {
  return `${rule.title}\n${rule.summary}\n${references(rule)}`;
}

/** `CWE-120, STR31-C`: the names under which others know the weakness. */
function references(rule: Rule): string {
  return [...rule.cwe.map((cwe) => `CWE-${cwe}`), ...rule.cert].join(", ");
}
