/** Code frames: the line of a finding as it stands in the source, underlined, with its number and its neighbours. */
import type { Span } from "../text/span";
import type { Source } from "./sources";
import { type Paint, printable, type Style, widthOf } from "./terminal";

const TAB = 4;
/** UTF-16 code units of a line that are shown; of longer ones the part around the finding. */
const MAX_SHOWN = 160;
const BEFORE_IN_LONG_LINE = 60;

export interface FrameOptions {
  /** Lines shown before and after. */
  readonly context: number;
  readonly style: Style;
  readonly mark: Paint;
  readonly indent: string;
}

/** The lines of a frame; none when the source is not there any more. */
export function frame(source: Source, span: Span, options: FrameOptions): string[] {
  const { lines, text } = source;
  const at = lines.position(span.start);
  if (text === "") return [];
  const first = Math.max(0, at.line - options.context);
  const last = Math.min(lines.count - 1, at.line + options.context);
  const gutter = String(last + 1).length;
  const { faint } = options.style;
  const shown: string[] = [];
  for (let line = first; line <= last; line++) {
    const content = text.slice(lines.start(line), lines.end(line));
    if (line !== at.line) {
      // Blank neighbours say nothing.
      if (content.trim() === "") continue;
      const clipped = render(clip(content, 0, content.length).text).text;
      shown.push(`${faint(`${String(line + 1).padStart(gutter)} |`)} ${faint(clipped)}`.trimEnd());
      continue;
    }
    const end = Math.min(span.end - lines.start(line), content.length);
    const part = clip(content, at.character, end);
    const before = render(part.text.slice(0, part.start));
    const marked = render(part.text.slice(part.start, part.end), before.width);
    const after = render(part.text.slice(part.end), before.width + marked.width);
    const underline = " ".repeat(before.width) + options.mark("^".repeat(Math.max(1, marked.width)));
    shown.push(
      `${faint(`${String(line + 1).padStart(gutter)} |`)} ${before.text}${marked.text}${after.text}`.trimEnd(),
    );
    shown.push(`${faint(`${" ".repeat(gutter)} |`)} ${underline}`);
  }
  return shown.map((line) => options.indent + line);
}

/** The part of a long line around `start..end`, with both moved accordingly. */
function clip(line: string, start: number, end: number): { text: string; start: number; end: number } {
  if (line.length <= MAX_SHOWN) return { text: line, start, end: Math.max(start, end) };
  const from = Math.max(0, start - BEFORE_IN_LONG_LINE);
  const to = Math.min(line.length, from + MAX_SHOWN);
  const head = from > 0 ? "…" : "";
  const tail = to < line.length ? "…" : "";
  const shift = from - head.length;
  return {
    text: head + line.slice(from, to) + tail,
    start: start - shift,
    end: Math.max(start, Math.min(end, to)) - shift,
  };
}

/** Tabs become blanks up to the next stop, counted from `column`; what cannot be printed shows its code. */
function render(text: string, column = 0): { text: string; width: number } {
  let out = "";
  let width = 0;
  for (const piece of text.split(/(\t)/)) {
    const shown = piece === "\t" ? " ".repeat(TAB - ((column + width) % TAB)) : printable(piece);
    out += shown;
    width += widthOf(shown);
  }
  return { text: out, width };
}
