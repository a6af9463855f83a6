/**
 * Integer arithmetic that does other than it says: division by zero, shifts beyond the width, results too large for
 * their type, sizes of allocations that wrap or that outsiders decide. Speaks when it surely happens, when a comparison
 * in the code lets it happen, or when a number from outside is used as it came.
 */

import { exact } from "../../flow/arithmetic";
import type { Allocation, Arithmetic, Branch, Context, Listener, Narrowing } from "../../flow/events";
import { lower, truth, typeMax, typeMin, upper } from "../../flow/numbers";
import { isOfNoRound } from "../../flow/reach";
import type { Site } from "../../flow/site";
import { Origin, type State } from "../../flow/state";
import { type Overflow, type Taint, type Value, ValueKind } from "../../flow/values";
import { BinaryOp } from "../../ir/ir";
import { type Type, TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";
import { countsWhatIsMet } from "./counted-divisor";
import { negativeSize, reportNegative } from "./negative-size";
import { comesFromCaller, isChecked, sourceName, taintSteps, unlimitedInput } from "./origin";

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
  branch,
};

function division(event: Arithmetic, context: Context): void {
  const { state } = context;
  const divisor = event.right;
  const decided = truth(state, divisor);
  const key = `quotient ${event.site.start}`;
  if (decided !== 0 && event.type.kind === TypeKind.Float) context.veto(key);
  if (decided === 1) {
    extreme(event, context);
    return;
  }
  if (isSpecialNumber(event, decided === 0, state)) return;
  if (decided === 0) {
    if (isOfNoRound(state, divisor)) return;
    const message = `The divisor in ${quotedText(context, event.site)} is 0 here.`;
    // Of floating-point numbers a first value of 0 is common, and a quotient is then infinite: it has to be so always.
    const always = {
      rule: "division-by-zero",
      site: event.site,
      message,
      confidence: "definite",
      steps: [],
    } as const;
    if (event.type.kind === TypeKind.Float) context.reportUnlessVetoed(key, always);
    else report(context, "division-by-zero", event.site, message, "definite", null);
    return;
  }
  if (isJudged(context, divisor)) return;
  if (event.type.kind === TypeKind.Int && countsWhatIsMet(context, divisor, event.site)) {
    const message = `The divisor in ${quotedText(context, event.site)} counts what the loop before has met, which may be nothing: then it is 0.`;
    report(context, "division-by-zero", event.site, message, "evidence", null);
    return;
  }
  const taint = unlimitedInput(context, inputIn(context, divisor));
  if (taint === null) return;
  const message = `The divisor in ${quotedText(context, event.site)} comes from ${sourceName(taint)} and may be 0.`;
  report(context, "division-by-zero", event.site, message, "evidence", taint);
}

/** The number that a divisor is computed from by constants that leave a 0 as it is, or make one: `16 * n`, `n & 15`. */
function inputIn({ state }: Context, divisor: Value): Value {
  const { values } = state;
  for (let at = divisor; ; at = values.a[at])
    switch (values.kind[at]) {
      case ValueKind.Convert:
        break;
      case ValueKind.Scale:
      case ValueKind.And:
        if (values.isConstant(values.b[at]) && lower(state, at) <= 0) break;
        return at;
      default:
        return at;
    }
}

/** The least number divided by -1 (C17 6.5.5): both come from outside, and 0 is all that was thought of. */
function extreme({ left, right, type, site }: Arithmetic, context: Context): void {
  if (type.kind !== TypeKind.Int || !type.signed || context.notes.has(minusOneKey(right))) return;
  const taint = unlimitedInput(context, left, true);
  if (taint === null || isFromStart(taint) || unlimitedInput(context, right, true) === null) return;
  const message = `${quotedText(context, site)} overflows if ${sourceName(taint)} gives the least ${type.name || "number"} and -1: that stops the program on many processors.`;
  report(context, "integer-overflow", site, message, "evidence", taint);
}

/** Notes that the code thought of a number's being -1. */
function minusOneKey(v: Value): string {
  return `minus one ${v}`;
}

/** Who starts the program chooses a seed or a size for himself. */
function isFromStart(taint: Taint): boolean {
  return taint.isHeld === true || taint.source === "environment" || taint.source === "arguments";
}

