/**
 * What is known at one point of one path: registers, memory, constraints on symbols, facts about objects. States are
 * forked at branches; components are shared until written (copy on write).
 */
import type { ElementRange } from "./element-range";
import type { Quotes } from "./quotes";
import type { Site } from "./site";
import { type Region, RegionKind, type Taint, type Value, ValueKind, type Values } from "./values";

/** Where a bound on a symbol comes from; decides whether it is evidence of what the programmer expects. */
export const enum Origin {
  /** Nothing but the type's range, or a hull over paths. */
  Derived,
  /** A comparison that was made on this path. */
  Check,
  /** The pointer was dereferenced, so it cannot be null any more. */
  Dereference,
  /** A text ends inside the object that holds it. */
  Room,
  /** A way to the last meeting of paths leads there, and nothing has been asked since that could tell the ways apart. */
  Reached,
  /** A loop moves it on in every round, as far as its type goes. */
  Endless,
  /** It was divided by, so it cannot be 0 any more. */
  Divided,
}

/** Bounds of a symbol, inclusive; infinite where unbounded. Immutable. */
export interface Constraint {
  readonly lo: number;
  readonly hi: number;
  readonly loOrigin: Origin;
  readonly hiOrigin: Origin;
  /** The check or use that gave the newest bound. */
  readonly site: Site | null;
  /** One value in between that is excluded, usually null; NaN if none. */
  readonly not: number;
}

export const enum Life {
  Live,
  Released,
  OutOfScope,
  /** May be live or not: nothing is claimed. */
  Unknown,
}

/** What is known about an object as a lock. */
export const enum LockState {
  /** Nothing: not taken on this path. */
  None,
  Held,
  /** Held, and a function that is not known has run since. */
  HeldAcross,
  /** Taken and given back on this path. */
  Given,
  Unknown,
}

/** A text that was put together at run time. */
export interface BuiltText {
  readonly site: Site;
  /** Source text of the first part that is not constant, as a span in the unit. */
  readonly part: Site;
  /** That part, if the function was given it and hands it on as it is; -1 else. */
  readonly given?: Value;
  /** The parts that vary are numbers only, or were escaped for this use. */
  readonly harmless: boolean;
  /** The text that the program fixes at its beginning; "" if none is known. */
  readonly lead: string;
  /** Whether what comes next stands between quotes. */
  readonly quotes: Quotes;
}

/** A function that is not known was given the object, and perhaps gave it back untouched. */
export interface Lending {
  readonly site: Site;
  /** What the function answered; -1 if nothing. */
  readonly result: Value;
  /** It was given the object to read only, or bytes to fill. */
  readonly toRead: boolean;
}

/** What is known about an object. Immutable. */
export interface ObjectFacts {
  /** Allocator family for what must be released; "" for all else. */
  readonly family: string;
  /** Name of the function that made it, for messages. */
  readonly allocator: string;
  /** Size in bytes, or -1 when unknown. */
  readonly size: Value;
  /** A block of memory, rather than a handle to something that has to be closed. */
  readonly memory: boolean;
  readonly life: Life;
  readonly allocated: Site | null;
  readonly released: Site | null;
  readonly releaser: string;
  /** Somebody else may hold or own it: no leak is claimed. */
  readonly escaped: boolean;
  /** If it is only calls of functions that are not known why others may own it: those. */
  readonly lent: readonly Lending[] | null;
  /** A null or failed result is possible by the model, and callers must check. */
  readonly mayFail: boolean;
  /** The text in it is fixed by the program: one of several literals. */
  readonly constant: boolean;
  /** The pointer is somewhere inside this other region; -1 if it is a start of its own. */
  readonly inside: Region;
  /** Length of the string that starts at the region's start; -1 unknown. */
  readonly length: Value;
  readonly termination: Termination;
  readonly terminationSite: Site | null;
  readonly text: BuiltText | null;
  /** Number of the instruction that last changed the text in it: part of the identity of its length. */
  readonly version: number;
  readonly lock: LockState;
  /** Where the lock was taken or given back last. */
  readonly locked: Site | null;
  /** Where outside data was written into it. */
  readonly outside: Taint | null;
  /** How far the data reaches that a call brought last, by the call's result: bytes from the region's start; -1 unknown. */
  readonly arrived: Value;
}

