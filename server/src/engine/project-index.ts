/**
 * Where the functions of a project are defined, and which call each other in circles: an index over the outlines of its
 * files, kept up to date file by file.
 */
import { addNumber, addText, hashValue, newHash } from "../semantics/hash";
import { PASSED_ANYTHING, type Passed, passedBy } from "../syntax/call-arguments";
import { type CheckedCalls, checkedCalls } from "../syntax/checked-calls";
import { isOperatorName, membersOf, outlineOf } from "../syntax/outline";
import { questionsAbout, questionsBelow } from "../syntax/questions";
import type { SourceFile, Unit } from "../syntax/source";
import type { Language, Tree } from "../syntax/tree";
import { assignmentsOf, type InitialisedVariable, initialisedVariable } from "../syntax/variables";
import { withoutComments } from "../text/words";

/** One function definition. */
export interface Definition {
  /** Tells definitions apart: the file's path and the function's name. */
  readonly id: string;
  readonly path: string;
  /** Qualified by namespaces and classes. */
  readonly name: string;
  readonly isStatic: boolean;
  /**
   * Defined in the body of its class: known where the class is, and together with the others there. So is an operator,
   * wherever it is defined: no text tells who calls it, so it gets to know of its callees only what needs no order.
   */
  readonly isMember: boolean;
  /** Last parts of the names that it may call. */
  readonly calls: readonly string[];
  /** UTF-16 code units of its unit. */
  readonly length: number;
}

export interface ProjectIndex {
  /** Takes in a file that is being analysed; its units stay at hand as long as it does. */
  open(file: SourceFile): void;
  /** Takes in what a file of the project defines, and nothing else of it. */
  put(file: SourceFile): void;
  /** Whether the file at `path` was taken in with this very text. */
  has(path: string, text: string): boolean;
  /** These are the files of the project: others are forgotten, and those that are opened later are seen by themselves only. */
  keep(paths: ReadonlySet<string>): void;
  /** The definition that a unit of an open file is. */
  definitionOf(file: SourceFile, unit: Unit): Definition | undefined;
  /** The unit of an open file that holds a definition. */
  unitOf(file: SourceFile, definition: Definition): Unit | undefined;
  /** What a call of `name` in `file` means: the file's own, a header's, or the nearest one of the project. */
  find(file: SourceFile, headers: readonly SourceFile[], name: string): Definition | undefined;
  /** All that a call of `name` in `file` may mean, where `find` would not tell: those that lie nearest in the tree of folders. */
  nearest(file: SourceFile, headers: readonly SourceFile[], name: string): readonly Definition[];
  /**
   * Number of the circle of calls that a definition is in; one in no circle has a number of its own. Callees have
   * lower numbers than their callers.
   */
  circle(definition: Definition): number;
  /**
   * The number that a global variable of the project holds all the time: it is defined once, and no text of the project
   * gives it another.
   */
  constant(name: string): number | undefined;
  /** All that it may call, directly or not, itself among them. */
  reachable(definition: Definition): readonly Definition[];
  definitionsIn(path: string): readonly Definition[];
  /** Whether a call of `name` in the file at `from` may mean a function that is defined in the file at `path`. */
  sees(path: string, from: string, name: string): boolean;
  /** Whether a function of the project calls one of that name. */
  isCalled(name: string): boolean;
  /** How often the texts of the project ask how far a variable or member of that name has got. */
  questions(name: string, isBelow: boolean): number;
  /** How many calls of a function in the texts of the project ask whether they got a pointer. */
  checked(name: string): CheckedCalls;
  /** What all calls pass for a parameter of a function that is called in its own file only. */
  passed(path: string, name: string, parameter: number): Passed;
  /** Whether it calls nothing that the project defines. */
  isLeaf(definition: Definition): boolean;
}

/** By last part of the name. */
type ByName = Map<string, Definition[]>;

