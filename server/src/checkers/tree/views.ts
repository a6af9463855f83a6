/**
 * Iterators, references, pointers and string views of one function: what they look into, and what on the way makes them
 * invalid - the container changes, the owner's scope or the full expression that made it ends, the function returns.
 * The rules `dangling-view` and `invalidated-iterator` share this walk and take their own findings from it.
 */
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import {
  childByField,
  childByKind,
  findInside,
  kindOf,
  nodeText,
  spelling,
  subtreeEnd,
  textIs,
} from "../../syntax/walk";
import { type Locals, localsOf } from "../paths/locals";
import {
  endsProgram,
  isWithinPlace,
  localOf,
  methodOf,
  movedOperand,
  placeOf,
  placeOfObject,
} from "../paths/places";
import { type Domain, type Path, walkPaths } from "../paths/walk";
import { argument, argumentCount, calleeName, firstPart, nextPart, withoutParentheses } from "./calls";
import type { ReportOptions, UnitContext } from "./checker";
import { Container, containerOf, Effect, effectOf, objectType } from "./containers";
import { functionDeclarator, functionName } from "./functions";
import { memberType } from "./members";
import { isViewName, temporaryOf } from "./temporaries";

export type ViewRule = "dangling-view" | "invalidated-iterator";

export interface ViewFinding extends ReportOptions {
  readonly rule: ViewRule;
  readonly node: number;
  readonly message: string;
}

const known = new WeakMap<UnitContext, Map<number, readonly ViewFinding[]>>();

/** The findings of both rules in a function definition or lambda, in order of the source. */
export function viewsOf(context: UnitContext, root: number): readonly ViewFinding[] {
  let byRoot = known.get(context);
  if (byRoot === undefined) known.set(context, (byRoot = new Map()));
  let findings = byRoot.get(root);
  if (findings === undefined) {
    const locals = localsOf(context.tree, root);
    const views = new Views(context, root, locals);
    walkPaths(context.tree, root, locals, views);
    findings = views.findings;
    byRoot.set(root, findings);
  }
  return findings;
}

const enum Look {
  Iterator,
  /** Past the last element. */
  End,
  Reference,
  Pointer,
  /** A string view, a span, or the characters of a string. */
  Text,
  /** The hidden iterator of a loop over a range. */
  Range,
  /** A lambda that refers to a local variable. */
  Closure,
  /** Room was reserved: growing moves nothing. */
  Reserved,
}

interface View {
  readonly look: Look;
  /** Place of the container or owner. */
  readonly owner: string;
  /** Where it was obtained. */
  readonly origin: number;
  /** Copies of one view have the same number, until one of them moves on. */
  readonly group: number;
  /** What made it invalid; `NONE` while it is good, `LEFT` if the owner's scope ended. */
  readonly ended: number;
  /** Elements were erased or replaced for sure, not only perhaps moved. */
  readonly isSure: boolean;
}

const LEFT = -2;
/** Before the place of a member or global in keys of views that it holds. */
const KEPT = "kept ";

function freshView(made: Made): View {
  return { ended: NONE, isSure: false, group: made.origin, ...made };
}

/** A view that an expression gives. */
type Made = Pick<View, "look" | "owner" | "origin"> & Partial<View>;

const ITERATOR_METHODS: ReadonlySet<string> = new Set(
  "begin cbegin rbegin crbegin find lower_bound upper_bound before_begin insert erase emplace emplace_hint insert_after erase_after".split(
    " ",
  ),
);
const END_METHODS: ReadonlySet<string> = new Set("end cend rend crend".split(" "));
const ELEMENT_METHODS: ReadonlySet<string> = new Set("front back at".split(" "));
/** Library functions that give an iterator into the range that their first arguments span. */
const SEARCHES =
  /^std::(?:ranges::)?(?:next|prev|find\w*|search\w*|lower_bound|upper_bound|remove\w*|unique|partition\w*|(?:min|max)_element|adjacent_find|rotate)$/;
/** Functions that may take back what a member was given. */
const RESETS = /clear|reset|close|finish|detach|release|restore/i;
const WRITERS: ReadonlySet<string> = new Set("std::swap swap std::exchange exchange std::tie tie".split(" "));

class Views implements Domain<View> {
  readonly findings: ViewFinding[] = [];
  private readonly tree: Tree;
  /** What the function returns. */
  private readonly returns: Returns;

  constructor(
    private readonly context: UnitContext,
    private readonly root: number,
    private readonly locals: Locals,
  ) {
    this.tree = context.tree;
    this.returns = returnsOf(context.tree, root);
  }

  textOf({ look, owner, origin, group, ended, isSure }: View): string {
    return `${look} ${owner} ${origin} ${group} ${ended} ${isSure}`;
  }

  isLast(statement: number): boolean {
    return endsProgram(this.context, statement);
  }

  /* Scopes */

  enter(path: Path<View>, local: number): void {
    const place = `#${local}`;
    path.facts.delete(place);
    this.forgetOwner(path, place);
  }

  leave(path: Path<View>, local: number): void {
    const variable = this.locals.list[local];
    const place = `#${local}`;
    path.facts.delete(place);
    if (variable.isStatic || variable.isReference) return;
    for (const [key, view] of path.facts) {
      if (view.ended !== NONE || !this.isPartOf(view.owner, place)) continue;
      if (view.look === Look.Reserved || view.look === Look.Range) path.facts.delete(key);
      else path.facts.set(key, { ...view, ended: LEFT });
    }
  }

