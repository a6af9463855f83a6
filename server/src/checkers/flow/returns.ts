/** Functions that promise a result and can end without one. */
import type { Context, Listener } from "../../flow/events";
import { type Block, type Instruction, Op } from "../../ir/ir";
import { TypeKind } from "../../semantics/types";

export const returns: Listener = {
  return(event, context) {
    if (event.explicit || context.state.doubtful) return;
    const { function: fn } = context;
    const result = fn.type.to;
    if (result === null || result.kind === TypeKind.Void) return;
    // A name that is not known may stand for void; a class of the C++ library does not.
    if (result.kind === TypeKind.Unknown && !result.name.startsWith("std::")) return;
    // main returns 0 by itself (C17 5.1.2.2.3); constructors and destructors have no result.
    const name = fn.name.slice(fn.name.lastIndexOf(":") + 1);
    if (name === "main" || name.startsWith("~") || fn.name.endsWith(`${name}::${name}`)) return;
    if (endsInUnknown(context)) return;
    context.report({
      rule: "missing-return",
      site: event.site,
      message: `'${fn.name}' can reach its end without returning a value; the caller then uses whatever is left in the register.`,
      confidence: "definite",
      steps: [],
      facts: { type: result.name },
    });
  },
};

/**
 * Whether the last thing before the end is a call of a name that nothing declares, or assembly: a macro may stand there
 * that never returns, and assembly may return by itself or leave the result in its register.
 */
function endsInUnknown({ function: fn }: Context): boolean {
  const { blocks } = fn;
  return blocks.some((block) => {
    const last = block.instructions.findLast((ins) => ins.op !== Op.Leave && !isUnsettled(block, ins));
    if (last === undefined || (last.op !== Op.Opaque && !isUndeclaredCall(last))) return false;
    return comesToEnd(blocks, block);
  });
}

/** What is probably a macro may have assigned to the variables that it is given. */
function isUnsettled({ instructions }: Block, { op, dst, a }: Instruction): boolean {
  return (
    op === Op.Copy &&
    instructions.some((ins) => ins.dst === a && ins.op === Op.Opaque && ins.args?.includes(dst))
  );
}

/** A call that is known neither from a declaration nor from a model: not even what it returns. */
function isUndeclaredCall({ op, callee, type }: Instruction): boolean {
  return (
    op === Op.Call && callee?.kind === "function" && callee.type === null && type.kind === TypeKind.Unknown
  );
}

/** Whether nothing but the function's end follows. */
function comesToEnd(blocks: readonly Block[], from: Block): boolean {
  let at = from;
  for (let steps = 0; at.terminator.kind === "jump" && steps < blocks.length; steps++) {
    at = blocks[at.terminator.to];
    if (at.instructions.some(({ op }) => op !== Op.Leave)) return false;
  }
  return at.terminator.kind === "return" && !at.terminator.explicit;
}
