/**
 * CWE-244: memory that the function erases before it gives it back on one way out, and gives back as it is on another:
 * the function itself says that what is in it must not stay.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { ancestorOfKind, childByField, kindOf, nodeText, spelling, subtreeEnd } from "../../syntax/walk";
import { wordAt } from "../../text/words";
import { argument, argumentCount, nextPart, plainCalleeName, withoutCasts } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

const ERASES =
  /zeroi[sz]e|cleanse|explicit_?bzero|secure_?(?:zero|clear|wipe|mem)|memset_(?:s|explicit)$|mem_?zero|wipe|burn|securezero/i;
const RELEASES = /free$/i;

interface Calls {
  readonly erased: readonly number[];
  readonly released: readonly number[];
}

export const unerasedSecret: TreeChecker = {
  rule: "unerased-secret",
  kinds: [Kind.FunctionDefinition],
  visit(context, definition) {
    const { tree } = context;
    const { erased, released } = callsOf(context, definition);
    if (erased.length > 0) leftOnStack(context, definition, erased);
    if (erased.length === 0 || released.length === 0) return;
    for (const release of released) {
      const block = subjectOf(tree, release);
      const pairs = erased.filter((e) => subjectOf(tree, e) === block);
      if (pairs.length === 0 || pairs.some((e) => leadsTo(tree, e, release))) continue;
      const other = pairs.find((e) => isErasedForRelease(tree, e, released, block));
      if (other === undefined || !isFilledBefore(context, definition, release, block)) continue;
      if (isUsedAfter(tree, release, block)) continue;
      context.report(
        release,
        `'${block}' is given back as it is here, and erased before that elsewhere in this function: what is secret in it stays in memory.`,
        {
          confidence: "evidence",
          steps: [{ start: tree.start[other], end: tree.end[other], message: "erased here" }],
        },
      );
    }
  },
};

function callsOf({ tree }: UnitContext, definition: number): Calls {
  const erased: number[] = [];
  const released: number[] = [];
  for (let n = definition; n < subtreeEnd(tree, definition); n++) {
    if (kindOf(tree, n) !== Kind.CallExpression || argumentCount(tree, n) === 0) continue;
    const name = plainCalleeName(tree, n);
    if (ERASES.test(name)) erased.push(n);
    else if (RELEASES.test(name) && argumentCount(tree, n) === 1) released.push(n);
  }
  return { erased, released };
}

function subjectOf(tree: Tree, call: number): string {
  return spelling(tree, withoutCasts(tree, argument(tree, call, 0)));
}

/** Whether what is erased in one place is what is given back in the other: the erasing stands in a block around, before. */
function leadsTo(tree: Tree, erase: number, release: number): boolean {
  if (erase > release) return false;
  let block = tree.parent[erase];
  // What stands in the body of a do-while runs whenever that is reached.
  while (block !== NONE && (kindOf(tree, block) !== Kind.CompoundStatement || isDoBody(tree, block)))
    block = tree.parent[block];
  return block !== NONE && release < subtreeEnd(tree, block);
}

function isDoBody(tree: Tree, block: number): boolean {
  return kindOf(tree, tree.parent[block]) === Kind.DoStatement;
}

/** Whether the erasing call gives back as well, or stands before a call that does, in the same block. */
function isErasedForRelease(tree: Tree, erase: number, released: readonly number[], block: string): boolean {
  if (RELEASES.test(plainCalleeName(tree, erase))) return true;
  return released.some((r) => subjectOf(tree, r) === block && leadsTo(tree, erase, r));
}

/** Whether the block goes on to be used, as where `buffers_free(block)` releases but what it has. */
function isUsedAfter(tree: Tree, release: number, block: string): boolean {
  let around = tree.parent[release];
  while (around !== NONE && kindOf(tree, around) !== Kind.CompoundStatement) around = tree.parent[around];
  if (around === NONE) return false;
  for (let n = subtreeEnd(tree, release); n < subtreeEnd(tree, around); n++)
    if (kindOf(tree, n) === Kind.Identifier && spelling(tree, n) === block) return true;
  return false;
}

