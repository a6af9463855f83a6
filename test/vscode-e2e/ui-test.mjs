#!/usr/bin/env node
// A user-interface test of the packaged extension: installs the .vsix, opens a C file in a real VS Code in
// headless Chromium, and looks at the squiggle, the hover, the light bulb and the quick fix as a user does.
//
//   node ui-test.mjs EXTENSION.vsix [FOLDER_FOR_SCREENSHOTS]
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "./paths.mjs";
import { CHROMIUM_ARGS, startServer } from "./server.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const [vsix, shots] = process.argv.slice(2).map((p) => path.resolve(p));
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "vse2e-"));
const dirs = { userDataDir: path.join(profile, "u"), extensionsDir: path.join(profile, "x") };
const folder = path.join(profile, "ws");
fs.mkdirSync(folder);
const file = path.join(folder, "bad.c");
fs.writeFileSync(
  file,
  "#include <stdio.h>\n\nint main(void)\n{\n    char line[80];\n    gets(line);\n    puts(line);\n    return 0;\n}\n",
);

const install = spawnSync(
  path.join(here, "code.mjs"),
  [
    `--install-extension=${vsix}`,
    `--user-data-dir=${dirs.userDataDir}`,
    `--extensions-dir=${dirs.extensionsDir}`,
  ],
  { stdio: "inherit" },
);
assert.equal(install.status, 0);

const server = await startServer({ ...dirs, verbose: Boolean(process.env.VSCODE_E2E_VERBOSE) });
const browser = await chromium.launch({
  executablePath: findChromium(),
  headless: true,
  args: CHROMIUM_ARGS,
});
let code = 1;
const t0 = Date.now();
const step = (what) => console.log(`ok ${what} (${((Date.now() - t0) / 1000).toFixed(1)} s)`);
const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: "en-US" });
const shot = async (name) => {
  if (shots) await page.screenshot({ path: path.join(shots, `${name}.png`) });
};
try {
  page.setDefaultTimeout(30_000);
  await page.goto(
    server.url({
      folder,
      payload: JSON.stringify([
        ["skipWelcome", "true"],
        ["openFile", server.uri(file)],
      ]),
    }),
  );

  await page.locator(".monaco-editor .squiggly-warning").first().waitFor({ state: "attached" });
  step("squiggle");
  assert.equal(await page.locator(".notification-toast").count(), 0, "no notification covers the window");

  // Monaco draws text and squiggles in layers: hover over the text itself.
  const call = page.locator(".view-line span", { hasText: /^gets$|gets\(/ }).last();
  await call.hover();
  const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "use fgets()" });
  await hover.waitFor();
  step("hover");
  await shot("1-hover");
  await page.keyboard.press("Escape");

  await call.click();
  await page
    .locator(
      '.monaco-editor [class*="codicon-gutter-lightbulb"], .monaco-editor [class*="codicon-light-bulb"], .monaco-editor [class*="codicon-lightbulb"]',
    )
    .first()
    .waitFor();
  step("light bulb");
  await page.keyboard.press("Control+.");
  const fix = page.locator(".action-widget .action", { hasText: "Replace gets() by fgets()" });
  await fix.waitFor();
  step("quick fix menu");
  await shot("2-quick-fix");
  await page.keyboard.press("Enter"); // a transparent layer over the menu keeps Playwright's click() from it
  await page.locator(".view-lines", { hasText: "fgets" }).waitFor();
  await page.locator(".monaco-editor .squiggly-warning").first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+s");
  for (let i = 0; i < 100 && !fs.readFileSync(file, "utf8").includes("fgets("); i++)
    await page.waitForTimeout(50);
  assert.match(fs.readFileSync(file, "utf8"), /fgets\(line, sizeof line, stdin\);/);
  step("fixed and saved");
  await shot("3-fixed");
  code = 0;
} catch (e) {
  console.error(e);
  await shot("failure");
} finally {
  await browser.close();
  await server.stop();
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`ui: ${code === 0 ? "1 passed, 0 failed" : "0 passed, 1 failed"}`);
process.exit(code);
