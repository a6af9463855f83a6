/**
 * Macros where they are used: the use is expanded on text, the expansion parsed as an expression or as statements, and
 * lowered in place. Everything made on the way says where the use stands and names the outermost macro. An argument is
 * evaluated as often as the body names it, which is what the program does too.
 */
import { expressionFragment, type Fragment } from "../semantics/fragments";
import { expandMacro, splitArguments } from "../semantics/macros";
import { Kind } from "../syntax/kinds";
import { plainOperands } from "../syntax/operands";
import type { Macro } from "../syntax/source";
import type { Language, Tree } from "../syntax/tree";
import { NONE } from "../syntax/tree";
import { findInside } from "../syntax/walk";
import { withoutComments } from "../text/words";
import { endOf, startOf } from "./builder";
import { type Lowering, MAX_DEPTH, MAX_EXPANSIONS } from "./context";

/** Longer expansions are generated tables, not code that anybody reads. */
const MAX_TEXT = 50_000;

const UNDERSCORE = 95;

/** Expansions that were parsed before, by text; one generation of them, per parser. */
const CACHED = 4096;
const caches = new WeakMap<object, Record<Language, Map<string, Fragment | null>>>();

function cached(cx: Lowering, key: string, make: () => Fragment | undefined): Fragment | undefined {
  let both = caches.get(cx.file.parse);
  if (both === undefined) {
    both = { c: new Map(), cpp: new Map() };
    caches.set(cx.file.parse, both);
  }
  const cache = both[cx.language];
  const known = cache.get(key);
  if (known !== undefined) return known ?? undefined;
  const fragment = make();
  if (cache.size >= CACHED) cache.clear();
  cache.set(key, fragment ?? null);
  return fragment;
}

function asExpression(cx: Lowering, text: string): Fragment | undefined {
  return cached(cx, text, () => expressionFragment(cx.file, text));
}

/** The block that holds the expansion's statements. */
function asStatements(cx: Lowering, text: string): Fragment | undefined {
  return cached(cx, `{${text}`, () => {
    const tree: Tree = cx.file.parse(`void _(void){${plainOperands(text)};}`, cx.language);
    if (tree.hasError) return undefined;
    const node = findInside(tree, 0, Kind.CompoundStatement);
    // A stray brace in the expansion would end the function early.
    if (node === NONE || tree.nextSibling[tree.firstChild[0]] !== NONE) return undefined;
    return { tree, node };
  });
}

/** Runs `lower` inside an expansion of the macro `name`, used at `node` of the present tree. */
function inside<T>(cx: Lowering, node: number, name: string, fragment: Fragment, lower: () => T): T {
  const { tree, macro, useStart, useEnd } = cx;
  if (macro === "") {
    const start = startOf(cx, node);
    const end = endOf(cx, node);
    cx.useStart = start;
    cx.useEnd = end;
    cx.macro = name;
  }
  cx.tree = fragment.tree;
  cx.expanding.add(name);
  const result = lower();
  cx.expanding.delete(name);
  cx.tree = tree;
  cx.macro = macro;
  cx.useStart = useStart;
  cx.useEnd = useEnd;
  return result;
}

function mayExpand(cx: Lowering, name: string): boolean {
  if (cx.expanding.has(name) || cx.depth > MAX_DEPTH) return false;
  return ++cx.budget.expansions <= MAX_EXPANSIONS;
}

/** Macros that put a function of the house in the place of a function that models know, as far as was asked. */
const standIns = new WeakMap<Macro, boolean>();

/** The macro of a name; undefined if it has none, or one that leaves the name's meaning as it is. */
function macroOf(cx: Lowering, name: string): Macro | undefined {
  const macro = cx.file.macro(name);
  if (macro === undefined || cx.file.model(name) === undefined) return macro;
  let isStandIn = standIns.get(macro);
  if (isStandIn === undefined) standIns.set(macro, (isStandIn = standsIn(cx, macro)));
  return isStandIn ? undefined : macro;
}

/**
 * Whether a macro by the name of a function that models know calls another with the same arguments, and perhaps more
 * behind them: `#define malloc(n) house_malloc(n, __FILE__, __LINE__)` does what malloc() does.
 */
function standsIn(cx: Lowering, { name, params, body }: Macro): boolean {
  const call = /^\(?\s*(\w+)\s*(?:\(([^()]*)\)\s*)?\)?$/.exec(body.trim());
  if (call === null || call[1] === name || cx.file.model(call[1]) !== undefined) return false;
  if (params === null) return call[2] === undefined && cx.file.function(call[1]) !== undefined;
  const passed = (call[2] ?? "").split(",").map((text) => text.trim());
  return params.length > 0 && params.every((p, i) => passed[i] === p);
}

/** The text of an object-like macro, fully expanded; undefined if `name` is none. */
export function objectMacroText(cx: Lowering, name: string): string | undefined {
  const macro = macroOf(cx, name);
  if (macro === undefined || macro.params !== null || macro.body === "" || cx.expanding.has(name))
    return undefined;
  const text = expandMacro(macro, null, (other) => macroOf(cx, other));
  return text === name ? undefined : text;
}