export const enum Termination {
  Unknown,
  Terminated,
  /** Filled without a terminator, or possibly so (`strncpy` that may have been cut). */
  Missing,
}

export const NO_FACTS: ObjectFacts = {
  family: "",
  allocator: "",
  size: -1,
  memory: false,
  life: Life.Live,
  allocated: null,
  released: null,
  releaser: "",
  escaped: false,
  lent: null,
  mayFail: false,
  constant: false,
  inside: -1,
  length: -1,
  termination: Termination.Unknown,
  terminationSite: null,
  text: null,
  version: 0,
  lock: LockState.None,
  locked: null,
  outside: null,
  arrived: -1,
};

/**
 * The facts with some of them changed. Written out, because the engine gives what a spread makes a shape of its own for
 * each place that makes it, and code that meets many shapes is compiled again and again and stays slow.
 */
export function factsWith(f: ObjectFacts, change: Partial<ObjectFacts>): ObjectFacts {
  const next: Record<keyof ObjectFacts, unknown> = {
    family: f.family,
    allocator: f.allocator,
    size: f.size,
    memory: f.memory,
    life: f.life,
    allocated: f.allocated,
    released: f.released,
    releaser: f.releaser,
    escaped: f.escaped,
    lent: f.lent,
    mayFail: f.mayFail,
    constant: f.constant,
    inside: f.inside,
    length: f.length,
    termination: f.termination,
    terminationSite: f.terminationSite,
    text: f.text,
    version: f.version,
    lock: f.lock,
    locked: f.locked,
    outside: f.outside,
    arrived: f.arrived,
  };
  for (const fact in change) next[fact as keyof ObjectFacts] = change[fact as keyof ObjectFacts];
  return next as unknown as ObjectFacts;
}

/** Facts that say nothing but when the text was changed last, by that. They are many. */
const touched = new Map<number, ObjectFacts>();

function touchedFacts(version: number): ObjectFacts {
  if (version === 0) return NO_FACTS;
  let facts = touched.get(version);
  if (facts === undefined) touched.set(version, (facts = factsWith(NO_FACTS, { version })));
  return facts;
}

function isTrivial(f: ObjectFacts): boolean {
  return (
    f.family === "" &&
    f.allocator === "" &&
    f.size === -1 &&
    f.life === Life.Live &&
    f.allocated === null &&
    f.released === null &&
    f.releaser === "" &&
    !f.escaped &&
    !f.mayFail &&
    !f.constant &&
    f.inside === -1 &&
    f.length === -1 &&
    f.termination === Termination.Unknown &&
    f.terminationSite === null &&
    f.text === null &&
    f.lock === LockState.None &&
    f.locked === null &&
    f.outside === null
  );
}

export const enum Fill {
  /** What was there when the function began. */
  Initial,
  Uninitialised,
  Zero,
  /** Something new since `epoch`. */
  Unknown,
}

/** Memory of one region: a default and the places written since. Immutable. */
export interface Content {
  readonly fill: Fill;
  /** Number of the instruction that last changed what is not listed; part of the identity of what is read. */
  readonly epoch: number;
  /** Triples: offset (a value), size in bytes or -1, value. */
  readonly entries: readonly number[];
  /** For what is filled bit by bit: bytes from this offset on have surely not been written yet; -1 if not known. */
  readonly rest: number;
  /** How large the numbers are that were written at places nobody knows; null if that is not known. */
  readonly range: ElementRange | null;
}

/** Upper bounds of differences `a - b`, by a and then by b. Inner maps are shared between states and never changed. */
export type Differences = Map<Value, ReadonlyMap<Value, number>>;

const NONE: readonly number[] = [];

