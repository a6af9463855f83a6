/**
 * CWE-685, CWE-686 and CWE-688: the arguments of a function of the printf or scanf family against the conversions of its
 * format, in number and in type after the default argument promotions (C17 6.5.2.2p6, 7.21.6). A type that is not known
 * agrees with every conversion; types that differ in sign or name only agree with each other.
 */

import type { Call, Context, Listener } from "../../flow/events";
import { type Directive, integerSize, parseFormat } from "../../flow/format";
import { UNINITIALISED, type Value } from "../../flow/values";
import { dereferenced, isIntegral, spell } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { quoted } from "../wording";

export const formats: Listener = {
  call(event, context) {
    const { passed } = event.callee;
    const format = event.model?.format ?? event.callee.format;
    if (passed === null || format === null || format.style === "strftime" || format.extended) return;
    const { style, param, first } = format;
    if (first <= param || !context.isOwnCode(event.instruction)) return;
    const text = context.literal(event.args[param]);
    if (text === undefined || isMade(event, context, param)) return;
    const demands = demandsOf(text, style);
    if (demands === undefined) return;
    const needed = demands.reduce((n, d) => Math.max(n, d.index + 1), 0);
    const given = passed.length - first;
    if (needed !== given) {
      // What the function itself takes from its arguments is not told by a format that it hands on.
      const isOwnFormat = event.model?.paramTypes.length === 0;
      // One of several formats that a variable may hold takes less than the others: what is left over does no harm.
      const isChosen = (event.instruction.args?.[param] ?? -1) < context.function.variables.length;
      if (needed > given || (!isOwnFormat && !isChosen && !isPositional(demands)))
        wrongNumber(event, context, first, needed, given);
      return;
    }
    // Later arguments of the same call are wrong for the same reason, as often as not: one is enough.
    for (const demand of demands) if (judge(event, context, style, first + demand.index, demand)) return;
  },
};

/** Whether the format is what a call gives, such as the `c_str()` of an object: that may have changed since. */
function isMade(event: Call, context: Context, param: number): boolean {
  if (event.instruction.macro !== "") return false;
  const text = context.argument(event, param);
  const bracket = text.indexOf("(");
  const quote = text.indexOf('"');
  return bracket !== -1 && (quote === -1 || bracket < quote);
}

/** One argument that a format asks for. */
interface Demand {
  readonly directive: Directive;
  /** Number among the arguments behind the format, from 0. */
  readonly index: number;
  /** It is the width or the precision. */
  readonly isWidth: boolean;
  /** The directive as it is written. */
  readonly text: string;
}

const INTEGERS = "diouxXbB";
const FLOATS = "aAeEfFgG";

/** The arguments that a format asks for; undefined if it has conversions that the standard does not know. */
function demandsOf(text: string, style: "printf" | "scanf"): Demand[] | undefined {
  const demands: Demand[] = [];
  let next = 0;
  for (const directive of parseFormat(text, style)) {
    const { conversion, position } = directive;
    const written = text.slice(directive.start, directive.end);
    const isKnown =
      INTEGERS.includes(conversion) || FLOATS.includes(conversion) || "csCSpn[".includes(conversion);
    if (conversion === "m" && style === "printf") continue;
    if (!isKnown || (conversion === "[" && style === "printf")) return undefined;
    if (directive.suppressed) continue;
    if (position > 0) {
      // A width that is an argument has a number of its own, which is not read here.
      if (directive.width === "*" || directive.precision === "*") return undefined;
      demands.push({ directive, index: position - 1, isWidth: false, text: written });
      continue;
    }
    if (style === "printf" && directive.width === "*")
      demands.push({ directive, index: next++, isWidth: true, text: written });
    if (directive.precision === "*") demands.push({ directive, index: next++, isWidth: true, text: written });
    demands.push({ directive, index: next++, isWidth: false, text: written });
  }
  return demands;
}

function isPositional(demands: readonly Demand[]): boolean {
  return demands.some(({ directive }) => directive.position > 0);
}

function wrongNumber(event: Call, context: Context, first: number, needed: number, given: number): void {
  if (event.instruction.macro !== "") {
    const areWritten = event.args.slice(first).every((v) => isWritten(context, v));
    if (!areWritten && namesMacro(context.text(event.instruction), event.instruction.macro)) return;
  } else
    for (let i = first; i < event.args.length; i++)
      if (mayBeSeveral(context.argument(event, i)) && !isWritten(context, event.args[i])) return;
  const spans = event.instruction.argSpans;
  const extra = first + needed;
  const isInMacro = event.instruction.macro !== "";
  const site =
    needed < given && spans !== null && !isInMacro
      ? { start: spans[2 * extra], end: spans[2 * extra + 1] }
      : event.instruction;
  const asks = `The format of ${event.name}() asks for ${needed} argument${needed === 1 ? "" : "s"}`;
  const isInput = event.model?.format?.style === "scanf";
  context.report({
    rule: "format-arguments",
    site,
    message:
      needed > given
        ? `${asks}, but ${given === 0 ? "none is" : given === 1 ? "1 is" : `${given} are`} given: what was never passed is ${isInput ? "written to" : "read"}.`
        : `${asks}, so ${isInMacro ? "an argument" : quoted(context.argument(event, extra))} is left out.`,
    confidence: "definite",
    steps: [],
    facts: { call: event.name },
  });
}

