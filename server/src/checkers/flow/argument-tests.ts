/** What models ask of arguments: by names, numbers and beginnings of texts. */
import type { Call, Context } from "../../flow/events";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import type { ArgumentTest } from "../../models/model";

/** Macros and enumerators are known by name, whether their header is at hand or not. */
export function holds(call: Call, context: Context, test: ArgumentTest): boolean {
  const v = call.args[test.param];
  if (v === undefined || v === UNINITIALISED) return false;
  const { values } = context.state;
  if (values.isConstant(v) && test.numbers.includes(values.number[v])) return true;
  if (test.prefixes.length > 0 && beginsLike(textAt(context, v), test.prefixes)) return true;
  if (test.names.length === 0) return false;
  const names = namesIn(context, v, context.argument(call, test.param));
  let isNamed = false;
  for (const name of test.names) {
    if (!name.startsWith("!")) isNamed ||= names.has(name);
    else if (names.has(name.slice(1))) return false;
  }
  return isNamed;
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
    for (const name of spelling.split("|")) names.add(name.replace(/^[\s(]+|[\s)]+$/g, ""));
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
