/**
 * Takes apart how a query's text was built - by a format into a buffer, by joining strings, by Qt's `arg` - into the
 * fixed text and the values in it. Values that stand for names cannot be bound as parameters: then there is no answer.
 */
import {
  argument,
  firstPart,
  nextPart,
  plainCalleeName,
  withoutCasts,
  withoutParentheses,
} from "../checkers/tree/calls";
import { declaredName, enclosingFunction } from "../checkers/tree/functions";
import { TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd, textIs } from "../syntax/walk";
import { isWholeStatement, sourceOf, statementAround } from "./code";
import type { Code } from "./fix";

export type ValueKind = "text" | "int" | "int64" | "double";

export interface QueryValue {
  /** Source text of the expression. */
  readonly text: string;
  readonly kind: ValueKind;
  readonly node: number;
}

export interface BuiltQuery {
  /** The text before, between and after the values, as in a literal, without quotes around values. */
  readonly fixed: readonly string[];
  readonly values: readonly QueryValue[];
  /** Some value is joined by `||`, standard SQL that not every system has. */
  readonly isJoined: boolean;
  /** The calls or declarators that built it, in order; none when it was built in the argument itself. */
  readonly builders: readonly number[];
  /** The variable that held it; "" if none. */
  readonly variable: string;
}

/** Functions that format into their first argument: the format's index. */
const FORMATTERS: Readonly<Record<string, number>> = { sprintf: 1, snprintf: 2, sqlite3_snprintf: 2 };

export function builtQuery(code: Code, query: number): BuiltQuery | undefined {
  const built = queryOf(code, query);
  return built?.builders.every((builder) => isOnTheWay(code, builder, query)) ? built : undefined;
}

/** Whether a statement is passed on every way to a place in its function: no branch and no loop has it for itself. */
function isOnTheWay(code: Code, builder: number, place: number): boolean {
  const { tree } = code.unit;
  const block = tree.parent[statementAround(code, builder)];
  return place >= block && place < subtreeEnd(tree, block) && kindOf(tree, block) === Kind.CompoundStatement;
}

function queryOf(code: Code, query: number): BuiltQuery | undefined {
  const { tree } = code.unit;
  const inner = withoutText(code, withoutCasts(tree, query));
  if (kindOf(tree, inner) !== Kind.Identifier) return fromPieces(code, inner, NONE, "");
  const name = nodeText(tree, inner);
  const definition = enclosingFunction(tree, inner);
  if (definition === NONE) return undefined;
  let found: BuiltQuery | undefined;
  let chain: Chain | undefined;
  for (let n = definition; n < Math.min(inner, subtreeEnd(tree, definition)); n++) {
    switch (kindOf(tree, n)) {
      case Kind.CallExpression: {
        if (!textIs(tree, withoutCasts(tree, argument(tree, n, 0)), name)) break;
        const callee = plainCalleeName(tree, n);
        const format = FORMATTERS[callee];
        if (format !== undefined) {
          found = fromFormat(code, n, format, name);
          chain = undefined;
        } else if (callee === "strcpy" || callee === "strcat") {
          chain = callee === "strcpy" ? new Chain() : chain;
          chain?.add(code, n, argument(tree, n, 1));
        }
        break;
      }
      case Kind.InitDeclarator:
        if (textIs(tree, declaredName(tree, n), name)) {
          const value = initialText(code, n);
          if (code.unit.language === "cpp" || literalText(code, value) !== undefined) {
            chain = new Chain();
            chain.add(code, n, value);
          }
        }
        break;
      case Kind.Declaration:
        // An object without a value is empty; its declaration says nothing else.
        if (code.unit.language === "cpp" && textIs(tree, childByField(tree, n, Field.Declarator), name))
          chain = new Chain();
        break;
      case Kind.AssignmentExpression:
        if (textIs(tree, childByField(tree, n, Field.Left), name)) {
          const isPlain = kindOf(tree, childByField(tree, n, Field.Operator)) === Kind.TokenEqual;
          if (isPlain) chain = new Chain();
          chain?.add(code, n, childByField(tree, n, Field.Right));
        }
        break;
      case Kind.BinaryExpression:
        if (isWholeStatement(code, n) && textIs(tree, streamOf(code, n), name)) chain?.stream(code, n);
        break;
      case Kind.FieldExpression:
        if (textIs(tree, childByField(tree, n, Field.Argument), name)) chain?.call(code, n);
        break;
    }
  }
  return chain ? chain.finish(name) : found;
}

