/**
 * Functions that can only end by calling themselves. Each function tells what it calls on every way to its end; where
 * those calls lead back to it, alone or over other functions of the file, there is no way out.
 */
import { analyseCfg } from "../../ir/cfg";
import { type Instruction, type IrFunction, Op } from "../../ir/ir";
import type { FunctionModel } from "../../models/model";
import type { Language } from "../../syntax/tree";
import type { RawFinding } from "../tree/checker";

/** What one function calls on every way to its end, with the first place of each call. */
export interface CertainCalls {
  readonly function: string;
  readonly calls: readonly { readonly name: string; readonly start: number; readonly end: number }[];
}

/** A number has bits for so many callees; functions with more are none that only call each other. */
const MAX_CALLEES = 30;

/** The calls of functions without a model that no way through `fn` avoids; null if there are none. */
export function certainCalls(
  fn: IrFunction,
  language: Language,
  source: string,
  model: (name: string) => FunctionModel | undefined,
): CertainCalls | null {
  const sites: { name: string; start: number; end: number }[] = [];
  const made = new Int32Array(fn.blocks.length);
  for (const block of fn.blocks)
    for (const ins of block.instructions) {
      if (ins.op !== Op.Call || !isOneFunction(fn, ins, language, source)) continue;
      const { name } = ins.callee!;
      let i = sites.findIndex((s) => s.name === name);
      if (i === -1) {
        if (model(name) !== undefined) continue;
        i = sites.push({ name, start: ins.start, end: ins.end }) - 1;
        if (i >= MAX_CALLEES) return null;
      }
      made[block.id] |= 1 << i;
    }
  if (sites.length === 0) return null;
  const everywhere = madeOnEveryWay(fn, made);
  const calls = sites.filter((_, i) => (everywhere & (1 << i)) !== 0);
  return calls.length === 0 ? null : { function: fn.name, calls };
}

/** Bits of the calls that were made wherever the function ends; 0 if it never does, since then it goes on in a loop. */
function madeOnEveryWay(fn: IrFunction, made: Int32Array): number {
  const { predecessors } = analyseCfg(fn);
  const after = new Int32Array(fn.blocks.length).fill(-1);
  for (let changed = true; changed; ) {
    changed = false;
    for (let b = 0; b < fn.blocks.length; b++) {
      let before = b === 0 ? 0 : -1;
      for (const p of predecessors[b]) before &= after[p];
      const next = before | made[b];
      if (next === after[b]) continue;
      after[b] = next;
      changed = true;
    }
  }
  let all = -1;
  for (const { id, terminator } of fn.blocks)
    if (terminator.kind === "return" || terminator.kind === "throw" || terminator.kind === "unreachable")
      all &= after[id];
  return all === -1 ? 0 : all;
}

/**
 * Whether the name says which function is called: not a macro of another name, which other settings may send elsewhere;
 * not one of several overloads, nor what another object or a class that is not known makes of it.
 */
function isOneFunction(fn: IrFunction, ins: Instruction, language: Language, source: string): boolean {
  const { callee, args } = ins;
  if (callee === null || callee.name === "" || ins.macro !== "") return false;
  const simple = callee.name.slice(callee.name.lastIndexOf(":") + 1);
  const at = source.indexOf(simple, ins.start);
  if (at === -1 || at >= ins.end) return false;
  if (language === "c") return callee.kind === "function";
  // In a class that has overloads, not each of which is told from the others by its type here.
  if (callee.name === fn.name && isOverloaded(fn, simple, source)) return false;
  const params = callee.type?.params;
  if (params == null || (callee.name === fn.name && callee.type !== fn.type)) return false;
  // Other arguments of a template name another function.
  if (source.slice(ins.start, ins.end).includes("<") && callee.name === fn.name) return false;
  if (callee.kind === "function")
    return args?.length === params.length && (callee.name !== fn.name || !isWrittenQualified(fn, source));
  const self = fn.variables.findIndex((v) => v.param === 0 && v.name === "this");
  if (callee.kind !== "method" || self === -1 || args?.[0] !== self) return false;
  return args.length === params.length + 1 && fn.variables[self].type.to?.record?.complete === true;
}

/** Whether the name is declared in the unit outside of the function, as it is in a class with several of that name. */
function isOverloaded(fn: IrFunction, simple: string, source: string): boolean {
  const outside = `${source.slice(0, fn.start)} ${source.slice(fn.end)}`;
  return new RegExp(`\\b${simple}\\s*\\(`).test(outside);
}

/** Whether the definition names a class or namespace in front: of one that was not seen there may be overloads. */
function isWrittenQualified(fn: IrFunction, source: string): boolean {
  const before = source.slice(Math.max(0, fn.nameStart - 2), fn.nameStart);
  return before === "::" || source.slice(fn.nameStart, fn.nameEnd).includes("::");
}

/** The functions of a file that always come back to themselves; positions are those of `functions`. */
export function endlessRecursions(functions: readonly CertainCalls[]): RawFinding[] {
  const byName = new Map<string, CertainCalls | null>();
  // Two functions of one name are variants of which one is compiled, or overloads.
  for (const f of functions) byName.set(f.function, byName.has(f.function) ? null : f);
  const findings: RawFinding[] = [];
  for (const f of byName.values()) {
    if (f === null) continue;
    for (const call of f.calls) {
      const way = wayBack(byName, call.name, f.function);
      if (way === null) continue;
      const over = way.length === 0 ? "" : ` by way of ${way.map((name) => `'${name}'`).join(", ")}`;
      findings.push({
        rule: "unbounded-recursion",
        start: call.start,
        end: call.end,
        message: `'${f.function}' calls itself here${over} on every path: no call of it can ever return.`,
        confidence: "definite",
        steps: [],
        facts: { call: call.name },
        function: f.function,
      });
      break;
    }
  }
  return findings;
}

/** The functions on the shortest way of certain calls from `from` to `to`, ends left out; null if there is none. */
function wayBack(
  byName: ReadonlyMap<string, CertainCalls | null>,
  from: string,
  to: string,
): readonly string[] | null {
  if (from === to) return [];
  const cameFrom = new Map<string, string>([[from, ""]]);
  const queue = [from];
  for (let i = 0; i < queue.length; i++) {
    for (const { name } of byName.get(queue[i])?.calls ?? []) {
      if (name === to) {
        const way: string[] = [];
        for (let at = queue[i]; at !== ""; at = cameFrom.get(at) ?? "") way.push(at);
        return way.reverse();
      }
      if (cameFrom.has(name)) continue;
      cameFrom.set(name, queue[i]);
      queue.push(name);
    }
  }
  return null;
}
