/**
 * Forward abstract interpretation of one function: a worklist in reverse post-order over sets of states, instruction
 * by instruction, telling listeners what happens. Loops are widened at their heads; a budget bounds all of it.
 */

import { readsAsMacro } from "../ir/calls";
import { analyseCfg, type Cfg } from "../ir/cfg";
import { BinaryOp, type Callee, CompareOp, type Instruction, type IrFunction, Op } from "../ir/ir";
import { handlerName } from "../models/handlers";
import type { FunctionModel, SourceKind } from "../models/model";
import { spell } from "../semantics/type-queries";
import { type DataModel, type Type, TypeKind } from "../semantics/types";
import { interpretsTexts, type Question } from "./acceptance";
import { copyMemory, fieldAddress, load, pointerAdd, store } from "./accesses";
import { Ages } from "./ages";
import { type Agreements, agreementsIn } from "./agreements";
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
import { Audience, type EventKind, type EventOf } from "./audience";
import { BranchHistory } from "./branch-history";
import { calledName, runCall } from "./calls/call";
import { isHarmless } from "./calls/texts";
import { terminate } from "./control";
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
import { PRUNE_AT } from "./join";
import { forgetLocks } from "./locks";
import { lost, overwrite } from "./losses";
import {
  countedSize,
  extentOf,
  FieldOffsets,
  havoc,
  havocWorld,
  pointerBehind,
  publish,
  textChanged,
  write,
} from "./memory";
import { bound, dereferenced, divided, judged, nullness, typeMax, upper } from "./numbers";
import { textOfLiteral } from "./quotes";
import { oncePerAllocation, Reports } from "./reports";
import type { Site } from "./site";
import { Fill, factsWith, Life, Origin, State, Termination } from "./state";
import { Strides } from "./strides";
import {
  MAX_WEIGHT,
  type Region,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  Values,
} from "./values";
import { Worklist } from "./worklist";

export interface Limits {
  /** States kept apart at one place. */
  readonly states: number;
  /** Instructions interpreted in one function; beyond half of them one state a place is kept. */
  readonly steps: number;
}

export const LIMITS: Limits = { states: 4, steps: 40_000 };

export interface Input {
  readonly function: IrFunction;
  /** The unit's source text (not the masked view), followed by those of inlined bodies, for messages. */
  readonly source: string;
  /** Where in `source` the unit's own text ends, and those of the bodies after it, in order. */
  readonly boundaries: readonly number[];
  readonly dataModel: DataModel;
  readonly model: (name: string) => FunctionModel | undefined;
  /** What is known of a function whose address the code takes, if it is called by that with so many arguments. */
  readonly pointed?: (name: string, args: number) => FunctionModel | undefined;
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
  readonly fields = new FieldOffsets();
  /** By register: its place in the state, or -1 for a temporary that lives within one block. */
  private readonly place: Int32Array;
  readonly placeTypes: (Type | null)[] = [];
  readonly scratch: Int32Array;
  /** The temporaries of the current block that have been written: the others hold leftovers. */
  written: number[] = [];
  readonly firstEpoch: Int32Array;
  readonly thresholds: number[];
  readonly reports = new Reports();
  readonly ages = new Ages(this);
  readonly worklist: Worklist;
  /** Regions that loops write element by element, by head and region. */
  readonly filled = new Set<number>();
  readonly branches: BranchHistory;
  readonly strides: Strides;
  readonly agreements: Agreements;
  readonly endless: EndlessLoops;
  readonly answers: Answers;
  /** Where an address was stored last, by the place it was stored in. */
  readonly storeSites = new Map<Value, Site>();
  /** By result of a reallocation: the block that was read from memory to be reallocated. */
  readonly reallocated = new Map<Value, Value>();
  /** What calls asked about texts from outside. */
  readonly questions: Question[] = [];
  /** Texts that calls answered something about, and the first call that did. */
  readonly lookedAt = new Map<Region, number>();
  /** Where the text comes from that a function was handed and keeps, to go on with it when it is called again. */
  readonly handed = new Map<string, Taint>();
  /** Whether it matters here of what texts are put together. */
  readonly interpretsTexts: boolean;
  private instructions = 0;
  private states = 0;
  private cutShort = false;
  /** Arguments of the call being run: they are renamed with the rest of the state. */
  callArguments: Value[] = [];
  private ended = false;
  inLoop = false;
  block = 0;
  /** By register that holds the address of a row in an array of arrays: how many elements the row has. */
  private readonly rowLengths: Int32Array;
  /** The last element of a row whose address was computed, and the register of that address. */
  private row: { readonly register: number; readonly of: Row } | null = null;
  /** Register of the last result of arithmetic. */
  private computed = -1;
  private current!: State;
  private readonly audience: Audience;
  private readonly context: Context;

