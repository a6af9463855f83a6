/** Runs the built command line over files and folders and gives its JSON report, in which paths are made absolute. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const CLI = fileURLToPath(new URL("../dist/cli.mjs", import.meta.url));

/** Throws an Error with the program's own words when the scan failed. `seconds` are of the whole process. */
export function scan(places, extra = []) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-scan-"));
  const output = path.join(folder, "report.json");
  const start = performance.now();
  try {
    const args = [
      CLI,
      "scan",
      ...places,
      "--format",
      "json",
      "--output",
      output,
      "--no-fixes",
      "--fail-on",
      "never",
      "--quiet",
      ...extra,
    ];
    const { status, signal, stderr } = spawnSync(process.execPath, args, { maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`scan ended with ${status ?? signal}: ${stderr}`);
    const seconds = (performance.now() - start) / 1000;
    const report = JSON.parse(readFileSync(output, "utf8"));
    for (const list of [report.findings, report.skipped]) {
      for (const item of list) item.path = path.resolve(report.base, item.path);
    }
    return { ...report, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
