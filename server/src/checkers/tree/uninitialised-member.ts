/**
 * CWE-457: a constructor leaves a number or pointer of its object without a value, and a member function reads it
 * (CERT EXP53-CPP). Speaks where no other way to a value is seen: the destructor reads it, another constructor thought of it,
 * or nothing in the class ever gives it one. Also members that are initialised with themselves, or with members that
 * come into being after them ([class.base.init]).
 */
import { excludeEachOther } from "../../syntax/builds";
import { Field, Kind } from "../../syntax/kinds";
import type { SourceFile } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd, textIs } from "../../syntax/walk";
import {
  type Body,
  type ClassView,
  classesOf,
  hidesMember,
  initialisersOf,
  type Member,
  Role,
  startsWithoutValue,
} from "../classes/classes";
import { mentionsOf, Use } from "../classes/mentions";
import { methodOf } from "../paths/places";
import { calleeName, firstPart, nextPart } from "./calls";
import type { FileChecker, UnitContext } from "./checker";
import { functionDeclarator } from "./functions";
import { memberName } from "./members";

/** Own functions called from a constructor, and by them, that are looked into for one member. */
const MAX_BODIES = 12;

export const uninitialisedMember: FileChecker = {
  rule: "uninitialised-member",
  language: "cpp",
  check(file, contextOf) {
    for (const view of classesOf(file, contextOf)) {
      const constructors = view.bodies.filter(({ role }) => role === Role.Constructor);
      for (const builder of constructors) {
        if (!builder.isHere) continue;
        const context = contextOf(builder.unit);
        checkOrder(context, view, builder);
        checkMissing(file, context, view, builder, constructors);
      }
    }
  },
};

/* Members without a value */

function checkMissing(
  file: SourceFile,
  context: UnitContext,
  view: ClassView,
  builder: Body,
  constructors: readonly Body[],
): void {
  const { tree, node } = builder;
  if (delegates(view, builder) || isCopying(view, builder)) return;
  const left: { member: Member; reader: Body; at: number }[] = [];
  for (const member of view.members.values()) {
    if (!startsWithoutValue(member) || member.hasInitialiser) continue;
    const read =
      readWhileBuilding(context, view, builder, member) ??
      (mayInitialise(context, view, builder, member, new Set())
        ? undefined
        : readOf(file, view, member, constructors, builder));
    if (read !== undefined) left.push({ member, ...read });
  }
  const [first] = left;
  if (first === undefined) return;
  const names = left.map(({ member }) => `'${member.name}'`).join(", ");
  const isSame = first.reader.unit === builder.unit;
  const declarator = functionDeclarator(tree, node);
  context.report(
    childByField(tree, declarator, Field.Declarator),
    `This constructor leaves ${names} without a value, and ${readerText(view, first.reader)} reads it.`,
    {
      confidence: "evidence",
      facts: { member: first.member.name },
      steps: isSame ? [{ start: tree.start[first.at], end: tree.end[first.at], message: "read here" }] : [],
    },
  );
}

/** Where what a constructor calls reads a member before anything has given it a value; undefined where that is not sure. */
function readWhileBuilding(
  context: UnitContext,
  view: ClassView,
  builder: Body,
  member: Member,
): { reader: Body; at: number } | undefined {
  const { tree } = builder;
  if (initialisersOf(builder).some((part) => nodeText(tree, firstPart(tree, part)) === member.name))
    return undefined;
  const call = firstOwnCall(context, builder);
  if (call === NONE || isAfterQuestion(tree, call)) return undefined;
  // What the constructor itself does with it before is another matter.
  if (mentionsOf(builder, member.name).some((mention) => mention.node < call)) return undefined;
  const name = ownCall(context, tree, call);
  const callees = view.bodies.filter((body) => body.name === name && body.role !== Role.Constructor);
  if (callees.length !== 1 || view.hidden.has(callees[0].name)) return undefined;
  const [reader] = callees;
  const [first] = mentionsOf(reader, member.name);
  if (first === undefined || first.use !== Use.Read || isAfterQuestion(reader.tree, first.node))
    return undefined;
  const before = firstOwnCall(context, reader);
  return before !== NONE && before < first.node ? undefined : { reader, at: first.node };
}

