/**
 * What a call does to the state, by the callee's model; or, without one, the worst that an unknown function may do
 * short of releasing what it is given (`engine` decision: an unknown callee is assumed neither to free nor to null).
 */
import type { Callee, Instruction } from "../ir/ir";
import type {
  AllocateEffect,
  FormatEffect,
  FunctionModel,
  ReleaseEffect,
  SizeExpression,
  SourceKind,
  WriteEffect,
} from "../models/model";
import { RETURN } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";
import { askArrival, askTexts } from "./acceptance";
import { onElements } from "./containers";
import { requestedBytes } from "./conventions";
import type { Call } from "./events";
import { decimalWidth, literalLength, parseFormat, radixWidth } from "./format";
import type { Interpreter } from "./interpreter";
import { isPrivate } from "./join";
import { giveLock, locksAcross, takeLock } from "./locks";
import {
  forgetText,
  havoc,
  havocWorld,
  outsideOf,
  publish,
  publishHeld,
  read,
  taintOfText,
  textChanged,
  write,
} from "./memory";
import {
  assume,
  assumeAtMost,
  bound,
  differenceUpper,
  lower,
  nullness,
  typeMax,
  typeMin,
  upper,
} from "./numbers";
import {
  isBare,
  NEEDS_QUOTES,
  NO_QUOTES,
  type Quotes,
  quotesAfter,
  quotesBehind,
  textOfLiteral,
  UNKNOWN_QUOTES,
} from "./quotes";
import type { Site } from "./site";
import { type BuiltText, Fill, Life, NO_FACTS, Origin, type State, Termination } from "./state";
import {
  type Region,
  RegionKind,
  type Taint,
  UNINITIALISED,
  type Value,
  ValueKind,
  type Values,
} from "./values";

/** Runs one call. Returns the states after it: more than one where success and failure differ in what matters. */
export function runCall(machine: Interpreter, state: State, instruction: Instruction, call: Call): State[] {
  const { model } = call;
  if (model === undefined) return [unknownCall(machine, state, instruction, call)];
  const followed = model.elements === null ? undefined : onElements(machine, state, call, model.elements);
  // What is said of the elements alone is not all that the method does.
  if (model.elements !== null && followed === undefined && !isWhole(model))
    return [unknownCall(machine, state, instruction, call)];
  const isReleased = (p: number) => model.releases.some((r) => r.param === p);
  for (const p of model.nonNull)
    if (!isReleased(p) || isLive(machine, state, call, p)) machine.dereference(state, call, p);
  if (model.format?.style === "printf") formatReads(machine, state, call);
  for (const r of model.reads) {
    const address = call.args[r.param];
    if (address === undefined || isReleased(r.param)) continue;
    const size = r.size === "string" ? -1 : sizeOf(machine, state, call, r.size);
    machine.emitAccess(state, {
      write: false,
      address,
      size,
      upTo: false,
      least: -1,
      site: instruction,
      instruction,
      call,
      param: r.param,
    });
    if (r.size === "string") readText(machine, state, call, address);
  }
  const lengths = model.writes.map((w) => sourceLength(machine, state, call, w));
  const texts = model.writes.map((w) => emitWrite(machine, state, call, w));
  for (const r of model.releases)
    if (r.size === null || releasesAll(machine, state, call, r))
      release(machine, state, call, r.param, r.family);
  model.writes.forEach((w, i) => {
    applyWrite(machine, state, call, w, lengths[i], texts[i]);
  });
  const partial = model.format?.style === "scanf" ? scanInto(machine, state, call, model.format) : null;
  if (followed === undefined)
    for (const p of model.retains) if (call.args[p] !== undefined) publish(state, call.args[p]);
  for (const p of model.changes)
    if (call.args[p] !== undefined) {
      publishHeld(state, call.args[p]);
      havoc(state, call.args[p], machine.epoch);
    }
  if (!model.contained) {
    for (const a of call.args) {
      publishHeld(state, a);
      havoc(state, a, machine.epoch);
    }
    havocWorld(state, machine.epoch);
  }
  if (model.unlocks !== null) giveLock(machine, state, call, model.unlocks);
  else if (model.locks === null && !model.contained) locksAcross(machine, state, call);
  if (followed !== undefined && followed.result !== -1 && instruction.dst !== -1) {
    machine.setRegister(state, instruction.dst, followed.result);
    return [state];
  }
  const states = result(machine, state, instruction, call, model);
  if (model.accepts.length > 0) askTexts(machine, states, call, model);
  if (model.sources.length > 0) askArrival(machine, states[0], call, model);
  if (model.escapes.length > 0) for (const s of states) escapeTexts(machine, s, call, model);
  if (partial !== null) {
    const converted = machine.registerOf(state, instruction.dst);
    bound(partial.state, converted, -1, partial.most, null, Origin.Derived);
    states.push(partial.state);
  }
  const { locks } = model;
  return locks === null ? states : states.flatMap((s) => takeLock(machine, s, call, locks));
}

/** Whether a model of a container's method says what else it does. */
function isWhole(model: FunctionModel): boolean {
  return model.elements === "put" ? model.retains.length > 0 : model.elements === "count";
}

/** Whether argument p names nothing that is gone already: what is to be said of that, its release says. */
function isLive(machine: Interpreter, state: State, call: Call, p: number): boolean {
  const region = call.args[p] === undefined ? -1 : machine.values.regionOf(call.args[p]);
  return region === -1 || state.factsOf(machine.values.rootRegion(region)).life === Life.Live;
}

function unknownCall(machine: Interpreter, state: State, instruction: Instruction, call: Call): State {
  // What is asked about a null pointer may answer that it is null: what follows goes together with the answer.
  if (
    instruction.type.kind !== TypeKind.Void &&
    call.args.some((a) => machine.values.isSymbol(a) && nullness(state, a) === 1)
  )
    state.doubtful = true;
  locksAcross(machine, state, call);
  askForMemory(machine, state, call);
  const { kind } = call.callee;
  const params = call.callee.type?.params ?? null;
  // The object of a method is no parameter of its type.
  const shift = kind === "method" || kind === "constructor" ? 1 : 0;
  call.args.forEach((a, i) => {
    if (a === UNINITIALISED) return;
    // A member function does not take over the object it is called on.
    // A member function that answers something does not take over the object it is asked of; one that only does
    // something may (`p->unref()`).
    const keeps = kind === "constructor" || (kind === "method" && instruction.type.kind !== TypeKind.Void);
    if (i > 0 || !keeps) publish(state, a);
    else publishHeld(state, a);
    const declared = params?.[i - shift];
    const constant =
      declared?.to?.isConst === true &&
      (declared.kind === TypeKind.Pointer || declared.kind === TypeKind.Reference);
    if (!constant) havoc(state, a, machine.epoch);
  });
  havocWorld(state, machine.epoch);
  if (instruction.dst !== -1)
    machine.setRegister(state, instruction.dst, machine.fresh(state, instruction.type));
  return state;
}

