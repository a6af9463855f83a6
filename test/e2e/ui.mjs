// The packed extension as a user meets it: installs parapet.vsix into a real VS Code in headless Chromium, and looks at
// the squiggle, the hover, the fix, the guidance page, the scan and its cancelling.
//
//   node test/e2e/ui.mjs [--screenshots]     the latter writes docs/screenshots/ anew

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { ROOT, run } from "../../scripts/ensure.mjs";
import { findChromium } from "../vscode-e2e/paths.mjs";
import { CHROMIUM_ARGS, startServer } from "../vscode-e2e/server.mjs";

const VSIX = path.join(ROOT, "parapet.vsix");
const SHOTS = process.argv.includes("--screenshots") ? path.join(ROOT, "docs", "screenshots") : undefined;
const FAILURE = path.join(ROOT, "out", "ui-failure.png");

if (!existsSync(VSIX) && run(process.execPath, ["scripts/package.mjs"]) !== 0) process.exit(1);
if (run(process.execPath, ["test/vscode-e2e/install.mjs"]) !== 0) process.exit(1);

const profile = mkdtempSync(path.join(os.tmpdir(), "vse2e-"));
const dirs = { userDataDir: path.join(profile, "u"), extensionsDir: path.join(profile, "x") };
const folder = path.join(profile, "pump");
cpSync(path.join(ROOT, "test", "e2e", "workspace"), folder, { recursive: true });
const file = path.join(folder, "double_free.c");

/** So many files that a scan takes long enough to be stopped by hand. */
const MANY = 4000;
const body = readFileSync(path.join(folder, "typing.c"), "utf8");
function addManyFiles() {
  mkdirSync(path.join(folder, "many"));
  for (let i = 0; i < MANY; i++) {
    const text = Array.from({ length: 20 }, (_, k) => body.replace("read_name", `read_name_${i}_${k}`)).join(
      "",
    );
    writeFileSync(path.join(folder, "many", `file${i}.c`), text);
  }
}

const install = spawnSync(
  path.join(ROOT, "test", "vscode-e2e", "code.mjs"),
  [
    `--install-extension=${VSIX}`,
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
const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, locale: "en-US" });
page.setDefaultTimeout(30_000);

let passed = 0;
const began = Date.now();
const step = async (what, action) => {
  await action();
  passed++;
  console.log(`ok ${what} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
};
const shot = async (name) => {
  if (!SHOTS) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
};
/** Runs a command by its title, as from the palette. */
const command = async (title) => {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor();
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
};
const squiggle = (severity) => page.locator(`.monaco-editor .squiggly-${severity}`).first();
const toast = (text) => page.locator(".notification-toast", { hasText: text });
const dismiss = async (notification) => {
  await notification.hover();
  await notification.locator(".codicon-notifications-clear").click();
  await notification.waitFor({ state: "detached" });
};
/** The last word of that text in the editor: Monaco draws text and squiggles in layers, so the text is what to point at. */
const word = (text) => page.locator(".view-line span span", { hasText: new RegExp(`^${text}$`) }).last();

let failure;
try {
  await page.goto(
    server.url({
      folder,
      payload: JSON.stringify([
        ["skipWelcome", "true"],
        ["openFile", server.uri(file)],
      ]),
    }),
  );

  await step("squiggle", async () => {
    await squiggle("error").waitFor({ state: "attached" });
    assert.equal(await toast("").count(), 0, "no notification covers the window");
  });

  await step("hover", async () => {
    await word("free").hover();
    const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "CWE-415" });
    await hover.waitFor();
    await page.waitForTimeout(300); // the hover grows as its parts arrive
    await shot("hover");
  });

  await step("guidance page by the link on the finding", async () => {
    await page.locator('.monaco-hover:not(.hidden) a:has-text("double-free")').first().click();
    await page.locator(".tab", { hasText: "double-free.md" }).waitFor();
    const preview = page.frameLocator("iframe.webview").frameLocator("iframe");
    await preview.locator("h1").first().waitFor();
    await page.mouse.move(1240, 500); // the hover goes when it is left
    await page.locator(".monaco-hover:not(.hidden)").first().waitFor({ state: "hidden" });
    await page.waitForTimeout(300);
    await shot("guidance");
    const tab = page.locator(".tab", { hasText: "double-free.md" });
    await tab.locator(".codicon-close").click();
    await tab.waitFor({ state: "detached" });
  });

  await step("quick fix menu", async () => {
    await word("free").click();
    await page
      .locator('[class*="codicon-light-bulb"], [class*="codicon-lightbulb"], [class*="gutter-lightbulb"]')
      .first()
      .waitFor();
    await page.keyboard.press("Control+.");
    await page.locator(".action-widget .action", { hasText: "Suppress" }).waitFor();
    await shot("quick-fix");
  });

  await step("fix applied, squiggle gone, saved", async () => {
    await page.keyboard.press("Enter"); // a transparent layer over the menu keeps clicks from it
    await squiggle("error").waitFor({ state: "detached" });
    await page.keyboard.press("Control+s");
    const fixed = () => !/free\(copy\);\s*free\(copy\);/.test(readFileSync(file, "utf8"));
    for (let i = 0; i < 100 && !fixed(); i++) await page.waitForTimeout(50);
    assert.ok(fixed(), readFileSync(file, "utf8"));
  });

  await step("workspace scan", async () => {
    await command("Parapet: Scan Workspace");
    const summary = toast("found");
    await summary.waitFor();
    assert.match(await summary.textContent(), /in 5 files/);
    await summary.locator("a, .monaco-button", { hasText: "Show Problems" }).first().click();
    await page.locator(".markers-panel .monaco-list-row", { hasText: "label.c" }).waitFor();
    await page.locator(".markers-panel .monaco-list-row", { hasText: "buffer-overflow" }).first().waitFor();
    await shot("problems");
  });

  await step("attack surface", async () => {
    await command("Parapet: Show Attack Surface");
    const row = (text) => page.locator(".pane-body .monaco-list-row", { hasText: text }).first();
    await row("fgets").waitFor();
    await row("fgets").locator(".monaco-tl-twistie").click();
    await row("Reaches").locator(".monaco-tl-twistie").click();
    await row("the entry").waitFor();
    await shot("attack-surface");
    await row("fgets").click();
    await page.locator(".tab.active", { hasText: "typing.c" }).waitFor();
  });

  await step("scan stopped by hand", async () => {
    addManyFiles();
    await command("Parapet: Scan Workspace");
    const progress = toast("of 4");
    await progress.waitFor();
    await progress.hover();
    await progress.locator("a, .monaco-button", { hasText: "Cancel" }).first().click();
    const summary = toast("was stopped");
    await summary.waitFor();
    assert.match(await summary.textContent(), /in \d+ of 400\d files/);
    await dismiss(summary);
  });
} catch (error) {
  failure = error;
  console.error(error);
  mkdirSync(path.dirname(FAILURE), { recursive: true });
  await page.screenshot({ path: FAILURE }).catch(() => {});
  console.error(`the window as it was: ${FAILURE}`);
} finally {
  await browser.close();
  await server.stop();
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
}
console.log(`ui: ${passed} passed, ${failure ? 1 : 0} failed`);
process.exit(failure ? 1 : 0);
