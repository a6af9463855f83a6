/**
 * Finds the C and C++ files below the paths that the user named. What is named is always taken; below it, `.gitignore`
 * files, the project's excludes and a few folders that never hold a project's own sources are left out.
 *
 * Symbolic links are not followed below a named path: each file is seen once under its own name, and no loop can form.
 */
import fs from "node:fs";
import path from "node:path";
import type { Excluded } from "./exclude";
import { isHeader, isSource } from "./extensions";
import { enterFolder, type GitIgnores, ignoresAbove, isIgnored } from "./gitignore";
import { type Problem, reasonOf } from "./problem";
import type { Project } from "./project";

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** In bytes, when it was found. */
  readonly size: number;
}

export interface Found {
  /** To be analysed; sorted by path in code unit order, none twice. */
  readonly files: readonly FoundFile[];
  /** What an `#include` may name, also where excluded from the scan; sorted likewise. */
  readonly headers: readonly string[];
  readonly problems: readonly Problem[];
}

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([".git", ".hg", ".svn", "node_modules"]);

/** Entries looked at around the named paths; the index of a huge tree is not worth more. */
const SEARCH_LIMIT = 200_000;

/** Bytes of sources whose functions are known to other files. */
const INDEX_LIMIT = 32 * 1024 * 1024;

interface Walk {
  readonly excluded: Excluded;
  readonly signal: AbortSignal | undefined;
  readonly files: Map<string, FoundFile>;
  readonly headers: Set<string>;
  readonly problems: Problem[];
  /** Entries that may still be looked at. */
  left: number;
}

/** `paths` are absolute files or folders. Never rejects: what cannot be read is among the problems. */
export async function findFiles(
  paths: readonly string[],
  excluded: Excluded,
  signal?: AbortSignal,
): Promise<Found> {
  const walk = newWalk(excluded, signal, Number.POSITIVE_INFINITY);
  for (const named of paths) {
    try {
      const status = await fs.promises.stat(named);
      if (status.isDirectory()) await walkFolder(walk, named, ignoresAbove(named), true);
      else walk.files.set(named, { path: named, size: status.size });
    } catch (error) {
      walk.problems.push({ kind: "input", level: "error", message: reasonOf(error), path: named });
    }
  }
  return result(walk);
}

/** The headers and sources of a project, for a scan that covers only a part of it, `scanned`: these come first. */
export async function findAround(
  root: string,
  excluded: Excluded,
  signal?: AbortSignal,
  scanned: readonly FoundFile[] = [],
): Promise<Pick<Project, "headers" | "sources">> {
  const walk = newWalk(excluded, signal, SEARCH_LIMIT);
  await walkFolder(walk, root, ignoresAbove(root), true);
  const { headers, files } = result(walk);
  const own = new Set(scanned.map((file) => file.path));
  return { headers, sources: sourcesAmong([...scanned, ...files.filter((file) => !own.has(file.path))]) };
}

/** The sources that an index covers; one over everything in a huge tree would take too long to be worth it. */
export function sourcesAmong(files: readonly FoundFile[]): readonly string[] {
  let left = INDEX_LIMIT;
  const sources: string[] = [];
  for (const { path: file, size } of files) {
    if (isHeader(path.basename(file))) continue;
    if (size > left) break;
    left -= size;
    sources.push(file);
  }
  return sources;
}

function newWalk(excluded: Excluded, signal: AbortSignal | undefined, limit: number): Walk {
  return { excluded, signal, files: new Map(), headers: new Set(), problems: [], left: limit };
}

function result(walk: Walk): Found {
  return {
    files: [...walk.files.values()].sort((a, b) => byCodeUnits(a.path, b.path)),
    headers: [...walk.headers].sort(byCodeUnits),
    problems: walk.problems,
  };
}

/** The order of all output: the same on every machine, unlike a locale's. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** An own stack instead of recursion: the depth of a folder tree is the user's business. */
async function walkFolder(walk: Walk, start: string, above: GitIgnores, wanted: boolean): Promise<void> {
  const open: { folder: string; ignores: GitIgnores; wanted: boolean }[] = [
    { folder: start, ignores: above, wanted },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (walk.signal?.aborted || walk.left <= 0) return;
    let entries: fs.Dirent[];
    try {
      entries = await fs.promises.readdir(next.folder, { withFileTypes: true });
    } catch (error) {
      const message = `cannot be listed: ${reasonOf(error)}`;
      if (next.wanted) walk.problems.push({ kind: "file", level: "warning", message, path: next.folder });
      continue;
    }
    // The order in which a file system lists is its own; with a limit, it would decide what is found.
    entries.sort((a, b) => byCodeUnits(a.name, b.name));
    const ignores = entries.some((entry) => entry.name === ".gitignore")
      ? enterFolder(next.ignores, next.folder)
      : next.ignores;
    for (const entry of entries) {
      walk.left--;
      const file = path.join(next.folder, entry.name);
      if (entry.isDirectory()) {
        if (SKIPPED_FOLDERS.has(entry.name) || isIgnored(ignores, file, true)) continue;
        open.push({ folder: file, ignores, wanted: next.wanted && !walk.excluded(file) });
      } else if (entry.isFile()) {
        await takeFile(walk, file, ignores, next.wanted);
      }
    }
  }
}

async function takeFile(walk: Walk, file: string, ignores: GitIgnores, wanted: boolean): Promise<void> {
  const name = path.basename(file);
  const header = isHeader(name);
  const source = wanted && isSource(name);
  if ((!header && !source) || isIgnored(ignores, file, false)) return;
  if (header) walk.headers.add(file);
  if (!source || walk.excluded(file)) return;
  try {
    const { size } = await fs.promises.stat(file);
    walk.files.set(file, { path: file, size });
  } catch (error) {
    const message = `cannot be read: ${reasonOf(error)}`;
    walk.problems.push({ kind: "file", level: "warning", message, path: file });
  }
}
