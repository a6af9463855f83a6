/** Null pointers that are dereferenced, and results that may be null and never were checked. */
import {
  type Access,
  type Context,
  Held,
  type Listener,
  nullResultKey,
  type Report,
} from "../../flow/events";
import { pointerBehind } from "../../flow/memory";
import { isOfNoBytes, nullness, upper } from "../../flow/numbers";
import type { Site } from "../../flow/site";
import { Origin, type State } from "../../flow/state";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { TypeKind } from "../../semantics/types";
import { withoutComments, wordAt } from "../../text/words";
import { quoted } from "../wording";
import { wasGivenNull } from "./helper-branches";
import { mayBeLastArgument } from "./program-arguments";

export const nulls: Listener = {
  access(event, context) {
    checkUse(event, context);
  },

  textWrite(event, context) {
    const { call, param, address } = event;
    checkUse({ address, size: -1, site: call.instruction, call, param }, context);
  },

  branch(event, context) {
    // What a helper asks for all its callers says nothing about this one.
    if (!context.isOwnCode(event.site)) return;
    const { state } = context;
    if (state.doubtful) return;
    const { values } = state;
    const key = `late-check ${event.site.start}`;
    const v = testedPointer(context, event.value);
    if (v === -1) {
      // On another way the variable may be null for all to see, and that is what is asked about.
      context.veto(key);
      return;
    }
    const name = nameOf(context, v);
    const c = state.constraint(v);
    const region = values.existingPointee(v);
    const f = region === undefined ? undefined : state.allFacts.get(region);
    const mayFail = f?.mayFail === true; // reported where it was used
    if (mayFail && f.allocated !== null) {
      context.notes.set(askedKey(f.allocated), { site: event.site, text: name });
      // What was found once is found again; memory that was there once need not be.
      if (f.family === "")
        context.notes.set(sameCallKey(context, f.allocated), { site: event.site, text: name });
    }
    if (c === undefined || c.lo < 1 || c.loOrigin !== Origin.Dereference || c.site === null || mayFail) {
      // A place that is also reached without the use, such as a common way out, has every reason to ask.
      context.veto(key);
      return;
    }
    // Conditions that a macro brings along test for null everywhere.
    if (!isPlainTest(context.text(event.site), name)) return;
    if (guardsRelease(context, event.site.end, name)) return;
    context.reportUnlessVetoed(key, {
      rule: "null-dereference",
      site: c.site,
      message: `${quoted(name)} is dereferenced here, and only afterwards compared with null: if it can be null, this is too late.`,
      confidence: "evidence",
      steps: [{ site: event.site, message: "compared with null here" }],
      facts: { pointer: name },
    });
  },
};

/** Key of the note that the result of the call at a site was compared with null. */
function askedKey({ start, end }: Site): string {
  return `asked ${start} ${end}`;
}

/** The same for every call that is written like it: `if (getenv("TZ") != NULL) puts(getenv("TZ"));`. */
function sameCallKey(context: Context, made: Site): string {
  return `asked ${withoutComments(context.text(made)).replace(/\s+/g, "")}`;
}

