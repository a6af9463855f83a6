/**
 * Which functions the calls in a unit mean, and what is known of them from their bodies. Functions are analysed when
 * first asked for, callees before callers. Those that call each other in circles know of one another what each tells by
 * itself, with the circle unknown to it: one round of a fixpoint, and no answer depends on where the analysis began.
 */
import type { Observer } from "../flow/events";
import type { FileEnvironment } from "../semantics/build";
import { addNumber, addText, hashValue, newHash } from "../semantics/hash";
import type { SourceFile, Unit } from "../syntax/source";
import {
  CALLERS,
  type CallTarget,
  CHECKED,
  type FunctionInfo,
  PASSED,
  QUESTIONS,
  QUESTIONS_BELOW,
  type Resolved,
  VARIABLE,
} from "./callee";
import { type Definition, lastPart, type ProjectIndex } from "./project-index";
import { analyseUnit, type UnitResult } from "./unit";
import type { UnitCache } from "./unit-cache";

/** A file as one analysis sees it. */
export interface FileView {
  readonly file: SourceFile;
  readonly headers: readonly SourceFile[];
  readonly env: FileEnvironment;
  readonly units: UnitCache;
  /** Bytes that the variables of one function may take on the stack. */
  readonly maxStackFrame: number;
  readonly observer: Observer | undefined;
}

const UNKNOWN: Resolved = { known: undefined, hash: 0 };

/** UTF-16 code units that the unit of a function in another file may have: small helpers matter most, and cost least. */
const MAX_FOREIGN_LENGTH = 4_000;
/** Calls followed from unit to unit in one go; callees of the file at hand are analysed first, so this is never met there. */
const MAX_CHAIN = 64;

/** What is to be known of the callees of a function while it is analysed. */
const enum Depth {
  /** Nothing. */
  Itself,
  /** All but those of its own circle. */
  Circle,
  All,
}

export class Callees {
  /** By number of arguments. */
  private readonly resolved = new Map<Definition, Map<number, Resolved>>();
  /** The same for what functions of a circle tell by themselves. */
  private readonly alone = new Map<Definition, Map<number, Resolved>>();
  private readonly visiting = new Set<string>();
  private readonly places = new Map<string, { readonly path: string; readonly start: number }>();
  private readonly views = new Map<string, FileView | undefined>();
  private readonly meanings = new Map<FileView, Map<string, Definition | undefined>>();

  constructor(
    private readonly index: ProjectIndex,
    private readonly viewOf: (path: string) => FileView | undefined,
  ) {}

  /** The result of a unit of `view`, from the cache if its callees are known for the same as before. */
  unitResult(view: FileView, file: SourceFile, unit: Unit): UnitResult {
    const own = this.index.definitionOf(file, unit);
    return this.result(view, file, unit, (target) => this.resolve(view, own, target));
  }

  /** What a function tells of itself while the others of its circle are unknown to it. */
  private resultAlone(view: FileView, file: SourceFile, unit: Unit): UnitResult {
    const own = this.index.definitionOf(file, unit);
    return this.result(view, file, unit, (target) => this.resolve(view, own, target, true));
  }

  /**
   * A class as the callers of its member functions get to know it: by itself, but for functions that call nothing. Its
   * members call, and are called by, those that are defined elsewhere, so nobody can be first.
   */
  private classResult(view: FileView, file: SourceFile, unit: Unit): UnitResult {
    return this.result(view, file, unit, (target) => {
      if (target.args < 0) return this.aside(view, target);
      const found = this.meaning(view, target.name);
      return found === undefined || found.isMember || !this.index.isLeaf(found)
        ? UNKNOWN
        : this.evaluate(view, found, target, Depth.Itself);
    });
  }

  private result(
    view: FileView,
    file: SourceFile,
    unit: Unit,
    resolve: (target: CallTarget) => Resolved,
  ): UnitResult {
    return view.units.get(file, unit, view.env, {
      make: (record) =>
        analyseUnit({
          file,
          unit,
          view: (path) => view.env.view(path, file === view.file ? unit.start : -1, record),
          callee: resolve,
          maxStackFrame: view.maxStackFrame,
          observer: view.observer,
        }),
      hashOf: (target) => resolve(target).hash,
    });
  }

  /** The units of a file, callees before callers. */
  order(file: SourceFile): readonly Unit[] {
    const rank = (unit: Unit) => {
      const own = this.index.definitionOf(file, unit);
      return own === undefined ? 0 : this.index.circle(own);
    };
    return [...file.units]
      .map((unit) => ({ unit, rank: rank(unit) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ unit }) => unit);
  }

  /** Where a definition's unit is now. */
  placeOf(definition: string): { readonly path: string; readonly start: number } | undefined {
    return this.places.get(definition);
  }

