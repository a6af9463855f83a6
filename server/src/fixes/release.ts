/** Repairs of releases: the pointer set to null behind the first, the second taken away, the missing one added. */

import { indentation, lineBreak, lineStart } from "../checkers/lines";
import { methodOf } from "../checkers/paths/places";
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
import { childByField, findInside, kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import {
  functionAround,
  indentUnit,
  isInBlock,
  isInScope,
  isWholeStatement,
  linesAfter,
  nodeAt,
  removeStatement,
  replaceWithLines,
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
  const lines = resultFirst(code, use, line);
  const edits = lines && replaceWithLines(code, use, lines);
  return edits ? [{ title, edits: [removed, ...edits], safe: false }] : [];
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
  if (release === NONE || !isWholeStatement(code, release) || isTakeOver(code, release)) return [];
  const edit = removeStatement(code, statementAround(code, release));
  return edit ? [{ title: "Remove this release", edits: [edit], safe: false }] : [];
});

/** A method call does more than to release, save for `p.reset(p.get())`. */
function isTakeOver(code: Code, call: number): boolean {
  const { tree } = code.unit;
  if (kindOf(tree, call) !== Kind.CallExpression) return false;
  const { object, name } = methodOf(tree, call);
  return (
    object !== NONE &&
    (name !== "reset" || sourceOf(code, argument(tree, call, 0)) !== `${sourceOf(code, object)}.get()`)
  );
}

export const freeBeforeReturn = onCode("free-before-return", (code, finding) => {
  const pointer = textFact(finding, "pointer") ?? textFact(finding, "variable");
  if (pointer === undefined || !isPlace(pointer)) return [];
  const [variable] = /\w+/.exec(pointer) ?? [""];
  if (!isInScope(code, variable, code.node)) return [];
  const line = releaseStatement(code, finding, pointer);
  if (line === undefined) return [];
  const title = `Release '${pointer}' first`;
  const { tree } = code.unit;
  if (kindOf(tree, code.node) === Kind.TokenBraceClose) return atEnd(code, line, title);
  const statement = statementAround(code, code.node);
  if (kindOf(tree, statement) === Kind.CompoundStatement) return atEnd(code, line, title);
  if (!leavesBehind(kindOf(tree, statement))) return [];
  const lines = readsPointer(code, statement, pointer)
    ? resultFirst(code, statement, line)
    : [line, sourceOf(code, statement)];
  const edits = lines && replaceWithLines(code, statement, lines);
  return edits ? [{ title, edits, safe: false }] : [];
});

/** Statements that lose a pointer by being left, or by assigning to it. */
function leavesBehind(kind: Kind): boolean {
  switch (kind) {
    case Kind.ReturnStatement:
    case Kind.ExpressionStatement:
    case Kind.GotoStatement:
    case Kind.ContinueStatement:
    case Kind.BreakStatement:
    case Kind.ThrowStatement:
      return true;
    default:
      return false;
  }
}

/** The result that a `return` computes from what is released is computed before; undefined if it cannot be. */
export function resultFirst(code: Code, statement: number, release: string): string[] | undefined {
  const { tree } = code.unit;
  const value = kindOf(tree, statement) === Kind.ReturnStatement ? firstPart(tree, statement) : NONE;
  const type = resultType(code);
  if (value === NONE || type === undefined) return undefined;
  const result = unusedName(code, statement, "result");
  return [`${type} ${result} = ${sourceOf(code, value)};`, release, `return ${result};`];
}

/** The statement that releases `pointer` as the finding's family wants it; undefined if that is not known. */
export function releaseStatement(code: Code, finding: Finding, pointer: string): string | undefined {
  const release = releaserOf(code, finding);
  if (release === undefined) return undefined;
  if (release.startsWith("delete")) return `${release} ${pointer};`;
  const isQualified = sourceOf(code, functionAround(code)).includes(`std::${release}(`);
  return `${isQualified ? "std::" : ""}${release}(${pointer});`;
}

/** What releases what the finding is about: by its facts, as this function does elsewhere, or as is usual. */
export function releaserOf(code: Code, finding: Finding): string | undefined {
  const { tree, env } = code.unit;
  const named = textFact(finding, "release");
  const family = textFact(finding, "family");
  if (named !== undefined || family === undefined) return named ?? "free";
  const definition = functionAround(code);
  for (let n = definition; n < subtreeEnd(tree, definition); n++) {
    if (kindOf(tree, n) !== Kind.CallExpression) continue;
    const name = plainCalleeName(tree, n);
    const model = env.model(name);
    if (model?.params.length === 1 && model.releases.some((effect) => effect.family === family)) return name;
  }
  return RELEASES[family];
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

export function readsPointer(code: Code, statement: number, pointer: string): boolean {
  const text = sourceOf(code, statement);
  const word = pointer.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const reads = new RegExp(`(?<![\\w.>])${word}(?!\\w)`, "g");
  const assigned = new RegExp(`^${word}\\s*=(?!=)`).test(text) ? 1 : 0;
  return (text.match(reads)?.length ?? 0) > assigned;
}

/** The call or `delete` at or around a node. */
export function releaseAt(code: Code, node: number): number {
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
export function releasedBy(code: Code, release: number): string {
  const { tree, env } = code.unit;
  if (kindOf(tree, release) === Kind.DeleteExpression) {
    return sourceOf(code, withoutParentheses(tree, firstPart(tree, release)));
  }
  const model = env.model(plainCalleeName(tree, release));
  const index = model?.releases[0]?.param ?? 0;
  return sourceOf(code, withoutCasts(tree, argument(tree, release, index)));
}

/** A variable or field that can be assigned to, with nothing in it that acts. */
export function isPlace(text: string): boolean {
  return /^\*?[A-Za-z_]\w*(?:(?:->|\.)\w+|\[\w+\])*$/.test(text);
}

/** Releases of the family that memory came from. */
const RELEASES: Readonly<Record<string, string>> = {
  heap: "free",
  new: "delete",
  "new[]": "delete[]",
  file: "fclose",
  pipe: "pclose",
  dir: "closedir",
  descriptor: "close",
  addrinfo: "freeaddrinfo",
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
