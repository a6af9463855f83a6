/**
 * Forward abstract interpretation of one function: a worklist in reverse post-order over sets of states, instruction
 * by instruction, telling listeners what happens. Loops are widened at their heads; a budget bounds all of it.
 */
import { readsAsMacro } from "../ir/calls";
import { analyseCfg, type Cfg } from "../ir/cfg";
import {
  BinaryOp,
  type Callee,
  CompareOp,
  type Instruction,
  type IrFunction,
  Op,
  type Terminator,
} from "../ir/ir";
import { handlerName } from "../models/handlers";
import type { FunctionModel, SourceKind } from "../models/model";
import { spell } from "../semantics/type-queries";
import { type DataModel, type Type, TypeKind } from "../semantics/types";
import { acceptTexts, type Question, takesBuiltTexts } from "./acceptance";
import { Answers } from "./answers";
import {
  binary,
  cast,
  compare,
  exact,
  inheritFloat,
  isNarrowing,
  isTruncating,
  mayFail,
  staysInside,
  unary,
} from "./arithmetic";
import { BranchHistory, Open } from "./branch-history";
import { calledName, runCall } from "./calls/call";
import { isHarmless } from "./calls/texts";
import { askCharacter, askComparison } from "./characters";
import { copyElements } from "./containers";
import { deallocatorModel, formatterModel } from "./conventions";
import { EndlessLoops } from "./endless";
import {
  type Access,
  type Allocation,
  type Call,
  type Context,
  type Listener,
  type LockChange,
  nullResultKey,
  type Release,
  type Report,
  type Row,
  type TextWrite,
  terminatorSite,
} from "./events";
import { FindingContext } from "./finding-context";
import { isPrivate, type JoinPoint, join, joinEpoch, PRUNE_AT, signature } from "./join";
import { forgetLocks } from "./locks";
import {
  extentOf,
  type FieldOffsets,
  havoc,
  havocWorld,
  isReferenced,
  pointerBehind,
  publish,
  read,
  textChanged,
  write,
} from "./memory";
import {
  assume,
  assumeAtMost,
  bound,
  confirm,
  dereferenced,
  differenceUpper,
  judged,
  lower,
  nullness,
  truth,
  typeMax,
  upper,
} from "./numbers";
import { textOfLiteral } from "./quotes";
import { oncePerAllocation, Reports } from "./reports";
import type { Site } from "./site";
import { Fill, factsWith, Life, Origin, State, Termination } from "./state";
import { Strides } from "./strides";
import { outsideOf } from "./taint";
import {
  MEETINGS,
  type Region,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  Values,
} from "./values";

export interface Limits {
  /** States kept apart at one place. */
  readonly states: number;
  /** Instructions interpreted in one function; beyond half of them one state a place is kept. */
  readonly steps: number;
}

/** In the place of a loop's head. */
const ANY_LOOP = -1;

/** Formulas longer than this say nothing that a check or an access could be compared with. */
const MAX_WEIGHT = 60;

export const LIMITS: Limits = { states: 4, steps: 40_000 };

export interface Input {
  readonly function: IrFunction;
  /** The unit's source text (not the masked view), followed by those of inlined bodies, for messages. */
  readonly source: string;
  /** Where in `source` the unit's own text ends, and those of the bodies after it, in order. */
  readonly boundaries: readonly number[];
  readonly dataModel: DataModel;
  readonly model: (name: string) => FunctionModel | undefined;
  readonly listeners: readonly Listener[];
  readonly limits: Limits;
  /** Bytes that the variables of one function may take on the stack. */
  readonly stackLimit: number;
}

export interface Outcome {
  readonly reports: readonly Report[];
  readonly instructions: number;
  readonly states: number;
  readonly merges: number;
  readonly cutShort: boolean;
}

/** States of one block by signature. */
interface Slot {
  /** Its state's signature; -1 until it is asked for. */
  key: number;
  state: State;
  visits: number;
}

export function interpret(input: Input): Outcome {
  return new Interpreter(input).run();
}

export class Interpreter {
  readonly values = new Values();
  readonly fn: IrFunction;
  readonly literals: IrFunction;
  readonly pointerSize: number;
  readonly wideSize: number;
  /** Number of the instruction being interpreted, from 1. */
  epoch = 0;

  readonly cfg: Cfg;
  private readonly fields: FieldOffsets = new Map();
  /** By register: its place in the state, or -1 for a temporary that lives within one block. */
  private readonly place: Int32Array;
  private readonly placeTypes: (Type | null)[] = [];
  private readonly scratch: Int32Array;
  /** The temporaries of the current block that have been written: the others hold leftovers. */
  private written: number[] = [];
  private readonly firstEpoch: Int32Array;
  private readonly thresholds: number[];
  private readonly pending: Slot[][] = [];
  private readonly heads: Slot[][] = [];
  readonly reports = new Reports();
  private readonly epochSymbols = new Map<number, Value[]>();
  private readonly joinSymbols: Value[][] = [];
  /** Regions that loops write element by element, by head and region. */
  private readonly filled = new Set<number>();
  private readonly branches: BranchHistory;
  private readonly strides: Strides;
  readonly endless: EndlessLoops;
  private readonly answers: Answers;
  /** Where an address was stored last, by the place it was stored in. */
  private readonly storeSites = new Map<Value, Site>();
  /** By result of a reallocation: the block that was read from memory to be reallocated. */
  readonly reallocated = new Map<Value, Value>();
  /** What calls asked about texts from outside. */
  readonly questions: Question[] = [];
  /** Where the text comes from that a function was handed and keeps, to go on with it when it is called again. */
  readonly handed = new Map<string, Taint>();
  /** Whether it matters here of what texts are put together. */
  readonly buildsTexts: boolean;
  private instructions = 0;
  private states = 0;
  private merges = 0;
  private cutShort = false;
  /** Arguments of the call being run: they are renamed with the rest of the state. */
  private callArguments: Value[] = [];
  private ended = false;
  private inLoop = false;
  private block = 0;
  /** By register that holds the address of a row in an array of arrays: how many elements the row has. */
  private readonly rowLengths: Int32Array;
  /** The last element of a row whose address was computed, and the register of that address. */
  private row: { readonly register: number; readonly of: Row } | null = null;
  /** Register of the last result of arithmetic. */
  private computed = -1;
  private current!: State;
  private readonly context: Context;

  constructor(private readonly input: Input) {
    const fn = input.function;
    this.fn = fn;
    this.buildsTexts = takesBuiltTexts(fn, input.model);
    this.literals = fn;
    this.pointerSize = input.dataModel.pointer;
    this.wideSize = input.dataModel.wchar;
    this.cfg = analyseCfg(fn);
    this.place = new Int32Array(fn.registers).fill(-1);
    this.scratch = new Int32Array(fn.registers);
    this.rowLengths = new Int32Array(fn.registers);
    let places = fn.variables.length;
    for (let r = 0; r < fn.variables.length; r++) {
      this.place[r] = r;
      this.placeTypes.push(fn.variables[r].type);
    }
    this.firstEpoch = new Int32Array(fn.blocks.length);
    let epoch = 1;
    const numbers = new Set<number>([0, 1]);
    fn.blocks.forEach((b, i) => {
      this.firstEpoch[i] = epoch;
      epoch += b.instructions.length + 1;
      this.pending.push([]);
      this.heads.push([]);
      for (const ins of b.instructions) {
        if (ins.op === Op.Const) {
          numbers.add(ins.imm);
          numbers.add(ins.imm - 1);
        }
        if (ins.op === Op.PointerAdd && ins.type.to?.kind === TypeKind.Array)
          this.rowLengths[ins.dst] = Math.max(0, ins.type.to.count);
        if (ins.dst >= fn.variables.length && this.cfg.crossesBlocks[ins.dst]) {
          this.place[ins.dst] = places++;
          this.placeTypes.push(ins.type);
        }
      }
    });
    this.branches = new BranchHistory(fn, this.cfg, (variable) => this.variableRegion(variable));
    this.strides = new Strides(fn, this.cfg);
    this.endless = new EndlessLoops(this.cfg, (epoch) => this.instructionAt(epoch), input.model);
    this.answers = new Answers(fn, this.cfg);
    this.thresholds = [...numbers].sort((a, b) => a - b);
    this.context = new FindingContext(this);
    this.initialPlaces = places;
  }
  private readonly initialPlaces: number;

  run(): Outcome {
    if (this.fn.blocks.length > 0) {
      this.pending[0].push({ key: 0, state: this.entryState(), visits: 0 });
      for (let next = this.firstPending(0); next !== -1; ) {
        const before = next;
        this.runBlock(before);
        if (this.cutShort) break;
        next =
          this.lowestTouched <= before ? this.firstPending(this.lowestTouched) : this.firstPending(before);
        this.lowestTouched = Number.MAX_SAFE_INTEGER;
      }
    }
    return {
      reports: this.plausible(this.reports.settle(this.block, this.branches)),
      instructions: this.instructions,
      states: this.states,
      merges: this.merges,
      cutShort: this.cutShort,
    };
  }

  /** The instruction of that number; undefined if it is the end of a block. */
  private instructionAt(epoch: number): Instruction | undefined {
    let b = this.firstEpoch.length - 1;
    while (b > 0 && this.firstEpoch[b] > epoch) b--;
    return this.fn.blocks[b].instructions[epoch - this.firstEpoch[b]];
  }

  private lowestTouched = Number.MAX_SAFE_INTEGER;

  private firstPending(from: number): number {
    for (let b = from; b < this.pending.length; b++) if (this.pending[b].length > 0) return b;
    return -1;
  }

