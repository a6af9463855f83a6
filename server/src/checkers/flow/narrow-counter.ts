/**
 * CWE-835: a counter of one or two bytes that is to get to a number which its type does not hold: it wraps round before
 * it is there. The number is known, or is let through by a question, or comes from outside as it is.
 */
import type { Context, Listener } from "../../flow/events";
import { lower, typeMax, upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { Origin } from "../../flow/state";
import { taintOfText } from "../../flow/taint";
import { type Value, ValueKind } from "../../flow/values";
import { analyseCfg, isInLoop, successors } from "../../ir/cfg";
import { TypeKind } from "../../semantics/types";
import { quoted } from "../wording";
import { sourceName, unlimitedInput } from "./origin";

/** Bytes of the counters that are looked at. */
const NARROW = 2;

export const narrowCounter: Listener = {
  branch({ value, site }, context) {
    const { state } = context;
    const { values } = state;
    if (values.kind[value] !== ValueKind.Less || state.doubtful) return;
    let counter = values.a[value];
    while (values.kind[counter] === ValueKind.Convert) counter = values.a[counter];
    const type = values.type[counter];
    if (values.kind[counter] !== ValueKind.JoinRegister || type?.kind !== TypeKind.Int) return;
    if (type.signed || type.size > NARROW || !context.isLoopHead(values.meetingBlock(counter))) return;
    const limit = values.b[value];
    const most = typeMax(type);
    const why = beyond(context, limit, most);
    if (why === undefined || !isOnlyExit(context, site)) return;
    context.report({
      rule: "endless-loop",
      site,
      message: `${quoted(context.text(site))} counts to ${most} at most, and starts again at 0: the number that it is to get to ${why}, and then the loop never ends.`,
      confidence: lower(state, limit) > most ? "definite" : "evidence",
      steps: [],
    });
  },
};

/** What says that a number may exceed what a counter can get to, as the end of a sentence; undefined if nothing does. */
function beyond(context: Context, limit: Value, most: number): string | undefined {
  const { state } = context;
  const { values } = state;
  if (values.isConstant(limit)) return undefined;
  if (lower(state, limit) > most) return `is ${lower(state, limit)} or more`;
  const high = upper(state, limit);
  if (high <= most) return undefined;
  const c = state.constraint(values.base(limit));
  if (c?.hiOrigin === Origin.Check && high < Infinity)
    return `may be ${high}, which a comparison lets through`;
  const isText = values.kind[limit] === ValueKind.Length && high >= LONG;
  const taint = isText ? taintOfText(state, values.a[limit]) : unlimitedInput(context, limit);
  return taint === null ? undefined : `comes from ${sourceName(taint)} and may be greater`;
}

/** A text that is known to be shorter has something that limits it. */
const LONG = 2 ** 31 - 1;

/** Whether a condition is all that ends the loop which it stands in. */
function isOnlyExit({ function: fn }: Context, site: Site): boolean {
  const block = fn.blocks.find(
    ({ terminator: t }) => t.kind === "branch" && t.start === site.start && t.end === site.end,
  );
  if (block === undefined) return false;
  const cfg = analyseCfg(fn);
  const head = cfg.loop[block.id];
  const isInside = (b: number) => isInLoop(cfg, b, head);
  const exits = fn.blocks.filter(
    ({ id, terminator: t }) =>
      isInside(id) && (t.kind === "return" || successors(t).some((to) => !isInside(to))),
  );
  return head !== -1 && exits.length === 1 && exits[0] === block;
}
