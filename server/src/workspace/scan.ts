/**
 * Scans many files and gives one answer, sorted, that depends on neither the number of workers nor who was first.
 */
import os from "node:os";
import type { Counts } from "../findings";
import { byCodeUnits } from "./files";
import type { Gathered, ScanTask } from "./gather";
import { runPool } from "./pool";
import { type Problem, reasonOf } from "./problem";
import {
  type AnalyserFactory,
  createSession,
  type FileOutcome,
  type FileReport,
  type Session,
  type SessionOptions,
} from "./session";

/** Threads that run `worker`, the module that serves tasks. */
export interface OnWorkers {
  readonly worker: URL;
}

/** The caller's own thread: without start-up time, but also without protection from what hangs. */
export interface OnThisThread {
  readonly createAnalyser: AnalyserFactory;
}

export interface ScanOptions {
  readonly on: OnWorkers | OnThisThread;
  /** Number of workers, by default as many as the machine and the work are worth. */
  readonly jobs?: number;
  /** Milliseconds that one file may take. */
  readonly timeLimit?: number;
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
const DEFAULT_TIME_LIMIT = 120_000;

const MAX_JOBS = 4;

/** Bytes of source that are worth a worker: reading them takes longer than starting one. */
const WORTH_A_WORKER = 256 * 1024;

/** Workers for this machine and work. More than four gain little, as memory bandwidth is shared. */
function defaultJobs(tasks: readonly ScanTask[]): number {
  const bytes = tasks.reduce((sum, { size }) => sum + size, 0);
  return Math.max(1, Math.min(MAX_JOBS, os.availableParallelism(), Math.ceil(bytes / WORTH_A_WORKER)));
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
    done++;
    if (outcome.kind === "analysed") {
      files.push(outcome.report);
      options.onFile?.(outcome.report);
    }
    options.onProgress?.(done, tasks.length);
  };

  options.onProgress?.(0, tasks.length);
  const session = { projects: gathered.projects, fixes: options.fixes ?? false };
  const failure = await runTasks(tasks, session, options, take);
  if (failure !== undefined) runProblems.push(failure);
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

/** Hands every outcome to `take`; the problem if the run could not be started. Never rejects. */
export async function runTasks(
  tasks: readonly ScanTask[],
  session: SessionOptions,
  options: ScanOptions,
  take: (task: ScanTask, outcome: FileOutcome) => void,
): Promise<Problem | undefined> {
  if ("createAnalyser" in options.on) {
    await runHere(tasks, createSession(session, options.on.createAnalyser), take, options.signal);
    return undefined;
  }
  const pool = {
    worker: options.on.worker,
    session,
    size: options.jobs ?? defaultJobs(tasks),
    timeLimit: options.timeLimit ?? DEFAULT_TIME_LIMIT,
    signal: options.signal,
  };
  try {
    await runPool(tasks, pool, take);
    return undefined;
  } catch (error) {
    const message = `the analysis could not be started: ${reasonOf(error)}`;
    return { kind: "run", level: "error", message };
  }
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
