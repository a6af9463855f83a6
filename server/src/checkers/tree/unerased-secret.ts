/**
 * CWE-244: memory that the function erases before it gives it back on one way out, and gives back as it is on another:
 * the function itself says that what is in it must not stay.
 */
import { Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { kindOf, spelling, subtreeEnd } from "../../syntax/walk";
import { argument, argumentCount, plainCalleeName, withoutCasts } from "./calls";
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

/** Whether a call before its release was given the block: it may have written the secret. */
function isFilledBefore({ tree }: UnitContext, definition: number, release: number, block: string): boolean {
  for (let n = definition; n < release; n++) {
    if (kindOf(tree, n) !== Kind.CallExpression) continue;
    for (let i = 0; i < argumentCount(tree, n); i++)
      if (spelling(tree, withoutCasts(tree, argument(tree, n, i))) === block) return true;
  }
  return false;
}
