import { describe, expect, test } from "vitest";
import { parseFile } from "./testing";
import { assignmentsOf, initialisedVariable } from "./variables";

function variables(text: string) {
  return parseFile(text, { language: "cpp" }).units.map(initialisedVariable);
}

describe("variables that start with a number", () => {
  test("by name and value", () => {
    expect(
      variables("const int a = 4; static long b = -1; extern int c; int d = f(); int e[2] = {1};"),
    ).toEqual([
      { name: "a", value: 4, isConst: true, isStatic: false },
      { name: "b", value: -1, isConst: false, isStatic: true },
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("octal numbers and variables of namespaces are left out", () => {
    expect(variables("int a = 010; namespace n { int b = 1; }")).toEqual([undefined, undefined]);
  });
});

describe("assignments", () => {
  test.each([
    ["int x = 1;", 1],
    ["if (x == 1) y = x; f(x + 1);", 0],
    ["x += 2; x++; --x; x <<= 1;", 4],
    ["take(&x); if (a && x) b = c & y;", 1],
    ["xx = 1; x_ = 2; a.b = x;", 0],
    ["while (x <= 3 || x >= 1) {}", 0],
  ])("of x in C: %s", (text, count) => {
    expect(assignmentsOf(text, "x", "c")).toBe(count);
  });

  test.each([
    ["std::cin >> x;", 1],
    ["f(x, 1); g(1, x);", 2],
    ["int &alias = x;", 1],
    ["if (x) return (x);", 0],
  ])("of x in C++, which has references: %s", (text, count) => {
    expect(assignmentsOf(text, "x", "cpp")).toBe(count);
  });
});
