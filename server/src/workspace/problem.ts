/**
 * What went wrong around the analysis: a file that could not be read, a mistake in the configuration, a worker that
 * died. Problems are data like findings, so that every output (terminal, JSON, SARIF, editor) can show all of them.
 */

export interface Problem {
  /**
   * `configuration`: the run did not do what its settings asked for; as an error it fails the run.
   * `input`: a path that was named does not exist or cannot be listed; as an error it fails the run.
   * `run`: the analysis itself could not go on; as an error it fails the run.
   * `file`: one file was not analysed; everything else was.
   */
  readonly kind: "configuration" | "input" | "run" | "file";
  readonly level: "error" | "warning";
  /** One sentence without the path, lower-case start, no full stop. */
  readonly message: string;
  /** Absolute path of the file or folder concerned. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based, in UTF-16 code units. */
  readonly column?: number;
}

/** Whether the run itself failed, as opposed to single files. */
export function failsRun(problem: Problem): boolean {
  return problem.level === "error" && problem.kind !== "file";
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "permission denied",
  ENOENT: "no such file or folder",
  ENOTDIR: "a part of the path is not a folder",
  EISDIR: "is a folder",
  ELOOP: "too many symbolic links",
  ENAMETOOLONG: "the name is too long",
  EMFILE: "too many open files",
  ENFILE: "too many open files",
  EIO: "input/output error",
  ENOSPC: "no space left on the device",
  EROFS: "the file system is read-only",
};

/** A system error in words, without path or stack. */
export function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (typeof code === "string") return REASONS[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
