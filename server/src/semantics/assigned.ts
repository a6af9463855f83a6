/**
 * Which names a unit may give a new value to, by its syntax: a static variable that no unit of its file does keeps the
 * value it starts with. Whatever may assign counts: addresses that are taken, arguments that may be references or those
 * of macros, and every name in code that was not understood.
 */
import { Field, Kind } from "../syntax/kinds";
import { NONE, type Tree } from "../syntax/tree";
import { childByField, firstNamedChild, kindOf, nodeText } from "../syntax/walk";

const byTree = new WeakMap<Tree, ReadonlySet<string>>();

/** The names, computed once for each tree. */
export function assignedNames(tree: Tree): ReadonlySet<string> {
  let names = byTree.get(tree);
  if (names === undefined) byTree.set(tree, (names = collect(tree)));
  return names;
}

function collect(tree: Tree): ReadonlySet<string> {
  const names = new Set<string>();
  let isBroken = false;
  const take = (node: number) => {
    let n = node;
    while (kindOf(tree, n) === Kind.ParenthesizedExpression) n = firstNamedChild(tree, n);
    if (kindOf(tree, n) === Kind.Identifier) names.add(nodeText(tree, n));
  };
  for (let n = 0; n < tree.count; n++) {
    switch (tree.kind[n]) {
      case Kind.AssignmentExpression:
        take(childByField(tree, n, Field.Left));
        break;
      case Kind.UpdateExpression:
        take(childByField(tree, n, Field.Argument));
        break;
      case Kind.PointerExpression:
        if (tree.kind[n + 1] === Kind.TokenAmp) take(childByField(tree, n, Field.Argument));
        break;
      case Kind.BinaryExpression:
        // `std::cin >> name`
        if (tree.language === "cpp") take(childByField(tree, n, Field.Right));
        break;
      case Kind.CallExpression:
        if (tree.language === "cpp" || isCapital(tree, childByField(tree, n, Field.Function)))
          takeArguments(tree, childByField(tree, n, Field.Arguments), take);
        break;
      case Kind.InitDeclarator:
        // `int &alias = name;`
        if (tree.language === "cpp") take(childByField(tree, n, Field.Value));
        break;
      case Kind.Error:
        isBroken = true;
        break;
      default:
        break;
    }
  }
  if (isBroken)
    for (let n = 0; n < tree.count; n++) if (tree.kind[n] === Kind.Identifier) names.add(nodeText(tree, n));
  return names;
}

function takeArguments(tree: Tree, list: number, take: (node: number) => void): void {
  if (list === NONE) return;
  for (let n = firstNamedChild(tree, list); n !== NONE; n = tree.nextSibling[n]) take(n);
}

/** Whether a call looks like one of a macro, which may do anything with its arguments. */
function isCapital(tree: Tree, callee: number): boolean {
  if (kindOf(tree, callee) !== Kind.Identifier) return false;
  const name = nodeText(tree, callee);
  return name === name.toUpperCase();
}
