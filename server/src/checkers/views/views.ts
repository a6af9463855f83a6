/**
 * Iterators, references, pointers and string views of one function: what they look into, and what on the way makes them
 * invalid - the container changes, the owner's scope or the full expression that made it ends, the function returns.
 * The rules `dangling-view` and `invalidated-iterator` share this walk and take their own findings from it.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, textIs } from "../../syntax/walk";
import { type Locals, localsOf } from "../paths/locals";
import type { Path } from "../paths/path";
import { endsProgram, methodOf, placeOf, placeOfObject } from "../paths/places";
import { type Domain, walkPaths } from "../paths/walk";
import { firstPart, nextPart } from "../tree/calls";
import type { UnitContext } from "../tree/checker";
import { memberType } from "../tree/members";
import {
  assign,
  bindDeclarator,
  bindDisguised,
  bindLoopVariable,
  keepElement,
  keepOutside,
  moveOn,
} from "./binding";
import { applyCall, forgetOwner, overwrite } from "./effects";
import { checkDetached, checkKept, checkReturned, type Returns, returnsOf } from "./leaving";
import { onlyValue } from "./making";
import { isPartOf } from "./owners";
import { temporaryReferred } from "./short-lived";
import { mention } from "./uses";
import { freshView, KEPT, LEFT, Look, type View, type ViewFinding, type Walk } from "./view";
import { reportRange, reportRangeOfTemporary } from "./wording";

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

class Views implements Domain<View>, Walk {
  readonly findings: ViewFinding[] = [];
  readonly tree: Tree;
  private readonly returns: Returns;

  constructor(
    readonly context: UnitContext,
    readonly root: number,
    readonly locals: Locals,
  ) {
    this.tree = context.tree;
    this.returns = returnsOf(context, root);
  }

  textOf({ look, owner, origin, group, ended, isSure }: View): string {
    return `${look} ${owner} ${origin} ${group} ${ended} ${isSure}`;
  }

  isLast(statement: number): boolean {
    return endsProgram(this.context, statement);
  }

  enter(path: Path<View>, local: number): void {
    const place = `#${local}`;
    path.facts.delete(place);
    forgetOwner(path, place);
  }

  leave(path: Path<View>, local: number): void {
    const variable = this.locals.list[local];
    const place = `#${local}`;
    path.facts.delete(place);
    if (variable.isStatic || variable.isReference) return;
    for (const [key, view] of path.facts) {
      if (view.ended !== NONE || !isPartOf(view.owner, place)) continue;
      if (view.look === Look.Reserved || view.look === Look.Range) path.facts.delete(key);
      else path.facts.set(key, { ...view, ended: LEFT });
    }
  }

  enterRange(path: Path<View>, loop: number): void {
    const { tree } = this;
    const range = childByField(tree, loop, Field.Right);
    const temporary = temporaryReferred(this, range);
    if (temporary !== undefined) reportRangeOfTemporary(this, range, temporary);
    const owner = placeOf(tree, this.locals, range);
    if (owner !== "") path.facts.set(`range ${loop}`, freshView({ look: Look.Range, owner, origin: loop }));
  }

  nextRange(path: Path<View>, loop: number): void {
    const key = `range ${loop}`;
    const view = path.facts.get(key);
    if (view === undefined || view.ended === NONE) return;
    path.facts.delete(key);
    if (view.ended !== LEFT) reportRange(this, loop, view);
  }

  leaveFunction(path: Path<View>, statement: number): void {
    const operand = firstPart(this.tree, statement);
    if (statement !== NONE && operand !== NONE) checkReturned(this, path, operand, this.returns);
    for (const [key, view] of path.facts)
      if (key.startsWith(KEPT)) checkKept(this, key.slice(KEPT.length), view);
  }

  visit(path: Path<View>, node: number): void {
    const { tree } = this;
    switch (kindOf(tree, node)) {
      case Kind.Identifier:
        if (path.facts.size > 0) mention(this, path, node);
        return;
      case Kind.InitDeclarator:
        bindDeclarator(this, path, node);
        return;
      case Kind.ForRangeLoop:
        bindLoopVariable(this, path, node);
        return;
      case Kind.FieldInitializer: {
        const name = nodeText(tree, firstPart(tree, node));
        const value = onlyValue(tree, nextPart(tree, firstPart(tree, node)));
        if (value !== NONE) keepOutside(this, path, name, value, memberType(this.context, node, name));
        return;
      }
      case Kind.AssignmentExpression:
        assign(this, path, node);
        return;
      case Kind.UpdateExpression:
        moveOn(this, path, childByField(tree, node, Field.Argument), node);
        return;
      case Kind.FunctionDeclarator:
        bindDisguised(this, path, node);
        return;
      case Kind.CallExpression: {
        applyCall(this, path, node);
        const place = placeOfObject(tree, this.locals, node);
        const view = path.facts.get(place);
        if (view !== undefined && methodOf(tree, node).name === "detach") checkDetached(this, place, view);
        if (place !== "") keepElement(this, path, node, place);
        return;
      }
      case Kind.BinaryExpression:
        if (textIs(tree, childByField(tree, node, Field.Operator), ">>"))
          overwrite(this, path, childByField(tree, node, Field.Right), node);
        return;
    }
  }
}
