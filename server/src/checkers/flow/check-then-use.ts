/** CWE-367: a file is asked about by its name and then used by its name; between the two it may become another one. */
import type { Call, Context, Listener } from "../../flow/events";
import { UNINITIALISED, type Value } from "../../flow/values";
import { quoted } from "../wording";

export const checkThenUse: Listener = {
  call(event, context) {
    for (const { kind, param } of event.model?.sinks ?? []) {
      if (kind !== "path" && kind !== "path-question") continue;
      const v = event.args[param];
      if (v === undefined || v === UNINITIALISED) continue;
      if (!context.isOwnCode(event.instruction)) continue;
      if (kind === "path-question") ask(event, context, v);
      else if (opensOrChanges(event, context)) use(event, context, v, param);
    }
  },
};

const CHANGES = new Set(["chmod", "chown", "lchown", "truncate"]);

/** Streams of C++ that open a file as they are made, or later. */
const STREAM = /^std::(?:[io]?fstream|filebuf)::/;
/** Whoever reads a file if it is there asks for comfort: opening it tells the same. */
const COMFORT = /(?:^|::)exists$/;

/** To remove, move or newly make what has the name now is what was meant, whatever it is. */
function opensOrChanges(call: Call, context: Context): boolean {
  if (CHANGES.has(call.name) || STREAM.test(call.name)) return true;
  return call.model?.allocates != null && !/\bO_CREAT\b/.test(context.argument(call, 1));
}

/** One and the same name: the same pointer, and the text behind it not changed. */
function keyOf({ state }: Context, v: Value): string {
  const region = state.values.regionOf(v);
  return `check-then-use ${v} ${region === -1 ? 0 : state.factsOf(region).version}`;
}

function ask(call: Call, context: Context, v: Value): void {
  // What is asked in passing decides nothing.
  if (call.instruction.dst === -1) return;
  context.notes.set(keyOf(context, v), { site: call.instruction, text: call.name });
}

function use(call: Call, context: Context, v: Value, param: number): void {
  const note = context.notes.get(keyOf(context, v));
  // Whoever looks at what was opened finds out whether it is another.
  if (note === undefined || /\bfstat\w*\b/.test(context.source)) return;
  if (COMFORT.test(note.text) && call.name.startsWith("std::ifstream")) return;
  const name = quoted(context.argument(call, param));
  context.report({
    rule: "check-then-use",
    site: call.instruction,
    message: `${call.name}() takes ${name} by its name after ${note.text}() asked about it: in between somebody can put another file there.`,
    confidence: "evidence",
    steps: [{ site: note.site, message: `${note.text}() asks about the name here` }],
    facts: { call: call.name },
  });
}
