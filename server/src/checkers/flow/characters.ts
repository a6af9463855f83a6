/**
 * CWE-194 and CERT STR37-C: a plain `char` from outside is handed to a function of <ctype.h>, which takes the values of
 * `unsigned char` and EOF: every byte from 0x80 on reads before the table that these functions look in.
 */
import type { Call, Context, Listener } from "../../flow/events";
import { lower } from "../../flow/numbers";
import { UNINITIALISED } from "../../flow/values";
import { sourceName, taintSteps } from "./origin";

export const characters: Listener = { call };

function call(event: Call, context: Context): void {
  const { model } = event;
  if (model === undefined || model.characters.length === 0 || context.state.doubtful) return;
  for (const param of model.characters) judge(event, param, context);
}

function judge(event: Call, param: number, context: Context): void {
  const { state } = context;
  const { values } = state;
  const v = event.args[param];
  if (v === undefined || v <= UNINITIALISED) return;
  const type = values.type[v];
  if (!values.isSymbol(v) || type === null || type.size !== 1 || !type.signed || lower(state, v) >= -1)
    return;
  const taint = values.taintOf(v);
  if (taint === null || taint.isHeld === true) return;
  const text = context.argument(event, param);
  context.report({
    rule: "sign-extension",
    site: event.instruction,
    message: `'${text}' comes from ${sourceName(taint)} and may be negative, which ${event.name}() does not take: convert it to 'unsigned char' first.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    facts: { character: text },
  });
}
