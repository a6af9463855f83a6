/** Elements of containers of the library that are reached by their number: when there is something to be said of that. */
import type { Access, Context } from "../../flow/events";
import { isMeeting, isPrivate } from "../../flow/join";
import { RegionKind, type Value, type Values } from "../../flow/values";
import { indexOf } from "./index-reach";

/** Whether an element of a container is reached by its number: its size in bytes is no concern then. */
export function isElement(values: Values, { address, call }: Access): boolean {
  return call === null && values.regionKind[values.regionOf(address)] === RegionKind.Characters;
}

export function further(values: Values, event: Access, bytes: number): string {
  return isElement(values, event) ? "" : `${bytes} bytes `;
}

/**
 * Whether the code before an access makes a container grow more often than this path has: what does not run on it, such
 * as a loop that makes no round, was written to run.
 */
export function growsElsewhere(context: Context, event: Access, extent: Value): boolean {
  const { values } = context.state;
  if (!isElement(values, event) || !values.isConstant(extent)) return false;
  const name = values.regionName[values.regionOf(event.address)];
  if (!/^\w+$/.test(name)) return false;
  const before = context.source.slice(context.function.start, event.site.start);
  const growing = before.match(
    new RegExp(`\\b${name}\\s*(?:\\.|->)\\s*(?:push|emplace|insert|append|resize|assign|swap)`, "g"),
  );
  const size = values.isConstant(event.size) ? values.number[event.size] : 1;
  return (growing?.length ?? 0) > values.number[extent] / size;
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
  return !isStable || isOthers || !/\[\s*\w+\s*(?:[+-]\s*\d+\s*)?\]/.test(context.text(event.site));
}
