/**
 * What the headers of a file define, as the masking asks for it: by name, and never otherwise. What was asked is
 * remembered with the answers, so that a file that was masked with the macros of some headers can be known to come out
 * the same with those of others: most headers are included by files that differ in macros nobody there names.
 */
import type { Macro } from "./source";

const NONE: readonly Macro[] = [];

/** Macros by name; computed once for an array of macros. */
const tables = new WeakMap<readonly Macro[], ReadonlyMap<string, readonly Macro[]>>();

function tableOf(macros: readonly Macro[]): ReadonlyMap<string, readonly Macro[]> {
  const known = tables.get(macros);
  if (known !== undefined) return known;
  const table = new Map<string, Macro[]>();
  for (const macro of macros) addTo(table, macro);
  tables.set(macros, table);
  return table;
}

/** Adds a definition to those of its name. */
export function addTo(table: Map<string, Macro[]>, macro: Macro): void {
  const list = table.get(macro.name);
  if (list === undefined) table.set(macro.name, [macro]);
  else list.push(macro);
}

export class HeaderMacros {
  private readonly table: ReadonlyMap<string, readonly Macro[]>;
  private readonly asked = new Map<string, readonly Macro[]>();

  /** `all`: in the order of inclusion. */
  constructor(readonly all: readonly Macro[]) {
    this.table = tableOf(all);
  }

  /** All definitions that headers have of a macro. */
  definitions(name: string): readonly Macro[] {
    const found = this.table.get(name) ?? NONE;
    this.asked.set(name, found);
    return found;
  }

  /** The one definition that headers have of a macro, if it is the only one. */
  soleDefinition(name: string): Macro | undefined {
    const found = this.definitions(name);
    return found.length === 1 ? found[0] : undefined;
  }

  /** Whether these macros answer all that was asked so far as those did. */
  isAnsweredAlike(others: readonly Macro[]): boolean {
    if (others === this.all) return true;
    const table = tableOf(others);
    for (const [name, answer] of this.asked) {
      const other = table.get(name) ?? NONE;
      if (other !== answer && !sameDefinitions(answer, other)) return false;
    }
    return true;
  }
}

function sameDefinitions(a: readonly Macro[], b: readonly Macro[]): boolean {
  return a.length === b.length && a.every((macro, i) => sameMacro(macro, b[i]));
}

/** Whether two macros are defined as the same, wherever. */
export function sameMacro(a: Macro, b: Macro): boolean {
  return a === b || (a.name === b.name && a.body === b.body && a.params?.join() === b.params?.join());
}
