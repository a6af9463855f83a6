/**
 * Hashes of syntax and of numbers that name declarations across edits and files. 53 bits, so that they are exact
 * JavaScript numbers; made of two multiplicative lanes (FNV-1a's scheme with two primes).
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { subtreeEnd } from "../syntax/walk";

const PRIME_LOW = 0x01000193;
const PRIME_HIGH = 0x85ebca6b;

/** A running hash. */
export interface Hash {
  low: number;
  high: number;
}

export function newHash(): Hash {
  return { low: 0x811c9dc5 | 0, high: 0x9e3779b9 | 0 };
}

export function addNumber(hash: Hash, value: number): void {
  const upper = Math.floor(value / 0x100000000);
  hash.low = Math.imul(hash.low ^ value, PRIME_LOW);
  hash.high = Math.imul(hash.high ^ value ^ (hash.low >>> 15), PRIME_HIGH);
  hash.low = Math.imul(hash.low ^ upper, PRIME_LOW);
  hash.high = Math.imul(hash.high ^ upper ^ (hash.low >>> 13), PRIME_HIGH);
}

export function addText(hash: Hash, text: string, start = 0, end = text.length): void {
  let { low, high } = hash;
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, PRIME_LOW);
    high = Math.imul(high ^ unit ^ (low >>> 17), PRIME_HIGH);
  }
  // A separator, so that "ab" "c" and "a" "bc" differ.
  hash.low = Math.imul(low ^ 0x10001, PRIME_LOW);
  hash.high = Math.imul(high ^ (low >>> 11), PRIME_HIGH);
}

/** The hash as a whole number below 2^53, never 0: 0 stands for "nothing". */
export function hashValue(hash: Hash): number {
  const low = hash.low ^ (hash.high >>> 16);
  const high = (hash.high ^ (hash.low >>> 13)) & 0x1fffff;
  const value = high * 0x100000000 + (low >>> 0);
  return value === 0 ? 1 : value;
}

/**
 * Adds the tokens of a subtree: comments and white space make no difference. Bodies of functions are left out, since
 * what a declaration means does not depend on them. Names met on the way are added to `names`, except those that are
 * declared here (parameters, enumerators, the declared name itself) and members, which name nothing else.
 */
export function addSyntax(hash: Hash, tree: Tree, node: number, names: Set<string>): void {
  const end = node === NONE ? NONE : subtreeEnd(tree, node);
  for (let n = node; n < end; n++) {
    const kind = tree.kind[n];
    if (kind === Kind.CompoundStatement || kind === Kind.FieldInitializerList || kind === Kind.Comment) {
      n = subtreeEnd(tree, n) - 1;
      continue;
    }
    if (tree.firstChild[n] !== NONE) continue;
    addText(hash, tree.text, tree.start[n], tree.end[n]);
    if (kind !== Kind.Identifier && kind !== Kind.TypeIdentifier && kind !== Kind.NamespaceIdentifier)
      continue;
    if (!isDeclared(tree, n)) names.add(tree.text.substring(tree.start[n], tree.end[n]));
  }
}

function isDeclared(tree: Tree, node: number): boolean {
  const field = tree.field[node];
  return (
    field === Field.Declarator || (field === Field.Name && tree.kind[tree.parent[node]] === Kind.Enumerator)
  );
}
