/**
 * Global variables with the number they start with, and whether a text may change one, both told from text alone:
 * enough to know that a switch of the program is never turned, for a fraction of the cost of parsing.
 */
import { isWordUnit } from "../text/words";
import type { Unit } from "./source";
import type { Language } from "./tree";

/** A definition such as `const int limit = 4;`. */
export interface InitialisedVariable {
  readonly name: string;
  readonly value: number;
  readonly isConst: boolean;
  readonly isStatic: boolean;
}

const ASSIGN = 61;
const SEMICOLON = 59;
const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const COMMA = 44;
const AMPERSAND = 38;
const PLUS = 43;
const MINUS = 45;
const GREATER = 62;
/** `+ - * / % & | ^ < >` before `=`. */
const OPERATORS = new Set([43, 45, 42, 47, 37, 38, 124, 94, 60, 62]);
/** Words whose parentheses ask for a value. */
const QUESTIONS = new Set(["if", "while", "switch", "return", "for"]);

/** The variable that a unit defines with a plain number; undefined if it does anything else. */
export function initialisedVariable(unit: Unit): InitialisedVariable | undefined {
  if (unit.kind !== "other" || unit.namespaces.length > 0) return undefined;
  const { text } = unit;
  const at = text.indexOf("=");
  if (at === -1) return undefined;
  let words = 0;
  let isConst = false;
  let isStatic = false;
  let name = "";
  for (let i = 0; i < at; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32) continue;
    if (!isWordUnit(c)) return undefined;
    const start = i;
    while (i + 1 < at && isWordUnit(text.charCodeAt(i + 1))) i++;
    name = text.substring(start, i + 1);
    isConst ||= name === "const" || name === "constexpr";
    isStatic ||= name === "static";
    words++;
  }
  const end = text.indexOf(";", at);
  const digits = text.substring(at + 1, end).trim();
  const value = Number(digits);
  if (words < 2 || end === -1 || digits === "" || !Number.isInteger(value)) return undefined;
  // What C takes for octal, the conversion above takes for decimal.
  if (digits.length > 1 && digits.charCodeAt(0) === 48) return undefined;
  return { name, value, isConst, isStatic };
}

/** How often the text may give the variable a value, the initialiser of a definition among them. */
export function assignmentsOf(text: string, name: string, language: Language): number {
  let count = 0;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    const end = at + name.length;
    if (isWordUnit(text.charCodeAt(at - 1)) || isWordUnit(text.charCodeAt(end))) continue;
    if (isAssigned(text, at, end, language)) count++;
  }
  return count;
}

function isAssigned(text: string, at: number, end: number, language: Language): boolean {
  let next = end;
  while (text.charCodeAt(next) <= 32) next++;
  const c = text.charCodeAt(next);
  const after = text.charCodeAt(next + 1);
  if (c === ASSIGN) return after !== ASSIGN;
  if ((c === PLUS || c === MINUS) && after === c) return true;
  if (OPERATORS.has(c) && (after === ASSIGN || (after === c && text.charCodeAt(next + 2) === ASSIGN)))
    // `a < b` with `<=` or `>=` asks.
    return !((c === 60 || c === GREATER) && after === ASSIGN);
  let before = at - 1;
  while (before >= 0 && text.charCodeAt(before) <= 32) before--;
  const b = text.charCodeAt(before);
  if (b === AMPERSAND) return text.charCodeAt(before - 1) !== AMPERSAND;
  if ((b === PLUS || b === MINUS) && text.charCodeAt(before - 1) === b) return true;
  if (language === "c") return false;
  // `std::cin >> name`, and arguments that may be references.
  if (b === GREATER) return text.charCodeAt(before - 1) === GREATER;
  if (c !== COMMA && c !== PAREN_CLOSE && !(c === SEMICOLON && b === ASSIGN)) return false;
  return b === COMMA || (b === PAREN_OPEN && !QUESTIONS.has(wordBefore(text, before))) || b === ASSIGN;
}

function wordBefore(text: string, at: number): string {
  let end = at;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  let start = end;
  while (start > 0 && isWordUnit(text.charCodeAt(start - 1))) start--;
  return text.substring(start, end);
}
