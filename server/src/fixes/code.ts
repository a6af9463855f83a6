/**
 * Looking at the code around a finding as fixes do: source texts and absolute spans of nodes, the call that a finding
 * is about, the statement around it, and edits that keep the file's indentation, braces and line breaks.
 */
import { indentation, isBlankBetween, lineBreak, lineEnd, lineStart, nextLine } from "../checkers/lines";
import { argument, plainCalleeName } from "../checkers/tree/calls";
import { declaredName, enclosingFunction, functionDeclarator } from "../checkers/tree/functions";
import type { Finding, TextEdit } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import {
  ancestorOfKind,
  childByField,
  childByKind,
  findInside,
  firstNamedChild,
  kindOf,
  nextByField,
  nodeCovering,
  nodeText,
  subtreeEnd,
  textIs,
} from "../syntax/walk";
import type { Span } from "../text/span";
import { insert, replace } from "./edits";
import { spanFact } from "./facts";
import type { Code } from "./fix";

/** The node's text as the user wrote it. */
export function sourceOf({ unit, file, base }: Code, node: number): string {
  return node === NONE ? "" : file.text.substring(base + unit.tree.start[node], base + unit.tree.end[node]);
}

export function spanOf({ unit, base }: Code, node: number): Span {
  return { start: base + unit.tree.start[node], end: base + unit.tree.end[node] };
}

/** The smallest node that covers an absolute span; `NONE` if the span is not in this unit. */
export function nodeAt({ unit, base }: Code, { start, end }: Span): number {
  if (start < base || end > base + unit.source.length) return NONE;
  return nodeCovering(unit.tree, start - base, end - base);
}

/**
 * The call to one of `names` that the finding is about: where its facts say, at the finding, or at one of its steps,
 * the last first. `NONE` if there is none, also when the name is only a macro's doing.
 */
export function callOf(code: Code, finding: Finding, isWanted: (name: string) => boolean): number {
  const places: Span[] = [];
  const fact = spanFact(finding, "call");
  if (fact) places.push(fact);
  places.push(finding);
  for (const step of [...finding.steps].reverse()) if (step.path === undefined) places.push(step);
  const { tree } = code.unit;
  for (const place of places) {
    for (let node = nodeAt(code, place); node !== NONE; node = tree.parent[node]) {
      const kind = kindOf(tree, node);
      if (kind === Kind.CallExpression && isWanted(plainCalleeName(tree, node))) return node;
      if (isStatement(kind)) {
        // A finding on a whole statement, `strcpy(a, b);`, is about the call that it is.
        const inner = onlyCall(code, node);
        if (inner !== NONE && isWanted(plainCalleeName(tree, inner))) return inner;
        break;
      }
    }
  }
  return NONE;
}

function onlyCall({ unit: { tree } }: Code, statement: number): number {
  if (kindOf(tree, statement) !== Kind.ExpressionStatement) return NONE;
  return childByKind(tree, statement, Kind.CallExpression);
}

function isStatement(kind: Kind): boolean {
  switch (kind) {
    case Kind.ExpressionStatement:
    case Kind.Declaration:
    case Kind.ReturnStatement:
    case Kind.IfStatement:
    case Kind.WhileStatement:
    case Kind.DoStatement:
    case Kind.ForStatement:
    case Kind.ForRangeLoop:
    case Kind.SwitchStatement:
    case Kind.CompoundStatement:
    case Kind.BreakStatement:
    case Kind.ContinueStatement:
    case Kind.GotoStatement:
    case Kind.LabeledStatement:
    case Kind.CaseStatement:
    case Kind.TryStatement:
    case Kind.ThrowStatement:
      return true;
    default:
      return false;
  }
}

/** The innermost statement that holds the node, itself included; `NONE` outside of functions. */
export function statementAround({ unit: { tree } }: Code, node: number): number {
  let up = node;
  while (up !== NONE && !isStatement(kindOf(tree, up))) up = tree.parent[up];
  // A declaration in the head of a loop is not a statement of its own.
  const parent = up === NONE ? NONE : tree.parent[up];
  if (kindOf(tree, parent) === Kind.ForStatement && tree.field[up] === Field.Initializer) return parent;
  return up;
}

/** Whether statements can be put before and after this one without braces. */
export function isInBlock({ unit: { tree } }: Code, statement: number): boolean {
  const kind = kindOf(tree, tree.parent[statement]);
  return kind === Kind.CompoundStatement || kind === Kind.CaseStatement;
}

/** Whether a statement has a condition that is asked before every round: what stands before it is asked only once. */
export function isLoop({ unit: { tree } }: Code, statement: number): boolean {
  switch (kindOf(tree, statement)) {
    case Kind.WhileStatement:
    case Kind.DoStatement:
    case Kind.ForStatement:
    case Kind.ForRangeLoop:
      return true;
    default:
      return false;
  }
}

/**
 * Whether variables can be declared before a statement for it to use: not behind a `case`, not before a loop, and not
 * where a `goto` may pass them by, which C++ forbids.
 */
