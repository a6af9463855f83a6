/** Variables that are read before they have been given a value. */
import type { Listener } from "../../flow/events";

export const uninitialised: Listener = {
  uninitialised(event, context) {
    const subject =
      event.name === ""
        ? "Memory that was never written"
        : event.partial
          ? `Part of '${event.name}' that was never written`
          : `'${event.name}'`;
    context.report({
      rule: "uninitialised-variable",
      site: event.site,
      message: `${subject} is read here, but on this path nothing has given it a value.`,
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
    });
  },
};
