/** Comparisons of the IR, seen from the other side. */
import { CompareOp } from "./ir";

/** The comparison that holds of `b, a` where `op` holds of `a, b`. */
export function mirrored(op: number): number {
  switch (op) {
    case CompareOp.Less:
      return CompareOp.Greater;
    case CompareOp.LessEqual:
      return CompareOp.GreaterEqual;
    case CompareOp.Greater:
      return CompareOp.Less;
    case CompareOp.GreaterEqual:
      return CompareOp.LessEqual;
    default:
      return op;
  }
}

/** The comparison that holds where `op` does not. */
export function opposite(op: number): number {
  switch (op) {
    case CompareOp.Equal:
      return CompareOp.NotEqual;
    case CompareOp.NotEqual:
      return CompareOp.Equal;
    case CompareOp.Less:
      return CompareOp.GreaterEqual;
    case CompareOp.LessEqual:
      return CompareOp.Greater;
    case CompareOp.Greater:
      return CompareOp.LessEqual;
    default:
      return CompareOp.Less;
  }
}