export function canDeclareBefore(code: Code, statement: number): boolean {
  const { tree, language } = code.unit;
  if (language === "cpp" && findInside(tree, functionAround(code), Kind.GotoStatement) !== NONE) return false;
  return kindOf(tree, tree.parent[statement]) === Kind.CompoundStatement && !isLoop(code, statement);
}

/** The statement's call stands alone: `f(x);` or `(void)f(x);`, its result unused. */
export function isWholeStatement({ unit: { tree } }: Code, expression: number): boolean {
  let up = tree.parent[expression];
  if (kindOf(tree, up) === Kind.CastExpression && textIs(tree, childByField(tree, up, Field.Type), "void")) {
    up = tree.parent[up];
  }
  return kindOf(tree, up) === Kind.ExpressionStatement;
}

/** The subscript expression around the finding, or else the first one inside it. */
export function subscriptAt({ unit: { tree }, node }: Code): number {
  for (let up = node; up !== NONE; up = tree.parent[up]) {
    const kind = kindOf(tree, up);
    if (kind === Kind.SubscriptExpression) return up;
    if (isStatement(kind)) break;
  }
  return findInside(tree, node, Kind.SubscriptExpression);
}

/** The index of a subscript expression, also as the grammar of C++ has it. */
export function subscriptIndex({ unit: { tree } }: Code, access: number): number {
  const index = childByField(tree, access, Field.Index);
  return index === NONE ? firstNamedChild(tree, childByField(tree, access, Field.Indices)) : index;
}

/** The function definition around the finding; `NONE` at file level. */
export function functionAround(code: Code): number {
  return enclosingFunction(code.unit.tree, code.node);
}

/** Whether a variable is known at `node`: declared in a block around it, a parameter, or one of the file. */
export function isInScope(code: Code, name: string, node: number): boolean {
  const { tree } = code.unit;
  const definition = enclosingFunction(tree, node);
  if (definition === NONE) return true;
  const end = subtreeEnd(tree, definition);
  let isLocal = false;
  for (let n = definition; n < end; n++) {
    if (kindOf(tree, n) !== Kind.Declaration) continue;
    let declarator = childByField(tree, n, Field.Declarator);
    for (; declarator !== NONE; declarator = nextByField(tree, declarator, Field.Declarator)) {
      if (!textIs(tree, declaredName(tree, declarator), name)) continue;
      const scope = tree.parent[n];
      if (node >= scope && node < subtreeEnd(tree, scope)) return true;
      isLocal = true;
    }
  }
  if (isLocal) return false;
  if (code.unit.language === "cpp" || code.unit.env.variable(name)) return true;
  const list = childByField(tree, functionDeclarator(tree, definition), Field.Parameters);
  return new RegExp(`\\b${name}\\b`).test(sourceOf(code, list));
}

/** `name`, or `name2` and so on: one that the function around `node` does not use yet. */
export function unusedName(code: Code, node: number, name: string): string {
  const text = sourceOf(code, enclosingFunction(code.unit.tree, node));
  let unused = name;
  // A member of that name is no obstacle.
  for (let i = 2; new RegExp(`(?<!->|\\.)\\b${unused}\\b`).test(text); i++) unused = `${name}${i}`;
  return unused;
}

/** The callee's name alone, without the arguments. */
export function calleeSpan(code: Code, call: number): Span {
  return spanOf(code, childByField(code.unit.tree, call, Field.Function));
}

/** `std::` if the call was written with it. */
export function callPrefix(code: Code, call: number): string {
  const callee = nodeText(code.unit.tree, childByField(code.unit.tree, call, Field.Function));
  return callee.startsWith("std::") ? "std::" : "";
}

export function argumentText(code: Code, call: number, index: number): string {
  return sourceOf(code, argument(code.unit.tree, call, index));
}

