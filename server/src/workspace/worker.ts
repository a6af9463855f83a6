/** Entry of a scan's worker thread: the delivered engine behind the loop that serves tasks. */
import { parentPort, workerData } from "node:worker_threads";
import { loadAnalyserFactory, loadKnowledge } from "./runtime";
import type { SessionOptions } from "./session";
import { serveTasks } from "./worker-loop";

if (parentPort !== null) {
  serveTasks(parentPort, workerData as SessionOptions, await loadAnalyserFactory(loadKnowledge()));
}
