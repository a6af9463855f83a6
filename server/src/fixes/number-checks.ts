/** The missing look at a number: a divisor that may be 0, a shift by more than there is, a sum or product that may not fit. */
import { withoutParentheses } from "../checkers/tree/calls";
import { declaredName } from "../checkers/tree/functions";
import type { TextEdit } from "../findings";
import { TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling, subtreeEnd } from "../syntax/walk";
import { ifLines, linesBefore, replaceWithLines, sourceOf, spanOf, statementAround } from "./code";
import { insert, replace } from "./edits";
import { failureExit } from "./exits";
import { type Candidate, type Code, onCode } from "./fix";
import { isRepeatable, operandText } from "./sizes";

export const checkDivisor = onCode("check-divisor", (code) => {
  const divisor = rightOperand(
    code,
    [Kind.TokenSlash, Kind.TokenPercent],
    [Kind.TokenSlashEqual, Kind.TokenPercentEqual],
  );
  if (divisor === NONE) return [];
  const text = sourceOf(code, divisor);
  return guarded(code, divisor, `${operandText(code, divisor)} == 0`, `Leave if '${text}' is 0`);
});

export const checkShift = onCode("check-shift", (code) => {
  const count = rightOperand(
    code,
    [Kind.TokenLessLess, Kind.TokenGreaterGreater],
    [Kind.TokenLessLessEqual, Kind.TokenGreaterGreaterEqual],
  );
  if (count === NONE) return [];
  const { tree } = code.unit;
  const shifted = code.unit.typeOf(childByField(tree, tree.parent[count], Field.Left));
  const type = code.unit.typeOf(count);
  if (shifted?.kind !== TypeKind.Int || type?.kind !== TypeKind.Int) return [];
  const width = 8 * Math.max(shifted.size, 4);
  const text = operandText(code, count);
  const condition = type.signed ? `${text} < 0 || ${text} >= ${width}` : `${text} >= ${width}`;
  return guarded(code, count, condition, `Leave if '${sourceOf(code, count)}' is not below ${width}`);
});

/** `1 << n` as a number of 64 bits: where more than 32 are meant. */
export const widerOne = onCode("wider-one", (code) => {
  const count = rightOperand(code, [Kind.TokenLessLess], []);
  if (count === NONE) return [];
  const { tree } = code.unit;
  const one = childByField(tree, tree.parent[count], Field.Left);
  if (kindOf(tree, one) !== Kind.NumberLiteral || !/^1[uU]?$/.test(sourceOf(code, one))) return [];
  return [{ title: "Shift a number of 64 bits", edits: [replace(spanOf(code, one), "1ULL")], safe: false }];
});

const BUILTINS: ReadonlyMap<Kind, string> = new Map([
  [Kind.TokenPlus, "__builtin_add_overflow"],
  [Kind.TokenMinus, "__builtin_sub_overflow"],
  [Kind.TokenStar, "__builtin_mul_overflow"],
]);

/** `bytes = n * size;` computed by the compiler's own function, which tells whether it fits. */
export const checkedArithmetic = onCode("checked-arithmetic", (code) => {
  const { tree } = code.unit;
  const sum = around(
    code,
    (n) => kindOf(tree, n) === Kind.BinaryExpression && BUILTINS.has(operatorOf(code, n)),
  );
  if (sum === NONE) return [];
  const name = BUILTINS.get(operatorOf(code, sum));
  const statement = statementAround(code, sum);
  const exit = failureExit(code, sum);
  if (name === undefined || exit === undefined) return [];
  const left = sourceOf(code, childByField(tree, sum, Field.Left));
  const right = sourceOf(code, childByField(tree, sum, Field.Right));
  const call = (target: string) => `${name}(${left}, ${right}, &${target})`;
  let lines: string[] | undefined;
  if (kindOf(tree, statement) === Kind.ExpressionStatement) {
    const assignment = firstNamedChild(tree, statement);
    if (kindOf(tree, assignment) !== Kind.AssignmentExpression) return [];
    if (kindOf(tree, childByField(tree, assignment, Field.Operator)) !== Kind.TokenEqual) return [];
    if (withoutParentheses(tree, childByField(tree, assignment, Field.Right)) !== sum) return [];
    const target = sourceOf(code, childByField(tree, assignment, Field.Left));
    if (isRepeatable(target)) lines = ifLines(code, sum, call(target), [exit]);
  } else if (kindOf(tree, statement) === Kind.Declaration) {
    const declarator = childByField(tree, statement, Field.Declarator);
    if (kindOf(tree, declarator) !== Kind.InitDeclarator) return [];
    if (withoutParentheses(tree, childByField(tree, declarator, Field.Value)) !== sum) return [];
    if (hasOthers(code, statement, declarator)) return [];
    const target = sourceOf(code, declaredName(tree, declarator));
    const type = sourceOf(code, childByField(tree, statement, Field.Type));
    if (/\bconst\b|\bstatic\b/.test(sourceOf(code, statement))) return [];
    lines = [`${type} ${target};`, ...ifLines(code, sum, call(target), [exit])];
  }
  const edits = lines && replaceWithLines(code, statement, lines);
  return edits ? [{ title: `Leave if the result does not fit, by ${name}()`, edits, safe: false }] : [];
});

/** Whether a declaration declares more than one name. */
function hasOthers({ unit: { tree } }: Code, declaration: number, declarator: number): boolean {
  for (let n = nextNamedSibling(tree, declarator); n !== NONE; n = nextNamedSibling(tree, n))
    if (tree.parent[n] === declaration && kindOf(tree, n) !== Kind.Comment) return true;
  return false;
}