export class State {
  constructor(
    readonly values: Values,
    private regs: Int32Array,
    private memory: Map<Region, Content>,
    private bounds: Map<Value, Constraint>,
    private facts: Map<Region, ObjectFacts>,
    /** For objects of which nothing else is known: the instruction that last changed the text in them. */
    private versions: Map<Region, number>,
    /** `a - b <= bound` by symbol a, then symbol b. */
    private differences: Differences,
    /** Conditions decided on this path, with the age of what they read left out. */
    private decisions: Map<Value, Decision>,
    /** Rests on a condition that was decided otherwise before, and that only unknown code can have changed. */
    public doubtful: boolean,
    /** Number of the last instruction that may have changed all memory that others can reach; 0 for none. */
    private world: number,
    /** Values that there were when paths met of which one reaches a bound; -1 if there are no such bounds. */
    public meeting: number,
  ) {}

  private ownsRegs = true;
  private ownsMemory = true;
  private ownsBounds = true;
  private ownsFacts = true;
  private ownsVersions = true;
  private ownsDifferences = true;

  static initial(values: Values, registers: number): State {
    return new State(
      values,
      new Int32Array(registers),
      new Map(),
      new Map(),
      new Map(),
      new Map(),
      new Map(),
      new Map(),
      false,
      0,
      -1,
    );
  }

  fork(): State {
    this.ownsRegs = this.ownsMemory = this.ownsBounds = this.ownsDifferences = false;
    this.ownsFacts = this.ownsVersions = false;
    const s = new State(
      this.values,
      this.regs,
      this.memory,
      this.bounds,
      this.facts,
      this.versions,
      this.differences,
      this.decisions,
      this.doubtful,
      this.world,
      this.meeting,
    );
    s.ownsRegs = s.ownsMemory = s.ownsBounds = s.ownsDifferences = false;
    s.ownsFacts = s.ownsVersions = false;
    return s;
  }

  /* Registers */

  get registers(): Int32Array {
    return this.regs;
  }

  register(r: number): Value {
    return this.regs[r];
  }

  setRegister(r: number, v: Value): void {
    if (this.regs[r] === v) return;
    if (!this.ownsRegs) {
      this.regs = this.regs.slice();
      this.ownsRegs = true;
    }
    this.regs[r] = v;
  }

  /* Memory */

  get contents(): ReadonlyMap<Region, Content> {
    return this.memory;
  }

  private writableMemory(): Map<Region, Content> {
    if (!this.ownsMemory) {
      this.memory = new Map(this.memory);
      this.ownsMemory = true;
    }
    return this.memory;
  }

  /** The content of a region, inherited from what contains it when it has none of its own. */
  content(region: Region): Content {
    for (let r = region; r !== -1; r = this.values.parentRegion(r)) {
      const c = this.memory.get(r);
      if (c !== undefined)
        return r === region
          ? c
          : c.entries.length === 0 && c.range === null
            ? c
            : { fill: c.fill, epoch: c.epoch, entries: NONE, rest: -1, range: null };
    }
    const root = this.values.rootRegion(region);
    if (this.world === 0 || !isWorldly(this.values, root)) return INITIAL;
    return { fill: Fill.Unknown, epoch: this.world, entries: NONE, rest: -1, range: null };
  }

  get worldEpoch(): number {
    return this.world;
  }

  set worldEpoch(epoch: number) {
    this.world = epoch;
  }

  /** What others can reach may have changed; `isPrivate` says which regions they cannot. */
  changeWorld(epoch: number, isPrivate: (region: Region) => boolean): void {
    this.world = epoch;
    for (const r of this.memory.keys()) if (!isPrivate(r)) this.writableMemory().delete(r);
  }

  setContent(region: Region, content: Content): void {
    this.writableMemory().set(region, content);
  }

