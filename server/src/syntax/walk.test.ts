import { expect, test } from "vitest";
import { Field, Kind } from "./kinds";
import { parseUnit } from "./testing";
import { NONE } from "./tree";
import {
  ancestorOfKind,
  childByField,
  findInside,
  firstNamedChild,
  hasErrorInside,
  isMissing,
  kindOf,
  namedChild,
  namedChildCount,
  nextByField,
  nodeCovering,
  nodeText,
  subtreeEnd,
  textIs,
} from "./walk";

test("children are found by field, also those that repeat", () => {
  const tree = parseUnit("int a = 1, *b, c[3];");
  const declaration = firstNamedChild(tree, 0);
  const first = childByField(tree, declaration, Field.Declarator);
  const second = nextByField(tree, first, Field.Declarator);
  const third = nextByField(tree, second, Field.Declarator);
  expect([first, second, third].map((n) => nodeText(tree, n))).toEqual(["a = 1", "*b", "c[3]"]);
  expect(nextByField(tree, third, Field.Declarator)).toBe(NONE);
  expect(kindOf(tree, namedChild(tree, declaration, 0))).toBe(Kind.PrimitiveType);
  expect(namedChildCount(tree, declaration)).toBe(4);
});

test("the subtree of a node is a range of numbers", () => {
  const tree = parseUnit("void f(void) { g(1); h(2); }");
  const call = findInside(tree, 0, Kind.CallExpression);
  for (let n = 0; n < tree.count; n++) {
    let inside = false;
    for (let up = n; up !== NONE; up = tree.parent[up]) inside ||= up === call;
    expect(n >= call && n < subtreeEnd(tree, call)).toBe(inside);
  }
  expect(subtreeEnd(tree, 0)).toBe(tree.count);
});

test("absence goes through every accessor", () => {
  const tree = parseUnit("int x;");
  expect(nodeText(tree, childByField(tree, childByField(tree, 0, Field.Body), Field.Name))).toBe("");
  expect(kindOf(tree, ancestorOfKind(tree, 0, Kind.IfStatement))).toBe(Kind.None);
  expect(textIs(tree, NONE, "")).toBe(false);
  expect(hasErrorInside(tree, NONE)).toBe(false);
});

test("errors are told by where they are", () => {
  const tree = parseUnit("int f(void) { return 1 }\nint g(void) { return 2; }");
  const first = firstNamedChild(tree, 0);
  expect(tree.hasError).toBe(true);
  expect(hasErrorInside(tree, first)).toBe(true);
  expect(hasErrorInside(tree, tree.nextSibling[first])).toBe(false);
  let missing = 0;
  for (let n = 0; n < tree.count; n++) if (isMissing(tree, n)) missing++;
  expect(missing).toBe(1);
});

test("the smallest node that covers a range", () => {
  const text = "int f(void) { return alpha + beta; }";
  const tree = parseUnit(text);
  const at = text.indexOf("alpha");
  expect(nodeText(tree, nodeCovering(tree, at + 1, at + 2))).toBe("alpha");
  expect(nodeText(tree, nodeCovering(tree, at, text.indexOf("beta")))).toBe("alpha + beta");
  expect(nodeCovering(tree, 0, text.length)).toBe(firstNamedChild(tree, 0));
});
