import { expect, test } from "vitest";
import { createPace } from "./pace";

const URI = "file:///a.c";

/** The pause after a first look that took `whole` and edits that took `edits`. */
function pauseAfter(whole: number, ...edits: readonly number[]): number {
  const pace = createPace();
  pace.note(URI, 1, whole);
  edits.forEach((milliseconds, i) => {
    pace.note(URI, i + 2, milliseconds);
  });
  return pace.pause(URI);
}

test("short analyses are not waited for", () => {
  expect(pauseAfter(1200)).toBe(0);
  expect(pauseAfter(5000, 12)).toBe(0);
});

test("an edit is expected to take a part of what the first look took", () => {
  expect(pauseAfter(5000)).toBe(100);
  expect(pauseAfter(100_000)).toBe(500);
});

test("what takes no longer than the next key is waited for only to read what has piled up", () => {
  expect(pauseAfter(1200, 45)).toBe(5);
});

test("the pause is as long as looking takes after an edit", () => {
  expect(pauseAfter(1200, 80)).toBe(80);
  expect(pauseAfter(1200, 900, 800)).toBe(500);
});

test("one that was held up counts for nothing", () => {
  expect(pauseAfter(1200, 12, 90)).toBe(0);
  expect(pauseAfter(1200, 12, 90, 90)).toBe(0);
  expect(pauseAfter(1200, 12, 90, 80, 70)).toBe(70);
});

test("what is asked of one version again is no new edit", () => {
  const pace = createPace();
  pace.note(URI, 1, 1000);
  pace.note(URI, 2, 70);
  pace.note(URI, 2, 1);
  expect(pace.pause(URI)).toBe(70);
});

test("a document that was closed is not known any more", () => {
  const pace = createPace();
  pace.note(URI, 1, 90_000);
  pace.forget(URI);
  expect(pace.pause(URI)).toBe(0);
});