/** Whether what is not a number is written, as 0.0 / 0.0, or what is infinite, as 1.0 by something that surely is 0. */
function isSpecialNumber({ left }: Arithmetic, isByZero: boolean, { values }: State): boolean {
  if (values.kind[left] !== ValueKind.Float) return false;
  const number = Math.abs(values.number[left]);
  return number === 0 || (isByZero && number === 1);
}

/** Whether v, or what it was converted from, is known to be other than 0, or was looked at for that. */
function isJudged({ state }: Context, v: Value): boolean {
  for (let at = v; ; at = state.values.a[at]) {
    if (state.constraint(at)?.not === 0) return true;
    if (state.values.kind[at] !== ValueKind.Convert) return false;
  }
}

function shift(event: Arithmetic, context: Context): void {
  const { state } = context;
  const { values } = state;
  const count = event.right;
  const width = event.type.size * 8;
  const least = lower(state, count);
  const most = upper(state, count);
  if (least >= 0 && most < width) return;
  // A width that is written down is wrong in no code that was ever compiled: then the type is another one.
  const isWritten = values.isConstant(count) && !values.isConstant(event.left) && width < 64;
  if (!isWritten && (least >= width || most < 0)) {
    const by = least === most ? `${least}` : most < 0 ? "a negative number" : `at least ${least}`;
    const message = `${quotedText(context, event.site)} shifts a value of ${width} bits by ${by}: that is undefined.`;
    report(context, "shift-out-of-range", event.site, message, "definite", null);
    return;
  }
  const c = state.constraint(count);
  if (c !== undefined && c.hiOrigin === Origin.Check && most >= width && most < 2 * width) {
    const many = most === width ? "one too many" : "too many";
    const message = `${quotedText(context, event.site)} can shift a value of ${width} bits by ${most}: the comparison lets ${many} through.`;
    report(context, "shift-out-of-range", event.site, message, "evidence", null);
    return;
  }
  if (most === width && isRestOfWidth(state, count, width)) {
    const message = `${quotedText(context, event.site)} can shift a value of ${width} bits by ${width}: what is taken from ${width} may be 0, which the comparison lets through.`;
    report(context, "shift-out-of-range", event.site, message, "evidence", null);
    return;
  }
  const negative = most < width && least < 0 ? unlimitedInput(context, count, true) : null;
  if (negative !== null) {
    const message = `The number of bits that ${quotedText(context, event.site)} shifts by comes from ${sourceName(negative)} and is compared from above only: it may be negative.`;
    report(context, "shift-out-of-range", event.site, message, "evidence", negative);
    return;
  }
  const taint = unlimitedInput(context, count);
  if (taint === null) return;
  const message = `The number of bits that ${quotedText(context, event.site)} shifts by comes from ${sourceName(taint)} and is never compared with the width of ${width}.`;
  report(context, "shift-out-of-range", event.site, message, "evidence", taint);
}

/** Whether a count is what a number leaves of the width that was compared with as many bits, and never with 0. */
function isRestOfWidth(state: State, count: Value, width: number): boolean {
  const { values } = state;
  let at = count;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  const negated = values.base(at);
  const k = values.kind[negated];
  const isTaken =
    k === ValueKind.Scale
      ? values.number[values.b[negated]] === -1
      : k === ValueKind.Difference && values.a[negated] === values.zero;
  if (values.addend(at) !== width || !isTaken) return false;
  const c = state.constraint(k === ValueKind.Scale ? values.a[negated] : values.b[negated]);
  return c !== undefined && c.hiOrigin === Origin.Check && c.hi === width;
}

function overflow(event: Arithmetic, context: Context): void {
  const { state } = context;
  const { op, left, right, type, site } = event;
  const result = exact(state, op, left, right);
  const most = upper(state, result);
  const least = lower(state, result);
  // Numbers of 64 bits are not told apart to the last one.
  if (most <= typeMax(type) && least >= typeMin(type) && type.size < 8) return;
  if (type.signed && isBeyond(op, least, most, type)) {
    const message = `The result of ${quotedText(context, site)} does not fit into ${type.name || "its type"}: signed overflow is undefined.`;
    report(context, "integer-overflow", site, message, "definite", null);
    return;
  }
  const taint = growing(event, context);
  if (taint === null || isFromStart(taint)) return;
  const message = `${quotedText(context, site)} computes with a number from ${sourceName(taint)} that nothing limits: the result may not fit into ${type.name || "its type"}.`;
  if (state.doubtful) return;
  context.reportUnlessVetoed(wrapKey(result), {
    rule: "integer-overflow",
    site,
    message,
    confidence: "evidence",
    steps: taintSteps(taint),
  });
}

