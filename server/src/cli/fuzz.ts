/** `parapet fuzz`: a fuzz target for one function, as files. */
import path from "node:path";
import { printable } from "../report/terminal";
import { isBelow } from "../workspace/exclude";
import { fuzzFolder, writeFuzzTarget } from "../workspace/fuzz";
import { gather } from "../workspace/gather";
import { createHost } from "../workspace/host";
import { headerSearch } from "../workspace/project";
import { readText } from "../workspace/text";
import { parseArguments } from "./arguments";
import { FUZZ_HELP, FUZZ_OPTIONS } from "./help";
import { EXIT, type Io, UsageError } from "./io";
import type { ScanEngine } from "./scan";

/** Throws `UsageError`, and other errors when files cannot be written. */
export async function runFuzz(words: readonly string[], engine: ScanEngine, io: Io): Promise<number> {
  const { options, positionals } = parseArguments(words, FUZZ_OPTIONS);
  const last = (name: string) => options.findLast((option) => option.name === name)?.value;
  if (last("help") !== undefined) {
    io.stdout.write(FUZZ_HELP);
    return EXIT.clean;
  }
  const [word] = positionals;
  // The file may be `C:\\x.c` and the function `ns::f`.
  const parts = /^(.+?\.[A-Za-z+]+):((?:[\w~]+::)*\w+)$/.exec(word ?? "");
  if (parts === null || positionals.length !== 1) throw new UsageError("'parapet fuzz' takes FILE:FUNCTION");
  const [, file, name] = parts;
  const absolute = path.resolve(io.cwd, file);
  // Headers, and what is called, are looked for in the current folder even where nothing marks it as a project.
  const named = isBelow(absolute, io.cwd) ? io.cwd : absolute;
  const gathered = await gather([named], { knownRules: new Set(engine.rules.keys()) });
  const [project] = gathered.projects;
  const read = project === undefined ? undefined : readText(absolute, project.maxFileSize);
  if (project === undefined || !read?.ok) throw new UsageError(`'${file}' cannot be read`);
  const host = createHost(headerSearch(project), project.maxFileSize);
  host.setSources(project.sources);
  const analyser = (await engine.createAnalyser())(project.models);
  const target = analyser.fuzzTarget({ path: absolute, text: read.text }, project.settings, host, { name });
  if (target === undefined)
    throw new UsageError(
      `no fuzz target can be made: '${file}' defines no function '${name}' that takes bytes with their length, or a text, and else only what can be made from nothing`,
    );
  const output = last("output");
  const folder = output === undefined ? fuzzFolder(project.root, target) : path.resolve(io.cwd, output);
  writeFuzzTarget(target, folder, last("force") !== undefined);
  const shown = printable(path.relative(io.cwd, folder) || ".");
  io.stdout.write(
    `Wrote a fuzz target for ${target.name}() to ${shown}. 'make -C ${shown} run' builds and runs it.\n`,
  );
  return EXIT.clean;
}
