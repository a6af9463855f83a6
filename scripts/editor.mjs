// `npm run editor [folder]`: a real VS Code with the extension on the folder (by default samples/). Desktop VS Code
// when `code` is on the PATH, otherwise VS Code's web server for a browser, whose address is printed.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBuild, ensureDependencies, ROOT, run } from "./ensure.mjs";

ensureDependencies();
ensureBuild();
const from = process.env.INIT_CWD ?? process.cwd();
const folder = path.resolve(from, process.argv[2] ?? path.join(ROOT, "samples"));
const shell = process.platform === "win32";

if (spawnSync("code", ["--version"], { shell, stdio: "ignore" }).status === 0) {
  process.exit(run("code", ["--new-window", `--extensionDevelopmentPath=${ROOT}`, folder], { shell }));
}

if (run(process.execPath, ["test/vscode-e2e/install.mjs"]) !== 0) process.exit(2);
const { startServer } = await import("../test/vscode-e2e/server.mjs");
const profile = mkdtempSync(path.join(os.tmpdir(), "parapet-editor-"));
const server = await startServer({
  userDataDir: path.join(profile, "user-data"),
  extensionsDir: path.join(profile, "extensions"),
});
const address = server.url({
  folder,
  payload: JSON.stringify([
    ["skipWelcome", "true"],
    ["extensionDevelopmentPath", server.uri(ROOT)],
  ]),
});
console.log(`\nVS Code with Parapet on ${folder}:\n\n  ${address}\n\nCtrl+C ends it.`);
const stop = async () => {
  await server.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  process.exit(0);
};
process.on("SIGINT", stop);
process.on("SIGTERM", stop);
