/** The options of `parapet scan`: declared once, for reading as well as for the help. */
import type { RuleLevels } from "../engine/api";
import type { Severity } from "../findings";
import type { ConfigValues } from "../workspace/config";
import { suggestion } from "../workspace/suggest";
import { parseSize } from "../workspace/text";
import { chosen, type OptionSpecs, parseArguments } from "./arguments";
import { UsageError } from "./io";

const FORMATS = ["text", "json", "sarif"] as const;
type Format = (typeof FORMATS)[number];

const FAIL_ON = ["error", "warning", "note", "never"] as const;
const LEVELS = ["error", "warning", "note", "off"] as const;
const CONFIDENCES = ["definite", "evidence"] as const;
const DATA_MODELS = ["lp64", "ilp32", "llp64", "ip16"] as const;

export const SCAN_OPTIONS = {
  format: {
    type: "values",
    placeholder: "FORMAT",
    help: "text (default), json or sarif; several formats each need\nan --output, but for one that goes to standard output",
  },
  output: {
    type: "values",
    short: "o",
    placeholder: "FILE",
    help: "write the report of the --format before it to FILE; without\none, the format is told from the ending: .sarif, .json or text",
  },
  "fail-on": {
    type: "value",
    placeholder: "LEVEL",
    help: "exit with 1 for findings of this severity or worse: error,\nwarning, note (default), or never",
  },
  rule: { type: "values", placeholder: "ID=LEVEL", help: "set a rule to error, warning, note or off" },
  confidence: {
    type: "value",
    placeholder: "C",
    help: "definite: only what surely goes wrong; evidence (default):\nalso what the code itself gives reason to fear",
  },
  "data-model": {
    type: "value",
    placeholder: "MODEL",
    help: "sizes of basic types: lp64 (default), llp64, ilp32 or ip16",
  },
  exclude: {
    type: "values",
    placeholder: "GLOB",
    help: "leave out files and folders, beside those of the project file",
  },
  "max-file-size": { type: "value", placeholder: "SIZE", help: "leave out larger files (default: 16MB)" },
  config: { type: "value", placeholder: "FILE", help: "use this project file instead of .parapet.yaml" },
  "no-config": { type: "flag", help: "use no project file" },
  "no-fixes": { type: "flag", help: "do not look for fixes, which takes time (json and sarif)" },
  jobs: { type: "value", short: "j", placeholder: "N", help: "number of worker threads (default: up to 4)" },
  stats: { type: "flag", help: "also list counts of work done and code not understood" },
  quiet: { type: "flag", short: "q", help: "one line per finding; no summary, no progress" },
  help: { type: "flag", short: "h", help: "show this help" },
} as const satisfies OptionSpecs;

export interface Destination {
  readonly format: Format;
  /** As given; undefined for standard output. */
  readonly file: string | undefined;
}

export interface ScanArguments {
  readonly paths: readonly string[];
  /** At most one goes to standard output. */
  readonly destinations: readonly Destination[];
  readonly failOn: Severity | "never";
  readonly overrides: ConfigValues;
  /** As given; null for none, undefined for the one found. */
  readonly configFile: string | null | undefined;
  readonly fixes: boolean;
  readonly jobs: number | undefined;
  readonly stats: boolean;
  readonly quiet: boolean;
  readonly help: boolean;
}