/** Tells the checkers of memory that a function asks for which nothing but its name and type says that of. */
function askForMemory(machine: Interpreter, state: State, call: Call): void {
  const { callee, args } = call;
  const isPointer = callee.kind === "pointer";
  if (!isPointer && callee.kind !== "function") return;
  const name = calledName(machine, state, callee);
  const size = args[requestedBytes(callee, name)];
  if (size !== undefined && size > UNINITIALISED)
    machine.emitAllocation(state, { call: isPointer ? { ...call, name } : call, size });
}

/** The name of a callee; of a call through a pointer that of the variable or field which holds the pointer, "" for none. */
export function calledName(machine: Interpreter, state: State, { kind, name, register }: Callee): string {
  if (kind !== "pointer") return name;
  const { values } = machine;
  const v = register === -1 ? UNINITIALISED : machine.registerOf(state, register);
  const place = values.kind[v] === ValueKind.Content ? values.regionOf(values.a[v]) : -1;
  return place === -1 ? "" : values.regionName[place];
}

/** The strings that a printf call reads for its %s conversions. */
function formatReads(machine: Interpreter, state: State, call: Call): void {
  for (const i of stringArguments(machine, call)) {
    const address = call.args[i];
    if (address === undefined || address === UNINITIALISED) continue;
    const access = {
      write: false,
      address,
      size: -1,
      upTo: true,
      least: -1,
      site: call.instruction,
      instruction: call.instruction,
      call,
      param: i,
    };
    machine.emitAccess(state, access);
    readText(machine, state, call, address);
  }
}

/** A function reads the text at `address`: has anything been written there? */
function readText(machine: Interpreter, state: State, call: Call, address: Value): void {
  const region = machine.values.regionOf(address);
  if (region === -1 || state.contents.get(region)?.fill !== Fill.Uninitialised) return;
  const type = machine.values.regionType[region];
  const element = type?.kind === TypeKind.Array ? type.to : null;
  // Characters of all widths, and numbers that are taken for them.
  if (element?.kind !== TypeKind.Int || element.size < 1) return;
  if (read(state, address, element.size, element, machine.literals) === UNINITIALISED)
    machine.uninitialisedMemory(state, address, call.instruction);
}

/** Indexes of the arguments that a printf call takes as strings: those of %s without a precision. */
export function stringArguments(machine: Pick<Interpreter, "literalText">, call: Call): number[] {
  const { model } = call;
  if (model?.format == null || !model.variadic) return [];
  const format = machine.literalText(call.args[model.format.param]);
  if (format === undefined) return [];
  const out: number[] = [];
  let next = model.format.first;
  for (const d of parseFormat(format, "printf", model.format.extended)) {
    if (d.width === "*") next++;
    if (d.precision === "*") next++;
    if (d.conversion === "s" && d.precision === undefined && (d.length === "" || d.length === "l"))
      out.push(next);
    next++;
  }
  return out;
}

/** A size expression over the arguments as a value; -1 if unknown. */
export function sizeOf(machine: Interpreter, state: State, call: Call, e: SizeExpression | null): Value {
  const values = machine.values;
  if (e === null) return -1;
  switch (e.kind) {
    case "constant":
      return values.constant(e.value);
    case "param": {
      const v = call.args[e.index];
      return v === undefined || v === UNINITIALISED ? -1 : v;
    }
    case "strlen": {
      const v = call.args[e.index];
      return v === undefined ? -1 : stringLength(machine, state, v, unitOf(machine, call, e.index));
    }
    case "pointee": {
      const region = call.args[e.index] === undefined ? -1 : values.regionOf(call.args[e.index]);
      const object = region === -1 ? null : values.regionType[region];
      // An array that is handed over has become a pointer to its first element.
      const t = object?.kind === TypeKind.Array ? object.to : object;
      return t !== null && t.size > 0 ? values.constant(t.size) : -1;
    }
    default: {
      const x = sizeOf(machine, state, call, e.left);
      const y = sizeOf(machine, state, call, e.right);
      if (x === -1 || y === -1) return -1;
      if (e.kind === "add") return values.sum(x, y);
      if (e.kind === "subtract") return values.difference(x, y);
      if (e.kind === "multiply") {
        if (values.isConstant(x)) return values.scale(y, values.number[x]);
        if (values.isConstant(y)) return values.scale(x, values.number[y]);
        return values.binary(ValueKind.Multiply, Math.min(x, y), Math.max(x, y), null);
      }
      if (differenceUpper(state, x, y) <= 0) return x;
      if (differenceUpper(state, y, x) <= 0) return y;
      // Either may be the less: a number that exceeds neither, and may reach the one that is known.
      const least = machine.fresh(state, null, 32);
      const top = Math.min(upper(state, x), upper(state, y));
      bound(state, least, Math.min(lower(state, x), lower(state, y)), top, null, Origin.Check);
      assumeAtMost(state, least, x, 0, null);
      assumeAtMost(state, least, y, 0, null);
      return least;
    }
  }
}

/** Bytes of one character of the string that a parameter points to, by its declared type. */
function unitOf(machine: Interpreter, call: Call, param: number): number {
  return call.model?.paramTypes[param]?.includes("wchar_t") ? machine.wideSize : 1;
}

/**
 * Length in characters, of `unit` bytes each, of the string at `address` as a value: known, or a symbol that stays the
 * same until the text changes.
 */
export function stringLength(machine: Interpreter, state: State, address: Value, unit = 1): Value {
  const values = machine.values;
  const region = values.regionOf(address);
  if (region === -1) return machine.fresh(state, null);
  const off = values.offsetOf(address);
  // The characters of a string object are as long as the object says.
  if (values.regionKind[region] === RegionKind.Characters && off === values.zero)
    return stringLength(machine, state, values.regionOwner[region], unit);
  if (values.regionKind[region] === RegionKind.Literal && values.isConstant(off)) {
    const s = machine.literals.strings[values.regionOwner[region]];
    if (s.value !== undefined) {
      const end = s.value.indexOf("\0", values.number[off]);
      return values.constant(Math.max(0, (end === -1 ? s.value.length : end) - values.number[off]));
    }
  }
  const f = state.factsOf(region);
  if (f.length !== -1 && values.isConstant(off)) {
    const rest = values.offset(f.length, -Math.floor(values.number[off] / unit));
    if (lower(state, rest) >= 0) return rest;
  }
  // Copies that were made by assigning characters one by one are not followed; the length has a name all the same.
  const length = values.symbol(ValueKind.Length, address, f.version, null);
  machine.noteEpoch(length, f.version);
  const room = machine.roomOf(state, address);
  if (room !== -1 && state.constraint(length) === undefined) {
    // A string ends inside the object that holds it.
    if (unit === 1 && !values.isConstant(room)) assumeAtMost(state, length, room, -1, null);
    bound(state, length, 0, Math.floor(upper(state, room) / unit) - 1, null, Origin.Room);
  }
  return length;
}

function sourceLength(machine: Interpreter, state: State, call: Call, w: WriteEffect): Value {
  if (w.content !== "copy" || w.terminates === "no") return -1;
  const from = call.args[w.from];
  return from === undefined ? -1 : stringLength(machine, state, from, unitOf(machine, call, w.from));
}

