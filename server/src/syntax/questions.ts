/** How often a text asks how far a number has got, told from the text alone. */
import { isWordUnit } from "../text/words";

/** What compares, or keeps a number in a range, right behind a name or the name and a step: `(head + 1) % SIZE`. */
const BEHIND = /^\s*(?:[-+]\s*\w+\s*)?\)*\s*(?:(?:<=?|>=?|[=!]=)(?![<>=])(?!\s*-?0\b(?!x))|%|&(?!&))/;
/** A number or the name of a constant that is compared with what follows; of two variables the other one may be asked about. */
const BEFORE = /(?:(?<![\w.])\d\w*|\b[A-Z][A-Z0-9_]*|\bsizeof\b[^;{}]*\)?)\s*(?:<=?|>=?|[=!]=)\s*$/;
/** What a member is reached through. */
const OWNER = /(?:[\w\])]\s*(?:->|\.)\s*|\b\w+\s*(?:->|\.)\s*|[*(]\s*)+$/;

/**
 * Questions about a variable or member in a text without comments: comparisons, but those with 0, masks and remainders.
 * What it is the limit of, as `i < count`, asks nothing about it.
 */
export function questionsAbout(text: string, name: string): number {
  let count = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(end))) continue;
    if (BEHIND.test(text.slice(end, end + REACH)) || isAskedBefore(text, at)) count++;
  }
  return count;
}

/** The same without what stands around it. */
const HOLDER = /(?:[\w\])]\s*(?:->|\.)\s*|\b\w+\s*(?:->|\.)\s*)+$/;
/** What compares, right behind a name, with a number that is no end of an array: 0, 1, another variable. */
const BEHIND_LEAST =
  /^\s*(?:--\s*)?\)*\s*(?:(?:(?:<=?|>=?|[=!]=)(?![<>=])(?!\s*(?:\(\s*\w+\s*\)\s*|\()?(?:[A-Z][A-Z0-9_]*\b|sizeof\b|\d{2}|[2-9]|0x|'))))/;
/** The same before it. */
const BEFORE_LEAST = /(?:(?<![\w.])[01]|\b[a-z]\w*)\s*\)*\s*(?:<=?|>=?|[=!]=)\s*(?:--\s*)?$/;
/** A number that is asked whether it is 0 at all. */
const TRUTH_BEFORE = /(?:\b(?:if|while)\s*\(|!|&&|\|\|)\s*(?:--\s*)?$/;
const TRUTH_BEHIND = /^\s*(?:--\s*)?(?:&&|\|\||\?)/;
const CLOSED = /^\s*(?:--\s*)?(?:\)|&&|\|\|)/;

/** Questions about a variable or member that tell whether it can go any lower. */
export function questionsBelow(text: string, name: string): number {
  let count = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(end))) continue;
    const behind = text.slice(end, end + REACH);
    const before = text.slice(Math.max(0, at - REACH), at);
    const isTruth =
      TRUTH_BEHIND.test(behind) || (TRUTH_BEFORE.test(before.replace(HOLDER, "")) && CLOSED.test(behind));
    if (BEHIND_LEAST.test(behind) || BEFORE_LEAST.test(before.replace(OWNER, "")) || isTruth) count++;
  }
  return count;
}

/** So many characters around a name are looked at. */
const REACH = 80;

function isAskedBefore(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - REACH), at);
  return BEFORE.test(before.replace(OWNER, ""));
}