  /** The region and all within it take on one fill; what was known of their content is forgotten. */
  refill(region: Region, fill: Fill, epoch: number): void {
    const memory = this.writableMemory();
    for (const r of memory.keys()) if (r !== region && this.values.isWithin(r, region)) memory.delete(r);
    memory.set(region, { fill, epoch, entries: NONE, rest: -1, range: null });
  }

  deleteContent(region: Region): void {
    if (this.memory.has(region)) this.writableMemory().delete(region);
  }

  /* Constraints */

  get allConstraints(): ReadonlyMap<Value, Constraint> {
    return this.bounds;
  }

  constraint(v: Value): Constraint | undefined {
    return this.bounds.get(v);
  }

  setConstraint(v: Value, c: Constraint): void {
    if (!this.ownsBounds) {
      this.bounds = new Map(this.bounds);
      this.ownsBounds = true;
    }
    this.bounds.set(v, c);
  }

  deleteConstraint(v: Value): void {
    if (!this.bounds.has(v)) return;
    if (!this.ownsBounds) {
      this.bounds = new Map(this.bounds);
      this.ownsBounds = true;
    }
    this.bounds.delete(v);
  }

  /**
   * A question was answered that may have to do with how this path came to the last meeting: which of the bounds there
   * can still be reached is not known any more. Results of calls made since tell nothing of that.
   */
  partWays(question: Value): void {
    if (this.meeting === -1) return;
    const symbols = new Set<Value>();
    this.values.collectSymbols(question, symbols);
    let isNew = true;
    for (const s of symbols) if (this.values.kind[s] !== ValueKind.Result || s < this.meeting) isNew = false;
    if (isNew) return;
    this.meeting = -1;
    for (const [v, c] of this.bounds) {
      if (c.loOrigin !== Origin.Reached && c.hiOrigin !== Origin.Reached) continue;
      this.setConstraint(v, {
        ...c,
        loOrigin: c.loOrigin === Origin.Reached ? Origin.Derived : c.loOrigin,
        hiOrigin: c.hiOrigin === Origin.Reached ? Origin.Derived : c.hiOrigin,
      });
    }
  }

  get allDifferences(): ReadonlyMap<Value, ReadonlyMap<Value, number>> {
    return this.differences;
  }

  /** The symbols b with a bound for a - b, and the bounds. */
  differencesFrom(a: Value): ReadonlyMap<Value, number> | undefined {
    return this.differences.get(a);
  }

  difference(a: Value, b: Value): number | undefined {
    return this.differences.get(a)?.get(b);
  }

  setDifference(a: Value, b: Value, bound: number): void {
    if (!this.ownsDifferences) {
      this.differences = new Map(this.differences);
      this.ownsDifferences = true;
    }
    this.differences.set(a, new Map(this.differences.get(a)).set(b, bound));
  }

  replaceDifferences(differences: Differences): void {
    this.differences = differences;
    this.ownsDifferences = true;
  }

  /**
   * The difference bounds with symbol `from` called `to`, or left out if `to` is -1. What was known of an earlier `to` is
   * left out as well.
   */
  renameDifferences(from: Value, to: Value): void {
    let touched = this.differences.has(from) || this.differences.has(to);
    if (!touched)
      for (const inner of this.differences.values()) if (inner.has(from) || inner.has(to)) touched = true;
    if (!touched) return;
    const next: Differences = new Map();
    for (const [a, inner] of this.differences) {
      if ((a === from && to === -1) || a === to) continue;
      let renamed = inner;
      const bound = inner.get(from);
      if (bound !== undefined || inner.has(to)) {
        const copy = new Map(inner);
        copy.delete(from);
        copy.delete(to);
        if (to !== -1 && bound !== undefined) copy.set(to, bound);
        renamed = copy;
      }
      if (renamed.size > 0) next.set(a === from ? to : a, renamed);
    }
    this.replaceDifferences(next);
  }

  /* Decisions */

  decision(condition: Value): Decision | undefined {
    return this.decisions.get(condition);
  }

  get allDecisions(): ReadonlyMap<Value, Decision> {
    return this.decisions;
  }

