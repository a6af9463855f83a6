/**
 * The vocabulary of model files: turns one entry of the YAML into a `FunctionModel`. What each key means to authors is
 * told in `docs/models.md`; this is the only place that knows the keys.
 */

import { isMap, isScalar, type Node } from "yaml";
import { handlerName } from "./handlers";
import type {
  Acceptance,
  AllocateEffect,
  ArgumentTest,
  CountEffect,
  DownloadEffect,
  ElementEffect,
  Failure,
  FunctionModel,
  LockEffect,
  MemberRange,
  ReadEffect,
  ReleaseEffect,
  SinkKind,
  SizeExpression,
  UnsafeUse,
  WriteEffect,
} from "./model";
import { blankModel, ESCAPE_KINDS, FAILURES, LAST_ELEMENT, RETURN, SOURCE_KINDS } from "./model";
import { type Prototype, parsePrototype } from "./prototype";
import {
  type Entries,
  type Entry,
  hint,
  type Reader,
  readBoolean,
  readChoice,
  readEntries,
  readItems,
  readString,
  readStrings,
  report,
  reportAt,
} from "./reader";
import { parseSize } from "./size-expression";

/** What a file says once for all its functions. */
export interface Defaults {
  readonly header: string;
  readonly source: string;
  /** Classes whose methods the prototypes are; empty for free functions. */
  readonly classes: readonly string[];
}

const ENTRY_KEYS = [
  "prototype",
  "handler",
  "also",
  "class",
  "header",
  "source",
  "nonnull",
  "characters",
  "uses",
  "allocates",
  "releases",
  "locks",
  "unlocks",
  "reallocates",
  "wraps",
  "writes",
  "members",
  "reads",
  "returns",
  "must-check",
  "fails",
  "asserts",
  "format",
  "taints",
  "sinks",
  "backtracks",
  "accepts",
  "unsafe",
  "downloads",
  "flows",
  "resolves",
  "escapes",
  "elements",
  "holds",
  "element",
  "part",
  "retains",
  "assigns",
  "opaque",
  "instead",
] as const;

const ELEMENT_EFFECTS: readonly ElementEffect[] = ["put", "refer", "count", "keep", "clear", "copy", "mix"];
const SINK_KINDS: readonly SinkKind[] = [
  "sql",
  "command",
  "program",
  "path",
  "path-question",
  "format",
  "library",
  "setting",
  "log",
  "ldap",
  "xpath",
  "regex",
  "image",
  "duration",
  "sent",
  "stored",
  "allocation-size",
];
const ACCEPTANCES: readonly Acceptance[] = [
  "equal",
  "same",
  "zero",
  "nonzero",
  "absent",
  "asked",
  "printed",
  "signed",
  "cut",
  "listed",
  "numbered",
  "spanned",
  "searched",
];

/** One entry being read: its parameters by name, and where to complain. */
interface Context {
  readonly reader: Reader;
  readonly name: string;
  readonly params: readonly string[];
  readonly prototype: Prototype;
}

/**
 * The models of one entry: one, or one for each class and alias. A bare prototype is an entry that says nothing more.
 * Empty if the entry cannot be understood.
 */
export function readModels(reader: Reader, node: Node, defaults: Defaults): FunctionModel[] {
  const entries: Entries = isScalar(node) ? new Map() : readEntries(reader, node, "a model", ENTRY_KEYS);
  const prototypeNode = isScalar(node) ? node : (entries.get("prototype")?.value ?? null);
  if (prototypeNode === null) {
    if (isMap(node)) report(reader, node, "a model needs a prototype");
    return [];
  }
  const text = readString(reader, prototypeNode, "prototype");
  if (text === undefined) return [];
  const prototype = parsePrototype(text);
  if ("error" in prototype) {
    reportAt(reader, textOffset(prototypeNode) + prototype.offset, prototype.error);
    return [];
  }
  const classEntry = entries.get("class");
  const classes = classEntry ? readStrings(reader, classEntry.value, "class") : defaults.classes;
  const context: Context = {
    reader,
    name: prototype.name,
    params: [...(classes.length > 0 ? ["this"] : []), ...prototype.params.map((param) => param.name)],
    prototype,
  };
  const model = readEntry(context, entries, defaults);
  if (readFlag(reader, entries, "handler"))
    return [{ ...model, name: handlerName(prototype.params.map((param) => param.type)) }];
  return instances(model, classes, readStringsOf(reader, entries, "also"));
}

