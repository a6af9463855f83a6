/** How much of a message came is compared with how much is taken from it, before it is taken. */
import { argument, plainCalleeName, withoutCasts, withoutParentheses } from "../checkers/tree/calls";
import type { Finding } from "../findings";
import { type Type, TypeKind } from "../semantics/types";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, kindOf, subtreeEnd, textIs } from "../syntax/walk";
import {
  functionAround,
  ifLines,
  isInScope,
  isLoop,
  linesBefore,
  nodeAt,
  replaceWithLines,
  sourceOf,
  spanOf,
  statementAround,
  subscriptIndex,
} from "./code";
import { replace } from "./edits";
import { failureExit } from "./exits";
import { spanFact, textFact } from "./facts";
import { type Candidate, type Code, onCode } from "./fix";
import { converted, isRepeatable } from "./sizes";

export const checkArrival = onCode("check-arrival", (code, finding) => {
  const need = neededBytes(code, finding);
  if (need === undefined) return [];
  const count = spanFact(finding, "count");
  return count === undefined ? askResult(code, finding, need) : askVariable(code, nodeAt(code, count), need);
});

/** How much the count has to be: a number, or an expression for it that says what it is of. */
type Need = number | string;

/** `if (received < (ssize_t)sizeof(*command))` before the statement. */
function askVariable(code: Code, declared: number, need: Need): Candidate[] {
  const { tree } = code.unit;
  const name = sourceOf(code, declared);
  const statement = statementAround(code, code.node);
  const exit = failureExit(code, code.node);
  if (name === "" || exit === undefined || isLoop(code, statement)) return [];
  // A statement that reads the message itself is no place to ask before.
  if (!isInScope(code, name, code.node) || writes(sourceOf(code, statement), name)) return [];
  let up = declared;
  while (up !== NONE && childByField(tree, up, Field.Type) === NONE) up = tree.parent[up];
  const written = sourceOf(code, childByField(tree, up, Field.Type));
  const bound = inTypeOf(code, code.unit.typeOf(declared), written, need);
  if (bound === undefined) return [];
  const condition = `${name} < ${bound}`;
  const lines = ifLines(code, code.node, condition, [exit]);
  const edit =
    linesBefore(code, statement, lines) ??
    replaceWithLines(code, statement, [...lines, sourceOf(code, statement)]);
  if (edit === undefined) return [];
  return [{ title: `Leave if '${condition}'`, edits: [edit].flat(), safe: false }];
}

