/**
 * Puts the bodies of small callees in the place of their calls, so that what a helper does is followed as if it had been
 * written there. The source texts of the bodies are appended to the caller's: an instruction's span tells by itself
 * which code it came from, and `Segment` says what that code is and where it was called.
 */

import { type Type, TypeKind } from "../semantics/types";
import { arrange, retarget } from "./cfg";
import {
  type Block,
  calleeWith,
  functionWith,
  type Instruction,
  type IrFunction,
  instructionWith,
  Op,
  type StringLiteral,
  type Terminator,
  type Variable,
} from "./ir";
import { unwrittenReturns } from "./outputs";

/** A function as its callers take it in: with the bodies of its own callees already in place. */
export interface Inlinable {
  readonly fn: IrFunction;
  /** Its unit's source, followed by those of the bodies in it. */
  readonly source: string;
  readonly segments: readonly Segment[];
  /** Parameters through which it may write. Whether it does is its business, so callers assume it. */
  readonly fills: readonly number[];
  /** It returns null on some ways, and something else on others. */
  readonly isNullable: boolean;
  /** It writes to what callers may know by another name. */
  readonly isDeep: boolean;
  /** Parameters that it may store away: whether it does may depend on what is not known here. */
  readonly keeps: readonly number[];
  /** Only for callers that set these global variables: what it does to its parameters hangs on them. */
  readonly deciders: readonly string[];
  /** Tells definitions apart; the engine's own. */
  readonly definition: string;
  /** What an analysis of the function by itself reports, as `reportKey` writes it. */
  readonly reports: ReadonlySet<string>;
}

/** Where the source of one body stands in the text that spans refer to. */
export interface Segment {
  readonly start: number;
  /** The body without those in it: they follow as segments of their own. */
  readonly end: number;
  /** Span of the call that it stands for, in the caller's text, which may be a segment too. */
  readonly callStart: number;
  readonly callEnd: number;
  readonly name: string;
  readonly definition: string;
  readonly reports: ReadonlySet<string>;
}

export function reportKey(rule: string, start: number, end: number): string {
  return `${rule} ${start} ${end}`;
}

interface Site {
  readonly block: number;
  readonly index: number;
  readonly body: Inlinable;
  readonly variables: number;
  readonly temporaries: number;
  readonly strings: number;
  readonly offset: number;
}

/**
 * The function with the bodies that `bodyOf` gives for its calls. `source` is the text of its unit. The same objects
 * come back if there is nothing to put in place.
 */
export function inlineCalls(
  fn: IrFunction,
  source: string,
  bodyOf: (call: Instruction) => Inlinable | undefined,
): { readonly fn: IrFunction; readonly source: string; readonly segments: readonly Segment[] } {
  const sites: Site[] = [];
  const segments: Segment[] = [];
  let variables = fn.variables.length;
  let temporaries = fn.registers - fn.variables.length;
  let strings = fn.strings.length;
  let text = source;
  for (const block of fn.blocks)
    block.instructions.forEach((ins, index) => {
      if (ins.op !== Op.Call) return;
      const body = bodyOf(ins);
      if (body === undefined) return;
      const offset = text.length;
      sites.push({ block: block.id, index, body, variables, temporaries, strings, offset });
      // One more variable, for the result: several returns may write it.
      variables += body.fn.variables.length + 1;
      // One more for each parameter that lives in memory: its address.
      temporaries += body.fn.registers - body.fn.variables.length + parametersInMemory(body.fn);
      strings += body.fn.strings.length;
      const own = body.segments.length > 0 ? body.segments[0].start : body.source.length;
      const { name } = body.fn;
      const { definition, reports } = body;
      const end = offset + own;
      segments.push({
        start: offset,
        end,
        callStart: ins.start,
        callEnd: ins.end,
        name,
        definition,
        reports,
      });
      for (const s of body.segments)
        segments.push({
          ...s,
          start: s.start + offset,
          end: s.end + offset,
          callStart: s.callStart + offset,
          callEnd: s.callEnd + offset,
        });
      text += body.source;
    });
  if (sites.length === 0) return { fn, source, segments };
  return { fn: new Splicer(fn, sites, variables, temporaries).run(), source: text, segments };
}