/** Tells the checkers of a write, and for texts how long they can get: [least, greatest] with terminator, or null. */
function emitWrite(machine: Interpreter, state: State, call: Call, w: WriteEffect): Formatted | null {
  const address = call.args[w.param];
  if (address === undefined) return null;
  const { instruction, model } = call;
  if (model?.format?.style === "scanf") return null;
  let formatted: Formatted | null = null;
  if (w.content === "format" && model?.format?.style === "printf")
    formatted = formatLength(machine, state, call);
  const unit = unitOf(machine, call, w.param);
  const { zero } = machine.values;
  const before = w.append ? machine.values.scale(stringLength(machine, state, address, unit), unit) : zero;
  // That the text so far ends inside its own buffer says nothing of how long it gets.
  const isOwnRoom = state.constraint(machine.values.base(before))?.hiOrigin === Origin.Room;
  const longest = isOwnRoom ? zero : before;
  if (w.content === "format" && w.size === null && formatted !== null) {
    machine.emitTextWrite(state, {
      call,
      param: w.param,
      address,
      needLow: formatted.low === -1 ? -1 : machine.values.sum(before, formatted.low),
      needHigh: formatted.high === -1 ? -1 : machine.values.sum(longest, formatted.high),
      unbounded: formatted.unbounded,
      part: formatted.part,
      source: -1,
    });
    return formatted;
  }
  if (w.content === "copy" && w.terminates === "yes" && w.size !== null && !w.upTo) {
    const size = sizeOf(machine, state, call, w.size);
    const need = size === -1 ? -1 : machine.values.sum(before, size);
    machine.emitTextWrite(state, {
      call,
      param: w.param,
      address,
      needLow: need,
      needHigh: size === -1 ? -1 : machine.values.sum(longest, size),
      unbounded:
        size !== -1 && upper(state, size) === Infinity && isOpenEnded(machine, state, call.args[w.from]),
      part: machine.argumentSite(call, w.from),
      source: call.args[w.from] ?? -1,
    });
    return null;
  }
  const size = sizeOf(machine, state, call, w.size);
  machine.emitAccess(state, {
    write: true,
    address,
    size: size === -1 || !w.append ? size : machine.values.sum(before, size),
    upTo: w.upTo,
    least: formatted === null ? -1 : formatted.low,
    site: instruction,
    instruction,
    call,
    param: w.param,
  });
  return formatted;
}

interface Formatted {
  /** Bytes with terminator, as values; -1 unknown. */
  readonly low: Value;
  readonly high: Value;
  /** Some part has no bound at all. */
  readonly unbounded: boolean;
  readonly part: { readonly start: number; readonly end: number };
  /** A part other than a number varies, and is not known to be harmless. */
  readonly variable: boolean;
  /** Source of outside data in it. */
  readonly outside: Taint | null;
  /** What stands before the first part that varies. */
  readonly lead: string;
  readonly quotes: Quotes;
}

/** How many bytes a printf call produces, terminator included. */
function formatLength(machine: Interpreter, state: State, call: Call): Formatted | null {
  const values = machine.values;
  const { model } = call;
  if (model?.format == null) return null;
  const format = machine.literalText(call.args[model.format.param]);
  const unknown: Formatted = {
    low: -1,
    high: -1,
    // Formats that are handed in with their arguments are as open as the caller makes them.
    unbounded: !model.variadic && isOpenEnded(machine, state, call.args[model.format.param]),
    part: call.instruction,
    variable: true,
    outside: null,
    lead: "",
    quotes: UNKNOWN_QUOTES,
  };
  if (format === undefined) return unknown;
  const directives = parseFormat(format, "printf", model.format.extended);
  const lead = directives.length === 0 ? format : format.slice(0, directives[0].start);
  let low = values.constant(literalLength(format, directives) + 1);
  let high: Value = low;
  let next = model.format.first;
  let part = machine.argumentSite(call, model.format.param);
  let variable = false;
  let unbounded = false;
  let outside: Formatted["outside"] = null;
  let quotes = NO_QUOTES;
  let read = 0;
  const grow = (l: number, h: number) => {
    low = values.offset(low, l);
    if (high !== -1) high = h === Infinity ? -1 : values.offset(high, h);
  };
  for (const d of directives) {
    const width = d.width === "*" ? call.args[next++] : undefined;
    const precision = d.precision === "*" ? call.args[next++] : undefined;
    const widthMin =
      typeof d.width === "number" ? d.width : width !== undefined ? Math.max(0, lower(state, width)) : 0;
    const widthMax =
      typeof d.width === "number" ? d.width : width !== undefined ? Math.abs(upper(state, width)) : 0;
    const index = next++;
    const arg = call.args[index];
    if (arg === undefined) return unknown;
    quotes = quotesAfter(quotes, format, read, d.start);
    read = d.end;
    // SQLite's %q and %w double quotes, which says nothing where none stand around.
    const isDoubled = model.format.extended && (d.conversion === "q" || d.conversion === "w");
    if (isDoubled && quotes === NO_QUOTES && !isHarmless(machine, state, arg)) {
      outside ??= taintOfText(state, arg);
      if (!variable) part = machine.argumentSite(call, index);
      variable = true;
    }
    if (d.conversion === "s") {
      const limit =
        typeof d.precision === "number"
          ? d.precision
          : precision !== undefined
            ? upper(state, precision)
            : Infinity;
      const length = arg === UNINITIALISED ? -1 : stringLength(machine, state, arg);
      outside ??= taintOfText(state, arg);
      const text = knownText(machine, state, arg, call.instruction);
      if (!isHarmless(machine, state, arg) || isBare(quotes, text)) {
        if (!variable) part = machine.argumentSite(call, index);
        variable = true;
      }
      quotes = quotesBehind(quotes, text);
      if (length === -1) return unknown;
      if (limit === Infinity && upper(state, length) === Infinity && isOpenEnded(machine, state, arg))
        unbounded = true;
      if (widthMin > 0 || limit < Infinity) {
        const top = Math.max(widthMax, Math.min(limit, upper(state, length)));
        grow(Math.max(widthMin, Math.min(limit, lower(state, length))), top);
      } else {
        low = values.sum(low, length);
        if (high !== -1) high = values.sum(high, length);
      }
      continue;
    }
    let most: number;
    let least = 1;
    switch (d.conversion) {
      case "d":
      case "i":
      case "u": {
        const [lo, hi] = argumentRange(state, arg, d.length, d.conversion !== "u");
        most = decimalWidth(lo, hi);
        break;
      }
      case "x":
      case "X":
      case "o":
        // A `#` adds the prefix.
        most = radixWidth(argumentRange(state, arg, d.length, false)[1], d.conversion === "o" ? 8 : 16);
        if (format.slice(d.start, d.end).includes("#")) most += 2;
        break;
      case "c":
        most = 1;
        break;
      case "p":
        most = 20;
        break;
      case "n":
        most = 0;
        least = 0;
        break;
      default:
        most = Infinity;
    }
    const digits = typeof d.precision === "number" ? d.precision : 0;
    grow(
      Math.max(least, widthMin),
      Math.max(
        most,
        widthMax,
        "diuxXo".includes(d.conversion) ? digits + (d.conversion === "d" || d.conversion === "i" ? 1 : 0) : 0,
      ),
    );
  }
  quotes = quotesAfter(quotes, format, read);
  return { low, high, unbounded, part, variable, outside, lead, quotes };
}