  enterRange(path: Path<View>, loop: number): void {
    const { tree } = this;
    const owner = placeOf(tree, this.locals, childByField(tree, loop, Field.Right));
    if (owner !== "") path.facts.set(`range ${loop}`, freshView({ look: Look.Range, owner, origin: loop }));
  }

  nextRange(path: Path<View>, loop: number): void {
    const key = `range ${loop}`;
    const view = path.facts.get(key);
    if (view === undefined || view.ended === NONE) return;
    path.facts.delete(key);
    const { tree } = this;
    if (view.ended === LEFT) return;
    const range = childByField(tree, loop, Field.Right);
    this.report(
      "invalidated-iterator",
      view.ended,
      `'${nodeText(tree, range)}' is changed while this loop goes through it: the loop's own iterator is no longer valid in the next round.`,
      view.isSure ? "definite" : "evidence",
      [{ node: range, message: "the loop goes through this" }],
    );
  }

  leaveFunction(path: Path<View>, statement: number): void {
    const { tree } = this;
    const operand = firstPart(tree, statement);
    if (statement !== NONE && operand !== NONE) this.returned(path, operand);
    for (const [key, view] of path.facts) if (key.startsWith(KEPT)) this.left(key.slice(KEPT.length), view);
  }

  /** A member or global still holds a view when the function is left. */
  private left(place: string, view: View): void {
    const owner = localOf(view.owner);
    if (owner < 0 || (view.ended !== LEFT && (view.ended !== NONE || !this.dies(view)))) return;
    // Nothing runs behind the end of `main` but destructors of globals.
    if (functionName(this.tree, this.root) === "main") return;
    const { name, node } = this.locals.list[owner];
    this.report(
      "dangling-view",
      view.origin,
      `'${place}' is left with a view of the local variable '${name}', which ceases to exist when the function is left.`,
      "evidence",
      [{ node, message: `'${name}' is a local variable` }],
    );
  }

  /** Whether what a view looks into is gone when the function returns. */
  private dies({ owner: place, look }: Pick<View, "owner" | "look">): boolean {
    const local = localOf(place);
    if (local < 0) return false;
    const { isStatic, isReference, isPointer, owner, node } = this.locals.list[local];
    return (
      !isStatic &&
      !isReference &&
      !(isPointer && look !== Look.Closure) &&
      owner === this.root &&
      this.isPartOf(place, `#${local}`) &&
      this.isOwning(node, look)
    );
  }

  /* Expressions */

  visit(path: Path<View>, node: number): void {
    const { tree } = this;
    switch (kindOf(tree, node)) {
      case Kind.Identifier:
        if (path.facts.size > 0) this.mention(path, node);
        return;
      case Kind.InitDeclarator:
        this.bind(
          path,
          node,
          childByField(tree, node, Field.Declarator),
          childByField(tree, node, Field.Value),
        );
        return;
      case Kind.ForRangeLoop:
        this.bindLoopVariable(path, node);
        return;
      case Kind.FieldInitializer: {
        const name = nodeText(tree, firstPart(tree, node));
        const value = onlyValue(tree, nextPart(tree, firstPart(tree, node)));
        if (value !== NONE) this.keep(path, name, value, memberType(this.context, node, name));
        return;
      }
      case Kind.AssignmentExpression:
        this.assignment(path, node);
        return;
      case Kind.UpdateExpression:
        this.moveOn(path, childByField(tree, node, Field.Argument), node);
        return;
      case Kind.CallExpression:
        this.call(path, node);
        return;
      case Kind.BinaryExpression:
        if (textIs(tree, childByField(tree, node, Field.Operator), ">>"))
          this.overwrite(path, childByField(tree, node, Field.Right), node);
        return;
    }
  }

  private bind(path: Path<View>, node: number, declarator: number, initialiser: number): void {
    const { tree, locals } = this;
    const declaration = tree.parent[node];
    const value = onlyValue(tree, initialiser);
    for (const local of locals.declaredBy(declaration)) {
      const variable = locals.list[local];
      if (variable.node < declarator || variable.node >= subtreeEnd(tree, declarator)) continue;
      if (variable.isStatic || value === NONE) continue;
      const typeNode = childByField(tree, declaration, Field.Type);
      this.bindTo(path, `#${local}`, variable.isReference, typeNode, variable.node, value);
    }
  }

  private bindTo(
    path: Path<View>,
    key: string,
    isReference: boolean,
    typeNode: number,
    name: number,
    value: number,
  ): void {
    const { tree } = this;
    const isView = isViewName(spelling(tree, typeNode));
    const isPointer = this.locals.list[localOf(key)].isPointer;
    const isAuto = kindOf(tree, typeNode) === Kind.PlaceholderTypeSpecifier;
    if (!isReference && (isView || isPointer || isAuto)) {
      const temporary = this.temporaryBehind(value, isView);
      if (temporary !== undefined) {
        this.reportTemporary(name, temporary, value);
        return;
      }
    }
    const view = this.viewIn(path, value, isReference, isView);
    // A string that is made from a view is a copy.
    const holds = isReference || isView || isPointer || isAuto || view?.look !== Look.Text;
    if (view !== undefined && holds) path.facts.set(key, freshView(view));
  }

