/**
 * A project: a folder with the settings that hold in it, put together from the editor's or command line's options and
 * the project file. `Project` is plain data, so that it can be handed to workers as it is.
 */
import os from "node:os";
import path from "node:path";
import { DEFAULT_SETTINGS, type Settings } from "../engine/api";
import type { FunctionModel } from "../models/model";
import { readCompileCommands } from "./compile-commands";
import { type ConfigValues, findConfig, readConfig } from "./config";
import { compileExcludes, type Excluded, isBelow } from "./exclude";
import { repositoryOf } from "./gitignore";
import type { HeaderSearch } from "./headers";
import { ownModels, readUserModels } from "./models";
import type { Problem } from "./problem";
import { DEFAULT_MAX_FILE_SIZE } from "./text";

export interface Project {
  /** Absolute: the folder of the project file, else the repository's, else the one that was named. */
  readonly root: string;
  readonly settings: Settings;
  /** In bytes. */
  readonly maxFileSize: number;
  /** Absolute. */
  readonly includePaths: readonly string[];
  /** Models that the project adds to, or puts in the place of, those that come with Parapet. */
  readonly models: readonly FunctionModel[];
  /** Absolute paths of the headers that an `#include` may mean. */
  readonly headers: readonly string[];
  /** Absolute paths of the sources whose functions other files may call. */
  readonly sources: readonly string[];
}

export interface OpenedProject {
  /** Still without `headers` and `sources`: finding them takes a walk through the folder. */
  readonly project: Project;
  readonly configFile: string | undefined;
  /** Absolute paths of the files that the project's own models were read from. */
  readonly modelFiles: readonly string[];
  readonly excluded: Excluded;
  readonly problems: readonly Problem[];
}

export interface ProjectOptions {
  readonly knownRules: ReadonlySet<string>;
  /** A project file to be used instead of the one found; null for none at all. */
  readonly configFile?: string | null;
  /** Weaker than the project file: an editor's settings. Relative paths start at the project's root. */
  readonly defaults?: ConfigValues;
  /** Stronger than the project file: command line options. Relative paths start at the project's root. */
  readonly overrides?: ConfigValues;
}

/** Where a project is and what its settings come from, without having read them. */
interface ProjectPlace {
  readonly root: string;
  /** Whether a project file or a repository makes it a project; else `root` is but the folder asked for. */
  readonly isMarked: boolean;
  readonly configFile: string | undefined;
  /** Where relative paths in the project file start. */
  readonly base: string;
}

/**
 * The project that an absolute `folder` belongs to: that of a project file or a repository, else the folder `current`
 * that the user stands in, if it holds `folder` and is no home.
 */
export function locateProject(
  folder: string,
  named: ProjectOptions["configFile"],
  current?: string,
): ProjectPlace {
  const configFile = named === undefined ? findConfig(folder) : (named ?? undefined);
  const base = configFile === undefined ? folder : path.dirname(configFile);
  // A project file that was named may lie anywhere; only one that was found tells where the project is.
  const isFound = named === undefined && configFile !== undefined;
  const isInside = current !== undefined && isBelow(folder, current);
  const standing = isInside && !isBelow(os.homedir(), current) ? current : undefined;
  const marked = isFound ? base : (repositoryOf(folder) ?? standing);
  return { root: marked ?? folder, isMarked: marked !== undefined, configFile, base };
}

/** Opens the project that an absolute `folder` belongs to. Never throws. */
export function openProject(folder: string, options: ProjectOptions): OpenedProject {
  return readProject(locateProject(folder, options.configFile), options);
}

/** Reads the settings of a project. Never throws. */
export function readProject(place: ProjectPlace, options: ProjectOptions): OpenedProject {
  const { root, configFile, base } = place;
  const parsed =
    configFile === undefined ? { values: {}, problems: [] } : readConfig(configFile, options.knownRules);
  const layers: readonly { values: ConfigValues; base: string }[] = [
    { values: options.defaults ?? {}, base: root },
    { values: parsed.values, base },
    { values: options.overrides ?? {}, base: root },
  ];
  const strongest = <K extends keyof ConfigValues>(key: K) =>
    layers.findLast(({ values }) => values[key] !== undefined)?.values[key];
  const paths = (key: "includePaths" | "models") =>
    layers.flatMap(({ values, base }) => (values[key] ?? []).map((file) => path.resolve(base, file)));
  const excludes = layers.map(({ values, base }) => compileExcludes(values.exclude ?? [], base));
  // Those that settings name are added later and so are the stronger ones.
  const user = readUserModels([...ownModels(root), ...paths("models")]);
  return {
    project: {
      root,
      settings: {
        rules: Object.assign({}, ...layers.map(({ values }) => values.rules)),
        dataModel: strongest("dataModel") ?? DEFAULT_SETTINGS.dataModel,
        confidence: strongest("confidence") ?? DEFAULT_SETTINGS.confidence,
        maxStackFrame: strongest("maxStackFrame") ?? DEFAULT_SETTINGS.maxStackFrame,
      },
      maxFileSize: strongest("maxFileSize") ?? DEFAULT_MAX_FILE_SIZE,
      includePaths: paths("includePaths"),
      models: user.models,
      headers: [],
      sources: [],
    },
    configFile,
    modelFiles: user.files,
    excluded: (file) => excludes.some((excluded) => excluded(file)),
    problems: [...parsed.problems, ...user.problems],
  };
}

/** Where the project's includes are looked for; reads `compile_commands.json` if there is one. */
export function headerSearch(project: Project): HeaderSearch {
  return {
    roots: [project.root],
    includePaths: project.includePaths,
    commands: readCompileCommands(project.root),
    headers: project.headers,
  };
}
