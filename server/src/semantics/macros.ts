/**
 * Macro expansion on text as C11 6.10.3 describes it: substitution with `#`, `##` and variadic arguments, then rescanning
 * with hide sets so that no macro expands inside itself. Bounded: what grows beyond reason has no expansion.
 */
import type { Macro } from "../syntax/source";
import { isWordUnit } from "../text/words";

/** Tokens that one expansion may pass through; real macros stay far below. */
const MAX_TOKENS = 20_000;

const enum TokenKind {
  Word,
  Number,
  String,
  Punctuator,
}

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** White space stands before it. */
  readonly space: boolean;
  /** Macros that this token came from, which it must not expand again. */
  readonly hidden: Hidden;
}

/** A hide set: a list that shares its tails. */
type Hidden = { readonly name: string; readonly rest: Hidden } | null;

/** What is left of the limit while one use is expanded. */
interface Budget {
  tokens: number;
}

type Lookup = (name: string) => Macro | undefined;

/**
 * The replacement of one use of `macro` with `args` (source texts; null for an object-like use), fully rescanned.
 * Undefined if the use does not fit the definition or the result exceeds the size limit.
 */
export function expandMacro(
  macro: Macro,
  args: readonly string[] | null,
  lookup: Lookup,
): string | undefined {
  if ((macro.params === null) !== (args === null)) return undefined;
  const budget: Budget = { tokens: MAX_TOKENS };
  const pieces =
    args === null
      ? []
      : bind(
          macro,
          args.map((text) => tokenise(text, null)),
        );
  if (pieces === undefined) return undefined;
  const body = substitute(macro, pieces, null, lookup, budget);
  const result = body === undefined ? undefined : rescan(body, lookup, budget);
  return result === undefined ? undefined : join(result);
}

/** `text` with the macros in it expanded; undefined if the result exceeds the size limit. */
export function expandText(text: string, lookup: Lookup): string | undefined {
  const result = rescan(tokenise(text, null), lookup, { tokens: MAX_TOKENS });
  return result === undefined ? undefined : join(result);
}

/** Splits the text between a use's parentheses at its top-level commas; parentheses nest, braces do not. */
export function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    const unit = text.charCodeAt(at);
    if (unit === 0x28) depth++;
    else if (unit === 0x29) depth--;
    else if (unit === 0x2c && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = end;
    }
    at = end;
  }
  parts.push(text.slice(from).trim());
  return parts;
}

// ---- Tokens ----

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

const LONG_PUNCTUATORS: readonly string[] = [
  "...",
  "<<=",
  ">>=",
  "->*",
  "<=>",
  "##",
  "->",
  "++",
  "--",
  "<<",
  ">>",
  "<=",
  ">=",
  "==",
  "!=",
  "&&",
  "||",
  "*=",
  "/=",
  "%=",
  "+=",
  "-=",
  "&=",
  "^=",
  "|=",
  "::",
  ".*",
];

/** Where the token (or run of white space, or comment) that starts at `at` ends. */
function tokenEnd(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  let end = at + 1;
  if (isSpace(unit)) {
    while (end < text.length && isSpace(text.charCodeAt(end))) end++;
    return end;
  }
  if (unit === 0x2f && text.charCodeAt(end) === 0x2a) {
    const close = text.indexOf("*/", at + 2);
    return close === -1 ? text.length : close + 2;
  }
  if (unit === 0x2f && text.charCodeAt(end) === 0x2f) {
    const close = text.indexOf("\n", at);
    return close === -1 ? text.length : close;
  }
  if (isDigit(unit) || (unit === 0x2e && isDigit(text.charCodeAt(end)))) return numberEnd(text, end);
  if (isWordUnit(unit)) {
    while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
    const next = text.charCodeAt(end);
    return (next === 0x22 || next === 0x27) && isPrefix(text.slice(at, end))
      ? quotedEnd(text, end, next)
      : end;
  }
  if (unit === 0x22 || unit === 0x27) return quotedEnd(text, at, unit);
  for (const punctuator of LONG_PUNCTUATORS)
    if (text.startsWith(punctuator, at)) return at + punctuator.length;
  return end;
}

/** A preprocessing number (C11 6.4.8): signs follow an exponent's letter. */
function numberEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    const before = text.charCodeAt(end - 1) | 0x20;
    const sign = (unit === 0x2b || unit === 0x2d) && (before === 0x65 || before === 0x70);
    const separator = unit === 0x27 && isWordUnit(text.charCodeAt(end + 1));
    if (!isWordUnit(unit) && unit !== 0x2e && !sign && !separator) break;
    end++;
  }
  return end;
}

function isPrefix(word: string): boolean {
  return word === "L" || word === "u" || word === "U" || word === "u8";
}

