/**
 * How a call's result tells failure from success, by its model, and the tests that tell them apart. Shared by the rule
 * on tests that do not and by the fixes that write one.
 */
import type { Failure, FunctionModel } from "../../models/model";
import { Field, Kind } from "../../syntax/kinds";
import type { Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText } from "../../syntax/walk";
import { argument, argumentCount, withoutParentheses, withParentheses } from "./calls";

/** What a test of a result has to be true for, or false for, as a whole. */
export interface Outcome {
  /** A result of success. */
  readonly success: number;
  /** One result for each way to fail. */
  readonly failures: readonly number[];
  /** Operator and operand of the test for success, and of that for failure: `== 2`, `!= 2`. */
  readonly whenDone: string;
  readonly whenFailed: string;
  /** How it fails, in words that follow `fails with`. */
  readonly words: string;
}

const OUTCOMES: Readonly<Record<Failure, Outcome>> = {
  negative: {
    success: 1,
    failures: [-1],
    whenDone: ">= 0",
    whenFailed: "< 0",
    words: "a negative number",
  },
  "zero-or-negative": {
    success: 1,
    failures: [0, -1],
    whenDone: "> 0",
    whenFailed: "<= 0",
    words: "0 or a negative number",
  },
  "error-number": {
    success: 0,
    failures: [22],
    whenDone: "== 0",
    whenFailed: "!= 0",
    words: "a positive error number",
  },
  "negative-error": {
    success: 0,
    failures: [-22],
    whenDone: "== 0",
    whenFailed: "!= 0",
    words: "one of several negative numbers",
  },
};

/** What the result of a call says; undefined if its model does not say. */
export function outcomeOf(tree: Tree, call: number, model: FunctionModel): Outcome | undefined {
  if (model.format?.style === "scanf") return scanOutcome(tree, call, model.format.param, model.format.first);
  return model.fails === null ? undefined : OUTCOMES[model.fails];
}

/** ISO C17 7.21.6.2: the number of inputs that were assigned, or a negative one at the end of what there is to read. */
function scanOutcome(tree: Tree, call: number, format: number, first: number): Outcome | undefined {
  const wanted = argumentCount(tree, call) - first;
  const text = formatText(tree, argument(tree, call, format));
  if (wanted < 1 || text === undefined) return undefined;
  return {
    success: wanted,
    failures: takesAnything(text) ? [-1] : [0, -1],
    whenDone: `== ${wanted}`,
    whenFailed: `!= ${wanted}`,
    words: `EOF or fewer than ${wanted}`,
  };
}

/** Source text of a format that is a literal of one part. */
function formatText(tree: Tree, node: number): string | undefined {
  const inner = withoutParentheses(tree, node);
  return kindOf(tree, inner) === Kind.StringLiteral ? nodeText(tree, inner) : undefined;
}

/** Whether whatever there is fits every conversion, so that only the end of it can be in the way. */
function takesAnything(format: string): boolean {
  let isAny = true;
  for (let i = format.indexOf("%"); i !== -1; i = format.indexOf("%", i + 1)) {
    let at = i + 1;
    while ("0123456789lhw*".includes(format.charAt(at))) at++;
    if (!"sc".includes(format.charAt(at))) isAny = false;
    i = at;
  }
  return isAny;
}

/** A test of an expression's value: by its truth, which is `!= 0`, or by comparison with a constant. */
export interface Test {
  /** The whole of it: the comparison, the `!`, or the expression itself. */
  readonly node: number;
  readonly operator: Kind;
  readonly bound: number;
  /** By its truth: no number is written. */
  readonly isTruth: boolean;
}

/** The test that an expression stands in; undefined if its value is used in another way. */
export function testOf(
  tree: Tree,
  expression: number,
  constantOf: (node: number) => number | undefined,
): Test | undefined {
  const node = withParentheses(tree, expression);
  if (isCondition(tree, node))
    return { node: expression, operator: Kind.TokenBangEqual, bound: 0, isTruth: true };
  const up = tree.parent[node];
  const operator = kindOf(tree, childByField(tree, up, Field.Operator));
  if (kindOf(tree, up) === Kind.UnaryExpression && operator === Kind.TokenBang)
    return { node: up, operator: Kind.TokenEqualEqual, bound: 0, isTruth: true };
  if (kindOf(tree, up) !== Kind.BinaryExpression) return undefined;
  const isLeft = childByField(tree, up, Field.Left) === node;
  const other = withoutParentheses(tree, childByField(tree, up, isLeft ? Field.Right : Field.Left));
  const direct = isLeft ? operator : MIRRORED.get(operator);
  if (direct === undefined || !MIRRORED.has(operator)) return undefined;
  const bound =
    kindOf(tree, other) === Kind.Identifier && nodeText(tree, other) === "EOF" ? -1 : constantOf(other);
  return bound === undefined ? undefined : { node: up, operator: direct, bound, isTruth: false };
}

const MIRRORED: ReadonlyMap<Kind, Kind> = new Map([
  [Kind.TokenLess, Kind.TokenGreater],
  [Kind.TokenLessEqual, Kind.TokenGreaterEqual],
  [Kind.TokenGreater, Kind.TokenLess],
  [Kind.TokenGreaterEqual, Kind.TokenLessEqual],
  [Kind.TokenEqualEqual, Kind.TokenEqualEqual],
  [Kind.TokenBangEqual, Kind.TokenBangEqual],
]);

/** Whether the truth of an expression decides something where it stands. */
function isCondition(tree: Tree, node: number): boolean {
  const up = tree.parent[node];
  switch (kindOf(tree, up)) {
    case Kind.IfStatement:
    case Kind.WhileStatement:
    case Kind.DoStatement:
    case Kind.ForStatement:
    case Kind.ConditionalExpression:
      return tree.field[node] === Field.Condition;
    case Kind.ConditionClause:
      return true;
    case Kind.BinaryExpression: {
      const operator = kindOf(tree, childByField(tree, up, Field.Operator));
      return operator === Kind.TokenAmpAmp || operator === Kind.TokenPipePipe;
    }
    default:
      return false;
  }
}

/** Whether a test is true for a value. */
export function holds({ operator, bound }: Test, value: number): boolean {
  switch (operator) {
    case Kind.TokenLess:
      return value < bound;
    case Kind.TokenLessEqual:
      return value <= bound;
    case Kind.TokenGreater:
      return value > bound;
    case Kind.TokenGreaterEqual:
      return value >= bound;
    case Kind.TokenEqualEqual:
      return value === bound;
    default:
      return value !== bound;
  }
}