/** The first call in a function's body of what may be a function of the same object, or get to know of it; NONE for none. */
function firstOwnCall(context: UnitContext, { tree, node }: Body): number {
  const end = subtreeEnd(tree, node);
  for (let n = childByField(tree, node, Field.Body); n !== NONE && n < end; n++) {
    const kind = kindOf(tree, n);
    const isThis = kind === Kind.This && kindOf(tree, tree.parent[n]) !== Kind.FieldExpression;
    if (isThis || kind === Kind.LambdaExpression || kind === Kind.Error) return n;
    if (kind === Kind.CallExpression && ownCall(context, tree, n) !== undefined) return n;
  }
  return NONE;
}

function readerText(view: ClassView, { role, name }: Body): string {
  return role === Role.Destructor ? `the destructor of '${view.name}'` : `'${name}'`;
}

/** Where a member is read that a constructor left alone; undefined where its value may come from elsewhere. */
function readOf(
  file: SourceFile,
  view: ClassView,
  member: Member,
  constructors: readonly Body[],
  builder: Body,
): { reader: Body; at: number } | undefined {
  let isWritten = !member.isPrivate || view.hasFriends || view.hidden.size > 0;
  let found: { reader: Body; at: number } | undefined;
  for (const body of view.bodies) {
    if (body.role === Role.Constructor || isOfAnotherBuild(file, builder, body)) continue;
    const mentions = mentionsOf(body, member.name);
    const [first] = mentions;
    if (first === undefined) continue;
    const isRead = first.use !== Use.Write && first.use !== Use.Hand;
    // What an assignment operator does to its object is done to one that is complete.
    if (isRead && body.role === Role.Destructor && !isAfterQuestion(body.tree, first.node))
      return { reader: body, at: first.node };
    isWritten ||= mentions.some(({ use }) => use === Use.Write || use === Use.Hand);
    if (isRead && !isAfterQuestion(body.tree, first.node)) found ??= { reader: body, at: first.node };
  }
  if (found === undefined) return undefined;
  if (!isWritten) return found;
  // A second constructor shows that it was meant to have a value from the start.
  const isMeant = constructors.some(
    (other) => other !== builder && !isCopying(view, other) && initialises(other, member.name),
  );
  return isMeant ? found : undefined;
}

function isOfAnotherBuild(file: SourceFile, a: Body, b: Body): boolean {
  return a.isHere && b.isHere && excludeEachOther(file, placeOf(a), placeOf(b));
}

function placeOf({ unit, tree, node }: Body): number {
  return unit.start + tree.start[node];
}

/** Whether a condition about something else stands around a mention: a flag may tell whether there is a value. */
function isAfterQuestion(tree: Tree, node: number): boolean {
  for (let up = tree.parent[node]; up !== NONE; up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.IfStatement:
      case Kind.WhileStatement:
      case Kind.ForStatement:
      case Kind.SwitchStatement:
      case Kind.ConditionalExpression: {
        const condition = childByField(tree, up, Field.Condition);
        if (node >= subtreeEnd(tree, condition) || node < condition) return true;
        break;
      }
      case Kind.BinaryExpression: {
        const operator = kindOf(tree, childByField(tree, up, Field.Operator));
        if (operator === Kind.TokenAmpAmp || operator === Kind.TokenPipePipe) {
          const right = childByField(tree, up, Field.Right);
          if (node >= right) return true;
        }
        break;
      }
      case Kind.FunctionDefinition:
        return hasEarlyReturn(tree, up, node);
    }
  }
  return false;
}

function hasEarlyReturn(tree: Tree, definition: number, before: number): boolean {
  for (let n = definition; n < before; n++) {
    const kind = tree.kind[n];
    if ((kind === Kind.ReturnStatement || kind === Kind.ThrowStatement) && subtreeEnd(tree, n) <= before)
      return true;
  }
  return false;
}

