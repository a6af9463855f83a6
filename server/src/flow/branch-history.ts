/**
 * What variables held when branches were decided, over all paths: finds the conditions that a variable's value probably
 * goes together with. Code such as `if (s->on) p = f(); ... if (s->on) use(p);` is right although no analysis that sees
 * one function can prove it.
 */
import { type Cfg, isInLoop, reaches } from "../ir/cfg";
import { type IrFunction, Op } from "../ir/ir";
import { TypeKind } from "../semantics/types";
import { type About, Held, terminatorSite } from "./events";
import type { Site } from "./site";
import { Fill, type State } from "./state";
import { type Region, UNINITIALISED, type Value, ValueKind, type Values } from "./values";

/** What a condition asks about, unless what is known decides it. */
export const enum Open {
  Decided,
  No,
  /** What others can change, or an unknown result. */
  Memory,
  /** What a call answered that cannot know of anything that was asked before. */
  Answer,
  /** Which step a loop has come to: a variable that was set in several places. */
  Step,
  /** Which of several things a parameter asks for: what other parameters are goes together with it. */
  Kind,
}

/** By so many bits what is held on open paths lies higher. */
const OPEN = 3;

const ALL_HELD = Held.Nothing | Held.Null | Held.Value;

export class BranchHistory {
  /** By block, then variable: bits of `Held`, and once more `OPEN` higher, of paths on which nothing known decides the branch. */
  private readonly held: (Uint8Array | undefined)[] = [];
  private readonly open: (Open | undefined)[] = [];
  /** By loop head, then variable: what is held where a round of the loop ends. */
  private readonly heldByRounds: (Uint8Array | undefined)[] = [];
  private readonly inRegisters: readonly number[];
  /** Of the variables whose address is taken, those that hold one value. */
  private readonly inMemory: readonly number[];

  constructor(
    private readonly fn: IrFunction,
    private readonly cfg: Cfg,
    private readonly regionOf: (variable: number) => Region,
  ) {
    this.inRegisters = fn.variables.flatMap(({ memory }, i) => (memory ? [] : [i]));
    this.inMemory = fn.variables.flatMap(({ memory, type }, i) =>
      memory && type.kind !== TypeKind.Array && type.kind !== TypeKind.Record ? [i] : [],
    );
  }

  /** A branch at the end of `block` is decided. */
  note(block: number, state: State, open: Open): void {
    this.held[block] = this.withHeld(this.held[block], state, open !== Open.Decided);
    if (open > Open.No && !(open === Open.Answer && this.open[block] === Open.Memory))
      this.open[block] = open;
  }

  /** A round of the loop with that head ends. */
  noteRound(head: number, state: State): void {
    this.heldByRounds[head] = this.withHeld(this.heldByRounds[head], state, false);
  }

  private withHeld(known: Uint8Array | undefined, state: State, isOpen: boolean): Uint8Array {
    const held = known ?? new Uint8Array(this.fn.variables.length);
    const { registers } = state;
    const copies = isOpen ? 1 + (1 << OPEN) : 1;
    const all = ALL_HELD * copies;
    for (const i of this.inRegisters)
      if ((held[i] & all) !== all) held[i] |= whatIsHeld(state, registers[i]) * copies;
    for (const i of this.inMemory)
      if ((held[i] & all) !== all) held[i] |= whatIsStored(state, this.regionOf(i)) * copies;
    return held;
  }

  /**
   * Whether a variable that was null has its value behind a loop unless that did not run at all, which whoever goes on
   * behind it as if it had probably knows not to happen. A loop that itself ends because of the null sets nothing.
   */
  isSetByRounds(block: number, { variable, bad, found }: About): boolean {
    if (bad !== Held.Null) return false;
    for (let g = this.cfg.dominator[block]; g >= 0; g = this.cfg.dominator[g]) {
      const rounds = this.cfg.isLoopHead[g] === 1 ? this.heldByRounds[g] : undefined;
      if (rounds?.[variable] === Held.Value && !isInLoop(this.cfg, block, g))
        return found === undefined || !this.asks(g, found);
      if (g === 0) return false;
    }
    return false;
  }

