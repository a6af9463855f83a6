/** Questions about pointers that several checkers ask. */
import type { Context } from "../../flow/events";
import { RegionKind, type Value } from "../../flow/values";

/** The pointer value that an access through `address` rests on: `p` for `p->a.b[3]`; the address itself if it is none. */
export function pointerBehind(context: Context, address: Value): Value {
  const { values } = context.state;
  const region = values.regionOf(address);
  if (region === -1) return address;
  const root = values.rootRegion(region);
  return values.regionKind[root] === RegionKind.Pointee ? values.regionOwner[root] : address;
}

/** `'text'` quoted for a message, shortened if long; "" for nothing. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "";
  return `'${line.length > 48 ? `${line.slice(0, 45)}...` : line}'`;
}
