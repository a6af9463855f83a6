/**
 * The engine's view of the project (`Host`) over the file system: includes resolved, texts decoded and kept. Documents
 * that are open in an editor stand in for their files.
 */
import type { Host } from "../engine/api";
import { createIncludeResolver, type HeaderSearch, type ResolveInclude } from "./headers";
import { readText } from "./text";

export interface WorkspaceHost extends Host {
  /** Takes `text` for the file's content until `close`. */
  open(path: string, text: string): void;
  close(path: string): void;
  /** Forgets what is known of a file that changed on disk. */
  changed(path: string): void;
  /** Files came or went: includes are resolved anew. */
  setSearch(search: HeaderSearch): void;
  /** The sources whose functions other files may call. */
  setSources(sources: readonly string[]): void;
}

/** UTF-16 code units of header text kept in memory; beyond it, what was read first goes first. */
const KEPT_TEXT = 64 * 1024 * 1024;

/** `maxFileSize`: in bytes; larger files read as absent. */
export function createHost(search: HeaderSearch, maxFileSize: number): WorkspaceHost {
  let resolve: ResolveInclude = createIncludeResolver(search);
  const open = new Map<string, string>();
  const kept = new Map<string, string | undefined>();
  let sources: readonly string[] = [];
  let keptLength = 0;

  const forget = (path: string) => {
    keptLength -= kept.get(path)?.length ?? 0;
    kept.delete(path);
  };

  return {
    resolveInclude: (from, spec, system) => resolve(from, spec, system),
    sources: () => sources,
    setSources(next) {
      sources = next;
    },
    read(path) {
      const buffer = open.get(path);
      if (buffer !== undefined) return buffer;
      if (kept.has(path)) return kept.get(path);
      const read = readText(path, maxFileSize);
      const text = read.ok ? read.text : undefined;
      kept.set(path, text);
      keptLength += text?.length ?? 0;
      for (const oldest of kept.keys()) {
        if (keptLength <= KEPT_TEXT || oldest === path) break;
        forget(oldest);
      }
      return text;
    },
    open: (path, text) => void open.set(path, text),
    close(path) {
      open.delete(path);
      sources = [...sources];
    },
    changed(path) {
      forget(path);
      sources = [...sources];
    },
    setSearch(next) {
      resolve = createIncludeResolver(next);
    },
  };
}
