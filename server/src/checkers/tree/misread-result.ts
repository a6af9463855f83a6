/**
 * CWE-253: a test of a call's result that comes out the same for success and for a way to fail: `if (sscanf(...))`,
 * `if (!EVP_VerifyFinal(...))`. Looks at results that are tested where the call stands, or where the variable that
 * keeps them is next mentioned, and not again before the variable changes. Facts: `subject`: what is tested;
 * `instead`: the operator and operand that tell them apart.
 */
import type { FunctionModel, SizeExpression } from "../../models/model";
import { TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd, textIs } from "../../syntax/walk";
import { argumentCount, firstPart, plainCalleeName, withParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { declaredName, enclosingFunction } from "./functions";
import { holds, outcomeOf, type Test, testOf } from "./outcomes";

export const misreadResult: TreeChecker = {
  rule: "misread-result",
  kinds: [Kind.CallExpression],
  visit(context, node) {
    const { tree, env } = context;
    const name = plainCalleeName(tree, node);
    const model = name === "" ? undefined : env.model(name);
    const isCharacter = model !== undefined && givesCharacter(model);
    if (model === undefined || (model.fails === null && model.format?.style !== "scanf" && !isCharacter))
      return;
    if (env.macro(name) || env.function(name)?.isStatic) return;
    if (argumentCount(tree, node) < model.params.length) return;
    if (isCharacter) {
      cutCharacter(context, node, name);
      return;
    }
    // What prints into memory fails as good as never.
    const fails = model.format === null ? model.fails : null;
    if (fails === "negative" || fails === "zero-or-negative") unsignedTest(context, node, name);
    const outcome = outcomeOf(tree, node, model);
    const tested = outcome && testedResult(context, node);
    if (outcome === undefined || tested === undefined) return;
    const { test, subject } = tested;
    // Another number is a result that is asked for by itself: `== ETIMEDOUT`.
    if (test.bound !== 0 && test.bound !== -1) return;
    const isDescriptor = model.allocates !== null && model.fails === "negative";
    if ((isDescriptor && test.bound === 0 && !test.isTruth) || decidesNothing(tree, test.node)) return;
    const isPassed = holds(test, outcome.success);
    const lost = outcome.failures.find((failure) => holds(test, failure) === isPassed);
    if (lost === undefined) return;
    const instead = isPassed ? outcome.whenDone : outcome.whenFailed;
    context.report(
      test.node,
      `'${name}' fails with ${outcome.words}; this test takes ${lost} for success. Compare with '${instead}'.`,
      {
        confidence: "evidence",
        facts: { subject: context.source.slice(tree.start[subject], tree.end[subject]), instead },
      },
    );
  },
};

/** Whether the result is dropped on purpose: `(void)!write(...)`, or an `if` without a body that is all the test is for. */
function decidesNothing(tree: Tree, test: number): boolean {
  let up = tree.parent[withParentheses(tree, test)];
  if (kindOf(tree, up) === Kind.CastExpression)
    return nodeText(tree, childByField(tree, up, Field.Type)) === "void";
  if (kindOf(tree, up) === Kind.ConditionClause) up = tree.parent[up];
  if (kindOf(tree, up) !== Kind.IfStatement || childByField(tree, up, Field.Alternative) !== NONE)
    return false;
  const body = childByField(tree, up, Field.Consequence);
  // `return;` has no parts either, but decides.
  const isPlain =
    kindOf(tree, body) === Kind.CompoundStatement || kindOf(tree, body) === Kind.ExpressionStatement;
  return isPlain && firstPart(tree, body) === NONE;
}

/** Whether a result is a byte, or -1 where there is none: `fgetc`. */
function givesCharacter({ returnsRange: range }: FunctionModel): boolean {
  const isConstant = (side: SizeExpression | null | undefined, value: number) =>
    side?.kind === "constant" && side.value === value;
  return isConstant(range?.min, -1) && isConstant(range?.max, 255);
}

/** `char c; ... (c = getchar()) != EOF`: in a `char`, the byte 255 and the end are one, or the end is none of its values. */
function cutCharacter(context: UnitContext, call: number, name: string): void {
  const { tree } = context;
  const up = tree.parent[withParentheses(tree, call)];
  const variable = assignedIn(tree, up, withParentheses(tree, call));
  if (variable === NONE) return;
  const type = context.typeOf(variable);
  // Of one without a sign another rule says that the loop never ends.
  if (type?.kind !== TypeKind.Int || type.size !== 1 || !type.signed) return;
  const test = keptResult(context, call)?.tested.test;
  if (test?.bound !== -1 || test.isTruth) return;
  const { operator, node } = test;
  if (operator !== Kind.TokenEqualEqual && operator !== Kind.TokenBangEqual) return;
  const kept = nodeText(tree, variable);
  context.report(
    node,
    `'${kept}' is a 'char', which cannot tell the byte 0xff from the end that '${name}' gives: one is taken for the other. Keep the result in an 'int'.`,
    { confidence: "evidence" },
  );
}

/** `read(...) < sizeof header`: compared as an unsigned number, -1 is the greatest, and passes for enough. */
function unsignedTest(context: UnitContext, call: number, name: string): void {
  const { tree } = context;
  const outer = withParentheses(tree, call);
  let subject = outer;
  const up = tree.parent[outer];
  const variable = assignedIn(tree, up, outer);
  if (variable !== NONE) {
    subject =
      kindOf(tree, up) === Kind.AssignmentExpression &&
      kindOf(tree, tree.parent[up]) === Kind.ParenthesizedExpression
        ? withParentheses(tree, up)
        : nextMention(context, up, nodeText(tree, variable));
    if (subject === NONE || context.typeOf(variable)?.signed !== true) return;
  }
  const test = tree.parent[subject];
  if (kindOf(tree, test) !== Kind.BinaryExpression || childByField(tree, test, Field.Left) !== subject)
    return;
  const operator = kindOf(tree, childByField(tree, test, Field.Operator));
  if (operator !== Kind.TokenLess && operator !== Kind.TokenLessEqual) return;
  const bound = context.typeOf(childByField(tree, test, Field.Right));
  const own = context.typeOf(subject);
  if (bound?.kind !== TypeKind.Int || bound.signed || bound.size < 4) return;
  if (own !== undefined && (own.kind !== TypeKind.Int || !own.signed || own.size > bound.size)) return;
  const right = nodeText(tree, childByField(tree, test, Field.Right));
  context.report(
    test,
    `'${name}' fails with a negative number, which is compared with the unsigned '${right}' as one of the greatest: this test takes it for enough.`,
    {
      confidence: "evidence",
      facts: {
        subject: nodeText(tree, subject),
        instead: `${operator === Kind.TokenLess ? "<" : "<="} (${SIGNED_SIZE.get(bound.size) ?? "long"})${asOperand(context, test)}`,
      },
    },
  );
}

const SIGNED_SIZE: ReadonlyMap<number, string> = new Map([
  [4, "int"],
  [8, "long"],
]);

function asOperand({ tree }: UnitContext, test: number): string {
  const right = childByField(tree, test, Field.Right);
  const text = nodeText(tree, right);
  return kindOf(tree, right) === Kind.BinaryExpression ? `(${text})` : text;
}

/** The next place that a variable is mentioned; NONE if none, or if that is where it is written. */
function nextMention(context: UnitContext, after: number, name: string): number {
  const { tree } = context;
  const end = subtreeEnd(tree, enclosingFunction(tree, after));
  for (let n = subtreeEnd(tree, after); n < end; n++)
    if (tree.kind[n] === Kind.Identifier && textIs(tree, n, name)) return n;
  return NONE;
}

interface Tested {
  readonly test: Test;
  /** The expression whose value is tested: the call, an assignment of it, or the variable. */
  readonly subject: number;
}

function testedResult(context: UnitContext, call: number): Tested | undefined {
  const direct = testAt(context, call);
  if (direct !== undefined) return { test: direct, subject: call };
  const kept = keptResult(context, call);
  return kept !== undefined && isOnlyUse(context, kept.tested, kept.name) ? kept.tested : undefined;
}

/** The first test of the local variable that keeps a call's result, and the variable's name. */
function keptResult(
  context: UnitContext,
  call: number,
): { readonly tested: Tested; readonly name: string } | undefined {
  const { tree } = context;
  const outer = withParentheses(tree, call);
  const up = tree.parent[outer];
  const variable = assignedIn(tree, up, outer);
  if (variable === NONE) return undefined;
  const name = nodeText(tree, variable);
  const inPlace = kindOf(tree, up) === Kind.AssignmentExpression ? testAt(context, up) : undefined;
  const tested =
    inPlace === undefined
      ? testAfter(context, up, name)
      : { test: inPlace, subject: withParentheses(tree, up) };
  return tested && { tested, name };
}

function testAt(context: UnitContext, node: number): Test | undefined {
  return testOf(context.tree, node, (bound) => context.constantOf(bound));
}

/** The local variable that an assignment or a declaration gives the value, as an identifier node. */
function assignedIn(tree: Tree, node: number, value: number): number {
  if (kindOf(tree, node) === Kind.InitDeclarator)
    return childByField(tree, node, Field.Value) === value ? declaredName(tree, node) : NONE;
  if (kindOf(tree, node) !== Kind.AssignmentExpression) return NONE;
  if (kindOf(tree, childByField(tree, node, Field.Operator)) !== Kind.TokenEqual) return NONE;
  const left = childByField(tree, node, Field.Left);
  return kindOf(tree, left) === Kind.Identifier ? left : NONE;
}

/** The test that the variable is next mentioned in. */
function testAfter(context: UnitContext, assignment: number, name: string): Tested | undefined {
  const { tree } = context;
  const end = subtreeEnd(tree, enclosingFunction(tree, assignment));
  for (let n = subtreeEnd(tree, assignment); n < end; n++) {
    if (tree.kind[n] !== Kind.Identifier || !textIs(tree, n, name)) continue;
    const test = testAt(context, n);
    return test && { test, subject: n };
  }
  return undefined;
}

/** Whether nothing else decides by the variable, or hands it on, until it is given another value. */
function isOnlyUse(context: UnitContext, { test }: Tested, name: string): boolean {
  const { tree } = context;
  const end = subtreeEnd(tree, enclosingFunction(tree, test.node));
  for (let n = subtreeEnd(tree, test.node); n < end; n++) {
    if (tree.kind[n] !== Kind.Identifier || !textIs(tree, n, name)) continue;
    const up = tree.parent[withParentheses(tree, n)];
    if (kindOf(tree, up) === Kind.AssignmentExpression && childByField(tree, up, Field.Left) === n)
      return true;
    if (testAt(context, n) !== undefined || isJudgedElsewhere(tree, up)) return false;
  }
  return true;
}

/** Whether a value is returned, chosen by, compared or handed on where it stands: somebody else may look at it. */
function isJudgedElsewhere(tree: Tree, parent: number): boolean {
  switch (kindOf(tree, parent)) {
    case Kind.ReturnStatement:
    case Kind.SwitchStatement:
    case Kind.ConditionClause:
    case Kind.ArgumentList:
    case Kind.AssignmentExpression:
    case Kind.InitDeclarator:
    case Kind.BinaryExpression:
    case Kind.ConditionalExpression:
      return true;
    default:
      return false;
  }
}