function quotedEnd(text: string, open: number, quote: number): number {
  for (let end = open + 1; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === 0x5c) end++;
    else if (unit === quote) return end + 1;
  }
  return text.length;
}

function tokenise(text: string, hidden: Hidden): Token[] {
  const tokens: Token[] = [];
  let space = false;
  for (let at = 0; at < text.length; ) {
    const end = tokenEnd(text, at);
    const unit = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    if (isSpace(unit) || (unit === 0x2f && (second === 0x2a || second === 0x2f))) {
      space = true;
    } else {
      const last = text.charCodeAt(end - 1);
      let kind = TokenKind.Punctuator;
      if (isDigit(unit) || (unit === 0x2e && isDigit(second))) kind = TokenKind.Number;
      else if (unit === 0x22 || unit === 0x27) kind = TokenKind.String;
      else if (isWordUnit(unit)) kind = last === 0x22 || last === 0x27 ? TokenKind.String : TokenKind.Word;
      tokens.push({ kind, text: text.slice(at, end), space, hidden });
      space = false;
    }
    at = end;
  }
  return tokens;
}

/** Tokens as text, with a blank where two would otherwise grow together. */
function join(tokens: readonly Token[]): string {
  let result = "";
  for (const token of tokens) {
    const gap =
      result !== "" &&
      (token.space || wouldMerge(result.charCodeAt(result.length - 1), token.text.charCodeAt(0)));
    result += gap ? ` ${token.text}` : token.text;
  }
  return result;
}

function wouldMerge(before: number, after: number): boolean {
  if (isWordUnit(before) || before === 0x22 || before === 0x27) return isWordUnit(after);
  return MERGING.includes(String.fromCharCode(before)) && MERGING.includes(String.fromCharCode(after));
}

const MERGING = "+-<>=&|!#:./*%^";

// ---- Expansion ----

function contains(hidden: Hidden, name: string): boolean {
  for (let at = hidden; at !== null; at = at.rest) if (at.name === name) return true;
  return false;
}

function intersection(a: Hidden, b: Hidden): Hidden {
  if (a === b) return a;
  let result: Hidden = null;
  for (let at = a; at !== null; at = at.rest)
    if (contains(b, at.name)) result = { name: at.name, rest: result };
  return result;
}

function union(a: Hidden, b: Hidden): Hidden {
  let result = a;
  for (let at = b; at !== null; at = at.rest)
    if (!contains(a, at.name)) result = { name: at.name, rest: result };
  return result;
}

/** Fits arguments to parameters: the last of a variadic macro takes all that are left. */
function bind(macro: Macro, args: readonly (readonly Token[])[]): (readonly Token[])[] | undefined {
  const params = macro.params ?? [];
  if (params.length === 0)
    return args.length === 0 || (args.length === 1 && args[0].length === 0) ? [] : undefined;
  if (!macro.variadic)
    return args.length === params.length
      ? [...args]
      : args.length === 0 && params.length === 1
        ? [[]]
        : undefined;
  const fixed = params.length - 1;
  if (args.length < fixed) return undefined;
  const rest: Token[] = [];
  for (let i = fixed; i < args.length; i++) {
    if (i > fixed) rest.push({ kind: TokenKind.Punctuator, text: ",", space: false, hidden: null });
    rest.push(...args[i]);
  }
  return [...args.slice(0, fixed), rest];
}

/** The macro's body with its arguments put in; `hidden` is what the result must not expand, besides the macro itself. */
function substitute(
  macro: Macro,
  args: readonly (readonly Token[])[],
  hidden: Hidden,
  lookup: Lookup,
  budget: Budget,
): Token[] | undefined {
  const own: Hidden = { name: macro.name, rest: hidden };
  const body = tokenise(macro.body, own);
  const params = macro.params ?? [];
  const expanded: (Token[] | undefined)[] = [];
  const result: Token[] = [];
  for (let i = 0; i < body.length; i++) {
    const token = body[i];
    const param = token.kind === TokenKind.Word ? params.indexOf(token.text) : -1;
    if (token.text === "#" && macro.params !== null && i + 1 < body.length) {
      const named = params.indexOf(body[i + 1].text);
      if (named !== -1) {
        result.push({
          kind: TokenKind.String,
          text: stringise(args[named]),
          space: token.space,
          hidden: own,
        });
        i++;
        continue;
      }
    }
    if (token.text === "##" && result.length > 0 && i + 1 < body.length) {
      const next = body[++i];
      const named = next.kind === TokenKind.Word ? params.indexOf(next.text) : -1;
      const right = named === -1 ? [next] : args[named];
      const isRest = macro.variadic && named === params.length - 1;
      if (isRest && result[result.length - 1].text === ",") {
        // GNU: `, ## __VA_ARGS__` drops the comma when there are no arguments.
        if (right.length === 0) result.pop();
        else append(result, right, true, own);
      } else {
        paste(result, right, own);
      }
      continue;
    }
    if (param === -1) {
      result.push(token);
      continue;
    }
    if (i + 1 < body.length && body[i + 1].text === "##") {
      // Operands of `##` are put in as written.
      if (args[param].length > 0) append(result, args[param], token.space, own);
      else i = skipPlacemarker(body, i, result, params, args, own);
      continue;
    }
    expanded[param] ??= rescan(args[param], lookup, budget);
    const replacement = expanded[param];
    if (replacement === undefined) return undefined;
    append(result, replacement, token.space, own);
    if (result.length > MAX_TOKENS) return undefined;
  }
  return result;
}

