/**
 * Scans work trees of real projects and says how much Parapet talks about them: findings per 1,000 lines by rule and
 * project, what was not understood, and time. Mature code has few bugs, so most of what is said there must be worth it.
 *
 *   node bench/ecosystem.mjs DIR... [--json FILE] [--markdown FILE] [--compare EARLIER.json]
 *                            [--sample N --seed S --sample-file FILE] [--rule ID]...
 *
 * `--sample` draws findings and writes them with their code, to be read and judged. `--compare` lists what came and
 * went since an earlier `--json`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureBuild } from "../scripts/ensure.mjs";
import { countLines, markdownTable, sampleOf, sourcesBelow } from "./measure.mjs";
import { scan } from "./scan.mjs";

/** Lines of code shown before and after a finding, and around a step of its path. */
const CONTEXT = 12;
const STEP_CONTEXT = 1;

const { values: options, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    markdown: { type: "string" },
    compare: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    "sample-file": { type: "string" },
    rule: { type: "string", multiple: true },
  },
});
if (folders.length === 0) {
  console.error("usage: node bench/ecosystem.mjs DIR... (see the head of the file)");
  process.exit(2);
}

ensureBuild();
const projects = folders.map(scanProject);
const document = report(projects);
console.log(document);
if (options.markdown) writeFileSync(options.markdown, document);
if (options.json) writeFileSync(options.json, `${JSON.stringify(projects, null, 1)}\n`);
if (options.compare) console.log(differences(JSON.parse(readFileSync(options.compare, "utf8")), projects));
if (options.sample) writeSample();

function scanProject(folder) {
  const name = path.basename(path.resolve(folder));
  process.stderr.write(`${name} ...\n`);
  const files = sourcesBelow([folder]);
  let lines = 0;
  for (const file of files) lines += countLines(file);
  const { findings, skipped, problems, summary, seconds } = scan([folder]);
  return {
    name,
    files: summary.files,
    lines,
    seconds,
    functions: summary.counts.functions,
    notUnderstood: summary.counts.functionsNotUnderstood,
    cutShort: summary.counts.functionsCutShort,
    internalErrors: skipped.filter(({ reason }) => reason === "internal-error").length,
    problems: problems.map(({ message }) => message),
    findings: findings.filter(({ rule }) => options.rule === undefined || options.rule.includes(rule)),
  };
}

function perThousand(count, lines) {
  return count === 0 ? "" : ((count * 1000) / lines).toFixed(3);
}

function report(projects) {
  const overview = projects.map((project) => [
    project.name,
    project.files,
    project.lines,
    project.functions,
    `${((100 * project.notUnderstood) / Math.max(1, project.functions)).toFixed(2)} %`,
    project.cutShort,
    project.internalErrors,
    project.findings.length,
    perThousand(project.findings.length, project.lines) || "0",
    project.seconds.toFixed(1),
  ]);
  const counts = new Map();
  for (const { name, findings } of projects) {
    for (const { rule } of findings) {
      if (!counts.has(rule)) counts.set(rule, new Map());
      counts.get(rule).set(name, (counts.get(rule).get(name) ?? 0) + 1);
    }
  }
  const sum = (of) => [...of.values()].reduce((a, b) => a + b, 0);
  const rules = [...counts].sort((a, b) => sum(b[1]) - sum(a[1]) || a[0].localeCompare(b[0]));
  const rows = rules.map(([rule, of]) => [
    `\`${rule}\``,
    sum(of),
    ...projects.map(({ name, lines }) => perThousand(of.get(name) ?? 0, lines)),
  ]);
  return [
    markdownTable(
      [
        "Project",
        "Files",
        "Lines",
        "Functions",
        "Not understood",
        "Cut short",
        "Internal errors",
        "Findings",
        "per 1,000 lines",
        "Seconds",
      ],
      overview,
    ),
    "",
    "Findings per 1,000 lines:",
    "",
    markdownTable(["Rule", "All", ...projects.map(({ name }) => name)], rows),
    "",
  ].join("\n");
}

function excerpt(file, first, last, marked) {
  const lines = readFileSync(file, "utf8").split(/\r\n|\r|\n/);
  let text = "";
  for (let line = Math.max(1, first); line <= Math.min(lines.length, last); line++) {
    text += `${line === marked ? ">" : " "}${String(line).padStart(6)}  ${lines[line - 1].slice(0, 200)}\n`;
  }
  return text;
}

function describe({ name }, finding) {
  const { line, column } = finding.start;
  const steps = finding.steps.map(({ start, message }) => `  ${start.line}: ${message}\n`).join("");
  const far = finding.steps
    .filter(({ start }) => Math.abs(start.line - line) > CONTEXT)
    .map(({ start }) =>
      excerpt(finding.path, start.line - STEP_CONTEXT, start.line + STEP_CONTEXT, start.line),
    )
    .join("      ...\n");
  return [
    `### ${name} ${finding.path}:${line}:${column} ${finding.rule} (${finding.severity}, ${finding.confidence})`,
    `${finding.message} [${finding.function ?? ""}]`,
    `${steps}\`\`\`\n${far}${far && "      ...\n"}${excerpt(finding.path, line - CONTEXT, line + CONTEXT / 2, line)}\`\`\``,
    "Judgement: \n",
  ].join("\n");
}

function writeSample() {
  const all = projects.flatMap((project) => project.findings.map((finding) => ({ project, finding })));
  const chosen = sampleOf(all, Number(options.sample), Number(options.seed));
  const text = chosen.map(({ project, finding }) => describe(project, finding)).join("\n");
  if (options["sample-file"]) writeFileSync(options["sample-file"], text);
  else console.log(text);
}

function differences(earlier, later) {
  const key = ({ rule, path: file, function: name, message }) =>
    `${rule}\t${file}\t${name ?? ""}\t${message}`;
  const lines = [];
  for (const project of later) {
    const before = earlier.find(({ name }) => name === project.name);
    if (before === undefined) continue;
    const old = new Map(before.findings.map((finding) => [key(finding), finding]));
    const now = new Map(project.findings.map((finding) => [key(finding), finding]));
    const line = (sign, finding) =>
      `${sign} ${project.name} ${finding.path}:${finding.start.line} ${finding.rule}: ${finding.message}`;
    for (const [id, finding] of now) if (!old.has(id)) lines.push(line("+", finding));
    for (const [id, finding] of old) if (!now.has(id)) lines.push(line("-", finding));
  }
  return lines.length === 0 ? "No difference to the earlier run." : lines.join("\n");
}
