/**
 * `compile_commands.json`, of which only the include folders are used: Parapet needs no build description, but where
 * there is one it says exactly which header an `#include` means. Nothing in it is ever run.
 */
import fs from "node:fs";
import path from "node:path";

/** Include folders by absolute path of the compiled file, and all of them together, in order of first mention. */
export interface CompileCommands {
  readonly byFile: ReadonlyMap<string, readonly string[]>;
  readonly all: readonly string[];
}

const NO_COMMANDS: CompileCommands = { byFile: new Map(), all: [] };

/** Usual places of the file, relative to the project's folder. */
const PLACES = ["compile_commands.json", "build/compile_commands.json", "out/compile_commands.json"];

/** Larger files are of projects so large that reading them costs more than it gives. */
const MAX_SIZE = 256 * 1024 * 1024;

/** Never throws: a file that is absent or broken means no knowledge. */
export function readCompileCommands(root: string): CompileCommands {
  for (const place of PLACES) {
    const file = path.join(root, place);
    try {
      if (fs.statSync(file).size > MAX_SIZE) continue;
      return parseCompileCommands(fs.readFileSync(file, "utf8"), path.dirname(file));
    } catch {
      // Absent, or not JSON: look on.
    }
  }
  return NO_COMMANDS;
}

/** `folder`: where relative `directory` entries start. Throws if `json` is not JSON. */
export function parseCompileCommands(json: string, folder: string): CompileCommands {
  const entries: unknown = JSON.parse(json);
  if (!Array.isArray(entries)) return NO_COMMANDS;
  const byFile = new Map<string, readonly string[]>();
  const all = new Set<string>();
  for (const entry of entries) {
    const { directory, file, command, arguments: words } = (entry ?? {}) as Record<string, unknown>;
    if (typeof file !== "string") continue;
    const base = path.resolve(folder, typeof directory === "string" ? directory : ".");
    const args = Array.isArray(words) ? words.map(String) : typeof command === "string" ? split(command) : [];
    const folders = includeFolders(args).map((include) => path.resolve(base, include));
    for (const include of folders) all.add(include);
    byFile.set(path.resolve(base, file), folders);
  }
  return { byFile, all: [...all] };
}

const FLAGS = ["-iquote", "-isystem", "-idirafter", "-I", "/I"];

/** The folders given by `-I dir`, `-Idir` and their kin; those for quoted includes come first, as for a compiler. */
function includeFolders(args: readonly string[]): string[] {
  const byFlag = new Map<string, string[]>(FLAGS.map((flag) => [flag, []]));
  for (let i = 0; i < args.length; i++) {
    const flag = FLAGS.find((f) => args[i].startsWith(f));
    if (flag === undefined) continue;
    const value = args[i].length > flag.length ? args[i].slice(flag.length) : args[++i];
    if (value !== undefined) byFlag.get(flag)!.push(value);
  }
  const of = (flag: string) => byFlag.get(flag)!;
  return [...of("-iquote"), ...of("-I"), ...of("/I"), ...of("-isystem"), ...of("-idirafter")];
}

/** A command line in words: blanks separate, quotes of both kinds join, a backslash takes the next quote or blank as is. */
function split(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = "";
  for (let i = 0; i < command.length; i++) {
    const c = command[i];
    const next = command[i + 1];
    if (c === "\\" && quote !== "'" && (next === '"' || next === "\\" || (quote === "" && next === " "))) {
      word = (word ?? "") + next;
      i++;
    } else if (quote !== "") {
      if (c === quote) quote = "";
      else word = (word ?? "") + c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= "";
    } else if (c === " " || c === "\t" || c === "\n") {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + c;
    }
  }
  if (word !== undefined) words.push(word);
  return words;
}
