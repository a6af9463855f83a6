/**
 * Words of C and C++ source: identifiers, keywords and numbers, with the letters beyond ASCII and the dollar sign that
 * compilers let identifiers have.
 */

/** Whether a UTF-16 unit may stand in a word; what `charCodeAt` gives beyond a text's ends does not. */
export function isWordUnit(unit: number): boolean {
  return (
    (unit >= 0x61 && unit <= 0x7a) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x30 && unit <= 0x39) ||
    unit === 0x5f ||
    unit >= 0x80 ||
    unit === 0x24
  );
}

/** Offset of the first place, from an offset on, where a word stands by itself; -1 if there is none, or no word. */
export function wordAt(text: string, word: string, from: number): number {
  if (word === "") return -1;
  let at = text.indexOf(word, from);
  while (at >= 0 && (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(at + word.length)))) {
    at = text.indexOf(word, at + 1);
  }
  return at;
}

/** Source with blanks in the place of its comments, as long as it was. */
export function withoutComments(text: string): string {
  return text.replace(LITERAL_OR_COMMENT, (piece) =>
    piece.startsWith("/") ? " ".repeat(piece.length) : piece,
  );
}

/** A quote that its line does not close, such as the apostrophe of an `#error`, opens nothing. */
const LITERAL_OR_COMMENT = /"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
