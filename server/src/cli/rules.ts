/** `parapet rules` and `parapet explain`: what is looked for, and why, without leaving the terminal. */
import { type Style, styleFor, wantsColour } from "../report/terminal";
import { ruleAddress } from "../rules/address";
import type { Rule, Rules } from "../rules/rule";
import { suggestion } from "../workspace/suggest";
import { parseArguments } from "./arguments";
import { EXPLAIN_HELP, HELP_OPTION, RULES_HELP } from "./help";
import { EXIT, type Io, UsageError } from "./io";

/** Throws `UsageError`. */
export function runRules(words: readonly string[], rules: Rules, io: Io): number {
  const { options, positionals } = parseArguments(words, HELP_OPTION);
  if (options.length > 0) {
    io.stdout.write(RULES_HELP);
    return EXIT.clean;
  }
  if (positionals.length > 0) throw new UsageError("'parapet rules' takes no arguments");
  const style = styleFor(wantsColour(io.env, io.stdout.isTerminal));
  const all = [...rules.values()];
  const width = (text: (rule: Rule) => string) => Math.max(0, ...all.map((rule) => text(rule).length)) + 2;
  const ids = width(({ id }) => id);
  const cwes = width(cweNames);
  for (const group of [...new Set(all.map((rule) => rule.group))].sort()) {
    io.stdout.write(`${style.strong(group)}\n`);
    for (const rule of all.filter((candidate) => candidate.group === group)) {
      const level = rule.enabled ? rule.severity : "off";
      const shown = rule.enabled ? style[rule.severity](level.padEnd(9)) : style.faint(level.padEnd(9));
      io.stdout.write(
        `  ${rule.id.padEnd(ids)}${shown}${style.faint(cweNames(rule).padEnd(cwes))}${rule.title}\n`,
      );
    }
  }
  return EXIT.clean;
}

/** Throws `UsageError`. */
export function runExplain(words: readonly string[], rules: Rules, io: Io): number {
  const { options, positionals } = parseArguments(words, HELP_OPTION);
  if (options.length > 0) {
    io.stdout.write(EXPLAIN_HELP);
    return EXIT.clean;
  }
  if (positionals.length !== 1) throw new UsageError("'parapet explain' takes one rule id");
  const [id] = positionals;
  const rule = rules.get(id);
  if (rule === undefined) throw new UsageError(`unknown rule '${id}'${suggestion(id, rules.keys())}`);
  const style = styleFor(wantsColour(io.env, io.stdout.isTerminal));
  const names = [rule.severity, cweNames(rule), ...rule.cert, ...rule.standards].filter(Boolean);
  io.stdout.write(`${style.strong(id)}  ${style.faint(names.join(", "))}\n\n`);
  io.stdout.write(renderMarkdown(rule.guidance, style));
  io.stdout.write(`\n${style.faint(ruleAddress(id))}\n`);
  return EXIT.clean;
}

function cweNames(rule: Rule): string {
  return rule.cwe.map((cwe) => `CWE-${cwe}`).join(", ");
}

/** Guidance is Markdown that reads well as it is; headings, bold text and code blocks are made to stand out. */
function renderMarkdown(markdown: string, style: Style): string {
  let inCode = false;
  const lines: string[] = [];
  for (const line of markdown.trimEnd().split(/\r?\n/)) {
    if (line.startsWith("```")) inCode = !inCode;
    else if (inCode) lines.push(`    ${line}`.trimEnd());
    else if (/^#+ /.test(line)) lines.push(style.strong(line.replace(/^#+ /, "")));
    else lines.push(line.replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => style.strong(bold)));
  }
  return lines.map((line) => `${line}\n`).join("");
}
