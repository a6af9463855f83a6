/**
 * What variables held when branches were decided, over all paths: finds the conditions that a variable's value probably
 * goes together with. Code such as `if (s->on) p = f(); ... if (s->on) use(p);` is right although no analysis that sees
 * one function can prove it.
 */
import type { Cfg } from "../ir/cfg";
import { type About, Held } from "./events";
import type { State } from "./state";
import { UNINITIALISED } from "./values";

export class BranchHistory {
  /** By block, then variable: bits of `Held`. */
  private readonly held: (Uint8Array | undefined)[] = [];
  private readonly aboutMemory: boolean[] = [];

  constructor(
    private readonly cfg: Cfg,
    private readonly variables: number,
  ) {}

  /** A branch at the end of `block` is decided; `aboutMemory` if the condition is open and reads what others can change. */
  note(block: number, state: State, aboutMemory: boolean): void {
    const { registers } = state;
    const { zero } = state.values;
    let held = this.held[block];
    if (held === undefined) {
      held = new Uint8Array(this.variables);
      this.held[block] = held;
    }
    for (let i = 0; i < this.variables; i++) {
      const v = registers[i];
      held[i] |=
        v === UNINITIALISED
          ? Held.Nothing
          : v === zero || state.constraint(v)?.hi === 0
            ? Held.Null
            : Held.Value;
    }
    if (aboutMemory) this.aboutMemory[block] = true;
  }

  /** Whether `block` is reached only by a decision that came after the variable had its value on some paths. */
  isGuarded(block: number, { variable, bad }: About): boolean {
    for (let g = this.cfg.dominator[block]; g >= 0; g = this.cfg.dominator[g]) {
      const held = this.held[g];
      if (
        held !== undefined &&
        this.aboutMemory[g] &&
        !this.isLeft(g, block) &&
        (held[variable] & bad) !== 0 &&
        (held[variable] & Held.Value) !== 0 &&
        this.decides(g, block)
      )
        return true;
      if (g === 0) return false;
    }
    return false;
  }

  /** Whether block g is in a loop that is left on the way to `target`: that loop's conditions do not decide about it. */
  private isLeft(g: number, target: number): boolean {
    const head = this.cfg.loop[g];
    if (head === -1) return false;
    for (let h = this.cfg.loop[target]; h !== -1; h = this.cfg.outerLoop[h]) if (h === head) return false;
    return true;
  }

  /** Whether only one way on from block g leads to `target`, back edges aside. */
  private decides(g: number, target: number): boolean {
    let leading = 0;
    for (const s of this.cfg.successors[g]) if (this.reaches(s, target)) leading++;
    return leading === 1 && this.cfg.successors[g].length > 1;
  }

  private reaches(from: number, target: number): boolean {
    const seen = new Set<number>([from]);
    const stack = [from];
    for (let b = stack.pop(); b !== undefined; b = stack.pop()) {
      if (b === target) return true;
      for (const s of this.cfg.successors[b]) {
        // Blocks are numbered in reverse post-order: an edge to a lower number goes back.
        if (s <= b || s > target || seen.has(s)) continue;
        seen.add(s);
        stack.push(s);
      }
    }
    return false;
  }
}
