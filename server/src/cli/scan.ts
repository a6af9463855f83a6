/** `parapet scan`: from the words of the command line to reports and an exit code. */
import fs from "node:fs";
import path from "node:path";
import { jsonReport } from "../report/json";
import { type Report, reaches, shownPath } from "../report/report";
import { sarifReport } from "../report/sarif";
import { createSources } from "../report/sources";
import { statistics, summary } from "../report/summary";
import { printable, styleFor, wantsColour } from "../report/terminal";
import { textReport } from "../report/text";
import type { Rules } from "../rules/rule";
import { isBelow } from "../workspace/exclude";
import { type Gathered, gather } from "../workspace/gather";
import { failsRun, type Problem, reasonOf } from "../workspace/problem";
import { type ScanOptions, scan } from "../workspace/scan";
import type { AnalyserFactory } from "../workspace/session";
import { readText } from "../workspace/text";
import { SCAN_HELP } from "./help";
import { EXIT, type Io, UsageError } from "./io";
import { createProgress } from "./progress";
import { type Destination, parseScanArguments, type ScanArguments } from "./scan-options";

/** What the command needs of the engine. */
export interface ScanEngine {
  readonly version: string;
  readonly rules: Rules;
  readonly on: ScanOptions["on"];
  /** The engine on this thread, for what takes a single file. */
  createAnalyser(): Promise<AnalyserFactory>;
}

/** Throws `UsageError`. */
export async function runScan(words: readonly string[], engine: ScanEngine, io: Io): Promise<number> {
  const knownRules = new Set(engine.rules.keys());
  const args = parseScanArguments(words, knownRules);
  if (args.help) {
    io.stdout.write(SCAN_HELP);
    return EXIT.clean;
  }
  const configFile = args.configFile ? path.resolve(io.cwd, args.configFile) : args.configFile;
  if (configFile && !fs.existsSync(configFile)) throw new UsageError(`no such file: '${args.configFile}'`);

  const started = io.now();
  const signal = io.interrupt();
  const paths = args.paths.map((named) => path.resolve(io.cwd, named));
  const gathered = await gather(paths, { knownRules, configFile, overrides: args.overrides }, signal, io.cwd);
  const progress = args.quiet ? undefined : createProgress(io.stderr, io.now);
  const done = await scan(gathered, {
    on: engine.on,
    jobs: args.jobs,
    fixes: args.fixes && args.destinations.some(({ format }) => format !== "text"),
    signal,
    onProgress: progress?.update,
  });
  progress?.clear();

  const maxFileSize = Math.max(0, ...gathered.projects.map((project) => project.maxFileSize));
  const report: Report = {
    scan: done,
    rules: engine.rules,
    version: engine.version,
    base: baseOf(gathered, paths, io.cwd),
    elapsed: io.now() - started,
    sources: createSources((file) => {
      const read = readText(file, maxFileSize);
      return read.ok ? read.text : undefined;
    }),
  };
  const unwritten = write(report, args, io);
  tell(report, args, unwritten, io);
  if (done.cancelled) return EXIT.interrupted;
  if (unwritten.length > 0 || done.problems.some(failsRun)) return EXIT.failure;
  return hasFailure(report, args) ? EXIT.findings : EXIT.clean;
}

/** The current folder if all is below it, as in a checkout; else the project's root if there is but one. */
function baseOf(gathered: Gathered, paths: readonly string[], cwd: string): string {
  if (paths.every((named) => isBelow(named, cwd))) return cwd;
  const roots = new Set(gathered.projects.map(({ root }) => root));
  return roots.size === 1 ? [...roots][0] : cwd;
}

/** Writes all reports; returns what could not be written. */
function write(report: Report, args: ScanArguments, io: Io): Problem[] {
  const problems: Problem[] = [];
  for (const { format, file } of args.destinations) {
    const coloured = file === undefined && wantsColour(io.env, io.stdout.isTerminal);
    const content = render(report, format, coloured, args);
    if (file === undefined) {
      io.stdout.write(content);
      continue;
    }
    const target = path.resolve(io.cwd, file);
    try {
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, content);
    } catch (error) {
      const message = `the report cannot be written: ${reasonOf(error)}`;
      problems.push({ kind: "run", level: "error", message, path: target });
    }
  }
  return problems;
}

function render(
  report: Report,
  format: Destination["format"],
  coloured: boolean,
  args: ScanArguments,
): string {
  switch (format) {
    case "json":
      return jsonReport(report);
    case "sarif":
      return sarifReport(report);
    case "text":
      return textReport(report, { style: styleFor(coloured), quiet: args.quiet, statistics: args.stats });
  }
}

/** Problems, and the summary where standard output does not have it, on standard error. */
function tell(report: Report, args: ScanArguments, unwritten: readonly Problem[], io: Io): void {
  const { stderr } = io;
  const style = styleFor(wantsColour(io.env, stderr.isTerminal));
  // The summary lists the files that were not analysed.
  const listed = (problem: Problem) => args.quiet || problem.kind !== "file";
  for (const problem of [...report.scan.problems.filter(listed), ...unwritten]) {
    const { level, line, column, message } = problem;
    const place = problem.path === undefined ? [] : [printable(shownPath(report.base, problem.path))];
    const position = line === undefined ? [] : [line, column ?? 1];
    const where = [...place, ...position].join(":");
    const label = style.strong(style[level](`${level}:`));
    stderr.write(`parapet: ${label} ${where === "" ? "" : `${where}: `}${printable(message)}\n`);
  }
  if (report.scan.total === 0 && !report.scan.problems.some(failsRun)) {
    stderr.write("parapet: no C or C++ files found\n");
  }
  const shown = args.destinations.some(({ format, file }) => format === "text" && file === undefined);
  const lines = [...(args.quiet ? [] : summary(report)), ...(args.stats ? statistics(report) : [])];
  if (!shown) stderr.write(lines.map((line) => `${line}\n`).join(""));
}

function hasFailure(report: Report, args: ScanArguments): boolean {
  const { failOn } = args;
  if (failOn === "never") return false;
  return report.scan.files.some(({ result }) =>
    result.findings.some(({ severity }) => reaches(severity, failOn)),
  );
}
