/**
 * `.gitignore` files as git reads them: one may lie in every folder, the deepest that says anything about a path wins.
 * A list of them is immutable; walking down adds to it.
 */
import fs from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import { toPosix } from "./exclude";

interface Layer {
  readonly folder: string;
  readonly rules: Ignore;
}

/** From the outermost folder inwards. */
export type GitIgnores = readonly Layer[];

/** `ignores` with the `.gitignore` of `folder` added, if it has one. */
export function enterFolder(ignores: GitIgnores, folder: string): GitIgnores {
  return withFile(ignores, folder, path.join(folder, ".gitignore"));
}

function withFile(ignores: GitIgnores, folder: string, file: string): GitIgnores {
  let content: string;
  try {
    content = fs.readFileSync(file, "utf8");
  } catch {
    return ignores;
  }
  return [...ignores, { folder, rules: ignore().add(content) }];
}

/**
 * What holds for a folder from the repository around it: `.git/info/exclude` and every `.gitignore` from the top of the
 * working tree down to its parent. Empty outside a repository, and for a folder that is ignored itself: whoever names
 * one wants to see into it.
 */
export function ignoresAbove(folder: string): GitIgnores {
  const top = repositoryOf(folder);
  if (top === undefined) return [];
  let ignores = withFile([], top, path.join(top, ".git", "info", "exclude"));
  const parts = path.relative(top, folder).split(path.sep).filter(Boolean);
  let current = top;
  for (const part of parts) {
    ignores = enterFolder(ignores, current);
    current = path.join(current, part);
    if (isIgnored(ignores, current, true)) return [];
  }
  return ignores;
}

/** The nearest folder upwards that holds `.git` (a folder, or a file in a worktree or submodule). */
export function repositoryOf(folder: string): string | undefined {
  for (let current = folder; ; ) {
    if (fs.existsSync(path.join(current, ".git"))) return current;
    const parent = path.dirname(current);
    if (parent === current) return undefined;
    current = parent;
  }
}

export function isIgnored(ignores: GitIgnores, file: string, isFolder: boolean): boolean {
  for (let i = ignores.length - 1; i >= 0; i--) {
    const { folder, rules } = ignores[i];
    const relative = toPosix(path.relative(folder, file));
    const verdict = rules.test(isFolder ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
