/**
 * The words of one file with all that the masking asks about them, by their number: what macros or the dialect make
 * of them, and whether they look like macros.
 */

import { LAST_KEYWORD, type Names, Word } from "../names";
import { Action, COMPILER_TYPES } from "./dialect";
import type { Learned } from "./learn";

export interface WordTable {
  readonly names: Names;
  readonly learned: Learned;
  /** `Action` by word. */
  readonly actions: Uint8Array;
  /** `Suspicion` by word. */
  readonly suspicions: Uint8Array;
}

/** Whether a word may be a macro that stands where no word belongs. */
export const enum Suspicion {
  None,
  /** Only as a single word: names such as `near` or `data` that programs also use freely. */
  Word,
  /** Also with arguments. */
  Macro,
}

/** Upper-case words of at least two letters, digits and underscores aside. */
export function isUpperCase(word: string): boolean {
  let letters = 0;
  for (let i = 0; i < word.length; i++) {
    const c = word.charCodeAt(i);
    if (c >= 65 && c <= 90) letters++;
    else if (c !== 95 && (c < 48 || c > 57)) return false;
  }
  return letters >= 2;
}

/** Words with the underscore that is reserved for compilers, such as `__init`, `_Cdecl` or `_In_`. */
function isReserved(word: string): boolean {
  if (word.charCodeAt(0) !== 95 || word.endsWith("_t")) return false;
  return !word.startsWith("__builtin") && !COMPILER_TYPES.has(word);
}

function suspicionOf(word: string, action: Action): Suspicion {
  switch (action) {
    case Action.Weak:
      return Suspicion.Word;
    case Action.EmptyCall:
      return Suspicion.Macro;
    case Action.None:
    case Action.Statement:
    case Action.Loop:
      return isUpperCase(word) || isReserved(word) ? Suspicion.Macro : Suspicion.None;
    default:
      return Suspicion.None;
  }
}

export function describeWords(names: Names, learned: Learned): WordTable {
  const count = names.strings.length;
  const actions = new Uint8Array(count);
  const suspicions = new Uint8Array(count);
  for (let id = LAST_KEYWORD + 1; id < count; id++) {
    if (id === Word.Final || id === Word.Override || id === Word.CPlusPlus) continue;
    const word = names.strings[id];
    const action = learned.action(word);
    actions[id] = action;
    if (action === Action.None && word.endsWith("_cast")) actions[id] = Action.Cast;
    suspicions[id] = suspicionOf(word, actions[id]);
  }
  // The grammars know these, but not everywhere.
  for (const id of DIALECT_KEYWORDS) actions[id] = learned.action(names.strings[id]);
  return { names, learned, actions, suspicions };
}

const DIALECT_KEYWORDS: readonly Word[] = [
  Word.Attribute,
  Word.AttributeGnu,
  Word.Declspec,
  Word.AtomicC,
  Word.Extension,
  Word.ConstGnu,
  Word.ConstGnu2,
  Word.VolatileGnu,
  Word.SignedGnu,
];
