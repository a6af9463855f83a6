/**
 * `return`: the value is there before the locals go, save for a local object that is the result itself.
 */
import { TypeKind } from "../semantics/types";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { firstNamedChild, kindOf, nextNamedSibling } from "../syntax/walk";
import {
  addVariable,
  copy,
  copyMemory,
  definition,
  endOf,
  enter,
  startOf,
  TEMPORARY,
  terminate,
} from "./builder";
import {
  addressOfVariable,
  beginFull,
  bytesOf,
  endFull,
  isObject,
  type Lowering,
  leaveFor,
  temporaryObject,
} from "./context";
import { convert } from "./conversions";
import { construct } from "./cxx";
import { endLifetime } from "./destruction";
import { effect, unkeep, value } from "./expressions";
import { Op } from "./ir";
import { addressOf, isPlaceLike, place } from "./places";

export function returnStatement(cx: Lowering, node: number): void {
  const { tree } = cx;
  let operand = firstNamedChild(tree, node);
  while (kindOf(tree, operand) === Kind.Comment) operand = nextNamedSibling(tree, operand);
  const full = beginFull(cx);
  let kept = -1;
  let register = -1;
  if (operand !== NONE) {
    const type = cx.resultType;
    if (type.kind === TypeKind.Void) effect(cx, operand);
    else if (type.kind === TypeKind.Reference)
      register = outlived(cx, operand, addressOf(cx, operand, place(cx, operand)));
    else if (kindOf(tree, operand) === Kind.InitializerList) {
      const object = temporaryObject(cx, operand, type, true);
      register = addressOfVariable(cx, operand, object);
      construct(cx, operand, type, register, operand);
      // It lives on as the result.
      full.extended.splice(full.extended.indexOf(object), 1);
      enterAtStart(cx, operand, object, full);
      kept = object;
    } else {
      register = value(cx, operand);
      const from = cx.type;
      if (isObject(cx, from)) {
        register = unkeep(cx, register);
        const local = localObject(cx, register);
        if (local >= 0 && isPlaceLike(cx, operand) && definition(cx, register)?.op === Op.VariableAddress)
          kept = local;
        else if (local >= 0 && full.temporaries.includes(local)) {
          // `return T(x)` makes the result itself.
          full.temporaries.splice(full.temporaries.indexOf(local), 1);
          enterAtStart(cx, operand, local, full);
          kept = local;
        } else if (local >= 0) {
          const object = addVariable(cx, "", from, true);
          enter(cx, operand, object);
          const copied = addressOfVariable(cx, operand, object);
          copyMemory(cx, operand, copied, register, bytesOf(cx, from), from);
          register = copied;
        }
      } else {
        register = outlived(cx, operand, convert(cx, operand, register, from, type));
      }
    }
  }
  const { live } = cx;
  endFull(cx, operand === NONE ? node : operand, full);
  returnLeaving(cx, node, kept);
  cx.live = live;
  terminate(cx, {
    kind: "return",
    value: register,
    explicit: true,
    start: startOf(cx, node),
    end: endOf(cx, node),
  });
}

/** A variable goes out of scope before the function returns: its value, or the place it points to, has to be there then. */
function outlived(cx: Lowering, node: number, register: number): number {
  if (register < 0 || register >= TEMPORARY || cx.live === null || cx.variables[register].param >= 0)
    return register;
  return copy(cx, node, register, cx.variables[register].type);
}

function enterAtStart(
  cx: Lowering,
  node: number,
  variable: number,
  full: ReturnType<typeof beginFull>,
): void {
  const { current } = cx;
  const { block, index } = full.start;
  const tail = block.instructions.splice(index);
  cx.current = block;
  enter(cx, node, variable);
  for (const instruction of tail) block.instructions.push(instruction);
  cx.current = current;
}

/** Ends every lifetime but that of the object which is the result: it becomes the caller's. */
function returnLeaving(cx: Lowering, node: number, kept: number): void {
  const position = startOf(cx, node);
  if (cx.full !== null) {
    leaveFor(cx, null, position);
    return;
  }
  for (let live = cx.live; live !== null; live = live.outer) {
    if (live.variable !== kept) endLifetime(cx, position, live.variable);
  }
}

/** The local variable that an address lies in; -1 for parameters, statics and everything else. */
function localObject(cx: Lowering, register: number): number {
  for (let at = definition(cx, register); at !== undefined; at = definition(cx, at.a)) {
    if (at.op === Op.VariableAddress) {
      const { param, isStatic } = cx.variables[at.imm];
      return param < 0 && !isStatic ? at.imm : -1;
    }
    if (at.op !== Op.FieldAddress && at.op !== Op.PointerAdd) return -1;
  }
  return -1;
}