  private entryState(): State {
    const state = State.initial(this.values, this.initialPlaces);
    const sources = this.parameterSources();
    this.fn.variables.forEach((v, i) => {
      const isMemory = v.memory;
      if (v.param < 0 && !v.isStatic) {
        if (isMemory) {
          const region = this.variableRegion(i);
          state.setContent(region, { fill: Fill.Uninitialised, epoch: 0, entries: [], rest: -1 });
        }
        return;
      }
      const symbol = this.values.symbol(ValueKind.Initial, i, 0, v.type);
      if (v.type.kind === TypeKind.Reference || v.name === "this")
        bound(state, symbol, 1, Infinity, null, Origin.Derived);
      const source = v.param >= 0 ? sources.get(v.param) : undefined;
      if (source !== undefined) {
        const outside = { source, site: v, isHeld: true };
        if (v.type.kind === TypeKind.Int) this.values.taint[symbol] = outside;
        else state.updateFacts(this.values.pointee(symbol), { outside });
      }
      if (isMemory) {
        const region = this.variableRegion(i);
        // What it holds is still held when the function has returned.
        if (v.isStatic) state.updateFacts(region, { escaped: true });
        if (
          v.param >= 0 &&
          v.type.size > 0 &&
          v.type.kind !== TypeKind.Record &&
          v.type.kind !== TypeKind.Array
        )
          write(state, this.values.address(region, this.values.zero), v.type.size, symbol, 0);
      } else state.setRegister(i, symbol);
    });
    return state;
  }

  private variableRegion(i: number): Region {
    return this.values.region(RegionKind.Variable, i, this.fn.variables[i].name, this.fn.variables[i].type);
  }

  /* Blocks */

  private runBlock(b: number): void {
    const slots = this.pending[b];
    this.pending[b] = [];
    this.block = b;
    this.inLoop = this.cfg.loop[b] !== -1;
    for (const slot of slots) {
      if (this.instructions > this.input.limits.steps) {
        this.cutShort = true;
        return;
      }
      // A loop head keeps its state to merge later arrivals into.
      const start = this.cfg.isLoopHead[b] ? slot.state.fork() : slot.state;
      if (start.weight > PRUNE_AT) start.prune();
      this.states++;
      this.written = [];
      this.runFrom(start, 0, b);
    }
  }

  private runFrom(state: State, at: number, b: number): void {
    const block = this.fn.blocks[b];
    const instructions = block.instructions;
    for (let i = at; i < instructions.length; i++) {
      this.epoch = this.firstEpoch[b] + i;
      this.instructions++;
      const next = this.step(state, instructions[i]);
      if (this.ended) {
        // Nothing comes after a null pointer was used.
        this.ended = false;
        return;
      }
      if (next === undefined) continue;
      // The path ends or forks here; the temporaries of the block are the same for every way on.
      const saved = next.length > 1 ? this.scratch.slice() : this.scratch;
      next.forEach((s, n) => {
        if (n > 0) this.scratch.set(saved);
        this.runFrom(s, i + 1, b);
      });
      return;
    }
    this.epoch = this.firstEpoch[b] + instructions.length;
    this.terminate(state, block.terminator, b);
  }

  /* Registers */

  private get(state: State, r: number): Value {
    const p = this.place[r];
    return p === -1 ? this.scratch[r] : state.register(p);
  }

  setRegister(state: State, r: number, v: Value): void {
    const p = this.place[r];
    if (p === -1) {
      this.scratch[r] = v;
      this.written.push(r);
    } else state.setRegister(p, v);
  }

  /** The value of an operand; reading a variable that has none is an event, and then it is unknown. */
  private operand(state: State, r: number, instruction: Site): Value {
    const v = this.get(state, r);
    if (v !== UNINITIALISED) return v;
    if (r < this.fn.variables.length) {
      const variable = this.fn.variables[r];
      const event = {
        site: instruction,
        name: variable.name,
        variable: r,
        declared: variable,
        partial: false,
        unless: "",
      };
      this.emit(state, (l, c) => l.uninitialised?.(event, c));
    }
    const unknown = this.fresh(
      state,
      r < this.fn.variables.length ? this.fn.variables[r].type : null,
      64 + r,
    );
    this.setRegister(state, r, unknown);
    return unknown;
  }

  /** An argument of what is probably a macro: if it has no value yet, the macro may be what gives it one. */
  private assignedOperand(state: State, r: number): Value {
    const v = this.get(state, r);
    if (v !== UNINITIALISED) return v;
    const unknown = this.fresh(state, null, 64 + r);
    this.setRegister(state, r, unknown);
    return unknown;
  }

  /** A new unknown, named by the current instruction; an earlier one of the same name becomes an older one. */
  fresh(state: State, type: Type | null, n = 0): Value {
    const values = this.values;
    const known = values.existing(ValueKind.Result, this.epoch, n);
    if (known !== undefined && this.inLoop) this.retire(state, known);
    return values.symbol(
      ValueKind.Result,
      this.epoch,
      n,
      type !== null && type.kind === TypeKind.Unknown ? null : type,
    );
  }

  /** v, or something unknown in its place if v is not known (-1) or has become too large to reason about. */
  private manageable(state: State, v: Value, type: Type): Value {
    if (v !== -1 && this.values.weight[v] <= MAX_WEIGHT) return v;
    const unknown = this.fresh(state, type);
    // What v points to has a holder that is not known any more.
    if (v !== -1) publish(state, v);
    if (v !== -1) {
      this.values.taint[unknown] ??= this.values.taintOf(v);
      this.values.abbreviations.add(unknown);
    }
    return unknown;
  }

  private retire(state: State, symbol: Value): void {
    const values = this.values;
    let mentioned = state.mentions(symbol);
    if (!mentioned) {
      for (const r of this.written) if (values.mentions(this.scratch[r], symbol)) mentioned = true;
      if (!mentioned) return;
    }
    const older = values.symbol(ValueKind.Older, symbol, 0, values.type[symbol]);
    values.taint[older] = values.taint[symbol];
    if (state.mentions(older)) this.forget(state, older);
    else this.reopen(state, older);
    state.rename([symbol], [older]);
    for (const r of this.written) this.scratch[r] = values.renamed(this.scratch[r]);
    for (let i = 0; i < this.callArguments.length; i++)
      this.callArguments[i] = values.renamed(this.callArguments[i]);
  }

  /** Nothing numeric is claimed any more of a symbol that stands for several older instances, nor whether it is alive. */
  private forget(state: State, v: Value): void {
    state.deleteConstraint(v);
    state.renameDifferences(v, -1);
    this.reopen(state, v);
  }

  /** What an earlier instance pointed to may be gone; that of the next need not be. */
  private reopen(state: State, v: Value): void {
    for (const [region, f] of state.allFacts)
      if (f.life !== Life.Live && f.life !== Life.Unknown && this.values.regionMentions(region, v))
        state.setFacts(region, factsWith(f, { life: Life.Unknown }));
  }

  /** Memory is about to change in the epoch: what was read after an earlier run of the same instruction is older now. */
  retireContents(state: State, epoch: number): void {
    if (!this.inLoop) return;
    const symbols = this.epochSymbols.get(epoch);
    if (symbols !== undefined) for (const s of symbols) this.retire(state, s);
  }

  /** Remembers a symbol that says what something is since an epoch. */
  noteEpoch(symbol: Value, epoch: number): void {
    const list = this.epochSymbols.get(epoch);
    if (list === undefined) this.epochSymbols.set(epoch, [symbol]);
    else if (!list.includes(symbol)) list.push(symbol);
  }

  /* Events */

  private emit(state: State, tell: (l: Listener, c: Context) => void): void {
    this.current = state;
    for (const l of this.input.listeners) tell(l, this.context);
  }

  get state(): State {
    return this.current;
  }

  emitAccess(state: State, access: Access): void {
    this.emit(state, (l, c) => l.access?.(access, c));
    const required = access.call === null || access.call.model?.nonNull.includes(access.param) === true;
    if (
      required &&
      access.address !== UNINITIALISED &&
      nullness(state, pointerBehind(this.values, access.address)) === 1
    )
      this.ended = true;
    if (access.address !== UNINITIALISED)
      dereferenced(state, pointerBehind(this.values, access.address), access.site);
  }

  /** Tells of pointers into objects that differ: others are nobody's concern. */
  private emitPointerPair(state: State, left: Value, right: Value, isDifference: boolean, site: Site): void {
    const { values } = this;
    const one = left === UNINITIALISED ? -1 : values.regionOf(left);
    const other = right === UNINITIALISED ? -1 : values.regionOf(right);
    if (one === -1 || other === -1 || values.rootRegion(one) === values.rootRegion(other)) return;
    const event = { left, right, isDifference, site };
    this.emit(state, (l, c) => l.pointerPair?.(event, c));
  }

  emitAllocation(state: State, event: Allocation): void {
    this.emit(state, (l, c) => l.allocation?.(event, c));
  }

  emitTextWrite(state: State, event: TextWrite): void {
    this.emit(state, (l, c) => l.textWrite?.(event, c));
    dereferenced(state, pointerBehind(this.values, event.address), event.call.instruction);
  }

  emitRelease(state: State, release: Release): void {
    this.emit(state, (l, c) => l.release?.(release, c));
  }

  emitLock(state: State, event: LockChange): void {
    this.emit(state, (l, c) => l.lock?.(event, c));
  }

  /** Whether anything reads the result of the instruction that is being run. */
  isRead(r: number): boolean {
    if (r === -1) return false;
    if (r < this.fn.variables.length || this.place[r] !== -1 || this.scratchLive(r)) return true;
    const t = this.fn.blocks[this.block].terminator;
    return (t.kind === "branch" && t.condition === r) || (t.kind === "switch" && t.value === r);
  }

