#!/usr/bin/env node
// The one entry point of the extension-host tests, on every machine: @vscode/test-electron's runTests.
//
// Where VS Code can be downloaded, test-electron does so and the tests run in desktop VS Code (on Linux
// without a display: under xvfb-run). Elsewhere they run in the stand-in code.mjs, installed by install.mjs.
//
//   VSCODE_E2E=download|server      do not try: use the download, or the stand-in
//   VSCODE_EXECUTABLE=PATH          use a VS Code that is already there
//   VSCODE_VERSION=1.100.3          the version to download (default: the one that the stand-in is)
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { projectRoot } from "./paths.mjs";
import { writeSettings } from "./server.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = projectRoot();

async function executable() {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (process.env.VSCODE_E2E !== "server") {
    try {
      return await downloadAndUnzipVSCode({
        version: process.env.VSCODE_VERSION ?? "1.100.3",
        cachePath: path.join(root, ".vscode-test"),
      });
    } catch (e) {
      if (process.env.VSCODE_E2E === "download") throw e;
      console.log(`[vscode-e2e] VS Code cannot be downloaded (${e.code ?? e.message}): using its web server`);
    }
  }
  const r = spawnSync(process.execPath, [path.join(here, "install.mjs")], { stdio: "inherit" });
  if (r.status !== 0) process.exit(r.status ?? 1);
  return path.join(here, "code.mjs");
}

const vscodeExecutablePath = await executable();

// A fresh profile for every run: desktop VS Code and the stand-in keep settings, state and extensions there.
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "vse2e-")); // short: VS Code makes a Unix socket in it
const results = path.join(profile, "results.json");
writeSettings(path.join(profile, "u"));

let code = 0;
try {
  await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, "out", "test", "index.js"),
    // Read by out/test/index.js inside the extension host.
    extensionTestsEnv: { VSCODE_E2E_RESULTS: results },
    launchArgs: [
      path.join(root, "test-fixtures", "ws"),
      "--disable-extensions",
      `--user-data-dir=${path.join(profile, "u")}`,
      `--extensions-dir=${path.join(profile, "x")}`,
    ],
  });
} catch (e) {
  console.error(e.message);
  code = e.code || 1;
}

// An exit code of 0 is no proof: an extension host that ends early can leave one. The tests' own count is.
let stats;
try {
  stats = JSON.parse(fs.readFileSync(results, "utf8"));
} catch {
  /* the tests did not get to their end */
}
fs.rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
if (!stats || stats.passes + stats.failures === 0 || stats.failures > 0) code ||= 1;
if (!stats) console.error("[vscode-e2e] the tests did not run to their end");
else console.log(`e2e: ${stats.passes} passed, ${stats.failures} failed, ${stats.pending} skipped`);
process.exit(code);
