/** `p = realloc(p, n)` forgets the old block when it fails: a temporary takes the result until it is known. */
import {
  argument,
  nextPart,
  plainCalleeName,
  withoutCasts,
  withoutParentheses,
} from "../checkers/tree/calls";
import type { TextEdit } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, textIs } from "../syntax/walk";
import {
  around,
  ifLines,
  isInBlock,
  joinLines,
  linesAfter,
  linesBefore,
  replaceWithLines,
  sourceOf,
  spanOf,
  unusedName,
} from "./code";
import { replace } from "./edits";
import { failureExit, nullOf } from "./exits";
import { type Code, onCode } from "./fix";
import { isPlace, releaseStatement } from "./release";
import { testedForNull } from "./tests";

export const reallocTemporary = onCode("realloc-temporary", (code, finding) => {
  const found = reallocationAt(code);
  if (!found) return [];
  const { pointer, statement } = found;
  const test = nextPart(code.unit.tree, statement);
  const tested = testedForNull(code.unit.tree, test);
  const isTested = tested !== NONE && sourceOf(code, tested) === pointer;
  // Whether the block is still wanted on failure shows in what the function does with it then: tried in this order.
  const candidates = isLocal(pointer) ? [releaseStatement(code, finding, pointer) ?? "", ""] : [""];
  return candidates.flatMap((release) => {
    const edits = isTested
      ? withTest(code, found, { statement: test, tested, release })
      : withNewTest(code, found, release);
    if (!edits) return [];
    return [{ title: `Keep '${pointer}' until realloc() has succeeded`, edits, safe: false }];
  });
});

interface Reallocation {
  /** What is given and assigned to, as written. */
  readonly pointer: string;
  readonly statement: number;
  /** `void *name = realloc(...);`, and the name. */
  readonly declaration: string;
  readonly name: string;
}

/** `p = realloc(p, n);` as a statement of a block. */
function reallocationAt(code: Code): Reallocation | undefined {
  const { tree, env, language } = code.unit;
  const assignment = around(code, code.node, Kind.AssignmentExpression);
  const statement = assignment === NONE ? NONE : tree.parent[assignment];
  if (kindOf(tree, statement) !== Kind.ExpressionStatement || !isInBlock(code, statement)) return undefined;
  const pointer = sourceOf(code, childByField(tree, assignment, Field.Left));
  const right = childByField(tree, assignment, Field.Right);
  const call =
    kindOf(tree, right) === Kind.CallExpression ? innermostCall(code, right) : withoutCasts(tree, right);
  if (kindOf(tree, call) !== Kind.CallExpression) return undefined;
  const param = env.model(plainCalleeName(tree, call))?.reallocates ?? -1;
  if (param < 0 || sourceOf(code, withoutCasts(tree, argument(tree, call, param))) !== pointer)
    return undefined;
  if (!isPlace(pointer)) return undefined;
  const name = unusedName(code, statement, "resized");
  const declaration =
    language === "cpp"
      ? `auto *${name} = ${sourceOf(code, right)};`
      : `void *${name} = ${sourceOf(code, call)};`;
  return { pointer, statement, declaration, name };
}

/** `realloc(...)` inside `static_cast<T *>(realloc(...))`. */
function innermostCall({ unit: { tree } }: Code, call: number): number {
  const callee = childByField(tree, call, Field.Function);
  const isCast = kindOf(tree, callee) === Kind.TemplateFunction;
  return isCast ? withoutParentheses(tree, argument(tree, call, 0)) : call;
}

interface NullTest {
  readonly statement: number;
  readonly tested: number;
  /** Statement for its branch; empty for none. */
  readonly release: string;
}

function withTest(
  code: Code,
  found: Reallocation,
  { statement, tested, release }: NullTest,
): TextEdit[] | undefined {
  const { tree } = code.unit;
  if (childByField(tree, statement, Field.Alternative) !== NONE) return undefined;
  const after = linesAfter(code, statement, [`${found.pointer} = ${found.name};`]);
  const freed = release === "" ? [] : beforeBranch(code, statement, release);
  if (!after || !freed) return undefined;
  return [
    replace(spanOf(code, found.statement), found.declaration),
    replace(spanOf(code, tested), found.name),
    ...freed,
    after,
  ];
}

/** A line at the start of what an `if` does. */
function beforeBranch(code: Code, statement: number, line: string): TextEdit[] | undefined {
  const { tree } = code.unit;
  const branch = childByField(tree, statement, Field.Consequence);
  if (kindOf(tree, branch) !== Kind.CompoundStatement) {
    return replaceWithLines(code, branch, [line, sourceOf(code, branch)]);
  }
  let first = tree.firstChild[branch];
  while (first !== NONE && (textIs(tree, first, "{") || kindOf(tree, first) === Kind.Comment)) {
    first = tree.nextSibling[first];
  }
  const edit = linesBefore(code, first, [line]);
  return edit && [edit];
}

function withNewTest(code: Code, found: Reallocation, release: string): TextEdit[] | undefined {
  const exit = failureExit(code, found.statement);
  if (exit === undefined) return undefined;
  const branch = release === "" ? [exit] : [release, exit];
  const lines = [
    found.declaration,
    ...ifLines(code, found.statement, `${found.name} == ${nullOf(code)}`, branch),
    `${found.pointer} = ${found.name};`,
  ];
  return [replace(spanOf(code, found.statement), joinLines(code, found.statement, lines))];
}

function isLocal(pointer: string): boolean {
  return /^\w+$/.test(pointer);
}
