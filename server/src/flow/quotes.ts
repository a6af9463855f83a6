/**
 * Whether a text that is put together stands between quotes: what is escaped for a literal is harmless in one only. Read
 * as SQL reads it, where a quote that is doubled inside a literal ends one and opens the next.
 */
import type { Site } from "./site";
import type { BuiltText } from "./state";

/** Where the end of a text stands: outside of quotes, or inside those of this character. */
export type Quotes = number;

export const NO_QUOTES: Quotes = 0;
export const UNKNOWN_QUOTES: Quotes = -1;
/** The text is escaped, and harmless where quotes stand around it. */
export const NEEDS_QUOTES: Quotes = 1;

/** Where the end stands when `text` follows. */
export function quotesAfter(before: Quotes, text: string, from = 0, to = text.length): Quotes {
  if (before === UNKNOWN_QUOTES || before === NEEDS_QUOTES) return UNKNOWN_QUOTES;
  let open = before;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (open === NO_QUOTES ? isQuote(c) : c === open) open = open === NO_QUOTES ? c : NO_QUOTES;
  }
  return open;
}

/** `'`, `"` and the back-quote of MySQL. */
function isQuote(c: number): boolean {
  return c === 39 || c === 34 || c === 96;
}

/** Whether a part that is escaped for quotes does not stand between any. */
export function isBare(before: Quotes, part: BuiltText | null): boolean {
  return before === NO_QUOTES && part !== null && part.quotes === NEEDS_QUOTES;
}

/** Where the end of a whole stands when a part follows of which nothing but `part` is known. */
export function quotesBehind(before: Quotes, part: BuiltText | null): Quotes {
  if (part === null || part.quotes === UNKNOWN_QUOTES || before === UNKNOWN_QUOTES) return UNKNOWN_QUOTES;
  if (part.quotes === NEEDS_QUOTES || part.quotes === NO_QUOTES) return before;
  return before === NO_QUOTES ? part.quotes : before === part.quotes ? NO_QUOTES : UNKNOWN_QUOTES;
}

/** What is known of a text that is a literal. */
export function textOfLiteral(lead: string, site: Site): BuiltText {
  return { site, part: site, harmless: true, lead, quotes: quotesAfter(NO_QUOTES, lead) };
}
