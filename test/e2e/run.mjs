// The tests within VS Code's extension host, through @vscode/test-electron's runTests on every machine.
//
// Where VS Code can be downloaded, test-electron does so and the tests run in desktop VS Code (on Linux without a
// display: under xvfb-run). Elsewhere they run in the stand-in of test/vscode-e2e/.
//
//   VSCODE_E2E=download|server      do not try: use the download, or the stand-in
//   VSCODE_EXECUTABLE=PATH          use a VS Code that is already there
//   VSCODE_VERSION=1.100.3          the version to download (default: the one that the stand-in is)
//   VSCODE_E2E_KEEP=1               leave the profile, with VS Code's logs, where it is
//   MOCHA_GREP=...                  only the tests whose names match

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { ROOT, run } from "../../scripts/ensure.mjs";
import { writeSettings } from "../vscode-e2e/server.mjs";

const HERE = path.join(ROOT, "test", "e2e");
const OUT = path.join(ROOT, "out", "e2e");

async function executable() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.env.VSCODE_E2E !== "server") {
    try {
      return await downloadAndUnzipVSCode({
        version: process.env.VSCODE_VERSION ?? "1.100.3",
        cachePath: path.join(ROOT, ".vscode-test"),
      });
    } catch (error) {
      if (process.env.VSCODE_E2E === "download") throw error;
      console.log(
        `[vscode-e2e] VS Code cannot be downloaded (${error.code ?? error.message}): using its web server`,
      );
    }
  }
  const status = run(process.execPath, ["test/vscode-e2e/install.mjs"]);
  if (status !== 0) process.exit(status);
  return path.join(ROOT, "test", "vscode-e2e", "code.mjs");
}

rmSync(OUT, { recursive: true, force: true });
const suites = readdirSync(path.join(HERE, "suite")).map((file) => path.join(HERE, "suite", file));
await build({
  absWorkingDir: ROOT,
  entryPoints: [path.join(HERE, "index.ts"), ...suites],
  outbase: HERE,
  outdir: OUT,
  bundle: true,
  packages: "external",
  external: ["vscode"],
  platform: "node",
  format: "cjs",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
});
// The repository's own package.json makes `.js` mean ES modules.
writeFileSync(path.join(OUT, "package.json"), '{ "type": "commonjs" }\n');

const vscodeExecutablePath = await executable();

// A fresh profile and a fresh copy of the workspace for every run, under a short name: VS Code makes a socket there.
const profile = mkdtempSync(path.join(os.tmpdir(), "vse2e-"));
const results = path.join(profile, "results.json");
const workspace = path.join(profile, "ws");
cpSync(path.join(HERE, "workspace"), workspace, { recursive: true });
writeSettings(path.join(profile, "u"));

let code = 0;
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(OUT, "index.js"),
    extensionTestsEnv: { VSCODE_E2E_RESULTS: results },
    launchArgs: [
      workspace,
      "--disable-extensions",
      `--user-data-dir=${path.join(profile, "u")}`,
      `--extensions-dir=${path.join(profile, "x")}`,
    ],
  });
} catch (error) {
  console.error(error.message);
  code = error.code || 1;
}

// An exit code of 0 is no proof: an extension host that ends early can leave one. The tests' own count is.
let stats;
try {
  stats = JSON.parse(readFileSync(results, "utf8"));
} catch {
  // The tests did not get to their end.
}
if (process.env.VSCODE_E2E_KEEP) console.log(`[vscode-e2e] profile with logs: ${profile}`);
else rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
if (!stats || stats.passes + stats.failures === 0 || stats.failures > 0) code ||= 1;
if (!stats) console.error("[vscode-e2e] the tests did not run to their end");
else console.log(`e2e: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
process.exit(code);
