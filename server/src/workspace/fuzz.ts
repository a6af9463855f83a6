/** Writes a fuzz target's files: into a folder of its own, and never over what is there unless told to. */
import fs from "node:fs";
import path from "node:path";
import { type GeneratedFile, generate, programName } from "../fuzz/harness";
import type { FuzzTarget } from "../fuzz/target";
import { toPosix } from "./exclude";

/** Absolute folder for the target's files, if nobody says otherwise: below the project's root. */
export function fuzzFolder(root: string, target: FuzzTarget): string {
  return path.join(root, "fuzz", programName(target).replace(/^fuzz_/, ""));
}

/** Absolute paths of what was written, the harness first. Throws if a file is there already, or cannot be written. */
export function writeFuzzTarget(target: FuzzTarget, folder: string, replace: boolean): string[] {
  const relative = (absolute: string) => toPosix(path.relative(folder, absolute));
  const files = generate(target, relative).map((file: GeneratedFile) => ({
    ...file,
    target: path.join(folder, ...file.path.split("/")),
  }));
  const there = files.find(({ target }) => fs.existsSync(target));
  if (there !== undefined && !replace) throw new Error(`${there.target} is there already`);
  for (const { target, content } of files) {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
  }
  return files.map(({ target }) => target);
}
