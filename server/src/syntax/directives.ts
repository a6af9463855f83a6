/**
 * Preprocessor directives, read from the lexer's directive tokens: includes, macro definitions, conditions, pragmas.
 * Directives that say nothing about the code (`#line`, `#warning`, `#ident`) are left out.
 */
import { isWordUnit } from "../text/words";
import { lex, Punct, Tok, type Tokens } from "./lexer";
import type { Names } from "./names";
import type { Directive, Macro } from "./source";

const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const COMMA = 44;

/**
 * The text of the tokens from `first` on, without comments and splices, gaps as one blank. What the lexer took for
 * a directive's end is the end of `tokens`.
 */
function normalised(tokens: Tokens, first: number): string {
  if (first >= tokens.count) return "";
  const { text } = tokens;
  let result = "";
  let from = tokens.start[first];
  let to = tokens.end[first];
  for (let t = first + 1; t < tokens.count; t++) {
    const start = tokens.start[t];
    if (start === to) {
      to = tokens.end[t];
    } else if (start === to + 1 && text.charCodeAt(to) === 32) {
      to = tokens.end[t];
    } else {
      result += `${text.substring(from, to)} `;
      from = start;
      to = tokens.end[t];
    }
  }
  return result + text.substring(from, to);
}

/** The macro that the tokens after `define` define; undefined when there is no name. */
function readMacro(tokens: Tokens, start: number, end: number): Macro | undefined {
  const { text } = tokens;
  if (tokens.count < 2 || tokens.kind[1] !== Tok.Word) return undefined;
  const name = text.substring(tokens.start[1], tokens.end[1]);
  let next = 2;
  let params: string[] | null = null;
  let variadic = false;
  if (tokens.count > 2 && tokens.code[2] === PAREN_OPEN && isPunct(tokens, 2, tokens.end[1])) {
    params = [];
    for (next = 3; next < tokens.count; next++) {
      const code = tokens.code[next];
      if (tokens.kind[next] === Tok.Word) params.push(text.substring(tokens.start[next], tokens.end[next]));
      else if (code === Punct.Ellipsis) {
        variadic = true;
        if (next > 3 && tokens.kind[next - 1] === Tok.Word) continue;
        params.push("__VA_ARGS__");
      } else if (code === PAREN_CLOSE) break;
      else if (code !== COMMA) return undefined;
    }
    next++;
  }
  return { name, params, variadic, body: normalised(tokens, next), start, end };
}

/** Whether token `t` is punctuation that starts exactly at `at`. */
function isPunct(tokens: Tokens, t: number, at: number): boolean {
  return tokens.kind[t] === Tok.Punct && tokens.start[t] === at;
}

function readInclude(text: string, from: number, start: number, end: number): Directive | undefined {
  let i = from;
  while (i < end && text.charCodeAt(i) <= 32) i++;
  const open = text.charCodeAt(i);
  if (open !== 34 && open !== 60) return undefined;
  const close = text.indexOf(open === 34 ? '"' : ">", i + 1);
  if (close < 0 || close >= end) return undefined;
  return { kind: "include", path: text.substring(i + 1, close), system: open === 60, start, end };
}

/** The directive of text `start..end`, where `start` is its `#`; `names` is where its words are interned. */
function readDirective(text: string, start: number, end: number, names: Names): Directive | undefined {
  let from = start + 1;
  while (from < end && !isWordUnit(text.charCodeAt(from))) from++;
  let to = from;
  while (to < end && isWordUnit(text.charCodeAt(to))) to++;
  const kind = text.substring(from, to);
  switch (kind) {
    case "include":
    case "include_next":
    case "import":
      return readInclude(text, to, start, end);
    case "define": {
      const macro = readMacro(lex(text, names, from, end, false), start, end);
      return macro && { kind, macro, start, end };
    }
    case "undef": {
      const tokens = lex(text, names, to, end, false);
      if (tokens.count === 0 || tokens.kind[0] !== Tok.Word) return undefined;
      return { kind, name: text.substring(tokens.start[0], tokens.end[0]), start, end };
    }
    case "pragma":
    case "error":
      return { kind, text: normalised(lex(text, names, to, end, false), 0), start, end };
    case "elifdef":
    case "elifndef": {
      const name = normalised(lex(text, names, to, end, false), 0);
      const condition = kind === "elifdef" ? `defined(${name})` : `!defined(${name})`;
      return { kind: "elif", condition, start, end };
    }
    case "if":
    case "ifdef":
    case "ifndef":
    case "elif":
      return { kind, condition: normalised(lex(text, names, to, end, false), 0), start, end };
    case "else":
    case "endif":
      return { kind, condition: "", start, end };
    default:
      return undefined;
  }
}

/** The directives among the tokens, in order. */
export function readDirectives(tokens: Tokens): Directive[] {
  const found: Directive[] = [];
  for (let t = 0; t < tokens.count; t++) {
    if (tokens.kind[t] !== Tok.Directive) continue;
    const directive = readDirective(tokens.text, tokens.start[t], tokens.end[t], tokens.names);
    if (directive) found.push(directive);
  }
  return found;
}

/** The directives of a text that is needed for nothing else, such as a header's. */
export function scanDirectives(text: string): Directive[] {
  return readDirectives(lex(text));
}