function readEntry(context: Context, entries: Entries, defaults: Defaults): FunctionModel {
  const { reader, prototype, params } = context;
  const isMethod = params.length > prototype.params.length;
  const types = prototype.params.map((param) => param.type);
  const base: FunctionModel = {
    ...blankModel(prototype.name),
    params,
    paramTypes: isMethod ? ["", ...types] : types,
    returnType: prototype.returnType,
    restricted: prototype.params.flatMap((param, i) => (param.restricted ? [i + (isMethod ? 1 : 0)] : [])),
    variadic: prototype.variadic,
    isMethod,
    mustCheck: readFlag(reader, entries, "must-check"),
    fails: readFailure(reader, entries.get("fails")),
    contained: !readFlag(reader, entries, "opaque"),
    asserts: readParam(context, entries.get("asserts")),
    reallocates: readParam(context, entries.get("reallocates")),
    wraps: readParam(context, entries.get("wraps")),
    nonNull: readParams(context, entries.get("nonnull")),
    characters: readParams(context, entries.get("characters")),
    uses: readParams(context, entries.get("uses")),
    retains: readParams(context, entries.get("retains")),
    assigns: readParams(context, entries.get("assigns")),
    releases: readReleases(context, entries.get("releases")),
    locks: readLock(context, entries.get("locks")),
    unlocks: readLock(context, entries.get("unlocks")),
    writes: readItems(entries.get("writes")?.value ?? null).flatMap((node) => readWrite(context, node) ?? []),
    members: readMembers(context, entries.get("members")),
    reads: readReads(context, entries.get("reads")),
    format: readFormat(context, entries.get("format")),
    sources: readKinds(context, entries.get("taints"), SOURCE_KINDS).map(([kind, to]) => ({ kind, to })),
    sinks: readKinds(context, entries.get("sinks"), SINK_KINDS).map(([kind, param]) => ({ kind, param })),
    backtracks: readParam(context, entries.get("backtracks")),
    accepts: readAcceptances(context, entries.get("accepts")),
    unsafe: readItems(entries.get("unsafe")?.value ?? null).flatMap(
      (node) => readUnsafe(context, node) ?? [],
    ),
    downloads: readDownload(context, entries.get("downloads")),
    flows: readFlows(context, "flows", entries.get("flows")),
    resolves: readFlows(context, "resolves", entries.get("resolves")),
    escapes: readKinds(context, entries.get("escapes"), ESCAPE_KINDS).map(([kind, to]) => ({ kind, to })),
    elements: readElements(reader, entries.get("elements")),
    holds: readHolds(context, entries.get("holds")),
    element: readElement(context, entries.get("element")),
    part: readPart(context, entries.get("part")),
    instead: readText(reader, entries, "instead", ""),
    header: readText(reader, entries, "header", defaults.header),
    source: readText(reader, entries, "source", defaults.source),
  };
  const returns = readReturns(context, entries.get("returns"));
  const allocates = readAllocation(context, entries.get("allocates"));
  const nullByFailure =
    allocates !== null && allocates.to === RETURN && allocates.mayFail && allocates.failure === "null";
  return {
    ...base,
    allocates,
    mayReturnNull: nullByFailure,
    nullLikelihood: nullByFailure ? "evidence" : "rare",
    ...returns,
  };
}

/** The model under each of its names; methods once for each class. */
function instances(
  model: FunctionModel,
  classes: readonly string[],
  aliases: readonly string[],
): FunctionModel[] {
  const names = [model.name, ...aliases];
  if (classes.length === 0) return names.map((name) => ({ ...model, name }));
  return classes.flatMap((owner) => {
    // The prototypes may stand for several classes, so they call their class `T`.
    const ownType = (type: string) => type.replace(/\bT\b/g, owner);
    const types = {
      paramTypes: [`${owner} *`, ...model.paramTypes.slice(1).map(ownType)],
      returnType: ownType(model.returnType),
    };
    return names.map((name) => ({
      ...model,
      ...types,
      name: name.includes("::") ? name : `${owner}::${methodName(name, owner)}`,
    }));
  });
}

