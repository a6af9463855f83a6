/**
 * Analyses files one after the other, with one engine and one view of the files per project. A worker runs one session;
 * tests and tools may run one in their own thread. Nothing that happens to one file reaches the next.
 */
import type { Analyser, FileResult, Host, Input } from "../engine/api";
import type { Fix } from "../findings";
import type { FunctionModel } from "../models/model";
import type { FileDependences } from "../surface/dependence";
import type { ScanTask } from "./gather";
import { createHost } from "./host";
import { type Problem, reasonOf } from "./problem";
import { headerSearch, type Project } from "./project";
import { readText } from "./text";

/** What a scan says about one file. */
export interface FileReport {
  readonly result: FileResult;
  /** Verified fixes by the finding's index in `result.findings`; empty unless asked for. */
  readonly fixes: readonly (readonly Fix[])[];
}

export type FileOutcome =
  | { readonly kind: "followed"; readonly dependences: FileDependences }
  | { readonly kind: "analysed"; readonly report: FileReport }
  | { readonly kind: "failed"; readonly problem: Problem };

export interface SessionOptions {
  readonly projects: readonly Project[];
  /** Also look for fixes, which takes a re-analysis each. */
  readonly fixes: boolean;
  /** Ask where data goes, and not for findings. */
  readonly dependences?: boolean;
}

export type Session = (task: ScanTask) => FileOutcome;

/** Makes the engine for the shipped models and the given ones. */
export type AnalyserFactory = (models: readonly FunctionModel[]) => Analyser;

/**
 * Findings per file for which fixes are looked for, and instructions to interpret for them all. Limits by count, not
 * time, give the same answer every time; the editor, which asks for the fixes of one finding, has none.
 */
const FIXED_FINDINGS = 100;
const FIXING_WORK = 100_000;
/** UTF-16 code units; in larger files a verification takes too long to be done for every finding of a scan. */
const FIXED_LENGTH = 1024 * 1024;

export function createSession(options: SessionOptions, createAnalyser: AnalyserFactory): Session {
  const opened = new Map<number, { analyser: Analyser; host: Host; project: Project }>();
  const open = (index: number) => {
    let found = opened.get(index);
    if (found === undefined) {
      const project = options.projects[index];
      const host = createHost(headerSearch(project), project.maxFileSize);
      host.setSources(project.sources);
      found = { analyser: createAnalyser(project.models), host, project };
      opened.set(index, found);
    }
    return found;
  };
  return (task) => {
    try {
      const { analyser, host, project } = open(task.project);
      const read = readText(task.path, project.maxFileSize);
      if (!read.ok) return failed(task.path, read.reason);
      const input: Input = { path: task.path, text: read.text };
      if (options.dependences)
        return { kind: "followed", dependences: analyser.dependences(input, project.settings, host) };
      const result = analyser.analyse(input, project.settings, host);
      const fixes =
        options.fixes && read.text.length <= FIXED_LENGTH
          ? analyser.fixes(
              input,
              project.settings,
              host,
              result.findings.slice(0, FIXED_FINDINGS),
              FIXING_WORK,
            )
          : [];
      return { kind: "analysed", report: { result, fixes } };
    } catch (error) {
      return failed(task.path, `internal error: ${reasonOf(error)}`);
    }
  };
}

export function failed(path: string, message: string): FileOutcome {
  return { kind: "failed", problem: { kind: "file", level: "warning", message, path } };
}