/** The first operand converted to the type that the result goes to, if that is wider: the product is computed in it. */
export const widenOperand = onCode("widen-operand", (code) => {
  const { tree } = code.unit;
  const isArithmetic = (n: number) =>
    kindOf(tree, n) === Kind.BinaryExpression && BUILTINS.has(operatorOf(code, n));
  const own = around(code, isArithmetic);
  if (own === NONE) return [];
  let whole = own;
  while (isArithmetic(tree.parent[whole])) whole = tree.parent[whole];
  const wanted = widerType(code, whole, code.unit.typeOf(own)?.size ?? 0);
  if (wanted === undefined) return [];
  let first = own;
  while (isArithmetic(first)) first = childByField(tree, first, Field.Left);
  const { start, end } = spanOf(code, first);
  const edits =
    code.unit.language === "cpp"
      ? [insert(start, `static_cast<${wanted}>(`), insert(end, ")")]
      : [insert(start, `(${wanted})`)];
  return [{ title: `Compute in '${wanted}'`, edits, safe: false }];
});

/** How the wider type is spelled that an expression's value goes to; undefined if it goes to none. */
function widerType(code: Code, node: number, size: number): string | undefined {
  const { tree } = code.unit;
  let outer = node;
  while (kindOf(tree, tree.parent[outer]) === Kind.ParenthesizedExpression) outer = tree.parent[outer];
  const up = tree.parent[outer];
  const spelled = (typeNode: number, target: number) => {
    const type = code.unit.typeOf(target);
    if (type?.kind !== TypeKind.Int || type.size <= size) return undefined;
    return typeNode === NONE ? type.name : sourceOf(code, typeNode);
  };
  switch (kindOf(tree, up)) {
    case Kind.InitDeclarator:
      return spelled(childByField(tree, tree.parent[up], Field.Type), declaredName(tree, up));
    case Kind.AssignmentExpression:
      return spelled(NONE, childByField(tree, up, Field.Left));
    case Kind.ArgumentList:
      return size < 8 && /alloc$/.test(sourceOf(code, childByField(tree, tree.parent[up], Field.Function)))
        ? "size_t"
        : undefined;
    default:
      return undefined;
  }
}

/** `calloc(n, size)` for `malloc(n * size)`: it looks at the product itself. */
export const callocInstead = onCode("calloc-instead", (code) => {
  const { tree } = code.unit;
  const call = around(code, (n) => kindOf(tree, n) === Kind.CallExpression, true);
  if (call === NONE) return [];
  const callee = childByField(tree, call, Field.Function);
  const name = sourceOf(code, callee);
  if (name !== "malloc" && name !== "std::malloc") return [];
  const size = withoutParentheses(tree, firstNamedChild(tree, childByField(tree, call, Field.Arguments)));
  if (kindOf(tree, size) !== Kind.BinaryExpression || operatorOf(code, size) !== Kind.TokenStar) return [];
  const operator = spanOf(code, childByField(tree, size, Field.Operator));
  const { text } = code.file;
  const start = text[operator.start - 1] === " " ? operator.start - 1 : operator.start;
  const end = text[operator.end] === " " ? operator.end + 1 : operator.end;
  return [
    {
      title: "Allocate with calloc(), which looks at the product",
      edits: [replace(spanOf(code, callee), name.replace("malloc", "calloc")), replace({ start, end }, ", ")],
      safe: false,
    },
  ];
});

function operatorOf({ unit: { tree } }: Code, node: number): Kind {
  return kindOf(tree, childByField(tree, node, Field.Operator));
}

/** The nearest node at or around the finding, inside its statement, that is wanted; with `inside`, else the first in it. */
function around(code: Code, isWanted: (node: number) => boolean, inside = false): number {
  const { tree } = code.unit;
  const statement = statementAround(code, code.node);
  for (let up = code.node; up !== NONE && up !== statement; up = tree.parent[up]) if (isWanted(up)) return up;
  const end = inside ? subtreeEnd(tree, code.node) : NONE;
  for (let n = code.node; n < end; n++) if (isWanted(n)) return n;
  return NONE;
}

/** The right operand of the operation at the finding, if that is one of those. */
function rightOperand(code: Code, operators: readonly Kind[], assignments: readonly Kind[]): number {
  const { tree } = code.unit;
  const { node } = code;
  const operation = withoutParentheses(tree, node);
  const kind = kindOf(tree, operation);
  if (kind !== Kind.BinaryExpression && kind !== Kind.AssignmentExpression) return NONE;
  const wanted = kind === Kind.BinaryExpression ? operators : assignments;
  return wanted.includes(operatorOf(code, operation))
    ? withoutParentheses(tree, childByField(tree, operation, Field.Right))
    : NONE;
}

/** The statement is left before it, if the condition holds. */
function guarded(code: Code, operand: number, condition: string, title: string): Candidate[] {
  const exit = failureExit(code, operand);
  if (exit === undefined || !isRepeatable(sourceOf(code, operand))) return [];
  const statement = statementAround(code, operand);
  const lines = ifLines(code, operand, condition, [exit]);
  const edit = linesBefore(code, statement, lines) ?? inBraces(code, statement, lines);
  return edit === undefined ? [] : [{ title, edits: [edit].flat(), safe: false }];
}

/** The only statement of an `if` or a loop gets braces, and the check before it. */
function inBraces(code: Code, statement: number, lines: readonly string[]): TextEdit[] | undefined {
  return replaceWithLines(code, statement, [...lines, sourceOf(code, statement)]);
}
