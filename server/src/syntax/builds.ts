/** Which pieces of a file are in no build together, as their conditionals contradict each other. */
import type { Directive, SourceFile } from "./source";

/** What a branch asks for: a condition as text, and whether it has to hold. */
interface Asked {
  /** The conditional, by where it begins. */
  readonly group: number;
  readonly branch: number;
  readonly condition: string;
  readonly isTrue: boolean;
}

type Conditional = Extract<Directive, { readonly condition: string }>;

/** Branches around a place, innermost first; lists share their ends. */
type Around = { readonly asked: Asked; readonly outer: Around } | null;

/** What is around the places behind each directive. */
interface Stretches {
  readonly starts: readonly number[];
  readonly around: readonly Around[];
}

const known = new WeakMap<SourceFile, Stretches>();

/** Whether what stands at two places of a file is never compiled together. */
export function excludeEachOther(file: SourceFile, a: number, b: number): boolean {
  const atB = aroundOf(file, b);
  for (let x = aroundOf(file, a); x !== null; x = x.outer)
    for (let y = atB; y !== null; y = y.outer) if (contradict(x.asked, y.asked)) return true;
  return false;
}

function contradict(x: Asked, y: Asked): boolean {
  if (x.group === y.group) return x.branch !== y.branch;
  return x.condition === y.condition && x.isTrue !== y.isTrue;
}

function aroundOf(file: SourceFile, place: number): Around {
  let stretches = known.get(file);
  if (stretches === undefined) known.set(file, (stretches = stretchesOf(file)));
  const { starts, around } = stretches;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= place) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? null : around[low - 1];
}

function stretchesOf(file: SourceFile): Stretches {
  const starts: number[] = [];
  const around: Around[] = [];
  let open = null as Around;
  for (const directive of file.directives) {
    switch (directive.kind) {
      case "if":
      case "ifdef":
      case "ifndef":
        open = { asked: { group: directive.start, branch: 0, ...wordsOf(directive) }, outer: open };
        break;
      case "elif":
      case "else":
        if (open !== null) open = { asked: after(open.asked, directive), outer: open.outer };
        break;
      case "endif":
        open = open?.outer ?? null;
        break;
      default:
        continue;
    }
    starts.push(directive.start);
    around.push(open);
  }
  return { starts, around };
}

function after({ group, branch, condition, isTrue }: Asked, directive: Conditional): Asked {
  if (directive.kind === "elif") return { group, branch: branch + 1, ...wordsOf(directive) };
  // Behind several branches there is no one condition that does not hold.
  return {
    group,
    branch: branch + 1,
    condition: branch === 0 ? condition : `else ${group}`,
    isTrue: !isTrue,
  };
}

function wordsOf({ kind, condition }: Conditional): Pick<Asked, "condition" | "isTrue"> {
  const text = condition.replace(/\s+/g, "");
  if (kind === "ifdef" || kind === "ifndef")
    return { condition: `defined(${text})`, isTrue: kind === "ifdef" };
  const [, not, name] = /^(!?)defined\(?(\w+)\)?$/.exec(text) ?? [];
  if (name !== undefined) return { condition: `defined(${name})`, isTrue: not === "" };
  return { condition: text, isTrue: true };
}
