/** What of a declaration the parsed view does not show: attributes and attribute-like words that were masked. */
import { Field, Kind } from "../syntax/kinds";
import type { SourceFile, Unit } from "../syntax/source";
import { NONE, type Tree } from "../syntax/tree";
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

/** The head of a function's declaration as the parsed view shows it, up to its body. */
interface Head {
  readonly node: number;
  /** Unit-relative. */
  readonly start: number;
  readonly view: string;
}

/** By tree, which units of an unchanged text share: files are gone through at every keystroke. */
const heads = new WeakMap<Tree, readonly Head[]>();

function headsOf(unit: Unit, exports: readonly Export[]): readonly Head[] {
  const tree = unit.tree();
  let known = heads.get(tree);
  if (known === undefined) {
    const found = new Map<number, Head>();
    for (const { kind, node } of exports) {
      if (kind !== "function" || found.has(node)) continue;
      const body = tree.kind[node] === Kind.FunctionDefinition ? childByField(tree, node, Field.Body) : NONE;
      const start = declarationStart(unit.text, tree.start[node]);
      const view = unit.text.slice(start, body === NONE ? tree.end[node] : tree.start[body]);
      found.set(node, { node, start, view });
    }
    heads.set(tree, (known = [...found.values()]));
  }
  return known;
}

/** Words that were masked in the functions' declarations of a unit, by their node; undefined if there are none. */
export function maskedWords(
  file: SourceFile,
  unit: Unit,
  exports: readonly Export[],
): ReadonlyMap<number, readonly string[]> | undefined {
  let result: Map<number, readonly string[]> | undefined;
  for (const { node, start, view } of headsOf(unit, exports)) {
    const from = unit.start + start;
    const words = start === 0 ? [...wordsBefore(file.text, unit.start)] : [];
    if (!file.text.startsWith(view, from)) {
      const written = withoutComments(file.text.slice(from, from + view.length));
      words.push(...(maskedText(written, view, 0, view.length).match(WORDS) ?? []));
    }
    if (words.length > 0) (result ??= new Map()).set(node, words);
  }
  return result;
}

const WORDS = /[A-Za-z_]\w*/g;

const BLANK = 0x20;
const NO_WORDS: readonly string[] = [];

/** Words before a declaration stand on this many lines. */
const HEAD_LINES = 3;

/** The words that stand directly before a unit, which begins with the first of its tokens that was not masked. */
function wordsBefore(text: string, start: number): readonly string[] {
  // Most units follow the end of another, or a comment.
  let at = start - 1;
  while (at >= 0 && text.charCodeAt(at) <= BLANK) at--;
  if (at < 0 || ";{}/".includes(text.charAt(at))) return NO_WORDS;
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