/** Key of a sum that is asked about: `n + 1`, which can be 0 only if it has wrapped. */
function wrapKey(sum: Value): string {
  return `wraps ${sum}`;
}

function quotedText(context: Context, site: Site): string {
  return quoted(context.text(site));
}

/** Whether all numbers between `least` and `most` lie beyond the type's. */
function isBeyond(op: BinaryOp, least: number, most: number, type: Type): boolean {
  if (type.size < 8) return least > typeMax(type) || most < typeMin(type);
  // Numbers as large as that are rounded: 2^63 may have been one less, and -2^63 itself is what headers compute.
  return (least > 2 ** 63 && op !== BinaryOp.Subtract) || most < -(2 ** 63);
}

/** Numbers are hardly ever multiplied by more for what they are. */
const MIXING = 2 ** 16;

/** Where the number comes from that the operation takes beyond its type: unlimited, and as wide as the result. */
function growing({ op, left, right, type }: Arithmetic, context: Context): Taint | null {
  const { state } = context;
  const { values } = state;
  // Sizes and positions, of 64 bits: how large a thing is, and not how large it may be, decides what is done with it.
  if (!type.signed && type.size > 4) return null;
  const input = values.isConstant(left) ? right : left;
  const other = input === left ? right : left;
  const by = values.isConstant(other) ? values.number[other] : undefined;
  if (op === BinaryOp.Multiply) {
    if (by !== undefined && by <= 1) return null;
    // A large odd factor is that of a hash or of a row of random numbers, and the remainder is what is meant.
    if (by !== undefined && !type.signed && by > MIXING && by % 2 === 1) return null;
    const above = upper(state, input) >= typeMax(type) ? unlimitedInput(context, input) : null;
    return above ?? (lower(state, input) <= typeMin(type) ? unlimitedInput(context, input, true) : null);
  }
  // What a number from outside is taken from hardly ever wraps by intent, but how far it goes says nothing.
  if (by === undefined || (op === BinaryOp.Subtract && other === left)) return null;
  const step = op === BinaryOp.Add ? by : -by;
  if (step > 0) return upper(state, input) >= typeMax(type) ? unlimitedInput(context, input) : null;
  return step < 0 && lower(state, input) <= typeMin(type) ? unlimitedInput(context, input, true) : null;
}

/** What C computes in `int` and puts back into a smaller type: `char c = d + 1`. */
function narrowing(event: Narrowing, context: Context): void {
  const { state } = context;
  const { values } = state;
  const { value, type, isExplicit, isComputed, site } = event;
  if (event.from.kind === TypeKind.Float) {
    truncation(event, context);
    return;
  }
  if (type.size >= event.from.size) return;
  const name = type.name || "its type";
  if (isComputed && !isExplicit && type.signed) {
    const most = upper(state, value);
    const least = lower(state, value);
    // Bytes are kept in `char`, whatever its sign: only one number, or what no byte can be, tells of a mistake.
    const beyond = values.isConstant(value) ? typeMax(type) : 2 * typeMax(type) + 1;
    if (most < typeMin(type) || least > beyond) {
      const message = `The result of ${quotedText(context, site)} does not fit into ${name}.`;
      report(context, "integer-overflow", site, message, "definite", null);
      return;
    }
    const k = values.kind[value];
    const isArithmetic =
      k === ValueKind.Offset || k === ValueKind.Scale || k === ValueKind.Sum || k === ValueKind.Multiply;
    if (!isArithmetic) return;
    const input = values.a[value];
    const taint =
      (most > typeMax(type) ? unlimitedInput(context, input) : null) ??
      (least < typeMin(type) ? unlimitedInput(context, input, true) : null);
    if (taint === null) return;
    const message = `${quotedText(context, site)} computes with a number from ${sourceName(taint)} that nothing limits: the result may not fit into ${name}.`;
    report(context, "integer-overflow", site, message, "evidence", taint);
    return;
  }
  const taint = unlimitedInput(context, value);
  if (taint === null || type.size > 2) return;
  // What is no more than a byte keeps all its bits, whatever the sign of the byte that it becomes.
  const least = lower(state, value);
  const most = upper(state, value);
  if (least >= 0 ? most < 2 ** (8 * type.size) : least >= typeMin(type) && most <= typeMax(type)) return;
  // A sum of bytes in a byte is meant to wrap, and what is masked by bytes stays one.
  const by = /[+^]=/.exec(withoutComments(context.text(site)));
  if (by !== null && (by[0] === "^=" || !type.signed)) return;
  // Unsigned bytes and words are also what a number is taken apart into: then the number itself has no sign.
  if (!type.signed) {
    if (isFromStart(taint) || !event.from.signed || event.from.size < 4) return;
    if (unlimitedInput(context, value, true) === null) return;
  }
  const message = `${quotedText(context, site)} is a number from ${sourceName(taint)} that nothing limits: in ${name} it may become another one.`;
  report(context, "lossy-conversion", site, message, "evidence", taint);
}

