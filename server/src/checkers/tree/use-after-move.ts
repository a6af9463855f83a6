/**
 * CWE-672: an object is used after `std::move` gave its content away, on a path where nothing gave it a new one
 * ([lib.types.movedfrom], CERT EXP63-CPP). Speaks where the move surely takes place: the operand initialises or is
 * assigned to something, or is an argument whose parameter takes it over.
 */
import { dereferenced } from "../../semantics/type-queries";
import { type Type, TypeKind } from "../../semantics/types";
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, spelling, subtreeEnd, textIs } from "../../syntax/walk";
import { isObjectWithArguments, type Local, type Locals, localsOf } from "../paths/locals";
import {
  endsProgram,
  isMacroName,
  isWithinPlace,
  localOf,
  methodOf,
  movedOperand,
  parentExpression,
  placeOf,
  simpleCalleeName,
} from "../paths/places";
import { type Domain, type Path, walkPaths } from "../paths/walk";
import { argument, calleeName, firstPart, nextPart } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";
import { objectType } from "./containers";
import { functionName } from "./functions";

export const useAfterMove: TreeChecker = {
  rule: "use-after-move",
  language: "cpp",
  kinds: [Kind.FunctionDefinition, Kind.LambdaExpression],
  visit(context, node) {
    const { tree } = context;
    const at = tree.text.indexOf("move", tree.start[node]);
    if (at < 0 || at >= tree.end[node]) return;
    const locals = localsOf(tree, node);
    walkPaths(tree, node, locals, new Moves(context, locals));
  },
};

/** An object that is moved from. */
interface Moved {
  /** The call of `std::move`. */
  readonly node: number;
  readonly kind: Content;
}

/** What is left of an object that was moved from. */
const enum Content {
  /** Nothing that a reader may rely on. */
  Unspecified,
  /** Null, by definition: asking is fine, following it is not. */
  Null,
  /** The type is not known. */
  Unknown,
}

/** Members that give an object a new content. */
const RENEWING: ReadonlySet<string> = new Set(
  "clear assign reset swap emplace Clear Reset Swap CopyFrom open init Init load Load parse Parse str set_value resize".split(
    " ",
  ),
);
/** Members that ask for nothing but whether there is a content, or say what a moved-from object surely answers. */
const ASKING: ReadonlySet<string> = new Set(
  "empty joinable valid has_value get use_count owns_lock is_open isNull IsValid is_valid good ok capacity get_deleter get_allocator".split(
    " ",
  ),
);
/** Library functions that write through the references they are given. */
const WRITING: ReadonlySet<string> = new Set(
  "std::swap swap std::getline getline std::exchange exchange std::tie tie std::ref ref std::addressof addressof std::destroy_at std::construct_at".split(
    " ",
  ),
);
/** Functions that only pass on what they are given. */
const PASSING: ReadonlySet<string> = new Set(
  "std::forward std::as_const std::addressof std::get std::ref std::cref forward as_const get std::move_if_noexcept static_cast const_cast reinterpret_cast dynamic_cast".split(
    " ",
  ),
);
/** Members that read or copy their arguments, whatever container they are of. */
const READING: ReadonlySet<string> = new Set(
  "push_back push_front push insert emplace_back emplace_front append find count contains at compare write add Add operator= set enqueue".split(
    " ",
  ),
);
/** Classes of the library without content to give away: a move is a copy. */
const CHEAP: ReadonlySet<string> = new Set(
  "std::string_view std::span std::initializer_list std::bitset std::atomic std::complex".split(" "),
);
const NULLABLE: ReadonlySet<string> = new Set(
  "std::unique_ptr std::shared_ptr std::weak_ptr std::auto_ptr std::function std::optional std::any".split(
    " ",
  ),
);
/** Beginnings of the names of other such members. */
const RENEWS = /^(?:[Ss]et|[Ii]nit|[Rr]eset|[Cc]lear|[Ee]mplace[A-Z]|[Aa]ssign)/;
const ASSERTION = /^(?:assert|[A-Z_]*(?:EXPECT|ASSERT|CHECK|REQUIRE|VERIFY|COMPARE|TEST)[A-Z0-9_]*)$/;
const ITERATORS = /^(?:c?r?begin|c?r?end|find\w*|lower_bound|upper_bound|next|prev|data)$/;

class Moves implements Domain<Moved> {
  private readonly tree: Tree;

