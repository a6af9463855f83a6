/** From the paths that a user named to the files of a scan, each with the project whose settings hold for it. */
import fs from "node:fs";
import path from "node:path";
import { isBelow } from "./exclude";
import { byCodeUnits, findFiles, findHeaders } from "./files";
import type { Problem } from "./problem";
import { type OpenedProject, openProject, type Project, type ProjectOptions } from "./project";

export interface ScanTask {
  /** Absolute. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** Index into `Gathered.projects`. */
  readonly project: number;
}

export interface Gathered {
  readonly projects: readonly Project[];
  /** Sorted by path, none twice. */
  readonly tasks: readonly ScanTask[];
  readonly problems: readonly Problem[];
}

/** `paths` are absolute. A file below two of them belongs to the project of the first. Never rejects. */
export async function gather(
  paths: readonly string[],
  options: ProjectOptions,
  signal?: AbortSignal,
): Promise<Gathered> {
  const projects: Project[] = [];
  const problems: Problem[] = [];
  const tasks = new Map<string, ScanTask>();
  for (const group of groupByProject(paths, options)) {
    const { opened } = group;
    problems.push(...opened.problems);
    const found = await findFiles(group.paths, opened.excluded, signal);
    problems.push(...found.problems);
    // Headers may lie beside the folder that is scanned.
    const whole = group.paths.some((named) => isBelow(opened.project.root, named));
    const headers = whole ? found.headers : await findHeaders(opened.project.root, signal);
    for (const { path, size } of found.files) {
      if (!tasks.has(path)) tasks.set(path, { path, size, project: projects.length });
    }
    projects.push({ ...opened.project, headers });
  }
  const sorted = [...tasks.values()].sort((a, b) => byCodeUnits(a.path, b.path));
  return { projects, tasks: sorted, problems };
}

interface Group {
  readonly opened: OpenedProject;
  readonly paths: string[];
}

/** Paths under one root and project file share one project, so that its problems are told once. */
function groupByProject(paths: readonly string[], options: ProjectOptions): Group[] {
  const groups = new Map<string, Group>();
  for (const named of paths) {
    const folder = isFolder(named) ? named : path.dirname(named);
    const opened = openProject(folder, options);
    const key = `${opened.project.root}\0${opened.configFile ?? ""}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { opened, paths: [named] });
    else group.paths.push(named);
  }
  return [...groups.values()];
}

function isFolder(file: string): boolean {
  try {
    return fs.statSync(file).isDirectory();
  } catch {
    return false;
  }
}
