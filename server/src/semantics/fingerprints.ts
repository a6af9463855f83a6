/**
 * Deep fingerprints of names: what a name's declarations say and, transitively, what the names in them say. Names that
 * reach each other (a `struct` and the functions over it) form a strongly connected component and share one; Tarjan's
 * algorithm (SIAM J. Comput. 1(2), 1972) finds the components in one pass, without recursion.
 */
import { addNumber, addText, hashValue, newHash } from "./hash";

/** What a name stands for by itself; undefined if nothing is called so. */
export interface Meaning {
  readonly hash: number;
  readonly names: readonly string[];
}

interface Visit {
  readonly name: string;
  readonly meaning: Meaning;
  readonly index: number;
  low: number;
  next: number;
  onStack: boolean;
}

/** A memoised function from names to fingerprints; 0 for names that nothing is called by. */
export function fingerprints(meaningOf: (name: string) => Meaning | undefined): (name: string) => number {
  const done = new Map<string, number>();
  return (name) => done.get(name) ?? resolve(name, meaningOf, done);
}

function resolve(
  root: string,
  meaningOf: (name: string) => Meaning | undefined,
  done: Map<string, number>,
): number {
  const visits = new Map<string, Visit>();
  const component: Visit[] = [];
  const path: Visit[] = [];
  const enter = (name: string): Visit | undefined => {
    const meaning = meaningOf(name);
    if (meaning === undefined) {
      done.set(name, 0);
      return undefined;
    }
    const visit: Visit = { name, meaning, index: visits.size, low: visits.size, next: 0, onStack: true };
    visits.set(name, visit);
    component.push(visit);
    path.push(visit);
    return visit;
  };
  enter(root);
  while (path.length > 0) {
    const visit = path[path.length - 1];
    const { names } = visit.meaning;
    if (visit.next < names.length) {
      const name = names[visit.next++];
      if (done.has(name)) continue;
      const seen = visits.get(name);
      if (seen === undefined) enter(name);
      else if (seen.onStack) visit.low = Math.min(visit.low, seen.index);
      continue;
    }
    path.pop();
    if (path.length > 0) {
      const parent = path[path.length - 1];
      parent.low = Math.min(parent.low, visit.low);
    }
    if (visit.low === visit.index) finish(component, visit, done);
  }
  return done.get(root) ?? 0;
}

/** Takes a whole component off the stack and gives its members the fingerprint they share, each with its own name. */
function finish(component: Visit[], first: Visit, done: Map<string, number>): void {
  const from = component.lastIndexOf(first);
  const members = component.splice(from).sort((a, b) => (a.name < b.name ? -1 : 1));
  const shared = newHash();
  const outside = new Set<string>();
  const inside = new Set<string>();
  for (const member of members) {
    member.onStack = false;
    inside.add(member.name);
    addText(shared, member.name);
    addNumber(shared, member.meaning.hash);
    for (const name of member.meaning.names) outside.add(name);
  }
  for (const name of [...outside].filter((name) => !inside.has(name)).sort()) {
    addNumber(shared, done.get(name) ?? 0);
  }
  for (const member of members) {
    const own = { ...shared };
    addText(own, member.name);
    done.set(member.name, hashValue(own));
  }
}
