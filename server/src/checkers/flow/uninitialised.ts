/** Variables that are read before they have been given a value. */
import { type Context, Held, type Listener, type Report } from "../../flow/events";
import type { Site } from "../../flow/site";
import type { Value } from "../../flow/values";
import { wordAt } from "../../text/words";
import { wasGivenNull } from "./helper-branches";
import { isOnMachineStack } from "./machine-stack";

export const uninitialised: Listener = {
  uninitialised(event, context) {
    if (context.state.doubtful) return;
    // What a helper leaves out where it is given null is left out for callers that have one to give.
    if (wasGivenNull(context, (pointer) => isResult(context, pointer))) return;
    if (event.partial && event.instruction !== null && isOnMachineStack(event.instruction, context)) return;
    if (event.partial && !isNews(event.declared, event.site, context)) return;
    const subject =
      event.name === ""
        ? "Memory that was never written"
        : event.partial
          ? `Part of '${event.name}' that was never written`
          : `'${event.name}'`;
    const report: Report = {
      rule: "uninitialised-variable",
      site: nameWithin(context, event.site, event.name),
      message: `${subject} is read here, but on this path nothing has given it a value.`,
      about: event.variable === -1 ? undefined : { variable: event.variable, bad: Held.Nothing },
      confidence: event.partial ? "evidence" : "definite",
      steps: [
        {
          site: event.declared,
          message: event.name === "" ? "allocated here, uninitialised" : "declared here without a value",
        },
      ],
      facts:
        event.name === ""
          ? {}
          : {
              variable: event.name,
              declarationStart: event.declared.start,
              declarationEnd: event.declared.end,
            },
    };
    if (event.unless === "") context.report(report);
    else context.reportUnlessVetoed(event.unless, report);
  },
};

/** Whether a pointer is what an allocator or a search gave, which may well have failed. */
function isResult({ state }: Context, pointer: Value): boolean {
  const region = state.values.existingPointee(pointer);
  const f = region === undefined ? undefined : state.allFacts.get(region);
  return f?.mayFail === true || state.values.nullable.has(pointer);
}

/** Whether no other part of the same object was found without a value: of many that follow, one is told of. */
function isNews(declared: Site, site: Site, context: Context): boolean {
  const key = `part ${declared.start}`;
  const known = context.notes.get(key);
  if (known !== undefined) return known.site.start === site.start;
  context.notes.set(key, { site, text: "" });
  return true;
}

/** The first mention of the variable inside the site: an instruction covers the whole expression that reads it. */
function nameWithin(context: Context, site: Site, name: string): Site {
  if (name === "") return site;
  const text = context.source.slice(site.start, site.end);
  const at = wordAt(text, name, 0);
  if (at === -1) return site;
  // An array or record is named with the part that is read.
  const isPart = text[at + name.length] === "[" || text[at + name.length] === ".";
  return { start: site.start + at, end: isPart ? site.end : site.start + at + name.length };
}
