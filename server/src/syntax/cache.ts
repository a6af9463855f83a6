/**
 * Trees by masked text and language. A unit whose text did not change finds its tree here whatever happened around it;
 * that a tree depends on nothing else is what makes incremental analysis equal to a fresh one.
 */
import { detached } from "../text/detached";
import type { Grammars } from "./grammars";
import type { Language, Tree } from "./tree";

export interface TreeCache {
  /** The tree of a masked text, parsed when it is not at hand. */
  tree(text: string, language: Language): Tree;
}

/** Nodes held before the longest unused trees are dropped; a node takes 23 bytes. */
const DEFAULT_NODES = 1 << 21;

export function createTreeCache(grammars: Grammars, maxNodes = DEFAULT_NODES): TreeCache {
  const maps: Record<Language, Map<string, Tree>> = { c: new Map(), cpp: new Map() };
  let nodes = 0;

  function evict(map: Map<string, Tree>): void {
    for (const [text, tree] of map) {
      if (nodes <= maxNodes) return;
      map.delete(text);
      nodes -= tree.count;
    }
  }

  return {
    tree(text, language) {
      const map = maps[language];
      let tree = map.get(text);
      if (tree === undefined) {
        const own = detached(text);
        tree = grammars.parse(own, language);
        nodes += tree.count;
        map.set(own, tree);
        if (nodes > maxNodes) {
          evict(maps[language === "c" ? "cpp" : "c"]);
          evict(map);
        }
      } else {
        map.delete(tree.text);
        map.set(tree.text, tree);
      }
      return tree;
    },
  };
}
