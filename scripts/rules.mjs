// Everything under rules/ as one piece of data, made by the same TypeScript that the tests use.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT } from "./ensure.mjs";

/** Imports a module of the server into a script, bundled, since Node does not read TypeScript. */
export async function importServer(source) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "parapet-"));
  try {
    const outfile = path.join(folder, "module.mjs");
    await build({
      absWorkingDir: ROOT,
      entryPoints: [source],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "warning",
      banner: {
        js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
      },
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ruleFiles() {
  const folder = path.join(ROOT, "rules");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return {
        path: path.relative(folder, file).split(path.sep).join("/"),
        text: readFileSync(file, "utf8"),
      };
    });
}

/** The compiled rules and models, and what is wrong with their files as lines of text. */
export async function compiledRules() {
  const { compileRules } = await importServer("server/src/rules/compile.ts");
  const { rules, models, problems } = compileRules(ruleFiles());
  return {
    rules,
    models,
    problems: problems.map(
      ({ path: file, line, column, message }) => `rules/${file}:${line}:${column}: ${message}`,
    ),
  };
}
