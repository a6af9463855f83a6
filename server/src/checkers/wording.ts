/** How messages quote source text. */

/** `'text'` quoted for a message, shortened if long; "" for nothing. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return "";
  return `'${line.length > 48 ? `${line.slice(0, 45)}...` : line}'`;
}
