/**
 * Text that is put together at run time, or comes from outside, and is then interpreted: SQL, commands, file names,
 * formats and their kin. Which parameter is interpreted as what, models say; from which sources a rule takes offence,
 * its metadata.
 */
import type { Confidence, Facts } from "../../findings";
import { isExaminedFor, isTextExamined } from "../../flow/characters";
import type { Call, Context, Listener } from "../../flow/events";
import { UNKNOWN_QUOTES } from "../../flow/quotes";
import type { BuiltText } from "../../flow/state";
import { outsideOf, taintOfText } from "../../flow/taint";
import { RegionKind, type Taint, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import { RETURN, type SinkKind } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { quoted } from "../wording";
import { sourceName, taintSteps } from "./origin";

/** What a kind of sink takes, and what may come of it. */
interface TextSink {
  readonly rule: string;
  /** As the object of "takes". */
  readonly what: string;
  readonly danger: string;
  /** Text that was put together from parts of any origin is a fault already, not only what came from outside. */
  readonly whenBuilt: boolean;
}

const TEXT_SINKS = {
  sql: {
    rule: "sql-injection",
    what: "SQL",
    danger: "whoever sends it decides what is executed",
    whenBuilt: true,
  },
  command: {
    rule: "command-injection",
    what: "a command",
    danger: "whoever sends it decides what is executed",
    whenBuilt: true,
  },
  ldap: {
    rule: "ldap-injection",
    what: "an LDAP filter or name",
    danger: "brackets, stars and commas in it change what is searched",
    whenBuilt: true,
  },
  xpath: {
    rule: "xpath-injection",
    what: "an XPath expression",
    danger: "quotes in it change what is selected",
    whenBuilt: true,
  },
  path: {
    rule: "path-traversal",
    what: "a file name",
    danger: "with '..' or a full path it reaches any file that the program may touch",
    whenBuilt: false,
  },
  library: {
    rule: "untrusted-library",
    what: "the name of a library",
    danger: "its code runs with all rights of the program",
    whenBuilt: false,
  },
  setting: {
    rule: "environment-from-input",
    what: "a setting",
    danger: "programs and libraries behave by it",
    whenBuilt: false,
  },
  log: {
    rule: "log-injection",
    what: "a line for the log",
    danger: "line ends in it forge entries",
    whenBuilt: false,
  },
  regex: {
    rule: "regex-from-input",
    what: "a regular expression",
    danger: "some patterns take for ever to match",
    whenBuilt: false,
  },
} satisfies Partial<Record<SinkKind, TextSink>>;

function textSink(kind: SinkKind): TextSink | undefined {
  return (TEXT_SINKS as Partial<Record<SinkKind, TextSink>>)[kind];
}

export const sinks: Listener = {
  call(event, context) {
    const { model } = event;
    if (model === undefined) return;
    if (model.sinks.some((s) => s.kind === "command")) shellArgument(event, context);
    for (const { kind, param } of model.sinks) {
      if (kind === "program") programName(event, context, param);
      const sink = textSink(kind);
      if (sink === undefined) continue;
      const last = param >= model.params.length ? event.args.length - 1 : param;
      for (let i = param; i <= last; i++) text(event, context, event.args[i], i, kind, sink);
    }
    if (model.format?.style === "printf") formatString(event, context, model.format.param);
  },
};

/** What a shell does itself, and so looks for nowhere. */
const SHELL_WORDS = new Set(
  ". : [ [[ bg break case cd command continue do echo eval exec exit export false fg for function if jobs kill printf pwd read return set shift source test time times trap true type ulimit umask unset until wait while { ( !".split(
    " ",
  ),
);

/** CWE-426: a program that the code names without saying where it is. */
function programName(call: Call, context: Context, param: number): void {
  const v = call.args[param];
  if (v === undefined || v === UNINITIALISED) return;
  const region = context.state.values.regionOf(v);
  if (region === -1) return;
  const built = context.state.factsOf(region).text;
  // Text that varies is worse than a name, and said already.
  if (built?.harmless === false || taintOfText(context.state, v) !== null) return;
  const text = context.literal(v) ?? built?.lead ?? "";
  const name = /^\s*([\w.+-]+)(?=[\s;|&<>]|$)/.exec(text)?.[1];
  // A word that ends where the known text does may go on; and whoever sets the search path has thought of it.
  if (name === undefined || SHELL_WORDS.has(name) || SETS_PATH.test(context.source)) return;
  context.report({
    rule: "program-search-path",
    site: call.instruction,
    message: `${call.name}() looks for ${quoted(name)} along the search path: whoever sets PATH decides which program runs.`,
    confidence: "evidence",
    steps: [],
    facts: { call: call.name, argumentIndex: param },
  });
}

const SETS_PATH = /\b(?:clearenv|confstr)\s*\(|"PATH[="]/;

/** `sh -c TEXT`, started without system(): the text is read by a shell all the same. */
function shellArgument(call: Call, context: Context): void {
  for (let i = 0; i + 1 < call.args.length; i++)
    if (isShellSwitch(context, call.args, i))
      text(call, context, call.args[i + 1], i + 1, "command", TEXT_SINKS.command);
  for (let i = 1; i < call.args.length; i++) {
    const vector = vectorOf(context, call.args[i]);
    for (let k = 0; k + 1 < vector.length; k++)
      if (isShellSwitch(context, vector, k))
        text(call, context, vector[k + 1], i, "command", TEXT_SINKS.command);
  }
}

/** Whether the word at `index` tells a shell that the next one is a command; other programs count or copy by it. */
function isShellSwitch(context: Context, words: readonly Value[], index: number): boolean {
  const text = context.literal(words[index]);
  if (text !== "-c" && text !== "/c" && text !== "/C") return false;
  const before = words.slice(0, index).map((v) => context.literal(v));
  return before.some((word) => word === undefined || RUNS_TEXT.test(word));
}

/** Shells, and programs that hand what follows on to one. */
const RUNS_TEXT =
  /^(?:.*[/\\])?(?:\w*sh|busybox|cmd|powershell|pwsh|python[\d.]*|su|sudo|env|xargs|chroot|timeout|nice)(?:\.exe)?$/i;

/** The pointers in the array at v, in order, as far as they are known. */
function vectorOf({ state }: Context, v: Value | undefined): readonly Value[] {
  if (v === undefined || v === UNINITIALISED) return [];
  const { values } = state;
  const region = values.regionOf(v);
  if (region === -1) return [];
  const { entries } = state.content(region);
  const found: [offset: number, value: Value][] = [];
  for (let i = 0; i < entries.length; i += 3)
    if (values.isConstant(entries[i])) found.push([values.number[entries[i]], entries[i + 2]]);
  return found.sort((a, b) => a[0] - b[0]).map(([, value]) => value);
}

function text(
  call: Call,
  context: Context,
  v: Value | undefined,
  param: number,
  kind: SinkKind,
  sink: TextSink,
): void {
  if (v === undefined || v === UNINITIALISED || context.isConstantText(v)) return;
  const { state } = context;
  const region = state.values.regionOf(v);
  if (region === -1) return;
  const f = state.factsOf(region);
  if (f.constant) return;
  const streamed = f.text === null ? joined(call, context, v, param) : null;
  const built = f.text?.harmless === false ? f.text : streamed;
  const outside = taintOfText(state, v);
  if (outside !== null && isExaminedFor(state.values, outside, kind)) return;
  if (outside?.source === "random" || (outside === null && (built === null || !sink.whenBuilt))) return;
  const { values } = state;
  // A symbol that stands for the pointer itself came from outside; what it points to was not changed since.
  const lead = f.text?.lead ?? "";
  const isPart = lead !== "" && (built !== null || values.kind[v] === ValueKind.Address);
  const isJoined =
    kind === "setting" && outside !== null ? setsSearchPath(call, context, param, lead, outside) : isPart;
  context.report({
    rule: sink.rule,
    site: streamed?.part ?? call.instruction,
    message: textMessage(call, context, sink, built, outside),
    confidence: outside === null ? "evidence" : "definite",
    steps: [
      ...taintSteps(outside),
      ...(built === null || streamed !== null ? [] : [{ site: built.site, message: "put together here" }]),
    ],
    facts: {
      call: call.name,
      argument: context.argument(call, param),
      argumentIndex: param,
      lead,
      ...(outside?.isResolved ? { resolved: 1 } : {}),
      ...(built === null ? {} : { buildStart: built.site.start, buildEnd: built.site.end }),
      ...partFacts(call, param, built),
    },
    ...(outside === null ? {} : { origin: { source: outside.source, isJoined } }),
    ...(outside === null && built !== null ? { given: givenPart(context, built) } : {}),
  });
}

/** `partStart` and `partEnd`: the first part of a text that varies, or all of one that was not put together. */
function partFacts({ instruction }: Call, param: number, built: BuiltText | null): Facts {
  if (built !== null) return { partStart: built.part.start, partEnd: built.part.end };
  const spans = instruction.argSpans;
  return spans === null ? {} : { partStart: spans[2 * param], partEnd: spans[2 * param + 1] };
}

/** Variables that decide which programs and libraries run. */
const SEARCH_PATH = /^(?:PATH|LD_\w+|DYLD_\w+)(?==|$)/;

/**
 * Whether a search path becomes another one: of settings that the environment gives, only these are worth a word. One
 * that is made longer, or put back, was as it is before.
 */
function setsSearchPath(call: Call, context: Context, param: number, lead: string, outside: Taint): boolean {
  const [name] = SEARCH_PATH.exec(param === 0 ? lead : (context.literal(call.args[0]) ?? "")) ?? [];
  return name !== undefined && !context.text(outside.site).includes(`"${name}"`);
}

/** The parameter that is what varies in a text, of a function whose callers are all at hand. */
function givenPart(context: Context, { part }: BuiltText): number | undefined {
  const { function: fn, state } = context;
  const name = context.text(part);
  const v = fn.variables.findIndex((variable) => variable.param >= 0 && variable.name === name);
  const isUntouched = v !== -1 && state.values.kind[state.register(v)] === ValueKind.Initial;
  return isUntouched ? fn.variables[v].param : undefined;
}

/** What is streamed behind something else has become part of one text with it. */
function joined(
  { args, instruction, model }: Call,
  { state }: Context,
  text: Value,
  param: number,
): BuiltText | null {
  const isStreamed = model?.flows.some(({ from, to }) => from === param && to === RETURN) && param > 0;
  const { values } = state;
  const kind = values.type[text]?.kind;
  const isNumber = kind === TypeKind.Int || kind === TypeKind.Float;
  const isExamined = isTextExamined(values, values.regionOf(text));
  const region = isStreamed && !isNumber && !isExamined ? values.regionOf(args[0]) : -1;
  const before = region === -1 ? null : state.factsOf(region).text;
  if (before === null) return null;
  const { argSpans: spans } = instruction;
  const part = spans === null ? instruction : { start: spans[2 * param], end: spans[2 * param + 1] };
  return { site: instruction, part, harmless: false, lead: before.lead, quotes: UNKNOWN_QUOTES };
}

function textMessage(
  call: Call,
  context: Context,
  { what, danger, whenBuilt }: TextSink,
  built: BuiltText | null,
  outside: Taint | null,
): string {
  if (built === null || !whenBuilt) {
    const from = outside === null ? "" : ` from ${sourceName(outside)}`;
    if (outside?.isResolved)
      return `${call.name}() takes a full file name${from}: '..' is gone from it, but nothing asks which folder it lies in.`;
    return `${call.name}() takes ${what}${from}: ${danger}.`;
  }
  const part = quoted(context.text(built.part)) || "parts that vary";
  return `${call.name}() executes ${what} that was put together from ${part}: characters in it can change what is executed.`;
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
  const confidence: Confidence = outside === null ? "evidence" : "definite";
  context.report({
    rule: "format-string",
    site: call.instruction,
    message: `${quoted(context.argument(call, param))} is used as the format of ${call.name}(): conversions in it read, and with %n write, memory that was never passed.`,
    confidence,
    steps: taintSteps(outside),
    isUpToCallers: outside === null && !isText,
    facts: { call: call.name, format: context.argument(call, param), argumentIndex: param },
  });
}
