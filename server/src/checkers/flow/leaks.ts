/** Objects whose last reference is lost while they still have to be released. */
import type { Listener } from "../../flow/events";
import type { State } from "../../flow/state";
import { type Region, RegionKind } from "../../flow/values";
import type { Variable } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";
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
  unbuilt: "is held by an object that this exception leaves unfinished, so that its destructor does not run,",
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
    const holder = holderOf(context.function.variables, state, event.region);
    // Of a class that is not known: a smart pointer, as likely as not.
    if (holder?.type.kind === TypeKind.Unknown && f.family.startsWith("new")) return;
    const owner = holder?.name ?? "";
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

/** The variable whose value is the pointer to the region. */
function holderOf(variables: readonly Variable[], state: State, region: Region): Variable | undefined {
  const { values } = state;
  if (values.regionKind[region] !== RegionKind.Pointee) return undefined;
  const owner = values.regionOwner[region];
  return variables.find((_, i) => state.register(i) === owner);
}