/**
 * Whether nothing is known that limits the text at v: it comes from a parameter, from outside or was put together here.
 * Texts from tables of the program and those that libraries keep (`strerror`) are short by design.
 */
function isOpenEnded(machine: Interpreter, state: State, v: Value | undefined): boolean {
  if (v === undefined || v === UNINITIALISED) return false;
  const { values } = machine;
  const region = values.regionOf(v);
  if (region === -1) return false;
  if (outsideOf(state, region) !== null || values.taintOf(v) !== null) return true;
  const root = values.rootRegion(region);
  const f = state.factsOf(root);
  if (f.constant) return false;
  if (f.text !== null || f.family !== "") return true;
  const kind = values.regionKind[root];
  if (kind === RegionKind.Variable || kind === RegionKind.Characters) return true;
  if (kind !== RegionKind.Pointee) return false;
  return comesFromParameter(machine, values.regionOwner[root]);
}

function comesFromParameter(machine: Interpreter, v: Value): boolean {
  const { values } = machine;
  for (let s = v; ; ) {
    const k = values.kind[s];
    if (k === ValueKind.Initial) return true;
    if (k !== ValueKind.Content) return false;
    const holder = values.regionOf(values.a[s]);
    if (holder === -1) return false;
    const root = values.rootRegion(holder);
    if (values.regionKind[root] === RegionKind.Variable) return true;
    if (values.regionKind[root] !== RegionKind.Pointee) return false;
    s = values.regionOwner[root];
  }
}

/** Whether a text can carry nothing that changes the meaning of what it becomes part of. */
export function isHarmless(machine: Interpreter, state: State, v: Value): boolean {
  if (machine.isConstantText(v) || isFromTable(machine, v)) return true;
  const region = machine.values.regionOf(v);
  if (region === -1) return false;
  const f = state.factsOf(region);
  return f.constant || f.text?.harmless === true || machine.values.examinedTexts.has(region);
}

/** Whether a pointer is from a table that the program fixes: a constant, or an array of pointers to constant texts. */
function isFromTable({ values }: Interpreter, v: Value): boolean {
  let s = v;
  while (values.kind[s] === ValueKind.Older) s = values.a[s];
  if (values.kind[s] !== ValueKind.Content) return false;
  const place = values.regionOf(values.a[s]);
  const root = place === -1 ? -1 : values.rootRegion(place);
  if (root === -1 || values.regionKind[root] !== RegionKind.Global) return false;
  let type = values.regionType[root];
  if (type === null || type.isConst) return type !== null;
  if (type.kind !== TypeKind.Array) return false;
  while (type?.kind === TypeKind.Array) type = type.to;
  return type !== null && (type.isConst || (type.kind === TypeKind.Pointer && type.to?.isConst === true));
}

/** Whether v is a number that is written as digits, and so carries nothing: no pointer and no character. */
function isNumber({ values }: Interpreter, v: Value): boolean {
  const type = v === UNINITIALISED ? null : values.type[v];
  return type?.kind === TypeKind.Float || (type?.kind === TypeKind.Int && type.size !== 1);
}

function argumentRange(state: State, arg: Value, length: string, signed: boolean): [number, number] {
  const bits = length === "hh" ? 8 : length === "h" ? 16 : length === "" ? 32 : 64;
  const min = signed ? -(2 ** (bits - 1)) : 0;
  const max = 2 ** (signed ? bits - 1 : bits) - 1;
  if (arg === UNINITIALISED) return [min, max];
  const lo = lower(state, arg);
  const hi = upper(state, arg);
  return lo >= min && hi <= max ? [lo, hi] : [min, max];
}

/** Whether a release of so many bytes takes all of the object; one of a part leaves it as something nobody follows. */
function releasesAll(machine: Interpreter, state: State, call: Call, effect: ReleaseEffect): boolean {
  const v = call.args[effect.param];
  const region = v === undefined ? -1 : machine.values.regionOf(v);
  if (v === undefined || region === -1) return false;
  const f = state.factsOf(region);
  const size = sizeOf(machine, state, call, effect.size);
  const { values } = machine;
  if (values.offsetOf(v) === values.zero && (f.life === Life.Released || (size !== -1 && size === f.size)))
    return true;
  state.setFacts(region, { ...f, life: Life.Unknown, escaped: true });
  return false;
}

/** Whether a descriptor is a number that was computed from another: they are different things, not parts of one. */
function isCounted({ values }: Interpreter, v: Value): boolean {
  return values.kind[v] === ValueKind.Offset && values.type[values.base(v)]?.kind === TypeKind.Int;
}

function release(machine: Interpreter, state: State, call: Call, param: number, family: string): void {
  const v = call.args[param];
  if (v === undefined || v === UNINITIALISED || isCounted(machine, v)) return;
  machine.emitRelease(state, { value: v, family, call, param });
  if (nullness(state, v) === 1) return;
  const region = machine.values.regionOf(v);
  if (region === -1) return;
  const kind = machine.values.regionKind[region];
  if (kind !== RegionKind.Pointee) return;
  const f = state.factsOf(region);
  state.setFacts(region, {
    ...f,
    family: f.family || family,
    // What takes any block takes memory.
    memory: f.memory || family === "",
    life: Life.Released,
    released: call.instruction,
    releaser: call.name,
  });
}

