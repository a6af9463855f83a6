/**
 * Lengths of copies that nothing in the code limits by the place they go to: those that the caller says, those that a
 * message says of itself, those that a check meant to limit and does not, and those that snprintf() would have needed.
 */
import type { Access, Context } from "../../flow/events";
import { lower, upper } from "../../flow/numbers";
import { Origin, type State } from "../../flow/state";
import {
  type NeededLength,
  type Region,
  RegionKind,
  type Value,
  ValueKind,
  type Values,
} from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { isChecked } from "./origin";

/** Whether v points to an array whose size is fixed where it is declared, known here or not. */
export function isDeclaredArray({ state }: Context, v: Value): boolean {
  const { values } = state;
  const region = values.regionOf(v);
  if (region === -1) return false;
  const type = values.regionType[region];
  if (type?.kind !== TypeKind.Array || type.count === 0 || type.count === 1 || type.count < -1) return false;
  const kind = values.regionKind[region];
  if (kind === RegionKind.Variable || kind === RegionKind.Global) return true;
  if (kind !== RegionKind.Field) return false;
  // The last member of a record may be as long as the block it lies in.
  const record = values.regionType[values.parentRegion(region)]?.record;
  if (record == null || !record.complete || record.tag === "union") return false;
  return record.fields.at(-1)?.name !== values.regionName[region];
}

/**
 * Whether the length of a copy was read from the very memory that is copied: what a message says of itself. That it
 * fits into the message is one question, that it fits where it goes to another.
 */
export function isMessageLength({ state }: Context, { call, param, size }: Access): boolean {
  const from = call?.model?.writes.find((w) => w.param === param)?.from ?? -1;
  if (call === null || from < 0 || size === -1) return false;
  const { values } = state;
  const region = values.regionOf(call.args[from]);
  // The members of a record are no message: whoever filled it in has looked at both.
  if (region === -1 || values.regionKind[region] !== RegionKind.Pointee) return false;
  const parts: Value[] = [];
  if (!readFrom(values, size, region, 8, parts) || parts.length === 0) return false;
  return !parts.some((v) => isLimited(state, v)) && !isLimited(state, size);
}

/** Whether v is made of nothing but numbers and what was read from the region; `parts` takes the latter. */
function readFrom(values: Values, v: Value, region: Region, depth: number, parts: Value[]): boolean {
  const k = values.kind[v];
  if (k === ValueKind.Constant) return true;
  if (k === ValueKind.Content) {
    if (values.regionOf(values.a[v]) !== region) return false;
    parts.push(v);
    return true;
  }
  if (k <= ValueKind.Older || k >= ValueKind.Equal || depth === 0) return false;
  if (k === ValueKind.Difference || k === ValueKind.Remainder) return false;
  const isSingle = k === ValueKind.Convert || k === ValueKind.Complement;
  return (
    readFrom(values, values.a[v], region, depth - 1, parts) &&
    (isSingle || readFrom(values, values.b[v], region, depth - 1, parts))
  );
}

/** Whether a comparison with a number that is known limits v. */
function isLimited(state: State, v: Value): boolean {
  const { values } = state;
  for (let at = v; ; at = values.a[at]) {
    const c = state.constraint(at);
    if (c !== undefined && c.hiOrigin === Origin.Check && c.hi < Infinity) return true;
    if (values.kind[at] !== ValueKind.Convert && values.kind[at] !== ValueKind.Offset) return false;
  }
}

/**
 * The number C of a check `offset < C - size` that stands before the access, where `C - size` is computed without sign
 * and is huge once the size exceeds C; undefined if there is none.
 */
export function wrappedCheck({ state }: Context, { address, size }: Access): number | undefined {
  const { values } = state;
  const near = state.differencesFrom(values.base(values.offsetOf(address)));
  if (near === undefined || size === -1) return undefined;
  for (const limit of near.keys()) {
    if (values.kind[limit] !== ValueKind.Convert || values.type[limit]?.signed !== false) continue;
    const rest = values.a[limit];
    const difference = values.base(rest);
    if (values.kind[difference] !== ValueKind.Difference || values.a[difference] !== values.zero) continue;
    const subtracted = plain(values, values.b[difference]);
    const c = values.addend(rest);
    if (subtracted === plain(values, size) && lower(state, subtracted) >= 0 && upper(state, subtracted) > c)
      return c;
  }
  return undefined;
}

/** What v was converted from. */
export function plain(values: Values, v: Value): Value {
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  return at;
}

/** The length in an offset that says how long a text would have been, not how much of it was written. */
export function neededIn({ state }: Context, offset: Value): NeededLength | undefined {
  const { values } = state;
  if (values.needed.size === 0 || values.isConstant(offset)) return undefined;
  // What several of them come to may have been compared as a whole.
  if (isChecked(state, offset, 0) || isChecked(state, values.base(offset), 0)) return undefined;
  const symbols = new Set<Value>();
  values.collectSymbols(offset, symbols);
  for (const s of symbols) {
    const needed = values.needed.get(s);
    if (needed !== undefined && !isChecked(state, s, 2)) return needed;
  }
  return undefined;
}
