/** Files that come to be in the step that finds out that there is none of that name: `mkstemp`, `O_EXCL`, mode `x`. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import type { TextEdit } from "../findings";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { findInside, kindOf, subtreeEnd } from "../syntax/walk";
import {
  argumentText,
  callOf,
  functionAround,
  isWholeStatement,
  removeStatement,
  sourceOf,
  spanOf,
  statementAround,
} from "./code";
import { insert, replace } from "./edits";
import { type Code, onCode } from "./fix";
import { declareEdits } from "./headers";

/** `mktemp(name)` and the `open(name, ...)` behind it become `mkstemp(name)`. */
export const uniqueFile = onCode("unique-file", (code, finding) => {
  const call = callOf(code, finding, (name) => name === "mktemp");
  if (call === NONE) return [];
  const name = argumentText(code, call, 0);
  const open = openBehind(code, call, name);
  if (name === "" || open === NONE) return [];
  const named: TextEdit | undefined = isWholeStatement(code, call)
    ? removeStatement(code, statementAround(code, call))
    : replace(spanOf(code, call), name);
  if (named === undefined) return [];
  return [
    {
      title: "Think of the name and create the file in one step, with 'mkstemp'",
      edits: [
        named,
        replace(spanOf(code, open), `mkstemp(${name})`),
        ...declareEdits(code, "mkstemp", "stdlib.h"),
      ],
      safe: false,
    },
  ];
});

/** The first call behind `call` that opens the file of that name. */
function openBehind(code: Code, call: number, name: string): number {
  const { tree } = code.unit;
  const end = subtreeEnd(tree, functionAround(code));
  for (let n = call + 1; n < end; n++)
    if (
      tree.kind[n] === Kind.CallExpression &&
      plainCalleeName(tree, n) === "open" &&
      argumentText(code, n, 0) === name
    )
      return n;
  return NONE;
}

/** `fopen(name, "w")` becomes `fopen(name, "wx")`, `O_CREAT` becomes `O_CREAT | O_EXCL`. */
export const exclusiveFile = onCode("exclusive-file", (code, finding) => {
  const { tree } = code.unit;
  const call = callOf(code, finding, (name) => name === "fopen" || name === "open");
  const second = call === NONE ? NONE : argument(tree, call, 1);
  if (second === NONE) return [];
  const edit =
    plainCalleeName(tree, call) === "fopen" ? exclusiveMode(code, second) : exclusiveFlags(code, second);
  if (edit === undefined) return [];
  return [{ title: "Create the file only if there is none of that name", edits: [edit], safe: false }];
});

function exclusiveMode(code: Code, mode: number): TextEdit | undefined {
  if (kindOf(code.unit.tree, mode) !== Kind.StringLiteral || !/^"w\+?b?\+?"$/.test(sourceOf(code, mode)))
    return undefined;
  return insert(spanOf(code, mode).end - 1, "x");
}

function exclusiveFlags(code: Code, flags: number): TextEdit | undefined {
  const { tree } = code.unit;
  const end = subtreeEnd(tree, flags);
  for (let n = findInside(tree, flags, Kind.Identifier); n !== NONE && n < end; n++)
    if (tree.kind[n] === Kind.Identifier && sourceOf(code, n) === "O_CREAT")
      return insert(spanOf(code, n).end, " | O_EXCL");
  return undefined;
}
