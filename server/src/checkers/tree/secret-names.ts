/** What names say of secrets, for rules that have nothing else to go by. */
import { Kind } from "../../syntax/kinds";
import { kindOf, nodeText } from "../../syntax/walk";
import type { UnitContext } from "./checker";

/** The words of a name: `s->session_id[i]`, `newAuthToken`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
}

export function hasWord(text: string, words: ReadonlySet<string>): boolean {
  return wordsOf(text).some((word) => words.has(word));
}

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}

/** The characters of a string literal, or of the macro of one; undefined for all else. */
export function writtenText(context: UnitContext, node: number): string | undefined {
  const text = context.textOf(node);
  if (text !== undefined || kindOf(context.tree, node) !== Kind.Identifier) return text;
  const macro = context.env.macro(nodeText(context.tree, node));
  const body = macro === undefined || macro.params !== null ? undefined : macro.body.trim();
  return body === undefined ? undefined : /^"((?:[^"\\]|\\.)*)"$/.exec(body)?.[1];
}
