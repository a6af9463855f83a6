/**
 * How findings of views are told: which of the two rules a use belongs to, the place to report, the message and the
 * steps that lead to it.
 */
import { Field, Kind } from "../../syntax/kinds";
import { NONE } from "../../syntax/tree";
import { childByField, kindOf, nodeText, subtreeEnd } from "../../syntax/walk";
import { localOf, methodOf } from "../paths/places";
import { Container } from "../tree/containers";
import { quoted } from "../wording";
import { containerAt } from "./owners";
import { LEFT, Look, type View, type ViewRule, type Walk } from "./view";

export function reportUse(walk: Walk, node: number, view: View): void {
  const { tree, locals } = walk;
  const name = nodeText(tree, node);
  const owner = ownerName(walk, view.owner);
  if (view.ended === LEFT) {
    reportView(
      walk,
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
  const what = nameOfLook(view.look);
  const isOwner = methodOf(tree, view.ended).name === "reset" || isOwnerPlace(walk, view);
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
  if (isStep || isLoopCondition(walk, node, view.ended)) {
    reportView(
      walk,
      rule,
      view.ended,
      `This makes '${name}' invalid, and the loop goes on with it.`,
      confidence,
      [{ node, message: `'${name}' is used here in the next round` }],
    );
    return;
  }
  reportView(
    walk,
    rule,
    node,
    view.isSure
      ? `'${name}' is used after '${owner}' was changed: what it looked at is no longer there.`
      : `'${name}' is used after '${owner}' was changed: its elements may have moved to other memory.`,
    confidence,
    steps,
  );
}

export function reportTemporary(walk: Walk, node: number, temporary: number, value: number): void {
  const { tree } = walk;
  reportView(
    walk,
    "dangling-view",
    node,
    `'${nodeText(tree, node)}' looks into the temporary ${quoted(nodeText(tree, temporary))}, which is destroyed at the end of this statement.`,
    "definite",
    value === temporary
      ? []
      : [{ node: temporary, message: "this object lives until the end of the statement" }],
  );
}

/** A loop goes through a member of an object that is gone before its first round. */
export function reportRangeOfTemporary(walk: Walk, range: number, temporary: number): void {
  const { tree } = walk;
  reportView(
    walk,
    "dangling-view",
    range,
    `The loop goes through a member of the temporary ${quoted(nodeText(tree, temporary))}, which is destroyed before its first round (up to C++20).`,
    "evidence",
    [{ node: temporary, message: "nobody keeps this object" }],
  );
}

/** A loop over a range goes on after its range was changed. */
export function reportRange(walk: Walk, loop: number, view: View): void {
  const { tree } = walk;
  const range = childByField(tree, loop, Field.Right);
  reportView(
    walk,
    "invalidated-iterator",
    view.ended,
    `'${nodeText(tree, range)}' is changed while this loop goes through it: the loop's own iterator is no longer valid in the next round.`,
    view.isSure ? "definite" : "evidence",
    [{ node: range, message: "the loop goes through this" }],
  );
}

function isOwnerPlace(walk: Walk, view: View): boolean {
  const { tree } = walk;
  const { object } = methodOf(tree, view.origin);
  return object !== NONE && containerAt(walk, object) === Container.Owner;
}

/** Whether a node stands in the condition of a loop that `inner` is in the body of. */
function isLoopCondition(walk: Walk, node: number, inner: number): boolean {
  const { tree } = walk;
  let child = node;
  for (let up = tree.parent[node]; up !== NONE && up !== walk.root; child = up, up = tree.parent[up]) {
    const kind = kindOf(tree, up);
    if (kind !== Kind.ForStatement && kind !== Kind.WhileStatement) continue;
    return childByField(tree, up, Field.Condition) === child && inner > child && inner < subtreeEnd(tree, up);
  }
  return false;
}

function nameOfLook(look: Look): string {
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

function ownerName(walk: Walk, place: string): string {
  const local = localOf(place);
  const rest = local < 0 ? place : walk.locals.list[local].name + place.slice(String(local).length + 1);
  return rest.replaceAll(".*.", "->").replaceAll(".*", "");
}

export function reportView(
  walk: Walk,
  rule: ViewRule,
  node: number,
  message: string,
  confidence: "definite" | "evidence",
  steps: readonly { readonly node: number; readonly message: string }[],
): void {
  const { tree } = walk;
  walk.findings.push({
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