  /** Never changed in place: states share it. */
  decide(condition: Value, decision: Decision): void {
    this.decisions = new Map(this.decisions).set(condition, decision);
  }

  keepDecisions(isKept: (condition: Value, decision: Decision) => boolean): void {
    const next = new Map<Value, Decision>();
    for (const [v, d] of this.decisions) if (isKept(v, d)) next.set(v, d);
    if (next.size < this.decisions.size) this.decisions = next;
  }

  /* Object facts */

  /** All that say more than when a text was changed. */
  get allFacts(): ReadonlyMap<Region, ObjectFacts> {
    return this.facts;
  }

  /** When the text was changed in objects of which nothing else is known. */
  get allVersions(): ReadonlyMap<Region, number> {
    return this.versions;
  }

  factsOf(region: Region): ObjectFacts {
    const f = this.facts.get(region);
    if (f !== undefined) return f;
    const version = this.versions.get(region);
    return version === undefined ? NO_FACTS : touchedFacts(version);
  }

  private writableFacts(): Map<Region, ObjectFacts> {
    if (!this.ownsFacts) {
      this.facts = new Map(this.facts);
      this.ownsFacts = true;
    }
    return this.facts;
  }

  private writableVersions(): Map<Region, number> {
    if (!this.ownsVersions) {
      this.versions = new Map(this.versions);
      this.ownsVersions = true;
    }
    return this.versions;
  }

  setFacts(region: Region, facts: ObjectFacts): void {
    if (isTrivial(facts)) {
      this.setVersion(region, facts.version);
      return;
    }
    this.writableFacts().set(region, facts);
    if (this.versions.has(region)) this.writableVersions().delete(region);
  }

  /** Nothing is known of the object but when the text in it was changed. */
  setVersion(region: Region, version: number): void {
    if (this.facts.has(region)) this.writableFacts().delete(region);
    if (this.versions.get(region) !== version) this.writableVersions().set(region, version);
  }

  updateFacts(region: Region, change: Partial<ObjectFacts>): void {
    this.setFacts(region, factsWith(this.factsOf(region), change));
  }

  deleteFacts(region: Region): void {
    if (this.facts.has(region)) this.writableFacts().delete(region);
    if (this.versions.has(region)) this.writableVersions().delete(region);
  }

  private hasFacts(region: Region): boolean {
    return this.facts.has(region) || this.versions.has(region);
  }

  /**
   * Every mention of a symbol of `from` becomes its counterpart in `to`: what made it is about to happen again, and
   * this is the older value. None of the symbols is part of another.
   */
  rename(from: readonly Value[], to: readonly Value[]): void {
    const { values } = this;
    values.startRenaming(from, to);
    for (let r = 0; r < this.regs.length; r++) this.setRegister(r, values.renamed(this.regs[r]));
    let memory: Map<Region, Content> | null = null;
    for (const [region, content] of this.memory) {
      const target = values.renamedRegion(region);
      let entries: number[] | null = null;
      for (let i = 0; i < content.entries.length; i++) {
        if (i % 3 === 1) continue;
        const w = values.renamed(content.entries[i]);
        if (w !== content.entries[i]) {
          entries ??= content.entries.slice();
          entries[i] = w;
        }
      }
      if (target !== region || entries !== null) {
        memory ??= new Map(this.memory);
        if (target !== region) memory.delete(region);
        memory.set(
          target,
          entries === null
            ? content
            : { fill: content.fill, epoch: content.epoch, entries, rest: content.rest, range: content.range },
        );
      }
    }
    if (memory !== null) {
      this.memory = memory;
      this.ownsMemory = true;
    }
    for (const [v, c] of this.bounds) {
      const w = values.renamed(v);
      if (w !== v) {
        this.deleteConstraint(v);
        this.setConstraint(w, c);
      }
    }
    for (const [region, f] of this.facts) {
      const target = values.renamedRegion(region);
      const size = f.size > 0 ? values.renamed(f.size) : f.size;
      const length = f.length > 0 ? values.renamed(f.length) : f.length;
      const arrived = f.arrived > 0 ? values.renamed(f.arrived) : f.arrived;
      const lent = this.renamedLendings(f.lent);
      const isSame = size === f.size && length === f.length && arrived === f.arrived && lent === f.lent;
      if (target === region && isSame) continue;
      if (target !== region) this.deleteFacts(region);
      const old = target === region || !this.hasFacts(target) ? undefined : this.factsOf(target);
      // Several earlier instances share one name: what differs between them is not known.
      const life = old === undefined || old.life === f.life ? f.life : Life.Unknown;
      const held = { escaped: f.escaped, lent };
      this.setFacts(
        target,
        factsWith(f, {
          size,
          length,
          arrived,
          life,
          ...(old === undefined ? held : mergedHold(held, old)),
        }),
      );
    }
    for (const [region, version] of this.versions) {
      const target = values.renamedRegion(region);
      if (target === region) continue;
      this.writableVersions().delete(region);
      const old = this.facts.get(target);
      if (old === undefined) this.setVersion(target, version);
      else
        this.setFacts(
          target,
          factsWith(touchedFacts(version), {
            life: old.life === Life.Live ? Life.Live : Life.Unknown,
            escaped: old.escaped,
            lent: old.lent,
          }),
        );
    }
    for (let i = 0; i < from.length; i++) this.renameDifferences(from[i], to[i]);
  }