/** Whether the text of a macro's use names, outside of quotes, something that looks like another macro. */
function namesMacro(text: string, macro: string): boolean {
  let quote = "";
  for (let i = text.startsWith(macro) ? macro.length : 0; i < text.length; i++) {
    const c = text[i];
    if (quote !== "") {
      if (c === "\\") i++;
      else if (c === quote) quote = "";
      continue;
    }
    if (c === '"' || c === "'") {
      quote = c;
      continue;
    }
    const start = i;
    while (i < text.length && isNameCharacter(text.charCodeAt(i))) i++;
    if (i > start && mayBeSeveral(text.slice(start, i))) return true;
    if (i > start) i--;
  }
  return false;
}

function isNameCharacter(c: number): boolean {
  const letter = (c | 0x20) >= 97 && (c | 0x20) <= 122;
  return letter || (c >= 48 && c <= 57) || c === 95;
}

/** Whether the text of an argument may stand for several: a macro such as `MAC_ADDRESS(device)`, or a pack. */
function mayBeSeveral(text: string): boolean {
  if (text.endsWith("...")) return true;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 97 && c <= 122) return false;
    if (!(c >= 65 && c <= 90) && !(c >= 48 && c <= 57) && c !== 95) return i > 0 && text[i] === "(";
  }
  return text !== "" && !(text.charCodeAt(0) >= 48 && text.charCodeAt(0) <= 57);
}

/** Whether an argument is a number or a text that the program contains: whatever stands for it stands for no more. */
function isWritten(context: Context, v: Value): boolean {
  return v > UNINITIALISED && (context.state.values.isConstant(v) || context.literal(v) !== undefined);
}

/** Reports an argument that is not what its conversion takes. */
function judge(event: Call, context: Context, style: "printf" | "scanf", i: number, demand: Demand): boolean {
  const type = event.callee.passed === null ? undefined : event.callee.passed[i];
  if (type === undefined) return false;
  const v = event.args[i];
  const { values } = context.state;
  const isZero = v > UNINITIALISED && values.isConstant(v) && values.number[v] === 0;
  const plain = dereferenced(type);
  const wanted =
    style === "scanf"
      ? unlikeTarget(context, demand.directive, plain)
      : unlikeValue(event, context, demand, plain, isZero);
  if (wanted === undefined) return false;
  // <inttypes.h> names the conversion for the type; what a program defines where there is no such header does for it.
  const format = event.model?.format?.param ?? -1;
  if (isIntegral(plain) && /\b(?:PRI|SCN)[diouxX]\w+/.test(context.argument(event, format))) return false;
  const spans = event.instruction.argSpans;
  const site =
    spans === null || event.instruction.macro !== ""
      ? event.instruction
      : { start: spans[2 * i], end: spans[2 * i + 1] };
  // Within a macro all arguments are spelled like its use.
  const spelled = event.instruction.macro === "" ? quoted(context.argument(event, i)) : `argument ${i + 1}`;
  const argument = spelled || "the argument";
  context.report({
    rule: "format-arguments",
    site,
    message: `'${demand.text}' in the format of ${event.name}() takes ${wanted}, but ${argument} is of type '${spell(plain)}'${sizeText(plain)}.`,
    confidence: "definite",
    steps: [],
    facts: { call: event.name, conversion: demand.text },
  });
  return true;
}

function sizeText(type: Type): string {
  return isIntegral(type) && type.size > 0 ? ` (${type.size} byte${type.size === 1 ? "" : "s"})` : "";
}

/** Classes of the libraries that hold a text: passed by value they are no pointer to it. */
const TEXT_CLASSES: ReadonlySet<string> = new Set([
  "std::string",
  "std::wstring",
  "std::string_view",
  "std::vector",
  "QString",
  "QByteArray",
]);