/** Whether objects of a type are handed over by address although nobody sees its declaration: `std::string`. */
function isLibraryObject({ kind, params, name }: Type): boolean {
  return kind === TypeKind.Unknown && (params !== null || name.includes("::"));
}

function isRead(fn: IrFunction, r: number): boolean {
  if (r === -1) return false;
  return (
    r < fn.variables.length ||
    fn.blocks.some(
      ({ instructions, terminator: t }) =>
        instructions.some(
          (ins) => ins.a === r || ins.b === r || ins.args?.includes(r) || ins.callee?.register === r,
        ) ||
        (t.kind === "branch" && t.condition === r) ||
        ((t.kind === "switch" || t.kind === "return") && t.value === r),
    )
  );
}

/** The variable that a body's returns write. */
function resultOf(fn: IrFunction): Variable {
  const type = fn.type.to ?? fn.type;
  return { name: "", type, param: -1, memory: false, isStatic: false, length: -1, start: 0, end: 0 };
}

function parametersInMemory(fn: IrFunction): number {
  let n = 0;
  for (const v of fn.variables) if (v.param >= 0 && v.memory) n++;
  return n;
}

/** How the numbers in a body become those of the whole. */
interface Renumbering {
  /** Variables of the function being renumbered. */
  readonly own: number;
  readonly variables: number;
  readonly temporaries: number;
  readonly strings: number;
  readonly offset: number;
}

class Splicer {
  private readonly blocks: Block[] = [];
  /** Where temporaries begin in the whole. */
  private readonly firstTemporary: number;

  constructor(
    private readonly fn: IrFunction,
    private readonly sites: readonly Site[],
    private readonly variables: number,
    private readonly temporaries: number,
  ) {
    this.firstTemporary = variables;
  }

  run(): IrFunction {
    const { fn } = this;
    const whole: Renumbering = {
      own: fn.variables.length,
      variables: 0,
      temporaries: 0,
      strings: 0,
      offset: 0,
    };
    for (const block of fn.blocks)
      this.blocks.push({ id: block.id, instructions: [], terminator: block.terminator });
    let site = 0;
    for (const block of fn.blocks) {
      let target = this.blocks[block.id];
      block.instructions.forEach((ins, index) => {
        const found = this.sites[site];
        if (found?.block === block.id && found.index === index) {
          site++;
          target = this.splice(target, this.renumber(ins, whole), found);
        } else target.instructions.push(this.renumber(ins, whole));
      });
      target.terminator = this.terminator(block, whole, 0);
    }
    const variables: Variable[] = fn.variables.map((v) => this.variable(v, whole, v.param));
    const strings: StringLiteral[] = [...fn.strings];
    for (const s of this.sites) {
      const numbers = numbering(s);
      for (const v of s.body.fn.variables) variables.push(this.variable(v, numbers, -1));
      variables.push(resultOf(s.body.fn));
      strings.push(...s.body.fn.strings);
    }
    const registers = this.variables + this.temporaries;
    return functionWith(fn, { variables, registers, strings, blocks: arrange(this.blocks) });
  }

  private variable(v: Variable, n: Renumbering, param: number): Variable {
    const length = v.length === -1 ? -1 : this.register(v.length, n);
    return {
      name: v.name,
      type: v.type,
      param,
      memory: v.memory,
      isStatic: v.isStatic,
      length,
      start: v.start + n.offset,
      end: v.end + n.offset,
    };
  }

  private register(r: number, n: Renumbering): number {
    if (r === -1) return -1;
    return r < n.own ? r + n.variables : r - n.own + this.firstTemporary + n.temporaries;
  }