  /** Whether the result of the instruction that is being run is an argument of another call, which may judge it. */
  isHandedOn(r: number): boolean {
    const { instructions } = this.fn.blocks[this.block];
    return r >= this.fn.variables.length && instructions.some((ins) => ins.args?.includes(r));
  }

  registerOf(state: State, r: number): Value {
    return this.get(state, r);
  }

  /** Whether the present block may be left out: one way goes around it to where it goes itself. */
  isOptional(): boolean {
    const { successors, predecessors } = this.cfg;
    const next = successors[this.block];
    const before = predecessors[this.block];
    return next.length === 1 && before.length === 1 && successors[before[0]].includes(next[0]);
  }

  /** Parameter p of the call must not be null, and is used. */
  dereference(state: State, call: Call, p: number): void {
    const address = call.args[p];
    if (address === undefined) return;
    const covered =
      call.model?.reads.some((r) => r.param === p) || call.model?.writes.some((w) => w.param === p);
    if (!covered) this.emitArgumentRead(state, call, p, address);
  }

  /** Tells of a call that reads through its argument, nobody knows how far. */
  emitArgumentRead(state: State, call: Call, param: number, address: Value): void {
    const { instruction } = call;
    this.emitAccess(state, {
      write: false,
      address,
      size: -1,
      upTo: true,
      least: -1,
      site: instruction,
      instruction,
      call,
      param,
    });
  }

  /** Leaves out what is said of arguments of what is probably a macro: it may drop them, or take their size. */
  private plausible(reports: readonly Report[]): Report[] {
    const macros = this.fn.blocks.flatMap(({ instructions }) =>
      instructions.filter(({ callee }) => callee != null && isMacroLike(callee)),
    );
    const isGiven = ({ start, end }: Site) => macros.some((use) => use.start <= start && end <= use.end);
    return oncePerAllocation(
      reports.filter(({ rule, site }) => !USES.has(rule) || !isGiven(site)),
      (site) => this.isOwnCode(site),
    );
  }

  report(report: Report): void {
    this.reports.add(report, this.block);
  }

  /** Whether v was set in several places, as the step is that a loop has come to. */
  private isStep(v: Value): boolean {
    const { values } = this;
    let at = v;
    while (values.kind[at] === ValueKind.Convert) at = values.a[at];
    return values.kind[at] === ValueKind.JoinRegister;
  }

  /** Whether a condition is about memory or the result of an unknown call: what other conditions may go together with. */
  private readsMemory(v: Value): boolean {
    const symbols = new Set<Value>();
    this.values.collectSymbols(v, symbols);
    for (const s of symbols) {
      const k = this.values.kind[s];
      if (
        k === ValueKind.Content ||
        k === ValueKind.Result ||
        k === ValueKind.Older ||
        k === ValueKind.JoinMemory
      )
        return true;
    }
    return false;
  }

  /* Instructions */

  /** Interprets one instruction. Gives the states to go on with where that is not just `state`: none if the path ends. */
  private step(state: State, ins: Instruction): readonly State[] | undefined {
    const values = this.values;
    switch (ins.op) {
      case Op.Const:
        this.setRegister(state, ins.dst, values.constant(ins.imm));
        return;
      case Op.Float:
        this.setRegister(state, ins.dst, values.float(ins.imm));
        return;
      case Op.String: {
        const region = values.region(RegionKind.Literal, ins.imm, "", ins.type.to);
        this.setRegister(state, ins.dst, values.address(region, values.zero));
        return;
      }
      case Op.Copy: {
        const v =
          ins.dst < this.fn.variables.length || ins.a < this.fn.variables.length
            ? this.operand(state, ins.a, ins)
            : this.get(state, ins.a);
        this.overwrite(state, ins, v);
        if (ins.imm === 1 && ins.type.kind === TypeKind.Pointer) {
          if (v === values.zero) {
            this.setRegister(state, ins.dst, this.nullResult(state, ins));
            return;
          }
          this.reports.veto(nullResultKey(ins));
        }
        this.setRegister(state, ins.dst, v);
        return;
      }
      case Op.Unary: {
        const v = unary(state, ins.imm, this.operand(state, ins.a, ins), ins.type);
        this.setRegister(state, ins.dst, this.manageable(state, v, ins.type));
        return;
      }
      case Op.Binary: {
        const a = this.operand(state, ins.a, ins);
        const b = this.operand(state, ins.b, ins);
        const isKnown = a !== UNINITIALISED && b !== UNINITIALISED;
        if (isKnown && mayFail(ins.imm, ins.type) && !staysInside(state, ins.imm, a, b, ins.type)) {
          const event = { op: ins.imm, left: a, right: b, type: ins.type, site: ins };
          this.emit(state, (l, c) => l.arithmetic?.(event, c));
        }
        const v = binary(state, ins.imm, a, b, ins.type);
        if (v !== -1) this.noteOverflow(state, ins, a, b, v);
        if (ins.imm <= BinaryOp.Multiply) this.computed = ins.dst;
        const result = this.manageable(state, v, ins.type);
        if (v === -1 && ins.type.kind === TypeKind.Float) inheritFloat(state, result, a, b);
        this.setRegister(state, ins.dst, result);
        return;
      }
      case Op.Compare: {
        const a = this.operand(state, ins.a, ins);
        const b = this.operand(state, ins.b, ins);
        if (ins.from?.kind === TypeKind.Float) {
          judged(state, a);
          judged(state, b);
        }
        if (ins.from?.kind === TypeKind.Pointer && ins.imm >= CompareOp.Less)
          this.emitPointerPair(state, a, b, false, ins);
        const v = compare(state, ins.imm, a, b, ins.from);
        if (v === -1) {
          const unknown = this.fresh(state, ins.type);
          bound(state, unknown, 0, 1, null, Origin.Derived);
          this.setRegister(state, ins.dst, unknown);
        } else this.setRegister(state, ins.dst, v);
        return;
      }
      case Op.Cast: {
        const operand = this.operand(state, ins.a, ins);
        if (
          operand !== UNINITIALISED &&
          (isNarrowing(ins.from, ins.type) || isTruncating(ins.from, ins.type))
        ) {
          const { from, type } = ins;
          const isComputed = this.computed === ins.a;
          const event = {
            value: operand,
            from: from as Type,
            type,
            isExplicit: ins.imm === 1,
            isComputed,
            site: ins,
          };
          this.emit(state, (l, c) => l.narrowing?.(event, c));
        }
        const v = cast(state, operand, ins.from, ins.type);
        // A pointer in a guise that cannot be followed is still held.
        if (v === -1 && ins.from?.kind === TypeKind.Pointer) publish(state, operand);
        this.setRegister(state, ins.dst, this.manageable(state, v, ins.type));
        return;
      }
      case Op.PointerAdd: {
        const base = this.operand(state, ins.a, ins);
        const index = this.operand(state, ins.b, ins);
        const count = this.rowLengths[ins.a];
        if (count > 0) this.row = { register: ins.dst, of: { index, count } };
        this.setRegister(
          state,
          ins.dst,
          this.manageable(state, this.pointerAdd(state, base, index, ins), ins.type),
        );
        return;
      }
      case Op.PointerDiff: {
        const a = this.operand(state, ins.a, ins);
        const b = this.operand(state, ins.b, ins);
        this.emitPointerPair(state, a, b, true, ins);
        const bytes = values.difference(a, b);
        const v =
          ins.imm === 1
            ? bytes
            : values.isConstant(bytes) && ins.imm > 0
              ? values.constant(Math.trunc(values.number[bytes] / ins.imm))
              : -1;
        this.setRegister(state, ins.dst, this.manageable(state, v, ins.type));
        return;
      }
      case Op.VariableAddress:
        this.setRegister(state, ins.dst, values.address(this.variableRegion(ins.imm), values.zero));
        return;
      case Op.GlobalAddress: {
        const region = values.named(RegionKind.Global, ins.name, ins.type.to);
        this.setRegister(state, ins.dst, values.address(region, values.zero));
        return;
      }
      case Op.FunctionAddress: {
        const region = values.named(RegionKind.Function, ins.name, ins.type.to);
        this.setRegister(state, ins.dst, values.address(region, values.zero));
        return;
      }
      case Op.FieldAddress: {
        const base = this.operand(state, ins.a, ins);
        this.setRegister(state, ins.dst, this.fieldAddress(state, base, ins));
        return;
      }
      case Op.Load: {
        const address = this.operand(state, ins.a, ins);
        this.setRegister(state, ins.dst, this.load(state, address, ins));
        return;
      }
      case Op.Store: {
        const address = this.operand(state, ins.a, ins);
        const v = this.operand(state, ins.b, ins);
        this.store(state, address, v, ins);
        return;
      }
      case Op.Zero: {
        const region = values.regionOf(this.get(state, ins.a));
        if (region !== -1) {
          this.retireContents(state, this.epoch);
          if (values.offsetOf(this.get(state, ins.a)) === values.zero)
            state.refill(region, Fill.Zero, this.epoch);
          textChanged(state, region, this.epoch);
          state.updateFacts(region, { length: values.zero, termination: Termination.Terminated });
        }
        return;
      }
      case Op.InitString: {
        const region = values.regionOf(this.get(state, ins.a));
        const s = this.fn.strings[ins.imm];
        if (region !== -1) {
          this.retireContents(state, this.epoch);
          state.refill(region, Fill.Unknown, this.epoch);
          const fits = s.value !== undefined && (ins.type.count < 0 || s.value.length < ins.type.count);
          textChanged(state, region, this.epoch);
          state.updateFacts(region, {
            length: fits && s.value !== undefined ? values.constant(endOf(s.value)) : -1,
            termination: fits
              ? Termination.Terminated
              : s.value === undefined
                ? Termination.Unknown
                : Termination.Missing,
            terminationSite: fits ? null : ins,
            constant: s.value !== undefined,
            text: s.value === undefined ? null : textOfLiteral(s.value, ins),
          });
        }
        return;
      }
      case Op.CopyMemory:
        this.copyMemory(state, ins);
        return;
      case Op.Call:
        return this.call(state, ins);
      case Op.Offer: {
        const offered = this.get(state, ins.a);
        const region = values.regionOf(offered);
        if (region === -1) return;
        if (ins.imm === 1) {
          publish(state, offered);
          return;
        }
        for (const [r, c] of [...state.contents])
          if ((c.fill === Fill.Uninitialised || c.fill === Fill.Zero) && values.isWithin(r, region))
            state.setContent(r, { fill: Fill.Unknown, epoch: this.epoch, entries: c.entries, rest: -1 });
          else if (c.rest !== -1 && values.isWithin(r, region))
            state.setContent(r, { fill: c.fill, epoch: c.epoch, entries: c.entries, rest: -1 });
        return;
      }
      case Op.Enter:
        this.enter(state, ins);
        return;
      case Op.Leave:
        this.leave(state, ins);
        return;
      case Op.Opaque: {
        if (ins.args !== null)
          for (const r of ins.args) {
            const v = this.get(state, r);
            if (v === UNINITIALISED) continue;
            publish(state, v);
            this.retireContents(state, this.epoch);
            havoc(state, v, this.epoch);
          }
        if (ins.imm === 1) {
          // What is not understood may also be a way out.
          state.doubtful = true;
          forgetLocks(state);
          havocWorld(state, this.epoch);
          for (const [r] of [...state.contents]) {
            state.refill(r, Fill.Unknown, this.epoch);
            const f = state.factsOf(r);
            if (f.family !== "") state.setFacts(r, factsWith(f, { escaped: true, lent: null }));
          }
          for (let r = 0; r < this.fn.variables.length; r++)
            if (state.register(r) === UNINITIALISED)
              state.setRegister(r, this.fresh(state, this.fn.variables[r].type, 64 + r));
        }
        if (ins.dst !== -1) this.setRegister(state, ins.dst, this.fresh(state, ins.type));
        return;
      }
    }
  }

