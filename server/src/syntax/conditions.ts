/**
 * Conditions of `#if`, in three-valued logic: what literals, the file's own `#define`s and the language decide is
 * true or false, the rest is unknown until it is assumed. An assumption is remembered by name, or by text for what is
 * no name, so that the same condition has the same truth throughout the file.
 */

import { detached } from "../text/detached";
import { lex, Tok, type Tokens } from "./lexer";
import { ASSUMED_UNDEFINED } from "./masking/dialect";
import { Word } from "./names";
import type { Directive, Macro } from "./source";
import { isPunct, PAREN_CLOSE, PAREN_OPEN } from "./structure";
import type { Language } from "./tree";

/** A parsed condition. `text` is the key under which a value that is no plain name is remembered. */
type Expression =
  | { readonly op: "number"; readonly value: number }
  | { readonly op: "name" | "defined" | "other"; readonly text: string }
  | { readonly op: "not" | "negate" | "complement"; readonly a: Expression; readonly text: string }
  | {
      readonly op: "binary";
      readonly sign: string;
      readonly a: Expression;
      readonly b: Expression;
      readonly text: string;
    };

interface Facts {
  /** Whether a name is defined; unknown when absent. */
  readonly defined: Map<string, boolean>;
  /** The value of a name or of a condition's text; unknown when absent. */
  readonly values: Map<string, number>;
}

/** What is known while a file is read from top to bottom. */
export interface Knowledge extends Facts {
  /** What of it was only assumed. */
  readonly assumed: Facts;
  /** Names that speak of another system are taken as not defined. */
  readonly assumesSystem: boolean;
  /** The only definition of a macro in the file's headers. */
  readonly header: (name: string) => Macro | undefined;
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "|": 3,
  "^": 4,
  "&": 5,
  "==": 6,
  "!=": 6,
  "<": 7,
  ">": 7,
  "<=": 7,
  ">=": 7,
  "<<": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "%": 10,
};

/** Conditions nested deeper than this are one unknown. */
const MAX_DEPTH = 60;

export function createKnowledge(
  language: Language,
  header: (name: string) => Macro | undefined = () => undefined,
): Knowledge {
  const defined = new Map<string, boolean>();
  const values = new Map<string, number>();
  for (const name of ASSUMED_UNDEFINED) defined.set(name, false);
  defined.set("__cplusplus", language === "cpp");
  if (language === "cpp") values.set("__cplusplus", 201703);
  defined.set("__STDC__", true);
  values.set("__STDC__", 1);
  const assumed = { defined: new Map<string, boolean>(), values: new Map<string, number>() };
  return { defined, values, assumed, assumesSystem: true, header };
}

/** Takes note of a live `#define`. */
export function noteDefine(known: Knowledge, macro: Macro): void {
  known.defined.set(macro.name, true);
  const value = macro.params === null ? numberOf(macro.body) : undefined;
  if (value === undefined) known.values.delete(macro.name);
  else known.values.set(macro.name, value);
}

/** Takes note of a live `#undef`. */
export function noteUndef(known: Knowledge, name: string): void {
  known.defined.set(name, false);
  known.values.delete(name);
}

/** The value of an integer literal with its suffixes, bare or in parentheses. */
function numberOf(text: string): number | undefined {
  let from = 0;
  let to = text.length;
  while (text.charCodeAt(from) === PAREN_OPEN && text.charCodeAt(to - 1) === PAREN_CLOSE) {
    from++;
    to--;
  }
  const literal = text
    .substring(from, to)
    .replaceAll("'", "")
    .replace(/[uUlLzZ]+$/, "");
  if (!/^(0[xX][0-9a-fA-F]+|0[bB][01]+|[0-9]+)$/.test(literal)) return undefined;
  return /^0[0-7]+$/.test(literal) ? Number.parseInt(literal, 8) : Number(literal);
}

function textOf(tokens: Tokens, t: number): string {
  return tokens.text.substring(tokens.start[t], tokens.end[t]);
}

/** Parsed conditions by their text; all go when there are more than `MAX_PARSED`. */
const parsed = new Map<string, Expression>();
const MAX_PARSED = 4096;

function expressionOfText(condition: string): Expression {
  let expression = parsed.get(condition);
  if (expression === undefined) {
    if (parsed.size >= MAX_PARSED) parsed.clear();
    expression = parse(detached(condition));
    parsed.set(detached(condition), expression);
  }
  return expression;
}

