/**
 * What is generated from the rules: the reference page `docs/rules.md` and the settings schema of the extension's
 * manifest. Pure functions from rules to text and data; a test keeps what is committed equal to what they give.
 */
import type { Rule } from "./rule";

/** Groups in the order of the page, with their headings. */
const GROUPS: readonly (readonly [string, string])[] = [
  ["lengths", "Lengths and bounds"],
  ["numbers", "Numbers"],
  ["memory", "Pointers and memory"],
  ["ownership", "Ownership in C++"],
  ["input", "Input from outside"],
  ["connections", "Connections"],
  ["secrets", "Secrets"],
  ["warnings", "Warnings"],
  ["parapet", "Suppressions"],
];

/** The Markdown of `docs/rules.md`: a table for each group, every rule linked to its guidance. */
export function rulesReference(rules: readonly Rule[]): string {
  const parts = [
    "# Rules",
    "",
    "<!-- Generated from rules/ by `npm run generate`; changes made here are lost. -->",
    "",
    `${rules.length} rules. Each links to its guidance: what goes wrong, how it is attacked, how to write it instead.`,
    "Severity and on or off can be set for each rule, see the settings `parapet.rules` and the file `.parapet.yaml`.",
  ];
  for (const [group, heading] of GROUPS) {
    const members = rules.filter((rule) => rule.group === group);
    if (members.length === 0) continue;
    parts.push(
      "",
      `## ${heading}`,
      "",
      "| Rule | Finds | Severity | CWE | CERT | Quick fixes |",
      "|---|---|---|---|---|---|",
    );
    for (const rule of members) parts.push(tableRow(rule));
  }
  return `${parts.join("\n")}\n`;
}

function tableRow(rule: Rule): string {
  const cwe = rule.cwe.map((number) => `[${number}](${cweAddress(number)})`).join(", ");
  const fixes = rule.fixes.map((fix) => `\`${fix}\``).join(", ");
  const severity = rule.enabled ? rule.severity : `${rule.severity}, off by default`;
  const link = `[\`${rule.id}\`](../rules/${rule.group}/${rule.id}/guidance.md)`;
  return `| ${[link, rule.title.replace(/\|/g, "\\|"), severity, cwe, rule.cert.join(", "), fixes].join(" | ")} |`;
}

/** The public page of a weakness in the CWE list. */
export function cweAddress(number: number): string {
  return `https://cwe.mitre.org/data/definitions/${number}.html`;
}

/** The JSON schema of the setting `parapet.rules`, for the manifest and for `.parapet.yaml` alike. */
export function rulesSchema(rules: readonly Rule[]): object {
  const properties: Record<string, object> = {};
  for (const rule of rules) {
    properties[rule.id] = {
      type: "string",
      enum: ["error", "warning", "note", "off"],
      default: rule.enabled ? rule.severity : "off",
      markdownDescription: `${rule.title}.\n\n${rule.summary}`,
    };
  }
  return {
    type: "object",
    default: {},
    additionalProperties: false,
    markdownDescription:
      "Severity of single rules, by id; `off` switches a rule off. Rules not named keep their own.",
    properties,
  };
}
