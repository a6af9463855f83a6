/**
 * Scores Parapet on pairs of real code before and after a security fix, with a scorer that the user brings: a program
 * with the verb `score`, which runs a command for each file and reads its SARIF.
 *
 *   node bench/fixes.mjs --scorer FIXES.py --pairs DIR [-- further arguments of the scorer]
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { ensureBuild } from "../scripts/ensure.mjs";
import { CLI } from "./scan.mjs";

const { values: options, positionals: further } = parseArgs({
  allowPositionals: true,
  options: { scorer: { type: "string" }, pairs: { type: "string" } },
});
if (options.scorer === undefined || options.pairs === undefined) {
  console.error("usage: node bench/fixes.mjs --scorer FIXES.py --pairs DIR [-- ARGUMENTS]");
  process.exit(2);
}
ensureBuild();
const command = `"${process.execPath}" "${CLI}" scan {file} --format sarif --output {sarif}`;
const args = [
  options.scorer,
  "score",
  "--out",
  options.pairs,
  "--name",
  "parapet",
  "--rerun",
  "--command",
  command,
];
const { status } = spawnSync("python3", [...args, ...further], { stdio: "inherit" });
process.exit(status ?? 2);
