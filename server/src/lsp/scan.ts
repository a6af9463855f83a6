/**
 * The scan of the workspace's folders for the editor: runs on the command line's machinery, hands each file's findings
 * on as they come, and sums up at the end.
 */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Rules } from "../rules/rule";
import type { ConfigValues } from "../workspace/config";
import { type Gathered, gather, type ScanTask } from "../workspace/gather";
import type { Problem } from "../workspace/problem";
import type { Project } from "../workspace/project";
import { type ScanOptions, scan } from "../workspace/scan";
import type { FileReport } from "../workspace/session";
import { readText } from "../workspace/text";
import { uriOf } from "./paths";
import type { ScanResult } from "./protocol";

export interface ScanJob {
  /** Absolute, each with what the editor's settings for it say. */
  readonly folders: readonly { readonly path: string; readonly values: ConfigValues }[];
  readonly rules: Rules;
  readonly on: ScanOptions["on"];
  readonly signal: AbortSignal;
  /** Counts of files; `findings` so far. */
  onProgress(done: number, total: number, findings: number): void;
  /** The file with its text, for line numbers; in no particular order, also for files without findings. */
  onFile(report: FileReport, document: TextDocument | undefined): void;
}

/** Never rejects: what went wrong is in the result. `now` is in milliseconds. */
export async function scanFolders(job: ScanJob, now: () => number): Promise<ScanResult> {
  const start = now();
  const gathered = await gatherAll(job);
  const limit = Math.max(0, ...gathered.projects.map(({ maxFileSize }) => maxFileSize));
  let findings = 0;
  const done = await scan(gathered, {
    on: job.on,
    signal: job.signal,
    onProgress: (files, total) => job.onProgress(files, total, findings),
    onFile: (report) => {
      const { result } = report;
      findings += result.findings.length;
      const shown = result.findings.length + result.skipped.length > 0;
      job.onFile(report, shown ? textOf(result.path, limit) : undefined);
    },
  });
  const severities = done.files.flatMap(({ result }) => result.findings.map(({ severity }) => severity));
  return {
    files: done.files.length,
    total: done.total,
    findings: severities.length,
    errors: severities.filter((severity) => severity === "error").length,
    warnings: severities.filter((severity) => severity === "warning").length,
    functions: done.counts.functions,
    notUnderstood: done.counts.functionsNotUnderstood,
    problems: done.problems.map(({ path, message }) =>
      path === undefined ? message : `${path}: ${message}`,
    ),
    milliseconds: Math.round(now() - start),
    cancelled: done.cancelled,
  };
}

/** Every folder with its own settings; files below two of them belong to the first. */
export async function gatherAll(job: Pick<ScanJob, "folders" | "rules" | "signal">): Promise<Gathered> {
  const knownRules = new Set(job.rules.keys());
  const projects: Project[] = [];
  const problems: Problem[] = [];
  const tasks = new Map<string, ScanTask>();
  for (const { path, values } of job.folders) {
    const gathered = await gather([path], { knownRules, defaults: values }, job.signal);
    for (const task of gathered.tasks) {
      if (!tasks.has(task.path)) tasks.set(task.path, { ...task, project: task.project + projects.length });
    }
    projects.push(...gathered.projects);
    problems.push(...gathered.problems);
  }
  return { projects, problems, tasks: [...tasks.values()] };
}

/** Read again rather than sent along by the workers: few files have anything to show. */
function textOf(file: string, limit: number): TextDocument | undefined {
  const read = readText(file, limit);
  return read.ok ? TextDocument.create(uriOf(file), "", 0, read.text) : undefined;
}
