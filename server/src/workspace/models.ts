/** Models of a project's own functions: the YAML files in its `.parapet/models`, and those that its settings name. */
import fs from "node:fs";
import path from "node:path";
import { type LoadedModels, loadModels } from "../models/load";
import type { FunctionModel } from "../models/model";
import { type Problem, reasonOf } from "./problem";
import { readText } from "./text";

const MAX_MODEL_FILE = 4 * 1024 * 1024;

export interface UserModels {
  /** Of two with one name, the later counts. */
  readonly models: readonly FunctionModel[];
  readonly problems: readonly Problem[];
  /** Absolute paths of what was read. */
  readonly files: readonly string[];
}

/** Where a project's models are read from without being named, relative to its root. */
const MODELS_FOLDER = path.join(".parapet", "models");

const MODEL_FILE = /\.ya?ml$/;

/** Whether the file may have models: it lies in one of `folders`, or where models are read from in any project. */
export function isModelsPlace(file: string, folders: ReadonlySet<string>): boolean {
  const folder = path.dirname(file);
  return MODEL_FILE.test(file) && (folders.has(folder) || folder.endsWith(path.sep + MODELS_FOLDER));
}

/** The folder of models that a project has by its place, as a list of places. */
export function ownModels(root: string): readonly string[] {
  const folder = path.join(root, MODELS_FOLDER);
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? [folder] : [];
}

/** The mistakes in the text of a file of models. */
export function modelProblems(text: string, file: string): Problem[] {
  return loadModels(text).problems.map((problem) => placed(problem, file));
}

function placed({ message, line, column }: LoadedModels["problems"][number], file: string): Problem {
  return { kind: "configuration", level: "error", message, path: file, line, column };
}

/** `places`: absolute paths of YAML files, or of folders whose YAML files are meant. Never throws. */
export function readUserModels(places: readonly string[]): UserModels {
  const models: FunctionModel[] = [];
  const problems: Problem[] = [];
  const files: string[] = [];
  for (const place of places) {
    for (const file of filesOf(place, problems)) {
      files.push(file);
      const read = readText(file, MAX_MODEL_FILE);
      if (!read.ok) {
        problems.push({ kind: "configuration", level: "error", message: read.reason, path: file });
        continue;
      }
      const loaded = loadModels(read.text);
      models.push(...loaded.models);
      for (const problem of loaded.problems) problems.push(placed(problem, file));
    }
  }
  return { models, problems, files };
}

function filesOf(place: string, problems: Problem[]): string[] {
  try {
    if (!fs.statSync(place).isDirectory()) return [place];
    const names = fs.readdirSync(place).filter((name) => MODEL_FILE.test(name));
    return names.sort().map((name) => path.join(place, name));
  } catch (error) {
    const message = `models cannot be read: ${reasonOf(error)}`;
    problems.push({ kind: "configuration", level: "error", message, path: place });
    return [];
  }
}