/** Whether a function may give the member a value, by itself or by what it calls. */
function mayInitialise(
  context: UnitContext,
  view: ClassView,
  body: Body,
  member: Member,
  seen: Set<Body>,
): boolean {
  if (seen.has(body)) return false;
  seen.add(body);
  if (initialises(body, member.name)) return true;
  const { tree, node } = body;
  if (mentionsOf(body, member.name).some(({ use }) => use === Use.Hand)) return true;
  const end = subtreeEnd(tree, node);
  for (let n = childByField(tree, node, Field.Body); n !== NONE && n < end; n++) {
    const kind = kindOf(tree, n);
    // `*this = ...`, `memset(this, ...)`, `init(this)`
    if (kind === Kind.This && kindOf(tree, tree.parent[n]) !== Kind.FieldExpression) return true;
    if (kind === Kind.LambdaExpression || kind === Kind.Error) return true;
    if (kind !== Kind.CallExpression) continue;
    const called = ownCall(context, tree, n);
    if (called === undefined) continue;
    if (!view.declared.has(called) && !view.bodies.some(({ name }) => name === called)) return true;
    const callees = view.bodies.filter(({ name }) => name === called);
    if (callees.length === 0 || seen.size > MAX_BODIES) return true;
    if (callees.some((callee) => mayInitialise(context, view, callee, member, seen))) return true;
  }
  return false;
}

/** Name of what may be a function of the same object; undefined for calls of all others. */
function ownCall(context: UnitContext, tree: Tree, call: number): string | undefined {
  const { object, name } = methodOf(tree, call);
  if (object !== NONE) return kindOf(tree, object) === Kind.This ? name : undefined;
  const full = calleeName(tree, call);
  if (full === "") return "";
  if (full.startsWith("std::") || context.env.model(full) !== undefined) return undefined;
  return full.slice(full.lastIndexOf(":") + 1);
}

/** Whether a constructor or function assigns to the member or has it in its list. */
function initialises(body: Body, name: string): boolean {
  const { tree } = body;
  for (const initialiser of initialisersOf(body))
    if (nodeText(tree, firstPart(tree, initialiser)) === name) return true;
  return mentionsOf(body, name).some(({ use }) => use === Use.Write);
}

/** `T::T(int n) : T() {}` */
function delegates(view: ClassView, body: Body): boolean {
  return initialisersOf(body).some(
    (part) => nodeText(body.tree, firstPart(body.tree, part)).replace(/<.*$/s, "") === view.name,
  );
}

/** Copy and move constructors: what they leave out is often meant to be left out. */
function isCopying(view: ClassView, { tree, node }: Body): boolean {
  const parameters = childByField(tree, functionDeclarator(tree, node), Field.Parameters);
  return new RegExp(`^\\(\\s*(?:const\\s+)?(?:\\w+::)*${view.name}\\b(?:<[^<>]*>)?\\s*(?:const\\s*)?&`).test(
    nodeText(tree, parameters),
  );
}

/* Members that are read before their turn */

function checkOrder(context: UnitContext, view: ClassView, body: Body): void {
  const { tree } = body;
  for (const initialiser of initialisersOf(body)) {
    const target = firstPart(tree, initialiser);
    const name = nodeText(tree, target);
    const own = view.members.get(name);
    if (own === undefined || hidesMember(body, name)) continue;
    const list = nextPart(tree, target);
    const end = list === NONE ? NONE : subtreeEnd(tree, list);
    for (let n = list; n < end; n++) {
      const used = memberName(tree, n);
      const other = used === "" ? undefined : view.members.get(used);
      if (other === undefined || hidesMember(body, used)) continue;
      if (tree.kind[n] === Kind.Identifier && kindOf(tree, tree.parent[n]) === Kind.QualifiedIdentifier)
        continue;
      if (!isValueRead(tree, n, list)) continue;
      if (other === own && startsWithoutValue(own)) {
        context.report(n, `'${name}' is initialised with itself: it has no value yet.`, {
          confidence: "definite",
          facts: { member: name },
        });
      } else if (other.index > own.index && startsWithoutValue(other)) {
        context.report(
          n,
          `'${used}' has no value yet: members are initialised in the order of the class, and '${name}' comes first.`,
          { confidence: "definite", facts: { member: name } },
        );
      }
      break;
    }
  }
}

/** Whether a member's value is taken: not its address, its size or a reference to it. */
function isValueRead(tree: Tree, node: number, list: number): boolean {
  for (let up = tree.parent[node]; up !== list && up !== NONE; up = tree.parent[up]) {
    switch (kindOf(tree, up)) {
      case Kind.SizeofExpression:
      case Kind.LambdaExpression:
      case Kind.Decltype:
      case Kind.CallExpression:
      case Kind.AssignmentExpression:
        return false;
      case Kind.PointerExpression:
        if (textIs(tree, childByField(tree, up, Field.Operator), "&")) return false;
        break;
    }
  }
  return true;
}