  constructor(
    private readonly context: UnitContext,
    private readonly locals: Locals,
  ) {
    this.tree = context.tree;
  }

  textOf(fact: Moved): string {
    return String(fact.node);
  }

  isLast(statement: number): boolean {
    return endsProgram(this.context, statement);
  }

  enter(path: Path<Moved>, local: number): void {
    this.renew(path, `#${local}`);
  }

  leave(): void {}
  enterRange(): void {}
  nextRange(): void {}
  leaveFunction(): void {}

  visit(path: Path<Moved>, node: number): void {
    const { tree } = this;
    switch (kindOf(tree, node)) {
      case Kind.Identifier:
      case Kind.FieldExpression:
      case Kind.PointerExpression:
        if (path.facts.size > 0) this.mention(path, node);
        return;
      case Kind.AssignmentExpression: {
        // `static_cast<Base &>(*this) = std::move(other)` takes the base class's part.
        if (kindOf(tree, childByField(tree, node, Field.Left)) !== Kind.CallExpression)
          this.consume(path, node, childByField(tree, node, Field.Right));
        if (textIs(tree, childByField(tree, node, Field.Operator), "=")) {
          const place = placeOf(tree, this.locals, childByField(tree, node, Field.Left));
          if (place !== "") this.renew(path, place);
        }
        return;
      }
      case Kind.CallExpression:
        this.consume(path, node, childByField(tree, node, Field.Arguments));
        this.afterCall(path, node);
        return;
      case Kind.NewExpression:
        this.consume(path, node, childByField(tree, node, Field.Arguments));
        return;
      case Kind.CompoundLiteralExpression:
        this.consume(path, node, childByField(tree, node, Field.Value));
        return;
      case Kind.FieldInitializer: {
        const list = childByKind(tree, node, Kind.ArgumentList);
        this.consume(path, node, list === NONE ? childByKind(tree, node, Kind.InitializerList) : list);
        return;
      }
      case Kind.InitDeclarator:
        if (childByKind(tree, node, Kind.ReferenceDeclarator) === NONE)
          this.consume(path, node, childByField(tree, node, Field.Value));
        return;
      case Kind.FunctionDeclarator:
        this.disguisedInitialiser(path, node);
        return;
      case Kind.LambdaExpression:
        this.lambda(path, node);
        return;
    }
  }

  /* Moves */

  /** The operands of `std::move` that `consumer` takes over through `value`. */
  private consume(path: Path<Moved>, consumer: number, value: number): void {
    if (value === NONE) return;
    const { tree } = this;
    const end = subtreeEnd(tree, value);
    for (let node = value; node < end; node++) {
      const operand = movedOperand(tree, node);
      if (operand === NONE || !this.isConsumedBy(node, consumer)) continue;
      if (kindOf(tree, consumer) === Kind.FieldInitializer && this.isOther(operand)) continue;
      if (!this.isInAssertion(node)) this.move(path, node, operand);
    }
  }

  /** Whether what `std::move` gives is handed to `consumer` and to nothing in between, for good. */
  private isConsumedBy(move: number, consumer: number): boolean {
    const { tree } = this;
    let child = move;
    for (let up = tree.parent[move]; up !== consumer; child = up, up = tree.parent[up]) {
      switch (kindOf(tree, up)) {
        case Kind.ParenthesizedExpression:
        case Kind.InitializerList:
        case Kind.InitializerPair:
        case Kind.ArgumentList:
        case Kind.LambdaCaptureSpecifier:
          break;
        case Kind.LambdaCaptureInitializer:
          if (childByField(tree, up, Field.Right) !== child) return false;
          break;
        case Kind.ConditionalExpression:
          // Only one of the two is evaluated; which is not known here.
          return false;
        default:
          return false;
      }
    }
    return kindOf(tree, consumer) !== Kind.CallExpression || this.isTakenOver(consumer, move);
  }

