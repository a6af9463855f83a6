/**
 * Makes instructions, blocks, registers and variables of the function being lowered, in draft form: temporaries are
 * numbered from `TEMPORARY` and blocks in order of creation until `finish` gives both their final numbers. One emitting
 * function per operation, each saying which node of the current tree the instruction stands for.
 */
import type { Type } from "../semantics/types";
import type { Tree } from "../syntax/tree";
import { arrange } from "./cfg";
import {
  type BinaryOp,
  type Block,
  type Callee,
  type CompareOp,
  type Hole,
  type Instruction,
  type IrFunction,
  Op,
  type StringLiteral,
  type Terminator,
  type UnaryOp,
  type Variable,
} from "./ir";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type DraftInstruction = Mutable<Instruction>;
type DraftVariable = Mutable<Variable>;

/** Draft numbers of temporaries start here; what is below is a variable. */
export const TEMPORARY = 1 << 24;

export interface Builder {
  blocks: Block[];
  /** Where instructions go. Always open: after a terminator it is a fresh block, unreachable unless something goes there. */
  current: Block;
  variables: DraftVariable[];
  /** What writes each temporary, by draft number less `TEMPORARY`. */
  definitions: DraftInstruction[];
  strings: StringLiteral[];
  holes: Hole[];
  /** The tree that nodes belong to: the unit's, or that of a macro expansion. */
  tree: Tree;
  /** Outermost macro being expanded, else "". Then every span is that of its use. */
  macro: string;
  useStart: number;
  useEnd: number;
  /** Counts writes to variables; `written` holds its value at each variable's last write. */
  clock: number;
  written: number[];
}

export function createBuilder(tree: Tree): Builder {
  const entry = draftBlock(0);
  return {
    blocks: [entry],
    current: entry,
    variables: [],
    definitions: [],
    strings: [],
    holes: [],
    tree,
    macro: "",
    useStart: 0,
    useEnd: 0,
    clock: 0,
    written: [],
  };
}

const OPEN: Terminator = { kind: "unreachable" };

function draftBlock(id: number): Block {
  return { id, instructions: [], terminator: OPEN };
}

export function newBlock(b: Builder): Block {
  const block = draftBlock(b.blocks.length);
  b.blocks.push(block);
  return block;
}

/** Ends the current block; what follows has no predecessor yet. */
export function terminate(b: Builder, terminator: Terminator): void {
  b.current.terminator = terminator;
  b.current = newBlock(b);
}

export function jump(b: Builder, to: Block): void {
  terminate(b, { kind: "jump", to: to.id });
}

/** Falls through into `block` and goes on there. */
export function enterBlock(b: Builder, block: Block): void {
  b.current.terminator = { kind: "jump", to: block.id };
  b.current = block;
}

/** Goes on in `block` without falling through; the current block must have been left. */
export function resume(b: Builder, block: Block): void {
  b.current = block;
}

export function startOf(b: Builder, node: number): number {
  return b.macro === "" ? b.tree.start[node] : b.useStart;
}

export function endOf(b: Builder, node: number): number {
  return b.macro === "" ? b.tree.end[node] : b.useEnd;
}

function emit(
  b: Builder,
  node: number,
  op: Op,
  dst: number,
  first: number,
  second: number,
  imm: number,
  type: Type,
  from: Type | null = null,
  name = "",
  args: number[] | null = null,
  argSpans: readonly number[] | null = null,
  callee: Callee | null = null,
): DraftInstruction {
  const instruction: DraftInstruction = {
    op,
    dst,
    a: first,
    b: second,
    imm,
    type,
    from,
    name,
    args,
    argSpans,
    callee,
    start: startOf(b, node),
    end: endOf(b, node),
    macro: b.macro,
  };
  b.current.instructions.push(instruction);
  if (dst >= TEMPORARY) b.definitions[dst - TEMPORARY] = instruction;
  return instruction;
}

function temporary(b: Builder): number {
  return TEMPORARY + b.definitions.length;
}

/** The instruction that writes a temporary; undefined for variables. */
export function definition(b: Builder, register: number): DraftInstruction | undefined {
  return register >= TEMPORARY ? b.definitions[register - TEMPORARY] : undefined;
}

export function constant(b: Builder, node: number, value: number, type: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.Const, dst, -1, -1, value, type);
  return dst;
}

export function float(b: Builder, node: number, value: number, type: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.Float, dst, -1, -1, value, type);
  return dst;
}

