/**
 * A C file of several thousand lines that compiles: the sample's firmware, file by file and over and over, each round with names of
 * its own, so that servers have as much to look up as in real code of that size.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Function definitions as the sample writes them: head at column 0, brace on a line of its own. */
const DEFINITION = /^[a-z][^;{}#]*?\b(\w+)\(([^;{}]*)\)\n\{/gm;
const FILE_VARIABLE = /^static [^;{}()]*?\b(\w+)(?:\[[^\]]*\])?(?: =|;)/gm;

/** At least `lines` lines of C made of the sources in `folder`. */
export function largeFile(folder, lines) {
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith(".c"))
    .sort()
    .map((name) => readFileSync(path.join(folder, name), "utf8"));
  const includes = new Set(texts.flatMap((text) => text.match(/^#include .*$/gm) ?? []));
  let result = `${[...includes].sort((a, b) => b.localeCompare(a)).join("\n")}\n\nvoid watchdog_start(int ms);\n`;
  for (let i = 0; result.split("\n").length <= lines; i++) {
    result += renamedCopy(texts[i % texts.length], `_r${Math.floor(i / texts.length)}`);
  }
  return result;
}

function renamedCopy(text, suffix) {
  const body = text
    .replace(/^#include .*\n/gm, "")
    .replace(/^.*expect -1: (warning-disabled|unused-sup).*\n/gm, "");
  const definitions = [...body.matchAll(DEFINITION)];
  const names = new Set(definitions.map((match) => match[1]));
  for (const match of body.matchAll(FILE_VARIABLE)) names.add(match[1]);
  const prototypes = definitions.map((match) => `${match[0].slice(0, -2)};\n`).join("");
  const rename = (code) =>
    code.replace(/\b[A-Za-z_]\w*\b/g, (word) => (names.has(word) ? word + suffix : word));
  // What a macro is called may differ in its body between two files, but not between two rounds of the same file.
  return rename(`\n${prototypes}${body}`);
}
