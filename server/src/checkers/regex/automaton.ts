/**
 * The position automaton of a regular expression (Glushkov, "The abstract theory of automata", 1961), with the number of
 * ways from one position to the next: `(a*)*` leads from `a` to `a` in two, by the inner loop and by the outer one. An
 * automaton that only says *whether* a step exists has lost what a matcher tries twice.
 */
import type { CharacterSet, Pattern } from "./parse";

export interface Automaton {
  /** What each position takes. */
  readonly sets: readonly CharacterSet[];
  /** Where each position stands in the expression, in UTF-16 code units. */
  readonly places: readonly number[];
  readonly first: readonly number[];
  readonly isLast: readonly boolean[];
  /** The expression takes the empty text. */
  readonly isNullable: boolean;
  /** For each position the next ones, with the number of ways there: 1, or 2 for more than one. */
  readonly follow: readonly ReadonlyMap<number, number>[];
}

/** Positions; larger expressions are left alone. */
const MAX_POSITIONS = 250;
/** Rounds beyond the least number that are told apart: fewer than there may be, so no way is made up. */
const MAX_OPTIONAL = 8;

/** The automaton of a pattern; undefined if it is too large. */
export function automatonOf(pattern: Pattern): Automaton | undefined {
  const builder = new Builder();
  const part = builder.build(pattern);
  if (builder.isTooLarge) return undefined;
  const isLast = builder.sets.map(() => false);
  for (const p of part.last.keys()) isLast[p] = true;
  return {
    sets: builder.sets,
    places: builder.places,
    first: [...part.first.keys()],
    isLast,
    isNullable: part.isNullable,
    follow: builder.follow,
  };
}

type Ways = ReadonlyMap<number, number>;

/** A piece of the automaton: how it is entered and left. */
interface Part {
  readonly isNullable: boolean;
  readonly first: Ways;
  readonly last: Ways;
}

const NONE: Ways = new Map();
const EMPTY: Part = { isNullable: true, first: NONE, last: NONE };

class Builder {
  readonly sets: CharacterSet[] = [];
  readonly places: number[] = [];
  readonly follow: Map<number, number>[] = [];
  isTooLarge = false;

  build(pattern: Pattern): Part {
    if (this.isTooLarge) return EMPTY;
    switch (pattern.kind) {
      case "empty":
        return EMPTY;
      case "set":
        return this.position(pattern.set, pattern.at);
      case "sequence":
        return pattern.items.reduce<Part>((before, item) => this.joined(before, this.build(item)), EMPTY);
      case "choice":
        return pattern.items.map((item) => this.build(item)).reduce(either);
      case "repeat":
        return this.repeated(pattern.item, pattern.min, pattern.max);
    }
  }

  private position(set: CharacterSet, place: number): Part {
    const p = this.sets.length;
    if (p >= MAX_POSITIONS) this.isTooLarge = true;
    this.sets.push(set);
    this.places.push(place);
    this.follow.push(new Map());
    const only = new Map([[p, 1]]);
    return { isNullable: false, first: only, last: only };
  }

  private joined(a: Part, b: Part): Part {
    this.connect(a.last, b.first);
    return {
      isNullable: a.isNullable && b.isNullable,
      first: a.isNullable ? sum(a.first, b.first) : a.first,
      last: b.isNullable ? sum(a.last, b.last) : b.last,
    };
  }

  private repeated(item: Pattern, min: number, max: number): Part {
    let whole = EMPTY;
    const fixed = max === Infinity ? Math.max(0, min - 1) : min;
    for (let i = 0; i < fixed && !this.isTooLarge; i++) whole = this.joined(whole, this.build(item));
    if (max !== Infinity) return this.joined(whole, this.optional(item, Math.min(max - min, MAX_OPTIONAL)));
    const round = this.build(item);
    // A round that takes nothing ends the loop, so it is no further way.
    this.connect(round.last, round.first);
    return this.joined(whole, min === 0 ? { ...round, isNullable: true } : round);
  }

  /** Up to `times` rounds, each only behind the one before: `(x(x(x)?)?)?`. */
  private optional(item: Pattern, times: number): Part {
    if (times <= 0 || this.isTooLarge) return EMPTY;
    const round = this.joined(this.build(item), this.optional(item, times - 1));
    return { ...round, isNullable: true };
  }

  private connect(from: Ways, to: Ways): void {
    for (const [p, n] of from)
      for (const [q, m] of to) {
        const ways = (this.follow[p].get(q) ?? 0) + n * m;
        this.follow[p].set(q, Math.min(2, ways));
      }
  }
}

function either(a: Part, b: Part): Part {
  return {
    isNullable: a.isNullable || b.isNullable,
    first: sum(a.first, b.first),
    last: sum(a.last, b.last),
  };
}

function sum(a: Ways, b: Ways): Ways {
  const both = new Map(a);
  for (const [p, n] of b) both.set(p, Math.min(2, (both.get(p) ?? 0) + n));
  return both;
}
