import { describe, expect, test } from "vitest";
import { questionsAbout } from "./questions";

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
