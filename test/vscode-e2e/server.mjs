// Starts the VS Code web server of an installation made by install.mjs, and stops it again.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { serverDir, vscodeRoot } from "./paths.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

/** Chromium flags: no sandbox (tests often run as root in a container), no GPU, no traffic of its own. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The file to run with node: VS Code's own server, without code-server's wrapper (log-in page, proxies). */
export function serverMain() {
  const main = path.join(vscodeRoot(), "out", "server-main.js");
  if (!fs.existsSync(main)) {
    throw new Error(`no VS Code server in ${serverDir()}: run install.mjs first`);
  }
  return main;
}

export function serverEnv(extra = {}) {
  // An empty gallery: the server never asks the extension market place for anything.
  const env = { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...extra };
  // Left by a VS Code that these tests are started from; they would change how the server behaves.
  for (const k of Object.keys(env))
    if (/^(VSCODE_(?!E2E_|TEST)|ELECTRON_|CODE_SERVER_PARENT_PID)/.test(k)) delete env[k];
  return env;
}

/** Settings that make a run deterministic, under those that the user data folder already has. */
export function writeSettings(userDataDir, overrides = {}) {
  const file = path.join(userDataDir, "User", "settings.json");
  const base = JSON.parse(fs.readFileSync(path.join(here, "settings.json"), "utf8"));
  let own = {};
  try {
    own = JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    /* none, or one with comments: start anew */
  }
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...base, ...own, ...overrides }, null, 2));
}

/**
 * Starts the server on a free port of the loopback interface.
 * `uri` makes the URI by which the workbench names a file, `url` the workbench's own address.
 */
export async function startServer({
  userDataDir,
  extensionsDir,
  args = [],
  env = {},
  settings = {},
  verbose = false,
  cwd = process.cwd(),
}) {
  fs.mkdirSync(extensionsDir, { recursive: true }); // VS Code makes no parents
  writeSettings(userDataDir, settings);
  const child = spawn(
    process.execPath,
    [
      serverMain(),
      "--host",
      "127.0.0.1",
      "--port",
      "0",
      "--without-connection-token",
      "--accept-server-license-terms",
      "--user-data-dir",
      path.resolve(userDataDir),
      "--server-data-dir",
      path.resolve(userDataDir),
      "--extensions-dir",
      path.resolve(extensionsDir),
      "--disable-workspace-trust",
      "--disable-telemetry",
      "--telemetry-level",
      "off",
      "--disable-update-check",
      "--disable-getting-started-override",
      "--force-disable-user-env",
      "--enable-remote-auto-shutdown", // some minutes after the last window closed, should nobody stop it
      ...args,
    ],
    {
      cwd,
      env: serverEnv(env),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true, // a process group of its own, so that stop() reaches extension hosts and language servers
    },
  );
  const exited = new Promise((resolve) => child.once("exit", resolve));
  let hostExited;
  const hostExit = new Promise((resolve) => {
    hostExited = resolve;
  });

  let log = "";
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the VS Code server did not start:\n${log}`)), 60_000);
    const seen = (chunk) => {
      if (verbose) process.stderr.write(chunk);
      log = (log + chunk).slice(-20_000);
      const m = /Extension host agent listening on (\d+)/.exec(log);
      if (m) {
        clearTimeout(timer);
        resolve(Number(m[1]));
      }
      const x = /Extension Host Process exited with code: (\w+), signal: (\w+)/.exec(log);
      if (x) hostExited(x[2] !== "null" ? x[2] : Number(x[1]));
    };
    child.stdout.on("data", seen);
    child.stderr.on("data", seen);
    child.once("error", reject);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the VS Code server ended with ${code}:\n${log}`));
    });
  });

  const authority = `127.0.0.1:${port}`;
  return {
    authority,
    uri: (p) => `vscode-remote://${authority}${encodeURI(path.resolve(p))}`,
    url: (params) => `http://${authority}/?${new URLSearchParams(params)}`,
    /** How the first extension host ended: its exit code or the signal's name; undefined when it did not in time. */
    extensionHostExit: (ms) =>
      Promise.race([hostExit, new Promise((resolve) => setTimeout(resolve, ms).unref())]),
    async stop() {
      const signal = (s) => {
        try {
          process.kill(-child.pid, s);
        } catch {
          /* gone already */
        }
      };
      signal("SIGTERM");
      const timer = setTimeout(() => signal("SIGKILL"), 3_000);
      await exited;
      clearTimeout(timer);
      signal("SIGKILL"); // what is left of the group, such as an extension host in an endless loop
    },
  };
}
