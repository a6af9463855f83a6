/** A copy of a text that does not keep the longer one alive of which it may be a slice. */
export function detached(text: string): string {
  return [text.substring(0, 1), text.substring(1)].join("");
}