/** Constructors and destructors, `T` and `~T`, have the last part of their class's name. */
function methodName(name: string, owner: string): string {
  if (name !== "T" && name !== "~T") return name;
  return name.replace("T", owner.slice(owner.lastIndexOf(":") + 1));
}

function readFailure(reader: Reader, entry: Entry | undefined): Failure | null {
  return (entry && readChoice(reader, entry.value, "fails", FAILURES)) ?? null;
}

// --- effects ---------------------------------------------------------------------------------------------------

/** Families whose blocks hold leftovers when they are handed out. */
const RAW_FAMILIES: ReadonlySet<string> = new Set(["heap", "new", "new[]", "stack"]);

const ALLOCATE_KEYS = ["family", "size", "to", "zeroed", "string", "fails", "brings", "pair"] as const;

function readAllocation(context: Context, entry: Entry | undefined): AllocateEffect | null {
  if (entry === undefined) return null;
  const { reader, prototype } = context;
  const blank = { size: null, content: "filled", string: false, brings: null, count: 1 } as const;
  if (isScalar(entry.value)) {
    const family = readString(reader, entry.value, "the family that is allocated") ?? "";
    return { ...blank, family, to: RETURN, mayFail: true, failure: returnFailure(prototype) };
  }
  const entries = readEntries(reader, entry.value, "allocates", ALLOCATE_KEYS);
  if (!entries.has("family")) report(reader, entry.key, "allocates needs a family, e.g. family: heap");
  const to = entries.has("to") ? readParam(context, entries.get("to"), true) : RETURN;
  const fails = entries.get("fails");
  const failure =
    fails &&
    readChoice(reader, fails.value, "fails", ["null", "negative", "status", "zero", "never"] as const);
  const brings = entries.get("brings");
  const family = readText(reader, entries, "family", "");
  const size = readSize(context, entries.get("size"));
  const string = readFlag(reader, entries, "string");
  const isRaw = RAW_FAMILIES.has(family) && size !== null && !string;
  return {
    ...blank,
    family,
    to,
    size,
    content: readFlag(reader, entries, "zeroed") ? "zero" : isRaw ? "raw" : "filled",
    string,
    mayFail: failure !== "never",
    count: readFlag(reader, entries, "pair") ? 2 : 1,
    brings: (brings && readChoice(reader, brings.value, "brings", SOURCE_KINDS)) ?? null,
    failure:
      failure === undefined || failure === "never"
        ? to === RETURN
          ? returnFailure(prototype)
          : "status"
        : failure,
  };
}

/** How a result shows failure unless the model says it: pointers by null, numbers (descriptors) by being negative. */
function returnFailure(prototype: Prototype): "null" | "negative" {
  return /^(const |unsigned |signed )*(int|long|short|ssize_t|SOCKET)$/.test(prototype.returnType)
    ? "negative"
    : "null";
}

const RELEASE_KEYS = ["ptr", "size"] as const;

function readReleases(context: Context, entry: Entry | undefined): ReleaseEffect[] {
  if (entry === undefined) return [];
  const { reader } = context;
  const releases: ReleaseEffect[] = [];
  for (const [family, { key, value }] of readEntries(reader, entry.value, "releases")) {
    if (isMap(value)) {
      const parts = readEntries(reader, value, family, RELEASE_KEYS);
      const param = readParam(context, parts.get("ptr"));
      if (param >= 0) releases.push({ family, param, size: readSize(context, parts.get("size")) });
      continue;
    }
    for (const param of readParams(context, { key, value })) releases.push({ family, param, size: null });
  }
  return releases;
}

const LOCK_KEYS = ["lock", "global", "recursive", "fails"] as const;

