/** Blocks that are still to be run, with the states that have come to them: where states meet, merge and widen. */
import { terminatorSite } from "./events";
import type { Interpreter } from "./interpreter";
import { type Around, type JoinPoint, join } from "./join";
import { type Asked, signature, type Traits, traitsOf, unlikeness } from "./partition";
import type { State } from "./state";
import { MEETINGS, RegionKind, ValueKind } from "./values";

/** States of one block by signature. */
export interface Slot {
  /** Its state's signature; -1 until it is asked for. */
  key: number;
  /** Its state's traits; null until they are asked for. */
  traits: Traits | null;
  state: State;
  visits: number;
}

export class Worklist {
  private readonly pending: Slot[][] = [];
  /** What loop heads keep, to merge later arrivals into. */
  private readonly heads: Slot[][] = [];
  private lowestTouched = Number.MAX_SAFE_INTEGER;
  merges = 0;

  constructor(private readonly machine: Interpreter) {
    for (const _ of machine.fn.blocks) {
      this.pending.push([]);
      this.heads.push([]);
    }
  }

  start(state: State): void {
    this.pending[0].push({ key: 0, traits: null, state, visits: 0 });
  }

  /** The first block in order with something to do after `before` was run; -1 if all is done. */
  next(before: number): number {
    const from = Math.min(before, this.lowestTouched);
    this.lowestTouched = Number.MAX_SAFE_INTEGER;
    for (let b = from; b < this.pending.length; b++) if (this.pending[b].length > 0) return b;
    return -1;
  }

  take(block: number): readonly Slot[] {
    const slots = this.pending[block];
    this.pending[block] = [];
    return slots;
  }

  /** A state goes on to a block: by itself, or merged into one like it that is there. */
  deliver(to: number, state: State): void {
    const inLoop = this.machine.cfg.loop[to] !== -1;
    if (inLoop) this.machine.ages.retireJoins(to, state);
    this.lowestTouched = Math.min(this.lowestTouched, to);
    const isHead = this.machine.cfg.isLoopHead[to] === 1;
    if (isHead) this.machine.strides.arrive(to, this.machine.block, state);
    if (isHead && to <= this.machine.block) {
      this.machine.branches.noteRound(to, state);
      this.forgetNulls(to, state);
    }
    const kept = isHead ? this.heads[to] : this.pending[to];
    const limit = this.machine.statesKept;
    // Most places are reached once, and then nobody asks.
    const key = kept.length === 0 ? -1 : this.signatureOf(state, to);
    let slot = kept.length === 0 ? undefined : this.slotLike(kept, to, key);
    const fresh: Slot = { key, traits: null, state, visits: 1 };
    if (slot === undefined && kept.length >= limit) slot = this.makeRoom(kept, to, fresh, isHead);
    if (slot === undefined) {
      kept.push(fresh);
      if (isHead) this.pending[to].push(fresh);
      return;
    }
    if (this.merge(slot, to, state) && isHead && !this.pending[to].includes(slot))
      this.pending[to].push(slot);
  }

  /** Merges a state into a slot of a block; false if the slot's covers it already. */
  private merge(slot: Slot, to: number, state: State): boolean {
    const isHead = this.machine.cfg.isLoopHead[to] === 1;
    slot.visits++;
    this.merges++;
    // Telling rounds of outer loops apart takes more of them: not where much of the budget is spent.
    const around = isHead && this.machine.statesKept > 1 ? this.around(to) : null;
    const at: JoinPoint = {
      block: to,
      // How often a loop is entered again is up to the loop around it, whose head widens what that changes.
      widen: isHead && slot.visits > (around === null ? 3 : 8),
      around,
      steps: [],
      loopStart: isHead
        ? (
            this.machine.fn.blocks[to].instructions[0] ??
            terminatorSite(this.machine.fn.blocks[to].terminator)
          ).start
        : -1,
      // After many rounds thresholds only delay the end.
      thresholds: slot.visits > 8 ? [] : this.machine.thresholds,
      registerTypes: this.machine.placeTypes,
      textLength: this.machine.constantLength,
      isHarmless: this.machine.isNullOrHarmless,
    };
    const joined = isHead && slot.visits > 40 ? null : join(slot.state, state, at);
    if (joined === null) return false;
    slot.state = joined;
    slot.key = -1;
    slot.traits = null;
    return true;
  }

