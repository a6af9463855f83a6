// Packs the extension into parapet.vsix. Before, its contents are held against scripts/package-contents.txt: a file too
// many or too few in a package is noticed by nobody until users complain. `--update` writes that list anew.

import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ensureBuild, ensureDependencies, ROOT } from "./ensure.mjs";

ensureDependencies();
ensureBuild();
const { createVSIX, listFiles } = await import("@vscode/vsce");

/** Bytes. The grammars' wasm is four fifths of the whole. */
const SIZE_LIMIT = 3 * 1024 * 1024;
const LIST = path.join(ROOT, "scripts", "package-contents.txt");
const VSIX = path.join(ROOT, "parapet.vsix");

// Chunks are named by their content, and how many there are is the bundler's business.
const files = await listFiles({ cwd: ROOT, dependencies: false });
const contents = [...new Set(files.map((file) => file.replace(/chunk-\w+/, "chunk-*")))].sort();
const listed = `${contents.join("\n")}\n`;
if (process.argv.includes("--update")) writeFileSync(LIST, listed);
else if (readFileSync(LIST, "utf8") !== listed) {
  console.error(`The package would hold:\n${listed}which is not what scripts/package-contents.txt says.`);
  console.error("If it is meant, run: npm run package -- --update");
  process.exit(1);
}

await createVSIX({
  cwd: ROOT,
  packagePath: VSIX,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = statSync(VSIX);
console.log(`parapet.vsix: ${files.length} files, ${(size / 1024 / 1024).toFixed(2)} MB`);
if (size > SIZE_LIMIT) {
  console.error(
    `That is over the limit of ${SIZE_LIMIT / 1024 / 1024} MB, see SIZE_LIMIT in scripts/package.mjs.`,
  );
  process.exit(1);
}
