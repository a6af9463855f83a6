/**
 * Integer arithmetic that does other than it says: division by zero, shifts beyond the width, results too large for
 * their type, sizes of allocations that wrap or that outsiders decide. Speaks when it surely happens, when a comparison
 * in the code lets it happen, or when a number from outside is used as it came.
 */
import type { Allocation, Arithmetic, Context, Listener, Narrowing } from "../../flow/events";
import { exact } from "../../flow/arithmetic";
import { lower, truth, typeMax, typeMin, upper } from "../../flow/numbers";
import { Origin } from "../../flow/state";
import type { Site } from "../../flow/site";
import { type Overflow, type Taint, type Value, ValueKind } from "../../flow/values";
import { BinaryOp } from "../../ir/ir";
import { quoted } from "../wording";
import { comesFromCaller, isChecked, sourceName, unlimitedInput } from "./origin";

export const arithmetic: Listener = {
  arithmetic(event, context) {
    switch (event.op) {
      case BinaryOp.Divide:
      case BinaryOp.Remainder:
        division(event, context);
        return;
      case BinaryOp.ShiftLeft:
      case BinaryOp.ShiftRight:
        shift(event, context);
        return;
      default:
        overflow(event, context);
    }
  },
  narrowing,
  allocation,
};

function division(event: Arithmetic, context: Context): void {
  const { state } = context;
  const divisor = event.right;
  const decided = truth(state, divisor);
  if (decided === 1) return;
  const text = quoted(context.text(event.site));
  if (decided === 0) {
    report(context, "division-by-zero", event.site, `The divisor in ${text} is 0 here.`, "definite", null);
    return;
  }
  const taint = unlimitedInput(state, divisor);
  if (taint !== null)
    report(
      context,
      "division-by-zero",
      event.site,
      `The divisor in ${text} comes from ${sourceName(taint)} and may be 0.`,
      "evidence",
      taint,
    );
}

function shift(event: Arithmetic, context: Context): void {
  const { state } = context;
  const count = event.right;
  const width = event.type.size * 8;
  const text = quoted(context.text(event.site));
  const least = lower(state, count);
  const most = upper(state, count);
  if (least >= 0 && most < width) return;
  if (least >= width || most < 0) {
    const by = least === most ? `${least}` : most < 0 ? "a negative number" : `at least ${least}`;
    const message = `${text} shifts a value of ${width} bits by ${by}: that is undefined.`;
    report(context, "shift-out-of-range", event.site, message, "definite", null);
    return;
  }
  const c = state.constraint(count);
  if (c !== undefined && c.hiOrigin === Origin.Check && most === width) {
    const message = `${text} can shift a value of ${width} bits by ${most}: the comparison lets one too many through.`;
    report(context, "shift-out-of-range", event.site, message, "evidence", null);
    return;
  }
  const taint = unlimitedInput(state, count);
  if (taint === null) return;
  const message = `The number of bits that ${text} shifts by comes from ${sourceName(taint)} and is never compared with the width of ${width}.`;
  report(context, "shift-out-of-range", event.site, message, "evidence", taint);
}

function overflow(event: Arithmetic, context: Context): void {
  const { state } = context;
  const { values } = state;
  const { op, left, right, type, site } = event;
  // Unsigned numbers wrap by definition: what matters is what they are used for.
  if (!type.signed) return;
  const result = exact(state, op, left, right);
  const most = upper(state, result);
  const least = lower(state, result);
  if (most <= typeMax(type) && least >= typeMin(type)) return;
  const text = quoted(context.text(site));
  if (least > typeMax(type) || most < typeMin(type)) {
    const message = `The result of ${text} does not fit into ${type.name || "its type"}: signed overflow is undefined.`;
    report(context, "integer-overflow", site, message, "definite", null);
    return;
  }
  const changing = values.isConstant(right) ? left : right;
  const taint = unlimitedInput(state, left) ?? unlimitedInput(state, right);
  if (taint === null || (unlimitedInput(state, changing) === null && op !== BinaryOp.Multiply)) return;
  const message = `${text} computes with a number from ${sourceName(taint)} that nothing limits: the result may not fit into ${type.name || "its type"}.`;
  report(context, "integer-overflow", site, message, "evidence", taint);
}

