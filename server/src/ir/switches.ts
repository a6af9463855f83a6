/**
 * `switch`: the cases are collected while the body is lowered, wherever they stand in it, and connected at its end.
 */
import { declaratorsOf } from "../semantics/declarators";
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling } from "../syntax/walk";
import {
  addHole,
  compare,
  definition,
  endOf,
  enter,
  enterBlock,
  jump,
  newBlock,
  resume,
  startOf,
} from "./builder";
import { beginFull, closeBlock, endFull, type Live, type Lowering, openBlock } from "./context";
import { constantIn, convert } from "./conversions";
import { declaration } from "./declarations";
import { value } from "./expressions";
import { type Block, CompareOp, Op } from "./ir";
import { statement } from "./statements";

export function switchStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const { live } = cx;
  const outerBlock = openBlock(cx);
  let tested = childByField(tree, node, Field.Condition);
  if (kindOf(tree, tested) === Kind.ConditionClause) {
    statement(cx, childByField(tree, tested, Field.Initializer));
    tested = childByField(tree, tested, Field.Value);
    if (kindOf(tree, tested) === Kind.Declaration) {
      declaration(cx, tested);
      tested = declaratorsOf(cx.scope, tree, tested)[0]?.nameNode ?? NONE;
    }
  }
  const full = beginFull(cx);
  const register = value(cx, tested);
  const from = cx.type;
  const type = cx.types.promote(from);
  const promoted = convert(cx, tested === NONE ? node : tested, register, from, type);
  endFull(cx, tested === NONE ? node : tested, full);
  const dispatch = cx.current;
  resume(cx, newBlock(cx));
  const exit = newBlock(cx);
  const { breaks, cases } = cx;
  const own = { cases: [], unknown: [], otherwise: exit.id, type, live: cx.live };
  cx.breaks = { block: exit, live: cx.live };
  cx.cases = own;
  statement(cx, childByField(tree, node, Field.Body));
  cx.breaks = breaks;
  cx.cases = cases;
  jump(cx, exit);
  finishSwitch(cx, dispatch, own, promoted, tested === NONE ? node : tested);
  resume(cx, exit);
  closeBlock(cx, outerBlock, live, endOf(cx, node));
}

function finishSwitch(
  cx: Lowering,
  dispatch: Block,
  own: NonNullable<Lowering["cases"]>,
  register: number,
  node: number,
): void {
  const known = definition(cx, register);
  const start = startOf(cx, node);
  const end = endOf(cx, node);
  let to = dispatch;
  // Cases with values that nobody knows may or may not be taken; where they have names, code may ask for them elsewhere.
  const named = own.unknown.filter(({ label }) => kindOf(cx.tree, label) === Kind.Identifier);
  const nameless = own.unknown.filter(({ label }) => kindOf(cx.tree, label) !== Kind.Identifier);
  if (nameless.length > 0) {
    to = newBlock(cx);
    dispatch.terminator = { kind: "either", targets: [...nameless.map((c) => c.to), to.id] };
  }
  for (const { label, to: entry } of named) {
    resume(cx, to);
    const other = value(cx, label);
    const condition = compare(cx, label, CompareOp.Equal, register, other, cx.types.int, own.type);
    const next = newBlock(cx);
    to = cx.current;
    to.terminator = { kind: "branch", condition, ifTrue: entry, ifFalse: next.id, start, end };
    to = next;
  }
  if (known?.op === Op.Const && own.unknown.length === 0) {
    const hit = own.cases.find((c) => known.imm >= c.low && known.imm <= c.high);
    to.terminator = { kind: "jump", to: hit?.to ?? own.otherwise };
    return;
  }
  to.terminator = { kind: "switch", value: register, cases: own.cases, otherwise: own.otherwise, start, end };
}

export function caseStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const label = childByField(tree, node, Field.Value);
  const target = newBlock(cx);
  enterBlock(cx, target);
  const own = cx.cases;
  if (own === null) addHole(cx, node, "syntax", "case outside of switch");
  else {
    const entry = entryInto(cx, target, own.live, node);
    if (label === NONE) {
      // Without a value it is `default`, unless the value is what did not parse.
      own.otherwise = entry.id;
    } else {
      // Masking turns GNU `case a ... b` into `case a ?: b`.
      const isRange =
        tree.kind[label] === Kind.ConditionalExpression &&
        childByField(tree, label, Field.Consequence) === NONE;
      const low = constantIn(cx, isRange ? childByField(tree, label, Field.Condition) : label);
      const high = isRange ? constantIn(cx, childByField(tree, label, Field.Alternative)) : low;
      if (low === undefined || high === undefined) own.unknown.push({ label, to: entry.id });
      else own.cases.push({ low, high, to: entry.id });
    }
  }
  const after = label === NONE ? firstNamedChild(tree, node) : nextNamedSibling(tree, label);
  for (let child = after; child !== NONE; child = nextNamedSibling(tree, child)) statement(cx, child);
}

/** A jump from where `from` is alive into the present scope: variables declared in between come into being. */
function entryInto(cx: Lowering, target: Block, from: Live | null, node: number): Block {
  if (cx.live === from) return target;
  const entry = newBlock(cx);
  const { current } = cx;
  resume(cx, entry);
  enterAll(cx, cx.live, from, node);
  cx.current.terminator = { kind: "jump", to: target.id };
  resume(cx, current);
  return entry;
}

function enterAll(cx: Lowering, live: Live | null, from: Live | null, node: number): void {
  const entered: number[] = [];
  const depth = from?.depth ?? 0;
  for (let at = live; at !== null && at.depth > depth; at = at.outer) entered.push(at.variable);
  for (let i = entered.length - 1; i >= 0; i--) {
    // The bound of a variable-length array is not known here; entering such a scope by a jump is not allowed (C11 6.8.6.1).
    enter(cx, node, entered[i]);
  }
}
