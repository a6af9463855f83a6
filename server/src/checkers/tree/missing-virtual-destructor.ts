/**
 * CWE-1079: a class with virtual functions can be deleted through a pointer to it, but its destructor is not virtual, so
 * the derived part is never destroyed ([expr.delete]/3). Speaks of a class that is made to be derived from - it is
 * abstract, or a class of this file derives from it - and that the code shows to be deleted, or lets everyone delete.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import type { SourceFile, Unit } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, textIs } from "../../syntax/walk";
import { firstPart, nextPart } from "./calls";
import type { FileChecker, UnitContext } from "./checker";
import { isClassSpecifier, isDestructor } from "./members";

export const missingVirtualDestructor: FileChecker = {
  rule: "missing-virtual-destructor",
  language: "cpp",
  check(file, contextOf) {
    let evidence: Evidence | undefined;
    for (const unit of file.units) {
      if (!unit.text.includes("virtual")) continue;
      const context = contextOf(unit);
      const { tree } = context;
      for (let node = 0; node < tree.count; node++) {
        if (!isClassSpecifier(tree, node)) continue;
        const found = describe(context, node);
        if (!found) continue;
        evidence ??= gather(file, contextOf);
        if (!isDeletable(found, evidence)) continue;
        context.report(
          childByField(tree, node, Field.Name),
          `'${found.name}' has virtual functions but no virtual destructor: deleting a derived object through it does not destroy the derived part.`,
          { facts: { class: found.name }, confidence: "evidence" },
        );
      }
    }
  },
};

/** A class with virtual functions and a public destructor that is not virtual. */
interface Polymorphic {
  readonly name: string;
  readonly isAbstract: boolean;
  /** The destructor is declared, not left to the compiler. */
  readonly isDeclared: boolean;
}

function describe(context: UnitContext, node: number): Polymorphic | undefined {
  const { tree, env } = context;
  const name = childByField(tree, node, Field.Name);
  const body = childByField(tree, node, Field.Body);
  if (name === NONE || body === NONE || childByKind(tree, node, Kind.VirtualSpecifier) !== NONE)
    return undefined;
  if (inheritsVirtualDestructor(context, node)) return undefined;
  let isPublic = tree.kind[node] === Kind.StructSpecifier;
  let hasVirtual = false;
  let isAbstract = false;
  let isDeclared = false;
  for (let member = firstPart(tree, body); member !== NONE; member = nextPart(tree, member)) {
    const kind = kindOf(tree, member);
    if (kind === Kind.AccessSpecifier) {
      isPublic = textIs(tree, member, "public");
      continue;
    }
    // A member that was not understood may be the destructor.
    if (kind === Kind.Error) return undefined;
    const isVirtual = findVirtual(tree, member);
    if (isDestructor(tree, member)) {
      if (isVirtual || !isPublic) return undefined;
      isDeclared = true;
    } else if (isVirtual) {
      hasVirtual = true;
      isAbstract ||= textIs(tree, childByField(tree, member, Field.DefaultValue), "0");
      isAbstract ||= childByKind(tree, member, Kind.PureVirtualClause) !== NONE;
    }
  }
  if (!hasVirtual || env.record(nodeText(tree, name))?.hasVirtualDestructor) return undefined;
  return { name: nodeText(tree, name), isAbstract, isDeclared };
}

/** A base class with a virtual destructor, or one that is not known. */
function inheritsVirtualDestructor({ tree, env }: UnitContext, node: number): boolean {
  const bases = childByKind(tree, node, Kind.BaseClassClause);
  for (let base = firstPart(tree, bases); base !== NONE; base = nextPart(tree, base)) {
    const kind = kindOf(tree, base);
    if (kind === Kind.AccessSpecifier) continue;
    const record = env.record(nodeText(tree, base));
    if (!record?.complete || record.hasVirtualDestructor || record.bases.length > 0) return true;
  }
  return false;
}

function findVirtual(tree: Tree, member: number): boolean {
  for (let child = tree.firstChild[member]; child !== NONE; child = tree.nextSibling[child]) {
    if (tree.kind[child] === Kind.TokenVirtual || textIs(tree, child, "virtual")) return true;
  }
  return false;
}

/** What the file's code does with classes, by their names. */
interface Evidence {
  readonly derivedFrom: ReadonlySet<string>;
  /** Deleted through a pointer, or held by a `unique_ptr`. */
  readonly deleted: ReadonlySet<string>;
}

function gather(file: SourceFile, contextOf: (unit: Unit) => UnitContext): Evidence {
  const derivedFrom = new Set<string>();
  const deleted = new Set<string>();
  for (const unit of file.units) {
    for (const [, name] of unit.text.matchAll(/\bunique_ptr\s*<\s*(\w+)\s*>/g)) deleted.add(name);
    const mayDerive = unit.kind === "type" && unit.text.includes(":");
    if (mayDerive || unit.text.includes("delete")) collect(contextOf(unit), derivedFrom, deleted);
  }
  return { derivedFrom, deleted };
}

function collect(context: UnitContext, derivedFrom: Set<string>, deleted: Set<string>): void {
  const { tree } = context;
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kind[node] as Kind;
    if (kind === Kind.BaseClassClause) {
      for (let base = firstPart(tree, node); base !== NONE; base = nextPart(tree, base)) {
        if (kindOf(tree, base) !== Kind.AccessSpecifier) derivedFrom.add(nodeText(tree, base));
      }
    } else if (kind === Kind.DeleteExpression) {
      const operand = firstPart(tree, node);
      const type = kindOf(tree, operand) === Kind.This ? undefined : context.typeOf(operand);
      const name = type?.kind === TypeKind.Pointer ? type.to?.record?.name.split("::").at(-1) : undefined;
      if (name !== undefined) deleted.add(name);
    }
  }
}

function isDeletable({ name, isAbstract, isDeclared }: Polymorphic, evidence: Evidence): boolean {
  if (!isAbstract && !evidence.derivedFrom.has(name)) return false;
  return isDeclared || evidence.deleted.has(name);
}
