/** `parapet surface`: where outside data comes in, and how far it gets. */
import fs from "node:fs";
import path from "node:path";
import { createSources } from "../report/sources";
import { type ShownSurface, shownSurface, surfaceJson } from "../report/surface";
import { surfaceHtml } from "../report/surface-html";
import { surfaceText } from "../report/surface-text";
import { printable, styleFor, wantsColour } from "../report/terminal";
import { gather } from "../workspace/gather";
import { failsRun, reasonOf } from "../workspace/problem";
import { findSurface } from "../workspace/surface";
import { readText } from "../workspace/text";
import { chosen, parseArguments } from "./arguments";
import { SURFACE_HELP, SURFACE_OPTIONS } from "./help";
import { EXIT, type Io, UsageError } from "./io";
import { createProgress } from "./progress";
import type { ScanEngine } from "./scan";

const FORMATS = ["text", "json", "html"] as const;

/** Throws `UsageError`. */
export async function runSurface(words: readonly string[], engine: ScanEngine, io: Io): Promise<number> {
  const { options, positionals } = parseArguments(words, SURFACE_OPTIONS);
  const last = (name: string) => options.findLast((option) => option.name === name)?.value;
  if (last("help") !== undefined) {
    io.stdout.write(SURFACE_HELP);
    return EXIT.clean;
  }
  if (positionals.length > 1) throw new UsageError("'parapet surface' takes one folder");
  const output = last("output");
  const format = chosen("format", last("format") ?? formatOf(output), FORMATS);
  const folder = path.resolve(io.cwd, positionals[0] ?? ".");
  const signal = io.interrupt();
  const gathered = await gather([folder], { knownRules: new Set(engine.rules.keys()) }, signal);
  const progress = createProgress(io.stderr, io.now);
  const found = await findSurface(gathered, folder, { on: engine.on, signal, onProgress: progress.update });
  progress.clear();
  for (const { level, message, path: at } of found.problems)
    io.stderr.write(
      `parapet: ${level}: ${at === undefined ? "" : `${printable(at)}: `}${printable(message)}\n`,
    );

  const limit = Math.max(0, ...gathered.projects.map((project) => project.maxFileSize));
  const sources = createSources((file) => {
    const read = readText(file, limit);
    return read.ok ? read.text : undefined;
  });
  const { version } = engine;
  const surface = shownSurface(found.report, { base: folder, sources, version, files: found.files });
  const coloured = output === undefined && wantsColour(io.env, io.stdout.isTerminal);
  const content = render(surface, format, coloured);
  if (output === undefined) io.stdout.write(content);
  else if (!write(path.resolve(io.cwd, output), content, io)) return EXIT.failure;
  if (found.cancelled) return EXIT.interrupted;
  return found.problems.some(failsRun) ? EXIT.failure : EXIT.clean;
}

function formatOf(output: string | undefined): string {
  if (output?.endsWith(".json")) return "json";
  return output !== undefined && /\.html?$/.test(output) ? "html" : "text";
}

function render(surface: ShownSurface, format: (typeof FORMATS)[number], coloured: boolean): string {
  switch (format) {
    case "json":
      return surfaceJson(surface);
    case "html":
      return surfaceHtml(surface);
    case "text":
      return surfaceText(surface, styleFor(coloured));
  }
}

function write(target: string, content: string, io: Io): boolean {
  try {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, content);
    return true;
  } catch (error) {
    io.stderr.write(`parapet: error: ${target}: the report cannot be written: ${reasonOf(error)}\n`);
    return false;
  }
}
