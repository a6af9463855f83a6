/**
 * Results of units by their text. An entry holds as long as every name that was looked up while it was made still
 * means the same (the environment says so by fingerprints, or at once by being the same world), and its callees are
 * known for the same.
 */
import type { FileEnvironment } from "../semantics/build";
import type { Scope } from "../semantics/scope";
import type { SourceFile, Unit } from "../syntax/source";
import type { Language } from "../syntax/tree";
import { detached } from "../text/detached";
import type { CallTarget } from "./callee";
import type { UnitResult } from "./unit";

interface Entry {
  readonly language: Language;
  /** The namespaces around, as one text. */
  readonly path: string;
  readonly source: string;
  /** Names looked up, with their fingerprints at that time. */
  readonly names: ReadonlyMap<string, number>;
  world: object;
  readonly result: UnitResult;
}

export interface Making {
  /** Analyses the unit; `record` is to be told every name that is looked up. */
  readonly make: (record: (name: string) => void) => UnitResult;
  /** A number that is the same as long as the same is known of a callee. */
  readonly hashOf: (target: CallTarget) => number;
}

/** Texts used since the last turn of generations before those not used since the turn before it are dropped. */
const GENERATION = 1 << 14;
/** Results of one text under different declarations. */
const VARIANTS = 4;

export class UnitCache {
  /** By masked text: those used lately, and those used before them. */
  private young = new Map<string, Entry[]>();
  private old: ReadonlyMap<string, Entry[]> = new Map();

  /** The result for the unit as `env` sees it: a kept one if it still holds, else a new one. */
  get(file: SourceFile, unit: Unit, env: FileEnvironment, { make, hashOf }: Making): UnitResult {
    const { language } = file;
    const { text } = unit;
    const path = unit.namespaces.length === 0 ? "" : unit.namespaces.join("::");
    const source = file.text.substring(unit.start, unit.end);
    let list = this.known(text);
    if (list !== undefined) {
      for (const entry of list) {
        if (entry.source !== source || entry.language !== language || entry.path !== path) continue;
        if (entry.world !== env.world && !holds(entry.names, env.view(unit.namespaces, unit.start))) continue;
        if (!isKnownFor(entry.result, hashOf)) continue;
        entry.world = env.world;
        return entry.result;
      }
    }
    const names = new Map<string, number>();
    const scope = env.view(unit.namespaces, unit.start);
    const result = make((name) => {
      if (!names.has(name)) names.set(name, scope.fingerprint(name));
    });
    if (list === undefined) {
      list = [];
      this.keep(text, list);
    }
    if (list.length >= VARIANTS) list.shift();
    list.push({ language, path, source: detached(source), names, world: env.world, result });
    return result;
  }

  private known(text: string): Entry[] | undefined {
    const young = this.young.get(text);
    if (young !== undefined) return young;
    const old = this.old.get(text);
    if (old !== undefined) this.keep(text, old);
    return old;
  }

  private keep(text: string, list: Entry[]): void {
    if (this.young.size >= GENERATION) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(text, list);
  }
}

/** Whether the unit's callees are known for what they were. */
function isKnownFor(result: UnitResult, hashOf: Making["hashOf"]): boolean {
  for (const { target, hash } of result.callees) if (hashOf(target) !== hash) return false;
  return true;
}

function holds(names: ReadonlyMap<string, number>, scope: Scope): boolean {
  for (const [name, fingerprint] of names) if (scope.fingerprint(name) !== fingerprint) return false;
  return true;
}
