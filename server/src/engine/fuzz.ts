/**
 * Finds what a fuzz target for one function is made of: its parameters as declared, the files that define what it calls,
 * where their headers are, and which functions nobody defines.
 */
import { comparedNumbers, comparedTexts } from "../fuzz/seeds";
import { type Declared, type FuzzTarget, parametersFor } from "../fuzz/target";
import { lowerFunctions } from "../ir/lower";
import type { FunctionModel } from "../models/model";
import { definedFunction, parametersOf } from "../semantics/declarators";
import { Kind } from "../syntax/kinds";
import type { SourceFile, Unit } from "../syntax/source";
import { NONE, type Tree } from "../syntax/tree";
import { nodeText, subtreeEnd } from "../syntax/walk";
import { wordAt } from "../text/words";
import type { Host } from "./api";
import type { FileView } from "./callees";
import { type Definition, lastPart, type ProjectIndex } from "./project-index";

/** A function by the name it goes by, or by a place in the head of its definition. */
export type FunctionPlace = { readonly name: string } | { readonly offset: number };

export interface FuzzSurroundings {
  readonly index: ProjectIndex;
  readonly host: Host;
  viewOf(path: string): FileView | undefined;
}

/** Undefined where there is no such function, or it takes no data that bytes can be made into. */
export function fuzzTargetOf(
  view: FileView,
  place: FunctionPlace,
  surroundings: FuzzSurroundings,
): FuzzTarget | undefined {
  const { file } = view;
  for (const unit of file.units) {
    if ("offset" in place && (place.offset < unit.start || place.offset > unit.end)) continue;
    const tree = unit.tree();
    for (let node = 0; node < tree.count; node++) {
      if (tree.kind[node] !== Kind.FunctionDefinition) continue;
      const target = targetAt(view, unit, tree, node, place, surroundings);
      if (target !== undefined) return target;
      node = subtreeEnd(tree, node) - 1;
    }
  }
  return undefined;
}

function targetAt(
  view: FileView,
  unit: Unit,
  tree: Tree,
  node: number,
  place: FunctionPlace,
  surroundings: FuzzSurroundings,
): FuzzTarget | undefined {
  const { file, env } = view;
  const scope = env.view(unit.namespaces, unit.start);
  const declared = definedFunction(scope, tree, node);
  if (declared === undefined || isInClassOrTemplate(tree, node)) return undefined;
  const name = [...unit.namespaces, declared.name].join("::");
  if ("name" in place) {
    if (name !== place.name && lastPart(name) !== place.name) return undefined;
  } else {
    const end = tree.end[declared.functionNode] + unit.start;
    if (place.offset < tree.start[node] + unit.start || place.offset > end) return undefined;
  }
  // A method needs an object, and nothing tells how one is made.
  const owner = declared.name.slice(0, Math.max(0, declared.name.lastIndexOf("::")));
  if (declared.type.variadic || (owner !== "" && scope.record(owner) !== undefined)) return undefined;
  const parameters = parametersFor(
    parametersOf(scope, tree, declared.functionNode).map((parameter): Declared => {
      let whole = parameter.node;
      while (whole !== NONE && tree.parent[whole] !== NONE && !isParameter(tree.kind[whole]))
        whole = tree.parent[whole];
      return { name: parameter.name, type: parameter.type, text: nodeText(tree, whole) };
    }),
  );
  if (parameters === undefined) return undefined;
  const seen = (path: readonly string[]) => env.view(path, unit.start);
  const lowered = lowerFunctions({ tree, namespaces: unit.namespaces, view: seen }).find(
    (fn) => fn.name === name,
  );
  const own = surroundings.index.find(file, view.headers, name);
  const isHidden = lowered?.isStatic === true || unit.namespaces.includes("");
  const includesSource =
    isHidden || !view.headers.some((header) => wordAt(header.text, lastPart(name), 0) !== -1);
  const built = buildOf(view, own, includesSource, surroundings);
  return {
    name,
    language: file.language,
    path: file.path,
    parameters,
    includesSource,
    includes: file.directives.flatMap((d) =>
      d.kind === "include" && !file.inactive.some((span) => d.start >= span.start && d.start < span.end)
        ? [d.system ? `<${d.path}>` : `"${d.path}"`]
        : [],
    ),
    ...built,
    numbers: lowered === undefined ? [] : comparedNumbers(lowered),
    texts: lowered === undefined ? [] : comparedTexts(lowered),
  };
}

function isParameter(kind: Kind): boolean {
  return kind === Kind.ParameterDeclaration || kind === Kind.OptionalParameterDeclaration;
}

function isInClassOrTemplate(tree: Tree, node: number): boolean {
  for (let at = tree.parent[node]; at !== NONE; at = tree.parent[at])
    switch (tree.kind[at]) {
      case Kind.ClassSpecifier:
      case Kind.StructSpecifier:
      case Kind.UnionSpecifier:
      case Kind.TemplateDeclaration:
      case Kind.FunctionDefinition:
        return true;
      default:
        break;
    }
  return false;
}

const HEADER = /\.(h|hh|hpp|hxx|inc|def|ipp|tpp)$/i;

/** The files whose functions are called from `own`, and what they in turn leave undefined. */
function buildOf(
  view: FileView,
  own: Definition | undefined,
  includesSource: boolean,
  { index, host, viewOf }: FuzzSurroundings,
): Pick<FuzzTarget, "sources" | "includeFolders" | "missing"> {
  const reached = own === undefined ? [] : index.reachable(own);
  const compiled = [...new Set([view.file.path, ...reached.map(({ path }) => path)])].filter(
    (p) => !HEADER.test(p),
  );
  const folders = new Set<string>();
  const missing = new Set<string>();
  for (const path of compiled) {
    const opened = path === view.file.path ? view : viewOf(path);
    if (opened === undefined) continue;
    for (const source of [opened.file, ...opened.headers]) addFolders(source, host, folders);
    const { env } = opened;
    const model = (name: string): FunctionModel | undefined => env.model(name);
    for (const definition of index.definitionsIn(path))
      for (const name of definition.calls) {
        if (missing.has(name) || model(name) !== undefined) continue;
        // A library's function is declared by headers that are not of the project.
        const isKnown = env.function(name) !== undefined || index.defines(name);
        if (isKnown && !compiled.some((other) => index.sees(other, path, name))) missing.add(name);
      }
  }
  return {
    sources: compiled.filter((path) => !includesSource || path !== view.file.path).sort(),
    includeFolders: [...folders].sort(),
    missing: [...missing].sort(),
  };
}

/** The folders from which the file's includes are found. */
function addFolders(file: SourceFile, host: Host, folders: Set<string>): void {
  for (const d of file.directives) {
    if (d.kind !== "include") continue;
    const path = host.resolveInclude(file.path, d.path, d.system)?.replaceAll("\\", "/");
    if (path?.endsWith(`/${d.path}`)) folders.add(path.slice(0, -d.path.length - 1));
  }
}
