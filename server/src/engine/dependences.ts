/**
 * The dependence graphs of a file's functions, with their calls led to definitions in the project. Asked for by what
 * looks at a project as a whole; the analysis of findings has no part in it.
 */
import type { Instruction } from "../ir/ir";
import { lowerFunctions } from "../ir/lower";
import type { Scope } from "../semantics/scope";
import { collect } from "../surface/collect";
import type { Meaning } from "../surface/collection";
import type { FileDependences, FunctionDependence, HandedOver } from "../surface/dependence";
import type { FileView } from "./callees";
import type { Definition, ProjectIndex } from "./project-index";
import { Receivers } from "./receivers";
import { tablesOf } from "./tables";
import { namedCallees, namesOf } from "./take-in";

export function dependencesOf(view: FileView, index: ProjectIndex): FileDependences {
  const { file, headers, env } = view;
  const functions: FunctionDependence[] = [];
  const tables: HandedOver[] = [];
  let failed = 0;
  const find = (name: string) => index.nearest(file, headers, name);
  const definitionsOf = (name: string) => idsOf(find(name));
  for (const unit of file.units) {
    try {
      const scope = env.view(unit.namespaces, unit.start);
      if (unit.kind !== "function") tables.push(...tablesOf(unit, scope, definitionsOf));
      const view = (path: readonly string[]) => env.view(path, unit.start);
      const source = file.text.substring(unit.start, unit.end);
      for (const fn of lowerFunctions({ tree: unit.tree(), source, namespaces: unit.namespaces, view })) {
        const named = namedCallees(fn);
        const receivers = new Receivers(fn);
        const meaning = (call: Instruction) => meaningOf(call, namesOf(call, named, receivers), scope, find);
        const id = `${file.path}\n${fn.name}`;
        functions.push(collect({ function: fn, id, offset: unit.start, meaningOf: meaning, definitionsOf }));
      }
    } catch {
      // A fault of ours costs this unit its place in the picture and nobody else's; the report tells how many there were.
      failed++;
    }
  }
  return { path: file.path, functions, tables, failed };
}

/** The project's own function before the library's of the same name, if it is visible to the call alone. */
function meaningOf(
  { callee }: Instruction,
  names: readonly string[],
  scope: Scope,
  find: (name: string) => readonly Definition[],
): Meaning {
  const model = callee === null ? undefined : scope.model(callee.name);
  for (const name of names) {
    const found = find(name);
    if (found.length > 0 && (model === undefined || found[0].isStatic || callee?.kind === "pointer"))
      return { targets: idsOf(found), model: undefined };
  }
  return { targets: [], model };
}

/** Which of them was read first must not matter. */
function idsOf(definitions: readonly Definition[]): string[] {
  return definitions.map(({ id }) => id).sort();
}
