// Runs every check of the project in order, cheapest first, and closes with one line of totals.
//
//   npm test                 everything
//   npm test -- unit e2e     only the named steps
//
// A failing step does not hide the later ones, save that nothing is tested against a build that failed. A step that
// hangs is ended.

import { spawn } from "node:child_process";
import path from "node:path";
import { ensureDependencies, ROOT } from "./ensure.mjs";

const bin = (name, ...args) => [path.join(ROOT, "node_modules", ".bin", name), args];
const node = (...args) => [process.execPath, args];

/** Name, command. The order matters: what comes later may use what earlier steps made. */
const STEPS = [
  ["lint", bin("biome", "ci", "--error-on-warnings", ".")],
  ["types", bin("tsc", "--noEmit")],
  ["layers", bin("depcruise", "--config", ".dependency-cruiser.mjs", "client", "server")],
  ["dead", bin("knip")],
  ["generated", node("scripts/generate.mjs", "--check")],
  ["build", node("scripts/build.mjs")],
  ["unit", bin("vitest", "run")],
  ["package", node("scripts/package.mjs")],
  ["e2e", node("test/e2e/run.mjs")],
  ["ui", node("test/e2e/ui.mjs")],
];

/** Many times what the longest step takes, so that only what hangs is ended. */
const LIMIT_MS = 15 * 60_000;

/** The exit code of a program run in the repository's root; -1 if it had to be ended. */
function runLimited(command, args) {
  return new Promise((resolve) => {
    const windows = process.platform === "win32";
    // A process group of its own, so that the whole of it can be ended; not on Windows, which has none.
    const child = spawn(command, args, { cwd: ROOT, stdio: "inherit", detached: !windows, shell: windows });
    const end = () => {
      try {
        process.kill(windows ? child.pid : -child.pid, "SIGKILL");
      } catch {
        // It ended by itself meanwhile.
      }
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      console.error(`ended after ${LIMIT_MS / 60_000} minutes`);
      end();
    }, LIMIT_MS);
    const interrupted = () => {
      end();
      process.exit(130);
    };
    process.once("SIGINT", interrupted);
    process.once("SIGTERM", interrupted);
    child.once("error", (error) => {
      console.error(error.message);
      resolve(-1);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      process.off("SIGINT", interrupted);
      process.off("SIGTERM", interrupted);
      resolve(late ? -1 : (code ?? -1));
    });
  });
}

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
  const status = await runLimited(command, args);
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
