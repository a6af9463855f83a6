/** Text that is put together at run time and then interpreted: SQL, commands, formats. */
import type { Call, Context, Listener } from "../../flow/events";
import { outsideOf } from "../../flow/memory";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { quoted } from "../wording";

export const sinks: Listener = {
  call(event, context) {
    const { model } = event;
    if (model === undefined) return;
    if (model.sinks.some((s) => s.kind === "command")) shellArgument(event, context);
    for (const sink of model.sinks) {
      const v = event.args[sink.param];
      if (v === undefined || v === UNINITIALISED) continue;
      if (sink.kind === "sql") builtText(event, context, v, sink.param, "sql-injection", "SQL");
      else if (sink.kind === "command")
        builtText(event, context, v, sink.param, "command-injection", "a command");
    }
    if (model.format?.style === "printf") formatString(event, context, model.format.param);
  },
};

/** `sh -c TEXT`, started without system(): the text is read by a shell all the same. */
function shellArgument(call: Call, context: Context): void {
  for (let i = 0; i + 1 < call.args.length; i++)
    if (context.literal(call.args[i]) === "-c")
      builtText(call, context, call.args[i + 1], i + 1, "command-injection", "a command");
}

function builtText(call: Call, context: Context, v: Value, param: number, rule: string, what: string): void {
  const { state } = context;
  const region = state.values.regionOf(v);
  if (region === -1 || context.isConstantText(v)) return;
  const f = state.factsOf(region);
  if (f.constant) return;
  const { text } = f;
  const outside = outsideOf(state, region) ?? state.values.taintOf(v);
  if ((text === null || text.harmless) && outside === null) return;
  const part = text === null ? "" : quoted(context.text(text.part));
  context.report({
    rule,
    site: call.instruction,
    message:
      text === null
        ? `${call.name}() takes ${what} from outside (${outside?.source}): whoever sends it decides what is executed.`
        : `${call.name}() executes ${what} that was put together from ${part || "parts that vary"}: characters in it can change what is executed.`,
    confidence: outside === null ? "evidence" : "definite",
    steps: [
      ...(outside === null
        ? []
        : [{ site: outside.site, message: `data comes in from outside here (${outside.source})` }]),
      ...(text === null ? [] : [{ site: text.site, message: "put together here" }]),
    ],
    facts: {
      call: call.name,
      argument: context.argument(call, param),
      argumentIndex: param,
      ...(text === null ? {} : { buildStart: text.site.start, buildEnd: text.site.end }),
    },
  });
}

function formatString(call: Call, context: Context, param: number): void {
  const v = call.args[param];
  if (v === undefined || v === UNINITIALISED || context.isConstantText(v)) return;
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(v);
  if (region === -1) return;
  const f = state.factsOf(region);
  const outside = outsideOf(state, region) ?? values.taintOf(v);
  const root = values.rootRegion(region);
  const passed = call.args.length > param + 1;
  const takesList = call.model?.variadic === false;
  const k = values.kind[v];
  if (f.constant) return;
  const isText = f.text?.harmless === false || values.regionKind[root] === RegionKind.Variable;
  // Who calls a function of this file only is known, and judged there.
  const isParameter =
    !context.function.isStatic &&
    (k === ValueKind.Initial || values.regionKind[region] === RegionKind.Characters) &&
    !context.function.type.variadic;
  if (outside === null && (takesList || passed || (!isText && !isParameter))) return;
  context.report({
    rule: "format-string",
    site: call.instruction,
    message: `${quoted(context.argument(call, param))} is used as the format of ${call.name}(): conversions in it read, and with %n write, memory that was never passed.`,
    confidence: outside === null ? "evidence" : "definite",
    steps:
      outside === null
        ? []
        : [{ site: outside.site, message: `data comes in from outside here (${outside.source})` }],
    facts: { call: call.name, format: context.argument(call, param), argumentIndex: param },
  });
}
