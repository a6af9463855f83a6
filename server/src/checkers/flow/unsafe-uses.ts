/**
 * Calls that a rule advises against by their arguments alone: `SSL_CTX_set_verify(context, SSL_VERIFY_NONE, ...)`. Which
 * they are, models say under `unsafe`; macros and enumerators are known by name, whether their header is at hand or not.
 */
import type { Call, Context, Listener } from "../../flow/events";
import { RegionKind, UNINITIALISED, type Value, ValueKind } from "../../flow/values";
import type { ArgumentTest, UnsafeUse } from "../../models/model";

export const unsafeUses: Listener = {
  call(event, context) {
    const { model } = event;
    if (model === undefined) return;
    for (const use of model.unsafe)
      if (use.when.every((test) => holds(event, context, test)) && !isPutRight(event, context, use)) {
        report(event, context, use);
        return;
      }
  },
};

function report(call: Call, context: Context, { rule, says, use }: UnsafeUse): void {
  // The object of a method is none of the arguments that its call spells.
  const shift = call.model?.isMethod ? 1 : 0;
  context.report({
    rule,
    site: call.instruction,
    message: `${call.name}() ${says}.`,
    confidence: "definite",
    steps: [],
    facts: {
      call: call.name,
      ...(use === null ? {} : { position: String(use.param - shift), instead: use.text }),
    },
  });
}

/** Whether the function also does what puts it right, or the other end is this very machine. */
function isPutRight({ args }: Call, context: Context, { unless }: UnsafeUse): boolean {
  if (unless.some((name) => context.source.includes(name))) return true;
  return unless.length > 0 && args.some((v) => LOCAL_HOST.test(context.literal(v) ?? ""));
}

const LOCAL_HOST = /^(?:localhost|127\.[\d.]+|::1)$/i;

function holds(call: Call, context: Context, test: ArgumentTest): boolean {
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
function textAt(context: Context, v: Value): string {
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