  /** Remembers where a sum or product may have been too large for the type that it was computed in. */
  private noteOverflow(state: State, ins: Instruction, a: Value, b: Value, v: Value): void {
    const { imm: op, type } = ins;
    if (type.kind !== TypeKind.Int || type.size <= 0 || this.values.isConstant(v)) return;
    if (op !== BinaryOp.Add && op !== BinaryOp.Multiply && op !== BinaryOp.ShiftLeft) return;
    const result = op === BinaryOp.ShiftLeft ? v : exact(state, op, a, b);
    if (upper(state, result) > typeMax(type)) {
      if (!this.values.overflows.has(v)) this.values.overflows.set(v, { type, site: ins });
    } else this.values.overflows.delete(v);
  }

  /**
   * Null, as a helper returns it that does not always: a failed allocation must be expected by callers, but whether
   * something is found may be known to them.
   */
  private nullResult(state: State, ins: Instruction): Value {
    const { values } = this;
    let mayFail = false;
    for (const [region, f] of state.allFacts)
      mayFail ||=
        f.mayFail &&
        f.allocated !== null &&
        !this.isSameCode(f.allocated, ins) &&
        values.regionKind[region] === RegionKind.Pointee &&
        nullness(state, values.regionOwner[region]) === 1;
    const result = this.fresh(state, ins.type);
    bound(state, result, 0, 0, null, Origin.Derived);
    state.updateFacts(values.pointee(result), { mayFail, allocated: ins, allocator: ins.name });
    return result;
  }

  isOwnCode(site: Site): boolean {
    return site.start < this.input.boundaries[0];
  }

  /** Whether two sites stand in the same function: the one that is analysed, or one body that it took in. */
  isSameCode(a: Site, b: Site): boolean {
    for (const end of this.input.boundaries)
      if (a.start < end || b.start < end) return a.start < end === b.start < end;
    return true;
  }

  /** Whether the body that a site stands in, if it is one that was taken in, has asked about memory on the way. */
  isDecidedIn(state: State, site: Site): boolean {
    if (this.isOwnCode(site)) return false;
    for (const [question, { block }] of state.allDecisions)
      if (
        this.isSameCode(terminatorSite(this.fn.blocks[block].terminator), site) &&
        this.readsMemory(question)
      )
        return true;
    return false;
  }

  private pointerAdd(state: State, base: Value, index: Value, ins: Instruction): Value {
    const values = this.values;
    const region = values.regionOf(base);
    // The first element of a null pointer is at null.
    if (base === values.zero && (index === values.zero || this.isDereferenced(ins.dst))) return base;
    if (region === -1 || ins.imm < 0) {
      publish(state, base);
      return this.fresh(state, ins.type);
    }
    const moved = values.sum(values.offsetOf(base), values.scale(index, ins.imm));
    return values.address(region, moved);
  }

  /** Whether the rest of the present block reads or writes at the address that the instruction being run computes. */
  private isDereferenced(address: number): boolean {
    const { instructions } = this.fn.blocks[this.block];
    const names = [address];
    for (let i = this.epoch - this.firstEpoch[this.block] + 1; i < instructions.length; i++) {
      const ins = instructions[i];
      if ((ins.op === Op.Load || ins.op === Op.Store) && names.includes(ins.a)) return true;
      if (ins.op === Op.Copy && names.includes(ins.a)) names.push(ins.dst);
    }
    return false;
  }

  private rowOf(register: number): Row | undefined {
    return this.row?.register === register ? this.row.of : undefined;
  }

  private fieldAddress(state: State, base: Value, ins: Instruction): Value {
    const values = this.values;
    if (base === UNINITIALISED) return this.fresh(state, ins.type);
    const region = values.regionOf(base);
    if (region === -1) {
      if (values.isConstant(base))
        return base === values.zero ? base : values.offset(base, Math.max(ins.imm, 0));
      return this.fresh(state, ins.type);
    }
    const record = ins.from?.record ?? values.regionType[region]?.record ?? null;
    const type = ins.type.to;
    // The members of a union share their storage: they are one place, told apart by nothing.
    const isShared = record?.tag === "union";
    const field = isShared ? values.shared(base, type) : values.field(base, ins.name, type);
    if (ins.imm >= 0) this.fields.set(field, ins.imm);
    return values.address(field, values.zero);
  }

  private load(state: State, address: Value, ins: Instruction): Value {
    const values = this.values;
    const type = ins.type;
    this.emitAccess(state, {
      write: false,
      address,
      size: type.size > 0 ? values.constant(type.size) : values.one,
      upTo: false,
      least: -1,
      site: ins,
      instruction: ins,
      call: null,
      param: -1,
      row: this.rowOf(ins.a),
    });
    if (type.isVolatile || values.weight[address] > MAX_WEIGHT) return this.fresh(state, type);
    const v = read(state, address, type.size, type, this.fn);
    if (v === UNINITIALISED) {
      // What is of a type that is not known may be an array, and its value no more than its address.
      if (type.kind !== TypeKind.Unknown) this.uninitialisedMemory(state, address, ins);
      const unknown = this.fresh(state, type);
      if (type.size > 0) write(state, address, type.size, unknown, this.epoch);
      return unknown;
    }
    if (this.isBeyondWritten(state, address))
      this.uninitialisedMemory(state, address, ins, this.fillKey(this.cfg.loop[this.block], address));
    if (v === -1) {
      const unknown = this.fresh(state, type);
      if (type.size === 1 && values.regionOf(address) !== -1) values.readFrom.set(unknown, address);
      return unknown;
    }
    if (values.kind[v] === ValueKind.Content) {
      this.noteEpoch(v, values.b[v] - 1);
      if (type.kind === TypeKind.Reference) bound(state, v, 1, Infinity, null, Origin.Derived);
    }
    return v;
  }

  /** Whether a loop reads on, element by element, where another has stopped writing. */
  private isBeyondWritten(state: State, address: Value): boolean {
    const { values } = this;
    let region = values.regionOf(address);
    let off = values.offsetOf(address);
    let c = state.contents.get(region);
    // A field of an element is as little written as the element.
    while (c === undefined && region !== -1) {
      off = values.offsetOf(values.regionOwner[region] ?? values.zero);
      region = values.parentRegion(region);
      c = state.contents.get(region);
    }
    if (c === undefined || c.rest === -1 || values.isConstant(off)) return false;
    return upper(state, off) >= c.rest && upper(state, off) < Infinity && this.isEachRead(state, off);
  }

  /** Whether the present block runs for each value of the loop variable that an offset is made of. */
  private isEachRead(state: State, off: Value): boolean {
    const { values, cfg } = this;
    const symbols = new Set<Value>();
    values.collectSymbols(off, symbols);
    if (symbols.size !== 1) return false;
    for (const s of symbols) {
      if (values.kind[s] !== ValueKind.JoinRegister) return false;
      if (state.constraint(s)?.hiOrigin !== Origin.Check) return false;
    }
    let head = this.block;
    while (cfg.isLoopHead[head] !== 1) {
      if (cfg.predecessors[head].length !== 1) return false;
      const before = cfg.predecessors[head][0];
      if (cfg.isLoopHead[before] !== 1 && cfg.successors[before].length !== 1) return false;
      head = before;
    }
    // Whoever may leave in the middle need not come so far.
    for (let b = 0; b < this.fn.blocks.length; b++)
      if (cfg.loop[b] === head && b !== head && cfg.successors[b].some((to) => cfg.loop[to] === -1))
        return false;
    return true;
  }

