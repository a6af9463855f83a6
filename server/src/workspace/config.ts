/**
 * The project file `.parapet.yaml`: found, read, checked. Each key is described once, in `KEYS`, from which come its
 * validation and the JSON schema for editors. A mistake costs its own key only and is reported at its line and column.
 */
import fs from "node:fs";
import path from "node:path";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import type { RuleLevels, Settings } from "../engine/api";
import type { Problem } from "./problem";
import { suggestion } from "./suggest";
import { parseSize, readText } from "./text";

/** What a project file, the editor's settings or command line options say; what they leave out is undefined. */
export interface ConfigValues {
  readonly rules?: RuleLevels;
  /** Globs relative to the file's folder. */
  readonly exclude?: readonly string[];
  readonly dataModel?: Settings["dataModel"];
  readonly confidence?: Settings["confidence"];
  /** In bytes. */
  readonly maxFileSize?: number;
  /** Relative to the file's folder. */
  readonly includePaths?: readonly string[];
  /** Files and folders with models of the project's own functions, relative to the file's folder. */
  readonly models?: readonly string[];
}

export interface ParsedConfig {
  readonly values: ConfigValues;
  readonly problems: readonly Problem[];
}

export const CONFIG_NAMES = [".parapet.yaml", ".parapet.yml"] as const;

const LEVELS = ["error", "warning", "note", "off"] as const;
const DATA_MODELS = ["lp64", "ilp32", "llp64", "ip16"] as const;
const CONFIDENCES = ["definite", "evidence"] as const;

/** A project file is small; a larger one is something else, and no reason to spend memory. */
const MAX_CONFIG_SIZE = 1024 * 1024;

interface Reader {
  readonly knownRules: ReadonlySet<string>;
  report(node: unknown, message: string, level?: Problem["level"]): void;
}

interface Key<T> {
  readonly description: string;
  /** As JSON schema, given the ids of all rules. */
  schema(ruleIds: readonly string[]): object;
  /** The value of a node; undefined when it is reported as wrong. */
  read(node: unknown, name: string, reader: Reader): T | undefined;
}

const KEYS: { readonly [K in keyof Required<ConfigValues>]: Key<Required<ConfigValues>[K]> } = {
  rules: {
    description: "Severity of single rules, by rule id. `off` switches a rule off.",
    schema: (ruleIds) => ({
      type: "object",
      properties: Object.fromEntries(ruleIds.map((id) => [id, { enum: LEVELS }])),
      additionalProperties: false,
    }),
    read: readRules,
  },
  exclude: {
    description:
      "Files and folders that are not analysed, as globs relative to this file. One without a `/` matches at any depth.",
    schema: () => STRINGS,
    read: readExclude,
  },
  dataModel: oneOf(
    DATA_MODELS,
    "Sizes of the basic types: `lp64` (64-bit Unix), `llp64` (64-bit Windows), `ilp32` (32 bits), `ip16` (16-bit `int`).",
  ),
  confidence: oneOf(
    CONFIDENCES,
    "`definite`: only what surely goes wrong on some path. `evidence`: also what the code itself gives reason to fear.",
  ),
  maxFileSize: {
    description: "Larger files are not analysed. A number of bytes, or text such as `16 MB`.",
    schema: () => ({ anyOf: [{ type: "integer", minimum: 1 }, { type: "string" }] }),
    read: readSize,
  },
  includePaths: {
    description: "Folders in which `#include` looks, relative to this file.",
    schema: () => STRINGS,
    read: readStrings,
  },
  models: {
    description: "YAML files, or folders of them, that say what the project's own library functions do.",
    schema: () => STRINGS,
    read: readStrings,
  },
};

const STRINGS = { type: "array", items: { type: "string" } } as const;

/** The JSON schema of the project file, for completion and checks in editors. */
export function configSchema(ruleIds: readonly string[]): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Parapet project file (.parapet.yaml)",
    type: "object",
    properties: Object.fromEntries(
      Object.entries(KEYS).map(([name, key]) => [
        name,
        { description: key.description, ...key.schema(ruleIds) },
      ]),
    ),
    additionalProperties: false,
  };
}

/** The project file that holds for a folder: the nearest upwards, not beyond the repository. */
export function findConfig(folder: string): string | undefined {
  for (let current = folder; ; ) {
    for (const name of CONFIG_NAMES) {
      const file = path.join(current, name);
      if (fs.existsSync(file)) return file;
    }
    const parent = path.dirname(current);
    if (parent === current || fs.existsSync(path.join(current, ".git"))) return undefined;
    current = parent;
  }
}

