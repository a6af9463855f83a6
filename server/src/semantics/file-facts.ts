/**
 * What one file says at file level, gathered from its units and directives, with a hash that is the same as long as
 * it says the same. Computed once for each version of the file.
 */
import type { SourceFile } from "../syntax/source";
import { type Export, exportsOf } from "./declare";
import { addNumber, addText, hashValue, newHash } from "./hash";
import { addEvents, type MacroEvents, macroEvents } from "./macro-table";

export interface FileFacts {
  /** In the order of the file. */
  readonly exports: readonly Export[];
  readonly usings: readonly string[];
  readonly macros: MacroEvents;
  readonly hash: number;
}

const cache = new WeakMap<SourceFile, FileFacts>();

export function factsOf(file: SourceFile): FileFacts {
  let facts = cache.get(file);
  if (facts === undefined) cache.set(file, (facts = gather(file)));
  return facts;
}

function gather(file: SourceFile): FileFacts {
  const exports: Export[] = [];
  const usings: string[] = [];
  const hash = newHash();
  for (const unit of file.units) {
    const found = exportsOf(unit);
    if (found.fingerprint === 0) continue;
    addNumber(hash, found.fingerprint);
    for (const entry of found.exports) exports.push(entry);
    for (const name of found.usings) usings.push(name);
  }
  const macros = macroEvents(file);
  for (const [name, events] of macros) {
    addText(hash, name);
    addEvents(hash, events);
  }
  return { exports, usings, macros, hash: hashValue(hash) };
}
