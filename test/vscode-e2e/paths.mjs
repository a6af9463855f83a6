// Where things are: shared by the other scripts.
import * as fs from "node:fs";
import * as path from "node:path";

/** The project's root: the nearest folder above the current one with a package.json (or the current one). */
export function projectRoot() {
  for (let d = process.cwd(); ; d = path.dirname(d)) {
    if (fs.existsSync(path.join(d, "package.json"))) return d;
    if (d === path.dirname(d)) return process.cwd();
  }
}

/** The git-ignored folder that everything is installed in. */
export function cacheDir() {
  return path.resolve(process.env.VSCODE_E2E_CACHE ?? path.join(projectRoot(), ".vscode-test"));
}

/** The installation of the VS Code server. */
export const serverDir = () => path.join(cacheDir(), "server");

/** VS Code's own folder inside it. */
export const vscodeRoot = (dir = serverDir()) =>
  path.join(dir, "node_modules", "code-server", "lib", "vscode");

/** The installation of VS Code for the Web. */
export const webDir = () => path.join(cacheDir(), "web");

export function findChromium() {
  const names = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  return names.find((p) => p && fs.existsSync(p));
}