/** A condition's tokens read by precedence climbing; anything odd makes the whole one unknown of its text. */
function parse(condition: string): Expression {
  const tokens = lex(condition, undefined, 0, condition.length, false);
  const other: Expression = { op: "other", text: condition };
  let t = 0;
  let depth = 0;

  function unary(): Expression | undefined {
    if (t >= tokens.count || ++depth > MAX_DEPTH) return undefined;
    const first = t;
    const text = textOf(tokens, t++);
    let result: Expression | undefined;
    if (text === "!" || text === "-" || text === "~" || text === "+") {
      const a = unary();
      if (a === undefined) return undefined;
      if (text === "+") result = a;
      else {
        const op = text === "!" ? "not" : text === "-" ? "negate" : "complement";
        result = { op, a, text: sourceFrom(first) };
      }
    } else if (text === "(") {
      result = binary(1);
      if (t >= tokens.count || !isPunct(tokens, t, PAREN_CLOSE)) return undefined;
      t++;
    } else if (tokens.kind[first] === Tok.Number) {
      const value = numberOf(text);
      result = value === undefined ? { op: "other", text } : { op: "number", value };
    } else if (tokens.kind[first] === Tok.Word) {
      result = tokens.code[first] === Word.Defined ? definedOperand() : nameOrCall(first, text);
    } else if (tokens.kind[first] === Tok.Char) result = { op: "other", text };
    depth--;
    return result;
  }

  function definedOperand(): Expression | undefined {
    const open = t < tokens.count && isPunct(tokens, t, PAREN_OPEN);
    if (open) t++;
    if (t >= tokens.count || tokens.kind[t] !== Tok.Word) return undefined;
    const text = textOf(tokens, t++);
    if (open) {
      if (t >= tokens.count || !isPunct(tokens, t, PAREN_CLOSE)) return undefined;
      t++;
    }
    return { op: "defined", text };
  }

  function nameOrCall(first: number, text: string): Expression | undefined {
    if (t >= tokens.count || !isPunct(tokens, t, PAREN_OPEN)) return { op: "name", text };
    let open = 0;
    for (; t < tokens.count; t++) {
      if (isPunct(tokens, t, PAREN_OPEN)) open++;
      else if (isPunct(tokens, t, PAREN_CLOSE) && --open === 0) break;
    }
    if (t >= tokens.count) return undefined;
    t++;
    return { op: "other", text: sourceFrom(first) };
  }

  function binary(least: number): Expression | undefined {
    if (++depth > MAX_DEPTH) return undefined;
    const first = t;
    let a = unary();
    while (a !== undefined && t < tokens.count) {
      const sign = textOf(tokens, t);
      const level = PRECEDENCE[sign];
      if (level === undefined || level < least) break;
      t++;
      const b = binary(level + 1);
      a = b && { op: "binary", sign, a, b, text: sourceFrom(first) };
    }
    depth--;
    return a;
  }

  function sourceFrom(first: number): string {
    return condition.substring(tokens.start[first], tokens.end[t - 1]);
  }

  const result = binary(1);
  return result === undefined || t < tokens.count ? other : result;
}

/** The value as far as known; every non-zero number is true. */
function evaluate(known: Knowledge, e: Expression): number | undefined {
  switch (e.op) {
    case "number":
      return e.value;
    case "defined": {
      const is = isDefined(known, e.text);
      return is === undefined ? undefined : Number(is);
    }
    case "name":
      if (isDefined(known, e.text) === false) return 0;
      return known.values.get(e.text) ?? headerValue(known, e.text);
    case "other":
      return known.values.get(e.text);
    case "not": {
      const a = evaluate(known, e.a);
      return a === undefined ? undefined : Number(a === 0);
    }
    case "negate":
    case "complement": {
      const a = evaluate(known, e.a);
      return a === undefined ? undefined : e.op === "negate" ? -a : ~a;
    }
    case "binary":
      return evaluateBinary(known, e) ?? known.values.get(e.text);
  }
}

/** Whether a name is defined, as far as known. Those of a project that speak of a system are so there alone. */
function isDefined(known: Knowledge, name: string): boolean | undefined {
  const is = known.defined.get(name) ?? (TOOLS.test(name) ? false : undefined);
  if (is !== undefined || !known.assumesSystem || !ELSEWHERE.test(name)) return is;
  if (known.defined.get("_WIN32") === true) return undefined;
  return known.header(name) === undefined ? false : undefined;
}

