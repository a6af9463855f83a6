/**
 * The words of one file with all that the masking asks about them, by their number: what macros or the dialect make
 * of them, and whether they look like macros.
 */
import { Action } from "./dialect";
import type { Learned } from "./learn";
import { LAST_KEYWORD, type Names, Word } from "./names";

export interface WordTable {
  readonly names: Names;
  readonly learned: Learned;
  /** `Action` by word. */
  readonly actions: Uint8Array;
  /** Whether a word may be a macro that stands where no word belongs: 1 yes, 0 no. By word. */
  readonly suspects: Uint8Array;
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

/** Words reserved for compilers, such as `__init` or `_In_`; programs use them for attributes. */
function isReserved(word: string): boolean {
  if (word.charCodeAt(0) !== 95) return false;
  if (word.charCodeAt(1) === 95) return !word.startsWith("__builtin") && !word.endsWith("_t");
  const second = word.charCodeAt(1);
  return second >= 65 && second <= 90 && word.endsWith("_");
}

export function describeWords(names: Names, learned: Learned): WordTable {
  const count = names.strings.length;
  const actions = new Uint8Array(count);
  const suspects = new Uint8Array(count);
  for (let id = LAST_KEYWORD + 1; id < count; id++) {
    if (id === Word.Final || id === Word.Override || id === Word.CPlusPlus) continue;
    const word = names.strings[id];
    const action = learned.action(word);
    actions[id] = action;
    const isOpen = action === Action.None || action === Action.Statement || action === Action.Loop;
    if (
      action === Action.Weak ||
      action === Action.EmptyCall ||
      (isOpen && (isUpperCase(word) || isReserved(word)))
    )
      suspects[id] = 1;
  }
  // The grammars know these, but not everywhere.
  for (const id of DIALECT_KEYWORDS) actions[id] = learned.action(names.strings[id]);
  return { names, learned, actions, suspects };
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