  /** Whether a question at `site` is one of the loop with that head. */
  private asks(head: number, site: Site): boolean {
    return this.fn.blocks.some(({ terminator }, b) => {
      const { start, end } = terminatorSite(terminator);
      return start === site.start && end === site.end && isInLoop(this.cfg, b, head);
    });
  }

  /** Whether `block` is reached only by a decision that came after the variable had its value on some paths. */
  isGuarded(block: number, { variable, bad }: About): boolean {
    for (let g = this.cfg.dominator[block]; g >= 0; g = this.cfg.dominator[g]) {
      const held = this.held[g];
      if (
        held !== undefined &&
        this.isOpen(g, variable) &&
        !(this.open[g] === Open.Answer && this.failsBeside(g, block)) &&
        !this.isLeft(g, block) &&
        (held[variable] & (bad << OPEN)) !== 0 &&
        (held[variable] & Held.Value) !== 0 &&
        this.decides(g, block, variable)
      )
        return true;
      if (g === 0) return false;
    }
    return false;
  }

  /**
   * What a call was told to write, its result says; so only the step of a loop goes together with variables whose
   * address is taken.
   */
  private isOpen(g: number, variable: number): boolean {
    const { memory, param } = this.fn.variables[variable];
    switch (this.open[g]) {
      case Open.Step:
        return true;
      case Open.Memory:
      case Open.Answer:
        return !memory;
      case Open.Kind:
        return param >= 0;
      default:
        return false;
    }
  }

  /** Whether the way on from block g that does not lead to `target` returns a negative number at once: a failure. */
  private failsBeside(g: number, target: number): boolean {
    return this.cfg.successors[g].some((s) => {
      const { instructions, terminator } = this.fn.blocks[s];
      if (s === target || terminator.kind !== "return") return false;
      const made = instructions.find(({ dst }) => dst === terminator.value);
      return made?.op === Op.Const && made.imm < 0;
    });
  }

  /** Whether block g is in a loop that is left on the way to `target`: that loop's conditions do not decide about it. */
  private isLeft(g: number, target: number): boolean {
    const head = this.cfg.loop[g];
    return head !== -1 && !isInLoop(this.cfg, target, head);
  }

  /** Whether only one way on from block g leads to `target` without writing the variable, back edges aside. */
  private decides(g: number, target: number, variable: number): boolean {
    let leading = 0;
    const isWritten = (block: number) => this.writes(block, variable);
    for (const s of this.cfg.successors[g]) if (s > g && reaches(this.cfg, s, target, isWritten)) leading++;
    return leading === 1 && this.cfg.successors[g].length > 1;
  }

  private writes(block: number, variable: number): boolean {
    const { instructions } = this.fn.blocks[block];
    if (!this.fn.variables[variable].memory) return instructions.some((ins) => ins.dst === variable);
    const addresses = new Set<number>();
    for (const ins of instructions) {
      if (ins.op === Op.VariableAddress && ins.imm === variable) addresses.add(ins.dst);
      if (ins.op === Op.Store && addresses.has(ins.a)) return true;
    }
    return false;
  }
}

function whatIsHeld(state: State, v: Value): Held {
  if (v === UNINITIALISED || isUnset(state.values, v)) return Held.Nothing;
  return v === state.values.zero || state.constraint(v)?.hi === 0 ? Held.Null : Held.Value;
}

/** Whether a variable was read without a value and has been given none since: a later round holds what an earlier one read. */
function isUnset({ unset, kind, a }: Values, v: Value): boolean {
  return unset.size > 0 && (unset.has(v) || (kind[v] === ValueKind.Older && unset.has(a[v])));
}

function whatIsStored(state: State, region: Region): Held {
  const content = state.contents.get(region);
  if (content === undefined) return Held.Value;
  if (content.entries.length > 0) return whatIsHeld(state, content.entries[2]);
  return content.fill === Fill.Uninitialised ? Held.Nothing : Held.Value;
}
