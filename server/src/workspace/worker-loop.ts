/**
 * A worker's side of a scan: says that it is ready, then answers each task with its outcome. One task is under way at a
 * time, so that the other side knows what a worker that died was doing.
 */
import type { MessagePort } from "node:worker_threads";
import type { ScanTask } from "./gather";
import { type AnalyserFactory, createSession, type FileOutcome, type SessionOptions } from "./session";

export type WorkerMessage = { readonly kind: "ready" } | FileOutcome;

export function serveTasks(
  port: MessagePort,
  options: SessionOptions,
  createAnalyser: AnalyserFactory,
): void {
  const session = createSession(options, createAnalyser);
  const send = (message: WorkerMessage) => port.postMessage(message);
  port.on("message", (task: ScanTask) => send(session(task)));
  send({ kind: "ready" });
}
