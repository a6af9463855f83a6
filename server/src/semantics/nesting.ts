/**
 * One bound for all recursion over syntax in this folder: types, constants, expressions and records call each other,
 * and source text may nest them as deep as it likes. What lies deeper than the bound is unknown.
 */

/** How deep the answer being worked out now is nested; those who go deeper count up and, in any case, down again. */
export const nesting = { depth: 0 };

/** Far above what people write, far below what the stack can take. */
export const MAX_NESTING = 250;
