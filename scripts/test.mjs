// Runs every check of the project in order, cheapest first, and closes with one line of totals.
//
//   npm test                 everything
//   npm test -- unit e2e     only the named steps
//
// A failing step does not hide the later ones, save that nothing is tested against a build that failed.

import path from "node:path";
import { ensureDependencies, ROOT, run } from "./ensure.mjs";

const bin = (name, ...args) => [path.join(ROOT, "node_modules", ".bin", name), args];
const node = (...args) => [process.execPath, args];

/** Name, command. The order matters: what comes later may use what earlier steps made. */
const STEPS = [
  ["lint", bin("biome", "ci", "--error-on-warnings", ".")],
  ["types", bin("tsc", "--noEmit")],
  ["layers", bin("depcruise", "--config", ".dependency-cruiser.mjs", "client", "server")],
  ["generated", node("scripts/generate.mjs", "--check")],
  ["build", node("scripts/build.mjs")],
  ["unit", bin("vitest", "run")],
  ["package", node("scripts/package.mjs")],
  ["e2e", node("test/e2e/run.mjs")],
  ["ui", node("test/e2e/ui.mjs")],
];

ensureDependencies();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some(([step]) => step === name));
if (unknown.length > 0) {
  console.error(`unknown step ${unknown.join(", ")}; there are ${STEPS.map(([step]) => step).join(", ")}`);
  process.exit(2);
}

const failed = [];
let passed = 0;
let buildFailed = false;
for (const [name, [command, args]] of STEPS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (buildFailed) {
    failed.push(name);
    continue;
  }
  console.log(`\n== ${name}`);
  const start = Date.now();
  const status = run(command, args, { shell: process.platform === "win32" });
  console.log(
    `== ${name}: ${status === 0 ? "ok" : `failed (${status})`}, ${((Date.now() - start) / 1000).toFixed(1)} s`,
  );
  if (status === 0) passed++;
  else failed.push(name);
  buildFailed = name === "build" && status !== 0;
}
console.log(
  `\nsteps: ${passed} passed, ${failed.length} failed${failed.length > 0 ? ` (${failed.join(", ")})` : ""}`,
);
process.exit(failed.length === 0 ? 0 : 1);
