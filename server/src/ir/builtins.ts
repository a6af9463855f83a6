/**
 * Functions that the language, the compiler or custom gives a meaning of its own: assertions, `va_arg`,
 * `__builtin_expect`, `std::move`, and the compilers' names for library functions.
 */
import { typeFromText } from "../semantics/declarators";
import { TypeKind } from "../semantics/types";
import { Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { firstNamedChild, nextNamedSibling, nodeText } from "../syntax/walk";
import { clobber } from "./assembly";
import { atomicChange } from "./atomics";
import { constant, endOf, newBlock, opaque, resume, startOf, terminate } from "./builder";
import { BRANCHED, type Branches, type CallResult, callFunction, finishCall, NOTHING, result } from "./calls";
import { condition } from "./conditions";
import { isObject, type Lowering } from "./context";
import { value } from "./expressions";
import type { Callee } from "./ir";
import { saysClaim } from "./macros";
import { place } from "./places";

/** Number of the argument's node, not counting comments. */
export function argument(cx: Lowering, list: number, index: number): number {
  const { tree } = cx;
  let at = firstNamedChild(tree, list);
  for (let i = 0; at !== NONE; at = nextNamedSibling(tree, at)) {
    if (tree.kind[at] === Kind.Comment) continue;
    if (i === index) return at;
    i++;
  }
  return NONE;
}

/**
 * Which argument of a call is claimed to hold, -1 for none: by the model, or by the name where a macro of the house is
 * called (`DEBUGASSERT`, `serverAssert`). What it expands to differs from build to build; what it claims does not.
 */
export function assertedArgument(cx: Lowering, name: string, list: number): number {
  const { asserts } = cx.file.model(name) ?? { asserts: -1 };
  if (asserts >= 0) return asserts;
  if (name === "assert") return 0;
  if (!saysClaim(name) || argument(cx, list, 0) === NONE || cx.file.function(name) !== undefined) return -1;
  // What is said of it where it fails may stand behind it.
  const second = argument(cx, list, 1);
  return second === NONE || cx.tree.kind[second] === Kind.StringLiteral ? 0 : -1;
}

/** Functions whose meaning is known better than any definition as a macro tells it. */
export function beforeMacros(
  cx: Lowering,
  node: number,
  name: string,
  list: number,
  branches: Branches | undefined,
): CallResult | undefined {
  const asserts = assertedArgument(cx, name, list);
  if (asserts >= 0) {
    const test = argument(cx, list, asserts);
    if (test === NONE) return undefined;
    const holds = newBlock(cx);
    const fails = newBlock(cx);
    condition(cx, test, holds, fails);
    fails.terminator = { kind: "unreachable" };
    resume(cx, holds);
    cx.type = cx.types.void;
    return NOTHING;
  }
  switch (name) {
    case "likely":
    case "unlikely":
    case "LIKELY":
    case "UNLIKELY":
    case "__builtin_expect":
    case "__builtin_expect_with_probability":
    case "__builtin_assume_aligned": {
      const operand = argument(cx, list, 0);
      if (operand === NONE) return undefined;
      if (branches !== undefined && !name.endsWith("aligned")) {
        condition(cx, operand, branches.then, branches.otherwise);
        return BRANCHED;
      }
      return result(value(cx, operand));
    }
    case "va_start":
    case "__builtin_va_start":
    case "va_copy":
    case "__va_copy":
    case "__builtin_va_copy": {
      const target = argument(cx, list, 0);
      if (target === NONE) return undefined;
      clobber(cx, target);
      cx.type = cx.types.void;
      return NOTHING;
    }
    case "_Static_assert":
    case "static_assert":
    case "va_end":
    case "__builtin_va_end":
      cx.type = cx.types.void;
      return NOTHING;
    case "va_arg":
    case "__builtin_va_arg": {
      const written = argument(cx, list, 1);
      const named = written === NONE ? cx.types.nothing : typeFromText(cx.scope, nodeText(cx.tree, written));
      // Masking has taken away what is no expression.
      const type = named.kind === TypeKind.Unknown ? cx.types.nothing : named;
      cx.type = type;
      return result(opaque(cx, node, type, []));
    }
    default:
      return undefined;
  }
}

export function compilerFunction(
  cx: Lowering,
  node: number,
  name: string,
  list: number,
  branches: Branches | undefined,
): CallResult | undefined {
  if (!name.startsWith("__builtin_")) {
    if (name === "std::move" || name === "std::forward") {
      // Moving a scalar is reading it.
      const operand = argument(cx, list, 0);
      if (operand === NONE || argument(cx, list, 1) !== NONE) return undefined;
      const found = place(cx, operand);
      if (!isObject(cx, found.type)) return { register: -1, place: found, branched: false };
      const callee: Callee = {
        name,
        kind: "function",
        qualified: true,
        type: null,
        register: -1,
        templateArguments: "",
        summary: null,
        format: null,
        passed: null,
      };
      const args = {
        registers: [found.address],
        spans: [startOf(cx, operand), endOf(cx, operand)],
        exposed: [],
        members: [],
        types: null,
      };
      return finishCall(cx, node, callee, args, cx.types.reference(found.type), cx.file.model(name), false);
    }
    if (name.startsWith("__sync_") || name.startsWith("__atomic_")) return atomicChange(cx, node, name, list);
    return undefined;
  }
  const first = argument(cx, list, 0);
  switch (name) {
    case "__builtin_unreachable":
    case "__builtin_trap":
      terminate(cx, { kind: "unreachable" });
      cx.type = cx.types.void;
      return NOTHING;
    case "__builtin_assume":
      if (first === NONE) return undefined;
      {
        const holds = newBlock(cx);
        const fails = newBlock(cx);
        condition(cx, first, holds, fails);
        resume(cx, holds);
      }
      cx.type = cx.types.void;
      return NOTHING;
    case "__builtin_constant_p":
      cx.type = cx.types.int;
      return result(constant(cx, node, 0, cx.types.int));
    case "__builtin_types_compatible_p":
      cx.type = cx.types.int;
      return result(opaque(cx, node, cx.types.int, []));
    case "__builtin_choose_expr":
      if (branches !== undefined || argument(cx, list, 2) === NONE) return undefined;
      cx.type = cx.types.nothing;
      return result(opaque(cx, node, cx.types.nothing, []));
    case "__builtin_offsetof": {
      const known = cx.file.semantics.evaluate(cx.scope, cx.tree, node);
      cx.type = cx.types.sizeT;
      return result(
        known === undefined
          ? opaque(cx, node, cx.types.sizeT, [])
          : constant(cx, node, known.value, cx.types.sizeT),
      );
    }
    default: {
      // `__builtin_memcpy` is memcpy, `__builtin___memcpy_chk` is memcpy with the size of the destination behind.
      let plain = name.slice("__builtin_".length);
      if (plain.startsWith("__") && plain.endsWith("_chk")) plain = plain.slice(2, -4);
      const declaration = cx.file.function(plain);
      if (declaration === undefined && cx.file.model(plain) === undefined) return undefined;
      return callFunction(cx, node, plain, declaration, list, "", false);
    }
  }
}
