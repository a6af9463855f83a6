/**
 * `sizeof(int)+4`: the grammars read the sign as the number's own, and what is left as the size of a cast. A number with
 * a letter in front is none, so its first digit becomes one that no program has in a name.
 */

import { Tok } from "../lexer";
import type { Macro } from "../source";
import { isPunct, PAREN_OPEN } from "../structure";
import { nextToken, patch, type Rewriter } from "./rewrite";

const PLUS = 43;
const MINUS = 45;
/** Full-width capitals stand for the digits. */
const ZERO = 0xff21;

/** Rewrites the number that is added to the `sizeof` at `t`, if it touches its sign. */
export function maskAddedNumber(r: Rewriter, open: number): void {
  const { tokens, match } = r;
  if (!isPunct(tokens, open, PAREN_OPEN) || match[open] <= 0) return;
  const sign = nextToken(r, match[open]);
  const number = sign + 1;
  if (number >= tokens.count || tokens.kind[number] !== Tok.Number) return;
  if (tokens.start[number] !== tokens.start[sign] + 1) return;
  if (!isPunct(tokens, sign, PLUS) && !isPunct(tokens, sign, MINUS)) return;
  const start = tokens.start[number];
  const text = tokens.text.substring(start, tokens.end[number]);
  if (/^\d\w*$/.test(text)) patch(r, start, start + 1, String.fromCharCode(ZERO + Number(text[0])));
}

/** The number that a masked name stands for, as the macro that it may as well be; undefined for all other names. */
export function maskedNumber(name: string): Macro | undefined {
  const digit = name.charCodeAt(0) - ZERO;
  if (!(digit >= 0 && digit <= 9)) return undefined;
  return { name, params: null, variadic: false, body: digit + name.slice(1), start: 0, end: 0 };
}
