/**
 * CWE-822: an address, or a number that becomes one, that lies in a message as its sender laid it there, and is used as
 * one of this program's.
 */
import type { Context, Listener } from "../../flow/events";
import { pointerBehind } from "../../flow/memory";
import type { Site } from "../../flow/site";
import { unlimitedTaint } from "../../flow/taint";
import { UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { sourceName, taintSteps } from "./origin";

export const foreignPointers: Listener = {
  access({ address, site, call, param }, context) {
    if (address === UNINITIALISED) return;
    const { values } = context.state;
    const v = pointerBehind(values, address);
    if (v <= UNINITIALISED || values.kind[v] !== ValueKind.Content) return;
    // A number that a call takes is an address only if the program says so.
    const isNumber = call !== null && values.type[v]?.kind === TypeKind.Int;
    if (!isNumber || /^\(.*\*\s*\)/.test(context.argument(call, param))) judge(context, v, site, "used");
  },
  call({ target, instruction }, context) {
    judge(context, target, instruction, "called");
  },
};

function judge(context: Context, v: Value, site: Site, use: "used" | "called"): void {
  const { values } = context.state;
  if (v <= UNINITIALISED || values.kind[v] !== ValueKind.Content) return;
  const kind = values.type[v]?.kind;
  // A number that becomes an address may have been compared with where such addresses lie.
  const taint = kind === TypeKind.Int ? unlimitedTaint(context.state, v) : values.taint[v];
  if (taint?.isRaw !== true || (kind !== TypeKind.Pointer && kind !== TypeKind.Int)) return;
  context.report({
    rule: "pointer-from-message",
    site,
    message: `The address that is ${use} here came in from ${sourceName(taint)}: whoever sends it decides what memory this touches.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    origin: { source: taint.source, isJoined: false },
  });
}
