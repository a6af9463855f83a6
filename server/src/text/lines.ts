/**
 * Translation between offsets and line/character positions. Lines end at `\n`, `\r\n` or `\r`, as in the Language
 * Server Protocol; lines and characters are 0-based, characters and offsets count UTF-16 code units.
 */

export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Lines {
  /** Number of lines; an empty text has one. */
  readonly count: number;
  /** The offset where a line starts; for lines past the end, the text's length. */
  start(line: number): number;
  /** The offset where a line's content ends, before its line break. */
  end(line: number): number;
  /** Offsets outside the text count as its nearer end. An offset within `\r\n` belongs to the line it ends. */
  position(offset: number): Position;
  /** The line of an offset: `position(offset).line` without the object. */
  lineAt(offset: number): number;
  /** Characters past a line's end count as its end. */
  offset(position: Position): number;
}

const LF = 10;
const CR = 13;

/** Offsets at which lines start, ascending, the first 0. */
function lineStarts(text: string): Int32Array {
  let starts = new Int32Array((text.length >> 4) + 16);
  let count = 1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > CR || (c !== LF && c !== CR)) continue;
    if (c === CR && text.charCodeAt(i + 1) === LF) i++;
    if (count === starts.length) {
      const grown = new Int32Array(count * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = i + 1;
  }
  return starts.slice(0, count);
}

export function indexLines(text: string): Lines {
  const starts = lineStarts(text);
  const count = starts.length;

  function lineAt(offset: number): number {
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function start(line: number): number {
    return line < 0 ? 0 : line < count ? starts[line] : text.length;
  }

  function end(line: number): number {
    if (line >= count - 1) return text.length;
    let at = start(line + 1);
    if (at > 0 && text.charCodeAt(at - 1) === LF) at--;
    if (at > start(line) && text.charCodeAt(at - 1) === CR) at--;
    return at;
  }

  return {
    count,
    start,
    end,
    lineAt,
    position(offset) {
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lineAt(clamped);
      return { line, character: clamped - starts[line] };
    },
    offset({ line, character }) {
      if (line < 0) return 0;
      return Math.min(start(line) + Math.max(0, character), end(line));
    },
  };
}
