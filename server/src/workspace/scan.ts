/**
 * Scans many files and gives one answer, sorted, that depends on neither the number of workers nor who was first.
 */
import os from "node:os";
import type { Counts } from "../findings";
import { byCodeUnits } from "./files";
import type { Gathered, ScanTask } from "./gather";
import { runPool } from "./pool";
import { type Problem, reasonOf } from "./problem";
import type { FileOutcome, FileReport, Session } from "./session";

export interface ScanOptions {
  /** Where the work is done: on threads that run this module, or in this thread by this session. */
  readonly on: { readonly worker: URL; readonly jobs?: number; readonly timeLimit?: number } | Session;
  /** Also look for verified fixes of each finding. */
  readonly fixes?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  /** Each file as it is done, in no particular order. */
  readonly onFile?: (report: FileReport) => void;
}

export interface Scan {
  /** Sorted by path. */
  readonly files: readonly FileReport[];
  /** In order: of the run, then by path. */
  readonly problems: readonly Problem[];
  readonly counts: Counts;
  /** Files that were to be analysed. */
  readonly total: number;
  /** The scan ended early by its signal; the answer is that for the files done. */
  readonly cancelled: boolean;
}

/** Milliseconds a file may take: far more than any real one needs, so that only what hangs is ended. */
export const DEFAULT_TIME_LIMIT = 120_000;

const MAX_JOBS = 4;

/** Workers for this machine. More than four gain little, as memory bandwidth is shared. */
export function defaultJobs(): number {
  return Math.max(1, Math.min(MAX_JOBS, os.availableParallelism()));
}

/** Never rejects. */
export async function scan(gathered: Gathered, options: ScanOptions): Promise<Scan> {
  const { tasks } = gathered;
  const files: FileReport[] = [];
  const problems: Problem[] = [];
  const runProblems: Problem[] = [];
  let done = 0;
  const take = (_: ScanTask, outcome: FileOutcome) => {
    if (outcome.kind === "failed") problems.push(outcome.problem);
    else files.push(outcome.report);
    done++;
    if (outcome.kind === "analysed") options.onFile?.(outcome.report);
    options.onProgress?.(done, tasks.length);
  };

  options.onProgress?.(0, tasks.length);
  if (typeof options.on === "function") await runHere(tasks, options.on, take, options.signal);
  else {
    try {
      await runPool(
        tasks,
        {
          worker: options.on.worker,
          session: { projects: gathered.projects, fixes: options.fixes ?? false },
          size: options.on.jobs ?? defaultJobs(),
          timeLimit: options.on.timeLimit ?? DEFAULT_TIME_LIMIT,
          signal: options.signal,
        },
        take,
      );
    } catch (error) {
      const message = `the analysis could not be started: ${reasonOf(error)}`;
      runProblems.push({ kind: "run", level: "error", message });
    }
  }
  files.sort((a, b) => byCodeUnits(a.result.path, b.result.path));
  problems.sort((a, b) => byCodeUnits(a.path ?? "", b.path ?? ""));
  return {
    files,
    problems: [...gathered.problems, ...runProblems, ...problems],
    counts: sumCounts(files),
    total: tasks.length,
    cancelled: options.signal?.aborted ?? false,
  };
}

async function runHere(
  tasks: readonly ScanTask[],
  session: Session,
  take: (task: ScanTask, outcome: FileOutcome) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const task of tasks) {
    if (signal?.aborted) return;
    take(task, session(task));
    // Lets a request to cancel come through.
    await new Promise(setImmediate);
  }
}

function sumCounts(files: readonly FileReport[]): Counts {
  const sum: Counts = {
    nodesExported: 0,
    functions: 0,
    functionsNotUnderstood: 0,
    instructionsLowered: 0,
    instructionsInterpreted: 0,
    statesKept: 0,
    merges: 0,
    functionsCutShort: 0,
  };
  for (const { result } of files) {
    for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += result.counts[key] ?? 0;
  }
  return sum;
}
