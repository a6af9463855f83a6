/** Texts that may lack their terminator and are used as strings. */
import type { Listener } from "../../flow/events";
import { Termination } from "../../flow/state";
import { UNINITIALISED } from "../../flow/values";
import { quoted } from "../wording";

export const terminators: Listener = {
  call(event, context) {
    const { model } = event;
    if (model === undefined) return;
    const { state } = context;
    const { values } = state;
    const strings = new Set([...context.stringArguments(event)]);
    for (const r of model.reads) if (r.size === "string") strings.add(r.param);
    for (const param of strings) {
      const v = event.args[param];
      if (v === undefined || v === UNINITIALISED) continue;
      const region = values.regionOf(v);
      if (region === -1) continue;
      const f = state.factsOf(region);
      if (f.termination !== Termination.Missing || f.terminationSite === null) continue;
      const name = quoted(context.argument(event, param)) || "The text";
      context.report({
        rule: "missing-terminator",
        site: event.instruction,
        message: `${name} is used as a string by ${event.name}(), but nothing ensures that it ends with a terminator.`,
        confidence: "evidence",
        steps: [{ site: f.terminationSite, message: "filled here, possibly without a terminator" }],
        facts: {
          dst: context.argument(event, param),
          fillStart: f.terminationSite.start,
          fillEnd: f.terminationSite.end,
          ...(context.roomText(v, context.argument(event, param)) === ""
            ? {}
            : { dstSize: context.roomText(v, context.argument(event, param)) }),
        },
      });
    }
  },
};
