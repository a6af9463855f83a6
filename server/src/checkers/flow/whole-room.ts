/**
 * A buffer that is handed in together with its size: the size is given again as the limit of what is written behind the
 * text that is there by then, `strncat(dst, suffix, size)`, though less is left. That it is the size of the whole is told by
 * another write in the function, which fills the buffer from its start.
 */
import type { Access, Call, Context, Listener, TextWrite } from "../../flow/events";
import type { State } from "../../flow/state";
import { UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { quoted } from "../wording";
import { callFacts } from "./bounds";
import { plain } from "./copied-length";
import { bufferAndRoom } from "./unused-room";

export const wholeRoom: Listener = {
  access(event, context) {
    const { call, size, write } = event;
    if (write && call !== null && size > UNINITIALISED) limited(event, call, context);
  },

  textWrite(event, context) {
    if (appends(event)) limited(event, event.call, context);
  },
};

/** A call writes into a buffer of a caller's, no more than one of its arguments says. */
function limited(event: Access | TextWrite, call: Call, context: Context): void {
  const told = bufferAndRoom(event.address, call, context);
  if (told === undefined) return;
  const { state } = context;
  const { values } = state;
  const room = values.base(plain(values, state.register(context.function.variables.indexOf(told.room))));
  if (values.kind[room] !== ValueKind.Initial) return;
  const isLimit = (v: Value) => v > UNINITIALISED && values.base(plain(values, v)) === room;
  const limit = call.args.find((v, i) => i !== event.param && isLimit(v));
  if (limit === undefined) return;
  const isAppended = appends(event);
  const filled = `filled from its start ${told.buffer.param}`;
  const written = `a text from its start ${told.buffer.param}`;
  if (values.offsetOf(event.address) === values.zero && !isAppended) {
    context.witness(filled, 0);
    if (isText(call)) context.witness(written, 0);
    return;
  }
  // What is no text may have the same length twice. One less than the whole fits behind an empty text only.
  if (!isAppended && call.model?.format?.style !== "printf") return;
  const less = values.addend(plain(values, limit));
  if (less < -1 || (less === -1 && (!isAppended || isEmpty(event, state)))) return;
  const key = less === -1 ? written : filled;
  context.reportIfWitnessed(key, 0, {
    rule: "buffer-overflow",
    site: call.instruction,
    message: `${call.name}() may write as much as ${quoted(told.room.name)} says behind what is in ${quoted(told.buffer.name)} by then, and that is all there is room for.`,
    confidence: "evidence",
    steps: [],
    facts: { ...callFacts(call, context, event.param), dstSize: told.room.name },
  });
}

/** Whether what a call writes is a text, or as much of one as fits. */
function isText({ model }: Call): boolean {
  return model?.writes.some((w) => w.terminates !== "no") === true;
}

/** Whether the text that is gone on is known to have no characters yet. */
function isEmpty({ address }: Access | TextWrite, state: State): boolean {
  const region = state.values.regionOf(address);
  return region !== -1 && state.factsOf(region).length === state.values.zero;
}

/** Whether a call goes on a text that is there. */
function appends({ call, param }: Access | TextWrite): boolean {
  return call?.model?.writes.some((w) => w.param === param && w.append) === true;
}
