/**
 * What lies around the place of an access: the array of records whose member is touched. A member is inside of its
 * record whatever the record's own place is, so that place is judged as an access of its own.
 */
import type { Access, Context } from "../../flow/events";
import { lower } from "../../flow/numbers";
import { RegionKind, UNINITIALISED, type Value } from "../../flow/values";
import { TypeKind } from "../../semantics/types";

/** The address, in the array or block around it, of the member that `address` points into; -1 if it is none. */
export function addressAround(context: Context, address: Value): Value {
  const { values } = context.state;
  for (let region = values.regionOf(address); region !== -1; ) {
    if (values.regionKind[region] !== RegionKind.Field) return -1;
    const record = values.regionOwner[region];
    const around = values.regionOf(record);
    if (around === -1) return -1;
    const offset = values.offsetOf(record);
    // From one member to the record that holds it (`container_of`) is no step within an array.
    const isArray =
      values.regionKind[around] === RegionKind.Pointee || values.regionType[around]?.kind === TypeKind.Array;
    if (isArray && offset !== values.zero)
      return values.address(around, values.offset(offset, Math.max(0, context.fieldOffset(region))));
    region = around;
  }
  return -1;
}

/** The access as one to what lies around its member, or undefined if there is nothing that could be missed. */
export function accessAround(event: Access, context: Context): Access | undefined {
  const address = addressAround(context, event.address);
  if (address === -1) return undefined;
  if (event.call === null) return { ...event, address };
  const { state } = context;
  // A copy of no bytes may start right behind the last record.
  const isSome = event.size > UNINITIALISED && lower(state, event.size) > 0;
  return { ...event, address, size: isSome ? state.values.one : state.values.zero };
}
