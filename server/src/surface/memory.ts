/**
 * Where the data of one function can be: sets of sources for each register and each piece of memory, the latter as
 * coarse as tells things apart for a reader: a local variable, what a parameter leads to, a global variable, a field of
 * all records of a type, what a call returned. Neither order nor paths are looked at, so sets only grow.
 */
import { type Node, nodeKey } from "./dependence";

/** Pieces of memory that one pointer is followed to. */
const MAX_ROOTS = 8;

export class Memory {
  readonly sources: Node[] = [];
  private readonly sourceIndex = new Map<string, number>();
  private readonly places: string[] = [];
  private readonly placeIndex = new Map<string, number>();
  private readonly contents: Set<number>[] = [];
  /** By place: those that hold what it holds. */
  private readonly copies: Set<number>[] = [];
  private readonly values: Set<number>[];
  private readonly roots: Set<number>[];
  private grown = false;

  constructor(registers: number) {
    this.values = Array.from({ length: registers }, () => new Set());
    this.roots = Array.from({ length: registers }, () => new Set());
  }

  source(node: Node): number {
    const key = nodeKey(node);
    let index = this.sourceIndex.get(key);
    if (index === undefined) {
      index = this.sources.length;
      this.sources.push(node);
      this.sourceIndex.set(key, index);
    }
    return index;
  }

  /** The piece of memory of that name; shared ones hold what the rest of the project put there. */
  place(name: string): number {
    let index = this.placeIndex.get(name);
    if (index === undefined) {
      index = this.places.length;
      this.places.push(name);
      this.placeIndex.set(name, index);
      this.contents.push(new Set());
      this.copies.push(new Set());
    }
    return index;
  }

  sharedPlace(name: string): number {
    const isNew = !this.placeIndex.has(`shared ${name}`);
    const place = this.place(`shared ${name}`);
    if (isNew) this.contents[place].add(this.source({ kind: "shared", name }));
    return place;
  }

  nameOf(place: number): string {
    return this.places[place];
  }

  get placeCount(): number {
    return this.places.length;
  }

  content(place: number): ReadonlySet<number> {
    return this.contents[place];
  }

  /** What is known to be in a register itself; pointers count for what a position was computed from. */
  value(register: number): ReadonlySet<number> {
    return this.values[register] ?? NOTHING;
  }

  rootsOf(register: number): ReadonlySet<number> {
    return this.roots[register] ?? NOTHING;
  }

  /** What whoever gets the register can read. */
  reach(register: number): Set<number> {
    const all = new Set(this.value(register));
    for (const place of this.rootsOf(register)) for (const source of this.contents[place]) all.add(source);
    return all;
  }

  addValue(register: number, sources: Iterable<number>): void {
    if (register >= 0) this.addAll(this.values[register], sources);
  }

  addContent(place: number, sources: Iterable<number>): void {
    this.addAll(this.contents[place], sources);
  }

  addRoots(register: number, places: Iterable<number>): void {
    if (register < 0) return;
    const roots = this.roots[register];
    for (const place of places) {
      if (roots.size >= MAX_ROOTS) return;
      if (!roots.has(place)) {
        roots.add(place);
        this.grown = true;
      }
    }
  }

  /** What is or comes to be in `from` is in `to` too. */
  copy(from: number, to: number): void {
    if (from === to || this.copies[from].has(to)) return;
    this.copies[from].add(to);
    this.grown = true;
  }

  /** Spreads contents along copies; whether anything grew since the last time. */
  settle(): boolean {
    const work = this.copies.flatMap((to, from) => (to.size > 0 ? [from] : []));
    while (work.length > 0) {
      const from = work.pop()!;
      for (const to of this.copies[from]) {
        const before = this.contents[to].size;
        this.addAll(this.contents[to], this.contents[from]);
        if (this.contents[to].size > before && this.copies[to].size > 0) work.push(to);
      }
    }
    const { grown } = this;
    this.grown = false;
    return grown;
  }

  private addAll(set: Set<number>, sources: Iterable<number>): void {
    const before = set.size;
    for (const source of sources) set.add(source);
    if (set.size > before) this.grown = true;
  }
}

const NOTHING: ReadonlySet<number> = new Set();
