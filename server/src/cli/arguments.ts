/**
 * Command line words into options. `node:util` splits them; what is unknown, lacks its value or has one too many is
 * refused here, with the nearest known option named.
 */
import { parseArgs } from "node:util";
import { suggestion } from "../workspace/suggest";
import { UsageError } from "./io";

interface OptionSpec {
  /** `flag`: stands alone. `value`: needs a value, the last one counts. `values`: may be given several times. */
  readonly type: "flag" | "value" | "values";
  readonly short?: string;
  /** What stands for the value in the help, e.g. `FILE`. */
  readonly placeholder?: string;
  /** For the help; a new line where it should break. */
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

export interface ParsedArguments {
  /** Options with their values, in the order given. */
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly positionals: readonly string[];
}

/** Throws `UsageError`. */
export function parseArguments(words: readonly string[], specs: OptionSpecs): ParsedArguments {
  const { tokens } = parseArgs({
    args: [...words],
    strict: false,
    allowPositionals: true,
    tokens: true,
    options: Object.fromEntries(
      Object.entries(specs).map(([name, { type, short }]) => [
        name,
        { type: type === "flag" ? ("boolean" as const) : ("string" as const), ...(short && { short }) },
      ]),
    ),
  });
  const options: { name: string; value: string }[] = [];
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") positionals.push(token.value);
    if (token.kind !== "option") continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (spec === undefined) {
      const known = Object.keys(specs).map((name) => `--${name}`);
      throw new UsageError(`unknown option '${token.rawName}'${suggestion(token.rawName, known)}`);
    }
    if (spec.type === "flag") {
      if (token.value !== undefined) throw new UsageError(`option '${token.rawName}' takes no value`);
    } else if (token.value === undefined || (!token.inlineValue && /^-./.test(token.value))) {
      throw new UsageError(`option '${token.rawName}' needs a value: ${spec.placeholder ?? "VALUE"}`);
    }
    options.push({ name: token.name, value: token.value ?? "" });
  }
  return { options, positionals };
}

/** One of `choices`; throws `UsageError` otherwise. */
export function chosen<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new UsageError(
    `'${value}' is no value of '--${option}': it takes ${choices.join(", ")}${suggestion(value, choices)}`,
  );
}
