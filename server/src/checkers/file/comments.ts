/** Comments of a file by offset. */
import type { SourceFile } from "../../syntax/source";

/** Index of the first comment that starts at or after `offset`. */
export function firstCommentFrom(file: SourceFile, offset: number): number {
  const { comments } = file;
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comments[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The file's text with blanks for its comments: every offset in it is one of the file. */
export function withBlankComments({ text, comments }: SourceFile): string {
  let blank = "";
  let at = 0;
  for (const { start, end } of comments) {
    blank += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return blank + text.slice(at);
}
