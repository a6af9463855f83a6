/**
 * Finds the project headers that a file includes, transitively. The surroundings resolve and read; here is only the
 * order, the protection against cycles, and limits.
 */
import type { SourceFile } from "../syntax/source";

/** What includes are read from. */
type Including = Pick<SourceFile, "path" | "directives" | "inactive">;

/** The part of the engine's host that includes are resolved with. */
export interface Includes {
  resolveInclude(from: string, spec: string, system: boolean): string | undefined;
  read(path: string): string | undefined;
}

/** Headers beyond these are left out; what they declare is unknown, then. */
const MAX_HEADERS = 400;
const MAX_DEPTH = 64;
/** UTF-16 code units of all headers together. */
const MAX_TEXT = 16_000_000;

/**
 * The headers of the project that `file` includes, each once, those that a header includes before itself. `scan` makes
 * a header of a path and its text; it should give the same object for the same text.
 */
export function collectHeaders<Header extends Including>(
  file: Including,
  includes: Includes,
  scan: (path: string, text: string) => Header,
): Header[] {
  const result: Header[] = [];
  const seen = new Set<string>([file.path]);
  let text = 0;
  const visit = (from: Including, depth: number): void => {
    for (const directive of from.directives) {
      if (directive.kind !== "include" || isInactive(from, directive.start)) continue;
      const path = includes.resolveInclude(from.path, directive.path, directive.system);
      if (path === undefined || seen.has(path) || seen.size > MAX_HEADERS) continue;
      seen.add(path);
      const content = includes.read(path);
      if (content === undefined || text + content.length > MAX_TEXT) continue;
      text += content.length;
      const header = scan(path, content);
      if (depth < MAX_DEPTH) visit(header, depth + 1);
      result.push(header);
    }
  };
  visit(file, 0);
  return result;
}

function isInactive(file: Including, position: number): boolean {
  for (const span of file.inactive) {
    if (span.start > position) return false;
    if (position < span.end) return true;
  }
  return false;
}