  /** Puts a body after `before`; gives the block in which the caller goes on. */
  private splice(before: Block, call: Instruction, site: Site): Block {
    const { fn } = site.body;
    const numbers = numbering(site);
    const first = this.blocks.length;
    for (const block of fn.blocks)
      this.blocks.push({ id: first + block.id, instructions: [], terminator: block.terminator });
    const after: Block = { id: this.blocks.length, instructions: [], terminator: { kind: "unreachable" } };
    for (const p of site.body.keeps) after.instructions.push(...offerOf(call, p, 1));
    if (site.body.isDeep) after.instructions.push(instructionWith(plain(call, Op.Opaque, 2), { args: [] }));
    this.blocks.push(after);
    const returnsValue =
      call.dst !== -1 && fn.blocks.every(({ terminator: t }) => t.kind !== "return" || t.value !== -1);
    const outputs = this.outputsOf(site);
    this.passArguments(before, call, site, numbers, outputs);
    before.terminator = entryOf(call, first, after.id, site.offset);
    for (const block of fn.blocks) {
      const copy = this.blocks[first + block.id];
      for (const ins of block.instructions) copy.instructions.push(this.renumber(ins, numbers));
      const t = block.terminator;
      if (t.kind !== "return") {
        copy.terminator = this.terminator(block, numbers, first);
        continue;
      }
      // Where the result says that nothing was written, who asks for it knows.
      for (const [p, unwritten] of outputs)
        if (!unwritten.has(block.id)) copy.instructions.push(...offerOf(call, p, 0));
      if (returnsValue) copy.instructions.push(this.result(call, t.value, site, numbers));
      fn.variables.forEach((v, i) => {
        if (v.param >= 0) copy.instructions.push(plain(call, Op.Leave, numbers.variables + i));
      });
      copy.terminator = { kind: "jump", to: after.id };
    }
    if (call.dst !== -1 && !returnsValue)
      after.instructions.push(instructionWith(plain(call, Op.Opaque, 0), { dst: call.dst, args: [] }));
    if (returnsValue) {
      const result = numbers.variables + fn.variables.length;
      after.instructions.push(
        instructionWith(plain(call, Op.Copy, 0), { dst: call.dst, a: result }),
        plain(call, Op.Leave, result),
      );
    }
    return after;
  }

  /** What a return of the body does to the variable for its result. */
  private result(call: Instruction, value: number, site: Site, numbers: Renumbering): Instruction {
    const { fn, isNullable } = site.body;
    const dst = numbers.variables + fn.variables.length;
    const type = fn.type.to ?? call.type;
    const a = this.register(value, numbers);
    return instructionWith(plain(call, Op.Copy, isNullable ? 1 : 0), { dst, a, type, name: fn.name });
  }

  /**
   * The parameters that callers may take to have been written. Who does not even look at what the function answers
   * cannot know of them more than its body says.
   */
  private fillsOf({ block, index, body }: Site): readonly number[] {
    if (body.fills.length === 0 || body.fn.type.to?.kind !== TypeKind.Int) return body.fills;
    const { dst } = this.fn.blocks[block].instructions[index];
    return isRead(this.fn, dst) ? body.fills : [];
  }

  /** Of the parameters that are offered, those of which the result tells where they were not written. */
  private outputsOf(site: Site): ReadonlyMap<number, ReadonlySet<number>> {
    const outputs = new Map<number, ReadonlySet<number>>();
    for (const p of this.fillsOf(site)) {
      const unwritten =
        site.body.fn.type.to?.kind === TypeKind.Pointer ? null : unwrittenReturns(site.body.fn, p);
      if (unwritten !== null) outputs.set(p, unwritten);
    }
    return outputs;
  }

