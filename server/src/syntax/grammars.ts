/**
 * The two grammars, loaded once from bytes that the surroundings hand in (the engine knows no file system), and the
 * numbering that maps their symbols and fields to `Kind` and `Field`. Parsing text to a flat `Tree` starts here.
 */
import { Language as Grammar, Parser } from "web-tree-sitter";
import { type CursorExports, exportTree } from "./export";
import { FIELD_NAMES, FIRST_TOKEN, KIND_NAMES, Kind } from "./kinds";
import type { Language, Tree } from "./tree";

/** The bytes of `web-tree-sitter.wasm`, `tree-sitter-c.wasm` and `tree-sitter-cpp.wasm`. */
export interface GrammarBytes {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
  readonly cpp: Uint8Array;
}

export interface Grammars {
  /** Parses masked text. Never throws: a text that cannot be parsed at all is a tree of one ERROR node. */
  parse(text: string, language: Language): Tree;
  /** Nodes exported since the grammars were loaded. */
  readonly counts: { nodes: number; parses: number };
}

/** How one grammar's numbers translate: `kinds` by symbol id, `fields` by field id. */
export interface Numbering {
  readonly kinds: Uint16Array;
  readonly fields: Uint8Array;
}

/** Tree-sitter's symbol of ERROR nodes. */
const ERROR_SYMBOL = 0xffff;

/** The part of the host's `WebAssembly` used here; the compiler's ES libraries do not know it. */
interface WebAssemblyApi {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: WasmInstance; module: object }>;
}
interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}
const { WebAssembly } = globalThis as unknown as { readonly WebAssembly: WebAssemblyApi };

/** The runtime is one per process: a second WebAssembly instance would corrupt the first one's trees. */
let runtime: Promise<CursorExports | undefined> | undefined;

function startRuntime(bytes: Uint8Array): Promise<CursorExports | undefined> {
  return new Promise((resolve, reject) => {
    let instance: WasmInstance | undefined;
    Parser.init({
      // Instantiating ourselves is the only way to reach the raw entry points.
      instantiateWasm(imports: object, done: (instance: WasmInstance, module: object) => void) {
        WebAssembly.instantiate(bytes, imports).then((result) => {
          instance = result.instance;
          done(result.instance, result.module);
        }, reject);
      },
    }).then(() => resolve(instance && cursorExports(instance.exports)), reject);
  });
}

/** The cursor's raw entry points, or undefined when this build of the runtime names them otherwise. */
function cursorExports(exports: WasmInstance["exports"]): CursorExports | undefined {
  const found = {
    gotoFirstChild: exports.ts_tree_cursor_goto_first_child_wasm,
    gotoNextSibling: exports.ts_tree_cursor_goto_next_sibling_wasm,
    gotoParent: exports.ts_tree_cursor_goto_parent_wasm,
    symbol: exports.ts_tree_cursor_current_node_type_id_wasm,
    field: exports.ts_tree_cursor_current_field_id_wasm,
    startIndex: exports.ts_tree_cursor_start_index_wasm,
    endIndex: exports.ts_tree_cursor_end_index_wasm,
    delete: exports.ts_tree_cursor_delete_wasm,
  };
  for (const entry of Object.values(found)) if (typeof entry !== "function") return undefined;
  return found as CursorExports;
}

/** Spellings of one keyword, such as `inline` and `__inline`, share a kind: they differ in underscores and case. */
function keywordForm(token: string): string {
  return /^\w+$/.test(token) ? token.replace(/^_+/, "").toLowerCase() : token;
}

function numbering(grammar: Grammar): Numbering {
  const named = new Map<string, number>();
  const tokens = new Map<string, number>();
  for (let kind = Kind.Error as number; kind < KIND_NAMES.length; kind++) {
    if (kind < FIRST_TOKEN) named.set(KIND_NAMES[kind], kind);
    else tokens.set(keywordForm(KIND_NAMES[kind]), kind);
  }
  for (let kind = FIRST_TOKEN; kind < KIND_NAMES.length; kind++) tokens.set(KIND_NAMES[kind], kind);
  const kinds = new Uint16Array(ERROR_SYMBOL + 1);
  for (let id = 0; id < grammar.nodeTypeCount; id++) {
    const name = grammar.nodeTypeForId(id);
    if (name === null) continue;
    kinds[id] = grammar.nodeTypeIsNamed(id)
      ? (named.get(name) ?? Kind.None)
      : (tokens.get(name) ?? tokens.get(keywordForm(name)) ?? Kind.None);
  }
  kinds[ERROR_SYMBOL] = Kind.Error;
  const fields = new Uint8Array(grammar.fieldCount + 1);
  for (let id = 1; id <= grammar.fieldCount; id++) {
    const name = grammar.fieldNameForId(id);
    if (name !== null) fields[id] = Math.max(0, FIELD_NAMES.indexOf(name));
  }
  return { kinds, fields };
}

async function loadGrammar(bytes: Uint8Array): Promise<{ parser: Parser; numbering: Numbering }> {
  const grammar = await Grammar.load(bytes);
  const parser = new Parser();
  parser.setLanguage(grammar);
  return { parser, numbering: numbering(grammar) };
}

/**
 * Loads runtime and grammars. Rejects when the bytes are not WebAssembly of the pinned versions. With `raw` false
 * trees are read through the library's public cursor.
 */
export async function loadGrammars(bytes: GrammarBytes, raw = true): Promise<Grammars> {
  runtime ??= startRuntime(bytes.runtime);
  const exports = await runtime;
  const cursor = raw ? exports : undefined;
  const c = await loadGrammar(bytes.c);
  const cpp = await loadGrammar(bytes.cpp);
  const counts = { nodes: 0, parses: 0 };
  return {
    counts,
    parse(text, language) {
      const { parser, numbering } = language === "c" ? c : cpp;
      const tree = exportTree(parser, numbering, text, language, cursor);
      counts.nodes += tree.count;
      counts.parses++;
      return tree;
    },
  };
}
