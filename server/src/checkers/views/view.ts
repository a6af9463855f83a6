/**
 * What is known of an iterator, reference, pointer or string view on one path: what it looks into, where it comes from,
 * and what made it invalid. Also the walk that the modules of this folder share: the function, its variables, and what
 * was found in it.
 */
import { NONE, type Tree } from "../../syntax/tree";
import type { Locals } from "../paths/locals";
import type { ReportOptions, UnitContext } from "../tree/checker";

export type ViewRule = "dangling-view" | "invalidated-iterator";

export interface ViewFinding extends ReportOptions {
  readonly rule: ViewRule;
  readonly node: number;
  readonly message: string;
}

/** The function or lambda that is walked, and what was found in it so far. */
export interface Walk {
  readonly context: UnitContext;
  readonly tree: Tree;
  readonly root: number;
  readonly locals: Locals;
  readonly findings: ViewFinding[];
}

export const enum Look {
  Iterator,
  /** Past the last element. */
  End,
  Reference,
  Pointer,
  /** A string view, a span, or the characters of a string. */
  Text,
  /** The hidden iterator of a loop over a range. */
  Range,
  /** A lambda that refers to a local variable. */
  Closure,
  /** Room was reserved: growing moves nothing. */
  Reserved,
}

export interface View {
  readonly look: Look;
  /** Place of the container or owner. */
  readonly owner: string;
  /** Where it was obtained. */
  readonly origin: number;
  /** Copies of one view have the same number, until one of them moves on. */
  readonly group: number;
  /** What made it invalid; `NONE` while it is good, `LEFT` if the owner's scope ended. */
  readonly ended: number;
  /** Elements were erased or replaced for sure, not only perhaps moved. */
  readonly isSure: boolean;
}

/** A view that an expression gives. */
export type Made = Pick<View, "look" | "owner" | "origin"> & Partial<View>;

export const LEFT = -2;

/** Before the place of a member or global in keys of views that it holds. */
export const KEPT = "kept ";

export function freshView(made: Made): View {
  return { ended: NONE, isSure: false, group: made.origin, ...made };
}

/** Facts that a change of the elements does not concern. */
export function isUntouched(look: Look): boolean {
  return look === Look.Reserved || look === Look.Closure;
}
