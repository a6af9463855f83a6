/**
 * Rewrites of a source that keep its meaning, each with the way that positions move, for tests that say: the same
 * program gives the same findings. A random number generator chooses where, so that a seed repeats a failure.
 */
import type { TextEdit } from "../../server/src/findings";
import { functionsOf, type Token, tokenise } from "./tokens";

/** Numbers from 0 inclusive to 1 exclusive. */
export type Random = () => number;

export interface Rewrite {
  readonly text: string;
  /** Where an offset of the original text is in the new one. */
  readonly map: (offset: number) => number;
}

/** Marsaglia's xorshift with 32 bits: short, and the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed * 2654435769 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Applies non-overlapping edits. An offset at an insertion moves behind it, one at a replaced text to its start. */
function edited(text: string, edits: readonly TextEdit[]): Rewrite {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = "";
  let at = 0;
  for (const edit of sorted) {
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return {
    text: result + text.slice(at),
    map(offset) {
      let moved = offset;
      for (const { start, end, text: inserted } of sorted) {
        if (end <= offset) moved += inserted.length - (end - start);
      }
      return moved;
    },
  };
}

/** Places between two tokens of one line, inside function bodies, away from the comments that steer the analysis. */
function gaps(text: string): number[] {
  const tokens = tokenise(text);
  const offsets: number[] = [];
  for (const { open, close } of functionsOf(tokens)) {
    for (let i = open; i < close; i++) {
      const between = text.slice(tokens[i].end, tokens[i + 1].start);
      if (/^[ \t]*$/.test(between) && !lineAround(text, tokens[i].end).includes("parapet:")) {
        offsets.push(tokens[i + 1].start);
      }
    }
  }
  return offsets;
}

function lineAround(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(text.lastIndexOf("\n", offset - 1) + 1, end < 0 ? text.length : end);
}

function insertions(text: string, random: Random, share: number, choices: readonly string[]): Rewrite {
  const edits = gaps(text)
    .filter(() => random() < share)
    .map((start) => ({ start, end: start, text: choices[Math.floor(random() * choices.length)] }));
  return edited(text, edits);
}

/** More blanks, tabs and line breaks. */
export function respaced(text: string, random: Random): Rewrite {
  return insertions(text, random, 0.2, [" ", "  ", "\t", "\n", "\n\n    "]);
}

/** Comments where there were none. */
export function commented(text: string, random: Random): Rewrite {
  return insertions(text, random, 0.1, [
    "/* note */ ",
    "/* } \" ' // */",
    "// note { (\n",
    "/* two\n lines */",
  ]);
}

/** Line ends of Windows. */
export function withCarriageReturns(text: string): Rewrite {
  const edits: TextEdit[] = [];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (text[at - 1] !== "\r") edits.push({ start: at, end: at, text: "\r" });
  }
  return edited(text, edits);
}

/** What may stand at the start of a statement and declares nothing. */
const NOT_A_TYPE = new Set(
  "return goto else case default delete throw new using typedef break continue do if for while switch sizeof".split(
    " ",
  ),
);

/** Names declared by the statements of a body: one or more words, asterisks, a name, and then `=`, `;` or `[`. */
function declaredIn(tokens: readonly Token[], open: number, close: number): Set<string> {
  const names = new Set<string>();
  for (let i = open + 1; i < close; i++) {
    if (!"{};(".includes(tokens[i - 1].text)) continue;
    let at = i;
    while (tokens[at].kind === "word" && tokens[at + 1].kind === "word") at++;
    if (tokens[at].kind === "word" && tokens[at + 1].text === "*") at++;
    while (tokens[at].text === "*" && tokens[at + 1].text === "*") at++;
    if (tokens[at].text === "*") at++;
    if (at === i || tokens[at].kind !== "word" || NOT_A_TYPE.has(tokens[i].text)) continue;
    if (tokens[i - 1].text === "(" && tokens[i - 2]?.text !== "for") continue;
    if (["=", ";", "["].includes(tokens[at + 1].text)) names.add(tokens[at].text);
  }
  return names;
}

