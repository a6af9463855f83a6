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
  /** Milliseconds that one file may take. */
  readonly timeLimit: number;
  readonly signal?: AbortSignal;
}

/**
 * Most of what an analysis allocates is dead with its function: with more room for the young (V8 gives 48 MB) only half
 * as much of it has to be copied before that.
 */
const LIMITS = { maxYoungGenerationSizeMb: 96 } as const;

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
      let timer: NodeJS.Timeout | undefined;
      let reason = "the analysis stopped unexpectedly";

      const next = () => {
        current = queue.shift();
        if (current === undefined) {
          workers.delete(worker);
          void worker.terminate();
          if (workers.size === 0) finish();
          return;
        }
        timer = setTimeout(() => {
          reason = `took longer than ${options.timeLimit / 1000} s and was given up`;
          void worker.terminate();
        }, options.timeLimit);
        worker.postMessage(current);
      };
      worker.on("message", (message: WorkerMessage) => {
        if (!workers.has(worker)) return;
        clearTimeout(timer);
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
        clearTimeout(timer);
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
