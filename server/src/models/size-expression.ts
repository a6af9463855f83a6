/**
 * Parses the sizes that models state: `n`, `size * count`, `(end - start) / sizeof(*start)`, `strlen(src) + 1`, `min(n, 16)`, `sizeof(*record)`.
 * Only what `SizeExpression` can hold is accepted.
 */
import type { SizeExpression } from "./model";

/** What is wrong, at an offset of the expression's text (UTF-16 code units). */
export interface SizeError {
  readonly error: string;
  readonly offset: number;
}

/** Parentheses deeper than this are refused, so that the descent cannot exhaust the stack. */
const MAX_DEPTH = 50;
const TOKEN = /\s*(?:(\d+)|([A-Za-z_]\w*)|([-+*/(),]))/y;

interface Scanner {
  readonly text: string;
  /** Index of a parameter by its name, or -1. */
  readonly paramOf: (name: string) => number;
  /** The current token, empty at the end; it stands at `start`, and the next one is looked for from `next` on. */
  token: string;
  start: number;
  next: number;
  depth: number;
  /** The first thing found wrong. */
  error: SizeError | null;
}

const NOTHING: SizeExpression = { kind: "constant", value: 0 };

/** `paramOf` answers a parameter's index, or -1 for names that are none. */
export function parseSize(text: string, paramOf: (name: string) => number): SizeExpression | SizeError {
  const scanner: Scanner = { text, paramOf, token: "", start: 0, next: 0, depth: 0, error: null };
  advance(scanner);
  const expression = parseSum(scanner);
  if (scanner.token !== "") fail(scanner, `unexpected "${scanner.token}"`, scanner.start);
  return scanner.error ?? expression;
}

/** Notes the first error and goes to the end of the text, where every parsing function returns by itself. */
function fail(scanner: Scanner, error: string, offset: number): SizeExpression {
  scanner.error ??= { error, offset };
  scanner.token = "";
  scanner.start = scanner.next = scanner.text.length;
  return NOTHING;
}

function advance(scanner: Scanner): void {
  TOKEN.lastIndex = scanner.next;
  const match = TOKEN.exec(scanner.text);
  if (match === null) {
    const rest = scanner.text.slice(scanner.next).trim();
    if (rest !== "") fail(scanner, `"${rest}" is not part of a size`, scanner.next);
    scanner.token = "";
    scanner.start = scanner.text.length;
    return;
  }
  scanner.token = match[1] ?? match[2] ?? match[3];
  scanner.next = TOKEN.lastIndex;
  scanner.start = scanner.next - scanner.token.length;
}

function expect(scanner: Scanner, token: string): void {
  if (scanner.token === token) advance(scanner);
  else {
    const before = scanner.token === "" ? "" : ` before "${scanner.token}"`;
    fail(scanner, `expected "${token}"${before}`, scanner.start);
  }
}

function parseSum(scanner: Scanner): SizeExpression {
  let left = parseProduct(scanner);
  while (scanner.token === "+" || scanner.token === "-") {
    const kind = scanner.token === "+" ? "add" : "subtract";
    advance(scanner);
    left = { kind, left, right: parseProduct(scanner) };
  }
  return left;
}

function parseProduct(scanner: Scanner): SizeExpression {
  let left = parsePrimary(scanner);
  while (scanner.token === "*" || scanner.token === "/") {
    const kind = scanner.token === "*" ? "multiply" : "divide";
    advance(scanner);
    left = { kind, left, right: parsePrimary(scanner) };
  }
  return left;
}

function parsePrimary(scanner: Scanner): SizeExpression {
  if (scanner.depth >= MAX_DEPTH) return fail(scanner, "nested too deeply", scanner.start);
  const token = scanner.token;
  if (/^\d/.test(token)) {
    advance(scanner);
    return { kind: "constant", value: Number(token) };
  }
  if (token === "-" && /^\s*\d/.test(scanner.text.slice(scanner.next))) {
    advance(scanner);
    const value = -Number(scanner.token);
    advance(scanner);
    return { kind: "constant", value };
  }
  if (token === "(") {
    advance(scanner);
    scanner.depth++;
    const inner = parseSum(scanner);
    scanner.depth--;
    expect(scanner, ")");
    return inner;
  }
  if (!/^[A-Za-z_]/.test(token)) {
    return fail(scanner, token === "" ? "a size is missing" : `unexpected "${token}"`, scanner.start);
  }
  const nameStart = scanner.start;
  advance(scanner);
  if (scanner.token === "(" && (token === "strlen" || token === "sizeof" || token === "min")) {
    return parseCall(scanner, token);
  }
  return { kind: "param", index: paramIndex(scanner, token, nameStart) };
}

/** Behind `strlen`, `sizeof` or `min`, at the parenthesis. */
function parseCall(scanner: Scanner, name: "strlen" | "sizeof" | "min"): SizeExpression {
  expect(scanner, "(");
  if (name === "min") {
    scanner.depth++;
    const left = parseSum(scanner);
    expect(scanner, ",");
    const right = parseSum(scanner);
    scanner.depth--;
    expect(scanner, ")");
    return { kind: "min", left, right };
  }
  if (name === "sizeof") expect(scanner, "*");
  const index = paramIndex(scanner, scanner.token, scanner.start);
  advance(scanner);
  expect(scanner, ")");
  return { kind: name === "sizeof" ? "pointee" : "strlen", index };
}

function paramIndex(scanner: Scanner, name: string, start: number): number {
  const index = scanner.paramOf(name);
  if (index < 0) fail(scanner, `"${name}" is not a parameter`, start);
  return index;
}
