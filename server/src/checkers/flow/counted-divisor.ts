/**
 * Divisors that count how often something was met in a loop: they begin with 0, and there are rounds, any number of
 * them, that step them by nothing. A counter that every round steps is none: that there is a round, callers may know.
 */
import type { Context } from "../../flow/events";
import { lower } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { Origin, type State } from "../../flow/state";
import { RegionKind, type Value, ValueKind, type Values } from "../../flow/values";
import { analyseCfg, type Cfg, isInLoop } from "../../ir/cfg";
import { BinaryOp, type Block, type Instruction, type IrFunction, Op } from "../../ir/ir";

/** Whether v counts what a loop has met, may have met nothing, and nobody has asked what was met. */
export function countsWhatIsMet(context: Context, v: Value, site: Site): boolean {
  const { state, function: fn } = context;
  const { values } = state;
  let counter = v;
  while (values.kind[counter] === ValueKind.Convert) counter = values.a[counter];
  const k = values.kind[counter];
  if (k !== ValueKind.JoinRegister && k !== ValueKind.JoinMemory) return false;
  if (state.doubtful || lower(state, counter) !== 0) return false;
  const place = placeOf(values, counter);
  if (place === undefined) return false;
  const cfg = analyseCfg(fn);
  // Where the loop is left, or where the ways past it meet those through it.
  const met = values.meetingBlock(counter);
  const head = headOf(fn, cfg, place, met);
  const steps = head === -1 ? undefined : stepsOf(fn, cfg, head, place);
  if (steps === undefined || !hasIdleRound(cfg, head, steps)) return false;
  // The rounds of another loop may divide where they meet the same again.
  if (blockOf(fn, site).some((b) => cfg.loop[b] !== -1 && !isInLoop(cfg, head, cfg.loop[b]))) return false;
  return !isOtherAsked(state, fn, head, met, counter);
}

function blockOf({ blocks }: IrFunction, { start, end }: Site): number[] {
  const isDivision = (ins: Instruction) => ins.op === Op.Binary && ins.start === start && ins.end === end;
  return blocks.filter(({ instructions }) => instructions.some(isDivision)).map(({ id }) => id);
}

/** The variable, or the member, that a counter is. */
interface Place {
  readonly register: number;
  readonly field: string;
}

function placeOf(values: Values, counter: Value): Place | undefined {
  if (values.kind[counter] === ValueKind.JoinRegister) return { register: values.b[counter], field: "" };
  const region = values.regionOf(values.b[counter]);
  if (region === -1 || values.regionKind[region] !== RegionKind.Field) return undefined;
  return { register: -1, field: values.regionName[region] };
}

/** The head of the last loop that writes a counter, if it is left at `met`; -1 otherwise. */
function headOf(fn: IrFunction, cfg: Cfg, place: Place, met: number): number {
  let head = -1;
  for (const block of fn.blocks)
    if (
      cfg.loop[block.id] !== -1 &&
      block.instructions.some((ins) => writtenTo(fn, block, ins, place) !== -1)
    )
      head = cfg.loop[block.id];
  return met === head || (head < met && !isInLoop(cfg, met, head)) ? head : -1;
}

/**
 * The blocks of the loop itself, not of one inside of it, that step a counter by a positive number. Undefined if
 * anything else is done to it there, or it begins with anything but 0.
 */
function stepsOf(fn: IrFunction, cfg: Cfg, head: number, place: Place): ReadonlySet<number> | undefined {
  const steps = new Set<number>();
  let isReset = false;
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      const value = writtenTo(fn, block, ins, place);
      if (value === -1) continue;
      const made = madeIn(fn, block, value);
      if (isInLoop(cfg, block.id, head)) {
        const by =
          made?.op === Op.Binary && made.imm === BinaryOp.Add ? madeIn(fn, block, made.b) : undefined;
        if (cfg.loop[block.id] !== head || by?.op !== Op.Const || by.imm <= 0) return undefined;
        steps.add(block.id);
      } else if (block.id < head) {
        if (made?.op !== Op.Const || made.imm !== 0) return undefined;
        isReset = true;
      }
    }
  return isReset ? steps : undefined;
}

/** The register whose value an instruction puts into the place; -1 if it does not. */
function writtenTo(fn: IrFunction, block: Block, ins: Instruction, { register, field }: Place): number {
  if (register !== -1) return ins.op === Op.Copy && ins.dst === register ? ins.a : -1;
  if (ins.op !== Op.Store) return -1;
  const to = madeIn(fn, block, ins.a);
  return to?.op === Op.FieldAddress && to.name === field ? ins.b : -1;
}

function madeIn(fn: IrFunction, { instructions }: Block, register: number): Instruction | undefined {
  let r = register;
  for (let i = instructions.length - 1; i >= 0; i--) {
    const ins = instructions[i];
    if (ins.dst !== r || r < fn.variables.length) continue;
    if (ins.op !== Op.Cast) return ins;
    r = ins.a;
  }
  return undefined;
}

/** Whether a round leads back to the head of a loop through none of the blocks. */
function hasIdleRound(cfg: Cfg, head: number, steps: ReadonlySet<number>): boolean {
  const seen = new Set<number>();
  const work = cfg.successors[head].filter((b) => isInLoop(cfg, b, head));
  for (let b = work.pop(); b !== undefined; b = work.pop()) {
    if (b === head) return steps.size > 0;
    if (steps.has(b) || seen.has(b) || !isInLoop(cfg, b, head)) continue;
    seen.add(b);
    work.push(...cfg.successors[b]);
  }
  return false;
}

/** Whether the path has asked about something else that the loop leaves, beside what ends the loop: that may tell. */
function isOtherAsked(state: State, fn: IrFunction, head: number, met: number, counter: Value): boolean {
  const { values } = state;
  const { instructions, terminator } = fn.blocks[head];
  const ends = new Set<number>();
  for (const { a, b } of instructions) ends.add(a).add(b);
  if (terminator.kind === "branch") ends.add(terminator.condition);
  const isLeft = (s: Value) =>
    s !== counter &&
    ((values.kind[s] === ValueKind.JoinRegister && !ends.has(values.b[s])) ||
      values.kind[s] === ValueKind.JoinMemory) &&
    (values.meetingBlock(s) === head || values.meetingBlock(s) === met);
  const symbols = new Set<Value>();
  for (const question of state.allDecisions.keys()) values.collectSymbols(question, symbols);
  for (const s of symbols)
    if (isLeft(s)) {
      return true;
    }
  for (let r = 0; r < fn.variables.length; r++) {
    const v = state.register(r);
    if (v <= 0 || !isLeft(v)) continue;
    const c = state.constraint(v);
    if (c?.loOrigin === Origin.Check || c?.hiOrigin === Origin.Check || c?.not === 0) return true;
  }
  return false;
}
