/** A function that has a label where it releases what it holds leaves through it. */
import { firstPart, plainCalleeName } from "../checkers/tree/calls";
import { declaredName } from "../checkers/tree/functions";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, subtreeEnd } from "../syntax/walk";
import { functionAround, isInScope, replaceWithLines, sourceOf, statementAround } from "./code";
import { textFact } from "./facts";
import { type Code, onCode } from "./fix";
import { releasedBy } from "./release";

export const gotoCleanup = onCode("goto-cleanup", (code, finding) => {
  const pointer = textFact(finding, "pointer") ?? textFact(finding, "variable");
  const statement = statementAround(code, code.node);
  if (pointer === undefined || kindOf(code.unit.tree, statement) !== Kind.ReturnStatement) return [];
  const exit = cleanupFor(code, statement, pointer);
  const jump = exit && jumpTo(code, statement, exit);
  const edits = jump && replaceWithLines(code, statement, jump);
  return edits
    ? [{ title: `Leave through '${exit.label}', which releases '${pointer}'`, edits, safe: false }]
    : [];
});

interface Cleanup {
  readonly label: string;
  /** What the function returns there: an expression as written, empty for nothing. */
  readonly result: string;
}

/** The label behind `statement` from which the pointer is released and the function returns. */
function cleanupFor(code: Code, statement: number, pointer: string): Cleanup | undefined {
  const { tree } = code.unit;
  const definition = functionAround(code);
  if (definition === NONE) return undefined;
  const body = childByField(tree, definition, Field.Body);
  for (let label = tree.firstChild[body]; label !== NONE; label = tree.nextSibling[label]) {
    if (label < statement || kindOf(tree, label) !== Kind.LabeledStatement) continue;
    if (isJumpedOver(code, statement, label)) return undefined;
    const exit = exitFrom(code, label, pointer);
    if (exit !== undefined) {
      return { label: sourceOf(code, childByField(tree, label, Field.Label)), result: exit };
    }
  }
  return undefined;
}

/** C++ does not allow a jump past a variable with a first value; in C its value would be missing. */
function isJumpedOver({ unit: { tree } }: Code, from: number, label: number): boolean {
  for (let n = tree.nextSibling[topLevel(tree.parent, from, tree.parent[label])]; n !== NONE && n < label; ) {
    if (kindOf(tree, n) === Kind.Declaration) return true;
    n = tree.nextSibling[n];
  }
  return false;
}

/** The child of `body` that holds `node`. */
function topLevel(parent: Int32Array, node: number, body: number): number {
  let up = node;
  while (parent[up] !== body) up = parent[up];
  return up;
}

/** What is returned at the end of the statements from `label` on; undefined if they do not release the pointer. */
function exitFrom(code: Code, label: number, pointer: string): string | undefined {
  const { tree } = code.unit;
  let isReleased = false;
  for (let part = label; part !== NONE; part = tree.nextSibling[part]) {
    isReleased ||= releases(code, part, pointer);
    if (kindOf(tree, part) !== Kind.ReturnStatement) continue;
    return isReleased ? sourceOf(code, firstPart(tree, part)) : undefined;
  }
  return isReleased ? "" : undefined;
}

function releases(code: Code, statement: number, pointer: string): boolean {
  const { tree } = code.unit;
  for (let n = statement; n < subtreeEnd(tree, statement); n++) {
    const kind = kindOf(tree, n);
    const isRelease = kind === Kind.DeleteExpression || (kind === Kind.CallExpression && isReleaser(code, n));
    if (isRelease && releasedBy(code, n) === pointer) return true;
  }
  return false;
}

function isReleaser({ unit: { tree, env } }: Code, call: number): boolean {
  const name = plainCalleeName(tree, call);
  const model = env.model(name);
  return model ? model.releases.length > 0 : /free|close|release|destroy|delete|put|unref/i.test(name);
}

/** The lines that set the function's result and jump; undefined if that result cannot be given there. */
function jumpTo(code: Code, statement: number, { label, result }: Cleanup): string[] | undefined {
  const { tree } = code.unit;
  const value = sourceOf(code, firstPart(tree, statement));
  const jump = `goto ${label};`;
  if (value === result) return [jump];
  if (!/^[A-Za-z_]\w*$/.test(result) || !isInScope(code, result, statement)) return undefined;
  return declaredBefore(code, result, statement) ? [`${result} = ${value};`, jump] : undefined;
}

/** Whether it is a variable of the function that can be assigned to, and not a constant. */
function declaredBefore(code: Code, name: string, statement: number): boolean {
  const { tree } = code.unit;
  for (let n = functionAround(code); n < statement; n++) {
    const kind = kindOf(tree, n);
    if (kind !== Kind.InitDeclarator && kind !== Kind.Declaration && kind !== Kind.ParameterDeclaration)
      continue;
    const declared = declaredName(
      tree,
      kind === Kind.InitDeclarator ? n : childByField(tree, n, Field.Declarator),
    );
    if (declared !== NONE && sourceOf(code, declared) === name) {
      return !/\bconst\b/.test(sourceOf(code, kind === Kind.InitDeclarator ? tree.parent[n] : n));
    }
  }
  return false;
}
