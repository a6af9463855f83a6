/** How far an index or an offset gets in what it points into, and which of that the code does not mean. */
import type { Access, Context } from "../../flow/events";
import { read } from "../../flow/memory";
import { lower, nullness, upper } from "../../flow/numbers";
import { highest, lowest } from "../../flow/reach";
import { Origin, type State, Termination } from "../../flow/state";
import { RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "../../flow/values";
import { analyseCfg, successors } from "../../ir/cfg";
import { BinaryOp, type Block, CompareOp, type Instruction, type IrFunction, Op } from "../../ir/ir";
import { blockOf, isPlaced, madeIn } from "../../ir/search";
import { type Type, TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";
import { addressAround } from "./enclosing";

/**
 * How far v gets upwards: by masks and remainders as well if they were written for this use of it, and none of them lets
 * through many times `size`. `areMeant` is asked only where that makes a difference.
 */
export function farthest(state: State, v: Value, size: number, areMeant: () => boolean): number | undefined {
  const n = highest(state, v);
  if (n === undefined || n <= size) return n;
  const plain = highest(state, v, false);
  return n === plain || (n <= 2 * size && areMeant()) ? n : plain;
}

/** How far v gets downwards, by masks as well if they were written for this use of it. */
export function nearest(state: State, v: Value, areMeant: () => boolean): number | undefined {
  const n = lowest(state, v);
  const plain = n === undefined ? undefined : lowest(state, v, false);
  return n === plain || areMeant() ? n : plain;
}

/** Whether the last index of an element of an array of arrays leaves its row: into the next one, or out of them all. */
export function leavesRow(event: Access, context: Context): "definite" | "evidence" | undefined {
  const { row } = event;
  const { state } = context;
  if (row === undefined || row.index <= UNINITIALISED) return undefined;
  if (upper(state, row.index) < 0 || lower(state, row.index) >= row.count) return "definite";
  const areMeant = () => isWrittenFor(event, context);
  const most = farthest(state, row.index, row.count - 1, areMeant);
  const least = nearest(state, row.index, areMeant);
  return (most !== undefined && most >= row.count) || (least !== undefined && least < 0)
    ? "evidence"
    : undefined;
}

/**
 * Whether a mask that limits the place of an access was written for it. What is read from memory was taken apart when it
 * was put there: the mask then tells the width of a field, not what the field can be.
 */
export function isWrittenFor({ call, site }: Access, context: Context): boolean {
  if (call !== null) return true;
  const text = withoutComments(context.text(site));
  const index = text.slice(text.indexOf("[") + 1, text.lastIndexOf("]")).trim();
  return /^\w+$/.test(index) ? isMasked(context.function, index) : /[&%]/.test(index);
}

/** Whether the function itself sets a variable to something that is made by a mask or a remainder. */
function isMasked({ blocks, variables }: IrFunction, name: string): boolean {
  return blocks.some(({ instructions }) => {
    const made = (r: number) => instructions.find(({ dst }) => dst === r && dst >= variables.length);
    const isMade = (r: number, depth: number): boolean => {
      const ins = made(r);
      if (ins === undefined || depth === 0) return false;
      if (ins.op === Op.Cast || ins.op === Op.Copy) return isMade(ins.a, depth - 1);
      if (ins.op !== Op.Binary) return false;
      const isMask = ins.imm === BinaryOp.And || ins.imm === BinaryOp.Remainder;
      return isMask || isMade(ins.a, depth - 1) || isMade(ins.b, depth - 1);
    };
    return instructions.some((ins) => {
      if (ins.op === Op.Copy) return variables[ins.dst]?.name === name && isMade(ins.a, EXPRESSION_DEPTH);
      const to = ins.op === Op.Store ? made(ins.a) : undefined;
      return (
        to?.op === Op.VariableAddress && variables[to.imm].name === name && isMade(ins.b, EXPRESSION_DEPTH)
      );
    });
  });
}

/**
 * Whether an index starts again where it is equal to another number, as at the end of a ring: what else it is compared
 * with is not all that keeps it inside. A question that sets nothing back limits nothing.
 */
export function isTurned({ call, site }: Access, context: Context): boolean {
  const fn = context.function;
  const text = withoutComments(context.text(site));
  const [index] = /(?<=[\W_]|^)[A-Za-z]\w*(?=\W*\]\W*$)/.exec(text.slice(0, text.lastIndexOf("]") + 1)) ?? [];
  if (call !== null || index === undefined) return false;
  return fn.blocks.some((block) => {
    const turn = turnBehind(fn, block, index);
    if (turn === -1) return false;
    const others = reachableWithout(fn, turn);
    return fn.blocks.some((other) => !others.has(other.id) && setsBack(fn, other, index));
  });
}

/**
 * Whether the index is the counter of a loop whose limit nobody knows here: that there are so many rounds is only
 * possible, however exactly this one is known.
 */
export function isOpenRound(event: Access, context: Context): boolean {
  const { state } = context;
  const fn = context.function;
  const written = event.call === null && context.isOwnCode(event.site) ? writtenIndex(event, context) : [];
  const indexes = written.length > 0 ? written : handedOn(event, context);
  if (indexes.length === 0) return false;
  return fn.blocks.some(({ id, instructions, terminator }) => {
    if (!context.isLoopHead(id) || terminator.kind !== "branch") return false;
    const asked = madeIn(fn, instructions, terminator.condition);
    if (asked?.op !== Op.Compare || !indexes.some((index) => isPlaced(fn, instructions, asked.a, index)))
      return false;
    let limit = asked.b;
    for (
      let made = madeIn(fn, instructions, limit);
      made?.op === Op.Cast;
      made = madeIn(fn, instructions, limit)
    )
      limit = made.a;
    const isVariable = limit < fn.variables.length;
    return isVariable
      ? !state.values.isConstant(state.register(limit))
      : madeIn(fn, instructions, limit)?.op === Op.Load;
  });
}

function writtenIndex({ site }: Access, context: Context): readonly string[] {
  const [, index] = /\[\s*([A-Za-z_]\w*)\s*\]\W*(?:=|$)/.exec(withoutComments(context.text(site))) ?? [];
  return index === undefined ? [] : [index];
}

/**
 * Variables that tell which element it is that is reached by its address: `drop(&list->items[i])`, or
 * `item = &items[i]` and then `item->size`.
 */
function handedOn({ address }: Access, context: Context): readonly string[] {
  const { state, function: fn } = context;
  const { values } = state;
  const around = addressAround(context, address);
  const offset = values.offsetOf(around === -1 ? address : around);
  const names: string[] = [];
  for (const { instructions } of fn.blocks)
    for (const { op, b, imm } of instructions) {
      if (op !== Op.PointerAdd || b >= fn.variables.length || imm <= 1) continue;
      const index = state.register(b);
      if (index <= UNINITIALISED) continue;
      const within = values.difference(offset, values.scale(index, imm));
      const into = values.isConstant(within) ? values.number[within] : -1;
      if (into >= 0 && into < imm) names.push(fn.variables[b].name);
    }
  return names;
}

/** Where a block goes if the index is equal to a number that is no constant; -1 if that is not what it asks. */
function turnBehind(fn: IrFunction, { instructions, terminator }: Block, index: string): number {
  if (terminator.kind !== "branch") return -1;
  const asked = instructions.find(({ dst }) => dst === terminator.condition);
  if (asked?.op !== Op.Compare) return -1;
  if (asked.imm !== CompareOp.Equal && asked.imm !== CompareOp.NotEqual) return -1;
  const { a, b, imm } = asked;
  const isConstant = (r: number) => madeIn(fn, instructions, r)?.op === Op.Const;
  const isAsked =
    (isPlaced(fn, instructions, a, index) && !isConstant(b)) ||
    (isPlaced(fn, instructions, b, index) && !isConstant(a));
  if (!isAsked) return -1;
  return imm === CompareOp.Equal ? terminator.ifTrue : terminator.ifFalse;
}

function setsBack(fn: IrFunction, { instructions }: Block, index: string): boolean {
  return instructions.some((ins) => {
    if (ins.op === Op.Copy && fn.variables[ins.dst]?.name === index)
      return madeIn(fn, instructions, ins.a)?.op === Op.Const;
    if (ins.op !== Op.Store || madeIn(fn, instructions, ins.b)?.op !== Op.Const) return false;
    return isPlaced(fn, instructions, ins.a, index);
  });
}

/** The blocks that are reached from the function's beginning on a way that does not lead through `block`. */
function reachableWithout({ blocks }: IrFunction, block: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const work = block === 0 ? [] : [0];
  for (let b = work.pop(); b !== undefined; b = work.pop()) {
    if (b === block || seen.has(b)) continue;
    seen.add(b);
    work.push(...successors(blocks[b].terminator));
  }
  return seen;
}

/** Expressions are looked into so far. */
const EXPRESSION_DEPTH = 6;

/**
 * Whether rounds of a loop walk a table of pointers, by no number that was compared: the last of its elements is null,
 * and the loop ends there. The table is constant, or the loop asks each pointer.
 */
export function isUpToSentinel({ address, write, instruction }: Access, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const root = values.rootRegion(values.regionOf(address));
  const element = values.regionType[root]?.kind === TypeKind.Array ? values.regionType[root]?.to : undefined;
  if (write || values.regionKind[root] !== RegionKind.Global || !element) return false;
  // A record may name itself by mistake, so there is an end to it.
  const holdsPointer = ({ kind, record }: Type, depth: number): boolean =>
    kind === TypeKind.Pointer ||
    (depth > 0 && (record?.fields ?? []).some((f) => holdsPointer(f.type, depth - 1)));
  const isEnd = element.kind === TypeKind.Pointer && isAskedForEnd(context.function, instruction);
  if (!(element.isConst || isEnd) || !holdsPointer(element, RECORD_DEPTH)) return false;
  const symbols = new Set<Value>();
  values.collectSymbols(address, symbols);
  for (const s of symbols)
    if (isCounted(context, s) && state.constraint(s)?.hiOrigin === Origin.Reached) return true;
  return false;
}

/** Whether a symbol is what a variable has come to in the rounds of a loop. */
function isCounted(context: Context, s: Value): boolean {
  const { values } = context.state;
  const k = values.kind[s];
  const isJoin = k === ValueKind.JoinRegister || k === ValueKind.JoinMemory;
  return isJoin && context.isLoopHead(values.meetingBlock(s));
}

/** Records in records are looked into so far. */
const RECORD_DEPTH = 3;

/** Whether a part of an offset grows without limit. */
export function isMovedOn(context: Context, offset: Value): boolean {
  const { values } = context.state;
  switch (values.kind[offset]) {
    case ValueKind.Sum:
      return isMovedOn(context, values.a[offset]) || isMovedOn(context, values.b[offset]);
    case ValueKind.Scale:
      return values.number[values.b[offset]] > 0 && isMovedOn(context, values.a[offset]);
    case ValueKind.Offset:
    case ValueKind.Convert:
      return isMovedOn(context, values.a[offset]);
    default:
      return context.isUnlimited(offset);
  }
}

/**
 * Whether an element of a text is touched that is known not to end it, or the one right behind such: the first was read
 * before, and there is one more.
 */
export function isInText({ address, call, instruction }: Access, context: Context): boolean {
  const { state } = context;
  const { values } = state;
  const { type } = instruction;
  if (call !== null || type.kind !== TypeKind.Int || type.size > 4) return false;
  return [0, -type.size].some((step) => {
    const element = read(state, values.offset(address, step), type.size, type, context.function);
    return element > UNINITIALISED && !values.isConstant(element) && nullness(state, element) === 0;
  });
}

/**
 * Whether a pointer reads character after character of a text that ends, by what it has read there: what it skips, it
 * has looked at. A counter that is compared with the length alone is no such pointer. `isToEnd`: whether each character
 * that is read is asked whether it ends the text.
 */
export function isWalkInText(event: Access, context: Context, isToEnd = false): boolean {
  const { address, call, write, instruction } = event;
  const { state } = context;
  const { values } = state;
  const { type } = instruction;
  if (call !== null || write || type.kind !== TypeKind.Int || type.size > 4) return false;
  const region = values.regionOf(address);
  const walks = values.kind[values.base(values.offsetOf(address))] === ValueKind.JoinRegister;
  const { termination } = state.factsOf(region);
  // A helper that is told how much to take at most relies on the texts that it is given.
  const isTrusted = isToEnd && !context.isOwnCode(event.site) && termination === Termination.Unknown;
  const array = values.regionType[region];
  const isConstant =
    array?.kind === TypeKind.Array && array.to?.isConst && termination === Termination.Unknown;
  const isText =
    values.regionKind[region] === RegionKind.Literal ||
    termination === Termination.Terminated ||
    (isToEnd && isConstant);
  if (!walks || !(isText || isTrusted)) return false;
  if (isToEnd) return isAskedForEnd(context.function, instruction);
  if (isAsked(context.function, instruction)) return true;
  for (const question of state.allDecisions.keys()) {
    const symbols = new Set<Value>();
    values.collectSymbols(question, symbols);
    for (const s of symbols)
      if (values.kind[s] === ValueKind.Content && values.regionOf(values.a[s]) === region) return true;
  }
  return false;
}

/** Whether a block branches by what an instruction in it gives: `while (*s != ' ')`. */
function isAsked(fn: IrFunction, asked: Instruction): boolean {
  const block = blockOf(fn, asked);
  return block?.terminator.kind === "branch" && derivedFrom(block, asked).has(block.terminator.condition);
}

/** Whether what an instruction gives ends the loop if it is 0: `while (*s != 0)`, `if (*s == 0) break;`. */
function isAskedForEnd(fn: IrFunction, asked: Instruction): boolean {
  const block = blockOf(fn, asked);
  if (block?.terminator.kind !== "branch") return false;
  const { condition, ifTrue, ifFalse } = block.terminator;
  const derived = derivedFrom(block, asked);
  if (!derived.has(condition)) return false;
  const last = block.instructions.find(({ dst }) => dst === condition);
  let isEnd = ifFalse;
  if (last?.op === Op.Compare) {
    const other = madeIn(fn, block.instructions, derived.has(last.a) ? last.b : last.a);
    if (other?.op !== Op.Const || other.imm !== 0) return false;
    if (last.imm === CompareOp.Equal) isEnd = ifTrue;
    else if (last.imm !== CompareOp.NotEqual) return false;
  }
  const { loop, outerLoop } = analyseCfg(fn);
  for (let head = loop[isEnd]; head !== -1; head = outerLoop[head]) if (head === loop[block.id]) return false;
  return true;
}

/** The registers of a block that hold what an instruction gives, converted, or how it compares with something. */
function derivedFrom({ instructions }: Block, from: Instruction): ReadonlySet<number> {
  const derived = new Set([from.dst]);
  for (const { op, dst, a, b } of instructions)
    if ((op === Op.Cast || op === Op.Compare) && (derived.has(a) || derived.has(b))) derived.add(dst);
  return derived;
}

/**
 * Whether an address before the start of a member is still in the record around it, or that may be: from a member to its
 * record leads a known number of bytes back.
 */
export function isWithinContainer(context: Context, address: Value, offset: number): boolean {
  const { values } = context.state;
  let at = offset;
  for (let r = values.regionOf(address); values.regionKind[r] === RegionKind.Field; ) {
    const start = context.fieldOffset(r);
    if (start < 0) return true;
    at += start;
    if (at >= 0) return true;
    r = values.parentRegion(r);
  }
  return false;
}

/** The number that an offset in bytes is computed from. */
export function indexOf(values: Values, offset: Value): Value {
  let at = offset;
  while (values.kind[at] === ValueKind.Offset || values.kind[at] === ValueKind.Scale) at = values.a[at];
  return at;
}