function applyWrite(
  machine: Interpreter,
  state: State,
  call: Call,
  w: WriteEffect,
  sourceLen: Value,
  formatted: Formatted | null,
): void {
  const values = machine.values;
  const address = call.args[w.param];
  if (address === undefined || address === UNINITIALISED) return;
  const region = values.regionOf(address);
  if (region === -1) return;
  const size = sizeOf(machine, state, call, w.size);
  const atStart = values.offsetOf(address) === values.zero;
  const room = machine.roomOf(state, address);
  const constantSize = size !== -1 && values.isConstant(size) ? values.number[size] : -1;
  const old = state.factsOf(region);
  // Zeros behind what is written end the text, if some are left.
  const zeroed = state.content(region).fill === Fill.Zero || values.regionKind[region] === RegionKind.Global;
  const leavesZero = zeroed && size !== -1 && room !== -1 && differenceUpper(state, size, room) < 0;
  const from = w.from >= 0 ? call.args[w.from] : undefined;
  const epoch = machine.epoch;
  machine.retireContents(state, epoch);

  // Content.
  const pointeeSize = values.regionType[region]?.size ?? -1;
  const whole =
    atStart &&
    size !== -1 &&
    ((room !== -1 && differenceUpper(state, room, size) <= 0) ||
      (pointeeSize > 0 && constantSize >= pointeeSize));
  const filler = w.content === "fill" ? machine.fillerOf(call) : -1;
  if ((w.content === "zero" || filler === values.zero) && whole && !w.upTo)
    state.refill(region, Fill.Zero, epoch);
  else if (
    w.content === "copy" &&
    from !== undefined &&
    constantSize > 0 &&
    constantSize <= 8 &&
    !w.append &&
    w.terminates === "no"
  ) {
    // A scalar copied by memcpy keeps its value.
    const t = values.regionType[region];
    const v = t !== null ? read(state, from, constantSize, t, machine.literals) : -1;
    if (v !== -1 && v !== UNINITIALISED && t?.size === constantSize)
      write(state, address, constantSize, v, epoch);
    else state.refill(region, Fill.Unknown, epoch);
  } else {
    state.refill(region, Fill.Unknown, epoch);
  }
  forgetText(state, region, epoch);

  // Text.
  const sourceRegion = from === undefined ? -1 : values.regionOf(from);
  const outside =
    w.content === "outside"
      ? { source: sourceKind(machine, state, call), site: call.instruction, isRaw: w.terminates === "no" }
      : w.content === "copy" && sourceRegion !== -1
        ? outsideOf(state, sourceRegion)
        : (formatted?.outside ?? null);
  let length: Value = -1;
  let termination = Termination.Unknown;
  const kept = w.append ? old.text : textBefore(machine, state, address, old.text);
  let text = kept;
  if (w.terminates === "yes") {
    termination = Termination.Terminated;
    if (w.content === "copy" && sourceLen !== -1 && !w.upTo) {
      if (!w.append && atStart) length = sourceLen;
      else if (w.append && old.length !== -1) length = values.sum(old.length, sourceLen);
    } else if (
      formatted !== null &&
      formatted.low !== -1 &&
      formatted.low === formatted.high &&
      atStart &&
      !w.append &&
      w.size === null
    )
      length = values.offset(formatted.low, -1);
  } else if (w.terminates === "if-short") {
    const known = sourceLen !== -1 && size !== -1;
    if (known && differenceUpper(state, sourceLen, size) < 0) {
      termination = Termination.Terminated;
      if (atStart) length = sourceLen;
    } else if (leavesZero) termination = Termination.Terminated;
    // strncpy says by its use that a string is meant; memcpy only if it surely stops short of the terminator.
    else if (!isRawCopy(call, w) || (known && differenceUpper(state, size, sourceLen) <= 0))
      termination = Termination.Missing;
  } else if (leavesZero) termination = Termination.Terminated;
  else if (
    whole &&
    !w.upTo &&
    filler !== -1 &&
    values.isConstant(filler) &&
    values.number[filler] % 256 !== 0
  )
    termination = Termination.Missing;
  else if (w.content === "outside" || (w.content === "copy" && sourceLen === -1)) {
    termination = w.content === "outside" ? Termination.Missing : Termination.Unknown;
    if (
      w.content === "copy" &&
      from !== undefined &&
      size !== -1 &&
      sourceRegion !== -1 &&
      w.terminates === "no"
    ) {
      // memcpy of a whole string with its terminator; of the characters without it leaves none.
      const n = stringLength(machine, state, from, unitOf(machine, call, w.from));
      if (values.difference(size, n) === values.one && atStart) {
        termination = Termination.Terminated;
        length = n;
      } else if (size === n) termination = Termination.Missing;
    }
  }
  if (w.content === "copy" && from !== undefined && w.terminates !== "no") {
    const sourceText = sourceRegion === -1 ? null : state.factsOf(sourceRegion).text;
    const harmless = isHarmless(machine, state, from);
    const isBuilt = text !== null && !text.harmless;
    const site = call.instruction;
    if (!w.append && kept === null) text = sourceText ?? fixedText(machine, from, site);
    else if (!isBuilt) {
      const piece = knownText(machine, state, from, site);
      const { lead } = kept ?? piece ?? NO_LEAD;
      const before = kept?.quotes ?? UNKNOWN_QUOTES;
      const quotes = quotesBehind(before, piece);
      if (!harmless || isBare(before, piece))
        text = { site, part: machine.argumentSite(call, w.from), harmless: false, lead, quotes };
      else text = kept === null ? sourceText : { ...kept, quotes };
    }
  }
  if (w.content === "format" && formatted !== null)
    text = {
      site: call.instruction,
      part: formatted.part,
      harmless: !formatted.variable,
      lead: formatted.lead,
      quotes: formatted.quotes,
    };
  // What a library writes of its own, an address or a digest or an escaped text, is not what a peer sent.
  if (w.content === "unknown" && w.terminates === "yes") text = ownText(call.instruction);
  const f = state.factsOf(region);
  state.setFacts(region, {
    ...f,
    length,
    termination,
    terminationSite: termination === Termination.Missing ? call.instruction : null,
    text,
    // A copy of what the program fixes is as fixed as that.
    constant:
      w.content === "copy" &&
      from !== undefined &&
      ((!w.append && atStart) || old.constant) &&
      (machine.isConstantText(from) || state.factsOf(sourceRegion).constant),
    outside: outside ?? (w.append || kept !== null ? old.outside : null),
    version: epoch,
  });
  if (filler !== -1 && values.isConstant(filler) && filler !== values.zero && atStart && constantSize > 0) {
    // So many characters that end no string.
    const n = values.symbol(ValueKind.Length, address, epoch, null);
    machine.noteEpoch(n, epoch);
    bound(
      state,
      n,
      Math.floor(constantSize / unitOf(machine, call, w.param)),
      Infinity,
      null,
      Origin.Derived,
    );
  }
  if (
    size !== -1 &&
    w.upTo &&
    length === -1 &&
    termination === Termination.Terminated &&
    atStart &&
    w.size !== null
  ) {
    // snprintf, fgets: the string and its terminator lie inside the limit, or, once a wrong limit was told, in the room.
    const limit = room !== -1 && differenceUpper(state, size, room) > 0 ? room : size;
    const n = values.symbol(ValueKind.Length, address, epoch, null);
    machine.noteEpoch(n, epoch);
    const unit = unitOf(machine, call, w.param);
    if (unit === 1) assumeAtMost(state, n, limit, -1, null);
    if (upper(state, limit) < Infinity)
      bound(state, n, 0, Math.floor(upper(state, limit) / unit) - 1, null, Origin.Derived);
  }
}

/** What stays of a text when something is written behind its beginning: its lead, as far as it lies before. */
function textBefore(
  { values }: Interpreter,
  state: State,
  address: Value,
  text: BuiltText | null,
): BuiltText | null {
  const before = lower(state, values.offsetOf(address));
  if (text === null || before <= 0) return null;
  const unit = values.regionType[values.regionOf(address)]?.to?.size ?? 1;
  const lead = text.lead.slice(0, Math.floor(before / Math.max(unit, 1)));
  return { ...text, lead };
}

/**
 * scanf stores through its pointers; what it stores comes from outside, or from the text that sscanf is given. Gives
 * the state in which the text ended early, and its greatest result, if then something stays without a value that the
 * result tells of.
 */
function scanInto(
  machine: Interpreter,
  state: State,
  call: Call,
  { param, first }: FormatEffect,
): { readonly state: State; readonly most: number } | null {
  const { values } = machine;
  const text = call.model?.reads[0];
  const origin =
    text === undefined ? null : outsideOf(state, values.regionOf(call.args[text.param] ?? values.zero));
  const direct = call.model?.sources[0];
  const outside = direct === undefined ? origin : { source: direct.kind, site: call.instruction };
  const early = endsEarly(machine, state, call, first) ? state.fork() : null;
  const stored = (after: State, i: number) => {
    const region = values.regionOf(call.args[i]);
    if (region === -1) return;
    machine.retireContents(after, machine.epoch);
    after.refill(region, Fill.Unknown, machine.epoch);
    forgetText(after, region, machine.epoch);
    after.updateFacts(region, { outside, termination: Termination.Terminated });
  };
  for (let i = first; i < call.args.length; i++) stored(state, i);
  const count = conversions(machine, call.args[param]);
  if (early === null || count < 2) return null;
  stored(early, first);
  return { state: early, most: count - 1 };
}

