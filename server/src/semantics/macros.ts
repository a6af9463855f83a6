/**
 * Macro expansion on text (C11 6.10.3).
 */
import type { Macro } from "../syntax/source";

/**
 * The replacement of one use of `macro` with `args` (source texts; null for an object-like use), fully rescanned:
 * nested macros expanded, `#`, `##` and variadic arguments honoured. Undefined if the use does not fit the
 * definition or the result exceeds the size limit.
 */
export declare function expandMacro(
  macro: Macro,
  args: readonly string[] | null,
  lookup: (name: string) => Macro | undefined,
): string | undefined;
/** Splits the text between a use's parentheses at its top-level commas. */
export declare function splitArguments(text: string): string[];
