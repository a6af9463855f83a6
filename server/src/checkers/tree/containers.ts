/**
 * What the members of the library's containers and strings do to iterators, references and pointers into them
 * ([container.requirements], [string.require]); containers of well-known other libraries count where they promise the
 * same.
 */
import { type Type, TypeKind } from "../../semantics/types";

export const enum Container {
  /** Not a container that is known. */
  None,
  /** Elements lie side by side and move when room is made: `vector`, `string`. */
  Contiguous,
  Deque,
  /** Every element has a place of its own: `list`, `map`, `set`. */
  Nodes,
  /** Elements have places of their own, iterators do not survive a rehash: `unordered_map`. */
  Hash,
  /** Open addressing: whatever is inserted may move all. */
  FlatHash,
  /** An owner of one object: `unique_ptr`. */
  Owner,
}

const NAMES: readonly (readonly [Container, string])[] = [
  [
    Container.Contiguous,
    "std::vector std::string std::wstring std::u8string std::u16string std::u32string std::basic_string absl::InlinedVector llvm::SmallVector SmallVector QVector QByteArray QString folly::fbvector folly::fbstring boost::container::small_vector boost::container::vector",
  ],
  [Container.Deque, "std::deque"],
  [Container.Nodes, "std::list std::forward_list std::map std::set std::multimap std::multiset"],
  [
    Container.Hash,
    "std::unordered_map std::unordered_set std::unordered_multimap std::unordered_multiset absl::node_hash_map absl::node_hash_set",
  ],
  [
    Container.FlatHash,
    "absl::flat_hash_map absl::flat_hash_set folly::F14FastMap boost::unordered_flat_map llvm::DenseMap DenseMap absl::btree_map absl::btree_set",
  ],
  [Container.Owner, "std::unique_ptr"],
];

const BY_NAME: ReadonlyMap<string, Container> = new Map(
  NAMES.flatMap(([container, names]) =>
    names.split(" ").map((name): [string, Container] => [name, container]),
  ),
);

/**
 * The type of an object, from that of its name: `T x(a);` reads as the declaration of a function that gives a T, and
 * who uses x as an object knows better.
 */
export function objectType(type: Type | undefined): Type | undefined {
  return type?.kind === TypeKind.Function ? (type.to ?? undefined) : type;
}

/** The kind of container that an object of a type is. */
export function containerOf(type: Type | undefined): Container {
  const object = objectType(type);
  if (object === undefined || object.kind !== TypeKind.Unknown) return Container.None;
  return BY_NAME.get(object.name) ?? Container.None;
}

/** What a member function makes invalid. */
export const enum Effect {
  None,
  /** Iterators, references and pointers to all elements: they may have moved. */
  Moves,
  /** Iterators to all elements, but no references. */
  Iterators,
  /** All elements are gone, or others are in their place. */
  Ends,
  /** The elements that the arguments name, and what a contiguous container has behind them. */
  Erases,
  /** The last element. */
  Last,
}

const GROWS: ReadonlySet<string> = new Set(
  "push_back emplace_back insert emplace append resize reserve shrink_to_fit push_front emplace_front replace prepend insert_or_assign try_emplace append_range insert_range".split(
    " ",
  ),
);
const HASH_GROWS: ReadonlySet<string> = new Set(
  "insert emplace try_emplace insert_or_assign emplace_hint rehash reserve".split(" "),
);

export function effectOf(container: Container, method: string): Effect {
  switch (method) {
    case "clear":
      return Effect.Ends;
    case "assign":
      return container === Container.None || container === Container.Owner ? Effect.None : Effect.Ends;
    case "erase":
      return Effect.Erases;
    case "reset":
      return container === Container.Owner ? Effect.Ends : Effect.None;
    case "pop_back":
      return container === Container.Contiguous || container === Container.Deque ? Effect.Last : Effect.None;
  }
  switch (container) {
    case Container.Contiguous:
      return GROWS.has(method) ? Effect.Moves : Effect.None;
    case Container.Deque:
      if (method === "insert" || method === "emplace" || method === "resize" || method === "shrink_to_fit")
        return Effect.Moves;
      return GROWS.has(method) ? Effect.Iterators : Effect.None;
    case Container.Hash:
      return HASH_GROWS.has(method) ? Effect.Iterators : Effect.None;
    case Container.FlatHash:
      return HASH_GROWS.has(method) ? Effect.Moves : Effect.None;
    default:
      return Effect.None;
  }
}
