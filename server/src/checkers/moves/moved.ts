/**
 * What an object holds after it was moved from, by its type: nothing that a reader may rely on, null by definition, or
 * what it held before, because the move is a copy ([lib.types.movedfrom]).
 */
import { dereferenced } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import type { Tree } from "../../syntax/tree";
import { childByField, kindOf } from "../../syntax/walk";
import type { Local } from "../paths/locals";
import { simpleCalleeName } from "../paths/places";
import type { UnitContext } from "../tree/checker";
import { objectType } from "../tree/containers";

/** An object that is moved from. */
export interface Moved {
  /** The call of `std::move`. */
  readonly node: number;
  readonly kind: Content;
}

/** What is left of an object that was moved from. */
export const enum Content {
  /** Nothing that a reader may rely on. */
  Unspecified,
  /** Null, by definition: asking is fine, following it is not. */
  Null,
  /** The type is not known. */
  Unknown,
}

/** Classes of the library without content to give away: a move is a copy. */
const CHEAP: ReadonlySet<string> = new Set(
  "std::string_view std::span std::initializer_list std::bitset std::atomic std::complex".split(" "),
);
const NULLABLE: ReadonlySet<string> = new Set(
  "std::unique_ptr std::shared_ptr std::weak_ptr std::auto_ptr std::function std::optional std::any".split(
    " ",
  ),
);
const ITERATORS = /^(?:c?r?begin|c?r?end|find\w*|lower_bound|upper_bound|next|prev|data)$/;

/** A local of which a move is a copy: constant, a pointer, an iterator. */
export function isCopied(tree: Tree, local: Local): boolean {
  if (local.isPointer || local.isArray || local.isConst) return true;
  const { declaration } = local;
  if (kindOf(tree, childByField(tree, declaration, Field.Type)) === Kind.PrimitiveType) return true;
  // What is static or refers to such may be given back at any time.
  if (local.isStatic) return true;
  if (kindOf(tree, tree.parent[local.node]) !== Kind.InitDeclarator) return false;
  const value = childByField(tree, tree.parent[local.node], Field.Value);
  return kindOf(tree, value) === Kind.CallExpression && ITERATORS.test(simpleCalleeName(tree, value));
}

/** Undefined where a move leaves the object as it is. */
export function contentAfterMove(context: UnitContext, operand: number): Content | undefined {
  const type = objectType(context.typeOf(operand));
  if (type === undefined) return Content.Unknown;
  if (type.isConst || isPlain(type, 0)) return undefined;
  if (type.kind !== TypeKind.Unknown) return Content.Unspecified;
  if (NULLABLE.has(type.name)) return Content.Null;
  return type.name.startsWith("std::") ? Content.Unspecified : Content.Unknown;
}

/** Whether moving such a value copies it: numbers, pointers, records of nothing else. */
export function isPlain(type: Type, depth: number): boolean {
  switch (type.kind) {
    case TypeKind.Bool:
    case TypeKind.Int:
    case TypeKind.Float:
    case TypeKind.Enum:
    case TypeKind.Pointer:
    case TypeKind.Function:
      return true;
    case TypeKind.Array:
    case TypeKind.Reference:
      return type.to !== null && depth < 8 && isPlain(dereferenced(type.to), depth + 1);
    case TypeKind.Record:
      return (
        type.record !== null &&
        depth < 8 &&
        type.record.complete &&
        !type.record.hasDestructor &&
        type.record.fields.every((field) => isPlain(field.type, depth + 1))
      );
    case TypeKind.Unknown:
      return CHEAP.has(type.name) || type.name.endsWith("iterator");
    default:
      return false;
  }
}
