/**
 * The project file `.parapet.yaml`: found, read, checked. Each key is described once, in `KEYS`, from which come its
 * validation and the JSON schema for editors. A mistake costs its own key only and is reported at its line and column.
 */
import fs from "node:fs";
import path from "node:path";
import { isScalar, type Node } from "yaml";
import type { RuleLevels, Settings } from "../engine/api";
import { hint, openYaml, type Reader, readChoice, readEntries, readStrings, report } from "../models/reader";
import { rulesSchema } from "../rules/document";
import type { Rule } from "../rules/rule";
import type { Problem } from "./problem";
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
  /** In bytes. */
  readonly maxStackFrame?: number;
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

interface Context {
  readonly reader: Reader;
  readonly knownRules: ReadonlySet<string>;
}

interface Key<T> {
  readonly description: string;
  /** As JSON schema. */
  schema(rules: readonly Rule[]): object;
  /** The value of a node; undefined when it is reported as wrong. `name` is for the report. */
  read(node: Node, name: string, context: Context): T | undefined;
}

const KEYS: { readonly [K in keyof Required<ConfigValues>]: Key<Required<ConfigValues>[K]> } = {
  rules: {
    description: "Severity of single rules, by rule id. `off` switches a rule off.",
    schema: rulesSchema,
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
  maxStackFrame: {
    description:
      "What the variables of one function may take on the stack before `large-stack-frame` speaks. A number of bytes, or text such as `2 KB`.",
    schema: () => ({ anyOf: [{ type: "integer", minimum: 1 }, { type: "string" }] }),
    read: readSize,
  },
  includePaths: {
    description: "Folders in which `#include` looks, relative to this file.",
    schema: () => STRINGS,
    read: (node, name, { reader }) => readStrings(reader, node, name),
  },
  models: {
    description: "YAML files, or folders of them, that say what the project's own library functions do.",
    schema: () => STRINGS,
    read: (node, name, { reader }) => readStrings(reader, node, name),
  },
};

const STRINGS = { type: "array", items: { type: "string" } } as const;

/** The JSON schema of the project file, for completion and checks in editors. */
export function configSchema(rules: readonly Rule[]): object {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Parapet project file (.parapet.yaml)",
    type: "object",
    properties: Object.fromEntries(
      Object.entries(KEYS).map(([name, key]) => [
        name,
        { ...key.schema(rules), description: key.description },
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
  const reader = openYaml(text);
  const context: Context = { reader, knownRules };
  const values: Record<string, unknown> = {};
  const [document, another] = reader.documents;
  if (another !== undefined) report(reader, another.contents, "a project file is a single document");
  const root = document?.contents ?? null;
  const entries = isEmpty(root) ? [] : readEntries(reader, root, "the project file", Object.keys(KEYS));
  for (const [name, { value }] of entries) {
    // `key:` with nothing behind it is a key left empty, as when its last entry was removed.
    if (isEmpty(value) || !isKey(name)) continue;
    const read = KEYS[name].read(value, name, context);
    if (read !== undefined) values[name] = read;
  }
  const problems = reader.problems.map(({ message, line, column }): Problem => {
    return { kind: "configuration", level: "error", message: oneLine(message), path: file, line, column };
  });
  return { values: values as ConfigValues, problems };
}

function isKey(name: string): name is keyof ConfigValues {
  return Object.hasOwn(KEYS, name);
}

/** The parser's own messages may go on with an excerpt. */
function oneLine(message: string): string {
  return message.split("\n", 1)[0];
}

function isEmpty(node: Node | null): node is null {
  return node === null || (isScalar(node) && node.value === null);
}

function readRules(node: Node, name: string, { reader, knownRules }: Context): RuleLevels | undefined {
  const levels: Record<string, RuleLevels[string]> = {};
  for (const [id, { key, value }] of readEntries(reader, node, name)) {
    const level = readChoice(reader, value ?? key, `${name}.${id}`, LEVELS);
    if (!knownRules.has(id)) report(reader, key, `there is no rule "${id}"${hint(id, [...knownRules])}`);
    else if (level !== undefined) levels[id] = level;
  }
  return levels;
}

function oneOf<T extends string>(choices: readonly T[], description: string): Key<T> {
  return {
    description,
    schema: () => ({ enum: choices }),
    read: (node, name, { reader }) => readChoice(reader, node, name, choices),
  };
}

function readExclude(node: Node, name: string, { reader }: Context): readonly string[] {
  const globs = readStrings(reader, node, name);
  const negated = globs.find((glob) => glob.startsWith("!"));
  if (negated !== undefined) report(reader, node, `${name} cannot take back with "!": "${negated}"`);
  return globs.filter((glob) => glob !== "" && !glob.startsWith("!"));
}

function readSize(node: Node, name: string, { reader }: Context): number | undefined {
  const value = isScalar(node) ? node.value : undefined;
  const size = typeof value === "number" || typeof value === "string" ? parseSize(String(value)) : undefined;
  if (size === undefined) report(reader, node, `${name} must be a size, such as 200000 or "16 MB"`);
  return size;
}