  private renamedLendings(lent: readonly Lending[] | null): readonly Lending[] | null {
    if (lent?.some((l) => l.result > 0 && this.values.renamed(l.result) !== l.result) !== true) return lent;
    return lent.map((l) => (l.result > 0 ? { ...l, result: this.values.renamed(l.result) } : l));
  }

  /**
   * Forgets constraints of symbols that nothing refers to any more. They would do no harm, but states live long and are
   * copied often.
   */
  prune(): void {
    const live = new Set<Value>();
    const { values } = this;
    for (const v of this.regs) values.collectSymbols(v, live);
    for (const [r, c] of this.memory) {
      values.collectRegionSymbols(r, live);
      for (let i = 0; i < c.entries.length; i++) if (i % 3 !== 1) values.collectSymbols(c.entries[i], live);
    }
    for (const [r, f] of this.facts) {
      if (f.family === "" && !f.mayFail && f.lock === LockState.None && !this.isLiveRegion(r, live)) {
        this.deleteFacts(r);
        continue;
      }
      values.collectRegionSymbols(r, live);
      if (f.size !== -1) values.collectSymbols(f.size, live);
      if (f.length !== -1) values.collectSymbols(f.length, live);
      if (f.arrived !== -1) values.collectSymbols(f.arrived, live);
    }
    for (const r of this.versions.keys()) {
      if (this.isLiveRegion(r, live)) values.collectRegionSymbols(r, live);
      else this.writableVersions().delete(r);
    }
    const bounds = new Map<Value, Constraint>();
    for (const [v, c] of this.bounds) if (this.isLive(v, live)) bounds.set(v, c);
    this.bounds = bounds;
    this.ownsBounds = true;
    const next: Differences = new Map();
    for (const [a, inner] of this.differences) {
      if (!this.isLive(a, live)) continue;
      const kept = new Map<Value, number>();
      for (const [b, k] of inner) if (this.isLive(b, live)) kept.set(b, k);
      if (kept.size > 0) next.set(a, kept);
    }
    this.replaceDifferences(next);
  }

  private isLive(v: Value, live: ReadonlySet<Value>): boolean {
    if (live.has(v)) return true;
    const { values } = this;
    const k = values.kind[v];
    // What is read from a live place again has the same name again.
    if (k === ValueKind.Content || k === ValueKind.Length || k === ValueKind.Match)
      return this.isLive(values.a[v], live);
    if (k === ValueKind.Initial) return true;
    if (k <= ValueKind.Older) return false;
    const symbols = new Set<Value>();
    values.collectSymbols(v, symbols);
    for (const s of symbols) if (!this.isLive(s, live)) return false;
    return true;
  }

