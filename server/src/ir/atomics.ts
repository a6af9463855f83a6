/** Atomic reads and changes of a number, as GCC and Clang call them: what they do is what the operators do. */
import { TypeKind } from "../semantics/types";
import { NONE } from "../syntax/tree";
import { binary, load, store } from "./builder";
import { argument } from "./builtins";
import { type CallResult, result } from "./calls";
import type { Lowering } from "./context";
import { convert } from "./conversions";
import { value } from "./expressions";
import { BinaryOp } from "./ir";

const OPERATORS: Readonly<Record<string, BinaryOp>> = {
  add: BinaryOp.Add,
  sub: BinaryOp.Subtract,
  and: BinaryOp.And,
  or: BinaryOp.Or,
  xor: BinaryOp.Xor,
};

const NAME = /^__(?:sync|atomic)_(?:(fetch)(?:_and)?_([a-z]+)|([a-z]+)(?:_and)?_fetch)$/;

/** `__sync_sub_and_fetch(&count, 1)` is `count -= 1`, `__atomic_fetch_add(&count, 1, order)` is `count++`. */
export function atomicChange(cx: Lowering, node: number, name: string, list: number): CallResult | undefined {
  const parts = NAME.exec(name);
  const op = parts === null ? undefined : OPERATORS[parts[2] ?? parts[3]];
  const place = argument(cx, list, 0);
  const by = argument(cx, list, 1);
  if (parts === null || op === undefined || place === NONE || by === NONE) return undefined;
  const address = value(cx, place);
  const type = cx.type.to;
  if (type?.kind !== TypeKind.Int) return undefined;
  const before = load(cx, node, address, type);
  const amount = value(cx, by);
  const after = binary(cx, node, op, before, convert(cx, by, amount, cx.type, type), type);
  store(cx, node, address, after, type);
  cx.type = type;
  return result(parts[1] === undefined ? after : before);
}
