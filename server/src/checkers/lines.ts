/** Lines of a text by offset: where they start and end, and how they are indented. Offsets are UTF-16 code units. */

/** Start of the line that holds `offset`. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** End of the line that holds `offset`, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  const end = newline < 0 ? text.length : newline;
  return end > offset && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** Start of the line after the one that holds `offset`; the text's length after the last. */
export function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The blanks and tabs that the line of `offset` starts with. */
export function indentation(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (end < text.length && isBlank(text.charCodeAt(end))) end++;
  return text.substring(start, end);
}

/** Whether there is nothing but blanks between `from` and `to`. */
export function isBlankBetween(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (!isBlank(c) && c !== 13 && c !== 10) return false;
  }
  return true;
}

/** The text's own line break: that of its first line. */
export function lineBreak(text: string): "\r\n" | "\n" {
  const newline = text.indexOf("\n");
  return newline > 0 && text.charCodeAt(newline - 1) === 13 ? "\r\n" : "\n";
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
