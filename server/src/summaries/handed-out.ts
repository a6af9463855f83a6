/**
 * What a function hands out through a parameter: `int open_port(const char *name, int *fd)`. It counts only if the
 * result tells on which ways it does, in one of the vocabularies of models.
 */
import { lower, truth, upper } from "../flow/numbers";
import { Fill, Life, type State } from "../flow/state";
import { RegionKind, UNINITIALISED, type Value } from "../flow/values";
import type { AllocateEffect, SizeExpression } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";

type Made = Pick<AllocateEffect, "family" | "size" | "content">;

interface Way {
  readonly low: number;
  readonly high: number;
  /** The result is surely not 0. */
  readonly isSet: boolean;
}

export class HandedOut {
  private readonly made: Way[] = [];
  private readonly missed: Way[] = [];
  private what: Made | null = null;
  private isMixed = false;

  constructor(
    private readonly param: number,
    /** What the parameter points to. */
    private readonly type: Type,
  ) {}

  /** Notes one way to return with `result`; `holder` is the value that the parameter came in with. */
  note(
    state: State,
    holder: Value,
    result: Value,
    /** What others may have kept. */
    given: ReadonlySet<Value>,
    sizeOf: (size: Value) => SizeExpression | null,
  ): void {
    const way = { low: -Infinity, high: Infinity, isSet: false };
    if (result > UNINITIALISED) {
      way.low = lower(state, result);
      way.high = upper(state, result);
      way.isSet = truth(state, result) === 1;
    }
    const v = holder === -1 ? -1 : stored(state, holder, this.type.size);
    const region =
      v > UNINITIALISED && state.values.isSymbol(v) ? state.values.existingPointee(v) : undefined;
    const f = region === undefined ? undefined : state.allFacts.get(region);
    if (f === undefined || f.family === "" || f.life !== Life.Live || f.allocated === null) {
      this.missed.push(way);
      return;
    }
    if (given.has(v) || isHeldElsewhere(state, v, holder)) this.isMixed = true;
    // Whether the call that made it succeeded is not known here: it may be neither.
    if (this.type.kind === TypeKind.Int ? lower(state, v) < 0 : f.mayFail && lower(state, v) < 1)
      this.isMixed = true;
    const isRaw = region !== undefined && state.content(region).fill === Fill.Uninitialised;
    const made: Made = { family: f.family, size: sizeOf(f.size), content: isRaw ? "raw" : "filled" };
    if (this.what !== null && this.what.family !== made.family) this.isMixed = true;
    this.what = this.what === null ? made : { ...made, size: null, content: "filled" };
    this.made.push(way);
  }

  effect(): AllocateEffect | null {
    const { made, missed, what } = this;
    if (what === null || this.isMixed) return null;
    const common = { ...what, to: this.param, string: false, brings: null, count: 1 } as const;
    if (missed.length === 0) return { ...common, mayFail: false, failure: "status" };
    const effect = (failure: AllocateEffect["failure"]) => ({ ...common, mayFail: true, failure });
    if (made.every((w) => w.low === 0 && w.high === 0) && missed.every((w) => w.isSet))
      return effect("status");
    if (made.every((w) => w.low >= 0) && missed.every((w) => w.high < 0)) return effect("negative");
    if (made.every((w) => w.isSet) && missed.every((w) => w.low === 0 && w.high === 0)) return effect("zero");
    return null;
  }
}

/** Whether memory that outlives the function refers to v, other than what `holder` points to. */
function isHeldElsewhere(state: State, v: Value, holder: Value): boolean {
  const { values } = state;
  const own = values.existingPointee(holder);
  const object = values.existingPointee(v);
  for (const [region, c] of state.contents) {
    const root = values.rootRegion(region);
    if (region === own || root === object || values.regionKind[root] === RegionKind.Variable) continue;
    for (let i = 2; i < c.entries.length; i += 3) if (values.mentions(c.entries[i], v)) return true;
  }
  return false;
}

/** What was stored in the `size` bytes at v; -1 if nothing was. */
function stored(state: State, v: Value, size: number): Value {
  const region = state.values.existingPointee(v);
  const c = region === undefined ? undefined : state.contents.get(region);
  if (c === undefined) return -1;
  for (let i = 0; i < c.entries.length; i += 3)
    if (c.entries[i] === state.values.zero && c.entries[i + 1] === size) return c.entries[i + 2];
  return -1;
}
