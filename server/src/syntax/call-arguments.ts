/** What the calls of a function in a file's text pass, told from the text alone. */
import { isWordUnit } from "../text/words";

/** A text or number that stands right there, the name of a constant, or the size of something. */
const FIXED =
  /^(?:(?:"(?:[^"\\]|\\.)*"\s*)+|[A-Z][A-Z0-9_]*|[-+]?\d[\w.]*|'(?:[^'\\]|\\.)*'|true|false|sizeof\b.*|!.*)$/s;
/** What compares is 0 or 1. */
const COMPARISON = /[=!<>]=|&&|\|\||[^-<>][<>][^<>]/;
/** The address of something, or a text. */
const SET = /^(?:&[^&].*|"(?:[^"\\]|\\.)*")$/s;
/** Words before a name that do not make it a declaration. */
const NO_TYPES = new Set(["return", "else", "do", "case", "throw", "co_return"]);

/** What all calls of a function in a file pass for a parameter. */
export interface Passed {
  /** A text or number that the file itself fixes. */
  readonly isFixed: boolean;
  /** No null pointer. */
  readonly isSet: boolean;
  /** Characters of the longest text, as far as literals and the arrays that hold it tell; Infinity if they do not. */
  readonly longest: number;
}

export const PASSED_ANYTHING: Passed = { isFixed: false, isSet: false, longest: Infinity };

/** What the calls in a text without comments pass; anything, if there are none or the function's address is taken. */
export function passedBy(text: string, name: string, parameter: number): Passed {
  let isFixed = true;
  let isSet = true;
  let longest = 0;
  let calls = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(end))) continue;
    let open = end;
    while (text.charCodeAt(open) <= 32) open++;
    // Whoever takes its address may call it with anything.
    if (text[open] !== "(") return PASSED_ANYTHING;
    if (isDeclaration(text, at)) continue;
    const argument = argumentAt(text, open, parameter);
    if (argument === undefined) return PASSED_ANYTHING;
    isFixed &&= isFixedArgument(argument);
    isSet &&= SET.test(argument);
    if (longest < Infinity) longest = Math.max(longest, longestText(text, at, argument));
    if (!isFixed && !isSet && longest === Infinity) return PASSED_ANYTHING;
    calls++;
  }
  return calls > 0 ? { isFixed, isSet, longest } : PASSED_ANYTHING;
}

const LITERALS = /^(?:"(?:[^"\\]|\\.)*"\s*)+$/s;
const NULL = /^(?:NULL|nullptr|0)$/;
const CHOICE = /^[^"'?]*\?((?:"(?:[^"\\]|\\.)*"|[^":?])*):((?:"(?:[^"\\]|\\.)*"|[^":?])*)$/s;

/** How long a text that is passed at a place can be; Infinity if that is not seen. */
function longestText(text: string, at: number, argument: string): number {
  // An escape sequence has more characters than it stands for.
  if (LITERALS.test(argument)) return argument.replace(/"\s*"/g, "").length - 2;
  if (NULL.test(argument)) return 0;
  const choice = CHOICE.exec(argument);
  if (choice !== null)
    return Math.max(longestText(text, at, choice[1].trim()), longestText(text, at, choice[2].trim()));
  return /^[A-Za-z_]\w*$/.test(argument) ? longestNamed(text, at, argument) : Infinity;
}

/** The same of a macro for a literal, or of an array of characters: what is declared last under that name. */
function longestNamed(text: string, at: number, name: string): number {
  const literal = new RegExp(`#[ \\t]*define[ \\t]+${name}[ \\t]+("[^"\\n]*")[ \\t]*$`, "m").exec(text);
  if (literal !== null) return literal[1].length - 2;
  const declared = new RegExp(
    `(?:(.)\\s*(?:\\bconst\\s+)?\\bchar\\b([^;(){}=]*?[\\s,*])|\\*\\s*)${name}\\b\\s*(?:\\[\\s*(\\w+)\\s*\\](?!\\s*\\[)|[=,;)])`,
    "gs",
  );
  const last = [...text.slice(0, at).matchAll(declared)].at(-1);
  const [, before, between, size] = last ?? [];
  // A pointer, or a parameter, which is one too.
  if (size === undefined || before === "(" || before === "," || /\*\s*$/.test(between ?? "*"))
    return Infinity;
  const length = numberOf(text, size) - 1;
  return length >= 0 ? length : Infinity;
}

function numberOf(text: string, word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const macro = new RegExp(`#[ \\t]*define[ \\t]+${word}[ \\t]+\\(?(\\d+)\\)?[ \\t]*$`, "m").exec(text);
  return macro === null ? Number.NaN : Number(macro[1]);
}

function isFixedArgument(argument: string): boolean {
  if (!/["'?]/.test(argument) && COMPARISON.test(argument.replaceAll("->", "."))) return true;
  return argument.split(/[?:]/).every(isFixedOrCondition);
}

/** Of `is_alarm ? "alarm" : "note"` the condition comes first, and says nothing of the text. */
function isFixedOrCondition(part: string, i: number, parts: readonly string[]): boolean {
  return (i === 0 && parts.length === 3) || FIXED.test(part.trim());
}

/** Whether a type stands before the name at a place. */
export function isDeclaration(text: string, at: number): boolean {
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