  private bindLoopVariable(path: Path<View>, loop: number): void {
    const range = path.facts.get(`range ${loop}`);
    if (range === undefined) return;
    for (const local of this.locals.declaredBy(loop)) {
      if (!this.locals.list[local].isReference) continue;
      path.facts.set(`#${local}`, freshView({ look: Look.Reference, owner: range.owner, origin: loop }));
    }
  }

  private assignment(path: Path<View>, node: number): void {
    const { tree, locals, context } = this;
    const left = childByField(tree, node, Field.Left);
    const right = childByField(tree, node, Field.Right);
    const place = placeOf(tree, locals, left);
    if (!textIs(tree, childByField(tree, node, Field.Operator), "=")) {
      if (this.containerAt(left) === Container.Contiguous) this.change(path, place, node, Effect.Moves);
      else this.moveOn(path, left, node);
      return;
    }
    const type = givesView(tree, right) ? context.typeOf(left) : undefined;
    const isView = type?.kind === TypeKind.Unknown && isViewName(type.name);
    const isPointer = type?.kind === TypeKind.Pointer;
    if (isView || isPointer) {
      const temporary = this.temporaryBehind(right, isView);
      if (temporary !== undefined) {
        path.facts.delete(place);
        this.reportTemporary(left, temporary, right);
        return;
      }
    }
    if (place === "") return;
    const local = localOf(place);
    const isVariable = local >= 0 && !place.includes(".");
    if (isVariable && !locals.list[local].isReference) {
      const view = this.viewIn(path, right, false, isView);
      const isHeld = view?.look !== Look.Text || isView || isPointer || type === undefined;
      path.facts.delete(place);
      this.assignOwner(path, place, node);
      if (view !== undefined && isHeld) path.facts.set(place, freshView(view));
      return;
    }
    this.assignOwner(path, place, node);
    path.facts.delete(`${KEPT}${place}`);
    if (local < 0) this.keep(path, place, right, type);
  }

  /** What outlives the function takes a view. */
  private keep(path: Path<View>, place: string, value: number, type: Type | undefined): void {
    const isView = type?.kind === TypeKind.Unknown && isViewName(type.name);
    if (!isView && type?.kind !== TypeKind.Pointer && type?.name !== "std::function") return;
    const view = this.viewIn(path, value, false, isView);
    if (view === undefined || (view.look === Look.Closure) !== (type.name === "std::function")) return;
    path.facts.set(`${KEPT}${place}`, { ...freshView(view), origin: value });
  }

  private forgetKept(path: Path<View>): void {
    for (const key of path.facts.keys()) if (key.startsWith(KEPT)) path.facts.delete(key);
  }

  /** The object at `place` takes another value: what looked into its content looks at something else now. */
  private assignOwner(path: Path<View>, place: string, node: number): void {
    if (path.facts.size === 0) return;
    const isContainer = this.containerAt(childByField(this.tree, node, Field.Left)) !== Container.None;
    for (const [key, view] of path.facts) {
      if (view.ended !== NONE) continue;
      if (view.owner === place && isContainer) {
        if (isUntouched(view.look)) continue;
        path.facts.set(key, { ...view, ended: node, isSure: true });
      } else if (isWithinPlace(view.owner, place)) path.facts.delete(key);
    }
  }

  /** `++it`: no longer where its copies are. */
  private moveOn(path: Path<View>, target: number, node: number): void {
    const place = placeOf(this.tree, this.locals, target);
    const view = place === "" ? undefined : path.facts.get(place);
    if (view === undefined || view.ended !== NONE || view.look === Look.Reference) return;
    // A copy made in the round before may have come from this very place.
    let group = node;
    for (const other of path.facts.values()) if (other.group === group) group = -node;
    path.facts.set(place, { ...view, group });
  }

  /* Calls */

  private call(path: Path<View>, node: number): void {
    const { tree, locals } = this;
    const { object, name } = methodOf(tree, node);
    if (object === NONE) {
      const full = calleeName(tree, node);
      if (RESETS.test(full)) this.forgetKept(path);
      if (full === "std::getline" || full === "getline") this.overwrite(path, argument(tree, node, 1), node);
      else if (full === "std::swap" || full === "swap") {
        for (let i = 0; i < 2; i++) {
          const place = placeOf(tree, locals, argument(tree, node, i));
          if (place !== "") this.forgetOwner(path, place);
        }
      } else {
        const operand = movedOperand(tree, node);
        const place = operand === NONE ? "" : placeOf(tree, locals, operand);
        // Whoever takes over the container takes over its elements.
        if (place !== "") this.forgetOwner(path, place);
      }
      return;
    }
    const place = placeOfObject(tree, locals, node);
    if (place === "") return;
    if (name === "swap" || name === "release" || name === "splice" || name === "merge") {
      this.forgetOwner(path, place);
      return;
    }
    const container = this.containerAt(object);
    if (name === "reserve" && container === Container.Contiguous) {
      this.change(path, place, node, Effect.Moves);
      path.facts.set(`reserved ${place}`, freshView({ look: Look.Reserved, owner: place, origin: node }));
      return;
    }
    if (path.facts.size === 0) return;
    const effect = effectOf(container, name);
    if (effect === Effect.None || (effect !== Effect.Erases && container === Container.None)) return;
    if (effect === Effect.Erases) this.erase(path, place, node, container);
    else if (effect !== Effect.Moves || !path.facts.has(`reserved ${place}`))
      this.change(path, place, node, effect);
    else if (name === "insert" || name === "emplace") this.change(path, place, node, Effect.Iterators);
  }