/** What a declarator gives to its variable: behind `=`, or the one thing in parentheses or braces. */
function initialText({ unit: { tree } }: Code, declarator: number): number {
  const value = childByField(tree, declarator, Field.Value);
  const isList = kindOf(tree, value) === Kind.ArgumentList || kindOf(tree, value) === Kind.InitializerList;
  return isList ? firstPart(tree, value) : value;
}

/** What is streamed into a session: `session << a << b`. */
export function streamedQuery(code: Code, sum: number): BuiltQuery | undefined {
  const chain = new Chain();
  chain.stream(code, sum);
  return chain.finish("");
}

/** The stream of `stream << a << b`, `NONE` for other sums. */
export function streamOf({ unit: { tree } }: Code, sum: number): number {
  let inner = sum;
  while (
    kindOf(tree, inner) === Kind.BinaryExpression &&
    textIs(tree, childByField(tree, inner, Field.Operator), "<<")
  )
    inner = childByField(tree, inner, Field.Left);
  return inner === sum ? NONE : inner;
}

/** Methods that ask for the text and leave it as it is. */
const QUESTIONS = /^(?:c_str|data|str|size|length|empty|toUtf8|toStdString|constData|toLatin1)$/;

/** A text put together in several steps: `strcpy` and `strcat`, `+=` and `append`, `<<`. */
class Chain {
  private readonly pieces = new Pieces();
  private readonly builders: number[] = [];
  private isUnderstood = true;

  add(code: Code, builder: number, piece: number): void {
    this.builders.push(builder);
    if (piece === NONE) return;
    const literal = literalText(code, piece);
    if (literal !== undefined) this.pieces.text(literal);
    else if (code.unit.language === "cpp") this.isUnderstood &&= collect(code, piece, this.pieces, 0);
    else this.pieces.value({ text: sourceOf(code, piece), kind: "text", node: piece });
  }

  stream(code: Code, sum: number): void {
    const { tree } = code.unit;
    const parts: number[] = [];
    for (let inner = sum; textIs(tree, childByField(tree, inner, Field.Operator), "<<"); ) {
      parts.unshift(childByField(tree, inner, Field.Right));
      inner = childByField(tree, inner, Field.Left);
    }
    this.builders.push(sum);
    for (const part of parts) this.isUnderstood &&= collect(code, part, this.pieces, 0);
  }

  /** `text.append(piece)` as a statement; what else is done to the text by a method is not understood. */
  call(code: Code, method: number): void {
    const { tree } = code.unit;
    const name = nodeText(tree, childByField(tree, method, Field.Field));
    if (QUESTIONS.test(name)) return;
    const call = tree.parent[method];
    const piece = argument(tree, call, 0);
    if (name === "append" && isWholeStatement(code, call) && nextPart(tree, piece) === NONE)
      this.add(code, call, piece);
    else this.isUnderstood = false;
  }

  finish(variable: string): BuiltQuery | undefined {
    if (!this.isUnderstood) return undefined;
    const finished = this.pieces.finish();
    return finished && { ...finished, builders: this.builders, variable };
  }
}

/** The string behind `.c_str()`, `.toUtf8()` and the like, and in `std::string(...)`. */
function withoutText(code: Code, node: number): number {
  const { tree } = code.unit;
  let inner = withoutParentheses(tree, node);
  for (;;) {
    if (kindOf(tree, inner) !== Kind.CallExpression) return inner;
    const callee = childByField(tree, inner, Field.Function);
    if (kindOf(tree, callee) !== Kind.FieldExpression) return inner;
    const method = nodeText(tree, childByField(tree, callee, Field.Field));
    if (!/^(?:c_str|data|str|toUtf8|toStdString|constData|toLatin1)$/.test(method)) return inner;
    inner = withoutParentheses(tree, childByField(tree, callee, Field.Argument));
  }
}

/** Collects text and values, and settles at the end whether each value stands where a parameter may stand. */
class Pieces {
  private readonly fixed: string[] = [""];
  private readonly values: QueryValue[] = [];

