/**
 * A number that `atoi` or `strtol` reads from a text, with all that can go wrong asked for: no digits, more than fits
 * into a `long`, and what there is no room for where it is used. What stands behind the digits is let pass, as before.
 */
import { argument, plainCalleeName, withoutCasts } from "../checkers/tree/calls";
import { declaredName } from "../checkers/tree/functions";
import type { Finding } from "../findings";
import { TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, subtreeEnd, textIs } from "../syntax/walk";
import {
  argumentText,
  callOf,
  callPrefix,
  canDeclareBefore,
  functionAround,
  ifLines,
  linesBefore,
  sourceOf,
  spanOf,
  statementAround,
  subscriptAt,
  subscriptIndex,
  unusedName,
} from "./code";
import { replace } from "./edits";
import { failureExit } from "./exits";
import { textFact } from "./facts";
import { type Code, onCode } from "./fix";
import { standardHeaderEdits } from "./headers";
import { converted, isRepeatable } from "./sizes";

export const parseNumber = onCode("parse-number", (code, finding) => {
  const use = useOf(code, finding);
  const call = use === undefined ? NONE : parseBehind(code, use);
  const range = use?.range ?? limitInSight(code, use, call);
  const exit = call === NONE ? undefined : failureExit(code, call);
  if (use === undefined || range === undefined || exit === undefined) return [];
  const statement = statementAround(code, call);
  if (!canDeclareBefore(code, statement)) return [];
  const text = argumentText(code, call, 0);
  const end = unusedName(code, call, "end");
  const parsed = unusedName(code, call, "parsed");
  const base = argumentText(code, call, 2) || "10";
  const failures = [
    `${end} == ${text}`,
    "errno != 0",
    `${parsed} < ${range.least}`,
    `${parsed} ${range.beyond}`,
  ];
  const lines = [
    `char *${end};`,
    "errno = 0;",
    `long ${parsed} = ${callPrefix(code, call)}strtol(${text}, &${end}, ${base});`,
    ...ifLines(code, call, failures.join(" || "), [exit]),
  ];
  const checked = linesBefore(code, statement, lines);
  if (checked === undefined) return [];
  const headers = ["errno.h", ...(range.header ? [range.header] : [])];
  const edits = [
    checked,
    replace(spanOf(code, call), resultText(code, call, use, parsed)),
    ...headers.flatMap((header) => standardHeaderEdits(code, header)),
  ];
  return [{ title: `Parse '${text}' by strtol(), and leave if it is ${range.title}`, edits, safe: false }];
});

/** What numbers there is room for. */
interface Range {
  readonly least: string;
  /** The comparison that holds of a number that is too great: `> 255`. */
  readonly beyond: string;
  readonly title: string;
  /** What declares its names. */
  readonly header?: string;
}

/** What a number is used for. */
interface Use {
  /** The expression that the number is in. */
  readonly value: number;
  /** The expression has to be the number itself: the range is that of the expression. */
  readonly isExact: boolean;
  /** Undefined if a limit has to be looked for. */
  readonly range?: Range;
  /** What the number is converted to. */
  readonly type?: string;
}

function useOf(code: Code, finding: Finding): Use | undefined {
  switch (finding.rule) {
    case "index-out-of-bounds":
      return indexUse(code);
    case "unchecked-length":
      return lengthUse(code, finding);
    case "lossy-conversion":
      return conversionUse(code);
    default:
      return { value: code.node, isExact: false };
  }
}

function indexUse(code: Code): Use | undefined {
  const access = subscriptAt(code);
  if (access === NONE) return undefined;
  const array = childByField(code.unit.tree, access, Field.Argument);
  const type = code.unit.typeOf(array);
  if (type?.kind !== TypeKind.Array || type.count < 0) return undefined;
  const name = sourceOf(code, array);
  const count = converted(code, "long", `sizeof(${name}) / sizeof(${name}[0])`);
  const range = { least: "0", beyond: `>= ${count}`, title: `no index of '${name}'` };
  return { value: subscriptIndex(code, access), isExact: true, range };
}

function lengthUse(code: Code, finding: Finding): Use | undefined {
  const { tree } = code.unit;
  const size = textFact(finding, "size");
  const room = textFact(finding, "dstSize");
  const callee = textFact(finding, "call")?.replace(/^std::/, "");
  const call = callOf(code, finding, (name) => name === callee);
  if (call === NONE || size === undefined || room === undefined || !isRepeatable(room)) return undefined;
  const range = { least: "0", beyond: `> ${converted(code, "long", room)}`, title: `more than ${room}` };
  for (let i = 0, n = argument(tree, call, 0); n !== NONE; n = argument(tree, call, ++i))
    if (textIs(tree, n, size)) return { value: n, isExact: true, range };
  return undefined;
}

/** Narrow types, and the names of the least and the greatest number that they hold. */
const LIMITS: Readonly<Record<string, readonly [least: string, most: string]>> = {
  char: ["CHAR_MIN", "CHAR_MAX"],
  "signed char": ["SCHAR_MIN", "SCHAR_MAX"],
  "unsigned char": ["0", "UCHAR_MAX"],
  short: ["SHRT_MIN", "SHRT_MAX"],
  "unsigned short": ["0", "USHRT_MAX"],
  int8_t: ["INT8_MIN", "INT8_MAX"],
  uint8_t: ["0", "UINT8_MAX"],
  int16_t: ["INT16_MIN", "INT16_MAX"],
  uint16_t: ["0", "UINT16_MAX"],
};

