/**
 * CWE-835: a loop whose condition the type of its counter decides: an unsigned one that has to fall below 0, one of a
 * byte that has to reach 256. The counter wraps round and the loop starts anew.
 */
import { Field, Kind } from "../../syntax/kinds";
import { childByField, kindOf } from "../../syntax/walk";
import type { TreeChecker } from "./checker";
import { decidedByType, isLoopCondition } from "./tautological-comparison";

export const endlessLoop: TreeChecker = {
  rule: "endless-loop",
  kinds: [Kind.BinaryExpression],
  visit(context, node) {
    const { tree } = context;
    switch (kindOf(tree, childByField(tree, node, Field.Operator))) {
      case Kind.TokenLess:
      case Kind.TokenLessEqual:
      case Kind.TokenGreater:
      case Kind.TokenGreaterEqual:
      case Kind.TokenBangEqual:
        break;
      default:
        return;
    }
    if (!isLoopCondition(tree, node)) return;
    const decided = decidedByType(context, node);
    if (decided?.outcome !== true) return;
    context.report(
      node,
      `The loop never ends by this condition: ${decided.why}, and what goes beyond wraps round.`,
    );
  },
};