  constructor(private readonly input: Input) {
    const fn = input.function;
    this.fn = fn;
    this.interpretsTexts = interpretsTexts(fn, input.model);
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
    this.agreements = agreementsIn(fn, ({ callee }) => callee!.summary ?? input.model(callee!.name));
    this.endless = new EndlessLoops(this.cfg, (epoch) => this.instructionAt(epoch), input.model);
    this.answers = new Answers(fn, this.cfg);
    this.thresholds = [...numbers].sort((a, b) => a - b);
    this.context = new FindingContext(this);
    this.audience = new Audience(input.listeners);
    this.worklist = new Worklist(this);
    this.initialPlaces = places;
  }
  private readonly initialPlaces: number;

  run(): Outcome {
    if (this.fn.blocks.length > 0) {
      this.worklist.start(this.entryState());
      for (let b = this.worklist.next(0); b !== -1 && !this.cutShort; b = this.worklist.next(b))
        this.runBlock(b);
    }
    return {
      reports: this.plausible(this.reports.settle(this.block, this.branches, this.cfg)),
      instructions: this.instructions,
      states: this.states,
      merges: this.worklist.merges,
      cutShort: this.cutShort,
    };
  }

  /** The instruction of that number; undefined if it is the end of a block. */
  instructionAt(epoch: number): Instruction | undefined {
    let b = this.firstEpoch.length - 1;
    while (b > 0 && this.firstEpoch[b] > epoch) b--;
    return this.fn.blocks[b].instructions[epoch - this.firstEpoch[b]];
  }