  /** Whether a call surely takes over its argument. */
  private isTakenOver(call: number, move: number): boolean {
    const { tree, context } = this;
    const full = calleeName(tree, call);
    // A base class takes its part of the object, the rest is still there.
    if (PASSING.has(full) || full.endsWith("_cast") || full.endsWith("operator=")) return false;
    const simple = simpleCalleeName(tree, call);
    // What is yielded may be the end of the coroutine.
    if (isMacroName(simple) || kindOf(tree, tree.parent[call]) === Kind.CoYieldStatement) return false;
    const fn = full === "" ? undefined : context.env.function(full);
    const parameter = fn?.type.params?.[this.argumentIndex(call, move)];
    if (parameter !== undefined) {
      if (parameter.kind !== TypeKind.Reference) return true;
      if (parameter.to?.isConst) return false;
    }
    // What tells by its result whether it took the argument.
    if (fn?.type.to?.kind === TypeKind.Bool) return false;
    if (/^(?:try|Try|maybe|Maybe)/.test(simple)) return false;
    const isUsed = kindOf(tree, parentExpression(tree, call)) !== Kind.ExpressionStatement;
    if (isUsed && (simple === "emplace" || simple === "insert" || simple === "emplace_hint")) return false;
    return !this.isCondition(call);
  }

  /** Whether an operand is the other object of a move constructor, of which a base class takes a part. */
  private isOther(operand: number): boolean {
    const { tree, locals } = this;
    const local = locals.at(operand);
    if (local < 0 || !locals.list[local].isParameter || !locals.list[local].isReference) return false;
    const { declaration, owner } = locals.list[local];
    const name = functionName(tree, owner);
    const type = spelling(tree, childByField(tree, declaration, Field.Type)).replace(/<.*$/, "");
    return name.slice(name.lastIndexOf(":") + 1) === type.slice(type.lastIndexOf(":") + 1);
  }

  private argumentIndex(call: number, move: number): number {
    const { tree } = this;
    let index = 0;
    let part = firstPart(tree, childByField(tree, call, Field.Arguments));
    for (; part !== NONE; part = nextPart(tree, part), index++)
      if (move >= part && move < subtreeEnd(tree, part)) return index;
    return -1;
  }

  /** Whether an expression decides a branch. */
  private isCondition(node: number): boolean {
    const { tree } = this;
    let child = node;
    for (let up = tree.parent[node]; up !== NONE; child = up, up = tree.parent[up]) {
      switch (kindOf(tree, up)) {
        case Kind.ParenthesizedExpression:
        case Kind.BinaryExpression:
        case Kind.UnaryExpression:
        case Kind.FieldExpression:
        case Kind.CallExpression:
          continue;
        case Kind.ConditionClause:
          return true;
        case Kind.IfStatement:
        case Kind.WhileStatement:
        case Kind.DoStatement:
        case Kind.ForStatement:
        case Kind.ConditionalExpression:
          return childByField(tree, up, Field.Condition) === child;
        case Kind.InitDeclarator:
          return textIs(tree, childByField(tree, tree.parent[up], Field.Type), "bool");
        default:
          return false;
      }
    }
    return false;
  }

  private move(path: Path<Moved>, call: number, operand: number): void {
    const { tree, locals } = this;
    const place = placeOf(tree, locals, operand);
    if (place === "" || place === "this") return;
    const local = localOf(place);
    const whole = local >= 0 && !place.includes(".");
    if (whole && this.isCopied(locals.list[local])) return;
    const kind = this.contentAfterMove(operand);
    if (kind === undefined) return;
    const old = path.facts.get(place);
    if (old !== undefined) this.report(call, place, old, old.node === call ? "again" : "second");
    path.facts.set(place, { node: call, kind });
  }

  /** A local of which a move is a copy: constant, a pointer, an iterator. */
  private isCopied(local: Local): boolean {
    if (local.isPointer || local.isArray || local.isConst) return true;
    const { tree } = this;
    const { declaration } = local;
    if (kindOf(tree, childByField(tree, declaration, Field.Type)) === Kind.PrimitiveType) return true;
    // What is static or refers to such may be given back at any time.
    if (local.isStatic) return true;
    if (kindOf(tree, tree.parent[local.node]) !== Kind.InitDeclarator) return false;
    const value = childByField(tree, tree.parent[local.node], Field.Value);
    return kindOf(tree, value) === Kind.CallExpression && ITERATORS.test(simpleCalleeName(tree, value));
  }

  /** Undefined where a move leaves the object as it is. */
  private contentAfterMove(operand: number): Content | undefined {
    const type = objectType(this.context.typeOf(operand));
    if (type === undefined) return Content.Unknown;
    if (type.isConst || isPlain(type, 0)) return undefined;
    if (type.kind !== TypeKind.Unknown) return Content.Unspecified;
    if (NULLABLE.has(type.name)) return Content.Null;
    return type.name.startsWith("std::") ? Content.Unspecified : Content.Unknown;
  }

