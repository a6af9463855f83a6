/**
 * Loops whose end is up to others: they stop when the input or a text from outside does, and ask nothing of this
 * program's own numbers. What such a loop counts or moves on has no limit.
 */
import { type Cfg, isInLoop } from "../ir/cfg";
import { type Instruction, Op } from "../ir/ir";
import type { FunctionModel } from "../models/model";
import { TypeKind } from "../semantics/types";
import { lower, typeMax, upper } from "./numbers";
import { Origin, type State } from "./state";
import { outsideOf } from "./taint";
import { RegionKind, type Value, ValueKind, type Values } from "./values";

export class EndlessLoops {
  private readonly open = new Set<number>();
  private readonly closed = new Set<number>();
  /** Registers and places that a condition asked about, as joined symbols name them. */
  private readonly asked = new Set<number>();

  constructor(
    private readonly cfg: Cfg,
    private readonly instructionAt: (epoch: number) => Instruction | undefined,
    private readonly model: (name: string) => FunctionModel | undefined,
  ) {}

  /**
   * A condition is decided in `block`. In the first rounds some have but one outcome: they ask all the same, but whether
   * they end the loop is not seen yet.
   */
  note(state: State, condition: Value, block: number, isOpen: boolean): void {
    const { loop, outerLoop, successors } = this.cfg;
    if (loop[block] === -1) return;
    const { values } = state;
    const symbols = new Set<Value>();
    collectAtoms(values, condition, symbols);
    for (const s of symbols) if (isJoin(values, s)) this.asked.add(values.b[s]);
    for (let head = loop[block]; head !== -1; head = outerLoop[head]) {
      if (successors[block].every((to) => isInLoop(this.cfg, to, head))) continue;
      if (!isOpen) {
        // A number that the rounds change ends the loop in a later one.
        for (const s of symbols)
          if (isJoin(values, s) && values.meetingBlock(s) === head) this.closed.add(head);
        continue;
      }
      let isUpToOthers = symbols.size > 0;
      for (const s of symbols) isUpToOthers &&= this.isUpToOthers(state, s);
      (isUpToOthers ? this.open : this.closed).add(head);
    }
  }

  /** Whether v grows round by round in a loop that only others end, and nothing asked how large it is. */
  isUnlimited(state: State, v: Value): boolean {
    const { values } = state;
    const c = state.constraint(v);
    if (c?.hiOrigin !== Origin.Endless || !Number.isNaN(c.not) || !isJoin(values, v)) return false;
    const head = values.meetingBlock(v);
    return (
      this.open.has(head) && !this.closed.has(head) && !this.asked.has(values.b[v]) && !isRelated(state, v)
    );
  }

  private isUpToOthers(state: State, symbol: Value): boolean {
    const { values } = state;
    if (values.kind[symbol] === ValueKind.Match) return true;
    if (values.kind[symbol] === ValueKind.Result) {
      const ins = this.instructionAt(values.a[symbol]);
      if (ins?.op !== Op.Call || ins.callee === null || ins.callee.kind !== "function") return false;
      return ins.callee.summary === null && this.model(ins.callee.name) !== undefined;
    }
    if (values.kind[symbol] !== ValueKind.Content) return false;
    const type = values.type[symbol];
    const region = values.regionOf(values.a[symbol]);
    if (type?.kind !== TypeKind.Int || type.size !== 1 || region === -1) return false;
    if (values.regionKind[region] !== RegionKind.Pointee) return false;
    const owner = values.regionOwner[region];
    // Whoever asked for the length of the text may have asked whether it fits.
    const isMeasured =
      state.factsOf(region).length !== -1 || values.hasLength(values.address(region, values.zero));
    return !isMeasured && (values.kind[owner] === ValueKind.Initial || outsideOf(state, region) !== null);
  }
}

/** A difference beyond this says no more than that both are numbers. */
const MEANT_BOUND = 2 ** 24;

function isRelated(state: State, v: Value): boolean {
  const { values } = state;
  for (const [other, bound] of state.differencesFrom(v) ?? []) {
    // What is moved on along with it, what it was before, and what that becomes limit it no more than it is limited itself.
    const counter = values.kind[other] === ValueKind.Older ? values.a[other] : other;
    const isCompanion = isJoin(values, counter) && upper(state, other) >= typeMax(values.type[other]);
    const isNext =
      values.kind[other] === ValueKind.Sum &&
      (isBefore(values, v, values.a[other]) || isBefore(values, v, values.b[other]));
    if (bound < MEANT_BOUND && !isCompanion && !isNext) return true;
  }
  return false;
}

/** The symbols that v is computed from, but not those that tell where in memory they were read. */
function collectAtoms(values: Values, v: Value, into: Set<Value>): void {
  const k = values.kind[v];
  if (k <= ValueKind.Float) return;
  if (k <= ValueKind.Older) {
    into.add(v);
    return;
  }
  if (k !== ValueKind.Address) collectAtoms(values, values.a[v], into);
  if (k !== ValueKind.Convert) collectAtoms(values, values.b[v], into);
}

function isJoin(values: Values, v: Value): boolean {
  return values.kind[v] === ValueKind.JoinRegister || values.kind[v] === ValueKind.JoinMemory;
}

/** Whether `next` is what a loop makes of its counter `symbol` by moving it on, by a constant or by what is more than 0. */
export function movesOn(state: State, symbol: Value, next: Value): boolean {
  const { values } = state;
  const base = values.base(next);
  if (values.kind[base] === ValueKind.Sum) {
    if (values.addend(next) < 0) return false;
    const [x, y] = [values.a[base], values.b[base]];
    return (
      (isBefore(values, symbol, x) && lower(state, y) > 0) ||
      (isBefore(values, symbol, y) && lower(state, x) > 0)
    );
  }
  if (values.kind[base] === ValueKind.Older) return isBefore(values, symbol, base) && values.addend(next) > 0;
  return (
    values.kind[base] === ValueKind.JoinRegister &&
    values.kind[symbol] === ValueKind.JoinRegister &&
    values.b[base] === values.b[symbol] &&
    values.addend(next) >= 0
  );
}

/** Whether v is what a loop's counter was in the round before. */
function isBefore(values: Values, symbol: Value, v: Value): boolean {
  return values.kind[v] === ValueKind.Older && values.a[v] === symbol;
}
