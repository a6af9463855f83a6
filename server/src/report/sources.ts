/** Texts and line numbers of the files that a report speaks of, read when needed and not all kept. */
import { indexLines, type Lines } from "../text/lines";

export interface Source {
  readonly text: string;
  readonly lines: Lines;
}

export interface Sources {
  /** A file that can no longer be read is an empty text: its findings keep their words and lose their lines. */
  of(path: string): Source;
}

/** Findings come sorted by file and their steps rarely leave it, so a few files are enough. */
const KEPT = 16;

export function createSources(read: (path: string) => string | undefined): Sources {
  const kept = new Map<string, Source>();
  return {
    of(path) {
      let source = kept.get(path);
      if (source === undefined) {
        const text = read(path) ?? "";
        source = { text, lines: indexLines(text) };
      }
      // Put last again, so that the first is the one that was not asked for the longest.
      kept.delete(path);
      kept.set(path, source);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
      return source;
    },
  };
}
