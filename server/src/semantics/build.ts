/**
 * Builds the environment of a file from its units and those of the project headers it includes. The costly part, the
 * world, is kept: an edit inside a function's body finds it unchanged and builds nothing but views.
 */
import type { FunctionModel, Models } from "../models/model";
import { excludeEachOther } from "../syntax/builds";
import { maskedNumber } from "../syntax/masking/signed-numbers";
import type { Macro, SourceFile, Unit } from "../syntax/source";
import type { Language, Tree } from "../syntax/tree";
import type { Span } from "../text/span";
import { factsOf, factsOfText } from "./file-facts";
import { addNumber, addText, hashValue, newHash } from "./hash";
import { libraryMacros, SYSTEM_LIMITS } from "./library-names";
import { LIBRARY_RECORDS } from "./library-records";
import { dependsOnPlace, type MacroEvent, type MacroEvents, visibleMacro } from "./macro-table";
import { isNamesake } from "./namesakes";
import type { Parse, Scope } from "./scope";
import { semantics } from "./semantics";
import type { Types } from "./types-table";
import { createWorld, indexByName, type Library, type World } from "./world";

export interface EnvironmentInput {
  readonly file: SourceFile;
  /** The project headers it includes, transitively, in order of inclusion (`collectHeaders`). */
  readonly headers: readonly SourceFile[];
  readonly types: Types;
  readonly models: Models;
  readonly parse: Parse;
}

/** A file's environment at file level, outside of all namespaces. */
export interface FileEnvironment extends Scope {
  /** The same object as long as every name at file level means the same. */
  readonly world: object;
  /**
   * The view from inside namespaces and classes (`["n", "A"]`), within the unit that starts at `place` (which of a
   * macro's definitions counts; -1: anywhere). `record` is told every name that is looked up: the result depends on their
   * fingerprints.
   */
  view(path: readonly string[], place?: number, record?: (name: string) => void): Scope;
}

/** Worlds that are kept, the least recently used goes first. */
const MAX_WORLDS = 24;
/** Parsed fragments that are kept; all go when there are more. */
const MAX_FRAGMENTS = 20_000;

interface Cache {
  readonly worlds: Map<number, World>;
  readonly libraries: Partial<Record<Language, Library>>;
}

const caches = new WeakMap<Types, Cache>();
const fragments = new WeakMap<Parse, Parse>();

export function buildEnvironment(input: EnvironmentInput): FileEnvironment {
  const { file, types, models } = input;
  const parse = remembering(input.parse);
  let cache = caches.get(types);
  if (cache === undefined) caches.set(types, (cache = { worlds: new Map(), libraries: {} }));
  const own = factsOf(file);
  const library = (cache.libraries[file.language] ??= {
    macros: libraryMacros(types),
    exports: indexByName([factsOfText(LIBRARY_RECORDS, file.language, parse)]),
  });
  const headers = input.headers.map(factsOf);
  const key = newHash();
  addText(key, file.language);
  addNumber(key, own.hash);
  for (const facts of headers) addNumber(key, facts.hash);
  const worldKey = hashValue(key);
  let found = cache.worlds.get(worldKey);
  if (found === undefined)
    found = createWorld({ own, headers, types, language: file.language, parse, library });
  // Putting it back last keeps the order one of use.
  cache.worlds.delete(worldKey);
  cache.worlds.set(worldKey, found);
  for (const oldest of cache.worlds.keys()) {
    if (cache.worlds.size <= MAX_WORLDS) break;
    cache.worlds.delete(oldest);
  }
  const world = found;
  const macros = macroLookup(
    file,
    own.macros,
    headers.map((facts) => facts.macros),
    library.macros,
  );
  const view = (path: readonly string[], place = -1, record?: (name: string) => void): Scope =>
    createView({ world, models, parse, macros, path, at: spanAt(file.units, place), record });
  return { ...view([]), world, view };
}

/** The unit that starts at `place`; the place alone if there is none. */
function spanAt(units: readonly Unit[], place: number): Span | undefined {
  if (place < 0) return undefined;
  let low = 0;
  let high = units.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (units[middle].start < place) low = middle + 1;
    else high = middle;
  }
  return low < units.length && units[low].start === place ? units[low] : { start: place, end: place };
}

type MacroLookup = (name: string, at: Span | undefined) => { macro: Macro | undefined; placed: boolean };

const UNDEFINED = { macro: undefined, placed: false };