/** Index of a literal among the function's strings. */
export function addString(b: Builder, value: string | undefined, unit: number): number {
  b.strings.push({ value, unit });
  return b.strings.length - 1;
}

export function string(b: Builder, node: number, index: number, pointer: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.String, dst, -1, -1, index, pointer);
  return dst;
}

export function copy(b: Builder, node: number, from: number, type: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.Copy, dst, from, -1, 0, type);
  return dst;
}

/** Writes a variable that lives in a register; with `found`, by what may have been looked for in vain (see `Op.Copy`). */
export function setVariable(b: Builder, node: number, variable: number, value: number, found = false): void {
  emit(b, node, Op.Copy, variable, value, -1, found ? 1 : 0, b.variables[variable].type);
  b.written[variable] = ++b.clock;
}

export function unary(b: Builder, node: number, op: UnaryOp, a: number, type: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.Unary, dst, a, -1, op, type);
  return dst;
}

export function binary(
  b: Builder,
  node: number,
  op: BinaryOp,
  left: number,
  right: number,
  type: Type,
): number {
  const dst = temporary(b);
  emit(b, node, Op.Binary, dst, left, right, op, type);
  return dst;
}

/** `type` is that of the result, `common` that of the operands. */
export function compare(
  b: Builder,
  node: number,
  op: CompareOp,
  left: number,
  right: number,
  type: Type,
  common: Type,
): number {
  const dst = temporary(b);
  emit(b, node, Op.Compare, dst, left, right, op, type, common);
  return dst;
}

export function cast(b: Builder, node: number, a: number, from: Type, type: Type, explicit: boolean): number {
  const dst = temporary(b);
  emit(b, node, Op.Cast, dst, a, -1, explicit ? 1 : 0, type, from);
  return dst;
}

/** `size`: bytes of one element, or -1. */
export function pointerAdd(
  b: Builder,
  node: number,
  pointer: number,
  index: number,
  size: number,
  type: Type,
): number {
  const dst = temporary(b);
  emit(b, node, Op.PointerAdd, dst, pointer, index, size, type);
  return dst;
}

export function pointerDifference(
  b: Builder,
  node: number,
  left: number,
  right: number,
  size: number,
  type: Type,
): number {
  const dst = temporary(b);
  emit(b, node, Op.PointerDiff, dst, left, right, size, type);
  return dst;
}

export function variableAddress(b: Builder, node: number, variable: number, pointer: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.VariableAddress, dst, -1, -1, variable, pointer);
  return dst;
}

export function globalAddress(b: Builder, node: number, name: string, pointer: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.GlobalAddress, dst, -1, -1, 0, pointer, null, name);
  return dst;
}

export function functionAddress(b: Builder, node: number, name: string, pointer: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.FunctionAddress, dst, -1, -1, 0, pointer, null, name);
  return dst;
}

export function fieldAddress(
  b: Builder,
  node: number,
  record: number,
  name: string,
  offset: number,
  pointer: Type,
  type: Type | null = null,
): number {
  const dst = temporary(b);
  emit(b, node, Op.FieldAddress, dst, record, -1, offset, pointer, type, name);
  return dst;
}

export function load(b: Builder, node: number, address: number, type: Type): number {
  const dst = temporary(b);
  emit(b, node, Op.Load, dst, address, -1, 0, type);
  return dst;
}

export function store(b: Builder, node: number, address: number, value: number, type: Type): void {
  emit(b, node, Op.Store, -1, address, value, 0, type);
}

export function zero(b: Builder, node: number, address: number, size: number, type: Type): void {
  emit(b, node, Op.Zero, -1, address, -1, size, type);
}

export function initString(b: Builder, node: number, address: number, index: number, array: Type): void {
  emit(b, node, Op.InitString, -1, address, -1, index, array);
}

/** `size`: bytes, or -1. */
export function copyMemory(
  b: Builder,
  node: number,
  to: number,
  from: number,
  size: number,
  type: Type,
): void {
  emit(b, node, Op.CopyMemory, -1, to, from, size, type);
}

/** `result` void gives -1. `spans`: start and end of each argument. */
export function emitCall(
  b: Builder,
  node: number,
  callee: Callee,
  args: number[],
  spans: readonly number[],
  result: Type,
  hasResult: boolean,
): number {
  const dst = hasResult ? temporary(b) : -1;
  emit(b, node, Op.Call, dst, -1, -1, 0, result, null, "", args, spans, callee);
  return dst;
}