  private noteFill(address: Value): void {
    const { loop, outerLoop } = this.cfg;
    const root = this.values.rootRegion(this.values.regionOf(address));
    for (let head = loop[this.block]; head !== -1; head = outerLoop[head]) {
      if (this.filled.has(head * 2 ** 24 + root)) return;
      this.filled.add(head * 2 ** 24 + root);
      this.reports.veto(this.fillKey(head, address));
      this.reports.veto(this.fillKey(ANY_LOOP, address));
    }
  }

  /** Names what a loop fills. */
  private fillKey(head: number, address: Value): string {
    return `filled ${head} ${this.values.rootRegion(this.values.regionOf(address))}`;
  }

  /** Memory is read at `address` that nothing has written. */
  uninitialisedMemory(state: State, address: Value, site: Site, unless = ""): void {
    const values = this.values;
    const region = values.regionOf(address);
    const root = values.rootRegion(region);
    // Of a block that is gone, something else is to be said.
    if (isPrivate(state, root) && state.factsOf(root).life === Life.Live && !this.isEmpty(state, root)) {
      const local = values.regionKind[root] === RegionKind.Variable;
      const variable = local ? this.fn.variables[values.regionOwner[root]] : null;
      const declared: Site = variable ?? state.factsOf(root).allocated ?? site;
      const name = variable?.name ?? "";
      const partial = region !== root || variable?.type.kind === TypeKind.Array;
      const { size } = state.factsOf(root);
      // A loop that fills so many elements as there are runs whenever there is one to be read.
      const isCounted = unless === "" && size !== -1 && !values.isConstant(size);
      const event = {
        site,
        name,
        variable: variable !== null && !partial ? values.regionOwner[root] : -1,
        declared,
        partial,
        unless: isCounted ? this.fillKey(ANY_LOOP, address) : unless,
      };
      this.emit(state, (l, c) => l.uninitialised?.(event, c));
    }
  }

  /**
   * Whether the size of a block was computed and is 0 because a loop over it did not run: what comes after it was not
   * written for that case.
   */
  isEmpty(state: State, region: Region): boolean {
    const extent = this.extent(state, region);
    return extent !== -1 && !this.values.isConstant(extent) && upper(state, extent) <= 0;
  }

  private store(state: State, address: Value, v: Value, ins: Instruction): void {
    const values = this.values;
    const type = ins.type;
    this.emitAccess(state, {
      write: true,
      address,
      size: type.size > 0 ? values.constant(type.size) : values.one,
      upTo: false,
      least: -1,
      site: ins,
      instruction: ins,
      call: null,
      param: -1,
      row: this.rowOf(ins.a),
    });
    const region = values.regionOf(address);
    if (region === -1) {
      publish(state, v);
      return;
    }
    // A loop that writes as it reads is ahead of itself by then.
    if (this.inLoop) this.noteFill(address);
    const stored = this.isOpaqueCopy(v, type) ? this.fresh(state, type, 3) : v;
    if (stored !== v) publish(state, v);
    const old = this.previous(state, address, type.size);
    const lengthBefore = v === this.values.zero ? this.textBounds(state, region) : null;
    if (values.kind[values.offsetOf(address)] !== ValueKind.Constant) this.retireContents(state, this.epoch);
    // What is stored in a size that nobody knows cannot be found again.
    if (!isPrivate(state, region) || this.isStatic(region) || (type.size <= 0 && this.isAcquired(state, v)))
      publish(state, v);
    if (values.kind[stored] === ValueKind.Address) this.storeSites.set(address, ins);
    // Of what size is not known: all that was known of its members is over.
    if (type.size <= 0) {
      this.retireContents(state, this.epoch);
      state.refill(region, Fill.Unknown, this.epoch);
    }
    write(state, address, type.size, stored, this.epoch);
    if (lengthBefore !== null && (type.size === 1 || type.size === this.wideSize))
      this.terminated(state, region, values.offsetOf(address), type.size, lengthBefore);
    if (old !== -1 && old !== v) this.lost(state, old, v, ins, "overwritten", -1);
    else if (this.reallocated.has(v)) this.forgotten(state, address, v, ins);
  }

  /** A failed reallocation's null is stored where the block that is still there was kept. */
  private forgotten(state: State, address: Value, v: Value, ins: Instruction): void {
    const { values } = this;
    const old = this.reallocated.get(v)!;
    const isKeptThere = values.timeless(values.a[old]) === values.timeless(address);
    const region = values.existingPointee(old);
    if (!isKeptThere || region === undefined || nullness(state, v) !== 1) return;
    if (state.factsOf(region).life !== Life.Live || isReferenced(state, region, -1)) return;
    const event = { region, site: ins, how: "reallocated", value: -1 } as const;
    this.emit(state, (l, c) => l.loss?.(event, c));
  }

  /** Whether v, the address of a record or of what nobody knows the type of, stands for what is there: that is what is stored. */
  private isOpaqueCopy(v: Value, type: Type): boolean {
    const { values } = this;
    if (type.kind !== TypeKind.Unknown || values.kind[v] !== ValueKind.Address) return false;
    const kind = values.regionType[values.regionOf(v)]?.kind;
    return kind === TypeKind.Unknown || kind === TypeKind.Record;
  }

  /** Whether the region is a local variable that outlives its function. */
  private isStatic(region: Region): boolean {
    const { values } = this;
    const root = values.rootRegion(region);
    return (
      values.regionKind[root] === RegionKind.Variable && this.fn.variables[values.regionOwner[root]].isStatic
    );
  }

  /** Whether v is what an allocator or an opener handed out. */
  private isAcquired(state: State, v: Value): boolean {
    const region = this.values.existingPointee(v);
    return region !== undefined && state.factsOf(region).family !== "";
  }

  /** Least and greatest length in characters of the text in a region, as far as it was told. */
  private textBounds(state: State, region: Region): readonly [number, number] {
    const { values } = this;
    const f = state.factsOf(region);
    const start = values.address(region, values.zero);
    const length = f.length === -1 ? values.existing(ValueKind.Length, start, f.version) : f.length;
    return length === undefined ? [0, Infinity] : [Math.max(0, lower(state, length)), upper(state, length)];
  }

  /** A zero was written at `off` bytes, as one character of `unit` bytes: the string ends there, if not before. */
  private terminated(
    state: State,
    region: Region,
    off: Value,
    unit: number,
    [least, most]: readonly [number, number],
  ): void {
    const { values } = this;
    const end = values.isConstant(off) ? Math.floor(values.number[off] / unit) : -1;
    const low = Math.min(least, end);
    const high = Math.min(most, end);
    const length = end >= 0 && low === high ? values.constant(low) : -1;
    state.updateFacts(region, { termination: Termination.Terminated, terminationSite: null, length });
    if (length !== -1 || end < 0) return;
    const symbol = values.symbol(ValueKind.Length, values.address(region, values.zero), this.epoch, null);
    this.noteEpoch(symbol, this.epoch);
    bound(state, symbol, low, high, null, Origin.Derived);
  }

  /** The value that a store replaces, if it may hold an object; -1 else. */
  private previous(state: State, address: Value, size: number): Value {
    if (state.allFacts.size === 0) return -1;
    const values = this.values;
    const c = state.contents.get(values.regionOf(address));
    if (c === undefined) return -1;
    const off = values.offsetOf(address);
    for (let i = 0; i < c.entries.length; i += 3)
      if (c.entries[i] === off && c.entries[i + 1] === size) return c.entries[i + 2];
    return -1;
  }

  private copyMemory(state: State, ins: Instruction): void {
    const values = this.values;
    const to = this.operand(state, ins.a, ins);
    const from = this.operand(state, ins.b, ins);
    // What was opened, and what was allocated under a type nobody knows, is no record to copy: its pointer is stored.
    const isHandle =
      this.isAcquired(state, from) &&
      (ins.type.kind === TypeKind.Unknown || !state.factsOf(values.regionOf(from)).memory);
    if (isHandle) publish(state, from);
    // An initialiser that is no record: of a type whose members are not known.
    if (to === from || values.isConstant(from) || isHandle) {
      if (values.regionOf(to) !== -1) state.refill(values.regionOf(to), Fill.Unknown, this.epoch);
      return;
    }
    const size = ins.imm > 0 ? values.constant(ins.imm) : -1;
    for (const [address, isWrite] of [
      [from, false],
      [to, true],
    ] as const)
      this.emitAccess(state, {
        write: isWrite,
        address,
        size: size === -1 ? values.one : size,
        upTo: false,
        least: -1,
        site: ins,
        instruction: ins,
        call: null,
        param: -1,
      });
    const target = values.regionOf(to);
    if (target === -1) return;
    if (ins.type.kind === TypeKind.Unknown && copyElements(this, state, to, from)) return;
    // Fields are read before the target changes: the two may overlap in what they reach.
    const record = ins.type.record;
    const fields =
      record?.complete && record.tag !== "union" && record.fields.length <= 24 ? record.fields : [];
    const kept: { name: string; type: Type; offset: number; value: Value }[] = [];
    if (values.regionOf(from) !== -1)
      for (const f of fields) {
        if (
          f.bits > 0 ||
          f.type.size <= 0 ||
          f.type.kind === TypeKind.Record ||
          f.type.kind === TypeKind.Array
        )
          continue;
        const source = values.address(values.field(from, f.name, f.type), values.zero);
        const v = read(state, source, f.type.size, f.type, this.fn);
        if (v > UNINITIALISED) kept.push({ name: f.name, type: f.type, offset: f.offset, value: v });
      }
    this.retireContents(state, this.epoch);
    state.refill(target, Fill.Unknown, this.epoch);
    const source = values.regionOf(from);
    if (source !== -1) {
      const { text, outside, length, termination, constant } = state.factsOf(source);
      state.updateFacts(target, {
        text,
        outside: outside ?? outsideOf(state, source),
        length,
        termination,
        constant,
        version: this.epoch,
      });
    }
    const outside = !isPrivate(state, target);
    for (const k of kept) {
      const field = values.field(to, k.name, k.type);
      if (k.offset >= 0) this.fields.set(field, k.offset);
      if (outside) publish(state, k.value);
      write(state, values.address(field, values.zero), k.type.size, k.value, this.epoch);
    }
  }

