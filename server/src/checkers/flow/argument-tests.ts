/** What models ask of arguments: by names, numbers and beginnings of texts. */
import type { Call, Context } from "../../flow/events";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import type { ArgumentTest } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { withoutComments } from "../../text/words";

/** Macros and enumerators are known by name, whether their header is at hand or not. */
export function holds(call: Call, context: Context, test: ArgumentTest): boolean {
  const v = call.args[test.param];
  if (v === undefined || v === UNINITIALISED) return false;
  const { values } = context.state;
  if (values.isConstant(v) && test.numbers.includes(values.number[v])) return true;
  if (test.prefixes.length > 0 && beginsLike(textAt(context, v), test.prefixes)) return true;
  if (test.fixed && isFixed(context, v)) return true;
  if (test.parts.some((part) => isFilledIn(context.literal(v) ?? "", part))) return true;
  if (test.names.length === 0) return false;
  const names = namesIn(context, v, context.argument(call, test.param));
  let isNamed = false;
  for (const name of test.names) {
    if (!name.startsWith("!")) isNamed ||= names.has(name);
    else if (names.has(name.slice(1))) return false;
  }
  return isNamed;
}

/**
 * Whether an argument has one of the names on one of two ways, by a condition in it or before it. A variable that gets
 * one of many is what somebody chose by name.
 */
export function mayHold(call: Call, context: Context, test: ArgumentTest): boolean {
  const spelling = context.argument(call, test.param).trim();
  const choices = spelling.includes("?") ? choicesOf(spelling) : assignedNames(context, spelling);
  return choices.size <= 2 && test.names.some((name) => choices.has(name));
}

/** `old ? A : B` */
function choicesOf(spelling: string): ReadonlySet<string> {
  const [, first, second] = /\?\s*(\w+)\s*:\s*(\w+)\s*\)?$/.exec(spelling) ?? [];
  return new Set(first === undefined ? [] : [first, second]);
}

/** The names that a variable of the function gets somewhere. */
function assignedNames({ source }: Context, variable: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!/^[A-Za-z_]\w*$/.test(variable)) return names;
  const assignment = new RegExp(`(?<![.>\\w]\\s*)\\b${variable}\\s*=\\s*([^=;][^;]*)`, "g");
  for (const [, value] of withoutComments(source).matchAll(assignment)) {
    const choices = choicesOf(value);
    for (const name of choices) names.add(name);
    if (choices.size === 0) names.add(/^\w+$/.test(value.trim()) ? value.trim() : `${value};`);
  }
  return names;
}

/** The names that a value is combined from: those of unknown macros, and those that the argument spells. */
function namesIn({ state }: Context, v: Value, spelling: string): Set<string> {
  const { values } = state;
  const symbols = new Set<Value>();
  values.collectSymbols(v, symbols);
  const names = new Set<string>();
  for (const s of symbols) {
    const region = values.kind[s] === ValueKind.Content ? values.regionOf(values.a[s]) : -1;
    if (region !== -1 && values.regionKind[region] === RegionKind.Global)
      names.add(values.regionName[region]);
  }
  // A choice between names is none of them.
  if (!spelling.includes("?") && !spelling.includes("&"))
    for (const part of spelling.split("|")) {
      const name = part.replace(/^[\s(]+|[\s)]+$/g, "").replace(/\s*::\s*/g, "::");
      names.add(name);
      // An enumerator may be spelled with as much of its scope as it takes.
      const scope = name.lastIndexOf("::");
      if (scope !== -1) names.add(name.slice(scope + 2).trim());
    }
  return names;
}

/** What is known of the beginning of the text at v. */
export function textAt(context: Context, v: Value): string {
  const literal = context.literal(v);
  if (literal !== undefined) return literal;
  const region = context.state.values.regionOf(v);
  return region === -1 ? "" : (context.state.factsOf(region).text?.lead ?? "");
}

function beginsLike(text: string, prefixes: readonly string[]): boolean {
  return text !== "" && !isLocal(text) && prefixes.some((prefix) => text.startsWith(prefix));
}

/** A text, or an array of bytes, that is written down where anybody who has the program can read it. */
function isFixed(context: Context, v: Value): boolean {
  if (TESTS.test(context.function.name)) return false;
  const literal = context.literal(v);
  if (literal !== undefined) return !isPlaceholder(literal);
  const { values } = context.state;
  const region = values.regionOf(v);
  if (region === -1) return false;
  const root = values.rootRegion(region);
  const type = values.regionType[root];
  const kind = values.regionKind[root];
  if (kind !== RegionKind.Global && kind !== RegionKind.Variable) return false;
  // What has no size here another file defines: it may be made for each device.
  if (type?.kind !== TypeKind.Array || type.size <= 0 || !(type.isConst || type.to?.isConst)) return false;
  const text = textAt(context, v);
  return text === "" || !isPlaceholder(text);
}

/** A test has to know what comes out. */
const TESTS =
  /(?:^|[_:])(?:self_?)?(?:tests?|demo|example|bench\w*|vectors?)(?:$|_)|(?:^|[a-z:])Tests?(?:$|[A-Z])/;

/** `password=secret` in a text where the secret is none that is put in later. */
function isFilledIn(text: string, part: string): boolean {
  const at = text.indexOf(part);
  if (at === -1) return false;
  const [value] = /^'[^']*'|^[^\s;&]*/.exec(text.slice(at + part.length)) ?? [""];
  return !isPlaceholder(value.replace(/^'|'$/g, ""));
}

/** Nothing, what somebody is to replace, and what everybody may know. */
function isPlaceholder(text: string): boolean {
  return (
    text.trim().length < 3 ||
    /[<>{}%$]|^(?:(.)\1*|anonymous|guest|public|change_?me|your\W?.*|my_?(?:password|ssid).*|pass(?:word|wd)?|secret|example|none|null|todo.*)$/i.test(
      text,
    )
  );
}

/** Addresses of this very machine, and those that stand for others in documents. */
function isLocal(text: string): boolean {
  const host = /^[a-z]+:\/\/(?:[^/@]*@)?(\[[^\]]*\]|[^/:]*)/i.exec(text)?.[1];
  return (
    host !== undefined &&
    /^(?:localhost|127\.[\d.]*|\[::1\]|(?:[\w-]+\.)*example(?:\.\w+)?|[\w-]+\.(?:test|invalid|localhost))$/i.test(
      host,
    )
  );
}
