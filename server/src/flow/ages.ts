/**
 * Symbols that loops come to again. What an instruction gave in an earlier round becomes an older value before it gives
 * a new one, in everything that is known.
 */
import type { Interpreter } from "./interpreter";
import { joinEpoch } from "./join";
import { factsWith, Life, type State } from "./state";
import { type Value, ValueKind } from "./values";

export class Ages {
  private readonly epochSymbols = new Map<number, Value[]>();
  private readonly joinSymbols: Value[][] = [];
  /** How far the table of values was searched for symbols of meetings. */
  private joinScan = 0;

  constructor(private readonly machine: Interpreter) {}

  retire(state: State, symbol: Value): void {
    const { values } = this.machine;
    let mentioned = state.mentions(symbol);
    if (!mentioned) {
      for (const r of this.machine.written)
        if (values.mentions(this.machine.scratch[r], symbol)) mentioned = true;
      if (!mentioned) return;
    }
    const older = values.symbol(ValueKind.Older, symbol, 0, values.type[symbol]);
    values.taint[older] = values.taint[symbol];
    for (const v of values.uncompared.get(symbol) ?? []) values.noteUncompared(older, v);
    if (state.mentions(older)) this.forget(state, older);
    else this.reopen(state, older);
    state.rename([symbol], [older]);
    for (const r of this.machine.written) this.machine.scratch[r] = values.renamed(this.machine.scratch[r]);
    for (let i = 0; i < this.machine.callArguments.length; i++)
      this.machine.callArguments[i] = values.renamed(this.machine.callArguments[i]);
  }

  /** Nothing numeric is claimed any more of a symbol that stands for several older instances, nor whether it is alive. */
  private forget(state: State, v: Value): void {
    this.machine.values.several.add(v);
    state.deleteConstraint(v);
    state.renameDifferences(v, -1);
    this.reopen(state, v);
  }

  /** What an earlier instance pointed to may be gone; that of the next need not be. */
  private reopen(state: State, v: Value): void {
    for (const [region, f] of state.allFacts)
      if (f.life !== Life.Live && f.life !== Life.Unknown && this.machine.values.regionMentions(region, v))
        state.setFacts(region, factsWith(f, { life: Life.Unknown }));
  }

  /** Memory is about to change in the epoch: what was read after an earlier run of the same instruction is older now. */
  retireContents(state: State, epoch: number): void {
    if (!this.machine.inLoop) return;
    const symbols = this.epochSymbols.get(epoch);
    if (symbols !== undefined) for (const s of symbols) this.retire(state, s);
  }

  /** Remembers a symbol that says what something is since an epoch. */
  noteEpoch(symbol: Value, epoch: number): void {
    const list = this.epochSymbols.get(epoch);
    if (list === undefined) this.epochSymbols.set(epoch, [symbol]);
    else if (!list.includes(symbol)) list.push(symbol);
  }

  /** Symbols that an earlier meeting at this block made stand for older values in a state that arrives again. */
  retireJoins(block: number, state: State): void {
    const { values } = this.machine;
    let list = this.joinSymbols[block];
    if (list === undefined) {
      list = [];
      this.joinSymbols[block] = list;
    }
    // Collected lazily: joins only ever add symbols at the end of the table.
    for (let v = this.joinScan; v < values.kind.length; v++) {
      const k = values.kind[v];
      if (k !== ValueKind.JoinRegister && k !== ValueKind.JoinMemory) continue;
      const home = values.meetingBlock(v);
      (this.joinSymbols[home] ??= []).push(v);
    }
    this.joinScan = values.kind.length;
    if (list.length > 0) this.retireMentioned(list, state);
    const read = this.epochSymbols.get(joinEpoch(block));
    // What was read may be part of each other.
    if (read !== undefined) for (const s of read) if (state.mentions(s)) this.retireMentioned([s], state);
  }

  private retireMentioned(symbols: readonly Value[], state: State): void {
    const { values } = this.machine;
    const from: Value[] = [];
    const to: Value[] = [];
    state.markHeld();
    for (const s of symbols) {
      if (!state.mentionsMarked(s)) continue;
      const older = values.symbol(ValueKind.Older, s, 0, values.type[s]);
      values.taint[older] = values.taint[s];
      for (const v of values.uncompared.get(s) ?? []) values.noteUncompared(older, v);
      if (state.mentionsMarked(older)) this.forget(state, older);
      else this.reopen(state, older);
      from.push(s);
      to.push(older);
    }
    if (from.length > 0) state.rename(from, to);
  }
}