/** What a conversion of printf takes, if a value of that type is something else. */
function unlikeValue(
  event: Call,
  context: Context,
  { directive, isWidth }: Demand,
  type: Type,
  isZero: boolean,
): string | undefined {
  const { conversion, length } = directive;
  const isObject =
    (type.kind === TypeKind.Record && type.record?.complete === true) ||
    (type.kind === TypeKind.Unknown && TEXT_CLASSES.has(type.name));
  if (type.kind === TypeKind.Unknown && !isObject) return undefined;
  const isPointer = type.kind === TypeKind.Pointer || type.kind === TypeKind.Function;
  if (isWidth || conversion === "c" || conversion === "C" || INTEGERS.includes(conversion)) {
    const { int } = context.dataModel;
    const size =
      isWidth || conversion === "c" || conversion === "C"
        ? int
        : Math.max(int, integerSize(context.dataModel, length));
    const wanted = isWidth ? "an 'int' for its width" : integerText(length);
    if (isObject || isPointer || type.kind === TypeKind.Float) return wanted;
    if (size === -1 || !isIntegral(type) || type.size < 1) return undefined;
    const promoted = Math.max(type.size, int);
    // On many devices the types of exactly 32 bits are made of `long`.
    if (promoted === size || (length === "l" && promoted === 4)) return undefined;
    return wanted;
  }
  if (FLOATS.includes(conversion)) {
    const wanted = length === "L" ? "a 'long double'" : "a 'double'";
    if (type.kind !== TypeKind.Float) return isObject || isPointer || isIntegral(type) ? wanted : undefined;
    const isLong = type.name === "long double";
    return isLong === (length === "L") ? undefined : wanted;
  }
  if (conversion === "n") return unlikeInteger(context, length, type);
  // A pointer. What is 0 is a null pointer spelled badly.
  if (isZero) return undefined;
  const wanted = conversion === "p" ? "a pointer" : "a pointer to characters";
  if (isObject || type.kind === TypeKind.Float || isIntegral(type)) return wanted;
  if (conversion === "p" || !isPointer) return undefined;
  return isText(event, context, directive, type) ? undefined : wanted;
}

/** Whether a pointer may be one to the characters that `%s` prints. */
function isText(event: Call, context: Context, { conversion, length }: Directive, type: Type): boolean {
  let to = type.to;
  if (to === null || type.kind === TypeKind.Function) return false;
  while (to !== null && to.kind === TypeKind.Array) to = to.to;
  if (to === null || to.kind === TypeKind.Unknown || to.kind === TypeKind.Void || to.size < 1) return true;
  if (to.kind !== TypeKind.Int && to.kind !== TypeKind.Bool) return to.kind === TypeKind.Enum;
  const param = event.model?.format?.param ?? 0;
  const isWide =
    event.model?.paramTypes[param]?.includes("wchar") === true ||
    /^L\W*"/.test(context.argument(event, param));
  if (isWide || conversion === "S") return true;
  return length === "l" ? to.size > 1 : to.size === 1 || context.state.doubtful;
}

/** What a conversion of scanf stores through, if a pointer of that type leads to something else. */
function unlikeTarget(context: Context, directive: Directive, type: Type): string | undefined {
  const { conversion, length, allocates } = directive;
  if (isIntegral(type) || type.kind === TypeKind.Float) return "the address of what it stores";
  if (type.kind !== TypeKind.Pointer || allocates) return undefined;
  let to = type.to;
  while (to !== null && to.kind === TypeKind.Array) to = to.to;
  if (to === null || to.kind === TypeKind.Unknown || to.kind === TypeKind.Void || to.size < 1)
    return undefined;
  if (INTEGERS.includes(conversion) || conversion === "n") return unlikeInteger(context, length, type);
  if (FLOATS.includes(conversion)) {
    const [size, name] =
      length === "L"
        ? [to.size > 8 ? to.size : 16, "long double"]
        : length === "l"
          ? [8, "double"]
          : [4, "float"];
    return to.kind === TypeKind.Float && to.size === size ? undefined : `a pointer to '${name}'`;
  }
  if (conversion === "p") return undefined;
  const isOther = to.kind === TypeKind.Float || to.kind === TypeKind.Pointer;
  const isWide = length === "l" || conversion === "S" || conversion === "C";
  return isOther || (isIntegral(to) && to.size > 1 && !isWide) ? "a pointer to characters" : undefined;
}

/** What a conversion that stores an integer takes, if the pointer is to something else. */
function unlikeInteger(context: Context, length: string, type: Type): string | undefined {
  const size = integerSize(context.dataModel, length);
  const wanted = `a pointer to ${length === "hh" ? "a 'char'" : length === "h" ? "a 'short'" : integerText(length)}`;
  if (type.kind !== TypeKind.Pointer) return type.kind === TypeKind.Unknown ? undefined : wanted;
  let to = type.to;
  while (to !== null && to.kind === TypeKind.Array) to = to.to;
  if (to === null || to.kind === TypeKind.Unknown || to.kind === TypeKind.Void || to.size < 1)
    return undefined;
  // A `long` that is filled in part is, as often as not, a typedef of which another branch is compiled.
  if (size === -1 || (length === "" && isIntegral(to) && to.size > size)) return undefined;
  return isIntegral(to) && to.size === size ? undefined : wanted;
}

function integerText(length: string): string {
  switch (length) {
    case "l":
      return "a 'long'";
    case "ll":
    case "q":
    case "L":
      return "a 'long long'";
    case "j":
      return "an 'intmax_t'";
    case "z":
      return "a 'size_t'";
    case "t":
      return "a 'ptrdiff_t'";
    case "I64":
      return "a number of 64 bits";
    default:
      return "an 'int'";
  }
}
