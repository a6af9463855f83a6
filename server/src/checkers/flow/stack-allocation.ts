/**
 * Memory that is taken from the stack in an amount that is known only at run time: `alloca` and arrays of variable
 * length. Speaks when the amount comes from the caller or from outside and nothing on the path limits it, or when what
 * limits it lets more through than the stack is meant to hold.
 */
import type { Context, Listener } from "../../flow/events";
import { upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { UNINITIALISED, type Value } from "../../flow/values";
import { quoted } from "../wording";
import { comesFromCaller, isChecked, sourceName, taintSteps } from "./origin";

export const stackAllocation: Listener = {
  call(event, context) {
    const effect = event.model?.allocates;
    if (effect?.family !== "stack" || effect.size?.kind !== "param") return;
    const size = event.args[effect.size.index];
    if (size !== undefined) judge(context, size, size, event.instruction, `${event.name}()`);
  },

  variableArray(event, context) {
    const { values } = context.state;
    const bytes = event.elementSize > 0 ? values.scale(event.count, event.elementSize) : event.count;
    judge(context, event.count, bytes, event.site, `the array ${quoted(event.name)}`);
  },
};

function judge(context: Context, count: Value, bytes: Value, site: Site, what: string): void {
  const { state, stackLimit } = context;
  const { values } = state;
  if (bytes === UNINITIALISED || values.isConstant(bytes) || state.doubtful) return;
  const most = upper(state, bytes);
  if (most <= stackLimit) return;
  if (isChecked(state, count, 6)) {
    // Where a comparison lets more through than may ever be meant, it was not made for this.
    if (most > 2 ** 31 || values.taintOf(count) === null) return;
    context.report({
      rule: "large-stack-frame",
      site,
      message: `The size of ${what} can reach ${most} bytes of stack, more than the ${stackLimit} that are allowed.`,
      confidence: "evidence",
      steps: [],
      facts: { bytes: most, limit: stackLimit },
    });
    return;
  }
  const taint = values.taintOf(count);
  if (taint === null && !comesFromCaller(context, count)) return;
  const source = taint === null ? "the caller" : sourceName(taint);
  context.report({
    rule: "unbounded-stack-allocation",
    site,
    message: `The size of ${what} comes from ${source} and nothing limits it: a large one runs over the end of the stack.`,
    confidence: "evidence",
    steps: taintSteps(taint),
  });
}
