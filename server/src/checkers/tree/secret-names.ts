/** What names say of secrets, for rules that have nothing else to go by. */

/** The words of a name: `s->session_id[i]`, `newAuthToken`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

export function hasWord(text: string, words: ReadonlySet<string>): boolean {
  return wordsOf(text).some((word) => words.has(word));
}

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
