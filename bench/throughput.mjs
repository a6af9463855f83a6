/**
 * How long a scan of a folder takes, beside what bounds it from below (parsing the same files with the same grammars,
 * nothing else) and beside other tools that need no build.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { Language, Parser } from "web-tree-sitter";

const require = createRequire(import.meta.url);

/** Seconds to parse all files once, in this process, with the grammar that the extension says; headers as C. */
export async function parseAll(files) {
  await Parser.init();
  const parsers = {};
  for (const name of ["c", "cpp"]) {
    const grammar = await Language.load(require.resolve(`tree-sitter-${name}/tree-sitter-${name}.wasm`));
    parsers[name] = new Parser();
    parsers[name].setLanguage(grammar);
  }
  const start = performance.now();
  for (const file of files) {
    const parser = /\.(c|h)$/i.test(file) ? parsers.c : parsers.cpp;
    parser.parse(readFileSync(file, "utf8"))?.delete();
  }
  return (performance.now() - start) / 1000;
}

/** Seconds until a program ends; undefined when it is not installed or takes longer than `limit` seconds. */
export function timeCommand(command, args, limit, ended = [0, 1]) {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(command, args, { stdio: "ignore", timeout: limit * 1000 });
    child.on("error", () => resolve(undefined));
    child.on("exit", (code) =>
      resolve(ended.includes(code) ? (performance.now() - start) / 1000 : undefined),
    );
  });
}
