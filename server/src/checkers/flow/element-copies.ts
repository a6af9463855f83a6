/**
 * CWE-787: algorithms of the library that write into a container by an iterator to its first element. They make no
 * elements: there have to be as many as are written.
 */
import type { Call, Context, Listener } from "../../flow/events";
import { countedSize } from "../../flow/memory";
import { type Region, RegionKind, UNINITIALISED, type Value } from "../../flow/values";
import { withoutComments } from "../../text/words";
import { growsBefore } from "./elements";

/** Where an algorithm writes to, and how many: all of the range before, some of it, or what a parameter says. */
interface Copying {
  readonly to: number;
  readonly count: "all" | "some" | number;
}

const COPYING: ReadonlyMap<string, Copying> = new Map<string, Copying>([
  ["std::copy", { to: 2, count: "all" }],
  ["std::move", { to: 2, count: "all" }],
  ["std::reverse_copy", { to: 2, count: "all" }],
  ["std::transform", { to: 2, count: "all" }],
  ["std::partial_sum", { to: 2, count: "all" }],
  ["std::adjacent_difference", { to: 2, count: "all" }],
  ["std::copy_if", { to: 2, count: "some" }],
  ["std::remove_copy", { to: 2, count: "some" }],
  ["std::remove_copy_if", { to: 2, count: "some" }],
  ["std::unique_copy", { to: 2, count: "some" }],
  ["std::merge", { to: 4, count: "some" }],
  ["std::set_union", { to: 4, count: "some" }],
  ["std::copy_n", { to: 2, count: 1 }],
  ["std::fill_n", { to: 0, count: 1 }],
  ["std::generate_n", { to: 0, count: 1 }],
]);

export const elementCopies: Listener = {
  call(event, context) {
    const copying = COPYING.get(event.name);
    if (copying === undefined || event.args.length <= Math.max(2, copying.to)) return;
    // With two ranges to read, the place to write to is behind the second.
    const isOfTwo = event.name === "std::transform" && event.args.length === 5;
    const target = begunBy(event, context, isOfTwo ? 3 : copying.to);
    const room = target === -1 ? -1 : countOf(context, target);
    if (room < 0) return;
    const count = written(event, context, copying);
    if (count === 0 || (room > 0 && count <= room)) return;
    const name = context.state.values.regionName[target];
    if (growsBefore(context, event.instruction, name, room)) return;
    const has = room === 0 ? "no elements" : room === 1 ? "1 element" : `${room} elements`;
    const writes = count > 0 ? `writes ${count} element${count === 1 ? "" : "s"}` : "writes";
    context.report({
      rule: "buffer-overflow",
      site: event.instruction,
      message: `${event.name}() ${writes} into '${name}', which has ${has}, and makes none: what is behind is overwritten.`,
      confidence: count > 0 ? "definite" : "evidence",
      steps: [],
      facts: { call: event.name },
    });
  },
};

/** How many elements are written; -1 if that is not known. */
function written(call: Call, context: Context, { count }: Copying): number {
  if (count === "some") return -1;
  if (count === "all") {
    const source = begunBy(call, context, 0);
    return source !== -1 && isEndOf(call, context) ? countOf(context, source) : -1;
  }
  const { values } = context.state;
  const n = call.args[count];
  return n > UNINITIALISED && values.isConstant(n) ? Math.max(0, values.number[n]) : -1;
}

/** `x.begin()`, `std::begin(x)`, and nothing added to it; without blanks. */
const BEGIN = /^(?:std::)?c?begin\(([^()]+)\)$|^([^()]+?)(?:\.|->)c?begin\(\)$/;
const END = /^(?:std::)?c?end\(([^()]+)\)$|^([^()]+?)(?:\.|->)c?end\(\)$/;

function spelling(call: Call, context: Context, i: number): string {
  return withoutComments(context.argument(call, i)).replace(/\s+/g, "");
}

/** The container whose first element an argument is an iterator to; -1 if it is none. */
function begunBy(call: Call, context: Context, i: number): Region {
  const v: Value | undefined = call.args[i];
  if (v === undefined || v <= UNINITIALISED || !BEGIN.test(spelling(call, context, i))) return -1;
  const { state } = context;
  const region = state.values.regionOf(v);
  return region === -1 ? -1 : state.factsOf(region).inside;
}

/** Whether the first two arguments are the beginning and the end of one container. */
function isEndOf(call: Call, context: Context): boolean {
  const [, a, b] = BEGIN.exec(spelling(call, context, 0)) ?? [];
  const [, c, d] = END.exec(spelling(call, context, 1)) ?? [];
  return (a ?? b) !== undefined && (a ?? b) === (c ?? d);
}

/** The number of elements of a container; -1 if it is not known. */
function countOf(context: Context, container: Region): number {
  const { values } = context.state;
  const size = countedSize(values.regionType[container]);
  if (size <= 0) return -1;
  const elements = values.region(
    RegionKind.Characters,
    values.address(container, values.zero),
    values.regionName[container],
    null,
  );
  const extent = context.extent(values.address(elements, values.zero));
  return extent !== -1 && values.isConstant(extent) ? values.number[extent] / size : -1;
}