/** Other names for local variables. */
export function renamed(text: string, random: Random): Rewrite {
  const tokens = tokenise(text);
  const directives = text
    .split("\n")
    .filter((line) => /^\s*#|\\\r?$/.test(line))
    .join("\n");
  const edits: TextEdit[] = [];
  for (const { first, open, close } of functionsOf(tokens)) {
    const header = new Set(tokens.slice(first, open).map((token) => token.text));
    for (const name of declaredIn(tokens, open, close)) {
      if (header.has(name) || new RegExp(`\\b${name}\\b`).test(directives) || random() < 0.3) continue;
      const other = `${name}_${Math.floor(random() * 1000)}`;
      for (let i = open; i < close; i++) {
        const { text: word, start, end } = tokens[i];
        // Members and tags have names of their own.
        const isOther = [".", "->", "::", "struct", "union", "enum"].includes(tokens[i - 1].text);
        if (word === name && !isOther) edits.push({ start, end, text: other });
      }
    }
  }
  return edited(text, edits);
}

const KEYWORDS = new Set([
  ...NOT_A_TYPE,
  "const",
  "static",
  "co_return",
  "co_yield",
  "co_await",
  "asm",
  "try",
  "catch",
]);

/** The expression statements of bodies that stand on one line: from their first character to behind the semicolon. */
function statementsOf(text: string): { readonly start: number; readonly end: number }[] {
  const tokens = tokenise(text);
  const found: { start: number; end: number }[] = [];
  for (const { open, close } of functionsOf(tokens)) {
    let parentheses = 0;
    for (let i = open + 1; i < close; i++) {
      if (tokens[i].text === "(") parentheses++;
      if (tokens[i].text === ")") parentheses--;
      // The parts of a `for` are no statements.
      if (parentheses > 0 || !["{", "}", ";"].includes(tokens[i - 1].text) || !beginsExpression(tokens, i))
        continue;
      let end = i;
      for (let depth = 0; end < close && (depth > 0 || tokens[end].text !== ";"); end++) {
        if (["(", "[", "{"].includes(tokens[end].text)) depth++;
        if ([")", "]", "}"].includes(tokens[end].text)) depth--;
        if (depth < 0) break;
      }
      const span = { start: tokens[i].start, end: tokens[end].end };
      const isPlain = tokens[end].text === ";" && !text.slice(span.start, span.end).includes("\n");
      if (isPlain && !lineAround(text, span.start).includes("parapet:")) found.push(span);
    }
  }
  return found;
}

/** `f(`, `p->`, `a[`, `x =`: a word that is no type, and what an expression goes on with. */
function beginsExpression(tokens: readonly Token[], i: number): boolean {
  const [first, second] = [tokens[i], tokens[i + 1]];
  if (first.text === "*") return second.kind === "word" && ["=", "++"].includes(tokens[i + 2].text);
  if (first.kind !== "word" || KEYWORDS.has(first.text)) return false;
  return ["(", "->", ".", "[", "=", "+=", "-=", "++", "--"].includes(second.text);
}

/** Single statements in a `do { } while (0)` of their own. */
export function boxed(text: string, random: Random): Rewrite {
  const edits = statementsOf(text)
    .filter(() => random() < 0.5)
    .flatMap(({ start, end }) => [
      { start, end: start, text: "do { " },
      { start: end, end, text: " } while (0);" },
    ]);
  return edited(text, edits);
}

/** Single statements handed through a macro that gives back what it gets. */
export function throughMacro(text: string, random: Random): Rewrite {
  const edits = statementsOf(text)
    .filter(() => random() < 0.5)
    .flatMap(({ start, end }) => [
      { start, end: start, text: "GIVEN_BACK(" },
      { start: end - 1, end: end - 1, text: ")" },
    ]);
  return edited(text, [{ start: 0, end: 0, text: "#define GIVEN_BACK(...) __VA_ARGS__\n" }, ...edits]);
}

/** Two neighbouring functions that do not name each other, exchanged; the text itself when there are none. */
export function reordered(text: string, random: Random): Rewrite {
  const tokens = tokenise(text);
  const functions = functionsOf(tokens);
  const pairs = functions.slice(1).flatMap((second, i) => {
    const first = functions[i];
    const between = text.slice(tokens[first.close].end, tokens[second.first].start);
    const names = (f: typeof first) => tokens.slice(f.first, f.close).map((token) => token.text);
    const independent = !names(first).includes(second.name) && !names(second).includes(first.name);
    return independent && second.first === first.close + 1 && !/^\s*#|parapet:/m.test(between)
      ? [{ first, second }]
      : [];
  });
  if (pairs.length === 0) return { text, map: (offset) => offset };
  const { first, second } = pairs[Math.floor(random() * pairs.length)];
  const [a, b] = [tokens[first.first].start, tokens[first.close].end];
  const [c, d] = [tokens[second.first].start, tokens[second.close].end];
  return {
    text: text.slice(0, a) + text.slice(c, d) + text.slice(b, c) + text.slice(a, b) + text.slice(d),
    map(offset) {
      if (offset < a || offset >= d) return offset;
      if (offset < b) return offset + (d - b);
      return offset < c ? offset + (d - c) - (b - a) : offset - (c - a);
    },
  };
}
