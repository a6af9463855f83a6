/**
 * CWE-476: what is not there is read - the end of a container that a search gave, a null that `lock()` or a cast gave, an
 * optional without value, the last element of an empty container - where nothing asked, or the code asked and goes on
 * all the same.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, findInside, kindOf, nodeText, spelling, subtreeEnd, textIs } from "../../syntax/walk";
import { isInAssertion } from "../moves/uses";
import { type Local, type Locals, localsOf } from "../paths/locals";
import type { Path } from "../paths/path";
import {
  endsProgram,
  isWithinPlace,
  localOf,
  methodOf,
  parentExpression,
  placeOf,
  placeOfObject,
} from "../paths/places";
import { type Domain, walkPaths } from "../paths/walk";
import {
  ASKS_VALUE,
  type Doubt,
  doubtOf,
  Holder,
  holderOf,
  NEED_ELEMENT,
  QUIET,
  Reason,
} from "../presence/presence";
import { argument, calleeName, firstPart, onlyPart, withoutParentheses, withParentheses } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { memberType } from "./members";

export const emptyAccess: TreeChecker = {
  rule: "empty-access",
  language: "cpp",
  kinds: [Kind.FunctionDefinition, Kind.LambdaExpression],
  visit(context, node) {
    const { tree } = context;
    if (!WORTH_A_LOOK.test(nodeText(tree, node))) return;
    const locals = localsOf(tree, node);
    walkPaths(tree, node, locals, new Presence(context, locals, node));
  },
};

/** Words of the calls and types that the rule speaks of. */
const WORTH_A_LOOK =
  /\bauto\b|has_value|find|lock\s*\(|_cast|get_if|optional|empty|size\s*\(|front|back\s*\(|top\s*\(|search|_ptr|(?:clear|reset)\s*\(/;

/** Algorithms that give the end only where there is nothing at all. */
const FIRST_OF_ALL: ReadonlySet<string> = new Set(["std::max_element", "std::min_element"]);

const END_NAMES: ReadonlySet<string> = new Set("end cend constEnd rend crend".split(" "));

class Presence implements Domain<Doubt> {
  private readonly tree: Tree;

  constructor(
    private readonly context: UnitContext,
    private readonly locals: Locals,
    private readonly root: number,
  ) {
    this.tree = context.tree;
  }

  textOf({ node, reason }: Doubt): string {
    return `${node} ${reason}`;
  }

  isLast(statement: number): boolean {
    return endsProgram(this.context, statement);
  }

  enter(path: Path<Doubt>, local: number): void {
    this.forget(path, `#${local}`);
    const { declaration, node, isReference, isPointer, isArray, isStatic, isParameter } =
      this.locals.list[local];
    if (isReference || isPointer || isArray || isStatic || isParameter) return;
    if (kindOf(this.tree, declaration) !== Kind.Declaration || this.tree.parent[node] !== declaration) return;
    const holder = holderOf(this.context.typeOf(node));
    if (holder !== undefined) path.facts.set(`#${local}`, { holder, node, reason: Reason.Made, giver: "" });
  }

  leave(path: Path<Doubt>, local: number): void {
    this.forget(path, `#${local}`);
  }

  enterRange(path: Path<Doubt>): void {
    this.loosen(path);
  }

  nextRange(): void {}
  leaveFunction(): void {}

  visit(path: Path<Doubt>, node: number): void {
    const { tree } = this;
    switch (kindOf(tree, node)) {
      case Kind.Identifier:
        if (path.facts.size > 0) this.mention(path, node);
        return;
      case Kind.FieldExpression:
        if (path.facts.size > 0) this.mention(path, node);
        this.chained(path, node, childByField(tree, node, Field.Argument), "->");
        return;
      case Kind.PointerExpression:
        this.chained(path, node, childByField(tree, node, Field.Argument), "*");
        return;
      case Kind.InitDeclarator:
        this.given(path, node);
        return;
      case Kind.Declaration:
        this.given(path, node);
        return;
      case Kind.AssignmentExpression:
        this.assigned(path, node);
        return;
      case Kind.CallExpression:
        this.afterCall(path, node);
        return;
      case Kind.LambdaExpression:
        this.forgetMentioned(path, childByField(tree, node, Field.Body));
        return;
    }
  }

  /* Where doubts come from */

  private given(path: Path<Doubt>, declarator: number): void {
    const { tree, locals } = this;
    const value = childByField(tree, declarator, Field.Value);
    const isBraced =
      kindOf(tree, value) === Kind.InitializerList || kindOf(tree, value) === Kind.ArgumentList;
    const local = locals.list.findIndex(
      ({ node }) => node > declarator && (value === NONE || node < value) && within(tree, node, declarator),
    );
    if (value === NONE || local < 0) return;
    const { node, isReference } = locals.list[local];
    if (isReference) return;
    const place = `#${local}`;
    if (this.isNothing(value) || (isBraced && firstPart(tree, value) === NONE)) {
      const holder = holderOf(this.context.typeOf(node));
      if (holder !== undefined) path.facts.set(place, { holder, node, reason: Reason.Made, giver: "" });
      return;
    }
    const only = isBraced ? onlyPart(tree, value) : value;
    if (only !== NONE) this.take(path, place, only, node);
  }

  private assigned(path: Path<Doubt>, node: number): void {
    const { tree, locals } = this;
    const left = childByField(tree, node, Field.Left);
    const place = placeOf(tree, locals, left);
    if (place === "") return;
    this.forget(path, place);
    if (!textIs(tree, childByField(tree, node, Field.Operator), "=")) return;
    const right = childByField(tree, node, Field.Right);
    const holder = this.isNothing(right) ? holderOf(this.context.typeOf(left)) : undefined;
    if (holder !== undefined) path.facts.set(place, { holder, node, reason: Reason.Emptied, giver: "" });
    else this.take(path, place, right, left);
  }

  private take(path: Path<Doubt>, place: string, value: number, target: number): void {
    const doubt = doubtOf(this.context, value);
    if (doubt === undefined || this.isVouched(doubt)) return;
    // What converts to something else on the way is that class's affair.
    const declared = holderOf(this.context.typeOf(target));
    if (declared !== undefined && declared !== doubt.holder) return;
    path.facts.set(place, doubt);
  }

  private isNothing(value: number): boolean {
    const { tree } = this;
    const kind = kindOf(tree, value);
    if (kind === Kind.Null) return true;
    const text = nodeText(tree, value);
    return text === "std::nullopt" || text === "nullopt" || text === "{}";
  }

  /* Uses */

  /** `*find(...)`, `weak.lock()->f()`: what a call gives is read on the spot. */
  private chained(path: Path<Doubt>, node: number, operand: number, operator: string): void {
    const { tree } = this;
    if (!textIs(tree, childByField(tree, node, Field.Operator), operator)) return;
    const inner = withoutParentheses(tree, operand);
    if (kindOf(tree, inner) !== Kind.CallExpression) return;
    const doubt = doubtOf(this.context, inner);
    if (doubt !== undefined) {
      if (!this.isVouched(doubt)) this.report(node, "", doubt);
      return;
    }
    // `*v.begin()`, `*std::max_element(v.begin(), v.end())`
    const first = FIRST_OF_ALL.has(calleeName(tree, inner)) ? argument(tree, inner, 0) : inner;
    const { object, name } = methodOf(tree, first);
    const place = object === NONE ? "" : placeOfObject(tree, this.locals, first);
    const fact = place === "" ? undefined : path.facts.get(place);
    if (fact?.holder === Holder.Container && (name === "begin" || name === "rbegin" || name === "cbegin"))
      this.use(path, node, place, fact);
  }

  private mention(path: Path<Doubt>, node: number): void {
    const { tree } = this;
    const place = placeOf(tree, this.locals, node);
    const fact = place === "" ? undefined : path.facts.get(place);
    if (fact === undefined) return;
    const child = withParentheses(tree, node);
    const parent = tree.parent[child];
    switch (kindOf(tree, parent)) {
      case Kind.PointerExpression:
        if (textIs(tree, childByField(tree, parent, Field.Operator), "*") && fact.holder !== Holder.Container)
          this.use(path, parent, place, fact);
        else this.forget(path, place);
        return;
      case Kind.FieldExpression:
        this.member(path, parent, place, fact);
        return;
      case Kind.SubscriptExpression:
        this.forget(path, place);
        return;
      case Kind.AssignmentExpression:
        if (childByField(tree, parent, Field.Left) !== child) this.forget(path, place);
        return;
      case Kind.ReturnStatement:
        return;
      default:
        if (!this.isCondition(node)) this.forget(path, place);
    }
  }

  private member(path: Path<Doubt>, expression: number, place: string, fact: Doubt): void {
    const { tree } = this;
    const isArrow = textIs(tree, childByField(tree, expression, Field.Operator), "->");
    const name = nodeText(tree, childByField(tree, expression, Field.Field));
    if (fact.holder === Holder.Container) {
      if (isArrow) return;
      if (NEED_ELEMENT.has(name)) this.use(path, expression, place, fact);
      else if (!QUIET.has(name)) this.forget(path, place);
      return;
    }
    if (isArrow) {
      this.use(path, expression, place, fact);
      return;
    }
    const call = tree.parent[expression];
    if (fact.holder === Holder.Optional && (ASKS_VALUE.has(name) || name === "value_or")) {
      if (name !== "value_or" && !this.isCondition(call)) this.forget(path, place);
      return;
    }
    this.forget(path, place);
  }

  private use(path: Path<Doubt>, node: number, place: string, fact: Doubt): void {
    this.forget(path, place);
    // What a block behind `try` has put in is not seen where the block was left early.
    if (fact.reason === Reason.Made && this.isTryBetween(fact.node, node)) return;
    this.report(node, place, fact);
  }

  private report(node: number, place: string, { node: from, giver, holder, reason }: Doubt): void {
    const { tree, context } = this;
    const local = localOf(place);
    const name =
      place === ""
        ? ""
        : local >= 0 && !place.includes(".")
          ? this.locals.list[local].name
          : place.replace(/^#\d+\.?|\.?\*/g, "");
    context.report(node, wording(name, { holder, reason, giver, node: from }), {
      confidence: reason === Reason.Call || reason === Reason.Unfed ? "evidence" : "definite",
      steps: place === "" ? [] : [{ start: tree.start[from], end: tree.end[from], message: STEP[reason] }],
    });
  }

  /* Conditions */

  /** Whether an expression decides a branch that paths follow, alone or as part of a comparison or `!`, `&&` and `||`. */
  private isCondition(node: number): boolean {
    const { tree } = this;
    let child = node;
    for (let up = tree.parent[node]; up !== NONE; child = up, up = tree.parent[up]) {
      switch (kindOf(tree, up)) {
        case Kind.ParenthesizedExpression:
          break;
        case Kind.UnaryExpression:
          if (!textIs(tree, childByField(tree, up, Field.Operator), "!")) return false;
          break;
        case Kind.BinaryExpression: {
          const operator = kindOf(tree, childByField(tree, up, Field.Operator));
          if (operator === Kind.TokenAmpAmp || operator === Kind.TokenPipePipe) return true;
          if (!isComparison(operator)) return false;
          break;
        }
        case Kind.ConditionClause:
          return kindOf(tree, tree.parent[up]) !== Kind.SwitchStatement;
        case Kind.ConditionalExpression:
        case Kind.ForStatement:
        case Kind.WhileStatement:
        case Kind.DoStatement:
          return childByField(tree, up, Field.Condition) === child;
        default:
          return false;
      }
    }
    return false;
  }

  decide(path: Path<Doubt>, condition: number, isTrue: boolean): boolean {
    const { tree } = this;
    const node = withoutParentheses(tree, condition);
    const isLoop = isLoopCondition(tree, condition);
    const asked = this.asked(node);
    if (asked === undefined || (asked.holder === undefined && !path.facts.has(asked.place))) {
      if (isLoop && !isTrue && isInput(tree, node)) this.endInput(path);
      else if (isLoop || !this.isOwnMatter(node)) this.loosen(path);
      return true;
    }
    const { place, isPresent } = asked;
    const old = path.facts.get(place);
    const holder = asked.holder ?? old?.holder;
    if (isPresent === isTrue) {
      path.facts.delete(place);
      return old === undefined || old.reason === Reason.Call;
    }
    if (old?.reason === Reason.Call || old === undefined) {
      // Behind a loop that looks for something, it may be known to be there.
      if (holder === undefined || (isLoop && holder === Holder.Iterator)) path.facts.delete(place);
      else path.facts.set(place, { holder, node, reason: Reason.Asked, giver: "" });
    }
    return true;
  }

  /** What a condition asks about: `x`, `x != nullptr`, `x != c.end()`, `x.has_value()`, `x.empty()`, `x.size() == 0`. */
  private asked(node: number): { place: string; isPresent: boolean; holder: Holder | undefined } | undefined {
    const { tree, locals, context } = this;
    const about = (expression: number, isPresent: boolean, holder?: Holder) => {
      // `(it = c.find(x)) != c.end()` asks about what was assigned.
      const isAssigned = kindOf(tree, expression) === Kind.AssignmentExpression;
      const place = placeOf(
        tree,
        locals,
        isAssigned ? childByField(tree, expression, Field.Left) : expression,
      );
      return place === "" ? undefined : { place, isPresent, holder };
    };
    switch (kindOf(tree, node)) {
      case Kind.Declaration: {
        const [local] = locals.declaredBy(node);
        if (local === undefined) return undefined;
        const holder = holderOf(context.typeOf(locals.list[local].node));
        return { place: `#${local}`, isPresent: true, holder: holder ?? Holder.Pointer };
      }
      case Kind.Identifier:
      case Kind.FieldExpression: {
        const holder = holderOf(context.typeOf(node));
        return about(node, true, holder === Holder.Container ? undefined : holder);
      }
      case Kind.CallExpression: {
        const { object, name } = methodOf(tree, node);
        if (object === NONE || isThroughArrow(tree, node)) return undefined;
        const holder = holderOf(context.typeOf(object));
        if (ASKS_VALUE.has(name)) return about(object, true, holder);
        if (name === "empty" && holder === Holder.Container) return about(object, false, holder);
        return undefined;
      }
      case Kind.BinaryExpression: {
        const operator = kindOf(tree, childByField(tree, node, Field.Operator));
        const left = withoutParentheses(tree, childByField(tree, node, Field.Left));
        const right = withoutParentheses(tree, childByField(tree, node, Field.Right));
        const isUnequal = operator === Kind.TokenBangEqual || operator === Kind.TokenNotEq;
        const isEqual = operator === Kind.TokenEqualEqual;
        if (isEqual || isUnequal) {
          const sized = this.sizeOfContainer(left);
          if (sized !== NONE)
            return nodeText(tree, right) === "0" ? about(sized, isUnequal, Holder.Container) : undefined;
          if (this.isEnd(right)) return about(left, isUnequal, Holder.Iterator);
          if (this.isEnd(left)) return about(right, isUnequal, Holder.Iterator);
          if (this.isNothing(right) || nodeText(tree, right) === "NULL" || nodeText(tree, right) === "0")
            return about(left, isUnequal, holderOf(context.typeOf(left)));
          if (this.isNothing(left)) return about(right, isUnequal, holderOf(context.typeOf(right)));
          // An iterator that is compared with some other is known by it.
          return about(left, isUnequal) ?? about(right, isUnequal);
        }
        const sized = this.sizeOfContainer(left);
        const bound = nodeText(tree, right);
        if (sized === NONE) return undefined;
        if (
          (operator === Kind.TokenGreater && bound === "0") ||
          (operator === Kind.TokenGreaterEqual && bound === "1")
        )
          return about(sized, true, Holder.Container);
        if (operator === Kind.TokenLess && bound === "1") return about(sized, false, Holder.Container);
        return about(sized, operator === Kind.TokenGreater);
      }
    }
    return undefined;
  }

  /** The container whose `size()` an expression is; `NONE` for all else. */
  private sizeOfContainer(node: number): number {
    const { tree } = this;
    if (kindOf(tree, node) !== Kind.CallExpression || isThroughArrow(tree, node)) return NONE;
    const { object, name } = methodOf(tree, node);
    return name === "size" || name === "length" ? object : NONE;
  }

  private isEnd(node: number): boolean {
    const { tree } = this;
    if (kindOf(tree, node) !== Kind.CallExpression) return false;
    const { object, name } = methodOf(tree, node);
    return object !== NONE ? END_NAMES.has(name) : calleeName(tree, node) === "std::end";
  }

  /** Whether a condition hangs on nothing but locals: then it says nothing about what was put in where. */
  private isOwnMatter(condition: number): boolean {
    const { tree, locals } = this;
    const end = subtreeEnd(tree, condition);
    for (let n = condition; n < end; n++) {
      const kind = tree.kind[n];
      if (kind === Kind.CallExpression || kind === Kind.FieldExpression || kind === Kind.SubscriptExpression)
        return false;
      if (kind === Kind.Identifier && locals.at(n) < 0) return false;
    }
    return true;
  }

  /**
   * Whether it may be known that there is something: what is looked for was looked for before, or something was asked
   * about the operand of a cast.
   */
  private isVouched({ giver, holder, node }: Doubt): boolean {
    const { tree, root } = this;
    if (isInAssertion(tree, node)) return true;
    if (holder === Holder.Iterator) return this.isLookedFor(node) || this.isKeptElsewhere(node);
    if (!giver.endsWith("_cast")) return false;
    const operand = argument(tree, node, 0);
    const end = operand === NONE ? NONE : subtreeEnd(tree, operand);
    const names = new Set<string>();
    for (let n = operand; n < end; n++) if (tree.kind[n] === Kind.Identifier) names.add(nodeText(tree, n));
    if (names.size === 0) return true;
    for (let n = root; n < node; n++) {
      const kind = kindOf(tree, n);
      if (kind !== Kind.CallExpression && kind !== Kind.FieldExpression) continue;
      if (!isAsked(tree, n) && !(kind === Kind.CallExpression && /assert/i.test(calleeName(tree, n))))
        continue;
      const last = subtreeEnd(tree, n);
      for (let inner = n; inner < last; inner++)
        if (tree.kind[inner] === Kind.Identifier && names.has(nodeText(tree, inner))) return true;
    }
    return false;
  }

  /**
   * Whether something was done before with what a search looks for: `c.insert(x)`, the search itself. Asking with
   * `c.count(x)` counts behind it too: what it says holds for the iterator that is there already.
   */
  private isLookedFor(search: number): boolean {
    const { tree, root } = this;
    const end = subtreeEnd(tree, root);
    const { object } = methodOf(tree, search);
    if (object === NONE) return false;
    const container = spelling(tree, object);
    const key = spelling(tree, argument(tree, search, 0));
    for (let n = root; n < end; n++) {
      const kind = kindOf(tree, n);
      if (kind === Kind.SubscriptExpression) {
        if (n < search && spelling(tree, childByField(tree, n, Field.Argument)) === container) return true;
      } else if (kind === Kind.CallExpression && (n > search || subtreeEnd(tree, n) <= search)) {
        const other = methodOf(tree, n);
        if (n > search && other.name !== "contains" && other.name !== "count") continue;
        if (other.object === NONE || spelling(tree, other.object) !== container) continue;
        if (/^(?:insert|emplace|try_emplace|push)/.test(other.name)) return true;
        if (spelling(tree, argument(tree, n, 0)) === key) return true;
      }
    }
    return false;
  }

  /** Whether what one member holds is looked for in another: `ids_.find(it->second)`. Who fills both keeps them alike. */
  private isKeptElsewhere(search: number): boolean {
    const { tree, context } = this;
    const { object } = methodOf(tree, search);
    const key = argument(tree, search, 0);
    if (object === NONE || kindOf(tree, key) !== Kind.FieldExpression) return false;
    if (!/^(?:first|second)$/.test(nodeText(tree, childByField(tree, key, Field.Field)))) return false;
    return memberType(context, search, nodeText(tree, object)) !== undefined;
  }

  private isTryBetween(from: number, to: number): boolean {
    for (let n = from; n < to; n++) if (this.tree.kind[n] === Kind.CatchClause) return true;
    return false;
  }

  /* Effects */

  private afterCall(path: Path<Doubt>, call: number): void {
    const { tree, locals } = this;
    const { object, name } = methodOf(tree, call);
    const place = object === NONE ? "" : placeOfObject(tree, locals, call);
    if (object !== NONE && name === "erase") this.erased(call);
    if (object !== NONE && place !== "" && (name === "clear" || name === "reset")) {
      const holder = isThroughArrow(tree, call) ? undefined : holderOf(this.context.typeOf(object));
      const isBare = firstPart(tree, childByField(tree, call, Field.Arguments)) === NONE;
      if (holder !== undefined && isBare && (name === "clear") === (holder === Holder.Container))
        path.facts.set(place, { holder, node: call, reason: Reason.Emptied, giver: "" });
    }
    if (path.facts.size === 0) return;
    const isQuiet = QUIET.has(name) || ASKS_VALUE.has(name) || calleeName(tree, call).startsWith("std::");
    if (isQuiet) return;
    const isForeign = object === NONE && this.isForeign(call);
    for (const [key, { holder, node }] of path.facts) {
      if (node === call) continue;
      const local = localOf(key);
      // A function that is none of the class's own has no way to the members.
      if (isForeign && local < 0 && memberType(this.context, call, key.split(".")[0]) !== undefined) continue;
      const isOutside = local < 0 || key.includes(".") || isAlias(locals.list[local]);
      // An iterator stays what it is, whoever changes the container.
      if (isOutside && holder !== Holder.Iterator) path.facts.delete(key);
    }
  }

  /** Whether a call is of a function that is declared outside of classes, and is not handed the object itself. */
  private isForeign(call: number): boolean {
    const { tree, context } = this;
    const name = calleeName(tree, call);
    if (name === "" || context.env.function(name) === undefined) return false;
    const list = childByField(tree, call, Field.Arguments);
    return findInside(tree, list, Kind.This) === NONE && memberType(context, call, name) === undefined;
  }

  /** `c.erase(c.find(x))`: the end cannot be erased. */
  private erased(call: number): void {
    const { tree } = this;
    const only = onlyPart(tree, childByField(tree, call, Field.Arguments));
    const doubt = only === NONE ? undefined : doubtOf(this.context, only);
    if (doubt?.holder === Holder.Iterator && !this.isVouched(doubt)) this.report(only, "", doubt);
  }

  private forget(path: Path<Doubt>, place: string): void {
    for (const key of path.facts.keys()) if (isWithinPlace(key, place)) path.facts.delete(key);
  }

  private forgetMentioned(path: Path<Doubt>, body: number): void {
    const { tree, locals } = this;
    const end = body === NONE ? NONE : subtreeEnd(tree, body);
    for (let n = body; n < end && path.facts.size > 0; n++)
      if (tree.kind[n] === Kind.Identifier) this.forget(path, placeOf(tree, locals, n));
  }

  /**
   * A condition that hangs on more than is seen here may go together with what was put in. So may it with what an
   * expression asked that needed something in place of an element: `v.empty() ? 0 : v.back()`.
   */
  private loosen(path: Path<Doubt>): void {
    for (const [key, { reason, node }] of path.facts)
      if (
        reason === Reason.Made ||
        reason === Reason.Unfed ||
        (reason === Reason.Asked && this.isChoice(node))
      )
        path.facts.delete(key);
  }

  private isChoice(condition: number): boolean {
    const { tree } = this;
    let up = parentExpression(tree, condition);
    while (kindOf(tree, up) === Kind.UnaryExpression) up = parentExpression(tree, up);
    return kindOf(tree, up) === Kind.ConditionalExpression;
  }

  /** A loop over what comes in may have no round at all: a container that was to be filled then has nothing in it. */
  private endInput(path: Path<Doubt>): void {
    for (const [key, fact] of path.facts) {
      if (fact.reason !== Reason.Made) continue;
      if (fact.holder === Holder.Container) path.facts.set(key, { ...fact, reason: Reason.Unfed });
      else path.facts.delete(key);
    }
  }
}

/** Whether a condition reads from outside: a stream, a line, a number. */
function isInput(tree: Tree, condition: number): boolean {
  return /\bcin\s*>>|\bgetline\s*\(|\bf?scanf\s*\(|\bf?get(?:s|c|char)\s*\(/.test(nodeText(tree, condition));
}

/** A second name for something that others may know too; who passes an object by reference seldom passes a member of this. */
function isAlias({ isReference, isConst, isParameter }: Local): boolean {
  return isReference && !isConst && !isParameter;
}

const STEP: Readonly<Record<Reason, string>> = {
  [Reason.Call]: "comes from here",
  [Reason.Asked]: "asked here",
  [Reason.Made]: "made without content here",
  [Reason.Emptied]: "emptied here",
  [Reason.Unfed]: "made without content here",
};

function wording(name: string, { holder, reason, giver }: Doubt): string {
  const what = name === "" ? `What ${giver}() gives` : `'${name}'`;
  if (reason === Reason.Call) {
    switch (holder) {
      case Holder.Iterator:
        return `${what} is the end of the range where ${giver}() finds nothing, and nothing asks before it is used as an element.`;
      case Holder.Optional:
        return `${what} may hold no value, and nothing asks before it is read.`;
      default:
        return giver === "lock"
          ? `${what} is null where the object is gone, and nothing asks before it is dereferenced.`
          : `${what} is null where ${giver} fails, and nothing asks before it is dereferenced.`;
    }
  }
  switch (holder) {
    case Holder.Iterator:
      return `${what} is the end of the range on this path, where there is no element to read.`;
    case Holder.Optional:
      return `${what} holds no value on this path.`;
    case Holder.Container:
      if (reason === Reason.Unfed)
        return `${what} is empty where nothing comes in, and nothing asks: there is no such element.`;
      return `${what} is empty on this path: there is no such element.`;
    default:
      return `${what} is null on this path, and is dereferenced.`;
  }
}

function isComparison(operator: Kind): boolean {
  switch (operator) {
    case Kind.TokenEqualEqual:
    case Kind.TokenBangEqual:
    case Kind.TokenNotEq:
    case Kind.TokenGreater:
    case Kind.TokenLess:
    case Kind.TokenGreaterEqual:
    case Kind.TokenLessEqual:
      return true;
    default:
      return false;
  }
}

function isThroughArrow(tree: Tree, call: number): boolean {
  const callee = childByField(tree, call, Field.Function);
  return textIs(tree, childByField(tree, callee, Field.Operator), "->");
}

function isLoopCondition(tree: Tree, node: number): boolean {
  for (let up = parentExpression(tree, node); up !== NONE; up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.ParenthesizedExpression:
      case Kind.UnaryExpression:
      case Kind.BinaryExpression:
      case Kind.ConditionClause:
        break;
      case Kind.ForStatement:
      case Kind.WhileStatement:
      case Kind.DoStatement:
        return true;
      default:
        return false;
    }
  }
  return false;
}

/** Whether an expression is part of what a branch asks. */
function isAsked(tree: Tree, node: number): boolean {
  let child = node;
  for (let up = tree.parent[node]; up !== NONE; child = up, up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.ConditionClause:
        return true;
      case Kind.ConditionalExpression:
      case Kind.ForStatement:
      case Kind.WhileStatement:
      case Kind.DoStatement:
        return childByField(tree, up, Field.Condition) === child;
      case Kind.CompoundStatement:
      case Kind.LambdaExpression:
        return false;
    }
  }
  return false;
}

function within(tree: Tree, node: number, outer: number): boolean {
  return node >= outer && node < subtreeEnd(tree, outer);
}
