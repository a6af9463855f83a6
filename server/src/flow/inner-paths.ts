/** Ways from what a pointer points to into its members, and behind the pointers that these hold. */
import { type Type, TypeKind } from "../semantics/types";
import { type Literals, read } from "./memory";
import type { State } from "./state";
import { type Region, RegionKind, UNINITIALISED, type Value, ValueKind, type Values } from "./values";

/** A step that follows the pointer; all others are names of members. */
const FOLLOW = "*";
const MAX_STEPS = 6;

export interface InnerPath {
  /** The pointer that the way begins with: one that came in. */
  readonly from: Value;
  readonly steps: readonly string[];
}

/** How a region is reached from a value that was there when the function began; undefined if it is not, or by an index. */
export function pathTo(values: Values, region: Region): InnerPath | undefined {
  const steps: string[] = [];
  for (let r = region; steps.length <= MAX_STEPS; ) {
    const owner = values.regionOwner[r];
    if (values.regionKind[r] === RegionKind.Field) {
      if (values.offsetOf(owner) !== values.zero) return undefined;
      steps.unshift(values.regionName[r]);
      r = values.regionOf(owner);
      continue;
    }
    if (values.regionKind[r] !== RegionKind.Pointee) return undefined;
    if (values.kind[owner] === ValueKind.Initial) return { from: owner, steps };
    if (values.kind[owner] !== ValueKind.Content) return undefined;
    const place = values.a[owner];
    if (values.offsetOf(place) !== values.zero) return undefined;
    steps.unshift(FOLLOW);
    r = values.regionOf(place);
  }
  return undefined;
}

/** The names of the members from a record down to a region in it; undefined if elements of an array lie on the way. */
export function stepsWithin(values: Values, region: Region, record: Region): readonly string[] | undefined {
  const steps: string[] = [];
  for (let r = region; r !== record; r = values.regionOf(values.regionOwner[r])) {
    if (values.regionKind[r] !== RegionKind.Field) return undefined;
    if (values.offsetOf(values.regionOwner[r]) !== values.zero) return undefined;
    steps.unshift(values.regionName[r]);
  }
  return steps;
}

/** What lies at the end of a way that begins with what v points to, a `whole`; -1 if that is not known. */
export function follow(
  state: State,
  v: Value,
  steps: readonly string[],
  literals: Literals,
  whole: Type | null = null,
): Region {
  const { values } = state;
  let at = v;
  for (const step of steps) {
    const region = at > UNINITIALISED ? values.regionOf(at) : -1;
    const type = region === -1 ? null : (values.regionType[region] ?? (at === v ? whole : null));
    if (type == null) return -1;
    if (step !== FOLLOW) {
      const member = type.record?.fields.find((f, i) => f.name === step || step === `<${i}>`);
      if (member === undefined) return -1;
      at = values.address(values.field(at, step, member.type), values.zero);
    } else if (type.kind !== TypeKind.Pointer || type.size <= 0) return -1;
    else at = read(state, at, type.size, type, literals);
  }
  return at > UNINITIALISED ? values.regionOf(at) : -1;
}