/** Whether scanf's result is looked at, and one of its targets but the first has no value yet. */
function endsEarly(machine: Interpreter, state: State, call: Call, first: number): boolean {
  if (!machine.isRead(call.instruction.dst) || machine.isHandedOn(call.instruction.dst)) return false;
  for (let i = first + 1; i < call.args.length; i++) {
    const region = machine.values.regionOf(call.args[i]);
    if (region === -1 || machine.values.offsetOf(call.args[i]) !== machine.values.zero) continue;
    const { fill, entries } = state.content(region);
    if (fill === Fill.Uninitialised && entries.length === 0) return true;
  }
  return false;
}

/** How many values a scanf format stores; 0 if it is not known. */
function conversions(machine: Interpreter, format: Value | undefined): number {
  const literal = machine.literalText(format);
  if (literal === undefined) return 0;
  return parseFormat(literal, "scanf").filter((d) => !d.suppressed && d.conversion !== "n").length;
}

/** memcpy, unlike strncpy, reads and writes the same number of bytes whatever they are. */
function isRawCopy(call: Call, w: WriteEffect): boolean {
  return (
    call.model?.reads.some((r) => r.param === w.from && r.size !== "string" && r.size.kind === "param") ??
    false
  );
}

function sourceKind(machine: Interpreter, state: State, call: Call): SourceKind {
  const kind = call.model?.sources[0]?.kind ?? "input";
  return kind === "file" ? streamKind(machine, state, call) : kind;
}

/** Whatever is read like a file may be standard input, a socket, or a pipe: what its handle was made by tells. */
function streamKind(machine: Interpreter, state: State, call: Call): SourceKind {
  const { values } = machine;
  for (let i = 0; i < call.args.length; i++) {
    const v = call.args[i];
    if (v <= UNINITIALISED) continue;
    if (values.isConstant(v)) {
      if (values.number[v] === STANDARD_INPUT && call.model?.uses.includes(i)) return "input";
      continue;
    }
    if (isStandardInput(values, v)) return "input";
    const handle = values.existingPointee(v);
    const allocator = handle === undefined ? "" : state.factsOf(handle).allocator;
    const brings = allocator === "" ? null : machine.modelNamed(allocator)?.allocates?.brings;
    if (brings) return brings;
  }
  return "file";
}

/** Descriptor of standard input. */
const STANDARD_INPUT = 0;

function isStandardInput(values: Values, v: Value): boolean {
  const region = values.regionOf(values.kind[v] === ValueKind.Content ? values.a[v] : v);
  return (
    region !== -1 &&
    values.regionKind[region] === RegionKind.Global &&
    STANDARD_STREAMS.has(values.regionName[region])
  );
}

const STANDARD_STREAMS = new Set(["stdin", "std::cin", "cin", "std::wcin", "wcin"]);

function result(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  model: FunctionModel,
): State[] {
  const out = model.allocates;
  if (out !== null && out.to !== RETURN) return allocateThrough(machine, state, instruction, call, out);
  const dst = instruction.dst;
  for (const flow of model.flows) flowText(machine, state, call, flow.from, flow.to);
  for (const source of model.sources) {
    const target = call.args[source.to];
    if (target === undefined || model.writes.some((w) => w.param === source.to)) continue;
    const region = machine.values.regionOf(target);
    const kind = source.kind === "file" ? streamKind(machine, state, call) : source.kind;
    if (region !== -1) state.updateFacts(region, { outside: { source: kind, site: instruction } });
  }
  if (model.returnsParam >= 0 && !model.mayReturnNull) {
    if (dst !== -1)
      machine.setRegister(
        state,
        dst,
        call.args[model.returnsParam] ?? machine.fresh(state, instruction.type),
      );
    return [state];
  }
  if (model.returnsMagnitude >= 0 && call.args[model.returnsMagnitude] > UNINITIALISED)
    return magnitude(machine, state, instruction, call.args[model.returnsMagnitude]);
  if (model.returnsLength >= 0 && call.args[model.returnsLength] !== undefined) {
    if (dst !== -1)
      machine.setRegister(
        state,
        dst,
        stringLength(
          machine,
          state,
          call.args[model.returnsLength],
          unitOf(machine, call, model.returnsLength),
        ),
      );
    return [state];
  }
  const values = machine.values;
  if (
    model.isMethod &&
    model.flows.some((f) => f.from === 0 && f.to === RETURN) &&
    instruction.type.kind === TypeKind.Pointer
  )
    return [charactersOf(machine, state, instruction, call)];
  const v = machine.fresh(state, resultType(instruction.type, model));
  let builtText: BuiltText | null = null;
  let outside: Taint | null = null;
  if (dst !== -1) machine.setRegister(state, dst, v);
  for (const source of model.sources) {
    if (source.to !== RETURN) continue;
    const taint: Taint = { source: source.kind, site: instruction };
    values.taint[v] ??= taint;
    state.updateFacts(values.pointee(v), { outside: taint, version: machine.epoch });
  }
  const isFormatted =
    model.format?.style === "printf" &&
    out?.string === true &&
    machine.literalText(call.args[model.format.param]) !== undefined;
  // What a format that is known lets in, it says itself.
  if (!isFormatted && model.flows.some((f) => f.to === RETURN)) resultText(machine, state, call, model, v);
  else if (model.sources.length === 0 && out === null && model.returnsInto < 0)
    state.updateFacts(values.pointee(v), {
      text: ownText(instruction),
    });
  if (model.returnsInto >= 0 && call.args[model.returnsInto] !== undefined) {
    const inside = values.regionOf(call.args[model.returnsInto]);
    if (inside !== -1) state.updateFacts(values.pointee(v), { inside, outside: outsideOf(state, inside) });
  }
  if (model.format?.style === "printf" && out?.string) {
    const formatted = formatLength(machine, state, call);
    if (formatted !== null) {
      builtText = {
        site: instruction,
        part: formatted.part,
        harmless: !formatted.variable,
        lead: formatted.lead,
        quotes: formatted.quotes,
      };
      if (isFormatted) outside = values.taint[v] = formatted.outside;
    }
  }
  if (model.returnsRange !== null) {
    const { min, max } = model.returnsRange;
    const lo = sizeOf(machine, state, call, min);
    const hi = sizeOf(machine, state, call, max);
    if (lo !== -1 && values.isConstant(lo)) {
      bound(state, v, values.number[lo], Infinity, null, Origin.Derived);
      // What is known from a body may well be unable to fail as it is called here.
      if (values.number[lo] === -1 && model.format === null && model.returnType !== "")
        values.failing.set(v, { name: call.name, site: instruction });
    }
    if (hi !== -1) {
      // The function may well return its greatest result: as good as a check that lets it pass.
      if (upper(state, hi) < Infinity)
        bound(state, v, -Infinity, upper(state, hi), instruction, Origin.Check);
      if (!values.isConstant(hi)) assumeAtMost(state, v, hi, 0, null);
    }
  }
  if (model.returnsWouldBeLength) neededLength(machine, state, call, v);
  if (out !== null) {
    allocate(machine, state, instruction, call, out, v);
    if (builtText !== null)
      state.updateFacts(values.pointee(v), isFormatted ? { text: builtText, outside } : { text: builtText });
    if (model.reallocates >= 0) return reallocate(machine, state, instruction, call, model, v);
    return [state];
  }
  if (model.mayReturnNull && model.nullLikelihood === "evidence")
    state.updateFacts(values.pointee(v), { mayFail: true, allocated: instruction, allocator: call.name });
  return [state];
}