  /** `T x(std::move(y));`, which the grammar takes for the declaration of a function. */
  private disguisedInitialiser(path: Path<Moved>, declarator: number): void {
    const { tree, locals } = this;
    if (!isObjectWithArguments(tree, declarator)) return;
    const list = childByField(tree, declarator, Field.Parameters);
    for (let p = firstPart(tree, list); p !== NONE; p = nextPart(tree, p)) {
      const type = childByField(tree, p, Field.Type);
      const inner = childByField(tree, p, Field.Declarator);
      if (inner === NONE) {
        if (locals.at(type) >= 0) this.mention(path, type);
        continue;
      }
      const name = nodeText(tree, type);
      if (name !== "std::move" && name !== "move") continue;
      const parameters = childByField(tree, inner, Field.Parameters);
      const operand = childByField(tree, firstPart(tree, parameters), Field.Type);
      if (operand === NONE || locals.at(operand) < 0) continue;
      this.mention(path, operand);
      const place = placeOf(tree, locals, operand);
      const local = locals.list[localOf(place)];
      const kind = this.isCopied(local) ? undefined : this.contentAfterMove(local.node);
      if (kind !== undefined) path.facts.set(place, { node: p, kind });
    }
  }

  /* Uses */

  private mention(path: Path<Moved>, node: number): void {
    const { tree } = this;
    let place = placeOf(tree, this.locals, node);
    let fact = place === "" ? undefined : path.facts.get(place);
    const operator = childByField(tree, tree.parent[node], Field.Operator);
    if (fact === undefined && place !== "" && textIs(tree, operator, "->")) {
      // `p->f()` after `std::move(*p)`
      place += ".*";
      fact = path.facts.get(place);
    }
    if (fact === undefined || this.isInAssertion(node)) return;
    switch (this.roleOf(node, fact, place.endsWith(".*"))) {
      case Role.Nothing:
        return;
      case Role.Renewal:
        this.renew(path, place);
        return;
      case Role.Use:
        this.report(node, place, fact, "use");
        this.renew(path, place);
        return;
    }
  }

  /** What a mention of a moved-from object does with it. */
  private roleOf(node: number, fact: Moved, isPointee: boolean): Role {
    const { tree } = this;
    const isStrict = fact.kind === Content.Unspecified;
    let child = node;
    let parent = tree.parent[node];
    while (kindOf(tree, parent) === Kind.ParenthesizedExpression) {
      child = parent;
      parent = tree.parent[parent];
    }
    switch (kindOf(tree, parent)) {
      case Kind.AssignmentExpression:
        if (childByField(tree, parent, Field.Left) !== child)
          return fact.kind === Content.Null ? Role.Nothing : Role.Use;
        return textIs(tree, childByField(tree, parent, Field.Operator), "=") ? Role.Nothing : Role.Use;
      case Kind.FieldExpression:
        return this.roleOfMember(parent, fact, isPointee);
      case Kind.PointerExpression:
        return kindOf(tree, childByField(tree, parent, Field.Operator)) === Kind.TokenAmp
          ? Role.Renewal
          : Role.Use;
      case Kind.SubscriptExpression:
        return Role.Use;
      case Kind.ConditionClause:
      case Kind.UnaryExpression:
      case Kind.ConditionalExpression:
      case Kind.WhileStatement:
        return Role.Renewal;
      case Kind.CallExpression:
        // A function object that is called.
        return childByField(tree, parent, Field.Function) === child ? Role.Use : Role.Nothing;
      case Kind.ArgumentList:
        return this.roleOfArgument(parent, child, fact);
      case Kind.BinaryExpression: {
        const operator = kindOf(tree, childByField(tree, parent, Field.Operator));
        if (operator === Kind.TokenGreaterGreater) return Role.Renewal;
        const isLogical = operator === Kind.TokenAmpAmp || operator === Kind.TokenPipePipe;
        return isStrict && !isLogical ? Role.Use : Role.Renewal;
      }
      case Kind.InitDeclarator:
        if (childByKind(tree, parent, Kind.ReferenceDeclarator) !== NONE) return Role.Renewal;
        return fact.kind === Content.Null ? Role.Nothing : Role.Use;
      case Kind.ReturnStatement:
      case Kind.CoReturnStatement:
      case Kind.InitializerList:
      case Kind.ThrowStatement:
      case Kind.CoYieldStatement:
        return fact.kind === Content.Null ? Role.Nothing : Role.Use;
      case Kind.ForRangeLoop:
        return childByField(tree, parent, Field.Right) === child ? Role.Use : Role.Nothing;
      default:
        return Role.Nothing;
    }
  }

