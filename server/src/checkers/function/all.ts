/** The checkers that look at one lowered function as a whole. */
import type { FunctionChecker } from "./checker";
import { endlessLoop } from "./endless-loop";
import { erasedSecret } from "./erased-secret";
import { idleRound } from "./idle-round";
import { stackFrame } from "./stack-frame";
import { textRecursion } from "./text-recursion";
import { zeroStep } from "./zero-step";

export const FUNCTION_CHECKERS: readonly FunctionChecker[] = [
  stackFrame,
  erasedSecret,
  endlessLoop,
  idleRound,
  textRecursion,
  zeroStep,
];
