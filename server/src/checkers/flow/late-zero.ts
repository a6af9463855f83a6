/** CWE-369: a number is divided by first, and only then compared with 0. */
import type { Arithmetic, Branch, Context, Listener } from "../../flow/events";
import { lower } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import type { State } from "../../flow/state";
import { type Value, ValueKind } from "../../flow/values";
import { BinaryOp } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";
import { quoted } from "../wording";

export const lateZero: Listener = {
  arithmetic(event, context) {
    if (isQuotient(event) && context.isOwnCode(event.site))
      context.notes.set(quotientKey(event.site), { site: event.site, text: "" });
  },

  branch(event, context) {
    if (!context.isOwnCode(event.site)) return;
    const { state } = context;
    if (state.doubtful) return;
    const v = askedForZero(context, event.value);
    // Other questions have no key: branches are many.
    if (v === -1 ? !state.values.isConstant(event.value) : state.values.type[v]?.kind !== TypeKind.Int)
      return;
    const key = `late-zero ${event.site.start}`;
    const found = v === -1 ? null : nonZeroSince(state, v);
    const quotient = found === null ? undefined : context.notes.get(quotientKey(found))?.site;
    if (quotient === undefined) {
      // A place that is also reached without the division has every reason to ask.
      context.veto(key);
      return;
    }
    const name = numberAsked(event, context);
    if (name === "" || !spelling(context, quotient).includes(name)) return;
    context.reportUnlessVetoed(key, {
      rule: "division-by-zero",
      site: quotient,
      message: `${quoted(name)} is the divisor here, and only afterwards compared with 0: if it can be 0, this is too late.`,
      confidence: "evidence",
      steps: [{ site: event.site, message: "compared with 0 here" }],
    });
  },
};

function isQuotient({ op, type }: Arithmetic): boolean {
  return (op === BinaryOp.Divide || op === BinaryOp.Remainder) && type.kind === TypeKind.Int;
}

function quotientKey({ start, end }: Site): string {
  return `divided by at ${start} ${end}`;
}

/** The number of which a condition asks whether it is 0; -1 for none. */
function askedForZero({ state }: Context, condition: Value): Value {
  const { values } = state;
  const k = values.kind[condition];
  let v = condition;
  if (k === ValueKind.Equal || k === ValueKind.NotEqual) {
    if (values.b[condition] !== values.zero) return -1;
    v = values.a[condition];
  } else if (values.isComparison(condition)) {
    // `n > 0`, which asks just that of a number without sign.
    if (values.a[condition] !== values.zero) return -1;
    v = values.b[condition];
    if (lower(state, v) < 0) return -1;
  }
  return values.isConstant(v) ? -1 : v;
}

/** What told that a number, or what it was converted from, is not 0: the newest check or use; null for nothing. */
function nonZeroSince(state: State, v: Value): Site | null {
  for (let at = v; ; at = state.values.a[at]) {
    const c = state.constraint(at);
    if (c !== undefined && (c.not === 0 || c.lo > 0)) return c.site;
    if (state.values.kind[at] !== ValueKind.Convert) return null;
  }
}

/** The number as a condition has it that asks whether it is 0 and nothing else; "" for other conditions. */
function numberAsked({ site }: Branch, context: Context): string {
  return PLAIN.exec(spelling(context, site))?.[1] ?? "";
}

const PLAIN = /^[!(]*([\w.>[\]-]+?)(?:(?:==|!=|>)0[uUlL]*)?[)]*$/;

/** The source without comments and blanks. */
function spelling(context: Context, site: Site): string {
  return withoutComments(context.text(site)).replace(/\s+/g, "");
}