export function enter(b: Builder, node: number, variable: number): void {
  emit(b, node, Op.Enter, -1, -1, -1, variable, b.variables[variable].type);
}

/** Somebody may have kept the address in `register` from here on. */
export function offer(b: Builder, node: number, register: number, type: Type): void {
  emit(b, node, Op.Offer, -1, register, -1, 1, type);
}

/** `position` (UTF-16 code units, unit-relative): where the scope ends. */
export function leave(b: Builder, position: number, variable: number): void {
  const instruction = emit(b, 0, Op.Leave, -1, -1, -1, variable, b.variables[variable].type);
  instruction.start = instruction.end = position;
}

/** An unknown value. `all`: everything in memory may change, else only what `args` reach. */
export function opaque(b: Builder, node: number, type: Type, args: number[], all = false): number {
  const dst = temporary(b);
  emit(b, node, Op.Opaque, dst, -1, -1, all ? 1 : 0, type, null, "", args);
  return dst;
}

export function addHole(b: Builder, node: number, reason: Hole["reason"], detail: string): void {
  const start = startOf(b, node);
  const end = endOf(b, node);
  const last = b.holes[b.holes.length - 1];
  // Nested failures at one place are one hole.
  if (last && last.start <= start && last.end >= end && last.reason === reason) return;
  b.holes.push({ reason, detail, start, end });
}

export function addVariable(b: Builder, name: string, type: Type, memory: boolean): number {
  b.variables.push({
    name,
    type,
    param: -1,
    memory,
    isStatic: false,
    length: -1,
    start: 0,
    end: 0,
  });
  b.written.push(0);
  return b.variables.length - 1;
}

/** A point in the instruction stream, remembered to insert something there later. */
export interface Point {
  readonly block: Block;
  readonly index: number;
  readonly clock: number;
}

export function here(b: Builder): Point {
  return { block: b.current, index: b.current.instructions.length, clock: b.clock };
}

/**
 * A value that was read at `point` and is used only now. If it is a variable that was written in between, the value
 * it had is saved at `point`; that is so rare that inserting late is cheaper than always copying.
 */
export function settle(b: Builder, node: number, register: number, point: Point): number {
  if (register >= TEMPORARY || register < 0 || b.written[register] <= point.clock) return register;
  const current = b.current;
  const { instructions } = point.block;
  const tail = instructions.splice(point.index);
  b.current = point.block;
  const saved = copy(b, node, register, b.variables[register].type);
  for (const instruction of tail) instructions.push(instruction);
  b.current = current;
  return saved;
}

interface FunctionHeader {
  readonly name: string;
  readonly type: Type;
  readonly isStatic: boolean;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
}

/** Final numbers for blocks and registers. The builder must not be used afterwards. */
export function finish(b: Builder, header: FunctionHeader): IrFunction {
  const blocks = arrange(b.blocks);
  const count = b.variables.length;
  const numbers = new Int32Array(b.definitions.length).fill(-1);
  let registers = count;
  for (const { instructions } of blocks) {
    for (const { dst } of instructions) {
      if (dst >= TEMPORARY && numbers[dst - TEMPORARY] === -1) numbers[dst - TEMPORARY] = registers++;
    }
  }
  const map = (register: number) => (register >= TEMPORARY ? numbers[register - TEMPORARY] : register);
  for (const block of blocks) {
    for (const instruction of block.instructions as DraftInstruction[]) {
      instruction.dst = map(instruction.dst);
      instruction.a = map(instruction.a);
      instruction.b = map(instruction.b);
      const args = instruction.args as number[] | null;
      if (args !== null) for (let i = 0; i < args.length; i++) args[i] = map(args[i]);
      const callee = instruction.callee as Mutable<Callee> | null;
      if (callee !== null) callee.register = map(callee.register);
    }
    const t = block.terminator;
    if (t.kind === "branch") block.terminator = { ...t, condition: map(t.condition) };
    else if (t.kind === "switch" || t.kind === "return") block.terminator = { ...t, value: map(t.value) };
  }
  for (const variable of b.variables) variable.length = map(variable.length);
  return {
    name: header.name,
    type: header.type,
    isStatic: header.isStatic,
    variables: b.variables,
    registers,
    strings: b.strings,
    blocks,
    holes: b.holes,
    start: header.start,
    end: header.end,
    nameStart: header.nameStart,
    nameEnd: header.nameEnd,
  };
}
