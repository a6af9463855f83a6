/**
 * CWE-758: C calls a function that nothing declares, so its arguments and result are taken for `int` (allowed until
 * C99). Speaks only when all that the file includes has been seen.
 */
import { Field, Kind } from "../../syntax/kinds";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import type { TreeChecker, UnitContext } from "./checker";
import { isUpperCase } from "./completion";
import { isDeclaredByStandard, isMentioned } from "./includes";
import { headerOf, isVariantName } from "./standard-headers";

/** Operators of the language and its extensions that look like calls. */
const OPERATORS = new Set([
  "typeof",
  "typeof_unqual",
  "asm",
  "alignof",
  "static_assert",
  "defined",
  "alloca",
]);

export const implicitDeclaration: TreeChecker = {
  rule: "implicit-declaration",
  language: "c",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const { tree, includes } = context;
    if (!includes.complete) return;
    const callee = childByField(tree, node, Field.Function);
    if (kindOf(tree, callee) !== Kind.Identifier) return;
    const name = nodeText(tree, callee);
    const memory = memoryOf(context);
    if (memory.seen.has(name)) return;
    memory.seen.add(name);
    if (!mayBeUndeclared(context, name, callee)) return;
    if (isDeclaredByStandard(includes, name) || isMentioned(includes, name)) return;
    if ((memory.isFragment ??= usesUnknownType(context))) return;
    const header = headerOf(name);
    context.report(
      callee,
      header === undefined
        ? `'${name}' is called but nothing declares it: its arguments and result are not checked.`
        : `'${name}' is called without its declaration: include <${header}>.`,
      { facts: header === undefined ? { call: name } : { call: name, header } },
    );
  },
};

function mayBeUndeclared(context: UnitContext, name: string, callee: number): boolean {
  if (name.startsWith("_") || isUpperCase(name) || OPERATORS.has(name) || isVariantName(name)) return false;
  const { env } = context;
  if (env.function(name) || env.macro(name) || env.variable(name) || env.type(name)) return false;
  return context.typeOf(callee) === undefined;
}

/** A file that uses types which it does not declare is itself included where they are, and functions with them. */
function usesUnknownType({ tree, env }: UnitContext): boolean {
  for (let n = 0; n < tree.count; n++) {
    if (tree.kind[n] !== Kind.TypeIdentifier) continue;
    const parent = kindOf(tree, tree.parent[n]);
    if (parent === Kind.StructSpecifier || parent === Kind.UnionSpecifier || parent === Kind.EnumSpecifier)
      continue;
    const name = nodeText(tree, n);
    if (!env.type(name) && !env.macro(name)) return true;
  }
  return false;
}

/** What has been found out about a unit. */
interface Memory {
  /** Names that were called before: one finding a unit says it. */
  readonly seen: Set<string>;
  isFragment: boolean | undefined;
}

const memories = new WeakMap<UnitContext, Memory>();

function memoryOf(context: UnitContext): Memory {
  let memory = memories.get(context);
  if (!memory) memories.set(context, (memory = { seen: new Set(), isFragment: undefined }));
  return memory;
}