  private passArguments(
    before: Block,
    call: Instruction,
    site: Site,
    numbers: Renumbering,
    outputs: ReadonlyMap<number, unknown>,
  ): void {
    const { fn } = site.body;
    if (call.dst !== -1)
      before.instructions.push(plain(call, Op.Enter, numbers.variables + fn.variables.length));
    let address = this.firstTemporary + site.temporaries + fn.registers - fn.variables.length;
    for (const p of this.fillsOf(site)) if (!outputs.has(p)) before.instructions.push(...offerOf(call, p, 0));
    fn.variables.forEach((v, i) => {
      if (v.param < 0) return;
      const variable = numbers.variables + i;
      const argument = call.args?.[v.param] ?? -1;
      before.instructions.push(plain(call, Op.Enter, variable));
      if (!v.memory) {
        before.instructions.push(
          instructionWith(plain(call, Op.Copy, 0), { dst: variable, a: argument, type: v.type }),
        );
        return;
      }
      const isRecord = v.type.record !== null || isLibraryObject(v.type);
      before.instructions.push(
        instructionWith(plain(call, Op.VariableAddress, variable), { dst: address }),
        instructionWith(plain(call, isRecord ? Op.CopyMemory : Op.Store, isRecord ? v.type.size : 0), {
          a: address,
          b: argument,
          type: v.type,
        }),
      );
      address++;
    });
  }

  private renumber(ins: Instruction, n: Renumbering): Instruction {
    const register = (r: number) => this.register(r, n);
    let { imm } = ins;
    if (ins.op === Op.String || ins.op === Op.InitString) imm += n.strings;
    else if (ins.op === Op.VariableAddress || ins.op === Op.Enter || ins.op === Op.Leave) imm += n.variables;
    return {
      op: ins.op,
      dst: register(ins.dst),
      a: register(ins.a),
      b: register(ins.b),
      imm,
      type: ins.type,
      from: ins.from,
      name: ins.name,
      args: ins.args === null ? null : ins.args.map(register),
      argSpans:
        ins.argSpans === null || n.offset === 0 ? ins.argSpans : ins.argSpans.map((at) => at + n.offset),
      callee:
        ins.callee === null || ins.callee.register === -1
          ? ins.callee
          : calleeWith(ins.callee, { register: register(ins.callee.register) }),
      start: ins.start + n.offset,
      end: ins.end + n.offset,
      macro: ins.macro,
    };
  }

  private terminator(block: Block, n: Renumbering, first: number): Terminator {
    const t = retarget(block.terminator, (to) => to + first);
    switch (t.kind) {
      case "branch":
        return {
          ...t,
          condition: this.register(t.condition, n),
          start: t.start + n.offset,
          end: t.end + n.offset,
        };
      case "switch":
        return { ...t, value: this.register(t.value, n), start: t.start + n.offset, end: t.end + n.offset };
      case "return":
        return { ...t, value: this.register(t.value, n) };
      default:
        return t;
    }
  }
}

function numbering(site: Site): Renumbering {
  const { variables, temporaries, strings, offset } = site;
  return { own: site.body.fn.variables.length, variables, temporaries, strings, offset };
}

/** The way into a body: nothing is destroyed where there is no object (`delete` of null). */
function entryOf(call: Instruction, first: number, after: number, offset: number): Terminator {
  const object = call.callee?.kind === "destructor" ? (call.args?.[0] ?? -1) : -1;
  if (object === -1) return { kind: "jump", to: first };
  // No question of the caller's, so it stands in the body.
  return { kind: "branch", condition: object, ifTrue: first, ifFalse: after, start: offset, end: offset };
}

/** The offer of what a parameter is given, if it is given anything; `imm` as `Op.Offer` has it. */
function offerOf(call: Instruction, parameter: number, imm: number): Instruction[] {
  const a = call.args?.[parameter] ?? -1;
  return a === -1 ? [] : [instructionWith(plain(call, Op.Offer, imm), { a })];
}

/** An instruction without operands that stands where the call does. */
function plain(call: Instruction, op: Op, imm: number): Instruction {
  return {
    op,
    dst: -1,
    a: -1,
    b: -1,
    imm,
    type: call.type,
    from: null,
    name: "",
    args: null,
    argSpans: null,
    callee: null,
    start: call.start,
    end: call.end,
    macro: call.macro,
  };
}