interface Indexed {
  readonly text: string;
  /** Without those that the chosen branch of a conditional only declares: in its build they are defined elsewhere. */
  readonly byName: ByName;
  readonly definitions: readonly Definition[];
  /** Of an open file only: the definition that a unit is, and the unit that holds a definition. */
  readonly byUnit: ReadonlyMap<Unit, Definition>;
  readonly units: ReadonlyMap<Definition, Unit>;
  readonly language: Language;
  /** Global variables that start with a plain number. */
  readonly variables: ReadonlyMap<string, InitialisedVariable>;
  /** How often the text may assign to a variable, for those that were asked for. */
  readonly assignments: Map<string, number>;
  /** Equal for files that define the same functions with the same calls. */
  readonly hash: number;
}

const NONE: readonly Definition[] = [];
const NO_CALLS: readonly string[] = [];

export function createProjectIndex(): ProjectIndex {
  const files = new Map<string, Indexed>();
  const opened = new WeakMap<SourceFile, Indexed>();
  /** Definitions that other files can see. */
  const visible: ByName = new Map();
  let covered: ReadonlySet<string> = new Set();
  let circle: ((definition: Definition) => number) | undefined;

  const candidates = (path: string, name: string): readonly Definition[] =>
    files.get(path)?.byName.get(name) ?? visible.get(name) ?? NONE;

  const unlist = (indexed: Indexed) => {
    for (const [name, definitions] of indexed.byName) {
      const rest = visible.get(name)?.filter((d) => !definitions.includes(d)) ?? [];
      if (rest.length === 0) visible.delete(name);
      else visible.set(name, rest);
    }
  };

  const replace = (path: string, indexed: Indexed, isVisible: boolean) => {
    const old = files.get(path);
    if (old === indexed) return;
    files.set(path, indexed);
    if (old !== undefined && sameDefinitions(listed(old), listed(indexed))) return;
    if (old !== undefined) unlist(old);
    if (old?.hash !== indexed.hash) circle = undefined;
    if (!isVisible) return;
    for (const [name, definitions] of indexed.byName)
      for (const d of definitions) {
        if (d.isStatic) continue;
        const list = visible.get(name);
        if (list === undefined) visible.set(name, [d]);
        else list.push(d);
      }
  };

  const inFile = (file: SourceFile): Indexed => {
    let indexed = opened.get(file);
    if (indexed === undefined) opened.set(file, (indexed = indexOf(file, true)));
    return indexed;
  };

  /** Whether a function is for its own file only: static, or a part of a program that nobody else calls. */
  const isOwn = (path: string, indexed: Indexed, name: string): boolean => {
    const found = pick(indexed.byName.get(lastPart(name)), name);
    if (found === undefined || found.isStatic) return found !== undefined;
    if (!indexed.byName.has("main")) return false;
    const elsewhere = [...files].flatMap(([at, other]) => (at === path ? [] : [other]));
    return !isCalledIn(elsewhere, name);
  };

  const find: ProjectIndex["find"] = (file, headers, name) => {
    const last = lastPart(name);
    for (const near of [file, ...headers]) {
      const found = pick(inFile(near).byName.get(last), name);
      if (found !== undefined) return found;
    }
    return pick(visible.get(last), name, file.path);
  };

  return {
    find,
    nearest(file, headers, name) {
      const found = find(file, headers, name);
      if (found !== undefined) return [found];
      const all = (visible.get(lastPart(name)) ?? NONE).filter((d) => d.name === name);
      const closest = Math.max(0, ...all.map((d) => foldersInCommon(d.path, file.path)));
      return all.filter((d) => foldersInCommon(d.path, file.path) === closest);
    },
    // What is found must not hang on which files were opened before: a text that was taken in stays as it is, and what
    // is not a file of the project is nobody else's.
    open(file) {
      if (files.get(file.path)?.text !== file.text) replace(file.path, inFile(file), covered.has(file.path));
    },
    put: (file) => replace(file.path, indexOf(file, false), true),
    has: (path, text) => files.get(path)?.text === text,
    keep(paths) {
      covered = paths;
      for (const [path, indexed] of files) {
        if (paths.has(path)) continue;
        unlist(indexed);
        files.delete(path);
        circle = undefined;
      }
    },
    definitionOf: (file, unit) => inFile(file).byUnit.get(unit),
    unitOf: (file, definition) => inFile(file).units.get(definition),
    circle(definition) {
      circle ??= circles(candidates);
      return circle(definition);
    },
    constant(name) {
      let found: InitialisedVariable | undefined;
      let assignments = 0;
      for (const indexed of files.values()) {
        const variable = indexed.variables.get(name);
        assignments += timesAssigned(indexed, name);
        if (variable === undefined) continue;
        if (found !== undefined || variable.isStatic) return undefined;
        found = variable;
      }
      // The definition gives it the one value it may get.
      return found !== undefined && (found.isConst || assignments === 1) ? found.value : undefined;
    },
    reachable(definition) {
      const seen = new Set([definition]);
      for (const d of seen)
        for (const name of d.calls) for (const to of candidates(d.path, name)) seen.add(to);
      return [...seen];
    },
    definitionsIn: (path) => [...(files.get(path)?.byName.values() ?? [])].flat(),
    sees: (path, from, name) =>
      (files.get(path)?.byName.get(name) ?? NONE).some((d) => path === from || !d.isStatic),
    isCalled(name) {
      const all = [...files.values()];
      return isCalledIn(all, name) && all.some((indexed) => hasCall(indexed, lastPart(name)));
    },
    questions(name, isBelow) {
      const ask = isBelow ? questionsBelow : questionsAbout;
      let count = 0;
      for (const indexed of files.values())
        if (indexed.text.includes(name)) count += ask(codeOf(indexed), name);
      return count;
    },
    checked(name) {
      const last = lastPart(name);
      let asked = 0;
      let used = 0;
      for (const indexed of files.values()) {
        if (!indexed.text.includes(last)) continue;
        const here = checkedCalls(codeOf(indexed), last);
        asked += here.asked;
        used += here.used;
      }
      return { asked, used };
    },
    passed(path, name, parameter) {
      const indexed = files.get(path);
      if (indexed === undefined || isOperatorName(lastPart(name)) || !isOwn(path, indexed, name))
        return PASSED_ANYTHING;
      return passedBy(codeOf(indexed), lastPart(name), parameter);
    },
    isLeaf: ({ calls, path }) => calls.every((name) => candidates(path, name).length === 0),
  };
}