/** Throws `UsageError`. */
export function parseScanArguments(words: readonly string[], knownRules: ReadonlySet<string>): ScanArguments {
  const { options, positionals } = parseArguments(words, SCAN_OPTIONS);
  const last = (name: keyof typeof SCAN_OPTIONS) => options.findLast((option) => option.name === name)?.value;
  const all = (name: keyof typeof SCAN_OPTIONS) =>
    options.filter((option) => option.name === name).map((option) => option.value);
  const has = (name: keyof typeof SCAN_OPTIONS) => last(name) !== undefined;

  const config = last("config");
  if (config !== undefined && has("no-config")) {
    throw new UsageError("'--config' and '--no-config' exclude each other");
  }
  if (positionals.includes("")) throw new UsageError("a path must not be empty");
  const dataModel = last("data-model");
  const confidence = last("confidence");
  const maxFileSize = last("max-file-size");
  const jobs = last("jobs");
  return {
    paths: positionals.length > 0 ? positionals : ["."],
    destinations: destinationsOf(options),
    failOn: chosen("fail-on", last("fail-on") ?? "note", FAIL_ON),
    overrides: {
      rules: ruleLevels(all("rule"), knownRules),
      exclude: excludes(all("exclude")),
      dataModel: dataModel === undefined ? undefined : chosen("data-model", dataModel, DATA_MODELS),
      confidence: confidence === undefined ? undefined : chosen("confidence", confidence, CONFIDENCES),
      maxFileSize: maxFileSize === undefined ? undefined : size(maxFileSize),
    },
    configFile: has("no-config") ? null : config,
    fixes: !has("no-fixes"),
    jobs: jobs === undefined ? undefined : jobCount(jobs),
    stats: has("stats"),
    quiet: has("quiet"),
    help: has("help"),
  };
}

/** An `--output` belongs to the `--format` before it. */
function destinationsOf(options: readonly { name: string; value: string }[]): Destination[] {
  const destinations: Destination[] = [];
  let format: Format | undefined;
  const flush = () => {
    if (format !== undefined) destinations.push({ format, file: undefined });
    format = undefined;
  };
  for (const { name, value } of options) {
    if (name === "format") {
      flush();
      format = chosen("format", value, FORMATS);
    } else if (name === "output") {
      if (value === "") throw new UsageError("option '--output' needs a value: FILE");
      destinations.push({ format: format ?? formatOf(value), file: value === "-" ? undefined : value });
      format = undefined;
    }
  }
  flush();
  if (destinations.length === 0) return [{ format: "text", file: undefined }];
  const direct = destinations.filter(({ file }) => file === undefined);
  if (direct.length > 1) {
    const formats = direct.map((destination) => destination.format).join(" and ");
    throw new UsageError(
      `${formats} cannot both go to standard output; give '--output FILE' after a '--format'`,
    );
  }
  const files = destinations.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UsageError(`two reports would be written to '${twice}'`);
  return destinations;
}

function formatOf(file: string): Format {
  if (/\.sarif(\.json)?$/i.test(file)) return "sarif";
  return /\.json$/i.test(file) ? "json" : "text";
}

function ruleLevels(settings: readonly string[], knownRules: ReadonlySet<string>): RuleLevels {
  const levels: Record<string, RuleLevels[string]> = {};
  for (const setting of settings) {
    const at = setting.indexOf("=");
    if (at < 0) throw new UsageError(`'--rule ${setting}' must be like '--rule ${setting}=off'`);
    const id = setting.slice(0, at);
    if (!knownRules.has(id)) throw new UsageError(`unknown rule '${id}'${suggestion(id, knownRules)}`);
    levels[id] = chosen("rule", setting.slice(at + 1), LEVELS);
  }
  return levels;
}

function excludes(globs: readonly string[]): readonly string[] {
  const negated = globs.find((glob) => glob.startsWith("!"));
  if (negated !== undefined) throw new UsageError(`'--exclude' cannot take back with '!': '${negated}'`);
  return globs;
}

function size(value: string): number {
  const bytes = parseSize(value);
  if (bytes === undefined) throw new UsageError(`'${value}' is no size, such as 200000 or 16MB`);
  return bytes;
}

function jobCount(value: string): number {
  const jobs = /^\d+$/.test(value) ? Number(value) : 0;
  if (jobs < 1 || jobs > 64) throw new UsageError(`'--jobs ${value}' must be a number from 1 to 64`);
  return jobs;
}
