/**
 * CWE-1333: regular expressions for which a matcher that goes back needs time that doubles with each further piece of a
 * text. They are those with a position that comes back to itself by two ways over the same characters, followed by
 * something that lets the match fail (Weideman et al., "Analyzing matching time behavior of backtracking regular expression
 * matchers by using ambiguity of NFA", CIAA 2016; the two ways are found in the automaton's product with itself: Weber and
 * Seidl, "On the degree of ambiguity of finite automata", 1991).
 */
import { type Automaton, automatonOf } from "./automaton";
import {
  type CharacterSet,
  contains,
  END_OF_TEXT,
  intersection,
  type Pattern,
  parsePattern,
  type Repeat,
} from "./parse";

export interface Explosion {
  /** The innermost repetition that does it, as a part of the expression. */
  readonly loop: string;
  /** What a text has to begin with, so that the loop is reached. */
  readonly prefix: string;
  /** What doubles the time each time it is there once more. */
  readonly pump: string;
  /** What has to stand behind, so that no way fits. */
  readonly suffix: string;
}

/** What a match has to cover: some part of the text, or all of it. */
export type Extent = "part" | "whole";

/** Pairs of positions that are looked at. */
const MAX_PAIRS = 60_000;

/** By extent and expression: a call is seen once for each state that comes to it, and again after each keystroke. */
const known = new Map<string, Explosion | undefined>();

/** Why matching `expression` can take for ever; undefined if it cannot, or it is not known. */
export function explosionOf(expression: string, extent: Extent): Explosion | undefined {
  const key = `${extent} ${expression}`;
  if (!known.has(key)) known.set(key, findExplosion(expression, extent));
  return known.get(key);
}

function findExplosion(expression: string, extent: Extent): Explosion | undefined {
  // A loop over a loop, an option or a choice is the least that it takes.
  if (!/[?*+}|].*[*+}]/s.test(expression)) return undefined;
  const parsed = parsePattern(expression);
  if (parsed === undefined) return undefined;
  const automaton = automatonOf(extent === "whole" ? { kind: "sequence", items: [parsed, AT_END] } : parsed);
  if (automaton === undefined) return undefined;
  for (const loop of loopsOf(parsed)) {
    const rounds = automatonOf(loop);
    if (rounds === undefined) continue;
    for (const start of loopEntries(rounds)) {
      const pump = ambiguousText(rounds, start);
      const prefix = pump && wayTo(automaton, rounds.places[start]);
      if (pump === undefined || prefix === undefined) continue;
      const suffix = failingSuffix(automaton, prefix + pump.repeat(REPEATS));
      if (suffix !== undefined) return { loop: expression.slice(loop.start, loop.end), prefix, pump, suffix };
    }
  }
  return undefined;
}

/** The repetitions without a limit, inner ones first. */
function loopsOf(pattern: Pattern): readonly Repeat[] {
  switch (pattern.kind) {
    case "repeat": {
      const inner = loopsOf(pattern.item);
      return pattern.max === Infinity ? [...inner, pattern] : inner;
    }
    case "sequence":
    case "choice":
      return pattern.items.flatMap(loopsOf);
    default:
      return [];
  }
}

const AT_END: Pattern = { kind: "set", set: [END_OF_TEXT, END_OF_TEXT], at: -1 };
/** How often the pump stands in the text that has to fail: enough to see what a bounded part of the expression takes. */
const REPEATS = 24;

/** One position of each strongly connected part of the automaton that has a loop. */
function loopEntries({ follow }: Automaton): number[] {
  const entries: number[] = [];
  const before = follow.map(() => new Set<number>());
  for (const [p, next] of follow.entries()) for (const q of next.keys()) before[q].add(p);
  const isCovered = follow.map(() => false);
  for (let p = 0; p < follow.length; p++) {
    if (isCovered[p]) continue;
    const reached = reachable(follow, p);
    if (!reached.has(p)) continue;
    entries.push(p);
    const leading = reachable(before, p);
    for (const q of reached) if (leading.has(q)) isCovered[q] = true;
  }
  return entries;
}