/** Something is about to be read or written through `event.address`. */
function checkUse(event: Use, context: Context): void {
  const { state } = context;
  const { values } = state;
  if (event.address === UNINITIALISED) return;
  // A copy of no bytes touches nothing.
  if (event.size !== -1 && upper(state, event.size) <= 0) return;
  // A library function may take null where it does not ask for more.
  if (event.call !== null && !event.call.model?.nonNull.includes(event.param)) return;
  const pointer = pointerBehind(values, event.address);
  const isNull = nullness(state, pointer);
  if (isNull === 0 || wasFoundSet(state, event.address)) return;
  const region = values.existingPointee(pointer);
  const f = region === undefined ? undefined : state.allFacts.get(region);
  const name =
    event.call === null
      ? quoted(nameIn(context, pointer, event.site))
      : quoted(context.argument(event.call, event.param));
  if (state.doubtful) return;
  if (isNull === 1 && !(f?.mayFail && state.constraint(pointer)?.hiOrigin !== Origin.Check)) {
    if (!values.isConstant(pointer) && !values.isSymbol(pointer)) return;
    const site = state.constraint(pointer)?.site ?? null;
    const failed = f?.allocated ?? null;
    // What a helper asks for all its callers says nothing about this one, but that it hands on what an allocator failed
    // to give: unless code that is not known has run since, which may be what ends the program then.
    if (site !== null && !context.isSameCode(site, event.site)) {
      const isHandedOn = f?.mayFail === true && f.family !== "" && failed !== null;
      if (isHandedOn && isOfNoBytes(state, f)) return;
      if (isHandedOn && !context.isSameCode(failed, event.site) && state.worldEpoch < f.version)
        reportUnchecked(event, context, pointer, f.allocator, failed);
      return;
    }
    // What a macro for tracing asks before it prints is not what its user expects.
    if (site !== null && isStatementMacro(context, site)) return;
    // A helper that asked what memory holds may know from the answer that what it finds there is not null.
    if (site === null && failed === null && context.isDecidedIn(event.site)) return;
    const variable = context.holder(pointer);
    // A field that was once found to be null: what its owner guarantees elsewhere is not seen here.
    if (variable === -1 && values.kind[pointer] === ValueKind.Content) return;
    const report: Report = {
      rule: "null-dereference",
      site: event.site,
      message: `${name || "The pointer"} is null on this path, and ${use(event.call?.name)}.`,
      confidence: "definite",
      about: variable === -1 ? undefined : { variable, bad: Held.Null, found: askedHere(context, site) },
      steps: [
        ...(failed === null ? [] : [{ site: failed, message: `${f?.allocator}() may return null` }]),
        ...(site === null ? [] : [{ site, message: "found to be null here" }]),
      ],
      facts: {
        pointer:
          event.call === null
            ? nameIn(context, pointer, event.site)
            : context.argument(event.call, event.param),
      },
    };
    // What a helper returns that finds nothing, its caller may know to be there: unless it never finds anything here.
    if (site === null && failed !== null && f?.family === "") {
      context.reportUnlessVetoed(nullResultKey(failed), report);
      if (f !== undefined && context.isOwnCode(event.site))
        reportUnlike(event, context, pointer, f.allocator, failed);
    } else context.report(report);
    return;
  }
  if (mayBeLastArgument(context, pointer)) {
    reportArgument(event, context, name);
    return;
  }
  const finder = values.nullable.get(pointer);
  if (
    finder !== undefined &&
    !LITERAL.test(context.text(finder.site)) &&
    context.isOwnCode(finder.site) &&
    context.isOwnCode(event.site) &&
    state.constraint(pointer) === undefined
  )
    reportUnlike(event, context, pointer, finder.name, finder.site);
  if (f === undefined || !f.mayFail || f.allocated === null || isOfNoBytes(state, f)) return;
  // What came of the answer may lie in an object that is not understood, and the ways be one again by now.
  const asked =
    context.notes.get(askedKey(f.allocated)) ??
    (f.family === "" ? context.notes.get(sameCallKey(context, f.allocated)) : undefined);
  if (asked !== undefined && asked.site.start < event.site.start) return;
  reportUnchecked(event, context, pointer, f.allocator, f.allocated);
}

/** Whether a pointer that lies behind another was asked for itself: it is not null, so there is something in front of it. */
function wasFoundSet(state: State, address: Value): boolean {
  const { values } = state;
  const region = values.regionOf(address);
  const offset = values.offsetOf(address);
  if (region === -1 || values.isConstant(offset)) return false;
  for (const question of state.allDecisions.keys()) {
    if (values.kind[question] !== ValueKind.Address || values.a[question] !== region) continue;
    if (values.base(values.b[question]) === values.base(offset)) return true;
  }
  return false;
}

type Use = Pick<Access, "address" | "size" | "site" | "call" | "param">;

