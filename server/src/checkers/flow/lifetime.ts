/** Objects that are used or released after their release, or released in a way that they must not be. */
import { isHeap } from "../../flow/calls/allocations";
import type { Call, Context, Listener } from "../../flow/events";
import { lower, upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { Life, type ObjectFacts } from "../../flow/state";
import { type Region, RegionKind, UNINITIALISED, type Value } from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { withoutComments, wordAt } from "../../text/words";
import { quoted } from "../wording";

export const lifetime: Listener = {
  access(event, context) {
    const dead = deadRegion(context, event.address);
    if (dead === -1 || context.state.doubtful || event.size === context.state.values.zero) return;
    const what =
      event.call === null
        ? quoted(context.text(event.site))
        : `${event.call.name}(${context.argument(event.call, event.param)})`;
    reportUse(context, dead, event.site, event.call === null ? `${what} uses` : `${what} uses`);
  },

  call(event, context) {
    if (event.model !== undefined) {
      for (const p of event.model.uses) useOfClosed(event, p, context);
      return;
    }
    // Handing a dangling pointer to a function that is not known: it cannot do anything good with it.
    if (event.callee.kind === "destructor") return;
    event.args.forEach((v, i) => {
      if (v === UNINITIALISED) return;
      const dead = deadRegion(context, v);
      if (dead === -1 || context.state.doubtful || isLibraryObject(context, dead)) return;
      // A closed descriptor is but a number to a function that may only print it; known functions are told by `uses`.
      if (context.state.values.type[v]?.kind === TypeKind.Int || isNumber(context.argument(event, i))) return;
      reportUse(
        context,
        dead,
        event.instruction,
        `${event.name || "the call"}() is given ${quoted(context.argument(event, i)) || "a pointer to"}:`,
      );
    });
  },

  return(event, context) {
    if (event.value <= UNINITIALISED || context.function.type.to?.kind !== TypeKind.Pointer) return;
    const dead = deadRegion(context, event.value);
    if (dead !== -1 && context.state.factsOf(dead).life === Life.Released)
      reportUse(context, dead, event.site, "The caller is handed");
  },

  danglingStore({ block, holder, site }, context) {
    const { state } = context;
    if (state.doubtful || !context.isOwnCode(site)) return;
    const f = state.factsOf(block);
    const { regionName, regionOwner, type } = state.values;
    // A number harms nobody who does not use it, and what a setup leaves behind that failed is not used.
    if (type[regionOwner[block]]?.kind === TypeKind.Int) return;
    const name = regionName[holder].slice(regionName[holder].lastIndexOf(":") + 1);
    // Released by the name that still holds it: what a setup leaves behind that failed, and is not used again.
    const text = context.text(site);
    if (!/^\w+$/.test(name)) return;
    const isLocal = context.function.variables.some((v) => v.name === name);
    const isNamed = isLocal
      ? text.includes(`->${name}`) || text.includes(`.${name}`)
      : wordAt(text, name, 0) !== -1;
    if (isNamed) return;
    // Kept only after it was released: whoever finds it there again may know that nothing is behind it.
    const rest = withoutComments(context.source.slice(site.end, context.function.end));
    if (new RegExp(`\\b${name}\\s*=[^=]`).test(rest)) return;
    context.report({
      rule: "use-after-free",
      site,
      message: `${f.releaser}() releases the block that ${quoted(name)} still points to when the function returns: whoever uses or releases it then meets something else.`,
      confidence: "evidence",
      steps: history(f),
      facts: { releaseStart: site.start, releaseEnd: site.end },
    });
  },

  release(event, context) {
    const { state } = context;
    const { values } = state;
    const { value, call, param } = event;
    const region = values.regionOf(value);
    if (region === -1 || state.doubtful) return;
    const own = state.factsOf(region);
    // What is closed together with something else is closed by that.
    const outer = own.life === Life.Live && own.inside !== -1 ? state.factsOf(own.inside) : own;
    const f = outer.life === Life.Released && !isBlock(outer) ? outer : own;
    const kind = values.regionKind[region];
    const pointer = quoted(context.argument(call, param)) || "the pointer";
    if (kind === RegionKind.Pointee && f.life === Life.Released) {
      context.report({
        rule: "double-free",
        site: call.instruction,
        message: isBlock(f)
          ? `${pointer} was released already by ${f.releaser}(): releasing it again corrupts the allocator's state.`
          : `${pointer} was closed already by ${f.releaser}(): closing it again may close what somebody else has opened since.`,
        confidence: "definite",
        steps: history(f),
        facts: releaseFacts(call, context, param, f),
        ...causeOf(f),
      });
      return;
    }
    if (kind !== RegionKind.Pointee && isHeap(event.family)) {
      // The address of a first field is the address of its record, and what lies before a member may be its start.
      const isStart = context.fieldOffset(region) <= 0 || lower(state, values.offsetOf(value)) < 0;
      if (kind === RegionKind.Field && isStart) return;
      const what = storageOf(context, region);
      context.report({
        rule: "invalid-free",
        site: call.instruction,
        message: `${pointer} is ${what}, not a block that ${call.name}() may release.`,
        confidence: "definite",
        steps: [],
        facts: releaseFacts(call, context, param, f),
      });
      return;
    }
    if (
      kind === RegionKind.Pointee &&
      isHeap(event.family) &&
      f.family !== "" &&
      lower(state, values.offsetOf(value)) >= 0 &&
      upper(state, values.offsetOf(value)) > 0
    ) {
      context.report({
        rule: "invalid-free",
        site: call.instruction,
        message: `${pointer} points into the block from ${f.allocator}(), not to its start, which is what ${call.name}() needs.`,
        confidence: lower(state, values.offsetOf(value)) > 0 ? "definite" : "evidence",
        steps: history(f),
        facts: releaseFacts(call, context, param, f),
      });
      return;
    }
    // A macro that closes may stand for other functions on other systems, and so may what opened.
    const isPorted = call.instruction.macro !== "" && !isBlock(f);
    if (
      kind === RegionKind.Pointee &&
      f.family !== "" &&
      event.family !== "" &&
      f.family !== event.family &&
      !isPorted
    ) {
      context.report({
        rule: "mismatched-deallocator",
        site: call.instruction,
        message: `${pointer} comes from ${f.allocator}() and must not be released with ${call.name}().`,
        confidence: "definite",
        steps: history(f),
        facts: { ...releaseFacts(call, context, param, f), family: f.family },
      });
    }
  },
};

/** A descriptor or handle is named by its value after it was closed. */
function useOfClosed(call: Call, param: number, context: Context): void {
  const { state } = context;
  const v = call.args[param];
  if (v === undefined || v <= UNINITIALISED || state.doubtful) return;
  const { values } = state;
  const named = values.existingPointee(v);
  const inside = named === undefined ? -1 : state.factsOf(named).inside;
  const region = inside === -1 ? named : inside;
  if (region === undefined || state.factsOf(region).life !== Life.Released) return;
  reportUse(context, region, call.instruction, `${call.name}(${context.argument(call, param)}) uses`);
}

/** How a message calls memory that did not come from an allocator. */
function storageOf(context: Context, region: Region): string {
  const { values } = context.state;
  const root = values.rootRegion(region);
  switch (values.regionKind[root]) {
    case RegionKind.Literal:
      return "a string literal";
    case RegionKind.Function:
      return "a function";
    case RegionKind.Pointee:
      return "part of another object";
    case RegionKind.Variable:
      return context.function.variables[values.regionOwner[root]].isStatic
        ? "static memory"
        : "memory on the stack";
    default:
      return "static memory";
  }
}

/** Whether an object is a block of memory, not something that is opened and closed. */
function isBlock(f: ObjectFacts): boolean {
  return f.memory || isHeap(f.family);
}

/** Whether a variable is of a library's class: of what that gave out, `dangling-view` speaks. */
function isLibraryObject(context: Context, region: Region): boolean {
  const { values } = context.state;
  return (
    values.regionKind[region] === RegionKind.Variable && values.regionType[region]?.kind === TypeKind.Unknown
  );
}

/** The released or out-of-scope object behind an address, or -1. */
function deadRegion(context: Context, address: Value): Region {
  const { state } = context;
  const { values } = state;
  const region = values.regionOf(address);
  if (region === -1) return -1;
  const pointed = values.rootRegion(region);
  const { inside } = state.factsOf(pointed);
  const root = inside === -1 ? pointed : values.rootRegion(inside);
  const { life } = state.factsOf(root);
  // A temporary without a name may be a reference that an unknown function returned.
  if (life === Life.OutOfScope && values.regionName[root] === "") return -1;
  return life === Life.Released || life === Life.OutOfScope ? root : -1;
}

function reportUse(
  context: Context,
  region: Region,
  site: { start: number; end: number },
  what: string,
): void {
  const { state } = context;
  const f = state.factsOf(region);
  const scope = f.life === Life.OutOfScope;
  const name = state.values.regionName[region];
  context.report({
    rule: "use-after-free",
    site,
    message: scope
      ? `${what} '${name}' after its scope has ended: its place on the stack may hold something else by now.`
      : isBlock(f)
        ? `${what} memory that ${f.releaser}() has released: it may hold something else by now.`
        : `${what} what ${f.releaser}() has closed: by now it may be somebody else's.`,
    confidence: "definite",
    steps:
      scope && f.released !== null
        ? [{ site: f.released, message: `'${name}' goes out of scope here` }]
        : history(f),
    facts: f.released === null ? {} : { releaseStart: f.released.start, releaseEnd: f.released.end },
    ...causeOf(f),
  });
}

/** What becomes of an object after its release, and after that, is all of one release. */
function causeOf(f: ObjectFacts): { cause?: Site } {
  return f.released === null ? {} : { cause: f.released };
}

export function history(f: ObjectFacts): { site: { start: number; end: number }; message: string }[] {
  const out: { site: { start: number; end: number }; message: string }[] = [];
  const block = isBlock(f);
  if (f.allocated !== null)
    out.push({ site: f.allocated, message: `${block ? "allocated" : "opened"} by ${f.allocator}()` });
  if (f.released !== null)
    out.push({ site: f.released, message: `${block ? "released" : "closed"} by ${f.releaser}()` });
  return out;
}

/** Facts `call`, `pointer`, `releaseStart`, `releaseEnd`, `acquireName`: what the fixes of releases need. */
function releaseFacts(
  call: Call,
  context: Context,
  param: number,
  f: ObjectFacts,
): Record<string, string | number> {
  const facts: Record<string, string | number> = {
    call: call.name,
    callStart: call.instruction.start,
    callEnd: call.instruction.end,
    pointer: context.argument(call, param),
    acquireName: f.allocator,
  };
  if (f.released !== null) {
    facts.releaseStart = f.released.start;
    facts.releaseEnd = f.released.end;
  }
  return facts;
}

/** Whether the expression is a cast to a number, of which only the address can be asked. */
function isNumber(text: string): boolean {
  return /^\(\s*(?:std::)?[\w ]*(?:int|long|size_t|ptr_t)\s*\)/.test(text);
}
