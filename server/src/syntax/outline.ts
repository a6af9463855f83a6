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

/** Names of the member functions that a class has bodies of, qualified: `n::A::f`, `n::A::~A`; each once. */
export function membersOf(unit: Unit): readonly string[] {
  const { text } = unit;
  const open = text.indexOf("{");
  const owner = open === -1 ? "" : classBefore(text, open);
  if (owner === "") return NONE;
  const prefix = [...unit.namespaces, owner].join("::");
  const members = new Set<string>();
  let name = "";
  let word = "";
  let isDestructor = false;
  let depth = 0;
  for (let i = open + 1; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32) continue;
    if (isWordUnit(c)) {
      const start = i;
      while (i + 1 < text.length && isWordUnit(text.charCodeAt(i + 1))) i++;
      word = text.substring(start, i + 1);
      isDestructor = text.charCodeAt(start - 1) === TILDE;
      if (word !== "operator" || depth > 0) continue;
      const end = endOfOperator(text, i + 1);
      if (end === -1) continue;
      word = operatorName(text, i + 1, end);
      i = end - 1;
      continue;
    }
    if (c === QUOTE || c === APOSTROPHE) i = endOfLiteral(text, i, c);
    else if (c === PAREN_OPEN) {
      // The first parenthesis of a member is that of its parameters.
      if (depth === 0 && name === "" && word !== "") name = isDestructor ? `~${word}` : word;
      depth++;
    } else if (c === PAREN_CLOSE) depth--;
    else if (c === SEMICOLON) name = "";
    else if (c === COLON && name === "") word = "";
    else if (c === BRACE_OPEN && depth === 0) {
      if (name !== "" && !NO_CALLS.has(name)) members.add(`${prefix}::${name}`);
      i = endOfBraces(text, i);
      name = "";
    } else if (c === BRACE_CLOSE && depth === 0) break;
    word = "";
  }
  return [...members];
}

const NONE: readonly string[] = [];

/** The class whose body begins at `open`; "" for a template or what is no class. */
function classBefore(text: string, open: number): string {
  let key = "";
  let name = "";
  for (let i = 0; i < open; i++) {
    const c = text.charCodeAt(i);
    if (c === COLON && text.charCodeAt(i + 1) !== COLON && text.charCodeAt(i - 1) !== COLON) break;
    if (!isWordUnit(c)) continue;
    const start = i;
    while (isWordUnit(text.charCodeAt(i + 1))) i++;
    const word = text.substring(start, i + 1);
    if (word === "template" || word === "enum" || word === "union") return "";
    if (word === "class" || word === "struct") key = word;
    else if (key !== "" && word !== "final")
      name = text.charCodeAt(start - 1) === COLON ? `${name}::${word}` : word;
  }
  return name;
}

/** The brace that ends what begins at `open`. */
function endOfBraces(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === QUOTE || c === APOSTROPHE) i = endOfLiteral(text, i, c);
    else if (c === BRACE_OPEN) depth++;
    else if (c === BRACE_CLOSE && --depth === 0) return i;
  }
  return text.length;
}

/**
 * Where the name of an operator ends whose symbol, or whose type if it converts, begins at `at`: before the parenthesis
 * of its parameters. -1 for `operator new` and its kin, which are called by other names, and for literals.
 */
function endOfOperator(text: string, at: number): number {
  let i = skipBlanks(text, at);
  const start = i;
  if (text.charCodeAt(i) === PAREN_OPEN) {
    const close = skipBlanks(text, i + 1);
    return text.charCodeAt(close) === PAREN_CLOSE ? close + 1 : -1;
  }
  if (isWordUnit(text.charCodeAt(i))) {
    while (isWordUnit(text.charCodeAt(i))) i++;
    return NO_CALLS.has(text.substring(start, i)) || text.charCodeAt(skipBlanks(text, i)) !== PAREN_OPEN
      ? -1
      : i;
  }
  while (i < text.length && OPERATOR_UNITS.includes(text[i])) i++;
  return i > start && text.charCodeAt(skipBlanks(text, i)) === PAREN_OPEN ? i : -1;
}

/** As `nameOf` spells it: `operator[]`, `operator bool`. */
function operatorName(text: string, at: number, end: number): string {
  const rest = text.substring(at, end).replace(/\s+/g, "");
  return isWordUnit(rest.charCodeAt(0)) ? `operator ${rest}` : `operator${rest}`;
}

const OPERATOR_UNITS = "+-*/%^&|~!=<>,[]";

/** Whether a function is called by operator syntax, which says nothing of its name. */
export function isOperatorName(name: string): boolean {
  return name.startsWith("operator") && !isWordUnit(name.charCodeAt(8));
}

function skipBlanks(text: string, at: number): number {
  let i = at;
  while (text.charCodeAt(i) <= 32) i++;
  return i;
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
const ANGLE_OPEN = 60;
const ANGLE_CLOSE = 62;
const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;
const COLON = 58;
const TILDE = 126;
const SEMICOLON = 59;
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
  let wordEnd = 0;
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
      wordEnd = i + 1;
      word = c >= 48 && c <= 57 ? "" : text.substring(wordStart, wordEnd);
      if (isDeclared) declared.add(word);
      previous = 0;
      if (head && word === "static") isStatic = true;
      if (head && depth === 0 && word === "operator" && defines === "") {
        const end = endOfOperator(text, i + 1);
        if (end === -1) continue;
        const before = qualifiedBefore(text, wordStart, wordStart);
        defines = before + operatorName(text, i + 1, end);
        i = end - 1;
        word = "";
      }
      continue;
    }
    switch (c) {
      case QUOTE:
      case APOSTROPHE:
        i = endOfLiteral(text, i, c);
        break;
      case PAREN_OPEN:
        if (head && depth === 0) {
          // `int (name)(void)`: parentheses keep a macro of that name away.
          const end = endOfNameInside(text, i);
          if (end !== -1) {
            defines = qualifiedBefore(text, i + 1, end).trim();
            i = text.indexOf(")", end);
            break;
          }
        }
        if (word !== "" && !NO_CALLS.has(word)) {
          if (!head) calls.add(word);
          else if (depth === 0) defines = qualifiedBefore(text, wordStart, wordEnd);
        }
        depth++;
        break;
      case PAREN_CLOSE:
        depth--;
        break;
      case ANGLE_OPEN: {
        // The specialisation of a template goes by the template's name.
        const end = head && depth === 0 && word !== "" && word !== "template" ? endOfArguments(text, i) : -1;
        if (end === -1) break;
        i = end;
        continue;
      }
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
  return text.substring(start, end);
}

/** Where the name ends that alone stands in the parentheses at `open`, with parameters behind them; -1 if none does. */
function endOfNameInside(text: string, open: number): number {
  let i = open + 1;
  while (text.charCodeAt(i) <= 32) i++;
  const start = i;
  while (isWordUnit(text.charCodeAt(i))) i++;
  const end = i;
  i = skipBlanks(text, i);
  if (end === start || text.charCodeAt(i) !== PAREN_CLOSE) return -1;
  i = skipBlanks(text, i + 1);
  return text.charCodeAt(i) === PAREN_OPEN ? end : -1;
}

/** Where the template arguments that open at `at` close, if a parameter list follows; -1 if none does. */
function endOfArguments(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === ANGLE_OPEN) depth++;
    else if (c === ANGLE_CLOSE) depth--;
    else if (c === PAREN_OPEN || c === BRACE_OPEN) return -1;
    if (depth > 0) continue;
    return text.charCodeAt(skipBlanks(text, i + 1)) === PAREN_OPEN ? i : -1;
  }
  return -1;
}