  private change(path: Path<View>, place: string, node: number, effect: Effect): void {
    if (place === "") return;
    for (const [key, view] of path.facts) {
      const { look } = view;
      if (view.owner !== place || view.ended !== NONE || isUntouched(look)) continue;
      if (effect === Effect.Last && look !== Look.End) continue;
      if (effect === Effect.Iterators && (look === Look.Reference || look === Look.Pointer)) continue;
      path.facts.set(key, { ...view, ended: node, isSure: effect === Effect.Ends });
    }
  }

  private erase(path: Path<View>, place: string, node: number, container: Container): void {
    const { tree, locals } = this;
    const isContiguous = container === Container.Contiguous || container === Container.Deque;
    const groups = new Set<number>();
    let isFromStart = false;
    let key = NONE;
    for (let i = 0; i < argumentCount(tree, node); i++) {
      let arg = withoutParentheses(tree, argument(tree, node, i));
      if (
        kindOf(tree, arg) === Kind.UpdateExpression &&
        isContiguous &&
        !textIs(tree, childByField(tree, arg, Field.Operator), "--")
      )
        arg = childByField(tree, arg, Field.Argument);
      const view = path.facts.get(placeOf(tree, locals, arg));
      // The end of the range that is erased stays.
      if (i === 1 && !isContiguous) break;
      if (
        view !== undefined &&
        view.owner === place &&
        (view.look === Look.Iterator || view.look === Look.End)
      )
        groups.add(view.group);
      else if (i === 0) {
        key = arg;
        isFromStart = isContiguous && /\.c?begin\(\)$/.test(spelling(tree, arg));
      }
    }
    for (const [name, view] of path.facts) {
      if (view.owner !== place || view.ended !== NONE || isUntouched(view.look)) continue;
      const isHit =
        groups.has(view.group) ||
        isFromStart ||
        (isContiguous && (view.look === Look.Range || view.look === Look.End || view.look === Look.Text)) ||
        (key !== NONE && !isContiguous && this.isKeyOf(key, view));
      if (isHit) path.facts.set(name, { ...view, ended: node, isSure: true });
    }
  }

  /** Whether an element that is erased by its key is the one that a view looks at. */
  private isKeyOf(key: number, view: View): boolean {
    const { tree, locals } = this;
    if (view.look === Look.Range || kindOf(tree, view.origin) === Kind.ForRangeLoop) {
      const end = subtreeEnd(tree, key);
      const names = locals.declaredBy(view.origin);
      for (let n = key; n < end; n++)
        if (tree.kind[n] === Kind.Identifier && names.includes(locals.at(n))) return true;
      return false;
    }
    if (kindOf(tree, view.origin) !== Kind.CallExpression || methodOf(tree, view.origin).name !== "find")
      return false;
    return spelling(tree, argument(tree, view.origin, 0)) === spelling(tree, key);
  }

  /** A string is read into: its old characters are gone. */
  private overwrite(path: Path<View>, target: number, node: number): void {
    const place = placeOf(this.tree, this.locals, target);
    if (place !== "" && this.containerAt(target) === Container.Contiguous)
      this.change(path, place, node, Effect.Ends);
  }

  private forgetOwner(path: Path<View>, place: string): void {
    for (const [key, view] of path.facts)
      if (isWithinPlace(view.owner, place) && view.ended === NONE) path.facts.delete(key);
  }

  private containerAt(object: number): Container {
    return containerOf(this.classAt(object));
  }

  /** The class that a method is called on, or of which an object is. */
  private classAt(object: number): Type | undefined {
    const { tree } = this;
    const type = objectType(this.context.typeOf(object));
    const parent = tree.parent[object];
    const isArrow =
      kindOf(tree, parent) === Kind.FieldExpression &&
      textIs(tree, childByField(tree, parent, Field.Operator), "->");
    if (!isArrow) return type;
    return type?.kind === TypeKind.Pointer ? (type.to ?? undefined) : undefined;
  }

  /* What expressions look into */

  /** The view that an expression gives to what it initialises: a reference to an element only if `isReference`. */
  private viewIn(
    path: Path<View>,
    expression: number,
    isReference: boolean,
    isText: boolean,
  ): Made | undefined {
    const { tree, locals } = this;
    const node = withoutParentheses(tree, expression);
    switch (kindOf(tree, node)) {
      case Kind.Identifier: {
        const local = locals.at(node);
        const view = local < 0 ? undefined : path.facts.get(`#${local}`);
        if (view !== undefined && view.look !== Look.Reserved) {
          if (view.look !== Look.Reference || isReference) return view;
          return undefined;
        }
        return isText ? this.textOfOwner(node) : undefined;
      }
      case Kind.FieldExpression:
        if (isText) return this.textOfOwner(node);
        return isReference ? this.elementBehind(path, node) : undefined;
      case Kind.SubscriptExpression:
      case Kind.PointerExpression: {
        const isAddress = textIs(tree, childByField(tree, node, Field.Operator), "&");
        if (isAddress) {
          const made = this.elementBehind(path, childByField(tree, node, Field.Argument));
          return made === undefined ? undefined : { ...made, look: Look.Pointer };
        }
        return isReference ? this.elementBehind(path, node) : undefined;
      }
      case Kind.BinaryExpression: {
        const operator = childByField(tree, node, Field.Operator);
        if (!textIs(tree, operator, "+") && !textIs(tree, operator, "-")) return undefined;
        const view = this.viewIn(path, childByField(tree, node, Field.Left), false, false);
        return view === undefined ? undefined : { ...view, origin: node, group: node };
      }
      case Kind.CallExpression:
        return this.viewFromCall(path, node, isReference, isText);
      case Kind.CompoundLiteralExpression: {
        if (!isViewName(spelling(tree, childByField(tree, node, Field.Type)))) return undefined;
        const only = onlyValue(tree, childByField(tree, node, Field.Value));
        return only === NONE ? undefined : this.viewIn(path, only, false, true);
      }
      case Kind.LambdaExpression: {
        const captured = this.capturedLocal(node);
        return captured < 0 ? undefined : { look: Look.Closure, owner: `#${captured}`, origin: node };
      }
      default:
        return undefined;
    }
  }