/** A floating-point number becomes an integer: beyond that type's range the behaviour is undefined (C17 6.3.1.4). */
function truncation({ value, type, site }: Narrowing, context: Context): void {
  const { values } = context.state;
  const taint = values.taintOf(value);
  if (taint === null || isFromStart(taint) || taint.source === "random" || type.size > 4) return;
  if (!values.isSymbol(value) || isJudged(context, value)) return;
  const message = `${quotedText(context, site)} is a number from ${sourceName(taint)} that nothing limits: converted to ${type.name || "an integer"} it may be anything.`;
  report(context, "lossy-conversion", site, message, "evidence", taint);
}

/** A check `used + n > limit` whose sum wraps: the greatest numbers from outside pass it. */
function branch({ value, site }: Branch, context: Context): void {
  const { state } = context;
  const { values } = state;
  const k = values.kind[value];
  noteZeroTest(context, value);
  if (k === ValueKind.Equal || k === ValueKind.NotEqual) {
    if (values.number[values.b[value]] === -1)
      context.notes.set(minusOneKey(values.a[value]), { site, text: "" });
    return;
  }
  if (k !== ValueKind.Less && k !== ValueKind.LessEqual) return;
  for (const [sum, limit] of [
    [values.a[value], values.b[value]],
    [values.b[value], values.a[value]],
  ]) {
    const type = values.type[sum];
    if (values.kind[sum] !== ValueKind.Convert || type === null || type.signed || type.size < 4) continue;
    // `n - 2 < limit` without sign asks for both ends at once: that it wraps is meant.
    if (values.addend(values.a[sum]) < 0) context.veto(wrapKey(values.a[sum]));
    if (values.kind[values.a[sum]] !== ValueKind.Sum || values.taintOf(limit) !== null) continue;
    const inner = values.a[sum];
    for (const part of [values.a[inner], values.b[inner]]) {
      const taint = values.type[part]?.size === type.size ? unlimitedInput(context, part) : null;
      if (taint === null || taint.source === "random" || isFromStart(taint)) continue;
      const message = `The sum in ${quotedText(context, site)} wraps if the number from ${sourceName(taint)} is great enough: this check lets it through. Compare it with what is left instead.`;
      report(context, "integer-overflow", site, message, "evidence", taint);
      return;
    }
  }
}

/** `if (n + 1)`: whether the sum has wrapped is what is asked. */
function noteZeroTest(context: Context, condition: Value): void {
  const { values } = context.state;
  const k = values.kind[condition];
  const isEquality = k === ValueKind.Equal || k === ValueKind.NotEqual;
  let at = isEquality && values.b[condition] === values.zero ? values.a[condition] : condition;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  if (values.kind[at] === ValueKind.Offset) context.veto(wrapKey(at));
}

