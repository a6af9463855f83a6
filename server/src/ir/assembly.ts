/**
 * Inline assembly: what it reads it may change, what it writes is unknown afterwards.
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nextNamedSibling } from "../syntax/walk";
import { opaque } from "./builder";
import type { Lowering } from "./context";
import { value } from "./expressions";
import { addressOf, assign, type Place, place, read } from "./places";

export function assemble(cx: Lowering, node: number): void {
  const { tree, types } = cx;
  const args: number[] = [];
  const written: Place[] = [];
  const outputs = childByField(tree, node, Field.OutputOperands);
  for (let at = firstNamedChild(tree, outputs); at !== NONE; at = nextNamedSibling(tree, at)) {
    if (kindOf(tree, at) !== Kind.GnuAsmOutputOperand) continue;
    const target = place(cx, childByField(tree, at, Field.Value));
    if (target.variable >= 0) written.push(target);
    else args.push(addressOf(cx, at, target));
  }
  const inputs = childByField(tree, node, Field.InputOperands);
  for (let at = firstNamedChild(tree, inputs); at !== NONE; at = nextNamedSibling(tree, at)) {
    if (kindOf(tree, at) === Kind.GnuAsmInputOperand)
      args.push(value(cx, childByField(tree, at, Field.Value)));
  }
  opaque(cx, node, types.nothing, args);
  for (const target of written) assign(cx, node, target, opaque(cx, node, target.type, []), target.type);
}

/** A variable that something else than an instruction writes, such as `va_start`. */
export function clobber(cx: Lowering, node: number): void {
  const target = place(cx, node);
  if (target.variable >= 0) assign(cx, node, target, opaque(cx, node, target.type, []), target.type);
  else opaque(cx, node, cx.types.nothing, [read(cx, node, target)]);
}
