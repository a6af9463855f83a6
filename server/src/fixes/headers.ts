/** Adds the `#include` that a repair needs, where the file includes its other headers. */
import { lineBreak, nextLine } from "../checkers/lines";
import { isDeclaredByStandard } from "../checkers/tree/includes";
import type { TextEdit } from "../findings";
import type { SourceFile } from "../syntax/source";
import { insert } from "./edits";
import type { Code } from "./fix";

/** The edit that includes a system header; none when the file, or one of `files` that it includes, already does. */
export function includeEdits(
  file: SourceFile,
  header: string,
  files: readonly SourceFile[] = [],
): TextEdit[] {
  if (files.some(({ directives }) => directives.some((d) => d.kind === "include" && d.path === header)))
    return [];
  let at = -1;
  for (const directive of file.directives) {
    if (directive.kind !== "include") continue;
    if (directive.path === header) return [];
    // The last system header of the first run of them; else behind the first includes of any kind.
    if (directive.system || at < 0) at = nextLine(file.text, directive.end);
  }
  const newline = lineBreak(file.text);
  if (at >= 0) return [insert(at, `#include <${header}>${newline}`)];
  const first = file.comments[0];
  const start =
    first && file.text.substring(0, first.start).trim() === "" ? nextLine(file.text, first.end) : 0;
  return [insert(start, `#include <${header}>${newline}${start === 0 ? newline : ""}`)];
}

/** The edit that makes a function of the C library known, unless it may be known already. */
export function declareEdits({ file, unit }: Code, name: string, header: string): TextEdit[] {
  const { includes } = unit;
  if (unit.language === "cpp" || !includes.complete || isDeclaredByStandard(includes, name)) return [];
  return includeEdits(file, header);
}

/** The edit that includes a header of the C library, in C++ by its name there, unless it is included by either name. */
export function standardHeaderEdits({ file, unit }: Code, header: string): TextEdit[] {
  const { files } = unit.includes;
  if (unit.language !== "cpp") return includeEdits(file, header, files);
  if (includeEdits(file, header, files).length === 0) return [];
  return includeEdits(file, `c${header.slice(0, -".h".length)}`, files);
}