function writes(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\s*[-+]?=[^=]`).test(text);
}

/** `if (recv(fd, &command, sizeof command, 0) != (ssize_t)sizeof command)`: the result is asked where it is compared. */
function askResult(code: Code, finding: Finding, need: Need): Candidate[] {
  const { tree, env } = code.unit;
  const receive = spanFact(finding, "receive");
  const call = receive === undefined ? NONE : nodeAt(code, receive);
  if (kindOf(tree, call) !== Kind.CallExpression) return [];
  const comparison = tree.parent[call];
  if (kindOf(tree, comparison) !== Kind.BinaryExpression) return [];
  if (childByField(tree, comparison, Field.Left) !== call) return [];
  const operator = childByField(tree, comparison, Field.Operator);
  const right = childByField(tree, comparison, Field.Right);
  const isFailure = meansFailure(kindOf(tree, operator), code.unit.constantOf(right));
  if (isFailure === undefined) return [];
  const whole = wholeRecord(code, call);
  const written = env.model(plainCalleeName(tree, call))?.returnType ?? "";
  const bound = inTypeOf(code, code.unit.typeOf(call), written, whole ?? need);
  if (bound === undefined) return [];
  const sign = whole === undefined ? (isFailure ? "<" : ">=") : isFailure ? "!=" : "==";
  const span = { start: spanOf(code, operator).start, end: spanOf(code, right).end };
  return [
    { title: `Compare with '${sign} ${bound}'`, edits: [replace(span, `${sign} ${bound}`)], safe: false },
  ];
}

/** Whether a comparison of a count with 0 or its neighbours holds where nothing came; undefined if it asks something else. */
function meansFailure(operator: Kind, value: number | undefined): boolean | undefined {
  switch (operator) {
    case Kind.TokenLess:
      return value === 0 || value === 1 ? true : undefined;
    case Kind.TokenLessEqual:
    case Kind.TokenEqualEqual:
      return value === 0 || value === -1 ? true : undefined;
    case Kind.TokenGreater:
    case Kind.TokenBangEqual:
      return value === 0 || value === -1 ? false : undefined;
    case Kind.TokenGreaterEqual:
      return value === 0 || value === 1 ? false : undefined;
    default:
      return undefined;
  }
}

/** The argument of a call that fills a record for its size, if it is that of the record; undefined if less may do. */
function wholeRecord(code: Code, call: number): string | undefined {
  const { tree, env } = code.unit;
  const write = env.model(plainCalleeName(tree, call))?.writes[0];
  if (write === undefined) return undefined;
  const target = withoutCasts(tree, argument(tree, call, write.param));
  const record = code.unit.typeOf(target)?.to;
  if (record?.kind !== TypeKind.Record) return undefined;
  const text = sourceOf(code, target);
  const name = text.startsWith("&") ? text.slice(1) : `*${text}`;
  for (let i = 0, node = argument(tree, call, 0); node !== NONE; node = argument(tree, call, ++i)) {
    const size = sourceOf(code, node);
    const measured = /^sizeof\s*\(?\s*(.+?)\s*\)?$/.exec(size)?.[1];
    if (measured === name || (measured !== undefined && code.unit.constantOf(node) === record.size))
      return size;
  }
  return undefined;
}

/** What a count of that type is compared with; undefined if the type is none that counts. */
function inTypeOf(code: Code, type: Type | undefined, written: string, need: Need): string | undefined {
  if (type?.kind !== TypeKind.Int) return undefined;
  if (typeof need === "number") return `${need}`;
  return type.signed
    ? converted(code, /^[\w ]+$/.test(written) && written !== "auto" ? written : type.name, need)
    : need;
}

/** All of the record that the finding takes a member of, what a copy takes, or the last byte that the function looks at. */
function neededBytes(code: Code, finding: Finding): Need | undefined {
  const { need, from } = finding.facts;
  if (typeof need !== "number") return undefined;
  if (typeof from !== "number") return need;
  const size = textFact(finding, "size");
  if (size !== undefined) return /\bsizeof\b/.test(size) && isRepeatable(size) ? behind(from, size) : need;
  const { tree } = code.unit;
  const access = withoutParentheses(tree, code.node);
  if (kindOf(tree, access) === Kind.FieldExpression) return behindRecord(code, access, from, need);
  if (kindOf(tree, access) === Kind.SubscriptExpression) return lastElement(code, access, need);
  return need;
}

function behind(from: number, size: string): string {
  return from === 0 ? size : `${from} + ${size}`;
}

/** Members that are looked at later have to have come, too. */
function behindRecord(code: Code, access: number, from: number, need: number): Need {
  const { tree } = code.unit;
  let member = access;
  while (kindOf(tree, childByField(tree, member, Field.Operator)) === Kind.TokenDot) {
    const outer = childByField(tree, member, Field.Argument);
    if (kindOf(tree, outer) !== Kind.FieldExpression) break;
    member = outer;
  }
  const object = childByField(tree, member, Field.Argument);
  if (kindOf(tree, object) === Kind.SubscriptExpression) return need;
  const type = code.unit.typeOf(object);
  const isPointer = type?.kind === TypeKind.Pointer;
  const record = isPointer ? type.to : type;
  const text = sourceOf(code, object);
  if (record?.kind !== TypeKind.Record || from + record.size < need || !isRepeatable(text)) return need;
  return behind(from, `sizeof(${isPointer ? "*" : ""}${text})`);
}

/** Elements at fixed places that are looked at later have to have come, too. */
function lastElement(code: Code, access: number, need: number): number {
  const { tree } = code.unit;
  const array = childByField(tree, access, Field.Argument);
  const size = code.unit.typeOf(access)?.size ?? -1;
  const first = indexValue(code, access);
  if (first === undefined || size <= 0) return need;
  const end = subtreeEnd(tree, functionAround(code));
  let last = first;
  for (let n = access + 1; n < end; n++) {
    if (tree.kind[n] !== Kind.SubscriptExpression) continue;
    if (!textIs(tree, childByField(tree, n, Field.Argument), sourceOf(code, array))) continue;
    last = Math.max(last, indexValue(code, n) ?? 0);
  }
  return need + (last - first) * size;
}

function indexValue(code: Code, access: number): number | undefined {
  return code.unit.constantOf(subscriptIndex(code, access));
}
