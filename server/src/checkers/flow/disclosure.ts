/**
 * Bytes that leave the program although nothing has written them: members that were forgotten, gaps between members,
 * the rest of a buffer. What was on the stack or heap before goes out with them.
 */
import type { Access, Context, Listener } from "../../flow/events";
import { isPrivate, restOf } from "../../flow/join";
import { lower } from "../../flow/numbers";
import { Fill, Life, type State } from "../../flow/state";
import { type Region, RegionKind, UNINITIALISED } from "../../flow/values";
import { type Type, TypeKind } from "../../semantics/types";
import { quoted } from "../wording";

/** Objects larger than this are not gone through byte by byte: only whether anything was written counts. */
const MAX_BYTES = 4096;

interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export const disclosure: Listener = {
  access(event, context) {
    const { call, param, address } = event;
    if (event.write || call === null || address === UNINITIALISED || event.upTo) return;
    const sink = call.model?.sinks.find(
      (s) => s.param === param && (s.kind === "sent" || s.kind === "stored"),
    );
    if (sink === undefined || context.state.doubtful) return;
    const finding = missing(event, context);
    if (finding === undefined || (finding.isGap && sink.kind === "stored")) return;
    const { state } = context;
    const { values } = state;
    const root = values.rootRegion(values.regionOf(address));
    const isVariable = values.regionKind[root] === RegionKind.Variable;
    const made = isVariable
      ? context.function.variables[values.regionOwner[root]]
      : state.factsOf(root).allocated;
    context.report({
      rule: "uninitialised-output",
      site: call.instruction,
      message: `${call.name}() gives away ${finding.what}: with ${finding.isOne ? "it" : "them"} goes what the ${isVariable ? "stack" : "heap"} held there before.`,
      confidence: finding.isGap ? "evidence" : "definite",
      steps:
        made === null
          ? []
          : [
              {
                site: made,
                message: isVariable ? "declared here without a value" : "allocated here, uninitialised",
              },
            ],
    });
  },
};

interface Missing {
  readonly what: string;
  readonly isOne: boolean;
  /** Nothing is missing but what lies between members. */
  readonly isGap: boolean;
}

/** What of the bytes that are read was surely never written. */
function missing(event: Access, context: Context): Missing | undefined {
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(event.address);
  if (region === -1 || event.size === -1) return undefined;
  const root = values.rootRegion(region);
  if (!isPrivate(state, root) || state.factsOf(root).life !== Life.Live) return undefined;
  const start = offsetInRoot(context, region, event.address);
  const least = lower(state, event.size);
  if (start === -1 || least <= 0) return undefined;
  const object = quoted(context.argument(event.call!, event.param).replace(/^&\s*/, "")) || "a block";
  const top = state.content(root);
  const parts = [...state.contents.keys()].some((r) => r !== root && values.isWithin(r, root));
  if (top.fill === Fill.Uninitialised && top.entries.length === 0 && !parts)
    return { what: `${object}, of which nothing has been written`, isOne: true, isGap: false };
  if (!values.isConstant(event.size) || least > MAX_BYTES || start < 0) return undefined;
  const end = start + least;
  // Of what was filled by calls only so much is known: from where on nothing came.
  if (top.fill !== Fill.Uninitialised) {
    const rest = parts ? -1 : restOf(values, top);
    return rest === -1 || rest >= end
      ? undefined
      : {
          what: `the last ${bytes(end - Math.max(rest, start))} of ${object}, which nothing has written`,
          isOne: false,
          isGap: false,
        };
  }
  const written = writtenBytes(context, root, end);
  if (written === undefined) return undefined;
  const blank = (from: number, to: number) => {
    let n = 0;
    for (let i = Math.max(from, start); i < Math.min(to, end); i++) if (written[i] === 0) n++;
    return n;
  };
  const total = blank(start, end);
  if (total === 0) return undefined;
  const members = membersOf(values.regionType[root]);
  if (members === undefined)
    return {
      what: `${bytes(total)} of ${object} that nothing has written`,
      isOne: total === 1,
      isGap: false,
    };
  const unset = members.filter((m) => blank(m.start, m.end) > 0 && m.start < end);
  if (unset.length === 0)
    return {
      what: `${bytes(total)} between the members of ${object} that nothing has written`,
      isOne: total === 1,
      isGap: true,
    };
  const names = unset.slice(0, 3).map((m) => quoted(m.name));
  const more = unset.length > names.length ? ` and ${unset.length - names.length} more` : "";
  return {
    what: `${names.join(", ")}${more} of ${object}, which nothing has set`,
    isOne: unset.length === 1,
    isGap: false,
  };
}

function bytes(n: number): string {
  return n === 1 ? "a byte" : `${n} bytes`;
}

/** Where in its object an address is, in bytes; -1 if that is not known. */
function offsetInRoot(context: Context, region: Region, address: number): number {
  const { values } = context.state;
  let at = values.offsetOf(address);
  let sum = 0;
  for (let r = region; ; r = values.parentRegion(r)) {
    if (!values.isConstant(at)) return -1;
    sum += values.number[at];
    if (values.parentRegion(r) === -1) return values.regionKind[r] === RegionKind.Characters ? -1 : sum;
    const inRecord = context.fieldOffset(r);
    if (inRecord < 0) return -1;
    sum += inRecord;
    at = values.offsetOf(values.regionOwner[r]);
  }
}

/** Which of the first `end` bytes may have been written; undefined if something was written nobody knows where. */
function writtenBytes(context: Context, root: Region, end: number): Uint8Array | undefined {
  const { state } = context;
  const { values } = state;
  const written = new Uint8Array(end);
  for (const [region, c] of state.contents) {
    if (!values.isWithin(region, root)) continue;
    const base = region === root ? 0 : offsetInRoot(context, region, values.address(region, values.zero));
    if (base === -1) return undefined;
    if (c.fill !== Fill.Uninitialised) {
      const size = sizeOf(state, region);
      if (size <= 0) return undefined;
      const rest = restOf(values, c);
      written.fill(1, base, base + (rest === -1 ? size : Math.min(rest, size)));
    }
    for (let i = 0; i < c.entries.length; i += 3) {
      if (c.entries[i + 2] === UNINITIALISED) continue;
      if (!values.isConstant(c.entries[i]) || c.entries[i + 1] <= 0) return undefined;
      const at = base + values.number[c.entries[i]];
      written.fill(1, Math.max(at, 0), at + c.entries[i + 1]);
    }
  }
  return written;
}

function sizeOf({ values }: State, region: Region): number {
  return values.regionType[region]?.size ?? -1;
}

/** The scalars and arrays that a record is made of; undefined where gaps and members cannot be told apart. */
function membersOf(type: Type | null): readonly Member[] | undefined {
  if (type?.kind !== TypeKind.Record) return undefined;
  const members: Member[] = [];
  return collect(type, 0, "", members) ? members : undefined;
}

function collect(type: Type, at: number, prefix: string, into: Member[]): boolean {
  const { record } = type;
  if (record === null || !record.complete || record.tag === "union" || record.bases.length > 0) return false;
  for (const f of record.fields) {
    if (f.offset < 0 || f.bits > 0 || f.type.size < 0) return false;
    const start = at + f.offset;
    const name = prefix === "" ? f.name : `${prefix}.${f.name}`;
    const isUnion = f.type.record?.tag === "union";
    if (f.type.kind === TypeKind.Record && !isUnion) {
      if (!collect(f.type, start, name, into)) return false;
    } else into.push({ name, start, end: start + f.type.size });
  }
  return true;
}
