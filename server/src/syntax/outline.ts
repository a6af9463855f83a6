/**
 * What a unit defines and calls, by name, told from its masked text alone: enough to know where a function's body may be
 * found and which functions may call each other in circles, for a fraction of the cost of parsing.
 */
import { isWordUnit } from "../text/words";
import type { Unit } from "./source";

export interface Outline {
  /** The function that the unit defines, qualified as written after its namespaces (`n::A::f`); "" for none. */
  readonly defines: string;
  /** Whether the definition is invisible to other files. */
  readonly isStatic: boolean;
  /** Last parts of the names that stand before `(` in it, or are mentioned as a value, each once. */
  readonly calls: readonly string[];
}

/** Words before `(` that call nothing. */
const NO_CALLS = new Set(
  (
    "if while for switch return sizeof alignof _Alignof typeof __typeof__ decltype noexcept throw catch alignas " +
    "__attribute__ __declspec static_assert _Static_assert requires defined asm __asm__ _Generic operator new delete"
  ).split(" "),
);

const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;
const COLON = 58;
const TILDE = 126;
const STAR = 42;

export function outlineOf(unit: Unit): Outline {
  const { text } = unit;
  const calls = new Set<string>();
  const handedOn = new Set<string>();
  const declared = new Set<string>();
  let defines = "";
  let isStatic = false;
  let head = unit.kind === "function";
  let depth = 0;
  let word = "";
  let wordStart = 0;
  /** The punctuation before; 0 for a word. */
  let previous = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32) continue;
    if (isWordUnit(c)) {
      // `char *name`, `size_t name`: a variable of that name hides the function.
      const isDeclared = previous === STAR || (previous === 0 && word !== "" && word !== "return");
      wordStart = i;
      while (i + 1 < text.length && isWordUnit(text.charCodeAt(i + 1))) i++;
      word = c >= 48 && c <= 57 ? "" : text.substring(wordStart, i + 1);
      if (isDeclared) declared.add(word);
      previous = 0;
      if (head && word === "static") isStatic = true;
      continue;
    }
    switch (c) {
      case QUOTE:
      case APOSTROPHE:
        i = endOfLiteral(text, i, c);
        break;
      case PAREN_OPEN:
        if (word !== "" && !NO_CALLS.has(word)) {
          if (!head) calls.add(word);
          else if (depth === 0) defines = qualifiedBefore(text, wordStart, i);
        }
        depth++;
        break;
      case PAREN_CLOSE:
        depth--;
        break;
      case COLON:
        if (text.charCodeAt(i + 1) === COLON) i++;
        // The initialisers of a constructor are calls already.
        else if (depth === 0) head = false;
        break;
      case BRACE_OPEN:
      case BRACE_CLOSE:
        head = false;
        break;
      default:
        break;
    }
    // A name that is no call may be handed on, and called from there.
    if (!head && word !== "" && c !== PAREN_OPEN && isHandedOn(c)) handedOn.add(word);
    word = "";
    previous = c;
  }
  for (const name of handedOn) if (!declared.has(name)) calls.add(name);
  return {
    defines: defines === "" ? "" : [...unit.namespaces, defines].join("::"),
    isStatic,
    calls: [...calls],
  };
}

/** Whether what follows a name leaves it as a value: `,`, `)`, `;` or `}`. */
function isHandedOn(c: number): boolean {
  return c === 44 || c === PAREN_CLOSE || c === 59 || c === BRACE_CLOSE;
}

function endOfLiteral(text: string, at: number, quote: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === quote || c === 10) return i;
  }
  return text.length;
}

/** The name that ends before the parenthesis at `end`, with the classes before it: `A::f`, `A::~A`. */
function qualifiedBefore(text: string, wordStart: number, end: number): string {
  let start = wordStart;
  if (text.charCodeAt(start - 1) === TILDE) start--;
  while (text.charCodeAt(start - 1) === COLON && text.charCodeAt(start - 2) === COLON) {
    let i = start - 3;
    if (i < 0 || !isWordUnit(text.charCodeAt(i))) break;
    while (i > 0 && isWordUnit(text.charCodeAt(i - 1))) i--;
    start = i;
  }
  return text.substring(start, end).trim();
}
