/**
 * How a function leaves when something fails, told from how it already does: the value that its other early returns
 * give, the label that it jumps to, or what its return type leaves no doubt about.
 */
import { enclosingFunction, functionDeclarator, functionName } from "../checkers/tree/functions";
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, findInside, firstNamedChild, kindOf, nodeText, subtreeEnd } from "../syntax/walk";
import { sourceOf } from "./code";
import type { Code } from "./fix";

/** The statement that leaves, e.g. `return -1;` or `goto fail;`; undefined if the function gives no hint. */
export function failureExit(code: Code, node: number): string | undefined {
  const { tree } = code.unit;
  const definition = enclosingFunction(tree, node);
  if (definition === NONE) return undefined;
  return precedent(code, definition, node) ?? byType(code, definition) ?? byNeighbours(code, definition);
}

/** What functions of the same return type do most often in this file. */
function byNeighbours(code: Code, definition: number): string | undefined {
  const type = sourceOf(code, childByField(code.unit.tree, definition, Field.Type));
  const declarator = childByField(code.unit.tree, definition, Field.Declarator);
  if (type === "" || kindOf(code.unit.tree, declarator) !== Kind.FunctionDeclarator) return undefined;
  const counts = new Map<string, number>();
  let best: string | undefined;
  for (const unit of code.file.units) {
    if (unit.kind !== "function" || !unit.text.includes(type)) continue;
    const tree = unit.tree();
    const other = findInside(tree, 0, Kind.FunctionDefinition);
    if (nodeText(tree, childByField(tree, other, Field.Type)) !== type) continue;
    if (kindOf(tree, childByField(tree, other, Field.Declarator)) !== Kind.FunctionDeclarator) continue;
    const text = precedent({ ...code, unit: { ...code.unit, tree }, base: unit.start }, other, other);
    if (text === undefined || !text.startsWith("return")) continue;
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    if (best === undefined || count > (counts.get(best) ?? 0)) best = text;
  }
  return best;
}

/** What most of the function's failure branches do; the nearest before `node` where numbers are equal. */
function precedent(code: Code, definition: number, node: number): string | undefined {
  const { tree } = code.unit;
  const counts = new Map<string, number>();
  const end = subtreeEnd(tree, definition);
  const last = lastReturn(tree, definition);
  let best: string | undefined;
  for (let n = definition; n < end; n++) {
    const kind = tree.kind[n];
    if (kind !== Kind.ReturnStatement && kind !== Kind.GotoStatement) continue;
    if (n === last || !isConditional(tree, n, definition)) continue;
    const text = kind === Kind.GotoStatement ? gotoText(code, n) : returnText(code, n);
    if (text === undefined || (last !== NONE && text === returnText(code, last))) continue;
    const count = (counts.get(text) ?? 0) + 1;
    counts.set(text, count);
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && n < node)) best = text;
  }
  return best;
}

function lastReturn(tree: Tree, definition: number): number {
  const body = childByField(tree, definition, Field.Body);
  let last = NONE;
  for (let child = firstNamedChild(tree, body); child !== NONE; child = tree.nextSibling[child]) {
    if (kindOf(tree, child) === Kind.ReturnStatement) last = child;
  }
  return last;
}

function isConditional(tree: Tree, node: number, definition: number): boolean {
  for (let up = tree.parent[node]; up !== definition && up !== NONE; up = tree.parent[up]) {
    if (tree.kind[up] === Kind.IfStatement) return true;
    if (tree.kind[up] === Kind.LambdaExpression) return false;
  }
  return false;
}

/** Only values that stand for failure by themselves: constants, negated ones, names in capitals. */
function returnText(code: Code, statement: number): string | undefined {
  const { tree } = code.unit;
  const value = firstNamedChild(tree, statement);
  if (value === NONE) return "return;";
  switch (kindOf(tree, value)) {
    case Kind.NumberLiteral:
    case Kind.Null:
    case Kind.False:
    case Kind.True:
      break;
    case Kind.UnaryExpression:
      if (kindOf(tree, childByField(tree, value, Field.Argument)) === Kind.CallExpression) return undefined;
      break;
    case Kind.Identifier:
    case Kind.QualifiedIdentifier: {
      const name = nodeText(tree, value).split("::").at(-1) ?? "";
      if (name !== name.toUpperCase() && !/^k[A-Z]/.test(name)) return undefined;
      break;
    }
    default:
      return undefined;
  }
  return `return ${sourceOf(code, value)};`;
}

function gotoText(code: Code, statement: number): string | undefined {
  const label = sourceOf(code, childByField(code.unit.tree, statement, Field.Label));
  return /err|fail|out|done|clean|end|exit|bail|free/i.test(label) ? `goto ${label};` : undefined;
}

function byType(code: Code, definition: number): string | undefined {
  const { tree, language } = code.unit;
  const isMain = functionName(tree, definition) === "main";
  const declarator = childByField(tree, definition, Field.Declarator);
  const type = nodeText(tree, childByField(tree, definition, Field.Type));
  if (kindOf(tree, declarator) === Kind.PointerDeclarator) {
    return `return ${nullOf(code)};`;
  }
  if (declarator === NONE || declarator !== functionDeclarator(tree, definition)) return undefined;
  switch (type) {
    case "void":
      return "return;";
    case "bool":
    case "_Bool":
      return "return false;";
    case "int":
      return isMain ? "return 1;" : "return -1;";
    case "long":
    case "ssize_t":
    case "ptrdiff_t":
      return "return -1;";
    case "":
      // Constructors and destructors.
      return language === "cpp" ? "return;" : undefined;
    default:
      return undefined;
  }
}

/** How this file writes the null pointer. */
export function nullOf({ unit, file }: Pick<Code, "unit" | "file">): string {
  return unit.language === "cpp" && !/\bNULL\b/.test(file.text) ? "nullptr" : "NULL";
}