function readLock(context: Context, entry: Entry | undefined): LockEffect | null {
  if (entry === undefined) return null;
  const plain = { global: "", recursive: false, failure: "never" } as const;
  if (isScalar(entry.value)) {
    const param = readParam(context, entry);
    return param < 0 ? null : { ...plain, param };
  }
  const { reader } = context;
  const entries = readEntries(reader, entry.value, "a lock", LOCK_KEYS);
  const fails = entries.get("fails");
  const param = readParam(context, entries.get("lock"));
  const global = readText(reader, entries, "global", "");
  if (param < 0 && global === "") {
    report(reader, entry.key, "a lock needs lock: the parameter, or global: a name");
    return null;
  }
  return {
    param,
    global,
    recursive: readFlag(reader, entries, "recursive"),
    failure:
      (fails && readChoice(reader, fails.value, "fails", ["status", "zero", "never"] as const)) ?? "never",
  };
}

const WRITE_KEYS = [
  "to",
  "size",
  "up-to",
  "content",
  "copy",
  "terminates",
  "longest",
  "append",
  "most",
  "if-set",
] as const;
const CONTENTS = ["unknown", "outside", "zero", "format", "fill"] as const;

function readWrite(context: Context, node: Node): WriteEffect | undefined {
  const { reader } = context;
  const entries = readEntries(reader, node, "writes", WRITE_KEYS);
  const param = readParam(context, entries.get("to"));
  if (param < 0) {
    if (!entries.has("to") && isMap(node))
      report(reader, node, "writes needs to: the parameter written through");
    return undefined;
  }
  const copied = entries.get("copy");
  const contentEntry = entries.get("content");
  const content = contentEntry && readChoice(reader, contentEntry.value, "content", CONTENTS);
  if (copied && contentEntry) report(reader, contentEntry.key, "copy already says what the content is");
  const exact = entries.get("size");
  const limit = entries.get("up-to");
  if (exact && limit) report(reader, limit.key, "either size (exact) or up-to (a limit), not both");
  const unbounded = exact !== undefined && isScalar(exact.value) && exact.value.value === "unbounded";
  if (!exact && !limit && content !== "format") {
    report(reader, node, "writes needs size (exact), up-to (a limit), or size: unbounded");
  }
  const terminates = entries.get("terminates");
  return {
    param,
    size: unbounded ? null : readSize(context, exact ?? limit),
    upTo: limit !== undefined,
    content: copied ? "copy" : (content ?? "unknown"),
    from: copied ? readParam(context, copied) : -1,
    terminates:
      (terminates &&
        readChoice(reader, terminates.value, "terminates", ["yes", "no", "if-short"] as const)) ??
      "no",
    longest: readLongest(context, entries.get("longest")),
    append: readFlag(reader, entries, "append"),
    most: entries.has("most") ? readSize(context, entries.get("most")) : null,
    ifSet: readBits(context, entries.get("if-set")),
  };
}

function readLongest({ reader }: Context, entry: Entry | undefined): number {
  if (entry === undefined) return Infinity;
  const bytes = Number(readString(reader, entry.value, "longest"));
  if (Number.isInteger(bytes) && bytes > 0) return bytes;
  report(reader, entry.value, "longest takes a number of bytes");
  return Infinity;
}

function readBits(context: Context, entry: Entry | undefined): WriteEffect["ifSet"] {
  if (entry === undefined) return null;
  for (const [name, { key, value }] of readEntries(context.reader, entry.value, "if-set")) {
    const param = paramIndex(context, name, key);
    const bits = Number(readString(context.reader, value, name));
    if (param >= 0 && Number.isInteger(bits) && bits > 0) return { param, bits };
    if (param >= 0) report(context.reader, value, "if-set takes a number, the bits");
  }
  return null;
}

/** `{ broken: { tm_sec: 0..60 } }`. */
function readMembers(context: Context, entry: Entry | undefined): MemberRange[] {
  if (entry === undefined) return [];
  const { reader } = context;
  const members: MemberRange[] = [];
  for (const [param, { key, value }] of readEntries(reader, entry.value, "members")) {
    const of = paramIndex(context, param, key, true);
    for (const [name, range] of readEntries(reader, value, param)) {
      const text = readString(reader, range.value, name) ?? "";
      const [, min, max] = /^(-?\d+)\.\.(-?\d+)$/.exec(text) ?? [];
      if (max === undefined) report(reader, range.value, `${name} needs a range, e.g. 0..60`);
      else members.push({ of, name, min: Number(min), max: Number(max) });
    }
  }
  return members;
}

