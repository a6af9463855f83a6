/**
 * What one file says at file level, gathered from its units and directives, with a hash that is the same as long as
 * it says the same. Computed once for each version of the file.
 */
import type { SourceFile, Unit } from "../syntax/source";
import type { Language, Tree } from "../syntax/tree";
import { wordAt } from "../text/words";
import { assignedNames } from "./assigned";
import { isStatic } from "./declarators";
import { type Export, exportsOf, type UnitExports } from "./declare";
import { addNumber, addText, hashValue, newHash } from "./hash";
import { addEvents, type MacroEvents, macroEvents } from "./macro-table";
import { type MaskedRecord, maskedRecordsOf, packChanges } from "./masked-records";
import { maskedWords } from "./masked-words";

export interface FileFacts {
  /** In the order of the file, without those of `others`. */
  readonly exports: readonly Export[];
  /** What only other configurations declare: it counts where nothing else is known. */
  readonly others: readonly Export[];
  readonly usings: readonly string[];
  readonly macros: MacroEvents;
  /** What was masked for the parser about records, by their node. */
  readonly maskedRecords: ReadonlyMap<Tree, ReadonlyMap<number, MaskedRecord>>;
  readonly hash: number;
}

const cache = new WeakMap<SourceFile, FileFacts>();

export function factsOf(file: SourceFile): FileFacts {
  let facts = cache.get(file);
  if (facts === undefined) cache.set(file, (facts = gather(file)));
  return facts;
}

/** Facts of declarations that stand in no file. */
export function factsOfText(
  text: string,
  language: Language,
  parse: (text: string, language: Language) => Tree,
): FileFacts {
  const unit: Unit = {
    kind: "other",
    namespaces: [],
    start: 0,
    end: text.length,
    text,
    tree: () => parse(text, language),
  };
  return factsOf({
    path: "",
    language,
    text,
    comments: [],
    directives: [],
    inactive: [],
    others: [],
    units: [unit],
  });
}

function gather(file: SourceFile): FileFacts {
  const chosen: UnitExports[] = [];
  const others: UnitExports[] = [];
  const isOther = (unit: Unit) =>
    file.others.some(({ start, end }) => start <= unit.start && unit.end <= end);
  const recordsOf = new Map<UnitExports, ReadonlyMap<number, MaskedRecord>>();
  const maskedRecords = new Map<Tree, ReadonlyMap<number, MaskedRecord>>();
  const wordsOf = new Map<UnitExports, ReadonlyMap<number, readonly string[]>>();
  const changes = packChanges(file);
  const hash = newHash();
  for (const unit of file.units) {
    const found = exportsOf(unit);
    if (found.fingerprint === 0) continue;
    addNumber(hash, found.fingerprint);
    if (isOther(unit)) {
      others.push(found);
      addNumber(hash, 1);
    } else chosen.push(found);
    const words = maskedWords(file, unit, found.exports);
    if (words !== undefined) {
      wordsOf.set(found, words);
      for (const list of words.values()) for (const word of list) addText(hash, word);
    }
    const records = found.definesTypes ? maskedRecordsOf(file, unit, changes) : undefined;
    if (records === undefined) continue;
    recordsOf.set(found, records);
    maskedRecords.set(unit.tree(), records);
    addNumber(hash, recordsHash(0, records));
  }
  const units = [...others, ...chosen];
  const macros = withoutStandIns(macroEvents(file), chosen);
  for (const [name, events] of macros) {
    addText(hash, name);
    addEvents(hash, events);
  }
  const settled = settledStatics(file, units, macros);
  for (const entry of settled) addText(hash, entry.name);
  const entriesOf = (unit: UnitExports) =>
    withRecords(withSettled(withMasked(unit.exports, wordsOf.get(unit)), settled), recordsOf.get(unit));
  let exports: readonly Export[] | undefined;
  let otherExports: readonly Export[] | undefined;
  return {
    // Asked for only when the hash is a new one.
    get exports() {
      exports ??= chosen.flatMap(entriesOf);
      return exports;
    },
    get others() {
      otherExports ??= others.flatMap(entriesOf);
      return otherExports;
    },
    get usings() {
      return units.flatMap((unit) => unit.usings);
    },
    macros,
    maskedRecords,
    hash: hashValue(hash),
  };
}

