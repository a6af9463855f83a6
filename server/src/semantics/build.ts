/**
 * Builds environments.
 */
import type { Models } from "../models/model";
import type { SourceFile } from "../syntax/source";
import type { Parse, Scope } from "./scope";
import type { Types } from "./types-table";

export interface EnvironmentInput {
  readonly file: SourceFile;
  /** The project headers it includes, transitively, in order of inclusion (`collectHeaders`). */
  readonly headers: readonly SourceFile[];
  readonly types: Types;
  readonly models: Models;
  readonly parse: Parse;
}

/** A file's environment at file level. Equal `world` objects mean that every name means the same. */
export interface FileEnvironment extends Scope {
  readonly world: object;
  /** The view from inside namespaces and classes (`["n", "A"]`), telling `record` every name that is looked up. */
  view(path: readonly string[], record?: (name: string) => void): Scope;
}
export declare function buildEnvironment(input: EnvironmentInput): FileEnvironment;
