import { describe, expect, test } from "vitest";
import { plainOperands } from "./operands";

describe("plain operands", () => {
  test.each([
    ["((p) && (p)->kind == 3)", "( p  && (p)->kind == 3)"],
    ["return (p) && p->next", "return  p  && p->next"],
    ["!(p) && (q) && r", "! p  &&  q  && r"],
    ["f(p) && q", "f(p) && q"],
    ["a[0](p) && q", "a[0](p) && q"],
    ["sizeof (p) && q", "sizeof (p) && q"],
    ["(p->q) && r", "(p->q) && r"],
    ['f("(p) && q")', 'f("(p) && q")'],
    ["(p) & q", "(p) & q"],
  ])("%s", (text, plain) => expect(plainOperands(text)).toBe(plain));
});
