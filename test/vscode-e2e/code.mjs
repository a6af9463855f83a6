#!/usr/bin/env node
// A stand-in for VS Code's `code` executable, for machines that cannot download VS Code.
//
// It takes the arguments that @vscode/test-electron and @vscode/test-cli give to VS Code, starts the VS Code
// web server and a headless Chromium on it, lets VS Code run the tests inside the extension host, prints what
// they print and ends with their exit code. Name this file as `vscodeExecutablePath` (test-electron) or
// `useInstallation.fromPath` (test-cli).
//
// Environment:
//   VSCODE_E2E_TIMEOUT_S    give up after so many seconds (default 600)
//   VSCODE_E2E_SCREENSHOT   file for a screenshot of the window, taken when the tests end
//   VSCODE_E2E_VERBOSE=1    show VS Code's and the browser's own messages too
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { format, parseArgs } from "node:util";
import { findChromium } from "./paths.mjs";
import { CHROMIUM_ARGS, serverEnv, serverMain, startServer } from "./server.mjs";

const { values: opt, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: {
    extensionDevelopmentPath: { type: "string", multiple: true },
    extensionTestsPath: { type: "string" },
    "extensions-dir": { type: "string" },
    "user-data-dir": { type: "string" },
    "folder-uri": { type: "string" },
    "enable-proposed-api": { type: "string", multiple: true },
    "disable-extensions": { type: "boolean" },
    "disable-extension": { type: "string", multiple: true },
    "install-extension": { type: "string", multiple: true },
    "uninstall-extension": { type: "string", multiple: true },
    "list-extensions": { type: "boolean" },
    "show-versions": { type: "boolean" },
    force: { type: "boolean" },
    version: { type: "boolean", short: "v" },
    log: { type: "string" },
    locale: { type: "string" },
  },
});

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "vscode-e2e-"));
process.on("exit", () => fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));
const userDataDir = path.resolve(opt["user-data-dir"] ?? path.join(scratch, "user-data"));
const extensionsDir = path.resolve(opt["extensions-dir"] ?? path.join(scratch, "extensions"));

// `code --install-extension x.vsix`, `--list-extensions`, `--version`: VS Code's server has the same ones.
if (opt.version || opt["list-extensions"] || opt["install-extension"] || opt["uninstall-extension"]) {
  for (const d of [userDataDir, extensionsDir]) fs.mkdirSync(d, { recursive: true }); // VS Code makes no parents
  const args = [
    serverMain(),
    "--accept-server-license-terms",
    "--user-data-dir",
    userDataDir,
    "--extensions-dir",
    extensionsDir,
  ];
  for (const k of ["install-extension", "uninstall-extension"])
    for (const v of opt[k] ?? []) args.push(`--${k}`, v);
  for (const k of ["list-extensions", "show-versions", "force", "version"]) if (opt[k]) args.push(`--${k}`);
  process.exit(spawnSync(process.execPath, args, { stdio: "inherit", env: serverEnv() }).status ?? 1);
}

if (!opt.extensionTestsPath) {
  console.error(
    "code.mjs: only test runs (--extensionTestsPath) and the extension management commands are supported",
  );
  process.exit(2);
}

const verbose = Boolean(process.env.VSCODE_E2E_VERBOSE);
const { chromium } = await import("playwright-core");
const started = Date.now();
let server;
let browser;
let page;
let ending;

