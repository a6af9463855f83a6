/** The built command line, run as a user runs it: as a program of its own. */
import { spawn, spawnSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { JsonReport } from "../../server/src/report/json";
import { ROOT } from "./analyser";

export const CLI = path.join(ROOT, "dist", "cli.mjs");

/** Builds when a source is newer than the build. Throws with the build's own words when it fails. */
export function ensureBuild(): void {
  const module = pathToFileURL(path.join(ROOT, "scripts", "ensure.mjs")).href;
  const program = `import(${JSON.stringify(module)}).then((ensure) => ensure.ensureBuild())`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs to the end; with `killAfter` milliseconds a hang ends with code null. */
export function parapet(words: readonly string[], cwd: string, killAfter = 240_000): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...words], { cwd, timeout: killAfter });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** A scan with its report as data. */
export async function scanJson(words: readonly string[], cwd: string): Promise<Run & { report: JsonReport }> {
  const run = await parapet(["scan", "--format", "json", "--no-fixes", ...words], cwd);
  return { ...run, report: JSON.parse(run.stdout) as JsonReport };
}
