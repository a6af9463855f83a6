/**
 * A file as the engine sees it: its lexical facts (comments, directives) and its top-level units, each parsed by itself.
 *
 * The file is cut into units by tokens, not by the grammar, and every unit is parsed alone from its masked text. So a
 * syntax error never reaches beyond its unit, and an unchanged unit has the same tree whatever was edited around it:
 * incremental analysis equals a fresh one by construction.
 */
import type { Span } from "../text/span";
import type { Language, Tree } from "./tree";

export interface Comment extends Span {
  /** Text without the comment markers, trimmed. */
  readonly text: string;
  readonly block: boolean;
}

/** A macro definition. Spans are absolute in the file that defines it. */
export interface Macro {
  readonly name: string;
  /** Parameter names; null for an object-like macro. A variadic macro's last one is `__VA_ARGS__` (or its GNU name). */
  readonly params: readonly string[] | null;
  readonly variadic: boolean;
  /** Replacement text: comments removed, line splices joined, trimmed, runs of white space as one blank. */
  readonly body: string;
  readonly start: number;
  readonly end: number;
}

export type Directive =
  | (Span & { readonly kind: "include"; readonly path: string; readonly system: boolean })
  | (Span & { readonly kind: "define"; readonly macro: Macro })
  | (Span & { readonly kind: "undef"; readonly name: string })
  | (Span & { readonly kind: "pragma" | "error"; readonly text: string })
  | (Span & {
      readonly kind: "if" | "ifdef" | "ifndef" | "elif" | "else" | "endif";
      readonly condition: string;
    });

export interface Unit extends Span {
  /** What the tokens say: a function definition has a body; `other` is any declaration. `start`/`end` are absolute. */
  readonly kind: "function" | "type" | "other";
  /** Enclosing namespaces, outermost first; linkage blocks (`extern "C"`) and conditionals at top level add nothing. */
  readonly namespaces: readonly string[];
  /** Masked text, as long as the source it stands for. With the language it is the unit's identity. */
  readonly text: string;
  /** Parses on first use. Same text and language, same tree. */
  tree(): Tree;
}

export interface SourceFile {
  /** As given by the caller; opaque to the engine. */
  readonly path: string;
  readonly language: Language;
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly directives: readonly Directive[];
  /** Pieces of the file that conditionals switched off, so that nobody takes silence for approval. */
  readonly inactive: readonly Span[];
  /** Declarations of other configurations: branches that are kept beside the one that bodies would keep. */
  readonly others: readonly Span[];
  readonly units: readonly Unit[];
}
