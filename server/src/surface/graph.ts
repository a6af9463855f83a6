/**
 * The dependence graphs of all functions as one, and what can be reached in it. Data that goes into a function comes out
 * of it at the call it went in by: calls are crossed by summary edges, and a way that has gone into a callee does not
 * leave it for another caller (Horwitz, Reps, Binkley: Interprocedural Slicing Using Dependence Graphs, 1990). Fields
 * and global variables lie outside of all calls, so a way that passes one may go anywhere again.
 */
import { type FileDependences, type FunctionDependence, type Node, nodeKey } from "./dependence";

/** A step of a way: the node before, and the call that was crossed from one function to another, if one was. */
export interface Arrival {
  readonly from: number;
  readonly call: number;
}

const enum Way {
  Inside,
  Down,
  Up,
}

interface Step {
  readonly to: number;
  readonly way: Way;
  /** Index of the call in the caller, for `Down` and `Up`. */
  readonly call: number;
}

/** Fields and global variables that data is followed through, one after the other. */
const MAX_FIELDS = 2;

/** Shared nodes belong to no function. */
const NOWHERE = -1;

export class Graph {
  readonly functions: readonly FunctionDependence[];
  private readonly byId = new Map<string, number[]>();
  private readonly nodes: { readonly owner: number; readonly node: Node }[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly after: Step[][] = [];
  private readonly before: number[][] = [];
  /** By function: its calls' targets. */
  readonly targets: readonly (readonly (readonly number[])[])[];
  private readonly callers: { readonly function: number; readonly call: number }[][];

  constructor(files: readonly FileDependences[]) {
    this.functions = files
      .flatMap((file) => file.functions)
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.start - b.start));
    this.functions.forEach(({ id }, i) => {
      const known = this.byId.get(id);
      if (known === undefined) this.byId.set(id, [i]);
      else known.push(i);
    });
    const kept = this.keptIn(files);
    this.targets = this.functions.map(({ calls }) =>
      calls.map((call) => {
        const ids = call.targets.length > 0 ? call.targets : (kept.get(call.field) ?? []);
        return [...new Set(ids.flatMap((id) => this.named(id)))].filter((target) =>
          this.takes(target, call.arguments),
        );
      }),
    );
    this.callers = this.functions.map(() => []);
    this.functions.forEach((fn, owner) => {
      for (const { from, to } of fn.edges)
        this.connect(this.number(owner, from), this.number(owner, to), Way.Inside, -1);
      this.targets[owner].forEach((targets, call) => {
        for (const target of targets) this.callers[target].push({ function: owner, call });
      });
    });
    this.summarise();
    this.join();
  }

  named(id: string): readonly number[] {
    return this.byId.get(id) ?? [];
  }

  get nodeCount(): number {
    return this.nodes.length;
  }

  node(number: number): { readonly owner: number; readonly node: Node } {
    return this.nodes[number];
  }

  /** The node's number, if it is part of the graph. */
  find(owner: number, node: Node): number | undefined {
    return this.numbers.get(this.key(owner, node));
  }

  /**
   * Everything that data at the nodes can reach, the nearest first, with how it got there. Who keeps data in a field cannot be told from others that do, so only so many fields are followed in a row.
   */
  reach(from: readonly number[]): Map<number, Arrival> {
    const arrivals = new Map<number, Arrival>();
    /** By node: whether a way came that has not gone into a callee, and may return to any caller. */
    const free = new Set<number>();
    let work: { readonly node: number; readonly isFree: boolean }[] = [];
    let later: typeof work = [];
    const arrive = (node: number, isFree: boolean, arrival: Arrival) => {
      const known = arrivals.has(node);
      if (!known) arrivals.set(node, arrival);
      if (isFree ? free.has(node) : known) return;
      if (isFree) free.add(node);
      if (this.nodes[node].owner === NOWHERE) later.push({ node, isFree });
      else work.push({ node, isFree });
    };
    for (const node of from) arrive(node, true, { from: -1, call: -1 });
    for (let fields = 0; fields <= MAX_FIELDS; fields++) {
      for (let i = 0; i < work.length; i++) {
        const { node, isFree } = work[i];
        for (const { to, way, call } of this.after[node]) {
          if (way === Way.Up && !isFree) continue;
          const isShared = this.nodes[to].owner === NOWHERE;
          arrive(to, isShared || (isFree && way !== Way.Down), { from: node, call });
        }
      }
      work = later;
      later = [];
    }
    return arrivals;
  }

  /** The functions that calls lead to from these, themselves among them. */
  called(from: readonly number[]): Set<number> {
    const seen = new Set(from);
    for (const f of seen)
      for (const targets of this.targets[f]) for (const target of targets) seen.add(target);
    return seen;
  }

  /** Functions whose addresses are kept, by the field that keeps them. */
  private keptIn(files: readonly FileDependences[]): ReadonlyMap<string, readonly string[]> {
    const kept = new Map<string, Set<string>>();
    const given = [
      ...this.functions.flatMap(({ handedOver }) => handedOver),
      ...files.flatMap(({ tables }) => tables),
    ];
    for (const { field, targets } of given) {
      if (field === "") continue;
      const known = kept.get(field) ?? new Set();
      for (const target of targets) known.add(target);
      kept.set(field, known);
    }
    return new Map([...kept].map(([field, ids]) => [field, [...ids].sort()]));
  }

  private takes(target: number, count: number): boolean {
    const { params, variadic } = this.functions[target];
    // Default arguments make it take fewer.
    return variadic || params.length >= count;
  }

  private key(owner: number, node: Node): string {
    return node.kind === "shared" ? nodeKey(node) : `${owner} ${nodeKey(node)}`;
  }

  private number(owner: number, node: Node): number {
    const key = this.key(owner, node);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.nodes.length;
      this.numbers.set(key, number);
      this.nodes.push({ owner: node.kind === "shared" ? NOWHERE : owner, node });
      this.after.push([]);
      this.before.push([]);
    }
    return number;
  }

  private connect(from: number, to: number, way: Way, call: number): void {
    this.after[from].push({ to, way, call });
    if (way === Way.Inside) this.before[to].push(from);
  }

  /** What a callee makes of an argument is an edge in the caller. Ways are followed back from what comes out. */
  private summarise(): void {
    /** By node: what comes out of its function because of it. */
    const outcomes: Set<number>[] = [];
    const work: { readonly node: number; readonly out: number }[] = [];
    const add = (node: number, out: number) => {
      outcomes[node] ??= new Set();
      if (outcomes[node].has(out)) return;
      outcomes[node].add(out);
      work.push({ node, out });
    };
    for (let i = 0; i < this.nodes.length; i++) {
      const { kind } = this.nodes[i].node;
      if (kind === "return" || kind === "through" || kind === "judged") add(i, i);
    }
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const { node, out } = next;
      const { owner, node: what } = this.nodes[node];
      if (owner === NOWHERE) continue;
      if (what.kind !== "parameter") {
        for (const from of this.before[node]) add(from, out);
        continue;
      }
      for (const { function: caller, call } of this.callers[owner]) {
        const result = this.find(caller, this.outside(this.nodes[out].node, call));
        const given = this.find(caller, { kind: "argument", index: call, argument: what.index });
        if (result === undefined || given === undefined || this.before[result].includes(given)) continue;
        this.connect(given, result, Way.Inside, -1);
        for (const further of outcomes[result] ?? []) add(given, further);
      }
    }
  }

  /** What the caller sees of what comes out. */
  private outside(out: Node, call: number): Node {
    if (out.kind === "through") return { kind: "filled", index: call, argument: out.index };
    return { kind: out.kind === "judged" ? "verdict" : "result", index: call };
  }

  private join(): void {
    this.callers.forEach((callers, target) => {
      for (const { function: caller, call } of callers) {
        this.functions[target].params.forEach((_, index) => {
          const given = this.find(caller, { kind: "argument", index: call, argument: index });
          // Also what the callee makes nothing of has arrived there.
          if (given !== undefined)
            this.connect(given, this.number(target, { kind: "parameter", index }), Way.Down, call);
          this.up(target, { kind: "through", index }, caller, call);
        });
        this.up(target, { kind: "return" }, caller, call);
        this.up(target, { kind: "judged" }, caller, call);
      }
    });
  }

  private up(target: number, out: Node, caller: number, call: number): void {
    const from = this.find(target, out);
    const to = this.find(caller, this.outside(out, call));
    if (from !== undefined && to !== undefined) this.connect(from, to, Way.Up, call);
  }
}
