/** Whether the calls of a function in a text ask if it found anything, told from the text alone. */
import { isWordUnit } from "../text/words";
import { isDeclaration } from "./call-arguments";

/** How many calls ask about the pointer that they get, and how many use it without. */
export interface CheckedCalls {
  readonly asked: number;
  readonly used: number;
}

/** The variable or member that a call's result goes to, right before the call. */
const TARGET = /([A-Za-z_]\w*(?:\s*(?:\.|->)\s*\w+|\[\w*\])*)\s*=\s*(?:\([\w\s:*&<>]*\)\s*)?$/;
/** A condition that begins right before the call: of the call itself, or of what its result goes to. */
const CONDITION = /(?:!\s*|\bif\s*\(\s*|(?:&&|\|\|)\s*|\bassert\w*\s*\(\s*|[=!]=\s*)$/i;
/** What compares, or joins conditions, right behind. */
const COMPARED = /^\s*(?:[=!]=|&&|\|\||\?)/;
const ROUND = /\b(?:while|for)\s*\([^{};]*$|\bfor\s*\([^{}]*$/;
const USED = /^\s*(?:->|\[)/;
/** So much of the text behind a call is looked at. */
const REACH = 400;

/** Counts the calls of `name` in a text without comments. */
export function checkedCalls(text: string, name: string): CheckedCalls {
  let asked = 0;
  let used = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    let open = at + name.length;
    if (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(open))) continue;
    while (text.charCodeAt(open) <= 32) open++;
    if (text[open] !== "(" || isDeclaration(text, at)) continue;
    const verdict = verdictOn(text, at, endOf(text, open));
    if (verdict === "asked") asked++;
    else if (verdict === "used") used++;
  }
  return { asked, used };
}

function verdictOn(text: string, start: number, end: number): "asked" | "used" | "" {
  const before = text.slice(Math.max(0, start - 120), start);
  const behind = text.slice(end, end + REACH);
  // Whoever walks over all that there is asks for the end, not for a fault.
  if (ROUND.test(before)) return "";
  const target = TARGET.exec(before);
  if (target === null) {
    if (USED.test(behind)) return "used";
    return CONDITION.test(before) || COMPARED.test(behind) ? "asked" : "";
  }
  // `if ((p = find()) == NULL)`, `if (auto *p = find())`
  if (/\(\s*(?:[\w:]+[\s*&]+)*$/.test(before.slice(0, target.index)) && /^\s*\)/.test(behind)) return "asked";
  return firstUse(behind, target[1].replace(/\s/g, ""));
}

/** What is done first with a variable in the text behind. */
function firstUse(text: string, name: string): "asked" | "used" | "" {
  const body = text.indexOf("\n}");
  const rest = (body === -1 ? text : text.slice(0, body)).replace(/\s*(->|\.)\s*/g, "$1");
  for (let at = rest.indexOf(name); at !== -1; at = rest.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (isWordUnit(rest.charCodeAt(at - 1)) || isWordUnit(rest.charCodeAt(end))) continue;
    const before = rest.slice(0, at);
    const behind = rest.slice(end);
    if (CONDITION.test(before) || COMPARED.test(behind))
      return /^\s*(?:->|\[)/.test(behind) ? "used" : "asked";
    return USED.test(behind) || /[^\w\s)]\s*\*\s*$/.test(before) ? "used" : "";
  }
  return "";
}

/** Behind the parenthesis that closes the one at `open`. */
function endOf(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    if (c === '"' || c === "'") {
      for (i++; i < text.length && text[i] !== c; i++) if (text[i] === "\\") i++;
    } else if (c === "(") depth++;
    else if (c === ")" && --depth === 0) return i + 1;
  }
  return text.length;
}
