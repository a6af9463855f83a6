/**
 * What a mention of a moved-from object does with it: reads what is not specified any more, gives it a new content, or
 * neither, as asking whether it is empty.
 */
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, textIs } from "../../syntax/walk";
import { methodOf, movedOperand, parentExpression, simpleCalleeName } from "../paths/places";
import { argumentIndex, calleeName, withoutParentheses, withParentheses } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { Content, isPlain, type Moved } from "./moved";

/** Members that give an object a new content. */
export const RENEWING: ReadonlySet<string> = new Set(
  "clear assign reset swap emplace Clear Reset Swap CopyFrom open init Init load Load parse Parse str set_value resize".split(
    " ",
  ),
);
/** Beginnings of the names of other such members. */
const RENEWS = /^(?:[Ss]et|[Ii]nit|[Rr]eset|[Cc]lear|[Ee]mplace[A-Z]|[Aa]ssign)/;
/** Members that ask for nothing but whether there is a content, or say what a moved-from object surely answers. */
const ASKING: ReadonlySet<string> = new Set(
  "empty joinable valid has_value get use_count owns_lock is_open isNull IsValid is_valid good ok capacity get_deleter get_allocator".split(
    " ",
  ),
);
/** Library functions that write through the references they are given. */
const WRITING: ReadonlySet<string> = new Set(
  "std::swap swap std::getline getline std::exchange exchange std::tie tie std::ref ref std::addressof addressof std::destroy_at std::construct_at".split(
    " ",
  ),
);
/** Members that read or copy their arguments, whatever container they are of. */
const READING: ReadonlySet<string> = new Set(
  "push_back push_front push insert emplace_back emplace_front append find count contains at compare write add Add operator= set enqueue".split(
    " ",
  ),
);
const ASSERTION = /^(?:assert|[A-Z_]*(?:EXPECT|ASSERT|CHECK|REQUIRE|VERIFY|COMPARE|TEST)[A-Z0-9_]*)$/;

export const enum Role {
  Nothing,
  Renewal,
  Use,
}

/** What a mention of a moved-from object does with it. */
export function roleOf(context: UnitContext, node: number, fact: Moved, isPointee: boolean): Role {
  const { tree } = context;
  const isStrict = fact.kind === Content.Unspecified;
  const child = withParentheses(tree, node);
  const parent = tree.parent[child];
  switch (kindOf(tree, parent)) {
    case Kind.AssignmentExpression:
      if (childByField(tree, parent, Field.Left) !== child)
        return fact.kind === Content.Null ? Role.Nothing : Role.Use;
      return textIs(tree, childByField(tree, parent, Field.Operator), "=") ? Role.Nothing : Role.Use;
    case Kind.FieldExpression:
      return roleOfMember(context, parent, fact, isPointee);
    case Kind.PointerExpression:
      return kindOf(tree, childByField(tree, parent, Field.Operator)) === Kind.TokenAmp
        ? Role.Renewal
        : Role.Use;
    case Kind.SubscriptExpression:
      return Role.Use;
    case Kind.ConditionClause:
    case Kind.UnaryExpression:
    case Kind.ConditionalExpression:
    case Kind.WhileStatement:
      return Role.Renewal;
    case Kind.CallExpression:
      // A function object that is called.
      return childByField(tree, parent, Field.Function) === child ? Role.Use : Role.Nothing;
    case Kind.ArgumentList:
      return roleOfArgument(context, parent, child, fact);
    case Kind.BinaryExpression: {
      const operator = kindOf(tree, childByField(tree, parent, Field.Operator));
      if (operator === Kind.TokenGreaterGreater) return Role.Renewal;
      const isLogical = operator === Kind.TokenAmpAmp || operator === Kind.TokenPipePipe;
      return isStrict && !isLogical ? Role.Use : Role.Renewal;
    }
    case Kind.InitDeclarator:
      if (childByKind(tree, parent, Kind.ReferenceDeclarator) !== NONE) return Role.Renewal;
      return fact.kind === Content.Null ? Role.Nothing : Role.Use;
    case Kind.ReturnStatement:
    case Kind.CoReturnStatement:
    case Kind.InitializerList:
    case Kind.ThrowStatement:
    case Kind.CoYieldStatement:
      return fact.kind === Content.Null ? Role.Nothing : Role.Use;
    case Kind.ForRangeLoop:
      return childByField(tree, parent, Field.Right) === child ? Role.Use : Role.Nothing;
    default:
      return Role.Nothing;
  }
}