  /** `isAlone`: the other functions of the caller's circle are not to be known. */
  private resolve(
    view: FileView,
    caller: Definition | undefined,
    target: CallTarget,
    isAlone = false,
  ): Resolved {
    if (target.args < 0) return this.aside(view, target);
    const found = this.meaning(view, target.name);
    if (found === undefined) return UNKNOWN;
    // Within one unit, or in a circle, nobody can be first.
    const isCircle = caller !== undefined && this.index.circle(caller) === this.index.circle(found);
    if (isCircle && (isAlone || found.isMember)) return UNKNOWN;
    const all = isCircle ? this.alone : this.resolved;
    let known = all.get(found);
    if (known === undefined) all.set(found, (known = new Map()));
    const before = known.get(target.args);
    if (before !== undefined) return before;
    const name = isCircle ? `${found.id} alone` : found.id;
    if (this.visiting.has(name) || this.visiting.size >= MAX_CHAIN) return UNKNOWN;
    this.visiting.add(name);
    const result = this.evaluate(view, found, target, isCircle ? Depth.Circle : Depth.All);
    this.visiting.delete(name);
    known.set(target.args, result);
    return result;
  }

  /** What is asked of a name beside what a call of it means. */
  private aside({ file }: FileView, { name, args }: CallTarget): Resolved {
    if (args === VARIABLE) return this.variable(name);
    if (args === CALLERS) return this.callers(name);
    if (args === QUESTIONS || args === QUESTIONS_BELOW) {
      const questions = this.index.questions(name, args === QUESTIONS_BELOW);
      return { known: undefined, questions, hash: questions };
    }
    if (args === CHECKED) {
      const checked = this.index.checked(name);
      const hash = newHash();
      addNumber(hash, checked.asked);
      addNumber(hash, checked.used);
      return { known: undefined, checked, hash: hashValue(hash) };
    }
    const passed = this.index.passed(file.path, name, PASSED - args);
    const length = Number.isFinite(passed.longest) ? passed.longest + 1 : 0;
    return { known: undefined, passed, hash: (passed.isFixed ? 1 : 0) + (passed.isSet ? 2 : 0) + 4 * length };
  }

  private variable(name: string): Resolved {
    const value = this.index.constant(name);
    if (value === undefined) return UNKNOWN;
    const hash = newHash();
    addNumber(hash, value);
    return { known: undefined, value, hash: hashValue(hash) };
  }

  private callers(name: string): Resolved {
    const isCalled = this.index.isCalled(name);
    return { known: undefined, isCalled, hash: isCalled ? 1 : 0 };
  }

  private meaning(view: FileView, name: string): Definition | undefined {
    let names = this.meanings.get(view);
    if (names === undefined) this.meanings.set(view, (names = new Map()));
    if (names.has(name)) return names.get(name);
    const found = this.index.find(view.file, view.headers, name);
    names.set(name, found);
    return found;
  }

  /** Another file's view, made once: whether an older one still holds is asked of every header that it includes. */
  private foreign(path: string): FileView | undefined {
    if (!this.views.has(path)) this.views.set(path, this.viewOf(path));
    return this.views.get(path);
  }

  private evaluate(view: FileView, found: Definition, target: CallTarget, depth: Depth): Resolved {
    let home: FileView | undefined = view;
    const isHere = (f: SourceFile) => f.path === found.path;
    let file = isHere(view.file) ? view.file : view.headers.find(isHere);
    let unit = file === undefined ? undefined : this.index.unitOf(file, found);
    if (unit === undefined) {
      if (found.length > MAX_FOREIGN_LENGTH) return UNKNOWN;
      home = this.foreign(found.path);
      const own = home === undefined ? undefined : this.index.find(home.file, [], found.name);
      file = home?.file;
      unit = file === undefined || own === undefined ? undefined : this.index.unitOf(file, own);
    }
    if (home === undefined || file === undefined || unit === undefined) return UNKNOWN;
    const result =
      depth === Depth.Itself
        ? this.result(home, file, unit, () => UNKNOWN)
        : depth === Depth.Circle
          ? this.resultAlone(home, file, unit)
          : found.isMember
            ? this.classResult(home, file, unit)
            : this.unitResult(home, file, unit);
    const info = only(result.functions, found.name, target.args);
    if (info === undefined) return UNKNOWN;
    this.places.set(found.id, { path: file.path, start: unit.start });
    const hash = newHash();
    addNumber(hash, info.hash);
    addText(hash, found.id);
    return {
      known: {
        model: info.model,
        // A body of the circle would bring the circle along.
        body:
          info.body === undefined || depth === Depth.Circle
            ? undefined
            : { ...info.body, definition: found.id },
        isStatic: found.isStatic,
      },
      hash: hashValue(hash),
    };
  }
}

/**
 * The function of that name that takes so many arguments, if there is exactly one. Two that take the same are one method
 * twice, for objects that stay as they are and for others.
 */
function only(functions: readonly FunctionInfo[], name: string, args: number): FunctionInfo | undefined {
  let found: FunctionInfo | undefined;
  for (const f of functions) {
    const { length } = f.model.params;
    if ((f.model.variadic ? length > args : length !== args) || lastPart(f.model.name) !== lastPart(name))
      continue;
    if (found !== undefined && !takeTheSame(found, f)) return undefined;
    found ??= f;
  }
  return found;
}

function takeTheSame({ types: a }: FunctionInfo, { types: b }: FunctionInfo): boolean {
  return a !== null && b !== null && a.length === b.length && a.every((type, i) => type === b[i]);
}
