/** What a member function does with the members it names: gives them a value, reads them, or hands them to somebody. */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, subtreeEnd, textIs } from "../../syntax/walk";
import { calleeName, withParentheses } from "../tree/calls";
import { memberName } from "../tree/members";
import { type Body, hidesMember } from "./classes";

export const enum Use {
  /** It takes a new value. */
  Write,
  /** Its value is looked at. */
  Read,
  /** What it points to is looked at or changed. */
  Follow,
  /** It is released. */
  Release,
  /** Its value is copied to somewhere else. */
  Copy,
  /** It is handed to somebody who may give it another value. */
  Hand,
}

export interface Mention {
  readonly node: number;
  readonly use: Use;
}

/** Every mention of the member `name` of the function's own object, in order. */
export function mentionsOf(body: Body, name: string): Mention[] {
  const { tree, node } = body;
  const end = subtreeEnd(tree, node);
  const text = tree.text.substring(tree.start[node], tree.end[node]);
  const out: Mention[] = [];
  if (!text.includes(name)) return out;
  const isHidden = hidesMember(body, name);
  for (let n = childByField(tree, node, Field.Body); n !== NONE && n < end; n++) {
    const kind = tree.kind[n];
    if (kind !== Kind.Identifier && kind !== Kind.FieldExpression) continue;
    if (kind === Kind.Identifier && (isHidden || isMemberOfOther(tree, n))) continue;
    if (memberName(tree, n) !== name) continue;
    out.push({ node: n, use: useOf(tree, n) });
  }
  return out;
}

function isMemberOfOther(tree: Tree, node: number): boolean {
  return kindOf(tree, tree.parent[node]) === Kind.QualifiedIdentifier;
}

/** What the expression around a member does with it. */
export function useOf(tree: Tree, node: number): Use {
  const child = withParentheses(tree, node);
  const parent = tree.parent[child];
  switch (kindOf(tree, parent)) {
    case Kind.AssignmentExpression: {
      if (childByField(tree, parent, Field.Left) !== child) return Use.Copy;
      return textIs(tree, childByField(tree, parent, Field.Operator), "=") ? Use.Write : Use.Read;
    }
    case Kind.UpdateExpression:
    case Kind.UnaryExpression:
    case Kind.ConditionClause:
      return Use.Read;
    case Kind.ConditionalExpression:
      return childByField(tree, parent, Field.Condition) === child ? Use.Read : Use.Copy;
    case Kind.ReturnStatement:
      return Use.Copy;
    case Kind.InitDeclarator:
      return childByKind(tree, parent, Kind.ReferenceDeclarator) === NONE ? Use.Copy : Use.Hand;
    case Kind.BinaryExpression: {
      const operator = nodeText(tree, childByField(tree, parent, Field.Operator));
      // `stream >> member` gives it a value.
      return operator === ">>" && childByField(tree, parent, Field.Right) === child ? Use.Hand : Use.Read;
    }
    case Kind.PointerExpression:
      return textIs(tree, childByField(tree, parent, Field.Operator), "*") ? Use.Follow : Use.Hand;
    case Kind.SubscriptExpression:
      return childByField(tree, parent, Field.Argument) === child ? Use.Follow : Use.Read;
    case Kind.FieldExpression:
      return Use.Follow;
    case Kind.DeleteExpression:
      return Use.Release;
    case Kind.ArgumentList:
      return calleeName(tree, tree.parent[parent]).replace(/^std::/, "") === "free" ? Use.Release : Use.Hand;
    default:
      return Use.Hand;
  }
}