/** The value that is converted at the finding, with the range of the type that it gets. */
function conversionUse(code: Code): Use | undefined {
  const { tree } = code.unit;
  const use = (value: number, written: string): Use | undefined => {
    const type = written.replace("std::", "");
    if (!(type in LIMITS)) return undefined;
    const [least, most] = LIMITS[type];
    const header = type.endsWith("_t") ? "stdint.h" : "limits.h";
    const range = { least, beyond: `> ${most}`, title: `no '${type}'`, header };
    return { value, isExact: true, range, type: written };
  };
  for (let up = code.node; up !== NONE; up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.CastExpression:
        return use(childByField(tree, up, Field.Value), sourceOf(code, childByField(tree, up, Field.Type)));
      case Kind.InitDeclarator:
        return use(
          childByField(tree, up, Field.Value),
          sourceOf(code, childByField(tree, tree.parent[up], Field.Type)),
        );
      case Kind.AssignmentExpression:
        return use(
          childByField(tree, up, Field.Right),
          code.unit.typeOf(childByField(tree, up, Field.Left))?.name ?? "",
        );
      case Kind.ReturnStatement:
        return use(code.node, sourceOf(code, childByField(tree, functionAround(code), Field.Type)));
      case Kind.ArgumentList:
      case Kind.CompoundStatement:
        return undefined;
    }
  }
  return undefined;
}

/** The call that reads a number, in an expression or where a variable in it was set last; `NONE` if there is none. */
function parseBehind(code: Code, { value, isExact }: Use): number {
  const { tree } = code.unit;
  const first = isExact ? withoutCasts(tree, value) : value;
  const end = first === NONE ? NONE : isExact ? first + 1 : subtreeEnd(tree, first);
  for (let n = first; n < end; n++) {
    const call = kindOf(tree, n) === Kind.Identifier ? setLast(code, n) : n;
    if (isParse(code, call)) return call;
  }
  return NONE;
}

/** What the variable was set to last, in the order of the text; `NONE` if that is not known. */
function setLast(code: Code, variable: number): number {
  const { tree } = code.unit;
  const name = sourceOf(code, variable);
  let last = NONE;
  for (let n = functionAround(code); n < variable; n++) {
    if (kindOf(tree, n) === Kind.InitDeclarator && textIs(tree, declaredName(tree, n), name))
      last = withoutCasts(tree, childByField(tree, n, Field.Value));
    if (kindOf(tree, n) !== Kind.AssignmentExpression) continue;
    if (!textIs(tree, childByField(tree, n, Field.Left), name)) continue;
    const isPlain = kindOf(tree, childByField(tree, n, Field.Operator)) === Kind.TokenEqual;
    last = isPlain ? withoutCasts(tree, childByField(tree, n, Field.Right)) : NONE;
  }
  return last;
}

/** Whether a node is `atoi(text)`, `atol(text)` or `strtol(text, NULL, base)`, the value of its whole statement. */
function isParse(code: Code, node: number): boolean {
  const { tree } = code.unit;
  if (kindOf(tree, node) !== Kind.CallExpression || !isRepeatable(argumentText(code, node, 0))) return false;
  let up = tree.parent[node];
  while (kindOf(tree, up) === Kind.CastExpression || kindOf(tree, up) === Kind.ParenthesizedExpression)
    up = tree.parent[up];
  const user = kindOf(tree, up) === Kind.AssignmentExpression ? tree.parent[up] : up;
  const isWhole = [Kind.InitDeclarator, Kind.ExpressionStatement, Kind.ReturnStatement].includes(
    kindOf(tree, user),
  );
  const name = plainCalleeName(tree, node);
  if (name === "strtol") return isWhole && /^(?:NULL|nullptr|0)$/.test(argumentText(code, node, 1));
  return isWhole && (name === "atoi" || name === "atol");
}

/** The macro of this file whose name says that it limits the number; undefined if there are several, or none. */
function limitInSight(code: Code, use: Use | undefined, call: number): Range | undefined {
  if (use === undefined || call === NONE) return undefined;
  const names: string[] = [];
  for (const directive of code.file.directives)
    if (directive.kind === "define" && isLimit(directive.macro.name, directive.macro.body))
      names.push(directive.macro.name);
  if (names.length !== 1) return undefined;
  return { least: "0", beyond: `> ${names[0]}`, title: `more than ${names[0]}` };
}

function isLimit(name: string, body: string): boolean {
  return /(?:^|_)(?:MAX|MOST|LIMIT)(?:_|$)/i.test(name) && /^\(?[1-9][0-9]*[uUlL]*\)?$/.test(body);
}

/** The number that was parsed, in the type that it had, or is to have. */
function resultText(code: Code, call: number, { value, type }: Use, parsed: string): string {
  const { tree, language } = code.unit;
  if (kindOf(tree, tree.parent[call]) === Kind.CastExpression) return parsed;
  const own = plainCalleeName(tree, call) === "atoi" ? "int" : "long";
  const wanted = type !== undefined && value === call ? type : own;
  if (wanted === "long") return parsed;
  return language === "cpp" ? `static_cast<${wanted}>(${parsed})` : `(${wanted})${parsed}`;
}
