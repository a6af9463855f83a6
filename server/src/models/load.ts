/**
 * Loads function models from YAML: those that come with Parapet and those that a user writes for a workspace. A text
 * holds one or more documents, each a mapping of defaults (`header`, `source`, `class`) and a list of `functions`.
 */
import type { FunctionModel, Models } from "./model";
import {
  openYaml,
  type Problem,
  type Reader,
  readEntries,
  readItems,
  readString,
  readStrings,
  report,
} from "./reader";
import { readModels } from "./schema";

export interface LoadedModels {
  /** In the order of the text; an entry with aliases or several classes gives several. */
  readonly models: readonly FunctionModel[];
  readonly problems: readonly Problem[];
}

/** Reads a model file. What is wrong is reported and left out, the rest is loaded. Never throws. */
export function loadModels(text: string): LoadedModels {
  const reader = openYaml(text);
  const models: FunctionModel[] = [];
  const names = new Set<string>();
  for (const document of reader.documents) {
    // An empty text or trailing `---` is an empty document, not a mistake.
    if (document.contents === null) continue;
    const keys = ["header", "source", "class", "functions"];
    const entries = readEntries(reader, document.contents, "a model file", keys);
    const text = (key: string) => {
      const entry = entries.get(key);
      return entry === undefined ? "" : (readString(reader, entry.value, key) ?? "");
    };
    const owner = entries.get("class");
    const defaults = {
      header: text("header"),
      source: text("source"),
      classes: owner === undefined ? [] : readStrings(reader, owner.value, "class"),
    };
    for (const item of readItems(entries.get("functions")?.value ?? null)) {
      for (const model of readModels(reader, item, defaults)) {
        if (names.has(model.name)) report(reader, item, `${model.name} is modelled twice`);
        else models.push(model);
        names.add(model.name);
      }
    }
  }
  return { models, problems: sorted(reader) };
}

/** Models by name; of two with the same name the later one counts, so that a user's model replaces a shipped one. */
export function indexModels(...groups: readonly (readonly FunctionModel[])[]): Models {
  const models = new Map<string, FunctionModel>();
  for (const group of groups) for (const model of group) models.set(model.name, model);
  return models;
}

function sorted(reader: Reader): Problem[] {
  return [...reader.problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