function readReads(context: Context, entry: Entry | undefined): ReadEffect[] {
  if (entry === undefined) return [];
  const reads: ReadEffect[] = [];
  for (const [name, { key, value }] of readEntries(context.reader, entry.value, "reads")) {
    const param = paramIndex(context, name, key);
    if (param < 0) continue;
    const isString = isScalar(value) && value.value === "string";
    const size = isString ? "string" : readSize(context, { key, value });
    if (size !== null) reads.push({ param, size });
  }
  return reads;
}

type Returns = Partial<
  Pick<
    FunctionModel,
    | "noReturn"
    | "returnsParam"
    | "returnsMagnitude"
    | "returnsInto"
    | "returnsLength"
    | "returnsEmpty"
    | "returnsWouldBeLength"
    | "returnsRange"
    | "mayReturnNull"
    | "nullLikelihood"
  >
>;
const RETURNS_KEYS = [
  "is",
  "magnitude",
  "into",
  "length",
  "empty",
  "min",
  "max",
  "would-be-length",
  "null",
] as const;

function readReturns(context: Context, entry: Entry | undefined): Returns {
  if (entry === undefined) return {};
  const { reader } = context;
  if (isScalar(entry.value)) {
    if (entry.value.value === "never") return { noReturn: true };
    return { returnsParam: readParam(context, entry) };
  }
  const entries = readEntries(reader, entry.value, "returns", RETURNS_KEYS);
  const nullness = entries.get("null");
  const likelihood =
    nullness && readChoice(reader, nullness.value, "null", ["check", "rare", "never"] as const);
  const min = readSize(context, entries.get("min"));
  const max = readSize(context, entries.get("max"));
  return {
    ...(entries.has("is") ? { returnsParam: readParam(context, entries.get("is")) } : {}),
    ...(entries.has("magnitude") ? { returnsMagnitude: readParam(context, entries.get("magnitude")) } : {}),
    ...(entries.has("into") ? { returnsInto: readParam(context, entries.get("into")) } : {}),
    ...(entries.has("empty") ? { returnsEmpty: readParam(context, entries.get("empty")) } : {}),
    ...(entries.has("length") ? { returnsLength: readParam(context, entries.get("length")) } : {}),
    ...(min !== null || max !== null ? { returnsRange: { min, max } } : {}),
    ...(readFlag(reader, entries, "would-be-length") ? { returnsWouldBeLength: true } : {}),
    ...(likelihood
      ? {
          mayReturnNull: likelihood !== "never",
          nullLikelihood: likelihood === "check" ? ("evidence" as const) : ("rare" as const),
        }
      : {}),
  };
}

function readFormat(context: Context, entry: Entry | undefined): FunctionModel["format"] {
  if (entry === undefined) return null;
  const styles = ["printf", "scanf", "strftime"] as const;
  const entries = readEntries(context.reader, entry.value, "format", [...styles, "extended"]);
  const extended = readFlag(context.reader, entries, "extended");
  const first = context.prototype.variadic ? context.params.length : -1;
  for (const style of styles) {
    const param = readParam(context, entries.get(style));
    if (param >= 0) return { style, param, first, extended };
  }
  if (entries.size === 0 && isMap(entry.value))
    report(context.reader, entry.key, "format needs a style, e.g. printf: fmt");
  return null;
}

function readKinds<T extends string>(
  context: Context,
  entry: Entry | undefined,
  kinds: readonly T[],
): [T, number][] {
  if (entry === undefined) return [];
  const pairs: [T, number][] = [];
  for (const [kind, { key, value }] of readEntries(context.reader, entry.value, "this mapping", kinds)) {
    for (const param of readParams(context, { key, value }, true)) pairs.push([kind as T, param]);
  }
  return pairs;
}