function macroLookup(
  file: SourceFile,
  own: MacroEvents,
  headers: readonly MacroEvents[],
  library: ReadonlyMap<string, Macro>,
): MacroLookup {
  const memo = new Map<string, { macro: Macro | undefined; placed: boolean }>();
  const isSet = (name: string) =>
    library.has(name) || own.has(name) || headers.some((header) => header.has(name));
  const lookUp: MacroLookup = (name, at) => {
    const events = own.get(name);
    const inHeaders: (typeof events & object)[] = [];
    for (const header of headers) {
      const found = header.get(name);
      if (found !== undefined) inHeaders.push(found);
    }
    const isOwn = events !== undefined || inHeaders.length > 0;
    const macro = isOwn && !SYSTEM_LIMITS.has(name) ? undefined : library.get(name);
    if (macro !== undefined) return { macro, placed: false };
    if (!isOwn) return UNDEFINED;
    const placed = events !== undefined && dependsOnPlace(events);
    if (!placed || at === undefined)
      return { macro: visibleMacro(events, inHeaders, undefined, isSet), placed };
    return { macro: visibleMacro(inBuildOf(file, events, at), inHeaders, at, isSet), placed };
  };
  return (name, at) => {
    let found = memo.get(name);
    if (found === undefined) memo.set(name, (found = lookUp(name, undefined)));
    return found.placed && at !== undefined ? lookUp(name, at) : found;
  };
}

/** The events that may count for a piece of the file: what is defined in builds without it does not. */
function inBuildOf(file: SourceFile, events: readonly MacroEvent[], at: Span): readonly MacroEvent[] {
  return events.some(({ start }) => excludeEachOther(file, start, at.start))
    ? events.filter(({ start }) => !excludeEachOther(file, start, at.start))
    : events;
}

interface ViewInput {
  readonly world: World;
  readonly models: Models;
  readonly parse: Parse;
  readonly macros: MacroLookup;
  readonly path: readonly string[];
  readonly at: Span | undefined;
  readonly record: ((name: string) => void) | undefined;
}

function createView({ world, models, parse, macros, path, at, record }: ViewInput): Scope {
  const prefixes = world.prefixesOf(path);
  const noting =
    record === undefined
      ? <T>(lookUp: (name: string) => T) => lookUp
      : <T>(lookUp: (name: string) => T) =>
          (name: string) => {
            record(name);
            return lookUp(name);
          };
  const namespaceOf = noting((name) => world.namespaceOf(prefixes, name));
  return {
    types: world.types,
    language: world.language,
    parse,
    semantics,
    path,
    declare: undefined,
    variable: noting((name) => world.variable(prefixes, name)),
    function: noting((name) => world.function(prefixes, name)),
    type: noting((name) => world.type(prefixes, name)),
    tag(kind, name) {
      record?.(name);
      return world.tag(prefixes, kind, name);
    },
    record: noting((name) => world.record(prefixes, name)),
    enumerator: noting((name) => world.enumerator(prefixes, name)),
    enumeratorType: noting((name) => world.enumeratorType(prefixes, name)),
    macro: noting((name) => {
      const macro = maskedNumber(name) ?? macros(name, at).macro;
      // Defined both ways under different conditions: the function can be analysed, so it is the one that is meant.
      if (macro?.params != null && world.function(prefixes, name) !== undefined) return undefined;
      return macro;
    }),
    model(name) {
      const model = modelOf(models, world.language, name);
      const declared = model === undefined ? undefined : world.function(prefixes, name);
      if (declared !== undefined) record?.(name);
      if (model !== undefined && declared !== undefined && isNamesake(model, declared.type)) return undefined;
      const at = model === undefined && world.language === "cpp" ? name.indexOf("::") : -1;
      if (at <= 0) return model;
      // `fs::remove` where `namespace fs = std::filesystem`.
      const namespace = namespaceOf(name.slice(0, at));
      return namespace === undefined ? undefined : models.get(namespace + name.slice(at));
    },
    fingerprint(name) {
      const plain = world.fingerprint(lastPart(name));
      const { macro, placed } = macros(name, at);
      if (!placed) return plain;
      const hash = newHash();
      addNumber(hash, plain);
      addText(hash, macro?.body ?? "");
      return hashValue(hash);
    },
    complete: world.complete,
  };
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

/** C functions have a second name under `std::`; C++ ones are often used without it. */
function modelOf(models: Models, language: Language, name: string): FunctionModel | undefined {
  const model = models.get(name);
  if (model !== undefined || language === "c") return model;
  return name.startsWith("std::")
    ? models.get(name.slice(5))
    : name.startsWith("::")
      ? models.get(name.slice(2))
      : models.get(`std::${name}`);
}

/** `parse` with a memory, for fragments: macro bodies are asked for again and again. */
function remembering(parse: Parse): Parse {
  let result = fragments.get(parse);
  if (result === undefined) {
    const trees: Record<Language, Map<string, Tree>> = { c: new Map(), cpp: new Map() };
    result = (text, language) => {
      const known = trees[language];
      let tree = known.get(text);
      if (tree === undefined) {
        if (known.size >= MAX_FRAGMENTS) known.clear();
        known.set(text, (tree = parse(text, language)));
      }
      return tree;
    };
    fragments.set(parse, result);
  }
  return result;
}
