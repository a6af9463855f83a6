/**
 * Calls that a rule advises against by their arguments alone: `SSL_CTX_set_verify(context, SSL_VERIFY_NONE, ...)`. Which
 * they are, models say under `unsafe`.
 */
import type { Confidence } from "../../findings";
import type { Call, Context, Listener } from "../../flow/events";
import type { Block } from "../../ir/ir";
import type { UnsafeUse } from "../../models/model";
import { withoutComments } from "../../text/words";
import { holds, mayHold } from "./argument-tests";

export const unsafeUses: Listener = {
  call(event, context) {
    const { model } = event;
    if (model === undefined) return;
    for (const use of model.unsafe) {
      const how = match(event, context, use);
      if (how === undefined || isPutRight(event, context, use) || !isWith(context, use)) continue;
      if (use.lasting && !isLasting(event, context)) continue;
      report(event, context, use, how);
      return;
    }
  },
};

/** Whether the arguments are so, and how surely; undefined if not. */
function match(call: Call, context: Context, { when, choice }: UnsafeUse): Confidence | undefined {
  let confidence: Confidence = "definite";
  for (const test of when) {
    if (holds(call, context, test)) continue;
    if (!choice || !mayHold(call, context, test)) return undefined;
    confidence = "evidence";
  }
  return confidence;
}

function report(call: Call, context: Context, { rule, says, use }: UnsafeUse, confidence: Confidence): void {
  // The object of a method is none of the arguments that its call spells.
  const shift = call.model?.isMethod ? 1 : 0;
  context.report({
    rule,
    site: call.instruction,
    message: `${call.name}() ${says}.`,
    confidence,
    steps: [],
    facts: {
      call: call.name,
      ...(use === null ? {} : { position: String(use.param - shift), instead: use.text }),
    },
  });
}

/** Whether the function also does what puts it right, or the other end is this very machine. */
function isPutRight({ args }: Call, context: Context, { unless }: UnsafeUse): boolean {
  if (unless.length > 0) {
    const source = context.source.replace(/\s*::\s*/g, "::");
    if (unless.some((name) => source.includes(name))) return true;
  }
  return unless.length > 0 && args.some((v) => LOCAL_HOST.test(context.literal(v) ?? ""));
}

/** Whether a setting stays: nobody keeps what it was before, and the function sets it no second time. */
function isLasting({ instruction, name }: Call, { function: { blocks } }: Context): boolean {
  if (instruction.dst !== -1 && isKept(instruction.dst, blocks)) return false;
  let calls = 0;
  for (const { instructions } of blocks)
    for (const { callee } of instructions) if (callee?.name === name) calls++;
  return calls === 1;
}

function isKept(register: number, blocks: readonly Block[]): boolean {
  return blocks.some(
    ({ instructions, terminator }) =>
      instructions.some(({ a, b, args }) => a === register || b === register || args?.includes(register)) ||
      (terminator.kind === "return" && terminator.value === register),
  );
}

function isWith({ source }: Context, { with: words }: UnsafeUse): boolean {
  if (words.length === 0) return true;
  const text = withoutComments(source).toLowerCase();
  return words.some((word) => text.includes(word));
}

const LOCAL_HOST = /^(?:localhost|127\.[\d.]+|::1)$/i;
