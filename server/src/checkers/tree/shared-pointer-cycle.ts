/**
 * CWE-401: two objects that hold each other by `std::shared_ptr`, or one that holds itself, are never destroyed. Speaks
 * where one function makes both ends, one after the other, and nothing in the file lets go of either member again.
 */
import { Field, Kind } from "../../syntax/kinds";
import type { SourceFile } from "../../syntax/source";
import { NONE, type Tree } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd, textIs } from "../../syntax/walk";
import { methodOf } from "../paths/places";
import { argument, calleeName } from "./calls";
import type { FileChecker, UnitContext } from "./checker";
import { enclosingFunction } from "./functions";
import { memberType } from "./members";

export const sharedPointerCycle: FileChecker = {
  rule: "shared-pointer-cycle",
  language: "cpp",
  check(file, contextOf) {
    for (const unit of file.units) {
      // Cheap, and true of all functions that tie objects together.
      if (!unit.text.includes("=") && !unit.text.includes("push_")) continue;
      const context = contextOf(unit);
      const holds = holdsIn(context);
      for (let later = 0; later < holds.length; later++) {
        const earlier = holds.findIndex((hold, i) => i <= later && closes(context.tree, hold, holds[later]));
        if (earlier < 0 || isLetGo(file, [holds[earlier], holds[later]])) continue;
        report(context, holds[earlier], holds[later]);
      }
    }
  },
};

/** `holder->member = held;` or `holder->member.push_back(held);` between shared pointers. */
interface Hold {
  readonly node: number;
  readonly holder: string;
  readonly member: string;
  readonly held: string;
}

const INSERTING = /^(?:push_back|push_front|emplace_back|emplace_front|insert|emplace|push)$/;

function holdsIn(context: UnitContext): Hold[] {
  const { tree } = context;
  const holds: Hold[] = [];
  for (let n = 0; n < tree.count; n++) {
    const kind = tree.kind[n];
    let place = NONE;
    let held = NONE;
    if (kind === Kind.AssignmentExpression) {
      if (kindOf(tree, childByField(tree, n, Field.Operator)) !== Kind.TokenEqual) continue;
      place = childByField(tree, n, Field.Left);
      held = childByField(tree, n, Field.Right);
    } else if (kind === Kind.CallExpression) {
      const { object, name } = methodOf(tree, n);
      if (object === NONE || !INSERTING.test(name) || argument(tree, n, 1) !== NONE) continue;
      place = object;
      held = argument(tree, n, 0);
    } else continue;
    const hold = holdAt(context, n, place, held);
    if (hold) holds.push(hold);
  }
  return holds;
}

function holdAt(context: UnitContext, node: number, place: number, held: number): Hold | undefined {
  const { tree } = context;
  const heldName = objectName(context, held);
  if (heldName === "") return undefined;
  let holder = "";
  let member = "";
  if (kindOf(tree, place) === Kind.FieldExpression) {
    holder = objectName(context, childByField(tree, place, Field.Argument));
    member = nodeText(tree, childByField(tree, place, Field.Field));
  } else if (kindOf(tree, place) === Kind.Identifier) {
    member = nodeText(tree, place);
    if (memberType(context, place, member) !== undefined) holder = "this";
  }
  const type = context.typeOf(place) ?? memberType(context, place, member);
  const isShared = type?.name === "std::shared_ptr" || type?.to?.name === "std::shared_ptr";
  return holder !== "" && isShared ? { node, holder, member, held: heldName } : undefined;
}

/** The object that a shared pointer or `this` stands for, by name; "" for anything else. */
function objectName(context: UnitContext, node: number): string {
  const { tree } = context;
  switch (kindOf(tree, node)) {
    case Kind.This:
      return "this";
    case Kind.CallExpression:
      return calleeName(tree, node) === "shared_from_this" ? "this" : "";
    case Kind.Identifier:
      return context.typeOf(node)?.name === "std::shared_ptr" ? nodeText(tree, node) : "";
    default:
      return "";
  }
}

/** Whether `later` closes the circle that `earlier` began: on every path, and with both names still the same objects. */
function closes(tree: Tree, earlier: Hold, later: Hold): boolean {
  if (earlier.holder !== later.held || earlier.held !== later.holder) return false;
  if (earlier === later) return true;
  if (earlier.holder === earlier.held) return false;
  const definition = enclosingFunction(tree, later.node);
  if (definition === NONE || enclosingFunction(tree, earlier.node) !== definition) return false;
  // What is left only at its end is run whole: a block, and the body of a `do`.
  let block = tree.parent[tree.parent[earlier.node]];
  if (kindOf(tree, block) !== Kind.CompoundStatement) return false;
  while (later.node >= subtreeEnd(tree, block)) {
    const outer = kindOf(tree, tree.parent[block]);
    if (kindOf(tree, block) !== Kind.CompoundStatement && kindOf(tree, block) !== Kind.DoStatement)
      return false;
    if (outer !== Kind.CompoundStatement && outer !== Kind.DoStatement) return false;
    block = tree.parent[block];
  }
  for (let n = earlier.node; n < later.node; n++) {
    if (tree.kind[n] !== Kind.AssignmentExpression) continue;
    const left = childByField(tree, n, Field.Left);
    if (textIs(tree, left, later.holder) || textIs(tree, left, later.held)) return false;
  }
  return true;
}

/** Whether the file empties one of the members somewhere, as code does that knows of the circle. */
function isLetGo(file: SourceFile, holds: readonly Hold[]): boolean {
  const members = holds.map(({ member }) => member).join("|");
  const release = new RegExp(
    `\\b(?:${members})\\s*(?:(?:\\.|->)\\s*(?:reset|clear|erase|pop_\\w+|remove\\w*|swap)\\b|=\\s*(?:nullptr|NULL|\\{))`,
  );
  return file.units.some((unit) => release.test(unit.text));
}

function report(context: UnitContext, earlier: Hold, later: Hold): void {
  const { tree } = context;
  const own = earlier === later;
  const message = own
    ? `'${later.holder}' holds itself by 'std::shared_ptr': it is never destroyed.`
    : `'${later.holder}' holds '${later.held}', which holds it: two 'std::shared_ptr' in a circle are never destroyed.`;
  const step = {
    start: tree.start[earlier.node],
    end: tree.end[earlier.node],
    message: `'${earlier.holder}' holds '${earlier.held}' from here on`,
  };
  context.report(later.node, message, {
    confidence: "evidence",
    steps: own ? [] : [step],
    facts: own ? {} : { member: later.member, other: earlier.member },
  });
}