export function readConfig(file: string, knownRules: ReadonlySet<string>): ParsedConfig {
  const read = readText(file, MAX_CONFIG_SIZE);
  if (read.ok) return parseConfig(read.text, file, knownRules);
  return {
    values: {},
    problems: [{ kind: "configuration", level: "error", message: read.reason, path: file }],
  };
}

/** Never throws. `file` is only for the problems. */
export function parseConfig(text: string, file: string, knownRules: ReadonlySet<string>): ParsedConfig {
  const problems: Problem[] = [];
  const lines = new LineCounter();
  const reportAt = (offset: number, message: string, level: Problem["level"] = "error") => {
    const { line, col } = lines.linePos(offset);
    problems.push({ kind: "configuration", level, message, path: file, line, column: col });
  };
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  for (const error of document.errors) reportAt(error.pos[0], oneLine(error.message));

  const root = document.contents;
  const reader: Reader = {
    knownRules,
    report: (node, message, level) => reportAt(offsetOf(node) ?? 0, message, level),
  };
  const values: Record<string, unknown> = {};
  if (isMap(root)) {
    for (const pair of root.items) {
      const name = keyText(pair.key);
      if (!isKey(name)) {
        reader.report(pair.key, `unknown key '${name}'${suggestion(name, Object.keys(KEYS))}`);
        continue;
      }
      // `key:` with nothing behind it is a key left empty, as when its last entry was removed.
      if (!isEmpty(pair.value)) values[name] = KEYS[name].read(pair.value, name, reader);
    }
  } else if (!isEmpty(root)) {
    reader.report(root, "must hold keys with values, such as `exclude: [third_party]`");
  }
  return { values: values as ConfigValues, problems };
}

function isKey(name: string): name is keyof ConfigValues {
  return Object.hasOwn(KEYS, name);
}

function oneLine(message: string): string {
  const first = message.split("\n", 1)[0].replace(/[.:]$/, "");
  return first.charAt(0).toLowerCase() + first.slice(1);
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null)?.range?.[0];
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

function readRules(node: unknown, name: string, reader: Reader): RuleLevels | undefined {
  if (!isMap(node)) {
    reader.report(node, `'${name}' must map rule ids to levels, such as \`double-free: error\``);
    return undefined;
  }
  const levels: Record<string, RuleLevels[string]> = {};
  for (const pair of node.items) {
    const id = keyText(pair.key);
    const level = readChoice(LEVELS, pair.value ?? pair.key, `${name}.${id}`, reader);
    if (!reader.knownRules.has(id)) {
      // A file written for a later version must not break an earlier one.
      reader.report(pair.key, `unknown rule '${id}'${suggestion(id, reader.knownRules)}`, "warning");
    } else if (level !== undefined) {
      levels[id] = level;
    }
  }
  return levels;
}

function readChoice<T extends string>(
  choices: readonly T[],
  node: unknown,
  name: string,
  reader: Reader,
): T | undefined {
  const value = isScalar(node) ? node.value : undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) {
    const hint = typeof value === "string" ? suggestion(value, choices) : "";
    reader.report(node, `'${name}' must be one of ${choices.join(", ")}${hint}`);
  }
  return found;
}

function oneOf<T extends string>(choices: readonly T[], description: string): Key<T> {
  return {
    description,
    schema: () => ({ enum: choices }),
    read: (node, name, reader) => readChoice(choices, node, name, reader),
  };
}

function readStrings(node: unknown, name: string, reader: Reader): readonly string[] | undefined {
  const items = isSeq(node) ? node.items : [node];
  const strings: string[] = [];
  for (const item of items) {
    if (isScalar(item) && typeof item.value === "string" && item.value !== "") strings.push(item.value);
    else reader.report(item ?? node, `'${name}' must be a list of strings`);
  }
  return strings;
}

function readExclude(node: unknown, name: string, reader: Reader): readonly string[] | undefined {
  const globs = readStrings(node, name, reader);
  const negated = globs?.find((glob) => glob.startsWith("!"));
  if (negated !== undefined) reader.report(node, `'${name}' cannot take back with '!': '${negated}'`);
  return globs?.filter((glob) => !glob.startsWith("!"));
}

function readSize(node: unknown, name: string, reader: Reader): number | undefined {
  const value = isScalar(node) ? node.value : undefined;
  const size = typeof value === "number" || typeof value === "string" ? parseSize(String(value)) : undefined;
  if (size === undefined) reader.report(node, `'${name}' must be a size, such as 200000 or '16 MB'`);
  return size;
}
