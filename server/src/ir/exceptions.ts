/**
 * `throw`, `try` and `catch`. What may throw inside a `try` is followed by a choice between going on and the handlers.
 */
import { declaratorsOf } from "../semantics/declarators";
import { dereferenced } from "../semantics/type-queries";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, nextNamedSibling } from "../syntax/walk";
import { endOf, jump, newBlock, resume, startOf, terminate } from "./builder";
import { beginLifetime, closeBlock, type Lowering, leaveFor, openBlock } from "./context";
import { declareVariable } from "./declarations";
import { value } from "./expressions";
import type { Block } from "./ir";
import { unknownValue } from "./ranges";
import { statement } from "./statements";

export function throwExpression(cx: Lowering, node: number): void {
  const operand = firstNamedChild(cx.tree, node);
  if (operand !== NONE) value(cx, operand);
  const start = startOf(cx, node);
  const end = endOf(cx, node);
  const { handler } = cx;
  leaveFor(cx, handler?.live ?? null, start);
  if (handler === null) terminate(cx, { kind: "throw", start, end });
  else jump(cx, handler.block);
}

/** `try { } catch ...`; `before` lowers what precedes the body (a constructor's member initialisers). */
export function tryStatement(cx: Lowering, node: number, before?: () => void): void {
  const { tree } = cx;
  const dispatch = newBlock(cx);
  const after = newBlock(cx);
  const outer = cx.handler;
  cx.handler = { block: dispatch, live: cx.live };
  before?.();
  statement(cx, childByField(tree, node, Field.Body));
  cx.handler = outer;
  jump(cx, after);
  const handlers: Block[] = [];
  let catchesAll = false;
  for (let child = firstNamedChild(tree, node); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] !== Kind.CatchClause) continue;
    const handler = newBlock(cx);
    handlers.push(handler);
    resume(cx, handler);
    catchesAll = catchClause(cx, child) || catchesAll;
    jump(cx, after);
  }
  const targets = handlers.map((handler) => handler.id);
  if (!catchesAll) {
    const propagate = newBlock(cx);
    targets.push(propagate.id);
    resume(cx, propagate);
    const position = endOf(cx, node);
    leaveFor(cx, outer?.live ?? null, position);
    if (outer === null) terminate(cx, { kind: "throw", start: startOf(cx, node), end: position });
    else jump(cx, outer.block);
  }
  dispatch.terminator = { kind: "either", targets };
  resume(cx, after);
}

/** Lowers one handler; true for `catch (...)`, and for `std::exception &`, of which hardly anything that is thrown is not. */
function catchClause(cx: Lowering, node: number): boolean {
  const { tree } = cx;
  const { live } = cx;
  const block = openBlock(cx);
  const list = childByField(tree, node, Field.Parameters);
  const parameter = firstNamedChild(tree, list);
  const [declarator] = parameter === NONE ? [] : declaratorsOf(cx.scope, tree, parameter);
  if (declarator !== undefined && declarator.name !== "") {
    const variable = declareVariable(cx, declarator.nameNode, declarator.name, declarator.type);
    beginLifetime(cx, parameter, variable);
    unknownValue(cx, parameter, variable);
  }
  statement(cx, childByField(tree, node, Field.Body));
  closeBlock(cx, block, live, endOf(cx, node));
  const caught = declarator === undefined ? undefined : dereferenced(declarator.type);
  return parameter === NONE || caught?.name === "std::exception";
}