/** `ZMQ_HAVE_WINDOWS`, `__WIN32__`, `TARGET_DARWIN`: what a project calls systems that are not assumed. */
const ELSEWHERE =
  /(?:^|_)(?:WINDOWS|WIN32|WIN64|CYGWIN|MINGW|MINGW32|DARWIN|MACOS|MACOSX|OSX|APPLE|SOLARIS|SUNOS|AIX|HPUX|IRIX|OPENVMS|VXWORKS|HAIKU|BEOS|OS400|OS390|FREEBSD|OPENBSD|NETBSD|DRAGONFLY|DRAGONFLYBSD)(?:_|$)/i;

/** What is defined for who reads the code, and never where it is compiled. */
const TOOLS =
  /DOXYGEN|^(?:SWIG|__COVERITY__|__clang_analyzer__|__cppcheck__|CPPCHECK|S_SPLINT_S|Q_MOC_RUN|__INTELLISENSE__|__JETBRAINS_IDE__|__CDT_PARSER__)$/;

/** The value of a number that the headers define once, unless the file says otherwise. */
function headerValue(known: Knowledge, name: string): number | undefined {
  if (known.defined.has(name)) return undefined;
  const macro = known.header(name);
  return macro !== undefined && macro.params === null ? numberOf(macro.body) : undefined;
}

function evaluateBinary(known: Knowledge, e: Expression & { op: "binary" }): number | undefined {
  const a = evaluate(known, e.a);
  const b = evaluate(known, e.b);
  if (e.sign === "&&") {
    if (a === 0 || b === 0) return 0;
    return a !== undefined && b !== undefined ? 1 : undefined;
  }
  if (e.sign === "||") {
    if (a || b) return 1;
    return a === 0 && b === 0 ? 0 : undefined;
  }
  if (a === undefined || b === undefined) return undefined;
  switch (e.sign) {
    case "==":
      return Number(a === b);
    case "!=":
      return Number(a !== b);
    case "<":
      return Number(a < b);
    case ">":
      return Number(a > b);
    case "<=":
      return Number(a <= b);
    case ">=":
      return Number(a >= b);
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? undefined : Math.trunc(a / b);
    case "%":
      return b === 0 ? undefined : a % b;
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
    case "<<":
      return b >= 0 && b < 31 ? a << b : undefined;
    default:
      return undefined;
  }
}

function assumeDefined(known: Knowledge, name: string, truth: boolean): void {
  known.defined.set(name, truth);
  known.assumed.defined.set(name, truth);
}

function assumeValue(known: Knowledge, text: string, truth: boolean): void {
  known.values.set(text, Number(truth));
  known.assumed.values.set(text, Number(truth));
}

/** Makes an unknown condition true or false by assuming as little as its form allows. */
function assume(known: Knowledge, e: Expression, truth: boolean): void {
  if (evaluate(known, e) !== undefined) return;
  switch (e.op) {
    case "defined":
      assumeDefined(known, e.text, truth);
      return;
    case "name":
      if (truth) assumeDefined(known, e.text, true);
      assumeValue(known, e.text, truth);
      return;
    case "not":
      assume(known, e.a, !truth);
      return;
    case "binary":
      if (e.sign === "&&" || e.sign === "||") {
        assume(known, e.a, truth);
        // A conjunction needs both sides true, a disjunction both sides false; else the first side decides.
        if (truth === (e.sign === "&&")) assume(known, e.b, truth);
        if (evaluate(known, e) !== undefined) return;
      }
      assumeValue(known, e.text, truth);
      return;
    case "number":
      return;
    default:
      assumeValue(known, e.text, truth);
  }
}

type Conditional = Directive & { kind: "if" | "ifdef" | "ifndef" | "elif" | "else" | "endif" };

function expressionOf(directive: Conditional): Expression {
  switch (directive.kind) {
    case "ifdef":
      return { op: "defined", text: directive.condition };
    case "ifndef":
      return {
        op: "not",
        a: { op: "defined", text: directive.condition },
        text: directive.condition,
      };
    case "else":
    case "endif":
      return { op: "number", value: 1 };
    default:
      return expressionOfText(directive.condition);
  }
}

/** Whether the directive's condition is known to be true or false; undefined when nothing decides it. */
export function truthOf(known: Knowledge, directive: Conditional): boolean | undefined {
  const value = evaluate(known, expressionOf(directive));
  return value === undefined ? undefined : value !== 0;
}

/** Whether what was assumed, and nothing else, makes the directive's condition false. */
export function isAssumedFalse(known: Knowledge, directive: Conditional): boolean {
  return truthOf({ ...known, ...known.assumed }, directive) === false;
}

/** Remembers that the directive's condition holds, or does not. */
export function assumeTruth(known: Knowledge, directive: Conditional, truth: boolean): void {
  assume(known, expressionOf(directive), truth);
}

export type { Conditional };