function readAcceptances(context: Context, entry: Entry | undefined): { param: number; by: Acceptance }[] {
  if (entry === undefined) return [];
  const accepts: { param: number; by: Acceptance }[] = [];
  for (const [name, { key, value }] of readEntries(context.reader, entry.value, "accepts")) {
    const param = paramIndex(context, name, key);
    const by = readChoice(context.reader, value, "accepts", ACCEPTANCES);
    if (param >= 0 && by !== undefined) accepts.push({ param, by });
  }
  return accepts;
}

const UNSAFE_KEYS = ["rule", "when", "unless", "with", "choice", "lasting", "says", "use"] as const;

function readUnsafe(context: Context, node: Node): UnsafeUse | undefined {
  const { reader } = context;
  const entries = readEntries(reader, node, "unsafe", UNSAFE_KEYS);
  const rule = readText(reader, entries, "rule", "");
  const says = readText(reader, entries, "says", "");
  if (rule === "" || says === "") {
    report(reader, node, "unsafe needs rule, the id of a rule, and says, what such a call does");
    return undefined;
  }
  const when = readTests(context, entries.get("when"));
  const use = entries.get("use");
  let instead: UnsafeUse["use"] = null;
  if (use !== undefined)
    for (const [name, { key, value }] of readEntries(reader, use.value, "use")) {
      const param = paramIndex(context, name, key);
      const text = readString(reader, value, name);
      if (param >= 0 && text !== undefined) instead = { param, text };
    }
  return {
    rule,
    when,
    unless: readStringsOf(reader, entries, "unless"),
    with: readStringsOf(reader, entries, "with"),
    choice: readFlag(reader, entries, "choice"),
    lasting: readFlag(reader, entries, "lasting"),
    says,
    use: instead,
  };
}

function readTests(context: Context, entry: Entry | undefined): ArgumentTest[] {
  const tests: ArgumentTest[] = [];
  if (entry === undefined) return tests;
  for (const [name, { key, value }] of readEntries(context.reader, entry.value, "when")) {
    const param = paramIndex(context, name, key);
    if (param >= 0) tests.push(argumentTest(param, readStrings(context.reader, value, name)));
  }
  return tests;
}

const DOWNLOAD_KEYS = ["to", "when"] as const;

function readDownload(context: Context, entry: Entry | undefined): DownloadEffect | null {
  if (entry === undefined) return null;
  const entries = readEntries(context.reader, entry.value, "downloads", DOWNLOAD_KEYS);
  const to = readParam(context, entries.get("to"));
  if (to < 0) {
    report(context.reader, entry.value, "downloads needs to, the parameter that says where the data goes");
    return null;
  }
  return { to, when: readTests(context, entries.get("when")) };
}

/** Stands for all that is written down in the program. */
const FIXED = "fixed";

function argumentTest(param: number, values: readonly string[]): ArgumentTest {
  const isNumber = (value: string) => /^-?(?:0x[\da-f]+|\d+)$/i.test(value);
  return {
    param,
    names: values.filter((value) => !isNumber(value) && !value.endsWith("*") && value !== FIXED),
    numbers: values.filter(isNumber).map(Number),
    prefixes: values.filter((value) => /^[^*].*\*$/.test(value)).map((value) => value.slice(0, -1)),
    parts: values.filter((value) => /^\*.+\*$/.test(value)).map((value) => value.slice(1, -1)),
    fixed: values.includes(FIXED),
  };
}

function readElements(reader: Reader, entry: Entry | undefined): ElementEffect | null {
  return entry === undefined ? null : (readChoice(reader, entry.value, "elements", ELEMENT_EFFECTS) ?? null);
}

/** `3`, `+1`, `-1`, or a parameter's name. */
function readHolds(context: Context, entry: Entry | undefined): CountEffect | null {
  if (entry === undefined) return null;
  const text = readString(context.reader, entry.value, "holds") ?? "";
  if (/^[+-]\d+$/.test(text)) return { kind: "change", by: Number(text) };
  if (/^\d+$/.test(text)) return { kind: "number", number: Number(text) };
  const param = readParam(context, entry);
  return param < 0 ? null : { kind: "param", param };
}

