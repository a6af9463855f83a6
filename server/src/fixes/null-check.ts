/** A pointer that may be null is tested behind the call that it is from, or else before its use. */
import { declaredName } from "../checkers/tree/functions";
import type { Finding } from "../findings";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf } from "../syntax/walk";
import { ifLines, linesAfter, linesBefore, nodeAt, sourceOf, statementAround } from "./code";
import { failureExit, nullOf } from "./exits";
import { spanFact, textFact } from "./facts";
import { type Code, onCode } from "./fix";
import { isRepeatable } from "./sizes";

export const nullCheck = onCode("null-check", (code, finding) => {
  const exit = failureExit(code, code.node);
  if (exit === undefined) return [];
  const origin = originOf(code, finding);
  const pointer = origin?.pointer ?? textFact(finding, "pointer");
  if (pointer === undefined || !isRepeatable(pointer)) return [];
  const lines = ifLines(code, code.node, `${pointer} == ${nullOf(code)}`, [exit]);
  const title = `Leave if '${pointer}' is null`;
  const edits = [
    origin ? linesAfter(code, origin.statement, lines) : undefined,
    linesBefore(code, statementAround(code, code.node), lines),
  ];
  return edits.flatMap((edit) => (edit ? [{ title, edits: [edit], safe: false }] : []));
});

interface Origin {
  readonly pointer: string;
  readonly statement: number;
}

/** The statement that acquires, and the variable or place that it fills. */
function originOf(code: Code, finding: Finding): Origin | undefined {
  const span = spanFact(finding, "alloc");
  const call = span ? nodeAt(code, span) : NONE;
  if (call === NONE) return undefined;
  const { tree } = code.unit;
  const statement = statementAround(code, call);
  const kind = kindOf(tree, statement);
  if (kind !== Kind.Declaration && kind !== Kind.ExpressionStatement) return undefined;
  for (let up = call; up !== statement && up !== NONE; up = tree.parent[up]) {
    let place = NONE;
    if (kindOf(tree, up) === Kind.AssignmentExpression) place = childByField(tree, up, Field.Left);
    else if (kindOf(tree, up) === Kind.InitDeclarator) {
      place = declaredName(tree, childByField(tree, up, Field.Declarator));
    }
    if (place !== NONE) return { pointer: sourceOf(code, place), statement };
  }
  return undefined;
}
