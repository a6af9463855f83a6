/**
 * CWE-672: an object is used after `std::move` gave its content away, on a path where nothing gave it a new one
 * ([lib.types.movedfrom], CERT EXP63-CPP). Speaks where the move surely takes place: the operand initialises or is
 * assigned to something, or is an argument whose parameter takes it over.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, childByKind, kindOf, nodeText, subtreeEnd, textIs } from "../../syntax/walk";
import { Content, contentAfterMove, isCopied, type Moved } from "../moves/moved";
import { isConsumedBy, isOther } from "../moves/taking";
import { isInAssertion, RENEWING, Role, roleOf } from "../moves/uses";
import { isObjectWithArguments, type Locals, localsOf } from "../paths/locals";
import type { Path } from "../paths/path";
import {
  endsProgram,
  isWithinPlace,
  localOf,
  methodOf,
  movedOperand,
  parentExpression,
  placeOf,
} from "../paths/places";
import { type Domain, walkPaths } from "../paths/walk";
import { argument, calleeName, firstPart, nextPart } from "./calls";
import type { TreeChecker, UnitContext } from "./checker";

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
      if (operand === NONE || !isConsumedBy(this.context, node, consumer)) continue;
      if (kindOf(tree, consumer) === Kind.FieldInitializer && isOther(tree, this.locals, operand)) continue;
      if (!isInAssertion(tree, node)) this.move(path, node, operand);
    }
  }

  private move(path: Path<Moved>, call: number, operand: number): void {
    const { tree, locals } = this;
    const place = placeOf(tree, locals, operand);
    if (place === "" || place === "this") return;
    const local = localOf(place);
    const whole = local >= 0 && !place.includes(".");
    if (whole && isCopied(tree, locals.list[local])) return;
    const kind = contentAfterMove(this.context, operand);
    if (kind === undefined) return;
    const old = path.facts.get(place);
    if (old !== undefined) this.report(call, place, old, old.node === call ? "again" : "second");
    path.facts.set(place, { node: call, kind });
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
      const kind = isCopied(tree, local) ? undefined : contentAfterMove(this.context, local.node);
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
    if (fact === undefined || isInAssertion(tree, node)) return;
    switch (roleOf(this.context, node, fact, place.endsWith(".*"))) {
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