  private roleOfMember(parent: number, fact: Moved, isPointee: boolean): Role {
    const { tree } = this;
    const isArrow = textIs(tree, childByField(tree, parent, Field.Operator), "->");
    const isCall = childByField(tree, tree.parent[parent], Field.Function) === parent;
    if (isArrow && !isPointee) return Role.Use;
    const name = nodeText(tree, childByField(tree, parent, Field.Field));
    if (!isCall) {
      // Who assigns to members fills the object again; a number that is a member stays what it was.
      let whole = parent;
      while (kindOf(tree, parentExpression(tree, whole)) === Kind.FieldExpression)
        whole = parentExpression(tree, whole);
      const up = parentExpression(tree, whole);
      if (kindOf(tree, up) === Kind.AssignmentExpression && placeEquals(tree, up, Field.Left, whole))
        return Role.Renewal;
      const type = this.context.typeOf(whole);
      if (type !== undefined && isPlain(type, 0)) return Role.Nothing;
      const isElement = type !== undefined || name === "first" || name === "second";
      return fact.kind === Content.Unspecified && isElement ? Role.Use : Role.Nothing;
    }
    // Its destructor may be run, and something new be built in its place.
    if (RENEWING.has(name) || RENEWS.test(name) || name.startsWith("~")) return Role.Renewal;
    // Who asks, knows that there may be nothing.
    if (ASKING.has(name)) return Role.Renewal;
    if (fact.kind === Content.Null) return name === "value" || name === "lock" ? Role.Use : Role.Nothing;
    return Role.Use;
  }

  private roleOfArgument(list: number, node: number, fact: Moved): Role {
    const { tree, context } = this;
    const call = tree.parent[list];
    const kind = kindOf(tree, call);
    if (kind === Kind.InitDeclarator || kind === Kind.NewExpression || kind === Kind.FieldInitializer)
      return fact.kind === Content.Unspecified ? Role.Use : Role.Nothing;
    if (kind !== Kind.CallExpression) return Role.Nothing;
    // A second move is judged where it is complete.
    if (movedOperand(tree, call) === node) return Role.Nothing;
    const full = calleeName(tree, call);
    if (WRITING.has(full)) return Role.Renewal;
    const { object, name } = methodOf(tree, call);
    if (name === "swap") return Role.Renewal;
    if (fact.kind === Content.Null) return Role.Nothing;
    if (object !== NONE) return READING.has(name) ? Role.Use : Role.Renewal;
    const parameter =
      full === "" ? undefined : context.env.function(full)?.type.params?.[this.argumentIndex(call, node)];
    if (parameter !== undefined)
      return parameter.kind !== TypeKind.Reference || parameter.to?.isConst ? Role.Use : Role.Renewal;
    if (full.startsWith("std::make_") || full.startsWith("std::to_") || full === "std::string")
      return Role.Use;
    return Role.Renewal;
  }

