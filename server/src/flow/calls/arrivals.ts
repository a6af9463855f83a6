/** How much a call brought that may bring less than it was asked for: its result counts it, in bytes or in elements. */
import type { FunctionModel, SizeExpression, WriteEffect } from "../../models/model";
import type { Call } from "../events";
import type { Interpreter } from "../interpreter";
import { Fill, type State } from "../state";
import { type Region, UNINITIALISED, type Value } from "../values";
import { sizeOf } from "./lengths";

/** What a call fills with as much as comes in, if what it leaves out is of no use: not yet written, or an older message. */
export function arrivalOf({ values }: Interpreter, state: State, call: Call): WriteEffect | undefined {
  const { model } = call;
  if (call.instruction.dst === -1 || model === undefined || model.returnsRange === null) return undefined;
  if (model.sources.length === 0) return undefined;
  const write = model.writes.find((w) => w.upTo && w.content === "outside" && w.terminates === "no");
  const address = write === undefined ? UNINITIALISED : call.args[write.param];
  if (address === undefined || address <= UNINITIALISED) return undefined;
  const region = values.regionOf(address);
  return region === -1 || isPrepared(state, region) ? undefined : write;
}

/** Whether memory was cleared, or given a number, first: whoever does that knows what is there when nothing comes. */
function isPrepared(state: State, region: Region): boolean {
  const { values } = state;
  const { fill, entries } = state.content(region);
  if (fill === Fill.Zero || values.cleared.has(region)) return true;
  for (let i = 0; i < entries.length; i += 3)
    if (entries[i] === values.zero && values.isConstant(entries[i + 2])) return true;
  return false;
}

/** Remembers the result, once the call has one, with the memory that it tells of. */
export function noteArrival(machine: Interpreter, state: State, call: Call, write: WriteEffect): void {
  const { values } = machine;
  const address = call.args[write.param];
  const unit = unitOfResult(machine, state, call, call.model!, write);
  if (unit === -1) return;
  const bytes = values.scale(machine.registerOf(state, call.instruction.dst), unit);
  values.arrivals.add(values.regionOf(address));
  state.updateFacts(values.regionOf(address), { arrived: values.sum(values.offsetOf(address), bytes) });
}

/** Bytes that one of the result stands for: 1, or those of an element (`fread`); -1 if that is not known. */
function unitOfResult(
  machine: Interpreter,
  state: State,
  call: Call,
  { returnsRange }: FunctionModel,
  { size }: WriteEffect,
): number {
  const most = returnsRange!.max;
  if (size === null || isSame(most, size)) return 1;
  if (size.kind !== "multiply") return -1;
  const element = isSame(most, size.left) ? size.right : isSame(most, size.right) ? size.left : null;
  const bytes: Value = sizeOf(machine, state, call, element);
  return bytes !== -1 && machine.values.isConstant(bytes) ? machine.values.number[bytes] : -1;
}

function isSame(a: SizeExpression | null, b: SizeExpression): boolean {
  return a?.kind === "param" && b.kind === "param" && a.index === b.index;
}
