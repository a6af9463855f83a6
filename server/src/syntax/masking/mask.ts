/**
 * The length-preserving view: C and C++ as programs write them, with their macros and dialects, made parseable by
 * replacing text by text of equal length, so that every offset in a tree is an offset in the user's file. What is
 * replaced, and by what, is the business of the two passes called here and of the tables in `dialect`.
 *
 * What later stages meet in consequence:
 * - `UNKNOWN_NAME` as a condition, a callee or an argument; `UNKNOWN_PIECE` in a string literal;
 * - `while (_(&item, &list))` and `if (_(x))` for macros that head a loop or a block;
 * - `case a ?: b:` for the range `a ... b` of GNU C, a conditional without its middle operand;
 * - `goto name;` with no such label for a computed jump;
 * - a full-width capital for the first digit of a number that is added to a `sizeof`;
 * - a type name with `_` behind it for a pointer in `new T *[n]` and among arguments: a type of which nothing is known.
 */

import type { Tokens } from "../lexer";
import type { Patch } from "../render";
import type { Language } from "../tree";
import { maskWords } from "./anywhere";
import { maskPositions } from "./positions";
import { compactTokens, createRewriter } from "./rewrite";
import type { WordTable } from "./words";

/**
 * Masks the tokens of a chunk, of which directives are gone already; `words` describes the words of its file. Returns
 * the patches that `renderMasked` needs besides the remaining tokens.
 */
export function maskTokens(tokens: Tokens, language: Language, words: WordTable): Patch[] {
  const rewriter = createRewriter(tokens);
  maskWords(rewriter, words, language);
  compactTokens(rewriter);
  maskPositions(rewriter, words, language);
  compactTokens(rewriter);
  return rewriter.patches;
}
