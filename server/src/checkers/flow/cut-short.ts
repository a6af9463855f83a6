/** Sizes of blocks that were brought into a type too narrow for the number that is then copied in full. */
import { typeMax, upper } from "../../flow/numbers";
import type { State } from "../../flow/state";
import { type Value, ValueKind } from "../../flow/values";
import { type Type, TypeKind } from "../../semantics/types";

/** A conversion that may have made a number less. */
export interface Cut {
  readonly inner: Value;
  readonly type: Type;
}

/** Sums are looked into so far. */
const DEPTH = 4;
/** Bytes of the types that lengths do not fit into: no text or message is too long for an int. */
const NARROW = 2;

/** The conversion without which `size` would be all of `need`; undefined if there is none. */
export function cutShort(state: State, size: Value, need: Value): Cut | undefined {
  const { values } = state;
  if (values.isConstant(size)) return undefined;
  let cut: Cut | undefined;
  const whole = (v: Value, depth: number): Value => {
    const a = values.a[v];
    const b = values.b[v];
    if (depth === 0) return v;
    switch (values.kind[v]) {
      case ValueKind.Offset:
        return values.offset(whole(a, depth - 1), values.number[b]);
      case ValueKind.Scale:
        return values.scale(whole(a, depth - 1), values.number[b]);
      case ValueKind.Sum:
        return values.sum(whole(a, depth - 1), whole(b, depth - 1));
      case ValueKind.Convert: {
        const type = values.type[v];
        if (type?.kind !== TypeKind.Int || type.size > NARROW || upper(state, a) <= typeMax(type))
          return whole(a, depth - 1);
        cut = { inner: a, type };
        return a;
      }
      default:
        return v;
    }
  };
  const meant = whole(size, DEPTH);
  if (cut === undefined) return undefined;
  const missing = values.difference(need, meant);
  return values.isConstant(missing) ? cut : undefined;
}
