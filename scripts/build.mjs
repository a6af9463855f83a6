// Bundles the extension into dist/: the client for VS Code (CommonJS), the language server, the command line and the
// scan's worker (ES modules, because web-tree-sitter finds its wasm through `import.meta.url`), the three wasm files
// and the compiled rules. Type errors are `npm run typecheck`'s business.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { build } from "esbuild";
import { ROOT } from "./ensure.mjs";
import { compiledRules } from "./rules.mjs";

const require = createRequire(import.meta.url);
const DIST = path.join(ROOT, "dist");

const common = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: "node",
  target: "node20",
  sourcemap: "linked",
  sourcesContent: false,
  // Names stay readable in stack traces, which is what users send in reports.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: "none",
  logLevel: "warning",
};

const client = {
  ...common,
  entryPoints: { client: "client/src/extension.ts" },
  outdir: DIST,
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  external: ["vscode"],
};

const server = {
  ...common,
  entryPoints: {
    server: "server/src/lsp/main.ts",
    cli: "server/src/cli/main.ts",
    worker: "server/src/workspace/worker.ts",
  },
  outdir: DIST,
  format: "esm",
  outExtension: { ".js": ".mjs" },
  splitting: true,
  chunkNames: "chunk-[hash]",
  // The language server library is CommonJS and requires Node's modules; an ES module has no `require` of its own.
  banner: {
    js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
  },
};

rmSync(DIST, { recursive: true, force: true });
mkdirSync(DIST, { recursive: true });
await Promise.all([build(client), build(server)]);
for (const wasm of [
  "web-tree-sitter/web-tree-sitter.wasm",
  "tree-sitter-c/tree-sitter-c.wasm",
  "tree-sitter-cpp/tree-sitter-cpp.wasm",
]) {
  copyFileSync(require.resolve(wasm), path.join(DIST, path.basename(wasm)));
}
const { rules, models, problems } = await compiledRules();
// A rule that is half written must not keep its author from trying it; `npm run generate -- --check` is stricter.
if (problems.length > 0) console.error(`${problems.length} mistakes in rules/, such as ${problems[0]}`);
writeFileSync(path.join(DIST, "rules.json"), JSON.stringify({ rules, models, problems: [] }));
writeFileSync(path.join(DIST, "complete"), "");
console.log("built dist/");
