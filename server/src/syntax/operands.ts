/**
 * `(p) && p->next`: with `(p)` for a type and `& &p->next` for its operand, the grammars read it as a cast. Without the
 * parentheses there is but one way to read it.
 */

/** A name in parentheses before `&&` that is neither an argument nor a condition by itself. */
const OPERAND = /(^|[^\w)\]>"'\s]|\breturn)(\s*)\((\s*[A-Za-z_]\w*\s*)\)(?=\s*&&)/g;

/** The text of a piece of code with blanks for the parentheses around such names; as long as it was. */
export function plainOperands(text: string): string {
  // Of texts with quotes in them nothing is changed: it might be in a string.
  if (!text.includes("&&") || /["']/.test(text)) return text;
  return text.replace(OPERAND, "$1$2 $3 ");
}
