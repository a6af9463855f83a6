import { expect, test } from "vitest";
import { scanDirectives } from "./directives";

test("macros with their parameters and their body as one line", () => {
  const text = `#define EMPTY
#define ONE 1 /* one */
# define ADD(a, b) ((a) + \\
    (b)) // sum
#define LOG(fmt, ...) printf(fmt, __VA_ARGS__)
#define GNU(args...) f(args)
#define SPACED (x)
#define STR "a  b"
`;
  const macros = scanDirectives(text).map((d) => (d.kind === "define" ? d.macro : undefined));
  expect(macros.map((m) => [m?.name, m?.params, m?.variadic, m?.body])).toEqual([
    ["EMPTY", null, false, ""],
    ["ONE", null, false, "1"],
    ["ADD", ["a", "b"], false, "((a) + (b))"],
    ["LOG", ["fmt", "__VA_ARGS__"], true, "printf(fmt, __VA_ARGS__)"],
    ["GNU", ["args"], true, "f(args)"],
    ["SPACED", null, false, "(x)"],
    ["STR", null, false, '"a  b"'],
  ]);
  expect(text.substring(macros[2]!.start, macros[2]!.end)).toMatch(/^# define ADD[\s\S]*sum$/);
});

test("includes, conditions, pragmas; what says nothing is left out", () => {
  const found = scanDirectives(`#include <stdio.h>
#include "a/b.h"
#include MACRO
#ifdef  A
#elif defined(B) && \\
  C > 1
#elifndef D
#else
#endif
#undef A
#pragma  GCC diagnostic  ignored "-Wall"
#error no  way
#line 7
#
`);
  expect(found.map(({ start: _, end: __, ...rest }) => rest)).toEqual([
    { kind: "include", path: "stdio.h", system: true },
    { kind: "include", path: "a/b.h", system: false },
    { kind: "ifdef", condition: "A" },
    { kind: "elif", condition: "defined(B) && C > 1" },
    { kind: "elif", condition: "!defined(D)" },
    { kind: "else", condition: "" },
    { kind: "endif", condition: "" },
    { kind: "undef", name: "A" },
    { kind: "pragma", text: 'GCC diagnostic ignored "-Wall"' },
    { kind: "error", text: "no way" },
  ]);
});
