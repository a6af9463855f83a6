/**
 * The keys of `Finding.facts` that fixes read, whichever checker wrote them. All are optional: a fix looks for what is
 * missing in the syntax tree at the finding, and is not offered when it is not there either.
 *
 * Texts are source texts as written. Keys that end in `Start` and `End` are offsets, relative like the finding's span
 * while it is in its unit, absolute in a placed finding.
 *
 * | key | meaning |
 * |---|---|
 * | `call` | name of the function called |
 * | `callStart`, `callEnd` | the call expression |
 * | `dst`, `src`, `size`, `format` | arguments of the call by their part in it |
 * | `dstSize` | a C expression for the bytes that `dst` has room for: `sizeof name`, `256` |
 * | `pointer` | the pointer expression that is released, used, leaked, or may be null |
 * | `variable` | the variable concerned: not initialised, assigned in a condition, owning a `new` |
 * | `index` | the index expression of an access out of bounds |
 * | `allocStart`, `allocEnd` | the call that acquired |
 * | `releaseStart`, `releaseEnd` | the call or `delete` that released first |
 * | `acquireName`, `release` | the function that acquired, and the one that releases: `fopen`, `fclose` |
 * | `family` | family of the allocation: `heap`, `new`, `new[]`, `file`, ... |
 * | `labelStart`, `lastEnd` | a `case` label fallen into, and the end of the statement before it |
 * | `countStart`, `countEnd` | the name, where it is declared, of a variable that holds how much came in |
 * | `receiveStart`, `receiveEnd` | the call that it came in by |
 * | `need`, `from` | numbers: what that count has to be at least; where what is read begins, in bytes |
 * | `missing` | what a client does not ask for: `proof` of the certificate, or the host's `name` |
 * | `lead` | what the program fixes at the beginning of a text |
 * | `resolved` | 1 for a file name that was made full |
 * | `buildStart`, `buildEnd` | where a text was put together |
 * | `partStart`, `partEnd` | what varies in it, or all of a text that was not put together |
 * | `header` | the header that declares the function |
 * | `nearest` | the known rule id most like an unknown one |
 * | `commentStart`, `commentEnd` | a suppression comment |
 */
import type { Finding } from "../findings";
import type { Span } from "../text/span";

export function textFact({ facts }: Finding, key: string): string | undefined {
  const value = facts[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The span that `<name>Start` and `<name>End` give. */
export function spanFact({ facts }: Finding, name: string): Span | undefined {
  const start = facts[`${name}Start`];
  const end = facts[`${name}End`];
  if (typeof start !== "number" || typeof end !== "number" || end < start) return undefined;
  return { start, end };
}
