import type { Tokens } from "./lexer";
import type { Patch } from "./render";
import type { Directive, Macro } from "./source";
import type { Language } from "./tree";

export function maskTokens(
  _tokens: Tokens,
  _language: Language,
  _directives: readonly Directive[],
  _headerMacros: readonly Macro[],
): Patch[] {
  return [];
}
