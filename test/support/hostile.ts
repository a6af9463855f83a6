/** Inputs that no compiler would take: each must cost nothing but its own findings. Deterministic. */

const DEPTH = 10_000;

const CODE = `#include <stdlib.h>
int use(const char *text)
{
    char *copy = malloc(8);
    if (copy) { free(copy); }
    free(copy);
    return text[0];
}
`;

/** A double free that must be found whatever stands around it. */
export const SENTINEL = `
#include <stdlib.h>
void sentinel(char *p)
{
    free(p);
    free(p);
}
`;

const around = (open: string, inner: string, close: string) =>
  `int f(int x) { return ${open.repeat(DEPTH)}${inner}${close.repeat(DEPTH)}; }\n`;

/** Name and text. */
export const HOSTILE: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["only blanks", " \t\r\n\f\v\n"],
  ["only a byte order mark", "\ufeff"],
  [
    "bytes of a program",
    Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join(""),
  ],
  ["NUL bytes", CODE.replaceAll(" ", " \0")],
  ["UTF-16 read as 8-bit characters", `\u00ff\u00fe${[...CODE].join("\0")}`],
  ["lone surrogates", CODE.replace("text[0]", 'text["\ud800\udc00\udfff\ud800"]')],
  ["odd spaces", CODE.replaceAll("    ", "\u00a0\u2028\u200b")],
  ["line ends of every kind", CODE.replaceAll(";\n", ";\r").replaceAll("{\n", "{\r\n")],
  ["an open comment", `${CODE}/* never closed\n${CODE}`],
  ["an open string", `${CODE}const char *s = "never closed\n${CODE}`],
  ["an open character", `${CODE}char c = 'n\n${CODE}`],
  ["an open raw string", `${CODE}auto s = R"x(never closed\n${CODE}`],
  ["an open brace", `void g(void) {\n${CODE}`],
  ["an open parenthesis", `void g(int a, (\n${CODE}`],
  ["an open bracket", `int g[\n${CODE}`],
  ["an open conditional", `#if 1\n${CODE}#else\n${CODE}`],
  ["closers only", "}})])];#endif\n".repeat(200)],
  ["conditionals without an if", `#else\n#endif\n#elif X\n${CODE}`],
  ["nested braces", `void g(void) ${"{".repeat(DEPTH)}${"}".repeat(DEPTH)}\n`],
  ["nested braces, open", `void g(void) ${"{".repeat(DEPTH)}`],
  ["nested parentheses", around("(", "x", ")")],
  ["nested brackets", around("a[", "x", "]")],
  ["nested calls", around("f(", "x", ")")],
  ["nested ifs", `void g(int x) { ${"if (x) ".repeat(DEPTH)}x++; }\n`],
  ["a chain of else if", `void g(int x) { ${"if (x == 1) x++; else ".repeat(DEPTH)}x--; }\n`],
  ["nested loops", `void g(int x) { ${"while (x) { x--; ".repeat(500)}${"}".repeat(500)} }\n`],
  ["nested conditional expressions", around("x ? x : ", "x", "")],
  ["nested unary operators", around("!", "x", "")],
  ["nested casts", around("(int)", "x", "")],
  ["nested pointers", `int ${"*".repeat(DEPTH)}p;\n`],
  ["nested templates", `${"A<".repeat(DEPTH)}int${">".repeat(DEPTH)} a;\n`],
  ["nested structs", `${"struct s { ".repeat(DEPTH)}int x;${" } m;".repeat(DEPTH)}\n`],
  ["nested namespaces", `${"namespace n { ".repeat(DEPTH)}${"}".repeat(DEPTH)}\n`],
  ["nested conditionals", `${"#if X\n".repeat(DEPTH)}int x;\n${"#endif\n".repeat(DEPTH)}`],
  ["a long sum", `int f(int x) { return x${" + x".repeat(DEPTH)}; }\n`],
  ["a long chain of conditions", `int f(int x) { return x${" && x".repeat(DEPTH)}; }\n`],
  ["a long string", `const char *s = "${"a".repeat(1_000_000)}";\n`],
  ["many adjacent strings", `const char *s = ${'"a" '.repeat(DEPTH)};\n`],
  ["a long initialiser", `int a[] = {${"1, ".repeat(100_000)}};\n`],
  ["a long line of one word", "a".repeat(1_000_000)],
  [
    "a function of 20,000 lines",
    `int g(int x, char *p)\n{\n${"    if (x > 3) p[x]++;\n    x = x * 3 + 1;\n".repeat(10_000)}    return x;\n}\n`,
  ],
  [
    "500 functions that call each other",
    Array.from(
      { length: 500 },
      (_, i) =>
        `int f${(i + 1) % 500}(int x, char *p);\nint f${i}(int x, char *p) { if (x) return f${(i + 1) % 500}(x - 1, p) + f${(i * 7 + 3) % 500}(x, p); free(p); return *p; }\n`,
    ).join(""),
  ],
  ["many statements", `void g(char *p) { ${"p++; ".repeat(20_000)}}\n`],
  [
    "many variables",
    `void g(void) { ${Array.from({ length: 3000 }, (_, i) => `int v${i} = ${i};`).join(" ")} }\n`,
  ],
  [
    "many labels and gotos",
    `void g(int x) { ${Array.from({ length: 500 }, (_, i) => `l${i}: if (x == ${i}) goto l${(i * 37) % 500};`).join(" ")} }\n`,
  ],
  [
    "many cases",
    `void g(int x) { switch (x) { ${Array.from({ length: 5000 }, (_, i) => `case ${i}: x++; break;`).join(" ")} } }\n`,
  ],
  ["a macro that names itself", "#define A A A\n#define B C\n#define C B\nint f(void) { return A + B; }\n"],
  [
    "macros that double",
    `${Array.from({ length: 40 }, (_, i) => `#define M${i + 1} M${i} + M${i}\n`).join("")}#define M0 1\nint f(void) { return M40; }\n`,
  ],
  [
    "function-like macros that double",
    `#define F0(x) x x\n${Array.from({ length: 40 }, (_, i) => `#define F${i + 1}(x) F${i}(x) F${i}(x)\n`).join("")}void f(int x) { F40(x++;) }\n`,
  ],
  [
    "a struct that contains itself",
    "struct s { struct s inner; int a[sizeof(struct s)]; } x;\nint f(void) { return sizeof(x); }\n",
  ],
  ["a typedef of itself", "typedef a b; typedef b a;\na f(b x) { return x; }\n"],
  [
    "absurd numbers",
    `int a[0x7fffffffffffffff]; int b[-1]; int c[99999999999999999999999]; int f(void) { return a[1e400] + b[0b2] + c[08] + (1 << 9999) / 0 % 0; }\n`,
  ],
  ["an include of itself", '#include "hostile.c"\nint f(void) { return 0; }\n'],
  [
    "suppressions of all kinds",
    "// parapet:\n// parapet: allow\n// parapet: allow --\n// parapet: allow nothing-known, , -- x\n// parapet: deny all\n",
  ],
];
