/** Functions that promise a result and can end without one. */
import type { Listener } from "../../flow/events";
import { TypeKind } from "../../semantics/types";

export const returns: Listener = {
  return(event, context) {
    if (event.explicit) return;
    const { function: fn } = context;
    const result = fn.type.to;
    if (result === null || result.kind === TypeKind.Void) return;
    // A name that is not known may stand for void; a class of the C++ library does not.
    if (result.kind === TypeKind.Unknown && !result.name.startsWith("std::")) return;
    // main returns 0 by itself (C17 5.1.2.2.3); constructors and destructors have no result.
    const name = fn.name.slice(fn.name.lastIndexOf(":") + 1);
    if (name === "main" || name.startsWith("~") || fn.name.endsWith(`${name}::${name}`)) return;
    context.report({
      rule: "missing-return",
      site: event.site,
      message: `'${fn.name}' can reach its end without returning a value; the caller then uses whatever is left in the register.`,
      confidence: "definite",
      steps: [],
      facts: { type: result.name },
    });
  },
};
