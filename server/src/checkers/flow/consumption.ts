/** Numbers from outside that say how long the program waits or how often a loop runs. */
import type { Call, Context, Listener } from "../../flow/events";
import { typeMax } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { type Taint, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { successors } from "../../ir/cfg";
import type { Terminator } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
import { sourceName, taintSteps, unlimitedInput } from "./origin";

/** Fewer rounds, or less of any unit of time, keep nobody waiting for long. */
const FEW = 2 ** 24;

export const consumption: Listener = {
  call(event, context) {
    for (const { kind, param } of event.model?.sinks ?? [])
      if (kind === "duration") duration(event, context, param);
  },
  branch(event, context) {
    const { values } = context.state;
    const v = event.value;
    if (v === UNINITIALISED || !values.isComparison(v)) return;
    const taint = boundFrom(context, values.a[v]) ?? boundFrom(context, values.b[v]);
    if (taint === null || !isOnlyExit(context, event.site)) return;
    const message = `The loop runs as often as ${sourceName(taint)} says: nothing limits the number.`;
    report(context, event.site, message, taint);
  },
};

function duration(call: Call, context: Context, param: number): void {
  const v = call.args[param];
  const taint = v === undefined ? null : boundFrom(context, v);
  if (taint === null) return;
  const message = `${call.name}() waits as long as ${sourceName(taint)} says: nothing limits the number.`;
  report(context, call.instruction, message, taint);
}

function report(context: Context, site: Site, message: string, taint: Taint): void {
  context.report({
    rule: "resource-consumption",
    site,
    message,
    confidence: "evidence",
    steps: taintSteps(taint),
    origin: { source: taint.source, isJoined: false },
  });
}

/** The source of a number that may be large and that nothing limits. */
function boundFrom(context: Context, v: Value): Taint | null {
  if (v <= UNINITIALISED) return null;
  const { values } = context.state;
  if (values.isConstant(v)) return null;
  let at = v;
  while (values.kind[at] === ValueKind.Convert) at = values.a[at];
  const type = values.type[at];
  if (type?.kind !== TypeKind.Int || typeMax(type) < FEW) return null;
  return unlimitedInput(context, v);
}

/** Whether the branch at a site decides alone when a loop ends. */
function isOnlyExit({ function: fn }: Context, site: Site): boolean {
  const { blocks } = fn;
  const head = blocks.findIndex(
    ({ terminator: t }) => t.kind === "branch" && t.start === site.start && t.end === site.end,
  );
  const t = head === -1 ? undefined : blocks[head].terminator;
  if (t?.kind !== "branch") return false;
  return isClosed(t.ifTrue, t.ifFalse) || isClosed(t.ifFalse, t.ifTrue);

  /** Whether whatever follows `inside` comes back to the branch, and meets nothing that follows `outside`. */
  function isClosed(inside: number, outside: number): boolean {
    const within = followers(inside);
    if (!within.has(head)) return false;
    for (const b of within) if (b !== head && leaves(blocks[b].terminator)) return false;
    for (const b of followers(outside)) if (b !== head && within.has(b)) return false;
    return true;
  }

  /** All blocks that can be reached from one, itself among them; not followed beyond the branch. */
  function followers(from: number): Set<number> {
    const seen = new Set<number>([from]);
    for (const b of seen) if (b !== head) for (const next of successors(blocks[b].terminator)) seen.add(next);
    return seen;
  }
}

function leaves({ kind }: Terminator): boolean {
  return kind === "return" || kind === "throw";
}
