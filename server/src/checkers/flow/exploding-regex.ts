/** CWE-1333: a fixed regular expression that explodes, handed to a matcher that goes back. */
import type { Call, Context, Listener } from "../../flow/events";
import { explosionOf } from "../regex/explosion";
import { explosionMessage, extentIn, isOtherGrammar } from "../regex/wording";

export const explodingRegex: Listener = {
  call(event, context) {
    const { model } = event;
    if (model === undefined || model.backtracks < 0) return;
    const expression = context.literal(event.args[model.backtracks]);
    if (expression === undefined || hasOtherGrammar(event, context)) return;
    const explosion = explosionOf(expression, extentIn(context.source));
    if (explosion === undefined) return;
    context.report({
      rule: "exploding-regex",
      site: event.instruction,
      message: explosionMessage(explosion),
      confidence: "evidence",
      steps: [],
      facts: { call: event.name },
    });
  },
};

function hasOtherGrammar(call: Call, context: Context): boolean {
  return call.args.some((_, i) => isOtherGrammar(context.argument(call, i)));
}