  private call(state: State, ins: Instruction): readonly State[] | undefined {
    const { values } = this;
    const callee = ins.callee!;
    const args: Value[] = [];
    const assigned = callee.type === null ? this.input.model(callee.name)?.assigns : undefined;
    const mayAssign = isMacroLike(callee);
    ins.args?.forEach((r, i) => {
      const isAssigned = mayAssign || assigned?.includes(i) === true;
      args.push(isAssigned ? this.assignedOperand(state, r) : this.operand(state, r, ins));
    });
    this.callArguments = args;
    const isPointer = callee.kind === "pointer" && callee.register !== -1;
    const target = isPointer ? this.operand(state, callee.register, ins) : -1;
    // A method of a class that is not known is not the function of the same name.
    const isKnown = callee.name !== "" && (callee.kind !== "method" || callee.name.includes("::"));
    const name = calledName(this, state, callee);
    const model =
      callee.summary ??
      (isKnown ? this.input.model(callee.name) : undefined) ??
      deallocatorModel(callee, name) ??
      formatterModel(callee) ??
      (callee.kind === "operator" && args.length === 2
        ? this.input.model(operatorOf(this, callee, args[0]))
        : undefined);
    for (const v of args) if (values.type[v]?.kind === TypeKind.Float) judged(state, v);
    const call: Call = { instruction: ins, callee, name, model, args, target };
    this.emit(state, (l, c) => l.call?.(call, c));
    this.retireContents(state, this.epoch);
    if (callee.kind === "destructor" && model === undefined) {
      // It may release, unlock and forget whatever the object holds.
      for (const v of args) if (v !== UNINITIALISED) publish(state, v);
      forgetLocks(state);
      return;
    }
    const states = runCall(this, state, ins, call);
    if (model?.noReturn) return [];
    return states.length === 1 && states[0] === state ? undefined : states;
  }

  /** Whether argument i of a call is a pointer, by its type. */
  isPointerArgument(call: Call, i: number): boolean {
    const r = call.instruction.args?.[i] ?? -1;
    if (r < this.fn.variables.length) return this.fn.variables[r]?.type.kind === TypeKind.Pointer;
    for (const ins of this.fn.blocks[this.block].instructions)
      if (ins.dst === r) return ins.type.kind === TypeKind.Pointer;
    return false;
  }

  /** What is stored at the address in register r, later in the block that is being run; -1 for nothing. */
  storedThrough(r: number): number {
    if (r === -1) return -1;
    const { instructions } = this.fn.blocks[this.block];
    for (let i = this.epoch - this.firstEpoch[this.block] + 1; i < instructions.length; i++) {
      const ins = instructions[i];
      if (ins.op === Op.Store && ins.a === r) return ins.b;
    }
    return -1;
  }

  /** A variable is about to take a new value: was its old one the last reference to an object? */
  private overwrite(state: State, ins: Instruction, v: Value): void {
    if (ins.dst >= this.fn.variables.length || state.allFacts.size === 0) return;
    const old = state.register(ins.dst);
    if (old !== v) this.lost(state, old, v, ins, "overwritten", ins.dst);
  }

  private lost(
    state: State,
    old: Value,
    next: Value,
    site: Site,
    how: "overwritten" | "scope",
    register: number,
  ): void {
    if (
      old <= this.values.one ||
      !this.values.isSymbol(old) ||
      (next !== -1 && this.values.mentions(next, old))
    )
      return;
    const region = this.values.existingPointee(old);
    if (region === undefined) return;
    const f = state.allFacts.get(region);
    if (f === undefined || f.family === "" || f.life !== Life.Live) return;
    if (f.escaped && f.lent === null) return;
    if (this.isFailed(state, old, region)) return;
    if (isReferenced(state, region, register)) return;
    for (const r of this.written)
      if (this.scratchLive(r) && this.values.mentions(this.scratch[r], old)) return;
    this.emit(state, (l, c) => l.loss?.({ region, site, how, value: -1 }, c));
    state.setFacts(region, factsWith(f, { escaped: true, lent: null }));
  }

  /** Whether temporary r is still read later in this block: then an object it holds is not lost yet. */
  private scratchLive(r: number): boolean {
    const block = this.fn.blocks[this.block];
    for (let i = this.epoch - this.firstEpoch[this.block] + 1; i < block.instructions.length; i++) {
      const ins = block.instructions[i];
      if (ins.a === r || ins.b === r || ins.args?.includes(r)) return true;
    }
    const t = block.terminator;
    return t.kind === "return" && t.value === r;
  }

  /** The pointer or handle says that nothing was acquired. */
  isFailed(state: State, owner: Value, region: Region): boolean {
    const f = state.factsOf(region);
    const most = upper(state, owner);
    // Descriptors up to 2 are those every program has; who keeps one of them means to.
    if (this.values.type[owner]?.kind === TypeKind.Int) return most <= 2;
    if (f.family === "") return false;
    // Some answer with an address of all ones: MAP_FAILED, INVALID_HANDLE_VALUE.
    if (nullness(state, owner) === 1 || most < 0 || lower(state, owner) >= 2 ** 31) return true;
    return this.equalsUnknown(state, owner);
  }

  /** Whether the path has found v to be equal to something else: a word for failure, or another name of the object. */
  private equalsUnknown(state: State, v: Value): boolean {
    const { values } = this;
    for (const [question, { isTrue }] of state.allDecisions) {
      const k = values.kind[question];
      if (k !== ValueKind.Equal && k !== ValueKind.NotEqual) continue;
      const other =
        values.a[question] === v ? values.b[question] : values.b[question] === v ? values.a[question] : -1;
      if (other !== -1 && !values.isConstant(other) && isTrue === (k === ValueKind.Equal)) return true;
    }
    return false;
  }

  private enter(state: State, ins: Instruction): void {
    const i = ins.imm;
    const variable = this.fn.variables[i];
    if (variable.isStatic) return;
    if (!variable.memory) {
      this.lost(state, state.register(i), -1, ins, "overwritten", i);
      state.setRegister(i, UNINITIALISED);
      return;
    }
    const region = this.variableRegion(i);
    const isObject =
      variable.type.kind === TypeKind.Record &&
      (variable.type.record?.complete !== true || variable.type.record.hasDestructor);
    this.retireContents(state, this.epoch);
    state.refill(
      region,
      isObject || variable.type.kind === TypeKind.Unknown ? Fill.Unknown : Fill.Uninitialised,
      this.epoch,
    );
    state.deleteFacts(region);
    if (variable.length !== -1) {
      const n = this.get(state, variable.length);
      const element = variable.type.to?.size ?? -1;
      if (n !== UNINITIALISED) {
        const event = { name: variable.name, count: n, elementSize: element, site: variable };
        this.emit(state, (l, c) => l.variableArray?.(event, c));
      }
      if (n !== UNINITIALISED && element > 0)
        state.updateFacts(region, { size: this.values.scale(n, element) });
    }
  }

  private leave(state: State, ins: Instruction): void {
    const i = ins.imm;
    const variable = this.fn.variables[i];
    if (variable.isStatic || variable.param >= 0) return;
    const terminator = this.fn.blocks[this.block].terminator;
    if (!variable.memory) {
      if (terminator.kind === "return") return; // the whole frame goes; leaks are looked for there
      this.lost(state, state.register(i), -1, ins, "scope", i);
      state.setRegister(i, UNINITIALISED);
      return;
    }
    if (terminator.kind === "return") return;
    const region = this.variableRegion(i);
    state.updateFacts(region, { life: Life.OutOfScope, released: ins });
  }

  /* Control */