/** A text, character, number or constant as an argument: it may be what says that the function is not to fail. */
const LITERAL = /[(,]\s*(?:["'\d]|[A-Z_][A-Z0-9_]*\s*[,)])/;

/** Whether what a call looks for is written down, or something was done with just that before. */
function isKnownToBeThere(context: Context, finder: string, made: Site): boolean {
  const call = withoutComments(context.text(made)).replace(/\s+/g, "");
  // Of a macro that the call is handed to, only the call.
  const list = parenthesized(call, Math.max(0, call.indexOf(`${finder}(`)));
  if (list === "()" || /"|^\((?:\d\w*|[A-Z_][A-Z0-9_]*)\)$/.test(list)) return true;
  const before = context.source.slice(context.function.start, made.start);
  return withoutComments(before).replace(/\s+/g, "").includes(list);
}

/** The first parentheses at or behind a place, with all that is in them. */
function parenthesized(text: string, from: number): string {
  const open = text.indexOf("(", from);
  let depth = 0;
  for (let i = open; i >= 0 && i < text.length; i++) {
    if (text[i] === "(") depth++;
    else if (text[i] === ")" && --depth === 0) return text.slice(open, i + 1);
  }
  return open === -1 ? "" : text.slice(open);
}

/** A function of the project may have found nothing, and others who call it ask. */
function reportUnlike(event: Use, context: Context, pointer: Value, finder: string, made: Site): void {
  const name =
    event.call === null ? nameIn(context, pointer, event.site) : context.argument(event.call, event.param);
  if (isKnownToBeThere(context, finder, made) || wasGivenNull(context)) return;
  context.report({
    rule: "null-dereference",
    site: event.site,
    message: `${quoted(name) || "The pointer"} is null where ${finder}() finds nothing, as other callers of it expect, and nothing asks before ${event.call === null ? "it is dereferenced" : `${event.call.name}() uses it`}.`,
    confidence: "evidence",
    steps: [{ site: made, message: `${finder}() may return null` }],
    facts: { pointer: name },
    ifChecked: finder,
  });
}

/** An element of `argv` is used that may be the null behind the last argument. */
function reportArgument({ site, call }: Use, context: Context, name: string): void {
  const text = name || quoted(context.text(site));
  context.report({
    rule: "null-dereference",
    site,
    message: `${text} is null if the program is given no more arguments than those before it, and nothing asks 'argc' before ${call === null ? "it is dereferenced" : `${call.name}() uses it`}.`,
    confidence: "evidence",
    steps: [],
  });
}

function reportUnchecked(event: Use, context: Context, pointer: Value, allocator: string, made: Site): void {
  const { call } = event;
  const name = call === null ? quoted(nameOf(context, pointer)) : quoted(context.argument(call, event.param));
  context.report({
    rule: "unchecked-allocation",
    site: event.site,
    message: `${name || "The result"} of ${allocator}() may be null and is not checked before ${call === null ? "it is dereferenced" : `${call.name}() uses it`}.`,
    confidence: "evidence",
    steps: [{ site: made, message: `${allocator}() returns null on failure` }],
    facts: {
      pointer: nameOf(context, pointer),
      acquireName: allocator,
      allocStart: made.start,
      allocEnd: made.end,
    },
  });
}

/** Where the function's own words asked for the null: what a macro walks over, or a helper, knows of ends that do not come. */
function askedHere(context: Context, site: Site | null): Site | undefined {
  if (site === null || !context.isOwnCode(site)) return undefined;
  return /^\w+\s*\(/.test(context.source.slice(site.start, Math.min(site.end, site.start + 80)))
    ? undefined
    : site;
}

/** Whether a test at `site` was brought along by a macro that is a statement by itself, such as `TRACE(p, "...");`. */
function isStatementMacro(context: Context, { start, end }: Site): boolean {
  const { source } = context;
  return (
    /^\w+\s*\(/.test(source.slice(start, Math.min(end, start + 80))) &&
    /^\s*;/.test(source.slice(end, end + 40))
  );
}

/** Whether the condition is written as a comparison of this pointer with null and nothing else. */
function isPlainTest(condition: string, name: string): boolean {
  if (name === "" || !condition.includes(name)) return false;
  return /^[!(\s]*[\w.>[\]-]+(\s*[!=]=\s*(NULL|nullptr|0))?[)\s]*$/.test(condition);
}

/**
 * Whether the condition that ends at `end` leads to nothing but a call that is given the pointer: ways out ask before
 * they release, whether they need to or not.
 */
function guardsRelease({ source }: Context, end: number, name: string): boolean {
  const behind = source.slice(end, end + 400).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, " ");
  const [, argument] = /^[)\s]*\{?\s*[\w:]+\s*\(\s*&?\s*([\w.>[\]-]+)\s*\)\s*;/.exec(behind) ?? [];
  return argument !== undefined && new RegExp(`(^|[.>])${name}$`).test(argument);
}

function use(callee: string | undefined): string {
  return callee === undefined ? "is dereferenced" : `${callee}() uses it`;
}

/** The pointer that a condition compares with null, or -1. */
function testedPointer(context: Context, condition: Value): Value {
  const { values } = context.state;
  const k = values.kind[condition];
  if (k === ValueKind.Equal || k === ValueKind.NotEqual)
    return values.b[condition] === values.zero && values.isSymbol(values.a[condition])
      ? values.a[condition]
      : -1;
  return values.isSymbol(condition) ? condition : -1;
}

/** Of the variables that hold the value, the name of the one that is used at a site. */
function nameIn(context: Context, v: Value, site: Site): string {
  const { state } = context;
  const text = context.text(site);
  const used = context.function.variables.find(
    ({ name, memory }, i) => !memory && state.register(i) === v && wordAt(text, name, 0) !== -1,
  );
  return used?.name ?? nameOf(context, v);
}

/** Name of a variable that holds the value, or "". */
function nameOf(context: Context, v: Value): string {
  const { state } = context;
  const { variables } = context.function;
  for (let i = 0; i < variables.length; i++)
    if (!variables[i].memory && state.register(i) === v && variables[i].type.kind !== TypeKind.Int)
      return variables[i].name;
  const { values } = state;
  if (values.kind[v] === ValueKind.Content) {
    const region = values.regionOf(values.a[v]);
    if (region !== -1 && values.regionKind[region] !== RegionKind.Pointee) return values.regionName[region];
  }
  return "";
}