  private entryState(): State {
    const state = State.initial(this.values, this.initialPlaces);
    const sources = this.parameterSources();
    this.fn.variables.forEach((v, i) => {
      const isMemory = v.memory;
      if (v.param < 0 && !v.isStatic) {
        if (isMemory) {
          const region = this.variableRegion(i);
          state.setContent(region, {
            fill: Fill.Uninitialised,
            epoch: 0,
            entries: [],
            rest: -1,
            range: null,
          });
        }
        return;
      }
      const symbol = this.values.symbol(ValueKind.Initial, i, 0, v.type);
      if (v.type.kind === TypeKind.Reference || v.name === "this")
        bound(state, symbol, 1, Infinity, null, Origin.Derived);
      // A program is told its name at least, wherever it is started in earnest.
      if (sources === MAIN_SOURCES && v.param === 0 && v.type.kind === TypeKind.Int)
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
    this.block = b;
    this.inLoop = this.cfg.loop[b] !== -1;
    for (const slot of this.worklist.take(b)) {
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
    terminate(this, state, block.terminator, b);
  }

  /* Registers */

  get(state: State, r: number): Value {
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
  operand(state: State, r: number, instruction: Site): Value {
    const v = this.get(state, r);
    if (v !== UNINITIALISED) return v;
    if (r < this.fn.variables.length) {
      const variable = this.fn.variables[r];
      const event = {
        site: instruction,
        instruction: null,
        name: variable.name,
        variable: r,
        declared: variable,
        partial: false,
        unless: "",
      };
      this.emit(state, "uninitialised", event);
    }
    const unknown = this.fresh(
      state,
      r < this.fn.variables.length ? this.fn.variables[r].type : null,
      64 + r,
    );
    this.values.unset.add(unknown);
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
    if (known !== undefined && this.inLoop) this.ages.retire(state, known);
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

  /* Events */

  emit<K extends EventKind>(state: State, kind: K, event: EventOf<K>): void {
    this.current = state;
    this.audience.tell(kind, event, this.context);
  }

  get state(): State {
    return this.current;
  }

  emitAccess(state: State, access: Access): void {
    this.emit(state, "access", access);
    const required = access.call === null || access.call.model?.nonNull.includes(access.param) === true;
    if (
      required &&
      access.address !== UNINITIALISED &&
      nullness(state, pointerBehind(this.values, access.address)) === 1
    )
      this.ended = true;
    if (required && access.address !== UNINITIALISED)
      dereferenced(state, pointerBehind(this.values, access.address), access.site);
  }

  /** Tells of pointers into objects that differ: others are nobody's concern. */
  private emitPointerPair(state: State, left: Value, right: Value, isDifference: boolean, site: Site): void {
    const { values } = this;
    const one = left === UNINITIALISED ? -1 : values.regionOf(left);
    const other = right === UNINITIALISED ? -1 : values.regionOf(right);
    if (one === -1 || other === -1 || values.rootRegion(one) === values.rootRegion(other)) return;
    const event = { left, right, isDifference, site };
    this.emit(state, "pointerPair", event);
  }

  emitAllocation(state: State, event: Allocation): void {
    this.emit(state, "allocation", event);
  }

  emitTextWrite(state: State, event: TextWrite): void {
    this.emit(state, "textWrite", event);
    dereferenced(state, pointerBehind(this.values, event.address), event.call.instruction);
  }

  emitRelease(state: State, release: Release): void {
    this.emit(state, "release", release);
  }

  emitLock(state: State, event: LockChange): void {
    this.emit(state, "lock", event);
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
      stored: -1,
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

  /** Whether a condition is about memory or the result of an unknown call: what other conditions may go together with. */
  readsMemory(v: Value): boolean {
    const symbols = new Set<Value>();
    this.values.collectSymbols(v, symbols);
    for (const s of symbols) {
      const k = this.values.kind[s];
      if (
        k === ValueKind.Content ||
        k === ValueKind.Match ||
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
        overwrite(this, state, ins, v);
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
          this.emit(state, "arithmetic", event);
          const isQuotient = ins.imm === BinaryOp.Divide || ins.imm === BinaryOp.Remainder;
          if (isQuotient && ins.type.kind === TypeKind.Int) divided(state, b, ins);
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
          this.emit(state, "narrowing", event);
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
          this.manageable(state, pointerAdd(this, state, base, index, ins), ins.type),
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
              : ins.imm > 1
                ? values.quotient(bytes, ins.imm)
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
        this.setRegister(state, ins.dst, fieldAddress(this, state, base, ins));
        return;
      }
      case Op.Load: {
        const address = this.operand(state, ins.a, ins);
        this.setRegister(state, ins.dst, load(this, state, address, ins));
        return;
      }
      case Op.Store: {
        const address = this.operand(state, ins.a, ins);
        const v = this.operand(state, ins.b, ins);
        store(this, state, address, v, ins);
        return;
      }
      case Op.Zero: {
        const region = values.regionOf(this.get(state, ins.a));
        if (region !== -1) {
          this.ages.retireContents(state, this.epoch);
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
          this.ages.retireContents(state, this.epoch);
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
        copyMemory(this, state, ins);
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
        // An empty text is one all the same, and what is read into it may leave its zeros at the end.
        const isText = (r: Region) => values.regionType[r]?.to?.size === 1;
        for (const [r, c] of [...state.contents])
          if (c.fill === Fill.Zero && isText(r)) continue;
          else if ((c.fill === Fill.Uninitialised || c.fill === Fill.Zero) && values.isWithin(r, region))
            state.setContent(r, {
              fill: Fill.Unknown,
              epoch: this.epoch,
              entries: c.entries,
              rest: -1,
              range: null,
            });
          else if ((c.rest !== -1 || c.range !== null) && values.isWithin(r, region))
            state.setContent(r, { fill: c.fill, epoch: c.epoch, entries: c.entries, rest: -1, range: null });
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
            this.ages.retireContents(state, this.epoch);
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
    state.updateFacts(values.pointee(result), { mayFail, allocated: ins, allocator: ins.name || ins.macro });
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

  rowOf(register: number): Row | undefined {
    return this.row?.register === register ? this.row.of : undefined;
  }

  /**
   * Whether the size of a block was computed and is 0 because a loop over it did not run: what comes after it was not
   * written for that case.
   */
  isEmpty(state: State, region: Region): boolean {
    const extent = this.extent(state, region);
    return extent !== -1 && !this.values.isConstant(extent) && upper(state, extent) <= 0;
  }

  /** A name that nothing declares: what its header makes of it may be a macro, however it is spelled. */
  private isUnseen({ kind, type, name, summary }: Callee): boolean {
    return kind === "function" && type === null && !summary && this.input.model(name) === undefined;
  }

  private call(state: State, ins: Instruction): readonly State[] | undefined {
    const { values } = this;
    const callee = ins.callee!;
    const args: Value[] = [];
    const assigned = callee.type === null ? this.input.model(callee.name)?.assigns : undefined;
    // A macro that gives a member another name is given that, and no variable.
    const mayAssign =
      this.isUnseen(callee) || (callee.kind === "pointer" && isMacroName(calledName(this, state, callee)));
    ins.args?.forEach((r, i) => {
      const isAssigned = mayAssign || assigned?.includes(i) === true;
      args.push(isAssigned ? this.assignedOperand(state, r) : this.operand(state, r, ins));
    });
    this.callArguments = args;
    const isPointer = callee.kind === "pointer" && callee.register !== -1;
    const target = isPointer ? this.operand(state, callee.register, ins) : -1;
    // A method of a class that is not known is not the function of the same name.
    const isKnown = callee.name !== "" && (callee.kind !== "method" || callee.name.includes("::"));
    const pointed = isPointer ? this.functionAt(target) : "";
    const name = pointed || calledName(this, state, callee);
    const model =
      callee.summary ??
      (pointed === "" ? undefined : this.input.pointed?.(pointed, args.length)) ??
      (isKnown ? this.input.model(callee.name) : undefined) ??
      deallocatorModel(callee, name) ??
      formatterModel(callee) ??
      (callee.kind === "operator" && args.length === 2
        ? this.input.model(operatorOf(this, callee, args[0]))
        : undefined);
    for (const v of args) if (values.type[v]?.kind === TypeKind.Float) judged(state, v);
    const call: Call = { instruction: ins, callee, name, model, args, target };
    this.emit(state, "call", call);
    this.ages.retireContents(state, this.epoch);
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

  /** The function that v is the address of; "" for what is no such address. */
  private functionAt(v: Value): string {
    const { values } = this;
    const region = values.regionOf(v);
    return region !== -1 && values.regionKind[region] === RegionKind.Function
      ? values.regionName[region]
      : "";
  }

  /** The kind of type that argument i of a call has; undefined if nothing says that. */
  argumentKind(call: Call, i: number): TypeKind | undefined {
    const r = call.instruction.args?.[i] ?? -1;
    if (r < this.fn.variables.length) return this.fn.variables[r]?.type.kind;
    const isMade = ({ dst }: Instruction) => dst === r;
    const made = this.fn.blocks[this.block].instructions.find(isMade);
    if (made !== undefined) return made.type.kind;
    // `new T(a ? b : c)`: a condition among the arguments of another call stands in blocks of its own.
    for (const { instructions } of this.fn.blocks) {
      const before = instructions.find(isMade);
      if (before !== undefined) return before.type.kind;
    }
    return undefined;
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

  /** Whether what lies at the address in register r is read first, later in this block: `m[key] += 1`. */
  isReadThrough(r: number): boolean {
    const { instructions } = this.fn.blocks[this.block];
    for (let i = this.epoch - this.firstEpoch[this.block] + 1; i < instructions.length; i++) {
      const { op, a } = instructions[i];
      if (a === r && (op === Op.Load || op === Op.Store)) return op === Op.Load;
    }
    return false;
  }

  /** Whether temporary r is still read later in this block: then an object it holds is not lost yet. */
  scratchLive(r: number): boolean {
    const block = this.fn.blocks[this.block];
    for (let i = this.epoch - this.firstEpoch[this.block] + 1; i < block.instructions.length; i++) {
      const ins = block.instructions[i];
      if (ins.a === r || ins.b === r || ins.args?.includes(r)) return true;
    }
    const t = block.terminator;
    return t.kind === "return" && t.value === r;
  }

  private enter(state: State, ins: Instruction): void {
    const i = ins.imm;
    const variable = this.fn.variables[i];
    if (variable.isStatic) return;
    if (!variable.memory) {
      lost(this, state, state.register(i), -1, ins, "overwritten", i);
      state.setRegister(i, UNINITIALISED);
      return;
    }
    const region = this.variableRegion(i);
    const isObject =
      variable.type.kind === TypeKind.Record &&
      (variable.type.record?.complete !== true || variable.type.record.hasDestructor);
    this.ages.retireContents(state, this.epoch);
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
        this.emit(state, "variableArray", event);
      }
      if (n !== UNINITIALISED && element > 0)
        state.updateFacts(region, { size: this.values.scale(n, element) });
    }
  }

  private leave(state: State, ins: Instruction): void {
    const i = ins.imm;
    const variable = this.fn.variables[i];
    if (variable.isStatic || variable.param >= 0) return;
    const { terminator } = this.fn.blocks[this.block];
    // The whole frame goes: what is left then is looked at there.
    if (terminator.kind === "return" && terminator.start === ins.start) return;
    if (!variable.memory) {
      lost(this, state, state.register(i), -1, ins, "scope", i);
      state.setRegister(i, UNINITIALISED);
      return;
    }
    const region = this.variableRegion(i);
    state.updateFacts(region, { life: Life.OutOfScope, released: ins });
  }

  /* Control */

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

  /** How many states are kept apart at one place: one when much of the budget is spent. */
  get statesKept(): number {
    const { limits } = this.input;
    return this.instructions > limits.steps / 2 ? 1 : limits.states;
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

  /** Whether the program does not come back from a block. */
  endsProgram(block: number): boolean {
    const { instructions, terminator } = this.fn.blocks[block];
    if (terminator.kind === "unreachable") return true;
    return instructions.some(
      ({ callee }) => callee != null && this.modelNamed(callee.name)?.noReturn === true,
    );
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
  readonly constantLength = (state: State, v: Value): Value => {
    const text = this.literalText(v);
    if (text !== undefined) return this.values.constant(endOf(text));
    const region = this.values.existingPointee(v);
    const f = region === undefined ? undefined : state.allFacts.get(region);
    return f?.constant ? f.length : -1;
  };

  readonly isNullOrHarmless = (state: State, v: Value): boolean =>
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
    // A member that is cut off ends with what it lies in.
    if (values.regionKind[region] === RegionKind.Field && extent !== -1 && values.isConstant(extent))
      if (values.number[extent] < (values.regionType[region]?.size ?? 0))
        return this.describeObject(state, values.regionOwner[region]);
    const isContainer = values.regionKind[region] === RegionKind.Characters;
    const unit = isContainer
      ? countedSize(values.regionType[values.regionOf(values.regionOwner[region])])
      : 1;
    const size =
      extent !== -1 && values.isConstant(extent)
        ? ` (${counted(values.number[extent] / unit, isContainer ? "element" : "byte")})`
        : "";
    switch (values.regionKind[region]) {
      case RegionKind.Variable:
      case RegionKind.Global:
      case RegionKind.Field:
      case RegionKind.Characters:
        return values.regionName[region] === "" ? "" : `'${values.regionName[region]}'${size}`;
      case RegionKind.Literal:
        return `a string literal${size}`;
      default: {
        const owner = values.regionOwner[region];
        const isReferred =
          values.kind[owner] === ValueKind.Initial && values.type[owner]?.kind === TypeKind.Reference;
        if (isReferred && size !== "") return `'${this.fn.variables[values.a[owner]].name}'${size}`;
        const f = state.factsOf(region);
        if (f.allocator !== "" && f.family === "") return `what ${f.allocator}() returned`;
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
  return kind === "function" && type === null && isMacroName(name);
}

function isMacroName(name: string): boolean {
  return name.length > 1 && readsAsMacro(name);
}

/** `main`'s arguments come from outside (C17 5.1.2.2.1, J.5.1): argv and envp, not argc. */
const MAIN_SOURCES: ReadonlyMap<number, SourceKind> = new Map([
  [1, "arguments"],
  [2, "environment"],
]);

const NO_SOURCES: ReadonlyMap<number, SourceKind> = new Map();

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