function roleOfMember(context: UnitContext, parent: number, fact: Moved, isPointee: boolean): Role {
  const { tree } = context;
  const isArrow = textIs(tree, childByField(tree, parent, Field.Operator), "->");
  const isCall = childByField(tree, tree.parent[parent], Field.Function) === parent;
  if (isArrow && !isPointee) return Role.Use;
  const name = nodeText(tree, childByField(tree, parent, Field.Field));
  if (!isCall) {
    // Who assigns to members fills the object again; a number that is a member stays what it was.
    let whole = parent;
    while (kindOf(tree, parentExpression(tree, whole)) === Kind.FieldExpression)
      whole = parentExpression(tree, whole);
    const up = parentExpression(tree, whole);
    if (
      kindOf(tree, up) === Kind.AssignmentExpression &&
      withoutParentheses(tree, childByField(tree, up, Field.Left)) === whole
    )
      return Role.Renewal;
    const type = context.typeOf(whole);
    if (type !== undefined && isPlain(type, 0)) return Role.Nothing;
    const isElement = type !== undefined || name === "first" || name === "second";
    return fact.kind === Content.Unspecified && isElement ? Role.Use : Role.Nothing;
  }
  // Its destructor may be run, and something new be built in its place.
  if (RENEWING.has(name) || RENEWS.test(name) || name.startsWith("~")) return Role.Renewal;
  // Who asks, knows that there may be nothing.
  if (ASKING.has(name)) return Role.Renewal;
  if (fact.kind === Content.Null) return name === "value" || name === "lock" ? Role.Use : Role.Nothing;
  return Role.Use;
}

function roleOfArgument(context: UnitContext, list: number, node: number, fact: Moved): Role {
  const { tree } = context;
  const call = tree.parent[list];
  const kind = kindOf(tree, call);
  if (kind === Kind.InitDeclarator || kind === Kind.NewExpression || kind === Kind.FieldInitializer)
    return fact.kind === Content.Unspecified ? Role.Use : Role.Nothing;
  if (kind !== Kind.CallExpression) return Role.Nothing;
  // A second move is judged where it is complete.
  if (movedOperand(tree, call) === node) return Role.Nothing;
  const full = calleeName(tree, call);
  if (WRITING.has(full)) return Role.Renewal;
  const { object, name } = methodOf(tree, call);
  if (name === "swap") return Role.Renewal;
  if (fact.kind === Content.Null) return Role.Nothing;
  if (object !== NONE) return READING.has(name) ? Role.Use : Role.Renewal;
  const parameter =
    full === "" ? undefined : context.env.function(full)?.type.params?.[argumentIndex(tree, call, node)];
  if (parameter !== undefined)
    return parameter.kind !== TypeKind.Reference || parameter.to?.isConst ? Role.Use : Role.Renewal;
  if (full.startsWith("std::make_") || full.startsWith("std::to_") || full === "std::string") return Role.Use;
  return Role.Renewal;
}

/** Whether a node is part of what an assertion claims: tests look at moved-from objects on purpose. */
export function isInAssertion(tree: Tree, node: number): boolean {
  for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
    const kind = kindOf(tree, up);
    if (kind === Kind.CompoundStatement || kind === Kind.LambdaExpression) return false;
    if (kind === Kind.CallExpression && ASSERTION.test(simpleCalleeName(tree, up))) return true;
  }
  return false;
}
