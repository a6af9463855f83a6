/** How messages quote source text and count. */

/** `'text'` quoted for a message, shortened if long; "" for nothing. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "";
  return `'${line.length > 48 ? `${line.slice(0, 45)}...` : line}'`;
}

/** `1 byte`, `12 bytes`; also of a number that is written as an expression. */
export function bytes(n: number | string): string {
  return `${n} ${`${n}` === "1" ? "byte" : "bytes"}`;
}
