/** What the calls of a function in a file's text pass, told from the text alone. */
import { isWordUnit } from "../text/words";

const FIXED = /^(?:(?:"(?:[^"\\]|\\.)*"\s*)+|[A-Z][A-Z0-9_]*)$/;
/** Words before a name that do not make it a declaration. */
const NO_TYPES = new Set(["return", "else", "do", "case", "throw", "co_return"]);

/** Whether the file calls the function, and each call passes text that stands right there, or a constant's name. */
export function passesFixedText(text: string, name: string, parameter: number): boolean {
  let calls = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(end))) continue;
    let open = end;
    while (text.charCodeAt(open) <= 32) open++;
    // Whoever takes its address may call it with anything.
    if (text[open] !== "(") return false;
    if (isDeclaration(text, at)) continue;
    const argument = argumentAt(text, open, parameter);
    if (argument === undefined || !argument.split(/[?:]/).every(isFixedOrCondition)) return false;
    calls++;
  }
  return calls > 0;
}

/** Of `is_alarm ? "alarm" : "note"` the condition comes first, and says nothing of the text. */
function isFixedOrCondition(part: string, i: number, parts: readonly string[]): boolean {
  return (i === 0 && parts.length === 3) || FIXED.test(part.trim());
}

function isDeclaration(text: string, at: number): boolean {
  let end = at;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  if (text[end - 1] === "*") return true;
  let start = end;
  while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
  return start < end && !NO_TYPES.has(text.substring(start, end));
}

/** The source of one argument of the call whose list begins at `open`; undefined if there are fewer. */
function argumentAt(text: string, open: number, index: number): string | undefined {
  let depth = 0;
  let number = 0;
  let start = open + 1;
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'") {
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === "\\") i++;
    } else if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}" || (c === "," && depth === 1)) {
      if (c !== ",") depth--;
      if (depth > 0 && c !== ",") continue;
      if (number === index) return text.substring(start, i).trim();
      if (c !== ",") return undefined;
      number++;
      start = i + 1;
    }
  }
  return undefined;
}
