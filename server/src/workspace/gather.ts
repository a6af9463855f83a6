/** From the paths that a user named to the files of a scan, each with the project whose settings hold for it. */
import fs from "node:fs";
import path from "node:path";
import { isBelow } from "./exclude";
import { byCodeUnits, findAround, findFiles, sourcesAmong } from "./files";
import type { Problem } from "./problem";
import { locateProject, type OpenedProject, type Project, type ProjectOptions, readProject } from "./project";

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

/**
 * `paths` are absolute. A file below two of them belongs to the project of the first. `current`: the folder that the
 * user stands in. Never rejects.
 */
export async function gather(
  paths: readonly string[],
  options: ProjectOptions,
  signal?: AbortSignal,
  current?: string,
): Promise<Gathered> {
  const projects: Project[] = [];
  const problems: Problem[] = [];
  const tasks = new Map<string, ScanTask>();
  for (const group of groupByProject(paths, options, current)) {
    const { opened } = group;
    problems.push(...opened.problems);
    const found = await findFiles(group.paths, opened.excluded, signal);
    problems.push(...found.problems);
    const { root } = opened.project;
    const isWhole = group.paths.some((named) => isBelow(root, named));
    // Headers, and functions that are called, may lie beside the folder that is scanned. The folder of a lone file may be anything, even a home.
    const isElsewhere = group.isMarked && !isWhole;
    const around = isElsewhere
      ? await findAround(root, opened.excluded, signal, found.files)
      : { headers: found.headers, sources: sourcesAmong(found.files) };
    for (const { path, size } of found.files) {
      if (!tasks.has(path)) tasks.set(path, { path, size, project: projects.length });
    }
    projects.push({ ...opened.project, ...around });
  }
  const sorted = [...tasks.values()].sort((a, b) => byCodeUnits(a.path, b.path));
  return { projects, tasks: sorted, problems };
}

interface Group {
  readonly opened: OpenedProject;
  readonly isMarked: boolean;
  readonly paths: string[];
}

/** Paths under one root and project file share one project, so that its problems are told once. */
function groupByProject(
  paths: readonly string[],
  options: ProjectOptions,
  current: string | undefined,
): Group[] {
  const groups = new Map<string, Group>();
  for (const named of paths) {
    const folder = isFolder(named) ? named : path.dirname(named);
    const place = locateProject(folder, options.configFile, current);
    const key = `${place.root}\0${place.configFile ?? ""}`;
    const group = groups.get(key);
    if (group !== undefined) group.paths.push(named);
    else {
      const { isMarked } = place;
      groups.set(key, { opened: readProject(place, options), isMarked, paths: [named] });
    }
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