  text(text: string): void {
    this.fixed[this.fixed.length - 1] += text;
  }

  value(value: QueryValue): void {
    this.values.push(value);
    this.fixed.push("");
  }

  /** Undefined if there is no value, or one that cannot be bound. */
  finish(): Pick<BuiltQuery, "fixed" | "values" | "isJoined"> | undefined {
    if (this.values.length === 0 || this.fixed.every((text) => text.trim() === "")) return undefined;
    const fixed = [...this.fixed];
    let isQuoted = false;
    let isJoined = false;
    for (let i = 0; i < this.values.length; i++) {
      const before = fixed[i];
      const after = fixed[i + 1];
      for (const c of before) if (c === "'") isQuoted = !isQuoted;
      if (isQuoted) {
        // Inside a quoted text a parameter is joined to what stands around it.
        const opens = before.endsWith("'");
        const closes = after.startsWith("'");
        fixed[i] = opens ? before.slice(0, -1) : `${before}' || `;
        fixed[i + 1] = closes ? after.slice(1) : ` || '${after}`;
        isJoined ||= !opens || !closes;
        isQuoted = false;
      } else if (/(?:from|into|table|update|join|by|["`[.\w])\s*$/i.test(before) && !isValuePlace(before)) {
        return undefined;
      } else if (this.values[i].kind === "text" && !isOperand(fixed.slice(0, i + 1).join("")))
        return undefined;
    }
    return { fixed, values: this.values, isJoined };
  }
}

/** Whether a text without quotes is a value, behind an operator or in a list of values, and not a condition or name. */
function isOperand(before: string): boolean {
  return (
    /(?:[=<>]|\b(?:like|limit|offset|between))\s*$/i.test(before) ||
    /\b(?:values|in)\s*\((?:[^()]*,)?\s*$/i.test(before)
  );
}

/** Keywords that a value may follow. */
function isValuePlace(before: string): boolean {
  return /(?:limit|offset|and|or|like|in|between|then|else|when|not|values?|is|set|where)\s*$/i.test(before);
}

function fromFormat(code: Code, call: number, formatIndex: number, variable: string): BuiltQuery | undefined {
  const { tree } = code.unit;
  const format = literalText(code, argument(tree, call, formatIndex));
  if (format === undefined) return undefined;
  const pieces = new Pieces();
  const conversion = /%(?:%|[-+ #0]*\d*(?:\.\d+)?(hh?|ll?|[jztL])?([a-zA-Z]))/g;
  let at = 0;
  let next = formatIndex + 1;
  for (let match = conversion.exec(format); match !== null; match = conversion.exec(format)) {
    pieces.text(format.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[0] === "%%") {
      pieces.text("%");
      continue;
    }
    const node = argument(tree, call, next++);
    const kind = kindOfConversion(match[1] ?? "", match[2]);
    if (node === NONE || kind === undefined) return undefined;
    pieces.value({ text: sourceOf(code, node), kind, node });
  }
  pieces.text(format.slice(at));
  const finished = pieces.finish();
  return finished && { ...finished, builders: [call], variable };
}

function kindOfConversion(length: string, letter: string): ValueKind | undefined {
  if (letter === "s") return length === "" ? "text" : undefined;
  if (/[diu]/.test(letter)) return /^(?:ll?|[jzt])$/.test(length) ? "int64" : "int";
  return /[feg]/i.test(letter) && length === "" ? "double" : undefined;
}

/** `"..." + a + "..."`, `std::string("...") + a`, `QString("... %1 ...").arg(a)`. */
function fromPieces(code: Code, node: number, builder: number, variable: string): BuiltQuery | undefined {
  if (code.unit.language !== "cpp") return undefined;
  const pieces = new Pieces();
  if (!collect(code, node, pieces, 0)) return undefined;
  const finished = pieces.finish();
  return finished && { ...finished, builders: builder === NONE ? [] : [builder], variable };
}

/** Sums nested deeper than this are not followed. */
const MAX_DEPTH = 40;

function collect(code: Code, node: number, pieces: Pieces, depth: number): boolean {
  const { tree } = code.unit;
  if (depth > MAX_DEPTH) return false;
  const inner = withoutParentheses(tree, node);
  const literal = literalText(code, inner);
  if (literal !== undefined) {
    pieces.text(literal);
    return true;
  }
  switch (kindOf(tree, inner)) {
    case Kind.BinaryExpression:
      return (
        kindOf(tree, childByField(tree, inner, Field.Operator)) === Kind.TokenPlus &&
        collect(code, childByField(tree, inner, Field.Left), pieces, depth + 1) &&
        collect(code, childByField(tree, inner, Field.Right), pieces, depth + 1)
      );
    case Kind.CallExpression:
      return collectCall(code, inner, pieces, depth);
    case Kind.Identifier:
    case Kind.FieldExpression:
    case Kind.SubscriptExpression:
      pieces.value({ text: sourceOf(code, inner), kind: valueKind(code, inner), node: inner });
      return true;
    default:
      return false;
  }
}

function collectCall(code: Code, call: number, pieces: Pieces, depth: number): boolean {
  const { tree } = code.unit;
  const name = plainCalleeName(tree, call);
  const first = argument(tree, call, 0);
  if (name === "string" || name === "QString" || name === "QLatin1String" || name === "QStringLiteral") {
    return first !== NONE && collect(code, first, pieces, depth + 1);
  }
  if (name === "to_string") {
    pieces.value({ text: sourceOf(code, first), kind: numberKind(code, first), node: first });
    return true;
  }
  const callee = childByField(tree, call, Field.Function);
  if (kindOf(tree, callee) !== Kind.FieldExpression) return false;
  if (!textIs(tree, childByField(tree, callee, Field.Field), "arg")) {
    pieces.value({ text: sourceOf(code, call), kind: "text", node: call });
    return true;
  }
  return collectArg(code, call, pieces);
}

function valueKind(code: Code, node: number): ValueKind {
  const kind = code.unit.typeOf(node)?.kind;
  return kind === TypeKind.Int || kind === TypeKind.Float ? numberKind(code, node) : "text";
}

function numberKind(code: Code, node: number): ValueKind {
  const type = code.unit.typeOf(node);
  if (type?.kind === TypeKind.Float) return "double";
  return type?.kind === TypeKind.Int && type.size <= 4 ? "int" : "int64";
}

/** A chain of `arg` calls with one argument each: `%1` is the first one's. */
function collectArg(code: Code, call: number, pieces: Pieces): boolean {
  const { tree } = code.unit;
  const values: number[] = [];
  let inner = call;
  for (;;) {
    const callee = childByField(tree, inner, Field.Function);
    if (kindOf(tree, inner) !== Kind.CallExpression || kindOf(tree, callee) !== Kind.FieldExpression) break;
    if (!textIs(tree, childByField(tree, callee, Field.Field), "arg")) return false;
    const value = argument(tree, inner, 0);
    if (value === NONE || nextPart(tree, value) !== NONE) return false;
    values.unshift(value);
    inner = withoutParentheses(tree, childByField(tree, callee, Field.Argument));
  }
  if (kindOf(tree, inner) === Kind.CallExpression) inner = argument(tree, inner, 0);
  const template = literalText(code, inner);
  if (template === undefined) return false;
  const place = /%(\d)/g;
  let at = 0;
  for (let match = place.exec(template); match !== null; match = place.exec(template)) {
    const value = values[Number(match[1]) - 1];
    if (value === undefined) return false;
    pieces.text(template.slice(at, match.index));
    pieces.value({ text: sourceOf(code, value), kind: "text", node: value });
    at = match.index + match[0].length;
  }
  pieces.text(template.slice(at));
  return true;
}

/** What stands between the quotes of a plain literal, or of several in a row, escapes as written. */
function literalText(code: Code, node: number): string | undefined {
  const { tree } = code.unit;
  switch (kindOf(tree, node)) {
    case Kind.StringLiteral: {
      const text = sourceOf(code, node);
      return text.startsWith('"') ? text.slice(1, -1) : undefined;
    }
    case Kind.ConcatenatedString: {
      let all = "";
      for (let part = firstPart(tree, node); part !== NONE; part = nextPart(tree, part)) {
        const text = literalText(code, part);
        if (text === undefined) return undefined;
        all += text;
      }
      return all;
    }
    default:
      return undefined;
  }
}