/** What snprintf returns: the length of the whole text, whether it fitted or not. */
function neededLength(machine: Interpreter, state: State, call: Call, v: Value): void {
  const formatted = formatLength(machine, state, call);
  const write = call.model?.writes.find((w) => w.content === "format");
  const size = write === undefined ? -1 : sizeOf(machine, state, call, write.size);
  if (formatted === null || size === -1) return;
  const { high, variable } = formatted;
  const { values } = machine;
  if (high !== -1 && upper(state, high) < Infinity)
    bound(state, v, -1, upper(state, high) - 1, null, Origin.Derived);
  // Numbers fill the room that was made for them in theory only: of them nothing is said without both sizes.
  const mayBeLonger = variable
    ? high === -1 || differenceUpper(state, high, size) > 0
    : high !== -1 &&
      values.isConstant(high) &&
      values.isConstant(size) &&
      values.number[high] > values.number[size];
  if (mayBeLonger) values.needed.set(v, { call: call.name, site: call.instruction });
}

/** The absolute value of v: itself or its negation, as it may be one or the other. */
function magnitude(machine: Interpreter, state: State, instruction: Instruction, v: Value): State[] {
  const { values } = machine;
  const { dst, type } = instruction;
  if (dst === -1) return [state];
  if (values.kind[v] === ValueKind.Float)
    machine.setRegister(state, dst, values.float(Math.abs(values.number[v])));
  else if (type.kind !== TypeKind.Int) machine.setRegister(state, dst, machine.fresh(state, type));
  else if (lower(state, v) >= 0) machine.setRegister(state, dst, v);
  else if (upper(state, v) < 0) machine.setRegister(state, dst, values.scale(v, -1));
  else {
    // Registers between instructions are shared by all states: one symbol has to serve, no less than either.
    const size = machine.fresh(state, type);
    bound(state, size, 0, Infinity, null, Origin.Derived);
    assumeAtMost(state, v, size, 0, null);
    assumeAtMost(state, values.scale(v, -1), size, 0, null);
    machine.setRegister(state, dst, size);
  }
  return [state];
}

/** `c_str()` and kin: the characters that the string object at `this` manages. */
function charactersOf(machine: Interpreter, state: State, instruction: Instruction, call: Call): State {
  const { values } = machine;
  const object = call.args[0];
  const region = object === undefined ? -1 : values.regionOf(object);
  if (region === -1 || object === undefined) {
    if (instruction.dst !== -1)
      machine.setRegister(state, instruction.dst, machine.fresh(state, instruction.type));
    return state;
  }
  const characters = values.region(RegionKind.Characters, object, "", instruction.type.to);
  const f = state.factsOf(region);
  state.setFacts(characters, {
    ...NO_FACTS,
    constant: f.constant,
    text: f.text,
    outside: outsideOf(state, region),
    version: f.version,
    termination: Termination.Terminated,
  });
  if (instruction.dst !== -1)
    machine.setRegister(state, instruction.dst, values.address(characters, values.zero));
  return state;
}

function resultType(type: Type, model: FunctionModel): Type | null {
  return type.kind === TypeKind.Unknown && model.returnType === "" ? null : type;
}

function allocate(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  effect: AllocateEffect,
  pointer: Value,
): void {
  const values = machine.values;
  const region = values.pointee(pointer);
  const size = sizeOf(machine, state, call, effect.size);
  if (size !== -1) machine.emitAllocation(state, { call, size });
  const source = effect.string ? call.args.find((a) => values.regionOf(a) !== -1) : undefined;
  state.setFacts(region, {
    ...NO_FACTS,
    family: effect.family,
    allocator: call.name,
    size,
    memory: effect.size !== null || effect.string || isHeap(effect.family),
    allocated: instruction,
    mayFail: effect.mayFail && effect.failure !== "negative",
    version: machine.epoch,
    length:
      source !== undefined && size === -1
        ? -1
        : effect.string && source !== undefined
          ? stringLength(machine, state, source)
          : -1,
    termination: effect.string ? Termination.Terminated : Termination.Unknown,
    outside: source === undefined ? null : outsideOf(state, values.regionOf(source)),
  });
  state.refill(
    region,
    effect.content === "zero" ? Fill.Zero : effect.content === "raw" ? Fill.Uninitialised : Fill.Unknown,
    machine.epoch,
  );
  if (!effect.mayFail && effect.failure === "null") bound(state, pointer, 1, Infinity, null, Origin.Derived);
  if (effect.failure === "negative") bound(state, pointer, -1, Infinity, null, Origin.Derived);
}

/** Whether blocks of the family come from the language's own allocators, as they are: bytes nobody has written yet. */
export function isHeap(family: string): boolean {
  return family === "heap" || family === "new" || family === "new[]";
}

/** realloc: on success the old block is gone, on failure it is still there. */
function reallocate(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  model: FunctionModel,
  pointer: Value,
): State[] {
  const old = call.args[model.reallocates];
  const values = machine.values;
  const region = values.regionOf(old);
  state.refill(values.pointee(pointer), Fill.Unknown, machine.epoch);
  if (region === -1 || nullness(state, old) === 1) return [state];
  machine.emitRelease(state, {
    value: old,
    family: model.allocates?.family ?? "heap",
    call,
    param: model.reallocates,
  });
  const failed = state.fork();
  const unchecked = { ...NO_FACTS, mayFail: true, allocated: instruction, allocator: call.name };
  const released = state.factsOf(region);
  if (values.regionKind[region] === RegionKind.Pointee)
    state.setFacts(region, {
      ...released,
      family: released.family || (model.allocates?.family ?? "heap"),
      life: Life.Released,
      released: instruction,
      releaser: call.name,
    });
  if (!bound(state, pointer, 1, Infinity, null, Origin.Derived)) return [failed];
  // With an unknown or zero size a null result is no failure; only a size that is surely positive splits.
  if (!bound(failed, pointer, 0, 0, null, Origin.Derived)) return [state];
  failed.setFacts(values.pointee(pointer), unchecked);
  return [state, failed];
}