/** An empty left operand of `##` gives its right operand alone; says the index of the last token used. */
function skipPlacemarker(
  body: readonly Token[],
  at: number,
  result: Token[],
  params: readonly string[],
  args: readonly (readonly Token[])[],
  own: Hidden,
): number {
  if (at + 2 >= body.length) return at + 1;
  const next = body[at + 2];
  const named = next.kind === TokenKind.Word ? params.indexOf(next.text) : -1;
  append(result, named === -1 ? [next] : args[named], body[at].space, own);
  return at + 2;
}

function append(result: Token[], tokens: readonly Token[], space: boolean, own: Hidden): void {
  for (let i = 0; i < tokens.length; i++) {
    const { kind, text, hidden } = tokens[i];
    result.push({ kind, text, space: i === 0 ? space : tokens[i].space, hidden: union(hidden, own) });
  }
}

function paste(result: Token[], right: readonly Token[], own: Hidden): void {
  const left = result.pop();
  if (left === undefined || right.length === 0) {
    if (left !== undefined) result.push(left);
    return;
  }
  const glued = tokenise(left.text + right[0].text, own);
  if (glued.length > 0) result.push({ ...glued[0], space: left.space }, ...glued.slice(1));
  append(result, right.slice(1), right.length > 1 && right[1].space, own);
}

/** C11 6.10.3.2: the argument's spelling, with quotes and backslashes inside literals escaped. */
function stringise(tokens: readonly Token[]): string {
  let text = "";
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (i > 0 && token.space) text += " ";
    text += token.kind === TokenKind.String ? token.text.replace(/[\\"]/g, "\\$&") : token.text;
  }
  return `"${text}"`;
}

/** Expands all macros in `tokens`; undefined when the budget is spent. */
function rescan(tokens: readonly Token[], lookup: Lookup, budget: Budget): Token[] | undefined {
  const result: Token[] = [];
  /** What is still to be read, last first. */
  const input = [...tokens].reverse();
  while (input.length > 0) {
    if (--budget.tokens < 0) return undefined;
    const token = input.pop()!;
    const macro =
      token.kind === TokenKind.Word && !contains(token.hidden, token.text) ? lookup(token.text) : undefined;
    if (macro === undefined || (macro.params !== null && input[input.length - 1]?.text !== "(")) {
      result.push(token);
      continue;
    }
    let args: (readonly Token[])[] | undefined = [];
    let { hidden } = token;
    if (macro.params !== null) {
      const use = readArguments(input);
      if (use === undefined) {
        result.push(token);
        continue;
      }
      hidden = intersection(hidden, use.close.hidden);
      args = bind(macro, use.args);
      if (args === undefined) {
        // Does not fit its definition: left as it is, the call of a function of that name.
        result.push({ ...token, hidden: { name: macro.name, rest: token.hidden } });
        for (let i = use.tokens.length - 1; i >= 0; i--) input.push(use.tokens[i]);
        continue;
      }
    }
    const body = substitute(macro, args, hidden, lookup, budget);
    if (body === undefined) return undefined;
    for (let i = body.length - 1; i >= 0; i--)
      input.push(i === 0 ? { ...body[0], space: token.space } : body[i]);
  }
  return result;
}

interface Use {
  readonly args: readonly (readonly Token[])[];
  readonly close: Token;
  /** All tokens taken, parentheses included. */
  readonly tokens: readonly Token[];
}

/** Takes `( ... )` off the input; undefined, and nothing taken, if it does not close. */
function readArguments(input: Token[]): Use | undefined {
  const args: Token[][] = [[]];
  const taken: Token[] = [];
  let depth = 0;
  while (input.length > 0) {
    const token = input.pop()!;
    taken.push(token);
    if (token.text === "(") {
      if (++depth === 1) continue;
    } else if (token.text === ")" && --depth === 0) {
      return { args, close: token, tokens: taken };
    } else if (token.text === "," && depth === 1) {
      args.push([]);
      continue;
    }
    args[args.length - 1].push(token);
  }
  while (taken.length > 0) input.push(taken.pop()!);
  return undefined;
}