  private terminate(state: State, t: Terminator, b: number): void {
    switch (t.kind) {
      case "jump":
        this.deliver(t.to, state);
        return;
      case "either":
        t.targets.forEach((to, i) => {
          this.deliver(to, i === t.targets.length - 1 ? state : state.fork());
        });
        return;
      case "branch": {
        const site = terminatorSite(t);
        const v = this.operand(state, t.condition, site);
        if (!this.isAssertion(t)) this.emit(state, (l, c) => l.branch?.({ value: v, site }, c));
        askComparison(state, v);
        const known = truth(state, v);
        this.endless.note(state, v, b, known === -1);
        this.branches.note(b, state, known === -1 && this.readsMemory(v) ? Open.Memory : Open.No);
        if (known !== -1) {
          this.noteCheck(state, v, site);
          confirm(state, v, known === 1, site);
        }
        if (known === 1) this.deliver(t.ifTrue, state);
        else if (known === 0) this.deliver(t.ifFalse, state);
        else {
          state.partWays(v);
          const other = state.fork();
          const isClaim =
            !this.isOwnCode(site) && (this.endsProgram(t.ifTrue) || this.endsProgram(t.ifFalse));
          if (assume(state, v, true, site)) {
            if (isClaim) this.noteClaim(state, v);
            this.decide(state, v, true, b);
            acceptTexts(state, this.questions);
            this.deliver(t.ifTrue, state);
          }
          if (assume(other, v, false, site)) {
            this.endAtLimit(other, v, t, b);
            this.decide(other, v, false, b);
            acceptTexts(other, this.questions);
            this.deliver(t.ifFalse, other);
          }
        }
        return;
      }
      case "switch":
        this.switchOn(state, t);
        return;
      case "return": {
        const v = t.value === -1 ? -1 : this.get(state, t.value);
        const site = terminatorSite(t);
        const checked = t.value !== -1 && v === UNINITIALISED ? this.operand(state, t.value, site) : v;
        this.atReturn(state, checked, site, t.explicit);
        return;
      }
      case "throw":
        this.losses(state, terminatorSite(t), "thrown", -1);
        this.unbuilt(state, terminatorSite(t));
        this.emit(state, (l, c) => l.thrown?.(terminatorSite(t), c));
        return;
      default:
        return;
    }
  }

  /** A null that a helper returned is asked about here: from now on this function knows of it. */
  private noteCheck(state: State, condition: Value, site: Site): void {
    const { values } = this;
    const isComparison = values.isComparison(condition) && values.b[condition] === values.zero;
    const v = isComparison ? values.a[condition] : condition;
    const c = state.constraint(v);
    if (c !== undefined && c.site === null && c.lo === 0 && c.hi === 0) {
      const { lo, hi, not } = c;
      const origin = Origin.Check;
      state.setConstraint(v, { lo, hi, loOrigin: origin, hiOrigin: origin, site, not });
    }
  }

  /** Whether one way on ends the program at once: the condition is claimed, not asked. */
  private isAssertion(t: Extract<Terminator, { kind: "branch" }>): boolean {
    for (const to of [t.ifTrue, t.ifFalse]) {
      const block = this.fn.blocks[to];
      if (block.terminator.kind === "unreachable" && block.instructions.length === 0) return true;
    }
    return false;
  }

  /** A loop that counts up below a limit ends at it: what its body may do to the limit by other names is not meant. */
  private endAtLimit(
    state: State,
    condition: Value,
    t: Extract<Terminator, { kind: "branch" }>,
    b: number,
  ): void {
    const { values } = this;
    if (this.cfg.isLoopHead[b] !== 1 || values.kind[condition] !== ValueKind.Less) return;
    const { instructions } = this.fn.blocks[b];
    const made = (register: number) => instructions.find(({ dst }) => dst === register);
    const compared = made(t.condition);
    if (compared?.op !== Op.Compare) return;
    const variable = (register: number) => {
      let at = register;
      for (let ins = made(at); ins?.op === Op.Cast; ins = made(at)) at = ins.a;
      return at;
    };
    if (!this.strides.countsUpTo(b, variable(compared.a), variable(compared.b))) return;
    const counter = values.a[condition];
    const limit = values.b[condition];
    if (differenceUpper(state, limit, counter) >= 0) assumeAtMost(state, counter, limit, 0, null);
  }

  /** Whether the program does not come back from a block. */
  private endsProgram(block: number): boolean {
    const { instructions, terminator } = this.fn.blocks[block];
    if (terminator.kind === "unreachable") return true;
    return instructions.some(
      ({ callee }) => callee != null && this.input.model(callee.name)?.noReturn === true,
    );
  }

  /** Remembers what a helper asserted of all that it is given: how large its callers' numbers get is not told by that. */
  private noteClaim(state: State, condition: Value): void {
    const { values } = this;
    const symbols = new Set<Value>();
    values.collectSymbols(condition, symbols);
    for (const s of symbols) {
      const c = state.constraint(s);
      if (c !== undefined && c.hiOrigin === Origin.Check) values.claims.set(s, c.hi);
    }
  }

  /** Notes how a condition that reads memory was decided, and whether that contradicts how it was before. */
  private decide(state: State, condition: Value, isTrue: boolean, block: number): void {
    const { values } = this;
    let subject = condition;
    let positive = isTrue;
    // x != 0, x and !(x == 0) are one question.
    for (
      let k = values.kind[subject];
      (k === ValueKind.Equal || k === ValueKind.NotEqual) && values.b[subject] === values.zero;
      k = values.kind[subject]
    ) {
      if (k === ValueKind.Equal) positive = !positive;
      subject = values.a[subject];
    }
    const question = values.timeless(subject);
    const before = state.decision(question);
    if (before !== undefined && before.isTrue !== positive && before.block !== block) state.doubtful = true;
    if (
      before === undefined &&
      (question !== subject || values.kind[subject] === ValueKind.Content || subject >= values.one)
    )
      state.decide(question, { isTrue: positive, block });
  }

  private switchOn(state: State, t: Extract<Terminator, { kind: "switch" }>): void {
    const site = terminatorSite(t);
    const values = this.values;
    const v = this.operand(state, t.value, site);
    this.branches.note(
      this.block,
      state,
      this.isStep(v) ? Open.Step : this.readsMemory(v) ? Open.Memory : Open.No,
    );
    state.partWays(v);
    this.endless.note(state, v, this.block, true);
    const rest = state.fork();
    let restPossible = true;
    // Cases that lead to the same place meet there.
    for (const c of t.cases) {
      askCharacter(state, v, c.low, false);
      const taken = rest.fork();
      if (bound(taken, v, c.low, c.high, site)) this.deliver(c.to, taken);
      if (restPossible && c.low === c.high) {
        const different = values.binary(ValueKind.NotEqual, v, values.constant(c.low), null);
        if (values.isConstant(v)) restPossible = values.number[v] !== c.low;
        else restPossible = assume(rest, different, true, site);
      } else if (
        restPossible &&
        values.isConstant(v) &&
        values.number[v] >= c.low &&
        values.number[v] <= c.high
      )
        restPossible = false;
      if (!restPossible) return;
    }
    this.deliver(t.otherwise, rest);
  }

  private deliver(to: number, state: State): void {
    const inLoop = this.cfg.loop[to] !== -1;
    if (inLoop) this.retireJoins(to, state);
    this.lowestTouched = Math.min(this.lowestTouched, to);
    const isHead = this.cfg.isLoopHead[to] === 1;
    if (isHead) this.strides.arrive(to, this.block, state);
    if (isHead && to <= this.block) this.forgetNulls(to, state);
    const kept = isHead ? this.heads[to] : this.pending[to];
    const limit = this.instructions > this.input.limits.steps / 2 ? 1 : this.input.limits.states;
    // Most places are reached once, and then nobody asks.
    const key = kept.length === 0 ? -1 : this.signatureOf(state, to, false);
    let slot = kept.length === 0 ? undefined : this.slotLike(kept, to, key);
    if (slot === undefined && kept.length >= limit) {
      const lifetimes = this.signatureOf(state, to, true);
      slot = kept.find((s) => this.signatureOf(s.state, to, true) === lifetimes) ?? kept[kept.length - 1];
    }
    if (slot === undefined) {
      const fresh: Slot = { key, state, visits: 1 };
      kept.push(fresh);
      if (isHead) this.pending[to].push(fresh);
      return;
    }
    slot.visits++;
    this.merges++;
    const at: JoinPoint = {
      block: to,
      widen: isHead && slot.visits > 3,
      loopStart: isHead
        ? (this.fn.blocks[to].instructions[0] ?? terminatorSite(this.fn.blocks[to].terminator)).start
        : -1,
      // After many rounds thresholds only delay the end.
      thresholds: slot.visits > 8 ? [] : this.thresholds,
      registerTypes: this.placeTypes,
      textLength: this.constantLength,
      isHarmless: this.isNullOrHarmless,
    };
    const joined = isHead && slot.visits > 40 ? null : join(slot.state, state, at);
    if (joined === null) return;
    slot.state = joined;
    slot.key = -1;
    if (isHead && !this.pending[to].includes(slot)) this.pending[to].push(slot);
  }

  /**
   * A round of a loop that leaves null in memory of others knows why: mostly that it is the last one, by what several
   * variables have in common. The next round takes such memory as it finds it.
   */
  private forgetNulls(head: number, state: State): void {
    const { values } = this;
    for (const [region, c] of state.contents) {
      const root = values.rootRegion(region);
      if (values.regionKind[root] === RegionKind.Variable || state.factsOf(root).allocated !== null) continue;
      const isNull = (i: number) => c.entries[i + 2] === values.zero && c.entries[i + 1] === this.pointerSize;
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
      state.setContent(region, { fill: c.fill, epoch: c.epoch, entries, rest: c.rest });
    }
  }

  private signatureOf(state: State, block: number, lifetimesOnly: boolean): number {
    const asked = this.answers.at(block);
    const divisors = this.answers.divisorsAt(block);
    return signature(state, this.placeTypes, this.fn.variables.length, asked, divisors, lifetimesOnly);
  }

  private slotLike(kept: readonly Slot[], block: number, key: number): Slot | undefined {
    for (const slot of kept) {
      if (slot.key === -1) slot.key = this.signatureOf(slot.state, block, false);
      if (slot.key === key) return slot;
    }
    return undefined;
  }

