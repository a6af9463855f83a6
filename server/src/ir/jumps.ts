/**
 * `break`, `continue`, labels and `goto`. Every jump ends the lifetimes of what it leaves and, jumping inwards, begins
 * those of what it skips.
 */
import { Field } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, nextNamedSibling, nodeText } from "../syntax/walk";
import { addHole, endOf, enter, enterBlock, jump, newBlock, resume, startOf } from "./builder";
import { type Live, type Lowering, leaveFor, lookup } from "./context";
import { endLifetime } from "./destruction";
import type { Block } from "./ir";
import { statement } from "./statements";

/** GNU `goto *p;`, which the grammar does not know. */
export function isComputedGoto(cx: Lowering, node: number): boolean {
  const { text, start, end } = cx.tree;
  let at = start[node];
  if (!text.startsWith("goto", at)) return false;
  at += 4;
  while (at < end[node] && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  return text.charCodeAt(at) === 0x2a;
}

export function jumpAnywhere(cx: Lowering, node: number): void {
  const block = newBlock(cx);
  jump(cx, block);
  cx.anywhere.push({ block, live: cx.live, position: startOf(cx, node) });
}

export function leaveLoop(cx: Lowering, node: number, isBreak: boolean): void {
  const target = isBreak ? cx.breaks : cx.continues;
  if (target === null) {
    addHole(cx, node, "syntax", isBreak ? "break outside of a loop" : "continue outside of a loop");
    return;
  }
  leaveFor(cx, target.live, startOf(cx, node));
  jump(cx, target.block);
}

export function labeledStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const label = childByField(tree, node, Field.Label);
  const target = newBlock(cx);
  enterBlock(cx, target);
  cx.labels.set(nodeText(tree, label), { block: target, live: cx.live });
  for (let child = nextNamedSibling(tree, label); child !== NONE; child = nextNamedSibling(tree, child)) {
    statement(cx, child);
  }
}

export function gotoStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  const label = childByField(tree, node, Field.Label);
  if (label === NONE) {
    jumpAnywhere(cx, node);
    return;
  }
  const block = newBlock(cx);
  leaveFor(cx, cx.live, startOf(cx, node));
  jump(cx, block);
  const name = nodeText(tree, label);
  const computed = lookup(cx, name) !== undefined;
  cx.gotos.push({
    block,
    live: cx.live,
    label: name,
    computed,
    position: startOf(cx, node),
    end: endOf(cx, node),
  });
}

/** Connects every `goto` with its label, ending and beginning lifetimes in between. */
export function resolveGotos(cx: Lowering): void {
  for (const { block, live, label, computed, position, end } of cx.gotos) {
    const target = cx.labels.get(label);
    // Masking leaves `goto p` of GNU `goto *p`.
    if (target === undefined && computed) {
      cx.anywhere.push({ block, live, position });
      continue;
    }
    if (target === undefined) {
      cx.holes.push({ reason: "opaque", detail: `no label ${label}`, start: position, end });
      continue;
    }
    travel(cx, block, live, target.block, target.live, position);
  }
  for (const { block, live, position } of cx.anywhere) {
    const targets: number[] = [];
    for (const target of cx.labels.values()) {
      const edge = newBlock(cx);
      travel(cx, edge, live, target.block, target.live, position);
      targets.push(edge.id);
    }
    if (targets.length > 0) block.terminator = { kind: "either", targets };
  }
}

function travel(
  cx: Lowering,
  block: Block,
  from: Live | null,
  target: Block,
  to: Live | null,
  position: number,
): void {
  resume(cx, block);
  let outer = from;
  let inner = to;
  while (outer !== inner) {
    if (outer !== null && outer.depth >= (inner?.depth ?? 0)) {
      endLifetime(cx, position, outer.variable);
      outer = outer.outer;
    } else inner = inner?.outer ?? null;
  }
  const entered: number[] = [];
  for (let at = to; at !== outer && at !== null; at = at.outer) entered.push(at.variable);
  for (let i = entered.length - 1; i >= 0; i--) {
    enter(cx, 0, entered[i]);
    const made = block.instructions[block.instructions.length - 1] as { start: number; end: number };
    made.start = made.end = position;
  }
  block.terminator = { kind: "jump", to: target.id };
}
