/**
 * How a path has decided simple conditions, so that the same question is not answered both ways on one path: questions
 * in a form in which equal ones have equal texts, and what assignments and calls make of the answers.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, spelling, subtreeEnd } from "../../syntax/walk";
import { firstPart, nextPart } from "../tree/calls";
import type { Locals } from "./locals";

/** Decided conditions by the text of the question. */
export type Decisions = Map<string, Decision>;

interface Decision {
  readonly isTrue: boolean;
  /** The identifiers that the condition names. */
  readonly names: readonly string[];
  /** It names something that is not of the function, which unknown calls may change. */
  readonly isOutside: boolean;
}

export interface Question {
  readonly text: string;
  /** Whether the condition holds where the question is answered with yes. */
  readonly isPositive: boolean;
  readonly decision: Omit<Decision, "isTrue">;
}

/** The condition in a form in which equal questions have equal texts; undefined where calls answer it. */
export function questionOf(tree: Tree, locals: Locals, node: number): Question | undefined {
  const names: string[] = [];
  let isOutside = false;
  const end = subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    switch (tree.kind[n] as Kind) {
      case Kind.Identifier:
        names.push(nodeText(tree, n));
        if (locals.at(n) < 0) isOutside = true;
        break;
      case Kind.FieldExpression:
        isOutside = true;
        break;
      case Kind.CallExpression:
      case Kind.AssignmentExpression:
      case Kind.UpdateExpression:
      case Kind.LambdaExpression:
      case Kind.Declaration:
        return undefined;
    }
  }
  const decision = { names, isOutside };
  if (kindOf(tree, node) === Kind.BinaryExpression) {
    const operator = kindOf(tree, childByField(tree, node, Field.Operator));
    const isEqual = operator === Kind.TokenEqualEqual;
    if (isEqual || operator === Kind.TokenBangEqual || operator === Kind.TokenNotEq) {
      const left = spelling(tree, childByField(tree, node, Field.Left));
      const right = spelling(tree, childByField(tree, node, Field.Right));
      // x != nullptr, x != 0 and x are one question.
      if (right === "nullptr" || right === "NULL" || right === "0" || right === "false")
        return { text: left, isPositive: !isEqual, decision };
      return { text: `${left}==${right}`, isPositive: isEqual, decision };
    }
  }
  return { text: spelling(tree, node), isPositive: true, decision };
}

/** `name` takes the value of an expression: a literal decides conditions. */
export function assignDecision(tree: Tree, decisions: Decisions, name: string, value: number): void {
  forgetDecisions(decisions, name);
  const kind = kindOf(tree, value);
  let isTrue: boolean;
  if (kind === Kind.True) isTrue = true;
  else if (kind === Kind.False || kind === Kind.Null) isTrue = false;
  else if (kind === Kind.NumberLiteral) isTrue = nodeText(tree, value) !== "0";
  else return;
  decisions.set(name, { isTrue, names: [name], isOutside: false });
}

/** `name` has another value, which is not known. */
export function forgetDecisions(decisions: Decisions, name: string): void {
  for (const [text, { names }] of decisions) if (names.includes(name)) decisions.delete(text);
}

/** What an expression changes of conditions that were decided. */
export function forgetChanged(tree: Tree, decisions: Decisions, node: number): void {
  if (decisions.size === 0) return;
  switch (kindOf(tree, node)) {
    case Kind.UpdateExpression:
      forgetDecisions(decisions, baseName(tree, childByField(tree, node, Field.Argument)));
      return;
    case Kind.PointerExpression:
      if (kindOf(tree, childByField(tree, node, Field.Operator)) === Kind.TokenAmp)
        forgetDecisions(decisions, baseName(tree, childByField(tree, node, Field.Argument)));
      return;
    case Kind.LambdaExpression:
    case Kind.CallExpression: {
      for (const [text, { isOutside }] of decisions) if (isOutside) decisions.delete(text);
      const list = childByField(tree, node, Field.Arguments);
      for (let a = firstPart(tree, list); a !== NONE; a = nextPart(tree, a))
        if (tree.kind[a] === Kind.Identifier) forgetDecisions(decisions, nodeText(tree, a));
      const object = childByField(tree, childByField(tree, node, Field.Function), Field.Argument);
      if (object !== NONE) forgetDecisions(decisions, baseName(tree, object));
      return;
    }
  }
}

/** The identifier that an lvalue starts from. */
export function baseName(tree: Tree, node: number): string {
  let base = node;
  for (;;) {
    const inner = childByField(tree, base, Field.Argument);
    if (inner === NONE) break;
    base = inner;
  }
  return kindOf(tree, base) === Kind.Identifier ? nodeText(tree, base) : "";
}