/** One level of indentation, as the function's body has it; four blanks if that cannot be told. */
export function indentUnit(code: Code, node: number): string {
  const { tree } = code.unit;
  const definition = enclosingFunction(tree, node);
  const body = childByField(tree, definition, Field.Body);
  const { text } = code.file;
  if (body === NONE) return "    ";
  const outer = indentation(text, code.base + tree.start[definition]);
  for (let child = tree.firstChild[body]; child !== NONE; child = tree.nextSibling[child]) {
    if (!isStatement(kindOf(tree, child)) || kindOf(tree, child) === Kind.LabeledStatement) continue;
    const inner = indentation(text, code.base + tree.start[child]);
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return "    ";
}

/** Whether the function's statements open their braces on a line of their own. */
function opensOnOwnLine(code: Code, node: number): boolean {
  const { tree } = code.unit;
  const definition = enclosingFunction(tree, node);
  if (definition === NONE) return false;
  const end = subtreeEnd(tree, definition);
  for (let n = definition; n < end; n++) {
    if (tree.kind[n] !== Kind.CompoundStatement || kindOf(tree, tree.parent[n]) === Kind.FunctionDefinition)
      continue;
    if (kindOf(tree, tree.parent[n]) !== Kind.IfStatement) continue;
    const open = code.base + tree.start[n];
    return isBlankBetween(code.file.text, lineStart(code.file.text, open), open);
  }
  return false;
}

/** `if (condition) { lines }` as lines without the outer indentation, in the function's style. */
export function ifLines(code: Code, node: number, condition: string, lines: readonly string[]): string[] {
  const indent = indentUnit(code, node);
  const body = lines.map((line) => indent + line);
  return opensOnOwnLine(code, node)
    ? [`if (${condition})`, "{", ...body, "}"]
    : [`if (${condition}) {`, ...body, "}"];
}

/** Lines one below the other, indented as the statement is. */
export function joinLines(code: Code, statement: number, lines: readonly string[]): string {
  const { text } = code.file;
  return lines.join(lineBreak(text) + indentation(text, spanOf(code, statement).start));
}

/** Puts lines in the place of a statement, in braces where it is the only one of an `if` or a loop. */
export function replaceWithLines(
  code: Code,
  statement: number,
  lines: readonly string[],
): TextEdit[] | undefined {
  const { tree } = code.unit;
  const { text } = code.file;
  const { start, end } = spanOf(code, statement);
  if (lines.length === 1 || isInBlock(code, statement)) {
    return [replace({ start, end }, joinLines(code, statement, lines))];
  }
  const outer = tree.parent[statement];
  if (!isBranching(kindOf(tree, outer))) return undefined;
  const newline = lineBreak(text);
  const indent = indentation(text, spanOf(code, outer).start);
  const inner = newline + indent + indentUnit(code, statement);
  const close = insert(behind(text, end), `${newline}${indent}}`);
  const head = endBefore(code, statement);
  if (!isBlankBetween(text, head, start)) {
    // A comment behind the head stays where it is.
    return [insert(head, " {"), replace({ start, end }, joinLines(code, statement, lines)), close];
  }
  return [{ start: head, end, text: ` {${lines.map((line) => inner + line).join("")}` }, close];
}

/** Where what stands before a node in its parent ends, comments left out. */
function endBefore({ unit: { tree }, base }: Code, node: number): number {
  let end = tree.start[node];
  for (let n = tree.firstChild[tree.parent[node]]; n !== node; n = tree.nextSibling[n]) {
    if (kindOf(tree, n) !== Kind.Comment) end = tree.end[n];
  }
  return base + end;
}

function isBranching(kind: Kind): boolean {
  switch (kind) {
    case Kind.IfStatement:
    case Kind.ElseClause:
    case Kind.WhileStatement:
    case Kind.ForStatement:
    case Kind.ForRangeLoop:
      return true;
    default:
      return false;
  }
}

/** The node itself, or the nearest around it, that is of a kind; `NONE` if there is none. */
export function around({ unit: { tree } }: Code, node: number, kind: Kind): number {
  return kindOf(tree, node) === kind ? node : ancestorOfKind(tree, node, kind);
}

/** Puts lines before a statement; undefined where that would need braces. */
export function linesBefore(code: Code, statement: number, lines: readonly string[]): TextEdit | undefined {
  if (!isInBlock(code, statement)) return undefined;
  const { text } = code.file;
  const { start } = spanOf(code, statement);
  const newline = lineBreak(text);
  const indent = indentation(text, start);
  const isFirst = isBlankBetween(text, lineStart(text, start), start);
  const joined = joinLines(code, statement, lines);
  return isFirst ? insert(start, joined + newline + indent) : insert(start, `${joined} `);
}

/** Puts lines after a statement, behind a comment at the end of its line. */
export function linesAfter(code: Code, statement: number, lines: readonly string[]): TextEdit | undefined {
  if (!isInBlock(code, statement)) return undefined;
  const { text } = code.file;
  const { start, end } = spanOf(code, statement);
  const newline = lineBreak(text);
  const indent = indentation(text, start);
  return insert(behind(text, end), lines.map((line) => newline + indent + line).join(""));
}

/** Where lines go behind what ends at `end`: a comment at the end of its line stays with it. */
export function behind(text: string, end: number): number {
  const rest = text.substring(end, lineEnd(text, end)).trim();
  const isFree = rest === "" || rest.startsWith("//") || (rest.startsWith("/*") && rest.endsWith("*/"));
  return isFree ? lineEnd(text, end) : end;
}

/** Takes a statement away, with its line if nothing else stands there. */
export function removeStatement(code: Code, statement: number): TextEdit | undefined {
  if (!isInBlock(code, statement)) return undefined;
  const { text } = code.file;
  const span = spanOf(code, statement);
  const from = lineStart(text, span.start);
  const hasLine =
    isBlankBetween(text, from, span.start) && isBlankBetween(text, span.end, lineEnd(text, span.end));
  if (hasLine) return replace({ start: from, end: nextLine(text, span.end) }, "");
  // A comment behind it moves up to its place.
  let { end } = span;
  while (text[end] === " ") end++;
  return replace({ start: span.start, end: text[end] === "/" ? end : span.end }, "");
}
