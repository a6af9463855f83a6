import fc from "fast-check";
import { expect, test } from "vitest";
import { indexLines } from "./lines";

test("all three line breaks end a line, and \\r\\n is one of them", () => {
  const lines = indexLines("a\nbc\r\nd\re");
  expect(lines.count).toBe(4);
  expect([0, 1, 2, 3].map((line) => [lines.start(line), lines.end(line)])).toEqual([
    [0, 1],
    [2, 4],
    [6, 7],
    [8, 9],
  ]);
  expect(lines.position(5)).toEqual({ line: 1, character: 3 });
  expect(lines.offset({ line: 1, character: 99 })).toBe(4);
});

test("an empty text is one empty line", () => {
  const lines = indexLines("");
  expect(lines.count).toBe(1);
  expect(lines.position(7)).toEqual({ line: 0, character: 0 });
  expect(lines.offset({ line: 3, character: 2 })).toBe(0);
});

test("an offset survives the way to a position and back, except between \\r and \\n", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "é", "😀"), maxLength: 60 });
  fc.assert(
    fc.property(text, (s) => {
      const lines = indexLines(s);
      for (let i = 0; i <= s.length; i++) {
        const position = lines.position(i);
        const inBreak = s[i - 1] === "\r" && s[i] === "\n";
        expect(lines.offset(position)).toBe(inBreak ? i - 1 : i);
        expect(lines.lineAt(i)).toBe(position.line);
      }
    }),
  );
});