  /** A string view of the string at `node`. */
  private textOfOwner(node: number): Made | undefined {
    const owner = placeOf(this.tree, this.locals, node);
    if (owner === "") return undefined;
    const isArray = this.context.typeOf(node)?.kind === TypeKind.Array;
    if (!isArray && this.containerAt(node) !== Container.Contiguous) return undefined;
    return { look: Look.Text, owner, origin: node };
  }

  private viewFromCall(
    path: Path<View>,
    node: number,
    isReference: boolean,
    isText: boolean,
  ): Made | undefined {
    const { tree, locals } = this;
    const { object, name } = methodOf(tree, node);
    if (object === NONE) {
      const full = calleeName(tree, node);
      const first = argument(tree, node, 0);
      if (full === "std::begin" || full === "std::end" || full === "std::data") {
        const owner = placeOf(tree, locals, first);
        if (owner === "" || this.containerAt(first) === Container.None) return undefined;
        const look = full === "std::begin" ? Look.Iterator : full === "std::end" ? Look.End : Look.Pointer;
        return { look, owner, origin: node };
      }
      if (SEARCHES.test(full)) {
        const view = this.viewIn(path, first, false, false);
        return view === undefined ? undefined : { look: Look.Iterator, owner: view.owner, origin: node };
      }
      if (isViewName(full) && argumentCount(tree, node) >= 1) return this.viewIn(path, first, false, true);
      if ((full === "std::function" || full === "std::ref") && argumentCount(tree, node) === 1)
        return this.viewIn(path, first, false, false);
      return undefined;
    }
    if (name === "substr" && isText && placeOf(tree, locals, object) === "")
      return this.viewIn(path, object, false, true);
    const own = path.facts.get(placeOf(tree, locals, object));
    if (own?.look === Look.Text && (name === "substr" || name === "data" || name === "begin" || isText))
      return own;
    const owner = placeOfObject(tree, locals, node);
    if (owner === "") return undefined;
    const container = this.containerAt(object);
    if (container === Container.Owner)
      return name === "get" ? { look: Look.Pointer, owner, origin: node } : undefined;
    const isString = this.classAt(object)?.name.endsWith("string") === true;
    if (END_METHODS.has(name)) return { look: Look.End, owner, origin: node };
    if (ITERATOR_METHODS.has(name)) {
      // `find` of a string gives a number, `insert` into a set a pair.
      const isBegin = name.endsWith("begin");
      if (!isBegin && (isString || container === Container.None)) return undefined;
      if ((name === "insert" || name === "emplace") && container !== Container.Contiguous) return undefined;
      return { look: Look.Iterator, owner, origin: node };
    }
    if (container === Container.None) return undefined;
    if (name === "c_str" || name === "data") return { look: Look.Text, owner, origin: node };
    if (isReference && ELEMENT_METHODS.has(name)) return { look: Look.Reference, owner, origin: node };
    return undefined;
  }

  /** The element of a container that an lvalue is, or is a member of. */
  private elementBehind(path: Path<View>, expression: number): Made | undefined {
    const { tree, locals } = this;
    const node = withoutParentheses(tree, expression);
    switch (kindOf(tree, node)) {
      case Kind.Identifier: {
        const view = path.facts.get(placeOf(tree, locals, node));
        return view?.look === Look.Reference ? view : undefined;
      }
      case Kind.FieldExpression: {
        const object = childByField(tree, node, Field.Argument);
        if (textIs(tree, childByField(tree, node, Field.Operator), "->")) {
          const view = this.iteratorAt(path, object);
          return view === undefined ? undefined : { ...view, look: Look.Reference };
        }
        return this.elementBehind(path, object);
      }
      case Kind.PointerExpression: {
        if (!textIs(tree, childByField(tree, node, Field.Operator), "*")) return undefined;
        const view = this.iteratorAt(path, childByField(tree, node, Field.Argument));
        return view === undefined ? undefined : { ...view, look: Look.Reference };
      }
      case Kind.SubscriptExpression: {
        const object = childByField(tree, node, Field.Argument);
        const owner = placeOf(tree, locals, object);
        const container = this.containerAt(object);
        if (owner === "" || container === Container.None || container === Container.Owner) return undefined;
        return { look: Look.Reference, owner, origin: node };
      }
      case Kind.CallExpression: {
        const view = this.viewFromCall(path, node, true, false);
        return view?.look === Look.Reference ? view : undefined;
      }
      default:
        return undefined;
    }
  }

  private iteratorAt(path: Path<View>, node: number): Made | undefined {
    const view = this.viewIn(path, node, false, false);
    return view?.look === Look.Iterator ? view : undefined;
  }