/** Asked for many parameters of a file, and again after each keystroke elsewhere. */
const codes = new WeakMap<Indexed, string>();

function codeOf(indexed: Indexed): string {
  let code = codes.get(indexed);
  if (code === undefined) codes.set(indexed, (code = withoutComments(indexed.text)));
  return code;
}

/** Whether a text calls a function, and does not only hand its address over. */
function hasCall(indexed: Indexed, name: string): boolean {
  if (!indexed.text.includes(name)) return false;
  const uses =
    codeOf(indexed).match(new RegExp(`(?<![\\w$])${name.replace(/\W/g, "\\$&")}\\s*\\(`, "g"))?.length ?? 0;
  const own = indexed.definitions.filter((d) => lastPart(d.name) === name).length;
  return uses > own;
}

function isCalledIn(files: readonly Indexed[], name: string): boolean {
  const last = lastPart(name);
  return files.some(({ definitions }) => definitions.some((d) => d.name !== name && d.calls.includes(last)));
}

function indexOf(file: SourceFile, isOpen: boolean): Indexed {
  const { path, text, language } = file;
  const byName: ByName = new Map();
  const byUnit = new Map<Unit, Definition>();
  const units = new Map<Definition, Unit>();
  const definitions: Definition[] = [];
  const hash = newHash();
  const variables = new Map<string, InitialisedVariable>();
  const isOverruled = overruled(file);
  /** Definitions of other configurations. */
  const others = new Set<Definition>();
  for (const unit of file.units) {
    const facts = isOpen ? rememberedFacts(unit, path, language) : factsOf(unit, path, language);
    if (facts.hash !== 0) addNumber(hash, facts.hash);
    if (facts.variable !== undefined) variables.set(facts.variable.name, facts.variable);
    for (const definition of facts.definitions) {
      definitions.push(definition);
      if (isBeside(file, unit)) others.add(definition);
      const last = lastPart(definition.name);
      const known = byName.get(last);
      if (isOverruled(unit, last)) addNumber(hash, 1);
      else if (known === undefined) byName.set(last, [definition]);
      else known.push(definition);
      if (!isOpen) continue;
      units.set(definition, unit);
      if (!definition.isMember) byUnit.set(unit, definition);
    }
  }
  // Of what each configuration defines for itself, the chosen one's counts.
  for (const [name, list] of others.size === 0 ? [] : byName) {
    const chosen = list.filter((definition) => !others.has(definition));
    if (chosen.length === 0 || chosen.length === list.length) continue;
    byName.set(name, chosen);
    addNumber(hash, chosen.length);
  }
  const assignments = new Map<string, number>();
  return {
    text,
    language,
    byName,
    definitions,
    byUnit,
    units,
    variables,
    assignments,
    hash: hashValue(hash),
  };
}