/** A size that was cut down to a narrower type on its way: less is allocated than the number says. */
function cutDown(context: Context, size: Value): Type | undefined {
  const { state } = context;
  const { values } = state;
  let at = size;
  for (;;) {
    const k = values.kind[at];
    if (k === ValueKind.Convert && (values.type[at]?.size ?? 8) < 4) break;
    if (k !== ValueKind.Scale && k !== ValueKind.Offset && k !== ValueKind.Convert) return undefined;
    at = values.a[at];
  }
  const type = values.type[at];
  const given = values.a[at];
  if (type === null || !values.isSymbol(given) || upper(state, given) <= typeMax(type)) return undefined;
  const c = state.constraint(given);
  const isMeant = c !== undefined && c.hiOrigin === Origin.Check && c.hi > typeMax(type);
  return isMeant || unlimitedInput(context, given) !== null ? type : undefined;
}

function allocation({ call, size }: Allocation, context: Context): void {
  const { state } = context;
  const { values } = state;
  if (state.doubtful) return;
  const negative = negativeSize(context, size);
  if (negative !== undefined) {
    reportNegative(context, negative, `${call.name}() allocates`, call.instruction);
    return;
  }
  if (values.isConstant(size)) return;
  const narrow = cutDown(context, size);
  if (narrow !== undefined) {
    const message = `The size that ${call.name}() allocates was cut down to ${narrow.name || "a narrower type"} on its way: of a great one less is allocated than the number says.`;
    report(context, "integer-overflow", call.instruction, message, "evidence", values.taintOf(size));
    return;
  }
  const taint = values.taintOf(size);
  if (taint !== null && upper(state, size) >= 2 ** 31 - 1 && !isChecked(state, size, 6)) {
    const from = `comes from ${sourceName(taint)} and nothing limits it`;
    // calloc() multiplies by itself, and looks.
    if (multipliesSigned(context, size) && call.model?.allocates?.size?.kind !== "multiply") {
      const message = `The size that ${call.name}() allocates is a multiple of a number that ${from}: it can wrap to a small one.`;
      report(context, "integer-overflow", call.instruction, message, "evidence", taint);
    } else {
      const message = `The size that ${call.name}() allocates ${from}.`;
      report(context, "unlimited-allocation", call.instruction, message, "evidence", taint);
    }
    return;
  }
  const at = overflowIn(context, size, 6);
  // `new` checks its own product (C++17 [expr.new] 8).
  if (at === undefined || call.model?.allocates?.family === "new[]") return;
  const text = quoted(context.text(at.site));
  const message = `${text} can be too large for ${at.type.name || "its type"}; ${call.name}() then allocates less than is meant.`;
  report(context, "integer-overflow", at.site, message, "evidence", null);
}

/** Whether a size is a multiple of a number that may be negative: then it wraps whatever the width of sizes. */
function multipliesSigned({ state }: Context, size: Value): boolean {
  const { values } = state;
  let at = size;
  let factor = 1;
  for (;;) {
    const k = values.kind[at];
    if (k === ValueKind.Scale) factor *= values.number[values.b[at]];
    else if (k !== ValueKind.Convert && k !== ValueKind.Offset) break;
    at = values.a[at];
  }
  return factor > 1 && lower(state, at) < 0;
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
  if (values.kind[product] === ValueKind.Multiply) {
    const factor = Math.min(upper(state, values.a[product]), upper(state, values.b[product]));
    return type.size < context.pointerSize && factor >= 2 ** 16 - 1 && upper(state, product) >= 2 ** 33;
  }
  if (values.kind[product] !== ValueKind.Scale || context.text(site).includes("sizeof")) return false;
  if (isModest(context, product)) return false;
  // What a record holds was limited when it was put there.
  const symbols = new Set<Value>();
  values.collectSymbols(product, symbols);
  for (const s of symbols) if (values.kind[s] === ValueKind.Content) return false;
  return comesFromCaller(context, product);
}

/** Whether a product grows what it is made of to no more than twice: no object is larger than half of all memory. */
function isModest({ state: { values } }: Context, product: Value): boolean {
  let part = values.a[product];
  while (values.kind[part] === ValueKind.Convert || values.kind[part] === ValueKind.Offset)
    part = values.a[part];
  if (values.kind[part] !== ValueKind.Divide || !values.isConstant(values.b[part])) return false;
  return values.number[values.b[product]] <= 2 * values.number[values.b[part]];
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
  context.report({ rule, site, message, confidence, steps: taintSteps(taint) });
}
