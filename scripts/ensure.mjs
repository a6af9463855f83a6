// Makes sure that what a command needs is there: the npm packages of the lock file, and an up-to-date build.
// Uses Node's own modules only, for it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, with a trailing separator removed. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Runs a program in the repository's root with its output shown; returns the exit code. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", ...options });
  if (result.error) throw result.error;
  return result.status ?? 1;
}

/** Path and version of every package that the lock file asks for on this platform. */
function lockedPackages(file) {
  if (!existsSync(file)) return new Map();
  const { packages } = JSON.parse(readFileSync(file, "utf8"));
  return new Map(
    Object.entries(packages).filter(([name, entry]) => name !== "" && !entry.optional && !entry.devOptional),
  );
}

/** npm keeps a copy of the lock file for what is really installed; the two must agree, whoever ran the install. */
function dependenciesAreCurrent() {
  const installed = lockedPackages(path.join(ROOT, "node_modules", ".package-lock.json"));
  for (const [name, { version }] of lockedPackages(path.join(ROOT, "package-lock.json"))) {
    if (installed.get(name)?.version !== version) return false;
  }
  return true;
}

/** Runs `npm ci` when packages are missing or differ from the lock file. */
export function ensureDependencies() {
  if (dependenciesAreCurrent()) return;
  console.error("Installing the packages of package-lock.json ...");
  const status = run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) {
    console.error("npm ci failed: see its messages above.");
    process.exit(2);
  }
}

function newestChange(entry) {
  const stat = statSync(entry, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  let newest = stat.mtimeMs; // a folder's own time tells of removed files
  for (const name of readdirSync(entry)) newest = Math.max(newest, newestChange(path.join(entry, name)));
  return newest;
}

function buildIsCurrent() {
  const sources = ["client", "server", "rules", "scripts/build.mjs", "package-lock.json"];
  const built = newestChange(path.join(ROOT, "dist", "complete"));
  return built > 0 && sources.every((source) => newestChange(path.join(ROOT, source)) <= built);
}

/** A build takes seconds; a lock that is older was left by a process that is gone. */
const LOCK_LIMIT_MS = 120_000;

/** Runs `action` while no other process does: tests run side by side, and each wants the build. */
function locked(action) {
  const lock = path.join(ROOT, "node_modules", ".parapet-build");
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (age > LOCK_LIMIT_MS) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    return action();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Builds when a source is newer than the last complete build. */
export function ensureBuild() {
  if (buildIsCurrent()) return;
  const status = locked(() => {
    if (buildIsCurrent()) return 0;
    console.error("Building ...");
    return run(process.execPath, ["scripts/build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
  });
  if (status !== 0) process.exit(2);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureDependencies();