  /** The object, at the end of the full expression gone, that a view initialised with `value` would look into. */
  private temporaryBehind(value: number, isView: boolean): number | undefined {
    const { context, tree } = this;
    const node = withoutParentheses(tree, value);
    if (isView) {
      const temporary = temporaryOf(context, node);
      if (temporary !== NONE) return temporary;
    }
    if (kindOf(tree, node) !== Kind.CallExpression) return undefined;
    const { object, name } = methodOf(tree, node);
    if (object === NONE) {
      if (!isViewName(calleeName(tree, node))) return undefined;
      const first = argument(tree, node, 0);
      return first === NONE ? undefined : this.temporaryBehind(first, true);
    }
    const temporary = temporaryOf(context, withoutParentheses(tree, object));
    if (temporary === NONE) {
      // A view of a temporary, cut down further.
      return isView && name === "substr" ? this.temporaryBehind(object, true) : undefined;
    }
    const isOwner = containerOf(context.typeOf(temporary)) === Container.Owner;
    const gives = isOwner
      ? name === "get"
      : name === "c_str" || name === "data" || name === "constData" || name === "begin" || name === "cbegin";
    return gives ? temporary : undefined;
  }

  private reportTemporary(node: number, temporary: number, value: number): void {
    const { tree } = this;
    this.report(
      "dangling-view",
      node,
      `'${nodeText(tree, node)}' looks into the temporary '${brief(nodeText(tree, temporary))}', which is destroyed at the end of this statement.`,
      "definite",
      value === temporary
        ? []
        : [{ node: temporary, message: "this object lives until the end of the statement" }],
    );
  }

  /* Uses */

  private mention(path: Path<View>, node: number): void {
    const local = this.locals.at(node);
    if (local < 0) return;
    const place = `#${local}`;
    if (this.isHandedOn(node)) this.forgetOwner(path, place);
    const view = path.facts.get(place);
    if (view === undefined || view.ended === NONE) return;
    switch (this.roleOf(node, view)) {
      case Role.Nothing:
        return;
      case Role.Use:
        this.reportUse(node, view);
        break;
    }
    // Once is enough.
    path.facts.delete(place);
  }

  /** Whether an owner of one object is given to something that may take the object over. */
  private isHandedOn(node: number): boolean {
    const { tree } = this;
    const kind = kindOf(tree, tree.parent[node]);
    if (kind !== Kind.ArgumentList && kind !== Kind.InitializerList && kind !== Kind.ReturnStatement)
      return false;
    return containerOf(this.context.typeOf(node)) === Container.Owner;
  }

  private roleOf(node: number, view: View): Role {
    const { tree } = this;
    let child = node;
    let parent = tree.parent[node];
    while (kindOf(tree, parent) === Kind.ParenthesizedExpression) {
      child = parent;
      parent = tree.parent[parent];
    }
    const isObject = view.look === Look.Reference;
    switch (kindOf(tree, parent)) {
      case Kind.AssignmentExpression:
        if (childByField(tree, parent, Field.Left) !== child || isObject) return Role.Use;
        return textIs(tree, childByField(tree, parent, Field.Operator), "=") ? Role.Nothing : Role.Use;
      case Kind.PointerExpression:
        if (!textIs(tree, childByField(tree, parent, Field.Operator), "&")) return Role.Use;
        return Role.Escape;
      case Kind.BinaryExpression: {
        if (view.look === Look.Iterator || view.look === Look.End || isObject) return Role.Use;
        const operator = kindOf(tree, childByField(tree, parent, Field.Operator));
        return operator === Kind.TokenEqualEqual || operator === Kind.TokenBangEqual
          ? Role.Nothing
          : Role.Use;
      }
      case Kind.FieldExpression: {
        const field = nodeText(tree, childByField(tree, parent, Field.Field));
        const isLength = field === "size" || field === "empty" || field === "length";
        return view.look === Look.Text && isLength ? Role.Nothing : Role.Use;
      }
      case Kind.SubscriptExpression:
      case Kind.UpdateExpression:
      case Kind.ReturnStatement:
        return Role.Use;
      case Kind.InitDeclarator:
        return childByKind(tree, parent, Kind.ReferenceDeclarator) === NONE || isObject
          ? Role.Use
          : Role.Escape;
      case Kind.ArgumentList:
        return this.roleOfArgument(tree.parent[parent], view);
      case Kind.CallExpression:
        return view.look === Look.Closure ? Role.Use : Role.Nothing;
      default:
        return Role.Nothing;
    }
  }

  private roleOfArgument(call: number, view: View): Role {
    const { tree } = this;
    if (kindOf(tree, call) !== Kind.CallExpression) return Role.Use;
    const full = calleeName(tree, call);
    if (WRITERS.has(full)) return Role.Escape;
    if (view.look !== Look.Iterator && view.look !== Look.End) return Role.Use;
    // An unknown function may take it by reference and give it a new value.
    const { object } = methodOf(tree, call);
    if (full.startsWith("std::") || full === "next" || full === "advance") return Role.Use;
    return object !== NONE && placeOfObject(tree, this.locals, call) === view.owner ? Role.Use : Role.Escape;
  }

