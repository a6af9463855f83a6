import { describe, expect, test } from "vitest";
import { parsePrototype } from "./prototype";

/** `return | name | name: type, ...` of what was read. */
function shown(text: string): string {
  const prototype = parsePrototype(text);
  if ("error" in prototype) return `error at ${prototype.offset}: ${prototype.error}`;
  const params = prototype.params.map(({ name, type }) => `${name}: ${type}`);
  if (prototype.variadic) params.push("...");
  return [prototype.returnType, prototype.name, params.join(", ")].join(" | ");
}

describe("prototypes", () => {
  test.each([
    ["void *malloc(size_t size)", "void * | malloc | size: size_t"],
    ["int rand(void)", "int | rand | "],
    [
      "int snprintf(char *dst, size_t n, const char *format, ...)",
      "int | snprintf | dst: char *, n: size_t, format: const char *, ...",
    ],
    ["int pipe(int ends[2])", "int | pipe | ends: int *"],
    [
      "void qsort(void *base, int (*compare)(const void *, const void *))",
      "void | qsort | base: void *, compare: int (*)(const void *, const void *)",
    ],
    [
      "unsigned long long strtoull(const char *s, char **end, int base)",
      "unsigned long long | strtoull | s: const char *, end: char **, base: int",
    ],
    ["int f(const char *)", "int | f | : const char *"],
    ["int f(unsigned int)", "int | f | : unsigned int"],
    ["void *operator new[](std::size_t size)", "void * | operator new[] | size: std::size_t"],
    ["void operator delete(void *ptr)", "void | operator delete | ptr: void *"],
    ["T &operator+=(const T &other)", "T & | operator+= | other: const T &"],
    ["~T()", " | ~T | "],
    ["T(const char *text)", " | T | text: const char *"],
    ["std::string std::to_string(long value)", "std::string | std::to_string | value: long"],
    ["void put(std::map<int, int> table)", "void | put | table: std::map<int, int>"],
    ["size_type size() const", "size_type | size | "],
  ])("%s", (text, expected) => expect(shown(text)).toBe(expected));

  test.each([
    ["malloc", "error at 6: a prototype needs a parameter list in parentheses"],
    ["int f(int) = 0", "error at 10: unexpected text behind the parameter list"],
    ["(int a)", "error at 0: a prototype needs a name before its parameter list"],
    ["int f)", "error at 5: unbalanced parentheses"],
    ["int f(..., int a)", "error at 16: ... must be the last parameter"],
  ])("refuses %s", (text, expected) => expect(shown(text)).toBe(expected));
});