/** Leaves out macros that stand, in other configurations alone, for what the chosen branches declare. */
function withoutStandIns(macros: MacroEvents, chosen: readonly UnitExports[]): MacroEvents {
  const standIns = new Set<string>();
  for (const [name, events] of macros) if (events.every(({ isOther }) => isOther)) standIns.add(name);
  if (standIns.size === 0) return macros;
  const declared = new Set<string>();
  for (const { exports } of chosen)
    for (const { name, kind } of exports)
      if (standIns.has(name) && (kind === "variable" || kind === "function")) declared.add(name);
  return declared.size === 0 ? macros : new Map([...macros].filter(([name]) => !declared.has(name)));
}

/** Static variables of a file that keep the value they start with: no unit assigns to them, and no macro names them. */
function settledStatics(
  file: SourceFile,
  units: readonly UnitExports[],
  macros: MacroEvents,
): ReadonlySet<Export> {
  const byName = new Map<string, Export[]>();
  for (const { exports } of units)
    for (const entry of exports) {
      if (entry.kind !== "variable" || !entry.defines || !isStatic(entry.tree, entry.node)) continue;
      const name = entry.name.slice(entry.name.lastIndexOf(":") + 1);
      const known = byName.get(name);
      if (known === undefined) byName.set(name, [entry]);
      else known.push(entry);
    }
  if (byName.size > 0)
    for (const unit of file.units) for (const name of assignedNames(unit.tree())) byName.delete(name);
  // Another configuration assigns what this one leaves out.
  for (const { start, end } of byName.size > 0 ? file.inactive : []) {
    const dropped = file.text.slice(start, end);
    for (const name of byName.keys()) if (wordAt(dropped, name, 0) !== -1) byName.delete(name);
  }
  const settled = new Set<Export>();
  for (const [name, entries] of byName)
    if (!isNamedIn(macros, name)) for (const entry of entries) settled.add(entry);
  return settled;
}

function isNamedIn(macros: MacroEvents, name: string): boolean {
  for (const events of macros.values())
    for (const { macro } of events) if (macro?.body.includes(name)) return true;
  return false;
}

/** A static variable that keeps its value means something else than one that does not. */
function withSettled(exports: readonly Export[], settled: ReadonlySet<Export>): readonly Export[] {
  if (!exports.some((entry) => settled.has(entry))) return exports;
  return exports.map((entry) =>
    settled.has(entry) ? { ...entry, isSettled: true, hash: entry.hash + 1 } : entry,
  );
}

/** A function that is declared with an attribute means something else than one without. */
function withMasked(
  exports: readonly Export[],
  words: ReadonlyMap<number, readonly string[]> | undefined,
): readonly Export[] {
  if (words === undefined) return exports;
  return exports.map((entry) => {
    const masked = entry.kind === "function" ? words.get(entry.node) : undefined;
    if (masked === undefined) return entry;
    const hash = newHash();
    addNumber(hash, entry.hash);
    for (const word of masked) addText(hash, word);
    return { ...entry, masked, hash: hashValue(hash), names: [...entry.names, ...masked] };
  });
}

/** Names that mean a record of which something was masked mean something else than the same text without. */
function withRecords(
  exports: readonly Export[],
  records: ReadonlyMap<number, MaskedRecord> | undefined,
): readonly Export[] {
  if (records === undefined) return exports;
  return exports.map((entry) => ({ ...entry, hash: recordsHash(entry.hash, records) }));
}

function recordsHash(of: number, records: ReadonlyMap<number, MaskedRecord>): number {
  const hash = newHash();
  addNumber(hash, of);
  for (const [node, { limit, aligned, doubtful, leaving }] of records) {
    addNumber(hash, node * 0x10000 + limit * 0x100 + aligned);
    for (const name of doubtful) addText(hash, name);
    for (const name of leaving) addText(hash, `${name}!`);
  }
  return hashValue(hash);
}
