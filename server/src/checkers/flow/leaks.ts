/** Objects whose last reference is lost while they still have to be released. */
import type { Listener } from "../../flow/events";
import { RegionKind } from "../../flow/values";
import { history } from "./lifetime";

/** Usual name of the function that releases a family, where it is not in the family's own models. */
const RELEASERS: Readonly<Record<string, string>> = {
  heap: "free",
  file: "fclose",
  descriptor: "close",
  dir: "closedir",
  pipe: "pclose",
};

const WAYS = {
  overwritten: "is overwritten here",
  scope: "goes out of scope here",
  returned: "is still held when the function returns here",
  thrown: "is still held when the exception leaves the function here",
} as const;

export const leaks: Listener = {
  loss(event, context) {
    const { state } = context;
    // When main returns, the process ends and the system takes everything back.
    if (event.how === "returned" && context.function.name === "main") return;
    const f = state.factsOf(event.region);
    // What lies on the stack goes with it.
    if (state.doubtful || f.family === "stack") return;
    // What a helper keeps to itself and loses is its own fault, whoever calls it.
    if (f.allocated !== null && !context.isOwnCode(event.site) && context.isSameCode(f.allocated, event.site))
      return;
    const { memory } = f;
    const owner =
      state.values.regionKind[event.region] === RegionKind.Pointee
        ? holderName(context.function.variables, state, event.region)
        : "";
    const subject = owner === "" ? `What ${f.allocator}() returned` : `'${owner}'`;
    const way = WAYS[event.how];
    context.report({
      rule: memory ? "memory-leak" : "resource-leak",
      site: event.site,
      message: memory
        ? `${subject} ${way} and nothing else refers to the block from ${f.allocator}(): it can never be released.`
        : `${subject} ${way} and nothing else refers to it: what ${f.allocator}() opened is never closed.`,
      confidence: "definite",
      steps: history(f),
      facts: {
        acquireName: f.allocator,
        family: f.family,
        how: event.how,
        ...(owner === "" ? {} : { variable: owner, pointer: owner }),
        ...(RELEASERS[f.family] === undefined ? {} : { release: RELEASERS[f.family] }),
        ...(f.allocated === null ? {} : { allocStart: f.allocated.start, allocEnd: f.allocated.end }),
      },
    });
  },
};

function holderName(
  variables: readonly { readonly name: string }[],
  state: Parameters<NonNullable<Listener["loss"]>>[1]["state"],
  region: number,
): string {
  const owner = state.values.regionOwner[region];
  for (let i = 0; i < variables.length; i++) if (state.register(i) === owner) return variables[i].name;
  return "";
}