/** The positions that `steps` lead to from p, in one or more. */
function reachable(steps: readonly { keys(): Iterable<number> }[], p: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const work = [p];
  for (let at = work.pop(); at !== undefined; at = work.pop())
    for (const next of steps[at].keys())
      if (!seen.has(next)) {
        seen.add(next);
        work.push(next);
      }
  return seen;
}

/** A step of two ways side by side: where they are, whether they have parted, what both took last. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly hasParted: boolean;
  readonly taken: string;
  readonly before: Pair | undefined;
}

/** The shortest text over which two ways lead from `start` back to it; undefined if there is none. */
function ambiguousText({ follow, sets }: Automaton, start: number): string | undefined {
  const seen = new Set<string>();
  const work: Pair[] = [{ a: start, b: start, hasParted: false, taken: "", before: undefined }];
  for (let i = 0; i < work.length && i < MAX_PAIRS; i++) {
    const pair = work[i];
    for (const [a, ways] of follow[pair.a])
      for (const b of follow[pair.b].keys()) {
        const both = intersection(sets[a], sets[b]);
        if (both === undefined || both[0] === END_OF_TEXT) continue;
        const isDouble = pair.a === pair.b && a === b && ways > 1;
        const hasParted = pair.hasParted || a !== b || isDouble;
        const key = `${Math.min(a, b)} ${Math.max(a, b)} ${hasParted}`;
        if (seen.has(key)) continue;
        seen.add(key);
        const next: Pair = { a, b, hasParted, taken: exampleOf(both), before: pair };
        if (a === start && b === start && hasParted) return textOf(next);
        work.push(next);
      }
  }
  return undefined;
}

function textOf(last: Pair): string {
  let text = "";
  for (let at: Pair | undefined = last; at !== undefined; at = at.before) text = at.taken + text;
  return text;
}

/** The shortest text whose last character is taken at a place of the expression; undefined if there is none. */
function wayTo({ first, follow, sets, places }: Automaton, place: number): string | undefined {
  const texts = new Map(first.map((p) => [p, exampleOf(sets[p])]));
  for (const [p, text] of texts) {
    if (places[p] === place) return text;
    for (const q of follow[p].keys())
      if (!texts.has(q) && sets[q][0] !== END_OF_TEXT) texts.set(q, text + exampleOf(sets[q]));
  }
  return undefined;
}

/** What may stand behind a text so that no way through the automaton takes it; undefined if some way always does. */
function failingSuffix(automaton: Automaton, text: string): string | undefined {
  if (automaton.isNullable) return undefined;
  return SUFFIXES.find((suffix) => !takes(automaton, text + suffix));
}

const SUFFIXES = ["", "!", "\n", "\x01", "x", "0", " ", "#", "~"];

/** Whether some beginning of the text, or with its end all of it, is taken. */
function takes({ first, follow, sets, isLast }: Automaton, text: string): boolean {
  let places: readonly number[] | undefined;
  for (const code of [...codesOf(text), END_OF_TEXT]) {
    const next: Set<number> = new Set(
      places === undefined ? first : places.flatMap((p) => [...follow[p].keys()]),
    );
    places = [...next].filter((p) => contains(sets[p], code));
    if (places.some((p) => isLast[p])) return true;
  }
  return false;
}

function codesOf(text: string): number[] {
  return Array.from(text, (c) => c.codePointAt(0)!);
}

/** A character of the set, one that reads well if there is one. */
function exampleOf(set: CharacterSet): string {
  const code = READABLE.find((c) => contains(set, c)) ?? set[0];
  return String.fromCodePoint(Math.min(code, END_OF_TEXT - 1));
}

const READABLE = codesOf("a0A-._ /:,@=+%&!");