function readFlows(context: Context, what: string, entry: Entry | undefined): { from: number; to: number }[] {
  if (entry === undefined) return [];
  const flows: { from: number; to: number }[] = [];
  for (const [name, { key, value }] of readEntries(context.reader, entry.value, what)) {
    const from = paramIndex(context, name, key);
    if (from < 0) continue;
    for (const to of readParams(context, { key, value }, true)) flows.push({ from, to });
  }
  return flows;
}

// --- parts -----------------------------------------------------------------------------------------------------

/** The index of the one parameter an entry names; -1 if there is no entry or it names none. */
function readParam(context: Context, entry: Entry | undefined, allowReturn = false): number {
  if (entry === undefined) return -1;
  const name = readString(context.reader, entry.value, "a parameter's name");
  return name === undefined ? -1 : paramIndex(context, name, entry.value ?? entry.key, allowReturn);
}

/** The parameter that numbers an element, or that it is the last one. */
function readElement(context: Context, entry: Entry | undefined): number {
  if (
    entry !== undefined &&
    readString(context.reader, entry.value, "a parameter's name, or last") === "last"
  )
    return LAST_ELEMENT;
  return readParam(context, entry);
}

const PART_KEYS = ["from", "count"] as const;

function readPart(context: Context, entry: Entry | undefined): FunctionModel["part"] {
  if (entry === undefined) return null;
  const entries = readEntries(context.reader, entry.value, "part", PART_KEYS);
  return { from: readParam(context, entries.get("from")), count: readParam(context, entries.get("count")) };
}

function readParams(context: Context, entry: Entry | undefined, allowReturn = false): number[] {
  if (entry === undefined) return [];
  const indexes: number[] = [];
  for (const item of readItems(entry.value)) {
    const name = readString(context.reader, item, "a parameter's name");
    if (name === undefined) continue;
    if (name === "return" && allowReturn) indexes.push(RETURN);
    else {
      const index = paramIndex(context, name, item);
      if (index >= 0) indexes.push(index);
    }
  }
  return indexes;
}

/** Reports a name that is no parameter; `...` is the one past the last in a variadic function. */
function paramIndex(context: Context, name: string, node: Node, allowReturn = false): number {
  if (name === "return" && allowReturn) return RETURN;
  if (name === "..." && context.prototype.variadic) return context.params.length;
  const index = context.params.indexOf(name);
  if (index < 0 || name === "") {
    const tail =
      hint(name, context.params) ||
      (context.params.length > 0 ? `; it has ${context.params.join(", ")}` : "");
    report(context.reader, node, `${context.name} has no parameter "${name}"${tail}`);
    return -1;
  }
  return index;
}

function readSize(context: Context, entry: Entry | undefined): SizeExpression | null {
  if (entry === undefined) return null;
  const text = readString(context.reader, entry.value, "a size");
  if (text === undefined) return null;
  const size = parseSize(text, (name) => (name === "" ? -1 : context.params.indexOf(name)));
  if (!("error" in size)) return size;
  reportAt(context.reader, textOffset(entry.value ?? entry.key) + size.offset, size.error);
  return null;
}

function readFlag(reader: Reader, entries: Entries, key: string): boolean {
  const entry = entries.get(key);
  return entry !== undefined && readBoolean(reader, entry.value, key);
}

function readText(reader: Reader, entries: Entries, key: string, otherwise: string): string {
  const entry = entries.get(key);
  return entry === undefined ? otherwise : (readString(reader, entry.value, key) ?? otherwise);
}

function readStringsOf(reader: Reader, entries: Entries, key: string): string[] {
  const entry = entries.get(key);
  return entry === undefined ? [] : readStrings(reader, entry.value, key);
}

/** Where a scalar's text begins: behind the quote of a quoted one. Escapes and folding are not undone. */
function textOffset(node: Node): number {
  const start = node.range?.[0] ?? 0;
  const quoted = isScalar(node) && (node.type === "QUOTE_DOUBLE" || node.type === "QUOTE_SINGLE");
  return quoted ? start + 1 : start;
}