function allocateThrough(
  machine: Interpreter,
  state: State,
  instruction: Instruction,
  call: Call,
  effect: AllocateEffect,
): State[] {
  const values = machine.values;
  const status = machine.fresh(state, instruction.type);
  if (instruction.dst !== -1) machine.setRegister(state, instruction.dst, status);
  const holder = call.args[effect.to];
  if (holder === undefined || holder === UNINITIALISED) return [state];
  const pointerSize = machine.pointerSize;
  const pointer = machine.fresh(state, values.regionType[values.regionOf(holder)] ?? null, 1);
  const failed = effect.mayFail ? state.fork() : null;
  write(state, holder, pointerSize, pointer, machine.epoch);
  const holderRegion = values.regionOf(holder);
  allocate(machine, state, instruction, call, { ...effect, mayFail: false, failure: "null" }, pointer);
  if (holderRegion !== -1 && !isPrivate(state, holderRegion)) publish(state, pointer);
  const ok =
    effect.failure === "negative"
      ? bound(state, status, 0, Infinity, null, Origin.Derived)
      : effect.failure === "status"
        ? bound(state, status, 0, 0, null, Origin.Derived)
        : effect.failure !== "zero" || assume(state, status, true, null);
  if (failed === null) return [state];
  write(failed, holder, pointerSize, machine.fresh(failed, null, 2), machine.epoch);
  const fails =
    effect.failure === "negative"
      ? bound(failed, status, -Infinity, -1, null, Origin.Derived)
      : effect.failure === "status"
        ? !(lower(failed, status) === 0 && upper(failed, status) === 0)
        : effect.failure !== "zero" || bound(failed, status, 0, 0, null, Origin.Derived);
  if (effect.failure === "status" && fails)
    failed.setConstraint(status, {
      lo: typeMin(instruction.type),
      hi: typeMax(instruction.type),
      loOrigin: Origin.Derived,
      hiOrigin: Origin.Derived,
      site: null,
      not: 0,
    });
  return ok ? (fails ? [state, failed] : [state]) : [failed];
}

const NO_LEAD = { lead: "" };

/** What is known of a text that is a copy of a literal; null if v is none. */
function fixedText(machine: Interpreter, v: Value, site: Site): BuiltText | null {
  const lead = machine.literalText(v);
  return lead === undefined ? null : textOfLiteral(lead, site);
}

/** A text of which no part is from elsewhere. */
function ownText(site: Site): BuiltText {
  return { site, part: site, harmless: true, lead: "", quotes: NO_QUOTES };
}

/** What is known of how the text at v was put together. */
function knownText(machine: Interpreter, state: State, v: Value, site: Site): BuiltText | null {
  const region = machine.values.regionOf(v);
  return fixedText(machine, v, site) ?? (region === -1 ? null : state.factsOf(region).text);
}

/** Text of parameter `from` becomes part of the object at parameter `to`. */
function flowText(machine: Interpreter, state: State, call: Call, from: number, to: number): void {
  if (to < 0) return;
  const target = call.args[to];
  const source = call.args[from];
  if (target === undefined || source === undefined) return;
  const region = machine.values.regionOf(target);
  if (region === -1) return;
  const before = state.factsOf(region);
  const site = call.instruction;
  const part = textOf(machine, state, call, from);
  textChanged(state, region, machine.epoch);
  const isNew = call.callee.kind === "constructor";
  const isObject = isNew || machine.values.regionKind[region] === RegionKind.Variable;
  // What is put together from constant parts only is as harmless as they are.
  const fixed = fixedText(machine, source, site);
  const harmless = fixed ?? (isObject ? ownText(site) : null);
  const added = part === null ? null : { ...part.text, lead: before.text?.lead || part.text.lead };
  const text = before.text?.harmless === false ? before.text : (added ?? before.text ?? harmless);
  const piece = knownText(machine, state, source, site);
  // An object that is made or assigned holds that text alone.
  const isWhole = isNew || call.callee.name.endsWith("operator=") || call.callee.name.endsWith("::assign");
  const end = isWhole ? NO_QUOTES : (before.text?.quotes ?? (isObject ? NO_QUOTES : UNKNOWN_QUOTES));
  const isVaried = isBare(end, piece) && !isWhole;
  const quotes = isWhole ? (piece?.quotes ?? UNKNOWN_QUOTES) : numberOr(machine, source, end, piece);
  state.updateFacts(region, {
    text: text === null ? null : { ...text, harmless: text.harmless && !isVaried, quotes },
    outside: part?.outside ?? before.outside,
  });
}

function resultText(machine: Interpreter, state: State, call: Call, model: FunctionModel, v: Value): void {
  const { values } = machine;
  const region: Region = values.pointee(v);
  const site = call.instruction;
  let text = ownText(site);
  let quotes: Quotes | null = null;
  let outside: Taint | null = null;
  let lead: string | null = null;
  for (const flow of model.flows) {
    if (flow.to !== RETURN) continue;
    const last = flow.from < model.params.length ? flow.from : call.args.length - 1;
    for (let i = flow.from; i <= last; i++) {
      const source = call.args[i];
      if (source === undefined) continue;
      values.taint[v] ??= taintOfText(state, source);
      const part = textOf(machine, state, call, i);
      lead ??= machine.literalText(source) ?? leadOf(state, source);
      const piece = knownText(machine, state, source, site);
      if (quotes !== null && isBare(quotes, piece) && text.harmless)
        text = { ...text, part: machine.argumentSite(call, i), harmless: false };
      quotes = quotes === null ? (piece?.quotes ?? UNKNOWN_QUOTES) : numberOr(machine, source, quotes, piece);
      if (part === null) continue;
      if (text.harmless) text = part.text;
      outside ??= part.outside;
    }
  }
  state.updateFacts(region, {
    text: { ...text, lead: lead ?? "", quotes: quotes ?? NO_QUOTES },
    outside,
    version: machine.epoch,
  });
}

/** Where the end of a text stands when an argument follows; numbers leave it as it is. */
function numberOr(machine: Interpreter, v: Value, before: Quotes, piece: BuiltText | null): Quotes {
  return isNumber(machine, v) ? before : quotesBehind(before, piece);
}

/** What was escaped is harmless, or so where quotes stand around it. */
function escapeTexts(machine: Interpreter, state: State, call: Call, model: FunctionModel): void {
  const { dst } = call.instruction;
  for (const { kind, to } of model.escapes) {
    const v = to !== RETURN ? call.args[to] : dst === -1 ? undefined : machine.registerOf(state, dst);
    if (v === undefined || v === UNINITIALISED) continue;
    const region = to === RETURN ? machine.values.pointee(v) : machine.values.regionOf(v);
    if (region === -1) continue;
    const quotes = kind === "between-quotes" ? NEEDS_QUOTES : NO_QUOTES;
    state.updateFacts(region, { text: { ...ownText(call.instruction), quotes }, outside: null });
  }
}

function leadOf(state: State, v: Value): string {
  const region = state.values.regionOf(v);
  return region === -1 ? "" : (state.factsOf(region).text?.lead ?? "");
}

function textOf(machine: Interpreter, state: State, call: Call, param: number) {
  const v = call.args[param];
  if (v === undefined || isNumber(machine, v) || isHarmless(machine, state, v)) return null;
  const region = machine.values.regionOf(v);
  const f = region === -1 ? NO_FACTS : state.factsOf(region);
  const part = machine.argumentSite(call, param);
  return {
    text: f.text ?? { site: call.instruction, part, harmless: false, lead: "", quotes: UNKNOWN_QUOTES },
    outside: taintOfText(state, v),
  };
}
