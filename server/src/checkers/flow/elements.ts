/** Elements of containers of the library that are reached by their number: when there is something to be said of that. */
import type { Access, Context } from "../../flow/events";
import { isMeeting, isPrivate } from "../../flow/join";
import type { Site } from "../../flow/site";
import { RegionKind, type Value, type Values } from "../../flow/values";
import { type IrFunction, Op } from "../../ir/ir";
import { withoutComments } from "../../text/words";
import { bytes } from "../wording";
import { indexOf } from "./index-reach";

/** `[i]`, `[i + 1]`. */
const PLAIN_INDEX = /\[\s*\w+\s*(?:[+-]\s*\d+\s*)?\]/;

/** Whether an element of a container is reached by its number: its size in bytes is no concern then. */
export function isElement(values: Values, { address, call }: Access): boolean {
  return call === null && values.regionKind[values.regionOf(address)] === RegionKind.Characters;
}

/** How many bytes too far an access gets, for a message, where bytes are what is counted. */
export function further(values: Values, event: Access, by: number): string {
  return isElement(values, event) ? "" : `${bytes(by)} `;
}

/**
 * Whether the code before an access makes a container grow more often than this path has: what does not run on it, such
 * as a loop that makes no round, was written to run.
 */
export function growsElsewhere(context: Context, event: Access, extent: Value): boolean {
  const { values } = context.state;
  if (!isElement(values, event) || !values.isConstant(extent)) return false;
  const name = values.regionName[values.regionOf(event.address)];
  const size = values.isConstant(event.size) ? values.number[event.size] : 1;
  return growsBefore(context, event.site, name, values.number[extent] / size);
}

/** Whether the code before a site makes the container of a name grow by more calls than it has elements. */
export function growsBefore(context: Context, site: Site, name: string, count: number): boolean {
  let growing = 0;
  for (const { instructions } of context.function.blocks)
    for (const ins of instructions)
      if (ins.start < site.start && GROWS.test(ins.callee?.name ?? ""))
        if (objectName(context.function, ins.args?.[0] ?? -1) === name) growing++;
  return growing > count;
}

const GROWS = /(?:^|:)(?:push|emplace|insert|append|resize|assign|swap)\w*$/;

/** The name of the variable or member whose address is in a register; "" if it has none. */
function objectName({ variables, blocks }: IrFunction, register: number): string {
  if (register >= 0 && register < variables.length) return variables[register].name;
  for (const { instructions } of blocks) {
    const made = instructions.find(({ dst }) => dst === register);
    if (made?.op === Op.VariableAddress) return variables[made.imm].name;
    if (made !== undefined) return made.op === Op.FieldAddress ? made.name : "";
  }
  return "";
}

/**
 * Whether the number of an element and how many there are have little to do with each other: the one is a sum of two, or
 * the other may have changed since, in a container that others hold.
 */
export function isLoosely(context: Context, event: Access): boolean {
  const { state } = context;
  const { values } = state;
  if (!isElement(values, event)) return false;
  const container = values.regionOf(values.regionOwner[values.regionOf(event.address)]);
  const { version } = state.factsOf(container);
  const isStable = version === 0 || (isPrivate(state, container) && !isMeeting(version));
  const index = values.base(indexOf(values, values.offsetOf(event.address)));
  // Who walks by twos knows that there are pairs; and of a counter of an outer loop its own loop is to be asked.
  const isOthers = values.congruences.has(index) || context.isFromOutside(index);
  return !isStable || isOthers || !PLAIN_INDEX.test(withoutComments(context.text(event.site)));
}