/** Arrays of the function's own that are erased where it ends, and left as they are where it returns early. */
function leftOnStack(context: UnitContext, definition: number, erased: readonly number[]): void {
  const { tree } = context;
  const end = subtreeEnd(tree, definition);
  const told = new Set<string>();
  for (const erase of erased) {
    const array = subjectOf(tree, erase);
    if (told.has(array) || !isOwnArray(tree, definition, array)) continue;
    told.add(array);
    const places = erased.filter((e) => subjectOf(tree, e) === array);
    const filled = filledFirst(tree, definition, array);
    if (filled === NONE || filled > places[0]) continue;
    for (let n = subtreeEnd(tree, filled); n < end; n++) {
      if (kindOf(tree, n) !== Kind.ReturnStatement || !leadsOn(tree, n, places[0])) continue;
      if (places.some((e) => leadsTo(tree, e, n)) || tellsOfFailure(tree, filled, n)) continue;
      context.report(
        n,
        `'${array}' stays on the stack as it is here, and is erased elsewhere in this function: what is secret in it stays in memory.`,
        {
          confidence: "evidence",
          steps: [{ start: tree.start[erase], end: tree.end[erase], message: "erased here" }],
        },
      );
    }
  }
}

/** Whether a return stands before the erasing, in a block inside of the one that is erased in: the array is the same. */
function leadsOn(tree: Tree, exit: number, erase: number): boolean {
  const block = ancestorOfKind(tree, erase, Kind.CompoundStatement);
  return exit < erase && block !== NONE && exit > block && exit < subtreeEnd(tree, block);
}

function isOwnArray(tree: Tree, definition: number, name: string): boolean {
  const body = childByField(tree, definition, Field.Body);
  if (body === NONE || !/^\w+$/.test(name)) return false;
  for (let n = body; n < subtreeEnd(tree, body); n++)
    if (
      kindOf(tree, n) === Kind.ArrayDeclarator &&
      nodeText(tree, childByField(tree, n, Field.Declarator)) === name
    )
      return !/\bstatic\b/.test(nodeText(tree, ancestorOfKind(tree, n, Kind.Declaration)));
  return false;
}

/** The first call that is given the array; NONE if there is none. */
function filledFirst(tree: Tree, definition: number, array: string): number {
  for (let n = definition; n < subtreeEnd(tree, definition); n++) {
    if (kindOf(tree, n) !== Kind.CallExpression) continue;
    if (/^(?:memset|bzero)$/.test(plainCalleeName(tree, n))) continue;
    for (let i = 0; i < argumentCount(tree, n); i++)
      if (spelling(tree, withoutCasts(tree, argument(tree, n, i))) === array) return n;
  }
  return NONE;
}

/** Whether a return is what the function does when the call that should have filled the array has failed. */
function tellsOfFailure(tree: Tree, filled: number, exit: number): boolean {
  let result = "";
  let at = tree.parent[filled];
  for (; at !== NONE && !STATEMENTS.has(kindOf(tree, at)); at = tree.parent[at]) {
    if (kindOf(tree, at) === Kind.AssignmentExpression)
      result = spelling(tree, childByField(tree, at, Field.Left));
    else if (kindOf(tree, at) === Kind.InitDeclarator)
      result = spelling(tree, childByField(tree, at, Field.Declarator));
  }
  // The first question about what the call gave: later ones of the same variable ask about other calls.
  const question = kindOf(tree, at) === Kind.IfStatement ? at : nextIf(tree, at, result);
  return question !== NONE && exit > question && exit < subtreeEnd(tree, question);
}

/** The `if` behind a statement that asks about a variable. */
function nextIf(tree: Tree, statement: number, variable: string): number {
  const next = statement === NONE ? NONE : nextPart(tree, statement);
  if (kindOf(tree, next) !== Kind.IfStatement || variable === "") return NONE;
  return wordAt(nodeText(tree, childByField(tree, next, Field.Condition)), variable, 0) < 0 ? NONE : next;
}

const STATEMENTS: ReadonlySet<Kind> = new Set([
  Kind.IfStatement,
  Kind.ExpressionStatement,
  Kind.Declaration,
  Kind.WhileStatement,
  Kind.ForStatement,
  Kind.DoStatement,
  Kind.ReturnStatement,
]);

/** Whether a call before its release was given the block: it may have written the secret. */
function isFilledBefore({ tree }: UnitContext, definition: number, release: number, block: string): boolean {
  for (let n = definition; n < release; n++) {
    if (kindOf(tree, n) !== Kind.CallExpression) continue;
    for (let i = 0; i < argumentCount(tree, n); i++)
      if (spelling(tree, withoutCasts(tree, argument(tree, n, i))) === block) return true;
  }
  return false;
}
