/** Where texts and the bytes of objects come from: outside, or tables that the program fixes. */
import { TypeKind } from "../semantics/types";
import { Origin, type State } from "./state";
import {
  type Region,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "./values";

/** Where outside data was written into the region or what contains it. */
export function outsideOf(state: State, region: Region): Taint | null {
  for (let r = region; r !== -1; r = state.values.parentRegion(r)) {
    const outside = state.allFacts.get(r)?.outside;
    if (outside) return outside;
  }
  return null;
}

/** Source of the outside data in the text at v, or of the pointer to it, unless the text was found to be an expected one. */
export function taintOfText(state: State, v: Value): Taint | null {
  if (v === UNINITIALISED) return null;
  const { values } = state;
  const region = values.regionOf(v);
  if (region !== -1 && state.factsOf(region).constant) return null;
  const taint = (region === -1 ? null : outsideOf(state, region)) ?? values.taintOf(v);
  return taint !== null && values.examined.has(taint.site) ? null : taint;
}

/** Where a number came in from that nothing limits on this path; null if it did not, or something does. */
export function unlimitedTaint(state: State, v: Value): Taint | null {
  if (v <= UNINITIALISED) return null;
  const isLimited = state.constraint(v)?.hiOrigin === Origin.Check || state.differencesFrom(v) !== undefined;
  const taint = isLimited ? null : state.values.taintOf(v);
  // How much a library hands over is as much as there is.
  return taint?.isHeld || taint?.isClamped ? null : taint;
}

/** Whether a pointer is from a table that the program fixes: a constant, or an array of pointers to constant texts. */
export function isFromTable(values: Values, v: Value): boolean {
  let s = v;
  while (values.kind[s] === ValueKind.Older) s = values.a[s];
  if (values.kind[s] !== ValueKind.Content) return false;
  const place = values.regionOf(values.a[s]);
  const root = place === -1 ? -1 : values.rootRegion(place);
  if (root === -1 || values.regionKind[root] !== RegionKind.Global) return false;
  let type = values.regionType[root];
  if (type === null || type.isConst) return type !== null;
  if (type.kind !== TypeKind.Array) return false;
  while (type?.kind === TypeKind.Array) type = type.to;
  return type !== null && (type.isConst || (type.kind === TypeKind.Pointer && type.to?.isConst === true));
}
