/**
 * The `exclude` globs of settings and project file, compiled. One matcher serves scan and editor, so that a file is
 * excluded in both or in neither.
 */
import path from "node:path";
import picomatch from "picomatch";

/** Whether an absolute path, or a folder above it, is excluded. */
export type Excluded = (path: string) => boolean;

/**
 * Globs are relative to `base`, with `/` on every system. One without a `/` matches at any depth, and one that matches
 * a folder covers what is in it: `third_party`, `*.gen.c`, `src/legacy/**`.
 */
export function compileExcludes(globs: readonly string[], base: string): Excluded {
  if (globs.length === 0) return () => false;
  const patterns = globs.flatMap((glob) => {
    const trimmed = glob.replace(/^\.?\/+/, "").replace(/\/+$/, "");
    const anchored = trimmed.includes("/") ? trimmed : `**/${trimmed}`;
    return [anchored, `${anchored}/**`];
  });
  const matches = picomatch(patterns, { dot: true });
  return (file) => {
    const relative = toPosix(path.relative(base, file));
    return relative !== "" && !relative.startsWith("../") && matches(relative);
  };
}

/** A path with `/` between its parts, as globs, `.gitignore` and URIs write it. */
export function toPosix(file: string): string {
  return path.sep === "/" ? file : file.replaceAll(path.sep, "/");
}

/** Whether `file` is `folder` or below it. */
export function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return (
    relative === "" ||
    (relative !== ".." && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
  );
}
