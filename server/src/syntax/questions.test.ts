import { describe, expect, test } from "vitest";
import { questionsAbout, questionsBelow } from "./questions";

describe("questions about a number", () => {
  test.each([
    ["if (head >= SIZE) head = 0;", 1],
    ["if (r->head == sizeof r->data) return;", 1],
    ["if (SIZE <= r->head) return;", 1],
    ["if (64 < head) return;", 1],
    ["head = (head + 1) % SIZE; head %= SIZE;", 2],
    ["head &= 63;", 1],
    ["buffer[head++] = c;", 0],
    ["for (i = 0; i < head; i++) use(i);", 0],
    ["if (head == 0 || head > 0) return;", 0],
    ["ring->head = 0; overhead < 3; header < 3;", 0],
    ["if (head && tail) return;", 0],
  ])("%s", (text, count) => expect(questionsAbout(text, "head")).toBe(count));
});

describe("questions whether a number can go any lower", () => {
  test.each([
    ["if (head > 0) head--;", 1],
    ["if (r->head == 0) return;", 1],
    ["if (0 < head) return;", 1],
    ["while (head--) use(head);", 1],
    ["if (!head || n) return;", 1],
    ["if (head && n) return;", 1],
    ["return head ? 1 : 0;", 1],
    ["if (head <= start) return;", 1],
    ["if (--head < 0) head = 0;", 1],
    ["if (head < 63) a[head++] = c;", 0],
    ["if (head < LENGTH - 1) a[head++] = c;", 0],
    ["if (head >= sizeof a) return;", 0],
    ["a[--head] = 0; head = 0; use(head);", 0],
    ["if (63 > head) return;", 0],
    ["if (head < (int)sizeof a - 1) a[head++] = c;", 0],
    ["if (r->head && n) return;", 1],
  ])("%s", (text, count) => expect(questionsBelow(text, "head")).toBe(count));
});
