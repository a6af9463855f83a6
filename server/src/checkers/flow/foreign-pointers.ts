/** CWE-822: an address that lies in a message as its sender laid it there, and is used as one of this program's. */
import type { Context, Listener } from "../../flow/events";
import { pointerBehind } from "../../flow/memory";
import type { Site } from "../../flow/site";
import { UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { sourceName, taintSteps } from "./origin";

export const foreignPointers: Listener = {
  access({ address, site }, context) {
    if (address !== UNINITIALISED) judge(context, pointerBehind(context.state.values, address), site, "used");
  },
  call({ target, instruction }, context) {
    judge(context, target, instruction, "called");
  },
};

function judge(context: Context, v: Value, site: Site, use: "used" | "called"): void {
  const { values } = context.state;
  if (v <= UNINITIALISED || values.kind[v] !== ValueKind.Content) return;
  const taint = values.taint[v];
  if (taint?.isRaw !== true || values.type[v]?.kind !== TypeKind.Pointer) return;
  context.report({
    rule: "pointer-from-message",
    site,
    message: `The address that is ${use} here came in from ${sourceName(taint)}: whoever sends it decides what memory this touches.`,
    confidence: "evidence",
    steps: taintSteps(taint),
    origin: { source: taint.source, isJoined: false },
  });
}
