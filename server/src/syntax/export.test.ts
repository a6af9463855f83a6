import { expect, test } from "vitest";
import { Field, Kind } from "./kinds";
import { parseUnit } from "./testing";
import { childByField, childByKind, findInside, nodeText } from "./walk";

test("a function becomes arrays whose nodes carry kind, field and text", () => {
  const tree = parseUnit("int add(int a, int b) { return a + b; }");
  expect(tree.hasError).toBe(false);
  const definition = childByKind(tree, 0, Kind.FunctionDefinition);
  expect(nodeText(tree, childByField(tree, definition, Field.Type))).toBe("int");
  expect(nodeText(tree, findInside(tree, definition, Kind.BinaryExpression))).toBe("a + b");
});
