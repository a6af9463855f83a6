/** Repairs of releases: the pointer set to null behind the first, the second taken away, the missing one added. */

import { indentation, lineBreak, lineStart } from "../checkers/lines";
import {
  argument,
  firstPart,
  plainCalleeName,
  withoutCasts,
  withoutParentheses,
} from "../checkers/tree/calls";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, findInside, kindOf, nodeText } from "../syntax/walk";
import {
  functionAround,
  indentUnit,
  isInBlock,
  isInScope,
  isWholeStatement,
  joinLines,
  linesAfter,
  linesBefore,
  nodeAt,
  removeStatement,
  sourceOf,
  spanOf,
  statementAround,
  unusedName,
} from "./code";
import { insert } from "./edits";
import { nullOf } from "./exits";
import { spanFact, textFact } from "./facts";
import { type Candidate, type Code, onCode } from "./fix";

export const nullAfterFree = onCode("null-after-free", (code, finding) => {
  const span = spanFact(finding, "release");
  const release = span ? releaseAt(code, nodeAt(code, span)) : NONE;
  if (release === NONE) return [];
  const pointer = releasedBy(code, release);
  const statement = statementAround(code, release);
  if (!isPlace(pointer) || kindOf(code.unit.tree, statement) !== Kind.ExpressionStatement) return [];
  const edit = linesAfter(code, statement, [`${pointer} = ${nullOf(code)};`]);
  return edit ? [{ title: `Set '${pointer}' to null once it is released`, edits: [edit], safe: false }] : [];
});

/** Puts the release behind the use: the result that a `return` computes from the memory is computed before. */
export const releaseLast = onCode("release-last", (code, finding) => {
  const { tree } = code.unit;
  const span = spanFact(finding, "release");
  const release = span ? statementAround(code, nodeAt(code, span)) : NONE;
  const use = statementAround(code, code.node);
  if (kindOf(tree, release) !== Kind.ExpressionStatement || tree.parent[release] !== tree.parent[use])
    return [];
  if (use <= release || !isInBlock(code, use)) return [];
  const removed = removeStatement(code, release);
  const line = sourceOf(code, release);
  const title = "Release only after this use";
  if (!removed) return [];
  if (kindOf(tree, use) === Kind.ExpressionStatement || kindOf(tree, use) === Kind.Declaration) {
    const added = linesAfter(code, use, [line]);
    return added ? [{ title, edits: [removed, added], safe: false }] : [];
  }
  const value = kindOf(tree, use) === Kind.ReturnStatement ? firstPart(tree, use) : NONE;
  const type = resultType(code);
  if (value === NONE || type === undefined) return [];
  const result = unusedName(code, use, "result");
  const lines = [`${type} ${result} = ${sourceOf(code, value)};`, line, `return ${result};`];
  return [
    { title, edits: [removed, { ...spanOf(code, use), text: joinLines(code, use, lines) }], safe: false },
  ];
});

/** The type of a variable for the function's result; undefined if it is a pointer, which may point into the memory. */
function resultType(code: Code): string | undefined {
  const { tree } = code.unit;
  const definition = functionAround(code);
  if (kindOf(tree, childByField(tree, definition, Field.Declarator)) !== Kind.FunctionDeclarator)
    return undefined;
  return code.unit.language === "cpp"
    ? "const auto"
    : sourceOf(code, childByField(tree, definition, Field.Type));
}

export const removeSecondFree = onCode("remove-second-free", (code) => {
  const release = releaseAt(code, code.node);
  if (release === NONE || !isWholeStatement(code, release)) return [];
  const edit = removeStatement(code, statementAround(code, release));
  return edit ? [{ title: "Remove this release", edits: [edit], safe: false }] : [];
});

export const freeBeforeReturn = onCode("free-before-return", (code, finding) => {
  const pointer = textFact(finding, "pointer") ?? textFact(finding, "variable");
  if (pointer === undefined || !isPlace(pointer)) return [];
  const [variable] = /\w+/.exec(pointer) ?? [""];
  if (!isInScope(code, variable, code.node)) return [];
  const line = releaseStatement(finding, pointer);
  const title = `Release '${pointer}' first`;
  const { tree } = code.unit;
  if (kindOf(tree, code.node) === Kind.TokenBraceClose) return atEnd(code, line, title);
  const statement = statementAround(code, code.node);
  if (kindOf(tree, statement) === Kind.CompoundStatement) return atEnd(code, line, title);
  // What the statement still reads cannot be released before it.
  const isPlainLoss =
    kindOf(tree, statement) === Kind.ReturnStatement ||
    kindOf(tree, statement) === Kind.ExpressionStatement ||
    kindOf(tree, statement) === Kind.GotoStatement;
  if (!isPlainLoss || readsPointer(code, statement, pointer)) return [];
  const edit = linesBefore(code, statement, [line]) ?? bracedBefore(code, statement, line);
  return edit ? [{ title, edits: [edit].flat(), safe: false }] : [];
});