function listed({ byName }: Indexed): readonly Definition[] {
  return [...byName.values()].flat();
}

/**
 * Whether a unit stands in a branch beside the chosen one, and defines what that one declares: a stub for builds that
 * leave a part of the program out is not what is called where that part is there. What a file declares is looked for
 * once, and only if it has such a unit.
 */
function overruled(file: SourceFile): (unit: Unit, name: string) => boolean {
  let declared: Set<string> | undefined;
  return (unit, name) => {
    if (file.others.length === 0 || !isBeside(file, unit)) return false;
    declared ??= declaredIn(file);
    return declared.has(name);
  };
}

function isBeside({ others }: SourceFile, { start, end }: Unit): boolean {
  return others.some((span) => span.start <= start && end <= span.end);
}

/** What the declarations of the chosen branches name before a parenthesis: functions. */
function declaredIn(file: SourceFile): Set<string> {
  const names = new Set<string>();
  for (const unit of file.units) {
    if (unit.kind === "function" || !unit.text.trimEnd().endsWith(";") || isBeside(file, unit)) continue;
    for (const [, name] of unit.text.matchAll(/\b([A-Za-z_]\w*)\s*\(/g)) names.add(name);
  }
  return names;
}

function sameDefinitions(a: readonly Definition[], b: readonly Definition[]): boolean {
  return a.length === b.length && a.every((definition, i) => definition === b[i]);
}

function timesAssigned({ text, language, assignments }: Indexed, name: string): number {
  let count = assignments.get(name);
  if (count === undefined) assignments.set(name, (count = assignmentsOf(text, name, language)));
  return count;
}

/** What a unit's own text says for the index. */
interface UnitFacts {
  readonly path: string;
  readonly namespaces: readonly string[];
  readonly variable: InitialisedVariable | undefined;
  readonly definitions: readonly Definition[];
  /** Of the functions defined and what they call; 0 for none. */
  readonly hash: number;
}

function factsOf(unit: Unit, path: string, language: Language): UnitFacts {
  const { namespaces, kind } = unit;
  const length = unit.end - unit.start;
  const define = (name: string, isStatic: boolean, isMember: boolean, calls: readonly string[]) => ({
    id: `${path}\n${name}`,
    path,
    name,
    isStatic,
    isMember,
    calls,
    length,
  });
  const definitions: Definition[] = [];
  if (kind === "type" && language === "cpp")
    for (const name of membersOf(unit)) definitions.push(define(name, true, true, NO_CALLS));
  if (kind === "function") {
    const { defines, isStatic, calls } = outlineOf(unit);
    const isOperator = isOperatorName(lastPart(defines));
    if (defines !== "")
      definitions.push(define(defines, isStatic, isOperator, isOperator ? NO_CALLS : calls));
  }
  const hash = newHash();
  for (const { name, calls } of definitions) {
    addText(hash, name);
    for (const call of calls) addText(hash, call);
  }
  return {
    path,
    namespaces,
    variable: initialisedVariable(unit),
    definitions,
    hash: definitions.length === 0 ? 0 : hashValue(hash),
  };
}

const remembered = new WeakMap<Tree, UnitFacts>();

/** Units of an unchanged text share their tree, so a file that is being edited costs the unit that changed. */
function rememberedFacts(unit: Unit, path: string, language: Language): UnitFacts {
  const tree = unit.tree();
  let known = remembered.get(tree);
  if (known === undefined || known.path !== path || !sameNames(known.namespaces, unit.namespaces))
    remembered.set(tree, (known = factsOf(unit, path, language)));
  return known;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((name, i) => name === b[i]));
}

