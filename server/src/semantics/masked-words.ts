/** What of a declaration the parsed view does not show: attributes and attribute-like words that were masked. */
import { Field, Kind } from "../syntax/kinds";
import type { SourceFile, Unit } from "../syntax/source";
import { NONE } from "../syntax/tree";
import { childByField } from "../syntax/walk";
import { withoutComments } from "../text/words";
import type { Export } from "./declare";

/** Where the declaration begins that stands at `at`, with the words before it. */
export function declarationStart(text: string, at: number): number {
  let from = at;
  while (from > 0 && !";{}".includes(text.charAt(from - 1))) from--;
  return from;
}

/** What was masked between two offsets: the characters where the parsed view has blanks and the source has not. */
export function maskedText(source: string, view: string, start: number, end: number): string {
  let result = " ";
  for (let i = start; i < end; i++) {
    if (source.charCodeAt(i) !== view.charCodeAt(i)) result += source.charAt(i);
    else if (!result.endsWith(" ")) result += " ";
  }
  return result;
}

/** Words that were masked in the functions' declarations of a unit, by their node; undefined if there are none. */
export function maskedWords(
  file: SourceFile,
  unit: Unit,
  exports: readonly Export[],
): ReadonlyMap<number, readonly string[]> | undefined {
  const source = file.text.substring(unit.start, unit.end);
  const head = wordsBefore(file.text, unit.start);
  if (source === unit.text && head.length === 0) return undefined;
  let result: Map<number, readonly string[]> | undefined;
  for (const { kind, tree, node } of exports) {
    if (kind !== "function" || result?.has(node)) continue;
    const body = tree.kind[node] === Kind.FunctionDefinition ? childByField(tree, node, Field.Body) : NONE;
    const end = body === NONE ? tree.end[node] : tree.start[body];
    const start = declarationStart(unit.text, tree.start[node]);
    const written = withoutComments(source.slice(start, end));
    const inside = maskedText(written, unit.text.slice(start, end), 0, end - start).match(WORDS) ?? [];
    const words = start === 0 ? [...head, ...inside] : inside;
    if (words.length > 0) (result ??= new Map()).set(node, words);
  }
  return result;
}

const WORDS = /[A-Za-z_]\w*/g;

/** Words before a declaration stand on this many lines. */
const HEAD_LINES = 3;

/** The words that stand directly before a unit, which begins with the first of its tokens that was not masked. */
function wordsBefore(text: string, start: number): readonly string[] {
  const words: string[] = [];
  for (let end = start, n = 0; end >= 0 && n < HEAD_LINES; n++) {
    const line = text.slice(text.lastIndexOf("\n", end - 1) + 1, end);
    if (/^\s*#|\/\/|\\\s*$/.test(line)) break;
    const [last] = /[^;{}/]*$/.exec(line) ?? [""];
    words.push(...(last.match(WORDS) ?? []));
    if (last.length < line.length || end <= line.length) break;
    end -= line.length + 1;
  }
  return words;
}