  /** What a state that comes to a loop's head now brings from a loop around it; null if it comes from the loop itself. */
  private around(head: number): Around | null {
    const { cfg, strides, fn, block } = this.machine;
    const { values } = this.machine;
    if (cfg.outerLoop[head] === -1 || strides.isWithin(block, head)) return null;
    return {
      isCounter: (symbol) =>
        values.kind[symbol] === ValueKind.JoinRegister &&
        values.meetingBlock(symbol) !== head &&
        cfg.isLoopHead[values.meetingBlock(symbol)] === 1 &&
        strides.isWithin(head, values.meetingBlock(symbol)),
      writes: (register) => register < fn.variables.length && strides.writes(head, register),
    };
  }

  /**
   * A round of a loop that leaves null in memory of others knows why: mostly that it is the last one, by what several
   * variables have in common. The next round takes such memory as it finds it.
   */
  private forgetNulls(head: number, state: State): void {
    const { values } = this.machine;
    for (const [region, c] of state.contents) {
      const root = values.rootRegion(region);
      if (values.regionKind[root] === RegionKind.Variable || state.factsOf(root).allocated !== null) continue;
      const isNull = (i: number) =>
        c.entries[i + 2] === values.zero && c.entries[i + 1] === this.machine.pointerSize;
      let found = false;
      for (let i = 0; i < c.entries.length; i += 3) found ||= isNull(i);
      if (!found) continue;
      const entries: number[] = [];
      for (let i = 0; i < c.entries.length; i += 3) {
        const address = values.address(region, c.entries[i]);
        const v = isNull(i)
          ? values.symbol(ValueKind.JoinMemory, head * MEETINGS, address, null)
          : c.entries[i + 2];
        entries.push(c.entries[i], c.entries[i + 1], v);
      }
      state.setContent(region, { fill: c.fill, epoch: c.epoch, entries, rest: c.rest, range: c.range });
    }
  }

  private signatureOf(state: State, block: number): number {
    return signature(state, this.askedAt(block));
  }

  private askedAt(block: number): Asked {
    const { placeTypes, fn, answers } = this.machine;
    return {
      registerTypes: placeTypes,
      variables: fn.variables.length,
      answers: answers.at(block),
      divisors: answers.divisorsAt(block),
    };
  }

  private slotLike(kept: readonly Slot[], block: number, key: number): Slot | undefined {
    for (const slot of kept) {
      if (slot.key === -1) slot.key = this.signatureOf(slot.state, block);
      if (slot.key === key) return slot;
    }
    return undefined;
  }

  /**
   * Where there is room for no other state, the two that have most in common become one. Gives the slot that the new one
   * has to go into; undefined if there is room for it now. What a loop's head keeps stays where it is.
   */
  private makeRoom(kept: Slot[], to: number, fresh: Slot, isHead: boolean): Slot | undefined {
    let [into, other] = [kept[kept.length - 1], fresh];
    let least = Infinity;
    const compare = (a: Slot, b: Slot) => {
      if (a.state.doubtful !== b.state.doubtful) return;
      const distance = unlikeness(this.traits(a, to), this.traits(b, to), least);
      if (distance >= least) return;
      least = distance;
      [into, other] = [a, b];
    };
    for (const [i, slot] of kept.entries()) {
      compare(slot, fresh);
      if (!isHead) for (const later of kept.slice(i + 1)) compare(slot, later);
    }
    if (other === fresh) return into;
    this.merge(into, to, other.state);
    kept.splice(kept.indexOf(other), 1);
    return undefined;
  }

  private traits(slot: Slot, block: number): Traits {
    slot.traits ??= traitsOf(slot.state, this.askedAt(block));
    return slot.traits;
  }
}
