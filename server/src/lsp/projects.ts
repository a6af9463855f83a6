/**
 * The projects that open documents belong to: that of the workspace folder, or for a file outside of all of them that
 * of its own folder; so the same files have the same settings here as in a scan. Opened when first needed.
 */
import path from "node:path";
import type { Analyser } from "../engine/api";
import type { FunctionModel } from "../models/model";
import type { Rules } from "../rules/rule";
import { CONFIG_NAMES } from "../workspace/config";
import { isBelow } from "../workspace/exclude";
import { findAround } from "../workspace/files";
import { createHost, type WorkspaceHost } from "../workspace/host";
import { isModelsPlace } from "../workspace/models";
import { headerSearch, type OpenedProject, openProject } from "../workspace/project";
import type { AnalyserFactory } from "../workspace/session";
import type { EditorSettings } from "./settings";

/** A project with what analyses its files. */
export interface LiveProject extends OpenedProject {
  readonly host: WorkspaceHost;
  readonly analyser: Analyser;
}

export interface DiskChange {
  /** Absolute path. */
  readonly file: string;
  /** It came or went, so that includes may mean something else now. */
  readonly structural: boolean;
}

export interface Projects {
  /**
   * The project of a path, as the editor's settings for it want. What is no file (a buffer that was never saved, a
   * document of a virtual file system) belongs to the first folder.
   */
  of(file: string, editor: EditorSettings): LiveProject;
  /** The workspace folder that a path lies in; undefined outside of all. */
  folderOf(file: string): string | undefined;
  /** Whether a file has models of functions: a project has read it, or it lies where they do. */
  isModelFile(file: string): boolean;
  setFolders(folders: readonly string[]): void;
  folders(): readonly string[];
  /** Forgets all projects: settings changed, and those of before are not needed again. */
  reset(): void;
  /** Open documents stand in for their files. */
  opened(file: string, text: string): void;
  closed(file: string): void;
  /** What a file watcher saw. */
  changedOnDisk(changes: readonly DiskChange[]): void;
}

/** Where there is neither a file nor a folder: no project file is found here, and no header. */
const NOWHERE = path.parse(process.cwd()).root;

export function isConfigFile(file: string): boolean {
  return (CONFIG_NAMES as readonly string[]).includes(path.basename(file));
}

export interface ProjectEvents {
  /** A project was opened that has this project file, or this file of models. */
  settingsRead(file: string): void;
  /** The files of a project have been listed, which can change what includes and calls mean. */
  filesFound(): void;
}

export function createProjects(
  rules: Rules,
  createAnalyser: AnalyserFactory,
  events: ProjectEvents,
): Projects {
  const knownRules = new Set(rules.keys());
  let folders: readonly string[] = [];
  const projects = new Map<string, LiveProject>();
  /** Few projects have models of their own; the others share one engine and what it remembers. */
  const analysers = new Map<string, Analyser>();
  const open = new Map<string, string>();
  /** Of all models that were ever read: one that no project names any more is still no source. */
  const modelFolders = new Set<string>();

  const folderOf = (file: string): string | undefined => {
    let best: string | undefined;
    for (const folder of folders) {
      if (isBelow(file, folder) && folder.length > (best?.length ?? -1)) best = folder;
    }
    return best;
  };

  const analyserFor = (models: readonly FunctionModel[]): Analyser => {
    const key = JSON.stringify(models);
    let analyser = analysers.get(key);
    if (analyser === undefined) {
      analyser = createAnalyser(models);
      analysers.set(key, analyser);
    }
    return analyser;
  };

  const isModelFile = (file: string) => isModelsPlace(file, modelFolders);

  const listFiles = ({ project, host, excluded }: LiveProject) => {
    findAround(project.root, excluded).then(({ headers, sources }) => {
      host.setSearch(headerSearch({ ...project, headers }));
      host.setSources(sources);
      if (headers.length + sources.length > 0) events.filesFound();
    });
  };

  const load = (folder: string, editor: EditorSettings): LiveProject => {
    const opened = openProject(folder, { knownRules, defaults: editor.values });
    const host = createHost(headerSearch(opened.project), opened.project.maxFileSize);
    for (const [file, text] of open) host.open(file, text);
    const live = { ...opened, host, analyser: analyserFor(opened.project.models) };
    // Until all files are listed, which takes a while in a large tree, includes resolve by their paths alone. The
    // folder of a lone file may be anything, a home or a root folder, so it is not searched.
    if (folders.includes(folder)) listFiles(live);
    if (opened.configFile !== undefined) events.settingsRead(opened.configFile);
    for (const file of opened.modelFiles) {
      modelFolders.add(path.dirname(file));
      events.settingsRead(file);
    }
    return live;
  };

  return {
    of(file, editor) {
      const folder = folderOf(file) ?? (path.isAbsolute(file) ? path.dirname(file) : (folders[0] ?? NOWHERE));
      const key = JSON.stringify([folder, editor.values]);
      let project = projects.get(key);
      if (project === undefined) {
        project = load(folder, editor);
        projects.set(key, project);
      }
      return project;
    },
    folderOf,
    isModelFile,
    setFolders(next) {
      folders = next;
      projects.clear();
    },
    folders: () => folders,
    reset: () => projects.clear(),
    opened(file, text) {
      open.set(file, text);
      for (const { host } of projects.values()) host.open(file, text);
    },
    closed(file) {
      open.delete(file);
      for (const { host } of projects.values()) host.close(file);
    },
    changedOnDisk(changes) {
      // A project file can change everything about its project, and models what is known of all functions.
      if (changes.some(({ file }) => isModelFile(file) || isConfigFile(file))) projects.clear();
      const structural = changes.some((change) => change.structural);
      for (const project of projects.values()) {
        for (const { file } of changes) project.host.changed(file);
        if (structural) listFiles(project);
      }
    },
  };
}
