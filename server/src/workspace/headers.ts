/**
 * Which file an `#include` names, without a build: tried in order are the including file's folder, the folders of
 * `compile_commands.json` and of the settings, and last the nearest header of the project whose path ends like that.
 */
import fs from "node:fs";
import path from "node:path";
import type { CompileCommands } from "./compile-commands";
import { isBelow, toPosix } from "./exclude";
import { isStandardHeader } from "./standard-headers";

export interface HeaderSearch {
  /** Folders in which a found file must lie; also the base of what counts as the project's own. */
  readonly roots: readonly string[];
  readonly includePaths: readonly string[];
  readonly commands: CompileCommands;
  /** Absolute paths of the project's headers. */
  readonly headers: readonly string[];
}

/** The file that `#include` of `spec` in `from` names; undefined when none is found or several are as good. */
export type ResolveInclude = (from: string, spec: string, system: boolean) => string | undefined;

/** Answers are remembered; make a new one when files come and go. */
export function createIncludeResolver(search: HeaderSearch): ResolveInclude {
  const byName = new Map<string, string[]>();
  for (const header of search.headers) {
    const name = path.basename(header);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [header]);
    else same.push(header);
  }
  const allowed = [...search.roots, ...search.includePaths, ...search.commands.all];
  const files = new Map<string, boolean>();
  const answers = new Map<string, string | undefined>();

  const isFile = (file: string): boolean => {
    let known = files.get(file);
    if (known === undefined) {
      // A source may not reach, by `../../..`, what lies outside the project.
      known =
        allowed.some((folder) => isBelow(file, folder)) &&
        fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
      files.set(file, known);
    }
    return known;
  };

  const bySuffix = (spec: string, from: string): string | undefined => {
    const suffix = `/${spec.replace(/^(\.\.?\/)+/, "")}`;
    const found = (byName.get(path.posix.basename(spec)) ?? []).filter((header) =>
      toPosix(header).endsWith(suffix),
    );
    return nearestTo(from, found, suffix);
  };

  const resolve: ResolveInclude = (from, written, system) => {
    const spec = written.replaceAll("\\", "/");
    if (spec === "" || spec.includes("\0")) return undefined;
    if (path.isAbsolute(spec)) return isFile(path.normalize(spec)) ? path.normalize(spec) : undefined;
    const folders = search.commands.byFile.get(from) ?? search.commands.all;
    const tried = [...folders, ...search.includePaths];
    for (const folder of system ? tried : [path.dirname(from), ...tried]) {
      const file = path.join(folder, spec);
      if (isFile(file)) return file;
    }
    return system && isStandardHeader(spec) ? undefined : bySuffix(spec, from);
  };

  return (from, spec, system) => {
    const relative = search.commands.byFile.has(from) ? from : path.dirname(from);
    const key = `${system ? "<" : '"'}${spec}\0${relative}`;
    if (!answers.has(key)) answers.set(key, resolve(from, spec, system));
    return answers.get(key);
  };
}

/**
 * Of headers whose paths end alike, the one that has most folders in common with the including file; of several, the one
 * that lies in a folder for headers. Undefined if that leaves none or more than one.
 */
function nearestTo(from: string, headers: readonly string[], suffix: string): string | undefined {
  if (headers.length < 2) return headers[0];
  const distances = headers.map(
    (header) => path.relative(path.dirname(from), header).split(/\.\.[\\/]/).length,
  );
  const near = headers.filter((_, i) => distances[i] === Math.min(...distances));
  if (near.length === 1) return near[0];
  const meant = near.filter((header) => /\/(?:include|inc)$/.test(toPosix(header).slice(0, -suffix.length)));
  return meant.length === 1 ? meant[0] : undefined;
}
