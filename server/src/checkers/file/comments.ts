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

export function isInComment(file: SourceFile, offset: number): boolean {
  const before = file.comments[firstCommentFrom(file, offset + 1) - 1];
  return before !== undefined && offset < before.end;
}
