/**
 * Entry of the tests within VS Code: loaded in the extension host, where `run` is called. The same file serves desktop
 * VS Code and the stand-in.
 */
import fs from "node:fs";
import path from "node:path";
import Mocha from "mocha";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "tdd", timeout: 60_000, grep: process.env.MOCHA_GREP || undefined });
  const folder = path.join(__dirname, "suite");
  for (const file of fs.readdirSync(folder).sort()) {
    if (file.endsWith(".test.js")) mocha.addFile(path.join(folder, file));
  }
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  // Proof for the launcher that the tests ran to their end, and how many there were.
  const results = process.env.VSCODE_E2E_RESULTS;
  if (results) fs.writeFileSync(results, JSON.stringify(stats));
  if (stats?.failures !== 0) throw new Error(`${stats?.failures} test(s) failed`);
}
