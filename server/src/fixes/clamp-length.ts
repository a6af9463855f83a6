/** A length from elsewhere is compared with the room of its destination before it is used. */
import { argument, plainCalleeName } from "../checkers/tree/calls";
import type { Finding, TextEdit } from "../findings";
import type { SizeExpression } from "../models/model";
import { type Type, TypeKind } from "../semantics/types";
import { Field } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, textIs } from "../syntax/walk";
import {
  callOf,
  ifLines,
  linesBefore,
  sourceOf,
  spanOf,
  statementAround,
  subscriptAt,
  subscriptIndex,
} from "./code";
import { replace } from "./edits";
import { failureExit } from "./exits";
import { textFact } from "./facts";
import { type Candidate, type Code, onCode } from "./fix";
import { converted, isRepeatable, operandText, roomOf } from "./sizes";

export const clampLength = onCode("clamp-length", (code, finding) => {
  const { env } = code.unit;
  const call = callOf(code, finding, (name) => (env.model(name)?.writes.length ?? 0) > 0);
  return call === NONE ? checkIndex(code, finding) : checkLength(code, finding, call);
});

function checkLength(code: Code, finding: Finding, call: number): Candidate[] {
  const { tree, env } = code.unit;
  const model = env.model(plainCalleeName(tree, call));
  // Where too much is read, it is the source whose size counts.
  const effect = finding.rule === "buffer-overread" ? model?.reads[0] : model?.writes[0];
  if (!effect?.size || effect.size === "string") return [];
  const dst = argument(tree, call, effect.param);
  const size = lengthArgument(code, call, effect.size);
  if (size === NONE) return [];
  const room = roomOf(code, finding, dst);
  const length = sourceOf(code, size);
  if (!room || length === "" || !isRepeatable(length)) return [];
  const candidates: Candidate[] = [];
  const value = code.unit.constantOf(size);
  if (value === undefined) {
    const type = code.unit.typeOf(size);
    const condition = isTooLong(code, size, type, room.expression);
    const guard = guardBefore(code, call, condition);
    if (guard) {
      candidates.push({
        title: `Leave if '${length}' is more than ${room.expression}`,
        edits: [guard],
        safe: false,
      });
    }
    const operand = operandText(code, size);
    candidates.push({
      title: `Copy no more than ${room.expression} bytes`,
      edits: [
        replace(spanOf(code, size), `${operand} < ${room.expression} ? ${operand} : ${room.expression}`),
      ],
      safe: false,
    });
  } else {
    candidates.push({
      title: `Use the size of the destination, ${room.expression}`,
      edits: [replace(spanOf(code, size), room.expression)],
      safe: false,
    });
  }
  return candidates;
}

/** The argument that is the number of bytes; of a product, the one beside a factor 1, as in `fread(p, 1, n, f)`. */
function lengthArgument(code: Code, call: number, size: SizeExpression): number {
  const { tree } = code.unit;
  if (size.kind === "param") return argument(tree, call, size.index);
  if (size.kind !== "multiply") return NONE;
  const left = lengthArgument(code, call, size.left);
  const right = lengthArgument(code, call, size.right);
  if (left !== NONE && textIs(tree, left, "1")) return right;
  return right !== NONE && textIs(tree, right, "1") ? left : NONE;
}

/** A negative length becomes a huge one where it is used, so it counts as too long. */
function isTooLong(code: Code, size: number, type: Type | undefined, room: string): string {
  const length = operandText(code, size);
  if (type?.kind !== TypeKind.Int || !type.signed) return `${length} > ${room}`;
  return `${length} < 0 || ${length} > ${converted(code, type.name, room)}`;
}

/** `a[i]` with an array of known extent. */
function checkIndex(code: Code, finding: Finding): Candidate[] {
  const { tree } = code.unit;
  const access = subscriptAt(code);
  if (access === NONE) return [];
  const array = childByField(tree, access, Field.Argument);
  const index = subscriptIndex(code, access);
  const type = code.unit.typeOf(array);
  const text = textFact(finding, "index") ?? sourceOf(code, index);
  if (type?.kind !== TypeKind.Array || text !== sourceOf(code, index) || !isRepeatable(text)) return [];
  if (code.unit.constantOf(index) !== undefined) return [];
  const name = sourceOf(code, array);
  const count = `sizeof(${name}) / sizeof(${name}[0])`;
  const indexType = code.unit.typeOf(index);
  const operand = operandText(code, index);
  const condition =
    indexType?.kind === TypeKind.Int && indexType.signed
      ? `${operand} < 0 || ${operand} >= ${converted(code, indexType.name, count)}`
      : `${operand} >= ${count}`;
  const guard = guardBefore(code, access, condition);
  return guard ? [{ title: `Leave if '${text}' is no index of '${name}'`, edits: [guard], safe: false }] : [];
}

function guardBefore(code: Code, node: number, condition: string): TextEdit | undefined {
  const exit = failureExit(code, node);
  if (exit === undefined) return undefined;
  return linesBefore(code, statementAround(code, node), ifLines(code, node, condition, [exit]));
}
