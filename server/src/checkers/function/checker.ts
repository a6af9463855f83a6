/**
 * What a checker of whole functions is: it looks at the lowered function as such, its blocks and variables, where what
 * happens on single paths does not matter and nothing has to be interpreted.
 */
import type { Report } from "../../flow/events";
import type { IrFunction } from "../../ir/ir";
import type { FunctionModel } from "../../models/model";
import type { Language } from "../../syntax/tree";

export interface FunctionContext {
  readonly function: IrFunction;
  readonly language: Language;
  /** The unit's source text. */
  readonly source: string;
  /** Bytes that the variables of one function may take on the stack. */
  readonly maxStackFrame: number;
  model(name: string): FunctionModel | undefined;
  report(report: Report): void;
}

export type FunctionChecker = (context: FunctionContext) => void;