function foldersInCommon(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < a.length && a[i] === b[i]; i++) if (a[i] === "/" || a[i] === "\\") count++;
  return count;
}

/** The only definition that goes by this name; one of the very name before those whose end it is. */
function pick(
  definitions: readonly Definition[] | undefined,
  name: string,
  from = "",
): Definition | undefined {
  if (definitions === undefined) return undefined;
  const exact = definitions.filter((d) => d.name === name);
  if (exact.length > 0) return exact.length === 1 ? exact[0] : nearestOf(exact, from);
  const ending = definitions.filter((d) => d.name.endsWith(`::${name}`));
  return ending.length === 1 ? ending[0] : undefined;
}

/**
 * Of several programs in one project each has functions of its own: those beside the file at `from` are meant, or those
 * that lie nearest in the tree of folders. Undefined if several are equally near.
 */
function nearestOf(definitions: readonly Definition[], from: string): Definition | undefined {
  const folder = folderOf(from);
  const beside = definitions.filter((d) => folderOf(d.path) === folder);
  if (beside.length > 0) return beside.length === 1 ? beside[0] : undefined;
  const closest = Math.max(...definitions.map((d) => foldersInCommon(d.path, from)));
  const near = definitions.filter((d) => foldersInCommon(d.path, from) === closest);
  return near.length === 1 ? near[0] : undefined;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf(":") + 1);
}

/**
 * Numbers the circles of calls (strongly connected components; Tarjan: Depth-First Search and Linear Graph Algorithms,
 * 1972, without recursion), callees before callers. A function in no circle has a number of its own.
 */
function circles(
  candidates: (path: string, name: string) => readonly Definition[],
): (definition: Definition) => number {
  const number = new Map<string, number>();
  const lowest = new Map<string, number>();
  const circle = new Map<string, number>();
  const open: Definition[] = [];
  let next = 0;
  let count = 0;

  const visit = (start: Definition) => {
    const path: { readonly node: Definition; readonly to: Definition[]; at: number }[] = [];
    const enter = (node: Definition) => {
      number.set(node.id, next);
      lowest.set(node.id, next++);
      open.push(node);
      path.push({ node, to: node.calls.flatMap((name) => candidates(node.path, name)), at: 0 });
    };
    const lower = (id: string, value: number) => {
      if (value < (lowest.get(id) ?? 0)) lowest.set(id, value);
    };
    enter(start);
    while (path.length > 0) {
      const top = path[path.length - 1];
      const { id } = top.node;
      if (top.at < top.to.length) {
        const to = top.to[top.at++];
        if (!number.has(to.id)) enter(to);
        else if (!circle.has(to.id)) lower(id, number.get(to.id) ?? 0);
        continue;
      }
      path.pop();
      if (path.length > 0) lower(path[path.length - 1].node.id, lowest.get(id) ?? 0);
      if (lowest.get(id) !== number.get(id)) continue;
      count++;
      for (let node = open.pop(); node !== undefined; node = open.pop()) {
        circle.set(node.id, count);
        if (node.id === id) break;
      }
    }
  };

  return (definition) => {
    if (!number.has(definition.id)) visit(definition);
    return circle.get(definition.id) ?? -1;
  };
}
