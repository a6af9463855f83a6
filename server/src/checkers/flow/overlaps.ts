/**
 * CWE-475: memory is copied onto a part of itself by a function whose parameters are `restrict`, which may do that in any
 * order (C17 6.7.3.1). What is known: both begin in one object, so many bytes apart.
 */
import type { Call, Context, Listener, TextWrite } from "../../flow/events";
import { differenceUpper, lower, upper } from "../../flow/numbers";
import { UNINITIALISED, type Value } from "../../flow/values";
import type { WriteEffect } from "../../models/model";
import { bytes, quoted } from "../wording";

export const overlaps: Listener = {
  access({ write, call, param, size }, context) {
    const effect = write && call !== null ? copyOf(call, param) : undefined;
    if (effect === undefined || effect.append || size <= UNINITIALISED) return;
    judge(context, call!, effect, size, size);
  },

  textWrite({ call, param, needLow, needHigh }: TextWrite, context) {
    const effect = copyOf(call, param);
    if (effect === undefined) return;
    if (!effect.append) judge(context, call, effect, needLow, needHigh);
    else if (call.args[effect.from] === call.args[param] && call.args[param] > UNINITIALISED)
      report(context, call, "the text is appended to itself, and its end is overwritten before it is read");
  },

  call(event, context) {
    const { model, args } = event;
    if (model?.format?.style !== "printf" || !model.restricted.includes(0)) return;
    for (const i of context.stringArguments(event))
      if (args[i] === args[0] && args[i] > UNINITIALISED)
        report(context, event, `${quoted(context.argument(event, i))} is read while it is written over`);
  },
};

/** What a call copies to a parameter, if that and what is copied must not overlap. */
function copyOf({ model }: Call, param: number): WriteEffect | undefined {
  if (model === undefined || !model.restricted.includes(param)) return undefined;
  return model.writes.find(
    (w) => w.param === param && w.content === "copy" && model.restricted.includes(w.from),
  );
}

/** Judges a copy of between `low` and `high` bytes, values that are -1 if unknown. */
function judge(context: Context, call: Call, { param, from }: WriteEffect, low: Value, high: Value): void {
  const { state } = context;
  const { values } = state;
  const to = call.args[param];
  const source = call.args[from];
  if (to === undefined || source === undefined || to <= UNINITIALISED || source <= UNINITIALISED) return;
  const region = values.regionOf(to);
  if (region === -1 || region !== values.regionOf(source)) return;
  const ahead = values.difference(values.offsetOf(source), values.offsetOf(to));
  const isAhead = lower(state, ahead) > 0;
  if (!isAhead && upper(state, ahead) >= 0) return;
  const apart = isAhead ? ahead : values.scale(ahead, -1);
  const isSure = low > UNINITIALISED && differenceUpper(state, apart, low) < 0;
  // Of an unknown number of bytes more than so few are copied sooner or later.
  const isLikely =
    values.isConstant(apart) &&
    (high <= UNINITIALISED || (!values.isConstant(high) && upper(state, high) > values.number[apart]));
  if (!isSure && !isLikely) return;
  const distance = values.isConstant(apart) ? `${bytes(values.number[apart])} ` : "";
  const side = isAhead ? "behind" : "before";
  const longer = isSure ? "is longer" : "nothing says that it is no longer";
  report(context, call, `what is copied begins ${distance}${side} where it goes, and ${longer}`);
}

function report(context: Context, call: Call, what: string): void {
  if (context.state.doubtful || !context.isOwnCode(call.instruction)) return;
  context.report({
    rule: "overlapping-copy",
    site: call.instruction,
    message: `${call.name}() takes for granted that it copies between two places: ${what}.`,
    confidence: "evidence",
    steps: [],
    facts: { call: call.name },
  });
}
