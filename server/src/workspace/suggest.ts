import { nearest } from "../text/nearest";

/** `"; did you mean 'x'?"` or nothing, to be put behind a message. */
export function suggestion(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `; did you mean '${found}'?`;
}
