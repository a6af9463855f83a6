/** The attack surface of a gathered project: every file followed, by as many workers as a scan takes, and joined here. */
import type { FileDependences } from "../surface/dependence";
import { type SurfaceReport, surfaceOf } from "../surface/report";
import { toPosix } from "./exclude";
import { byCodeUnits } from "./files";
import type { Gathered } from "./gather";
import type { Problem } from "./problem";
import { runTasks, type ScanOptions } from "./scan";

export interface Surface {
  readonly report: SurfaceReport;
  /** Files that were followed. */
  readonly files: number;
  readonly problems: readonly Problem[];
  readonly cancelled: boolean;
}

/** Never rejects. `base`: the folder to which the words of a path count that tell a test. */
export async function findSurface(gathered: Gathered, base: string, options: ScanOptions): Promise<Surface> {
  const followed: FileDependences[] = [];
  const problems: Problem[] = [];
  const { tasks } = gathered;
  let done = 0;
  options.onProgress?.(0, tasks.length);
  const session = { projects: gathered.projects, fixes: false, dependences: true };
  const failure = await runTasks(tasks, session, options, (_, outcome) => {
    if (outcome.kind === "failed") problems.push(outcome.problem);
    if (outcome.kind === "followed") followed.push(outcome.dependences);
    options.onProgress?.(++done, tasks.length);
  });
  problems.sort((a, b) => byCodeUnits(a.path ?? "", b.path ?? ""));
  return {
    report: surfaceOf(followed, toPosix(base)),
    files: followed.length,
    problems: [...gathered.problems, ...(failure === undefined ? [] : [failure]), ...problems],
    cancelled: options.signal?.aborted ?? false,
  };
}
