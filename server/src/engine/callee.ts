/**
 * What functions know of each other: how a call names its callee, what the analysis of a function leaves for its
 * callers, and what a caller gets of it.
 */
import type { Inlinable } from "../ir/inline";
import type { FunctionModel } from "../models/model";
import type { Type } from "../semantics/types";
import type { Passed } from "../syntax/call-arguments";
import type { CheckedCalls } from "../syntax/checked-calls";

/** A function that is called, as the call knows it; or a global variable. */
export interface CallTarget {
  readonly name: string;
  /** Number of arguments, the object of a method among them; `VARIABLE` for a variable, `CALLERS` for who calls it, and so on. */
  readonly args: number;
}

export const VARIABLE = -1;
export const CALLERS = -2;
/** For a variable or member: how often the project asks how far it has got. */
export const QUESTIONS = -3;
/** For a variable or member: how often the project asks whether it can go any lower. */
export const QUESTIONS_BELOW = -4;
/** For a function: whether those who call it ask if they got a pointer. */
export const CHECKED = -5;
/** And less by the number of a parameter: what all who call it pass there. */
export const PASSED = -6;

export interface FunctionInfo {
  readonly model: FunctionModel;
  /** Of its parameters, without the object of a method; null if they are not known. */
  readonly types: readonly Type[] | null;
  /** Set if it is small enough to be taken in by its callers. */
  readonly body: Omit<Inlinable, "definition"> | undefined;
  /** Equal for functions of which the same is known. */
  readonly hash: number;
}

/** What a caller gets to know of a callee. */
export interface Known {
  readonly model: FunctionModel;
  readonly body: Inlinable | undefined;
  /** Invisible to other files: no library function is meant, whatever its name. */
  readonly isStatic: boolean;
}

/** A callee with a number that is the same as long as the same is known of it. */
export interface Resolved {
  readonly known: Known | undefined;
  /** For a variable: the number that it holds all the time, if it does. */
  readonly value?: number;
  /** For a function's callers: whether the project has any. */
  readonly isCalled?: boolean;
  /** For a parameter: what all calls pass. */
  readonly passed?: Passed;
  /** For a variable or member: how often the project asks how far it has got, or whether it can go any lower. */
  readonly questions?: number;
  /** For a function that gives pointers: how many of its callers ask whether they got one. */
  readonly checked?: CheckedCalls;
  readonly hash: number;
}
