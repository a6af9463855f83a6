import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRehearsal, editsOf } from "./rehearsal";

const URI = "file:///a.c";
const TEXT = "void f(int n)\n{\n    int i = n;\n    g(i);\n    h(i);\n}\n";

/** What is analysed when a document was whose first analysis took `opening`, and each try takes `each`; in milliseconds. */
function rehearse(opening: number, each: number) {
  const rehearsal = createRehearsal();
  const texts: string[] = [];
  const open = (uri = URI) =>
    rehearsal.analysed(uri, TEXT, opening, (text) => {
      texts.push(text);
      return each;
    });
  open();
  return { rehearsal, texts, open };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("each try is the text with a part of a statement typed behind another", () => {
  const edits = [...editsOf(TEXT)];
  expect(edits[0]).toBe(TEXT.replace("= n;", "= n; "));
  expect(edits.length).toBeGreaterThan(100);
  for (const edit of edits) expect(edit.replace(/; i?f?[^;\n]*(?:; \}|; ?)?(?=\n)/, ";")).toBe(TEXT);
});

test("nothing is tried in a text without statements", () => {
  expect([...editsOf("#define A 1\n")]).toEqual([]);
});

test("the last that the engine sees is the text as it is", () => {
  const { texts } = rehearse(1000, 10);
  vi.runAllTimers();
  expect(texts).toEqual([...editsOf(TEXT), TEXT]);
});

test("a file that is fast when cold is left in peace", () => {
  const { texts } = rehearse(100, 10);
  vi.runAllTimers();
  expect(texts).toEqual([]);
});

test("it is done once for a process", () => {
  const { texts, open } = rehearse(1000, 10);
  vi.runAllTimers();
  const { length } = texts;
  open("file:///b.c");
  vi.runAllTimers();
  expect(texts).toHaveLength(length);
});

test("who types in the document waits for no other text of it", () => {
  const { rehearsal, texts } = rehearse(1000, 10);
  vi.advanceTimersByTime(510);
  const { length } = texts;
  expect(length).toBeGreaterThan(1);
  rehearsal.end(URI);
  vi.runAllTimers();
  expect(texts).toHaveLength(length);
});

test("before another document is looked at, this one is as it was", () => {
  const { rehearsal, texts } = rehearse(1000, 10);
  vi.advanceTimersByTime(510);
  rehearsal.end("file:///b.c");
  expect(texts.at(-1)).toBe(TEXT);
  const { length } = texts;
  vi.runAllTimers();
  expect(texts).toHaveLength(length);
});

test("what is put off goes on later", () => {
  const { rehearsal, texts } = rehearse(1000, 10);
  vi.advanceTimersByTime(510);
  rehearsal.putOff();
  expect(texts.at(-1)).toBe(TEXT);
  vi.runAllTimers();
  expect(texts.filter((text) => text !== TEXT)).toEqual([...editsOf(TEXT)]);
  expect(texts.at(-1)).toBe(TEXT);
});

test("where a try takes long the first key would have to wait", () => {
  const { texts } = rehearse(20_000, 200);
  vi.runAllTimers();
  expect(texts).toHaveLength(2);
});

test("it takes no more than the pause", () => {
  const { texts } = rehearse(5000, 100);
  vi.runAllTimers();
  expect(texts.length).toBeLessThan(40);
});
