/** Models of a project's own functions: the YAML files that its settings name. */
import fs from "node:fs";
import path from "node:path";
import { loadModels } from "../models/load";
import type { FunctionModel } from "../models/model";
import { type Problem, reasonOf } from "./problem";
import { readText } from "./text";

const MAX_MODEL_FILE = 4 * 1024 * 1024;

export interface UserModels {
  /** Of two with one name, the later counts. */
  readonly models: readonly FunctionModel[];
  readonly problems: readonly Problem[];
}

/** `places`: absolute paths of YAML files, or of folders whose YAML files are meant. Never throws. */
export function readUserModels(places: readonly string[]): UserModels {
  const models: FunctionModel[] = [];
  const problems: Problem[] = [];
  for (const place of places) {
    for (const file of filesOf(place, problems)) {
      const read = readText(file, MAX_MODEL_FILE);
      if (!read.ok) {
        problems.push({ kind: "configuration", level: "error", message: read.reason, path: file });
        continue;
      }
      const loaded = loadModels(read.text);
      models.push(...loaded.models);
      for (const { message, line, column } of loaded.problems) {
        problems.push({ kind: "configuration", level: "error", message, path: file, line, column });
      }
    }
  }
  return { models, problems };
}

function filesOf(place: string, problems: Problem[]): string[] {
  try {
    if (!fs.statSync(place).isDirectory()) return [place];
    const names = fs.readdirSync(place).filter((name) => /\.ya?ml$/.test(name));
    return names.sort().map((name) => path.join(place, name));
  } catch (error) {
    const message = `models cannot be read: ${reasonOf(error)}`;
    problems.push({ kind: "configuration", level: "error", message, path: place });
    return [];
  }
}