  private reportUse(node: number, view: View): void {
    const { tree, locals } = this;
    const name = nodeText(tree, node);
    const owner = this.ownerName(view.owner);
    if (view.ended === LEFT) {
      this.report(
        "dangling-view",
        node,
        `'${name}' looks into '${owner}', whose scope has ended.`,
        "definite",
        [
          { node: view.origin, message: `'${name}' looks into '${owner}' from here on` },
          {
            node: locals.list[localOf(view.owner)].node,
            message: `'${owner}' lives until the end of its block`,
          },
        ],
      );
      return;
    }
    const what = this.describe(view.look);
    const isOwner = methodOf(tree, view.ended).name === "reset" || this.isOwnerPlace(view);
    const rule: ViewRule = isOwner ? "dangling-view" : "invalidated-iterator";
    const steps = [
      { node: view.origin, message: `${what} comes from here` },
      { node: view.ended, message: `'${owner}' is changed here` },
    ];
    // In a loop the fault is in the change, not in the step to the next element.
    const update = tree.parent[node];
    const isStep =
      tree.field[update] === Field.Update && kindOf(tree, tree.parent[update]) === Kind.ForStatement;
    const confidence = view.isSure ? "definite" : "evidence";
    if (isStep || this.isLoopCondition(node, view.ended)) {
      this.report(
        rule,
        view.ended,
        `This makes '${name}' invalid, and the loop goes on with it.`,
        confidence,
        [{ node, message: `'${name}' is used here in the next round` }],
      );
      return;
    }
    this.report(
      rule,
      node,
      view.isSure
        ? `'${name}' is used after '${owner}' was changed: what it looked at is no longer there.`
        : `'${name}' is used after '${owner}' was changed: its elements may have moved to other memory.`,
      confidence,
      steps,
    );
  }

  private isOwnerPlace(view: View): boolean {
    const { tree } = this;
    const { object } = methodOf(tree, view.origin);
    return object !== NONE && this.containerAt(object) === Container.Owner;
  }

  /** Whether a node stands in the condition of a loop that `inner` is in the body of. */
  private isLoopCondition(node: number, inner: number): boolean {
    const { tree } = this;
    let child = node;
    for (let up = tree.parent[node]; up !== NONE && up !== this.root; child = up, up = tree.parent[up]) {
      const kind = kindOf(tree, up);
      if (kind !== Kind.ForStatement && kind !== Kind.WhileStatement) continue;
      return (
        childByField(tree, up, Field.Condition) === child && inner > child && inner < subtreeEnd(tree, up)
      );
    }
    return false;
  }

  private describe(look: Look): string {
    switch (look) {
      case Look.Iterator:
      case Look.End:
        return "the iterator";
      case Look.Reference:
        return "the reference";
      case Look.Pointer:
        return "the pointer";
      default:
        return "the view";
    }
  }

  private ownerName(place: string): string {
    const local = localOf(place);
    const rest = local < 0 ? place : this.locals.list[local].name + place.slice(String(local).length + 1);
    return rest.replaceAll(".*.", "->").replaceAll(".*", "");
  }

  /* What leaves the function */

  private returned(path: Path<View>, operand: number): void {
    const { tree, locals, context, returns } = this;
    const node = onlyValue(tree, operand);
    if (node === NONE || returns === Returns.Value) return;
    if (returns === Returns.Reference || returns === Returns.View) {
      const temporary =
        returns === Returns.View
          ? (this.temporaryBehind(node, true) ?? NONE)
          : temporaryOf(context, withoutParentheses(tree, node));
      const literal = returns === Returns.Reference && this.isLiteralForString(node) ? node : NONE;
      const made = temporary !== NONE ? temporary : literal;
      if (made !== NONE) {
        this.report(
          "dangling-view",
          node,
          `This returns ${returns === Returns.View ? "a view of" : "a reference to"} a temporary object, which is destroyed before the caller can look at it.`,
          "definite",
          [],
        );
        return;
      }
    } else {
      const temporary = this.temporaryBehind(node, false);
      if (temporary !== undefined && returns === Returns.Pointer) {
        this.report(
          "dangling-view",
          node,
          `This returns a pointer into the temporary '${brief(nodeText(tree, temporary))}', which is destroyed before the caller can use it.`,
          "definite",
          [],
        );
        return;
      }
    }
    const view = this.viewIn(path, node, returns === Returns.Reference, returns === Returns.View);
    if (view === undefined || (view.ended !== undefined && view.ended !== NONE)) return;
    const isText = view.look === Look.Text;
    if (view.look === Look.Range || view.look === Look.Reserved) return;
    if (returns === Returns.Auto && view.look === Look.Reference) return;
    if (returns === Returns.Other && view.look !== Look.Iterator && view.look !== Look.Closure) return;
    if (returns === Returns.Pointer && !isText && view.look !== Look.Pointer) return;
    if (returns === Returns.Reference && view.look !== Look.Reference) return;
    if (!this.dies(view)) return;
    const variable = locals.list[localOf(view.owner)];
    this.report(
      "dangling-view",
      node,
      view.look === Look.Closure
        ? `The lambda that is returned refers to the local variable '${variable.name}', which ceases to exist with this return.`
        : `What is returned looks into the local variable '${variable.name}', which ceases to exist with this return.`,
      "definite",
      [{ node: variable.node, message: `'${variable.name}' is a local variable` }],
    );
  }

  /** Whether the variable itself holds what is looked at: a container, not a view. */
  private isOwning(name: number, look: Look): boolean {
    if (look === Look.Closure) return true;
    const type = this.context.typeOf(name);
    return type?.kind === TypeKind.Array || containerOf(type) !== Container.None;
  }

