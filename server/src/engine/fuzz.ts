/**
 * Finds what a fuzz target for one function is made of: its parameters as declared, the files that define what it calls,
 * where their headers are, and which functions nobody defines.
 */
import { comparedNumbers, comparedTexts } from "../fuzz/seeds";
import { type Declared, type FuzzParameter, type FuzzTarget, parametersFor } from "../fuzz/target";
import { lowerFunctions } from "../ir/lower";
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

/** A function that takes data, before it is known what has to be built with it. */
interface Recognised {
  readonly name: string;
  readonly parameters: readonly FuzzParameter[];
  readonly unit: Unit;
}

/** The name of the function at a place, if it could be fuzzed. */
export function fuzzableAt(view: FileView, offset: number): string | undefined {
  return recognise(view, { offset })?.name;
}

/** Undefined where there is no such function, or it takes no data that bytes can be made into. */
export function fuzzTargetOf(
  view: FileView,
  place: FunctionPlace,
  surroundings: FuzzSurroundings,
): FuzzTarget | undefined {
  const found = recognise(view, place);
  if (found === undefined) return undefined;
  const { file, env, headers } = view;
  const { name, parameters, unit } = found;
  const seen = (path: readonly string[]) => env.view(path, unit.start);
  const source = file.text.substring(unit.start, unit.end);
  const lowered = lowerFunctions({ tree: unit.tree(), source, namespaces: unit.namespaces, view: seen });
  const fn = lowered.find((candidate) => candidate.name === name);
  const own = surroundings.index.find(file, headers, name);
  const isHidden = fn?.isStatic === true || unit.namespaces.includes("");
  const includesSource = isHidden || !headers.some(({ text }) => wordAt(text, lastPart(name), 0) !== -1);
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
    ...buildOf(view, own, includesSource, surroundings),
    numbers: fn === undefined ? [] : comparedNumbers(fn),
    texts: fn === undefined ? [] : comparedTexts(fn),
  };
}

function recognise(view: FileView, place: FunctionPlace): Recognised | undefined {
  for (const unit of view.file.units) {
    if ("offset" in place && (place.offset < unit.start || place.offset > unit.end)) continue;
    const tree = unit.tree();
    for (let node = 0; node < tree.count; node++) {
      if (tree.kind[node] !== Kind.FunctionDefinition) continue;
      const found = recogniseAt(view, unit, tree, node, place);
      if (found !== undefined) return found;
      node = subtreeEnd(tree, node) - 1;
    }
  }
  return undefined;
}

function recogniseAt(
  { env }: FileView,
  unit: Unit,
  tree: Tree,
  node: number,
  place: FunctionPlace,
): Recognised | undefined {
  const scope = env.view(unit.namespaces, unit.start);
  const declared = definedFunction(scope, tree, node);
  if (declared === undefined || isInClassOrTemplate(tree, node)) return undefined;
  const name = [...unit.namespaces, declared.name].filter((part) => part !== "").join("::");
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
  return parameters === undefined ? undefined : { name, parameters, unit };
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
    // In C++ the linker knows functions by more than their names.
    if (opened.file.language !== "c") continue;
    const { env } = opened;
    for (const definition of index.definitionsIn(path))
      for (const name of definition.calls) {
        // A library's function is declared by headers that are not of the project.
        if (missing.has(name) || env.model(name) !== undefined || env.function(name) === undefined) continue;
        if (!compiled.some((other) => index.sees(other, path, name))) missing.add(name);
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
