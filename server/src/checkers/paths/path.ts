/**
 * One path through a function: the facts that a domain knows on it and the conditions that it has decided. Paths split
 * where a condition is not decided yet, and become one again where their facts are equal.
 */
import type { Decisions, Question } from "./decisions";

/** Paths kept apart at one place; further ones are not followed. */
const MAX_PATHS = 12;

/** One path: the domain's facts by key, and the conditions it has decided. Facts are immutable. */
export class Path<F> {
  constructor(
    readonly facts: Map<string, F> = new Map(),
    readonly decisions: Decisions = new Map(),
  ) {}

  fork(): Path<F> {
    return new Path(new Map(this.facts), new Map(this.decisions));
  }
}

export type Paths<F> = Path<F>[];

export interface FactTexts<F> {
  /** Distinguishes facts: paths whose facts have equal texts are one. */
  textOf(fact: F): string;
}

/** Goes both ways at a condition that was evaluated, or the way that is known. */
export function splitPaths<F>(
  paths: Paths<F>,
  question: Question | undefined,
): { yes: Paths<F>; no: Paths<F> } {
  const yes: Paths<F> = [];
  const no: Paths<F> = [];
  for (const path of paths) {
    const known = question === undefined ? undefined : path.decisions.get(question.text);
    if (question === undefined) {
      yes.push(path);
      no.push(path.fork());
    } else if (known !== undefined) {
      (known.isTrue === question.isPositive ? yes : no).push(path);
    } else {
      const other = path.fork();
      path.decisions.set(question.text, { ...question.decision, isTrue: question.isPositive });
      other.decisions.set(question.text, { ...question.decision, isTrue: !question.isPositive });
      yes.push(path);
      no.push(other);
    }
  }
  return { yes, no };
}

/** Whether a loop's body has not been walked on a path like this. */
export function isNew<F>(path: Path<F>, seen: Set<string>, facts: FactTexts<F>): boolean {
  let key = keyOf(path, facts);
  for (const [text, { isTrue }] of path.decisions) key += `\n${isTrue}${text}`;
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function keyOf<F>(path: Path<F>, facts: FactTexts<F>): string {
  if (path.facts.size === 0) return "";
  const parts: string[] = [];
  for (const [key, fact] of path.facts) parts.push(`${key}=${facts.textOf(fact)}`);
  return parts.sort().join(";");
}

/** Paths with equal facts become one, which remembers the decisions that all of them made. */
export function mergePaths<F>(paths: Paths<F>, facts: FactTexts<F>): Paths<F> {
  if (paths.length < 2) return paths;
  const byKey = new Map<string, Path<F>>();
  for (const path of paths) {
    const key = keyOf(path, facts);
    const old = byKey.get(key);
    if (old === undefined) {
      if (byKey.size < MAX_PATHS) byKey.set(key, path);
      continue;
    }
    for (const [text, { isTrue }] of old.decisions)
      if (path.decisions.get(text)?.isTrue !== isTrue) old.decisions.delete(text);
  }
  return [...byKey.values()];
}
