/**
 * A plain tokeniser for tests that rewrite sources, written without regard to the engine's own, so that the two do not
 * share a mistake. Comments, directives and white space are left out.
 */

export interface Token {
  readonly kind: "word" | "number" | "string" | "punctuation";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN =
  /(?<space>\s+)|(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>(?:u8|[uUL])?"(?:[^"\\\n]|\\[\s\S])*"|(?:u8|[uUL])?'(?:[^'\\\n]|\\[\s\S])*')|(?<word>[A-Za-z_]\w*)|(?<number>\.?\d(?:[eEpP][+-]|[\w.'])*)|(?<punctuation>->|\+\+|--|<<=?|>>=?|&&|\|\||::|\.\.\.|[-+*/%&|^!=<>]=|[\s\S])/gy;

/** The rest of a directive's logical line; comments in it belong to it. */
const DIRECTIVE = /(?:[^\n\\]|\\\r?\n|\\)*/y;

export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let lineBegins = true;
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const groups = match.groups ?? {};
    if (groups.space !== undefined || groups.comment !== undefined) {
      lineBegins ||= match[0].includes("\n");
    } else if (match[0] === "#" && lineBegins) {
      DIRECTIVE.lastIndex = match.index;
      DIRECTIVE.exec(text);
      TOKEN.lastIndex = DIRECTIVE.lastIndex;
    } else {
      lineBegins = false;
      const kind = groups.word ? "word" : groups.number ? "number" : groups.string ? "string" : "punctuation";
      tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
    }
  }
  return tokens;
}

/** A function definition outside of classes: indices of its first token, its body's braces, and its name. */
export interface FunctionTokens {
  readonly name: string;
  readonly first: number;
  readonly open: number;
  readonly close: number;
}

/** The function definitions at file level and in namespaces, in order. */
export function functionsOf(tokens: readonly Token[]): FunctionTokens[] {
  const functions: FunctionTokens[] = [];
  let first = 0;
  for (let i = 0; i < tokens.length; i++) {
    const { text } = tokens[i];
    if (text === ";" || text === "}") first = i + 1;
    if (text !== "{") continue;
    const head = tokens.slice(first, i).map((token) => token.text);
    if (head[0] === "namespace" || head[0] === "extern") {
      first = i + 1;
      continue;
    }
    const close = closing(tokens, i);
    const parameters = head.indexOf("(");
    const isType = ["struct", "class", "union", "enum", "typedef"].includes(head[0]) && head.at(-1) !== ")";
    if (parameters > 0 && !isType && !head.includes("=")) {
      functions.push({ name: head[parameters - 1], first, open: i, close });
      first = close + 1;
    }
    i = close;
  }
  return functions;
}

/** The index of the brace that closes the one at `open`; the last token's if there is none. */
function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (tokens[i].text === "{") depth++;
    else if (tokens[i].text === "}" && --depth === 0) return i;
  }
  return tokens.length - 1;
}