/** Ends once, whatever comes first: the tests' end, a time-out, a signal, a broken browser. */
function end(code, why) {
  ending ??= (async () => {
    if (why) console.error(`[vscode-e2e] ${why}`);
    if (page && process.env.VSCODE_E2E_SCREENSHOT) {
      await page
        .screenshot({ path: process.env.VSCODE_E2E_SCREENSHOT })
        .catch((e) => console.error(`[vscode-e2e] ${e.message}`));
    }
    await browser?.close().catch(() => {});
    await server?.stop();
    if (verbose) console.error(`[vscode-e2e] ${((Date.now() - started) / 1000).toFixed(1)} s`);
    process.exit(code);
  })();
  return ending;
}
for (const s of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(s, () => void end(130, `stopped by ${s}`));
setTimeout(() => void end(124, "timed out"), 1000 * Number(process.env.VSCODE_E2E_TIMEOUT_S ?? 600)).unref();

// VS Code's own messages, which arrive among the tests' output.
const NOISE = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket \(/,
  /additional builtin extensions/,
  /^\[Service Worker\] registration/,
  /^ChatSessionStore:/,
  /Could not locate the bindings file[\s\S]*spdlog|native-watchdog/, // where the native modules were not built
];

try {
  const args = [];
  for (const id of opt["enable-proposed-api"] ?? []) args.push("--enable-proposed-api", id);
  if (opt.log) args.push("--log", opt.log);
  server = await startServer({ userDataDir, extensionsDir, args, verbose });

  // What `code` gets as arguments the web workbench gets in the `payload` parameter of its address.
  const payload = [["skipWelcome", "true"]];
  const asUri = (p) => (/^[\w+.-]+:\/\//.test(p) ? p : server.uri(p));
  for (const p of opt.extensionDevelopmentPath ?? []) payload.push(["extensionDevelopmentPath", asUri(p)]);
  payload.push(["extensionTestsPath", asUri(testsModule(opt.extensionTestsPath))]);
  if (opt["enable-proposed-api"]) payload.push(["enableProposedApi", ""]);

  const params = {};
  for (const p of positionals) {
    const abs = path.resolve(p);
    if (p.endsWith(".code-workspace")) params.workspace = abs;
    else if (fs.statSync(abs, { throwIfNoEntry: false })?.isDirectory()) params.folder = abs;
    else payload.push(["openFile", server.uri(abs)]);
  }
  if (opt["folder-uri"]) params.folder = decodeURI(new URL(opt["folder-uri"]).pathname);
  if (!params.folder && !params.workspace) params.ew = "true"; // an empty window
  params.payload = JSON.stringify(payload);
  if (opt.locale) params.locale = opt.locale;

  browser = await chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: CHROMIUM_ARGS,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false, // Playwright would end the process at once
  });
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: "en-US" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], {
    origin: `http://${server.authority}`,
  });
  page = await context.newPage();

  // The two functions that the workbench calls when it is driven by a test: the second ends the run.
  let lost = false;
  await page.exposeFunction("codeAutomationLog", (type, args) => {
    const text = format(...args);
    lost ||= /^\[remote-connection\]\[ExtensionHost\].*socket close event/.test(text);
    if (!verbose && NOISE.some((n) => n.test(text))) return;
    (type === "error" || type === "warn" ? process.stderr : process.stdout).write(`${text}\n`);
  });
  await page.exposeFunction("codeAutomationExit", async (code) => {
    // The workbench says 0 also when the extension host died, so look at how that ended. A process.exit(0) in
    // a test shows only in the connection having been lost before the workbench closed it.
    const host = await server.extensionHostExit(10_000);
    if (code === 0 && (host !== 0 || lost))
      await end(70, `the extension host ended abnormally (${host ?? "still running"})`);
    else await end(code);
  });
  if (verbose) page.on("console", (m) => console.error(`[browser] ${m.type()} ${m.text()}`));
  page.on("crash", () => void end(70, "the page crashed"));
  browser.on("disconnected", () => void end(70, "the browser ended"));
  await page.goto(server.url(params));
} catch (e) {
  await end(70, e.stack ?? String(e));
}

/** Desktop VS Code requires the module, so that "out/test/index" will do; here the file must be named. */
function testsModule(p) {
  for (const f of [p, `${p}.js`, `${p}.cjs`, path.join(p, "index.js")]) {
    if (fs.statSync(f, { throwIfNoEntry: false })?.isFile()) return f;
  }
  return p;
}