function releaseStatement(finding: Finding, pointer: string): string {
  const release = textFact(finding, "release") ?? "free";
  return release.startsWith("delete") ? `${release} ${pointer};` : `${release}(${pointer});`;
}

/** Before the brace that ends the function's body. */
function atEnd(code: Code, line: string, title: string): Candidate[] {
  const { tree } = code.unit;
  const block = kindOf(tree, code.node) === Kind.CompoundStatement ? code.node : tree.parent[code.node];
  if (kindOf(tree, block) !== Kind.CompoundStatement) return [];
  const { text } = code.file;
  const brace = spanOf(code, block).end - 1;
  const at = lineStart(text, brace);
  if (text.substring(at, brace).trim() !== "") return [];
  const indent = indentation(text, brace) + indentUnit(code, block);
  return [{ title, edits: [insert(at, indent + line + lineBreak(text))], safe: false }];
}

/** `if (x) return -1;` needs braces around the two. */
function bracedBefore(code: Code, statement: number, line: string) {
  const { tree } = code.unit;
  const parent = kindOf(tree, tree.parent[statement]);
  if (parent !== Kind.IfStatement && parent !== Kind.ElseClause) return undefined;
  const { text } = code.file;
  const { start, end } = spanOf(code, statement);
  const newline = lineBreak(text);
  const outer = tree.parent[statement];
  const indent = indentation(text, spanOf(code, outer).start);
  const inner = indent + indentUnit(code, statement);
  const before = text.substring(0, start).trimEnd().length;
  return [
    { start: before, end: start, text: ` {${newline}${inner}${line}${newline}${inner}` },
    insert(end, `${newline}${indent}}`),
  ];
}

function readsPointer(code: Code, statement: number, pointer: string): boolean {
  const text = sourceOf(code, statement);
  const word = pointer.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const reads = new RegExp(`(?<![\\w.>])${word}(?!\\w)`, "g");
  const assigned = new RegExp(`^${word}\\s*=(?!=)`).test(text) ? 1 : 0;
  return (text.match(reads)?.length ?? 0) > assigned;
}

/** The call or `delete` at or around a node. */
function releaseAt(code: Code, node: number): number {
  const { tree } = code.unit;
  for (let up = node; up !== NONE; up = tree.parent[up]) {
    const kind = kindOf(tree, up);
    if (kind === Kind.CallExpression || kind === Kind.DeleteExpression) return up;
    if (kind === Kind.ExpressionStatement) {
      const call = findInside(tree, up, Kind.CallExpression);
      return call === NONE ? findInside(tree, up, Kind.DeleteExpression) : call;
    }
    if (kind === Kind.CompoundStatement) break;
  }
  return NONE;
}

/** The pointer that a call or `delete` releases, as written. */
function releasedBy(code: Code, release: number): string {
  const { tree, env } = code.unit;
  if (kindOf(tree, release) === Kind.DeleteExpression) {
    return sourceOf(code, withoutParentheses(tree, firstPart(tree, release)));
  }
  const model = env.model(plainCalleeName(tree, release));
  const index = model?.releases[0]?.param ?? 0;
  return sourceOf(code, withoutCasts(tree, argument(tree, release, index)));
}

/** A variable or field that can be assigned to, with nothing in it that acts. */
function isPlace(text: string): boolean {
  return /^\*?[A-Za-z_]\w*(?:(?:->|\.)\w+|\[\w+\])*$/.test(text);
}

/** Releases of the family that memory came from. */
const RELEASES: Readonly<Record<string, string>> = {
  heap: "free",
  new: "delete",
  "new[]": "delete[]",
  file: "fclose",
  pipe: "pclose",
  directory: "closedir",
};

function matching(isWanted: (release: string) => boolean) {
  return (code: Code, finding: Finding): Candidate[] => {
    const wanted = RELEASES[textFact(finding, "family") ?? ""] ?? textFact(finding, "release");
    const release = releaseAt(code, code.node);
    if (wanted === undefined || release === NONE || !isWanted(wanted)) return [];
    if (!isWholeStatement(code, release)) return [];
    const { tree } = code.unit;
    const pointer = releasedBy(code, release);
    const isQualified = nodeText(tree, release).startsWith("std::") && !wanted.startsWith("delete");
    const call = wanted.startsWith("delete") ? `${wanted} ${pointer}` : `${wanted}(${pointer})`;
    const text = isQualified ? `std::${call}` : call;
    if (text === sourceOf(code, release)) return [];
    return [
      {
        title: `Release with '${wanted}', as it was acquired`,
        edits: [{ ...spanOf(code, release), text }],
        safe: true,
      },
    ];
  };
}

export const deleteArray = onCode(
  "delete-array",
  matching((release) => release === "delete[]"),
);

export const matchingDeallocator = onCode(
  "matching-deallocator",
  matching(() => true),
);
