/** What a printf call reads and how much it produces. */
import { TypeKind } from "../../semantics/types";
import type { Call } from "../events";
import { decimalWidth, literalLength, parseFormat, radixWidth, timeWidth } from "../format";
import type { Interpreter } from "../interpreter";
import { read } from "../memory";
import { lower, upper } from "../numbers";
import { isBare, NO_QUOTES, type Quotes, quotesAfter, quotesBehind, UNKNOWN_QUOTES } from "../quotes";
import { Fill, type State } from "../state";
import { taintOfText } from "../taint";
import { uninitialisedMemory } from "../unwritten";
import { type Taint, UNINITIALISED, type Value, ValueKind } from "../values";
import { stringLength } from "./lengths";
import { isHarmless, isOpenEnded, knownText } from "./texts";

/** The strings that a printf call reads for its %s conversions. */
export function formatReads(machine: Interpreter, state: State, call: Call): void {
  for (const i of stringArguments(machine, call)) {
    const address = call.args[i];
    if (address === undefined || address === UNINITIALISED) continue;
    machine.emitArgumentRead(state, call, i, address);
    readText(machine, state, call, address);
  }
}

/** A function reads the text at `address`: has anything been written there? */
export function readText(machine: Interpreter, state: State, call: Call, address: Value): void {
  const region = machine.values.regionOf(address);
  if (region === -1 || state.contents.get(region)?.fill !== Fill.Uninitialised) return;
  const type = machine.values.regionType[region];
  const element = type?.kind === TypeKind.Array ? type.to : null;
  // Characters of all widths, and numbers that are taken for them.
  if (element?.kind !== TypeKind.Int || element.size < 1) return;
  if (read(state, address, element.size, element, machine.literals) === UNINITIALISED)
    uninitialisedMemory(machine, state, address, call.instruction);
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

export interface Formatted {
  /** Bytes with terminator, as values; -1 unknown. */
  readonly low: Value;
  readonly high: Value;
  /** Some part has no bound at all. */
  readonly unbounded: boolean;
  readonly part: { readonly start: number; readonly end: number };
  /** That part, if the function was given it and hands it on as it is; -1 else. */
  readonly given: Value;
  /** A part other than a number varies, and is not known to be harmless. */
  readonly variable: boolean;
  /** Source of outside data in it. */
  readonly outside: Taint | null;
  /** What stands before the first part that varies. */
  readonly lead: string;
  readonly quotes: Quotes;
}

/** How many bytes a printf call produces, terminator included. */
export function formatLength(machine: Interpreter, state: State, call: Call): Formatted | null {
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
    given: -1,
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
  let given: Value = -1;
  /** Of several parts that vary, a parameter is what callers can be told of; else the first speaks for all. */
  const varies = (arg: Value, index: number) => {
    const isParameter = values.kind[arg] === ValueKind.Initial;
    if (!variable || (isParameter && given === -1)) part = machine.argumentSite(call, index);
    if (isParameter && given === -1) given = arg;
    variable = true;
  };
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
      varies(arg, index);
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
      if (!isHarmless(machine, state, arg) || isBare(quotes, text)) varies(arg, index);
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
    // What kind of number it is, is not known: how long it gets is not, either.
    const isNumber = "diuxXo".includes(d.conversion);
    if (isNumber && call.callee.passed?.[index]?.kind === TypeKind.Unknown) most = Infinity;
    const digits = typeof d.precision === "number" ? d.precision : 0;
    grow(
      Math.max(least, widthMin),
      Math.max(
        most,
        widthMax,
        isNumber ? digits + (d.conversion === "d" || d.conversion === "i" ? 1 : 0) : 0,
      ),
    );
  }
  quotes = quotesAfter(quotes, format, read);
  return { low, high, unbounded, part, given, variable, outside, lead, quotes };
}

/** How many bytes a call like strftime produces at most, terminator included, as a value; -1 if its format does not tell. */
export function longestTime(machine: Interpreter, { model, args }: Call): Value {
  if (model?.format?.style !== "strftime") return -1;
  const format = machine.literalText(args[model.format.param]);
  const most = format === undefined ? Infinity : timeWidth(format);
  return most === Infinity ? -1 : machine.values.constant(most + 1);
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