/** Lowers the body of the object-like macro `name` with `lower`; undefined if that cannot be done. */
export function expandObject<T>(
  cx: Lowering,
  node: number,
  name: string,
  lower: (cx: Lowering, body: number) => T,
): T | undefined {
  const text = objectMacroText(cx, name);
  if (text === undefined || text.length > MAX_TEXT || !mayExpand(cx, name)) return undefined;
  const fragment = asExpression(cx, text);
  if (fragment === undefined) return undefined;
  return inside(cx, node, name, fragment, () => lower(cx, fragment.node));
}

/** The statements that an object-like macro stands for, as in `CHECKPOINT;`. */
export function expandObjectStatement(
  cx: Lowering,
  node: number,
  name: string,
  lower: (cx: Lowering, block: number) => void,
): boolean {
  const macro = macroOf(cx, name);
  if (macro === undefined || macro.params !== null) return false;
  if (macro.body === "") return true;
  const text = objectMacroText(cx, name);
  return text !== undefined && lowerStatements(cx, node, name, text, lower);
}

export function functionMacro(cx: Lowering, name: string): Macro | undefined {
  const macro = macroOf(cx, name);
  return macro === undefined || macro.params === null || cx.expanding.has(name) ? undefined : macro;
}

/** Whether a macro by its name claims that something holds: `DEBUGASSERT`, `TEST_ASSERT_`. */
export function saysClaim(name: string): boolean {
  return /(?:assert|ASSERT|Assert)(?:_|_MSG|_msg|Msg)?$/.test(name);
}

/** The expansion of a use of `macro`; `list`: the node of its arguments with their parentheses. */
function expansion(cx: Lowering, macro: Macro, list: number): string | undefined {
  // What a macro claims by another one stays a claim, whatever that one makes of it.
  const inner = (other: string) => (saysClaim(other) ? undefined : macroOf(cx, other));
  const text = expandMacro(macro, splitArguments(argumentsText(cx, list)), inner);
  return text === undefined || text.length > MAX_TEXT ? undefined : text;
}

/**
 * What stands between the parentheses of `list`. Arguments that are types or statements were masked for the parser, but
 * a macro may make sense of them.
 */
function argumentsText(cx: Lowering, list: number): string {
  const { tree, unit } = cx;
  const from = tree.start[list] + 1;
  const to = tree.end[list] - 1;
  const masked = tree.text.substring(from, to);
  if (tree !== unit.tree || !holdsMasked(masked, unit.source, from)) return masked;
  const written = withoutComments(unit.source.substring(from, to));
  // Directives among the arguments: the masked view knows which branch counts.
  return /^\s*#/m.test(written) ? masked : written;
}

/** Whether statements or the values of an initialiser among the arguments in `list` were masked for the parser. */
export function losesStatements(cx: Lowering, list: number): boolean {
  const { tree, unit } = cx;
  if (list === NONE || tree !== unit.tree) return false;
  const to = tree.end[list] - 1;
  for (let at = tree.start[list] + 1; at < to; at++)
    if (
      tree.text.charCodeAt(at) === UNDERSCORE &&
      unit.source.charCodeAt(at) !== UNDERSCORE &&
      STATEMENT.test(unit.source.slice(at, to))
    )
      return true;
  return false;
}

const STATEMENT = /^(?:\{|(?:return|break|continue|goto|if|for|while|do|switch)\b|[^,{}]*;)/;

/**
 * Whether the masked text at `from` has a `_` that nobody wrote, the mark of what was replaced, or lacks a word that
 * makes a name one of a type: `struct s` is not the variable `s`.
 */
function holdsMasked(masked: string, source: string, from: number): boolean {
  for (let at = masked.indexOf("_"); at !== -1; at = masked.indexOf("_", at + 1))
    if (source.charCodeAt(from + at) !== UNDERSCORE) return true;
  for (const { index } of source.substring(from, from + masked.length).matchAll(TAG))
    if (masked[index] === " ") return true;
  return false;
}

const TAG = /\b(?:struct|union|enum|class)\b/g;

/** Lowers a use of a function-like macro as an expression. */
export function expandUse<T>(
  cx: Lowering,
  node: number,
  macro: Macro,
  list: number,
  lower: (cx: Lowering, body: number) => T,
): T | undefined {
  if (!mayExpand(cx, macro.name)) return undefined;
  const text = expansion(cx, macro, list);
  if (text === undefined) return undefined;
  const fragment = asExpression(cx, text);
  if (fragment === undefined) return undefined;
  return inside(cx, node, macro.name, fragment, () => lower(cx, fragment.node));
}

/** Lowers a use of a function-like macro as statements; false if the expansion cannot be read. */
export function expandStatement(
  cx: Lowering,
  node: number,
  macro: Macro,
  list: number,
  lower: (cx: Lowering, block: number) => void,
): boolean {
  const text = expansion(cx, macro, list);
  return text !== undefined && lowerStatements(cx, node, macro.name, text, lower);
}

function lowerStatements(
  cx: Lowering,
  node: number,
  name: string,
  text: string,
  lower: (cx: Lowering, block: number) => void,
): boolean {
  if (text.length > MAX_TEXT || !mayExpand(cx, name)) return false;
  const fragment = asStatements(cx, text);
  if (fragment === undefined) return false;
  inside(cx, node, name, fragment, () => lower(cx, fragment.node));
  return true;
}
