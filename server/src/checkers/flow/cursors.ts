/**
 * Positions that a function keeps from one call to the next, in a static variable or in a record: what it writes at, and
 * moves on, without asking whether there is room for one more, or as far as its own question lets it.
 */
import type { Access, Context, Listener, Note } from "../../flow/events";
import { read } from "../../flow/memory";
import { upper } from "../../flow/numbers";
import { highest } from "../../flow/reach";
import { Origin, type State } from "../../flow/state";
import {
  type Region,
  RegionKind,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { questionsAbout } from "../../syntax/questions";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";

/** A position that an array is written at. */
interface Cursor {
  /** What it was when the function began. */
  readonly before: Value;
  /** The least position at which the access is beyond the end. */
  readonly beyond: number;
}

export const cursors: Listener = {
  access(event, context) {
    const { write, call, site } = event;
    if (!write || call !== null || context.state.doubtful || !context.isOwnCode(site)) return;
    const cursor = cursorOf(event, context);
    if (cursor === undefined) return;
    const key = `${KEY}${cursor.before} ${cursor.beyond}`;
    context.notes.set(key, { site, text: context.objectText(event.address) });
  },

  return(_, context) {
    for (const [key, note] of context.notes) {
      if (!key.startsWith(KEY)) continue;
      const [before, beyond] = key.slice(KEY.length).split(" ").map(Number);
      judge({ before, beyond }, note, context);
    }
  },
};

const KEY = "cursor ";

/** Judges where a function leaves a position that it has written at. */
function judge({ before, beyond }: Cursor, { site, text: object }: Note, context: Context): void {
  const { state } = context;
  const { values } = state;
  const address = values.a[before];
  const type = values.type[before];
  const after = type === null ? -1 : read(state, address, type.size, type, context.function);
  if (after <= UNINITIALISED || after === before) return;
  const name = values.regionName[values.regionOf(address)];
  // Who asks about it after the access, says how far the next call may find it.
  const most = highest(state, after);
  if (
    most === undefined &&
    isOpen(state, before) &&
    movesOn(values, before, after) &&
    !asksItself(name, context)
  )
    report(`moves ${quoted(name)} on with every call, and nothing asks whether it has come to the end of`);
  else if (most !== undefined && !values.isConstant(after) && most >= beyond && most < 2 * beyond)
    report(
      `begins where the call before has left ${quoted(name)}, which may be ${most}: that is beyond the end of`,
    );

  function report(how: string): void {
    context.report({
      rule: "index-out-of-bounds",
      site,
      message: `${quoted(context.text(site))} ${how} ${object}.`,
      confidence: "evidence",
      steps: [],
      isUpToCallers: true,
      unasked: name,
    });
  }
}

/** Whether the function itself asks about the position, on whatever path. */
function asksItself(name: string, { source, function: { start, end } }: Context): boolean {
  return questionsAbout(withoutComments(source.slice(start, end)), name) > 0;
}

function isOpen(state: State, before: Value): boolean {
  return state.constraint(before)?.hiOrigin !== Origin.Check && state.differencesFrom(before) === undefined;
}

function movesOn(values: Values, before: Value, after: Value): boolean {
  const moved = values.kind[after] === ValueKind.Convert ? values.a[after] : after;
  return values.base(moved) === before && values.addend(moved) > 0;
}

/** The position that an access to an array of a known size is made at, if the function found it in memory and asked nothing. */
function cursorOf(event: Access, context: Context): Cursor | undefined {
  const { state } = context;
  const { values } = state;
  if (values.regionOf(event.address) === -1) return undefined;
  const offset = values.offsetOf(event.address);
  let index = values.base(offset);
  let step = 1;
  if (values.kind[index] === ValueKind.Scale) {
    step = values.number[values.b[index]];
    index = values.a[index];
  }
  while (values.kind[index] === ValueKind.Convert) index = values.a[index];
  const type = values.type[index];
  if (values.kind[index] !== ValueKind.Content || values.b[index] !== 0 || type?.kind !== TypeKind.Int)
    return undefined;
  const extent = context.extent(event.address);
  if (extent === -1 || !values.isConstant(extent) || event.size === -1 || !values.isConstant(event.size))
    return undefined;
  if (upper(state, offset) + values.number[event.size] <= values.number[extent]) return undefined;
  // Where a comparison has been made already, the access itself is judged.
  if (
    step <= 0 ||
    state.constraint(index)?.hiOrigin === Origin.Check ||
    !isKept(values, values.regionOf(values.a[index]))
  )
    return undefined;
  const room = values.number[extent] - values.number[event.size] - values.addend(offset);
  return { before: index, beyond: Math.floor(room / step) + 1 };
}

/** Whether memory outlives the call: a variable of the program, or a member of a record that is handed in. */
function isKept(values: Values, region: Region): boolean {
  if (region === -1) return false;
  const root = values.rootRegion(region);
  const kind = values.regionKind[root];
  if (kind === RegionKind.Global) return values.regionType[region]?.isVolatile !== true;
  return (
    kind === RegionKind.Pointee &&
    values.regionKind[region] === RegionKind.Field &&
    values.kind[values.regionOwner[root]] === ValueKind.Initial
  );
}