  private isLiteralForString(node: number): boolean {
    const { tree } = this;
    const kind = kindOf(tree, node);
    if (kind !== Kind.StringLiteral && kind !== Kind.ConcatenatedString && kind !== Kind.RawStringLiteral)
      return false;
    const type = spelling(tree, childByField(tree, this.root, Field.Type));
    return type === "std::string" || type === "string";
  }

  /** Whether a place lies in the memory of a local, not behind a pointer in it. */
  private isPartOf(place: string, local: string): boolean {
    return isWithinPlace(place, local) && !place.includes("*");
  }

  /** A local of this function, itself gone when it returns, that a lambda refers to; -1 if there is none. */
  private capturedLocal(lambda: number): number {
    const { tree, locals } = this;
    const captures = childByField(tree, lambda, Field.Captures);
    let isAll = false;
    let isNext = false;
    for (let c = tree.firstChild[captures]; captures !== NONE && c !== NONE; c = tree.nextSibling[c]) {
      const kind = tree.kind[c] as Kind;
      if (kind === Kind.LambdaDefaultCapture) isAll = textIs(tree, c, "&");
      else if (kind === Kind.TokenAmp) isNext = true;
      else {
        if (kind === Kind.Identifier && isNext && this.isOwnVariable(locals.at(c))) return locals.at(c);
        isNext = false;
      }
    }
    if (!isAll) return -1;
    const copied = spelling(tree, captures);
    const end = subtreeEnd(tree, lambda);
    for (let n = childByField(tree, lambda, Field.Body); n !== NONE && n < end; n++) {
      if (tree.kind[n] !== Kind.Identifier || !this.isOwnVariable(locals.at(n))) continue;
      if (!new RegExp(`[,=]${nodeText(tree, n)}\\b`).test(copied)) return locals.at(n);
    }
    return -1;
  }

  private isOwnVariable(local: number): boolean {
    if (local < 0) return false;
    const { isStatic, isReference, owner, declaration } = this.locals.list[local];
    const isConstant =
      findInside(this.tree, declaration, Kind.TypeQualifier) !== NONE &&
      spelling(this.tree, declaration).startsWith("constexpr");
    return !isStatic && !isReference && !isConstant && owner === this.root;
  }

  private report(
    rule: ViewRule,
    node: number,
    message: string,
    confidence: "definite" | "evidence",
    steps: readonly { readonly node: number; readonly message: string }[],
  ): void {
    const { tree } = this;
    this.findings.push({
      rule,
      node,
      message,
      confidence,
      steps: steps.map((step) => ({
        start: tree.start[step.node],
        end: tree.end[step.node],
        message: step.message,
      })),
    });
  }
}

/** Whether an expression is of a form that can give a view; most assignments are of others. */
function givesView(tree: Tree, node: number): boolean {
  switch (kindOf(tree, withoutParentheses(tree, node))) {
    case Kind.NumberLiteral:
    case Kind.StringLiteral:
    case Kind.CharLiteral:
    case Kind.True:
    case Kind.False:
    case Kind.Null:
    case Kind.NewExpression:
    case Kind.UnaryExpression:
    case Kind.UpdateExpression:
    case Kind.SubscriptExpression:
    case Kind.AssignmentExpression:
      return false;
    default:
      return true;
  }
}

/** Facts that a change of the elements does not concern. */
function isUntouched(look: Look): boolean {
  return look === Look.Reserved || look === Look.Closure;
}

const enum Role {
  Nothing,
  Use,
  /** It may be given a new value. */
  Escape,
}

/** What kind of thing a function returns, as far as its declaration tells. */
const enum Returns {
  Value,
  Reference,
  Pointer,
  View,
  Auto,
  /** A type whose nature its name does not tell. */
  Other,
}

function returnsOf(tree: Tree, root: number): Returns {
  if (kindOf(tree, root) === Kind.LambdaExpression) return Returns.Value;
  const type = childByField(tree, root, Field.Type);
  const declarator = childByField(tree, root, Field.Declarator);
  if (kindOf(tree, declarator) === Kind.ReferenceDeclarator) return Returns.Reference;
  if (kindOf(tree, declarator) === Kind.PointerDeclarator) return Returns.Pointer;
  if (kindOf(tree, declarator) === Kind.OperatorCast)
    return isViewName(spelling(tree, childByField(tree, declarator, Field.Type)))
      ? Returns.View
      : Returns.Value;
  const trailing = childByKind(tree, functionDeclarator(tree, root), Kind.TrailingReturnType);
  const name = spelling(tree, trailing === NONE ? type : trailing);
  if (name === "" || name === "void") return Returns.Value;
  if (isViewName(name.startsWith("->") ? name.slice(2) : name)) return Returns.View;
  if (kindOf(tree, type) === Kind.PlaceholderTypeSpecifier && trailing === NONE) return Returns.Auto;
  return /iterator|function|auto|Callback|Handler/.test(name) ? Returns.Other : Returns.Value;
}

/** The one expression in parentheses or braces, or the expression itself; `NONE` if there are several or none. */
function onlyValue(tree: Tree, node: number): number {
  const kind = kindOf(tree, node);
  if (kind !== Kind.ArgumentList && kind !== Kind.InitializerList) return node;
  const first = firstPart(tree, node);
  return first === NONE || nextPart(tree, first) !== NONE ? NONE : first;
}

function brief(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
}
