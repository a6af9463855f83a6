/**
 * Lambdas: the body becomes a function of its own, the closure an opaque value that holds what is captured.
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE } from "../syntax/tree";
import { childByField, firstNamedChild, hasChildOfKind, nextNamedSibling, nodeText } from "../syntax/walk";
import { opaque } from "./builder";
import { finishCall, passArguments } from "./calls";
import { addressOfVariable, type Entity, type Lowering } from "./context";
import { calleeOf } from "./cxx";
import { value } from "./expressions";
import { lowerLambda } from "./lower";
import { selfRegister } from "./places";

/** Names that a lambda's capture list copies, and those it refers to. */
interface Captures {
  readonly all: "copy" | "reference" | "none";
  readonly copies: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

function capturesOf(cx: Lowering, list: number): Captures {
  const { tree } = cx;
  const copies = new Set<string>();
  const references = new Set<string>();
  let all: Captures["all"] = "none";
  let byReference = false;
  for (let child = tree.firstChild[list]; list !== NONE && child !== NONE; child = tree.nextSibling[child]) {
    const kind = tree.kind[child];
    if (kind === Kind.LambdaDefaultCapture) all = nodeText(tree, child) === "&" ? "reference" : "copy";
    else if (kind === Kind.TokenAmp) byReference = true;
    else if (kind === Kind.TokenComma) byReference = false;
    else if (kind === Kind.Identifier) (byReference ? references : copies).add(nodeText(tree, child));
    else if (kind === Kind.LambdaCaptureInitializer) {
      copies.add(nodeText(tree, childByField(tree, child, Field.Left)));
    }
  }
  return { all, copies, references };
}

/** The variables that the lambda made from `node` refers to, as addresses. */
function exposedTo(cx: Lowering, node: number, variables: readonly number[]): number[] {
  return variables.map((variable) => addressOfVariable(cx, node, variable));
}

/** The closure; its body becomes a function of its own. What it refers to may change whenever it runs. */
export function lambda(cx: Lowering, node: number): number {
  const { tree, types } = cx;
  const list = childByField(tree, node, Field.Captures);
  const captures = capturesOf(cx, list);
  const args: number[] = [];
  const initialisers: number[] = [];
  for (let child = firstNamedChild(tree, list); child !== NONE; child = nextNamedSibling(tree, child)) {
    if (tree.kind[child] === Kind.LambdaCaptureInitializer) initialisers.push(child);
  }
  for (const child of initialisers) args.push(value(cx, childByField(tree, child, Field.Right)));
  const used = lowerLambda(cx, node, captures.copies);
  const references: number[] = [];
  for (const variable of used) {
    const { name, memory } = cx.variables[variable];
    const copied = captures.copies.has(name) || (captures.all === "copy" && !captures.references.has(name));
    if (copied && !memory) args.push(variable);
    else if (copied) args.push(addressOfVariable(cx, node, variable));
    else references.push(variable);
  }
  cx.closures.set(node, references);
  const self = hasChildOfKind(tree, list, Kind.This) || captures.all !== "none" ? selfRegister(cx, node) : -1;
  if (self >= 0) args.push(self);
  cx.type = types.unknown("lambda");
  return opaque(cx, node, cx.type, [...args, ...exposedTo(cx, node, references)]);
}

/** A call of a lambda through the variable that holds it. */
export function lambdaCall(
  cx: Lowering,
  node: number,
  entity: Entity & { kind: "variable" },
  list: number,
): number {
  const args = passArguments(cx, list, { name: entity.lambda, type: null, model: undefined });
  opaque(cx, node, cx.types.nothing, exposedTo(cx, node, cx.closures.get(entity.lambdaNode) ?? []));
  const callee = calleeOf(entity.lambda, "function", null);
  return finishCall(cx, node, callee, args, cx.types.nothing, undefined, false).register;
}