  /** Symbols that an earlier meeting at this block made stand for older values in a state that arrives again. */
  private retireJoins(block: number, state: State): void {
    const values = this.values;
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
    const { values } = this;
    const from: Value[] = [];
    const to: Value[] = [];
    state.markHeld();
    for (const s of symbols) {
      if (!state.mentionsMarked(s)) continue;
      const older = values.symbol(ValueKind.Older, s, 0, values.type[s]);
      values.taint[older] = values.taint[s];
      if (state.mentionsMarked(older)) this.forget(state, older);
      else this.reopen(state, older);
      from.push(s);
      to.push(older);
    }
    if (from.length > 0) state.rename(from, to);
  }
  private joinScan = 0;

  private atReturn(state: State, v: Value, site: Site, explicit: boolean): void {
    const values = this.values;
    this.emit(state, (l, c) => l.return?.({ value: v, site, explicit }, c));
    for (const [holder, c] of state.contents) {
      const root = values.rootRegion(holder);
      const kind = values.regionKind[root];
      if (kind !== RegionKind.Global && !(kind === RegionKind.Pointee && !isPrivate(state, root))) continue;
      for (let i = 2; i < c.entries.length; i += 3) {
        this.reportDangling(state, holder, c.entries[i]);
        const region =
          values.kind[c.entries[i]] === ValueKind.Address
            ? values.rootRegion(values.regionOf(c.entries[i]))
            : -1;
        if (region === -1 || values.regionKind[region] !== RegionKind.Variable) continue;
        const variable = values.regionOwner[region];
        if (this.fn.variables[variable].isStatic) continue;
        const stored = this.storeSites.get(values.address(holder, c.entries[i - 2])) ?? site;
        this.emit(state, (l, ctx) => l.outlivingStore?.({ variable, site: stored, holder }, ctx));
      }
    }
    if (v > UNINITIALISED) publish(state, v);
    this.losses(state, site, "returned", v);
  }

  /** Tells of a block that this function made and released, if memory of the caller's still holds it at `holder`. */
  private reportDangling(state: State, holder: Region, v: Value): void {
    const { values } = this;
    if (values.kind[v] !== ValueKind.Result) return;
    const block = values.existingPointee(v);
    const f = block === undefined ? undefined : state.allFacts.get(block);
    if (block === undefined || f?.life !== Life.Released || f.released === null) return;
    const owner = state.allFacts.get(values.rootRegion(holder));
    if (owner !== undefined && owner.life !== Life.Live) return;
    const event = { block, holder, site: f.released };
    this.emit(state, (l, c) => l.danglingStore?.(event, c));
  }

  /** Objects that are still held when control leaves the function. */
  private losses(state: State, site: Site, how: "returned" | "thrown", value: Value): void {
    const { values } = this;
    for (const [region, f] of [...state.allFacts]) {
      if (
        f.family === "" ||
        f.life !== Life.Live ||
        (f.escaped && f.lent === null) ||
        values.regionKind[region] !== RegionKind.Pointee
      )
        continue;
      if (this.isFailed(state, values.regionOwner[region], region)) continue;
      // What a returned or stored object refers to went with it.
      this.emit(state, (l, c) => l.loss?.({ region, site, how, value }, c));
    }
  }

  /** What plain pointers in an object hold that is never completed: no destructor releases it. */
  private unbuilt(state: State, site: Site): void {
    const { values, fn } = this;
    const own = fn.variables.findIndex(({ name, param }) => name === "this" && param === 0);
    if (own === -1 || !isConstructor(fn)) return;
    const object = values.existingPointee(state.register(own));
    if (object === undefined) return;
    for (const [holder, c] of state.contents) {
      if (values.rootRegion(holder) !== object) continue;
      for (let i = 2; i < c.entries.length; i += 3) {
        const region = values.existingPointee(c.entries[i]);
        const f = region === undefined ? undefined : state.allFacts.get(region);
        if (region === undefined || f === undefined || f.family === "" || f.life !== Life.Live) continue;
        if (!this.isFailed(state, values.regionOwner[region], region))
          this.emit(state, (l, ctx) => l.loss?.({ region, site, how: "unbuilt", value: -1 }, ctx));
      }
    }
  }

  /* Answers for calls and checkers */

  extent(state: State, region: Region): Value {
    return extentOf(state, region, this.fn, this.fields);
  }

  /** Bytes from v to the end of what it points into; -1 if unknown. */
  roomOf(state: State, v: Value): Value {
    const region = this.values.regionOf(v);
    if (region === -1) return -1;
    const extent = this.extent(state, region);
    return extent === -1 ? -1 : this.values.difference(extent, this.values.offsetOf(v));
  }

  argumentSite(call: Call, i: number): Site {
    const spans = call.instruction.argSpans;
    if (spans === null || 2 * i + 1 >= spans.length) return call.instruction;
    return { start: spans[2 * i], end: spans[2 * i + 1] };
  }

  get source(): string {
    return this.input.source;
  }

  get dataModel(): DataModel {
    return this.input.dataModel;
  }

  get stackLimit(): number {
    return this.input.stackLimit;
  }

  fieldOffset(region: Region): number {
    return this.fields.get(region) ?? -1;
  }

  text(site: Site): string {
    return this.input.source.slice(site.start, site.end);
  }

  /** Parameters that point to data from outside: those of `main`, and of functions that a library calls. */
  private parameterSources(): ReadonlyMap<number, SourceKind> {
    const { name, type } = this.fn;
    if (name === "main" || name === "wmain") return MAIN_SOURCES;
    const { params } = type;
    if (params === null || params.length < 2) return NO_SOURCES;
    const handler = this.input.model(handlerName(params.map(spell)));
    return handler === undefined ? NO_SOURCES : new Map(handler.sources.map(({ to, kind }) => [to, kind]));
  }

  /** What models say of the function of that name. */
  modelNamed(name: string): FunctionModel | undefined {
    return this.input.model(name);
  }

  /** The characters of a string literal that v points to the start of, or undefined. */
  literalText(v: Value | undefined): string | undefined {
    if (v === undefined) return undefined;
    const region = this.values.regionOf(v);
    if (region === -1 || this.values.regionKind[region] !== RegionKind.Literal) return undefined;
    const off = this.values.offsetOf(v);
    if (!this.values.isConstant(off)) return undefined;
    return this.fn.strings[this.values.regionOwner[region]].value?.slice(this.values.number[off]);
  }

  /** Whether the text at v is fixed by the program: a literal, or a global that is constant. */
  isConstantText(v: Value): boolean {
    const values = this.values;
    const region = values.regionOf(v);
    if (region === -1) return values.isConstant(v);
    const root = values.rootRegion(region);
    const kind = values.regionKind[root];
    if (kind === RegionKind.Literal) return true;
    return kind === RegionKind.Global && values.regionType[root]?.isConst === true;
  }

  /** Length of the constant text at v; -1 if it is not constant. */
  private readonly constantLength = (state: State, v: Value): Value => {
    const text = this.literalText(v);
    if (text !== undefined) return this.values.constant(endOf(text));
    const region = this.values.existingPointee(v);
    const f = region === undefined ? undefined : state.allFacts.get(region);
    return f?.constant ? f.length : -1;
  };

  private readonly isNullOrHarmless = (state: State, v: Value): boolean =>
    v === this.values.zero || isHarmless(this, state, v);

  /** The byte that memset writes: its second argument. */
  fillerOf(call: Call): Value {
    return call.args[1] ?? -1;
  }

  describeObject(state: State, v: Value): string {
    const values = this.values;
    const region = values.regionOf(v);
    if (region === -1) return "";
    const extent = this.extent(state, region);
    const size = extent !== -1 && values.isConstant(extent) ? ` (${values.number[extent]} bytes)` : "";
    switch (values.regionKind[region]) {
      case RegionKind.Variable:
      case RegionKind.Global:
      case RegionKind.Field:
        return values.regionName[region] === "" ? "" : `'${values.regionName[region]}'${size}`;
      case RegionKind.Literal:
        return `a string literal${size}`;
      default: {
        const f = state.factsOf(region);
        return f.allocator === "" ? "" : `the block from ${f.allocator}()${size}`;
      }
    }
  }
}

function endOf(s: string): number {
  const nul = s.indexOf("\0");
  return nul === -1 ? s.length : nul;
}

/** The name that an operator has as a method of its left operand: `std::istream::operator>>`. */
function operatorOf({ values }: Interpreter, { name }: Callee, left: Value): string {
  const region = values.regionOf(left);
  const type = region === -1 ? null : values.regionType[region];
  return `${type?.name ?? ""}::${name}`;
}

/** Rules about what is done with a value, which a macro that drops its arguments does not do. */
const USES: ReadonlySet<string> = new Set(["null-dereference", "uninitialised-variable", "use-after-free"]);

/** An unknown name that is called: a macro whose definition was not seen. */
function isMacroLike({ kind, type, name }: Callee): boolean {
  return kind === "function" && type === null && name.length > 1 && readsAsMacro(name);
}

/** `main`'s arguments come from outside (C17 5.1.2.2.1, J.5.1): argv and envp, not argc. */
const MAIN_SOURCES: ReadonlyMap<number, SourceKind> = new Map([
  [1, "arguments"],
  [2, "environment"],
]);

const NO_SOURCES: ReadonlyMap<number, SourceKind> = new Map();

/** Whether a function builds an object by itself: after a constructor that it hands over to, the destructor would run. */
function isConstructor({ name, blocks }: IrFunction): boolean {
  const simple = name.slice(name.lastIndexOf(":") + 1);
  if (name !== `${simple}::${simple}` && !name.endsWith(`::${simple}::${simple}`)) return false;
  return !blocks[0].instructions.some(
    ({ op, callee }) => op === Op.Call && callee?.kind === "constructor" && callee.name === name,
  );
}
