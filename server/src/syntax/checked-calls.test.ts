import { expect, test } from "vitest";
import { checkedCalls } from "./checked-calls";

const of = (text: string) => {
  const { asked, used } = checkedCalls(text, "find");
  return [asked, used];
};

test("who asks what was found", () => {
  expect(of("p = find(k); if (!p) return;")).toEqual([1, 0]);
  expect(of("struct item *p = (struct item *)find(k, g(1));\n  if (p == NULL) return;")).toEqual([1, 0]);
  expect(of("if ((p = find(k)) != NULL) p->n = 1;")).toEqual([1, 0]);
  expect(of("if (auto *p = find(k)) p->n = 1;")).toEqual([1, 0]);
  expect(of("if (find(k)) return;")).toEqual([1, 0]);
  expect(of("s->p = find(k); assert(s->p);")).toEqual([1, 0]);
});

test("who uses it at once", () => {
  expect(of("find(k)->n = 1;")).toEqual([0, 1]);
  expect(of("p = find(k); p->n = 1;")).toEqual([0, 1]);
  expect(of("p = find(k); if (p->n) return;")).toEqual([0, 1]);
});

test("what says nothing", () => {
  expect(of("struct item *find(int k);")).toEqual([0, 0]);
  expect(of("return find(k);")).toEqual([0, 0]);
  expect(of("p = find(k); use(p);")).toEqual([0, 0]);
  expect(of("while ((p = find(k))) p->n = 1;")).toEqual([0, 0]);
  expect(of("for (p = find(k); p; p = find(p)) p->n = 1;")).toEqual([0, 0]);
  expect(of("refind(k)->n = 1;")).toEqual([0, 0]);
});
