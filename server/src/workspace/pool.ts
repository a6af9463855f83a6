/**
 * Runs a scan's tasks on worker threads. A worker that crashes, runs out of memory or does not come back costs the file
 * it was at: it is replaced, and the file is reported.
 */
import { Worker } from "node:worker_threads";
import type { ScanTask } from "./gather";
import { reasonOf } from "./problem";
import { type FileOutcome, failed, type SessionOptions } from "./session";
import type { WorkerMessage } from "./worker-loop";

export interface PoolOptions {
  /** Module that a worker runs. */
  readonly worker: URL;
  readonly session: SessionOptions;
  /** Number of workers, at least 1. */
  readonly size: number;
  /** Milliseconds of work that one file may take. */
  readonly timeLimit: number;
  readonly signal?: AbortSignal;
}

/**
 * Most of what an analysis allocates is dead with its function: with more room for the young (V8 gives 48 MB) only half
 * as much of it has to be copied before that.
 */
const LIMITS = { maxYoungGenerationSizeMb: 96 } as const;

/** A worker that does nothing at all, because it waits for a disk that does not answer, is ended after so many time limits. */
const IDLE_LIMITS = 10;

/**
 * Calls `end` after so many milliseconds of work. What counts is the processor's time: on a machine that is busy with
 * other things, or was asleep, a file that takes long by the clock may have had no time at all. The time of all workers
 * is taken, as there is none for each: it is never less than that of one.
 */
function limitWork(limit: number, end: () => void): { cancel(): void } {
  const before = process.cpuUsage();
  const latest = Date.now() + limit * IDLE_LIMITS;
  let timer: NodeJS.Timeout;
  const wait = (milliseconds: number) => {
    timer = setTimeout(() => {
      const { user, system } = process.cpuUsage(before);
      const left = Math.min(limit - (user + system) / 1000, latest - Date.now());
      if (left <= 0) end();
      else wait(Math.ceil(left));
    }, milliseconds);
  };
  wait(limit);
  return { cancel: () => clearTimeout(timer) };
}

/** Workers that fail in a row before they are ready, until the run is given up. */
const START_ATTEMPTS = 3;

/**
 * Resolves when every task has its outcome, or the signal is aborted. Outcomes come in order of completion.
 * Rejects when no worker can be started.
 */
export function runPool(
  tasks: readonly ScanTask[],
  options: PoolOptions,
  onOutcome: (task: ScanTask, outcome: FileOutcome) => void,
): Promise<void> {
  // The largest first: started last, one would keep a single worker busy while the others are done.
  const queue = [...tasks].sort((a, b) => b.size - a.size);
  const workers = new Set<Worker>();
  let startFailures = 0;

  return new Promise((resolve, reject) => {
    const stop = () => {
      options.signal?.removeEventListener("abort", finish);
      for (const worker of workers) void worker.terminate();
      workers.clear();
      queue.length = 0;
    };
    const finish = () => {
      stop();
      resolve();
    };
    const giveUp = (reason: string) => {
      stop();
      reject(new Error(reason));
    };

    const start = () => {
      const worker = new Worker(options.worker, { workerData: options.session, resourceLimits: LIMITS });
      workers.add(worker);
      let ready = false;
      let current: ScanTask | undefined;
      let work: { cancel(): void } | undefined;
      let reason = "the analysis stopped unexpectedly";

      const next = () => {
        current = queue.shift();
        if (current === undefined) {
          workers.delete(worker);
          void worker.terminate();
          if (workers.size === 0) finish();
          return;
        }
        work = limitWork(options.timeLimit, () => {
          reason = `took longer than ${options.timeLimit / 1000} s and was given up`;
          void worker.terminate();
        });
        worker.postMessage(current);
      };
      worker.on("message", (message: WorkerMessage) => {
        if (!workers.has(worker)) return;
        work?.cancel();
        if (message.kind === "ready") {
          ready = true;
          startFailures = 0;
        } else if (current !== undefined) {
          const task = current;
          current = undefined;
          onOutcome(task, message);
        }
        // The callback may have aborted.
        if (workers.has(worker)) next();
      });
      worker.on("error", (error) => {
        const outOfMemory = (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
        reason = outOfMemory ? "needed more memory than there is" : `internal error: ${reasonOf(error)}`;
      });
      worker.on("exit", () => {
        work?.cancel();
        if (!workers.delete(worker)) return;
        if (!ready && ++startFailures >= START_ATTEMPTS) return giveUp(reason);
        if (current !== undefined) onOutcome(current, failed(current.path, reason));
        if (queue.length > 0) start();
        else if (workers.size === 0) finish();
      });
    };

    if (queue.length === 0 || options.signal?.aborted) return resolve();
    options.signal?.addEventListener("abort", finish, { once: true });
    for (let i = Math.min(options.size, queue.length); i > 0; i--) start();
  });
}
