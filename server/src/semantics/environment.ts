/**
 * What names mean at file level, as the lowering asks for it. Built from the file's own units and those of the project
 * headers it includes; unknown names give undefined, never a guess.
 */

import type { FormatEffect, FunctionModel } from "../models/model";
import type { Macro } from "../syntax/source";
import type { RecordInfo, Type } from "./types";

export interface FunctionDeclaration {
  readonly name: string;
  readonly type: Type;
  readonly isStatic: boolean;
  readonly noReturn: boolean;
  /** The format that an attribute says it takes: `__attribute__((format(printf, 1, 2)))`. */
  readonly format: FormatEffect | null;
}

export interface VariableDeclaration {
  readonly name: string;
  readonly type: Type;
  readonly isStatic: boolean;
  /** Value of a `const` integer or `constexpr` variable with a constant initialiser. */
  readonly value: number | undefined;
  /** Value of a static integer variable that nothing in the file changes. */
  readonly settled?: number;
}

/** Every look-up is recorded by the caller's `record` hook, so that a result can be tied to what it depends on. */
export interface Environment {
  variable(name: string): VariableDeclaration | undefined;
  function(name: string): FunctionDeclaration | undefined;
  /** A typedef, `using` alias, or (C++) class or enum name; `ns::name` as written. */
  type(name: string): Type | undefined;
  /** `struct name`, `union name`, `enum name`; creates an incomplete record when unseen. */
  tag(kind: "struct" | "union" | "class" | "enum", name: string): Type;
  record(name: string): RecordInfo | undefined;
  enumerator(name: string): number | undefined;
  macro(name: string): Macro | undefined;
  /** The model of a library function, also for its unqualified name where `using namespace std` may be in force. */
  model(name: string): FunctionModel | undefined;
}