  private isLiveRegion(region: Region, live: ReadonlySet<Value>): boolean {
    const kind = this.values.regionKind[region];
    return kind < RegionKind.Pointee || this.isLive(this.values.regionOwner[region], live);
  }

  /** How much is known about numbers: when to prune. */
  get weight(): number {
    return this.bounds.size + this.differences.size;
  }

  /** Marks what registers and memory hold, for `mentionsMarked`: the quick way to ask about many symbols. */
  markHeld(): void {
    const { values } = this;
    values.unmark();
    for (let r = 0; r < this.regs.length; r++) values.mark(this.regs[r]);
    for (const [r, c] of this.memory) {
      values.markRegion(r);
      for (let i = 0; i < c.entries.length; i++) if (i % 3 !== 1) values.mark(c.entries[i]);
    }
  }

  /** The same as `mentions` right after `markHeld`. */
  mentionsMarked(v: Value): boolean {
    return this.values.isMarked(v) || this.knows(v);
  }

  /** Whether anything is known of symbol v, or of what it points to. */
  private knows(v: Value): boolean {
    if (this.bounds.has(v)) return true;
    const region = this.values.existingPointee(v);
    return region !== undefined && (this.memory.has(region) || this.hasFacts(region));
  }

  /** Whether symbol v is mentioned anywhere that matters. */
  mentions(v: Value): boolean {
    const values = this.values;
    if (this.knows(v)) return true;
    for (let r = 0; r < this.regs.length; r++) if (values.mentions(this.regs[r], v)) return true;
    for (const [r, c] of this.memory) {
      if (values.regionMentions(r, v)) return true;
      for (let i = 0; i < c.entries.length; i++)
        if (i % 3 !== 1 && values.mentions(c.entries[i], v)) return true;
    }
    return false;
  }
}

type Hold = Pick<ObjectFacts, "escaped" | "lent">;

/** Who may own an object that is held so on one path and so on another. */
export function mergedHold(x: Hold, y: Hold): Hold {
  if (x === y || (x.escaped === y.escaped && x.lent === y.lent)) return { escaped: x.escaped, lent: x.lent };
  const isKept = (h: Hold) => h.escaped && h.lent === null;
  if (isKept(x) || isKept(y)) return { escaped: true, lent: null };
  const lent = [...(x.lent ?? [])];
  for (const l of y.lent ?? [])
    if (!lent.some((k) => k.site === l.site && k.result === l.result)) lent.push(l);
  return lent.length > MAX_LENDINGS ? { escaped: true, lent: null } : { escaped: true, lent };
}

/** An object that is handed around more than so is not followed. */
export const MAX_LENDINGS = 12;

export function sameLendings(x: readonly Lending[] | null, y: readonly Lending[] | null): boolean {
  if (x === y) return true;
  if (x === null || y === null || x.length !== y.length) return false;
  return x.every((l, i) => l.site === y[i].site && l.result === y[i].result);
}

export interface Decision {
  readonly isTrue: boolean;
  /** The block whose branch decided. */
  readonly block: number;
}

export const INITIAL: Content = { fill: Fill.Initial, epoch: 0, entries: NONE, rest: -1, range: null };

/**
 * Whether code that is handed nothing can reach the region: globals, and what is found through them or comes from
 * unknown calls. What only the parameters lead to is taken to stay as it is unless it is handed on.
 */
export function isWorldly(values: Values, root: Region): boolean {
  const kind = values.regionKind[root];
  if (kind === RegionKind.Global) return !values.macros.has(root);
  if (kind !== RegionKind.Pointee) return false;
  const owner = values.regionOwner[root];
  if (values.kind[owner] === ValueKind.Initial) return false;
  if (values.kind[owner] !== ValueKind.Content) return true;
  const holder = values.regionOf(values.a[owner]);
  return holder === -1 || isWorldly(values, values.rootRegion(holder));
}