/** What C computes in `int` and puts back into a smaller type: `char c = d + 1`. */
function narrowing(event: Narrowing, context: Context): void {
  const { state } = context;
  const { values } = state;
  const { value, type, isExplicit, site } = event;
  if (isExplicit || !type.signed || type.size >= event.from.size) return;
  const k = values.kind[value];
  const isArithmetic =
    k === ValueKind.Offset || k === ValueKind.Scale || k === ValueKind.Sum || k === ValueKind.Multiply;
  if (values.isConstant(value) || !isArithmetic) return;
  const taint = unlimitedInput(state, values.a[value]);
  if (taint === null || upper(state, value) <= typeMax(type)) return;
  const message = `${quoted(context.text(site))} computes with a number from ${sourceName(taint)} that nothing limits: the result may not fit into ${type.name || "its type"}.`;
  report(context, "integer-overflow", site, message, "evidence", taint);
}

function allocation({ call, size }: Allocation, context: Context): void {
  const { state } = context;
  const { values } = state;
  if (state.doubtful) return;
  const taint = values.taintOf(size);
  if (taint !== null && upper(state, size) >= 2 ** 31 - 1 && !isChecked(state, size, 6)) {
    const message = `The size that ${call.name}() allocates comes from ${sourceName(taint)} and nothing limits it.`;
    report(context, "unlimited-allocation", call.instruction, message, "evidence", taint);
  }
  const at = overflowIn(context, size, 6);
  if (at === undefined) return;
  const text = quoted(context.text(at.site));
  const message = `${text} can be too large for ${at.type.name || "its type"}; ${call.name}() then allocates less than is meant.`;
  report(context, "integer-overflow", at.site, message, "evidence", null);
}

/** Where a part of the size may have become too large for the type that it was computed in, and nothing looked. */
function overflowIn(context: Context, v: Value, depth: number): Overflow | undefined {
  const { values } = context.state;
  const found = values.overflows.get(v);
  if (found !== undefined && isLikely(context, v, found)) return found;
  const k = values.kind[v];
  if (depth === 0 || k <= ValueKind.Older || k === ValueKind.Address) return undefined;
  const inner = overflowIn(context, values.a[v], depth - 1);
  if (inner !== undefined || k === ValueKind.Convert || k === ValueKind.Complement) return inner;
  return overflowIn(context, values.b[v], depth - 1);
}

/**
 * Whether the result gets as large as that in practice: a product of two numbers in a type that is narrower than sizes
 * are, or a multiple of a length that the caller chooses.
 */
function isLikely(context: Context, v: Value, { type, site }: Overflow): boolean {
  const { state } = context;
  const { values } = state;
  if (isChecked(state, v, 6) || !context.isOwnCode(site)) return false;
  let product = v;
  while (values.kind[product] === ValueKind.Convert || values.kind[product] === ValueKind.Offset)
    product = values.a[product];
  if (values.kind[product] === ValueKind.Multiply)
    return type.size < context.pointerSize && upper(state, product) >= 2 ** 33;
  if (values.kind[product] !== ValueKind.Scale || context.text(site).includes("sizeof")) return false;
  // What a record holds was limited when it was put there.
  const symbols = new Set<Value>();
  values.collectSymbols(product, symbols);
  for (const s of symbols) if (values.kind[s] === ValueKind.Content) return false;
  return comesFromCaller(context, product);
}

function report(
  context: Context,
  rule: string,
  site: Site,
  message: string,
  confidence: "definite" | "evidence",
  taint: Taint | null,
): void {
  if (context.state.doubtful) return;
  const steps = taint === null ? [] : [{ site: taint.site, message: "comes in from outside here" }];
  context.report({ rule, site, message, confidence, steps });
}