  /** Whether a node is part of what an assertion claims: tests look at moved-from objects on purpose. */
  private isInAssertion(node: number): boolean {
    const { tree } = this;
    for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
      const kind = kindOf(tree, up);
      if (kind === Kind.CompoundStatement || kind === Kind.LambdaExpression) return false;
      if (kind === Kind.CallExpression && ASSERTION.test(simpleCalleeName(tree, up))) return true;
    }
    return false;
  }

  /* Effects */

  private renew(path: Path<Moved>, place: string): void {
    if (path.facts.size === 0) return;
    for (const key of path.facts.keys()) if (isWithinPlace(key, place)) path.facts.delete(key);
  }

  /** What a call may have given a new content: members of its object, and all that is not of this function. */
  private afterCall(path: Path<Moved>, call: number): void {
    if (path.facts.size === 0) return;
    const { tree, locals } = this;
    const { object, name } = methodOf(tree, call);
    const owner = object === NONE ? "" : placeOf(tree, locals, object);
    // `p.reset(new Wrapper(std::move(p)))`
    if (owner !== "" && RENEWING.has(name)) this.renew(path, owner);
    const isLibrary = calleeName(tree, call).startsWith("std::");
    for (const [key, { node }] of path.facts) {
      // The call that took the object over has not given it back.
      if (node > call && node < subtreeEnd(tree, call)) continue;
      const isMember = owner !== "" && key !== owner && isWithinPlace(key, owner);
      const isOutside = !key.startsWith("#") && !isLibrary && owner === "";
      if (isMember || isOutside || (localOf(key) >= 0 && this.isHandedOn(call, key))) path.facts.delete(key);
    }
  }

  /** Whether the object that a member place is of is an argument of the call. */
  private isHandedOn(call: number, place: string): boolean {
    if (!place.includes(".")) return false;
    const { tree, locals } = this;
    const list = childByField(tree, call, Field.Arguments);
    const end = list === NONE ? NONE : subtreeEnd(tree, list);
    const local = localOf(place);
    for (let n = list; n < end; n++) {
      if (tree.kind[n] === Kind.Identifier && locals.at(n) === local) {
        if (kindOf(tree, parentExpression(tree, n)) !== Kind.FieldExpression) return true;
      }
    }
    return false;
  }

  private lambda(path: Path<Moved>, node: number): void {
    const { tree } = this;
    const captures = childByField(tree, node, Field.Captures);
    this.consume(path, node, captures);
    if (path.facts.size === 0) return;
    // The body runs at a time that is not known, and may renew what it refers to.
    const end = subtreeEnd(tree, node);
    for (let n = childByField(tree, node, Field.Body); n !== NONE && n < end; n++) {
      if (tree.kind[n] !== Kind.Identifier) continue;
      const place = placeOf(tree, this.locals, n);
      const fact = path.facts.get(place);
      if (fact !== undefined && !(fact.node > node && fact.node < end)) this.renew(path, place);
    }
  }

  private report(node: number, place: string, fact: Moved, how: "use" | "again" | "second"): void {
    const { tree, context } = this;
    const name = this.nameOf(place, fact);
    const message =
      how === "again"
        ? `'${name}' is moved from again in the next round of the loop: nothing gave it a new content since.`
        : how === "second"
          ? `'${name}' is moved from a second time: nothing gave it a new content since the first.`
          : fact.kind === Content.Null
            ? `'${name}' is followed after it was moved from: it holds nothing any more.`
            : `'${name}' is used after it was moved from: what it holds now is not specified.`;
    context.report(node, message, {
      confidence: fact.kind === Content.Unknown ? "evidence" : "definite",
      steps: [
        { start: tree.start[fact.node], end: tree.end[fact.node], message: `'${name}' is moved from here` },
      ],
    });
  }

  private nameOf(place: string, fact: Moved): string {
    const { tree } = this;
    const operand = movedOperand(tree, fact.node);
    const local = localOf(place);
    if (local >= 0 && !place.includes(".")) return this.locals.list[local].name;
    return nodeText(tree, operand === NONE ? argument(tree, fact.node, 0) : operand);
  }
}

const enum Role {
  Nothing,
  Renewal,
  Use,
}

function placeEquals(tree: Tree, node: number, field: Field, child: number): boolean {
  let at = childByField(tree, node, field);
  while (kindOf(tree, at) === Kind.ParenthesizedExpression) at = firstPart(tree, at);
  return at === child;
}

/** Whether moving such a value copies it: numbers, pointers, records of nothing else. */
function isPlain(type: Type, depth: number): boolean {
  switch (type.kind) {
    case TypeKind.Bool:
    case TypeKind.Int:
    case TypeKind.Float:
    case TypeKind.Enum:
    case TypeKind.Pointer:
    case TypeKind.Function:
      return true;
    case TypeKind.Array:
    case TypeKind.Reference:
      return type.to !== null && depth < 8 && isPlain(dereferenced(type.to), depth + 1);
    case TypeKind.Record:
      return (
        type.record !== null &&
        depth < 8 &&
        type.record.complete &&
        !type.record.hasDestructor &&
        type.record.fields.every((field) => isPlain(field.type, depth + 1))
      );
    case TypeKind.Unknown:
      return CHEAP.has(type.name) || type.name.endsWith("iterator");
    default:
      return false;
  }
}
